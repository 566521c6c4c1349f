//! When a place was looked at, and whether anything could be seen: what bounds the visits there.

use std::collections::BTreeMap;

pub use crate::analysis::looks::Look;
use crate::analysis::looks::stretches::{Stretch, stretches};
use crate::model::facts::Facts;
use crate::model::ids::{PlaceId, SightingId};

/// One look at a place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Seen {
    /// First second that it may have been.
    pub start: i64,
    /// The sighting.
    pub sighting: SightingId,
    /// What it found.
    pub look: Look,
}

/// The dated sightings of each place, in time order, and the stretches in which nobody looked at it.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Coverage(BTreeMap<PlaceId, (Vec<Seen>, Vec<Stretch>)>);

impl Coverage {
    pub fn build(facts: &Facts) -> Self {
        let mut places: BTreeMap<PlaceId, (Vec<Seen>, Vec<Stretch>)> = BTreeMap::new();
        for row in facts.sightings.iter().filter(|row| !row.is_silence()) {
            let time = row.time.as_ref().and_then(|dated| dated.time.start().or(dated.time.end()));
            if let (Some(place), Some(start)) = (row.place, time) {
                let seen = Seen { start: start.0, sighting: row.id, look: Look::of(row) };
                places.entry(place).or_default().0.push(seen);
            }
        }
        for (place, (seen, unseen)) in &mut places {
            seen.sort_unstable();
            *unseen = stretches(facts, *place, None);
        }
        Self(places)
    }

    pub fn at(&self, place: PlaceId) -> &[Seen] {
        self.0.get(&place).map(|(seen, _)| seen.as_slice()).unwrap_or_default()
    }

    pub fn unseen(&self, place: PlaceId) -> &[Stretch] {
        self.0.get(&place).map(|(_, unseen)| unseen.as_slice()).unwrap_or_default()
    }
}
