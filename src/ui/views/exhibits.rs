//! Items of evidence and the first words of what they say.

use egui::{Rect, ScrollArea, Sense, Ui, pos2, vec2};

use crate::base::plain_date::edtf_words;
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::model::evidence::Exhibit;
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef, ExhibitId};
use crate::ui::action::{Action, Pick};
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::Verb;
use crate::ui::widgets::carry::carry;
use crate::ui::widgets::parts;

/// Height of a line: title, and a quote below it.
const LINE: f32 = 42.0;

/// The view's own state: the order of what is shown, made anew only when exhibits or the query change.
#[derive(Default)]
pub struct ExhibitsView {
    shown: Vec<(u32, ExhibitId)>,
    made_from: Option<(u64, u64)>,
}

impl ExhibitsView {
    /// Draws the list.
    pub fn show(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        let wanted = (session.versions.of(EntityKind::Exhibit), session.versions.asked);
        if self.made_from != Some(wanted) {
            let exhibits = session.facts.exhibits.iter().filter(|exhibit| session.shows(exhibit.id.into()));
            self.shown = exhibits.map(|exhibit| (exhibit.number, exhibit.id)).collect();
            self.shown.sort_unstable();
            self.made_from = Some(wanted);
        }
        list(ui, session, &self.shown, actions);
    }
}

fn list(ui: &mut Ui, session: &Session, shown: &[(u32, ExhibitId)], actions: &mut Vec<Action>) {
    let facts = &session.facts;
    if shown.is_empty() {
        if session.query.matches.is_some() {
            if parts::empty(
                ui,
                "The query shows no exhibit",
                "Everything is still there, only hidden.",
                Some("Clear the query"),
            ) {
                actions.push(Action::Do(Verb::ClearQuery));
            }
        } else {
            let add = session.is_writable().then_some("Add the first exhibit");
            let hint = "An article, image, AIS track, register extract, document or photo. Visits, claims and findings rest on them.";
            if parts::empty(ui, "No exhibits yet", hint, add) {
                actions.push(Action::Do(Verb::AddExhibit));
            }
        }
        return;
    }
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, LINE, shown.len(), |ui, range| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (_, id) in &shown[range] {
            if let Some(exhibit) = facts.exhibits.get(*id) {
                line(ui, session, exhibit, actions);
            }
        }
    });
}

fn line(ui: &mut Ui, session: &Session, exhibit: &Exhibit, actions: &mut Vec<Action>) {
    let facts = &session.facts;
    let item = EntityRef::from(exhibit.id);
    let selected = session.selection.contains(&item);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
    let name = format!("E-{} {}", exhibit.number, exhibit.title);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, selected, &name));
    if selected {
        ui.painter().rect_filled(rect, 4.0, theme::colour(ui, Role::Selection));
    } else if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, theme::colour(ui, Role::AccentTint));
    }
    let date =
        exhibit.published.as_ref().or(exhibit.captured.as_ref()).map_or(String::new(), |date| edtf_words(date.time));
    let middle = rect.top() + LINE / 2.0 + 1.0;
    let row = |left: f32, right: f32, upper: bool| {
        let (top, bottom) = if upper { (rect.top() + 4.0, middle) } else { (middle - 2.0, rect.bottom() - 4.0) };
        Rect::from_min_max(pos2(left, top), pos2(right, bottom))
    };
    let (left, right) = (rect.left() + 12.0, rect.right() - 12.0);
    parts::text_in(
        ui,
        row(left, left + 44.0, true),
        &format!("E-{}", exhibit.number),
        Face::Medium,
        theme::SECONDARY,
        Role::Secondary,
    );
    parts::text_in(ui, row(left + 48.0, right - 150.0, true), &exhibit.title, Face::Medium, theme::BODY, Role::Text);
    parts::text_in(ui, row(right - 140.0, right, true), &date, Face::Regular, theme::SECONDARY, Role::Secondary);
    parts::text_in(
        ui,
        row(left + 48.0, right - 150.0, false),
        &first_quote(facts, exhibit.id),
        Face::Italic,
        theme::SECONDARY,
        Role::Secondary,
    );
    let source = exhibit.source.and_then(|id| facts.sources.get(id)).map_or("", |source| &source.name);
    parts::text_in(ui, row(right - 140.0, right, false), source, Face::Regular, theme::CAPTION, Role::Secondary);
    carry(ui, &response, facts, Some(&session.selection), item);
    if response.clicked() {
        let toggle = ui.input(|input| input.modifiers.command || input.modifiers.shift);
        actions.push(Action::Select(item, if toggle { Pick::Toggle } else { Pick::Only }));
    }
}

fn first_quote(facts: &Facts, exhibit: ExhibitId) -> String {
    let mut claims = facts.links().claims_of(exhibit);
    let Some(first) = claims.next().and_then(|id| facts.claims.get(id)) else { return "no claim quoted".to_owned() };
    match claims.count() {
        0 => format!("“{}”", first.quote),
        more => format!("“{}” and {more} more", first.quote),
    }
}
