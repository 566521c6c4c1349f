//! What things on the timeline are called, and what a hover card says of them.

use jiff::tz::TimeZone;

use super::lanes::{LaneKind, Lanes};
use super::scene::Item;
use crate::model::facts::Facts;
use crate::model::ids::VisitId;
use crate::model::naming;

/// The accessible name of a visit: `V-3 Tanker 3 at Vostochny, loading, appears, 7 to 22 March 2024`.
#[must_use]
pub fn visit_label(_facts: &Facts, _id: VisitId, _zone: &TimeZone) -> String {
    String::new()
}

/// What a strip is called: the vessel's name, or the place's, with the place it lies in if that is not said.
#[must_use]
pub fn lane_label(facts: &Facts, lanes: &Lanes, index: usize) -> String {
    let Some(reference) = lanes.reference(index) else { return String::new() };
    let name = naming::name(facts, reference);
    let place = lanes.lane(index).filter(|info| info.kind == LaneKind::Group).and_then(|info| info.place);
    let parent = place.and_then(|id| facts.places.get(id)?.parent).and_then(|id| facts.places.get(id));
    match parent {
        Some(parent) if !name.contains(&parent.name) => format!("{}, {name}", parent.name),
        _ => name,
    }
}

/// The lines of a hover card: what, and how much of it.
#[must_use]
pub fn hover_lines(_facts: &Facts, _lanes: &Lanes, _item: &Item, _zone: &TimeZone) -> Vec<(String, String)> {
    Vec::new()
}
