//! Questions put to a case: pure functions of the facts, which change nothing.
//!
//! Knows neither files nor screens. [`query`] selects entities by a line of text; [`origins`] counts from how many
//! sources the reports about something really come; [`looks`] makes evidence of when a place was looked at, and when it
//! was not; [`voyages`] joins the visits of a hull, and [`gaps`] finds when its AIS was silent; [`anomalies`] lists what cannot
//! all be so, and what is worth a look; [`flows`] sorts shipments by the way they went between two sides. [`tags`] counts
//! what bears a tag, and says what the rule of a tag comes to. [`citing`] finds what could be cited where a text is written. [`lint`] finds where a finding says more than its sources do.

pub mod anomalies;
pub mod citing;
pub mod flows;
pub mod looks;
pub mod origins;
pub mod query;
pub mod voyages;
pub mod gaps;
pub mod lint;
pub mod ledger;
pub mod shipments;
mod place_tree;
pub mod tags;
