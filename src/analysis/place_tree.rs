//! Places in places: what lies around a place, and what it has from there.

use crate::base::edtf::Edtf;
use crate::model::facts::Facts;
use crate::model::ids::PlaceId;
use crate::model::place::{PlaceKind, Position};

/// How deep places may lie in places; a tree that bites its tail ends here too.
const DEEPEST: usize = 64;

/// A place and those it lies in, innermost first.
pub(super) fn around(facts: &Facts, place: PlaceId) -> impl Iterator<Item = PlaceId> + '_ {
    std::iter::successors(Some(place), |id| facts.places.get(*id)?.parent).take(DEEPEST)
}

/// Whether two places are the same, or one lies in the other.
pub(super) fn is_one(facts: &Facts, a: PlaceId, b: PlaceId) -> bool {
    a == b || around(facts, a).any(|outer| outer == b) || around(facts, b).any(|outer| outer == a)
}

/// The position of a place, or of the nearest place around it that has one. A sea area has no one position.
pub(super) fn position(facts: &Facts, place: PlaceId) -> Option<Position> {
    for place in around(facts, place).filter_map(|id| facts.places.get(id)) {
        if place.kind == PlaceKind::Area {
            return None;
        }
        if place.position.is_some() {
            return place.position;
        }
    }
    None
}

/// The country of a place as it is written, or of the nearest place around it that has one.
pub(super) fn country(facts: &Facts, place: PlaceId) -> Option<&str> {
    let countries = around(facts, place).filter_map(|id| facts.places.get(id)).map(|place| place.country.trim());
    countries.into_iter().find(|country| !country.is_empty())
}

/// The port that a place lies in, or is; the outermost place around it where none is a port.
pub(super) fn port(facts: &Facts, place: PlaceId) -> PlaceId {
    let is_port = |id: &PlaceId| facts.places.get(*id).is_some_and(|place| place.kind == PlaceKind::Port);
    around(facts, place).find(is_port).or_else(|| around(facts, place).last()).unwrap_or(place)
}

/// First second of a period and the one after its last; an end that is not known may be anywhere.
pub(super) fn span(period: Option<Edtf>) -> (i64, i64) {
    let start = period.and_then(Edtf::start).map_or(i64::MIN, |at| at.0);
    (start, period.and_then(Edtf::end).map_or(i64::MAX, |at| at.0))
}
