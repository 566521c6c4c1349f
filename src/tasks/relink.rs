//! Walks and rewrites the references within an entity: what import needs to give new ids, and a filtered export to
//! find what must come along.

use crate::model::entity::Entity;
use crate::model::evidence::ReportedBy;
use crate::model::ids::{EntityRef, Id, Kind, Stamp, TagId};
use crate::model::vessel::Stated;

/// Replaces the id of everything `entity` refers to by what `map` says; its own id is left alone.
pub(super) fn relink(entity: &mut Entity, map: &mut dyn FnMut(EntityRef) -> u32) {
    match entity {
        Entity::Vessel(vessel) => {
            vessel.other_names.iter_mut().for_each(|fact| some(&mut fact.exhibit, map));
            vessel.designations.iter_mut().for_each(|fact| some(&mut fact.exhibit, map));
            vessel.mmsis.iter_mut().for_each(|fact| some(&mut fact.exhibit, map));
            vessel.flags.iter_mut().for_each(|fact| some(&mut fact.exhibit, map));
            stated(&mut vessel.imo, map);
            stated(&mut vessel.call_sign, map);
            stated(&mut vessel.vessel_type, map);
            stated(&mut vessel.dwt, map);
            stated(&mut vessel.gt, map);
            stated(&mut vessel.length, map);
            stated(&mut vessel.capacity, map);
            tags(&mut vessel.tags, map);
        }
        Entity::Place(place) => {
            some(&mut place.parent, map);
            place.other_names.iter_mut().for_each(|fact| some(&mut fact.exhibit, map));
            tags(&mut place.tags, map);
        }
        Entity::Source(source) => tags(&mut source.tags, map),
        Entity::Exhibit(exhibit) => {
            some(&mut exhibit.source, map);
            tags(&mut exhibit.tags, map);
        }
        Entity::Sighting(sighting) => {
            one(&mut sighting.exhibit, map);
            some(&mut sighting.place, map);
            some(&mut sighting.vessel, map);
            tags(&mut sighting.tags, map);
        }
        Entity::Visit(visit) => {
            one(&mut visit.vessel, map);
            one(&mut visit.place, map);
            visit.sightings.iter_mut().for_each(|id| one(id, map));
            visit.exhibits.iter_mut().for_each(|id| one(id, map));
            if let Some(extra) = &mut visit.extra {
                extra.bounds.exhibits.iter_mut().for_each(|id| some(id, map));
            }
            if !visit.tags.is_empty() {
                let mut found = visit.tags.to_vec();
                tags(&mut found, map);
                visit.tags = found.into();
            }
        }
        Entity::Shipment(shipment) => {
            some(&mut shipment.loading, map);
            some(&mut shipment.discharge, map);
            shipment.reasons.iter_mut().for_each(|reason| some(&mut reason.exhibit, map));
            shipment.quantity.iter_mut().for_each(|quantity| some(&mut quantity.exhibit, map));
            tags(&mut shipment.tags, map);
        }
        Entity::Claim(claim) => {
            one(&mut claim.exhibit, map);
            claim.about.iter_mut().for_each(|subject| subject.id = map(*subject));
            for by in &mut claim.reported_by {
                match by {
                    ReportedBy::Exhibit(id) => one(id, map),
                    ReportedBy::Source(id) => one(id, map),
                }
            }
            tags(&mut claim.tags, map);
        }
        Entity::Regime(regime) => tags(&mut regime.tags, map),
        Entity::Declaration(declaration) => {
            one(&mut declaration.regime, map);
            some(&mut declaration.by, map);
            some(&mut declaration.exhibit, map);
            tags(&mut declaration.tags, map);
        }
        Entity::Event(event) => {
            some(&mut event.exhibit, map);
            tags(&mut event.tags, map);
        }
        Entity::Tag(tag) => some(&mut tag.parent, map),
        Entity::Finding(finding) => tags(&mut finding.tags, map),
        Entity::SavedView(_) => {}
    }
}

/// Everything that `entity` refers to by id.
pub(super) fn references(entity: &Entity) -> Vec<EntityRef> {
    let mut found = Vec::new();
    relink(&mut entity.clone(), &mut |reference| {
        found.push(reference);
        reference.id
    });
    found
}

/// The entity with another id.
pub(super) fn set_id(entity: &mut Entity, id: u32) {
    match entity {
        Entity::Vessel(e) => e.id = Id::new(id),
        Entity::Place(e) => e.id = Id::new(id),
        Entity::Source(e) => e.id = Id::new(id),
        Entity::Exhibit(e) => e.id = Id::new(id),
        Entity::Sighting(e) => e.id = Id::new(id),
        Entity::Visit(e) => e.id = Id::new(id),
        Entity::Shipment(e) => e.id = Id::new(id),
        Entity::Claim(e) => e.id = Id::new(id),
        Entity::Regime(e) => e.id = Id::new(id),
        Entity::Declaration(e) => e.id = Id::new(id),
        Entity::Event(e) => e.id = Id::new(id),
        Entity::Tag(e) => e.id = Id::new(id),
        Entity::Finding(e) => e.id = Id::new(id),
        Entity::SavedView(e) => e.id = Id::new(id),
    }
}

/// The number in print, for the kinds that have one of their own.
pub(super) fn number_mut(entity: &mut Entity) -> Option<&mut u32> {
    match entity {
        Entity::Exhibit(e) => Some(&mut e.number),
        Entity::Shipment(e) => Some(&mut e.number),
        Entity::Finding(e) => Some(&mut e.number),
        _ => None,
    }
}

/// What an entity says, without id, number, number key and stamps: two that say the same are one in two cases.
pub(super) fn content(mut entity: Entity) -> serde_json::Result<String> {
    set_id(&mut entity, 1);
    if let Some(number) = number_mut(&mut entity) {
        *number = 1;
    }
    *entity.stamp_mut() = Stamp::default();
    if let Entity::Tag(tag) = &mut entity {
        // A tag whose key was taken came without it, and is still the same tag.
        tag.key = None;
    }
    // The kind goes in too, so that a vessel and a place of the same name differ.
    let kind = entity.reference().kind.key();
    let json = match &entity {
        Entity::Vessel(e) => serde_json::to_string(e),
        Entity::Place(e) => serde_json::to_string(e),
        Entity::Source(e) => serde_json::to_string(e),
        Entity::Exhibit(e) => serde_json::to_string(e),
        Entity::Sighting(e) => serde_json::to_string(e),
        Entity::Visit(e) => serde_json::to_string(e),
        Entity::Shipment(e) => serde_json::to_string(e),
        Entity::Claim(e) => serde_json::to_string(e),
        Entity::Regime(e) => serde_json::to_string(e),
        Entity::Declaration(e) => serde_json::to_string(e),
        Entity::Event(e) => serde_json::to_string(e),
        Entity::Tag(e) => serde_json::to_string(e),
        Entity::Finding(e) => serde_json::to_string(e),
        Entity::SavedView(e) => serde_json::to_string(e),
    }?;
    Ok(format!("{kind} {json}"))
}

fn one<K: Kind>(id: &mut Id<K>, map: &mut dyn FnMut(EntityRef) -> u32) {
    *id = Id::new(map((*id).into()));
}

fn some<K: Kind>(id: &mut Option<Id<K>>, map: &mut dyn FnMut(EntityRef) -> u32) {
    if let Some(id) = id {
        one(id, map);
    }
}

fn stated<T>(fact: &mut Option<Stated<T>>, map: &mut dyn FnMut(EntityRef) -> u32) {
    if let Some(fact) = fact {
        some(&mut fact.exhibit, map);
    }
}

/// Tags stay sorted and each once, also when two of them became one.
fn tags(tags: &mut Vec<TagId>, map: &mut dyn FnMut(EntityRef) -> u32) {
    for tag in tags.iter_mut() {
        one(tag, map);
    }
    tags.sort_unstable();
    tags.dedup();
}
