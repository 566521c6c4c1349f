//! Whether a case is whole: the file, its references, the journal's chain, the hashes of what is attached.

use std::path::Path;

use serde::Serialize;

use super::error::TaskError;
use crate::base::hash::Sha256;
use crate::base::issues::{Issue, Issues, Severity};
use crate::base::progress::Progress;
use crate::store::{CaseStore, StoreError, check_file};

/// What was found; the keys are those of `check --json`.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Checked {
    /// Whether nothing is wrong. Hints do not count.
    pub ok: bool,
    /// What is wrong or odd, in the order it was found.
    pub issues: Vec<Issue>,
    /// The journal; none if the case is too damaged to open.
    pub journal: Option<Head>,
}

/// Length and last hash of a journal. The hash shows tampering if it is also kept elsewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Head {
    /// Entries.
    pub entries: u64,
    /// Hash of the last of them.
    pub head: Sha256,
}

/// Checks a case file, also one that is too damaged to open.
///
/// # Errors
/// If the file is no case, is newer or locked, or the task was cancelled; what is wrong within it is an issue.
pub fn check(path: &Path, progress: &Progress) -> Result<Checked, TaskError> {
    let (issues, journal) = match CaseStore::open_read_only(path) {
        Ok(store) => (store.check(progress)?, Some(Head { entries: store.journal_len(), head: store.head() })),
        Err(StoreError::Damaged { what, .. }) => {
            // A file that is cut off may not even let itself be checked; then what kept it shut is all there is to say.
            let mut issues = match check_file(path, progress) {
                Err(StoreError::Damaged { .. }) => Issues::default(),
                found => found?,
            };
            if !issues.has_errors() {
                issues.error("case", what);
            }
            (issues, None)
        }
        Err(error) => return Err(error.into()),
    };
    let issues = issues.as_slice().to_vec();
    Ok(Checked { ok: !issues.iter().any(|issue| issue.severity > Severity::Hint), issues, journal })
}
