//! Questions put to a case: pure functions of the facts, which change nothing.
//!
//! Knows neither files nor screens. [`query`] selects entities by a line of text; [`voyages`] joins the visits of a hull,
//! [`gaps`] finds when its AIS was silent.

pub mod query;
pub mod voyages;
pub mod gaps;
