//! Making new entities and judging shipments: each one change with a label.

use super::action::{Decided, Pick, Tab};
use super::app::App;
use super::modals::Modal;
use super::pairing::{Pairing, pairing};
use super::verb::Verb;
use crate::analysis::gaps::Gaps;
use crate::analysis::lint::Item;
use crate::analysis::shipments::decide::{Decision, on_shipment};
use crate::base::edtf::Dated;
use crate::base::interval::Bounds;
use crate::base::time::{Precision, Qualifier, Utc, When};
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::event::Event;
use crate::model::evidence::Exhibit;
use crate::model::facts::Facts;
use crate::model::finding::Finding;
use crate::model::ids::{EntityKind, EntityRef, Stamp, VisitId};
use crate::model::place::Place;
use crate::model::regime::{Regime, un_caps};
use crate::model::vessel::Vessel;
use crate::model::visit::Visit;
use crate::tasks::{lint, pair};

impl App {
    /// Adds an entity of the kind that the action names, and selects it.
    pub(super) fn add(&mut self, verb: Verb) {
        let Some(session) = &self.session else { return };
        let facts = session.facts.clone();
        let (from, to) = session.range.now();
        let middle = Utc(f64::midpoint(from, to) as i64);
        let selected = session.primary;
        let writing = session.writing.finding(&facts);
        let entity = match verb {
            Verb::AddVessel => Entity::Vessel(Box::new(Vessel::named(
                facts.next_id(),
                &free_name("New vessel", |name| facts.vessels.iter().any(|row| row.name == name)),
            ))),
            Verb::AddPlace => Entity::Place(Box::new(Place::named(
                facts.next_id(),
                &free_name("New place", |name| facts.places.iter().any(|row| row.name == name)),
            ))),
            Verb::AddEvent => Entity::Event(Box::new(Event {
                id: facts.next_id(),
                time: Dated::from(When::new(middle, Precision::Day, Qualifier::default())),
                title: "New event".to_owned(),
                exhibit: None,
                note: String::new(),
                tags: Vec::new(),
                stamp: Stamp::default(),
            })),
            Verb::AddTag => {
                let name = free_name("New tag", |name| facts.tags.iter().any(|row| row.name == name));
                Entity::Tag(Box::new(facts.fresh_tag(&name)))
            }
            Verb::AddFinding => {
                let number = facts.next_number(EntityKind::Finding);
                let mut finding = Finding::draft(facts.next_id(), number);
                // Behind the others of the section that is being written.
                finding.order = facts.findings.iter().map(|other| other.order).max().unwrap_or(0).saturating_add(1);
                finding.section = writing.map(|open| open.section.clone()).unwrap_or_default();
                Entity::Finding(Box::new(finding))
            }
            Verb::AddExhibit => return self.add_exhibit(&facts, selected),
            _ => return self.add_visit(&facts, selected),
        };
        let item = entity.reference();
        self.apply_and_select(&Command::Put { entity, field: None }, item);
        if let Some(session) = &mut self.session {
            let field = match verb {
                Verb::AddFinding => "headline",
                Verb::AddEvent => "title",
                _ => "name",
            };
            session.drafts.want((Some(item), field));
            if verb == Verb::AddFinding {
                session.show = Some(Tab::Findings);
            }
        }
    }

    /// A new exhibit; a visit that is selected rests on it from the start.
    fn add_exhibit(&mut self, facts: &Facts, selected: Option<EntityRef>) {
        let number = facts.next_number(EntityKind::Exhibit);
        let exhibit = Exhibit::titled(facts.next_id(), number, "New exhibit");
        let item = EntityRef::from(exhibit.id);
        let visit = selected.and_then(EntityRef::as_id).and_then(|id| facts.visits.get(id));
        let command = match visit {
            Some(visit) => {
                let mut visit: Visit = visit.clone();
                let mut exhibits = visit.exhibits.to_vec();
                exhibits.push(exhibit.id);
                visit.exhibits = exhibits.into();
                let label = format!("Add exhibit E-{number} to V-{}", visit.id.0);
                Command::PutAll {
                    entities: vec![Entity::Exhibit(Box::new(exhibit)), Entity::Visit(Box::new(visit))],
                    label,
                }
            }
            None => Command::Put { entity: Entity::Exhibit(Box::new(exhibit)), field: None },
        };
        self.apply_and_select(&command, item);
        if let Some(session) = &mut self.session {
            session.drafts.want((Some(item), "title"));
        }
    }

    /// A new undated visit of the selected vessel or at the selected place; without either, one line is asked for.
    fn add_visit(&mut self, facts: &Facts, selected: Option<EntityRef>) {
        let of = |item: EntityRef| match item.kind {
            EntityKind::Vessel => Some((item.as_id()?, facts.places.first()?.id)),
            EntityKind::Place => Some((facts.vessels.first()?.id, item.as_id()?)),
            EntityKind::Visit => facts.visits.get(item.as_id()?).map(|visit| (visit.vessel, visit.place)),
            _ => None,
        };
        let Some((vessel, place)) = selected.and_then(of) else {
            self.modal = Some(Modal::QuickAdd(String::new()));
            return;
        };
        let visit = Visit::new(facts.next_id(), vessel, place, Bounds::default());
        let item = visit.id.into();
        self.apply_and_select(&Command::Put { entity: Entity::Visit(Box::new(visit)), field: None }, item);
    }

    /// Joins the two selected visits.
    pub(super) fn pair(&mut self) {
        let Some(session) = &self.session else { return };
        if let &[first, second] = session.selected_visits().as_slice() {
            self.pair_visits(first, second);
        }
    }

    /// Joins two visits into a shipment, or says why they are none.
    pub(super) fn pair_visits(&mut self, one: VisitId, other: VisitId) {
        let Some(session) = &self.session else { return };
        match pairing(&session.facts, one, other) {
            None => {}
            Some(Pairing::Refused(reason)) => self.notices.problem(reason),
            Some(Pairing::Already(said)) => self.notices.done(said),
            Some(Pairing::Joins(shipment, label)) => {
                let item = shipment.id.into();
                let command = Command::PutAll { entities: vec![Entity::Shipment(shipment)], label: label.clone() };
                if self.apply(&command).is_some() {
                    if let Some(session) = &mut self.session {
                        session.select(item, Pick::Only);
                    }
                    self.notices
                        .done(format!("Done: {label}. The earlier visit is the loading, the later the discharge"));
                }
            }
        }
    }

    /// Accepts the selected shipment.
    pub(super) fn accept(&mut self) {
        let Some(session) = &self.session else { return };
        let Some(shipment) = session.selected_shipment().and_then(|id| session.facts.shipments.get(id)) else { return };
        let command = on_shipment(&session.facts, shipment, Decision::Accept, "");
        let said = format!("S-{} accepted", shipment.number);
        if self.apply(&command).is_some() {
            self.notices.done(said);
        }
    }

    /// Asks why the selected shipment is rejected.
    pub(super) fn ask_why(&mut self) {
        let shipment = self.session.as_ref().and_then(super::session::Session::selected_shipment);
        self.modal = shipment.map(|id| Modal::Reject(id, String::new()));
    }

    /// Puts proposed words into a finding, as it is once all that was typed is in the case.
    pub(super) fn reword(&mut self, item: &Item) {
        self.flush_drafts();
        let command = self.session.as_ref().and_then(|session| lint::reworded(&session.facts, item));
        match command {
            Some(command) => drop(self.apply(&command)),
            None => self.notices.done("These words have changed meanwhile"),
        }
    }

    /// Carries out a decision on a proposed shipment.
    pub(super) fn decide(&mut self, decided: &Decided) {
        self.flush_drafts();
        let Some(session) = &self.session else { return };
        let gaps = Gaps::of(&session.facts);
        let chosen = [decided.proposal];
        let Some(command) = pair::command(&session.facts, &gaps, &chosen, decided.decision, &decided.why) else {
            return;
        };
        let Some(changes) = self.apply(&command) else { return };
        let made = changes.touched.iter().find(|item| item.kind == EntityKind::Shipment).copied();
        if let Some((session, made)) = self.session.as_mut().zip(made) {
            session.select(made, Pick::Only);
        }
        self.notices.done(format!("{}. Ctrl+Z takes it back", changes.label));
    }

    /// The two yearly caps of S/RES/2397, unless the case has them.
    pub(super) fn add_un_caps(&mut self) {
        let Some(session) = &self.session else { return };
        let caps = un_caps(&session.facts);
        let Some(first) = caps.first().map(|row| EntityRef::from(row.id)) else {
            self.notices.done("The case has both caps already");
            return;
        };
        let entities = caps.into_iter().map(|row| Entity::Regime(Box::new(row))).collect();
        let label = "Add the petroleum caps of S/RES/2397".to_owned();
        self.apply_and_select(&Command::PutAll { entities, label }, first);
    }

    /// Asks how much was declared against the selected regime, or the first one.
    pub(super) fn add_declaration(&mut self) {
        let Some(session) = &self.session else { return };
        let regimes = &session.facts.regimes;
        let chosen = session.primary.and_then(EntityRef::as_id::<Regime>).filter(|id| regimes.get(*id).is_some());
        match chosen.or(regimes.first().map(|row| row.id)) {
            Some(regime) => self.modal = Some(Modal::Declaration(regime, String::new())),
            None => self.notices.done("Add a regime first: a declaration is against a cap"),
        }
    }

    /// Selects an entity and puts the cursor in one of its fields.
    pub(super) fn fill(&mut self, item: EntityRef, field: &'static str) {
        self.settings.inspector = true;
        if let Some(session) = &mut self.session {
            session.select(item, Pick::Only);
            session.drafts.want((Some(item), field));
        }
    }
}

/// `New vessel`, or `New vessel 2` if that is taken.
pub(super) fn free_name(base: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut name = base.to_owned();
    let mut number = 2;
    while taken(&name) {
        name = format!("{base} {number}");
        number += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_name_gets_a_number() {
        let taken = ["New tag", "New tag 2"];
        assert_eq!(free_name("New tag", |name| taken.contains(&name)), "New tag 3");
        assert_eq!(free_name("New place", |name| taken.contains(&name)), "New place");
    }
}
