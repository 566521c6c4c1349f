//! What can go wrong with a case file, each as one sentence: what happened, what to do, the path last.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::base::progress::Cancelled;

/// Why something could not be done with a case file. The case is unchanged in every case.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is something else.
    #[error("This is not a Wakeline case: {what}. Choose a file that ends in .wake and was made by Wakeline: {}", path.display())]
    NotACase {
        /// What it is instead, or what it lacks.
        what: String,
        /// The file.
        path: PathBuf,
    },
    /// The file was a case once, and something in it is broken.
    #[error("The case is damaged: {what}. Nothing was changed; open a copy of it kept elsewhere: {}", path.display())]
    Damaged {
        /// Which table, row or journal entry, and what is wrong with it.
        what: String,
        /// The file.
        path: PathBuf,
    },
    /// The file holds something that Wakeline never writes and that could run when it is opened.
    #[error("The file was refused, because it holds what Wakeline does not put into a case: {what}. Ask whoever sent it for a new copy: {}", path.display())]
    Hostile {
        /// What it holds.
        what: String,
        /// The file.
        path: PathBuf,
    },
    /// A later version wrote it.
    #[error("The case was written by a newer version, {written_by} (file format {version}). Nothing was changed; open it with that version: {}", path.display())]
    Newer {
        /// Its file format.
        version: u32,
        /// The version that wrote it, as it calls itself.
        written_by: String,
        /// The file.
        path: PathBuf,
    },
    /// An earlier format that must be converted first, and cannot be here.
    #[error("The case has the older file format {version} and cannot be converted where it is. Copy it to a folder that can be written, and open it there: {}", path.display())]
    TooOld {
        /// Its file format.
        version: u32,
        /// The file.
        path: PathBuf,
    },
    /// Another program is writing to it for longer than can be waited for.
    #[error("The case is in use by {who}. Nothing was changed; try again when that is done: {}", path.display())]
    Locked {
        /// Who holds it, as far as is known.
        who: String,
        /// The file.
        path: PathBuf,
    },
    /// The case is open for reading only.
    #[error("The case is open for reading only: {reason}. Nothing was changed: {}", path.display())]
    ReadOnly {
        /// Why.
        reason: String,
        /// The file.
        path: PathBuf,
    },
    /// There is a file already where one would be made.
    #[error("A file of this name exists already. Choose another name: {}", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A command that would make the case wrong.
    #[error("Nothing was changed: {}", problems.join("; "))]
    Invalid {
        /// Every problem as one sentence.
        problems: Vec<String>,
    },
    /// No room is left.
    #[error("The disk is full. Nothing was changed; free some space and try again: {}", path.display())]
    DiskFull {
        /// The file.
        path: PathBuf,
    },
    /// The system refused to read or write.
    #[error("Could not {action}: {source}. Check the disk and the rights of the folder: {}", path.display())]
    Io {
        /// What was tried, in the infinitive.
        action: String,
        /// What the system said.
        source: std::io::Error,
        /// The file.
        path: PathBuf,
    },
    /// An earlier write failed half-way; nothing more is written until the case was opened anew and checked.
    #[error("An earlier change could not be written safely, so nothing more is written. Close the case and open it again: {}", path.display())]
    Stopped {
        /// The file.
        path: PathBuf,
    },
    /// `SQLite` refused for a reason that has no better words.
    #[error("The case file could not be used: {source}. Nothing was changed: {}", path.display())]
    Sql {
        /// What `SQLite` said.
        source: rusqlite::Error,
        /// The file.
        path: PathBuf,
    },
    /// The user no longer wants the result.
    #[error("Cancelled; nothing was changed")]
    Cancelled,
}

/// What an error means to a caller, who chooses the exit code or the notice by it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorKind {
    /// An input cannot be read.
    CannotRead,
    /// The case is locked, newer, damaged or not to be written.
    Case,
    /// The command was refused; the case is fine.
    Refused,
}

impl StoreError {
    /// What the error means to a caller.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::NotACase { .. } | Self::Io { .. } => ErrorKind::CannotRead,
            Self::Damaged { .. }
            | Self::Hostile { .. }
            | Self::Newer { .. }
            | Self::TooOld { .. }
            | Self::Locked { .. }
            | Self::ReadOnly { .. }
            | Self::DiskFull { .. }
            | Self::Stopped { .. }
            | Self::Sql { .. } => ErrorKind::Case,
            Self::Exists { .. } | Self::Invalid { .. } | Self::Cancelled => ErrorKind::Refused,
        }
    }

    /// Puts what `SQLite` said about `path` into words.
    pub(super) fn from_sql(source: rusqlite::Error, path: &Path) -> Self {
        let path = path.to_path_buf();
        let Some(code) = source.sqlite_error_code() else { return Self::Sql { source, path } };
        match code {
            ErrorCode::DiskFull => Self::DiskFull { path },
            ErrorCode::NotADatabase => Self::NotACase { what: "it is not a database".to_owned(), path },
            ErrorCode::DatabaseCorrupt => Self::Damaged { what: format!("its pages are broken ({source})"), path },
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
                Self::Locked { who: "another program".to_owned(), path }
            }
            ErrorCode::ReadOnly => Self::ReadOnly { reason: "the file cannot be written".to_owned(), path },
            ErrorCode::OperationInterrupted => {
                Self::Hostile { what: "something that does not come to an end".to_owned(), path }
            }
            ErrorCode::TooBig => Self::Damaged { what: "a text in it is longer than any case holds".to_owned(), path },
            ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::PermissionDenied => Self::Io {
                action: "use the case file".to_owned(),
                source: std::io::Error::other(source.to_string()),
                path,
            },
            _ => Self::Sql { source, path },
        }
    }

    /// Puts what the system said about `path` into words; `action` is in the infinitive.
    pub(super) fn from_io(source: std::io::Error, action: &str, path: &Path) -> Self {
        let path = path.to_path_buf();
        match source.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            _ => Self::Io { action: action.to_owned(), source, path },
        }
    }
}

impl From<Cancelled> for StoreError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}
