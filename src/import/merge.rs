//! Fits the entities of one case into another: new ids, new numbers, nothing twice.
//!
//! An entity that the case holds already with the same content is not added again, and what refers to it refers to
//! the one that is there. Content is everything but id, number in print and stamps, with references as they will be.
//! Names alone never merge anything: two vessels of one name that differ in any detail are both kept, with a warning.

use std::collections::{BTreeMap, BTreeSet};

use super::remap::{Remap, own_kind};
use crate::base::hash::Sha256;
use crate::base::issues::Issues;
use crate::base::table::{Row, Table};
use crate::base::text::fold;
use crate::model::document::Document;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, Id, Kind, Stamp};

/// What is to be added to a case, and what was there already.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Merged {
    /// New entities with ids of the case, in an order in which each refers only to what is there or stands before it,
    /// except for claims about claims.
    pub entities: Vec<Entity>,
    /// How many are added, by kind.
    pub added: BTreeMap<EntityKind, usize>,
    /// How many were there already, by kind.
    pub duplicates: BTreeMap<EntityKind, usize>,
    /// What had to be changed or looks doubtful.
    pub issues: Issues,
}

/// Kinds in an order in which each refers only to those before it, and to its own.
const ORDER: [EntityKind; 14] = [
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

/// Fits a document, found in order by [`super::wake_json::read`], into a case. The document's own title, handling and
/// other case fields are left out.
#[must_use]
pub fn merge(into: &Facts, document: Document) -> Merged {
    let mut incoming = by_kind(document);
    let mut remap = Remap::default();
    let mut merged = Merged::default();
    for kind in ORDER {
        let mut waiting = std::mem::take(&mut incoming[kind as usize]);
        if waiting.is_empty() {
            continue;
        }
        let mut target = Target::of(into, kind);
        while !waiting.is_empty() {
            let (ready, later): (Vec<Entity>, Vec<Entity>) =
                waiting.into_iter().partition(|entity| own_kind(entity).iter().all(|parent| remap.contains(*parent)));
            waiting = later;
            if ready.is_empty() {
                // Claims about one another: none can be compared before the others, so all of them are new.
                for entity in &waiting {
                    let old = entity.reference();
                    let id = target.next_id();
                    remap.set(old, id);
                    target.given.insert(old.id, id);
                }
                continue;
            }
            for entity in ready {
                place(entity, &mut target, &mut remap, &mut merged);
            }
        }
    }
    merged
}

/// Adds one entity or finds it in the case.
fn place(mut entity: Entity, target: &mut Target, remap: &mut Remap, merged: &mut Merged) {
    let old = entity.reference();
    let old_number = number_mut(&mut entity).map(|number| *number);
    remap.apply(&mut entity);
    let given = target.given.get(&old.id).copied();
    if given.is_none()
        && let Some(&(id, number)) = target.known.get(&content(&entity))
    {
        remap.set(old, id);
        if let Some(old_number) = old_number {
            remap.set_number(old.kind, old_number, number);
        }
        *merged.duplicates.entry(old.kind).or_default() += 1;
        return;
    }
    let id = given.unwrap_or_else(|| target.next_id());
    remap.set(old, id);
    set_id(&mut entity, id);
    let reference = entity.reference();
    if let Some(number) = number_mut(&mut entity) {
        let free = target.free_number(*number);
        remap.set_number(old.kind, *number, free);
        *number = free;
    }
    if let Entity::Tag(tag) = &mut entity
        && let Some(key) = tag.key.filter(|key| !target.keys.insert(*key))
    {
        tag.key = None;
        merged.issues.warning(reference.to_string(), format!("Key {key} is taken; “{}” has none now", tag.name));
    }
    if let Some((what, name)) = named(&entity)
        && target.names.contains(&fold(name))
    {
        let message = format!("The case has a {what} “{name}” already, with other details; both are kept");
        merged.issues.warning(reference.to_string(), message);
    }
    *merged.added.entry(old.kind).or_default() += 1;
    merged.entities.push(entity);
}

/// What one kind of the case holds already.
struct Target {
    /// Id and number by content.
    known: BTreeMap<Sha256, (u32, u32)>,
    /// Folded names.
    names: BTreeSet<String>,
    numbers: BTreeSet<u32>,
    keys: BTreeSet<u8>,
    /// Ids given before their entity was placed, by old id.
    given: BTreeMap<u32, u32>,
    next: u32,
}

impl Target {
    fn of(into: &Facts, kind: EntityKind) -> Self {
        let mut target = Self {
            known: BTreeMap::new(),
            names: BTreeSet::new(),
            numbers: BTreeSet::new(),
            keys: BTreeSet::new(),
            given: BTreeMap::new(),
            next: next_id(into, kind),
        };
        for mut entity in rows(into, kind) {
            let id = entity.reference().id;
            let number = number_mut(&mut entity).map_or(0, |number| *number);
            target.numbers.insert(number);
            target.names.extend(named(&entity).map(|(_, name)| fold(name)));
            if let Entity::Tag(tag) = &entity {
                target.keys.extend(tag.key);
            }
            target.known.entry(content(&entity)).or_insert((id, number));
        }
        target
    }

    fn next_id(&mut self) -> u32 {
        let id = self.next;
        self.next = self.next.saturating_add(1);
        id
    }

    /// The wanted number if it is free, else the one after the highest.
    fn free_number(&mut self, wanted: u32) -> u32 {
        let free = if self.numbers.contains(&wanted) {
            self.numbers.last().map_or(1, |last| last.saturating_add(1))
        } else {
            wanted
        };
        self.numbers.insert(free);
        free
    }
}

/// A hash of everything but id, number and stamp.
fn content(entity: &Entity) -> Sha256 {
    let mut neutral = entity.clone();
    set_id(&mut neutral, 1);
    *neutral.stamp_mut() = Stamp::default();
    if let Some(number) = number_mut(&mut neutral) {
        *number = 1;
    }
    // A key that was taken is dropped on the way in, so it cannot tell two tags apart.
    if let Entity::Tag(tag) = &mut neutral {
        tag.key = None;
    }
    let json = match &neutral {
        Entity::Vessel(e) => serde_json::to_vec(e),
        Entity::Place(e) => serde_json::to_vec(e),
        Entity::Source(e) => serde_json::to_vec(e),
        Entity::Exhibit(e) => serde_json::to_vec(e),
        Entity::Sighting(e) => serde_json::to_vec(e),
        Entity::Visit(e) => serde_json::to_vec(e),
        Entity::Shipment(e) => serde_json::to_vec(e),
        Entity::Claim(e) => serde_json::to_vec(e),
        Entity::Regime(e) => serde_json::to_vec(e),
        Entity::Declaration(e) => serde_json::to_vec(e),
        Entity::Event(e) => serde_json::to_vec(e),
        Entity::Tag(e) => serde_json::to_vec(e),
        Entity::Finding(e) => serde_json::to_vec(e),
        Entity::SavedView(e) => serde_json::to_vec(e),
    };
    // Plain structs always become JSON; were one not to, its debug form would still be its content.
    Sha256::of(&json.unwrap_or_else(|_| format!("{neutral:?}").into_bytes()))
}

fn named(entity: &Entity) -> Option<(&'static str, &str)> {
    match entity {
        Entity::Vessel(e) => Some(("vessel", &e.name)),
        Entity::Place(e) => Some(("place", &e.name)),
        Entity::Source(e) => Some(("source", &e.name)),
        Entity::Tag(e) => Some(("tag", &e.name)),
        _ => None,
    }
}

fn number_mut(entity: &mut Entity) -> Option<&mut u32> {
    match entity {
        Entity::Exhibit(e) => Some(&mut e.number),
        Entity::Shipment(e) => Some(&mut e.number),
        Entity::Finding(e) => Some(&mut e.number),
        _ => None,
    }
}

fn set_id(entity: &mut Entity, id: u32) {
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

fn next_id(facts: &Facts, kind: EntityKind) -> u32 {
    fn next<K: Kind>(facts: &Facts) -> u32 {
        facts.next_id::<K>().0
    }
    match kind {
        EntityKind::Vessel => next::<crate::model::vessel::Vessel>(facts),
        EntityKind::Place => next::<crate::model::place::Place>(facts),
        EntityKind::Source => next::<crate::model::evidence::Source>(facts),
        EntityKind::Exhibit => next::<crate::model::evidence::Exhibit>(facts),
        EntityKind::Sighting => next::<crate::model::evidence::Sighting>(facts),
        EntityKind::Visit => next::<crate::model::visit::Visit>(facts),
        EntityKind::Shipment => next::<crate::model::shipment::Shipment>(facts),
        EntityKind::Claim => next::<crate::model::evidence::Claim>(facts),
        EntityKind::Regime => next::<crate::model::regime::Regime>(facts),
        EntityKind::Declaration => next::<crate::model::regime::Declaration>(facts),
        EntityKind::Event => next::<crate::model::event::Event>(facts),
        EntityKind::Tag => next::<crate::model::tag::Tag>(facts),
        EntityKind::Finding => next::<crate::model::finding::Finding>(facts),
        EntityKind::SavedView => next::<crate::model::view::SavedView>(facts),
    }
}

/// All entities of a kind, in order of id.
fn rows(facts: &Facts, kind: EntityKind) -> Vec<Entity> {
    fn all<T: Row>(table: &Table<T>, entity: fn(Box<T>) -> Entity) -> Vec<Entity> {
        table.iter().map(|row| entity(Box::new(row.clone()))).collect()
    }
    match kind {
        EntityKind::Vessel => all(&facts.vessels, Entity::Vessel),
        EntityKind::Place => all(&facts.places, Entity::Place),
        EntityKind::Source => all(&facts.sources, Entity::Source),
        EntityKind::Exhibit => all(&facts.exhibits, Entity::Exhibit),
        EntityKind::Sighting => all(&facts.sightings, Entity::Sighting),
        EntityKind::Visit => all(&facts.visits, Entity::Visit),
        EntityKind::Shipment => all(&facts.shipments, Entity::Shipment),
        EntityKind::Claim => all(&facts.claims, Entity::Claim),
        EntityKind::Regime => all(&facts.regimes, Entity::Regime),
        EntityKind::Declaration => all(&facts.declarations, Entity::Declaration),
        EntityKind::Event => all(&facts.events, Entity::Event),
        EntityKind::Tag => all(&facts.tags, Entity::Tag),
        EntityKind::Finding => all(&facts.findings, Entity::Finding),
        EntityKind::SavedView => all(&facts.saved_views, Entity::SavedView),
    }
}

/// The entities of a document, by kind.
fn by_kind(document: Document) -> [Vec<Entity>; ORDER.len()] {
    fn all<T>(rows: Vec<T>, entity: fn(Box<T>) -> Entity) -> Vec<Entity> {
        rows.into_iter().map(|row| entity(Box::new(row))).collect()
    }
    let mut kinds: [Vec<Entity>; ORDER.len()] = Default::default();
    kinds[EntityKind::Vessel as usize] = all(document.vessels, Entity::Vessel);
    kinds[EntityKind::Place as usize] = all(document.places, Entity::Place);
    kinds[EntityKind::Source as usize] = all(document.sources, Entity::Source);
    kinds[EntityKind::Exhibit as usize] = all(document.exhibits, Entity::Exhibit);
    kinds[EntityKind::Sighting as usize] = all(document.sightings, Entity::Sighting);
    kinds[EntityKind::Visit as usize] = all(document.visits, Entity::Visit);
    kinds[EntityKind::Shipment as usize] = all(document.shipments, Entity::Shipment);
    kinds[EntityKind::Claim as usize] = all(document.claims, Entity::Claim);
    kinds[EntityKind::Regime as usize] = all(document.regimes, Entity::Regime);
    kinds[EntityKind::Declaration as usize] = all(document.declarations, Entity::Declaration);
    kinds[EntityKind::Event as usize] = all(document.events, Entity::Event);
    kinds[EntityKind::Tag as usize] = all(document.tags, Entity::Tag);
    kinds[EntityKind::Finding as usize] = all(document.findings, Entity::Finding);
    kinds[EntityKind::SavedView as usize] = all(document.saved_views, Entity::SavedView);
    kinds
}
