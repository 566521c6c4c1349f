//! The rows beside the journal: a digest of all of them, and whether they are what the journal says.
//!
//! Whoever edits the tables and leaves the journal alone is found here: every row that the journal mentions must be as
//! its newest image has it, and with all changes taken back in memory the digest must be that of the beginning.
//!
//! ```text
//!  digest = SHA-256( "case-state-v1" · for each table in order of name: name · for each row by id: its cells )
//!  cell   = NULL, or "i" and decimal digits, "r" and 8 bytes IEEE 754 big-endian, "t" and text; each one field
//! ```

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row, Rows};

use super::catalog::{Catalog, TableInfo};
use super::chain::Fields;
use super::load::LoadError;
use crate::base::hash::Sha256;
use crate::base::issues::Issues;
use crate::base::progress::Progress;

fn add_cell(fields: &mut Fields, cell: ValueRef<'_>, buffer: &mut Vec<u8>) {
    use std::io::Write;
    buffer.clear();
    match cell {
        ValueRef::Null => return fields.add(None),
        // Writing into memory cannot fail.
        ValueRef::Integer(number) => drop(write!(buffer, "i{number}")),
        ValueRef::Real(number) => {
            buffer.push(b'r');
            buffer.extend_from_slice(&number.to_be_bytes());
        }
        ValueRef::Text(text) => {
            buffer.push(b't');
            buffer.extend_from_slice(text);
        }
        ValueRef::Blob(bytes) => {
            buffer.push(b'b');
            buffer.extend_from_slice(bytes);
        }
    }
    fields.add(Some(buffer));
}

fn sorted(catalog: &Catalog) -> Vec<&TableInfo> {
    let mut tables: Vec<&TableInfo> = catalog.tables.iter().collect();
    tables.sort_by_key(|table| table.name);
    tables
}

/// The digest of all journaled rows as they are.
pub fn state(conn: &Connection, catalog: &Catalog) -> Result<Sha256, LoadError> {
    let mut fields = Fields::new("case-state-v1");
    let mut buffer = Vec::new();
    for table in sorted(catalog) {
        fields.add(Some(table.name.as_bytes()));
        let mut statement = conn.prepare(&format!("SELECT {} FROM {} ORDER BY id", table.column_list(), table.name))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for at in 0..table.columns.len() {
                add_cell(&mut fields, row.get_ref(at)?, &mut buffer);
            }
        }
    }
    Ok(fields.finish())
}

/// The journal's oldest and newest image of one row since the journal began (anew).
struct Known {
    id: i64,
    first: Option<String>,
    last: Option<String>,
}

fn next_known(rows: &mut Rows<'_>) -> Result<Option<Known>, LoadError> {
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(Known { id: row.get(0)?, first: row.get(1)?, last: row.get(2)? }))
}

fn next_row<'a, 'r>(rows: &'a mut Rows<'r>) -> Result<Option<(i64, &'a Row<'r>)>, LoadError> {
    match rows.next()? {
        Some(row) => Ok(Some((row.get(0)?, row))),
        None => Ok(None),
    }
}

/// Notes every row that is not as the journal has it.
pub fn check(conn: &Connection, catalog: &Catalog, progress: &Progress, issues: &mut Issues) -> Result<(), LoadError> {
    let horizon = "SELECT seq, state FROM journal_entry WHERE state IS NOT NULL ORDER BY seq DESC LIMIT 1";
    let (horizon, expected): (i64, String) = conn.query_row(horizon, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut fields = Fields::new("case-state-v1");
    let mut buffer = Vec::new();
    let mut foreign = conn.prepare("SELECT DISTINCT table_name FROM journal_row WHERE entry > ?1 ORDER BY 1")?;
    let mut foreign = foreign.query([horizon])?;
    while let Some(row) = foreign.next()? {
        let name: String = row.get(0)?;
        if catalog.table(&name).is_none() {
            issues.error("journal", format!("It mentions the table “{name}”, which no case has"));
        }
    }
    for table in sorted(catalog) {
        fields.add(Some(table.name.as_bytes()));
        let item = |id: i64| format!("row {id} of table {}", table.name);
        let mut known = conn.prepare(include_str!("queries/known_rows.sql"))?;
        let mut known = known.query((table.name, horizon))?;
        let mut now = conn.prepare(&format!("SELECT {} FROM {} ORDER BY id", table.column_list(), table.name))?;
        let mut now = now.query([])?;
        let mut mention = next_known(&mut known)?;
        let mut current = next_row(&mut now)?;
        loop {
            if progress.advance(1).is_err() {
                return Ok(());
            }
            let at = match (&mention, &current) {
                (None, None) => break,
                (Some(mention), Some((id, _))) => mention.id.min(*id),
                (Some(mention), None) => mention.id,
                (None, Some((id, _))) => *id,
            };
            let here = current.filter(|(id, _)| *id == at).map(|(_, row)| row);
            let Some(image) = mention.take_if(|mention| mention.id == at) else {
                // Never journaled: it is what it was when the journal began, or the digest will tell.
                for column in 0..table.columns.len() {
                    if let Some(row) = here {
                        add_cell(&mut fields, row.get_ref(column)?, &mut buffer);
                    }
                }
                current = next_row(&mut now)?;
                continue;
            };
            match (&image.last, here) {
                (None, None) => {}
                (None, Some(_)) => issues.error(item(at), "It is there, though the journal has it removed"),
                (Some(_), None) => issues.error(item(at), "It is missing, though the journal does not remove it"),
                (Some(last), Some(row)) => {
                    if !table.cells(last).is_some_and(|cells| same(&cells, row)) {
                        issues.error(item(at), "It is not as the journal has it: it was changed by other means");
                    }
                }
            }
            if let Some(first) = &image.first {
                match table.cells(first) {
                    Some(cells) => cells.iter().for_each(|cell| add_cell(&mut fields, cell.into(), &mut buffer)),
                    None => issues.error(item(at), "The journal's image of it cannot be read"),
                }
            }
            if here.is_some() {
                current = next_row(&mut now)?;
            }
            mention = next_known(&mut known)?;
        }
    }
    if fields.finish().to_string() != expected {
        let what = "With all changes taken back, the rows are not those with which the journal began: \
                    some were changed by other means";
        issues.error(format!("journal entry {horizon}"), what);
    }
    Ok(())
}

fn same(cells: &[Value], row: &Row<'_>) -> bool {
    cells.iter().enumerate().all(|(at, cell)| row.get_ref(at).is_ok_and(|now| now == ValueRef::from(cell)))
}
