//! Small cases of hulls, places and visits, for the tests of this module.

use super::{Anomalies, Rule};
use crate::base::edtf::{Dated, Edtf};
use crate::base::interval::Bounds;
use crate::model::entity::Entity;
use crate::model::evidence::{Claim, Exhibit, Obstruction, Sighting, Stance};
use crate::model::facts::Facts;
use crate::model::grading::Hedge;
use crate::model::ids::{ClaimId, ExhibitId, Id, PlaceId, ShipmentId, SightingId, Stamp, VesselId, VisitId};
use crate::model::naming;
use crate::model::place::{Place, PlaceKind, Position};
use crate::model::shipment::Shipment;
use crate::model::vessel::Vessel;
use crate::model::visit::Visit;

/// A case that is built line by line. Vessels and places are made when they are first named.
#[derive(Default)]
pub(super) struct Case {
    pub facts: Facts,
}

impl Case {
    /// The place of this name.
    fn place(&mut self, name: &str) -> PlaceId {
        if let Some(place) = self.facts.places.iter().find(|place| place.name == name) {
            return place.id;
        }
        let id = self.facts.next_id();
        self.facts.put(Entity::Place(Box::new(Place::named(id, name))));
        id
    }

    fn change_place(&mut self, name: &str, change: impl FnOnce(&mut Place)) {
        let id = self.place(name);
        let mut place = self.facts.places.get(id).expect("just made").clone();
        change(&mut place);
        self.facts.put(Entity::Place(Box::new(place)));
    }

    pub fn berth(&mut self, port: &str, name: &str) {
        self.parent(name, port);
    }

    pub fn parent(&mut self, name: &str, parent: &str) {
        let parent = self.place(parent);
        self.change_place(name, |place| place.parent = Some(parent));
    }

    pub fn position(&mut self, name: &str, lat: f64, lon: f64) {
        self.change_place(name, |place| place.position = Position::new(lat, lon).ok());
    }

    pub fn no_position(&mut self, name: &str) {
        self.change_place(name, |place| place.position = None);
    }

    pub fn kind(&mut self, name: &str, kind: PlaceKind) {
        self.change_place(name, |place| place.kind = kind);
    }

    pub fn vessel(&mut self, id: u32, name: &str, change: impl FnOnce(&mut Vessel)) {
        let mut vessel = Vessel::named(VesselId::new(id), name);
        change(&mut vessel);
        self.facts.put(Entity::Vessel(Box::new(vessel)));
    }

    /// A visit with these four bounds, as EDTF; empty where they are not known.
    pub fn visit(&mut self, id: u32, vessel: u32, place: &str, bounds: [&str; 4]) {
        if self.facts.vessels.get(VesselId::new(vessel)).is_none() {
            self.vessel(vessel, &format!("Vessel {vessel}"), |_| {});
        }
        let place = self.place(place);
        let bounds = Bounds::new(bounds.map(|text| text.parse().ok()));
        let visit = Visit::new(VisitId::new(id), VesselId::new(vessel), place, bounds);
        self.facts.put(Entity::Visit(Box::new(visit)));
    }

    pub fn change(&mut self, id: u32, change: impl FnOnce(&mut Visit)) {
        let mut visit = self.facts.visits.get(VisitId::new(id)).expect("a visit").clone();
        change(&mut visit);
        for exhibit in visit.exhibits.clone() {
            self.exhibit(exhibit);
        }
        for exhibit in visit.extra.iter().flat_map(|extra| extra.bounds.exhibits).flatten() {
            self.exhibit(exhibit);
        }
        self.facts.put(Entity::Visit(Box::new(visit)));
    }

    fn exhibit(&mut self, id: ExhibitId) {
        self.facts.put(Entity::Exhibit(Box::new(Exhibit::titled(id, id.0, "An exhibit"))));
    }

    /// Has a visit rest on a sighting.
    pub fn link(&mut self, visit: u32, sighting: u32) {
        self.change(visit, |visit| visit.sightings = Box::new([SightingId::new(sighting)]));
    }

    /// A sighting in the exhibit of the same number.
    pub fn sighting(&mut self, id: u32, vessel: Option<u32>, place: &str, time: &str) {
        if let Some(vessel) = vessel.filter(|id| self.facts.vessels.get(VesselId::new(*id)).is_none()) {
            self.vessel(vessel, &format!("Vessel {vessel}"), |_| {});
        }
        self.exhibit(ExhibitId::new(id));
        let time: Option<Edtf> = time.parse().ok();
        let sighting = Sighting {
            id: SightingId::new(id),
            exhibit: ExhibitId::new(id),
            place: Some(self.place(place)),
            time: time.map(Dated::from),
            vessel: vessel.map(VesselId::new),
            negative: false,
            seen: String::new(),
            obstruction: Obstruction::Clear,
            at: None,
            note: String::new(),
            tags: Vec::new(),
            stamp: Stamp::default(),
        };
        self.facts.put(Entity::Sighting(Box::new(sighting)));
    }

    pub fn change_sighting(&mut self, id: u32, change: impl FnOnce(&mut Sighting)) {
        let mut sighting = self.facts.sightings.get(SightingId::new(id)).expect("a sighting").clone();
        change(&mut sighting);
        self.facts.put(Entity::Sighting(Box::new(sighting)));
    }

    pub fn shipment(&mut self, id: u32, loading: Option<u32>, discharge: Option<u32>) {
        let ends = [loading, discharge].map(|id| id.map(VisitId::new));
        let shipment = Shipment::between(ShipmentId::new(id), id, ends[0], ends[1]);
        self.facts.put(Entity::Shipment(Box::new(shipment)));
    }

    pub fn change_shipment(&mut self, id: u32, change: impl FnOnce(&mut Shipment)) {
        let mut shipment = self.facts.shipments.get(ShipmentId::new(id)).expect("a shipment").clone();
        change(&mut shipment);
        self.facts.put(Entity::Shipment(Box::new(shipment)));
    }

    /// A claim about a visit.
    pub fn claim(&mut self, id: u32, visit: u32) {
        self.exhibit(ExhibitId::new(id));
        let claim = Claim {
            id: ClaimId::new(id),
            exhibit: ExhibitId::new(id),
            quote: "appeared to load".to_owned(),
            language: String::new(),
            speaker: String::new(),
            hedge: Hedge::Appears,
            reported_by: Vec::new(),
            about: vec![VisitId::new(visit).into()],
            stance: Stance::Supports,
            note: String::new(),
            tags: Vec::new(),
            stamp: Stamp::default(),
        };
        self.facts.put(Entity::Claim(Box::new(claim)));
    }
}

/// What a rule finds in a case: each as its sentence and, in brackets, what it is about.
pub(super) fn said(facts: &Facts, rule: Rule) -> Vec<String> {
    let found = Anomalies::build(facts);
    let [all] = [found.by_rule(|anomaly| anomaly.rule == rule)];
    assert_eq!(found.count(rule), all[rule.index()].len(), "the count is that of what is listed");
    let say = |anomaly: &std::sync::Arc<super::Anomaly>| {
        let about: Vec<String> = anomaly.about.iter().map(|item| naming::code(facts, *item)).collect();
        format!("{} [{}]", anomaly.sentence(facts), about.join(" "))
    };
    all[rule.index()].iter().map(say).collect()
}

/// Ids count from 1.
#[test]
fn ids_of_places_are_given_in_order() {
    let mut case = Case::default();
    assert_eq!((case.place("A"), case.place("B"), case.place("A")), (Id::new(1), Id::new(2), Id::new(1)));
}
