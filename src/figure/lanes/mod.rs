//! Who lies where: visits in lanes, and in each lane in rows that do not overlap.
//!
//! Built once per grouping and filter, then kept up with edits. Holds ids and times only: names are asked of the
//! facts when something is drawn, so that renaming a vessel changes nothing here. [`row`] packs one lane, `build`
//! makes and updates all, `walk` finds visits and steps from one to another.

pub mod row;
pub mod coverage;
mod build;
mod lookup;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::labels::place_name;
use crate::analysis::gaps::{Gap, Gaps};
use crate::base::id_set::IdSet;
use crate::base::time::Utc;
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, PlaceId, VesselId, VisitId};
use crate::model::naming;
use crate::model::view::Grouping;

use coverage::{Coverage, Seen};
use lookup::{Histogram, LaneOf};
use row::{Lane, LaneKey};
pub use walk::Walk;

/// Height of a row of bars, in points.
pub const ROW_HEIGHT: f32 = 26.0;
/// Height of a group's header row, in points.
pub const GROUP_HEIGHT: f32 = 24.0;

/// What is laid in lanes, and how.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct LaneOptions {
    /// By what.
    pub grouping: Grouping,
    /// The visits to show; none means all.
    pub filter: Option<Arc<IdSet>>,
    /// Groups whose lanes are hidden: their places.
    pub folded: BTreeSet<EntityRef>,
}

/// Whether a strip of the timeline holds bars or heads a group.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LaneKind {
    /// The header row of a group.
    Group,
    /// A lane with bars.
    Lane,
}

/// One strip of the timeline.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct LaneInfo {
    /// Header or lane.
    pub kind: LaneKind,
    /// The place: of a group, and of the lanes in it.
    pub place: Option<PlaceId>,
    /// The vessel of a lane.
    pub vessel: Option<VesselId>,
    /// Number of visits in it.
    pub count: usize,
    /// Number of rows; zero for a group.
    pub rows: usize,
    /// Top, in points from the top of the first.
    pub y: f64,
    /// Height in points.
    pub height: f64,
    /// Whether it is a group whose lanes are hidden.
    pub folded: bool,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum StripKind {
    Group { place: PlaceId, count: usize, folded: bool },
    Lane(u32),
}

#[derive(Clone, Copy, PartialEq, Debug)]
struct Strip {
    kind: StripKind,
    y: f64,
}

/// The lanes of a timeline.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    options: LaneOptions,
    /// In no order; a lane that lost its visits stays, empty, so that the others keep their numbers.
    data: Vec<Lane>,
    index: BTreeMap<LaneKey, u32>,
    lane_of: LaneOf,
    /// Headers and lanes from top to bottom.
    strips: Vec<Strip>,
    /// The strip of each lane; of a lane in a folded group, the group's.
    strip_of: Vec<u32>,
    undated: Vec<VisitId>,
    shown: usize,
    extent: Option<(i64, i64)>,
    histogram: Histogram,
    coverage: Coverage,
    gaps: Gaps,
    height: f64,
}

impl Lanes {
    /// What they were built with.
    #[must_use]
    pub fn options(&self) -> &LaneOptions {
        &self.options
    }

    /// Number of strips, group headers included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.strips.len()
    }

    /// Whether there is no strip at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.strips.is_empty()
    }

    /// Height of all strips, in points.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.height
    }

    /// One strip.
    #[must_use]
    pub fn lane(&self, index: usize) -> Option<LaneInfo> {
        let strip = self.strips.get(index)?;
        Some(match strip.kind {
            StripKind::Group { place, count, folded } => LaneInfo {
                kind: LaneKind::Group,
                place: Some(place),
                vessel: None,
                count,
                rows: 0,
                y: strip.y,
                height: GROUP_HEIGHT.into(),
                folded,
            },
            StripKind::Lane(lane) => {
                let lane = &self.data[lane as usize];
                LaneInfo {
                    kind: LaneKind::Lane,
                    place: (lane.key.group != 0).then(|| PlaceId::new(lane.key.group)),
                    vessel: Some(VesselId::new(lane.key.vessel)),
                    count: lane.slots().len(),
                    rows: lane.rows(),
                    y: strip.y,
                    height: f64::from(ROW_HEIGHT) * lane.rows() as f64,
                    folded: false,
                }
            }
        })
    }

    /// The visits of a strip; none of a group header.
    #[must_use]
    pub fn row_data(&self, index: usize) -> Option<&Lane> {
        match self.strips.get(index)?.kind {
            StripKind::Lane(lane) => self.data.get(lane as usize),
            StripKind::Group { .. } => None,
        }
    }

    /// What a strip is about: the place of a group, the vessel of a lane.
    #[must_use]
    pub fn reference(&self, index: usize) -> Option<EntityRef> {
        let info = self.lane(index)?;
        match info.kind {
            LaneKind::Group => info.place.map(EntityRef::from),
            LaneKind::Lane => info.vessel.map(EntityRef::from),
        }
    }

    /// What a strip is called: the vessel's name, or the place's, with the place it lies in if that is not said.
    #[must_use]
    pub fn label(&self, facts: &Facts, index: usize) -> String {
        match self.lane(index) {
            Some(LaneInfo { kind: LaneKind::Group, place: Some(place), .. }) => place_name(facts, place),
            Some(LaneInfo { vessel: Some(vessel), .. }) => naming::name(facts, vessel.into()),
            _ => String::new(),
        }
    }

    /// The strip at a height, in points from the top of the first.
    #[must_use]
    pub fn lane_at(&self, y: f64) -> Option<usize> {
        if !(0.0..self.height).contains(&y) {
            return None;
        }
        self.strips.partition_point(|strip| strip.y <= y).checked_sub(1)
    }

    /// The strip of a place's group, or of a vessel's first lane.
    #[must_use]
    pub fn find_lane(&self, reference: EntityRef) -> Option<usize> {
        (0..self.len()).find(|&index| self.reference(index) == Some(reference))
    }

    /// Earliest instant that a shown visit reaches, and the one after the latest.
    #[must_use]
    pub fn extent(&self) -> Option<(Utc, Utc)> {
        self.extent.map(|(from, to)| (Utc(from), Utc(to)))
    }

    /// Shown visits without any date, by id.
    #[must_use]
    pub fn undated(&self) -> &[VisitId] {
        &self.undated
    }

    /// Number of dated visits, those in folded groups included.
    #[must_use]
    pub fn shown(&self) -> usize {
        self.shown
    }

    /// When a place was looked at, in time order.
    #[must_use]
    pub fn coverage(&self, place: PlaceId) -> &[Seen] {
        self.coverage.at(place)
    }

    /// When a vessel's AIS was silent, in time order.
    #[must_use]
    pub fn gaps(&self, vessel: VesselId) -> &[Gap] {
        self.gaps.at(vessel)
    }

    /// Whether the AIS of any vessel was silent at some time.
    #[must_use]
    pub fn has_gaps(&self) -> bool {
        !self.gaps.is_empty()
    }

    /// Number of visits by time in `bins` equal parts of a range; a visit counts at the middle of its extent.
    ///
    /// Over most of the case's extent it is gathered from bins kept ready, right to a 3,840th of the extent and
    /// without looking at visits; over a small part of it every visit is counted.
    #[must_use]
    pub fn histogram(&self, bins: usize, from: f64, to: f64) -> Vec<u32> {
        self.histogram.gathered(bins, from, to).unwrap_or_else(|| lookup::counted(&self.data, bins, from, to))
    }
}

#[cfg(test)]
mod tests;
