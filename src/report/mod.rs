//! Writers of documents and pictures; each takes plain data and a place to write to.
//!
//! Knows no case file and no window. Start with [`findings_md`], the report as text, and [`picture`], a page of a figure,
//! which [`svg`], [`png`] and `pdf` write; the writers of whole reports will stand beside them. [`bundle`] has the files of an
//! evidence bundle.

pub mod findings_md;
pub mod markdown;
pub mod tables_csv;
pub mod csv;
pub mod tsv;
pub mod case_json;
pub mod bundle;
pub mod picture;
pub mod fonts;
mod shapes;
mod letters;
pub mod svg;
pub mod png;
#[cfg(feature = "pdf")]
pub mod pdf;
