//! The lanes of each visit, and how many visits there are over time.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::classes::CLASSES;
use super::row::{Lane, Slot, Tally};

const PAGE: usize = 1_024;
const NONE: u32 = u32::MAX;

/// The lanes of each visit by id: four bytes a visit where ids are dense, nothing where there are none, and a list for
/// visits that stand in several.
#[derive(Clone, Debug, Default)]
pub(super) struct LaneOf {
    pages: Vec<Option<Box<[u32; PAGE]>>>,
    /// The lanes after the first.
    more: BTreeMap<u32, Vec<u32>>,
}

impl LaneOf {
    /// All lanes of a visit.
    pub fn all(&self, visit: u32) -> impl Iterator<Item = u32> + '_ {
        let more = if self.more.is_empty() { None } else { self.more.get(&visit) };
        self.get(visit).into_iter().chain(more.into_iter().flatten().copied())
    }

    /// The visits that stand in several lanes.
    pub fn several(&self) -> impl Iterator<Item = u32> + '_ {
        self.more.keys().copied()
    }

    /// Adds a lane to those of a visit.
    pub fn add(&mut self, visit: u32, lane: u32) {
        if self.get(visit).is_none() {
            self.set(visit, Some(lane));
        } else {
            self.more.entry(visit).or_default().push(lane);
        }
    }

    /// Takes a visit out of all lanes.
    pub fn clear(&mut self, visit: u32) {
        self.set(visit, None);
        self.more.remove(&visit);
    }

    /// The first lane of a visit.
    pub fn get(&self, visit: u32) -> Option<u32> {
        let page = self.pages.get(visit as usize / PAGE)?.as_ref()?;
        Some(page[visit as usize % PAGE]).filter(|&lane| lane != NONE)
    }

    fn set(&mut self, visit: u32, lane: Option<u32>) {
        let at = visit as usize / PAGE;
        if at >= self.pages.len() {
            if lane.is_none() {
                return;
            }
            self.pages.resize(at + 1, None);
        }
        let page = self.pages[at].get_or_insert_with(|| Box::new([NONE; PAGE]));
        page[visit as usize % PAGE] = lane.unwrap_or(NONE);
    }
}

/// How many different visits bear each sign that a bar can show.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Signs {
    /// By activity, indexed by it as a number.
    pub activities: [u32; 6],
    /// By hedge class, indexed by it as a number.
    pub hedges: [u32; 5],
    /// Never seen directly.
    pub unseen: u32,
    /// By colour class.
    pub classes: Tally,
}

impl Signs {
    pub(super) fn of(lanes: &[Lane], lane_of: &LaneOf) -> Self {
        let count = |mut all: Self, slot: &Slot| {
            all.count(slot, true);
            all
        };
        all_once(lanes, lane_of).fold(Self::default, count).reduce(Self::default, Self::with)
    }

    fn with(mut self, other: Self) -> Self {
        let add = |to: &mut [u32], from: &[u32]| to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
        add(&mut self.activities, &other.activities);
        add(&mut self.hedges, &other.hedges);
        add(&mut self.classes, &other.classes);
        self.unseen += other.unseen;
        self
    }

    pub(super) fn count(&mut self, slot: &Slot, add: bool) {
        let change = |n: &mut u32| *n = if add { *n + 1 } else { n.saturating_sub(1) };
        change(&mut self.activities[slot.activity as usize]);
        change(&mut self.hedges[slot.hedge as usize]);
        change(&mut self.classes[slot.class as usize % CLASSES]);
        if !slot.seen {
            change(&mut self.unseen);
        }
    }
}

/// Number of fine bins; divisible by most small numbers.
const FINE: usize = 3_840;

/// Visits counted by the middle of their extent in fine bins over all of time that they reach.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Histogram {
    from: i64,
    to: i64,
    bins: Vec<u32>,
}

impl Histogram {
    pub fn build(lanes: &[Lane], lane_of: &LaneOf, extent: Option<(i64, i64)>) -> Self {
        let Some((from, to)) = extent else { return Self::default() };
        let none = || Self { from, to, bins: vec![0; FINE] };
        let count = |mut all: Self, slot: &Slot| {
            all.count(slot, true);
            all
        };
        all_once(lanes, lane_of).fold(none, count).reduce(none, |mut one, other| {
            one.bins.iter_mut().zip(other.bins).for_each(|(to, from)| *to += from);
            one
        })
    }

    /// Adds or takes away one visit.
    pub fn count(&mut self, slot: &Slot, add: bool) {
        let span = (self.to - self.from).max(1) as f64;
        let at = (middle(slot) - self.from as f64) / span * self.bins.len() as f64;
        let last = self.bins.len().saturating_sub(1);
        if let Some(bin) = self.bins.get_mut((at.max(0.0) as usize).min(last)) {
            *bin = if add { *bin + 1 } else { bin.saturating_sub(1) };
        }
    }

    /// Whether it covers exactly this extent, so that it can follow a change without counting anew.
    pub fn covers(&self, extent: Option<(i64, i64)>) -> bool {
        extent == Some((self.from, self.to)) && !self.bins.is_empty()
    }

    /// The fine bins gathered into `bins` equal parts of a range; none if those would be finer than they are.
    pub fn gathered(&self, bins: usize, from: f64, to: f64) -> Option<Vec<u32>> {
        let fine = (self.to - self.from) as f64 / self.bins.len().max(1) as f64;
        let coarse = (to - from) / bins.max(1) as f64;
        if self.bins.is_empty() || coarse < fine * 2.0 {
            return None;
        }
        let mut all = vec![0; bins];
        for (i, &count) in self.bins.iter().enumerate() {
            let at = self.from as f64 + (i as f64 + 0.5) * fine;
            add(&mut all, (at - from) / coarse, count);
        }
        Some(all)
    }
}

/// Visits counted one by one in `bins` equal parts of a range. O(n).
pub(super) fn counted(lanes: &[Lane], lane_of: &LaneOf, bins: usize, from: f64, to: f64) -> Vec<u32> {
    let mut all = vec![0; bins];
    let width = (to - from) / bins.max(1) as f64;
    if width > 0.0 {
        for slot in once(lanes, lane_of) {
            add(&mut all, (middle(slot) - from) / width, 1);
        }
    }
    all
}

/// Every visit once, in the first of its lanes.
fn once<'a>(lanes: &'a [Lane], lane_of: &'a LaneOf) -> impl Iterator<Item = &'a Slot> {
    let all_alone = lane_of.more.is_empty();
    (0..).zip(lanes).flat_map(move |(lane, data)| {
        data.slots().iter().filter(move |slot| all_alone || lane_of.get(slot.visit) == Some(lane))
    })
}

/// Lanes that one core takes at a time.
const PART: usize = 256;

/// The same on all cores.
fn all_once<'a>(lanes: &'a [Lane], lane_of: &'a LaneOf) -> impl ParallelIterator<Item = &'a Slot> {
    let all_alone = lane_of.more.is_empty();
    lanes.par_chunks(PART).enumerate().flat_map_iter(move |(part, lanes)| {
        ((part * PART) as u32..).zip(lanes).flat_map(move |(lane, data)| {
            data.slots().iter().filter(move |slot| all_alone || lane_of.get(slot.visit) == Some(lane))
        })
    })
}

fn add(bins: &mut [u32], at: f64, count: u32) {
    if at >= 0.0
        && let Some(bin) = bins.get_mut(at as usize)
    {
        *bin += count;
    }
}

fn middle(slot: &Slot) -> f64 {
    f64::midpoint(slot.start as f64, slot.end as f64)
}
