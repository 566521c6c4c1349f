//! Entities as the file can hold them, and what keeps many of them from being written.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use crate::base::quantity::Amount;
use crate::base::table::Table;
use crate::base::time::{END_SECOND, FIRST_SECOND, Utc};
use crate::model::case::Case;
use crate::model::entity::Entity;
use crate::model::facts::{Facts, Tables};
use crate::model::identifiers::Imo;
use crate::model::ids::{ENTITY_KINDS, EntityKind, EntityRef, TagId};
use crate::model::validate;

/// The entity as it will be read back: tags as a sorted set, identifiers without what their readers drop, nothing boxed
/// that is empty.
pub fn entity(mut entity: Entity) -> Entity {
    let sort = |tags: &mut Vec<TagId>| {
        tags.sort_unstable();
        tags.dedup();
    };
    match &mut entity {
        Entity::Visit(visit) => {
            if !visit.tags.is_sorted_by(|a, b| a < b) {
                let mut tags = std::mem::take(&mut visit.tags).into_vec();
                sort(&mut tags);
                visit.tags = tags.into();
            }
            visit.edit_extra(|_| ());
        }
        Entity::Vessel(vessel) => {
            sort(&mut vessel.tags);
            if let Some(imo) = &mut vessel.imo {
                // “IMO IMO 9074729” loses one word each time it is read.
                let mut read = Imo::new(imo.value.as_str());
                while read != imo.value {
                    imo.value = read;
                    read = Imo::new(imo.value.as_str());
                }
            }
        }
        Entity::Place(e) => sort(&mut e.tags),
        Entity::Source(e) => sort(&mut e.tags),
        Entity::Exhibit(e) => sort(&mut e.tags),
        Entity::Sighting(e) => sort(&mut e.tags),
        Entity::Shipment(e) => sort(&mut e.tags),
        Entity::Claim(e) => sort(&mut e.tags),
        Entity::Regime(e) => sort(&mut e.tags),
        Entity::Declaration(e) => sort(&mut e.tags),
        Entity::Event(e) => sort(&mut e.tags),
        Entity::Finding(e) => sort(&mut e.tags),
        Entity::SavedView(view) => {
            let clamp = |at: Utc| Utc(at.0.clamp(FIRST_SECOND, END_SECOND - 1));
            view.range = view.range.map(|(from, to)| (clamp(from), clamp(to)));
            view.lanes.mend();
        }
        Entity::Tag(_) => {}
    }
    let stamp = entity.stamp_mut();
    stamp.created.0 = stamp.created.0.clamp(FIRST_SECOND, END_SECOND - 1);
    stamp.changed.0 = stamp.changed.0.clamp(FIRST_SECOND, END_SECOND - 1);
    entity
}

/// Above this many at once, what has to search a table for each is done for all together.
const MANY: usize = 64;

/// Every entity of a kind, by id.
pub fn entities(facts: &Facts, kind: EntityKind) -> impl Iterator<Item = Entity> {
    let ids: Vec<u32> = match kind {
        EntityKind::Vessel => facts.vessels.iter().map(|e| e.id.0).collect(),
        EntityKind::Place => facts.places.iter().map(|e| e.id.0).collect(),
        EntityKind::Source => facts.sources.iter().map(|e| e.id.0).collect(),
        EntityKind::Exhibit => facts.exhibits.iter().map(|e| e.id.0).collect(),
        EntityKind::Sighting => facts.sightings.iter().map(|e| e.id.0).collect(),
        EntityKind::Visit => facts.visits.iter().map(|e| e.id.0).collect(),
        EntityKind::Shipment => facts.shipments.iter().map(|e| e.id.0).collect(),
        EntityKind::Claim => facts.claims.iter().map(|e| e.id.0).collect(),
        EntityKind::Regime => facts.regimes.iter().map(|e| e.id.0).collect(),
        EntityKind::Declaration => facts.declarations.iter().map(|e| e.id.0).collect(),
        EntityKind::Event => facts.events.iter().map(|e| e.id.0).collect(),
        EntityKind::Tag => facts.tags.iter().map(|e| e.id.0).collect(),
        EntityKind::Finding => facts.findings.iter().map(|e| e.id.0).collect(),
        EntityKind::SavedView => facts.saved_views.iter().map(|e| e.id.0).collect(),
    };
    ids.into_iter().filter_map(move |id| facts.get(EntityRef { kind, id }))
}

/// Everything that keeps facts from being a case.
pub fn all_problems(facts: &Facts) -> Vec<String> {
    ENTITY_KINDS.into_iter().flat_map(|kind| problems(facts, facts.count(kind), entities(facts, kind))).collect()
}

/// Everything that keeps `count` entities from being written into `facts`, which hold them already.
pub fn problems(facts: &Facts, count: usize, entities: impl Iterator<Item: Borrow<Entity>>) -> Vec<String> {
    let (several, many) = (count > 1, count > MANY);
    // Numbers in print are searched for in three tables, which is too slow for many entities. Facts without those
    // tables are asked instead, and the numbers compared at the end.
    let others = || Tables { shipments: Table::default(), findings: Table::default(), ..(**facts).clone() };
    let unnumbered = many.then(|| Facts::new(Case::default(), others()));
    let sources = || Tables { sources: facts.sources.clone(), tags: facts.tags.clone(), ..Tables::default() };
    let sources = many.then(|| Facts::new(Case::default(), sources()));
    let mut problems = Vec::new();
    for entity in entities {
        let entity = entity.borrow();
        let asked = match entity {
            Entity::Shipment(_) | Entity::Finding(_) => unnumbered.as_ref(),
            Entity::Exhibit(_) => sources.as_ref(),
            _ => None,
        };
        let mut found = validate::problems(asked.unwrap_or(facts), entity);
        found.extend(unstorable(entity));
        if several {
            let code = entity.reference();
            for problem in &mut found {
                *problem = format!("{code}: {problem}");
            }
        }
        problems.extend(found);
    }
    if many {
        problems.extend(twice("S", facts.shipments.iter().map(|e| e.number)));
        problems.extend(twice("E", facts.exhibits.iter().map(|e| e.number)));
        problems.extend(twice("F", facts.findings.iter().map(|e| e.number)));
    }
    problems
}

fn twice(prefix: &str, numbers: impl Iterator<Item = u32>) -> Vec<String> {
    let mut counts = BTreeMap::<u32, u32>::new();
    numbers.for_each(|number| *counts.entry(number).or_default() += 1);
    let taken = counts.into_iter().filter(|(_, count)| *count > 1);
    taken.map(|(number, _)| format!("The number {prefix}-{number} is taken")).collect()
}

/// What the types allow and the file cannot hold.
fn unstorable(entity: &Entity) -> Vec<String> {
    let mut found = Vec::new();
    if entity.reference().id == 0 {
        found.push("An id is a whole number from 1".to_owned());
    }
    match entity {
        Entity::Sighting(sighting) => {
            let within = |x: f64| Amount::new(x).is_ok_and(|x| x.get() <= 1.0);
            if sighting.at.is_some_and(|at| !within(at.x) || !within(at.y)) {
                found.push("A place in an image lies between 0 and 1 both ways".to_owned());
            }
        }
        Entity::Exhibit(exhibit) if exhibit.files.iter().any(|file| i64::try_from(file.bytes).is_err()) => {
            found.push("A file of that length does not exist".to_owned());
        }
        _ => {}
    }
    found
}
