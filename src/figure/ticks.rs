//! Marks of the calendar along a time axis, in two rows, true to the calendar of a zone.

use jiff::civil;
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};

use super::axis::TimeAxis;
use super::wording::{clock, day, month, month_short};
use crate::base::time::{DAY, END_SECOND, FIRST_SECOND, Utc};

/// Which of the two rows a tick stands in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TickLevel {
    /// The upper row: the larger unit.
    Major,
    /// The lower row: the smaller unit.
    Minor,
}

/// One mark of the calendar.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tick {
    /// The instant.
    pub second: i64,
    /// Which row.
    pub level: TickLevel,
    /// What it is called: `March 2024`, `11`.
    pub label: String,
    /// The same in fewer letters, for where the label does not fit: `Mar`.
    pub short: String,
}

/// A distance between marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    /// Seconds, up to half a day; divides a day.
    Seconds(i64),
    Days,
    /// Mondays.
    Weeks,
    Months(i64),
    Years(i64),
}

/// Steps of the lower row from fine to coarse, and how many points each needs at least for its label.
const LADDER: [(Step, f64); 34] = [
    (Step::Seconds(1), 64.0),
    (Step::Seconds(5), 64.0),
    (Step::Seconds(10), 64.0),
    (Step::Seconds(30), 64.0),
    (Step::Seconds(60), 46.0),
    (Step::Seconds(120), 46.0),
    (Step::Seconds(300), 46.0),
    (Step::Seconds(600), 46.0),
    (Step::Seconds(900), 46.0),
    (Step::Seconds(1_800), 46.0),
    (Step::Seconds(3_600), 46.0),
    (Step::Seconds(7_200), 46.0),
    (Step::Seconds(10_800), 46.0),
    (Step::Seconds(21_600), 46.0),
    (Step::Seconds(43_200), 46.0),
    (Step::Days, 27.0),
    (Step::Weeks, 30.0),
    (Step::Months(1), 38.0),
    (Step::Months(3), 38.0),
    (Step::Months(6), 38.0),
    (Step::Years(1), 46.0),
    (Step::Years(2), 46.0),
    (Step::Years(5), 46.0),
    (Step::Years(10), 46.0),
    (Step::Years(20), 46.0),
    (Step::Years(50), 46.0),
    (Step::Years(100), 46.0),
    (Step::Years(200), 46.0),
    (Step::Years(500), 46.0),
    (Step::Years(1_000), 46.0),
    (Step::Years(2_000), 46.0),
    (Step::Years(5_000), 46.0),
    (Step::Years(10_000), 46.0),
    (Step::Years(20_000), 0.0),
];

impl Step {
    /// Its least length in seconds.
    fn seconds(self) -> i64 {
        match self {
            Self::Seconds(n) => n,
            Self::Days => DAY - 3_600,
            Self::Weeks => 7 * DAY - 3_600,
            // February, and months as they come.
            Self::Months(1) => 28 * DAY,
            Self::Months(n) => n * 30 * DAY,
            Self::Years(n) => n * 365 * DAY,
        }
    }

    /// The step of the upper row above this one.
    fn above(self) -> Option<Self> {
        match self {
            Self::Seconds(_) => Some(Self::Days),
            Self::Days | Self::Weeks => Some(Self::Months(1)),
            Self::Months(_) => Some(Self::Years(1)),
            Self::Years(n) if n < 10 => Some(Self::Years(10)),
            Self::Years(n) if n < 100 => Some(Self::Years(100)),
            Self::Years(_) => None,
        }
    }
}

/// The marks of the calendar on an axis, in time order within each row, upper row first.
///
/// The upper row begins with the unit that the left edge lies in, so that its label can stay at the edge. Labels of
/// the lower row never overlap at the usual size of 11.5 points; whether those of the upper row fit is for the
/// drawing to see, which knows where the edge is.
#[must_use]
pub fn ticks(axis: &TimeAxis, zone: &TimeZone) -> Vec<Tick> {
    let per_point = axis.seconds_per_point();
    let fits = |(step, room): &(Step, f64)| step.seconds() as f64 >= room * per_point;
    let (step, room) = LADDER.iter().find(|entry| fits(entry)).copied().unwrap_or((Step::Years(20_000), 0.0));
    // Where clocks are put back an hour comes twice, and its second mark may be nearer than a label is wide.
    let is_near =
        |at: i64, before: i64| matches!(step, Step::Seconds(_)) && ((at - before) as f64) < 0.75 * room * per_point;
    let from = (axis.from.floor() as i64).clamp(FIRST_SECOND, END_SECOND - 1);
    let to = (axis.to.ceil() as i64).clamp(FIRST_SECOND, END_SECOND - 1);
    let mut all = Vec::new();
    if let Some(above) = step.above() {
        let mut at = floor(from, above, zone);
        while at <= to {
            let (label, short) = major_label(at, above, zone);
            all.push(Tick { second: at, level: TickLevel::Major, label, short });
            let Some(next) = next(at, above, zone) else { break };
            at = next;
        }
    }
    let mut at = floor(from, step, zone);
    while at <= to {
        let before = all.last().filter(|tick: &&Tick| tick.level == TickLevel::Minor).map(|tick| tick.second);
        if at >= from && !before.is_some_and(|before| is_near(at, before)) {
            let label = minor_label(at, step, zone);
            all.push(Tick { second: at, level: TickLevel::Minor, short: label.clone(), label });
        }
        let Some(next) = next(at, step, zone) else { break };
        at = next;
    }
    all
}

/// The instant of a civil time in a zone; in a gap, the first instant after it.
fn instant(at: civil::DateTime, zone: &TimeZone) -> i64 {
    if *zone == TimeZone::UTC {
        return Utc::from_civil(at).0;
    }
    zone.to_timestamp(at).map_or_else(|_| Utc::from_civil(at).0, jiff::Timestamp::as_second)
}

fn midnight(date: civil::Date, zone: &TimeZone) -> i64 {
    instant(date.at(0, 0, 0, 0), zone)
}

fn second_of_day(at: i64, zone: &TimeZone) -> i64 {
    let local = Utc(at).in_zone(zone);
    i64::from(local.hour()) * 3_600 + i64::from(local.minute()) * 60 + i64::from(local.second())
}

/// The last mark at or before an instant.
fn floor(at: i64, step: Step, zone: &TimeZone) -> i64 {
    let date = Utc(at).in_zone(zone).date();
    let first = match step {
        Step::Seconds(n) => return at - second_of_day(at, zone) % n,
        Step::Days => Some(date),
        Step::Weeks => date.checked_sub(i64::from(date.weekday().to_monday_zero_offset()).days()).ok(),
        Step::Months(n) => {
            let back = (i64::from(date.month()) - 1) % n;
            date.first_of_month().checked_sub(back.months()).ok()
        }
        Step::Years(n) => year(i64::from(date.year()) / n * n),
    };
    first.map_or(FIRST_SECOND, |date| midnight(date, zone))
}

fn year(year: i64) -> Option<civil::Date> {
    civil::Date::new(i16::try_from(year.max(1)).ok()?, 1, 1).ok()
}

/// The mark after one; always later than it. None at the end of the calendar.
fn next(at: i64, step: Step, zone: &TimeZone) -> Option<i64> {
    let after = |date: civil::Date, span: Span| Some(midnight(date.checked_add(span).ok()?, zone));
    let date = Utc(at).in_zone(zone).date();
    let next = match step {
        Step::Seconds(n) => Some(next_seconds(at, n, zone)),
        Step::Days => after(date, 1.day()),
        Step::Weeks => after(date, 7.days()),
        Step::Months(n) => after(date.first_of_month(), n.months()),
        Step::Years(n) => year(i64::from(date.year()) / n * n + n).map(|date| midnight(date, zone)),
    };
    next.filter(|&next| next > at && next < END_SECOND)
}

/// The next instant whose local clock is a multiple of `step`, also across a change of the clock: an hour that
/// comes twice is marked twice, one that is left out is not.
fn next_seconds(at: i64, step: i64, zone: &TimeZone) -> i64 {
    let next = at + step;
    let over = second_of_day(next, zone) % step;
    if over == 0 {
        return next;
    }
    let back = next - over;
    if back > at && second_of_day(back, zone) % step == 0 { back } else { next + step - over }
}

fn minor_label(at: i64, step: Step, zone: &TimeZone) -> String {
    let local = Utc(at).in_zone(zone);
    let date = local.date();
    match step {
        Step::Seconds(n) if n < 60 => {
            format!("{:02}:{:02}:{:02}", local.hour(), local.minute(), local.second())
        }
        Step::Seconds(_) => clock(local),
        Step::Days | Step::Weeks => date.day().to_string(),
        Step::Months(_) => month_short(date).to_owned(),
        Step::Years(_) => date.year().to_string(),
    }
}

fn major_label(at: i64, step: Step, zone: &TimeZone) -> (String, String) {
    let date = Utc(at).in_zone(zone).date();
    let year = date.year();
    match step {
        Step::Days => (day(date), format!("{} {}", date.day(), month_short(date))),
        Step::Months(_) => (format!("{} {year}", month(date)), month_short(date).to_owned()),
        Step::Years(10) => (format!("{}s", year / 10 * 10), format!("{}s", year / 10 * 10)),
        Step::Years(100) => {
            let first = year / 100 * 100;
            (format!("{}–{}", first.max(1), first + 99), first.max(1).to_string())
        }
        _ => (year.to_string(), year.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::figure::measure::plex;
    use crate::figure::scene::Face;

    fn utc(text: &str) -> f64 {
        text.parse::<crate::base::time::When>().expect("a date").start().0 as f64
    }

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).expect("a bundled zone")
    }

    fn labels(from: &str, to: &str, zone: &TimeZone) -> [String; 2] {
        let axis = TimeAxis { from: utc(from), to: utc(to), left: 0.0, width: 800.0 };
        [TickLevel::Major, TickLevel::Minor].map(|level| {
            let row: Vec<String> =
                ticks(&axis, zone).into_iter().filter(|t| t.level == level).map(|t| t.label).collect();
            row.join(" ")
        })
    }

    #[test]
    fn the_ladder_runs_from_seconds_to_millennia() {
        let check = |from: &str, to: &str, upper: &str, lower: &str| {
            assert_eq!(labels(from, to, &TimeZone::UTC), [upper, lower], "{from} to {to}");
        };
        check(
            "2024-03-07T04:05:00Z",
            "2024-03-07T04:06:00Z",
            "7 March 2024",
            "04:05:00 04:05:05 04:05:10 04:05:15 04:05:20 04:05:25 04:05:30 04:05:35 04:05:40 04:05:45 04:05:50 04:05:55 04:06:00",
        );
        check(
            "2024-03-06T20:00Z",
            "2024-03-07T20:00Z",
            "6 March 2024 7 March 2024",
            "20:00 22:00 00:00 02:00 04:00 06:00 08:00 10:00 12:00 14:00 16:00 18:00 20:00",
        );
        check("2024-02-27", "2024-04-20", "February 2024 March 2024 April 2024", "4 11 18 25 1 8 15");
        check("2023-11-15", "2024-10-15", "2023 2024", "Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct");
        check(
            "2019-06",
            "2032-06",
            "2010s 2020s 2030s",
            "2020 2021 2022 2023 2024 2025 2026 2027 2028 2029 2030 2031 2032",
        );
        check("1850", "2050", "1800–1899 1900–1999 2000–2099", "1860 1880 1900 1920 1940 1960 1980 2000 2020 2040");
        check("0001", "9999", "", "1 1000 2000 3000 4000 5000 6000 7000 8000 9000");
    }

    #[test]
    fn the_calendar_is_the_zones() {
        // Two in the morning does not exist in Berlin on 31 March 2024, and comes twice on 27 October.
        let spring = labels("2024-03-30T21:00Z", "2024-03-31T05:00Z", &zone("Europe/Berlin"));
        assert_eq!(
            spring[1],
            "22:00 22:30 23:00 23:30 00:00 00:30 01:00 01:30 03:00 03:30 04:00 04:30 05:00 05:30 06:00 06:30 07:00"
        );
        let autumn = labels("2024-10-26T22:00Z", "2024-10-27T11:00Z", &zone("Europe/Berlin"));
        assert_eq!(autumn[1], "00:00 01:00 02:00 02:00 03:00 04:00 05:00 06:00 07:00 08:00 09:00 10:00 11:00 12:00");
        let half_day = labels("2024-03-29T12:00Z", "2024-04-02T12:00Z", &zone("Europe/Berlin"));
        assert_eq!(
            half_day[1],
            "18:00 00:00 06:00 12:00 18:00 00:00 06:00 12:00 18:00 00:00 06:00 12:00 18:00 00:00 06:00 12:00"
        );
        // Days begin at the zone's midnight, ten hours before that of UTC.
        let axis = TimeAxis { from: utc("2024-03-07"), to: utc("2024-03-27"), left: 0.0, width: 800.0 };
        let days = ticks(&axis, &zone("Asia/Vladivostok"));
        assert!(days.iter().all(|tick| (tick.second + 10 * 3_600).rem_euclid(DAY) == 0));
    }

    #[test]
    fn an_hour_that_comes_twice_is_marked_twice_only_where_there_is_room() {
        // Three hours a mark: the two in the morning of 27 October would stand an hour apart.
        let near = |width| {
            let from = utc("2024-10-26");
            let axis = TimeAxis { from, to: from + 2.0 * DAY as f64, left: 0.0, width };
            let all = ticks(&axis, &zone("Europe/Berlin"));
            let minor: Vec<i64> =
                all.iter().filter(|tick| tick.level == TickLevel::Minor).map(|tick| tick.second).collect();
            minor.windows(2).map(|pair| pair[1] - pair[0]).min().expect("marks")
        };
        for width in [300.0, 500.0, 800.0, 1_200.0, 1_500.0] {
            assert!(near(width) as f64 >= 30.0 * 2.0 * DAY as f64 / f64::from(width), "{width}: {}", near(width));
        }
    }

    proptest! {
        #[test]
        fn labels_of_the_lower_row_never_overlap(from in -6e10_f64..2.5e11, span in 1.78_f64..11.5, width in 200.0_f32..3_000.0, name in 0_usize..4) {
            let zone = zone(["UTC", "Europe/Berlin", "Asia/Pyongyang", "Australia/Lord_Howe"][name]);
            let axis = TimeAxis { from, to: from + 10_f64.powf(span), left: 0.0, width }.clamped();
            let all = ticks(&axis, &zone);
            prop_assert!(all.len() < 200, "{}", all.len());
            for pair in all.windows(2).filter(|pair| pair[0].level == pair[1].level) {
                prop_assert!(pair[0].second < pair[1].second);
                if pair[0].level == TickLevel::Minor {
                    let room = axis.x(pair[1].second as f64) - axis.x(pair[0].second as f64);
                    prop_assert!(plex(&pair[0].label, 11.5, Face::Regular) <= room, "{:?} in {room}", pair);
                }
            }
        }
    }
}
