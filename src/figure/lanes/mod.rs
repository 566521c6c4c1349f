//! Who lies where: visits in lanes, and in each lane in rows that do not overlap.
//!
//! Built once for each way to tell lanes apart, then kept up with edits. Holds ids, numbers and times only: names are
//! asked of the facts when something is drawn or ordered by name. `keys` says which lanes a visit belongs to, [`row`]
//! packs one lane, `build` makes and updates all, `filter` takes the visits of a query from them, `tree` nests and orders them, `arrange` pins, hides, folds and stacks
//! them, `names` says what they are called, `chosen` which of them a change by
//! hand is for, `walk` finds visits and steps from one to another.

pub mod row;
pub mod classes;
pub mod coverage;
pub mod density;
mod arrange;
mod build;
mod filter;
mod keys;
mod lookup;
mod chosen;
mod names;
mod tree;
mod walk;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::gaps::{Gap, Gaps};
use crate::analysis::looks::stretches::Stretch;
use crate::base::id_set::IdSet;
use crate::base::time::Utc;
use crate::model::arrangement::{Arrangement, Heading, LaneBy, LanePath};
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, PlaceId, VesselId, VisitId};
use crate::model::tag::Colour;
use crate::model::view::Colouring;

use arrange::{Strip, StripKind};
use classes::Classes;
use coverage::{Coverage, Seen};
use density::Density;
use keys::{Keyer, Spot};
pub use lookup::Signs;
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
    /// By what, in which order, and what was done to lanes by hand.
    pub arrangement: Arc<Arrangement>,
    /// What the fill of a bar says.
    pub colouring: Colouring,
    /// The visits to show; none means all.
    pub filter: Option<Arc<IdSet>>,
    /// Part of the names of the lanes to show; empty for all.
    pub search: String,
}

impl LaneOptions {
    /// Whether both ask for the same visits in the same lanes.
    fn packs_as(&self, other: &Self) -> bool {
        self.arrangement.levels == other.arrangement.levels && self.filter == other.filter
    }
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
    /// The innermost place of its headings: of a group, and of the lanes in it.
    pub place: Option<PlaceId>,
    /// The vessel of its headings.
    pub vessel: Option<VesselId>,
    /// Number of different visits in it.
    pub count: usize,
    /// Number of rows; zero for a group.
    pub rows: usize,
    /// Top, in points from the top of the first.
    pub y: f64,
    /// Height in points.
    pub height: f64,
    /// Height above the first row, in points: for the coverage of a place that is a lane.
    pub lead: f64,
    /// Whether it is a group whose lanes are not shown.
    pub folded: bool,
    /// How deep it is nested; 0 for the outermost.
    pub depth: usize,
    /// Whether it stays at the top.
    pub pinned: bool,
    /// The colour given to it, or to a group around it, by hand.
    pub colour: Option<Colour>,
}

/// The lanes of a timeline.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    options: LaneOptions,
    keyer: Keyer,
    classes: Classes,
    /// In no order; a lane that lost its visits stays, empty, so that the others keep their numbers.
    data: Vec<Lane>,
    /// How many of them are sorted by key: those that were there at the start.
    sorted: usize,
    /// The others by key.
    index: BTreeMap<LaneKey, u32>,
    lane_of: LaneOf,
    /// Headers and lanes from top to bottom; the pinned first.
    strips: Vec<Strip>,
    /// How many strips are pinned.
    pinned: usize,
    /// The strip of each lane; of a lane in a folded group, the group's; none if hidden.
    strip_of: Vec<u32>,
    undated: Vec<VisitId>,
    shown: usize,
    hidden: (usize, usize),
    extent: Option<(i64, i64)>,
    histogram: Histogram,
    signs: Signs,
    coverage: Coverage,
    gaps: Gaps,
    /// Made when a group is first folded; by the group.
    densities: BTreeMap<Spot, (u64, Arc<Density>)>,
    height: f64,
    /// Where a filter leaves visits out, the lanes of all of them, from which another filter is answered.
    whole: Option<Arc<Self>>,
}

impl Lanes {
    /// What they were built with.
    #[must_use]
    pub fn options(&self) -> &LaneOptions {
        &self.options
    }

    /// What the fills of their bars say.
    #[must_use]
    pub fn classes(&self) -> &Classes {
        &self.classes
    }

    /// How many different dated visits bear each sign, those in folded groups and hidden lanes included.
    #[must_use]
    pub fn signs(&self) -> &Signs {
        &self.signs
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

    /// Number of strips that are pinned; they come first.
    #[must_use]
    pub fn pinned(&self) -> usize {
        self.pinned
    }

    /// Height of the pinned strips, in points.
    #[must_use]
    pub fn pinned_height(&self) -> f64 {
        self.strips.get(self.pinned).map_or(self.height, |strip| strip.y)
    }

    /// One strip.
    #[must_use]
    pub fn lane(&self, index: usize) -> Option<LaneInfo> {
        let strip = self.strips.get(index)?;
        let (kind, rows) = match strip.kind {
            StripKind::Group { .. } => (LaneKind::Group, 0),
            StripKind::Lane { lane, .. } => (LaneKind::Lane, self.data[lane as usize].rows()),
        };
        let (height, lead) = strip.height(rows);
        Some(LaneInfo {
            kind,
            place: tree::place_of(&self.keyer, strip.spot),
            vessel: self.keyer.number_of(strip.spot, LaneBy::Vessel).map(VesselId::new),
            count: strip.count as usize,
            rows,
            y: strip.y,
            height,
            lead,
            folded: strip.kind == StripKind::Group { folded: true },
            depth: strip.depth.into(),
            pinned: index < self.pinned,
            colour: strip.colour,
        })
    }

    /// The visits of a strip; none of a group header.
    #[must_use]
    pub fn row_data(&self, index: usize) -> Option<&Lane> {
        match self.strips.get(index)?.kind {
            StripKind::Lane { lane, .. } => self.data.get(lane as usize),
            StripKind::Group { .. } => None,
        }
    }

    /// The visits of a folded group.
    #[must_use]
    pub fn density(&self, index: usize) -> Option<&Density> {
        let strip = self.strips.get(index)?;
        (strip.kind == StripKind::Group { folded: true })
            .then(|| self.densities.get(&strip.spot))?
            .map(|(_, all)| &**all)
    }

    /// Where a strip stands.
    #[must_use]
    pub fn path(&self, index: usize) -> Option<LanePath> {
        self.strips.get(index).map(|strip| self.keyer.path(strip.spot))
    }

    /// What a strip is about; none for the one lane of all visits.
    #[must_use]
    pub fn heading(&self, index: usize) -> Option<Heading> {
        let (level, number) = self.strips.get(index)?.spot.last()?;
        self.keyer.heading(level.into(), number)
    }

    /// The entity that a strip is about, if it is one.
    #[must_use]
    pub fn reference(&self, index: usize) -> Option<EntityRef> {
        self.keyer.entity(self.strips.get(index)?.spot)
    }

    /// What a strip is called: with the places around it where no header above says them.
    #[must_use]
    pub fn label(&self, facts: &Facts, index: usize) -> String {
        self.strips.get(index).map_or_else(String::new, |strip| names::label(facts, &self.keyer, strip))
    }

    /// The strip at a height, in points from the top of the first.
    #[must_use]
    pub fn lane_at(&self, y: f64) -> Option<usize> {
        if !(0.0..self.height).contains(&y) {
            return None;
        }
        self.strips.partition_point(|strip| strip.y <= y).checked_sub(1)
    }

    /// The first strip that is about an entity.
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

    /// Number of different dated visits, those in folded groups and hidden lanes included.
    #[must_use]
    pub fn shown(&self) -> usize {
        self.shown
    }

    /// Number of lanes that are hidden by hand or by the search, and of visits that stand in no other lane.
    #[must_use]
    pub fn hidden(&self) -> (usize, usize) {
        self.hidden
    }

    /// When a place was looked at, in time order.
    #[must_use]
    pub fn coverage(&self, place: PlaceId) -> &[Seen] {
        self.coverage.at(place)
    }

    /// The stretches in which nobody looked at a place that was looked at before and after, in time order.
    #[must_use]
    pub fn unseen(&self, place: PlaceId) -> &[Stretch] {
        self.coverage.unseen(place)
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

    /// Number of visits by time in `bins` equal parts of a range; a visit counts once, at the middle of its extent.
    ///
    /// Over most of the case's extent it is gathered from bins kept ready, right to a 3,840th of the extent and
    /// without looking at visits; over a small part of it every visit is counted.
    #[must_use]
    pub fn histogram(&self, bins: usize, from: f64, to: f64) -> Vec<u32> {
        let counted = || lookup::counted(&self.data, &self.lane_of, bins, from, to);
        self.histogram.gathered(bins, from, to).unwrap_or_else(counted)
    }
}

#[cfg(test)]
mod tests;
