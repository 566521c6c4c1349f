//! When a vessel was surely somewhere: what the dates of a visit or a sighting leave open, and what they do not.
//!
//! A date is whatever instant of it fits best, so that only what no reading allows is a contradiction. A date that is
//! about or uncertain has no ends that could be relied on, and counts as not known.

use crate::analysis::place_tree::is_one;
use crate::base::edtf::{Edtf, End};
use crate::base::interval::BoundName;
use crate::base::time::{Qualifier, When};
use crate::model::evidence::{Obstruction, Sighting};
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, PlaceId, SightingId, VesselId};
use crate::model::visit::Visit;

/// A vessel at a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Presence {
    /// The visit or sighting.
    pub item: EntityRef,
    /// Where.
    pub place: PlaceId,
    /// The last second in which it can have come; none if nothing says so.
    pub came_by: Option<i64>,
    /// The first second in which it can have left; none if nothing says so.
    pub left_from: Option<i64>,
}

impl Presence {
    /// What a visit says.
    pub fn of_visit(visit: &Visit) -> Self {
        use BoundName::{FirstSeen, LastSeen, NotAfter, NotBefore};
        let known = |name: BoundName| visit.bounds.get(name).filter(|when| is_exact(*when));
        let came_by = [FirstSeen, LastSeen, NotAfter].into_iter().filter_map(known).map(last_second).min();
        let left_from = [NotBefore, FirstSeen, LastSeen].into_iter().filter_map(known).map(|when| when.start().0).max();
        Self { item: visit.id.into(), place: visit.place, came_by, left_from }
    }

    /// What a sighting of a vessel at a place says; none if it says nothing of when or where.
    pub fn of_sighting(sighting: &Sighting) -> Option<Self> {
        if sighting.negative || sighting.obstruction == Obstruction::Obstructed {
            return None;
        }
        let place = sighting.place?;
        let at = |end: End| end.at().filter(|when| is_exact(*when));
        let (came_by, left_from) = match sighting.time.as_ref()?.time {
            Edtf::Date(when) => (at(End::At(when)).map(last_second), at(End::At(when))),
            // Throughout: it was there at both ends.
            Edtf::Interval(from, to) => (at(from).or(at(to)).map(last_second), at(to).or(at(from))),
            // At one time of the range, no matter which.
            Edtf::OneOf(from, to) => (at(to).map(last_second), at(from)),
        };
        Some(Self { item: sighting.id.into(), place, came_by, left_from: left_from.map(|when| when.start().0) })
    }

    /// The longest time that the dates can leave between two presences, in seconds, whichever came first; at or below
    /// zero if they cannot be kept apart. None if a date that matters is not known.
    pub fn apart(&self, other: &Self) -> Option<i64> {
        let after = other.came_by?.saturating_sub(self.left_from?);
        let before = self.came_by?.saturating_sub(other.left_from?);
        Some(after.max(before))
    }

    /// Whether dates hold it at both ends.
    pub fn is_held(&self) -> bool {
        self.came_by.is_some() && self.left_from.is_some()
    }
}

fn is_exact(when: When) -> bool {
    when.qualifier() == Qualifier::default()
}

fn last_second(when: When) -> i64 {
    when.end().0 - 1
}

/// Where a vessel was, by its visits and by those sightings that no visit speaks for, that are held by dates at both
/// ends; in the order in which it must have come.
pub(super) fn of_vessel(facts: &Facts, vessel: VesselId) -> Vec<Presence> {
    let visits = || facts.links().visits_of(vessel).filter_map(|id| facts.visits.get(id));
    let mut all: Vec<Presence> = visits().map(Presence::of_visit).collect();
    let mut spoken_for: Vec<SightingId> = Vec::new();
    for visit in visits() {
        // A sighting at another place than its own visit speaks for itself.
        let at = |id: &SightingId| facts.sightings.get(*id).and_then(|row| row.place);
        let own = visit.sightings.iter().filter(|id| at(id).is_some_and(|place| is_one(facts, place, visit.place)));
        spoken_for.extend(own);
    }
    spoken_for.sort_unstable();
    let sightings = facts.links().sightings_of_vessel(vessel).filter(|id| spoken_for.binary_search(id).is_err());
    all.extend(sightings.filter_map(|id| Presence::of_sighting(facts.sightings.get(id)?)));
    all.retain(Presence::is_held);
    all.sort_unstable_by_key(|presence| (presence.came_by, presence.left_from, presence.item));
    all
}
