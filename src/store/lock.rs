//! Who may write: a lock file beside the case, locked by the system, so that a killed process holds nothing.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::connect::beside;

/// The right to write to a case, until it is dropped.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
}

/// What came of asking for the lock.
#[derive(Debug)]
pub enum Asked {
    /// It is ours.
    Ours(Lock),
    /// Another process has it; who, as far as is known.
    Theirs(String),
    /// No lock file can be made here.
    NotWritable,
}

/// Asks for the right to write to the case at `path`; never waits.
pub fn ask(path: &Path) -> Asked {
    let path = beside(path, ".lock");
    // Between opening the file and locking it, its holder may have removed it; then the lock says nothing.
    for _ in 0..100 {
        let Ok(mut file) = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path) else {
            return Asked::NotWritable;
        };
        match file.try_lock() {
            Ok(()) if !is_at(&file, &path) => {}
            Ok(()) => {
                // Who holds it is a courtesy; the lock itself does not depend on it.
                let _ = file.set_len(0).and_then(|()| file.write_all(whoami().as_bytes())).and_then(|()| file.flush());
                return Asked::Ours(Lock { file, path });
            }
            Err(TryLockError::WouldBlock) => return Asked::Theirs(holder(&mut file)),
            Err(TryLockError::Error(_)) => return Asked::NotWritable,
        }
    }
    Asked::Theirs("another program".to_owned())
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still locked, so that nobody else can be holding this very file.
        if self.file.set_len(0).is_ok() {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Whether the path still names the file that is open.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(ours), Ok(there)) => (ours.dev(), ours.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

/// Elsewhere an open file cannot be removed.
#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}

fn whoami() -> String {
    let pid = std::process::id();
    let host =
        ["/proc/sys/kernel/hostname", "/etc/hostname"].into_iter().find_map(|path| std::fs::read_to_string(path).ok());
    match host.as_deref().map(str::trim) {
        Some(host) if !host.is_empty() => format!("process {pid} on {host}"),
        _ => format!("process {pid}"),
    }
}

fn holder(file: &mut File) -> String {
    let mut who = String::new();
    let _ = file.take(200).read_to_string(&mut who);
    let who = who.trim();
    if who.is_empty() { "another program".to_owned() } else { crate::base::text::visible(who).into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_holds_the_lock_and_the_next_learns_who() {
        let folder = tempfile::tempdir().expect("a folder");
        let case = folder.path().join("a.wake");
        let Asked::Ours(first) = ask(&case) else { unreachable!("nobody holds it") };
        let Asked::Theirs(who) = ask(&case) else { unreachable!("it is held") };
        assert!(who.contains(&std::process::id().to_string()), "{who}");
        drop(first);
        assert!(!folder.path().join("a.wake.lock").exists());
        assert!(matches!(ask(&case), Asked::Ours(_)));
    }
}
