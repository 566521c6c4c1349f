//! Wakeline: a workbench for investigators who follow ships and cargo past sanctions.
//!
//! The layers, in reading order; each may use those above it, as `ARCHITECTURE.md` says and a test enforces:
//! [`base`] (words every layer needs), [`model`] (the case as plain data), [`analysis`] (questions put to
//! it), [`figure`] (pictures as data).

pub mod base;
pub mod model;
pub mod analysis;
pub mod figure;
