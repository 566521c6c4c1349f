//! Takes the contents of `.wake.json` files over into a case, one journal entry a file.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use super::error::TaskError;
use super::read;
use crate::base::issues::{Issue, Issues};
use crate::base::progress::Progress;
use crate::base::text::count;
use crate::base::time::Utc;
use crate::import::merge::{Merged, merge};
use crate::import::wake_json;
use crate::model::command::Command;
use crate::model::facts::Facts;
use crate::model::ids::ENTITY_KINDS;
use crate::store::CaseStore;

/// What came of an import; the keys are those of `import --json`.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Imported {
    /// The format that was read.
    pub format: &'static str,
    /// How many entities were added, by kind in the plural.
    pub added: BTreeMap<String, usize>,
    /// How many the case had already, word for word.
    pub duplicates: usize,
    /// How many could not be taken over. None of a `.wake.json`, which is taken whole or refused whole.
    pub rejected: usize,
    /// Why not, and what was changed on the way.
    pub issues: Vec<Issue>,
}

/// Works out what an import of `files` would do, and changes nothing.
///
/// # Errors
/// If a file cannot be read or the task was cancelled.
pub fn rehearse(facts: &Facts, files: &[PathBuf], progress: &Progress) -> Result<Imported, TaskError> {
    let mut report = Imported::empty();
    let mut staged = facts.clone();
    for (name, incoming) in read_all(files, progress)? {
        report.note(&name, &incoming.issues);
        let merged = merge(&staged, incoming.document);
        report.take(&name, &merged);
        merged.entities.into_iter().for_each(|entity| staged.put(entity));
    }
    Ok(report)
}

/// Imports `files`, in their order. All of them are read before the first is taken over.
///
/// # Errors
/// If a file cannot be read, the case cannot be written or the task was cancelled.
pub fn import(
    store: &mut CaseStore,
    files: &[PathBuf],
    now: Utc,
    actor: &str,
    progress: &Progress,
) -> Result<Imported, TaskError> {
    let mut report = Imported::empty();
    for (name, incoming) in read_all(files, progress)? {
        report.note(&name, &incoming.issues);
        let merged = merge(&store.facts(), incoming.document);
        report.take(&name, &merged);
        progress.check()?;
        if merged.entities.is_empty() {
            continue;
        }
        for mut bytes in incoming.attachments.iter().map(|(_, bytes)| bytes.as_slice()) {
            store.attach(&mut bytes)?;
        }
        let label = format!("Import {} from {name}", count(merged.entities.len(), "item"));
        store.transact(&Command::PutAll { entities: merged.entities, label }, now, actor)?;
    }
    Ok(report)
}

/// Every file's own name, without its folder, and what it holds.
fn read_all(files: &[PathBuf], progress: &Progress) -> Result<Vec<(String, wake_json::Imported)>, TaskError> {
    let read = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        read::file(path, progress).map(|incoming| (name, incoming))
    };
    files.iter().map(read).collect()
}

impl Imported {
    fn empty() -> Self {
        let added = ENTITY_KINDS.into_iter().map(|kind| (format!("{}s", kind.key()), 0)).collect();
        Self { format: "wake.json", added, ..Self::default() }
    }

    fn take(&mut self, file: &str, merged: &Merged) {
        for (kind, number) in &merged.added {
            *self.added.entry(format!("{}s", kind.key())).or_default() += number;
        }
        self.duplicates += merged.duplicates.values().sum::<usize>();
        self.note(file, &merged.issues);
    }

    fn note(&mut self, file: &str, issues: &Issues) {
        let issues = issues.as_slice().iter().cloned();
        self.issues.extend(issues.map(|mut issue| {
            issue.place.file = Some(file.to_owned());
            issue
        }));
    }
}
