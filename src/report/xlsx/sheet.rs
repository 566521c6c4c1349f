//! Sheets as data: columns and cells, before any workbook. What may stand in a cell is decided here.

use crate::base::edtf::Edtf;
use crate::base::plain_date::{edtf_words, words};
use crate::base::quantity::Amount;
use crate::base::text::visible;
use crate::base::time::{Precision, Qualifier, When};
use crate::report::xml::xml_clean;

/// Rows of a sheet, its header among them
/// (<https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3>).
pub const MOST_ROWS: usize = 1_048_576;
/// Characters of a cell, in units of UTF-16; from the same page.
const MOST_UNITS: usize = 32_767;
/// What stands at the end of a text that was too long for its cell.
const CUT: &str = " … [cut here: a cell holds no more; the case has it all]";
/// The first second of 1 March 1900: before it Excel counts a day that never was.
const FIRST_DATE: i64 = -2_203_891_200;

/// What stands where a number is not known, so that nobody reads an empty cell as zero.
pub const UNKNOWN: &str = "unknown";

/// One cell.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    /// Nothing: not known, or to be filled in by the reader.
    Empty,
    /// A text, and never a formula or a link.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, as seconds since 1 January 1970 in UTC.
    Day(i64),
    /// A minute or second, likewise.
    Second(i64),
}

/// A column.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Column {
    /// Its heading.
    pub name: &'static str,
    /// Its width in characters.
    pub width: f64,
}

/// A sheet.
#[derive(Clone, PartialEq, Debug)]
pub struct Sheet {
    /// Its name.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell a column.
    pub rows: Vec<Vec<Cell>>,
}

impl Cell {
    /// A text as a cell holds it, no longer than may be. What the file cannot hold is replaced when it is written.
    #[must_use]
    pub fn text(text: impl AsRef<str>) -> Self {
        let text = text.as_ref();
        if text.is_empty() {
            return Self::Empty;
        }
        // A lone carriage return would come back as something else.
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        if text.encode_utf16().count() <= MOST_UNITS {
            return Self::Text(text);
        }
        let room = MOST_UNITS - CUT.encode_utf16().count();
        let mut units = 0;
        let kept = text.chars().take_while(|c| {
            units += c.len_utf16();
            units <= room
        });
        Self::Text(kept.collect::<String>() + CUT)
    }

    /// A text if there is one.
    #[must_use]
    pub fn maybe(text: Option<impl AsRef<str>>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// A whole number.
    #[must_use]
    pub fn count(count: usize) -> Self {
        Self::Number(count as f64)
    }

    /// An amount in the unit that stands beside it, or the word that says that it is not known.
    #[must_use]
    pub fn amount(amount: Option<Amount>) -> Self {
        amount.map_or_else(|| Self::text(UNKNOWN), |amount| Self::Number(amount.get()))
    }

    /// A date: a real one where the day is exact, else what is known of it in words.
    #[must_use]
    pub fn date(when: Option<When>) -> Self {
        let Some(when) = when else { return Self::Empty };
        let start = when.start().0;
        let exact = when.qualifier() == Qualifier::default() && start >= FIRST_DATE;
        match when.precision() {
            Precision::Day if exact => Self::Day(start),
            Precision::Minute | Precision::Second if exact => Self::Second(start),
            _ => Self::text(words(when)),
        }
    }

    /// The same for a date that may be an interval.
    #[must_use]
    pub fn dated(date: Option<Edtf>) -> Self {
        match date {
            Some(Edtf::Date(when)) => Self::date(Some(when)),
            Some(other) => Self::text(edtf_words(other)),
            None => Self::Empty,
        }
    }
}

/// A text for the header or footer of a page, where `&` gives orders and which holds only so much.
#[must_use]
pub fn page_text(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = xml_clean(&visible(&line)).into_owned();
    let short: String = line.chars().take(most).collect();
    let dots = if line.chars().count() > most { "…" } else { "" };
    format!("{short}{dots}").replace('&', "&&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(date: &str, cell: &Cell) {
        assert_eq!(Cell::dated(date.parse().ok()), *cell, "{date}");
    }

    #[test]
    fn only_exact_days_are_dates() {
        check("2024-03-07", &Cell::Day(1_709_769_600));
        check("2024-03-07T04:05Z", &Cell::Second(1_709_784_300));
        check("2024-03", &Cell::text("March 2024"));
        check("2024-03-07~", &Cell::text("about 7 March 2024"));
        check("2024-03-07?", &Cell::text("perhaps 7 March 2024"));
        check("2024-03-07T04Z", &Cell::text("7 March 2024, 04h UTC"));
        check("1900-02-28", &Cell::text("28 February 1900"));
        check("1900-03-01", &Cell::Day(FIRST_DATE));
        check("2024-03-07/2024-03-22", &Cell::text("7 to 22 March 2024"));
        assert_eq!(Cell::dated(None), Cell::Empty);
    }

    #[test]
    fn a_text_has_plain_breaks_and_is_cut_where_a_cell_is_full() {
        assert_eq!(Cell::text(""), Cell::Empty);
        assert_eq!(Cell::text("=1\u{0}\r\n+2\r"), Cell::Text("=1\u{0}\n+2\n".to_owned()));
        assert_eq!(Cell::text("a".repeat(32_767)), Cell::Text("a".repeat(32_767)));
        let cut = Cell::text("🚢".repeat(20_000));
        let fits = |text: &String| text.ends_with(CUT) && text.encode_utf16().count() <= 32_767;
        assert!(matches!(&cut, Cell::Text(text) if fits(text)), "{cut:?}");
    }

    #[test]
    fn an_amount_that_is_not_known_is_no_zero() {
        assert_eq!(Cell::amount(None), Cell::text("unknown"));
        assert_eq!(Cell::amount(Amount::new(0.0).ok()), Cell::Number(0.0));
    }

    #[test]
    fn the_text_of_a_page_gives_no_orders() {
        assert_eq!(page_text("A &G B\n&P", 80), "A &&G B &&P");
        assert_eq!(page_text("abcdef", 3), "abc…");
        assert_eq!(page_text("a\u{202e}b", 80), "a⟦U+202E⟧b");
    }
}
