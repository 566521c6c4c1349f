//! The part of a case that an export with a query hands over: what was asked for, and all that it rests on.

use crate::model::citation::citations;
use crate::model::entity::Entity;
use crate::model::evidence::ReportedBy;
use crate::model::facts::{Facts, Tables};
use crate::model::ids::{EntityRef, Id, Kind};
use crate::model::naming;

/// A case of its own that holds `wanted` and everything these refer to, with the same ids and numbers.
///
/// A finding brings what it cites.
pub(super) fn subset(facts: &Facts, wanted: impl IntoIterator<Item = EntityRef>) -> Facts {
    let mut part = Facts::new((*facts.case).clone(), Tables::default());
    let mut open: Vec<EntityRef> = wanted.into_iter().collect();
    while let Some(reference) = open.pop() {
        if part.contains(reference) {
            continue;
        }
        let Some(entity) = facts.get(reference) else { continue };
        open.extend(references(&entity));
        if let Entity::Finding(finding) = &entity {
            open.extend(naming::cited(facts, &citations(&finding.body)));
        }
        part.put(entity);
    }
    part
}

/// Everything that `entity` refers to by id.
pub(super) fn references(entity: &Entity) -> Vec<EntityRef> {
    let mut found = every(entity.tags());
    match entity {
        Entity::Vessel(vessel) => found.extend(vessel.exhibits().map(EntityRef::from)),
        Entity::Place(place) => {
            found.extend(one(place.parent));
            found.extend(place.other_names.iter().filter_map(|fact| one(fact.exhibit)));
        }
        Entity::Exhibit(exhibit) => found.extend(one(exhibit.source)),
        Entity::Sighting(sighting) => {
            found.push(sighting.exhibit.into());
            found.extend(one(sighting.place).into_iter().chain(one(sighting.vessel)));
        }
        Entity::Visit(visit) => {
            found.extend([EntityRef::from(visit.vessel), visit.place.into()]);
            found.extend(every(&visit.sightings).into_iter().chain(every(&visit.exhibits)));
            let given = visit.extra.iter().flat_map(|extra| extra.bounds.exhibits);
            found.extend(given.filter_map(one));
        }
        Entity::Shipment(shipment) => {
            found.extend(one(shipment.loading).into_iter().chain(one(shipment.discharge)));
            found.extend(shipment.reasons.iter().filter_map(|reason| one(reason.exhibit)));
            found.extend(shipment.quantity.iter().filter_map(|quantity| one(quantity.exhibit)));
        }
        Entity::Claim(claim) => {
            found.push(claim.exhibit.into());
            found.extend(&claim.about);
            found.extend(claim.reported_by.iter().map(|by| match *by {
                ReportedBy::Exhibit(id) => EntityRef::from(id),
                ReportedBy::Source(id) => id.into(),
            }));
        }
        Entity::Declaration(declaration) => {
            found.push(declaration.regime.into());
            found.extend(one(declaration.by).into_iter().chain(one(declaration.exhibit)));
        }
        Entity::Event(event) => found.extend(one(event.exhibit)),
        Entity::Tag(tag) => found.extend(one(tag.parent)),
        Entity::Finding(finding) => found.extend(finding.replies.iter().filter_map(|reply| one(reply.exhibit))),
        Entity::Source(_) | Entity::Regime(_) | Entity::SavedView(_) => {}
    }
    found
}

fn one<K: Kind>(id: Option<Id<K>>) -> Option<EntityRef> {
    id.map(EntityRef::from)
}

fn every<K: Kind>(ids: &[Id<K>]) -> Vec<EntityRef> {
    ids.iter().map(|id| (*id).into()).collect()
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::interval::Bounds;
    use crate::model::evidence::Exhibit;
    use crate::model::finding::Finding;
    use crate::model::ids::{ExhibitId, FindingId, PlaceId, VesselId, VisitId};
    use crate::model::place::Place;
    use crate::model::validate::problems;
    use crate::model::vessel::Vessel;
    use crate::model::visit::Visit;

    #[test]
    fn a_part_stands_on_its_own() {
        let mut facts = Facts::default();
        for (id, name) in [(1, "Chon Ma San"), (2, "Lady R")] {
            facts.put(Entity::Vessel(Box::new(Vessel::named(VesselId::new(id), name))));
            facts.put(Entity::Exhibit(Box::new(Exhibit::titled(ExhibitId::new(id), id + 10, name))));
            let mut visit = Visit::new(VisitId::new(id), VesselId::new(id), PlaceId::new(2), Bounds::default());
            visit.exhibits = [ExhibitId::new(id)].into();
            facts.put(Entity::Visit(Box::new(visit)));
        }
        let mut berth = Place::named(PlaceId::new(2), "berth");
        berth.parent = Some(PlaceId::new(1));
        facts.put(Entity::Place(Box::new(Place::named(PlaceId::new(1), "Vostochny"))));
        facts.put(Entity::Place(Box::new(berth)));
        let mut finding = Finding::draft(FindingId::new(1), 1);
        finding.body = "Seen [@E-11]".into();
        facts.put(Entity::Finding(Box::new(finding)));

        let part = subset(&facts, [VisitId::new(2).into()]);
        assert_eq!((part.visits.len(), part.vessels.len(), part.places.len(), part.exhibits.len()), (1, 1, 2, 1));
        let visit = part.get(VisitId::new(2).into()).expect("comes along");
        assert_eq!(problems(&part, &visit), Vec::<String>::new());

        let cited = subset(&facts, [FindingId::new(1).into()]);
        assert_eq!(cited.exhibits.iter().map(|e| e.number).collect::<Vec<_>>(), [11]);
    }
}
