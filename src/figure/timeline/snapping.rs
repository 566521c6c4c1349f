//! Dates that the evidence gives for a visit's bounds: what a handle is drawn to while it is dragged.
//!
//! A vessel seen there gives first and last seen; a look that found the place empty, or the vessel seen elsewhere, gives not
//! before and not after.

use crate::base::edtf::{Edtf, End};
use crate::base::time::When;
use crate::figure::lanes::coverage::Look;
use crate::model::evidence::Sighting;
use crate::model::facts::Facts;
use crate::model::ids::{ExhibitId, PlaceId, SightingId};
use crate::model::visit::Visit;

/// A date that a sighting gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Snap {
    /// The date, as finely as the sighting has it.
    pub when: When,
    /// Which of the four bounds it may give, in their order in time.
    pub gives: [bool; 4],
    /// The sighting.
    pub sighting: SightingId,
    /// The exhibit that it is in.
    pub exhibit: ExhibitId,
}

/// The dates that the case's sightings give for a visit, by date. Looks at every sighting: asked once a drag.
#[must_use]
pub fn snaps(facts: &Facts, visit: &Visit) -> Vec<Snap> {
    let mut all: Vec<Snap> = facts.sightings.iter().flat_map(|sighting| of(facts, visit, sighting)).flatten().collect();
    all.sort_by_key(|snap| (snap.when, snap.sighting));
    all
}

/// At most two: the beginning and the end of the time that a sighting covers.
fn of(facts: &Facts, visit: &Visit, sighting: &Sighting) -> [Option<Snap>; 2] {
    let none = [None; 2];
    let Some(time) = sighting.time.as_ref() else { return none };
    let (first, last) = match time.time {
        Edtf::Date(when) => (when, when),
        Edtf::Interval(End::At(from), End::At(to)) => (from, to),
        // One of several days, or no end: it gives no date.
        Edtf::Interval(..) | Edtf::OneOf(..) => return none,
    };
    let is_listed = visit.sightings.contains(&sighting.id);
    let is_vessel = sighting.vessel == Some(visit.vessel);
    let here = sighting.place.is_some_and(|place| holds(facts, place, visit.place) || holds(facts, visit.place, place));
    let [begins, ends] = match Look::of(sighting) {
        // An empty port has empty berths; an empty berth says nothing of the port.
        Look::Empty if !sighting.place.is_some_and(|place| holds(facts, place, visit.place)) => return none,
        Look::Empty => [[false, false, false, true], [true, false, false, false]],
        Look::Seen if is_listed || (is_vessel && (here || sighting.place.is_none())) => {
            [[false, true, false, false], [false, false, true, false]]
        }
        Look::Seen if is_vessel => [[false, false, false, true], [true, false, false, false]],
        Look::Seen | Look::Obstructed => return none,
    };
    let snap = |when, gives| Some(Snap { when, gives, sighting: sighting.id, exhibit: sighting.exhibit });
    if first == last {
        let both: [bool; 4] = std::array::from_fn(|i| begins[i] || ends[i]);
        return [snap(first, both), None];
    }
    [snap(first, begins), snap(last, ends)]
}

/// Whether a place is another, or holds it.
fn holds(facts: &Facts, outer: PlaceId, inner: PlaceId) -> bool {
    inner == outer || facts.places_around(inner).any(|row| row.id == outer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::edtf::Dated;
    use crate::figure::fixture;
    use crate::model::entity::Entity;
    use crate::model::ids::{VesselId, VisitId};

    /// What a sighting of the fixture, changed, gives for visit 1 at the oil berth (place 4 in port 1).
    #[track_caller]
    fn check(time: &str, change: impl Fn(&mut Sighting), expect: &str) {
        let mut facts = fixture::facts();
        for id in 1..=4 {
            facts.remove(SightingId::new(id).into());
        }
        let mut sighting = fixture::facts().sightings.first().expect("in the fixture").clone();
        let time: Edtf = time.parse().expect("a date");
        sighting.time = Some(Dated::from(time));
        sighting.vessel = None;
        change(&mut sighting);
        facts.put(Entity::Sighting(Box::new(sighting)));
        let visit = facts.visits.get(VisitId::new(1)).expect("in the fixture");
        let words: Vec<String> = snaps(&facts, visit)
            .into_iter()
            .map(|snap| {
                let gives = snap.gives.iter().zip(["nb", "fs", "ls", "na"]).filter(|(gives, _)| **gives);
                format!("{} {}", snap.when, gives.map(|(_, name)| name).collect::<Vec<_>>().join("+"))
            })
            .collect();
        assert_eq!(words.join(", "), expect);
    }

    #[test]
    fn what_was_seen_gives_bounds() {
        let of_vessel = |sighting: &mut Sighting| sighting.vessel = Some(VesselId::new(1));
        let empty = |place: u32| {
            move |sighting: &mut Sighting| (sighting.negative, sighting.place) = (true, Some(PlaceId::new(place)))
        };
        check("2024-03-08", of_vessel, "2024-03-08 fs+ls");
        check("2024-03-08/2024-03-09", of_vessel, "2024-03-08 fs, 2024-03-09 ls");
        check("2024-03-04T05:00Z", empty(4), "2024-03-04T05:00Z nb+na");
        check("2024-03-04/2024-03-05", empty(1), "2024-03-04 na, 2024-03-05 nb");
        let elsewhere = |sighting: &mut Sighting| {
            (sighting.vessel, sighting.place) = (Some(VesselId::new(1)), Some(PlaceId::new(2)));
        };
        check("2024-03-14", elsewhere, "2024-03-14 nb+na");
    }

    #[test]
    fn what_says_nothing_of_the_visit_gives_nothing() {
        let nothing = |time: &str, change: &dyn Fn(&mut Sighting)| check(time, change, "");
        nothing("2024-03-08", &|_| {});
        nothing("2024-03-08", &|sighting| sighting.vessel = Some(VesselId::new(2)));
        nothing("[2024-03-08..2024-03-09]", &|sighting| sighting.vessel = Some(VesselId::new(1)));
        nothing("2024-03-08", &|sighting| (sighting.negative, sighting.place) = (true, Some(PlaceId::new(2))));
        nothing("2024-03-08", &|sighting| {
            sighting.negative = true;
            sighting.obstruction = crate::model::evidence::Obstruction::Obstructed;
        });
    }
}
