//! What stands in a cell, before it is a text: so that numbers sort as numbers and dates as dates.

use std::borrow::Cow;

use crate::base::edtf::Edtf;
use crate::base::quantity::{Amount, Estimate};
use crate::base::time::When;
use crate::model::facts::Facts;
use crate::model::ids::EntityRef;
use crate::model::naming;

/// What stands in a cell.
#[derive(Clone, PartialEq, Debug)]
pub enum Value<'a> {
    /// Nothing is known, and nothing is said.
    Nothing,
    /// Nothing is known, and that is said.
    Unknown,
    /// A text.
    Text(Cow<'a, str>),
    /// A number; the column says of what.
    Number(f64),
    /// A range in words, and the number that it sorts by.
    Range(String, f64),
    /// A date.
    Date(When),
    /// A date or an interval.
    Dates(Edtf),
    /// One of a few words, with its place among them; none if it says that nothing is known.
    Word(&'static str, Option<u8>),
    /// What an entity is called in print: `V-3`.
    Code(EntityRef),
    /// The name of an entity.
    Name(EntityRef),
}

impl<'a> Value<'a> {
    /// A text, or nothing if it is empty.
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Nothing } else { Self::Text(text) }
    }

    /// Texts with semicolons between them.
    pub(super) fn list(parts: impl Iterator<Item = String>) -> Self {
        Self::text(parts.collect::<Vec<_>>().join("; "))
    }

    /// What entities are called in print.
    pub(super) fn codes<R: Into<EntityRef>>(facts: &Facts, items: impl Iterator<Item = R>) -> Self {
        Self::list(items.map(|item| naming::code(facts, item.into())))
    }

    /// The names of entities.
    pub(super) fn names<R: Into<EntityRef>>(facts: &Facts, items: impl Iterator<Item = R>) -> Self {
        Self::list(items.map(|item| naming::name(facts, item.into())))
    }

    pub(super) fn amount(amount: Option<Amount>) -> Self {
        amount.map_or(Self::Nothing, |amount| Self::Number(amount.get()))
    }

    /// An estimate in words; it sorts by its base, else by the middle of what is known of it.
    pub(super) fn range(words: String, estimate: &Estimate) -> Self {
        let get = |part: Option<Amount>| part.map(Amount::get);
        let by = match (get(estimate.low()), get(estimate.base()), get(estimate.high())) {
            (_, Some(base), _) => base,
            (Some(low), None, Some(high)) => f64::midpoint(low, high),
            (low, None, high) => low.or(high).unwrap_or_default(),
        };
        Self::Range(words, by)
    }

    pub(super) fn code(item: Option<impl Into<EntityRef>>) -> Self {
        item.map_or(Self::Nothing, |item| Self::Code(item.into()))
    }

    pub(super) fn name(item: Option<impl Into<EntityRef>>) -> Self {
        item.map_or(Self::Nothing, |item| Self::Name(item.into()))
    }

    pub(super) fn dates(dates: Option<Edtf>) -> Self {
        dates.map_or(Self::Nothing, Self::Dates)
    }

    /// One of `all`, by its place among them.
    pub(super) fn word<V: PartialEq>(all: &[V], value: &V, word: &'static str) -> Self {
        Self::Word(word, all.iter().position(|other| other == value).map(|at| at as u8))
    }

    /// The value as text, the same wherever it is read: dates as EDTF in UTC, numbers with a point and nothing else.
    #[must_use]
    pub fn plain(self, facts: &Facts) -> Cow<'a, str> {
        match self {
            Self::Nothing => Cow::Borrowed(""),
            Self::Unknown => Cow::Borrowed("unknown"),
            Self::Text(text) => text,
            Self::Number(number) => number.to_string().into(),
            Self::Range(words, _) => words.into(),
            Self::Date(when) => when.to_string().into(),
            Self::Dates(dates) => dates.to_string().into(),
            Self::Word(word, _) => Cow::Borrowed(word),
            Self::Code(item) => naming::code(facts, item).into(),
            Self::Name(item) => naming::name(facts, item).into(),
        }
    }
}

/// A number as people read it: thousands separated, at most five decimals.
#[must_use]
pub fn number_words(number: f64) -> String {
    let text = format!("{:.5}", number.abs());
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let mut words = String::from(if number < 0.0 { "−" } else { "" });
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() { words } else { format!("{words}.{decimals}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_plain_in_files_and_grouped_on_screen() {
        let facts = Facts::default();
        assert_eq!(Value::Number(165_000.0).plain(&facts), "165000");
        assert_eq!(Value::Number(-41.79).plain(&facts), "-41.79");
        assert_eq!(number_words(165_000.0), "165,000");
        assert_eq!(number_words(-41.79), "−41.79");
        assert_eq!(number_words(999.5), "999.5");
    }
}
