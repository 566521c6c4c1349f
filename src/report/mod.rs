//! Writers of documents and pictures; each takes plain data and a place to write to.
//!
//! Knows no case file and no window. Start with [`svg`] for pictures, with [`findings_md`] for text.

pub mod svg;
pub mod case_json;
pub mod csv;
pub mod tables_csv;
pub mod markdown;
pub mod findings_md;
