//! Where a visit lies, and which one an arrow key leads to.

use super::arrange::StripKind;
use super::row::{Lane, Slot};
use super::{Lanes, ROW_HEIGHT};
use crate::model::arrangement::LanePath;
use crate::model::ids::VisitId;

/// A step from one visit to another, as the arrow keys take it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Walk {
    /// The next in time in the same lane.
    Next,
    /// The one before in the same lane.
    Previous,
    /// The nearest in time in the lane above.
    Above,
    /// The nearest in time in the lane below.
    Below,
}

impl Lanes {
    /// Lane data, strip and place in the lane of a visit, in the first of its lanes that is shown; a lane in a folded
    /// group counts as shown if there is none that is not.
    fn spot(&self, visit: VisitId) -> Option<(&Lane, usize, usize)> {
        let find = |folded: bool| {
            self.lane_of.all(visit.0).find_map(|index| {
                let strip = self.strip_of.get(index as usize).copied().filter(|strip| *strip != u32::MAX)? as usize;
                let lane = self.data.get(index as usize)?;
                (self.is_folded(strip) == folded).then_some((lane, strip))
            })
        };
        let (lane, strip) = find(false).or_else(|| find(true))?;
        let at = lane.slots().iter().position(|slot| slot.visit == visit.0)?;
        Some((lane, strip, at))
    }

    /// Strip, and row in it if the strip is not a folded group's header, of a visit whose extent begins at `start`.
    /// O(rows log n), where [`Lanes::find`] looks through the lane.
    pub(in crate::figure) fn spot_at(&self, visit: VisitId, start: i64) -> Option<(usize, Option<usize>)> {
        let mut folded = None;
        for index in self.lane_of.all(visit.0) {
            let Some(&strip) = self.strip_of.get(index as usize).filter(|strip| **strip != u32::MAX) else { continue };
            if self.is_folded(strip as usize) {
                folded = folded.or(Some((strip as usize, None)));
                continue;
            }
            let lane = self.data.get(index as usize)?;
            return Some((strip as usize, Some(lane.row_of(lane.position(visit.0, start)?))));
        }
        folded
    }

    fn is_folded(&self, strip: usize) -> bool {
        !matches!(self.strips.get(strip).map(|strip| strip.kind), Some(StripKind::Lane { .. }))
    }

    /// Strip and row of a visit, the first if it stands in several; none if it is undated, filtered out, hidden or in
    /// a folded group.
    #[must_use]
    pub fn find(&self, visit: VisitId) -> Option<(usize, usize)> {
        let (lane, strip, at) = self.spot(visit)?;
        (!self.is_folded(strip)).then(|| (strip, lane.row_of(at)))
    }

    /// The folded group that a visit lies in, if it stands in no other lane; unfolding it shows the visit.
    #[must_use]
    pub fn folded_in(&self, visit: VisitId) -> Option<LanePath> {
        let (_, strip, _) = self.spot(visit)?;
        self.is_folded(strip).then(|| self.path(strip))?
    }

    /// Top of a visit's row, in points from the top of the first strip; of its group's header if that is folded.
    #[must_use]
    pub fn row_top(&self, visit: VisitId) -> Option<f64> {
        let (lane, strip, at) = self.spot(visit)?;
        let info = self.lane(strip)?;
        let row = if self.is_folded(strip) { 0 } else { lane.row_of(at) };
        Some(info.y + info.lead + f64::from(ROW_HEIGHT) * row as f64)
    }

    /// The visit that an arrow key leads to.
    #[must_use]
    pub fn neighbour(&self, visit: VisitId, step: Walk) -> Option<VisitId> {
        let (lane, strip, at) = self.spot(visit)?;
        let slot = lane.slots()[at];
        let found = match step {
            Walk::Next => rows(lane).filter_map(|row| row.get(row.partition_point(|other| *other <= slot))).min(),
            Walk::Previous => rows(lane)
                .filter_map(|row| row.partition_point(|other| *other < slot).checked_sub(1).map(|at| &row[at]))
                .max(),
            Walk::Above => {
                let above = (0..strip).rev().find_map(|strip| self.row_data(strip))?;
                nearest(above, &slot)
            }
            Walk::Below => {
                let below = (strip + 1..self.len()).find_map(|strip| self.row_data(strip))?;
                nearest(below, &slot)
            }
        };
        found.map(|slot| VisitId::new(slot.visit))
    }

    /// The earliest visit of the first lane that is not hidden: where the arrow keys begin.
    #[must_use]
    pub fn first_visit(&self) -> Option<VisitId> {
        let lane = (0..self.len()).find_map(|strip| self.row_data(strip))?;
        lane.slots().iter().min().map(|slot| VisitId::new(slot.visit))
    }
}

fn rows(lane: &Lane) -> impl Iterator<Item = &[Slot]> {
    (0..lane.rows()).map(|row| &lane.slots()[lane.row(row)])
}

/// The visit of a lane whose middle is nearest to another's; the earlier of two.
fn nearest<'a>(lane: &'a Lane, to: &Slot) -> Option<&'a Slot> {
    let middle = |slot: &Slot| slot.start / 2 + slot.end / 2;
    let wanted = middle(to);
    rows(lane)
        .flat_map(|row| {
            // Middles are sorted as starts are, because the visits of a row do not overlap.
            let after = row.partition_point(|slot| middle(slot) < wanted);
            row[after.saturating_sub(1)..row.len().min(after + 1)].iter()
        })
        .min_by_key(|slot| ((middle(slot) - wanted).abs(), **slot))
}
