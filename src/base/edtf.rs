//! Dates as text: EDTF (ISO 8601-2:2019, levels 0 and 1, and level 2's `[a..b]`) in and out.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, MapAccess, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::time::{DAY, Precision, Qualifier, Utc, When, days_from_civil};

/// Why a text is not a date.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DateError {
    /// Not in any form that is understood.
    #[error(
        "“{0}” is not a date. Write 2024-03-07, 7 March 2024, March 2024 or 2024, or add a time as in 2024-03-07T04:05Z"
    )]
    Form(String),
    /// The form is right, the day is not in the calendar.
    #[error("“{0}” is not in the calendar")]
    NoSuchDay(String),
    /// Before year 1 or after year 9999.
    #[error("“{0}” is outside the years 1 to 9999")]
    Year(String),
    /// An interval whose end lies before its start.
    #[error("“{0}” ends before it begins")]
    Backwards(String),
    /// An interval where a single date is needed.
    #[error("“{0}” is an interval; a single date is needed here")]
    Interval(String),
    /// A season, which is not the same months everywhere.
    #[error("“{0}” names a season, which differs from place to place. Write the months, as in 2024-03/2024-05")]
    Season(String),
    /// Numbers that can be read as two days.
    #[error("“{0}” can be {1} or {2}. Write the one that is meant")]
    Ambiguous(String, String, String),
}

/// One end of an interval.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum End {
    /// A date.
    At(When),
    /// `..`: known to have no end.
    Open,
    /// Empty: there is an end, and it is unknown.
    Unknown,
}

impl End {
    /// The date, if there is one.
    #[must_use]
    pub fn at(self) -> Option<When> {
        match self {
            Self::At(when) => Some(when),
            Self::Open | Self::Unknown => None,
        }
    }
}

/// A date, an interval, or one unknown date out of a range.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Edtf {
    /// `2024-03-07`
    Date(When),
    /// `2024-03-07/2024-03-22`: throughout.
    Interval(End, End),
    /// `[2024-03-07..2024-03-22]`: on one date of these.
    OneOf(End, End),
}

impl Edtf {
    /// First second it may mean; none if its start is open or unknown.
    #[must_use]
    pub fn start(self) -> Option<Utc> {
        match self {
            Self::Date(when) => Some(when.start()),
            Self::Interval(from, _) | Self::OneOf(from, _) => from.at().map(When::start),
        }
    }

    /// Second after the last it may mean; none if its end is open or unknown.
    #[must_use]
    pub fn end(self) -> Option<Utc> {
        match self {
            Self::Date(when) => Some(when.end()),
            Self::Interval(_, to) | Self::OneOf(_, to) => to.at().map(When::end),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.start().to_string();
        match self.precision() {
            Precision::Century => write!(f, "{}XX", &text[..2])?,
            Precision::Decade => write!(f, "{}X", &text[..3])?,
            Precision::Year => f.write_str(&text[..4])?,
            Precision::Month => f.write_str(&text[..7])?,
            Precision::Day => f.write_str(&text[..10])?,
            Precision::Hour => write!(f, "{}Z", &text[..13])?,
            Precision::Minute => write!(f, "{}Z", &text[..16])?,
            Precision::Second => f.write_str(&text)?,
        }
        match self.qualifier() {
            Qualifier { uncertain: true, approximate: true } => f.write_str("%"),
            Qualifier { uncertain: true, .. } => f.write_str("?"),
            Qualifier { approximate: true, .. } => f.write_str("~"),
            Qualifier { .. } => Ok(()),
        }
    }
}

impl FromStr for When {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        if let Some(day) = plain_day(text.as_bytes()) {
            return Ok(day);
        }
        let (body, qualifier) = split_qualifier(text.trim());
        if body.contains('/') || body.contains("..") {
            return Err(DateError::Interval(text.to_owned()));
        }
        let (date, time) = match body.split_once(['T', ' ']) {
            Some((date, time)) => (date, Some(time)),
            None => (body, None),
        };
        let (day, precision) = parse_date(date, text)?;
        let Some(time) = time else {
            return Ok(Self::new(Utc(day * DAY), precision, qualifier));
        };
        if precision != Precision::Day {
            return Err(DateError::Form(text.to_owned()));
        }
        let (second, precision) = parse_time(time, text)?;
        let second = day * DAY + second;
        if !(super::time::FIRST_SECOND..super::time::END_SECOND).contains(&second) {
            return Err(DateError::Year(text.to_owned()));
        }
        Ok(Self::new(Utc(second), precision, qualifier))
    }
}

/// The commonest form, `YYYY-MM-DD`, without allocation or a calendar library.
fn plain_day(text: &[u8]) -> Option<When> {
    let (year, month, day) = match text {
        [year @ .., b'-', m1, m2, b'-', d1, d2] if year.len() == 4 => (year, [*m1, *m2], [*d1, *d2]),
        _ => return None,
    };
    let digits = |bytes: &[u8]| -> Option<i64> {
        bytes.iter().try_fold(0_i64, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i64::from(byte - b'0')))
    };
    let (year, month, day) = (digits(year)?, digits(&month)?, digits(&day)?);
    (year >= 1 && (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month))
        .then(|| When::new(Utc(days_from_civil(year, month, day) * DAY), Precision::Day, Qualifier::default()))
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn split_qualifier(text: &str) -> (&str, Qualifier) {
    if let Some(body) = text.strip_suffix('%') {
        return (body, Qualifier { uncertain: true, approximate: true });
    }
    if let Some(body) = text.strip_suffix('?') {
        return (body, Qualifier { uncertain: true, approximate: false });
    }
    if let Some(body) = text.strip_suffix('~') {
        return (body, Qualifier { uncertain: false, approximate: true });
    }
    (text, Qualifier::default())
}

fn number(text: &str) -> Option<i64> {
    (!text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// Days since 1970 and the precision of `2024`, `2024-03`, `2024-03-07`, `202X`, `20XX`, `2024-XX`, `2024-03-XX`.
fn parse_date(date: &str, whole: &str) -> Result<(i64, Precision), DateError> {
    let form = || DateError::Form(whole.to_owned());
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next().ok_or_else(form)?, parts.next(), parts.next());
    if parts.next().is_some() || year.len() != 4 || !year.is_ascii() {
        return Err(form());
    }
    let specified = year.trim_end_matches('X');
    if specified.len() < 4 {
        let precision = match specified.len() {
            3 => Precision::Decade,
            2 => Precision::Century,
            _ => return Err(form()),
        };
        if month.is_some() {
            return Err(form());
        }
        let digits = number(specified).ok_or_else(form)?;
        let year = if precision == Precision::Decade { digits * 10 } else { digits * 100 };
        return Ok((days_from_civil(year.max(1), 1, 1), precision));
    }
    let year = number(year).ok_or_else(form)?;
    if year == 0 {
        return Err(DateError::Year(whole.to_owned()));
    }
    let (month, precision) = match month {
        None | Some("XX") => {
            if day.is_some_and(|d| d != "XX") {
                return Err(form());
            }
            return Ok((days_from_civil(year, 1, 1), Precision::Year));
        }
        Some(month) if month.len() == 2 => (number(month).ok_or_else(form)?, Precision::Month),
        Some(_) => return Err(form()),
    };
    if !(1..=12).contains(&month) {
        return Err(DateError::NoSuchDay(whole.to_owned()));
    }
    match day {
        None | Some("XX") => Ok((days_from_civil(year, month, 1), precision)),
        Some(day) if day.len() == 2 => {
            let day = number(day).ok_or_else(form)?;
            if day < 1 || day > days_in_month(year, month) {
                return Err(DateError::NoSuchDay(whole.to_owned()));
            }
            Ok((days_from_civil(year, month, day), Precision::Day))
        }
        Some(_) => Err(form()),
    }
}

/// Seconds since midnight UTC (an offset may make them negative or more than a day) and the precision.
///
/// A time without zone is read as UTC: every screen says so.
fn parse_time(time: &str, whole: &str) -> Result<(i64, Precision), DateError> {
    let form = || DateError::Form(whole.to_owned());
    let wrong = || DateError::NoSuchDay(whole.to_owned());
    let time = time.trim().trim_end_matches("UTC").trim_end();
    let (clock, offset) = if let Some(clock) = time.strip_suffix(['Z', 'z']) {
        (clock, 0)
    } else if let Some(at) = time.rfind(['+', '-']) {
        let sign = if time[at..].starts_with('+') { 1 } else { -1 };
        let digits = time[at + 1..].replace(':', "");
        let (hours, minutes) = match digits.len() {
            2 => (number(&digits).ok_or_else(form)?, 0),
            4 if digits.is_ascii() => (number(&digits[..2]).ok_or_else(form)?, number(&digits[2..]).ok_or_else(form)?),
            _ => return Err(form()),
        };
        if hours > 18 || minutes > 59 {
            return Err(wrong());
        }
        (&time[..at], sign * (hours * 3_600 + minutes * 60))
    } else {
        (time, 0)
    };
    let mut parts = clock.split(':');
    let hour = parts.next().filter(|p| p.len() == 2).and_then(number).ok_or_else(form)?;
    let minute = parts.next().map(|p| if p.len() == 2 { number(p) } else { None });
    let second = parts.next().map(|p| {
        let whole_seconds = p.split_once(['.', ',']).map_or(p, |(whole_seconds, _)| whole_seconds);
        if whole_seconds.len() == 2 { number(whole_seconds) } else { None }
    });
    if parts.next().is_some() {
        return Err(form());
    }
    let (minute, second, precision) = match (minute, second) {
        (None, _) => (0, 0, Precision::Hour),
        (Some(minute), None) => (minute.ok_or_else(form)?, 0, Precision::Minute),
        (Some(minute), Some(second)) => (minute.ok_or_else(form)?, second.ok_or_else(form)?, Precision::Second),
    };
    // 23:59:60 is a leap second; it counts as the second before, since UTC here has none.
    let second = if second == 60 && minute == 59 { 59 } else { second };
    if hour > 23 || minute > 59 || second > 59 {
        return Err(wrong());
    }
    Ok((hour * 3_600 + minute * 60 + second - offset, precision))
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |f: &mut fmt::Formatter<'_>, end: End| match end {
            End::At(when) => write!(f, "{when}"),
            End::Open => f.write_str(".."),
            End::Unknown => Ok(()),
        };
        match *self {
            Self::Date(when) => write!(f, "{when}"),
            Self::Interval(from, to) => {
                end(f, from)?;
                f.write_str("/")?;
                end(f, to)
            }
            Self::OneOf(from, to) => {
                f.write_str("[")?;
                if let End::At(when) = from {
                    write!(f, "{when}")?;
                }
                f.write_str("..")?;
                if let End::At(when) = to {
                    write!(f, "{when}")?;
                }
                f.write_str("]")
            }
        }
    }
}

impl FromStr for Edtf {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let body = text.trim();
        let end = |part: &str, empty: End| match part.trim() {
            "" => Ok(empty),
            ".." => Ok(End::Open),
            date => date.parse().map(End::At),
        };
        let ordered = |from: End, to: End| match (from, to) {
            (End::At(a), End::At(b)) if a.surely_after(b) => Err(DateError::Backwards(text.to_owned())),
            (End::Open | End::Unknown, End::Open | End::Unknown) => Err(DateError::Form(text.to_owned())),
            ends => Ok(ends),
        };
        if let Some(inner) = body.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let (from, to) = inner.split_once("..").ok_or_else(|| DateError::Form(text.to_owned()))?;
            let (from, to) = ordered(end(from, End::Open)?, end(to, End::Open)?)?;
            return Ok(Self::OneOf(from, to));
        }
        if let Some((from, to)) = body.split_once('/') {
            let (from, to) = ordered(end(from, End::Unknown)?, end(to, End::Unknown)?)?;
            return Ok(Self::Interval(from, to));
        }
        body.parse().map(Self::Date)
    }
}

/// A date with the text as it was first written, kept when it differs from the canonical form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dated {
    /// What the text means.
    pub time: Edtf,
    /// The text as first written, if it is not the canonical form of `time`.
    pub text: Option<Box<str>>,
}

impl Dated {
    /// Makes a date from what was understood and what was written.
    #[must_use]
    pub fn new(time: Edtf, written: &str) -> Self {
        let text = (time.to_string() != written).then(|| written.into());
        Self { time, text }
    }
}

impl From<Edtf> for Dated {
    fn from(time: Edtf) -> Self {
        Self { time, text: None }
    }
}

impl From<When> for Dated {
    fn from(when: When) -> Self {
        Self { time: Edtf::Date(when), text: None }
    }
}

impl fmt::Display for Dated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.time.fmt(f)
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for When {
    fn schema_name() -> Cow<'static, str> {
        "When".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A date or instant in UTC as EDTF (ISO 8601-2): 2024, 2024-03, 2024-03-07, 2024-03-07T04:05:06Z, 202X; with ? uncertain, ~ approximate, % both.",
        })
    }
}

impl Serialize for Utc {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Utc {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        let when: When = text.parse().map_err(de::Error::custom)?;
        Ok(when.start())
    }
}

impl JsonSchema for Utc {
    fn schema_name() -> Cow<'static, str> {
        "Utc".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "An instant in UTC: 2024-03-07T04:05:06Z." })
    }
}

impl Serialize for Dated {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(text) = &self.text else { return serializer.collect_str(&self.time) };
        let mut both = serializer.serialize_struct("Dated", 2)?;
        both.serialize_field("edtf", &self.time.to_string())?;
        both.serialize_field("text", text)?;
        both.end()
    }
}

impl<'de> Deserialize<'de> for Dated {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Dated;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date as EDTF text, or an object with edtf and text")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Dated, E> {
                text.parse().map(|time| Dated::new(time, text)).map_err(E::custom)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Dated, A::Error> {
                let (mut time, mut text) = (None, None);
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "edtf" => {
                            let edtf: String = map.next_value()?;
                            time = Some(edtf.parse::<Edtf>().map_err(de::Error::custom)?);
                        }
                        "text" => text = Some(map.next_value::<String>()?),
                        other => return Err(de::Error::unknown_field(other, &["edtf", "text"])),
                    }
                }
                let time = time.ok_or_else(|| de::Error::missing_field("edtf"))?;
                Ok(text.map_or(Dated { time, text: None }, |text| Dated::new(time, &text)))
            }
        }

        deserializer.deserialize_any(Either)
    }
}

impl JsonSchema for Dated {
    fn schema_name() -> Cow<'static, str> {
        "Dated".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A date, an interval a/b, or one of a range [a..b] as EDTF; with the text as first written when that differs.",
            "oneOf": [
                { "type": "string" },
                {
                    "type": "object",
                    "properties": { "edtf": { "type": "string" }, "text": { "type": "string" } },
                    "required": ["edtf", "text"],
                    "additionalProperties": false,
                },
            ],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, canonical: &str) {
        let parsed: Edtf = text.parse().expect(text);
        assert_eq!(parsed.to_string(), canonical, "{text}");
    }

    #[track_caller]
    fn refused(text: &str, sentence: &str) {
        let error = text.parse::<Edtf>().expect_err(text);
        assert!(error.to_string().contains(sentence), "{text}: {error}");
    }

    #[test]
    fn the_forms_of_the_standard_are_read_and_written_back() {
        for same in [
            "2024",
            "2024-03",
            "2024-03-07",
            "2024-03~",
            "2024-03?",
            "2024-03-07%",
            "202X",
            "20XX",
            "2024-03-07T04Z",
            "2024-03-07T04:05Z",
            "2024-03-07T04:05:06Z",
            "2024-03-07/2024-03-22",
            "../2024-03-22",
            "2024-03-07/..",
            "/2024",
            "2024/",
            "[2024-03-07..2024-03-22]",
            "[..2024-03-22]",
            "2024-02-29",
            "0001-01-01",
            "9999-12-31",
        ] {
            check(same, same);
        }
    }

    #[test]
    fn other_spellings_become_canonical() {
        check("2024-03-XX", "2024-03");
        check("2024-XX-XX", "2024");
        check("2024-03-07 04:05", "2024-03-07T04:05Z");
        check("2024-03-07T04:05:06.789Z", "2024-03-07T04:05:06Z");
        check("2024-03-07T04:05+09:00", "2024-03-06T19:05Z");
        check("2022-09-19 18:30 UTC", "2022-09-19T18:30Z");
        check("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z");
    }

    #[test]
    fn what_is_no_date_is_refused_with_a_reason() {
        refused("2024-02-30", "not in the calendar");
        refused("2024-13-01", "not in the calendar");
        refused("2023-02-29", "not in the calendar");
        refused("2024-03-07T25:00Z", "not in the calendar");
        refused("0000-01-01", "outside the years");
        refused("0001-01-01T00:00+01:00", "outside the years");
        refused("2024-03-22/2024-03-07", "ends before it begins");
        refused("7.3.24", "is not a date");
        refused("", "is not a date");
        refused("../..", "is not a date");
        refused("2024-٠٣-07", "is not a date");
        assert!("2024/2025".parse::<When>().is_err(), "an interval is no single date");
    }

    #[test]
    fn the_text_first_written_survives_json() {
        let dated = Dated::new("2024-03".parse().expect("a month"), "March 2024");
        let json = serde_json::to_string(&dated).expect("json");
        assert_eq!(json, r#"{"edtf":"2024-03","text":"March 2024"}"#);
        assert_eq!(serde_json::from_str::<Dated>(&json).expect("back"), dated);
    }

    proptest! {
        #[test]
        fn every_date_reads_back(second in crate::base::time::FIRST_SECOND..crate::base::time::END_SECOND, p in 2_u8..8, uncertain: bool, approximate: bool) {
            let precision = [Precision::Century, Precision::Decade, Precision::Year, Precision::Month, Precision::Day, Precision::Hour, Precision::Minute, Precision::Second][usize::from(p)];
            let when = When::new(Utc(second), precision, Qualifier { uncertain, approximate });
            prop_assert_eq!(when.to_string().parse::<When>().expect("parses"), when);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = text.parse::<Edtf>();
        }

        #[test]
        fn near_dates_do_not_panic(text in "[0-9X/.~?%T:Z+ -]{0,30}") {
            if let Ok(edtf) = text.parse::<Edtf>() {
                prop_assert_eq!(edtf.to_string().parse::<Edtf>().expect("canonical form parses"), edtf);
            }
        }
    }
}
