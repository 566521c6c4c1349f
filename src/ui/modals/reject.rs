//! Why a shipment is rejected: kept with it and in the journal.

use egui::Ui;

use super::{Outcome, first_field, heading};
use crate::analysis::shipments::Candidate;
use crate::analysis::shipments::decide::Decision;
use crate::model::ids::ShipmentId;
use crate::model::naming;
use crate::tasks::pair::Proposal;
use crate::ui::action::{Action, Decided};
use crate::ui::session::Session;
use crate::ui::widgets::parts;

pub(super) fn show(
    ui: &mut Ui,
    id: ShipmentId,
    why: &mut String,
    session: Option<&Session>,
    actions: &mut Vec<Action>,
) -> Outcome {
    let Some((session, shipment)) = session.and_then(|session| Some((session, session.facts.shipments.get(id)?)))
    else {
        return Outcome::Close;
    };
    heading(ui, &format!("Reject S-{}", shipment.number));
    parts::secondary(ui, naming::name(&session.facts, id.into()));
    ui.add_space(6.0);
    let entered = first_field(ui, why, "Why", "Why, in your own words");
    ui.add_space(8.0);
    let given = !why.trim().is_empty();
    let pressed = ui.add_enabled_ui(given, |ui| parts::primary_button(ui, "Reject").clicked()).inner;
    parts::secondary(
        ui,
        "A rejected shipment is kept with its reasons, is not counted, and its two visits are not put forward again.",
    );
    if given && (entered || pressed) {
        let proposal = Proposal {
            number: shipment.number,
            shipment: Some(id),
            candidate: Candidate::of(&session.facts, shipment),
        };
        let decided = Decided { proposal, decision: Decision::Reject, why: why.clone() };
        actions.push(Action::Decide(Box::new(decided)));
        return Outcome::Close;
    }
    Outcome::Stay
}
