//! Questions put to a case: pure functions of the facts, which change nothing.
//!
//! Knows neither files nor screens. [`query`] selects entities by a line of text; [`origins`] counts from how many
//! sources the reports about something really come.

pub mod origins;
pub mod query;
