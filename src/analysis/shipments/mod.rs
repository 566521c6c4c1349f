//! Which visits could be one shipment, and what speaks for and against each: a list of reasons, never a number.
//!
//! [`candidates()`] finds pairs and lone ends in one pass over the visits of every hull; it says nothing of how likely they
//! are. [`reasons`] weighs one of them by named rules, each reason with its sign and what it rests on, and lists the rival
//! explanations that nothing excludes. [`decide`] makes a shipment of what the investigator decides. Nothing is accepted
//! by itself.

pub mod candidates;
pub mod decide;
#[cfg(test)]
mod fixture;
pub mod reasons;
mod rules;

pub use self::candidates::{Candidate, Outcome, candidates};
pub use self::reasons::{Given, Rule, Sign, Weighed, weigh};

#[cfg(test)]
mod tests;
