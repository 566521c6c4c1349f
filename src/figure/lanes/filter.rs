//! Lanes of a part of the visits, from the lanes of all of them: no key is made and nothing is sorted again, so that a
//! keystroke in the query costs one look at each visit and the packing of those that are left.

use std::sync::Arc;

use rayon::prelude::*;

use super::build::seen_first;
use super::lookup::{Histogram, LaneOf, Signs};
use super::row::{Lane, Slot};
use super::{LaneOptions, Lanes};
use crate::base::id_set::IdSet;
use crate::model::facts::Facts;
use crate::model::ids::VisitId;

impl Lanes {
    /// The same lanes with other visits shown, if the lanes of all visits are at hand: these ones, or those that these ones
    /// were made from. What can be seen equals a fresh build. None if they would have to be laid anew.
    #[must_use]
    pub fn showing(&self, facts: &Facts, options: &LaneOptions) -> Option<Self> {
        let whole = match (&self.whole, &self.options.filter) {
            (Some(whole), _) => whole.clone(),
            (None, None) => Arc::new(self.clone()),
            (None, Some(_)) => return None,
        };
        if whole.options.arrangement.levels != options.arrangement.levels {
            return None;
        }
        Some(Self::part(whole, facts, options))
    }

    /// Lays all visits in lanes and takes those that are to be shown from them.
    #[must_use]
    pub fn build_showing(facts: &Facts, options: &LaneOptions) -> Self {
        let all = LaneOptions { filter: None, ..options.clone() };
        Self::part(Arc::new(Self::build(facts, &all)), facts, options)
    }

    /// Lets lanes go on another thread: giving back hundreds of thousands of them takes longer than a frame.
    pub fn give_back(self) {
        rayon::spawn(move || drop(self));
    }

    fn part(mut whole: Arc<Self>, facts: &Facts, options: &LaneOptions) -> Self {
        if whole.options.colouring != options.colouring {
            let all = LaneOptions { filter: None, ..options.clone() };
            Arc::make_mut(&mut whole).rearrange(facts, &all);
        }
        let Some(filter) = options.filter.clone() else {
            let mut all = Arc::unwrap_or_clone(whole);
            all.rearrange(facts, options);
            return all;
        };
        let mut data: Vec<Lane> = whole.data.par_iter().filter_map(|lane| part_of(lane, &filter, facts)).collect();
        // Those that came later stand behind those that were there at the start.
        data.par_sort_unstable_by_key(|lane| lane.key);
        let mut lane_of = LaneOf::default();
        for (index, lane) in (0..).zip(&data) {
            lane.slots().iter().for_each(|slot| lane_of.add(slot.visit, index));
        }
        let undated: Vec<VisitId> = whole.undated.iter().copied().filter(|id| filter.contains(id.0)).collect();
        let mut part = Self {
            options: options.clone(),
            keyer: whole.keyer.clone(),
            classes: whole.classes.clone(),
            sorted: data.len(),
            data,
            lane_of,
            undated,
            coverage: whole.coverage.clone(),
            gaps: whole.gaps.clone(),
            whole: Some(whole),
            ..Self::default()
        };
        part.measure();
        part.histogram = Histogram::build(&part.data, &part.lane_of, part.extent);
        part.signs = Signs::of(&part.data, &part.lane_of);
        part.arrange(facts);
        part
    }
}

/// What a set leaves of a lane; none if nothing.
fn part_of(lane: &Lane, filter: &IdSet, facts: &Facts) -> Option<Lane> {
    let mut slots: Vec<Slot> = lane.slots().iter().filter(|slot| filter.contains(slot.visit)).copied().collect();
    if slots.is_empty() {
        return None;
    }
    // Each row is in order; only rows among one another are not.
    if lane.rows() > 1 {
        slots.sort_unstable();
    }
    let stays = filter.contains(lane.first.1);
    let first = if stays { lane.first } else { seen_first(facts, &slots) };
    Some(Lane::pack(lane.key, first, slots))
}
