//! The measure tool: the interval between two instants on the timeline, in words.

use jiff::tz::TimeZone;

use super::handles::edge;
use crate::base::interval::BOUND_NAMES;
use crate::base::time::{DAY, END_SECOND, FIRST_SECOND, Utc};
use crate::figure::axis::TimeAxis;
use crate::figure::scene::Item;
use crate::figure::wording;
use crate::model::facts::Facts;
use crate::model::ids::EntityRef;
use crate::model::visit::Visit;

/// How near a bound or a sighting draws an end to itself, in points.
const NEAR: f32 = 6.0;

/// One end of what is measured.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Mark {
    /// The instant, in seconds since 1970.
    pub second: i64,
    /// What lies there: `First seen of V-3`; empty if nothing does.
    pub name: String,
}

/// A measured interval.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Interval {
    /// The earlier end.
    pub from: Mark,
    /// The later end.
    pub to: Mark,
}

impl Interval {
    /// The interval between two ends, in whatever order they were pointed at.
    #[must_use]
    pub fn between(one: Mark, other: Mark) -> Self {
        if one.second <= other.second { Self { from: one, to: other } } else { Self { from: other, to: one } }
    }

    /// Its length: `6 days 4 hours (148 h)`.
    #[must_use]
    pub fn length(&self) -> String {
        wording::measured(self.to.second - self.from.second)
    }

    /// Both ends in a zone: `7 March 2024, 04:00`.
    #[must_use]
    pub fn ends(&self, zone: &TimeZone) -> [String; 2] {
        [&self.from, &self.to].map(|end| wording::instant(Utc(end.second), zone))
    }

    /// The whole of it as it may be pasted: `4 days (96 h) from 12 March 2024, 00:00 (last seen of V-1) to 16 March 2024,
    /// 00:00 (first seen of V-4), UTC`.
    #[must_use]
    pub fn sentence(&self, zone: &TimeZone) -> String {
        let [from, to] = self.ends(zone);
        let with =
            |time: String, mark: &Mark| if mark.name.is_empty() { time } else { format!("{time} ({})", mark.name) };
        let (from, to) = (with(from, &self.from), with(to, &self.to));
        format!("{} from {from} to {to}, {}", self.length(), wording::zone_name(zone))
    }
}

/// The instants of what lies in a row, to which ends are drawn: the bounds of visits, and sightings. By time.
#[must_use]
pub fn marks_of<'a>(facts: &Facts, items: impl Iterator<Item = &'a Item>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for item in items {
        let Item::Entity(item) = item else { continue };
        if let Some(visit) = item.as_id::<Visit>().and_then(|id| facts.visits.get(id)) {
            marks.extend(BOUND_NAMES.into_iter().filter_map(|name| {
                let second = edge(name, visit.bounds.get(name)?);
                Some(Mark { second, name: format!("{} of V-{}", name.words().to_lowercase(), visit.id.0) })
            }));
        } else {
            marks.extend(sighting(facts, *item));
        }
    }
    marks.sort();
    marks.dedup();
    marks
}

fn sighting(facts: &Facts, item: EntityRef) -> Option<Mark> {
    let sighting = facts.sightings.get(item.as_id()?)?;
    let time = sighting.time.as_ref()?.time;
    Some(Mark { second: time.start().or(time.end())?.0, name: format!("SI-{}", sighting.id.0) })
}

/// The end that is meant at an instant: the nearest of `marks` if it is near, else the instant as exactly as a hand can
/// point at this zoom.
#[must_use]
pub fn end_at(second: f64, axis: &TimeAxis, marks: &[Mark]) -> Mark {
    const UNITS: [i64; 4] = [60, 3_600, DAY / 4, DAY];
    let distance = |mark: &&Mark| (axis.x(mark.second as f64) - axis.x(second)).abs();
    let near = marks.iter().filter(|mark| distance(mark) <= NEAR).min_by(|a, b| distance(a).total_cmp(&distance(b)));
    if let Some(mark) = near {
        return mark.clone();
    }
    let per_point = axis.seconds_per_point();
    let unit = UNITS.into_iter().find(|unit| *unit as f64 >= per_point).unwrap_or(DAY);
    let unit = if per_point < 1.0 { 1 } else { unit };
    let second = (second / unit as f64).round() as i64 * unit;
    Mark { second: second.clamp(FIRST_SECOND, END_SECOND - 1), name: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::fixture;
    use crate::model::ids::{SightingId, VisitId};

    /// 1 March 2024.
    const MARCH: i64 = 1_709_251_200;

    fn mark(second: i64, name: &str) -> Mark {
        Mark { second, name: name.to_owned() }
    }

    #[test]
    fn an_interval_is_said_with_its_ends_whichever_came_first() {
        let (a, b) = (mark(MARCH, ""), mark(MARCH + 6 * DAY + 4 * 3_600, "first seen of V-4"));
        let interval = Interval::between(b.clone(), a.clone());
        assert_eq!(interval, Interval::between(a, b));
        assert_eq!(interval.length(), "6 days 4 hours (148 h)");
        let seoul = TimeZone::get("Asia/Seoul").expect("a bundled zone");
        assert_eq!(
            interval.sentence(&seoul),
            "6 days 4 hours (148 h) from 1 March 2024, 09:00 to 7 March 2024, 13:00 (first seen of V-4), Asia/Seoul"
        );
    }

    #[test]
    fn ends_are_drawn_to_bounds_and_sightings_and_are_no_finer_than_a_hand() {
        let facts = fixture::facts();
        let items = [Item::Entity(VisitId::new(1).into()), Item::Entity(SightingId::new(2).into()), Item::Lane(0)];
        let marks = marks_of(&facts, items.iter());
        let names: Vec<&str> = marks.iter().map(|mark| mark.name.as_str()).collect();
        assert_eq!(
            names,
            ["SI-2", "not before of V-1", "first seen of V-1", "last seen of V-1", "not after of V-1"],
            "by time"
        );
        // 20 points a day.
        let axis = TimeAxis { from: MARCH as f64, to: (MARCH + 50 * DAY) as f64, left: 0.0, width: 1_000.0 };
        let at = |second: i64| end_at(second as f64, &axis, &marks);
        assert_eq!(at(MARCH + 6 * DAY + 6_000), mark(MARCH + 6 * DAY, "first seen of V-1"));
        assert_eq!(at(MARCH + 20 * DAY + 13 * 3_600), mark(MARCH + 20 * DAY + 12 * 3_600, ""), "to a quarter of a day");
        let close = TimeAxis { to: (MARCH + 500) as f64, ..axis };
        assert_eq!(end_at(MARCH as f64 + 7.4, &close, &[]).second, MARCH + 7);
    }
}
