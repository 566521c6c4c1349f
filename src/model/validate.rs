//! What makes an entity wrong, in sentences; asked while typing, before writing and by `check`.

use super::entity::Entity;
use super::facts::Facts;
use super::ids::{EntityKind, EntityRef, Id};
use super::naming;

/// Everything that keeps `entity` from being written into the case, each as one sentence. Empty if nothing does.
///
/// Oddities that a source may well state (a failed check digit, an unknown flag) are facts, not problems.
#[must_use]
pub fn problems(facts: &Facts, entity: &Entity) -> Vec<String> {
    let mut found = Vec::new();
    let mut missing = |what: &str, reference: EntityRef| {
        if !facts.contains(reference) {
            found.push(format!("The {what} {reference} is not in the case"));
        }
    };
    for tag in entity.tags() {
        missing("tag", (*tag).into());
    }
    match entity {
        Entity::Visit(visit) => {
            missing("vessel", visit.vessel.into());
            missing("place", visit.place.into());
            visit.exhibits.iter().for_each(|id| missing("exhibit", (*id).into()));
            visit.sightings.iter().for_each(|id| missing("sighting", (*id).into()));
            let bound_exhibits = visit.extra.iter().flat_map(|extra| extra.bounds.exhibits).flatten();
            bound_exhibits.for_each(|id| missing("exhibit", id.into()));
            if let Err(error) = visit.bounds.check() {
                found.push(error.to_string());
            }
        }
        Entity::Shipment(shipment) => {
            shipment.loading.iter().chain(&shipment.discharge).for_each(|id| missing("visit", (*id).into()));
            let exhibits = shipment.reasons.iter().filter_map(|reason| reason.exhibit);
            let exhibits = exhibits.chain(shipment.quantity.iter().filter_map(|quantity| quantity.exhibit));
            exhibits.for_each(|id| missing("exhibit", id.into()));
            if shipment.loading.is_none() && shipment.discharge.is_none() {
                found.push("A shipment needs a loading visit, a discharge visit or both".to_owned());
            }
            if shipment.loading.is_some() && shipment.loading == shipment.discharge {
                found.push("A shipment cannot be loaded and discharged in one visit".to_owned());
            }
            if facts.shipments.iter().any(|other| other.number == shipment.number && other.id != shipment.id) {
                found.push(format!("The number S-{} is taken", shipment.number));
            }
        }
        Entity::Vessel(vessel) => {
            let exhibits = vessel
                .other_names
                .iter()
                .filter_map(|fact| fact.exhibit)
                .chain(vessel.mmsis.iter().filter_map(|fact| fact.exhibit))
                .chain(vessel.flags.iter().filter_map(|fact| fact.exhibit))
                .chain(vessel.designations.iter().filter_map(|fact| fact.exhibit))
                .chain(vessel.imo.iter().filter_map(|fact| fact.exhibit))
                .chain(vessel.call_sign.iter().filter_map(|fact| fact.exhibit))
                .chain(vessel.vessel_type.iter().filter_map(|fact| fact.exhibit))
                .chain(vessel.dwt.iter().filter_map(|fact| fact.exhibit))
                .chain(vessel.gt.iter().filter_map(|fact| fact.exhibit))
                .chain(vessel.length.iter().filter_map(|fact| fact.exhibit))
                .chain(vessel.capacity.iter().filter_map(|fact| fact.exhibit));
            exhibits.for_each(|id| missing("exhibit", id.into()));
            blank(&mut found, "A vessel needs a name", &vessel.name);
        }
        Entity::Place(place) => {
            place.parent.iter().for_each(|id| missing("place", (*id).into()));
            place.other_names.iter().filter_map(|name| name.exhibit).for_each(|id| missing("exhibit", id.into()));
            blank(&mut found, "A place needs a name", &place.name);
            let above = |id| facts.places.get(Id::new(id)).and_then(|place| place.parent).map(|id| id.0);
            if in_circle(place.id.0, place.parent.map(|id| id.0), above) {
                found.push(format!("{} cannot lie within itself", place.name));
            }
            if matches!(place.outline.len(), 1 | 2) {
                found.push("An outline needs at least three positions".to_owned());
            }
        }
        Entity::Source(source) => blank(&mut found, "A source needs a name", &source.name),
        Entity::Exhibit(exhibit) => {
            exhibit.source.iter().for_each(|id| missing("source", (*id).into()));
            blank(&mut found, "An exhibit needs a title", &exhibit.title);
            if facts.exhibits.iter().any(|other| other.number == exhibit.number && other.id != exhibit.id) {
                found.push(format!("The number E-{} is taken", exhibit.number));
            }
        }
        Entity::Sighting(sighting) => {
            missing("exhibit", sighting.exhibit.into());
            sighting.place.iter().for_each(|id| missing("place", (*id).into()));
            sighting.vessel.iter().for_each(|id| missing("vessel", (*id).into()));
            if sighting.negative && sighting.vessel.is_some() {
                found.push("An empty place cannot show a vessel".to_owned());
            }
        }
        Entity::Claim(claim) => {
            missing("exhibit", claim.exhibit.into());
            claim.about.iter().for_each(|subject| missing(subject.kind.word(), *subject));
            for by in &claim.reported_by {
                match *by {
                    super::evidence::ReportedBy::Exhibit(id) => missing("exhibit", id.into()),
                    super::evidence::ReportedBy::Source(id) => missing("source", id.into()),
                }
            }
            blank(&mut found, "A claim needs its exact words", &claim.quote);
        }
        Entity::Regime(regime) => {
            blank(&mut found, "A regime needs its instrument", &regime.instrument);
            if regime.notice_points.iter().any(|point| *point == 0 || *point > 100) {
                found.push("Notice points are per cent of the cap, 1 to 100".to_owned());
            }
        }
        Entity::Declaration(declaration) => {
            missing("regime", declaration.regime.into());
            declaration.by.iter().for_each(|id| missing("source", (*id).into()));
            declaration.exhibit.iter().for_each(|id| missing("exhibit", (*id).into()));
        }
        Entity::Event(event) => {
            event.exhibit.iter().for_each(|id| missing("exhibit", (*id).into()));
            blank(&mut found, "An event needs a title", &event.title);
        }
        Entity::Tag(tag) => {
            tag.parent.iter().for_each(|id| missing("tag", (*id).into()));
            blank(&mut found, "A tag needs a name", &tag.name);
            let above = |id| facts.tags.get(Id::new(id)).and_then(|tag| tag.parent).map(|id| id.0);
            if in_circle(tag.id.0, tag.parent.map(|id| id.0), above) {
                found.push(format!("{} cannot stand below itself", tag.name));
            }
            if tag.key.is_some_and(|key| !(1..=9).contains(&key)) {
                found.push("A number key is 1 to 9".to_owned());
            } else if let Some(other) =
                facts.tags.iter().find(|other| tag.key.is_some() && other.key == tag.key && other.id != tag.id)
            {
                found.push(format!("Key {} already sets “{}”", tag.key.unwrap_or_default(), other.name));
            }
        }
        Entity::Finding(finding) => {
            if facts.findings.iter().any(|other| other.number == finding.number && other.id != finding.id) {
                found.push(format!("The number F-{} is taken", finding.number));
            }
        }
        Entity::SavedView(view) => {
            blank(&mut found, "A saved view needs a name", &view.name);
            if view.range.is_some_and(|(from, to)| from >= to) {
                found.push("The range of a saved view ends before it begins".to_owned());
            }
        }
    }
    found
}

/// What would be left without its footing if `reference` were removed, in a few words each, for the question before.
#[must_use]
pub fn dependents(facts: &Facts, reference: EntityRef) -> Vec<String> {
    let links = facts.links();
    let id = reference.id;
    let found: Vec<EntityRef> = match reference.kind {
        EntityKind::Vessel => links.visits_of(Id::new(id)).map(EntityRef::from).collect(),
        EntityKind::Place => links.visits_at(Id::new(id)).map(EntityRef::from).collect(),
        EntityKind::Visit => links.shipments_of(Id::new(id)).map(EntityRef::from).collect(),
        EntityKind::Exhibit => {
            let claims = links.claims_of(Id::new(id)).map(EntityRef::from);
            claims.chain(links.sightings_of(Id::new(id)).map(EntityRef::from)).collect()
        }
        _ => Vec::new(),
    };
    found.into_iter().map(|reference| naming::code(facts, reference)).collect()
}

fn blank(found: &mut Vec<String>, message: &str, text: &str) {
    if text.trim().is_empty() {
        found.push(message.to_owned());
    }
}

/// Whether going up from `parent` ever comes back to `id`. Ends on cycles that do not contain `id` too.
fn in_circle(id: u32, parent: Option<u32>, above: impl Fn(u32) -> Option<u32>) -> bool {
    let mut at = parent;
    for _ in 0..10_000 {
        match at {
            Some(current) if current == id => return true,
            Some(current) => at = above(current),
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids::{PlaceId, ShipmentId, VisitId};
    use crate::model::place::Place;
    use crate::model::shipment::Shipment;

    #[test]
    fn references_and_circles_are_problems() {
        let mut facts = Facts::default();
        let mut port = Place::named(PlaceId::new(1), "Vostochny");
        let mut berth = Place::named(PlaceId::new(2), "berth");
        berth.parent = Some(port.id);
        facts.put(Entity::Place(Box::new(port.clone())));
        facts.put(Entity::Place(Box::new(berth)));
        port.parent = Some(PlaceId::new(2));
        assert_eq!(problems(&facts, &Entity::Place(Box::new(port))), ["Vostochny cannot lie within itself"]);

        let shipment = Shipment::between(ShipmentId::new(1), 1, Some(VisitId::new(9)), Some(VisitId::new(9)));
        let found = problems(&facts, &Entity::Shipment(Box::new(shipment)));
        assert!(found.iter().any(|problem| problem == "The visit V-9 is not in the case"), "{found:?}");
        assert!(found.iter().any(|problem| problem.contains("in one visit")), "{found:?}");
    }
}
