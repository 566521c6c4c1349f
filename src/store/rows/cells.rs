//! Values of the model in cells of a row, and back. The only place that knows how a date or a word is stored.

use rusqlite::Row;
use rusqlite::types::{Value, ValueRef};
use serde::Serialize;
use serde::de::value::{BorrowedStrDeserializer, Error as WordError};

use crate::base::edtf::{Dated, Edtf};
use crate::base::quantity::{Amount, Estimate};
use crate::base::time::{Precision, Utc, When, days_from_civil};
use crate::model::ids::{Id, Stamp};
use crate::model::vessel::Stated;

/// Why a cell could not be read.
#[derive(Debug)]
pub enum CellError {
    /// `SQLite` could not.
    Sql(rusqlite::Error),
    /// The cell holds something else; in words.
    Bad(String),
}

impl From<rusqlite::Error> for CellError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

type Result<T> = std::result::Result<T, CellError>;

/// Cells of one row on their way into the file, in column order.
#[derive(Debug, Default)]
pub struct Out(pub Vec<Value>);

impl Out {
    fn with(mut self, value: Value) -> Self {
        self.0.push(value);
        self
    }

    /// A text that must be there, if only as an empty one.
    pub fn text(self, text: &str) -> Self {
        self.with(Value::Text(text.to_owned()))
    }

    /// A text whose empty form means that nothing is known.
    pub fn known(self, text: &str) -> Self {
        let value = if text.is_empty() { Value::Null } else { Value::Text(text.to_owned()) };
        self.with(value)
    }

    /// A text or nothing.
    pub fn maybe(self, text: Option<&str>) -> Self {
        self.with(text.map_or(Value::Null, |text| Value::Text(text.to_owned())))
    }

    /// A whole number.
    pub fn int(self, number: impl Into<i64>) -> Self {
        self.with(Value::Integer(number.into()))
    }

    /// Yes or no, as 1 or 0.
    pub fn flag(self, flag: bool) -> Self {
        self.int(i64::from(flag))
    }

    /// An id.
    pub fn id<K>(self, id: Id<K>) -> Self {
        self.int(i64::from(id.0))
    }

    /// An id or nothing.
    pub fn maybe_id<K>(self, id: Option<Id<K>>) -> Self {
        self.with(id.map_or(Value::Null, |id| Value::Integer(id.0.into())))
    }

    /// A number with decimals or nothing.
    pub fn real(self, number: Option<f64>) -> Self {
        self.with(number.map_or(Value::Null, Value::Real))
    }

    /// A word of a fixed list, by the name it has in JSON.
    pub fn word(self, word: &impl Serialize) -> Self {
        let value = match serde_json::to_value(word) {
            Ok(serde_json::Value::String(name)) => Value::Text(name),
            Ok(serde_json::Value::Number(number)) => number.as_i64().map_or(Value::Null, Value::Integer),
            _ => Value::Null,
        };
        self.with(value)
    }

    /// A date of one cell.
    pub fn when(self, when: Option<When>) -> Self {
        self.with(when.map_or(Value::Null, |when| Value::Text(when.to_string())))
    }

    /// An instant.
    pub fn instant(self, at: Option<Utc>) -> Self {
        self.with(at.map_or(Value::Null, |at| Value::Text(at.to_string())))
    }

    /// A date and the text as first written: two cells.
    pub fn dated(self, dated: Option<&Dated>) -> Self {
        let edtf = dated.map_or(Value::Null, |dated| Value::Text(dated.time.to_string()));
        self.with(edtf).maybe(dated.and_then(|dated| dated.text.as_deref()))
    }

    /// Low, base and high: three cells.
    pub fn estimate(self, estimate: Option<&Estimate>) -> Self {
        let end = |amount: fn(&Estimate) -> Option<Amount>| estimate.and_then(amount).map(Amount::get);
        self.real(end(Estimate::low)).real(end(Estimate::base)).real(end(Estimate::high))
    }

    /// Identity, period and exhibit of a stated fact, after its value: four cells.
    pub fn stated<T>(self, stated: Option<&Stated<T>>) -> Self {
        let out = match stated {
            Some(stated) => self.word(&stated.identity),
            None => self.with(Value::Null),
        };
        let out = out.dated(stated.and_then(|stated| stated.period.as_ref()));
        out.maybe_id(stated.and_then(|stated| stated.exhibit))
    }

    /// When it was made and changed: two cells.
    pub fn stamp(self, stamp: Stamp) -> Self {
        self.instant(Some(stamp.created)).instant(Some(stamp.changed))
    }
}

/// Cells of one row on their way out of the file, taken in column order.
pub struct Cells<'r> {
    row: &'r Row<'r>,
    at: usize,
}

impl<'r> Cells<'r> {
    /// Begins with the column `at`.
    pub fn new(row: &'r Row<'r>, at: usize) -> Self {
        Self { row, at }
    }

    fn next(&mut self) -> Result<ValueRef<'r>> {
        let value = self.row.get_ref(self.at)?;
        self.at += 1;
        Ok(value)
    }

    /// A sentence about the cell that was just taken.
    fn bad(&self, what: &str) -> CellError {
        let column = self.row.as_ref().column_name(self.at.saturating_sub(1)).unwrap_or("?");
        CellError::Bad(format!("column {column} {what}"))
    }

    /// A text or nothing.
    pub fn maybe(&mut self) -> Result<Option<&'r str>> {
        match self.next()? {
            ValueRef::Null => Ok(None),
            ValueRef::Text(bytes) => std::str::from_utf8(bytes).map(Some).map_err(|_| self.bad("is not UTF-8 text")),
            _ => Err(self.bad("is not a text")),
        }
    }

    /// A text that must be there.
    pub fn text(&mut self) -> Result<&'r str> {
        self.maybe()?.ok_or_else(|| self.bad("is empty"))
    }

    /// A text; nothing reads as the empty one.
    pub fn known(&mut self) -> Result<String> {
        Ok(self.maybe()?.unwrap_or_default().to_owned())
    }

    /// A whole number or nothing.
    pub fn maybe_int(&mut self) -> Result<Option<i64>> {
        match self.next()? {
            ValueRef::Null => Ok(None),
            ValueRef::Integer(number) => Ok(Some(number)),
            _ => Err(self.bad("is not a whole number")),
        }
    }

    /// A whole number within the range of `T`.
    pub fn int<T: TryFrom<i64>>(&mut self) -> Result<T> {
        let number = self.maybe_int()?.ok_or_else(|| self.bad("is empty"))?;
        T::try_from(number).map_err(|_| self.bad(&format!("is out of range ({number})")))
    }

    /// Yes or no.
    pub fn flag(&mut self) -> Result<bool> {
        match self.maybe_int()? {
            Some(0) => Ok(false),
            Some(1) => Ok(true),
            _ => Err(self.bad("is neither 0 nor 1")),
        }
    }

    /// An id or nothing.
    pub fn maybe_id<K>(&mut self) -> Result<Option<Id<K>>> {
        match self.maybe_int()? {
            None => Ok(None),
            Some(number) => match u32::try_from(number) {
                Ok(id) if id > 0 => Ok(Some(Id::new(id))),
                _ => Err(self.bad(&format!("is not an id ({number})"))),
            },
        }
    }

    /// An id.
    pub fn id<K>(&mut self) -> Result<Id<K>> {
        self.maybe_id()?.ok_or_else(|| self.bad("is empty"))
    }

    /// A finite number or nothing.
    pub fn real(&mut self) -> Result<Option<f64>> {
        match self.next()? {
            ValueRef::Null => Ok(None),
            ValueRef::Real(number) if number.is_finite() => Ok(Some(number)),
            _ => Err(self.bad("is not a number")),
        }
    }

    /// An amount or nothing.
    pub fn amount(&mut self) -> Result<Option<Amount>> {
        let number = self.real()?;
        number.map(Amount::new).transpose().map_err(|error| self.bad(&format!("is wrong: {error}")))
    }

    /// A word of a fixed list.
    pub fn word<T: serde::Deserialize<'r>>(&mut self) -> Result<T> {
        let text = self.text()?;
        self.parse_word(text)
    }

    /// A word of a fixed list or nothing.
    pub fn maybe_word<T: serde::Deserialize<'r>>(&mut self) -> Result<Option<T>> {
        let text = self.maybe()?;
        text.map(|text| self.parse_word(text)).transpose()
    }

    fn parse_word<T: serde::Deserialize<'r>>(&self, text: &'r str) -> Result<T> {
        T::deserialize(BorrowedStrDeserializer::<WordError>::new(text))
            .map_err(|_| self.bad(&format!("holds the unknown word “{}”", clip(text))))
    }

    /// A date of one cell.
    pub fn when(&mut self) -> Result<Option<When>> {
        let Some(text) = self.maybe()? else { return Ok(None) };
        if let Some(at) = plain_second(text.as_bytes()) {
            return Ok(Some(When::second(at)));
        }
        text.parse().map(Some).map_err(|_| self.no_date(text))
    }

    /// An instant or nothing.
    pub fn maybe_instant(&mut self) -> Result<Option<Utc>> {
        let Some(text) = self.maybe()? else { return Ok(None) };
        if let Some(at) = plain_second(text.as_bytes()) {
            return Ok(Some(at));
        }
        match text.parse::<When>() {
            Ok(when) if when.precision() == Precision::Second => Ok(Some(when.start())),
            _ => Err(self.bad(&format!("is not an instant (“{}”)", clip(text)))),
        }
    }

    /// A date and the text as first written.
    pub fn maybe_dated(&mut self) -> Result<Option<Dated>> {
        let edtf = self.maybe()?;
        let time = edtf.map(|text| text.parse::<Edtf>().map_err(|_| self.no_date(text))).transpose()?;
        let text = self.maybe()?.map(Box::from);
        Ok(time.map(|time| Dated { time, text }))
    }

    /// A date that must be there, and the text as first written.
    pub fn dated(&mut self) -> Result<Dated> {
        self.maybe_dated()?.ok_or_else(|| self.bad("is empty"))
    }

    fn no_date(&self, text: &str) -> CellError {
        self.bad(&format!("is not a date (“{}”)", clip(text)))
    }

    /// Low, base and high; none if all are empty.
    pub fn estimate(&mut self) -> Result<Option<Estimate>> {
        let (low, base, high) = (self.amount()?, self.amount()?, self.amount()?);
        if low.is_none() && base.is_none() && high.is_none() {
            return Ok(None);
        }
        Estimate::new(low, base, high).map(Some).map_err(|error| self.bad(&format!("is wrong: {error}")))
    }

    /// Identity, period and exhibit around a value that was taken before; nothing if there is no value.
    pub fn stated<T>(&mut self, value: Option<T>) -> Result<Option<Stated<T>>> {
        let identity = self.maybe_word()?;
        let period = self.maybe_dated()?;
        let exhibit = self.maybe_id()?;
        let Some(value) = value else { return Ok(None) };
        let identity = identity.ok_or_else(|| self.bad("belongs to a fact without identity"))?;
        Ok(Some(Stated { value, identity, period, exhibit }))
    }

    /// When it was made and changed.
    pub fn stamp(&mut self) -> Result<Stamp> {
        let mut instant = || -> Result<Utc> { self.maybe_instant()?.ok_or_else(|| self.bad("is empty")) };
        Ok(Stamp { created: instant()?, changed: instant()? })
    }

    /// A cell that has a constructor of its own.
    pub fn parsed<T, E: std::fmt::Display>(
        &mut self,
        parse: impl FnOnce(&str) -> std::result::Result<T, E>,
    ) -> Result<T> {
        let text = self.text()?;
        parse(text).map_err(|error| self.bad(&format!("is wrong: {error}")))
    }

    /// A sentence about the cell that was just taken, for checks across cells.
    pub fn wrong(&self, what: &str) -> CellError {
        self.bad(what)
    }
}

/// The commonest form of an instant, `YYYY-MM-DDTHH:MM:SSZ`, without going through the forms of EDTF.
fn plain_second(text: &[u8]) -> Option<Utc> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2, b'Z'] = text else {
        return None;
    };
    let digits = |bytes: &[&u8]| {
        bytes.iter().try_fold(0_i64, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i64::from(**byte - b'0')))
    };
    let (year, month, day) = (digits(&[y1, y2, y3, y4])?, digits(&[m1, m2])?, digits(&[d1, d2])?);
    let (hour, minute, second) = (digits(&[h1, h2])?, digits(&[n1, n2])?, digits(&[s1, s2])?);
    // Days above 28 depend on the month; the general reader decides on those.
    let sure = year >= 1 && (1..=12).contains(&month) && (1..=28).contains(&day);
    (sure && hour < 24 && minute < 60 && second < 60)
        .then(|| Utc(days_from_civil(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second))
}

/// The beginning of a text, for a sentence about it.
fn clip(text: &str) -> &str {
    let end = text.char_indices().nth(40).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::time::{END_SECOND, FIRST_SECOND};

    proptest! {
        #[test]
        fn the_short_way_reads_instants_as_the_long_one_does(second in FIRST_SECOND..END_SECOND) {
            let text = Utc(second).to_string();
            let short = plain_second(text.as_bytes());
            prop_assert!(short.is_none_or(|at| at == Utc(second)));
            prop_assert_eq!(text.parse::<When>().expect("parses").start(), Utc(second));
        }

        #[test]
        fn the_short_way_takes_nothing_that_the_long_one_refuses(text in "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z") {
            if let Some(at) = plain_second(text.as_bytes()) {
                prop_assert_eq!(text.parse::<When>().map(When::start), Ok(at));
            }
        }
    }
}
