//! Native file dialogs on a thread of their own, so that drawing never waits for them.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::Context;

use super::exports::Export;
use super::jobs::Slot;
use crate::base::hash::Sha256;
use crate::model::ids::ExhibitId;

/// What a path is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// A case to open.
    Open,
    /// Where a new case is to lie.
    New,
    /// Where a copy of the case is to lie.
    SaveCopy,
    /// Where an export is to go.
    Export(Export),
    /// A file to attach to an exhibit.
    Attach(ExhibitId),
    /// Where an attached file is to be written.
    SaveFile(Sha256),
    /// A bundle or a case to check.
    CheckFile,
    /// A folder to check, to which a bundle was unpacked.
    CheckFolder,
}

impl Purpose {
    /// The dialog's title.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Open => "Open a case",
            Self::New => "New case",
            Self::SaveCopy => "Save a copy of the case",
            Self::Export(export) => export.title(),
            Self::Attach(_) => "Attach a file",
            Self::SaveFile(_) => "Save the attached file",
            Self::CheckFile => "Check a bundle",
            Self::CheckFolder => "Check an unpacked bundle",
        }
    }

    /// What its button says.
    #[must_use]
    pub fn verb(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::New => "Create",
            Self::SaveCopy | Self::SaveFile(_) => "Save",
            Self::Export(_) => "Export",
            Self::Attach(_) => "Attach",
            Self::CheckFile | Self::CheckFolder => "Check",
        }
    }

    /// Whether a file is written there.
    #[must_use]
    pub fn saves(self) -> bool {
        !matches!(self, Self::Open | Self::Attach(_) | Self::CheckFile | Self::CheckFolder)
    }

    /// What kind of file it is, and its endings.
    fn filter(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Open | Self::New | Self::SaveCopy => ("Wakeline case", &["wake"]),
            Self::Export(export) => export.filter(),
            Self::CheckFile => ("Evidence bundle or case", &["zip", "wake"]),
            Self::Attach(_) | Self::SaveFile(_) | Self::CheckFolder => ("Any file", &[]),
        }
    }
}

/// What came of asking.
pub enum Answer {
    /// A path, with the ending added if it was left out.
    Path(PathBuf),
    /// The user thought better of it.
    Cancelled,
    /// This system has no dialog to offer.
    Unavailable,
}

/// Nobody reads and dismisses a dialog faster than this; an answer of none before it means that there was none.
const FASTEST: Duration = Duration::from_millis(250);

/// A dialog that is being shown.
type Waiting = std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>>;

/// Asks for a path; the answer comes in the slot.
pub fn ask(slot: &mut Slot<(Purpose, Answer)>, ctx: &Context, purpose: Purpose, folder: Option<&Path>, name: &str) {
    let (kind, endings) = purpose.filter();
    let mut dialog = rfd::AsyncFileDialog::new().set_title(purpose.title());
    if !endings.is_empty() {
        dialog = dialog.add_filter(kind, endings);
    }
    if let Some(folder) = folder.filter(|folder| folder.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    // Made here, on the window's thread, as some systems ask; waited for elsewhere.
    let asked = Instant::now();
    let waiting: Waiting = match purpose {
        Purpose::CheckFolder => Box::pin(dialog.pick_folder()),
        purpose if purpose.saves() => Box::pin(dialog.set_file_name(name).save_file()),
        _ => Box::pin(dialog.pick_file()),
    };
    slot.start(ctx, move |_| {
        let answer = match pollster::block_on(waiting) {
            Some(file) => Answer::Path(with_ending(file.path().to_owned(), purpose)),
            None if asked.elapsed() < FASTEST => Answer::Unavailable,
            None => Answer::Cancelled,
        };
        (purpose, answer)
    });
}

/// Adds the ending to a name that has none of those it may have, when a file is to be written.
#[must_use]
pub fn with_ending(path: PathBuf, purpose: Purpose) -> PathBuf {
    let endings = purpose.filter().1;
    let name = path.to_string_lossy().to_lowercase();
    if !purpose.saves() || endings.is_empty() || endings.iter().any(|ending| name.ends_with(&format!(".{ending}"))) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(endings[0]);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_is_added_once() {
        let saved = |name: &str| with_ending(PathBuf::from(name), Purpose::New);
        assert_eq!(saved("/a/case"), PathBuf::from("/a/case.wake"));
        assert_eq!(saved("/a/case.WAKE"), PathBuf::from("/a/case.WAKE"));
        assert_eq!(saved("/a/no. 3"), PathBuf::from("/a/no. 3.wake"));
        let json = Purpose::Export(Export::Json);
        assert_eq!(with_ending(PathBuf::from("/a/c.json"), json), PathBuf::from("/a/c.json"));
        assert_eq!(with_ending(PathBuf::from("/a/c"), json), PathBuf::from("/a/c.wake.json"));
        assert_eq!(with_ending(PathBuf::from("/a/x"), Purpose::Open), PathBuf::from("/a/x"));
    }
}
