//! The line at the foot: what is in the case, what is hidden, and that everything is on disk.

use egui::{Align, Label, Layout, RichText, Ui};

use crate::base::text::{count, thousands};
use crate::base::time::{END_SECOND, FIRST_SECOND, Utc};
use crate::figure::palette::Role;
use crate::figure::wording::{instant, zone_name};
use crate::ui::action::{Action, Tab};
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::Verb;

/// What a worker is doing.
pub struct Busy {
    /// In a word: `exporting…`.
    pub words: &'static str,
    /// Steps done and in all; zero of all if that is not known.
    pub progress: (u64, u64),
    /// Whether somebody waits for it who may want it to stop.
    pub can_stop: bool,
}

impl Busy {
    /// `exporting… 40 %`, as far as that is known.
    fn said(&self) -> String {
        match self.progress {
            (done, all) if all > 0 => format!("{} {} %", self.words, (done.min(all) * 100) / all),
            _ => self.words.to_owned(),
        }
    }
}

/// Draws the line.
pub fn show(ui: &mut Ui, session: &Session, busy: Option<&Busy>, actions: &mut Vec<Action>) {
    let plain = |ui: &mut Ui, text: String| {
        let text = RichText::new(text).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary));
        ui.add(Label::new(text).selectable(false))
    };
    ui.horizontal_centered(|ui| {
        let counts = &session.counts;
        let mut parts = vec![count(counts.visits, "visit"), format!("{}, {} half-open", count(counts.shipments, "shipment"), thousands(counts.half_open))];
        if counts.without_quantity > 0 {
            parts.push(format!("{} without quantity", thousands(counts.without_quantity)));
        }
        plain(ui, parts.join(" · "));
        let undated = session.lanes.undated().len();
        let mut more = Vec::new();
        if undated > 0 {
            more.push(format!("{} undated", thousands(undated)));
        }
        if session.selection.len() > 1 {
            more.push(format!("{} selected", thousands(session.selection.len())));
        }
        if !more.is_empty() {
            plain(ui, format!("·  {}", more.join(" · ")));
        }
        if session.hidden() > 0 {
            let text = RichText::new(format!("query hides {}", thousands(session.hidden()))).size(theme::CAPTION).color(theme::colour(ui, Role::Accent));
            if ui.add(egui::Button::new(text).frame(false)).on_hover_text("Clear the query").clicked() {
                actions.push(Action::Do(Verb::ClearQuery));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let head = session.store.head().short();
            let journal = RichText::new(format!("journal {head}")).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary));
            let tip = format!("Hash of the newest of {} journal entries. Kept elsewhere, it shows later whether the journal was altered. Click for the journal", session.store.journal_len());
            if ui.add(egui::Button::new(journal).frame(false)).on_hover_text(tip).clicked() {
                actions.push(Action::Show(Tab::Journal));
            }
            let saved = match busy {
                Some(task) => task.said(),
                None if session.drafts.is_waiting() => "writing…".to_owned(),
                None if session.is_writable() => "all changes on disk".to_owned(),
                None => "read-only".to_owned(),
            };
            if busy.is_some_and(|busy| busy.can_stop) {
                let text = RichText::new("Stop").size(theme::CAPTION).color(theme::colour(ui, Role::Accent));
                if ui.add(egui::Button::new(text).frame(false)).on_hover_text("Stop; nothing is written").clicked() {
                    actions.push(Action::Stop);
                }
            }
            let zone = zone_name(&session.zone);
            let chosen = if session.zone == session.case_zone() { "" } else { ", not the case's" };
            plain(ui, format!("{zone}{chosen} · {saved} ·"));
            if let Some(second) = session.cursor {
                // To the minute: a finer time would only flicker.
                let minute = (second as i64).clamp(FIRST_SECOND, END_SECOND - 1).div_euclid(60) * 60;
                let at = Utc(minute);
                plain(ui, format!("{}  ·", instant(at, &session.zone)));
            }
        });
    });
}
