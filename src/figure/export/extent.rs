//! What of a case goes into a figure, and what is left out of it.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::base::id_set::IdSet;
use crate::base::text::count;
use crate::base::time::Utc;
use crate::figure::lanes::row::Lane;
use crate::figure::lanes::{LaneOptions, Lanes};
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef, Id};
use crate::model::view::Layer;

/// How the timeline is shown, on screen as on paper: everything that the window lets people choose.
#[derive(Clone, PartialEq, Debug)]
pub struct AsShown {
    /// How visits are laid in lanes, which of them the query shows, and which lanes are folded.
    pub lanes: LaneOptions,
    /// What is shown beside the bars.
    pub layers: BTreeSet<Layer>,
}

impl Default for AsShown {
    fn default() -> Self {
        Self { lanes: LaneOptions::default(), layers: Layer::usual() }
    }
}

/// What of the case goes into a figure.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Extent {
    /// Visible range in UTC, half-open; none means all that is shown.
    pub range: Option<(Utc, Utc)>,
    /// The part of the lanes that is in view, in points from the top of the first; none means all of them.
    pub window: Option<(f64, f64)>,
    /// Only the visits of these; none means all.
    pub selection: Option<BTreeSet<EntityRef>>,
}

impl Extent {
    /// How the lanes are to be laid for it: those of the selection are laid apart.
    #[must_use]
    pub fn lane_options(&self, facts: &Facts, shown: &AsShown) -> LaneOptions {
        let Some(selection) = &self.selection else { return shown.lanes.clone() };
        let is_shown = |id: u32| shown.lanes.filter.as_ref().is_none_or(|filter| filter.contains(id));
        let visits = visits_of(facts, selection).into_iter().filter(|id| is_shown(*id)).collect();
        LaneOptions { filter: Some(Arc::new(visits)), ..shown.lanes.clone() }
    }

    /// The strips that are in it.
    #[must_use]
    pub fn strips(&self, lanes: &Lanes) -> Range<usize> {
        let Some((top, bottom)) = self.window else { return 0..lanes.len() };
        let first = lanes.lane_at(top.max(0.0)).unwrap_or(0);
        // A lane of which less than a point is in view is not in view.
        let last = lanes.lane_at((bottom - 1.0).max(top)).map_or(lanes.len(), |last| last + 1);
        first..last
    }
}

/// The visits that a selection stands for: its own, and those of its vessels, places, what lies in these, and shipments.
fn visits_of(facts: &Facts, selection: &BTreeSet<EntityRef>) -> BTreeSet<u32> {
    let mut visits = BTreeSet::new();
    for item in selection {
        match item.kind {
            EntityKind::Visit => drop(visits.insert(item.id)),
            EntityKind::Vessel => visits.extend(facts.links().visits_of(Id::new(item.id)).map(|id| id.0)),
            EntityKind::Place => {
                for place in facts.places_within(Id::new(item.id)) {
                    visits.extend(facts.links().visits_at(place).map(|id| id.0));
                }
            }
            EntityKind::Shipment => {
                let ends = facts.shipments.get(Id::new(item.id)).map(|shipment| [shipment.loading, shipment.discharge]);
                visits.extend(ends.into_iter().flatten().flatten().map(|id| id.0));
            }
            _ => {}
        }
    }
    visits
}

/// How many visits are drawn, and how many are left out for which reason. Each visit of the case is counted once.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Drawn, each as a bar or within a fold.
    pub drawn: usize,
    /// Without any date.
    pub undated: usize,
    /// Hidden by the query.
    pub by_query: usize,
    /// Shown by the query and not selected.
    pub not_selected: usize,
    /// Before or after the range.
    pub outside: usize,
    /// Within the range, in lanes that are out of view.
    pub out_of_view: usize,
    /// In groups that are folded or lanes that are hidden.
    pub folded: usize,
}

impl Tally {
    /// Counts; `lanes` are laid as [`Extent::lane_options`] says. O(visits).
    #[must_use]
    pub fn of(facts: &Facts, lanes: &Lanes, shown: &AsShown, extent: &Extent) -> Self {
        let strips = extent.strips(lanes);
        let (mut drawn, mut ahead, mut laid) = (IdSet::default(), IdSet::default(), IdSet::default());
        for strip in 0..lanes.len() {
            for slot in lanes.row_data(strip).into_iter().flat_map(Lane::slots) {
                laid.insert(slot.visit);
                let is_inside = extent.range.is_none_or(|(from, to)| slot.end > from.0 && slot.start < to.0);
                if is_inside {
                    ahead.insert(slot.visit);
                    if strips.contains(&strip) {
                        drawn.insert(slot.visit);
                    }
                }
            }
        }
        let queried = shown.lanes.filter.as_ref().map_or(facts.visits.len(), |filter| filter.len());
        let chosen = match &extent.selection {
            Some(_) => lanes.options().filter.as_ref().map_or(queried, |filter| filter.len()),
            None => queried,
        };
        let undated = lanes.undated().len();
        Self {
            drawn: drawn.len(),
            undated,
            by_query: facts.visits.len().saturating_sub(queried),
            not_selected: queried.saturating_sub(chosen),
            outside: laid.len() - ahead.len(),
            out_of_view: ahead.len() - drawn.len(),
            folded: chosen.saturating_sub(undated + laid.len()),
        }
    }

    /// What is left out, in words: `3 visits undated, 2 visits by the query`; empty if nothing is.
    #[must_use]
    pub fn left_out(&self) -> String {
        let reasons = [
            (self.undated, "undated"),
            (self.by_query, "by the query"),
            (self.not_selected, "not selected"),
            (self.outside, "outside the range"),
            (self.out_of_view, "in lanes out of view"),
            (self.folded, "in folded or hidden lanes"),
        ];
        let said = reasons.iter().filter(|(visits, _)| *visits > 0);
        said.map(|(visits, why)| format!("{} {why}", count(*visits, "visit"))).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::fixture;
    use crate::model::arrangement::{Heading, LanePath};
    use crate::model::ids::{PlaceId, ShipmentId, VesselId, VisitId};

    fn tally(shown: &AsShown, extent: &Extent) -> Tally {
        let facts = fixture::facts();
        let lanes = Lanes::build(&facts, &extent.lane_options(&facts, shown));
        let tally = Tally::of(&facts, &lanes, shown, extent);
        let Tally { drawn, undated, by_query, not_selected, outside, out_of_view, folded } = tally;
        let all = drawn + undated + by_query + not_selected + outside + out_of_view + folded;
        assert_eq!(all, facts.visits.len(), "each visit is counted once: {tally:?}");
        tally
    }

    fn selecting(items: &[EntityRef]) -> Extent {
        Extent { selection: Some(items.iter().copied().collect()), ..Extent::default() }
    }

    #[test]
    fn a_selection_stands_for_the_visits_of_what_is_in_it() {
        let drawn = |items: &[EntityRef]| tally(&AsShown::default(), &selecting(items)).drawn;
        assert_eq!(drawn(&[VisitId::new(1).into()]), 1);
        assert_eq!(drawn(&[VesselId::new(1).into()]), 2);
        assert_eq!(drawn(&[ShipmentId::new(1).into()]), 2);
        assert_eq!(drawn(&[ShipmentId::new(3).into()]), 1, "half-open");
        assert_eq!(drawn(&[PlaceId::new(1).into()]), 5, "a port stands for its berths");
        assert_eq!(drawn(&[PlaceId::new(4).into(), VisitId::new(1).into()]), 5, "none twice");
        let tally = tally(&AsShown::default(), &selecting(&[VesselId::new(5).into()]));
        assert_eq!((tally.drawn, tally.undated, tally.not_selected), (1, 1, 9));
    }

    #[test]
    fn what_is_left_out_is_counted_by_reason() {
        let mut shown = AsShown::default();
        assert_eq!(tally(&shown, &Extent::default()).left_out(), "1 visit undated");
        let all = tally(&shown, &Extent { window: Some((0.0, 1e6)), ..Extent::default() });
        assert_eq!(all.out_of_view, 0);
        let first = tally(&shown, &Extent { window: Some((0.0, 24.5)), ..Extent::default() });
        assert_eq!((first.drawn, first.out_of_view), (0, 10), "the heading alone");
        shown.lanes.filter = Some(Arc::new((1..=8).collect()));
        Arc::make_mut(&mut shown.lanes.arrangement).toggle_folded(LanePath(vec![Heading::Place(PlaceId::new(2))]));
        let range = Some((Utc(1_709_251_200), Utc(1_710_460_800)));
        let said = tally(&shown, &Extent { range, ..Extent::default() }).left_out();
        assert_eq!(said, "3 visits by the query, 2 visits outside the range, 2 visits in folded or hidden lanes");
    }

    #[test]
    fn only_lanes_in_view_are_in_it() {
        let facts = fixture::facts();
        let lanes = Lanes::build(&facts, &LaneOptions::default());
        let strips = |top: f64, bottom: f64| Extent { window: Some((top, bottom)), ..Extent::default() }.strips(&lanes);
        assert_eq!(strips(0.0, 24.5), 0..1);
        assert_eq!(strips(30.0, 60.0), 1..3);
        assert_eq!(strips(0.0, 1e9), 0..lanes.len());
        assert_eq!(Extent::default().strips(&lanes), 0..lanes.len());
    }
}
