//! Reads a `.wake.json` file, or the sample that is shipped.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::error::TaskError;
use super::sample;
use crate::base::progress::Progress;
use crate::import::wake_json::{self, Imported, MOST_BYTES};

/// Bytes that are read between two looks at the cancel wish.
const CHUNK: u64 = 1 << 20;

/// How a case file begins.
const SQLITE: &[u8] = b"SQLite format 3\0";

/// The sample case.
///
/// # Errors
/// Never, unless the program was built with a broken sample.
pub(super) fn sample() -> Result<Imported, TaskError> {
    Ok(wake_json::read(sample::SAMPLE, sample::SAMPLE_NAME)?)
}

/// The case in a file.
///
/// # Errors
/// If the file cannot be read, is too large or is not a case as text, or if the task was cancelled.
pub(super) fn file(path: &Path, progress: &Progress) -> Result<Imported, TaskError> {
    let failed = |error: std::io::Error| TaskError::cannot_read(path, &error);
    let mut file = File::open(path).map_err(failed)?;
    if file.metadata().map_err(failed)?.is_dir() {
        return Err(failed(std::io::ErrorKind::IsADirectory.into()));
    }
    let mut bytes = Vec::new();
    // One byte more than is allowed, so that the reader sees that it is too much, and never the whole of a device.
    while bytes.len() <= MOST_BYTES {
        progress.check()?;
        if file.by_ref().take(CHUNK).read_to_end(&mut bytes).map_err(failed)? == 0 {
            break;
        }
    }
    if bytes.starts_with(SQLITE) {
        return Err(TaskError::CaseForText { path: path.to_owned() });
    }
    Ok(wake_json::read(&bytes, &path.display().to_string())?)
}
