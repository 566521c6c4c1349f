//! All integration tests, in one binary so that they link once.

mod hostile;
mod journal;
mod sample;
mod store;
