//! Places in places: what lies around a place, and what it has from there.

use crate::base::edtf::Edtf;
use crate::model::facts::Facts;
use crate::model::ids::PlaceId;
use crate::model::place::PlaceKind;

/// Whether two places are the same, or one lies in the other.
pub(super) fn is_one(facts: &Facts, a: PlaceId, b: PlaceId) -> bool {
    a == b || facts.places_around(a).any(|outer| outer.id == b) || facts.places_around(b).any(|outer| outer.id == a)
}

/// The country of a place as it is written, or of the nearest place around it that has one.
pub(super) fn country(facts: &Facts, place: PlaceId) -> Option<&str> {
    let mut countries = facts.places_around(place).map(|place| place.country.trim());
    countries.find(|country| !country.is_empty())
}

/// The port that a place lies in, or is; the outermost place around it where none is a port.
pub(super) fn port(facts: &Facts, place: PlaceId) -> PlaceId {
    let found = facts.places_around(place).find(|row| row.kind == PlaceKind::Port);
    found.or_else(|| facts.places_around(place).last()).map_or(place, |row| row.id)
}

/// First second of a period and the one after its last; an end that is not known may be anywhere.
pub(super) fn span(period: Option<Edtf>) -> (i64, i64) {
    let start = period.and_then(Edtf::start).map_or(i64::MIN, |at| at.0);
    (start, period.and_then(Edtf::end).map_or(i64::MAX, |at| at.0))
}
