//! A new case file: written under another name, made durable, then put in place.

use std::fs::File;
use std::path::Path;

use rusqlite::{Connection, params, params_from_iter};
use tempfile::TempPath;

use super::catalog::Catalog;
use super::error::StoreError;
use super::journal::{self, History, NewEntry, RecordError};
use super::load::LoadError;
use super::rows::{self, Main, Rows};
use super::schema::{self, STEPS, WRITTEN_BY};
use super::{connect, digest, sound, write};
use crate::base::time::Utc;
use crate::model::facts::Facts;
use crate::model::ids::{ENTITY_KINDS, EntityKind, Id};

/// Writes a case into a new file beside `path` and puts it there; whatever is there already stays.
pub fn create(path: &Path, facts: &Facts, label: &str, now: Utc, actor: &str) -> Result<(), StoreError> {
    if path.symlink_metadata().is_ok() {
        return Err(StoreError::Exists { path: path.to_path_buf() });
    }
    let temporary = temporary_beside(path)?;
    let store = |error: RecordError| match error {
        RecordError::Sql(error) => StoreError::from_sql(error, path),
        RecordError::Store(error) => error,
    };
    let mut conn = connect::bulk(&temporary).map_err(|error| StoreError::from_sql(error, path))?;
    let entry = NewEntry { time: now, actor, label, undo_of: None, merge: false };
    fill(&mut conn, facts, &entry, path).map_err(store)?;
    conn.close().map_err(|(_, error)| StoreError::from_sql(error, path))?;
    put_in_place(temporary, path)
}

/// An empty file of its own in the folder of `path`, removed again if it is not put in place.
pub fn temporary_beside(path: &Path) -> Result<TempPath, StoreError> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let made = tempfile::Builder::new().prefix(".wakeline-").suffix(".tmp").tempfile_in(folder);
    // The handle is closed before SQLite opens the file, since closing it later would drop SQLite's locks.
    Ok(made.map_err(|error| StoreError::from_io(error, "make a file in the folder", path))?.into_temp_path())
}

/// Makes a whole file durable and gives it its name, unless that is taken.
pub fn put_in_place(temporary: TempPath, path: &Path) -> Result<(), StoreError> {
    let io = |error| StoreError::from_io(error, "write the case file", path);
    File::open(&temporary).and_then(|file| file.sync_all()).map_err(io)?;
    temporary.persist_noclobber(path).map_err(|error| match error.error.kind() {
        std::io::ErrorKind::AlreadyExists => StoreError::Exists { path: path.to_path_buf() },
        _ => io(error.error),
    })?;
    sync_folder(path).map_err(io)
}

/// Makes the name of a file durable too, where folders can be synced.
#[cfg(unix)]
fn sync_folder(path: &Path) -> std::io::Result<()> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
        _ => File::open(".")?.sync_all(),
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> std::io::Result<()> {
    Ok(())
}

fn fill(conn: &mut Connection, facts: &Facts, entry: &NewEntry<'_>, path: &Path) -> Result<(), RecordError> {
    let problems = sound::all_problems(facts);
    if !problems.is_empty() {
        return Err(StoreError::Invalid { problems }.into());
    }
    schema::build(conn, STEPS)?;
    let tx = conn.transaction()?;
    tx.execute("INSERT INTO file_info (id, written_by) VALUES (1, ?1)", [WRITTEN_BY])?;
    write::write_case(&tx, None, &facts.case)?;
    for kind in ENTITY_KINDS {
        insert_all(&tx, facts, kind)?;
        keep_counting(&tx, facts, kind)?;
    }
    let read = |error: LoadError| RecordError::Store(error.at(path));
    let state = digest::state(&tx, &Catalog::read(&tx)?).map_err(read)?;
    journal::record_horizon(&tx, &mut History::default(), entry, state).map_err(read)?;
    tx.commit()?;
    Ok(())
}

fn insert_all(conn: &Connection, facts: &Facts, kind: EntityKind) -> Result<(), RecordError> {
    let main: &Main = rows::main_of(kind);
    let mut insert = conn.prepare(&write::insert_main(main))?;
    let mut lists =
        main.children.iter().map(|child| conn.prepare(&write::insert_child(child))).collect::<Result<Vec<_>, _>>()?;
    let tags =
        main.tags.map(|table| conn.prepare(&format!("INSERT INTO {table} ({}, tag) VALUES (?1, ?2)", main.table)));
    let mut tags = tags.transpose()?;
    for entity in sound::entities(facts, kind) {
        let id = entity.reference().id;
        let Rows { main, children, tags: set } = rows::rows_of(&sound::entity(entity));
        let id_value = rusqlite::types::Value::Integer(id.into());
        insert.execute(params_from_iter(std::iter::once(&id_value).chain(&main)))?;
        for (list, rows) in lists.iter_mut().zip(children) {
            for (position, row) in (0_i64..).zip(rows) {
                let position = rusqlite::types::Value::Integer(position);
                list.execute(params_from_iter([&id_value, &position].into_iter().chain(&row)))?;
            }
        }
        for tag in set {
            if let Some(insert) = &mut tags {
                insert.execute(params![id, tag.0])?;
            }
        }
    }
    Ok(())
}

/// Notes which ids were given, even if the last of them are gone, so that none is given twice.
fn keep_counting(conn: &Connection, facts: &Facts, kind: EntityKind) -> Result<(), RecordError> {
    fn next<K: crate::model::ids::Kind>(facts: &Facts) -> u32 {
        let id: Id<K> = facts.next_id();
        id.0
    }
    use crate::model::{event, evidence, finding, place, regime, shipment, tag, vessel, view, visit};
    let next = match kind {
        EntityKind::Vessel => next::<vessel::Vessel>(facts),
        EntityKind::Place => next::<place::Place>(facts),
        EntityKind::Source => next::<evidence::Source>(facts),
        EntityKind::Exhibit => next::<evidence::Exhibit>(facts),
        EntityKind::Sighting => next::<evidence::Sighting>(facts),
        EntityKind::Visit => next::<visit::Visit>(facts),
        EntityKind::Shipment => next::<shipment::Shipment>(facts),
        EntityKind::Claim => next::<evidence::Claim>(facts),
        EntityKind::Regime => next::<regime::Regime>(facts),
        EntityKind::Declaration => next::<regime::Declaration>(facts),
        EntityKind::Event => next::<event::Event>(facts),
        EntityKind::Tag => next::<tag::Tag>(facts),
        EntityKind::Finding => next::<finding::Finding>(facts),
        EntityKind::SavedView => next::<view::SavedView>(facts),
    };
    if next > 1 {
        conn.execute("DELETE FROM sqlite_sequence WHERE name = ?1", [kind.key()])?;
        conn.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)", params![kind.key(), next - 1])?;
    }
    Ok(())
}
