//! A report as PDF, set by Typst: text that can be searched, bookmarks, tags, vector figures, embedded fonts.
//!
//! The layout is written in Typst, ours or that of a [`template`](super::template); every text reaches it as data and is never
//! read as markup. Typst sees the files that this module gives it and nothing of the machine: no folder, no package, no clock.

mod apart;
mod data;
mod fonts;
pub mod pages;
mod world;

use std::io::Write;

use serde_json::Value;
use typst::comemo;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use self::apart::{Left, apart};
use self::pages::Pages;
pub use self::world::Files;
use super::fonts::Fonts;
use super::outline::Outline;
use super::picture::PictureError;
use super::template::House;
use crate::base::issues::Issues;
use crate::base::progress::{Cancelled, Progress};

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
    /// Nobody wants it any more.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// Writes a report as PDF. Returns what a reader should know: letters that no font has, a font that is not there, a form of PDF
/// that could not be kept.
///
/// # Errors
/// If a figure cannot be drawn, the layout has a mistake, `out` cannot be written to, or the task was cancelled.
pub fn write(
    outline: &Outline,
    house: &House,
    fonts: &Fonts,
    progress: &Progress,
    out: &mut dyn Write,
) -> Result<Issues, TypesetError> {
    let (files, mut issues) = files(outline, house, fonts)?;
    let name = name(outline);
    let (bytes, more) = by_itself(progress, move || set(&files, &name))?;
    issues.extend(more);
    out.write_all(&bytes).map_err(PictureError::from)?;
    Ok(issues)
}

/// Sets a report in pages, to be looked at. Returns what a reader should know of them.
///
/// # Errors
/// As [`write()`], but that nothing is written.
pub fn pages(
    outline: &Outline,
    house: &House,
    fonts: &Fonts,
    progress: &Progress,
) -> Result<(Pages, Issues), TypesetError> {
    let (files, issues) = files(outline, house, fonts)?;
    let document = by_itself(progress, move || compiled(&files))?;
    Ok((Pages::new(document), issues))
}

/// Work on a thread that can be left, after which nothing is remembered of it.
fn by_itself<T: Send + 'static>(
    progress: &Progress,
    work: impl FnOnce() -> Result<T, TypesetError> + Send + 'static,
) -> Result<T, TypesetError> {
    let done = apart(progress, move || {
        let done = work();
        // What Typst remembers of a document is as large as the document, and nobody sets it again.
        comemo::evict(0);
        done
    });
    match done {
        Ok(done) => done,
        Err(Left::Cancelled(cancelled)) => Err(cancelled.into()),
        Err(Left::NoThread(error)) => Err(PictureError::from(error).into()),
    }
}

/// Everything that Typst sees of a report: layout, data, pictures and fonts.
///
/// # Errors
/// If a figure cannot be drawn.
pub fn files(outline: &Outline, house: &House, fonts: &Fonts) -> Result<(Files, Issues), PictureError> {
    let fonts::Typefaces { families, all: typefaces, missing, issues } = fonts::typefaces(outline, house, fonts);
    let (data, pictures) = data::of(outline, fonts, &missing)?;
    let look = data::of_look(&house.look, &outline.head, &families);
    let json = |name: &str, data: &Value| (name.to_owned(), Bytes::from_string(data.to_string()));
    let given = pictures.into_iter().chain([json("outline.json", &data), json("style.json", &look)]);
    Ok((Files::new(house, given, typefaces), issues))
}

/// What a PDF is told apart by: the same report has the same name on any day.
#[must_use]
pub fn name(outline: &Outline) -> String {
    let head = &outline.head;
    format!("{} {} {:?}", head.title, head.journal_head.as_deref().unwrap_or_default(), head.style)
}

/// Sets a report: its bytes, and what a reader should know of them.
fn set(files: &Files, name: &str) -> Result<(Vec<u8>, Issues), TypesetError> {
    let document = compiled(files)?;
    let mut issues = Issues::default();
    let bytes = pdf(&document, files, name, &mut issues)?;
    Ok((bytes, issues))
}

fn compiled(files: &Files) -> Result<PagedDocument, TypesetError> {
    let Warned { output, warnings: _ } = typst::compile::<PagedDocument>(files);
    output.map_err(|errors| files.mistake(&errors))
}

/// The document as PDF/A-2a, for archives and readers' aids; as plain PDF if it cannot be that.
fn pdf(document: &PagedDocument, files: &Files, name: &str, issues: &mut Issues) -> Result<Vec<u8>, TypesetError> {
    if let Some(archival) = archival(name) {
        match typst_pdf::pdf(document, &archival) {
            Ok(bytes) => return Ok(bytes),
            Err(errors) => {
                let why = errors.first().map_or_else(String::new, |error: &SourceDiagnostic| error.message.to_string());
                issues.warning("pdf", format!("It is a plain PDF and not PDF/A: {why}"));
            }
        }
    }
    typst_pdf::pdf(document, &options(name, PdfStandards::default())).map_err(|errors| files.mistake(&errors))
}

/// How an archival PDF is made.
#[must_use]
pub fn archival(name: &str) -> Option<PdfOptions> {
    PdfStandards::new(&[PdfStandard::A_2a]).ok().map(|standards| options(name, standards))
}

fn options(name: &str, standards: PdfStandards) -> PdfOptions {
    PdfOptions {
        ident: Smart::Custom(name.to_owned()),
        creator: Smart::Custom(Some("Wakeline".to_owned())),
        standards,
        ..PdfOptions::default()
    }
}

#[cfg(test)]
mod breaks;
#[cfg(test)]
mod tests;
