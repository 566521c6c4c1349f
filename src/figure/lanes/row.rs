//! One lane: its visits in rows that do not overlap, and how many of each colour class a stretch of them holds.

use std::ops::Range;

use rayon::prelude::*;

use super::classes::CLASSES;
use crate::model::arrangement::MOST_LEVELS;
use crate::model::grading::Hedge;
use crate::model::visit::Activity;

/// A visit as it lies in a lane; 24 bytes, because there are a million.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Slot {
    /// First second of its extent.
    pub start: i64,
    /// Second after the last of its extent; later than `start`.
    pub end: i64,
    /// The visit's id.
    pub visit: u32,
    /// What the vessel did.
    pub activity: Activity,
    /// How the sources word it.
    pub hedge: Hedge,
    /// Whether it was seen directly, so that it has a core.
    pub seen: bool,
    /// Its colour class, a place in [`Classes::keys`](super::classes::Classes::keys).
    pub class: u8,
}

/// Number of visits by colour class.
pub type Tally = [u32; CLASSES];

/// After how many slots a running tally is kept.
const STRIDE: usize = 64;

/// What makes a lane: what each level says of its visits, as numbers that only the one who made them can read; zero
/// for unknown, and where there is no such level.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(super) struct LaneKey(pub [u32; MOST_LEVELS]);

/// The visits of one lane.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Lane {
    pub(super) key: LaneKey,
    /// When something in it was first seen, and the visit; orders the lanes.
    pub(super) first: (i64, u32),
    /// Raised whenever what lies in it changes.
    pub(super) stamp: u64,
    /// Row by row, each sorted by start and therefore by end.
    slots: Box<[Slot]>,
    /// Where each row but the first begins in `slots`.
    breaks: Box<[u32]>,
    /// How many of each class lie before every 64th slot, from the second on.
    tallies: Box<[Tally]>,
}

fn tallies(slots: &[Slot]) -> Box<[Tally]> {
    let mut sum = Tally::default();
    let blocks = slots.chunks_exact(STRIDE).map(|block| {
        for slot in block {
            sum[slot.class as usize % CLASSES] += 1;
        }
        sum
    });
    blocks.collect()
}

impl Lane {
    /// Packs visits into as few rows as can be: each goes to the highest row that is free. O(n log n).
    ///
    /// `slots` are sorted by start, then end, then id.
    pub(super) fn pack(key: LaneKey, first: (i64, u32), slots: Vec<Slot>) -> Self {
        // Most lanes of a large case hold a few visits that follow one another.
        if slots.windows(2).all(|pair| pair[0].end <= pair[1].start) {
            return Self {
                key,
                first,
                stamp: 0,
                tallies: tallies(&slots),
                slots: slots.into(),
                breaks: Box::default(),
            };
        }
        let (rows, row_of) = assign(&slots);
        let (slots, breaks) = if rows <= 1 { (slots, Vec::new()) } else { by_row(&slots, rows, &row_of) };
        Self { key, first, stamp: 0, tallies: tallies(&slots), slots: slots.into(), breaks: breaks.into() }
    }

    /// All visits, row by row.
    #[must_use]
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        if self.slots.is_empty() { 0 } else { self.breaks.len() + 1 }
    }

    /// Where a row's visits lie in [`Lane::slots`].
    #[must_use]
    pub fn row(&self, row: usize) -> Range<usize> {
        let at = |row: usize| match row {
            0 => 0,
            row => self.breaks.get(row - 1).map_or(self.slots.len(), |&at| at as usize),
        };
        at(row)..at(row + 1)
    }

    /// The row that a place in [`Lane::slots`] belongs to.
    #[must_use]
    pub fn row_of(&self, index: usize) -> usize {
        self.breaks.partition_point(|&at| at as usize <= index)
    }

    /// Where a visit that starts at `start` lies in [`Lane::slots`]. O(rows log n).
    #[must_use]
    pub fn position(&self, visit: u32, start: i64) -> Option<usize> {
        (0..self.rows()).find_map(|row| {
            let range = self.row(row);
            let at = range.start + self.slots[range.clone()].partition_point(|slot| slot.start < start);
            (at < range.end && self.slots[at].visit == visit).then_some(at)
        })
    }

    /// Replaces a slot by one that lies in the same place: only what it looks like may differ. O(n / 64).
    pub(super) fn repaint(&mut self, index: usize, slot: Slot) {
        let before = std::mem::replace(&mut self.slots[index], slot).class;
        if before != slot.class {
            for tally in &mut self.tallies[index / STRIDE..] {
                tally[before as usize % CLASSES] -= 1;
                tally[slot.class as usize % CLASSES] += 1;
            }
        }
    }

    /// Gives every slot the class that `class` says.
    pub(super) fn reclass(&mut self, class: impl Fn(u32) -> u8) {
        self.slots.iter_mut().for_each(|slot| slot.class = class(slot.visit));
        self.tallies = tallies(&self.slots);
    }

    /// How many visits of each class a stretch of [`Lane::slots`] holds. O(1).
    #[must_use]
    pub fn tally(&self, range: Range<usize>) -> Tally {
        let (before, until) = (self.tally_before(range.start), self.tally_before(range.end));
        std::array::from_fn(|class| until[class] - before[class])
    }

    fn tally_before(&self, index: usize) -> Tally {
        let block = index / STRIDE;
        let mut tally = block.checked_sub(1).map_or_else(Tally::default, |last| self.tallies[last]);
        for slot in &self.slots[block * STRIDE..index] {
            tally[slot.class as usize % CLASSES] += 1;
        }
        tally
    }

    /// First second and the second after the last that a visit in it reaches.
    pub(super) fn extent(&self) -> Option<(i64, i64)> {
        let rows = || (0..self.rows()).map(|row| &self.slots[self.row(row)]);
        let start = rows().filter_map(|row| row.first()).map(|slot| slot.start).min()?;
        let end = rows().filter_map(|row| row.last()).map(|slot| slot.end).max()?;
        Some((start, end))
    }
}

/// Slots beyond which their ends are sorted on all cores.
const MANY: usize = 50_000;

/// The number of rows, and the row of each slot. A sort of the ends and a sweep over both.
fn assign(slots: &[Slot]) -> (usize, Vec<u32>) {
    let mut ends: Vec<(i64, u32)> = slots.iter().map(|slot| slot.end).zip(0..).collect();
    if ends.len() > MANY {
        ends.par_sort_unstable();
    } else {
        ends.sort_unstable();
    }
    let mut ends = ends.into_iter().peekable();
    let mut row_of: Vec<u32> = Vec::with_capacity(slots.len());
    let mut free = Free::default();
    let mut rows = 0;
    for slot in slots {
        // What has ended began before: its row is known.
        while let Some((_, ended)) = ends.next_if(|(end, _)| *end <= slot.start) {
            free.add(row_of[ended as usize]);
        }
        row_of.push(free.take().unwrap_or_else(|| {
            rows += 1;
            rows - 1
        }));
    }
    (rows as usize, row_of)
}

/// Rows that are free, one bit each, and for every 64 of them one bit that says whether any is.
#[derive(Default)]
struct Free {
    rows: Vec<u64>,
    any: Vec<u64>,
    /// No lower word of `any` has a bit.
    lowest: usize,
}

impl Free {
    fn add(&mut self, row: u32) {
        let word = row as usize / 64;
        if word >= self.rows.len() {
            self.rows.resize(word + 1, 0);
            self.any.resize(word / 64 + 1, 0);
        }
        self.rows[word] |= 1 << (row % 64);
        self.any[word / 64] |= 1 << (word % 64);
        self.lowest = self.lowest.min(word / 64);
    }

    /// The highest on the screen, which has the lowest number.
    fn take(&mut self) -> Option<u32> {
        let ahead = self.any[self.lowest.min(self.any.len())..].iter().position(|word| *word != 0);
        self.lowest = ahead.map_or(self.any.len(), |ahead| self.lowest + ahead);
        let word = self.lowest * 64 + self.any.get(self.lowest)?.trailing_zeros() as usize;
        let row = word * 64 + self.rows[word].trailing_zeros() as usize;
        self.rows[word] &= self.rows[word] - 1;
        if self.rows[word] == 0 {
            self.any[word / 64] &= !(1 << (word % 64));
        }
        Some(row as u32)
    }
}

/// The slots row by row, order within a row kept, and where the rows but the first begin.
fn by_row(slots: &[Slot], rows: usize, row_of: &[u32]) -> (Vec<Slot>, Vec<u32>) {
    let mut next = vec![0_u32; rows];
    for &row in row_of {
        next[row as usize] += 1;
    }
    let mut sum = 0;
    for count in &mut next {
        sum += std::mem::replace(count, sum);
    }
    let breaks = next[1..].to_vec();
    let mut sorted = slots.to_vec();
    for (slot, &row) in slots.iter().zip(row_of) {
        sorted[next[row as usize] as usize] = *slot;
        next[row as usize] += 1;
    }
    (sorted, breaks)
}

/// A lane of visits that start and last as given, in seconds; ids count from 1.
#[cfg(test)]
pub(in crate::figure) fn lane_of_times(times: &[(i64, i64)]) -> Lane {
    let mut slots: Vec<Slot> = (1..)
        .zip(times)
        .map(|(visit, &(start, length))| Slot {
            start,
            end: start + length.max(1),
            visit,
            activity: crate::model::visit::ACTIVITIES[visit as usize % 6],
            hedge: Hedge::default(),
            seen: true,
            class: (visit % 6) as u8,
        })
        .collect();
    slots.sort_unstable();
    Lane::pack(LaneKey::default(), (0, 0), slots)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_slot_stays_small() {
        assert_eq!(size_of::<Slot>(), 24);
    }

    #[test]
    fn visits_take_the_highest_row_that_is_free() {
        let lane = lane_of_times(&[(0, 10), (5, 10), (10, 10), (12, 2), (15, 10)]);
        let rows: Vec<Vec<u32>> =
            (0..lane.rows()).map(|row| lane.slots()[lane.row(row)].iter().map(|slot| slot.visit).collect()).collect();
        assert_eq!(rows, [vec![1, 3], vec![2, 5], vec![4]], "a visit may begin in the second in which another ends");
        assert_eq!((0..5).map(|at| lane.row_of(at)).collect::<Vec<_>>(), [0, 0, 1, 1, 2]);
        assert_eq!(lane.extent(), Some((0, 25)));
    }

    #[test]
    fn fifty_thousand_visits_at_one_instant_each_get_a_row() {
        let lane = lane_of_times(&vec![(7, 0); 50_000]);
        assert_eq!(lane.rows(), 50_000);
        assert_eq!(lane.position(50_000, 7).map(|at| lane.row_of(at)), Some(49_999));
    }

    proptest! {
        #[test]
        fn rows_never_overlap_and_are_as_few_as_can_be(times in prop::collection::vec((0_i64..500, 0_i64..60), 0..400), from in 0_usize..400, to in 0_usize..400) {
            let lane = lane_of_times(&times);
            prop_assert_eq!(lane.slots().len(), times.len());
            for row in 0..lane.rows() {
                let slots = &lane.slots()[lane.row(row)];
                prop_assert!(!slots.is_empty());
                prop_assert!(slots.windows(2).all(|pair| pair[0].end <= pair[1].start));
            }
            let deepest = (0..600).map(|t| lane.slots().iter().filter(|s| s.start <= t && t < s.end).count()).max();
            prop_assert_eq!(lane.rows(), deepest.unwrap_or(0));
            for (at, slot) in lane.slots().iter().enumerate() {
                prop_assert_eq!(lane.position(slot.visit, slot.start), Some(at));
            }
            let (from, to) = (from.min(to).min(times.len()), from.max(to).min(times.len()));
            let mut naive = Tally::default();
            lane.slots()[from..to].iter().for_each(|slot| naive[slot.class as usize] += 1);
            prop_assert_eq!(lane.tally(from..to), naive);
            let mut painted = lane.clone();
            for at in (from..to).step_by(3) {
                painted.repaint(at, Slot { class: 7, ..lane.slots()[at] });
            }
            let slots = painted.slots().to_vec();
            prop_assert_eq!(&painted.tallies, &tallies(&slots));
        }
    }
}
