//! When a place was looked at, as evidence: an empty image bounds a visit, and no image proves nothing.
//!
//! A **look** is a sighting at a place that anything could have been seen in; AIS and registers look at no place. What
//! was looked at within a place counts for the place too. [`stretches`] are the times without any look, in sentences
//! for a report; [`bounds`] are what empty looks say of a visit beside them.

pub mod bounds;
pub mod stretches;
#[cfg(test)]
mod fixture;

use crate::base::edtf::Edtf;
use crate::base::time::Utc;
use crate::model::evidence::{ExhibitKind, Obstruction, Sighting};
use crate::model::facts::Facts;
use crate::model::ids::{ExhibitId, PlaceId, SightingId};

/// What a look at a place found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Look {
    /// Something was there.
    Seen,
    /// Nothing was there.
    Empty,
    /// It could not be told.
    Obstructed,
}

impl Look {
    /// What a sighting found.
    #[must_use]
    pub fn of(sighting: &Sighting) -> Self {
        match sighting {
            Sighting { obstruction: Obstruction::Obstructed, .. } => Self::Obstructed,
            Sighting { negative: true, .. } => Self::Empty,
            _ => Self::Seen,
        }
    }

    /// The finding in a user's words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Empty => "nothing there",
            Self::Obstructed => "obstructed",
        }
    }
}

/// A dated look at a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Dated {
    /// First second that it may have been.
    pub start: Utc,
    /// Second after the last.
    pub end: Utc,
    /// When, as stated.
    pub time: Edtf,
    /// The sighting.
    pub sighting: SightingId,
    /// The exhibit that shows it.
    pub exhibit: ExhibitId,
    /// What it found.
    pub look: Look,
    /// Whether part of the place could not be seen.
    pub partial: bool,
}

/// A sighting as a look, if it is one and its time is known at both ends.
#[must_use]
pub fn look(facts: &Facts, sighting: &Sighting) -> Option<Dated> {
    let exhibit = facts.exhibits.get(sighting.exhibit)?;
    if sighting.is_silence() || matches!(exhibit.kind, ExhibitKind::AisTrack | ExhibitKind::RegisterExtract) {
        return None;
    }
    let time = sighting.time.as_ref()?.time;
    Some(Dated {
        start: time.start()?,
        end: time.end()?,
        time,
        sighting: sighting.id,
        exhibit: exhibit.id,
        look: Look::of(sighting),
        partial: sighting.obstruction == Obstruction::Partial,
    })
}

/// The looks at a place itself, in time order.
#[must_use]
pub fn at(facts: &Facts, place: PlaceId) -> Vec<Dated> {
    let mut looks: Vec<Dated> =
        facts.links().sightings_at(place).filter_map(|id| look(facts, facts.sightings.get(id)?)).collect();
    looks.sort_unstable_by_key(|look| (look.start, look.end, look.sighting));
    looks
}

/// The looks at a place and at what lies within it, in time order.
#[must_use]
pub fn within(facts: &Facts, place: PlaceId) -> Vec<Dated> {
    let mut looks: Vec<Dated> = facts.places_within(place).into_iter().flat_map(|place| at(facts, place)).collect();
    looks.sort_unstable_by_key(|look| (look.start, look.end, look.sighting));
    looks
}
