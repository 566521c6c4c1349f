//! The visits of a folded group over time: what its one line shows of them.

use std::iter::Peekable;

use super::row::Slot;

/// How many slots share one latest end.
const BLOCK: usize = 64;

/// When one visit is, as far as a line that stands for many needs to know.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Stay {
    start: i64,
    end: i64,
    visit: u32,
}

/// Visits of several lanes in time order, whichever lane and row they lie in.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Density {
    /// Sorted by start, then end, then id; every visit once.
    slots: Box<[Stay]>,
    /// The latest end of every block of slots, so that what began long ago and lasts is found without looking at all.
    latest: Box<[i64]>,
}

/// Visits that begin too near to each other to be told apart.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Run {
    /// First second of the first.
    pub from: i64,
    /// Second after the last of the one that lasts longest.
    pub to: i64,
    /// How many.
    pub count: usize,
}

impl Density {
    /// Takes the visits in any order; those that stand in several lanes are kept once.
    #[must_use]
    pub fn new<'a>(slots: impl Iterator<Item = &'a Slot>) -> Self {
        let stay = |slot: &Slot| Stay { start: slot.start, end: slot.end, visit: slot.visit };
        let mut slots: Vec<Stay> = slots.map(stay).collect();
        slots.sort_unstable();
        slots.dedup_by_key(|slot| slot.visit);
        let latest = slots.chunks(BLOCK).map(|block| block.iter().map(|slot| slot.end).max().unwrap_or(i64::MIN));
        Self { latest: latest.collect(), slots: slots.into() }
    }

    /// The runs that reach into a range, in time order; within a run visits begin less than `near` seconds after its
    /// first. Cost: a binary search for each run, and a 64th of the visits in it and before the range.
    #[must_use]
    pub fn runs(&self, from: f64, to: f64, near: f64) -> Vec<Run> {
        let mut at = self.slots.partition_point(|slot| (slot.start as f64) < from);
        let mut runs = Vec::new();
        let mut lasting = self.lasting(at, from);
        while let Some(first) = lasting.next() {
            let limit = first.start as f64 + near.max(1.0);
            let mut run = Run { from: first.start, to: first.end, count: 1 };
            while let Some(slot) = lasting.next_if(|slot| (slot.start as f64) < limit) {
                run = Run { to: run.to.max(slot.end), count: run.count + 1, ..run };
            }
            runs.push(run);
        }
        while let Some(slot) = self.slots.get(at).filter(|slot| (slot.start as f64) < to) {
            let limit = (slot.start as f64 + near.max(1.0)).min(to);
            let end = at + self.slots[at..].partition_point(|slot| (slot.start as f64) < limit).max(1);
            runs.push(Run { from: slot.start, to: self.latest_end(at, end), count: end - at });
            at = end;
        }
        runs
    }

    /// What began before the slot at `until` and ends after `from`.
    fn lasting(&self, until: usize, from: f64) -> Peekable<impl Iterator<Item = &Stay>> {
        let blocks = self.latest.iter().enumerate().take(until.div_ceil(BLOCK));
        let blocks = blocks.filter(move |(_, latest)| **latest as f64 > from).map(|(block, _)| block * BLOCK);
        let slots = blocks.flat_map(move |first| &self.slots[first..until.min(first + BLOCK).max(first)]);
        slots.filter(move |slot| slot.end as f64 > from).peekable()
    }

    fn latest_end(&self, from: usize, to: usize) -> i64 {
        let (first, last) = (from.div_ceil(BLOCK), to / BLOCK);
        let whole = if first < last { self.latest[first..last].iter().copied().max() } else { None };
        let (head, tail) = if first < last { (from..first * BLOCK, last * BLOCK..to) } else { (from..to, to..to) };
        let ends = self.slots[head].iter().chain(&self.slots[tail]).map(|slot| slot.end);
        ends.chain(whole).max().unwrap_or(i64::MIN)
    }

    /// The visits, by time.
    pub(super) fn visits(&self) -> impl Iterator<Item = u32> + '_ {
        self.slots.iter().map(|stay| stay.visit)
    }

    /// Number of visits.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::grading::Hedge;
    use crate::model::visit::Activity;

    fn slot(visit: u32, start: i64, end: i64) -> Slot {
        Slot { start, end, visit, activity: Activity::Loading, hedge: Hedge::Asserted, seen: true, class: 0 }
    }

    /// Visits that start and last as given.
    fn all(times: &[(i64, i64)]) -> Density {
        let slots: Vec<Slot> = (1..).zip(times).map(|(id, &(start, length))| slot(id, start, start + length)).collect();
        Density::new(slots.iter())
    }

    #[test]
    fn a_visit_in_two_lanes_counts_once_and_near_ones_make_a_run() {
        let all = Density::new(
            [slot(2, 100, 110), slot(1, 0, 50), slot(1, 0, 50), slot(3, 104, 120), slot(4, 500, 501)].iter(),
        );
        assert_eq!(all.len(), 4);
        let run = |from: i64, to: i64, count: usize| Run { from, to, count };
        assert_eq!(all.runs(-10.0, 1_000.0, 20.0), [run(0, 50, 1), run(100, 120, 2), run(500, 501, 1)]);
        assert_eq!(
            all.runs(45.0, 102.0, 20.0),
            [run(0, 50, 1), run(100, 110, 1)],
            "what began before and lasts is seen"
        );
        assert_eq!(all.runs(130.0, 400.0, 20.0), []);
    }

    #[test]
    fn a_million_visits_make_no_more_runs_than_there_are_points() {
        let all = all(&(0..1_000_000).map(|i| (i * 10, 5)).collect::<Vec<_>>());
        let runs = all.runs(0.0, 1e7, 3.0 * 1e7 / 600.0);
        assert!(runs.len() <= 201, "{}", runs.len());
        assert_eq!(runs.iter().map(|run| run.count).sum::<usize>(), 1_000_000);
    }

    proptest! {
        #[test]
        fn every_visit_in_the_range_is_in_one_run(
            times in prop::collection::vec((0_i64..3_000, 1_i64..400), 0..500), from in -100_i64..3_000, span in 1_i64..2_000, near in 1_i64..90,
        ) {
            let all = all(&times);
            let to = from + span;
            let runs = all.runs(from as f64, to as f64, near as f64);
            let visible = times.iter().filter(|(start, length)| start + length > from && *start < to);
            prop_assert_eq!(runs.iter().map(|run| run.count).sum::<usize>(), visible.clone().count());
            prop_assert!(runs.windows(2).all(|pair| pair[0].from <= pair[1].from));
            for run in runs {
                let held = times.iter().any(|(start, length)| *start == run.from && start + length <= run.to);
                let reached = times.iter().any(|(start, length)| start + length == run.to && *start < run.from + near);
                prop_assert!(held && reached);
            }
        }
    }
}
