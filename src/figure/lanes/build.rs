//! Lays the visits of a case in lanes, and keeps them up with edits.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::arrange::{depends_on_names, depends_on_places};
use super::classes::Classes;
use super::coverage::Coverage;
use super::keys::Keyer;
use super::lookup::{Histogram, LaneOf, Signs};
use super::row::{Lane, LaneKey, Slot};
use super::{LaneOptions, Lanes};
use crate::analysis::gaps::Gaps;
use crate::model::arrangement::LaneBy;
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef, Id, VisitId};
use crate::model::view::Colouring;
use crate::model::visit::Visit;

/// A visit on its way into a lane.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    key: LaneKey,
    slot: Slot,
    /// First seen, or the start of the extent if never seen.
    first: i64,
}

/// What lies in a lane of a visit that is shown and dated, and when it was first seen.
fn slot(visit: &Visit, classes: &Classes, keyer: &Keyer) -> Option<(Slot, i64)> {
    let (start, end) = visit.bounds.extent()?;
    let core = visit.bounds.core();
    let slot = Slot {
        start: start.0,
        end: end.0.max(start.0 + 1),
        visit: visit.id.0,
        activity: visit.activity,
        hedge: visit.hedge,
        seen: core.is_some(),
        class: classes.of(visit, keyer),
    };
    Some((slot, core.map_or(start, |(seen, _)| seen).0))
}

/// Entries and undated visits on their way to be sorted, and room for keys.
type Gathered = (Vec<Entry>, Vec<VisitId>, Vec<LaneKey>);

/// Pages that one core takes at a time, at least.
const PAGES: usize = 64;

fn shows(options: &LaneOptions, visit: VisitId) -> bool {
    options.filter.as_ref().is_none_or(|filter| filter.contains(visit.0))
}

fn lane_of_entries(entries: &[Entry]) -> Lane {
    let first = entries.iter().map(|entry| (entry.first, entry.slot.visit)).min().unwrap_or_default();
    let key = entries.first().map(|entry| entry.key).unwrap_or_default();
    Lane::pack(key, first, entries.iter().map(|entry| entry.slot).collect())
}

impl Lanes {
    /// Lays the visits in lanes. O(n log n), on all cores.
    #[must_use]
    pub fn build(facts: &Facts, options: &LaneOptions) -> Self {
        let keyer = Keyer::new(facts, options);
        let classes = Classes::new(facts, options.colouring, &keyer);
        // Few long lists instead of one a page, which would all have to be copied twice.
        let none = || (Vec::new(), Vec::new(), Vec::new());
        let add = |(mut entries, mut undated, mut keys): Gathered, page: &Arc<Vec<Visit>>| {
            for visit in page.iter().filter(|visit| shows(options, visit.id)) {
                match slot(visit, &classes, &keyer) {
                    Some((slot, first)) => {
                        keyer.keys(facts, visit, &mut keys);
                        entries.extend(keys.iter().map(|&key| Entry { key, slot, first }));
                    }
                    None => undated.push(visit.id),
                }
            }
            (entries, undated, keys)
        };
        let parts: Vec<Gathered> = facts.visits.pages().par_iter().with_min_len(PAGES).fold(none, add).collect();
        let mut undated: Vec<VisitId> = parts.iter().flat_map(|(_, undated, _)| undated).copied().collect();
        undated.sort_unstable();
        let mut entries: Vec<Entry> = Vec::with_capacity(parts.iter().map(|(entries, ..)| entries.len()).sum());
        for (part, ..) in parts {
            entries.extend(part);
        }
        entries.par_sort_unstable();
        let chunks: Vec<&[Entry]> = entries.chunk_by(|a, b| a.key == b.key).collect();
        let data: Vec<Lane> = chunks.into_par_iter().map(lane_of_entries).collect();
        let mut lane_of = LaneOf::default();
        for (index, lane) in (0..).zip(&data) {
            lane.slots().iter().for_each(|slot| lane_of.add(slot.visit, index));
        }
        let options = options.clone();
        let sorted = data.len();
        let mut all = Self { options, keyer, classes, data, sorted, lane_of, undated, ..Self::default() };
        all.measure();
        all.histogram = Histogram::build(&all.data, &all.lane_of, all.extent);
        all.signs = Signs::of(&all.data, &all.lane_of);
        all.coverage = Coverage::build(facts);
        all.gaps = Gaps::of(facts);
        all.arrange(facts);
        all
    }

    /// Takes over other options without packing anything anew, if they ask for the same visits in the same lanes: in
    /// another order or others of them, or with fills that say something else. Says whether that was all.
    pub fn rearrange(&mut self, facts: &Facts, options: &LaneOptions) -> bool {
        if !self.options.packs_as(options) {
            return false;
        }
        let recolour = self.options.colouring != options.colouring;
        let rearrange = (&self.options.arrangement, &self.options.search) != (&options.arrangement, &options.search);
        self.options = options.clone();
        if recolour {
            self.keyer = self.keyer.again(facts, options);
            self.classes = Classes::new(facts, options.colouring, &self.keyer);
            let classes = self.classes_by_id(facts);
            let class = |visit: u32| match classes.get(visit as usize) {
                Some(class) => *class,
                None => facts.visits.get(VisitId::new(visit)).map_or(0, |visit| self.classes.of(visit, &self.keyer)),
            };
            self.data.par_iter_mut().for_each(|lane| lane.reclass(class));
            self.signs = Signs::of(&self.data, &self.lane_of);
        }
        if rearrange {
            self.arrange(facts);
        }
        true
    }

    /// The class of every visit by its id, as long as ids are dense enough for a table; empty if they are not. Looking a
    /// million visits up one by one takes longer than going through all of them.
    fn classes_by_id(&self, facts: &Facts) -> Vec<u8> {
        let length = facts.visits.last().map_or(0, |visit| visit.id.0 as usize + 1);
        if length > 8 * facts.visits.len() + 100_000 {
            return Vec::new();
        }
        let mut classes = vec![0; length];
        let mut parts: Vec<(&[Visit], usize, &mut [u8])> = Vec::new();
        let (mut rest, mut from) = (classes.as_mut_slice(), 0);
        for page in facts.visits.pages() {
            let until = page.last().map_or(from, |visit| visit.id.0 as usize + 1);
            let (part, after) = rest.split_at_mut(until - from);
            parts.push((page, from, part));
            (rest, from) = (after, until);
        }
        parts.into_par_iter().for_each(|(page, from, part)| {
            for visit in page {
                part[visit.id.0 as usize - from] = self.classes.of(visit, &self.keyer);
            }
        });
        classes
    }

    /// Follows an edit: `facts` are those after it, `touched` what it changed.
    ///
    /// Repacks only the lanes of visits whose bounds or lanes changed, and repaints those whose class did; notes cost
    /// nothing, and names are asked for when something is drawn. What can be seen equals a fresh build.
    pub fn update(&mut self, facts: &Facts, touched: &[EntityRef]) {
        if let Some(whole) = &mut self.whole {
            Arc::make_mut(whole).update(facts, touched);
        }
        let has = |kind: EntityKind| touched.iter().any(|reference| reference.kind == kind);
        if has(EntityKind::Sighting) {
            self.coverage = Coverage::build(facts);
        }
        // What is a gap depends on what kind of exhibit shows it.
        if has(EntityKind::Sighting) || has(EntityKind::Exhibit) {
            self.gaps = Gaps::of(facts);
        }
        let mut visits: BTreeSet<u32> =
            touched.iter().filter(|reference| reference.kind == EntityKind::Visit).map(|visit| visit.id).collect();
        if let Some(origins) = &mut self.keyer.origins {
            visits.extend(origins.update(facts, touched).into_iter().map(|visit| visit.0));
        }
        let keyed_anew = self.keys_change(touched);
        if keyed_anew {
            let keyer = self.keyer.again(facts, &self.options);
            if Classes::new(facts, self.options.colouring, &keyer) != self.classes
                || !self.follow(facts, touched, &mut visits)
            {
                self.build_again(facts);
                return;
            }
            self.keyer = keyer;
        }
        if visits.len() > 1_000 && visits.len() > self.shown / 8 {
            self.build_again(facts);
            return;
        }
        let mut gone: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        let mut come: BTreeMap<u32, Vec<Slot>> = BTreeMap::new();
        let mut keys = Vec::new();
        for id in visits {
            self.place(facts, id, &mut keys, &mut gone, &mut come);
        }
        let dirty: BTreeSet<u32> = gone.keys().chain(come.keys()).copied().collect();
        let names = [EntityKind::Vessel, EntityKind::Place, EntityKind::Source, EntityKind::Tag];
        let arranged_by = has(EntityKind::Sighting)
            || (depends_on_names(&self.options) && names.into_iter().any(has))
            || (depends_on_places(&self.options) && has(EntityKind::Place));
        let moved = !dirty.is_empty() && self.repack(facts, &dirty, &gone, &come);
        if moved || arranged_by {
            self.arrange(facts);
        } else if !dirty.is_empty() {
            // Dragging a bound moves bars within their lanes, and seldom more.
            self.restack(dirty.into_iter());
        }
    }

    /// Lays everything anew; the lanes of all visits are up to date already.
    fn build_again(&mut self, facts: &Facts) {
        *self = self
            .whole
            .as_ref()
            .and_then(|_| self.showing(facts, &self.options))
            .unwrap_or_else(|| Self::build(facts, &self.options));
    }

    /// Whether an edit may change what a lane's key or a class is looked up in.
    fn keys_change(&self, touched: &[EntityRef]) -> bool {
        let (levels, colouring) = (self.keyer.levels(), self.options.colouring);
        let concerns = |kind: EntityKind| match kind {
            EntityKind::Vessel => {
                levels.contains(&LaneBy::Flag) || matches!(colouring, Colouring::Flag | Colouring::Vessel)
            }
            EntityKind::Place => levels.contains(&LaneBy::Operator),
            EntityKind::Exhibit | EntityKind::Sighting => levels.contains(&LaneBy::Source),
            EntityKind::Tag => colouring == Colouring::Tag,
            _ => false,
        };
        touched.iter().any(|reference| concerns(reference.kind))
    }

    /// Adds the visits whose lanes or class an edit of something else may have changed; false if that may be any.
    fn follow(&self, facts: &Facts, touched: &[EntityRef], visits: &mut BTreeSet<u32>) -> bool {
        if self.keyer.levels().contains(&LaneBy::Operator) {
            return false;
        }
        for reference in touched {
            match reference.kind {
                EntityKind::Vessel => visits.extend(facts.links().visits_of(Id::new(reference.id)).map(|id| id.0)),
                EntityKind::Exhibit => visits.extend(facts.links().visits_on(Id::new(reference.id)).map(|id| id.0)),
                // A visit is not found by its sightings.
                EntityKind::Sighting if self.keyer.levels().contains(&LaneBy::Source) => return false,
                _ => {}
            }
        }
        true
    }

    /// Finds out where a visit belongs, and notes the lanes that it leaves and enters.
    fn place(
        &mut self,
        facts: &Facts,
        id: u32,
        keys: &mut Vec<LaneKey>,
        gone: &mut BTreeMap<u32, BTreeSet<u32>>,
        come: &mut BTreeMap<u32, Vec<Slot>>,
    ) {
        let visit = facts.visits.get(VisitId::new(id)).filter(|visit| shows(&self.options, visit.id));
        let new = visit.and_then(|visit| slot(visit, &self.classes, &self.keyer));
        self.set_undated(VisitId::new(id), visit.is_some() && new.is_none());
        keys.clear();
        if let (Some(visit), Some(_)) = (visit, new) {
            self.keyer.keys(facts, visit, keys);
        }
        let old: Vec<u32> = self.lane_of.all(id).collect();
        let stays = old.len() == keys.len()
            && old.iter().zip(keys.iter()).all(|(lane, key)| self.data[*lane as usize].key == *key);
        if let (Some((slot, seen)), true) = (new, stays)
            && old.iter().all(|lane| self.lies(*lane, &slot))
        {
            for (nth, &lane) in old.iter().enumerate() {
                let data = &mut self.data[lane as usize];
                if let Some(at) = data.position(id, slot.start).filter(|at| data.slots()[*at] != slot) {
                    if nth == 0 {
                        self.signs.count(&data.slots()[at], false);
                        self.signs.count(&slot, true);
                    }
                    data.repaint(at, slot);
                }
                // When it was first seen may order its lane, though its extent is the same.
                let (first, by) = data.first;
                if (seen, id) < (first, by) || (by == id && seen != first) {
                    gone.entry(lane).or_default();
                }
            }
            return;
        }
        for lane in old {
            gone.entry(lane).or_default().insert(id);
        }
        self.lane_of.clear(id);
        if let Some((slot, _)) = new {
            for &key in keys.iter() {
                let lane = self.lane_for(key);
                come.entry(lane).or_default().push(slot);
                self.lane_of.add(id, lane);
            }
        }
    }

    /// Whether a visit lies there with the same extent; what it looks like may differ.
    fn lies(&self, lane: u32, slot: &Slot) -> bool {
        let lane = &self.data[lane as usize];
        let same = |at: usize| (lane.slots()[at].start, lane.slots()[at].end) == (slot.start, slot.end);
        lane.position(slot.visit, slot.start).is_some_and(same)
    }

    fn set_undated(&mut self, visit: VisitId, undated: bool) {
        match (self.undated.binary_search(&visit), undated) {
            (Err(at), true) => self.undated.insert(at, visit),
            (Ok(at), false) => drop(self.undated.remove(at)),
            _ => {}
        }
    }

    /// The lane with this key, made if there is none.
    fn lane_for(&mut self, key: LaneKey) -> u32 {
        if let Ok(at) = self.data[..self.sorted].binary_search_by_key(&key, |lane| lane.key) {
            return at as u32;
        }
        let new = u32::try_from(self.data.len()).unwrap_or(u32::MAX - 1);
        let lane = *self.index.entry(key).or_insert(new);
        if lane == new {
            self.data.push(Lane::pack(key, (0, 0), Vec::new()));
        }
        lane
    }

    /// Packs lanes anew. Says whether any of them holds other visits than before, or was first seen at another time, so
    /// that lanes may have to be arranged anew.
    fn repack(
        &mut self,
        facts: &Facts,
        dirty: &BTreeSet<u32>,
        gone: &BTreeMap<u32, BTreeSet<u32>>,
        come: &BTreeMap<u32, Vec<Slot>>,
    ) -> bool {
        // A visit counts once, whichever of its lanes it leaves or enters.
        let mut changes: BTreeMap<(u32, bool), Slot> = BTreeMap::new();
        let mut same = true;
        let before = self.extent;
        let left = dirty.iter().filter_map(|index| self.data[*index as usize].extent()).reduce(wider);
        for &index in dirty {
            let lane = &self.data[index as usize];
            let leaves = |slot: &Slot| gone.get(&index).is_some_and(|ids| ids.contains(&slot.visit));
            let (left, mut slots): (Vec<Slot>, Vec<Slot>) = lane.slots().iter().partition(|slot| leaves(slot));
            changes.extend(left.into_iter().map(|slot| ((slot.visit, false), slot)));
            let arrived = come.get(&index).map(Vec::as_slice).unwrap_or_default();
            changes.extend(arrived.iter().map(|&slot| ((slot.visit, true), slot)));
            slots.extend_from_slice(arrived);
            slots.sort_unstable();
            let first = seen_first(facts, &slots);
            let mut packed = Lane::pack(lane.key, first, slots);
            packed.stamp = lane.stamp + 1;
            let came: BTreeSet<u32> = arrived.iter().map(|slot| slot.visit).collect();
            same &= packed.first.0 == lane.first.0 && gone.get(&index).map_or(came.is_empty(), |gone| *gone == came);
            self.data[index as usize] = packed;
        }
        for ((_, add), slot) in &changes {
            self.signs.count(slot, *add);
        }
        let come = changes.keys().filter(|(_, come)| *come).count();
        self.shown = self.shown + come - (changes.len() - come);
        let inside = |(from, to): (i64, i64)| before.is_some_and(|(a, b)| a < from && to < b);
        if left.is_none_or(inside) {
            let now = dirty.iter().filter_map(|index| self.data[*index as usize].extent());
            self.extent = now.chain(before).reduce(wider);
        } else {
            self.reach();
        }
        if self.histogram.covers(self.extent) {
            for ((_, add), slot) in &changes {
                self.histogram.count(slot, *add);
            }
        } else {
            self.histogram = Histogram::build(&self.data, &self.lane_of, self.extent);
        }
        !same
    }

    /// Counts the visits and finds the extent of all lanes.
    pub(super) fn measure(&mut self) {
        let slots: usize = self.data.iter().map(|lane| lane.slots().len()).sum();
        let again: usize = self.lane_of.several().map(|visit| self.lane_of.all(visit).count() - 1).sum();
        self.shown = slots - again;
        self.reach();
    }

    fn reach(&mut self) {
        self.extent = self.data.par_iter().filter_map(Lane::extent).reduce_with(wider);
    }
}

/// When something of these was first seen, and which visit it was.
pub(super) fn seen_first(facts: &Facts, slots: &[Slot]) -> (i64, u32) {
    let mut first: Option<(i64, u32)> = None;
    for slot in slots {
        // None is seen before it may have begun, and a look at the visit itself costs more than all else here.
        if first.is_some_and(|(at, _)| slot.start > at) {
            continue;
        }
        let visit = || facts.visits.get(VisitId::new(slot.visit));
        let core = if slot.seen { visit().and_then(|visit| visit.bounds.core()) } else { None };
        let own = (core.map_or(slot.start, |(seen, _)| seen.0), slot.visit);
        first = Some(first.map_or(own, |first| first.min(own)));
    }
    first.unwrap_or_default()
}

fn wider(one: (i64, i64), other: (i64, i64)) -> (i64, i64) {
    (one.0.min(other.0), one.1.max(other.1))
}
