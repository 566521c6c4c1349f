//! Night at the places of the lanes, as faint bands, once a day is wide enough to be read.

use chrono::{NaiveDate, TimeDelta};
use sunrise::{Coordinates, SolarDay, SolarEvent};

use super::frame::Frame;
use crate::base::time::{DAY, END_SECOND, FIRST_SECOND};
use crate::figure::draw::{at, rect, solid};
use crate::figure::lanes::LaneKind;
use crate::figure::palette::{Ink, Role};
use crate::figure::scene::Scene;
use crate::model::facts::Facts;
use crate::model::ids::PlaceId;
use crate::model::place::Position;

/// Narrowest day that is shaded, in points.
const NARROWEST: f64 = 24.0;
/// Places lie in places at most so deep; a case that says otherwise goes in a circle.
const DEEPEST: usize = 8;

/// Draws the nights of every visible lane whose place, or one that it lies in, has a position.
pub(super) fn draw(frame: &Frame, scene: &mut Scene) {
    if DAY as f64 / frame.axis.seconds_per_point() < NARROWEST {
        return;
    }
    let mut last: Option<(PlaceId, Vec<(f32, f32)>)> = None;
    for (_, info) in frame.strips() {
        let (LaneKind::Lane, Some(place)) = (info.kind, info.place) else { continue };
        let Some((top, bottom)) = frame.band(info.y + info.lead, info.y + info.height) else { continue };
        if last.as_ref().is_none_or(|(known, _)| *known != place) {
            let nights = position(frame.facts, place).map(|position| nights(position, frame.axis.from, frame.axis.to));
            let across = |(from, to): (i64, i64)| {
                let (left, right) = (frame.axis.x(from as f64), frame.axis.x(to as f64));
                (left.max(frame.area.left), right.min(frame.area.right))
            };
            last = Some((place, nights.unwrap_or_default().into_iter().map(across).collect()));
        }
        for &(left, right) in last.iter().flat_map(|(_, nights)| nights) {
            if right > left {
                scene.fill(rect(left, top, right, bottom), 0.0, Ink::from(Role::Text).faded(0.06));
                // Dusk and dawn as lines, so that a band is not a matter of its shade alone.
                for x in [left, right].into_iter().filter(|x| *x > frame.area.left && *x < frame.area.right) {
                    scene.line(at(x, top), at(x, bottom), solid(1.0, Ink::from(Role::Line).faded(0.6)));
                }
            }
        }
    }
}

/// Where a place is: its own position, or that of the nearest place it lies in that has one.
fn position(facts: &Facts, place: PlaceId) -> Option<Position> {
    let mut place = facts.places.get(place)?;
    for _ in 0..DEEPEST {
        if place.position.is_some() {
            return place.position;
        }
        place = facts.places.get(place.parent?)?;
    }
    None
}

/// The nights that touch a stretch of time, from sunset to sunrise, each as first second and the one after its last.
/// A polar day has none, and a polar night is one without end.
///
/// A night is what lies between the days; a day is worked out from solar noon, so that one that runs past midnight UTC
/// is no special case.
fn nights(position: Position, from: f64, to: f64) -> Vec<(i64, i64)> {
    let Some(coordinates) = Coordinates::new(position.lat(), position.lon()) else { return Vec::new() };
    let first = (from as i64).clamp(FIRST_SECOND, END_SECOND).div_euclid(DAY) - 2;
    let last = (to as i64).clamp(FIRST_SECOND, END_SECOND).div_euclid(DAY) + 2;
    let mut nights = Vec::new();
    // The end of the day before; before the first one it is night.
    let mut dark = Some(first * DAY);
    for day in first..=last {
        // The default is 1 January 1970.
        let Some(date) = NaiveDate::default().checked_add_signed(TimeDelta::days(day)) else { continue };
        let sun = SolarDay::new(coordinates, date);
        let at = |event| sun.event_time(event).map(|time| time.timestamp());
        match (at(SolarEvent::Sunrise), at(SolarEvent::Sunset)) {
            (Some(rise), Some(set)) => {
                nights.extend(dark.filter(|dusk| *dusk < rise).map(|dusk| (dusk, rise)));
                dark = Some(set);
            }
            _ if is_up_at_noon(position.lat(), day) => {
                // The sun does not set: night ended at its last solar midnight, half a day before noon.
                let noon = day * DAY + DAY / 2 - (position.lon() * 240.0) as i64;
                nights.extend(dark.filter(|dusk| *dusk < noon - DAY / 2).map(|dusk| (dusk, noon - DAY / 2)));
                dark = None;
            }
            // The sun does not rise: night goes on, or begins with the solar midnight before.
            _ => {
                let noon = day * DAY + DAY / 2 - (position.lon() * 240.0) as i64;
                dark = dark.or(Some(noon - DAY / 2));
            }
        }
    }
    nights.extend(dark.map(|dusk| (dusk, (last + 1) * DAY)));
    nights.retain(|(dusk, dawn)| (*dawn as f64) > from && (*dusk as f64) < to);
    nights
}

/// Whether the sun stands above the horizon at noon, on a day on which it neither rises nor sets. Its declination is
/// taken from the day of the year (a cosine with its low at the December solstice), right to half a degree.
fn is_up_at_noon(lat: f64, day: i64) -> bool {
    // The solstice of 21 December 1969 lies eleven days before the first of January 1970.
    let turn = (day + 11) as f64 / 365.242_2;
    let declination = -23.44 * (turn * std::f64::consts::TAU).cos();
    90.0 - (lat - declination).abs() > -0.83
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::When;

    fn second(text: &str) -> f64 {
        text.parse::<When>().expect("a date").start().0 as f64
    }

    fn at(lat: f64, lon: f64, from: &str, to: &str) -> Vec<(i64, i64)> {
        nights(Position::new(lat, lon).expect("on the globe"), second(from), second(to))
    }

    #[test]
    fn a_night_runs_from_sunset_to_sunrise_at_the_place() {
        let check = |lat: f64, lon: f64, span: [&str; 2], sunset: &str, sunrise: &str| {
            let nights = at(lat, lon, span[0], span[1]);
            let near = |got: i64, expect: &str| (got as f64 - second(expect)).abs() < 180.0;
            assert!(nights.len() == 1 && near(nights[0].0, sunset) && near(nights[0].1, sunrise), "{nights:?}");
        };
        // London at midsummer sees the sun from 03:43 to 20:21, at midwinter from 08:04 to 15:53 (UTC).
        let midsummer = ["2024-06-20T12Z", "2024-06-21T12Z"];
        check(51.5, -0.12, midsummer, "2024-06-20T20:21Z", "2024-06-21T03:43Z");
        let midwinter = ["2024-12-20T12Z", "2024-12-21T12Z"];
        check(51.5, -0.12, midwinter, "2024-12-20T15:53Z", "2024-12-21T08:04Z");
        // Sydney at midwinter, from 07:00 to 16:54 (UTC+10).
        check(-33.87, 151.21, ["2024-06-20T02Z", "2024-06-21T02Z"], "2024-06-20T06:54Z", "2024-06-20T21:00Z");
    }

    #[test]
    fn nights_do_not_overlap_anywhere() {
        for lat in [-90.0, -78.0, -66.4, -12.0, 0.0, 47.0, 66.4, 70.0, 90.0] {
            for lon in [-180.0, -121.0, 0.0, 132.9, 180.0] {
                let nights = at(lat, lon, "2024-01-01", "2025-01-01");
                assert!(nights.iter().all(|(dusk, dawn)| dusk < dawn), "{lat} {lon}");
                assert!(nights.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{lat} {lon}");
                let dark: i64 = nights.iter().map(|(dusk, dawn)| dawn - dusk).sum();
                let share = dark as f64 / (366.0 * DAY as f64);
                assert!((0.42..0.56).contains(&share), "{lat} {lon}: dark for {share:.2} of the year");
            }
        }
    }

    #[test]
    fn a_polar_day_has_no_night_and_a_polar_night_no_end() {
        // Tromsø: midnight sun from 18 May to 26 July, polar night from 27 November to 15 January.
        assert!(at(69.65, 18.96, "2024-06-10", "2024-07-10").is_empty());
        let winter = at(69.65, 18.96, "2024-12-05", "2025-01-05");
        assert_eq!(winter.len(), 1);
        assert!(winter[0].0 as f64 <= second("2024-12-05") && winter[0].1 as f64 >= second("2025-01-05"));
        assert!(!at(-69.0, 39.6, "2024-06-10", "2024-07-10").is_empty(), "winter in the south");
        assert!(at(-69.0, 39.6, "2024-12-15", "2024-12-30").is_empty(), "summer in the south");
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_special_case() {
        for (from, to) in [("0001-01-01", "0001-01-20"), ("9999-12-12", "9999-12-31")] {
            assert!((18..=23).contains(&at(42.8, 132.9, from, to).len()), "{from}");
        }
    }
}
