//! The files of a bundle, in a ZIP or in a folder: their names, and their bytes one after another.
//!
//! Nothing is ever written under a name from a bundle.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::central::{self, MOST_ENTRIES, Unreadable};
use crate::base::issues::{Issues, Location, Severity};
use crate::base::progress::{Cancelled, Progress};

/// How a ZIP begins: with an entry, or with its end if it has none.
const ZIP: [&[u8; 4]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// Folders within one another at most.
const DEEPEST: usize = 32;

/// The files of a bundle by their paths in it.
pub(super) enum Members {
    /// In a ZIP: the number of each entry, and the bytes it is said to have.
    Zip(Box<ZipArchive<BufReader<File>>>, BTreeMap<String, (usize, u64)>),
    /// In a folder.
    Folder(BTreeMap<String, PathBuf>),
}

/// Why the files of a bundle cannot be listed.
#[derive(Debug)]
pub(super) enum NoMembers {
    /// What it is or lacks.
    Unreadable(String),
    /// The user no longer wanted it.
    Cancelled,
}

impl From<Unreadable> for NoMembers {
    fn from(reason: Unreadable) -> Self {
        Self::Unreadable(reason.0)
    }
}

impl From<io::Error> for NoMembers {
    fn from(error: io::Error) -> Self {
        Unreadable::from(error).into()
    }
}

impl From<Cancelled> for NoMembers {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

/// Whether a path is a folder or a ZIP, and not a case.
pub(super) fn is_bundle(path: &Path) -> io::Result<bool> {
    if path.metadata()?.is_dir() {
        return Ok(true);
    }
    let mut head = [0; 4];
    let read = File::open(path)?.take(4).read(&mut head)?;
    Ok(read == 4 && ZIP.contains(&&head))
}

impl Members {
    /// Lists the files of a bundle; none if something of a ZIP is refused, which is noted.
    pub fn of(path: &Path, progress: &Progress, issues: &mut Issues) -> Result<Option<Self>, NoMembers> {
        if path.is_dir() { Self::of_folder(path, progress, issues).map(Some) } else { Self::of_zip(path, issues) }
    }

    fn of_zip(path: &Path, issues: &mut Issues) -> Result<Option<Self>, NoMembers> {
        let mut file = BufReader::new(File::open(path)?);
        let entries = central::read(&mut file, issues)?;
        if issues.has_errors() {
            return Ok(None);
        }
        let archive = ZipArchive::new(file).map_err(|error| NoMembers::Unreadable(error.to_string()))?;
        let mut members = BTreeMap::new();
        let top = entries.first().and_then(|entry| entry.name.split('/').next()).unwrap_or_default().to_owned();
        for (index, entry) in entries.iter().enumerate() {
            // Two readers of one directory must see the same.
            if archive.name_for_index(index) != Some(entry.name.as_str()) {
                return Err(NoMembers::Unreadable("its directory can be read in two ways".to_owned()));
            }
            let inside = entry.name.strip_prefix(&top).and_then(|rest| rest.strip_prefix('/'));
            match inside {
                None => {
                    let place = Location { file: Some(entry.name.clone()), ..Location::default() };
                    issues.push(Severity::Error, place, "It lies outside of the one folder that a bundle is");
                }
                Some(_) if entry.is_folder() => {}
                Some(path) => {
                    members.insert(path.to_owned(), (index, entry.bytes));
                }
            }
        }
        if archive.len() != entries.len() {
            return Err(NoMembers::Unreadable("its directory can be read in two ways".to_owned()));
        }
        Ok(Some(Self::Zip(Box::new(archive), members)))
    }

    fn of_folder(path: &Path, progress: &Progress, issues: &mut Issues) -> Result<Self, NoMembers> {
        let mut found = BTreeMap::new();
        let mut open = vec![(bag_in(path)?, String::new(), 0)];
        while let Some((folder, prefix, depth)) = open.pop() {
            progress.check()?;
            for entry in std::fs::read_dir(&folder)? {
                let entry = entry?;
                let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
                let kind = entry.file_type()?;
                let mut refuse = |what: &str| {
                    let place = Location { file: Some(name.clone()), ..Location::default() };
                    issues.push(Severity::Error, place, what);
                };
                if entry.file_name().to_str().is_none() {
                    refuse("Its name is no text, so that it was not looked at");
                } else if kind.is_dir() && depth < DEEPEST {
                    open.push((entry.path(), format!("{name}/"), depth + 1));
                } else if kind.is_file() {
                    found.insert(name, entry.path());
                } else {
                    refuse("It is a link, a device or too deep a folder, and was not looked at");
                }
            }
            if found.len() as u64 + open.len() as u64 > MOST_ENTRIES {
                return Err(NoMembers::Unreadable(format!("it holds more than {MOST_ENTRIES} files")));
            }
        }
        Ok(Self::Folder(found))
    }

    /// The paths, in order.
    pub fn paths(&self) -> Vec<String> {
        match self {
            Self::Zip(_, members) => members.keys().cloned().collect(),
            Self::Folder(members) => members.keys().cloned().collect(),
        }
    }

    /// Whether there is a file at a path.
    pub fn has(&self, path: &str) -> bool {
        match self {
            Self::Zip(_, members) => members.contains_key(path),
            Self::Folder(members) => members.contains_key(path),
        }
    }

    /// Opens a file. What a ZIP unpacks to more than its directory says is an error, and so is a wrong check sum.
    pub fn open(&mut self, path: &str) -> io::Result<Box<dyn Read + '_>> {
        let missing = || io::Error::from(io::ErrorKind::NotFound);
        match self {
            Self::Folder(members) => {
                let file = File::open(members.get(path).ok_or_else(missing)?)?;
                Ok(Box::new(BufReader::new(file)))
            }
            Self::Zip(archive, members) => {
                let (index, bytes) = *members.get(path).ok_or_else(missing)?;
                let entry = archive.by_index(index)?;
                Ok(Box::new(Exactly { from: entry, left: bytes }))
            }
        }
    }
}

/// The folder of the bag: the one given, or the only one in it.
fn bag_in(path: &Path) -> io::Result<PathBuf> {
    let looks_like_one = |folder: &Path| {
        use crate::report::bundle::bag;
        [bag::DECLARATION, bag::MANIFEST, bag::PAYLOAD].iter().any(|name| folder.join(name).exists())
    };
    if looks_like_one(path) {
        return Ok(path.to_owned());
    }
    let mut only = None;
    for entry in std::fs::read_dir(path)?.take(2) {
        let entry = entry?;
        only = (only.is_none() && entry.file_type()?.is_dir()).then(|| entry.path());
    }
    Ok(only.filter(|folder| looks_like_one(folder)).unwrap_or_else(|| path.to_owned()))
}

/// Gives the bytes that were announced, and fails where there are more or fewer.
struct Exactly<R> {
    from: R,
    left: u64,
}

impl<R: Read> Read for Exactly<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        let wrong = |what: &str| Err(io::Error::new(io::ErrorKind::InvalidData, what));
        match self.left.checked_sub(read as u64) {
            None => wrong("it unpacks to more than the ZIP says"),
            Some(left) if read == 0 && left > 0 && !buffer.is_empty() => wrong("it unpacks to less than the ZIP says"),
            Some(left) => {
                self.left = left;
                Ok(read)
            }
        }
    }
}
