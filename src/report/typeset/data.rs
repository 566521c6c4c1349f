//! An outline as the data that the template reads. Keys are short, since there are many.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::base::text::by_number;
use crate::figure::export::paper::POINTS_PER_INCH;
use crate::report::fonts::Fonts;
use crate::report::outline::pages::groups;
use crate::report::outline::{Block, Figure, Image, Inline, NotesAt, Outline, Sources, Table, plain};
use crate::report::picture::{Picture, PictureError};
use crate::report::svg;

/// Letters of a cell beyond which it may be broken between pages.
const LONG: usize = 700;

/// The data without the names of fonts.
pub(super) struct Data(Value);

impl Data {
    /// The data as it is read, with the families of fonts in the order in which they are tried.
    pub fn with_fonts(mut self, families: &[String]) -> Vec<u8> {
        if let Value::Object(map) = &mut self.0 {
            map.insert("fonts".to_owned(), json!(families));
        }
        self.0.to_string().into_bytes()
    }
}

/// A picture's file name with its bytes.
pub(super) type PictureFile = (String, Vec<u8>);

/// The data and the pictures it names. Letters that are `missing` in all fonts stand by number.
pub(super) fn of(
    outline: &Outline,
    fonts: &Fonts,
    missing: &BTreeSet<char>,
) -> Result<(Data, Vec<PictureFile>), PictureError> {
    let mut anchors = BTreeSet::new();
    outline.walk(&mut |block| match block {
        Block::Heading { anchor, .. } => drop(anchors.insert(anchor.as_str())),
        Block::Table(table) => drop(anchors.insert(&table.anchor)),
        Block::Figure(figure) => drop(anchors.insert(&figure.anchor)),
        _ => {}
    });
    let mut maker = Maker { anchors, used: BTreeSet::new(), fonts, missing, pictures: Vec::new() };
    let mut pages = Vec::new();
    for group in groups(&outline.blocks) {
        pages.push(json!({ "wide": group.wide, "blocks": maker.blocks(group.blocks)? }));
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
    Ok((Data(data), maker.pictures))
}

struct Maker<'a> {
    /// The anchors that there are; a reference to another is text.
    anchors: BTreeSet<&'a str>,
    /// The anchors that were given away.
    used: BTreeSet<String>,
    fonts: &'a Fonts,
    /// Letters that no font has.
    missing: &'a BTreeSet<char>,
    pictures: Vec<PictureFile>,
}

impl Maker<'_> {
    fn blocks(&mut self, blocks: &[Block]) -> Result<Vec<Value>, PictureError> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block) -> Result<Value, PictureError> {
        Ok(match block {
            Block::Heading { level, anchor, text } => {
                json!({ "t": "heading", "level": level, "at": self.anchor(anchor), "text": self.line(text) })
            }
            Block::Paragraph { number, text } => json!({ "t": "par", "number": number, "text": self.line(text) }),
            Block::Quote(inner) => json!({ "t": "quote", "blocks": self.blocks(inner)? }),
            Block::List { first, items } => {
                let items: Vec<Vec<Value>> = items.iter().map(|item| self.blocks(item)).collect::<Result<_, _>>()?;
                json!({ "t": "list", "first": first, "items": items })
            }
            Block::Verbatim(text) => json!({ "t": "verbatim", "text": self.shown(text) }),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure)?,
            Block::Aside { title, blocks } => {
                json!({ "t": "aside", "title": self.shown(title), "blocks": self.blocks(blocks)? })
            }
            Block::PageBreak => json!({ "t": "break" }),
        })
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
            "columns": columns, "rows": rows, "sources": sources(&table.sources),
        })
    }

    fn figure(&mut self, figure: &Figure) -> Result<Value, PictureError> {
        let (ending, bytes) = match &figure.image {
            Image::Drawing { scene, palette } => {
                let picture = Picture {
                    scene,
                    palette: *palette,
                    title: &format!("Figure {}", figure.number),
                    description: &figure.alt,
                    points_per_inch: POINTS_PER_INCH,
                };
                let mut bytes = Vec::new();
                svg::write(&picture, self.fonts, &mut bytes)?;
                ("svg", bytes)
            }
            Image::File { bytes, media_type, .. } => (media_type.trim_start_matches("image/"), bytes.to_vec()),
        };
        let ending = if ending == "jpeg" { "jpg" } else { ending };
        let name = format!("figure-{}.{ending}", figure.number);
        self.pictures.push((name.clone(), bytes));
        Ok(json!({
            "t": "figure", "at": self.anchor(&figure.anchor), "number": figure.number, "caption": self.line(&figure.caption),
            "file": name, "alt": figure.alt, "aspect": figure.image.aspect(), "sources": sources(&figure.sources),
        }))
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

fn sources(sources: &Sources) -> &str {
    &sources.words
}

/// Every letter of a report, those in figures left out: they are outlines.
pub(super) fn letters(outline: &Outline, out: &mut BTreeSet<char>) {
    let head = &outline.head;
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
