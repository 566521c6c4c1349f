//! Why a remark on a finding's wording is passed over: kept with the finding, until its sentence changes.

use egui::Ui;

use super::{Outcome, first_field, heading};
use crate::analysis::lint::Item;
use crate::base::text::visible;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::widgets::parts;

pub(super) fn show(
    ui: &mut Ui,
    item: &Item,
    why: &mut String,
    session: Option<&Session>,
    actions: &mut Vec<Action>,
) -> Outcome {
    let Some(finding) = session.and_then(|session| session.facts.findings.get(item.finding)) else {
        return Outcome::Close;
    };
    heading(ui, "Leave it as it is");
    parts::secondary(ui, visible(&item.message));
    ui.add_space(6.0);
    let entered = first_field(ui, why, "Why", "Why, in your own words");
    ui.add_space(8.0);
    let given = !why.trim().is_empty();
    let pressed = ui.add_enabled_ui(given, |ui| parts::primary_button(ui, "Leave it").clicked()).inner;
    parts::secondary(ui, "Kept with the finding and in the journal. The remark comes back when the sentence changes.");
    if !(given && (entered || pressed)) {
        return Outcome::Stay;
    }
    let mut row = finding.clone();
    row.passed_over.push(item.passed_over(why.trim()));
    let label = format!("Leave “{}” in F-{} as it is", item.words, finding.number);
    let command = Command::PutAll { entities: vec![Entity::Finding(Box::new(row))], label };
    actions.push(Action::Apply(Box::new(command)));
    Outcome::Close
}
