//! Makes a case file: empty, from the sample, or from a `.wake.json`.

use std::fs::File;
use std::io;
use std::path::Path;

use tempfile::TempPath;

use super::error::TaskError;
use super::output::{self, Existing};
use super::read;
use super::sample;
use crate::base::progress::Progress;
use crate::base::time::Utc;
use crate::import::wake_json::Imported;
use crate::model::case::Case;
use crate::model::facts::{Facts, Tables};
use crate::store::{CaseStore, Mode, ReadOnlyReason, StoreError};

/// What a new case begins with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Contents<'a> {
    /// Nothing but a title.
    Empty,
    /// The sample case.
    Sample,
    /// What this `.wake.json` holds.
    File(&'a Path),
}

/// Makes a case file, whole or not at all. A title replaces the one that the contents have.
///
/// # Errors
/// If the path exists and is to be kept, if a case there is open elsewhere, if the contents cannot be read or the case
/// cannot be written, or if the task was cancelled.
pub fn create(
    path: &Path,
    contents: Contents,
    title: Option<&str>,
    existing: Existing,
    now: Utc,
    actor: &str,
    progress: &Progress,
) -> Result<(), TaskError> {
    output::refuse_existing(path, existing)?;
    let (incoming, label) = match contents {
        Contents::Empty => (None, "Begin the case".to_owned()),
        Contents::Sample => (Some(read::sample()?), sample::label()),
        Contents::File(file) => {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            (Some(read::file(file, progress)?), format!("Begin with {name}"))
        }
    };
    let (facts, attachments) = match incoming {
        None => (empty(title), Vec::new()),
        Some(Imported { mut document, attachments, .. }) => {
            if let Some(title) = title {
                title.clone_into(&mut document.case.title);
            }
            (document.into_facts(), attachments)
        }
    };
    progress.check()?;
    if attachments.is_empty() && !path.exists() {
        CaseStore::create(path, &facts, &label, now, actor)?;
        return Ok(());
    }
    refuse_held(path)?;
    // Beside it first: what is attached comes after the facts, and an old case stays until the new one is whole.
    let failed = |error: io::Error| TaskError::cannot_write(path, &error);
    let temporary = TempPath::try_from_path(output::free_name_beside(path)?).map_err(failed)?;
    let mut store = CaseStore::create(&temporary, &facts, &label, now, actor)?;
    for mut bytes in attachments.iter().map(|(_, bytes)| bytes.as_slice()) {
        progress.check()?;
        store.attach(&mut bytes)?;
    }
    drop(store);
    File::open(&temporary).and_then(|file| file.sync_all()).map_err(failed)?;
    progress.check()?;
    output::put_in_place(temporary, path, existing)
}

/// A case of which only the title is known.
fn empty(title: Option<&str>) -> Facts {
    let title = title.unwrap_or("Untitled case").to_owned();
    Facts::new(Case { title, time_zone: "UTC".to_owned(), ..Case::default() }, Tables::default())
}

/// Refuses to replace a case in which somebody else is working.
fn refuse_held(path: &Path) -> Result<(), TaskError> {
    match CaseStore::open(path).as_ref().map(CaseStore::mode) {
        Ok(Mode::ReadOnly(reason @ ReadOnlyReason::HeldByAnother(_))) => {
            Err(TaskError::ReadOnly { reason: reason.to_string(), path: path.to_owned() })
        }
        Err(StoreError::Locked { who, .. }) => {
            Err(StoreError::Locked { who: who.clone(), path: path.to_owned() }.into())
        }
        _ => Ok(()),
    }
}
