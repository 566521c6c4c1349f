//! The journal: what every change did to every row, written with the change itself.
//!
//! Row images come from TEMP triggers that are made from the columns of the tables, so that no change to a journaled
//! table can go past them. Nothing outside [`record`] writes to those tables.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::catalog::Catalog;
use super::chain::{self, Entry};
use super::error::StoreError;
use super::load::LoadError;
use super::{JournalEntry, RowImage};
use crate::base::hash::Sha256;
use crate::base::time::{Utc, When};

/// What can be undone and redone, kept beside the journal so that nothing has to search it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct History {
    /// Number of entries, which is also the number of the newest.
    len: i64,
    /// The hash of the newest.
    pub head: Sha256,
    /// Entries in effect that can be taken back, newest last.
    undo: Vec<i64>,
    /// Undo entries that can be taken back, newest last.
    redo: Vec<i64>,
    /// By which entry an entry was taken back.
    taken_back_by: BTreeMap<i64, i64>,
}

impl History {
    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Number of entries.
    pub fn len(&self) -> i64 {
        self.len
    }

    /// The number of the next entry.
    pub fn next_seq(&self) -> i64 {
        self.len + 1
    }

    /// The entry that undo would take back.
    pub fn undoable(&self) -> Option<i64> {
        self.undo.last().copied()
    }

    /// The undo entry that redo would take back.
    pub fn redoable(&self) -> Option<i64> {
        self.redo.last().copied()
    }

    /// Whether an entry is taken back at present: an undo of an undo brings it back.
    fn is_undone(&self, seq: i64) -> bool {
        let mut undone = false;
        let mut at = seq;
        while let Some(by) = self.taken_back_by.get(&at) {
            undone = !undone;
            at = *by;
        }
        undone
    }

    /// Notes the next entry.
    ///
    /// # Errors
    /// If it takes back what could not be taken back, in words that follow its name.
    pub fn append(&mut self, entry: &Entry, hash: Sha256) -> Result<(), String> {
        match (entry.undo_of, &entry.state) {
            (None, Some(_)) => {
                self.undo.clear();
                self.redo.clear();
            }
            (None, None) => {
                self.undo.push(entry.seq);
                self.redo.clear();
            }
            (Some(of), _) if self.undoable() == Some(of) => {
                self.undo.pop();
                self.redo.push(entry.seq);
                self.taken_back_by.insert(of, entry.seq);
            }
            (Some(of), _) if self.redoable() == Some(of) => {
                self.redo.pop();
                self.undo.push(entry.seq);
                self.taken_back_by.insert(of, entry.seq);
            }
            (Some(of), _) => return Err(format!("takes back entry {of}, which could not be taken back")),
        }
        self.len = entry.seq;
        self.head = hash;
        Ok(())
    }
}

/// The beginning of the label of an entry that takes another back.
pub const UNDO: &str = "Undo: ";
/// The beginning of the label of an entry that brings another back.
pub const REDO: &str = "Redo: ";

/// The label of an entry as the user gave it: without the word that undo and redo put before it.
pub fn plain_label(conn: &Connection, seq: i64) -> rusqlite::Result<String> {
    let mut statement = conn.prepare_cached("SELECT label, undo_of IS NOT NULL FROM journal_entry WHERE seq = ?1")?;
    let (label, derived): (String, bool) = statement.query_row([seq], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let plain = [UNDO, REDO].into_iter().find_map(|word| label.strip_prefix(word).filter(|_| derived));
    Ok(plain.map_or_else(|| label.clone(), str::to_owned))
}

/// Makes the triggers that write row images.
pub fn install_triggers(conn: &Connection, catalog: &Catalog) -> rusqlite::Result<()> {
    let mut sql = String::new();
    for table in &catalog.tables {
        let name = table.name;
        let (before, after) = (table.image_sql("OLD"), table.image_sql("NEW"));
        for (event, id, before, after) in [
            ("INSERT", "NEW.id", "NULL", after.as_str()),
            ("UPDATE", "NEW.id", before.as_str(), after.as_str()),
            ("DELETE", "OLD.id", before.as_str(), "NULL"),
        ] {
            sql.push_str(&format!(
                "CREATE TEMP TRIGGER journal_{name}_{event} AFTER {event} ON main.{name} BEGIN \
                 INSERT INTO journal_row (entry, table_name, row_id, before, after) \
                 VALUES ((SELECT max(seq) FROM journal_entry), '{name}', {id}, {before}, {after}); END;\n"
            ));
        }
    }
    conn.execute_batch(&sql)
}

/// What a new entry says.
#[derive(Clone, Debug)]
pub struct NewEntry<'a> {
    /// When.
    pub time: Utc,
    /// By whom.
    pub actor: &'a str,
    /// What.
    pub label: &'a str,
    /// The entry that it takes back.
    pub undo_of: Option<i64>,
    /// Whether it goes into the newest entry instead of one of its own.
    pub merge: bool,
}

/// Why a change was not recorded.
#[derive(Debug)]
pub enum RecordError {
    /// `SQLite` could not.
    Sql(rusqlite::Error),
    /// Something else, in its own words.
    Store(StoreError),
}

impl From<rusqlite::Error> for RecordError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<StoreError> for RecordError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Makes one change and its journal entry in one transaction, durable on return.
///
/// A run of changes that ends where it began leaves an entry without rows: what a person did stays in the journal.
///
/// # Errors
/// As `change`, or if it cannot be written. Nothing is changed then.
pub fn record(
    conn: &mut Connection,
    history: &mut History,
    path: &Path,
    new: &NewEntry<'_>,
    change: impl FnOnce(&Transaction<'_>) -> Result<(), RecordError>,
) -> Result<(), RecordError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Rows may be put back in any order; references are checked when all are in place.
    tx.pragma_update(None, "defer_foreign_keys", true)?;
    let seq = if new.merge { history.len } else { history.next_seq() };
    let time = new.time.to_string();
    if new.merge {
        let mut update = tx.prepare_cached("UPDATE journal_entry SET time = ?2, label = ?3 WHERE seq = ?1")?;
        update.execute(params![seq, time, new.label])?;
    } else {
        let mut insert = tx.prepare_cached(include_str!("queries/insert_entry.sql"))?;
        insert.execute(params![seq, time, new.actor, new.label, new.undo_of, None::<String>, ""])?;
    }
    change(&tx)?;
    if new.merge {
        fold(&tx, seq)?;
    }
    let entry = Entry {
        seq,
        time,
        actor: new.actor.to_owned(),
        label: new.label.to_owned(),
        undo_of: new.undo_of,
        state: None,
    };
    let previous = if new.merge { hash_of(&tx, seq - 1)? } else { history.head };
    let hash = chain::hash_entry(&tx, &entry, previous).map_err(|error| error.at(path))?;
    tx.prepare_cached("UPDATE journal_entry SET hash = ?2 WHERE seq = ?1")?.execute(params![seq, hash.to_string()])?;
    tx.commit()?;
    if new.merge {
        history.head = hash;
    } else if let Err(what) = history.append(&entry, hash) {
        // The caller asked the same history what to take back, so this cannot happen.
        return Err(StoreError::Damaged { what, path: path.to_path_buf() }.into());
    }
    Ok(())
}

/// Writes the entry with which a journal begins (anew), over rows whose digest is `state`. Not durable by itself.
pub fn record_horizon(
    conn: &Connection,
    history: &mut History,
    new: &NewEntry<'_>,
    state: Sha256,
) -> Result<(), LoadError> {
    let entry = Entry {
        seq: history.next_seq(),
        time: new.time.to_string(),
        actor: new.actor.to_owned(),
        label: new.label.to_owned(),
        undo_of: None,
        state: Some(state.to_string()),
    };
    let hash = chain::hash_entry(conn, &entry, history.head)?;
    let mut insert = conn.prepare(include_str!("queries/insert_entry.sql"))?;
    let Entry { seq, time, actor, label, state, .. } = &entry;
    insert.execute(params![seq, time, actor, label, None::<i64>, state, hash.to_string()])?;
    history.append(&entry, hash).map_err(LoadError::Damaged)
}

fn hash_of(conn: &Connection, seq: i64) -> Result<Sha256, RecordError> {
    if seq == 0 {
        return Ok(Sha256::default());
    }
    let mut statement = conn.prepare_cached("SELECT hash FROM journal_entry WHERE seq = ?1")?;
    let hash: String = statement.query_row([seq], |row| row.get(0))?;
    Ok(hash.parse().unwrap_or_default())
}

/// Joins images of one row: before of the first, after of the last; rows that are again what they were drop out.
fn fold(conn: &Connection, seq: i64) -> rusqlite::Result<()> {
    type Folded = (i64, Option<String>, Option<String>);
    let mut statement = conn.prepare_cached(include_str!("queries/entry_rows.sql"))?;
    let mut rows = statement.query([seq])?;
    let mut folded: BTreeMap<(String, i64), Folded> = BTreeMap::new();
    let mut gone = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, key, after) = (row.get(0)?, (row.get(1)?, row.get(2)?), row.get(4)?);
        match folded.get_mut(&key) {
            Some(first) => {
                first.2 = after;
                gone.push(id);
            }
            None => drop(folded.insert(key, (id, row.get(3)?, after))),
        }
    }
    let mut delete = conn.prepare_cached("DELETE FROM journal_row WHERE id = ?1")?;
    for id in gone {
        delete.execute([id])?;
    }
    let mut update = conn.prepare_cached("UPDATE journal_row SET after = ?2 WHERE id = ?1")?;
    for (id, before, after) in folded.into_values() {
        if before == after {
            delete.execute([id])?;
        } else {
            update.execute(params![id, after])?;
        }
    }
    Ok(())
}

/// Number of rows that a run may touch and still go on; a bulk change is never part of one.
pub const RUN_ROWS: i64 = 1_000;

/// Number of rows that an entry changed.
pub fn row_count(conn: &Connection, seq: i64) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT count(*) FROM journal_row WHERE entry = ?1")?.query_row([seq], |row| row.get(0))
}

/// Up to `count` entries from `newest` downwards.
pub fn entries(
    conn: &Connection,
    history: &History,
    newest: u64,
    count: usize,
) -> Result<Vec<JournalEntry>, LoadError> {
    let mut statement = conn.prepare_cached(include_str!("queries/entries_page.sql"))?;
    let newest = i64::try_from(newest).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![newest, i64::try_from(count).unwrap_or(i64::MAX)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let wrong = || LoadError::Damaged(format!("journal entry {seq} is broken"));
        let number = |number: i64| u64::try_from(number).map_err(|_| wrong());
        let time: When = row.get::<_, String>(1)?.parse().map_err(|_| wrong())?;
        let undo_of: Option<i64> = row.get(4)?;
        found.push(JournalEntry {
            seq: number(seq)?,
            time: time.start(),
            actor: row.get(2)?,
            label: row.get(3)?,
            undo_of: undo_of.map(number).transpose()?,
            rows: usize::try_from(row.get::<_, i64>(6)?).map_err(|_| wrong())?,
            hash: row.get::<_, String>(5)?.parse().map_err(|_| wrong())?,
            undone: history.is_undone(seq),
        });
    }
    Ok(found)
}

/// The rows that an entry changed, in order.
pub fn images(conn: &Connection, seq: i64) -> rusqlite::Result<Vec<RowImage>> {
    let mut statement = conn.prepare_cached(include_str!("queries/entry_rows.sql"))?;
    let rows = statement.query_map([seq], |row| {
        Ok(RowImage { table: row.get(1)?, row: row.get(2)?, before: row.get(3)?, after: row.get(4)? })
    })?;
    rows.collect()
}
