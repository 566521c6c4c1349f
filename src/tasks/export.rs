//! Hands a case, or the part of it that a query selects, over in the form that the name of the output asks for.

use std::io::Write;
use std::path::Path;

use super::error::TaskError;
use super::output::{self, Existing};
use super::subset::subset;
use super::{query, record};
use crate::analysis::query::Matches;
use crate::base::progress::Progress;
use crate::model::document::Document;
use crate::model::facts::Facts;
use crate::model::ids::{ENTITY_KINDS, EntityKind, EntityRef};
use crate::report::choices::Choices;
use crate::report::csv::BOM;
use crate::report::mapped::LeftOut;
use crate::report::xml::replaced_sentence;
use crate::report::{bibtex, case_json, csl_json, ftm, geojson, kml, tables_csv, xlsx};
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
    /// The tanker table, the ledgers, a fact-check sheet and the exhibits as a workbook.
    Xlsx,
    /// Places, visits and shipments for a map.
    GeoJson,
    /// The same for a globe.
    Kml,
    /// Exhibits for a bibliography in LaTeX.
    Bibtex,
    /// Exhibits for citation managers.
    CslJson,
    /// Entities for OpenAleph and other tools of FollowTheMoney.
    Ftm,
}

/// The endings that [`form_of`] understands.
pub const ENDINGS: &str = ".wake.json, .json, .csv, .md, .xlsx, .geojson, .kml, .bib, .csl.json or .ftm.json";

/// The form that a name asks for by its ending; `kind` is what a table lists, shipments unless said otherwise.
///
/// # Errors
/// If the ending is none of [`ENDINGS`], or if a kind is given for something that is no table.
pub fn form_of(path: &Path, kind: Option<EntityKind>) -> Result<Form, TaskError> {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let form = match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("csv") => return Ok(Form::Csv(kind.unwrap_or(EntityKind::Shipment))),
        Some("json") if name.ends_with(".csl.json") => Form::CslJson,
        Some("json") if name.ends_with(".ftm.json") => Form::Ftm,
        Some("json") => Form::CaseJson,
        Some("md") => Form::Markdown,
        Some("xlsx") => Form::Xlsx,
        Some("geojson") => Form::GeoJson,
        Some("kml") => Form::Kml,
        Some("bib") => Form::Bibtex,
        _ => return Err(TaskError::Ending { path: path.to_owned(), known: ENDINGS }),
    };
    if kind.is_some() { Err(TaskError::NoTable { path: path.to_owned() }) } else { Ok(form) }
}

/// Writes an export to a file, whole or not at all. Returns what a reader of it should know, a sentence each.
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
) -> Result<Vec<String>, TaskError> {
    output::refuse_the_case(store, path)?;
    let mut notes = Vec::new();
    output::write_file(path, existing, progress, |out| {
        notes = export(store, form, text, progress, out)?;
        Ok(())
    })?;
    Ok(notes)
}

/// Writes a case, or what of it a query selects; all of it if the query is empty. The same case gives the same bytes.
/// Returns what a reader should know, a sentence each: what is left out or replaced because the form cannot hold it.
///
/// # Errors
/// If the query is not understood, an attached file cannot be read, a workbook cannot hold it all, `out` cannot be
/// written to or the task was cancelled.
pub fn export(
    store: &CaseStore,
    form: Form,
    text: &str,
    progress: &Progress,
    out: &mut dyn Write,
) -> Result<Vec<String>, TaskError> {
    let facts = store.facts();
    let failed = |error: std::io::Error| TaskError::from_writer(&error);
    let matches = query::matches(&facts, text)?;
    let choices = Choices {
        matches: Some(&matches),
        query: text.trim(),
        journal_head: Some(store.head()),
        changed: store.journal(store.journal_len(), 1)?.first().map(|entry| entry.time),
    };
    let mut left_out = LeftOut::default();
    let mut replaced = 0;
    match form {
        Form::CaseJson if choices.query.is_empty() => case_json(store, &facts, progress, out)?,
        Form::CaseJson => case_json(store, &part(&facts, &matches), progress, out)?,
        Form::Csv(kind) => {
            // A file is opened in a spreadsheet, which would take names in Hangul or Cyrillic for something else.
            out.write_all(BOM).map_err(failed)?;
            csv(&facts, kind, text, out)?;
        }
        Form::Markdown => {
            let issues = record::write(store, &facts, &choices, out)?;
            return Ok(issues.as_slice().iter().map(ToString::to_string).collect());
        }
        Form::Xlsx => replaced = xlsx::write(&facts, &choices, out)?,
        Form::GeoJson => left_out = geojson::write(&facts, &choices, out).map_err(failed)?,
        Form::Kml => (left_out, replaced) = kml::write(&facts, &choices, out).map_err(failed)?,
        Form::Bibtex => replaced = bibtex::write(&facts, &choices, out).map_err(failed)?,
        Form::CslJson => csl_json::write(&facts, &choices, out).map_err(failed)?,
        Form::Ftm if choices.query.is_empty() => ftm::write(&facts, &choices, out).map_err(failed)?,
        Form::Ftm => ftm::write(&part(&facts, &matches), &choices, out).map_err(failed)?,
    }
    Ok(left_out.sentence().into_iter().chain(replaced_sentence(replaced)).collect())
}

/// Everything that a query selects and what this rests on, as a case of its own.
fn part(facts: &Facts, matches: &Matches) -> Facts {
    let mut wanted: Vec<EntityRef> = Vec::new();
    for kind in ENTITY_KINDS {
        wanted.extend(facts.references(kind).filter(|reference| matches.matches(*reference)));
    }
    subset(facts, wanted)
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
