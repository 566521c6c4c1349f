//! A case as a workbook: the tanker table of a Panel report, the ledgers, a fact-check sheet and the exhibits.
//!
//! Dates are dates only where the day is exact, numbers are numbers, and every text is a text: none becomes a formula or
//! a link. The handling mark stands on every page. The file names no user and no machine, and its date is that of the
//! case's newest change, so that the same case gives the same bytes.

pub mod exhibits;
pub mod fact_check;
pub mod ledger;
pub mod sheet;
pub mod tankers;

use std::io::{self, Write};

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use self::sheet::{Cell, Column, MOST_ROWS, Sheet, page_text};
use super::choices::Choices;
use super::xml::{forbidden, xml_clean};
use crate::base::text::{count, thousands};
use crate::base::time::Utc;
use crate::model::facts::Facts;
use crate::model::ids::EntityKind;

/// The paper sizes A3 and A4, as the file format numbers them (ECMA-376-1, 18.3.1.63).
const A3: u8 = 8;
const A4: u8 = 9;
/// Characters beyond which a sheet on A4 can no longer be read.
const WIDE: f64 = 250.0;

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// A sheet has fewer rows than there are things to list.
    #[error(
        "The sheet “{sheet}” would need {needed} rows and holds {most}; narrow it with a query, or export tables as .csv",
        needed = thousands(*needed), most = thousands(MOST_ROWS)
    )]
    TooManyRows {
        /// Its name.
        sheet: &'static str,
        /// Rows that are needed, the header among them.
        needed: usize,
    },
    /// The place to write to.
    #[error(transparent)]
    Writer(#[from] io::Error),
    /// The workbook cannot be made.
    #[error("The workbook cannot be made: {0}")]
    Workbook(#[from] XlsxError),
}

/// Writes what the choices show. Every exhibit that a sheet names is on the sheet of exhibits. Returns how many characters
/// were replaced, since no workbook can hold them.
///
/// # Errors
/// If there are more shipments, sentences or exhibits than a sheet has rows, or as the writer.
pub fn write(facts: &Facts, choices: &Choices, mut out: impl Write) -> Result<usize, WorkbookError> {
    let shipments = tankers::shipments(facts, choices);
    // Before a million rows are made for nothing.
    room("Tankers", shipments.len())?;
    let (ledger, counted) = ledger::sheet(facts, choices);
    let (fact_check, cited) = fact_check::sheet(facts, choices);
    let mut named = &counted | &cited;
    named.extend(shipments.iter().flat_map(|row| crate::model::columns::shipment_exhibits(facts, row)));
    let exhibits = exhibits::sheet(facts, choices, &named);
    let sheets =
        [tankers::sheet(facts, &shipments), ledger, fact_check, exhibits, about(facts, choices, shipments.len())];
    sheets.iter().try_for_each(|sheet| room(sheet.name, sheet.rows.len()))?;
    let looks = Looks::new();
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(facts, choices)?);
    let mut replaced = 0;
    for sheet in &sheets {
        let page = workbook.add_worksheet();
        replaced += fill(page, sheet, &looks)?;
        let width: f64 = sheet.columns.iter().map(|column| column.width).sum();
        furnish(page, width > WIDE, facts, choices);
    }
    out.write_all(&workbook.save_to_buffer()?)?;
    Ok(replaced)
}

fn room(sheet: &'static str, rows: usize) -> Result<(), WorkbookError> {
    let needed = rows + 1;
    if needed > MOST_ROWS { Err(WorkbookError::TooManyRows { sheet, needed }) } else { Ok(()) }
}

/// What the workbook says of itself: what it is of, what was left out, and how to read it.
fn about(facts: &Facts, choices: &Choices, shipments: usize) -> Sheet {
    let case = &facts.case;
    let mut rows: Vec<(&str, String)> = vec![
        ("Handling", case.handling.mark().to_owned()),
        ("Case", if case.title.trim().is_empty() { "Untitled case".to_owned() } else { case.title.clone() }),
        ("Reference", case.reference.clone()),
        ("Question", case.question.clone()),
        ("By", case.authors.join(", ")),
    ];
    if !choices.query.is_empty() {
        let all = count(facts.count(EntityKind::Shipment), "shipment");
        rows.push(("Only what a query selects", format!("{}: {} of {all}", choices.query, thousands(shipments))));
    }
    if let Some(changed) = choices.changed {
        rows.push(("Newest change", changed.to_string()));
    }
    if let Some(head) = choices.journal_head {
        rows.push(("Journal head", head.to_string()));
    }
    let notes = [
        ("Dates", "In UTC. A date cell is an exact day; what is known less closely stands in words."),
        ("Not known", "“unknown” where a number could be read as zero; else the cell is empty."),
        (
            "Bounds",
            "Not before and not after bound a visit; first and last seen are when it was seen. A visit may be longer.",
        ),
        ("Names", "(label) after a vessel's name: what the case calls it, since no source names it."),
        ("Wording", "The hedge of the sources: denied, alleged, appears, likely or asserted."),
        ("Ledgers", "Declared, assessed by others and own count answer different questions and are never added."),
        (
            "Grade",
            "Reliability of the source from A to E, F not judged; credibility of the exhibit from 1 to 5, 6 not judged.",
        ),
        ("Origins", "Reports that go back to one origin are one; a report of unknown lineage counts as none."),
    ];
    rows.extend(notes.map(|(name, text)| (name, text.to_owned())));
    Sheet {
        name: "About",
        columns: vec![Column { name: "About", width: 26.0 }, Column { name: "", width: 100.0 }],
        rows: rows
            .into_iter()
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(name, text)| vec![Cell::text(name), Cell::text(text)])
            .collect(),
    }
}

/// How cells look.
struct Looks {
    header: Format,
    text: Format,
    whole: Format,
    part: Format,
    day: Format,
    second: Format,
}

impl Looks {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            header: top().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Thin),
            // Marked as a text, so that a program in which the cell is edited makes no formula and no date of it.
            text: top().set_text_wrap().set_quote_prefix(),
            whole: top().set_num_format("#,##0"),
            part: top().set_num_format("#,##0.###"),
            day: top().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            second: top().set_num_format("yyyy-mm-dd hh:mm:ss").set_align(FormatAlign::Left),
        }
    }
}

/// Fills a page. Returns how many characters were replaced.
fn fill(page: &mut Worksheet, sheet: &Sheet, looks: &Looks) -> Result<usize, XlsxError> {
    let mut replaced = 0;
    page.set_name(sheet.name)?;
    for (at, column) in (0_u16..).zip(&sheet.columns) {
        page.set_column_width(at, column.width)?;
        page.write_string_with_format(0, at, column.name, &looks.header)?;
    }
    page.set_freeze_panes(1, 0)?;
    page.set_repeat_rows(0, 0)?;
    for (row, cells) in (1_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    replaced += forbidden(text);
                    page.write_string_with_format(row, column, xml_clean(text), &looks.text)?;
                }
                Cell::Number(number) => {
                    let look = if number.fract() == 0.0 { &looks.whole } else { &looks.part };
                    page.write_number_with_format(row, column, *number, look)?;
                }
                Cell::Day(second) => {
                    page.write_datetime_with_format(row, column, instant(*second)?, &looks.day)?;
                }
                Cell::Second(second) => {
                    page.write_datetime_with_format(row, column, instant(*second)?, &looks.second)?;
                }
            }
        }
    }
    Ok(replaced)
}

/// Handling mark, title and reference above each page; mark, journal head and page number below it.
fn furnish(page: &mut Worksheet, wide: bool, facts: &Facts, choices: &Choices) {
    let mark = facts.case.handling.mark();
    let title = page_text(&facts.case.title, 80);
    let reference = page_text(&facts.case.reference, 30);
    let head = choices.journal_head.map_or_else(String::new, |head| format!("Journal head {head}"));
    page.set_landscape().set_paper_size(if wide { A3 } else { A4 }).set_print_fit_to_pages(1, 0);
    page.set_header(format!("&L{mark}&C{title}&R{reference}"));
    page.set_footer(format!("&L{mark}&C{head}&R&P / &N"));
}

/// Title and mark, and the newest change as the date; neither user nor machine nor clock.
fn properties(facts: &Facts, choices: &Choices) -> Result<DocProperties, XlsxError> {
    let made = choices.changed.unwrap_or(Utc(0)).0;
    // A change before 1900 is the work of a clock that was wrong.
    let made = instant(made).or_else(|_| instant(0))?;
    Ok(DocProperties::new()
        .set_title(xml_clean(&facts.case.title))
        .set_subject(facts.case.handling.mark())
        .set_creation_datetime(&made))
}

fn instant(second: i64) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_timestamp(second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn written(facts: &Facts, choices: &Choices) -> Vec<u8> {
        let mut out = Vec::new();
        write(facts, choices, &mut out).expect("a workbook");
        out
    }

    #[test]
    fn the_same_case_gives_the_same_bytes() {
        let facts = fixture::case();
        let choices = Choices { changed: Some(Utc(1_711_411_200)), ..Choices::default() };
        let once = written(&facts, &choices);
        assert!(once.starts_with(b"PK"));
        assert!(once == written(&facts, &choices), "the same bytes");
        let later = Choices { changed: Some(Utc(1_711_411_201)), ..choices };
        assert!(once != written(&facts, &later), "the date is that of the newest change");
        assert!(written(&Facts::default(), &Choices::default()).starts_with(b"PK"), "also of an empty case");
        let wrong_clock = Choices { changed: Some(Utc(i64::MIN)), ..Choices::default() };
        assert!(written(&facts, &wrong_clock).starts_with(b"PK"));
    }

    #[test]
    fn a_sheet_that_is_full_is_an_error_that_says_what_to_do() {
        assert!(room("Tankers", MOST_ROWS - 1).is_ok());
        let error = room("Tankers", MOST_ROWS).expect_err("full").to_string();
        assert!(error.contains("“Tankers” would need 1,048,577 rows and holds 1,048,576; narrow it"), "{error}");
    }

    #[test]
    fn the_last_sheet_says_how_the_others_are_to_be_read() {
        let facts = fixture::case();
        let matches = crate::analysis::query::Matches::default();
        let choices = Choices { matches: Some(&matches), query: "tag:x", ..Choices::default() };
        let about = about(&facts, &choices, 0);
        let row = |name: &str| about.rows.iter().find(|row| row[0] == Cell::text(name)).map(|row| row[1].clone());
        assert_eq!(row("Handling"), Some(Cell::text("TLP:AMBER")));
        assert_eq!(row("Case"), Some(Cell::Text("=Тест & 청진 <case>".to_owned())));
        assert_eq!(row("Only what a query selects"), Some(Cell::text("tag:x: 0 of 3 shipments")));
        assert_eq!(row("Question"), None, "not given");
    }
}
