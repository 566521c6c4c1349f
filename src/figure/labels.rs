//! What things on the timeline are called, and what a hover card says of them.

use jiff::tz::TimeZone;

use super::lanes::Lanes;
use super::scene::Item;
use crate::model::facts::Facts;
use crate::model::ids::VisitId;

/// The accessible name of a visit: `V-3 Tanker 3 at Vostochny, loading, appears, 7 to 22 March 2024`.
#[must_use]
pub fn visit_label(_facts: &Facts, _id: VisitId, _zone: &TimeZone) -> String {
    String::new()
}

/// The lines of a hover card: what, and how much of it.
#[must_use]
pub fn hover_lines(_facts: &Facts, _lanes: &Lanes, _item: &Item, _zone: &TimeZone) -> Vec<(String, String)> {
    Vec::new()
}
