//! Two places at once, and two visits at one place that overlap.

use super::presence::Presence;
use super::{Anomaly, Rule, words};
use crate::analysis::place_tree::is_one;
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef};

/// How many others something is reported to overlap with; more say nothing new.
const MOST_REPORTED: usize = 16;
/// Of more presences that go on at one time only those that last longest are compared: a case in which one hull is in
/// a thousand places at once is told so often enough.
const MOST_COMPARED: usize = 64;

/// Finds what overlaps however the dates are read. `presences` in the order of [`of_vessel`](super::presence::of_vessel).
pub(super) fn find(facts: &Facts, presences: &[Presence], found: &mut Vec<Anomaly>) {
    let mut going_on: Vec<&Presence> = Vec::new();
    for presence in presences {
        // What can have left before this one came can be kept apart from it, and from all that came later.
        going_on.retain(|other| other.left_from >= presence.came_by);
        let together = going_on.iter().rev().filter(|other| presence.apart(other).is_some_and(|apart| apart <= 0));
        let anomalies =
            together.filter_map(|other| Some(Anomaly::two(judge(facts, other, presence)?, other, presence)));
        found.extend(anomalies.take(MOST_REPORTED));
        going_on.push(presence);
        if going_on.len() > MOST_COMPARED
            && let Some((shortest, _)) = going_on.iter().enumerate().min_by_key(|(_, other)| other.left_from)
        {
            going_on.remove(shortest);
        }
    }
}

fn judge(facts: &Facts, a: &Presence, b: &Presence) -> Option<Rule> {
    let visits = a.item.kind == EntityKind::Visit && b.item.kind == EntityKind::Visit;
    if a.place == b.place {
        return visits.then_some(Rule::Overlap);
    }
    (!is_one(facts, a.place, b.place)).then_some(Rule::TwoPlaces)
}

/// “Tanker 1 was at Vostochny (V-1, seen 7 to 11 March 2024) and at Chongjin (…) at the same time.”
pub(super) fn sentence(facts: &Facts, rule: Rule, about: &[EntityRef]) -> String {
    let [a, b, ..] = about else { return String::new() };
    let who = words::vessel_of(facts, *a);
    if rule == Rule::Overlap {
        let place = words::place_of(facts, *a);
        let (a, b) = (words::when(facts, *a), words::when(facts, *b));
        return format!("{who} has two visits at {place} that overlap, {a} and {b}: they may be one.");
    }
    let (a, b) = (words::stay(facts, *a), words::stay(facts, *b));
    format!("{who} was at {a} and at {b} at the same time.")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Case, said};
    use Rule::{Overlap, TwoPlaces};

    use super::*;

    #[test]
    fn visits_at_two_places_that_overlap_are_told_and_those_that_touch_on_a_day_are_not() {
        let case = |second: [&str; 4]| {
            let mut case = Case::default();
            case.visit(1, 1, "Vostochny", ["", "2024-03-07", "2024-03-11", ""]);
            case.visit(2, 1, "Chongjin", second);
            said(&case.facts, TwoPlaces)
        };
        assert_eq!(
            case(["", "2024-03-09", "2024-03-13", ""]),
            [
                "Vessel 1 was at Vostochny (V-1, seen 7 to 11 March 2024) and at Chongjin (V-2, seen 9 to 13 March 2024) at the same time. [V-1 V-2]"
            ]
        );
        assert_eq!(case(["", "2024-03-11", "2024-03-13", ""]), [""; 0], "it may have sailed on the 11th");
        assert_eq!(case(["", "2024-03-11T00:00:01Z", "2024-03-13", ""]), [""; 0], "in its first second");
        assert_eq!(case(["", "2024-03-05", "2024-03-07", ""]), [""; 0], "whichever came first");
        assert_eq!(case(["2024-03-01", "", "", "2024-03-30"]), [""; 0], "some time within is not throughout");
        assert_eq!(case(["2024-03-08", "", "", "2024-03-10"]).len(), 1, "some time within what is sure is");
        assert_eq!(case(["2024-03-08", "", "", ""]), [""; 0], "an open bound is none");
        assert_eq!(case(["", "2024-03-09~", "2024-03-13", ""]), [""; 0], "about the 9th may be the 12th");
        assert_eq!(case(["", "2024-03-09?", "2024-03-10", ""]).len(), 1, "the 10th is enough");
        assert_eq!(case(["", "", "", ""]), [""; 0]);
    }

    #[test]
    fn a_berth_in_its_port_is_one_place_and_two_berths_are_two() {
        let case = |a: &str, b: &str| {
            let mut case = Case::default();
            case.berth("Vostochny", "oil berth");
            case.berth("Vostochny", "coal berth");
            case.visit(1, 1, a, ["", "2024-03-07", "2024-03-11", ""]);
            case.visit(2, 1, b, ["", "2024-03-08", "2024-03-09", ""]);
            (said(&case.facts, TwoPlaces).len(), said(&case.facts, Overlap).len())
        };
        assert_eq!(case("Vostochny", "oil berth"), (0, 0));
        assert_eq!(case("oil berth", "Vostochny"), (0, 0));
        assert_eq!(case("oil berth", "coal berth"), (1, 0));
        assert_eq!(case("oil berth", "oil berth"), (0, 1));
    }

    #[test]
    fn two_visits_at_one_place_are_told_if_they_cannot_be_two() {
        let case = |second: [&str; 4]| {
            let mut case = Case::default();
            case.visit(1, 1, "Vostochny", ["", "2024-03-07", "2024-03-11", ""]);
            case.visit(2, 1, "Vostochny", second);
            said(&case.facts, Overlap)
        };
        assert_eq!(
            case(["", "2024-03-09", "2024-03-13", ""]),
            [
                "Vessel 1 has two visits at Vostochny that overlap, V-1 (seen 7 to 11 March 2024) and V-2 (seen 9 to 13 March 2024): they may be one. [V-1 V-2]"
            ]
        );
        assert_eq!(case(["2024-03-08", "", "", "2024-03-10"]).len(), 1, "the one contains the other");
        assert_eq!(case(["", "2024-03-11", "2024-03-12", ""]), [""; 0], "it may have come back on the same day");
        let other = {
            let mut case = Case::default();
            case.visit(1, 1, "Vostochny", ["", "2024-03-07", "2024-03-11", ""]);
            case.visit(2, 2, "Vostochny", ["", "2024-03-07", "2024-03-11", ""]);
            said(&case.facts, Overlap)
        };
        assert_eq!(other, [""; 0], "two hulls may lie side by side");
    }

    #[test]
    fn sightings_contradict_each_other_and_visits_unless_a_visit_speaks_for_them() {
        let case = |place: &str, time: &str, linked: bool| {
            let mut case = Case::default();
            case.visit(1, 1, "Vostochny", ["", "2024-03-07", "2024-03-11", ""]);
            case.sighting(7, Some(1), place, time);
            if linked {
                case.link(1, 7);
            }
            said(&case.facts, TwoPlaces)
        };
        assert_eq!(
            case("Chongjin", "2024-03-09", false),
            [
                "Vessel 1 was at Vostochny (V-1, seen 7 to 11 March 2024) and at Chongjin (SI-7, 9 March 2024) at the same time. [V-1 SI-7]"
            ]
        );
        assert_eq!(case("Chongjin", "2024-03-09", true).len(), 1, "its own visit may be wrong");
        assert_eq!(case("Vostochny", "2024-03-09", false), [""; 0]);
        assert_eq!(case("Chongjin", "2024-03-11", false), [""; 0]);
        assert_eq!(case("Chongjin", "2024-03", false), [""; 0], "March has days enough");
        assert_eq!(case("Chongjin", "[2024-03-08..2024-03-10]", false).len(), 1, "on one of these days");
        assert_eq!(case("Chongjin", "[2024-03-08..2024-03-20]", false), [""; 0]);
        assert_eq!(case("Chongjin", "2024-03-10/2024-03-20", false).len(), 1, "throughout");
        assert_eq!(case("Chongjin", "../2024-03-20", false), [""; 0]);
        let pair = |a: &str, b: &str| {
            let mut case = Case::default();
            case.sighting(7, Some(1), "Vostochny", a);
            case.sighting(8, Some(1), "Chongjin", b);
            said(&case.facts, TwoPlaces).len()
        };
        assert_eq!(pair("2024-03-07T04:05:06Z", "2024-03-07T04:05:06Z"), 1);
        assert_eq!(pair("2024-03-07T04:05Z", "2024-03-07T04:05Z"), 0, "a minute has sixty seconds");
        assert_eq!(pair("2024-03-07", "2024-03-07"), 0);
    }

    #[test]
    fn an_empty_berth_and_a_clouded_one_contradict_nothing() {
        let mut case = Case::default();
        case.visit(1, 1, "Vostochny", ["", "2024-03-07", "2024-03-11", ""]);
        case.sighting(7, Some(1), "Chongjin", "2024-03-09");
        case.change_sighting(7, |sighting| sighting.negative = true);
        assert_eq!(said(&case.facts, TwoPlaces), [""; 0]);
        case.change_sighting(7, |sighting| {
            sighting.negative = false;
            sighting.obstruction = crate::model::evidence::Obstruction::Obstructed;
        });
        assert_eq!(said(&case.facts, TwoPlaces), [""; 0]);
    }

    #[test]
    fn a_hull_that_is_everywhere_at_once_is_told_so_in_bounded_time() {
        let mut case = Case::default();
        for id in 1..=3_000 {
            case.visit(id, 1, if id % 2 == 0 { "Vostochny" } else { "Chongjin" }, ["", "2024-03-07", "2024-03-11", ""]);
        }
        let anomalies = super::super::Anomalies::build(&case.facts);
        let found = anomalies.count(Overlap) + anomalies.count(TwoPlaces);
        assert!((2_000..=3_000 * MOST_REPORTED).contains(&found), "{found}");
    }
}
