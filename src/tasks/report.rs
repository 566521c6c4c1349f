//! A report of a case by a template, in the form that the name of the output asks for.

use std::io::Write;
use std::path::Path;

use super::error::TaskError;
use super::figure::zone_of;
use super::output::{self, Existing};
use super::templates::Chosen;
use super::{journal, query};
use crate::base::issues::Issues;
use crate::base::progress::Progress;
use crate::base::time::Utc;
use crate::figure::scene::Face;
use crate::model::facts::Facts;
use crate::model::finding::FindingStatus;
use crate::report::build::{self, Asked, Entry, Template};
use crate::report::choices::Choices;
use crate::report::fonts::Fonts;
use crate::report::outline::Outline;
use crate::report::template::House;
use crate::report::{docx, html, outline_md};
use crate::store::CaseStore;

/// In what form a report is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// For print and archives.
    #[default]
    Pdf,
    /// For editors.
    Docx,
    /// For browsers: one file that needs nothing else.
    Html,
    /// For everything that reads text.
    Markdown,
}

/// All forms, in the order of lists.
pub const FORMS: [Form; 4] = [Form::Pdf, Form::Docx, Form::Html, Form::Markdown];
/// The endings that [`form_of`] understands.
pub const ENDINGS: &str = ".pdf, .docx, .html or .md";

impl Form {
    /// The ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Markdown => "md",
        }
    }

    /// Whether this program can write it.
    #[must_use]
    pub fn is_there(self) -> bool {
        self != Self::Pdf || cfg!(feature = "pdf")
    }
}

/// The form that a name asks for by its ending.
///
/// # Errors
/// If the ending is none of [`ENDINGS`], or this program was built without that form.
pub fn form_of(path: &Path) -> Result<Form, TaskError> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let ending = ending.as_deref().map(|ending| if ending == "htm" { "html" } else { ending });
    match FORMS.into_iter().find(|form| ending == Some(form.ending())) {
        Some(form) if form.is_there() => Ok(form),
        Some(_) => Err(TaskError::NoPdf { path: path.to_owned() }),
        None => Err(TaskError::Ending { path: path.to_owned(), known: ENDINGS }),
    }
}

/// What is asked for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Request {
    /// Which template it is made by.
    pub template: Chosen,
    /// The query that makes the choice; empty for all.
    pub query: String,
    /// Only findings that have come at least this far.
    pub least: FindingStatus,
    /// The day that the report bears; none for that of the case's last change.
    pub date: Option<Utc>,
}

/// Builds the outline of a report from a case, and says what a reader should know before it goes out.
///
/// # Errors
/// If the query is not understood or the case cannot be read.
pub fn outline(
    store: &CaseStore,
    template: Template,
    request: &Request,
    fonts: &Fonts,
    progress: &Progress,
) -> Result<(Outline, Issues), TaskError> {
    let facts = store.facts();
    let query = request.query.trim();
    let matches = if query.is_empty() { None } else { Some(query::matches(&facts, query)?) };
    let choices = Choices { matches: matches.as_ref(), query, journal_head: Some(store.head()), changed: request.date };
    progress.check()?;
    let built = built(store, &facts, template, request.least, choices, fonts)?;
    progress.check()?;
    Ok(built)
}

/// Builds the outline of some facts, those of the case or a part of them. It bears the day of the choices, or that of the
/// case's last change.
///
/// # Errors
/// If the case cannot be read.
pub(super) fn built(
    store: &CaseStore,
    facts: &Facts,
    template: Template,
    least: FindingStatus,
    choices: Choices<'_>,
    fonts: &Fonts,
) -> Result<(Outline, Issues), TaskError> {
    let journal = if template == Template::Memo { entries(store)? } else { Vec::new() };
    let (zone, zone_name) = zone_of(facts);
    let measure = |text: &str, size: f32, face: Face| fonts.measure(text, size, face);
    // A file that cannot be read is left out, and the figure says so.
    let file = |sha256| store.attachment(sha256).ok().flatten();
    let date = match choices.changed {
        Some(date) => date,
        None => journal::last_change(store)?,
    };
    let asked = Asked {
        template,
        choices,
        least,
        date,
        journal: &journal,
        zone: (zone, &zone_name),
        measure: &measure,
        file: &file,
    };
    Ok(build::build(facts, &asked))
}

fn entries(store: &CaseStore) -> Result<Vec<Entry>, TaskError> {
    let all = usize::try_from(store.journal_len()).unwrap_or(usize::MAX);
    let newest = journal::newest(store, all)?;
    let entry =
        |entry: journal::Entry| Entry { number: entry.seq, time: entry.time, label: entry.label, hash: entry.hash };
    Ok(newest.into_iter().rev().map(entry).collect())
}

/// Writes an outline.
///
/// # Errors
/// If a figure cannot be drawn, the layout has a mistake, `out` cannot be written to, or the task was cancelled.
pub fn write(
    outline: &Outline,
    form: Form,
    house: &House,
    fonts: &Fonts,
    path: &Path,
    progress: &Progress,
    out: &mut dyn Write,
) -> Result<Issues, TaskError> {
    match form {
        Form::Html => html::write(outline, &house.look, fonts, out)?,
        Form::Docx => docx::write(outline, &house.look, fonts, out)?,
        Form::Markdown => outline_md::write(outline, out).map_err(|error| TaskError::from_writer(&error))?,
        Form::Pdf => return pdf(outline, house, fonts, path, progress, out),
    }
    Ok(Issues::default())
}

#[cfg(feature = "pdf")]
fn pdf(
    outline: &Outline,
    house: &House,
    fonts: &Fonts,
    _: &Path,
    progress: &Progress,
    out: &mut dyn Write,
) -> Result<Issues, TaskError> {
    Ok(crate::report::typeset::write(outline, house, fonts, progress, out)?)
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &Outline, _: &House, _: &Fonts, path: &Path, _: &Progress, _: &mut dyn Write) -> Result<Issues, TaskError> {
    Err(TaskError::NoPdf { path: path.to_owned() })
}

/// Writes a report to a file, whole or not at all. The same case, request, template and fonts give the same bytes.
///
/// # Errors
/// As [`outline`], [`write()`] and [`Chosen::read`], and if the path exists and is to be kept or is the case itself, or the task was cancelled.
pub fn to_path(
    store: &CaseStore,
    path: &Path,
    form: Form,
    request: &Request,
    fonts: &Fonts,
    existing: Existing,
    progress: &Progress,
) -> Result<Issues, TaskError> {
    output::refuse_the_case(store, path)?;
    output::refuse_existing(path, existing)?;
    let house = request.template.read()?;
    let (outline, mut issues) = outline(store, house.look.like, request, fonts, progress)?;
    output::write_file(path, existing, progress, |out| {
        issues.extend(write(&outline, form, &house, fonts, path, progress, out)?);
        Ok(())
    })?;
    Ok(issues)
}
