//! A report as PDF, set by Typst: text that can be searched, bookmarks, tags, vector figures, embedded fonts.
//!
//! The layout is a template in Typst; every text reaches it as data and is never read as markup. Typst sees the files that
//! this module gives it and nothing of the machine: no folder, no package, no clock.

mod data;
mod world;

use std::io::Write;

use typst::comemo;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use self::world::{BRACKETS, Files};
use super::fonts::Fonts;
use super::outline::Outline;
use super::picture::PictureError;
use crate::base::issues::Issues;
use crate::base::text::{by_number, count};

/// The layout of the four templates.
pub const LAYOUT: &str = include_str!("../../../assets/report/report.typ");

/// Letters that are named where no font has them.
const MOST_NAMED: usize = 20;

/// Why a report could not be set.
#[derive(Debug, thiserror::Error)]
pub enum TypesetError {
    /// A figure could not be drawn, or the place to write to did not take the file.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// The template has a mistake.
    #[error("The report could not be set: {message}. Check the template {file}")]
    Template {
        /// What Typst says.
        message: String,
        /// In which file, with the line.
        file: String,
    },
}

/// Writes a report as PDF. Returns what a reader should know: letters that no font has, a form of PDF that could not be kept.
///
/// # Errors
/// If a figure cannot be drawn, the layout has a mistake, or `out` cannot be written to.
pub fn write(outline: &Outline, fonts: &Fonts, out: &mut dyn Write) -> Result<Issues, TypesetError> {
    let mut issues = Issues::default();
    let (families, typefaces, missing) = world::typefaces(outline, fonts);
    let (data, pictures) = data::of(outline, fonts, &missing)?;
    let unknown: Vec<String> = missing.iter().filter(|c| !BRACKETS.contains(c)).map(|c| by_number(*c)).collect();
    if !unknown.is_empty() {
        let count = count(unknown.len(), "letter");
        let more = if unknown.len() > MOST_NAMED { " …" } else { "" };
        let named = unknown.iter().take(MOST_NAMED).map(String::as_str).collect::<Vec<_>>().join(" ");
        issues.warning("fonts", format!("No font here has {count}, printed by number: {named}{more}"));
    }
    let files = Files::new(LAYOUT, data.with_fonts(&families), pictures, typefaces);
    let Warned { output, warnings: _ } = typst::compile::<PagedDocument>(&files);
    let document = output.map_err(|errors| files.mistake(&errors))?;
    let bytes = pdf(outline, &document, &files, &mut issues)?;
    // What Typst remembers of a document is as large as the document, and nobody sets it again.
    comemo::evict(0);
    out.write_all(&bytes).map_err(PictureError::from)?;
    Ok(issues)
}

/// The document as PDF/A-2a, for archives and readers' aids; as plain PDF if it cannot be that.
fn pdf(
    outline: &Outline,
    document: &PagedDocument,
    files: &Files,
    issues: &mut Issues,
) -> Result<Vec<u8>, TypesetError> {
    let head = &outline.head;
    let name = format!("{} {} {:?}", head.title, head.journal_head.as_deref().unwrap_or_default(), head.style);
    let options = |standards| PdfOptions {
        ident: Smart::Custom(name.clone()),
        creator: Smart::Custom(Some("Wakeline".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    if let Ok(archival) = PdfStandards::new(&[PdfStandard::A_2a]) {
        match typst_pdf::pdf(document, &options(archival)) {
            Ok(bytes) => return Ok(bytes),
            Err(errors) => {
                let why = errors.first().map_or_else(String::new, |error: &SourceDiagnostic| error.message.to_string());
                issues.warning("pdf", format!("It is a plain PDF and not PDF/A: {why}"));
            }
        }
    }
    typst_pdf::pdf(document, &options(PdfStandards::default())).map_err(|errors| files.mistake(&errors))
}

#[cfg(test)]
mod tests;
