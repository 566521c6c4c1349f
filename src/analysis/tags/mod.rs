//! What tags are set on: how many things bear each of them, and what a tag's rule says to that.
//!
//! [`borne`] keeps the counts up with edits, so that a list of tags never searches a case; [`rules`] runs the query of a
//! tag against what bears it. Neither changes anything: a rule is a proposal until somebody takes it.

pub mod borne;
pub mod queries;
pub mod rules;
