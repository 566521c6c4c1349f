//! What of one case is new to another, as entities that fit into it: new ids, free numbers, nothing twice.
//!
//! Pure: facts in, proposals out. What both cases say word for word is a duplicate and is joined to what is there;
//! whatever refers to it follows. Nothing that is there is ever changed.

use std::collections::{BTreeMap, HashMap};

use super::relink::{content, number_mut, references, relink, set_id};
use crate::base::hash::Sha256;
use crate::base::issues::{Issues, Location, Severity};
use crate::base::progress::{Cancelled, Progress};
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::ids::{ENTITY_KINDS, EntityKind, EntityRef};
use crate::model::{naming, validate};

/// What comes of laying one case into another.
#[derive(Debug, Default)]
pub struct Merged {
    /// The entities to add, each after what it refers to.
    pub entities: Vec<Entity>,
    /// How many of them there are of each kind; kinds without any are left out.
    pub added: BTreeMap<EntityKind, usize>,
    /// How many are in the case already, word for word.
    pub duplicates: usize,
    /// How many cannot be taken over.
    pub rejected: usize,
    /// Why not, and what was changed on the way.
    pub issues: Issues,
}

/// The order in which entities are placed: what is referred to comes first. Claims may be about anything.
const ORDER: [EntityKind; ENTITY_KINDS.len()] = [
    EntityKind::Tag,
    EntityKind::Source,
    EntityKind::Exhibit,
    EntityKind::Vessel,
    EntityKind::Place,
    EntityKind::Sighting,
    EntityKind::Visit,
    EntityKind::Shipment,
    EntityKind::Regime,
    EntityKind::Declaration,
    EntityKind::Event,
    EntityKind::Finding,
    EntityKind::SavedView,
    EntityKind::Claim,
];

/// Works out what of `incoming` is new to `case`.
///
/// # Errors
/// If the task was cancelled.
pub fn merge(case: &Facts, incoming: &Facts, progress: &Progress) -> Result<Merged, Cancelled> {
    progress.set_total(ENTITY_KINDS.into_iter().map(|kind| incoming.count(kind) as u64).sum());
    let mut merging = Merging { staged: case.clone(), ..Merging::default() };
    for kind in ORDER {
        merging.known = contents(case, kind);
        let mut waiting: Vec<Entity> = entities(incoming, kind).collect();
        while !waiting.is_empty() {
            let before = waiting.len();
            let mut later = Vec::new();
            for entity in waiting {
                if references(&entity).iter().all(|reference| merging.placed.contains_key(reference)) {
                    merging.place(incoming, entity);
                    progress.advance(1)?;
                } else {
                    later.push(entity);
                }
            }
            if later.len() == before {
                // What is left refers to something that was rejected.
                for entity in later {
                    merging.reject_with_footing(incoming, &entity);
                    progress.advance(1)?;
                }
                break;
            }
            waiting = later;
        }
    }
    Ok(merging.merged)
}

#[derive(Default)]
struct Merging {
    /// The case with everything placed so far.
    staged: Facts,
    /// Where each incoming entity stands in the case; none once it was rejected.
    placed: HashMap<EntityRef, u32>,
    /// What the case says already, of the kind at hand.
    known: HashMap<Sha256, u32>,
    /// Numbers of exhibits that changed, for the citations in findings.
    renumbered: BTreeMap<u32, u32>,
    merged: Merged,
}

impl Merging {
    fn place(&mut self, incoming: &Facts, mut entity: Entity) {
        let original = entity.reference();
        let code = naming::code(incoming, original);
        relink(&mut entity, &mut |reference| self.placed.get(&reference).copied().unwrap_or(reference.id));
        if let Entity::Finding(finding) = &mut entity {
            finding.body = recite(&finding.body, &self.renumbered);
        }
        if let Some(id) = fingerprint(entity.clone()).and_then(|print| self.known.get(&print).copied()) {
            self.renumber(incoming, original, id);
            self.placed.insert(original, id);
            self.merged.duplicates += 1;
            return;
        }
        let id = self.free_id(original.kind);
        set_id(&mut entity, id);
        if let Some(number) = number_mut(&mut entity) {
            *number = free_number(&self.staged, original.kind, *number);
        }
        if let Entity::Tag(tag) = &mut entity
            && let Some(key) = tag.key
            && self.staged.tags.iter().any(|other| other.key == Some(key))
        {
            tag.key = None;
            let message = format!("key {key} sets another tag in this case, so “{}” came without a key", tag.name);
            self.merged.issues.warning(code.clone(), message);
        }
        let problems = validate::problems(&self.staged, &entity);
        if !problems.is_empty() {
            self.merged.rejected += 1;
            self.merged.issues.error(code, problems.join("; "));
            return;
        }
        self.staged.put(entity.clone());
        self.renumber(incoming, original, id);
        self.placed.insert(original, id);
        *self.merged.added.entry(original.kind).or_default() += 1;
        self.merged.entities.push(entity);
    }

    fn reject_with_footing(&mut self, incoming: &Facts, entity: &Entity) {
        let missing = references(entity).into_iter().find(|reference| !self.placed.contains_key(reference));
        let missing = missing.map_or_else(String::new, |reference| naming::code(incoming, reference));
        let message = format!("rests on {missing}, which was not taken over");
        self.merged.rejected += 1;
        self.merged.issues.push(
            Severity::Error,
            Location { item: Some(naming::code(incoming, entity.reference())), ..Location::default() },
            message,
        );
    }

    /// Notes what number an exhibit has here.
    fn renumber(&mut self, incoming: &Facts, original: EntityRef, id: u32) {
        if let Some(there) = original.as_id().and_then(|id| incoming.exhibits.get(id))
            && let Some(here) = self.staged.exhibits.get(crate::model::ids::ExhibitId::new(id))
        {
            self.renumbered.insert(there.number, here.number);
        }
    }

    fn free_id(&self, kind: EntityKind) -> u32 {
        use crate::model as m;
        let facts = &self.staged;
        match kind {
            EntityKind::Vessel => facts.next_id::<m::vessel::Vessel>().0,
            EntityKind::Place => facts.next_id::<m::place::Place>().0,
            EntityKind::Source => facts.next_id::<m::evidence::Source>().0,
            EntityKind::Exhibit => facts.next_id::<m::evidence::Exhibit>().0,
            EntityKind::Sighting => facts.next_id::<m::evidence::Sighting>().0,
            EntityKind::Visit => facts.next_id::<m::visit::Visit>().0,
            EntityKind::Shipment => facts.next_id::<m::shipment::Shipment>().0,
            EntityKind::Claim => facts.next_id::<m::evidence::Claim>().0,
            EntityKind::Regime => facts.next_id::<m::regime::Regime>().0,
            EntityKind::Declaration => facts.next_id::<m::regime::Declaration>().0,
            EntityKind::Event => facts.next_id::<m::event::Event>().0,
            EntityKind::Tag => facts.next_id::<m::tag::Tag>().0,
            EntityKind::Finding => facts.next_id::<m::finding::Finding>().0,
            EntityKind::SavedView => facts.next_id::<m::view::SavedView>().0,
        }
    }
}

/// All entities of one kind, by id.
pub(super) fn entities(facts: &Facts, kind: EntityKind) -> Box<dyn Iterator<Item = Entity> + '_> {
    match kind {
        EntityKind::Vessel => Box::new(facts.vessels.iter().map(|e| Entity::Vessel(Box::new(e.clone())))),
        EntityKind::Place => Box::new(facts.places.iter().map(|e| Entity::Place(Box::new(e.clone())))),
        EntityKind::Source => Box::new(facts.sources.iter().map(|e| Entity::Source(Box::new(e.clone())))),
        EntityKind::Exhibit => Box::new(facts.exhibits.iter().map(|e| Entity::Exhibit(Box::new(e.clone())))),
        EntityKind::Sighting => Box::new(facts.sightings.iter().map(|e| Entity::Sighting(Box::new(e.clone())))),
        EntityKind::Visit => Box::new(facts.visits.iter().map(|e| Entity::Visit(Box::new(e.clone())))),
        EntityKind::Shipment => Box::new(facts.shipments.iter().map(|e| Entity::Shipment(Box::new(e.clone())))),
        EntityKind::Claim => Box::new(facts.claims.iter().map(|e| Entity::Claim(Box::new(e.clone())))),
        EntityKind::Regime => Box::new(facts.regimes.iter().map(|e| Entity::Regime(Box::new(e.clone())))),
        EntityKind::Declaration => {
            Box::new(facts.declarations.iter().map(|e| Entity::Declaration(Box::new(e.clone()))))
        }
        EntityKind::Event => Box::new(facts.events.iter().map(|e| Entity::Event(Box::new(e.clone())))),
        EntityKind::Tag => Box::new(facts.tags.iter().map(|e| Entity::Tag(Box::new(e.clone())))),
        EntityKind::Finding => Box::new(facts.findings.iter().map(|e| Entity::Finding(Box::new(e.clone())))),
        EntityKind::SavedView => Box::new(facts.saved_views.iter().map(|e| Entity::SavedView(Box::new(e.clone())))),
    }
}

/// Hashes of what the case says, so that a case of a million visits does not stand in memory twice.
fn contents(case: &Facts, kind: EntityKind) -> HashMap<Sha256, u32> {
    entities(case, kind)
        .filter_map(|entity| {
            let id = entity.reference().id;
            fingerprint(entity).map(|print| (print, id))
        })
        .collect()
}

/// None only if an entity cannot be written as JSON, which then counts as new.
fn fingerprint(entity: Entity) -> Option<Sha256> {
    content(entity).ok().map(|text| Sha256::of(text.as_bytes()))
}

fn free_number(facts: &Facts, kind: EntityKind, wanted: u32) -> u32 {
    let pick = |taken: &dyn Fn(u32) -> bool, last: Option<u32>| {
        if taken(wanted) { last.unwrap_or_default().saturating_add(1) } else { wanted }
    };
    match kind {
        EntityKind::Exhibit => {
            let numbers = facts.exhibits.iter().map(|e| e.number);
            pick(&|n| numbers.clone().any(|number| number == n), numbers.clone().max())
        }
        EntityKind::Shipment => {
            let numbers = facts.shipments.iter().map(|e| e.number);
            pick(&|n| numbers.clone().any(|number| number == n), numbers.clone().max())
        }
        _ => {
            let numbers = facts.findings.iter().map(|e| e.number);
            pick(&|n| numbers.clone().any(|number| number == n), numbers.clone().max())
        }
    }
}

/// A finding's body with `[@E-3]` citing the same exhibit by its number here.
fn recite(body: &str, renumbered: &BTreeMap<u32, u32>) -> String {
    let mut parts = body.split("[@E-");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str("[@E-");
        let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, rest) = part.split_at(digits);
        match number.parse().ok().and_then(|number: u32| renumbered.get(&number)) {
            Some(number) if rest.starts_with(']') => text.push_str(&number.to_string()),
            _ => text.push_str(number),
        }
        text.push_str(rest);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::interval::Bounds;
    use crate::model::case::Case;
    use crate::model::facts::Tables;
    use crate::model::finding::Finding;
    use crate::model::ids::{FindingId, Id, PlaceId, ShipmentId, TagId, VesselId, VisitId};
    use crate::model::place::Place;
    use crate::model::shipment::Shipment;
    use crate::model::tag::{TAG_COLOURS, Tag};
    use crate::model::vessel::Vessel;
    use crate::model::visit::Visit;

    /// One vessel that calls at a berth of a port once, with a shipment and a tag on key 1.
    fn case(vessel: &str, tag: &str) -> Facts {
        let mut facts = Facts::default();
        let tag = Tag {
            id: TagId::new(1),
            name: tag.to_owned(),
            parent: None,
            colour: TAG_COLOURS[0],
            key: Some(1),
            definition: String::new(),
            note: String::new(),
            stamp: crate::model::ids::Stamp::default(),
        };
        let mut berth = Place::named(PlaceId::new(1), "berth");
        berth.parent = Some(PlaceId::new(2));
        let mut visit = Visit::new(VisitId::new(1), VesselId::new(1), PlaceId::new(1), Bounds::default());
        visit.tags = [TagId::new(1)].into();
        facts.put(Entity::Tag(Box::new(tag)));
        facts.put(Entity::Place(Box::new(berth)));
        facts.put(Entity::Place(Box::new(Place::named(PlaceId::new(2), "Vostochny"))));
        facts.put(Entity::Vessel(Box::new(Vessel::named(VesselId::new(1), vessel))));
        facts.put(Entity::Visit(Box::new(visit)));
        let shipment = Shipment::between(ShipmentId::new(1), 1, Some(VisitId::new(1)), None);
        facts.put(Entity::Shipment(Box::new(shipment)));
        facts
    }

    fn merged(case: &Facts, incoming: &Facts) -> (Facts, Merged) {
        let merged = merge(case, incoming, &Progress::default()).expect("not cancelled");
        let mut after = case.clone();
        merged.entities.iter().cloned().for_each(|entity| after.put(entity));
        (after, merged)
    }

    #[test]
    fn the_same_case_again_adds_nothing() {
        let case = case("Tanker 1", "suspected");
        let (after, merged) = merged(&case, &case);
        assert_eq!((merged.entities.len(), merged.duplicates, merged.rejected), (0, 6, 0));
        assert_eq!(after, case);
    }

    #[test]
    fn what_is_new_follows_what_is_there() {
        let (after, merged) = merged(&case("Tanker 1", "suspected"), &case("Tanker 2", "suspected"));
        assert_eq!((merged.duplicates, merged.rejected), (3, 0), "tag and both places are there");
        let visit = after.visits.get(VisitId::new(2)).expect("added");
        assert_eq!(
            (visit.vessel, visit.place, &visit.tags[..]),
            (VesselId::new(2), PlaceId::new(1), &[TagId::new(1)][..])
        );
        let shipment = after.shipments.get(ShipmentId::new(2)).expect("added");
        assert_eq!((shipment.number, shipment.loading), (2, Some(VisitId::new(2))));
        assert_eq!(merged.added.get(&EntityKind::Visit), Some(&1));
    }

    #[test]
    fn a_key_that_is_taken_is_left_to_its_tag() {
        let (after, merged) = merged(&case("Tanker 1", "suspected"), &case("Tanker 1", "dark"));
        assert_eq!(after.tags.get(TagId::new(2)).map(|tag| tag.key), Some(None));
        assert_eq!(merged.issues.as_slice().len(), 1);
        assert_eq!(after.visits.len(), 2, "the same visit with another tag is another statement");
    }

    #[test]
    fn what_rests_on_a_rejected_item_is_rejected_too() {
        let mut broken = case("Tanker 2", "suspected");
        broken.put(Entity::Vessel(Box::new(Vessel::named(VesselId::new(1), " "))));
        let before = case("Tanker 1", "suspected");
        let (after, merged) = merged(&before, &broken);
        assert_eq!((merged.rejected, after.visits.len()), (3, 1), "vessel, visit and shipment");
        let said: Vec<String> = merged.issues.as_slice().iter().map(ToString::to_string).collect();
        assert_eq!(said[0], "VS-1: A vessel needs a name");
        assert_eq!(said[1], "V-1: rests on VS-1, which was not taken over");
    }

    #[test]
    fn citations_follow_their_exhibits() {
        use crate::model::evidence::Exhibit;
        let exhibit = |title: &str| Entity::Exhibit(Box::new(Exhibit::titled(Id::new(1), 1, title)));
        let mut here = Facts::new(Case::default(), Tables::default());
        here.put(exhibit("ours"));
        let mut there = Facts::default();
        there.put(exhibit("theirs"));
        let mut finding = Finding::draft(FindingId::new(1), 1);
        finding.headline = "Seen".into();
        finding.body = "Seen [@E-1], [@E-9], [@E-1".into();
        there.put(Entity::Finding(Box::new(finding)));
        let (after, _) = merged(&here, &there);
        assert_eq!(after.exhibits.get(Id::new(2)).map(|e| e.number), Some(2));
        assert_eq!(after.findings.get(Id::new(1)).map(|f| f.body.as_str()), Some("Seen [@E-2], [@E-9], [@E-1"));
    }
}
