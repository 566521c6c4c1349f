//! The dates of a query as spans of seconds, and what falls into them.

use crate::base::edtf::Edtf;
use crate::base::plain_date;
use crate::base::time::Utc;

/// A span of time, half-open; an open end reaches as far as time does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Span {
    pub(super) start: Utc,
    pub(super) end: Utc,
}

impl Span {
    /// The span that a date may mean.
    pub(super) fn of(edtf: Edtf) -> Self {
        Self { start: edtf.start().unwrap_or(Utc(i64::MIN)), end: edtf.end().unwrap_or(Utc(i64::MAX)) }
    }

    /// Reads one date.
    pub(super) fn single(text: &str) -> Result<Self, String> {
        match plain_date::parse(text) {
            Ok(edtf @ Edtf::Date(_)) => Ok(Self::of(edtf)),
            Ok(_) => Err(crate::base::edtf::DateError::Interval(text.to_owned()).to_string()),
            Err(error) => Err(error.to_string()),
        }
    }

    /// Reads a date or a range.
    pub(super) fn range(text: &str) -> Result<Self, String> {
        plain_date::parse(text).map(Self::of).map_err(|error| error.to_string())
    }

    /// Whether any of it lies at or after the start of `date`.
    pub(super) fn reaches_after(self, date: Self) -> bool {
        self.end > date.start
    }

    /// Whether any of it lies before the start of `date`.
    pub(super) fn reaches_before(self, date: Self) -> bool {
        self.start < date.start
    }

    /// Whether any of it lies within `date`.
    pub(super) fn overlaps(self, date: Self) -> bool {
        self.start < date.end && date.start < self.end
    }
}
