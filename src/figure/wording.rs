//! Dates and spans in words. Dates known to the day or more coarsely are days of the calendar and read the same in
//! every zone; finer ones are shown in the zone asked for.

use jiff::civil;
use jiff::tz::TimeZone;

use crate::base::edtf::{Edtf, End};
use crate::base::interval::{BoundName, Bounds};
use crate::base::plain_date::MONTHS;
use crate::base::time::{DAY, Precision, Qualifier, Utc, When};

/// The month's name.
#[must_use]
pub fn month(date: civil::Date) -> &'static str {
    MONTHS[(date.month() as usize).clamp(1, 12) - 1]
}

/// The first three letters of the month's name.
#[must_use]
pub fn month_short(date: civil::Date) -> &'static str {
    &month(date)[..3]
}

/// `7 March 2024`.
#[must_use]
pub fn day(date: civil::Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// `04:05`, or `04:05:06` if the seconds are not zero.
#[must_use]
pub fn clock(at: civil::DateTime) -> String {
    match at.second() {
        0 => format!("{:02}:{:02}", at.hour(), at.minute()),
        second => format!("{:02}:{:02}:{second:02}", at.hour(), at.minute()),
    }
}

/// A date in words: `7 March 2024`, `about March 2024`, `the 2020s`, `7 March 2024, 04:05`.
#[must_use]
pub fn date(when: When, zone: &TimeZone) -> String {
    let first = when.start().in_zone(&TimeZone::UTC).date();
    let local = || when.start().in_zone(zone);
    let text = match when.precision() {
        Precision::Century => format!("the {}s", first.year() / 100 * 100),
        Precision::Decade => format!("the {}s", first.year() / 10 * 10),
        Precision::Year => first.year().to_string(),
        Precision::Month => format!("{} {}", month(first), first.year()),
        Precision::Day => day(first),
        Precision::Hour | Precision::Minute | Precision::Second => {
            format!("{}, {}", day(local().date()), clock(local()))
        }
    };
    match when.qualifier() {
        Qualifier { uncertain: true, approximate: true } => format!("about {text}, uncertain"),
        Qualifier { uncertain: true, .. } => format!("{text}, uncertain"),
        Qualifier { approximate: true, .. } => format!("about {text}"),
        Qualifier { .. } => text,
    }
}

/// A date, interval or range in words.
#[must_use]
pub fn edtf(time: Edtf, zone: &TimeZone) -> String {
    match time {
        Edtf::Date(when) => date(when, zone),
        Edtf::Interval(End::At(from), End::At(to)) => span(from.start().0, to.end().0, zone),
        Edtf::OneOf(End::At(from), End::At(to)) => format!("within {}", span(from.start().0, to.end().0, zone)),
        Edtf::Interval(End::At(from), _) | Edtf::OneOf(End::At(from), _) => format!("from {}", date(from, zone)),
        Edtf::Interval(_, End::At(to)) | Edtf::OneOf(_, End::At(to)) => format!("until {}", date(to, zone)),
        Edtf::Interval(..) | Edtf::OneOf(..) => "undated".to_owned(),
    }
}

/// A half-open span in words: `7 to 22 March 2024`, `March 2024`, `7 March 2024, 04:05 to 06:30`.
///
/// If both ends are midnights in UTC it is made of whole days, which read the same in every zone.
#[must_use]
pub fn span(from: i64, to: i64, zone: &TimeZone) -> String {
    let whole = from.rem_euclid(DAY) == 0 && to.rem_euclid(DAY) == 0 && from < to;
    let zone = if whole { &TimeZone::UTC } else { zone };
    let first = Utc(from).in_zone(zone);
    let last = Utc(to.saturating_sub(1).max(from)).in_zone(zone);
    if whole || first.date() != last.date() {
        return days(first.date(), last.date());
    }
    let end = Utc(to.max(from)).in_zone(zone);
    if to.saturating_sub(from) <= 1 {
        return format!("{}, {}", day(first.date()), clock(first));
    }
    format!("{}, {} to {}", day(first.date()), clock(first), clock(end))
}

fn days(first: civil::Date, last: civil::Date) -> String {
    let same_month = (first.year(), first.month()) == (last.year(), last.month());
    if first == last {
        return day(first);
    }
    if first.day() == 1 && last == last.last_of_month() {
        return match (first.month(), last.month(), first.year() == last.year()) {
            (1, 12, true) => first.year().to_string(),
            (1, 12, false) => format!("{} to {}", first.year(), last.year()),
            (..) if same_month => format!("{} {}", month(first), first.year()),
            (.., true) => format!("{} to {} {}", month(first), month(last), first.year()),
            _ => format!("{} {} to {} {}", month(first), first.year(), month(last), last.year()),
        };
    }
    if same_month {
        return format!("{} to {}", first.day(), day(last));
    }
    if first.year() == last.year() {
        return format!("{} {} to {}", first.day(), month(first), day(last));
    }
    format!("{} to {}", day(first), day(last))
}

/// An instant in a zone: `7 March 2024, 14:05`.
#[must_use]
pub fn instant(at: Utc, zone: &TimeZone) -> String {
    let local = at.in_zone(zone);
    format!("{}, {}", day(local.date()), clock(local))
}

/// What a zone is called: its name, or `UTC`.
#[must_use]
pub fn zone_name(zone: &TimeZone) -> &str {
    zone.iana_name().unwrap_or("UTC")
}

/// A length of time, in seconds, in its two largest units: `6 days 4 hours`, `3 hours`, `40 seconds`.
#[must_use]
pub fn length(seconds: i64) -> String {
    const UNITS: [(u64, &str); 4] = [(86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")];
    let seconds = seconds.unsigned_abs();
    let first = UNITS.iter().position(|(unit, _)| seconds >= *unit).unwrap_or(UNITS.len() - 1);
    let part = |rest: u64, (unit, word): (u64, &str)| {
        let n = usize::try_from(rest / unit).unwrap_or(usize::MAX);
        crate::base::text::count(n, word)
    };
    let rest = seconds % UNITS[first].0;
    match UNITS.get(first + 1) {
        Some(&next) if rest >= next.0 => format!("{} {}", part(seconds, UNITS[first]), part(rest, next)),
        _ => part(seconds, UNITS[first]),
    }
}

/// A length of time, in seconds, as it is measured: with all of it in hours where it is longer than a day.
#[must_use]
pub fn measured(seconds: i64) -> String {
    let hours = seconds.unsigned_abs() / 3_600;
    let words = length(seconds);
    if hours < 24 {
        words
    } else {
        format!("{words} ({} h)", crate::base::text::thousands(usize::try_from(hours).unwrap_or(usize::MAX)))
    }
}

/// When a visit was, by the widest of its bounds: `7 to 22 March 2024`, `until 22 March 2024`, `undated`.
#[must_use]
pub fn bounds(bounds: &Bounds, zone: &TimeZone) -> String {
    let Some((from, to)) = bounds.extent() else { return "undated".to_owned() };
    let known = |names: [BoundName; 3]| names.into_iter().any(|name| bounds.get(name).is_some());
    let begun = known([BoundName::NotBefore, BoundName::FirstSeen, BoundName::LastSeen]);
    let ended = known([BoundName::FirstSeen, BoundName::LastSeen, BoundName::NotAfter]);
    let words = span(from.0, to.0, zone);
    match (begun, ended) {
        (false, _) => format!("until {words}"),
        (_, false) => format!("from {words}"),
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).expect("a bundled zone")
    }

    #[test]
    fn spans_leave_out_what_both_ends_share() {
        let check = |text: &str, expect: &str| {
            let time: Edtf = text.parse().expect("a date");
            assert_eq!(edtf(time, &zone("Asia/Vladivostok")), expect, "{text}");
        };
        check("2024-03-07/2024-03-22", "7 to 22 March 2024");
        check("2024-02-28/2024-03-03", "28 February to 3 March 2024");
        check("2023-12-30/2024-01-02", "30 December 2023 to 2 January 2024");
        check("2024-03/2024-03-31", "March 2024");
        check("2024-01/2024-03", "January to March 2024");
        check("2023/2024", "2023 to 2024");
        check("2023-07/2024-03", "July 2023 to March 2024");
        check("2024-03-07/2024-03-07", "7 March 2024");
        check("2024-03-07T04:00Z/2024-03-07T05:59:59Z", "7 March 2024, 14:00 to 16:00");
        check("2024-03-07/..", "from 7 March 2024");
        check("../2024-03-07", "until 7 March 2024");
        check("[2024-03-07..2024-03-09]", "within 7 to 9 March 2024");
        check("2024-03~", "about March 2024");
        check("2024-03-07?", "7 March 2024, uncertain");
        check("202X", "the 2020s");
        check("2024-03-07T04:05Z", "7 March 2024, 14:05");
    }

    #[test]
    fn lengths_are_said_in_two_units_and_in_hours() {
        let check = |seconds: i64, expect: &str| assert_eq!(measured(seconds), expect);
        check(0, "0 seconds");
        check(59, "59 seconds");
        check(3_600, "1 hour");
        check(5_400, "1 hour 30 minutes");
        check(86_400, "1 day (24 h)");
        check(6 * 86_400 + 4 * 3_600, "6 days 4 hours (148 h)");
        check(-2 * 86_400, "2 days (48 h)");
        check(86_400 + 59, "1 day (24 h)");
        assert_eq!(instant(Utc(1_709_784_300), &zone("Asia/Vladivostok")), "7 March 2024, 14:05");
        assert_eq!((zone_name(&TimeZone::UTC), zone_name(&zone("Asia/Seoul"))), ("UTC", "Asia/Seoul"));
    }

    #[test]
    fn a_visit_with_one_outer_bound_is_open_on_the_other_side() {
        let day: When = "2024-03-07".parse().expect("a day");
        let utc = TimeZone::UTC;
        assert_eq!(bounds(&Bounds::within(Some(day), None), &utc), "from 7 March 2024");
        assert_eq!(bounds(&Bounds::within(None, Some(day)), &utc), "until 7 March 2024");
        assert_eq!(bounds(&Bounds::seen(day, day), &utc), "7 March 2024");
        assert_eq!(bounds(&Bounds::default(), &utc), "undated");
    }
}
