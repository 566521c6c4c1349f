//! A shipment in words: when it was at either end, how much it moved.

use crate::base::plain_date::bounds_words;
use crate::model::facts::Facts;
use crate::model::grading::Hedge;
use crate::model::ids::VisitId;
use crate::model::shipment::Shipment;

/// Where and when one end was seen, with its wording: `Vostochny, seen 1 April 2024 (appears)`; else `not seen`.
pub(super) fn end(facts: &Facts, visit: Option<VisitId>) -> String {
    let Some(visit) = visit.and_then(|id| facts.visits.get(id)) else { return "not seen".to_owned() };
    let place = facts.places.get(visit.place).map_or("unknown place", |place| place.name.as_str());
    let dates = bounds_words(&visit.bounds);
    match visit.hedge {
        Hedge::Asserted => format!("{place}, {dates}"),
        hedge => format!("{place}, {dates} ({})", hedge.word()),
    }
}

/// How much, with its basis; `unknown` if nobody entered it, and never zero.
pub(super) fn quantity(row: &Shipment) -> String {
    row.quantity.as_ref().map_or_else(
        || "unknown".to_owned(),
        |quantity| format!("{} {} ({})", quantity.estimate, quantity.unit.symbol(), quantity.basis.word()),
    )
}
