//! Tables of a case as CSV: one row an entity, columns that keep their names, dates as EDTF.
//!
//! What stands in them is said by [`columns`](crate::model::columns). Lists within a cell are separated by semicolons.
//! Who collected an exhibit, and the notes of findings, stay in the case.

use std::io::{self, Write};

use super::csv::{self, Cell};
use crate::analysis::query::Matches;
use crate::model::columns::{Column, Value, sheet};
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef};

/// Writes the table of a kind; with `matches` only the rows that they select.
///
/// # Errors
/// As the writer, and if the kind has no table.
pub fn write(facts: &Facts, kind: EntityKind, matches: Option<&Matches>, mut out: impl Write) -> io::Result<()> {
    let Some(sheet) = sheet(kind) else {
        let message = format!("There is no table of {}s", kind.word());
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    };
    let columns: Vec<&Column> = sheet.columns().collect();
    let names: Vec<&str> = columns.iter().filter(|column| column.filed).map(|column| column.name).collect();
    csv::header(&mut out, &names)?;
    let shown = |id: &u32| matches.is_none_or(|matches| matches.matches(EntityRef { kind, id: *id }));
    for id in sheet.ids(facts).into_iter().filter(shown) {
        let values = sheet.row(facts, id).into_iter().zip(&columns).filter(|(_, column)| column.filed);
        let cells: Vec<Cell> = values.map(|(value, _)| cell(facts, value)).collect();
        csv::row(&mut out, &cells)?;
    }
    Ok(())
}

fn cell(facts: &Facts, value: Value) -> Cell {
    match value {
        Value::Number(number) => Cell::number(number),
        // A grade from 1 to 6 is a word among six, and a number to a spreadsheet.
        Value::Word(word, _) => Cell::number(word),
        value => Cell::text(value.plain(facts)),
    }
}
