//! Every change ever made to the case, newest first.

use egui::{Rect, ScrollArea, Sense, Ui, pos2, vec2};
use jiff::tz::TimeZone;

use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::store::{JournalEntry, RowImage};
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::widgets::parts;

/// The view's own state: the entries last asked for, and the one that is open.
#[derive(Default)]
pub struct JournalView {
    entries: Vec<JournalEntry>,
    asked: Option<(u64, u64, usize)>,
    open: Option<(u64, Vec<RowImage>)>,
    problem: Option<String>,
}

impl JournalView {
    /// Draws the list.
    pub fn show(&mut self, ui: &mut Ui, session: &Session) {
        let length = session.store.journal_len();
        let head = session.store.head().to_string();
        if let Some(problem) = &self.problem {
            parts::problem(ui, problem);
        }
        let list_height = if self.open.is_some() { ui.available_height() * 0.55 } else { ui.available_height() };
        let total = usize::try_from(length).unwrap_or(usize::MAX);
        ScrollArea::vertical().id_salt("entries").auto_shrink(false).max_height(list_height).show_rows(
            ui,
            theme::ROW,
            total,
            |ui, range| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let newest = length - range.start as u64;
                self.ask(session, length, newest, range.len());
                for entry in &self.entries {
                    let is_open = self.open.as_ref().is_some_and(|(seq, _)| *seq == entry.seq);
                    if line(ui, entry, is_open, &session.zone) {
                        self.open = match &self.open {
                            Some((seq, _)) if *seq == entry.seq => None,
                            _ => session.store.journal_rows(entry.seq).ok().map(|rows| (entry.seq, rows)),
                        };
                    }
                }
            },
        );
        if let Some((seq, rows)) = &self.open {
            details(ui, *seq, rows, &head);
        }
    }

    fn ask(&mut self, session: &Session, length: u64, newest: u64, count: usize) {
        // The newest entry may change without a new one: a typing run grows.
        let wanted = (length.wrapping_add(session.facts.generation << 20), newest, count);
        if self.asked == Some(wanted) {
            return;
        }
        match session.store.journal(newest, count) {
            Ok(entries) => {
                self.entries = entries;
                self.problem = None;
            }
            Err(error) => self.problem = Some(error.to_string()),
        }
        self.asked = Some(wanted);
    }
}

fn line(ui: &mut Ui, entry: &JournalEntry, open: bool, zone: &TimeZone) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), theme::ROW), Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Button, true, open, format!("{} {}", entry.seq, entry.label))
    });
    if open {
        ui.painter().rect_filled(rect, 4.0, theme::colour(ui, Role::Selection));
    } else if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, theme::colour(ui, Role::AccentTint));
    }
    let cell = |from: f32, to: f32| {
        Rect::from_min_max(pos2(rect.left() + from, rect.top()), pos2(rect.left() + to, rect.bottom()))
    };
    let local = entry.time.in_zone(zone);
    let time = format!("{} {:02}:{:02}:{:02}", local.date(), local.hour(), local.minute(), local.second());
    let role = if entry.undone { Role::Faint } else { Role::Text };
    parts::text_in(ui, cell(12.0, 56.0), &entry.seq.to_string(), Face::Regular, theme::CAPTION, Role::Secondary);
    parts::text_in(ui, cell(60.0, 196.0), &time, Face::Regular, theme::CAPTION, Role::Secondary);
    let width = rect.width();
    let label = if entry.undone { format!("{} (undone)", entry.label) } else { entry.label.clone() };
    parts::text_in(ui, cell(204.0, (width - 220.0).max(280.0)), &label, Face::Regular, theme::BODY, role);
    if width > 520.0 {
        parts::text_in(
            ui,
            cell(width - 212.0, width - 100.0),
            &entry.actor,
            Face::Regular,
            theme::CAPTION,
            Role::Secondary,
        );
        parts::text_in(
            ui,
            cell(width - 94.0, width - 8.0),
            &entry.hash.short(),
            Face::Mono,
            theme::CAPTION,
            Role::Secondary,
        );
    }
    response.clicked()
}

fn details(ui: &mut Ui, seq: u64, rows: &[RowImage], head: &str) {
    parts::section(ui, &format!("Entry {seq}: what it changed"), &crate::base::text::count(rows.len(), "row"));
    ScrollArea::vertical().id_salt("rows").auto_shrink(false).show(ui, |ui| {
        for row in rows.iter().take(200) {
            parts::secondary(ui, format!("{} {}", row.table, row.row));
            for (word, image) in [("before", &row.before), ("after", &row.after)] {
                if let Some(image) = image {
                    let text =
                        egui::RichText::new(format!("{word}: {}", crate::base::text::visible(image))).monospace();
                    ui.add(egui::Label::new(text).wrap());
                }
            }
        }
        if rows.is_empty() {
            parts::secondary(ui, "The case began with this entry.");
        }
        if rows.len() > 200 {
            parts::secondary(ui, format!("{} more rows", rows.len() - 200));
        }
        parts::secondary(ui, format!("Hash of the newest entry: {head}"));
    });
}
