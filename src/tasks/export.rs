//! Hands a case, or the part of it that a query selects, over in the form that the name of the output asks for.

use std::io::Write;
use std::path::Path;

use super::error::TaskError;
use super::output::{self, Existing};
use super::query;
use super::subset::subset;
use crate::base::progress::Progress;
use crate::model::document::Document;
use crate::model::facts::Facts;
use crate::model::ids::{ENTITY_KINDS, EntityKind, EntityRef};
use crate::report::choices::Choices;
use crate::report::csv::BOM;
use crate::report::{case_json, findings_md, tables_csv};
use crate::store::CaseStore;

/// In what form a case is handed over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// The case as text, with attached files: what `new --from` and `import` read.
    CaseJson,
    /// One kind as a table.
    Csv(EntityKind),
    /// Findings, shipments and the exhibits they cite, for a report.
    Markdown,
}

/// The endings that [`form_of`] understands.
pub const ENDINGS: &str = ".wake.json, .json, .csv or .md";

/// The form that a name asks for by its ending; `kind` is what a table lists, shipments unless said otherwise.
///
/// # Errors
/// If the ending is none of [`ENDINGS`], or if a kind is given for something that is no table.
pub fn form_of(path: &Path, kind: Option<EntityKind>) -> Result<Form, TaskError> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match (ending.as_deref(), kind) {
        (Some("csv"), kind) => Ok(Form::Csv(kind.unwrap_or(EntityKind::Shipment))),
        (Some("json" | "md"), Some(_)) => Err(TaskError::NoTable { path: path.to_owned() }),
        (Some("json"), None) => Ok(Form::CaseJson),
        (Some("md"), None) => Ok(Form::Markdown),
        _ => Err(TaskError::Ending { path: path.to_owned(), known: ENDINGS }),
    }
}

/// Writes an export to a file, whole or not at all.
///
/// # Errors
/// If the path exists and is to be kept or is the case itself, or as [`export`].
pub fn to_path(
    store: &CaseStore,
    path: &Path,
    form: Form,
    text: &str,
    existing: Existing,
    progress: &Progress,
) -> Result<(), TaskError> {
    output::refuse_the_case(store, path)?;
    output::write_file(path, existing, progress, |out| export(store, form, text, progress, out))
}

/// Writes a case, or what of it a query selects; all of it if the query is empty. The same case gives the same bytes.
///
/// # Errors
/// If the query is not understood, an attached file cannot be read, `out` cannot be written to or the task was
/// cancelled.
pub fn export(
    store: &CaseStore,
    form: Form,
    text: &str,
    progress: &Progress,
    out: &mut dyn Write,
) -> Result<(), TaskError> {
    let facts = store.facts();
    match form {
        Form::CaseJson if text.trim().is_empty() => case_json(store, &facts, progress, out),
        Form::CaseJson => case_json(store, &part(&facts, text)?, progress, out),
        Form::Csv(kind) => {
            // A file is opened in a spreadsheet, which would take names in Hangul or Cyrillic for something else.
            out.write_all(BOM).map_err(|error| TaskError::from_writer(&error))?;
            csv(&facts, kind, text, out)
        }
        Form::Markdown => markdown(store, &facts, text, out),
    }
}

/// Everything that a query selects and what this rests on, as a case of its own.
fn part(facts: &Facts, text: &str) -> Result<Facts, TaskError> {
    let matches = query::matches(facts, text)?;
    let mut wanted: Vec<EntityRef> = Vec::new();
    for kind in ENTITY_KINDS {
        wanted.extend(query::references(facts, kind).filter(|reference| matches.matches(*reference)));
    }
    Ok(subset(facts, wanted))
}

fn case_json(store: &CaseStore, facts: &Facts, progress: &Progress, out: &mut dyn Write) -> Result<(), TaskError> {
    let mut document = Document::of(facts);
    let mut hashes: Vec<_> = facts.exhibits.iter().flat_map(|e| &e.files).map(|file| file.sha256).collect();
    hashes.sort_unstable();
    hashes.dedup();
    for sha256 in hashes {
        progress.check()?;
        if let Some(bytes) = store.attachment(sha256)? {
            document.attachments.push(case_json::attachment(sha256, &bytes));
        }
    }
    case_json::write(&document, out).map_err(|error| TaskError::from_writer(&error))
}

/// Writes one kind as a table for spreadsheets, in which no text can become a formula.
///
/// # Errors
/// If the query is not understood, the kind has no table, or `out` cannot be written to.
pub fn csv(facts: &Facts, kind: EntityKind, text: &str, out: &mut dyn Write) -> Result<(), TaskError> {
    let matches = query::matches(facts, text)?;
    tables_csv::write(facts, kind, Some(&matches), out).map_err(|error| TaskError::from_writer(&error))
}

fn markdown(store: &CaseStore, facts: &Facts, text: &str, out: &mut dyn Write) -> Result<(), TaskError> {
    let matches = query::matches(facts, text)?;
    let choices =
        Choices { matches: Some(&matches), query: text.trim(), journal_head: Some(store.head()), changed: None };
    findings_md::write(facts, &choices, out).map(drop).map_err(|error| TaskError::from_writer(&error))
}
