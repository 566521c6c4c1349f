//! New ids for what an entity refers to.

use std::collections::BTreeMap;

use crate::model::arrangement::Heading;
use crate::model::citation::citations;
use crate::model::entity::Entity;
use crate::model::evidence::ReportedBy;
use crate::model::ids::{ENTITY_KINDS, EntityKind, EntityRef, ExhibitId, Id, Kind, TagId};

/// Old ids to new ones by kind, and old numbers in print to new ones.
#[derive(Default)]
pub(super) struct Remap {
    ids: [BTreeMap<u32, u32>; ENTITY_KINDS.len()],
    numbers: BTreeMap<(EntityKind, u32), u32>,
}

impl Remap {
    pub(super) fn set(&mut self, old: EntityRef, new: u32) {
        self.ids[old.kind as usize].insert(old.id, new);
    }

    pub(super) fn set_number(&mut self, kind: EntityKind, old: u32, new: u32) {
        self.numbers.insert((kind, old), new);
    }

    pub(super) fn contains(&self, old: EntityRef) -> bool {
        self.ids[old.kind as usize].contains_key(&old.id)
    }

    fn reference(&self, reference: &mut EntityRef) {
        if let Some(new) = self.ids[reference.kind as usize].get(&reference.id) {
            reference.id = *new;
        }
    }

    fn id<K: Kind>(&self, id: &mut Id<K>) {
        let mut reference = EntityRef::from(*id);
        self.reference(&mut reference);
        *id = Id::new(reference.id);
    }

    fn some<K: Kind>(&self, id: &mut Option<Id<K>>) {
        if let Some(id) = id {
            self.id(id);
        }
    }

    fn all<K: Kind>(&self, ids: &mut [Id<K>]) {
        for id in ids {
            self.id(id);
        }
    }

    fn tags(&self, tags: &mut [TagId]) {
        self.all(tags);
        tags.sort_unstable();
    }

    /// Gives every reference within an entity its new id, and every citation its new number.
    pub(super) fn apply(&self, entity: &mut Entity) {
        match entity {
            Entity::Vessel(e) => {
                let names = e.other_names.iter_mut().map(|fact| &mut fact.exhibit);
                let signals = e.mmsis.iter_mut().map(|fact| &mut fact.exhibit);
                let flags = e.flags.iter_mut().map(|fact| &mut fact.exhibit);
                let lists = e.designations.iter_mut().map(|fact| &mut fact.exhibit);
                let single: Vec<&mut Option<ExhibitId>> = [
                    e.imo.as_mut().map(|fact| &mut fact.exhibit),
                    e.call_sign.as_mut().map(|fact| &mut fact.exhibit),
                    e.vessel_type.as_mut().map(|fact| &mut fact.exhibit),
                    e.dwt.as_mut().map(|fact| &mut fact.exhibit),
                    e.gt.as_mut().map(|fact| &mut fact.exhibit),
                    e.length.as_mut().map(|fact| &mut fact.exhibit),
                    e.capacity.as_mut().map(|fact| &mut fact.exhibit),
                    e.tpc.as_mut().map(|fact| &mut fact.exhibit),
                ]
                .into_iter()
                .flatten()
                .collect();
                names.chain(signals).chain(flags).chain(lists).chain(single).for_each(|exhibit| self.some(exhibit));
                self.tags(&mut e.tags);
            }
            Entity::Place(e) => {
                self.some(&mut e.parent);
                e.other_names.iter_mut().for_each(|name| self.some(&mut name.exhibit));
                self.tags(&mut e.tags);
            }
            Entity::Source(e) => self.tags(&mut e.tags),
            Entity::Exhibit(e) => {
                self.some(&mut e.source);
                self.tags(&mut e.tags);
            }
            Entity::Sighting(e) => {
                self.id(&mut e.exhibit);
                self.some(&mut e.place);
                self.some(&mut e.vessel);
                self.tags(&mut e.tags);
            }
            Entity::Visit(e) => {
                self.id(&mut e.vessel);
                self.id(&mut e.place);
                self.all(&mut e.sightings);
                self.all(&mut e.exhibits);
                self.tags(&mut e.tags);
                if let Some(extra) = &mut e.extra {
                    extra.bounds.exhibits.iter_mut().for_each(|exhibit| self.some(exhibit));
                }
            }
            Entity::Shipment(e) => {
                self.some(&mut e.loading);
                self.some(&mut e.discharge);
                e.reasons.iter_mut().for_each(|reason| self.some(&mut reason.exhibit));
                e.quantity.iter_mut().for_each(|quantity| self.some(&mut quantity.exhibit));
                self.tags(&mut e.tags);
            }
            Entity::Claim(e) => {
                self.id(&mut e.exhibit);
                e.about.iter_mut().for_each(|subject| self.reference(subject));
                for by in &mut e.reported_by {
                    match by {
                        ReportedBy::Exhibit(id) => self.id(id),
                        ReportedBy::Source(id) => self.id(id),
                    }
                }
                self.tags(&mut e.tags);
            }
            Entity::Regime(e) => self.tags(&mut e.tags),
            Entity::Declaration(e) => {
                self.id(&mut e.regime);
                self.some(&mut e.by);
                self.some(&mut e.exhibit);
                self.tags(&mut e.tags);
            }
            Entity::Event(e) => {
                self.some(&mut e.exhibit);
                self.tags(&mut e.tags);
            }
            Entity::Tag(e) => self.some(&mut e.parent),
            Entity::Finding(e) => {
                e.body = self.citations(&e.body);
                e.replies.iter_mut().for_each(|reply| self.some(&mut reply.exhibit));
                self.tags(&mut e.tags);
            }
            Entity::SavedView(e) => e.lanes.paths_mut(|lane| lane.0.iter_mut().for_each(|step| self.heading(step))),
        }
    }

    fn heading(&self, heading: &mut Heading) {
        match heading {
            Heading::Vessel(id) => self.id(id),
            Heading::Place(id) => self.id(id),
            Heading::Source(id) => self.id(id),
            Heading::Tag(id) => self.id(id),
            Heading::Flag(_) | Heading::Operator(_) | Heading::Unknown(_) => {}
        }
    }

    /// A body whose citations name the new numbers.
    fn citations(&self, body: &str) -> String {
        let mut out = String::with_capacity(body.len());
        let mut from = 0;
        for citation in citations(body) {
            for item in &citation.items {
                let Some(new) = item.printed().and_then(|printed| self.printed(printed)) else { continue };
                // Where the item stands in the body: both are of one text.
                let at = item.target.as_ptr() as usize - body.as_ptr() as usize;
                out.push_str(&body[from..at]);
                out.push_str(&new.to_string());
                from = at + item.target.len();
            }
        }
        out.push_str(&body[from..]);
        out
    }

    /// A reference in print with its new number; none if it is not known.
    fn printed(&self, printed: EntityRef) -> Option<EntityRef> {
        let id = match printed.kind {
            EntityKind::Exhibit | EntityKind::Shipment | EntityKind::Finding => {
                *self.numbers.get(&(printed.kind, printed.id))?
            }
            kind => *self.ids[kind as usize].get(&printed.id)?,
        };
        Some(EntityRef { kind: printed.kind, id })
    }
}

/// What an entity refers to among its own kind: those must be known before it.
pub(super) fn own_kind(entity: &Entity) -> Vec<EntityRef> {
    match entity {
        Entity::Place(e) => e.parent.into_iter().map(EntityRef::from).collect(),
        Entity::Tag(e) => e.parent.into_iter().map(EntityRef::from).collect(),
        Entity::Claim(e) => e.about.iter().copied().filter(|subject| subject.kind == EntityKind::Claim).collect(),
        _ => Vec::new(),
    }
}
