//! The history of a case, and going back and forth in it.

use serde::Serialize;

use super::error::TaskError;
use crate::base::hash::Sha256;
use crate::base::time::Utc;
use crate::store::{CaseStore, JournalEntry};

/// One entry; the keys are those of `journal --json`.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Entry {
    /// Its number, from 1.
    pub seq: u64,
    /// When, in UTC.
    pub time: Utc,
    /// Who.
    pub actor: String,
    /// What, in the user's words.
    pub label: String,
    /// The entry that it undoes.
    pub undo_of: Option<u64>,
    /// Whether it was undone since.
    pub undone: bool,
    /// How many rows it changed.
    pub rows: usize,
    /// Its hash, which holds that of the entry before.
    pub hash: Sha256,
}

impl From<JournalEntry> for Entry {
    fn from(entry: JournalEntry) -> Self {
        let JournalEntry { seq, time, actor, label, undo_of, rows, hash, undone } = entry;
        Self { seq, time, actor, label, undo_of, undone, rows, hash }
    }
}

/// The newest `count` entries, newest first.
///
/// # Errors
/// If the file cannot be read.
pub fn newest(store: &CaseStore, count: usize) -> Result<Vec<Entry>, TaskError> {
    let entries = store.journal(store.journal_len(), count)?;
    Ok(entries.into_iter().map(Entry::from).collect())
}

/// When the case was last changed: the date that exports bear, so that the same case gives the same bytes on any day.
///
/// # Errors
/// If the file cannot be read.
pub fn last_change(store: &CaseStore) -> Result<Utc, TaskError> {
    Ok(newest(store, 1)?.first().map(|entry| entry.time).unwrap_or_default())
}

/// Undoes the newest change that still stands; returns its label, or none if there is nothing to undo.
///
/// # Errors
/// If the case cannot be written.
pub fn undo(store: &mut CaseStore, now: Utc, actor: &str) -> Result<Option<String>, TaskError> {
    let label = store.undo_label().map(str::to_owned);
    Ok(store.undo(now, actor)?.and(label))
}

/// Does again what was undone last; returns its label, or none if there is nothing to redo.
///
/// # Errors
/// If the case cannot be written.
pub fn redo(store: &mut CaseStore, now: Utc, actor: &str) -> Result<Option<String>, TaskError> {
    let label = store.redo_label().map(str::to_owned);
    Ok(store.redo(now, actor)?.and(label))
}
