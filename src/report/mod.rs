//! Writers of documents and pictures; each takes plain data and a place to write to.
//!
//! Knows no case file and no window. Start with [`findings_md`], the report as text, and [`picture`], a page of a figure,
//! which [`svg`], [`png`] and `pdf` write; the writers of whole reports will stand beside them.

pub mod choices;
pub mod findings_md;
pub mod markdown;
pub mod tables_csv;
pub mod csv;
pub mod tsv;
pub mod case_json;
pub mod xml;
pub mod mapped;
pub mod map_fields;
pub mod geojson;
pub mod kml;
pub mod references;
pub mod bibtex;
pub mod csl_json;
pub mod ftm;
pub mod sentences;
pub mod xlsx;
#[cfg(test)]
mod fixture;
pub mod picture;
pub mod fonts;
mod shapes;
mod letters;
pub mod svg;
pub mod png;
#[cfg(feature = "pdf")]
pub mod pdf;
