//! Reads a `.wake.json` file, or the sample that is shipped; and whatever else is read until nobody wants it any more.

use std::fs::File;
use std::io::{self, Read};
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
    let failed = |error: io::Error| TaskError::cannot_read(path, &error);
    let mut file = File::open(path).map_err(failed)?;
    if file.metadata().map_err(failed)?.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
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

/// Reads until the task is cancelled, which is then an error.
pub(super) fn watched<R: Read>(mut from: R, progress: &Progress) -> impl Read {
    struct Watched<F>(F);
    impl<F: FnMut(&mut [u8]) -> io::Result<usize>> Read for Watched<F> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            (self.0)(buffer)
        }
    }
    Watched(move |buffer: &mut [u8]| {
        progress.check().map_err(io::Error::other)?;
        from.read(buffer)
    })
}
