//! The case itself as rows.

use rusqlite::types::Value;

use super::Child;
use super::cells::{CellError, Cells, Out};
use crate::base::quantity::Share;
use crate::model::case::Case;
use crate::model::conversion::ConversionTable;
use crate::model::counting::{Counting, Laden};
use crate::store::load::{LoadError, Reader};

/// The case's own row; there is one, with the id 1.
pub const CASE_INFO: Child = Child {
    table: "case_info",
    owner: "id",
    #[rustfmt::skip]
    columns: &[
        "title", "reference", "question", "handling", "time_zone", "note", "laden_low", "laden_base", "laden_high",
    ],
};
/// Its authors.
pub const CASE_AUTHOR: Child = Child { table: "case_author", owner: "case_info", columns: &["name"] };
/// The factors of its own conversion tables. A table without factors has one row with neither product nor factor.
pub const CASE_FACTOR: Child =
    Child { table: "case_factor", owner: "case_info", columns: &["conversion", "product", "barrels_per_tonne"] };

/// The case as its row.
pub fn case_row(case: &Case) -> Vec<Value> {
    let out = Out::default().text(&case.title).known(&case.reference).known(&case.question);
    let Laden { low, base, high } = case.counting.laden;
    let usual = case.counting.laden == Laden::default();
    let shares = [low, base, high].map(|share| (!usual).then(|| share.get()));
    let out = out.word(&case.handling).text(&case.time_zone).known(&case.note);
    shares.into_iter().fold(out, Out::real).0
}

/// Its conversion tables as rows, one a factor.
pub fn factor_rows(case: &Case) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    for table in &case.counting.tables {
        let row = || Out::default().text(&table.name);
        if table.factors.is_empty() {
            rows.push(row().maybe(None).real(None).0);
        }
        rows.extend(table.factors.iter().map(|(class, factor)| row().word(class).real(Some(factor.get())).0));
    }
    rows
}

fn read_laden(cells: &mut Cells<'_>) -> Result<Laden, CellError> {
    let shares = [cells.real()?, cells.real()?, cells.real()?];
    let [Some(low), Some(base), Some(high)] = shares else {
        return if shares == [None; 3] { Ok(Laden::default()) } else { Err(cells.wrong("is one of three shares")) };
    };
    let share = |value| Share::new(value).map_err(|error| cells.wrong(&format!("is wrong: {error}")));
    Ok(Laden { low: share(low)?, base: share(base)?, high: share(high)? })
}

fn read_factor(case: &mut Case, cells: &mut Cells<'_>) -> Result<(), CellError> {
    let name = cells.text()?.to_owned();
    let tables = &mut case.counting.tables;
    // Rows of one table stand together; a name that comes again later would be a second table of that name.
    if tables.last().is_none_or(|table| table.name != name) {
        tables.push(ConversionTable { name, factors: std::collections::BTreeMap::new() });
    }
    let (class, factor) = (cells.maybe_word()?, cells.amount()?);
    if let (Some(class), Some(factor), Some(table)) = (class, factor, tables.last_mut()) {
        table.factors.insert(class, factor);
    }
    Ok(())
}

/// Its authors as rows.
pub fn author_rows(case: &Case) -> Vec<Vec<Value>> {
    case.authors.iter().map(|name| Out::default().text(name).0).collect()
}

/// The case as it stands in the file; none if its row is missing.
pub fn read_case(reader: &Reader<'_>) -> Result<Option<Case>, LoadError> {
    let mut found = reader.rows(CASE_INFO.table, "id", CASE_INFO.columns, |_, cells| {
        Ok(Case {
            title: cells.known()?,
            reference: cells.known()?,
            question: cells.known()?,
            handling: cells.word()?,
            authors: Vec::new(),
            time_zone: cells.known()?,
            note: cells.known()?,
            counting: Counting { laden: read_laden(cells)?, tables: Vec::new() },
        })
    })?;
    reader.lists(
        &CASE_AUTHOR,
        &mut found,
        |_| 1,
        |cells| Ok(cells.text()?.to_owned()),
        |case, name| case.authors.push(name),
    )?;
    reader.each(&CASE_FACTOR, &mut found, |_| 1, read_factor)?;
    Ok(found.pop())
}
