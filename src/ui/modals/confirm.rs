//! Asked before something is removed on which other things rest.

use egui::{Label, RichText, Ui};

use super::{Outcome, heading};
use crate::base::text::count;
use crate::figure::palette::Role;
use crate::model::ids::EntityRef;
use crate::model::{naming, validate};
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::widgets::parts;

/// How many dependents are named.
const NAMED: usize = 12;

pub(super) fn show(ui: &mut Ui, items: &[EntityRef], session: Option<&Session>) -> Outcome {
    let Some(session) = session else { return Outcome::Close };
    let facts = &session.facts;
    let what = match items {
        [one] => naming::name(facts, *one),
        many => count(many.len(), "item"),
    };
    heading(ui, &format!("Remove {what}?"));
    let mut dependents: Vec<String> = items.iter().flat_map(|item| validate::dependents(facts, *item)).collect();
    dependents.sort();
    dependents.dedup();
    if !dependents.is_empty() {
        let more = dependents.len().saturating_sub(NAMED);
        let mut named = dependents.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        if more > 0 {
            named.push_str(&format!(" and {more} more"));
        }
        ui.add(Label::new(format!("These rest on it and go with it, or lose an end: {named}.")).wrap());
    }
    parts::secondary(ui, "Undo brings everything back.");
    ui.add_space(10.0);
    let mut outcome = Outcome::Stay;
    ui.horizontal(|ui| {
        let text = RichText::new("Remove").color(theme::colour(ui, Role::Panel));
        let button = egui::Button::new(text).fill(theme::colour(ui, Role::Against)).min_size(egui::vec2(96.0, 28.0));
        if ui.add(button).clicked() {
            outcome = Outcome::Remove(items.to_vec());
        }
        if ui.button("Keep").clicked() {
            outcome = Outcome::Close;
        }
    });
    outcome
}
