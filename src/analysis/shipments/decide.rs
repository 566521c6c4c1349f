//! What the investigator decides, as a change to the case: the reasons are kept with the shipment, and the decision with
//! its reason in the journal's line.

use super::candidates::Candidate;
use super::reasons::{Given, Sign, Weighed};
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::ids::EntityKind;
use crate::model::naming;
use crate::model::shipment::{Reason, Shipment, ShipmentStatus};

/// Longest part of a reason that stands in the line of the journal; the shipment keeps all of it.
const IN_A_LINE: usize = 120;

/// The shipment that a candidate would be: the half-open one with its other end, or a new one with this number.
#[must_use]
pub fn shipment(facts: &Facts, candidate: &Candidate, number: u32) -> Shipment {
    let open = candidate.closes.and_then(|id| facts.shipments.get(id));
    if let Some(open) = open {
        Shipment { loading: candidate.loading, discharge: candidate.discharge, ..open.clone() }
    } else {
        let mut made = Shipment::between(facts.next_id(), number, candidate.loading, candidate.discharge);
        made.product = product(facts, candidate);
        made
    }
}

/// The cargo by which the same hull's other shipments are known, if they agree; else nothing.
fn product(facts: &Facts, candidate: &Candidate) -> String {
    let visit = candidate.loading.or(candidate.discharge).and_then(|id| facts.visits.get(id));
    let Some(visit) = visit else { return String::new() };
    let others = facts.links().visits_of(visit.vessel).flat_map(|id| facts.links().shipments_of(id));
    let mut products = others.filter_map(|id| facts.shipments.get(id)).map(|row| row.product.as_str());
    let first = products.next().unwrap_or_default();
    if products.all(|other| other == first) { first.to_owned() } else { String::new() }
}

/// What is decided of a shipment or a candidate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decision {
    /// It is accepted.
    Accept,
    /// It is rejected, and not put forward again.
    Reject,
    /// It is kept, undecided.
    Keep,
}

impl Decision {
    fn status(self) -> ShipmentStatus {
        match self {
            Self::Accept => ShipmentStatus::Accepted,
            Self::Reject => ShipmentStatus::Rejected,
            Self::Keep => ShipmentStatus::Proposed,
        }
    }

    fn verb(self) -> &'static str {
        match self {
            Self::Accept => "Accept",
            Self::Reject => "Reject",
            Self::Keep => "Keep",
        }
    }
}

/// A decision on a candidate, with the investigator's own reason if there is one.
///
/// A half-open shipment stays as it is when a way to close it is rejected; the rejected pair is kept beside it.
#[must_use]
pub fn on_candidate(facts: &Facts, weighed: &Weighed, number: u32, decision: Decision, why: &str) -> Command {
    let mut candidate = weighed.candidate;
    if decision == Decision::Reject {
        candidate.closes = None;
    }
    let mut made = shipment(facts, &candidate, number);
    let kept: Vec<Reason> = made.reasons.iter().filter(|reason| reason.rule.is_none()).cloned().collect();
    made.reasons = kept.into_iter().chain(weighed.reasons.iter().filter_map(reason)).collect();
    command(facts, made, decision, why)
}

/// A decision on a shipment of the case.
#[must_use]
pub fn on_shipment(facts: &Facts, shipment: &Shipment, decision: Decision, why: &str) -> Command {
    command(facts, shipment.clone(), decision, why)
}

fn command(facts: &Facts, mut shipment: Shipment, decision: Decision, why: &str) -> Command {
    let why = why.trim();
    shipment.status = decision.status();
    if !why.is_empty() {
        let supports = decision != Decision::Reject;
        shipment.reasons.push(Reason { text: why.to_owned(), supports, exhibit: None, rule: None });
    }
    let known = facts.shipments.get(shipment.id);
    let closes = known.filter(|known| (known.loading, known.discharge) != (shipment.loading, shipment.discharge));
    let mut label = format!("{} S-{}", decision.verb(), shipment.number);
    if known.is_none() {
        label.push_str(&format!(", {}", naming::shipment_route(facts, shipment.loading, shipment.discharge)));
    } else if closes.is_some() {
        label.push_str(&format!(" closed as {}", naming::shipment_route(facts, shipment.loading, shipment.discharge)));
    }
    if !why.is_empty() {
        let cut = why.char_indices().nth(IN_A_LINE).map(|(end, _)| format!("{}…", &why[..end]));
        label.push_str(&format!(": {}", cut.as_deref().unwrap_or(why)));
    }
    Command::PutAll { entities: vec![Entity::Shipment(Box::new(shipment))], label }
}

/// A reason as a shipment keeps it; what is not known is no reason.
fn reason(given: &Given) -> Option<Reason> {
    let supports = match given.sign {
        Sign::For => true,
        Sign::Against => false,
        Sign::Open => return None,
    };
    let rule = Some(given.rule.name().to_owned());
    Some(Reason { text: given.text.clone(), supports, exhibit: given.exhibits.first().copied(), rule })
}

/// The number that the first new candidate would have; the next ones follow.
#[must_use]
pub fn first_number(facts: &Facts) -> u32 {
    facts.next_number(EntityKind::Shipment)
}
