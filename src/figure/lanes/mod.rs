//! Who lies where: visits in lanes, and in each lane in rows that do not overlap.
//!
//! Built once per grouping and filter, then kept up with edits. Holds ids and times only: names are asked of the
//! facts when something is drawn, so that renaming a vessel changes nothing here.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::id_set::IdSet;
use crate::base::time::Utc;
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, PlaceId, VesselId, VisitId};
use crate::model::view::Grouping;

/// What is laid in lanes, and how.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct LaneOptions {
    /// By what.
    pub grouping: Grouping,
    /// The visits to show; none means all.
    pub filter: Option<Arc<IdSet>>,
    /// Groups whose lanes are hidden.
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

/// The lanes of a timeline.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Lanes {
    undated: Vec<VisitId>,
}

impl Lanes {
    /// Lays the visits in lanes. O(n log n), on all cores.
    #[must_use]
    pub fn build(_facts: &Facts, _options: &LaneOptions) -> Self {
        Self::default()
    }

    /// Follows an edit: `facts` are those after it, `touched` what it changed.
    ///
    /// Repacks only the lanes of visits whose bounds, vessel, place, activity or hedge changed; tags and notes cost
    /// nothing. The result equals a fresh build.
    pub fn update(&mut self, _facts: &Facts, _touched: &[EntityRef]) {}

    /// What they were built with.
    #[must_use]
    pub fn options(&self) -> &LaneOptions {
        const { &LaneOptions { grouping: Grouping::Place, filter: None, folded: BTreeSet::new() } }
    }

    /// Number of strips, group headers included.
    #[must_use]
    pub fn len(&self) -> usize {
        0
    }

    /// Whether there is no strip at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Height of all strips, in points.
    #[must_use]
    pub fn height(&self) -> f64 {
        0.0
    }

    /// One strip.
    #[must_use]
    pub fn lane(&self, _index: usize) -> Option<LaneInfo> {
        None
    }

    /// What a strip is about: the place of a group, the vessel of a lane.
    #[must_use]
    pub fn reference(&self, _index: usize) -> Option<EntityRef> {
        None
    }

    /// What a strip is called.
    #[must_use]
    pub fn label(&self, _facts: &Facts, _index: usize) -> String {
        String::new()
    }

    /// The strip at a height, in points from the top of the first.
    #[must_use]
    pub fn lane_at(&self, _y: f64) -> Option<usize> {
        None
    }

    /// The strip of a place's group, or of a vessel's first lane.
    #[must_use]
    pub fn find_lane(&self, _reference: EntityRef) -> Option<usize> {
        None
    }

    /// Lane and row of a visit; none if it is undated, filtered out, or in a folded group.
    #[must_use]
    pub fn find(&self, _visit: VisitId) -> Option<(usize, usize)> {
        None
    }

    /// Top of a visit's row, in points from the top of the first strip; of its group's header if that is folded.
    #[must_use]
    pub fn row_top(&self, _visit: VisitId) -> Option<f64> {
        None
    }

    /// The visit that an arrow key leads to.
    #[must_use]
    pub fn neighbour(&self, _visit: VisitId, _step: Walk) -> Option<VisitId> {
        None
    }

    /// The earliest visit of the first lane that is not hidden: where the arrow keys begin.
    #[must_use]
    pub fn first_visit(&self) -> Option<VisitId> {
        None
    }

    /// Earliest and latest instant that a shown visit reaches.
    #[must_use]
    pub fn extent(&self) -> Option<(Utc, Utc)> {
        None
    }

    /// Shown visits without any date, by id.
    #[must_use]
    pub fn undated(&self) -> &[VisitId] {
        &self.undated
    }

    /// Number of dated visits, those in folded groups included.
    #[must_use]
    pub fn shown(&self) -> usize {
        0
    }

    /// Number of visits by time in `bins` equal parts of a range; a visit counts at the middle of its extent.
    #[must_use]
    pub fn histogram(&self, bins: usize, _from: f64, _to: f64) -> Vec<u32> {
        vec![0; bins]
    }
}
