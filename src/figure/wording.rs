//! Dates and spans in words.

use jiff::tz::TimeZone;

/// A half-open span in words: `7 to 22 March 2024`.
#[must_use]
pub fn span(_from: i64, _to: i64, _zone: &TimeZone) -> String {
    String::new()
}
