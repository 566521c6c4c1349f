//! The case file: opens it, hands out facts, applies commands, and keeps the journal of them.
//!
//! The only layer with SQL, and the only one that changes facts. Knows nothing of screens, imports or reports, and asks
//! nobody for the time. Reading order: [`CaseStore::transact`], then `plan` (what a command comes to), `write`
//! and `journal` (how it gets into the file, with its images), `chain` and `digest` (how tampering shows), `open` (how
//! a stranger's file is opened), `rows` (which column holds what).

use std::fmt;
use std::path::Path;

use crate::base::hash::Sha256;
use crate::base::issues::Issues;
use crate::base::progress::Progress;
use crate::base::time::Utc;
use crate::model::ids::EntityRef;

mod attachments;
mod case_store;
mod catalog;
mod chain;
mod check;
mod connect;
mod copy;
mod create;
mod digest;
mod error;
mod header;
mod journal;
mod load;
mod lock;
mod migrate;
mod open;
mod plan;
mod rows;
mod schema;
mod sound;
mod strip;
mod undo;
mod write;

pub use case_store::CaseStore;
pub use error::{ErrorKind, StoreError};
pub use strip::strip;

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

/// Checks a case file that may not even open: pages, references, entities, journal chain, rows against the journal,
/// attachment hashes.
///
/// # Errors
/// If the file cannot be read at all, or if cancelled. What is wrong with the case is not an error but an issue.
pub fn check_file(path: &Path, progress: &Progress) -> Result<Issues, StoreError> {
    check::check(path, progress)
}
