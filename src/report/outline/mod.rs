//! A report as plain data, of no format: headings, paragraphs, tables, figures and notes, each of which knows the exhibits it
//! rests on. Built by [`build`](super::build) and written by one writer a format, none of which knows a case.
//!
//! A new kind of picture or table is a [`Figure`] or a [`Table`] with other contents; writers do not change for it.

pub mod clean;
pub mod inline;
pub mod pages;
pub mod sentence;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use self::inline::{Inline, plain};
use crate::base::time::Utc;
use crate::figure::palette::Palette;
use crate::figure::scene::Scene;
use crate::model::ids::ClaimId;

/// A whole report.
#[derive(Clone, PartialEq, Debug)]
pub struct Outline {
    /// What stands on the first page and in the margins of all others.
    pub head: Head,
    /// Where notes stand.
    pub notes_at: NotesAt,
    /// The text, in order.
    pub blocks: Vec<Block>,
    /// The notes; [`Inline::Note`] refers to them by place. A note is printed with that place plus one.
    pub notes: Vec<Note>,
}

/// Title and imprint.
#[derive(Clone, PartialEq, Debug)]
pub struct Head {
    /// Title.
    pub title: String,
    /// What stands below it: what kind of document this is, or the question; empty for nothing.
    pub subtitle: String,
    /// The house's own reference; empty for none.
    pub reference: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The day it bears: that of the case's last change, or the one asked for.
    pub date: Utc,
    /// The same in words.
    pub day: String,
    /// The handling mark, in the margins of every page: `TLP:CLEAR`.
    pub handling: &'static str,
    /// The newest hash of the journal, by which a copy of the case can be held against this document.
    pub journal_head: Option<String>,
    /// How the writers that lay out pages set it.
    pub style: Style,
}

/// How a document looks, by name. Texts do not differ by it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// Sober: numbered paragraphs, annexes.
    Panel,
    /// A publication: a large title, a box for the method.
    Brief,
    /// A draft to be checked: wide margins and lines.
    Draft,
    /// A memorandum: a compact head.
    Memo,
}

/// Where notes stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotesAt {
    /// At the foot of the page.
    Foot,
    /// At the end of the text, under a heading.
    End,
}

/// A part of the text.
#[derive(Clone, PartialEq, Debug)]
pub enum Block {
    /// A heading.
    Heading {
        /// 1 for the main parts.
        level: u8,
        /// What references lead to; unique.
        anchor: String,
        /// Its text, number included.
        text: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph {
        /// Its number, if paragraphs are numbered.
        number: Option<u32>,
        /// Its text.
        text: Vec<Inline>,
    },
    /// What somebody else wrote.
    Quote(Vec<Self>),
    /// A list.
    List {
        /// The number of the first item, if they are numbered.
        first: Option<u64>,
        /// The items.
        items: Vec<Vec<Self>>,
    },
    /// Text with every space and line break as it is.
    Verbatim(String),
    /// A table.
    Table(Table),
    /// A figure.
    Figure(Box<Figure>),
    /// Something set apart, with a heading of its own: a method, a decision.
    Aside {
        /// Its heading.
        title: String,
        /// Its text.
        blocks: Vec<Self>,
    },
    /// What follows begins on a new page.
    PageBreak,
}

/// A table.
#[derive(Clone, PartialEq, Debug)]
pub struct Table {
    /// What references lead to; unique.
    pub anchor: String,
    /// Its number among the tables.
    pub number: u32,
    /// Its caption, without “Table 3”.
    pub caption: Vec<Inline>,
    /// Its columns; at least one.
    pub columns: Vec<Column>,
    /// Its rows; each has a cell a column.
    pub rows: Vec<Vec<Vec<Inline>>>,
    /// The exhibits it rests on, in words: `E-1 to E-9`; also where there are none: `own assessment`. Empty for nothing to say.
    pub sources: String,
    /// Whether it needs a page on its side.
    pub wide: bool,
}

/// A column of a table.
#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// Whether it holds numbers, which are set to the right.
    pub number: bool,
    /// Its share of the width.
    pub weight: u16,
}

/// A picture.
#[derive(Clone, PartialEq, Debug)]
pub struct Figure {
    /// What references lead to; unique.
    pub anchor: String,
    /// Its number among the figures.
    pub number: u32,
    /// Its caption, without “Figure 3”.
    pub caption: Vec<Inline>,
    /// What is seen.
    pub image: Image,
    /// What is seen, in words.
    pub alt: String,
    /// The exhibits it rests on, in words: `E-1 to E-9`; also where there are none: `own assessment`. Empty for nothing to say.
    pub sources: String,
}

/// What is seen in a figure.
#[derive(Clone, PartialEq, Debug)]
pub enum Image {
    /// A drawing; every letter and line stays sharp.
    Drawing {
        /// The drawing.
        scene: Arc<Scene>,
        /// Its colours.
        palette: Palette,
    },
    /// A picture file as it was received.
    File {
        /// Its bytes.
        bytes: Arc<[u8]>,
        /// `image/png` or `image/jpeg`.
        media_type: &'static str,
        /// Width and height in pixels.
        pixels: (u32, u32),
    },
}

impl Image {
    /// How the name of a file with it ends.
    #[must_use]
    pub fn ending(&self) -> &'static str {
        match self {
            Self::Drawing { .. } => "svg",
            Self::File { media_type: "image/png", .. } => "png",
            Self::File { .. } => "jpg",
        }
    }

    /// Height as a part of the width.
    #[must_use]
    pub fn aspect(&self) -> f32 {
        match self {
            Self::Drawing { scene, .. } => scene.height / scene.width.max(1.0),
            Self::File { pixels: (width, height), .. } => *height as f32 / (*width).max(1) as f32,
        }
    }
}

/// A footnote or endnote.
#[derive(Clone, PartialEq, Debug)]
pub struct Note {
    /// Its text.
    pub text: Vec<Inline>,
    /// The exhibits it names, by number.
    pub exhibits: BTreeSet<u32>,
    /// The claims that speak of what it cites.
    pub claims: BTreeSet<ClaimId>,
}

impl Outline {
    /// Every block with what lies within it, outermost first.
    pub fn walk<'a>(&'a self, each: &mut dyn FnMut(&'a Block)) {
        walk(&self.blocks, each);
    }
}

pub(super) fn walk<'a>(blocks: &'a [Block], each: &mut dyn FnMut(&'a Block)) {
    for block in blocks {
        each(block);
        match block {
            Block::Quote(inner) | Block::Aside { blocks: inner, .. } => walk(inner, each),
            Block::List { items, .. } => items.iter().for_each(|item| walk(item, each)),
            _ => {}
        }
    }
}

/// Every block with what lies within it, to be changed; outermost first.
pub(super) fn walk_mut(blocks: &mut [Block], each: &mut dyn FnMut(&mut Block)) {
    for block in blocks {
        each(block);
        match block {
            Block::Quote(inner) | Block::Aside { blocks: inner, .. } => walk_mut(inner, each),
            Block::List { items, .. } => items.iter_mut().for_each(|item| walk_mut(item, each)),
            _ => {}
        }
    }
}

/// Every run of text in some blocks, to be changed.
pub(super) fn texts_mut(blocks: &mut [Block], each: &mut dyn FnMut(&mut [Inline])) {
    walk_mut(blocks, &mut |block| match block {
        Block::Heading { text, .. } | Block::Paragraph { text, .. } => each(text),
        Block::Table(table) => {
            each(&mut table.caption);
            table.rows.iter_mut().flatten().for_each(|cell| each(cell));
        }
        Block::Figure(figure) => each(&mut figure.caption),
        Block::Quote(_) | Block::Aside { .. } | Block::List { .. } | Block::Verbatim(_) | Block::PageBreak => {}
    });
}
