//! What becomes of an entity when something that it refers to is removed.

use crate::model::entity::Entity;
use crate::model::evidence::{Claim, Exhibit, ReportedBy, Sighting};
use crate::model::ids::{EntityRef, Id, Kind, TagId};
use crate::model::place::Place;
use crate::model::regime::Declaration;
use crate::model::shipment::Shipment;
use crate::model::vessel::{Stated, Vessel};
use crate::model::visit::Visit;

/// Clears every reference to `gone`; says whether the entity can stand without it.
#[must_use]
pub fn strip(entity: &mut Entity, gone: EntityRef) -> bool {
    if let Some(tag) = gone.as_id() {
        strip_tag(entity, tag);
    }
    match entity {
        Entity::Vessel(vessel) => strip_vessel(vessel, gone),
        Entity::Place(place) => strip_place(place, gone),
        Entity::Exhibit(exhibit) => strip_exhibit(exhibit, gone),
        Entity::Sighting(sighting) => return strip_sighting(sighting, gone),
        Entity::Visit(visit) => return strip_visit(visit, gone),
        Entity::Shipment(shipment) => return strip_shipment(shipment, gone),
        Entity::Claim(claim) => return strip_claim(claim, gone),
        Entity::Declaration(declaration) => return strip_declaration(declaration, gone),
        Entity::Event(event) => clear(&mut event.exhibit, gone),
        Entity::Tag(tag) => clear(&mut tag.parent, gone),
        Entity::SavedView(view) => view.lanes.forget(gone),
        Entity::Finding(finding) => finding.replies.iter_mut().for_each(|reply| clear(&mut reply.exhibit, gone)),
        Entity::Source(_) | Entity::Regime(_) => {}
    }
    true
}

fn strip_tag(entity: &mut Entity, tag: TagId) {
    entity.set_tag(tag, false);
}

fn is<K: Kind>(id: Id<K>, gone: EntityRef) -> bool {
    EntityRef::from(id) == gone
}

fn clear<K: Kind>(id: &mut Option<Id<K>>, gone: EntityRef) {
    if id.is_some_and(|id| is(id, gone)) {
        *id = None;
    }
}

fn without<K: Kind>(list: &mut Box<[Id<K>]>, gone: EntityRef) {
    if list.iter().any(|id| is(*id, gone)) {
        *list = list.iter().copied().filter(|id| !is(*id, gone)).collect();
    }
}

fn clear_fact<T>(fact: &mut Option<Stated<T>>, gone: EntityRef) {
    if let Some(fact) = fact {
        clear(&mut fact.exhibit, gone);
    }
}

fn strip_vessel(vessel: &mut Vessel, gone: EntityRef) {
    vessel.other_names.iter_mut().for_each(|name| clear(&mut name.exhibit, gone));
    vessel.mmsis.iter_mut().for_each(|fact| clear(&mut fact.exhibit, gone));
    vessel.flags.iter_mut().for_each(|fact| clear(&mut fact.exhibit, gone));
    vessel.designations.iter_mut().for_each(|entry| clear(&mut entry.exhibit, gone));
    clear_fact(&mut vessel.imo, gone);
    clear_fact(&mut vessel.call_sign, gone);
    clear_fact(&mut vessel.vessel_type, gone);
    clear_fact(&mut vessel.dwt, gone);
    clear_fact(&mut vessel.gt, gone);
    clear_fact(&mut vessel.length, gone);
    clear_fact(&mut vessel.capacity, gone);
    clear_fact(&mut vessel.tpc, gone);
}

fn strip_place(place: &mut Place, gone: EntityRef) {
    clear(&mut place.parent, gone);
    place.other_names.iter_mut().for_each(|name| clear(&mut name.exhibit, gone));
}

fn strip_exhibit(exhibit: &mut Exhibit, gone: EntityRef) {
    clear(&mut exhibit.source, gone);
}

/// A sighting is something that an exhibit shows, and goes with it.
fn strip_sighting(sighting: &mut Sighting, gone: EntityRef) -> bool {
    clear(&mut sighting.place, gone);
    clear(&mut sighting.vessel, gone);
    !is(sighting.exhibit, gone)
}

/// A visit goes with its vessel and with its place.
fn strip_visit(visit: &mut Visit, gone: EntityRef) -> bool {
    without(&mut visit.exhibits, gone);
    without(&mut visit.sightings, gone);
    visit.edit_extra(|extra| extra.bounds.exhibits.iter_mut().for_each(|exhibit| clear(exhibit, gone)));
    !is(visit.vessel, gone) && !is(visit.place, gone)
}

/// A shipment loses an end, and goes with the last.
fn strip_shipment(shipment: &mut Shipment, gone: EntityRef) -> bool {
    clear(&mut shipment.loading, gone);
    clear(&mut shipment.discharge, gone);
    shipment.reasons.iter_mut().for_each(|reason| clear(&mut reason.exhibit, gone));
    shipment.quantity.iter_mut().for_each(|quantity| clear(&mut quantity.exhibit, gone));
    shipment.loading.is_some() || shipment.discharge.is_some()
}

/// A claim is a quote in an exhibit, and goes with it.
fn strip_claim(claim: &mut Claim, gone: EntityRef) -> bool {
    claim.about.retain(|subject| *subject != gone);
    claim.reported_by.retain(|by| match *by {
        ReportedBy::Exhibit(id) => !is(id, gone),
        ReportedBy::Source(id) => !is(id, gone),
    });
    !is(claim.exhibit, gone)
}

/// A declaration counts against its regime, and goes with it.
fn strip_declaration(declaration: &mut Declaration, gone: EntityRef) -> bool {
    clear(&mut declaration.by, gone);
    clear(&mut declaration.exhibit, gone);
    !is(declaration.regime, gone)
}
