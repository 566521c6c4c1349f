//! Writers of documents and pictures; each takes plain data and a place to write to.
//!
//! Knows no case file and no window. Start with [`case_json`], the whole case, or [`svg`], a picture.

pub mod case_json;
pub mod svg;
