//! Questions put to a case: pure functions of the facts, which change nothing.
//!
//! Knows neither files nor screens. [`query`] selects entities by a line of text.

pub mod query;
