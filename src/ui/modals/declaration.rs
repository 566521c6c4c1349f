//! How much somebody declared or assessed. An amount that is not known yet is no declaration: it would stand there as a zero.

use egui::Ui;

use super::{Outcome, first_field, heading};
use crate::base::edtf::Dated;
use crate::base::time::{Precision, Qualifier, Utc, When};
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::ids::RegimeId;
use crate::model::reading;
use crate::model::regime::Declaration;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::widgets::parts;

pub(super) fn show(
    ui: &mut Ui,
    id: RegimeId,
    text: &mut String,
    session: Option<&Session>,
    actions: &mut Vec<Action>,
) -> Outcome {
    let Some((session, regime)) = session.and_then(|session| Some((session, session.facts.regimes.get(id)?))) else {
        return Outcome::Close;
    };
    heading(ui, "Add declaration");
    parts::secondary(ui, format!("Declared or assessed against {}, in {}", regime.instrument, regime.unit.symbol()));
    ui.add_space(6.0);
    let entered = first_field(ui, text, "Amount", "168,679, >165,000 or low–base–high");
    let read = reading::estimate(text);
    if let Err(reason) = &read
        && !text.trim().is_empty()
    {
        parts::problem(ui, reason);
    }
    ui.add_space(6.0);
    parts::secondary(ui, "Period, source and exhibit are asked for next.");
    ui.add_space(8.0);
    let Ok(Some(quantity)) = read else {
        ui.add_enabled_ui(false, |ui| parts::primary_button(ui, "Add"));
        return Outcome::Stay;
    };
    if !(parts::primary_button(ui, "Add").clicked() || entered) {
        return Outcome::Stay;
    }
    let (from, to) = session.range.now();
    let middle = Utc(f64::midpoint(from, to) as i64);
    let period = Dated::from(When::new(middle, Precision::Year, Qualifier::default()));
    let row = Declaration::of(session.facts.next_id(), id, period, quantity, regime.unit);
    let item = row.id.into();
    let command = Command::Put { entity: Entity::Declaration(Box::new(row)), field: None };
    actions.push(Action::ApplyAndSelect(Box::new(command), item));
    actions.push(Action::Fill(item, "period"));
    Outcome::Close
}
