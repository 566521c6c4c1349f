//! Writes a file so that its path holds either what was there before or the whole of what is new.
//!
//! Everything goes to a temporary file beside the target first, reaches the disk, and is then renamed. A failure, a
//! cancelled task and a polite kill leave nothing behind; a power cut leaves at most the temporary file.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempDir, TempPath};

use super::error::TaskError;
use crate::base::progress::Progress;
use crate::store::CaseStore;

/// What to do with a path that exists.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Existing {
    /// Refuse.
    #[default]
    Keep,
    /// Replace it; only after the user said so.
    Replace,
}

/// Writes a file whole or not at all.
///
/// # Errors
/// If the path exists and is to be kept, if it cannot be written, if the task was cancelled, or as `write`. In each
/// case the path is as it was.
pub fn write_file(
    path: &Path,
    existing: Existing,
    progress: &Progress,
    write: impl FnOnce(&mut dyn Write) -> Result<(), TaskError>,
) -> Result<(), TaskError> {
    write_seekable(path, existing, progress, |out| write(out))
}

/// Writes a file whole or not at all, for a writer that goes back in it, as that of a ZIP does.
///
/// # Errors
/// As [`write_file`].
pub(super) fn write_seekable(
    path: &Path,
    existing: Existing,
    progress: &Progress,
    write: impl FnOnce(&mut BufWriter<&mut File>) -> Result<(), TaskError>,
) -> Result<(), TaskError> {
    refuse_existing(path, existing)?;
    let temporary = written(path, write)?;
    progress.check()?;
    put_in_place(temporary, path, existing)
}

/// Writes several files, all of them or none; `write` gets the place of each in `paths`.
///
/// # Errors
/// As [`write_file`]. Files that existed and were to be replaced may be, if the system fails while the new ones get
/// their names.
pub fn write_files(
    paths: &[PathBuf],
    existing: Existing,
    progress: &Progress,
    mut write: impl FnMut(usize, &mut dyn Write) -> Result<(), TaskError>,
) -> Result<(), TaskError> {
    for path in paths {
        refuse_existing(path, existing)?;
    }
    let mut whole = Vec::new();
    for (index, path) in paths.iter().enumerate() {
        whole.push((written(path, |out| write(index, out))?, path));
        progress.check()?;
    }
    let mut done: Vec<&PathBuf> = Vec::new();
    for (temporary, path) in whole {
        if let Err(error) = put_in_place(temporary, path, existing) {
            if existing == Existing::Keep {
                // What was made just now was not there before.
                for path in done {
                    drop(std::fs::remove_file(path));
                }
            }
            return Err(error);
        }
        done.push(path);
    }
    Ok(())
}

/// Writes a temporary file beside a path and sees it to the disk.
fn written(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<&mut File>) -> Result<(), TaskError>,
) -> Result<TempPath, TaskError> {
    let failed = |error: io::Error| TaskError::cannot_write(path, &error);
    let mut temporary = beside(path).map_err(failed)?;
    {
        let mut buffer = BufWriter::with_capacity(1 << 16, temporary.as_file_mut());
        write(&mut buffer).map_err(|error| match error {
            TaskError::Writer { reason } => TaskError::CannotWrite { path: path.to_owned(), reason },
            other => other,
        })?;
        buffer.flush().map_err(failed)?;
    }
    temporary.as_file().sync_all().map_err(failed)?;
    Ok(temporary.into_temp_path())
}

/// Gives a whole temporary file its name.
///
/// # Errors
/// If the name was taken meanwhile and is to be kept, or cannot be given.
pub(super) fn put_in_place(temporary: TempPath, path: &Path, existing: Existing) -> Result<(), TaskError> {
    match existing {
        Existing::Keep => temporary.persist_noclobber(path),
        Existing::Replace => temporary.persist(path),
    }
    .map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => TaskError::Exists { path: path.to_owned() },
        _ => TaskError::cannot_write(path, &error.error),
    })?;
    // The name is durable only when its folder is; where folders cannot be opened the system sees to it.
    if let Ok(folder) = File::open(folder_of(path)) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Refuses a path that exists, before work is put into what would go there.
///
/// # Errors
/// If the path exists and is to be kept, or is a folder.
pub fn refuse_existing(path: &Path, existing: Existing) -> Result<(), TaskError> {
    match path.symlink_metadata() {
        Ok(found) if found.is_dir() => Err(TaskError::IsFolder { path: path.to_owned() }),
        Ok(_) if existing == Existing::Keep => Err(TaskError::Exists { path: path.to_owned() }),
        _ => Ok(()),
    }
}

/// Refuses to write over the case that what is written comes from.
///
/// # Errors
/// If `path` is the open case, by whatever name.
pub fn refuse_the_case(store: &CaseStore, path: &Path) -> Result<(), TaskError> {
    let same = match (store.path().canonicalize(), path.canonicalize()) {
        (Ok(case), Ok(path)) => case == path,
        _ => false,
    };
    if same { Err(TaskError::IsTheCase { path: path.to_owned() }) } else { Ok(()) }
}

/// A path in the same folder that nothing uses, for whatever makes its file itself.
///
/// # Errors
/// If the folder cannot be written to.
pub(super) fn free_name_beside(path: &Path) -> Result<PathBuf, TaskError> {
    let temporary = beside(path).map_err(|error| TaskError::cannot_write(path, &error))?;
    Ok(temporary.path().to_owned())
}

/// A folder of its own beside a path, gone with all that is in it when it is dropped.
///
/// # Errors
/// If the folder cannot be written to.
pub(super) fn folder_beside(path: &Path) -> Result<TempDir, TaskError> {
    let made = tempfile::Builder::new().prefix(".wakeline-").suffix(".part").tempdir_in(folder_of(path));
    made.map_err(|error| TaskError::cannot_write(path, &error))
}

fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".wakeline-").suffix(".part");
    // As any other program would make it: readable as the user's mask allows, not only by the owner.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder_of(path))
}

/// The folder of a path; the current one for a bare name.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).expect("lists");
        entries.map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_failure_half_way_leaves_what_was_there_and_nothing_else() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("out.csv");
        std::fs::write(&path, "before").expect("writes");
        let progress = Progress::default();
        let failing = |out: &mut dyn Write| {
            out.write_all(b"half").expect("writes");
            Err(TaskError::cannot_write(Path::new("x"), &io::Error::other("full")))
        };
        assert!(write_file(&path, Existing::Replace, &progress, failing).is_err());
        progress.cancel();
        let cancelled = write_file(&path, Existing::Replace, &progress, |out| {
            out.write_all(b"whole").expect("writes");
            Ok(())
        });
        assert!(matches!(cancelled, Err(TaskError::Cancelled(_))), "{cancelled:?}");
        assert_eq!(std::fs::read_to_string(&path).expect("reads"), "before");
        assert_eq!(names(folder.path()), ["out.csv"]);
    }

    #[test]
    fn of_several_files_all_are_written_or_none() {
        let folder = tempfile::tempdir().expect("folder");
        let paths: Vec<PathBuf> = ["a.svg", "b.svg", "c.svg"].map(|name| folder.path().join(name)).into();
        let progress = Progress::default();
        let write = |failing: usize| {
            move |index: usize, out: &mut dyn Write| {
                write!(out, "page {index}").map_err(|error| TaskError::from_writer(&error))?;
                if index == failing { Err(TaskError::Cancelled(crate::base::progress::Cancelled)) } else { Ok(()) }
            }
        };
        assert!(write_files(&paths, Existing::Keep, &progress, write(2)).is_err());
        assert!(names(folder.path()).is_empty());
        std::fs::write(&paths[1], "mine").expect("writes");
        let refused = write_files(&paths, Existing::Keep, &progress, write(9));
        assert!(matches!(refused, Err(TaskError::Exists { .. })), "{refused:?}");
        assert_eq!(names(folder.path()), ["b.svg"]);
        write_files(&paths, Existing::Replace, &progress, write(9)).expect("replaces");
        assert_eq!(std::fs::read_to_string(&paths[2]).expect("reads"), "page 2");
        assert_eq!(names(folder.path()).len(), 3);
    }

    #[test]
    fn an_existing_file_is_kept_unless_it_is_to_be_replaced() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("out.csv");
        let progress = Progress::default();
        let write = |text: &'static str| {
            move |out: &mut dyn Write| {
                out.write_all(text.as_bytes()).map_err(|error| TaskError::cannot_write(Path::new("x"), &error))
            }
        };
        write_file(&path, Existing::Keep, &progress, write("one")).expect("is new");
        let refused = write_file(&path, Existing::Keep, &progress, write("two"));
        assert!(matches!(refused, Err(TaskError::Exists { .. })), "{refused:?}");
        assert_eq!(std::fs::read_to_string(&path).expect("reads"), "one");
        write_file(&path, Existing::Replace, &progress, write("three")).expect("replaces");
        assert_eq!(std::fs::read_to_string(&path).expect("reads"), "three");
        assert!(matches!(refuse_existing(folder.path(), Existing::Replace), Err(TaskError::IsFolder { .. })));
    }
}
