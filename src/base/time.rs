//! Instants in UTC and dates that keep the precision they were given with.

use std::fmt;
use std::num::NonZeroU64;

use jiff::civil;
use jiff::tz::TimeZone;

/// An instant in UTC, in whole seconds since 1970-01-01T00:00:00Z.
///
/// Arithmetic stays in seconds; a calendar is only asked for when something is shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Utc(pub i64);

/// First second that a case can hold: 0001-01-01T00:00:00Z.
pub const FIRST_SECOND: i64 = -62_135_596_800;
/// Second after the last that a case can hold: 10000-01-01T00:00:00Z.
pub const END_SECOND: i64 = 253_402_300_800;

const EPOCH: civil::DateTime = civil::DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

/// Seconds in a day.
pub const DAY: i64 = 86_400;

impl Utc {
    /// Returns the instant of a civil date and time read as UTC.
    #[must_use]
    pub fn from_civil(at: civil::DateTime) -> Self {
        Self(at.duration_since(EPOCH).as_secs())
    }

    /// Returns the civil date and time of the instant in `zone`.
    #[must_use]
    pub fn in_zone(self, zone: &TimeZone) -> civil::DateTime {
        let second = self.0.clamp(FIRST_SECOND, END_SECOND - 1);
        // A `Timestamp` ends a day before the calendar does; on that last day every zone shows UTC.
        match jiff::Timestamp::from_second(second) {
            Ok(timestamp) if *zone != TimeZone::UTC => zone.to_datetime(timestamp),
            _ => EPOCH.saturating_add(jiff::SignedDuration::from_secs(second)),
        }
    }
}

impl fmt::Display for Utc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.in_zone(&TimeZone::UTC);
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
            at.year(),
            at.month(),
            at.day(),
            at.hour(),
            at.minute(),
            at.second()
        )
    }
}

/// How finely a date is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Precision {
    /// A hundred years (`20XX`).
    Century,
    /// Ten years (`202X`).
    Decade,
    /// A year (`2024`).
    Year,
    /// A month (`2024-03`).
    Month,
    /// A day (`2024-03-07`).
    Day,
    /// An hour (`2024-03-07T04Z`).
    Hour,
    /// A minute (`2024-03-07T04:05Z`).
    Minute,
    /// A second (`2024-03-07T04:05:06Z`).
    Second,
}

const PRECISIONS: [Precision; 8] = [
    Precision::Century,
    Precision::Decade,
    Precision::Year,
    Precision::Month,
    Precision::Day,
    Precision::Hour,
    Precision::Minute,
    Precision::Second,
];

/// How sure its author was of a date: EDTF's `?` and `~`, and both (`%`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Qualifier {
    /// `?`: the source is not sure.
    pub uncertain: bool,
    /// `~`: about that time.
    pub approximate: bool,
}

/// A date or instant known to a stated precision, in UTC.
///
/// ```text
///  2024-03~  =  [2024-03-01T00:00:00Z, 2024-04-01T00:00:00Z), approximate
///               ^ start                ^ end
/// ```
///
/// Packed into eight bytes (and `Option<When>` too), because a case of a million visits holds four million of
/// them: seconds since year 1 above, then precision and qualifier. The derived order is by start, then from
/// coarse to fine.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When(NonZeroU64);

const OCCUPIED: u64 = 0x80;

impl When {
    /// Makes the date that contains `second` at the given precision; the start is rounded down to the precision.
    ///
    /// Seconds outside the years 1 to 9999 are clamped to them.
    #[must_use]
    pub fn new(second: Utc, precision: Precision, qualifier: Qualifier) -> Self {
        let second = floor_to(second.0.clamp(FIRST_SECOND, END_SECOND - 1), precision);
        #[expect(clippy::cast_sign_loss, reason = "clamped to FIRST_SECOND just above")]
        let offset = (second - FIRST_SECOND) as u64;
        let bits = offset << 8
            | OCCUPIED
            | (precision as u64) << 2
            | u64::from(qualifier.uncertain) << 1
            | u64::from(qualifier.approximate);
        Self(NonZeroU64::new(bits).unwrap_or(NonZeroU64::MIN))
    }

    /// Makes an exact second.
    #[must_use]
    pub fn second(at: Utc) -> Self {
        Self::new(at, Precision::Second, Qualifier::default())
    }

    /// Makes a whole day from a civil date.
    #[must_use]
    pub fn day(date: civil::Date) -> Self {
        Self::new(Utc::from_civil(date.at(0, 0, 0, 0)), Precision::Day, Qualifier::default())
    }

    /// First second that the date may mean.
    #[must_use]
    pub fn start(self) -> Utc {
        #[expect(clippy::cast_possible_wrap, reason = "56 bits fit")]
        let offset = (self.0.get() >> 8) as i64;
        Utc(offset + FIRST_SECOND)
    }

    /// Second after the last that the date may mean.
    #[must_use]
    pub fn end(self) -> Utc {
        let start = self.start();
        let span = match self.precision() {
            Precision::Second => 1,
            Precision::Minute => 60,
            Precision::Hour => 3_600,
            Precision::Day => DAY,
            coarse => return Utc(next_period(start, coarse)),
        };
        Utc(start.0 + span)
    }

    /// How finely the date is known.
    #[must_use]
    pub fn precision(self) -> Precision {
        PRECISIONS[((self.0.get() >> 2) & 0x7) as usize]
    }

    /// How sure its author was.
    #[must_use]
    pub fn qualifier(self) -> Qualifier {
        Qualifier { uncertain: self.0.get() & 2 != 0, approximate: self.0.get() & 1 != 0 }
    }

    /// The same date with another qualifier.
    #[must_use]
    pub fn qualified(self, qualifier: Qualifier) -> Self {
        Self::new(self.start(), self.precision(), qualifier)
    }

    /// Whether the date cannot mean any instant at or before the last of `other`: it lies wholly after it.
    #[must_use]
    pub fn surely_after(self, other: Self) -> bool {
        self.start() >= other.end()
    }
}

impl fmt::Debug for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "When({self})")
    }
}

/// The number of days from 1970-01-01 to a proleptic Gregorian date.
///
/// Integer arithmetic on years that begin in March, so that opening a case of a million visits does not pay
/// for a calendar library four million times; checked against `jiff` in the tests.
#[must_use]
pub fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let shifted_year = if month <= 2 { year - 1 } else { year };
    let era = shifted_year.div_euclid(400);
    let year_of_era = shifted_year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn floor_to(second: i64, precision: Precision) -> i64 {
    let unit = match precision {
        Precision::Second => return second,
        Precision::Minute => 60,
        Precision::Hour => 3_600,
        Precision::Day => DAY,
        coarse => {
            let at = Utc(second).in_zone(&TimeZone::UTC);
            let (year, month) = (i64::from(at.year()), i64::from(at.month()));
            return match coarse {
                Precision::Month => days_from_civil(year, month, 1) * DAY,
                Precision::Year => days_from_civil(year, 1, 1) * DAY,
                Precision::Decade => days_from_civil((year / 10 * 10).max(1), 1, 1) * DAY,
                _ => days_from_civil((year / 100 * 100).max(1), 1, 1) * DAY,
            };
        }
    };
    second.div_euclid(unit) * unit
}

fn next_period(start: Utc, precision: Precision) -> i64 {
    let at = start.in_zone(&TimeZone::UTC);
    let (year, month) = (i64::from(at.year()), i64::from(at.month()));
    let (year, month) = match precision {
        Precision::Month if month == 12 => (year + 1, 1),
        Precision::Month => (year, month + 1),
        Precision::Year => (year + 1, 1),
        Precision::Decade => (year / 10 * 10 + 10, 1),
        _ => (year / 100 * 100 + 100, 1),
    };
    days_from_civil(year, month, 1) * DAY
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn option_of_a_date_costs_no_more_than_the_date() {
        assert_eq!(size_of::<Option<When>>(), 8, "a million visits hold four million of these");
    }

    #[test]
    fn a_month_runs_to_the_first_second_of_the_next() {
        let march = When::new(Utc(1_709_800_000), Precision::Month, Qualifier::default());
        assert_eq!(march.start().to_string(), "2024-03-01T00:00:00Z");
        assert_eq!(march.end().to_string(), "2024-04-01T00:00:00Z");
    }

    #[test]
    fn decades_and_centuries_begin_on_round_years() {
        let at = Utc(1_709_800_000);
        let decade = When::new(at, Precision::Decade, Qualifier::default());
        assert_eq!(
            (decade.start().to_string(), decade.end().to_string()),
            ("2020-01-01T00:00:00Z".into(), "2030-01-01T00:00:00Z".into())
        );
        let century = When::new(at, Precision::Century, Qualifier::default());
        assert_eq!(
            (century.start().to_string(), century.end().to_string()),
            ("2000-01-01T00:00:00Z".into(), "2100-01-01T00:00:00Z".into())
        );
    }

    proptest! {
        #[test]
        fn days_agree_with_the_calendar_library(second in FIRST_SECOND..END_SECOND) {
            let at = Utc(second).in_zone(&TimeZone::UTC);
            let days = days_from_civil(at.year().into(), at.month().into(), at.day().into());
            prop_assert_eq!(days, second.div_euclid(DAY));
        }

        #[test]
        fn a_date_contains_the_second_it_was_made_from(second in FIRST_SECOND..END_SECOND, p in 0_usize..8, uncertain: bool, approximate: bool) {
            let qualifier = Qualifier { uncertain, approximate };
            let when = When::new(Utc(second), PRECISIONS[p], qualifier);
            prop_assert!(when.start().0 <= second && second < when.end().0);
            prop_assert_eq!(when.precision(), PRECISIONS[p]);
            prop_assert_eq!(when.qualifier(), qualifier);
        }
    }
}
