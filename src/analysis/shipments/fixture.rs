//! A hull and its calls, for the tests of this module.

use crate::base::interval::{BoundName, Bounds};
use crate::base::quantity::{Amount, Metres};
use crate::model::entity::Entity;
use crate::model::evidence::{Exhibit, ExhibitKind, Sighting};
use crate::model::facts::Facts;
use crate::model::ids::{Id, PlaceId, VisitId};
use crate::model::place::{Place, Position};
use crate::model::shipment::{Shipment, ShipmentStatus};
use crate::model::vessel::Vessel;
use crate::model::visit::{Activity, Visit};

pub(super) const PORT: PlaceId = Id::new(1);
pub(super) const FAR: PlaceId = Id::new(2);

/// Two ports that handle oil, some 155 nautical miles apart, a hull, and an exhibit.
pub(super) fn facts() -> Facts {
    let mut facts = Facts::default();
    for (id, name, lat, lon) in
        [(1, "Vostochny", 42.74, 133.08), (2, "Chongjin", 41.77, 129.82), (3, "Rason", 42.24, 130.3)]
    {
        let mut place = Place::named(Id::new(id), name);
        place.position = Position::new(lat, lon).ok();
        place.handles = vec!["oil".to_owned()];
        facts.put(Entity::Place(Box::new(place)));
    }
    facts.put(Entity::Vessel(Box::new(Vessel::named(Id::new(1), "Yu Son"))));
    facts.put(Entity::Exhibit(Box::new(Exhibit::titled(Id::new(1), 1, "Image"))));
    facts
}

/// A visit of the hull: activity, place, the day it was seen; an empty day is no date.
pub(super) fn call(facts: &mut Facts, id: u32, what: Activity, place: PlaceId, day: &str) {
    let at = (!day.is_empty()).then(|| day.parse().expect("a date"));
    let bounds = Bounds::new([None, at, at, None]);
    let mut visit = Visit::new(Id::new(id), Id::new(1), place, bounds);
    visit.activity = what;
    visit.exhibits = [Id::new(1)].into();
    facts.put(Entity::Visit(Box::new(visit)));
}

pub(super) fn change_visit(facts: &mut Facts, id: u32, change: impl FnOnce(&mut Visit)) {
    let mut visit = facts.visits.get(VisitId::new(id)).expect("there").clone();
    change(&mut visit);
    facts.put(Entity::Visit(Box::new(visit)));
}

pub(super) fn draughts(facts: &mut Facts, id: u32, came: f64, left: f64) {
    let metres = |value| Some(Metres(Amount::new(value).expect("an amount")));
    change_visit(facts, id, |visit| {
        visit.edit_extra(|extra| (extra.draught_in, extra.draught_out) = (metres(came), metres(left)));
    });
}

pub(super) fn bound(facts: &mut Facts, id: u32, name: BoundName, day: &str) {
    change_visit(facts, id, |visit| visit.bounds = visit.bounds.with(name, day.parse().ok()));
}

pub(super) fn shipment(facts: &mut Facts, id: u32, loading: u32, discharge: u32, status: ShipmentStatus) {
    let end = |id: u32| (id > 0).then(|| VisitId::new(id));
    let mut shipment = Shipment::between(Id::new(id), id, end(loading), end(discharge));
    shipment.status = status;
    facts.put(Entity::Shipment(Box::new(shipment)));
}

/// A sighting in an exhibit of its own kind, as JSON fields.
pub(super) fn sighting(facts: &mut Facts, id: u32, kind: ExhibitKind, fields: &str) {
    let mut exhibit = Exhibit::titled(Id::new(100 + id), 100 + id, "Evidence");
    exhibit.kind = kind;
    facts.put(Entity::Exhibit(Box::new(exhibit)));
    let text = format!(r#"{{"id":{id},"exhibit":{},{fields}}}"#, 100 + id);
    let sighting: Sighting = serde_json::from_str(&text).expect("a sighting");
    facts.put(Entity::Sighting(Box::new(sighting)));
}
