//! Opens a case, and says in a sentence if it cannot be changed.

use std::path::Path;

use super::error::TaskError;
use crate::store::{CaseStore, Mode};

/// Opens a case to be changed if it can be, else to be read; the sentence says why it cannot be changed.
///
/// # Errors
/// If the file is no case, or is newer or damaged.
pub fn open(path: &Path) -> Result<(CaseStore, Option<String>), TaskError> {
    let store = CaseStore::open(path)?;
    let notice = match store.mode() {
        Mode::ReadWrite => None,
        Mode::ReadOnly(reason) => Some(reason.to_string()),
    };
    Ok((store, notice))
}

/// Opens a case to be read, whoever else has it open.
///
/// # Errors
/// If the file is no case, or is newer or damaged.
pub fn for_reading(path: &Path) -> Result<CaseStore, TaskError> {
    Ok(CaseStore::open_read_only(path)?)
}

/// Opens a case to be changed.
///
/// # Errors
/// If it cannot be changed, or the file is no case, or is newer or damaged.
pub fn for_writing(path: &Path) -> Result<CaseStore, TaskError> {
    let (store, notice) = open(path)?;
    match notice {
        None => Ok(store),
        Some(reason) => Err(TaskError::ReadOnly { reason, path: path.to_owned() }),
    }
}
