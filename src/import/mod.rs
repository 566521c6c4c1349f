//! Files in: bytes become plain entities and a list of issues. Never touches the store.
//!
//! [`wake_json`] reads a case as text, [`merge`] fits its entities into another case.

pub mod wake_json;
pub mod merge;
mod remap;
