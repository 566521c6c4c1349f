//! Where lines between visits are tied: at bars, at the header of a folded group, or at the edge of what is seen.
//! An end beyond the edge is drawn to it, so that no line is longer than the screen.

use std::collections::BTreeMap;

use super::bars::Across;
use super::frame::Frame;
use crate::figure::draw::at;
use crate::figure::lanes::{GROUP_HEIGHT, ROW_HEIGHT};
use crate::figure::scene::{Point, Rect};
use crate::model::ids::VisitId;

/// How far inside the edge a line ends whose other end lies beyond it.
const EDGE: f32 = 7.0;

/// Where a visit's bar is drawn.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Spot {
    /// The strip.
    pub strip: usize,
    /// Middle of its row in the picture.
    pub y: f32,
}

/// The visits on the screen that lines may be tied to, and where each lies; of a visit in several lanes the highest.
#[derive(Default)]
pub(super) struct Shown(BTreeMap<VisitId, Spot>);

impl Shown {
    pub fn add(&mut self, visit: VisitId, strip: usize, y: f32) {
        self.0.entry(visit).or_insert(Spot { strip, y });
    }

    pub fn get(&self, visit: VisitId) -> Option<Spot> {
        self.0.get(&visit).copied()
    }

    pub fn visits(&self) -> impl Iterator<Item = VisitId> + '_ {
        self.0.keys().copied()
    }
}

/// Where a line may be tied to a visit.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Knot {
    pub left: f32,
    pub right: f32,
    pub y: f32,
    pub strip: usize,
}

impl Knot {
    /// The knot of a visit; none if it is undated, filtered out, or not there.
    pub fn of(frame: &Frame, shown: &Shown, visit: Option<VisitId>) -> Option<Self> {
        let visit = frame.facts.visits.get(visit?)?;
        let across = Across::new(&frame.axis, &visit.bounds)?;
        let spot = shown.get(visit.id).or_else(|| {
            let (strip, row) = frame.lanes.spot_at(visit.id, visit.bounds.extent()?.0.0)?;
            let info = frame.lanes.lane(strip)?;
            let top = info.y + info.lead;
            let y = match row {
                Some(row) => top + f64::from(ROW_HEIGHT) * (row as f64 + 0.5),
                None => top + f64::from(GROUP_HEIGHT) / 2.0,
            };
            Some(Spot { strip, y: frame.y(y) })
        })?;
        let (left, right) = across.solid();
        Some(Self { left, right, y: spot.y, strip: spot.strip })
    }

    /// Whether it lies above or below what is seen of the lanes: -1, 0, 1.
    pub fn above_or_below(&self, area: Rect) -> i8 {
        i8::from(self.y > area.bottom) - i8::from(self.y < area.top)
    }

    /// Whether it lies before or after what is seen of time: -1, 0, 1.
    pub fn before_or_after(&self, area: Rect) -> i8 {
        i8::from(self.left > area.right) - i8::from(self.right < area.left)
    }

    /// Whether no part of it is seen.
    pub fn is_off(&self, area: Rect) -> bool {
        self.above_or_below(area) != 0 || self.before_or_after(area) != 0
    }

    /// The middle of what is seen of it, or of all of it if nothing is, moved aside as far as it is wide.
    fn middle(&self, aside: f32, area: Rect) -> f32 {
        let (left, right) = match self.before_or_after(area) {
            0 => (self.left.max(area.left), self.right.min(area.right)),
            _ => (self.left, self.right),
        };
        let half = ((right - left) / 2.0 - 2.0).max(0.0);
        f32::midpoint(left, right) + aside.clamp(-half, half)
    }
}

/// A line from one knot to another, with its ends where they can be seen.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Tie {
    /// Start, two control points, end.
    pub points: [Point; 4],
    /// Whether it goes on beyond the edge at its start.
    pub from_off: bool,
    /// Whether it goes on beyond the edge at its end.
    pub to_off: bool,
}

/// The curve between two bars; none if both lie beyond the same edge. Where their bounds overlap it runs from the
/// middle of one to the middle of the other: from the end of one to the start of the other it would run back in time.
///
/// `aside` keeps curves between the same lanes apart.
pub(super) fn tie(from: &Knot, to: &Knot, aside: f32, area: Rect) -> Option<Tie> {
    let (from_off, to_off) = (from.is_off(area), to.is_off(area));
    let same = |a: i8, b: i8| a != 0 && a == b;
    if same(from.above_or_below(area), to.above_or_below(area))
        || same(from.before_or_after(area), to.before_or_after(area))
    {
        return None;
    }
    let hidden_lane = from.above_or_below(area) != 0 || to.above_or_below(area) != 0;
    let same_row = (to.y - from.y).abs() < 1.0;
    let beside = to.left >= from.right + 12.0 || same_row;
    let (start, end) = if beside && !hidden_lane {
        (at(from.right + 1.0, from.y), at(to.left - 2.0, to.y))
    } else {
        let side = if to.y > from.y { 1.0 } else { -1.0 };
        let within = |knot: &Knot| knot.middle(aside, area);
        (at(within(from), from.y + 9.0 * side), at(within(to), to.y - 10.0 * side))
    };
    let (start, end) = (seen(start, area), seen(end, area));
    // At an edge there is no room to leave to the right and come from the left.
    let upright_fits = !same_row && end.x - start.x < 12.0;
    let points = if beside && !hidden_lane && !upright_fits { between(start, end) } else { upright(start, end) };
    Some(Tie { points, from_off, to_off })
}

/// A point that can be seen, or the nearest to it that can.
fn seen(point: Point, area: Rect) -> Point {
    let within = |value: f32, least: f32, most: f32| {
        if (least..=most).contains(&value) { value } else { value.clamp(least + EDGE, (most - EDGE).max(least + EDGE)) }
    };
    at(within(point.x, area.left, area.right), within(point.y, area.top, area.bottom))
}

/// A curve that leaves to the right and arrives from the left.
pub(super) fn between(from: Point, to: Point) -> [Point; 4] {
    let reach = ((to.x - from.x) / 2.0).clamp(18.0, 120.0);
    [from, at(from.x + reach, from.y), at(to.x - reach, to.y), to]
}

/// A curve that leaves and arrives upright.
fn upright(from: Point, to: Point) -> [Point; 4] {
    let half = (to.y - from.y) / 2.0;
    [from, at(from.x, from.y + half), at(to.x, to.y - half), to]
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect { left: 200.0, top: 100.0, right: 1_000.0, bottom: 600.0 };

    fn knot(left: f32, right: f32, y: f32) -> Knot {
        Knot { left, right, y, strip: 0 }
    }

    #[test]
    fn a_line_to_what_is_seen_runs_from_end_to_start() {
        let tie = tie(&knot(300.0, 340.0, 150.0), &knot(400.0, 440.0, 250.0), 0.0, AREA).expect("both are seen");
        assert_eq!((tie.points[0], tie.points[3]), (at(341.0, 150.0), at(398.0, 250.0)));
        assert!(!tie.from_off && !tie.to_off);
    }

    #[test]
    fn a_line_beyond_an_edge_ends_there_and_none_runs_outside() {
        let inside = knot(300.0, 340.0, 150.0);
        for (far, end) in [
            (knot(5_000.0, 5_050.0, 250.0), at(993.0, 250.0)),
            (knot(400.0, 440.0, 9_000.0), at(420.0, 593.0)),
            (knot(400.0, 440.0, -9_000.0), at(420.0, 107.0)),
        ] {
            let tie = tie(&inside, &far, 0.0, AREA).expect("one is seen");
            assert_eq!((tie.points[3], tie.to_off), (end, true));
        }
        let across = tie(&knot(-900.0, -800.0, 150.0), &knot(5_000.0, 5_050.0, 250.0), 0.0, AREA).expect("runs across");
        assert_eq!((across.points[0].x, across.points[3].x), (207.0, 993.0));
        assert_eq!(tie(&knot(5_000.0, 5_050.0, 150.0), &knot(6_000.0, 6_050.0, 250.0), 0.0, AREA), None);
    }
}
