//! A name for what is looked at: query, lanes, colours and time range.

use egui::Ui;

use super::{Outcome, first_field, heading};
use crate::base::time::Utc;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::ids::Stamp;
use crate::model::view::SavedView;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::widgets::parts;

pub(super) fn show(ui: &mut Ui, name: &mut String, session: Option<&Session>, actions: &mut Vec<Action>) -> Outcome {
    let Some(session) = session else { return Outcome::Close };
    heading(ui, "Save this view");
    let entered = first_field(ui, name, "Name of the view", "Loadings without discharge");
    ui.add_space(6.0);
    parts::secondary(
        ui,
        "Keeps the query, the lanes with what was pinned, hidden or coloured, what is shown beside the bars, and the time range.",
    );
    ui.add_space(8.0);
    let clicked = parts::primary_button(ui, "Save").clicked();
    if !(entered || clicked) || name.trim().is_empty() {
        return Outcome::Stay;
    }
    let (from, to) = session.range.now();
    let view = SavedView {
        id: session.facts.next_id(),
        name: name.trim().to_owned(),
        query: session.query.answered.clone(),
        lanes: (*session.lane_options.arrangement).clone(),
        colouring: session.lane_options.colouring,
        layers: session.layers.clone(),
        range: Some((Utc(from as i64), Utc(to as i64))),
        note: String::new(),
        stamp: Stamp::default(),
    };
    let command = Command::Put { entity: Entity::SavedView(Box::new(view)), field: None };
    actions.push(Action::Apply(Box::new(command)));
    Outcome::Close
}
