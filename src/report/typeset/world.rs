//! All that Typst can see: the layout with the files of its template, the data, the figures, the fonts.

use std::collections::BTreeMap;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};

use super::TypesetError;
use crate::report::template::{House, LAYOUT_FILE};

/// The files that Typst can read.
pub struct Files {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
    /// The layouts, by path: each is read once, however often it is imported.
    layouts: BTreeMap<String, Source>,
    others: BTreeMap<String, Bytes>,
}

impl Files {
    pub(super) fn new(house: &House, given: impl Iterator<Item = (String, Bytes)>, fonts: Vec<Font>) -> Self {
        let slashed = |name: &str| format!("/{name}");
        let own = house.files.iter().map(|(name, bytes)| (slashed(name), Bytes::new(bytes.clone())));
        let mut others: BTreeMap<String, Bytes> = own.collect();
        // What the report brings comes last: a template's file of the same name does not stand in for a figure.
        others.extend(given.map(|(name, bytes)| (slashed(&name), bytes)));
        let mut main = Source::detached(String::new());
        let mut layouts = BTreeMap::new();
        for (name, text) in house.layouts() {
            let Ok(path) = VirtualPath::new(name) else { continue };
            let source = Source::new(RootedPath::new(VirtualRoot::Project, path).intern(), text.to_owned());
            if name == LAYOUT_FILE {
                main = source.clone();
            }
            layouts.insert(slashed(name), source);
        }
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main,
            layouts,
            others,
        }
    }

    /// The first of Typst's complaints, with file and line.
    pub(super) fn mistake(&self, errors: &[SourceDiagnostic]) -> TypesetError {
        let Some(error) = errors.first() else {
            return TypesetError::Template { message: "no reason is given".to_owned(), file: LAYOUT_FILE.to_owned() };
        };
        let id = error.span.id().unwrap_or(self.main.id());
        let name = id.get().vpath().get_without_slash().to_owned();
        let source = self.layouts.get(id.get().vpath().get_with_slash());
        let range = self.range(error.span);
        let line = range.zip(source).and_then(|(range, source)| source.lines().byte_to_line(range.start));
        let file = line.map_or_else(|| name.clone(), |line| format!("{name}, line {}", line + 1));
        TypesetError::Template { message: error.message.to_string(), file }
    }
}

impl World for Files {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let name = in_folder(id)?;
        match self.layouts.get(name) {
            Some(source) => Ok(source.clone()),
            None if self.others.contains_key(name) => Err(FileError::NotSource),
            None => Err(not_found(name)),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let name = in_folder(id)?;
        self.others.get(name).cloned().ok_or_else(|| not_found(name))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The path of a file within the folder of the template; no package is one.
fn in_folder(id: FileId) -> FileResult<&'static str> {
    match id.get().root() {
        VirtualRoot::Project => Ok(id.get().vpath().get_with_slash()),
        VirtualRoot::Package(_) => Err(FileError::AccessDenied),
    }
}

fn not_found(name: &str) -> FileError {
    FileError::NotFound(name.trim_start_matches('/').into())
}
