//! Voyages: from the end of one visit to the start of the next of the same hull.

use crate::base::interval::{BoundName, Bounds};
use crate::base::time::{Utc, When};
use crate::model::facts::Facts;
use crate::model::ids::{VesselId, VisitId};

/// What lies between two visits of one vessel.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Voyage {
    /// The visit it left.
    pub from: VisitId,
    /// The visit it came to; none after the last visit that is known.
    pub to: Option<VisitId>,
    /// When it had left: the end of the visit; none if nothing bounds that.
    pub left: Option<Utc>,
    /// When it came: the start of the next visit; none if nothing bounds that.
    pub came: Option<Utc>,
}

/// The voyages of a vessel, in time order: one after each of its dated visits. O(n log n) in its visits.
///
/// Undated visits are left out, as nobody knows between which of the others they lie.
#[must_use]
pub fn of_vessel(facts: &Facts, vessel: VesselId) -> Vec<Voyage> {
    let visits = facts.links().visits_of(vessel).filter_map(|id| facts.visits.get(id));
    let mut dated: Vec<(Utc, Utc, VisitId, Bounds)> = visits
        .filter_map(|visit| visit.bounds.extent().map(|(start, end)| (start, end, visit.id, visit.bounds)))
        .collect();
    dated.sort_unstable_by_key(|(start, end, id, _)| (*start, *end, *id));
    let next = dated.iter().skip(1).map(Some).chain([None]);
    dated
        .iter()
        .zip(next)
        .map(|((.., from, bounds), next)| Voyage {
            from: *from,
            to: next.map(|(.., to, _)| *to),
            left: end_of(bounds),
            came: next.and_then(|(.., bounds)| start_of(bounds)),
        })
        .collect()
}

/// When a visit was surely over: by the image that bounds it, else when it was last seen.
fn end_of(bounds: &Bounds) -> Option<Utc> {
    let known =
        bounds.get(BoundName::NotAfter).or(bounds.get(BoundName::LastSeen)).or(bounds.get(BoundName::FirstSeen));
    known.map(When::end)
}

/// When a visit cannot yet have begun: by the image that bounds it, else when it was first seen.
fn start_of(bounds: &Bounds) -> Option<Utc> {
    let known =
        bounds.get(BoundName::NotBefore).or(bounds.get(BoundName::FirstSeen)).or(bounds.get(BoundName::LastSeen));
    known.map(When::start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entity::Entity;
    use crate::model::ids::PlaceId;
    use crate::model::visit::Visit;

    fn facts(visits: &[(u32, [&str; 4])]) -> Facts {
        let mut facts = Facts::default();
        for (id, times) in visits {
            let bounds = Bounds::new(times.map(|text| text.parse::<When>().ok()));
            let visit = Visit::new(VisitId::new(*id), VesselId::new(1), PlaceId::new(1), bounds);
            facts.put(Entity::Visit(Box::new(visit)));
        }
        facts
    }

    /// Each voyage as `from to left came`, `-` for what is not known.
    fn found(facts: &Facts) -> Vec<String> {
        let day = |at: Option<Utc>| at.map_or_else(|| "-".to_owned(), |at| at.to_string()[5..10].to_owned());
        let say = |voyage: Voyage| {
            let to = voyage.to.map_or_else(|| "-".to_owned(), |id| id.0.to_string());
            format!("{} {to} {} {}", voyage.from.0, day(voyage.left), day(voyage.came))
        };
        of_vessel(facts, VesselId::new(1)).into_iter().map(say).collect()
    }

    #[test]
    fn a_voyage_runs_to_the_next_visit_in_time_whatever_the_ids() {
        let facts = facts(&[
            (3, ["", "2024-03-01", "2024-03-02", "2024-03-04"]),
            (1, ["2024-03-12", "2024-03-14", "", ""]),
            (2, ["", "2024-03-07", "2024-03-08", ""]),
        ]);
        assert_eq!(found(&facts), ["3 2 03-05 03-07", "2 1 03-09 03-12", "1 - 03-15 -"]);
        assert!(of_vessel(&facts, VesselId::new(2)).is_empty());
    }

    #[test]
    fn an_end_that_nothing_bounds_stays_empty_and_undated_visits_are_left_out() {
        let facts = facts(&[(1, ["2024-03-01", "", "", ""]), (2, ["", "", "", "2024-03-20"]), (3, ["", "", "", ""])]);
        assert_eq!(found(&facts), ["1 2 - -", "2 - 03-21 -"]);
    }
}
