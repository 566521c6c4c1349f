//! Writers of documents and pictures; each takes plain data and a place to write to.
//!
//! Knows no case file and no window. Start with [`findings_md`], the report as text, and [`svg`], pictures; the PDF and
//! DOCX writers will stand beside them.

pub mod findings_md;
pub mod markdown;
pub mod tables_csv;
pub mod csv;
pub mod case_json;
pub mod svg;
