//! Dates and bounds in words, as they stand on screen and in a report.

use crate::base::edtf::{Edtf, End};
use crate::base::interval::{BoundName, Bounds};
use crate::base::time::{Precision, Qualifier, When};

/// The names of the months, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// An end of an interval that is there and not known.
pub(super) const UNKNOWN: &str = "an unknown date";

/// A date in words: “7 March 2024”, “about March 2024”, “7 March 2024, 04:05 UTC”, “the 2020s”.
#[must_use]
pub fn words(when: When) -> String {
    let iso = when.qualified(Qualifier::default()).to_string();
    let qualifier = match when.qualifier() {
        Qualifier { uncertain: true, approximate: true } => "perhaps about ",
        Qualifier { uncertain: true, .. } => "perhaps ",
        Qualifier { approximate: true, .. } => "about ",
        Qualifier { .. } => "",
    };
    let date = match when.precision() {
        Precision::Century => format!("the years {0}00 to {0}99", &iso[..2]),
        Precision::Decade => format!("the {}0s", &iso[..3]),
        Precision::Year => iso,
        Precision::Month => format!("{} {}", month_name(when), &iso[..4]),
        Precision::Day => day_words(when),
        Precision::Hour => format!("{}, {}h UTC", day_words(when), &iso[11..13]),
        Precision::Minute | Precision::Second => {
            format!("{}, {} UTC", day_words(when), iso[11..].trim_end_matches('Z'))
        }
    };
    format!("{qualifier}{date}")
}

fn month_name(when: When) -> &'static str {
    let at = when.start().in_zone(&jiff::tz::TimeZone::UTC);
    usize::try_from(at.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
}

fn day_words(when: When) -> String {
    let at = when.start().in_zone(&jiff::tz::TimeZone::UTC);
    format!("{} {} {:04}", at.day(), month_name(when), at.year())
}

/// An EDTF date in words: “7 to 22 March 2024”, “since 7 March 2024”, “some time from 7 to 22 March 2024”.
#[must_use]
pub fn edtf_words(edtf: Edtf) -> String {
    match edtf {
        Edtf::Date(when) => words(when),
        Edtf::Interval(End::At(from), End::At(to)) => range_words(from, to),
        Edtf::Interval(End::At(from), End::Open) => format!("since {}", words(from)),
        Edtf::Interval(End::Open, End::At(to)) => format!("until {}", words(to)),
        Edtf::Interval(End::At(from), End::Unknown) => format!("from {} to {UNKNOWN}", words(from)),
        Edtf::Interval(End::Unknown, End::At(to)) => format!("from {UNKNOWN} to {}", words(to)),
        Edtf::OneOf(End::At(from), End::At(to)) => format!("some time from {}", range_words(from, to)),
        Edtf::OneOf(End::At(from), _) => format!("some time since {}", words(from)),
        Edtf::OneOf(_, End::At(to)) => format!("some time until {}", words(to)),
        Edtf::Interval(..) | Edtf::OneOf(..) => UNKNOWN.to_owned(),
    }
}

/// “7 to 22 March 2024”, “7 March to 2 April 2024”, “March to May 2024”; what both ends share is said once.
fn range_words(from: When, to: When) -> String {
    let (a, b) = (from.to_string(), to.to_string());
    let plain = from.qualifier() == to.qualifier() && from.qualifier() == Qualifier::default();
    let short = match (from.precision(), to.precision()) {
        _ if !plain || a[..4] != b[..4] => None,
        (Precision::Day, Precision::Day) if a[..7] == b[..7] => Some(a[8..].trim_start_matches('0').to_owned()),
        (Precision::Day, Precision::Day) => Some(without_year(from)),
        (Precision::Month, Precision::Month) => Some(month_name(from).to_owned()),
        _ => None,
    };
    format!("{} to {}", short.unwrap_or_else(|| words(from)), words(to))
}

/// “5 March”, where the year is clear from what stands before; all else in full.
fn without_year(when: When) -> String {
    let full = words(when);
    match when.precision() {
        Precision::Month | Precision::Day => full.get(..full.len() - 5).map(str::to_owned).unwrap_or(full),
        _ => full,
    }
}

/// Four bounds in words: “seen 7 to 11 March 2024, not before 5 March”, “some time from 7 to 22 March 2024”,
/// “undated”.
#[must_use]
pub fn bounds_words(bounds: &Bounds) -> String {
    let seen = match (bounds.get(BoundName::FirstSeen), bounds.get(BoundName::LastSeen)) {
        (Some(first), Some(last)) if first == last => Some(format!("seen {}", words(first))),
        (Some(first), Some(last)) => Some(format!("seen {}", range_words(first, last))),
        (Some(first), None) => Some(format!("first seen {}", words(first))),
        (None, Some(last)) => Some(format!("last seen {}", words(last))),
        (None, None) => None,
    };
    let limits = (bounds.get(BoundName::NotBefore), bounds.get(BoundName::NotAfter));
    let Some(mut text) = seen else {
        return match limits {
            (Some(from), Some(to)) if from == to && from.precision() < Precision::Day => {
                format!("some time in {}", words(from))
            }
            (Some(from), Some(to)) => format!("some time from {}", range_words(from, to)),
            (Some(from), None) => format!("not before {}", words(from)),
            (None, Some(to)) => format!("not after {}", words(to)),
            (None, None) => "undated".to_owned(),
        };
    };
    let year = |when: When| when.start().to_string()[..4].to_owned();
    let core = [BoundName::FirstSeen, BoundName::LastSeen].map(|name| bounds.get(name).map(year));
    for (word, limit) in [("not before", limits.0), ("not after", limits.1)] {
        let Some(limit) = limit else { continue };
        // The year is left out only if everything else says the same one.
        let same = core.iter().flatten().all(|core| *core == year(limit));
        let date = if same { without_year(limit) } else { words(limit) };
        text.push_str(&format!(", {word} {date}"));
    }
    text
}
