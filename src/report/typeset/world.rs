//! All that Typst can see: the template, the data, the figures, the fonts.

use std::collections::{BTreeMap, BTreeSet};

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};

use super::TypesetError;
use crate::report::fonts::Fonts;
use crate::report::outline::Outline;

/// The template's name, as people know it.
const MAIN: &str = "report.typ";

/// What stands around the number of a character that cannot be drawn.
pub(super) const BRACKETS: [char; 2] = ['⟦', '⟧'];

/// The files that Typst can read.
pub(super) struct Files {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
    others: BTreeMap<String, Bytes>,
}

impl Files {
    pub fn new(template: &str, data: Vec<u8>, pictures: Vec<(String, Vec<u8>)>, fonts: Vec<Font>) -> Self {
        let mut others: BTreeMap<String, Bytes> =
            pictures.into_iter().map(|(name, bytes)| (format!("/{name}"), Bytes::new(bytes))).collect();
        others.insert("/outline.json".to_owned(), Bytes::new(data));
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: Source::detached(template.to_owned()),
            others,
        }
    }

    /// The first of Typst's complaints, with the line of the template.
    pub fn mistake(&self, errors: &[SourceDiagnostic]) -> TypesetError {
        let Some(error) = errors.first() else {
            return TypesetError::Template { message: "no reason is given".to_owned(), file: MAIN.to_owned() };
        };
        let line = self.range(error.span).and_then(|range| self.main.lines().byte_to_line(range.start));
        let file = line.map_or_else(|| MAIN.to_owned(), |line| format!("{MAIN}, line {}", line + 1));
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
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::NotSource) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get();
        let name = match path.root() {
            VirtualRoot::Project => path.vpath().get_with_slash(),
            VirtualRoot::Package(_) => return Err(FileError::AccessDenied),
        };
        self.others.get(name).cloned().ok_or_else(|| FileError::NotFound(name.into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The families a report needs, in the order in which they are tried, the typefaces, and the letters that none has.
pub(super) fn typefaces(outline: &Outline, fonts: &Fonts) -> (Vec<String>, Vec<Font>, BTreeSet<char>) {
    let mut letters: BTreeSet<char> = BTreeSet::new();
    super::data::letters(outline, &mut letters);
    let (mut found, mut missing) = fonts.for_letters(&letters);
    if !missing.is_empty() {
        // They are printed by number, in brackets that are letters too.
        let (brackets, lacking) = fonts.for_letters(&BRACKETS.into_iter().collect());
        for face in brackets {
            if !found.contains(&face) {
                found.push(face);
            }
        }
        missing.extend(lacking);
    }
    let mut families: Vec<String> = vec!["IBM Plex Sans".to_owned()];
    let mut typefaces = Vec::new();
    for (data, index) in found {
        let Some(font) = Font::new(Bytes::new(data), index) else { continue };
        let family = font.info().family.clone();
        if !families.contains(&family) && family != "IBM Plex Mono" {
            families.push(family);
        }
        typefaces.push(font);
    }
    (families, typefaces, missing)
}
