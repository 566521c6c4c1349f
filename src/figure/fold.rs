//! What of a row is visible, with runs too short to be told apart folded into one mark.

use std::ops::Range;

use super::axis::TimeAxis;
use super::lanes::row::{Lane, Slot};

/// Below this width, in points, visits are folded.
pub const FOLD: f32 = 3.0;

/// Least width of a mark, in points; never drawn over the next one.
const LEAST: f32 = 2.0;

/// A visit, or a run of visits of which none is as wide as [`FOLD`] and which begin within that width.
#[derive(Clone, PartialEq, Debug)]
pub struct Mark {
    /// Places in [`Lane::slots`]; one for a visit that stands alone.
    pub slots: Range<usize>,
    /// Left edge in points.
    pub left: f32,
    /// Right edge in points.
    pub right: f32,
    /// Left edge of the next mark of the row; infinite if there is none.
    pub next: f32,
}

impl Mark {
    /// The visit, if it stands alone.
    #[must_use]
    pub fn single(&self) -> Option<usize> {
        (self.slots.len() == 1).then_some(self.slots.start)
    }
}

/// The marks of a row that are visible on an axis, in time order. Every visible visit is in exactly one.
///
/// ```text
///  visits   |=========|   ||| ||  |=|        cost: a binary search for each mark,
///  marks    [ single  ]   [fold]  [s]        however many visits are folded in it
/// ```
#[must_use]
pub fn marks(lane: &Lane, row: usize, axis: &TimeAxis) -> Vec<Mark> {
    let range = lane.row(row);
    let slots = &lane.slots()[range.clone()];
    let first = slots.partition_point(|slot| slot.end as f64 <= axis.from);
    let until = first + slots[first..].partition_point(|slot| (slot.start as f64) < axis.to);
    let fold = f64::from(FOLD) * axis.seconds_per_point();
    let is_narrow = |slot: &Slot| ((slot.end - slot.start) as f64) < fold;
    let mut marks: Vec<Mark> = Vec::new();
    let mut at = first;
    while at < until {
        let mut end = at + 1;
        if is_narrow(&slots[at]) {
            let reach = slots[at].start as f64 + fold;
            end = at + leading(&slots[at..until], |slot| (slot.start as f64) < reach).max(1);
            // Only the last of a run can be wide, as the others end before the next begins.
            if end > at + 1 && !is_narrow(&slots[end - 1]) {
                end -= 1;
            }
        }
        let left = axis.x(slots[at].start as f64);
        let next = slots.get(end).map_or(f32::INFINITY, |slot| axis.x(slot.start as f64));
        let right = axis.x(slots[end - 1].end as f64).max(left + LEAST).min(next.max(left + 0.5));
        marks.push(Mark { slots: range.start + at..range.start + end, left, right, next });
        at = end;
    }
    marks
}

/// How many items from the front satisfy `pred`, which holds for a prefix; steps double, so that short runs are
/// found in a few steps and long ones in O(log n).
fn leading(slots: &[Slot], pred: impl Fn(&Slot) -> bool) -> usize {
    let mut reach = 1;
    while reach < slots.len() && pred(&slots[reach]) {
        reach *= 2;
    }
    let (from, to) = (reach / 2, slots.len().min(reach + 1));
    from + slots[from..to].partition_point(pred)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::figure::lanes::row::{Tally, lane_of_times};

    fn axis(from: i64, to: i64) -> TimeAxis {
        TimeAxis { from: from as f64, to: to as f64, left: 100.0, width: 600.0 }
    }

    #[test]
    fn a_million_visits_in_a_row_make_no_more_marks_than_there_are_points() {
        let times: Vec<(i64, i64)> = (0..1_000_000).map(|i| (i * 10, 5)).collect();
        let lane = lane_of_times(&times);
        let marks = marks(&lane, 0, &axis(0, 10_000_000));
        assert!(marks.len() <= 201, "{} marks on 600 points", marks.len());
        assert_eq!(marks.iter().map(|mark| mark.slots.len()).sum::<usize>(), 1_000_000);
    }

    #[test]
    fn wide_visits_stand_alone_and_narrow_ones_keep_clear_of_the_next() {
        let lane = lane_of_times(&[(0, 100), (110, 1), (111, 1), (112, 1), (114, 200)]);
        let marks = marks(&lane, 0, &axis(0, 600));
        let spans: Vec<(usize, f32, f32)> = marks.iter().map(|m| (m.slots.len(), m.left, m.right)).collect();
        assert_eq!(spans, [(1, 100.0, 200.0), (3, 210.0, 213.0), (1, 214.0, 414.0)]);
        let tight = lane_of_times(&[(0, 1), (4, 300)]);
        let pressed = super::marks(&tight, 0, &axis(0, 2_400));
        assert_eq!((pressed[0].left, pressed[0].right), (100.0, 101.0), "not over its neighbour");
    }

    proptest! {
        #[test]
        fn every_visible_visit_is_in_one_mark_and_tallies_agree(
            times in prop::collection::vec((0_i64..3_000, 0_i64..40), 0..600), from in -100_i64..3_000, span in 60_i64..60_000,
        ) {
            let lane = lane_of_times(&times);
            let axis = axis(from, from + span);
            for row in 0..lane.rows() {
                let marks = marks(&lane, row, &axis);
                let visible = |slot: &Slot| slot.end > from && slot.start < from + span;
                let expected: Vec<usize> = lane.row(row).filter(|&at| visible(&lane.slots()[at])).collect();
                let drawn: Vec<usize> = marks.iter().flat_map(|mark| mark.slots.clone()).collect();
                prop_assert_eq!(drawn, expected);
                for mark in &marks {
                    let mut naive = Tally::default();
                    lane.slots()[mark.slots.clone()].iter().for_each(|slot| naive[slot.class as usize] += 1);
                    prop_assert_eq!(lane.tally(mark.slots.clone()), naive);
                    prop_assert!(mark.left < mark.right && (mark.right <= mark.next || mark.right - mark.left <= 0.51));
                    prop_assert!(mark.single().is_some() || mark.right - mark.left < 2.0 * FOLD + 0.1);
                }
            }
        }
    }
}
