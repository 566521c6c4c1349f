//! Proposed shipments with what speaks for and against them, and what is decided of them.

use serde::Serialize;

use super::error::TaskError;
use crate::analysis::gaps::Gaps;
use crate::analysis::shipments::decide::{self, Decision};
use crate::analysis::shipments::{Candidate, Given, Rule, Weighed, candidates, weigh};
use crate::base::time::Utc;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef, ShipmentId};
use crate::model::naming;
use crate::model::shipment::ShipmentStatus;
use crate::store::CaseStore;

/// A proposal: a shipment of the case that is not decided, or a candidate that would become one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// The number it has, or would have.
    pub number: u32,
    /// The shipment; none for a candidate.
    pub shipment: Option<ShipmentId>,
    /// Its ends.
    pub candidate: Candidate,
}

/// Every proposal: the undecided shipments of a case by number, then candidates, numbered on from them.
#[must_use]
pub fn proposals(facts: &Facts) -> Vec<Proposal> {
    let undecided = facts.shipments.iter().filter(|row| row.status == ShipmentStatus::Proposed);
    let mut all: Vec<Proposal> = undecided
        .map(|row| Proposal { number: row.number, shipment: Some(row.id), candidate: Candidate::of(facts, row) })
        .collect();
    all.sort_by_key(|one| one.number);
    let new = (decide::first_number(facts)..).zip(candidates(facts));
    all.extend(new.map(|(number, candidate)| Proposal { number, shipment: None, candidate }));
    all
}

/// A proposal as it is printed. The keys are those of `pair --json`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ProposalRecord {
    /// `S-4`.
    pub id: String,
    /// `Tanker 1, Vostochny to Chongjin`.
    pub name: String,
    /// Whether it is no shipment of the case yet.
    pub new: bool,
    /// The half-open shipment that it would close.
    pub closes: Option<String>,
    /// The loading visit.
    pub loading: Option<String>,
    /// The discharge visit.
    pub discharge: Option<String>,
    /// What is known of the ends.
    pub outcome: &'static str,
    /// What the rules say for and against it.
    pub reasons: Vec<ReasonRecord>,
    /// What else would explain the visits.
    pub rivals: Vec<ReasonRecord>,
    /// What the case has noted already.
    pub noted: Vec<NotedRecord>,
}

/// A reason that a rule gives.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ReasonRecord {
    /// `for`, `against` or `not known`.
    pub sign: &'static str,
    /// The sign as one character.
    #[serde(skip)]
    pub mark: &'static str,
    /// The rule.
    pub rule: &'static str,
    /// The reason.
    pub text: String,
    /// The exhibits it rests on.
    pub exhibits: Vec<String>,
    /// What else it rests on.
    pub rests_on: Vec<String>,
}

/// A reason that is kept in the case.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct NotedRecord {
    /// `for` or `against`.
    pub sign: &'static str,
    /// The reason.
    pub text: String,
    /// The exhibit it rests on.
    pub exhibit: Option<String>,
    /// The rule that gave it; null if the investigator did.
    pub rule: Option<String>,
}

/// Every proposal of a case with its reasons.
#[must_use]
pub fn pair(facts: &Facts) -> Vec<ProposalRecord> {
    let gaps = Gaps::of(facts);
    proposals(facts).iter().map(|one| record(facts, one, &weigh(facts, &gaps, &one.candidate))).collect()
}

fn record(facts: &Facts, one: &Proposal, weighed: &Weighed) -> ProposalRecord {
    let code = |item: EntityRef| naming::code(facts, item);
    let candidate = one.candidate;
    let reason = |given: &Given| ReasonRecord {
        sign: given.sign.word(),
        mark: given.sign.mark(),
        rule: given.rule.name(),
        text: given.text.clone(),
        exhibits: given.exhibits.iter().map(|id| code((*id).into())).collect(),
        rests_on: given.rests_on.iter().map(|item| code(*item)).collect(),
    };
    let (rivals, reasons): (Vec<&Given>, Vec<&Given>) =
        weighed.reasons.iter().partition(|given| given.rule == Rule::Rival);
    let known = one.shipment.and_then(|id| facts.shipments.get(id));
    let noted = known.into_iter().flat_map(|row| &row.reasons).map(|reason| NotedRecord {
        sign: if reason.supports { "for" } else { "against" },
        text: reason.text.clone(),
        exhibit: reason.exhibit.map(|id| code(id.into())),
        rule: reason.rule.clone(),
    });
    ProposalRecord {
        id: EntityRef { kind: EntityKind::Shipment, id: one.number }.to_string(),
        name: naming::shipment_route(facts, candidate.loading, candidate.discharge),
        new: one.shipment.is_none(),
        closes: candidate.closes.map(|id| code(id.into())),
        loading: candidate.loading.map(|id| code(id.into())),
        discharge: candidate.discharge.map(|id| code(id.into())),
        outcome: candidate.outcome.words(),
        reasons: reasons.into_iter().map(reason).collect(),
        rivals: rivals.into_iter().map(reason).collect(),
        noted: noted.collect(),
    }
}

/// Which proposals are decided.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Which {
    /// All of them.
    All,
    /// Those with these references.
    These(Vec<String>),
}

/// Decides proposals, as one change; returns their references.
///
/// # Errors
/// If a reference is no proposal, or if the case cannot be written.
pub fn decide(
    store: &mut CaseStore,
    which: &Which,
    decision: Decision,
    why: &str,
    now: Utc,
    actor: &str,
) -> Result<Vec<String>, TaskError> {
    let before = store.facts();
    let all = proposals(&before);
    let code = |one: &Proposal| EntityRef { kind: EntityKind::Shipment, id: one.number }.to_string();
    let chosen: Vec<&Proposal> = match which {
        Which::All => all.iter().collect(),
        Which::These(codes) => {
            let find = |wanted: &String| {
                let found = all.iter().find(|one| code(one).eq_ignore_ascii_case(wanted.trim()));
                found.ok_or_else(|| TaskError::NoProposal { code: wanted.clone() })
            };
            codes.iter().map(find).collect::<Result<_, _>>()?
        }
    };
    let codes: Vec<String> = chosen.iter().map(|one| code(one)).collect();
    let chosen: Vec<Proposal> = chosen.into_iter().copied().collect();
    if let Some(command) = command(&before, &Gaps::of(&before), &chosen, decision, why) {
        store.transact(&command, now, actor)?;
    }
    Ok(codes)
}

/// The one change that decides proposals; none if there is none to decide.
#[must_use]
pub fn command(facts: &Facts, gaps: &Gaps, chosen: &[Proposal], decision: Decision, why: &str) -> Option<Command> {
    let mut facts = facts.clone();
    let (mut decided, mut labels) = (Vec::new(), Vec::new());
    for one in chosen {
        let command = match one.shipment.and_then(|id| facts.shipments.get(id)) {
            Some(row) => decide::on_shipment(&facts, row, decision, why),
            None => decide::on_candidate(&facts, &weigh(&facts, gaps, &one.candidate), one.number, decision, why),
        };
        if let Command::PutAll { entities, label } = command {
            labels.push(label);
            for entity in entities {
                facts.put(entity.clone());
                // Accepting S-3 and then what closes S-3 writes the shipment twice; the last one stands.
                decided.retain(|known: &Entity| known.reference() != entity.reference());
                decided.push(entity);
            }
        }
    }
    let label = match &labels[..] {
        [] => return None,
        [one] => one.clone(),
        _ => {
            let verb = if decision == Decision::Reject { "Reject" } else { "Accept" };
            let why = if why.trim().is_empty() { String::new() } else { format!(": {}", why.trim()) };
            format!("{verb} {}{why}", crate::base::text::count(labels.len(), "shipment"))
        }
    };
    Some(Command::PutAll { entities: decided, label })
}
