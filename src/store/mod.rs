//! The case file: opens it, hands out [`Facts`], applies [`Command`]s, and keeps the journal of them.

use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::hash::Sha256;
use crate::base::issues::Issues;
use crate::base::progress::Progress;
use crate::base::time::Utc;
use crate::model::command::Command;
use crate::model::facts::Facts;
use crate::model::ids::EntityRef;

mod error;

pub use error::{ErrorKind, StoreError};

/// Whether an open case can be changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Mode {
    /// It can.
    ReadWrite,
    /// It cannot, and why.
    ReadOnly(ReadOnlyReason),
}

/// Why an open case cannot be changed. Displayed as one sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReadOnlyReason {
    /// Another process has it open for writing; who, as far as is known.
    HeldByAnother(String),
    /// The file or its folder cannot be written.
    NotWritable,
    /// It was opened so.
    Asked,
}

impl fmt::Display for ReadOnlyReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HeldByAnother(who) => write!(f, "It is open for writing in {who}"),
            Self::NotWritable => f.write_str("The file or its folder cannot be written"),
            Self::Asked => f.write_str("It was opened for reading"),
        }
    }
}

/// What a transaction changed, for whoever shows the case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Changes {
    /// The change in the user's words.
    pub label: String,
    /// Every entity that was added, changed or removed, in order and each once. Empty if nothing changed.
    pub touched: Vec<EntityRef>,
    /// Whether the case's own fields changed.
    pub case: bool,
}

/// One line of the journal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JournalEntry {
    /// Its number, from 1 without a gap.
    pub seq: u64,
    /// When.
    pub time: Utc,
    /// By whom.
    pub actor: String,
    /// What, in the user's words.
    pub label: String,
    /// The entry that it takes back, if it is an undo or a redo.
    pub undo_of: Option<u64>,
    /// How many rows it changed.
    pub rows: usize,
    /// The hash over it and everything before it.
    pub hash: Sha256,
    /// Whether it is taken back at present.
    pub undone: bool,
}

/// One row that a journal entry changed. Images are JSON objects keyed by column name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RowImage {
    /// The table.
    pub table: String,
    /// The row's id.
    pub row: i64,
    /// The row before; none if it was added.
    pub before: Option<String>,
    /// The row after; none if it was removed.
    pub after: Option<String>,
}

/// An open case.
#[derive(Debug)]
pub struct CaseStore {
    path: PathBuf,
    mode: Mode,
    facts: Arc<Facts>,
}

impl CaseStore {
    /// Makes a case file out of facts, with their ids, and opens it. The journal begins with one entry.
    ///
    /// # Errors
    /// If something exists at `path`, if the facts are not a sound case, or if it cannot be written.
    pub fn create(path: &Path, facts: &Facts, label: &str, now: Utc, actor: &str) -> Result<Self, StoreError> {
        let _ = (facts, label, now, actor);
        Err(StoreError::Stopped { path: path.to_path_buf() })
    }

    /// Opens a case for writing if that can be, else for reading; [`CaseStore::mode`] says which.
    ///
    /// # Errors
    /// If it is no case, newer, damaged, hostile or cannot be read.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Err(StoreError::Stopped { path: path.to_path_buf() })
    }

    /// Opens a case for reading only.
    ///
    /// # Errors
    /// As [`CaseStore::open`].
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        Err(StoreError::Stopped { path: path.to_path_buf() })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it can be changed.
    #[must_use]
    pub fn mode(&self) -> &Mode {
        &self.mode
    }

    /// The case as it is now; the snapshot stays as it is when the case changes.
    #[must_use]
    pub fn facts(&self) -> Arc<Facts> {
        Arc::clone(&self.facts)
    }

    /// Applies one change, journals it and makes it durable before it returns.
    ///
    /// # Errors
    /// If the command would make the case wrong, or if it cannot be written. The case is unchanged then.
    pub fn transact(&mut self, command: &Command, now: Utc, actor: &str) -> Result<Changes, StoreError> {
        let _ = (command, now, actor);
        Err(StoreError::Stopped { path: self.path.clone() })
    }

    /// Takes back the newest change that is not taken back; none if there is none.
    ///
    /// # Errors
    /// If it cannot be written. The case is unchanged then.
    pub fn undo(&mut self, now: Utc, actor: &str) -> Result<Option<Changes>, StoreError> {
        let _ = (now, actor);
        Ok(None)
    }

    /// Takes back the newest undo, if nothing else was changed since; none if there is none.
    ///
    /// # Errors
    /// If it cannot be written. The case is unchanged then.
    pub fn redo(&mut self, now: Utc, actor: &str) -> Result<Option<Changes>, StoreError> {
        let _ = (now, actor);
        Ok(None)
    }

    /// What [`CaseStore::undo`] would take back, in the user's words. Asks nothing of the file.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        None
    }

    /// What [`CaseStore::redo`] would bring back, in the user's words. Asks nothing of the file.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        None
    }

    /// Ends a typing run: the next change gets an entry of its own, whatever it is.
    ///
    /// Call it before the head hash is printed somewhere, since a run that goes on replaces it.
    pub fn seal(&mut self) {}

    /// Number of journal entries.
    #[must_use]
    pub fn journal_len(&self) -> u64 {
        0
    }

    /// The hash of the newest journal entry, which covers all before it.
    #[must_use]
    pub fn head(&self) -> Sha256 {
        Sha256::default()
    }

    /// Up to `count` journal entries from number `newest` downwards.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn journal(&self, newest: u64, count: usize) -> Result<Vec<JournalEntry>, StoreError> {
        let _ = (newest, count);
        Ok(Vec::new())
    }

    /// The rows that a journal entry changed.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn journal_rows(&self, seq: u64) -> Result<Vec<RowImage>, StoreError> {
        let _ = seq;
        Ok(Vec::new())
    }

    /// Checks everything that can be checked: see [`check_file`].
    ///
    /// # Errors
    /// If the file cannot be read at all, or if cancelled.
    pub fn check(&self, progress: &Progress) -> Result<Issues, StoreError> {
        check_file(&self.path, progress)
    }

    /// Stores the bytes of a file once, in chunks, and returns their hash and length.
    ///
    /// # Errors
    /// If they cannot be read or written.
    pub fn attach(&mut self, bytes: &mut dyn Read) -> Result<(Sha256, u64), StoreError> {
        let _ = bytes;
        Err(StoreError::Stopped { path: self.path.clone() })
    }

    /// The bytes with this hash, checked against it; none if the case does not hold them.
    ///
    /// # Errors
    /// If they cannot be read, or are not what they were.
    pub fn attachment(&self, sha: Sha256) -> Result<Option<Vec<u8>>, StoreError> {
        let _ = sha;
        Ok(None)
    }

    /// Writes a verified copy; refuses a name that exists.
    ///
    /// # Errors
    /// If it cannot be written, or does not verify.
    pub fn save_copy(&self, to: &Path) -> Result<(), StoreError> {
        Err(StoreError::Exists { path: to.to_path_buf() })
    }

    /// Size of the case file.
    ///
    /// # Errors
    /// If it cannot be asked for.
    pub fn file_bytes(&self) -> Result<u64, StoreError> {
        Ok(0)
    }
}

/// Checks a case file that may not even open: pages, references, entities, journal chain, rows against the journal,
/// attachment hashes.
///
/// # Errors
/// If the file cannot be read at all, or if cancelled. What is wrong with the case is not an error but an issue.
pub fn check_file(path: &Path, progress: &Progress) -> Result<Issues, StoreError> {
    let _ = path;
    progress.check()?;
    Ok(Issues::default())
}
