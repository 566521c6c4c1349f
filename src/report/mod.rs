//! Writers of documents and pictures; each takes plain data and a place to write to.
//!
//! Knows no case file and no window. A report is built once, as an [`outline`] of no format ([`build`]), and written by one
//! writer a format: [`docx`], [`html`], [`outline_md`] and, through Typst, `typeset`. A page of a figure is a [`picture`],
//! which [`svg`], [`png`] and `pdf` write. How a report looks is a [`template`]. [`bundle`] has the files of an evidence bundle.

pub mod outline;
pub mod body;
pub mod build;
pub mod template;
pub mod html;
pub mod docx;
pub mod outline_md;
#[cfg(feature = "pdf")]
pub mod typeset;
pub mod choices;
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
pub mod bundle;
pub mod picture;
mod drawings;
pub mod fonts;
mod shapes;
mod letters;
mod clips;
pub mod svg;
pub mod png;
#[cfg(feature = "pdf")]
pub mod pdf;
