//! A report as one HTML file that needs nothing else: no script, no address that is loaded, readable on a phone and on paper.
//!
//! All text goes through `text`, the one place where it becomes markup.

pub(super) mod text;

mod house_style;

use std::collections::BTreeMap;
use std::io::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use self::text::{isolated, text};
use super::drawings::vectors;
use super::fonts::Fonts;
use super::outline::{Block, Column, Figure, Head, Image, Inline, NotesAt, Outline, Table};
use super::picture::PictureError;
use super::template::Look;

/// How it looks, on screens, in the dark and on paper.
const STYLE: &str = include_str!("report.css");
/// What a reader's program may load: pictures and styles that are in the file, and nothing else.
const POLICY: &str =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Writes a report.
///
/// # Errors
/// If `out` cannot be written to, or a figure cannot be drawn.
pub fn write(outline: &Outline, look: &Look, fonts: &Fonts, out: &mut dyn Write) -> Result<(), PictureError> {
    let head = &outline.head;
    let (language, house) = (&look.language, house_style::css(look));
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"Wakeline\">")?;
    writeln!(out, "<title>{}</title>\n<style>\n{STYLE}{house}</style>\n</head>\n<body>", text(&head.title))?;
    writeln!(out, "<p class=\"mark\">{}</p>\n<main>", text(head.handling))?;
    title(head, out)?;
    let mut page = Page { outline, drawn: vectors(outline, fonts)?, out, section: 0 };
    for block in &outline.blocks {
        page.block(block)?;
    }
    page.notes()?;
    writeln!(out, "</main>\n<p class=\"mark\">{}</p>\n</body>\n</html>", text(head.handling))?;
    Ok(())
}

fn title(head: &Head, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<header>\n<h1 class=\"title\" dir=\"auto\">{}</h1>", text(&head.title))?;
    if !head.subtitle.is_empty() {
        writeln!(out, "<p class=\"subtitle\" dir=\"auto\">{}</p>", text(&head.subtitle))?;
    }
    let mut imprint: Vec<String> = Vec::new();
    if !head.authors.is_empty() {
        imprint.push(head.authors.iter().map(|author| isolated(author)).collect::<Vec<_>>().join(", "));
    }
    if !head.reference.is_empty() {
        imprint.push(text(&head.reference));
    }
    imprint.push(text(&head.day));
    writeln!(out, "<p class=\"imprint\">{}</p>\n</header>", imprint.join(" · "))
}

struct Page<'a> {
    outline: &'a Outline,
    /// The drawings, by the number of their figure.
    drawn: BTreeMap<u32, Vec<u8>>,
    out: &'a mut dyn Write,
    section: usize,
}

impl Page<'_> {
    fn block(&mut self, block: &Block) -> Result<(), PictureError> {
        match block {
            Block::Heading { level, anchor, text: line } => {
                self.section += 1;
                // The title is the one heading of the first rank.
                let rank = level.saturating_add(1).min(6);
                let anchor = if anchor.is_empty() { format!("section-{}", self.section) } else { id(anchor) };
                writeln!(self.out, "<h{rank} id=\"{anchor}\" dir=\"auto\">{}</h{rank}>", markup(line))?;
            }
            Block::Paragraph { number: Some(number), text: line } => {
                let line = markup(line);
                writeln!(
                    self.out,
                    "<div class=\"numbered\"><span class=\"number\">{number}.</span><p dir=\"auto\">{line}</p></div>"
                )?;
            }
            Block::Paragraph { number: None, text: line } => {
                let line = markup(line);
                writeln!(self.out, "<p dir=\"auto\">{line}</p>")?;
            }
            Block::Quote(inner) => self.within("blockquote", "", inner)?,
            Block::List { first, items } => {
                let tag = if first.is_some() { "ol" } else { "ul" };
                let start =
                    first.filter(|first| *first != 1).map(|first| format!(" start=\"{first}\"")).unwrap_or_default();
                writeln!(self.out, "<{tag}{start}>")?;
                for item in items {
                    self.within("li", "", item)?;
                }
                writeln!(self.out, "</{tag}>")?;
            }
            Block::Verbatim(code) => writeln!(self.out, "<pre dir=\"auto\">{}</pre>", text(code))?,
            Block::Table(table) => self.table(table)?,
            Block::Figure(figure) => self.figure(figure)?,
            Block::Aside { title, blocks } => {
                writeln!(self.out, "<aside>\n<h2 class=\"aside\">{}</h2>", text(title))?;
                for block in blocks {
                    self.block(block)?;
                }
                writeln!(self.out, "</aside>")?;
            }
            Block::PageBreak => writeln!(self.out, "<hr class=\"page\">")?,
        }
        Ok(())
    }

    fn within(&mut self, tag: &str, class: &str, inner: &[Block]) -> Result<(), PictureError> {
        writeln!(self.out, "<{tag}{class}>")?;
        for block in inner {
            self.block(block)?;
        }
        writeln!(self.out, "</{tag}>")?;
        Ok(())
    }

    fn table(&mut self, table: &Table) -> Result<(), PictureError> {
        let caption = markup(&table.caption);
        writeln!(self.out, "<figure class=\"table\" id=\"{}\">", id(&table.anchor))?;
        if !table.caption.is_empty() || table.number > 0 {
            let stop = if table.caption.is_empty() { "" } else { ". " };
            writeln!(self.out, "<figcaption><b>Table {}</b>{stop}{caption}</figcaption>", table.number)?;
        }
        writeln!(
            self.out,
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table {}\">\n<table>\n<thead><tr>",
            table.number
        )?;
        for column in &table.columns {
            write!(self.out, "<th scope=\"col\"{}>{}</th>", side(column), text(&column.title))?;
        }
        writeln!(self.out, "</tr></thead>\n<tbody>")?;
        for row in &table.rows {
            write!(self.out, "<tr>")?;
            for (cell, column) in row.iter().zip(&table.columns) {
                let cell = markup(cell);
                write!(self.out, "<td{} dir=\"auto\">{cell}</td>", side(column))?;
            }
            writeln!(self.out, "</tr>")?;
        }
        writeln!(self.out, "</tbody>\n</table>\n</div>")?;
        self.sources(&table.sources)?;
        writeln!(self.out, "</figure>")?;
        Ok(())
    }

    fn figure(&mut self, figure: &Figure) -> Result<(), PictureError> {
        let (media_type, bytes) = match &figure.image {
            Image::Drawing { .. } => ("image/svg+xml", self.drawn.get(&figure.number).map_or(&[][..], Vec::as_slice)),
            Image::File { bytes, media_type, .. } => (*media_type, &**bytes),
        };
        let caption = markup(&figure.caption);
        writeln!(self.out, "<figure id=\"{}\">", id(&figure.anchor))?;
        writeln!(
            self.out,
            "<img alt=\"{}\" src=\"data:{};base64,{}\">",
            text(&figure.alt),
            media_type,
            STANDARD.encode(bytes)
        )?;
        writeln!(self.out, "<figcaption><b>Figure {}</b>. {caption}</figcaption>", figure.number)?;
        self.sources(&figure.sources)?;
        writeln!(self.out, "</figure>")?;
        Ok(())
    }

    fn sources(&mut self, sources: &str) -> io::Result<()> {
        if sources.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "<p class=\"sources\">Sources: {}.</p>", text(sources))
    }

    fn notes(&mut self) -> Result<(), PictureError> {
        if self.outline.notes.is_empty() {
            return Ok(());
        }
        let title = if self.outline.notes_at == NotesAt::End { "Endnotes" } else { "Footnotes" };
        writeln!(self.out, "<section class=\"notes\" role=\"doc-endnotes\">\n<h2 id=\"notes\">{title}</h2>\n<ol>")?;
        for (at, note) in self.outline.notes.iter().enumerate() {
            let number = at + 1;
            let line = markup(&note.text);
            writeln!(
                self.out,
                "<li id=\"note-{number}\" dir=\"auto\">{line} <a href=\"#mark-{number}\" role=\"doc-backlink\" aria-label=\"Back to the text\">↩</a></li>"
            )?;
        }
        writeln!(self.out, "</ol>\n</section>")?;
        Ok(())
    }
}

/// A line with its markup.
fn markup(line: &[Inline]) -> String {
    let mut out = String::new();
    for piece in line {
        match piece {
            Inline::Text(plain) => out.push_str(&text(plain)),
            Inline::Emphasis(inner) => out.push_str(&format!("<em>{}</em>", markup(inner))),
            Inline::Strong(inner) => out.push_str(&format!("<strong>{}</strong>", markup(inner))),
            Inline::Code(code) => out.push_str(&format!("<code>{}</code>", text(code))),
            Inline::Link { to, text: inner } => {
                let rel = "noopener noreferrer nofollow";
                out.push_str(&format!("<a href=\"{}\" rel=\"{rel}\">{}</a>", text(to), markup(inner)));
            }
            Inline::Note(at) => {
                let number = at + 1;
                out.push_str(&format!(
                    "<sup><a id=\"mark-{number}\" href=\"#note-{number}\" role=\"doc-noteref\">{number}</a></sup>"
                ));
            }
            Inline::Reference { anchor, text: name } => {
                out.push_str(&format!("<a href=\"#{}\">{}</a>", id(anchor), text(name)));
            }
            Inline::Break => out.push_str("<br>"),
        }
    }
    out
}

fn side(column: &Column) -> &'static str {
    if column.number { " class=\"right\"" } else { "" }
}

/// An anchor as an id: letters, digits and hyphens, never one of ours.
fn id(anchor: &str) -> String {
    let plain: String = anchor.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    format!("at-{plain}")
}

#[cfg(test)]
mod tests;
