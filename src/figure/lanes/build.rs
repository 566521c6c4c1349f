//! Lays the visits of a case in lanes, and keeps them up with edits.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::coverage::Coverage;
use super::lookup::{Histogram, LaneOf};
use super::row::{Lane, LaneKey, Slot};
use super::{GROUP_HEIGHT, LaneOptions, Lanes, ROW_HEIGHT, Strip, StripKind};
use crate::analysis::gaps::Gaps;
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef, PlaceId, VisitId};
use crate::model::view::Grouping;
use crate::model::visit::Visit;

/// A visit on its way into a lane.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    key: LaneKey,
    slot: Slot,
    /// First seen, or the start of the extent if never seen.
    first: i64,
}

/// Of a filtered-out visit nothing, of an undated one the key only.
fn entry(visit: &Visit, options: &LaneOptions) -> Option<Result<Entry, VisitId>> {
    if options.filter.as_ref().is_some_and(|filter| !filter.contains(visit.id.0)) {
        return None;
    }
    let Some((start, end)) = visit.bounds.extent() else { return Some(Err(visit.id)) };
    let group = match options.grouping {
        Grouping::Place => visit.place.0,
        Grouping::Vessel => 0,
    };
    Some(Ok(Entry {
        key: LaneKey { group, vessel: visit.vessel.0 },
        slot: Slot {
            start: start.0,
            end: end.0.max(start.0 + 1),
            visit: visit.id.0,
            activity: visit.activity,
            hedge: visit.hedge,
            seen: visit.bounds.core().is_some(),
        },
        first: visit.bounds.core().map_or(start, |(seen, _)| seen).0,
    }))
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
        let sorted = || {
            let found = facts
                .visits
                .pages()
                .par_iter()
                .flat_map_iter(|page| page.iter().filter_map(|visit| entry(visit, options)).filter_map(Result::ok));
            let mut entries: Vec<Entry> = found.collect();
            entries.par_sort_unstable();
            let chunks: Vec<&[Entry]> = entries.chunk_by(|a, b| a.key == b.key).collect();
            chunks.into_par_iter().map(lane_of_entries).collect::<Vec<Lane>>()
        };
        let data = sorted();
        let undated = facts.visits.iter().filter_map(|visit| entry(visit, options)).filter_map(Result::err).collect();
        let mut lane_of = LaneOf::default();
        for (index, lane) in (0..).zip(&data) {
            lane.slots().iter().for_each(|slot| lane_of.set(slot.visit, Some(index)));
        }
        let index = (0..).zip(&data).map(|(index, lane)| (lane.key, index)).collect();
        let mut all = Self { options: options.clone(), data, index, lane_of, undated, ..Self::default() };
        all.measure();
        all.histogram = Histogram::build(&all.data, all.extent);
        all.coverage = Coverage::build(facts);
        all.gaps = Gaps::of(facts);
        all.arrange();
        all
    }

    /// Follows an edit: `facts` are those after it, `touched` what it changed.
    ///
    /// Repacks only the lanes of visits whose bounds, vessel, place, activity or hedge changed; tags and notes cost
    /// nothing, and names are asked for when something is drawn. The result equals a fresh build.
    pub fn update(&mut self, facts: &Facts, touched: &[EntityRef]) {
        if touched.iter().any(|reference| reference.kind == EntityKind::Sighting) {
            self.coverage = Coverage::build(facts);
        }
        // What is a gap depends on what kind of exhibit shows it.
        let evidence = [EntityKind::Sighting, EntityKind::Exhibit];
        if touched.iter().any(|reference| evidence.contains(&reference.kind)) {
            self.gaps = Gaps::of(facts);
        }
        let visits: BTreeSet<u32> =
            touched.iter().filter(|reference| reference.kind == EntityKind::Visit).map(|visit| visit.id).collect();
        if visits.len() > 1_000 && visits.len() > self.shown / 8 {
            *self = Self::build(facts, &self.options);
            return;
        }
        let mut gone: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        let mut come: BTreeMap<u32, Vec<Slot>> = BTreeMap::new();
        for id in visits {
            let new = facts.visits.get(VisitId::new(id)).and_then(|visit| entry(visit, &self.options));
            self.set_undated(VisitId::new(id), matches!(new, Some(Err(_))));
            let new = new.and_then(Result::ok);
            let old = self.lane_of.get(id);
            if let (Some(entry), Some(lane)) = (&new, old)
                && self.lies(lane, entry)
            {
                // When it was first seen may order its lane, though its extent is the same.
                let (first, by) = self.data[lane as usize].first;
                if (entry.first, id) < (first, by) || (by == id && entry.first != first) {
                    gone.entry(lane).or_default();
                }
                continue;
            }
            if let Some(lane) = old {
                gone.entry(lane).or_default().insert(id);
                self.lane_of.set(id, None);
            }
            if let Some(entry) = new {
                let lane = self.lane_for(entry.key);
                come.entry(lane).or_default().push(entry.slot);
                self.lane_of.set(id, Some(lane));
            }
        }
        let dirty: BTreeSet<u32> = gone.keys().chain(come.keys()).copied().collect();
        if !dirty.is_empty() {
            self.repack(facts, &dirty, &gone, &come);
        }
    }

    /// Hides the lanes of these groups and shows those of the others; nothing is packed anew.
    pub fn fold(&mut self, folded: BTreeSet<EntityRef>) {
        self.options.folded = folded;
        self.arrange();
    }

    /// Whether a visit already lies there as it should.
    fn lies(&self, lane: u32, entry: &Entry) -> bool {
        let lane = &self.data[lane as usize];
        lane.key == entry.key
            && lane.position(entry.slot.visit, entry.slot.start).is_some_and(|at| lane.slots()[at] == entry.slot)
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
        let new = u32::try_from(self.data.len()).unwrap_or(u32::MAX - 1);
        let lane = *self.index.entry(key).or_insert(new);
        if lane == new {
            self.data.push(Lane::pack(key, (0, 0), Vec::new()));
        }
        lane
    }

    fn repack(
        &mut self,
        facts: &Facts,
        dirty: &BTreeSet<u32>,
        gone: &BTreeMap<u32, BTreeSet<u32>>,
        come: &BTreeMap<u32, Vec<Slot>>,
    ) {
        let mut changes = Vec::new();
        for &index in dirty {
            let lane = &self.data[index as usize];
            let leaves = |slot: &Slot| gone.get(&index).is_some_and(|ids| ids.contains(&slot.visit));
            let (left, mut slots): (Vec<Slot>, Vec<Slot>) = lane.slots().iter().partition(|slot| leaves(slot));
            changes.extend(left.into_iter().map(|slot| (slot, false)));
            let arrived = come.get(&index).map(Vec::as_slice).unwrap_or_default();
            changes.extend(arrived.iter().map(|&slot| (slot, true)));
            slots.extend_from_slice(arrived);
            slots.sort_unstable();
            let seen = |slot: &Slot| {
                let core = facts.visits.get(VisitId::new(slot.visit)).and_then(|visit| visit.bounds.core());
                (core.map_or(slot.start, |(seen, _)| seen.0), slot.visit)
            };
            let first = slots.iter().map(seen).min().unwrap_or_default();
            self.data[index as usize] = Lane::pack(lane.key, first, slots);
        }
        self.measure();
        if self.histogram.covers(self.extent) {
            for (slot, add) in &changes {
                self.histogram.count(slot, *add);
            }
        } else {
            self.histogram = Histogram::build(&self.data, self.extent);
        }
        self.arrange();
    }

    /// Counts the visits and finds the extent of all lanes.
    fn measure(&mut self) {
        self.shown = self.data.iter().map(|lane| lane.slots().len()).sum();
        self.extent = self.data.iter().filter_map(Lane::extent).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    }

    /// Puts groups and lanes in the order of their first sighting and stacks them.
    fn arrange(&mut self) {
        let mut order: Vec<u32> = (0..).zip(&self.data).filter(|(_, lane)| lane.rows() > 0).map(|(i, _)| i).collect();
        let mut first_of_group: BTreeMap<u32, (i64, usize)> = BTreeMap::new();
        for &index in &order {
            let lane = &self.data[index as usize];
            let group = first_of_group.entry(lane.key.group).or_insert((i64::MAX, 0));
            *group = (group.0.min(lane.first.0), group.1 + lane.slots().len());
        }
        order.sort_unstable_by_key(|&index| {
            let lane = &self.data[index as usize];
            let (group_first, _) = first_of_group[&lane.key.group];
            (group_first, lane.key.group, lane.first.0, lane.key.vessel)
        });
        self.strips.clear();
        self.strip_of.clear();
        self.strip_of.resize(self.data.len(), u32::MAX);
        let (mut y, mut group, mut folded) = (0.0, None, false);
        for index in order {
            let lane = &self.data[index as usize];
            if self.options.grouping == Grouping::Place && group != Some(lane.key.group) {
                group = Some(lane.key.group);
                let place = PlaceId::new(lane.key.group);
                folded = self.options.folded.contains(&place.into());
                let count = first_of_group[&lane.key.group].1;
                self.strips.push(Strip { kind: StripKind::Group { place, count, folded }, y });
                y += f64::from(GROUP_HEIGHT);
            }
            if folded {
                self.strip_of[index as usize] = self.strips.len() as u32 - 1;
                continue;
            }
            self.strip_of[index as usize] = self.strips.len() as u32;
            self.strips.push(Strip { kind: StripKind::Lane(index), y });
            y += f64::from(ROW_HEIGHT) * lane.rows() as f64;
        }
        self.height = y;
    }
}
