//! What empty images say of the visits beside them: not before the last one before, not after the next one after.

use super::{Dated, Look, at};
use crate::base::edtf::{Edtf, End};
use crate::base::interval::BoundName;
use crate::base::plain_date::words;
use crate::base::time::{Utc, When};
use crate::model::evidence::Sighting;
use crate::model::facts::Facts;
use crate::model::ids::{ExhibitId, PlaceId, SightingId, VisitId};
use crate::model::naming;
use crate::model::visit::Visit;

/// A bound that an empty image gives a visit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// Not before or not after.
    pub bound: BoundName,
    /// Its time, as finely as the image's is known.
    pub when: When,
    /// The exhibit that shows the empty place.
    pub exhibit: ExhibitId,
    /// The sighting in it.
    pub sighting: SightingId,
    /// The place that was empty: that of the visit, or one that it lies in.
    pub place: PlaceId,
    /// Whether part of the place could not be seen.
    pub partial: bool,
}

impl Proposal {
    /// One line for a button: “not before 5 March 2024, empty berth in E-4”.
    #[must_use]
    pub fn words(&self, facts: &Facts) -> String {
        let bound = self.bound.words().to_lowercase();
        let place = facts.places.get(self.place).map_or("place", |place| place.kind.word());
        let partial = if self.partial { ", partly obstructed" } else { "" };
        format!("{bound} {}, empty {place} in {}{partial}", words(self.when), naming::code(facts, self.exhibit.into()))
    }

    /// Sets the bound on a visit, with the exhibit that gives it.
    pub fn apply(&self, visit: &mut Visit) {
        visit.set_bound(self.bound, Some(self.when), "");
        let at = self.bound as usize;
        visit.edit_extra(|extra| extra.bounds.exhibits[at] = Some(self.exhibit));
    }

    /// Whether a visit has that bound, or a tighter one.
    fn is_met(&self, visit: &Visit) -> bool {
        visit.bounds.get(self.bound).is_some_and(|when| match self.bound {
            BoundName::NotAfter => when.end() <= self.when.end(),
            _ => when.start() >= self.when.start(),
        })
    }
}

/// The empty looks that bound the visits at a place, so that many visits can be asked at once.
struct Beside {
    /// By the end of the look: the best bound that any look up to there gives.
    before: Vec<(Utc, Proposal)>,
    /// By the start of the look: the best bound that any look from there on gives.
    after: Vec<(Utc, Proposal)>,
}

impl Beside {
    fn of(facts: &Facts, place: PlaceId) -> Self {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for at_place in facts.places_around(place).map(|row| row.id) {
            let looks = at(facts, at_place).into_iter();
            for look in looks.filter(|look| look.look == Look::Empty && !(look.partial && at_place != place)) {
                let give = |bound| proposal(&look, bound, at_place);
                before.extend(give(BoundName::NotBefore).map(|given| (look.end, given)));
                after.extend(give(BoundName::NotAfter).map(|given| (look.start, given)));
            }
        }
        before.sort_by_key(|(end, given)| (*end, given.sighting));
        after.sort_by_key(|(start, given)| (std::cmp::Reverse(*start), given.sighting));
        best_so_far(&mut before, |best, given| given.when.start() >= best.when.start());
        best_so_far(&mut after, |best, given| given.when.end() <= best.when.end());
        after.reverse();
        Self { before, after }
    }

    fn given(&self, visit: &Visit) -> Vec<Proposal> {
        let Some((first, last)) = visit.bounds.core() else { return Vec::new() };
        let before = self.before[..self.before.partition_point(|(end, _)| *end <= first)].last();
        let after = self.after.get(self.after.partition_point(|(start, _)| *start < last));
        before.into_iter().chain(after).map(|(_, given)| *given).collect()
    }
}

/// Puts in place of each bound the best of those up to it.
fn best_so_far(all: &mut [(Utc, Proposal)], as_good: impl Fn(&Proposal, &Proposal) -> bool) {
    let mut best: Option<Proposal> = None;
    for (_, given) in all {
        match best {
            Some(best) if !as_good(&best, given) => *given = best,
            _ => best = Some(*given),
        }
    }
}

/// What the empty looks beside a visit give, whether it has those bounds already or not: at most one of each.
///
/// A visit is bounded by looks at its own place, and by free looks at a place that it lies in. It must have been seen:
/// of a visit that only lies between two bounds nobody knows on which side of an image it was. A look counts only if it
/// lies wholly before the first or after the last time it was seen. Obstructed looks bound nothing.
#[must_use]
pub fn given(facts: &Facts, visit: &Visit) -> Vec<Proposal> {
    Beside::of(facts, visit.place).given(visit)
}

/// Of what empty looks give a visit, that which it does not have yet or only more widely.
#[must_use]
pub fn proposals(facts: &Facts, visit: &Visit) -> Vec<Proposal> {
    given(facts, visit).into_iter().filter(|proposal| !proposal.is_met(visit)).collect()
}

/// A visit that a sighting bounds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bounded {
    /// The visit.
    pub visit: VisitId,
    /// Which of its bounds.
    pub bound: BoundName,
    /// Whether the visit has that bound from the sighting's exhibit; if not, it could be taken.
    pub taken: bool,
}

/// The visits that a sighting bounds, by id. Asks every visit at its place and within it.
#[must_use]
pub fn bounded_by(facts: &Facts, sighting: &Sighting) -> Vec<Bounded> {
    let Some(place) = sighting.place else { return Vec::new() };
    if sighting.is_silence() || Look::of(sighting) != Look::Empty {
        return Vec::new();
    }
    let mut found = Vec::new();
    for place in facts.places_within(place) {
        let beside = Beside::of(facts, place);
        for visit in facts.links().visits_at(place).filter_map(|id| facts.visits.get(id)) {
            for given in beside.given(visit).into_iter().filter(|given| given.sighting == sighting.id) {
                let bound = given.bound;
                let same = visit.bounds.get(bound) == Some(given.when);
                let taken = same && visit.bound_exhibit(bound) == Some(sighting.exhibit);
                // One that has a tighter bound from elsewhere is not bounded by this look.
                if taken || !given.is_met(visit) {
                    found.push(Bounded { visit: visit.id, bound, taken });
                }
            }
        }
    }
    found.sort_unstable_by_key(|bounded| (bounded.visit, bounded.bound));
    found
}

/// The bound that a look gives, if its time is known at the end that matters.
fn proposal(look: &Dated, bound: BoundName, place: PlaceId) -> Option<Proposal> {
    // Of a look at an unknown time of a range nothing is certain but its outer ends; a look throughout a range found
    // the place empty to its inner end.
    let end = match (look.time, bound) {
        (Edtf::Date(when), _) => End::At(when),
        (Edtf::OneOf(from, _), BoundName::NotBefore) | (Edtf::Interval(from, _), BoundName::NotAfter) => from,
        (Edtf::OneOf(_, to) | Edtf::Interval(_, to), _) => to,
    };
    let when = end.at()?;
    Some(Proposal { bound, when, exhibit: look.exhibit, sighting: look.sighting, place, partial: look.partial })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::looks::fixture::{BERTH, PORT, facts};
    use crate::base::interval::{BOUND_NAMES, Bounds};
    use crate::model::entity::Entity;
    use crate::model::ids::{Id, VesselId};

    fn visit(bounds: [&str; 4]) -> Visit {
        let bounds = bounds.map(|text| (!text.is_empty()).then(|| text.parse().expect("a date")));
        Visit::new(VisitId::new(1), VesselId::new(1), BERTH, Bounds::new(bounds))
    }

    fn said(looks: &[(PlaceId, &str, char)], bounds: [&str; 4]) -> Vec<String> {
        let facts = facts(looks);
        proposals(&facts, &visit(bounds)).iter().map(|proposal| proposal.words(&facts)).collect()
    }

    const SEEN: [&str; 4] = ["", "2024-03-07", "2024-03-11", ""];

    #[test]
    fn the_nearest_empty_looks_bound_a_visit() {
        let looks = [
            (BERTH, "2024-03-01", '-'),
            (BERTH, "2024-03-05", '-'),
            (BERTH, "2024-03-06", '+'),
            (BERTH, "2024-03-09", '-'),
            (BERTH, "2024-03-13", '-'),
            (BERTH, "2024-03-20", '-'),
        ];
        let expected = ["not before 5 March 2024, empty berth in E-2", "not after 13 March 2024, empty berth in E-5"];
        assert_eq!(said(&looks, SEEN), expected);
    }

    #[test]
    fn of_many_looks_the_best_bound_is_taken_and_not_the_last_look() {
        let looks = [
            (BERTH, "2024-03-04", '-'),
            (BERTH, "[2024-03-01..2024-03-06]", '-'),
            (PORT, "[2024-03-12..2024-03-30]", '-'),
            (BERTH, "2024-03-14", '-'),
        ];
        let expected = ["not before 4 March 2024, empty berth in E-1", "not after 14 March 2024, empty berth in E-4"];
        assert_eq!(said(&looks, SEEN), expected);
    }

    #[test]
    fn a_bound_that_is_wider_is_offered_and_one_that_is_as_tight_is_not() {
        let looks = [(BERTH, "2024-03-05", '-'), (BERTH, "2024-03-13", '-')];
        let wide = ["2024-03-01", "2024-03-07", "2024-03-11", "2024-03-30"];
        assert_eq!(said(&looks, wide).len(), 2);
        let month = ["2024-03", "2024-03-07", "2024-03-11", "2024-03"];
        assert_eq!(said(&looks, month).len(), 2, "a month is wider than a day of it");
        assert_eq!(said(&looks, ["2024-03-05", "2024-03-07", "2024-03-11", "2024-03-12"]), [""; 0]);
    }

    #[test]
    fn what_could_not_be_seen_bounds_nothing_and_what_could_in_part_says_so() {
        assert_eq!(said(&[(BERTH, "2024-03-05", 'x')], SEEN), [""; 0]);
        let partial = ["not before 5 March 2024, empty berth in E-1, partly obstructed"];
        assert_eq!(said(&[(BERTH, "2024-03-05", '~')], SEEN), partial);
    }

    #[test]
    fn an_empty_port_has_an_empty_berth_and_an_empty_berth_may_have_a_full_port() {
        assert_eq!(said(&[(PORT, "2024-03-05", '-')], SEEN), ["not before 5 March 2024, empty port in E-1"]);
        assert_eq!(said(&[(PORT, "2024-03-05", '~')], SEEN), [""; 0], "the berth may be what was not seen");
        let facts = facts(&[(BERTH, "2024-03-05", '-')]);
        let mut visit = visit(SEEN);
        visit.place = PORT;
        assert_eq!(proposals(&facts, &visit), []);
    }

    #[test]
    fn a_look_on_the_day_itself_and_a_visit_never_seen_give_nothing() {
        assert_eq!(said(&[(BERTH, "2024-03-07", '-'), (BERTH, "2024-03-11", '-')], SEEN), [""; 0]);
        let within = ["2024-03-01", "", "", "2024-03-30"];
        assert_eq!(said(&[(BERTH, "2024-03-05", '-'), (BERTH, "2024-03-13", '-')], within), [""; 0]);
    }

    #[test]
    fn of_a_range_only_what_is_certain_is_taken() {
        let one_of = [(BERTH, "[2024-03-02..2024-03-05]", '-'), (BERTH, "[2024-03-12..2024-03-15]", '-')];
        let expected = ["not before 2 March 2024, empty berth in E-1", "not after 15 March 2024, empty berth in E-2"];
        assert_eq!(said(&one_of, SEEN), expected);
        let throughout = [(BERTH, "2024-03-02/2024-03-05", '-'), (BERTH, "2024-03-12/2024-03-15", '-')];
        let expected = ["not before 5 March 2024, empty berth in E-1", "not after 12 March 2024, empty berth in E-2"];
        assert_eq!(said(&throughout, SEEN), expected);
    }

    #[test]
    fn a_taken_bound_names_its_exhibit_and_is_not_offered_again() {
        let mut facts = facts(&[(BERTH, "2024-03-05", '-'), (BERTH, "2024-03-13", '-')]);
        let mut seen = visit(SEEN);
        let offered = proposals(&facts, &seen);
        facts.put(Entity::Visit(Box::new(seen.clone())));
        let bounded = |facts: &Facts| bounded_by(facts, facts.sightings.get(Id::new(1)).expect("a sighting"));
        let could = Bounded { visit: seen.id, bound: BoundName::NotBefore, taken: false };
        assert_eq!(bounded(&facts), [could]);
        for proposal in offered {
            proposal.apply(&mut seen);
        }
        let given: Vec<_> = BOUND_NAMES.iter().map(|name| seen.bound_exhibit(*name).map(|id| id.0)).collect();
        assert_eq!(given, [Some(1), None, None, Some(2)]);
        assert_eq!(seen.bounds.get(BoundName::NotBefore), "2024-03-05".parse().ok());
        assert_eq!(proposals(&facts, &seen), []);
        facts.put(Entity::Visit(Box::new(seen)));
        assert_eq!(bounded(&facts), [Bounded { taken: true, ..could }]);
    }

    #[test]
    fn a_silent_transponder_empties_no_berth() {
        let mut facts = facts(&[(BERTH, "2024-03-05", '-')]);
        let mut silence = facts.sightings.get(Id::new(1)).expect("a sighting").clone();
        silence.vessel = Some(VesselId::new(1));
        facts.put(Entity::Sighting(Box::new(silence)));
        assert_eq!(proposals(&facts, &visit(SEEN)), []);
    }
}
