//! A journal entry taken back: each row becomes what its image from before says.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::RowImage;
use super::catalog::{Catalog, TableInfo};
use super::error::StoreError;
use super::journal::{self, RecordError};
use crate::model::ids::EntityRef;

/// What taking an entry back touches.
#[derive(Debug, Default)]
pub struct Touched {
    /// Entities whose rows change.
    pub entities: BTreeSet<EntityRef>,
    /// Whether the case's own rows change.
    pub case: bool,
}

struct Reversed<'c> {
    table: &'c TableInfo,
    row: i64,
    /// The cells as they are to be; none if the row is to go.
    cells: Option<Vec<Value>>,
    /// Whether the row is there now.
    exists: bool,
}

/// Takes back what an entry did to the rows.
///
/// Removals come first and additions last, so that two rows never claim one position.
///
/// # Errors
/// If a row is not where the entry left it, since then someone else changed it.
pub fn take_back(conn: &Connection, catalog: &Catalog, seq: i64, path: &Path) -> Result<Touched, RecordError> {
    let wrong = |what: String| StoreError::Damaged { what, path: path.to_path_buf() };
    let mut touched = Touched::default();
    let mut changes = Vec::new();
    for image in journal::images(conn, seq)? {
        let unreadable =
            || wrong(format!("journal entry {seq} has an image of table {} that cannot be read", image.table));
        let table = catalog.table(&image.table).ok_or_else(unreadable)?;
        let RowImage { row, before, after, .. } = &image;
        for side in [before, after].into_iter().flatten() {
            let cells = table.cells(side).ok_or_else(unreadable)?;
            match table.entity(&cells) {
                Some(entity) => drop(touched.entities.insert(entity)),
                None => touched.case = true,
            }
        }
        let cells = before.as_deref().map(|image| table.cells(image).ok_or_else(unreadable)).transpose()?;
        changes.push(Reversed { table, row: *row, cells, exists: after.is_some() });
    }
    changes.sort_by_key(|change| (change.cells.is_some(), !change.exists));
    for change in &changes {
        if reverse(conn, change)? != 1 {
            let Reversed { table, row, .. } = change;
            let what = format!("row {row} of table {} is not as journal entry {seq} left it", table.name);
            return Err(wrong(what).into());
        }
    }
    Ok(touched)
}

fn reverse(conn: &Connection, change: &Reversed<'_>) -> rusqlite::Result<usize> {
    let Reversed { table, row, cells, exists } = change;
    let name = table.name;
    let Some(cells) = cells else {
        return conn.prepare_cached(&format!("DELETE FROM {name} WHERE id = ?1"))?.execute([row]);
    };
    let columns = table.columns.iter().enumerate();
    let sql = if *exists {
        let set: Vec<_> = columns.map(|(at, column)| format!("{} = ?{}", column.name, at + 1)).collect();
        format!("UPDATE {name} SET {} WHERE id = ?1", set.join(", "))
    } else {
        let places: Vec<_> = columns.map(|(at, _)| format!("?{}", at + 1)).collect();
        format!("INSERT INTO {name} ({}) VALUES ({})", table.column_list(), places.join(", "))
    };
    conn.prepare_cached(&sql)?.execute(params_from_iter(cells))
}
