//! Wakeline: a workbench for investigators who follow ships and cargo past sanctions.
//!
//! The layers, in reading order; each may use those above it, as `ARCHITECTURE.md` says and a test enforces:
//! [`base`] (words every layer needs), [`model`] (the case as plain data), [`import`] (files in),
//! [`analysis`] (questions put to it), [`figure`] (pictures as data), [`report`] (writers of documents and pictures).

pub mod base;
pub mod model;
pub mod import;
pub mod analysis;
pub mod figure;
pub mod report;
