//! Comma-separated values that a spreadsheet cannot take for formulas.
//!
//! Every text is quoted; one that a spreadsheet might calculate gets an apostrophe in front, which [`unneutralise`]
//! takes away again, exactly. Numbers stay bare and stay numbers. Lines end as RFC 4180 has them.

use std::fmt::Display;
use std::io::{self, Write};

use crate::base::quantity::Amount;
use crate::base::text::is_invisible;

/// Tells a spreadsheet that the bytes are UTF-8; written before the header of a file that people will open in one.
pub const BOM: &[u8] = b"\xEF\xBB\xBF";

/// One cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cell {
    /// Nothing: unknown, never zero.
    Empty,
    /// A text.
    Text(String),
    /// The digits of a number; made by [`Cell::number`].
    Number(Digits),
}

/// A text that is a number and nothing else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Digits(String);

impl Cell {
    /// A text; an empty one is an empty cell.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A number, if that is what it prints as; else a text.
    #[must_use]
    pub fn number(number: impl Display) -> Self {
        let text = number.to_string();
        let digits = text.strip_prefix('-').unwrap_or(&text);
        let plain = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && digits.parse::<f64>().is_ok();
        if plain { Self::Number(Digits(text)) } else { Self::text(text) }
    }

    /// An amount as a bare number, or nothing if it is unknown.
    #[must_use]
    pub fn amount(amount: Option<Amount>) -> Self {
        amount.map_or(Self::Empty, |amount| Self::number(amount.get()))
    }
}

/// Writes one row.
///
/// # Errors
/// As the writer.
pub fn row(out: &mut impl Write, cells: &[Cell]) -> io::Result<()> {
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            out.write_all(b",")?;
        }
        match cell {
            // A line with nothing on it is no row to a reader.
            Cell::Empty if cells.len() == 1 => out.write_all(b"\"\"")?,
            Cell::Empty => {}
            Cell::Number(Digits(digits)) => out.write_all(digits.as_bytes())?,
            Cell::Text(text) => {
                let text = neutralise(text).replace('"', "\"\"");
                write!(out, "\"{text}\"")?;
            }
        }
    }
    out.write_all(b"\r\n")
}

/// Writes the header.
///
/// # Errors
/// As the writer.
pub fn header(out: &mut impl Write, names: &[&str]) -> io::Result<()> {
    let cells: Vec<Cell> = names.iter().map(|name| Cell::text(*name)).collect();
    row(out, &cells)
}

/// The text with an apostrophe wherever a spreadsheet might begin to calculate: at its start, and after a break or a mark
/// at which some programs part cells.
///
/// A table that is opened with a double click is parted at the list separator of the machine, which is a semicolon in much
/// of the world. Its quotes then stand within cells and hold nothing together: a new cell begins after each such mark in a
/// text, and a new row after each break.
#[must_use]
pub fn neutralise(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    for (rest, piece) in pieces(text) {
        if is_dangerous(rest, rest.len() == text.len()) {
            out.push('\'');
        }
        out.push_str(piece);
    }
    out
}

/// The text that [`neutralise`] was given.
#[must_use]
pub fn unneutralise(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    for (rest, piece) in pieces(cell) {
        let is_first = rest.len() == cell.len();
        match piece.strip_prefix('\'') {
            Some(own) if is_dangerous(&rest[1..], is_first) => out.push_str(own),
            _ => out.push_str(piece),
        }
    }
    out
}

/// A text in pieces that end with a mark at which cells or rows may be parted; each with the text from there on.
fn pieces(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut from = 0;
    // An empty text has one piece, so that whoever joins them gets it back.
    text.split_inclusive(PARTS).map(move |piece| {
        let rest = &text[from..];
        from += piece.len();
        (rest, piece)
    })
}

/// Marks at which a program may part cells, and breaks.
const PARTS: [char; 5] = [';', '\t', '|', '\r', '\n'];

/// Whether the first character that counts begins a formula, in ASCII or full width, or, at the start of a text, breaks the
/// cell.
///
/// Spaces and characters that show nothing do not count, since some programs drop them, nor do quotes; nor do apostrophes,
/// so that a text which has one of its own gets another, and reading back is exact.
fn is_dangerous(text: &str, is_start: bool) -> bool {
    let first = text
        .chars()
        .find(|c| !(matches!(c, '\'' | '"') || is_invisible(*c) || (c.is_whitespace() && !PARTS.contains(c))));
    match first {
        Some('=' | '+' | '-' | '@' | '\0' | '＝' | '＋' | '－' | '＠') => true,
        Some('\t' | '\r' | '\n') => is_start,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(cells: &[Cell]) -> String {
        let mut out = Vec::new();
        row(&mut out, cells).expect("in memory");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn texts_are_quoted_and_numbers_are_not() {
        let cells = [Cell::text("a \"b\", c"), Cell::number(-126.52), Cell::Empty, Cell::text("7"), Cell::text("")];
        assert_eq!(written(&cells), "\"a \"\"b\"\", c\",-126.52,,\"7\",\r\n");
        assert_eq!(Cell::number(f64::NAN), Cell::text("NaN"));
        assert_eq!(Cell::number("1-1"), Cell::text("1-1"));
        assert_eq!(Cell::number("1.2.3"), Cell::text("1.2.3"));
        assert_eq!(Cell::amount(Amount::new(165_000.0).ok()), Cell::number(165_000));
    }

    #[test]
    fn every_lead_of_a_formula_is_neutralised_wherever_it_hides() {
        for lead in ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"] {
            for before in ["", " ", "\u{200B}", "\u{FEFF}", "\u{202E}", "\u{A0}\u{2066}", "'", "''\u{200B}"] {
                let text = format!("{before}{lead}1+1");
                let cell = neutralise(&text);
                assert_eq!(cell, format!("'{text}"), "{text:?}");
                assert_eq!(unneutralise(&cell), text);
            }
        }
        for plain in ["", "'", "'abc", "a=b", "7", "Lady R", "’=x", "«-»", "a, -b", "a; b", "a\n\nb", "a;'b"] {
            assert_eq!(neutralise(plain), plain);
            assert_eq!(unneutralise(plain), plain);
        }
    }

    #[test]
    fn no_formula_begins_where_a_program_parts_cells_at_other_marks() {
        for part in [";", "\t", "|", "\r", "\n", "\r\n"] {
            for before in ["", " ", "\u{200B}", "\"", "'"] {
                let text = format!("x{part}{before}=1+1{part}y");
                let cell = neutralise(&text);
                assert_eq!(cell, format!("x{part}'{before}=1+1{part}y"), "{text:?}");
                assert_eq!(unneutralise(&cell), text);
            }
        }
        assert_eq!(neutralise("- a\n- b\n\n\t+c"), "'- a\n'- b\n\n\t'+c");
    }

    proptest! {
        #[test]
        fn reading_back_is_exact(cells in prop::collection::vec("(?s)['=+@ ;|\"\r\n\t-]{0,6}.{0,12}", 1..5)) {
            let row = written(&cells.iter().map(Cell::text).collect::<Vec<_>>());
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(row.as_bytes());
            let back = reader.records().next().expect("a row").expect("in order");
            let back: Vec<String> = back.iter().map(unneutralise).collect();
            prop_assert_eq!(back, cells);
        }
    }
}
