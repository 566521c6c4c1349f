//! The sample case, and working copies of it.

use std::path::{Path, PathBuf};

use super::error::TaskError;
use super::new::{self, Contents};
use super::output::Existing;
use crate::base::hash::Sha256;
use crate::base::progress::Progress;
use crate::base::time::Utc;
use crate::store::{CaseStore, Mode};

/// The sample case as it is shipped, a `.wake.json`.
pub const SAMPLE: &[u8] = include_bytes!("../../assets/sample/vostochny-2024.wake.json");
/// What an error calls it.
pub const SAMPLE_NAME: &str = "vostochny-2024.wake.json";

/// The label of the journal's first entry in a case made from the sample. Holds the sample's hash, so that a copy made
/// from an earlier edition is told apart.
#[must_use]
pub fn label() -> String {
    format!("Begin with the sample case, {}", Sha256::of(SAMPLE).short())
}

/// A working copy of the sample in `folder`, which is made if need be: the first of “Vostochny sample.wake”, “Vostochny
/// sample 2.wake” … that does not exist or was never changed. So whoever looks at the sample again finds it as it was,
/// and nobody loses an edit.
///
/// # Errors
/// If the folder or the copy cannot be made.
pub fn sample_copy(folder: &Path, now: Utc, actor: &str) -> Result<PathBuf, TaskError> {
    std::fs::create_dir_all(folder).map_err(|error| TaskError::cannot_write(folder, &error))?;
    for number in 1_u32.. {
        let name = match number {
            1 => "Vostochny sample.wake".to_owned(),
            _ => format!("Vostochny sample {number}.wake"),
        };
        let path = folder.join(name);
        match new::create(&path, Contents::Sample, None, Existing::Keep, now, actor, &Progress::default()) {
            Err(error) if error.is_exists() => {
                if is_untouched(&path) {
                    return Ok(path);
                }
            }
            Err(error) => return Err(error),
            Ok(()) => return Ok(path),
        }
    }
    Err(TaskError::Exists { path: folder.to_owned() })
}

/// Whether a case is a copy of this edition of the sample that nobody has changed or holds open.
fn is_untouched(path: &Path) -> bool {
    let Ok(store) = CaseStore::open(path) else { return false };
    let first = store.journal(1, 1).ok().and_then(|entries| entries.into_iter().next());
    *store.mode() == Mode::ReadWrite && store.journal_len() == 1 && first.is_some_and(|entry| entry.label == label())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::command::Command;
    use crate::model::ids::{TagId, VisitId};

    #[test]
    fn a_working_copy_is_used_again_until_somebody_changes_it_or_holds_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("made").join("on demand");
        let copy = || sample_copy(&data, Utc(1_700_000_000), "tester").expect("copies");
        let first = copy();
        assert_eq!(first, data.join("Vostochny sample.wake"));
        assert_eq!(copy(), first, "nobody has changed it");

        let mut store = CaseStore::open(&first).expect("opens");
        let second = copy();
        assert_eq!(second, data.join("Vostochny sample 2.wake"), "the first is open elsewhere");
        let tag = Command::Tag { tag: TagId::new(1), on: vec![VisitId::new(1).into()], set: true };
        store.transact(&tag, Utc(1_700_000_001), "tester").expect("tags");
        drop(store);
        assert_eq!(copy(), second, "the first is changed, and kept");
        assert_eq!(CaseStore::open_read_only(&first).expect("opens").journal_len(), 2);
    }
}
