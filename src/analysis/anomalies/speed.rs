//! Two places too far apart for the time between them.

use super::presence::Presence;
use super::{Anomaly, Rule, words};
use crate::analysis::place_tree::is_one;
use crate::base::text::thousands;
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, PlaceId};
use crate::model::place::Position;

/// Knots that no voyage of such a ship keeps up: tankers and bulk carriers make 12 to 16, the fastest container ships
/// in service about 25.
const MOST_KNOTS: f64 = 25.0;
/// Nautical miles taken off the distance: the position of a port is one point of it, and the ship may have lain at
/// another.
const SLACK: f64 = 10.0;
/// How many later presences one is compared with: a visit whose dates are wide stands between two whose dates are not.
const AHEAD: usize = 3;

/// Finds places that cannot be reached from one another in the time that the dates leave. `presences` in the order of
/// [`of_vessel`](super::presence::of_vessel).
pub(super) fn find(facts: &Facts, presences: &[Presence], found: &mut Vec<Anomaly>) {
    let placed: Vec<(&Presence, Position)> =
        presences.iter().filter_map(|presence| Some((presence, facts.position_of(presence.place)?))).collect();
    for (at, (a, from)) in placed.iter().enumerate() {
        let mut ahead = placed[at + 1..].iter().take(AHEAD);
        let too_far = |(b, to): &&(&Presence, Position)| {
            let apart = a.apart(b).filter(|apart| *apart > 0);
            apart.is_some_and(|apart| knots(from.nautical_miles_to(*to), apart) > MOST_KNOTS)
                && !is_one(facts, a.place, b.place)
        };
        if let Some((b, _)) = ahead.find(too_far) {
            found.push(Anomaly::two(Rule::Speed, a, b));
        }
    }
}

/// The least speed at which a distance in nautical miles can be made in so many seconds.
fn knots(miles: f64, seconds: i64) -> f64 {
    (miles - SLACK).max(0.0) / (seconds as f64 / 3_600.0)
}

/// “Tanker 1 had at most 5 hours for 180 nautical miles, 34 knots or more, between Vostochny (V-1, …) and Chongjin (…).”
pub(super) fn sentence(facts: &Facts, about: &[EntityRef]) -> String {
    let [a, b, ..] = about else { return String::new() };
    let who = words::vessel_of(facts, *a);
    let presence = |item: EntityRef| words::presence(facts, item);
    let place = |id: PlaceId| facts.position_of(id);
    let (Some(here), Some(there)) = (presence(*a), presence(*b)) else { return String::new() };
    let (Some(from), Some(to), Some(apart)) = (place(here.place), place(there.place), here.apart(&there)) else {
        return String::new();
    };
    let distance = from.nautical_miles_to(to);
    let least = knots(distance, apart.max(1)).floor();
    format!(
        "{who} had at most {} for {} nautical miles, {} knots or more, between {} and {}.",
        words::hours(apart),
        thousands(distance.round() as usize),
        thousands(least as usize),
        words::stay(facts, *a),
        words::stay(facts, *b),
    )
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Case, said};
    use super::*;

    /// Two visits, the second half a day by ship from the first.
    fn two(first: [&str; 4], second: [&str; 4], change: impl Fn(&mut Case)) -> Vec<String> {
        let mut case = Case::default();
        case.berth("Vostochny", "oil berth");
        case.position("Vostochny", 42.75, 133.05);
        case.position("Chongjin", 41.77, 129.83);
        case.visit(1, 1, "oil berth", first);
        case.visit(2, 1, "Chongjin", second);
        change(&mut case);
        said(&case.facts, Rule::Speed)
    }

    const LEFT: [&str; 4] = ["", "2024-03-07", "2024-03-11T12:00:00Z", ""];
    const CAME: [&str; 4] = ["", "2024-03-11T15:00:00Z", "2024-03-13", ""];

    #[test]
    fn a_voyage_that_no_ship_makes_is_told_with_distance_time_and_speed() {
        assert_eq!(
            two(LEFT, CAME, |_| {}),
            [
                "Vessel 1 had at most 3 hours for 155 nautical miles, 48 knots or more, between Vostochny, oil berth (V-1, seen 7 March 2024 to 11 March 2024, 12:00:00 UTC) and Chongjin (V-2, seen 11 March 2024, 15:00:00 UTC to 13 March 2024). [V-1 V-2]"
            ]
        );
        assert_eq!(two(CAME, LEFT, |_| {}).len(), 1, "whichever has the lower number");
    }

    #[test]
    fn the_most_favourable_reading_decides() {
        let came = |first: &'static str| two(LEFT, ["", first, "2024-03-13", ""], |_| {}).len();
        assert_eq!(came("2024-03-11T17:00:00Z"), 1);
        assert_eq!(came("2024-03-11T18:00:00Z"), 0, "six hours at 24 knots, ten miles taken off");
        assert_eq!(came("2024-03-11"), 0, "some time on the 11th may be its end");
        let none: [[&str; 4]; 4] =
            [["2024-03-11", "", "", ""], ["", "", "", "2024-03-30"], ["", "2024-03-11~", "", ""], ["", "", "", ""]];
        for second in none {
            assert_eq!(two(LEFT, second, |_| {}), [""; 0], "{second:?}");
        }
        let may_have_left = ["2024-03-01", "", "", "2024-03-11"];
        assert_eq!(two(may_have_left, CAME, |_| {}), [""; 0], "nobody saw it stay");
    }

    #[test]
    fn unknown_positions_sea_areas_and_one_place_make_no_anomaly() {
        assert_eq!(two(LEFT, CAME, |case| case.no_position("Chongjin")), [""; 0]);
        let area = |case: &mut Case| case.kind("Chongjin", crate::model::place::PlaceKind::Area);
        assert_eq!(two(LEFT, CAME, area), [""; 0]);
        let inside = |case: &mut Case| case.parent("Chongjin", "oil berth");
        assert_eq!(two(LEFT, CAME, inside), [""; 0]);
        let own = |case: &mut Case| case.position("oil berth", 41.8, 129.9);
        assert_eq!(two(LEFT, CAME, own), [""; 0], "the berth's own position comes before that of its port");
    }

    #[test]
    fn a_wide_visit_between_hides_nothing() {
        let wide = |case: &mut Case| {
            case.visit(3, 1, "Chongjin", ["2024-03-01", "", "", "2024-03-11T13:00:00Z"]);
        };
        assert_eq!(two(LEFT, CAME, wide).len(), 1);
    }
}
