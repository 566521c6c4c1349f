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

/// The text with an apostrophe in front if a spreadsheet might calculate it.
#[must_use]
pub fn neutralise(text: &str) -> String {
    if is_dangerous(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text that [`neutralise`] was given.
#[must_use]
pub fn unneutralise(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_dangerous(rest)).unwrap_or(cell)
}

/// Whether the first character that counts begins a formula, in ASCII or full width, or breaks the cell.
///
/// Spaces and characters that show nothing do not count, since some programs drop them; nor do apostrophes, so that a
/// text which has one of its own gets another, and reading back is exact.
fn is_dangerous(text: &str) -> bool {
    let first = text
        .trim_start_matches('\'')
        .chars()
        .find(|c| !(is_invisible(*c) || (c.is_whitespace() && !matches!(c, '\t' | '\r' | '\n'))));
    matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠'))
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
        for plain in ["", "'", "'abc", "a=b", "7", "Lady R", "’=x", "«-»"] {
            assert_eq!(neutralise(plain), plain);
            assert_eq!(unneutralise(plain), plain);
        }
    }

    proptest! {
        #[test]
        fn reading_back_is_exact(cells in prop::collection::vec("(?s)['=+@ \t-]{0,3}.{0,12}", 1..5)) {
            let row = written(&cells.iter().map(Cell::text).collect::<Vec<_>>());
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(row.as_bytes());
            let back = reader.records().next().expect("a row").expect("in order");
            let back: Vec<&str> = back.iter().map(unneutralise).collect();
            prop_assert_eq!(back, cells);
        }
    }
}
