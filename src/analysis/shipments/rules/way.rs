//! The way between the two ends: whether there was time for it, what else the hull did on it, and whether anybody looked.

use super::super::reasons::{Given, Leg, Rule, Sign};
use super::{Between, given, with_exhibits};
use crate::analysis::looks::stretches::{sentence, stretches};
use crate::analysis::looks::within;
use crate::base::plain_date::bounds_words;
use crate::base::text::count;
use crate::base::time::DAY;
use crate::model::ids::{EntityRef, PlaceId};
use crate::model::naming;
use crate::model::visit::{Activity, Visit};

/// Knots that small product tankers do not exceed in service; most make 10 to 14.
const FASTEST: f64 = 16.0;
/// Knots below which a laden ship is drifting or waiting rather than on her way.
const SLOWEST: f64 = 5.0;
/// Days of unexplained time in which another call fits: a berth call with the way to it.
const ROOM_FOR_A_CALL: i64 = 7;
/// Days without a look in which a call of a tanker, a day or two long, is easily missed.
const UNSEEN_CALL: i64 = 3;

/// Whether the dates leave time for the distance, and for another call.
pub fn time_and_distance(leg: &Leg, found: &mut Vec<Given>) {
    let Some((loading, discharge)) = leg.both() else { return };
    let visits = [loading, discharge];
    let rule = Rule::TimeAndDistance;
    let Some(between) = Between::of(loading, discharge) else {
        found.push(given(rule, Sign::Open, "Undated visits: the time between them is not known", &visits));
        return;
    };
    if between.longest() < 0 {
        let text = "The discharge was over before the loading can have ended";
        found.push(with_exhibits(given(rule, Sign::Against, text, &visits), &visits));
        return;
    }
    let places = [loading, discharge].map(|visit| leg.facts.position_of(visit.place));
    let [Some(from), Some(to)] = places else {
        let missing: Vec<String> = visits
            .iter()
            .zip(places)
            .filter(|(_, position)| position.is_none())
            .map(|(visit, _)| naming::name(leg.facts, visit.place.into()))
            .collect();
        let text = format!(
            "{} between the visits; no position of {}, so that speed cannot be checked",
            span(&between),
            naming::list(&missing)
        );
        found.push(given(rule, Sign::Open, text, &visits));
        return;
    };
    let miles = from.nautical_miles_to(to);
    let hours = |seconds: i64| seconds as f64 / 3_600.0;
    let least = miles / hours(between.longest()).max(1.0);
    let way = format!("{miles:.0} nautical miles or more in {}", span(&between));
    if least > FASTEST {
        let text = format!("{way}: {least:.0} knots at the least, faster than such ships sail");
        found.push(with_exhibits(given(rule, Sign::Against, text, &visits), &visits));
        return;
    }
    let text = format!("{way}: possible at {FASTEST:.0} knots or less");
    found.push(with_exhibits(given(rule, Sign::For, text, &visits), &visits));
    let spare = between.shortest() - (miles / SLOWEST * 3_600.0) as i64;
    if spare >= ROOM_FOR_A_CALL * DAY {
        let text = format!("{} more than the way takes at {SLOWEST:.0} knots: time for another call", days(spare));
        found.push(with_exhibits(given(rule, Sign::Against, text, &visits), &visits));
    }
}

/// “3 to 5 days”, “at most 5 days”.
fn span(between: &Between) -> String {
    let (shortest, longest) = (between.shortest() / DAY, (between.longest() + DAY - 1) / DAY);
    match (shortest, longest) {
        (0, longest) => format!("at most {}", count(usize::try_from(longest).unwrap_or(0), "day")),
        (shortest, longest) if shortest >= longest => count(usize::try_from(longest).unwrap_or(0), "day"),
        (shortest, longest) => format!("{shortest} to {longest} days"),
    }
}

fn days(seconds: i64) -> String {
    count(usize::try_from(seconds / DAY).unwrap_or(0), "day")
}

/// How many calls between are named one by one.
const NAMED: usize = 4;

/// Other visits of the hull between the two.
pub fn between(leg: &Leg, found: &mut Vec<Given>) {
    let Some((loading, discharge)) = leg.both() else { return };
    let (Some((start, _)), Some((_, end))) = (loading.bounds.extent(), discharge.bounds.extent()) else { return };
    let facts = leg.facts;
    let others = facts.links().visits_of(loading.vessel).filter(|id| *id != loading.id && *id != discharge.id);
    let mut calls: Vec<&Visit> = others
        .filter_map(|id| facts.visits.get(id))
        // Surely between: not before the loading was under way, and over before the discharge can have been.
        .filter(|visit| {
            visit.bounds.extent().is_some_and(|(from, to)| from >= start && to <= end && (from, to) != (start, end))
        })
        .collect();
    calls.sort_by_key(|visit| (visit.bounds.sort_key(), visit.id));
    for visit in calls.iter().take(NAMED) {
        let transfer = if visit.activity == Activity::ShipToShip { ", where cargo can change ships" } else { "" };
        let did =
            if visit.activity == Activity::Unknown { String::new() } else { format!(", {}", visit.activity.word()) };
        let text = format!(
            "V-{} lies between: {}{did}, {}{transfer}",
            visit.id.0,
            naming::name(facts, visit.place.into()),
            bounds_words(&visit.bounds)
        );
        found.push(with_exhibits(given(Rule::Between, Sign::Against, text, &[visit]), &[visit]));
    }
    if calls.len() > NAMED {
        let text = format!("{} more calls lie between", calls.len() - NAMED);
        found.push(given(Rule::Between, Sign::Against, text, &[loading, discharge]));
    }
    if calls.is_empty() {
        let text = "No other call of the hull in the case between the two";
        found.push(given(Rule::Between, Sign::For, text, &[loading, discharge]));
    }
}

/// Whether a call could have been missed because nobody looked: at either place between the visits, or after a loading
/// without a discharge.
pub fn imagery(leg: &Leg, found: &mut Vec<Given>) {
    let Some((loading, discharge)) = leg.both() else { return };
    let Some(between) = Between::of(loading, discharge).filter(|between| between.longest() > 0) else { return };
    let mut places: Vec<PlaceId> = vec![loading.place, discharge.place];
    places.dedup();
    for place in places {
        let name = naming::name(leg.facts, place.into());
        if within(leg.facts, place).is_empty() {
            let text = format!("No image of {name} is in the case, so that nobody can say whether a call was missed");
            found.push(Given { rests_on: vec![place.into()], ..given(Rule::Imagery, Sign::Open, text, &[]) });
            continue;
        }
        let gaps = stretches(leg.facts, place, Some((between.left_earliest, between.came_latest)));
        let longest = gaps.iter().max_by_key(|gap| (gap.to.0 - gap.from.0, std::cmp::Reverse(gap.from)));
        let long = longest.filter(|gap| gap.to.0 - gap.from.0 >= UNSEEN_CALL * DAY);
        let (sign, text, exhibits) = if let Some(gap) = long {
            let said = sentence(leg.facts, place, gap);
            let text = format!("{said} A call could have been missed");
            (Sign::Against, text, gap.before.into_iter().chain(gap.after).collect())
        } else {
            let text = format!("{name} was looked at between the visits with never {UNSEEN_CALL} days between looks");
            (Sign::For, text, Vec::new())
        };
        let rests_on = vec![EntityRef::from(place)];
        found.push(Given { rule: Rule::Imagery, sign, text, exhibits, rests_on });
    }
}
