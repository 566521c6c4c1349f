//! An outline and a look as the data that a layout reads. Keys of an outline are short, since there are many.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Value, json};
use typst::foundations::Bytes;

use crate::base::text::by_number;
use crate::report::drawings::vectors;
use crate::report::fonts::Fonts;
use crate::report::outline::inline::notes;
use crate::report::outline::pages::groups;
use crate::report::outline::{Block, Figure, Head, Image, Inline, NotesAt, Outline, Table, plain};
use crate::report::picture::PictureError;
use crate::report::template::{House, Look, Margins, Piece, pieces};

/// Letters of a cell beyond which it may be broken between pages.
const LONG: usize = 700;

/// The names of fonts, each list in the order in which they are tried.
pub(super) struct Families {
    pub text: Vec<String>,
    pub bold: Vec<String>,
    pub heading: Vec<String>,
    pub code: Vec<String>,
}

/// What a style file says, with what the report says of itself in the margins.
pub(super) fn of_look(look: &Look, head: &Head, families: &Families) -> Value {
    let sides = |of: Margins| json!({ "left": of.left, "right": of.right, "top": of.top, "bottom": of.bottom });
    let line = |texts: &[String; 3]| -> Vec<Vec<Value>> {
        texts.iter().map(|text| pieces(text, head).iter().map(piece).collect()).collect()
    };
    json!({
        "language": look.language,
        "paper": look.paper.typst(),
        "margins": sides(look.margins),
        "wide_margins": sides(look.wide_margins),
        "tallest": look.tallest(),
        "fonts": {
            "text": families.text, "bold": families.bold, "heading": families.heading, "code": families.code,
        },
        "size": look.size,
        "leading": look.leading,
        "note_size": look.note_size,
        "table_size": look.table_size,
        "colours": {
            "accent": look.colours.accent.to_string(), "second": look.colours.second.to_string(),
            "line": look.colours.line.to_string(), "raised": look.colours.raised.to_string(),
        },
        "header": line(&look.header),
        "footer": line(&look.footer),
    })
}

fn piece(piece: &Piece) -> Value {
    match piece {
        Piece::Text(text) => json!({ "t": "text", "v": text }),
        Piece::Mark(mark) => json!({ "t": "mark", "v": mark }),
        Piece::Page => json!({ "t": "page" }),
        Piece::Pages => json!({ "t": "pages" }),
    }
}

/// A picture's file name with its bytes.
pub(super) type PictureFile = (String, Bytes);

/// The data and the pictures it names. Letters that are `missing` in all fonts stand by number.
pub(super) fn of(
    outline: &Outline,
    fonts: &Fonts,
    missing: &BTreeSet<char>,
) -> Result<(Value, Vec<PictureFile>), PictureError> {
    let mut anchors = BTreeSet::new();
    outline.walk(&mut |block| match block {
        Block::Heading { anchor, .. } => drop(anchors.insert(anchor.as_str())),
        Block::Table(table) => drop(anchors.insert(&table.anchor)),
        Block::Figure(figure) => drop(anchors.insert(&figure.anchor)),
        _ => {}
    });
    let drawn = vectors(outline, fonts)?;
    let mut maker = Maker { anchors, used: BTreeSet::new(), drawn, missing, pictures: Vec::new() };
    let mut pages = Vec::new();
    for group in groups(&outline.blocks) {
        pages.push(json!({ "wide": group.wide, "blocks": maker.blocks(group.blocks) }));
    }
    let notes: Vec<Value> = outline.notes.iter().map(|note| maker.line(&note.text)).collect();
    let head = &outline.head;
    let at = head.date.in_zone(&jiff::tz::TimeZone::UTC);
    let data = json!({
        "style": head.style,
        "title": maker.shown(&head.title),
        "subtitle": maker.shown(&head.subtitle),
        "reference": maker.shown(&head.reference),
        "authors": head.authors.iter().map(|author| maker.shown(author)).collect::<Vec<_>>(),
        "day": head.day,
        "date": [at.year(), at.month(), at.day()],
        "handling": head.handling,
        "endnotes": outline.notes_at == NotesAt::End,
        "notes": notes,
        "pages": pages,
    });
    Ok((data, maker.pictures))
}

struct Maker<'a> {
    /// The anchors that there are; a reference to another is text.
    anchors: BTreeSet<&'a str>,
    /// The anchors that were given away.
    used: BTreeSet<String>,
    /// The drawings that no figure has taken yet, by its number.
    drawn: BTreeMap<u32, Vec<u8>>,
    /// Letters that no font has.
    missing: &'a BTreeSet<char>,
    pictures: Vec<PictureFile>,
}

impl Maker<'_> {
    fn blocks(&mut self, blocks: &[Block]) -> Vec<Value> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block) -> Value {
        match block {
            Block::Heading { level, anchor, text } => {
                json!({ "t": "heading", "level": level, "at": self.anchor(anchor), "text": self.line(text) })
            }
            Block::Paragraph { number, text } => {
                let letters = plain(text).chars().count();
                json!({ "t": "par", "number": number, "text": self.line(text), "letters": letters, "notes": notes(text).len() })
            }
            Block::Quote(inner) => json!({ "t": "quote", "blocks": self.blocks(inner) }),
            Block::List { first, items } => {
                let items: Vec<Vec<Value>> = items.iter().map(|item| self.blocks(item)).collect();
                json!({ "t": "list", "first": first, "items": items })
            }
            Block::Verbatim(text) => json!({ "t": "verbatim", "text": self.shown(text) }),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Aside { title, blocks } => {
                json!({ "t": "aside", "title": self.shown(title), "blocks": self.blocks(blocks) })
            }
            Block::PageBreak => json!({ "t": "break" }),
        }
    }

    fn table(&mut self, table: &Table) -> Value {
        let columns: Vec<Value> = table
            .columns
            .iter()
            .map(|column| json!({ "title": self.shown(&column.title), "right": column.number, "share": column.weight.max(1) }))
            .collect();
        let row = |row: &Vec<Vec<Inline>>| {
            // What is higher than a page must be broken; what is not is read more easily in one piece.
            let long = row.iter().map(|cell| plain(cell).len() + 80 * breaks(cell)).max().unwrap_or_default() > LONG;
            json!({ "long": long, "cells": row.iter().map(|cell| self.line(cell)).collect::<Vec<_>>() })
        };
        let rows: Vec<Value> = table.rows.iter().map(row).collect();
        json!({
            "t": "table", "at": self.anchor(&table.anchor), "number": table.number, "caption": self.line(&table.caption),
            "columns": columns, "rows": rows, "sources": table.sources,
        })
    }

    fn figure(&mut self, figure: &Figure) -> Value {
        let bytes = match &figure.image {
            Image::Drawing { .. } => Bytes::new(self.drawn.remove(&figure.number).unwrap_or_default()),
            // Shared, not copied: images are most of a report.
            Image::File { bytes, .. } => Bytes::new(Arc::clone(bytes)),
        };
        let name = format!("figure-{}.{}", figure.number, figure.image.ending());
        self.pictures.push((name.clone(), bytes));
        json!({
            "t": "figure", "at": self.anchor(&figure.anchor), "number": figure.number, "caption": self.line(&figure.caption),
            "file": name, "alt": figure.alt, "aspect": figure.image.aspect(), "sources": figure.sources,
        })
    }

    /// A text with its letters that no font has by number: a box says nothing, and Typst's own search for a font of such
    /// letters sets those beside them out of order.
    fn shown<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.missing.is_empty() || !text.contains(|c| self.missing.contains(&c)) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len() + 16);
        for c in text.chars() {
            match c {
                c if !self.missing.contains(&c) => out.push(c),
                // The brackets of numbers themselves: the bundled typeface has them not.
                '⟦' => out.push('['),
                '⟧' => out.push(']'),
                c => out.push_str(&self.shown(&by_number(c))),
            }
        }
        Cow::Owned(out)
    }

    /// An anchor the first time it is met; a label stands at one place.
    fn anchor(&mut self, anchor: &str) -> Option<String> {
        (!anchor.is_empty() && self.used.insert(anchor.to_owned())).then(|| anchor.to_owned())
    }

    fn line(&self, line: &[Inline]) -> Value {
        line.iter()
            .map(|piece| match piece {
                Inline::Emphasis(inner) => json!({ "t": "em", "v": self.line(inner) }),
                Inline::Strong(inner) => json!({ "t": "strong", "v": self.line(inner) }),
                Inline::Code(text) => json!({ "t": "code", "v": self.shown(text) }),
                Inline::Link { to, text } => json!({ "t": "link", "to": to, "v": self.line(text) }),
                Inline::Note(at) => json!({ "t": "note", "v": at }),
                Inline::Reference { anchor, text } if self.anchors.contains(anchor.as_str()) => {
                    json!({ "t": "ref", "to": anchor, "v": self.shown(text) })
                }
                Inline::Text(text) | Inline::Reference { text, .. } => json!({ "t": "text", "v": self.shown(text) }),
                Inline::Break => json!({ "t": "br" }),
            })
            .collect()
    }
}

fn breaks(cell: &[Inline]) -> usize {
    cell.iter().filter(|piece| matches!(piece, Inline::Break)).count()
}

/// Every letter of a report and of its layout, those in figures left out: they are outlines.
pub(super) fn letters(outline: &Outline, house: &House, out: &mut BTreeSet<char>) {
    let head = &outline.head;
    house.layouts().for_each(|(_, text)| out.extend(text.chars()));
    house.look.header.iter().chain(&house.look.footer).for_each(|text| out.extend(text.chars()));
    for text in [&head.title, &head.subtitle, &head.reference, &head.day].into_iter().chain(&head.authors) {
        out.extend(text.chars());
    }
    outline.walk(&mut |block| match block {
        Block::Heading { text, .. } | Block::Paragraph { text, .. } => of_line(text, out),
        Block::Verbatim(text) => out.extend(text.chars()),
        Block::Table(table) => {
            of_line(&table.caption, out);
            table.columns.iter().for_each(|column| out.extend(column.title.chars()));
            table.rows.iter().flatten().for_each(|cell| of_line(cell, out));
        }
        Block::Figure(figure) => of_line(&figure.caption, out),
        Block::Aside { title, .. } => out.extend(title.chars()),
        Block::Quote(_) | Block::List { .. } | Block::PageBreak => {}
    });
    outline.notes.iter().for_each(|note| of_line(&note.text, out));
}

fn of_line(line: &[Inline], out: &mut BTreeSet<char>) {
    for piece in line {
        match piece {
            Inline::Text(text) | Inline::Code(text) | Inline::Reference { text, .. } => out.extend(text.chars()),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { text: inner, .. } => of_line(inner, out),
            Inline::Note(_) | Inline::Break => {}
        }
    }
}
