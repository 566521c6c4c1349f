//! The whole case as sorted plain tables: what every reader gets.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::case::Case;
use super::entity::Entity;
use super::event::Event;
use super::evidence::{Claim, Exhibit, Sighting, Source};
use super::finding::Finding;
use super::ids::{ENTITY_KINDS, EntityKind, EntityRef, Id, Kind, PlaceId, Stamp, TagId};
use super::links::Links;
use super::place::{Place, PlaceKind, Position};
use super::regime::{Declaration, Regime};
use super::shipment::Shipment;
use super::tag::{TAG_COLOURS, Tag};
use super::vessel::Vessel;
use super::view::SavedView;
use super::visit::Visit;
use crate::base::table::{Row, Table};

/// How many places lie in one another at most; a deeper tree bites its tail.
const DEEPEST: usize = 64;

/// The tables of a case, without what is derived from them.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Tables {
    /// Vessels by id.
    pub vessels: Table<Vessel>,
    /// Places by id.
    pub places: Table<Place>,
    /// Sources by id.
    pub sources: Table<Source>,
    /// Exhibits by id.
    pub exhibits: Table<Exhibit>,
    /// Sightings by id.
    pub sightings: Table<Sighting>,
    /// Visits by id.
    pub visits: Table<Visit>,
    /// Shipments by id.
    pub shipments: Table<Shipment>,
    /// Claims by id.
    pub claims: Table<Claim>,
    /// Regimes by id.
    pub regimes: Table<Regime>,
    /// Declarations by id.
    pub declarations: Table<Declaration>,
    /// Events by id.
    pub events: Table<Event>,
    /// Tags by id.
    pub tags: Table<Tag>,
    /// Findings by id.
    pub findings: Table<Finding>,
    /// Saved views by id.
    pub saved_views: Table<SavedView>,
}

/// An immutable snapshot of a case. Readers hold it behind an `Arc`; only the store makes the next one.
///
/// A clone shares every page of every table; see [`Table`].
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Title, handling, time zone …
    pub case: Arc<Case>,
    tables: Tables,
    links: Links,
    /// The next id of each kind, in the order of [`ENTITY_KINDS`]; an id is never given twice.
    next_ids: [u32; ENTITY_KINDS.len()],
    /// Raised with every change, so that whatever is derived can tell that it is stale.
    pub generation: u64,
}

impl std::ops::Deref for Facts {
    type Target = Tables;
    fn deref(&self) -> &Tables {
        &self.tables
    }
}

impl PartialEq for Facts {
    /// Same case and same tables; generation and id counters do not count.
    fn eq(&self, other: &Self) -> bool {
        self.case == other.case && self.tables == other.tables
    }
}

impl Facts {
    /// Builds a snapshot and everything derived from its tables.
    #[must_use]
    pub fn new(case: Case, tables: Tables) -> Self {
        let mut links = Links::of_visits(&tables.visits);
        tables.shipments.iter().for_each(|row| links.shipment(row, true));
        tables.claims.iter().for_each(|row| links.claim(row, true));
        tables.sightings.iter().for_each(|row| links.sighting(row, true));
        tables.exhibits.iter().for_each(|row| links.exhibit(row, true));
        let mut facts = Self { case: Arc::new(case), tables, links, next_ids: [1; ENTITY_KINDS.len()], generation: 1 };
        for kind in ENTITY_KINDS {
            let last = facts.last_id(kind);
            facts.reserve_ids(kind, last);
        }
        facts
    }

    /// Which entities refer to which.
    #[must_use]
    pub fn links(&self) -> &Links {
        &self.links
    }

    /// An id of this kind that was never given before.
    #[must_use]
    pub fn next_id<K: Kind>(&self) -> Id<K> {
        // An empty default has given none yet, and ids begin at 1.
        Id::new(self.next_ids[K::KIND as usize].max(1))
    }

    /// The next number in print of exhibits, shipments or findings; 1 for kinds that have none.
    #[must_use]
    pub fn next_number(&self, kind: EntityKind) -> u32 {
        let last = match kind {
            EntityKind::Exhibit => self.exhibits.iter().map(|row| row.number).max(),
            EntityKind::Shipment => self.shipments.iter().map(|row| row.number).max(),
            EntityKind::Finding => self.findings.iter().map(|row| row.number).max(),
            _ => None,
        };
        last.unwrap_or(0).saturating_add(1)
    }

    /// A new tag with the next colour and the first number key that is free.
    #[must_use]
    pub fn fresh_tag(&self, name: &str) -> Tag {
        Tag {
            id: self.next_id(),
            name: name.to_owned(),
            parent: None,
            colour: TAG_COLOURS[self.tags.len() % TAG_COLOURS.len()],
            key: (1..=9).find(|key| self.tags.iter().all(|tag| tag.key != Some(*key))),
            definition: String::new(),
            rule: None,
            note: String::new(),
            stamp: Stamp::default(),
        }
    }

    /// Notes that ids up to and including `last` were given once, even if they are gone.
    pub fn reserve_ids(&mut self, kind: EntityKind, last: u32) {
        let next = &mut self.next_ids[kind as usize];
        *next = (*next).max(last.saturating_add(1)).max(1);
    }

    /// Number of entities of a kind.
    #[must_use]
    pub fn count(&self, kind: EntityKind) -> usize {
        match kind {
            EntityKind::Vessel => self.vessels.len(),
            EntityKind::Place => self.places.len(),
            EntityKind::Source => self.sources.len(),
            EntityKind::Exhibit => self.exhibits.len(),
            EntityKind::Sighting => self.sightings.len(),
            EntityKind::Visit => self.visits.len(),
            EntityKind::Shipment => self.shipments.len(),
            EntityKind::Claim => self.claims.len(),
            EntityKind::Regime => self.regimes.len(),
            EntityKind::Declaration => self.declarations.len(),
            EntityKind::Event => self.events.len(),
            EntityKind::Tag => self.tags.len(),
            EntityKind::Finding => self.findings.len(),
            EntityKind::SavedView => self.saved_views.len(),
        }
    }

    /// References to everything of a kind, by id.
    #[must_use]
    pub fn references(&self, kind: EntityKind) -> Box<dyn Iterator<Item = EntityRef> + '_> {
        match kind {
            EntityKind::Vessel => Box::new(self.vessels.iter().map(|e| e.id.into())),
            EntityKind::Place => Box::new(self.places.iter().map(|e| e.id.into())),
            EntityKind::Source => Box::new(self.sources.iter().map(|e| e.id.into())),
            EntityKind::Exhibit => Box::new(self.exhibits.iter().map(|e| e.id.into())),
            EntityKind::Sighting => Box::new(self.sightings.iter().map(|e| e.id.into())),
            EntityKind::Visit => Box::new(self.visits.iter().map(|e| e.id.into())),
            EntityKind::Shipment => Box::new(self.shipments.iter().map(|e| e.id.into())),
            EntityKind::Claim => Box::new(self.claims.iter().map(|e| e.id.into())),
            EntityKind::Regime => Box::new(self.regimes.iter().map(|e| e.id.into())),
            EntityKind::Declaration => Box::new(self.declarations.iter().map(|e| e.id.into())),
            EntityKind::Event => Box::new(self.events.iter().map(|e| e.id.into())),
            EntityKind::Tag => Box::new(self.tags.iter().map(|e| e.id.into())),
            EntityKind::Finding => Box::new(self.findings.iter().map(|e| e.id.into())),
            EntityKind::SavedView => Box::new(self.saved_views.iter().map(|e| e.id.into())),
        }
    }

    fn last_id(&self, kind: EntityKind) -> u32 {
        fn last<K: Kind, T: Row<Key = Id<K>>>(table: &Table<T>) -> u32 {
            table.last().map_or(0, |row| row.key().0)
        }
        match kind {
            EntityKind::Vessel => last(&self.vessels),
            EntityKind::Place => last(&self.places),
            EntityKind::Source => last(&self.sources),
            EntityKind::Exhibit => last(&self.exhibits),
            EntityKind::Sighting => last(&self.sightings),
            EntityKind::Visit => last(&self.visits),
            EntityKind::Shipment => last(&self.shipments),
            EntityKind::Claim => last(&self.claims),
            EntityKind::Regime => last(&self.regimes),
            EntityKind::Declaration => last(&self.declarations),
            EntityKind::Event => last(&self.events),
            EntityKind::Tag => last(&self.tags),
            EntityKind::Finding => last(&self.findings),
            EntityKind::SavedView => last(&self.saved_views),
        }
    }

    /// A copy of an entity.
    #[must_use]
    pub fn get(&self, reference: EntityRef) -> Option<Entity> {
        fn boxed<T: Row<Key = Id<K>>, K>(table: &Table<T>, id: u32) -> Option<Box<T>> {
            table.get(Id::new(id)).map(|row| Box::new(row.clone()))
        }
        let id = reference.id;
        match reference.kind {
            EntityKind::Vessel => boxed(&self.vessels, id).map(Entity::Vessel),
            EntityKind::Place => boxed(&self.places, id).map(Entity::Place),
            EntityKind::Source => boxed(&self.sources, id).map(Entity::Source),
            EntityKind::Exhibit => boxed(&self.exhibits, id).map(Entity::Exhibit),
            EntityKind::Sighting => boxed(&self.sightings, id).map(Entity::Sighting),
            EntityKind::Visit => boxed(&self.visits, id).map(Entity::Visit),
            EntityKind::Shipment => boxed(&self.shipments, id).map(Entity::Shipment),
            EntityKind::Claim => boxed(&self.claims, id).map(Entity::Claim),
            EntityKind::Regime => boxed(&self.regimes, id).map(Entity::Regime),
            EntityKind::Declaration => boxed(&self.declarations, id).map(Entity::Declaration),
            EntityKind::Event => boxed(&self.events, id).map(Entity::Event),
            EntityKind::Tag => boxed(&self.tags, id).map(Entity::Tag),
            EntityKind::Finding => boxed(&self.findings, id).map(Entity::Finding),
            EntityKind::SavedView => boxed(&self.saved_views, id).map(Entity::SavedView),
        }
    }

    /// Whether an entity bears a tag.
    #[must_use]
    pub fn bears(&self, reference: EntityRef, tag: TagId) -> bool {
        self.tags_of(reference).contains(&tag)
    }

    /// The tags of an entity, in order; asked of many at once, so that nothing is copied. Empty for what bears none.
    #[must_use]
    pub fn tags_of(&self, reference: EntityRef) -> &[TagId] {
        fn of<T: Row<Key = Id<K>>, K>(table: &Table<T>, id: u32, tags: fn(&T) -> &[TagId]) -> &[TagId] {
            table.get(Id::new(id)).map_or(&[], tags)
        }
        let id = reference.id;
        match reference.kind {
            EntityKind::Vessel => of(&self.vessels, id, |row| &row.tags),
            EntityKind::Place => of(&self.places, id, |row| &row.tags),
            EntityKind::Source => of(&self.sources, id, |row| &row.tags),
            EntityKind::Exhibit => of(&self.exhibits, id, |row| &row.tags),
            EntityKind::Sighting => of(&self.sightings, id, |row| &row.tags),
            EntityKind::Visit => of(&self.visits, id, |row| &row.tags),
            EntityKind::Shipment => of(&self.shipments, id, |row| &row.tags),
            EntityKind::Claim => of(&self.claims, id, |row| &row.tags),
            EntityKind::Regime => of(&self.regimes, id, |row| &row.tags),
            EntityKind::Declaration => of(&self.declarations, id, |row| &row.tags),
            EntityKind::Event => of(&self.events, id, |row| &row.tags),
            EntityKind::Finding => of(&self.findings, id, |row| &row.tags),
            EntityKind::Tag | EntityKind::SavedView => &[],
        }
    }

    /// Goes once through everything that bears tags, by kind and id.
    pub fn each_tagged(&self, mut ask: impl FnMut(EntityRef, &[TagId])) {
        self.vessels.iter().for_each(|row| ask(row.id.into(), &row.tags));
        self.places.iter().for_each(|row| ask(row.id.into(), &row.tags));
        self.sources.iter().for_each(|row| ask(row.id.into(), &row.tags));
        self.exhibits.iter().for_each(|row| ask(row.id.into(), &row.tags));
        self.sightings.iter().for_each(|row| ask(row.id.into(), &row.tags));
        self.visits.iter().for_each(|row| ask(row.id.into(), &row.tags));
        self.shipments.iter().for_each(|row| ask(row.id.into(), &row.tags));
        self.claims.iter().for_each(|row| ask(row.id.into(), &row.tags));
        self.regimes.iter().for_each(|row| ask(row.id.into(), &row.tags));
        self.declarations.iter().for_each(|row| ask(row.id.into(), &row.tags));
        self.events.iter().for_each(|row| ask(row.id.into(), &row.tags));
        self.findings.iter().for_each(|row| ask(row.id.into(), &row.tags));
    }

    /// Everything that bears a tag itself, by kind and id. Asks the whole case, so not to be called on every frame.
    #[must_use]
    pub fn bearers(&self, tag: TagId) -> Vec<EntityRef> {
        let mut found = Vec::new();
        self.each_tagged(|reference, tags| {
            if tags.contains(&tag) {
                found.push(reference);
            }
        });
        found
    }

    /// Whether an entity exists.
    #[must_use]
    pub fn contains(&self, reference: EntityRef) -> bool {
        let id = reference.id;
        match reference.kind {
            EntityKind::Vessel => self.vessels.get(Id::new(id)).is_some(),
            EntityKind::Place => self.places.get(Id::new(id)).is_some(),
            EntityKind::Source => self.sources.get(Id::new(id)).is_some(),
            EntityKind::Exhibit => self.exhibits.get(Id::new(id)).is_some(),
            EntityKind::Sighting => self.sightings.get(Id::new(id)).is_some(),
            EntityKind::Visit => self.visits.get(Id::new(id)).is_some(),
            EntityKind::Shipment => self.shipments.get(Id::new(id)).is_some(),
            EntityKind::Claim => self.claims.get(Id::new(id)).is_some(),
            EntityKind::Regime => self.regimes.get(Id::new(id)).is_some(),
            EntityKind::Declaration => self.declarations.get(Id::new(id)).is_some(),
            EntityKind::Event => self.events.get(Id::new(id)).is_some(),
            EntityKind::Tag => self.tags.get(Id::new(id)).is_some(),
            EntityKind::Finding => self.findings.get(Id::new(id)).is_some(),
            EntityKind::SavedView => self.saved_views.get(Id::new(id)).is_some(),
        }
    }

    /// A place and every place that lies within it, however deep. Ends on trees that bite their tail.
    #[must_use]
    pub fn places_within(&self, place: PlaceId) -> BTreeSet<PlaceId> {
        let mut below: BTreeMap<PlaceId, Vec<PlaceId>> = BTreeMap::new();
        for row in self.places.iter() {
            if let Some(parent) = row.parent {
                below.entry(parent).or_default().push(row.id);
            }
        }
        let mut found = BTreeSet::from([place]);
        let mut open = vec![place];
        while let Some(place) = open.pop() {
            open.extend(below.get(&place).into_iter().flatten().filter(|inner| found.insert(**inner)));
        }
        found
    }

    /// A place and every place that it lies in, the innermost first. Ends on trees that bite their tail.
    pub fn places_around(&self, place: PlaceId) -> impl Iterator<Item = &Place> + '_ {
        let above = |row: &&Place| row.parent.and_then(|id| self.places.get(id));
        std::iter::successors(self.places.get(place), above).take(DEEPEST)
    }

    /// Where a place is: its own position, or that of the innermost place around it that has one. A sea area is nowhere
    /// in particular.
    #[must_use]
    pub fn position_of(&self, place: PlaceId) -> Option<Position> {
        let mut around = self.places_around(place).take_while(|row| row.kind != PlaceKind::Area);
        around.find_map(|row| row.position)
    }

    /// Adds or replaces an entity. For the store, and for tests that build a case from literals.
    pub fn put(&mut self, entity: Entity) {
        let reference = entity.reference();
        self.reserve_ids(reference.kind, reference.id);
        let (tables, links) = (&mut self.tables, &mut self.links);
        match entity {
            Entity::Vessel(row) => drop(tables.vessels.put(*row)),
            Entity::Place(row) => drop(tables.places.put(*row)),
            Entity::Source(row) => drop(tables.sources.put(*row)),
            Entity::Exhibit(row) => {
                if let Some(old) = tables.exhibits.get(row.id) {
                    links.exhibit(old, false);
                }
                links.exhibit(&row, true);
                tables.exhibits.put(*row);
            }
            Entity::Sighting(row) => {
                if let Some(old) = tables.sightings.get(row.id) {
                    links.sighting(old, false);
                }
                links.sighting(&row, true);
                tables.sightings.put(*row);
            }
            Entity::Visit(row) => {
                match tables.visits.get(row.id) {
                    // Tagging is the commonest change, and moves no link.
                    Some(old) if (old.vessel, old.place, &old.exhibits) == (row.vessel, row.place, &row.exhibits) => {}
                    old => {
                        if let Some(old) = old {
                            links.visit(old, false);
                        }
                        links.visit(&row, true);
                    }
                }
                tables.visits.put(*row);
            }
            Entity::Shipment(row) => {
                if let Some(old) = tables.shipments.get(row.id) {
                    links.shipment(old, false);
                }
                links.shipment(&row, true);
                tables.shipments.put(*row);
            }
            Entity::Claim(row) => {
                if let Some(old) = tables.claims.get(row.id) {
                    links.claim(old, false);
                }
                links.claim(&row, true);
                tables.claims.put(*row);
            }
            Entity::Regime(row) => drop(tables.regimes.put(*row)),
            Entity::Declaration(row) => drop(tables.declarations.put(*row)),
            Entity::Event(row) => drop(tables.events.put(*row)),
            Entity::Tag(row) => drop(tables.tags.put(*row)),
            Entity::Finding(row) => drop(tables.findings.put(*row)),
            Entity::SavedView(row) => drop(tables.saved_views.put(*row)),
        }
    }

    /// Removes an entity. What referred to it is left as it is; the store sees to that first.
    pub fn remove(&mut self, reference: EntityRef) {
        let id = reference.id;
        let (tables, links) = (&mut self.tables, &mut self.links);
        match reference.kind {
            EntityKind::Vessel => drop(tables.vessels.remove(Id::new(id))),
            EntityKind::Place => drop(tables.places.remove(Id::new(id))),
            EntityKind::Source => drop(tables.sources.remove(Id::new(id))),
            EntityKind::Exhibit => {
                if let Some(old) = tables.exhibits.remove(Id::new(id)) {
                    links.exhibit(&old, false);
                }
            }
            EntityKind::Sighting => {
                if let Some(old) = tables.sightings.remove(Id::new(id)) {
                    links.sighting(&old, false);
                }
            }
            EntityKind::Visit => {
                if let Some(old) = tables.visits.remove(Id::new(id)) {
                    links.visit(&old, false);
                }
            }
            EntityKind::Shipment => {
                if let Some(old) = tables.shipments.remove(Id::new(id)) {
                    links.shipment(&old, false);
                }
            }
            EntityKind::Claim => {
                if let Some(old) = tables.claims.remove(Id::new(id)) {
                    links.claim(&old, false);
                }
            }
            EntityKind::Regime => drop(tables.regimes.remove(Id::new(id))),
            EntityKind::Declaration => drop(tables.declarations.remove(Id::new(id))),
            EntityKind::Event => drop(tables.events.remove(Id::new(id))),
            EntityKind::Tag => drop(tables.tags.remove(Id::new(id))),
            EntityKind::Finding => drop(tables.findings.remove(Id::new(id))),
            EntityKind::SavedView => drop(tables.saved_views.remove(Id::new(id))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::interval::Bounds;
    use crate::model::ids::{VesselId, VisitId};

    #[test]
    fn links_follow_changes_and_ids_are_never_given_twice() {
        let mut facts = Facts::new(Case::default(), Tables::default());
        let visit = |vessel| Visit::new(VisitId::new(1), VesselId::new(vessel), PlaceId::new(1), Bounds::default());
        facts.put(Entity::Visit(Box::new(visit(1))));
        facts.put(Entity::Visit(Box::new(visit(2))));
        assert_eq!(facts.links().visits_of(VesselId::new(1)).count(), 0);
        assert_eq!(facts.links().visits_of(VesselId::new(2)).collect::<Vec<_>>(), [VisitId::new(1)]);
        facts.remove(VisitId::new(1).into());
        assert_eq!(facts.links().visits_at(PlaceId::new(1)).count(), 0);
        assert_eq!(facts.next_id::<Visit>(), VisitId::new(2));
        assert_eq!(facts.links(), Facts::new(Case::default(), Tables::default()).links());
    }
}
