//! Templates for reports: the four that are built in, those in the user's folder, and a starter to make one's own from.

mod folder;

use std::path::{Path, PathBuf};

use super::error::TaskError;
use super::output;
use crate::report::build::{TEMPLATES, Template};
use crate::report::template::{House, LAYOUT_FILE, STYLE_FILE, starter};

/// Which template a report is made by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Chosen {
    /// One of the four.
    BuiltIn(Template),
    /// The one in this folder.
    Folder(PathBuf),
}

impl Default for Chosen {
    fn default() -> Self {
        Self::BuiltIn(Template::default())
    }
}

impl Chosen {
    /// What a word means: one of the four, a folder, or the name of a template in the user's folder.
    ///
    /// # Errors
    /// If there is none of that name.
    pub fn named(word: &str, users: Option<&Path>) -> Result<Self, TaskError> {
        if let Some(template) = TEMPLATES.into_iter().find(|template| template.key() == word) {
            return Ok(Self::BuiltIn(template));
        }
        let is_name = Path::new(word).components().count() == 1 && !matches!(word, "." | "..");
        let own = users.filter(|_| is_name).map(|users| users.join(word));
        let found = [Some(PathBuf::from(word)), own].into_iter().flatten().find(|path| path.is_dir());
        found.map(Self::Folder).ok_or_else(|| TaskError::NoTemplate { name: word.to_owned() })
    }

    /// Reads the template with all its files, once: whatever happens to them afterwards, the report is made by these.
    ///
    /// # Errors
    /// If it is in a folder that cannot be read, holds what a template may not, or has a mistake in its style file.
    pub fn read(&self) -> Result<House, TaskError> {
        match self {
            Self::BuiltIn(template) => Ok(House::built_in(*template)),
            Self::Folder(path) => {
                folder::read(path).map_err(|reason| TaskError::BadTemplate { reason, folder: path.clone() })
            }
        }
    }
}

/// A template in the user's folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The name of its folder, by which the command line knows it.
    pub key: String,
    /// Where it lies.
    pub folder: PathBuf,
    /// What it is called and made like; or what is wrong with it.
    pub says: Result<(String, Template), String>,
}

/// The templates in a folder, by name. What has neither a style file nor a layout is none.
#[must_use]
pub fn found(users: &Path) -> Vec<Found> {
    // A folder that is not there has none.
    let entries = std::fs::read_dir(users).into_iter().flatten().flatten();
    let is_template = |path: &PathBuf| [STYLE_FILE, LAYOUT_FILE].iter().any(|file| path.join(file).is_file());
    let mut found: Vec<Found> = entries
        .map(|entry| entry.path())
        .filter(is_template)
        .filter_map(|folder| {
            let key = folder.file_name()?.to_str()?.to_owned();
            let says = folder::survey(&folder).map(|look| (look.name, look.like));
            Some(Found { key, folder, says })
        })
        .collect();
    found.sort_by(|a, b| a.key.cmp(&b.key));
    found
}

/// Writes a template to begin with into a new folder, all of it or nothing.
///
/// # Errors
/// If the path exists, or cannot be written to.
pub fn copy_starter(like: Template, to: &Path) -> Result<(), TaskError> {
    if to.symlink_metadata().is_ok() {
        return Err(TaskError::FolderExists { path: to.to_owned() });
    }
    let failed = |error: std::io::Error| TaskError::cannot_write(to, &error);
    // The user's folder of templates is not there before the first lies in it.
    if let Some(parent) = to.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        std::fs::create_dir_all(parent).map_err(failed)?;
    }
    let whole = output::folder_beside(to)?;
    // As any other folder would be made: readable as the user's mask allows, not only by the owner.
    let made = whole.path().join("template");
    std::fs::create_dir(&made).map_err(failed)?;
    for (name, text) in starter(like) {
        std::fs::write(made.join(name), text).map_err(failed)?;
    }
    std::fs::rename(&made, to).map_err(failed)
}

#[cfg(test)]
mod tests;
