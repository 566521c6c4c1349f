//! An open case: the one way to read and change it.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::{Connection, ErrorCode, Transaction};

use super::catalog::Catalog;
use super::error::StoreError;
use super::journal::{self, History, NewEntry, RecordError};
use super::load::{self, LoadError, Reader};
use super::lock::Lock;
use super::open::{self, Opened};
use super::plan::{self, PlanError};
use super::schema::STEPS;
use super::{Changes, JournalEntry, Mode, RowImage, attachments, chain, check_file, copy, create, rows, undo, write};
use crate::base::hash::Sha256;
use crate::base::issues::Issues;
use crate::base::progress::Progress;
use crate::base::time::Utc;
use crate::model::command::{Command, MergeKey};
use crate::model::facts::Facts;

/// A typing run or drag that may go on.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Run {
    key: MergeKey,
    actor: String,
    last: Utc,
}

/// Seconds after which a typing run is over.
const RUN_PAUSE: i64 = 5;

/// An open case.
///
/// The connection goes before the lock, so that nobody else writes before the last byte is written.
#[derive(Debug)]
pub struct CaseStore {
    conn: Connection,
    lock: Option<Lock>,
    path: PathBuf,
    mode: Mode,
    facts: Arc<Facts>,
    catalog: Catalog,
    history: History,
    undo_label: Option<String>,
    redo_label: Option<String>,
    run: Option<Run>,
    /// Set when the system could not write: nothing more is written then.
    stopped: bool,
}

impl CaseStore {
    /// Makes a case file out of facts, with their ids, and opens it. The journal begins with one entry, which cannot
    /// be undone.
    ///
    /// # Errors
    /// If something exists at `path`, if the facts are not a sound case, or if it cannot be written.
    pub fn create(path: &Path, facts: &Facts, label: &str, now: Utc, actor: &str) -> Result<Self, StoreError> {
        create::create(path, facts, label, now, actor)?;
        Self::open(path)
    }

    /// Opens a case for writing if that can be, else for reading; [`CaseStore::mode`] says which.
    ///
    /// # Errors
    /// If it is no case, newer, damaged, hostile or cannot be read.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::start(path, open::open(path, true, STEPS)?)
    }

    /// Opens a case for reading only.
    ///
    /// # Errors
    /// As [`CaseStore::open`].
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        Self::start(path, open::open(path, false, STEPS)?)
    }

    fn start(path: &Path, opened: Opened) -> Result<Self, StoreError> {
        let Opened { conn, lock, mode, facts, history, catalog } = opened;
        let mut store = Self {
            conn,
            lock,
            path: path.to_path_buf(),
            mode,
            facts: Arc::new(facts),
            catalog,
            history,
            undo_label: None,
            redo_label: None,
            run: None,
            stopped: false,
        };
        store.refresh_labels()?;
        Ok(store)
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it can be changed.
    #[must_use]
    pub fn mode(&self) -> &Mode {
        &self.mode
    }

    /// The case as it is now; the snapshot stays as it is when the case changes.
    #[must_use]
    pub fn facts(&self) -> Arc<Facts> {
        Arc::clone(&self.facts)
    }

    /// Reads what another process wrote since, if this one only reads; says whether there was anything.
    ///
    /// # Errors
    /// If it cannot be read, or is broken. What was read before stays then.
    pub fn refresh(&mut self) -> Result<bool, StoreError> {
        if self.mode == Mode::ReadWrite {
            return Ok(false);
        }
        let path = self.path.clone();
        let sql = |error| StoreError::from_sql(error, &path);
        let tx = self.conn.unchecked_transaction().map_err(sql)?;
        let newest = "SELECT hash FROM journal_entry ORDER BY seq DESC LIMIT 1";
        let head: String = tx.query_row(newest, [], |row| row.get(0)).map_err(sql)?;
        if head == self.history.head.to_string() {
            return Ok(false);
        }
        let history = chain::verify(&tx, &Progress::default()).map_err(|error| error.at(&path))?;
        let mut facts = load::facts(&tx).map_err(|error| error.at(&path))?;
        drop(tx);
        facts.generation = self.facts.generation + 1;
        self.facts = Arc::new(facts);
        self.history = history;
        self.refresh_labels()?;
        Ok(true)
    }

    /// Applies one change, journals it and makes it durable before it returns.
    ///
    /// A change that leaves everything as it is writes nothing. One that has the merge key of the newest entry, by the
    /// same actor, within five seconds and through this `CaseStore`, goes into that entry.
    ///
    /// # Errors
    /// If the command would make the case wrong, or if it cannot be written. The case is unchanged then.
    pub fn transact(&mut self, command: &Command, now: Utc, actor: &str) -> Result<Changes, StoreError> {
        self.writable()?;
        let label = command.label(&self.facts);
        let plan = plan::plan(&self.conn, &self.catalog, &self.facts, command, now);
        let plan = plan.map_err(|error| match error {
            PlanError::Sql(error) => StoreError::from_sql(error, &self.path),
            PlanError::Problems(problems) => StoreError::Invalid { problems },
        })?;
        let changes = Changes { label, touched: plan.touched(), case: plan.case.is_some() };
        if plan.is_empty() {
            return Ok(changes);
        }
        let key = command.merge_key();
        let merge = self.goes_on(key.as_ref(), now, actor)?;
        let entry = NewEntry { time: now, actor, label: &changes.label, undo_of: None, merge };
        let facts = Arc::clone(&self.facts);
        let write = |tx: &Transaction<'_>| write::apply(tx, &facts, &plan);
        let recorded = journal::record(&mut self.conn, &mut self.history, &self.path, &entry, write);
        drop(facts);
        self.noticed(recorded)?;
        self.run = key.map(|key| Run { key, actor: actor.to_owned(), last: now });
        self.patch(|facts| {
            plan.put.into_values().for_each(|entity| facts.put(entity));
            plan.gone.into_iter().for_each(|reference| facts.remove(reference));
            if let Some(case) = plan.case {
                facts.case = Arc::new(case);
            }
        });
        self.refresh_labels()?;
        Ok(changes)
    }

    /// Takes back the newest change that is not taken back; none if there is none.
    ///
    /// # Errors
    /// If it cannot be written. The case is unchanged then.
    pub fn undo(&mut self, now: Utc, actor: &str) -> Result<Option<Changes>, StoreError> {
        self.take_back(self.history.undoable(), journal::UNDO, now, actor)
    }

    /// Takes back the newest undo, if nothing else was changed since; none if there is none.
    ///
    /// # Errors
    /// If it cannot be written. The case is unchanged then.
    pub fn redo(&mut self, now: Utc, actor: &str) -> Result<Option<Changes>, StoreError> {
        self.take_back(self.history.redoable(), journal::REDO, now, actor)
    }

    fn take_back(
        &mut self,
        seq: Option<i64>,
        word: &str,
        now: Utc,
        actor: &str,
    ) -> Result<Option<Changes>, StoreError> {
        self.writable()?;
        let Some(seq) = seq else { return Ok(None) };
        let label = journal::plain_label(&self.conn, seq).map_err(|error| StoreError::from_sql(error, &self.path))?;
        let label = format!("{word}{label}");
        let entry = NewEntry { time: now, actor, label: &label, undo_of: Some(seq), merge: false };
        let mut touched = undo::Touched::default();
        let (catalog, path) = (&self.catalog, &self.path);
        let mut after = Vec::new();
        let mut case = None;
        let write = |tx: &Transaction<'_>| {
            touched = undo::take_back(tx, catalog, seq, path)?;
            let read = |error: LoadError| error.at(path);
            for reference in &touched.entities {
                after.push((*reference, rows::load_one(tx, *reference).map_err(read)?));
            }
            if touched.case {
                case = rows::read_case(&Reader { conn: tx, span: Reader::ALL }).map_err(read)?;
            }
            Ok(())
        };
        let recorded = journal::record(&mut self.conn, &mut self.history, &self.path, &entry, write);
        self.noticed(recorded)?;
        self.run = None;
        self.patch(|facts| {
            for (reference, entity) in after {
                match entity {
                    Some(entity) => facts.put(entity),
                    None => facts.remove(reference),
                }
            }
            if let Some(case) = case {
                facts.case = Arc::new(case);
            }
        });
        self.refresh_labels()?;
        Ok(Some(Changes { label, touched: touched.entities.into_iter().collect(), case: touched.case }))
    }

    fn writable(&self) -> Result<(), StoreError> {
        match &self.mode {
            _ if self.stopped => Err(StoreError::Stopped { path: self.path.clone() }),
            Mode::ReadOnly(reason) => Err(StoreError::ReadOnly { reason: reason.to_string(), path: self.path.clone() }),
            Mode::ReadWrite => Ok(()),
        }
    }

    /// Whether a change belongs to the run that made the newest entry.
    fn goes_on(&self, key: Option<&MergeKey>, now: Utc, actor: &str) -> Result<bool, StoreError> {
        let (Some(key), Some(run)) = (key, &self.run) else { return Ok(false) };
        let pause = now.0.saturating_sub(run.last.0);
        if run.key != *key || run.actor != actor || !(0..=RUN_PAUSE).contains(&pause) {
            return Ok(false);
        }
        let rows = journal::row_count(&self.conn, self.history.len());
        Ok(rows.map_err(|error| StoreError::from_sql(error, &self.path))? <= journal::RUN_ROWS)
    }

    /// Puts a failed write into words, and stops writing if the system could not write: after a failed sync nobody
    /// knows what is on the disk.
    fn noticed(&mut self, recorded: Result<(), RecordError>) -> Result<(), StoreError> {
        recorded.map_err(|error| match error {
            RecordError::Sql(error) => {
                self.stopped |= error.sqlite_error_code() == Some(ErrorCode::SystemIoFailure);
                match StoreError::from_sql(error, &self.path) {
                    StoreError::Damaged { what, .. } if what.contains("longer than") => {
                        StoreError::Invalid { problems: vec!["A text is longer than a case can hold".to_owned()] }
                    }
                    error => error,
                }
            }
            RecordError::Store(error) => error,
        })
    }

    fn patch(&mut self, change: impl FnOnce(&mut Facts)) {
        let facts = Arc::make_mut(&mut self.facts);
        change(facts);
        facts.generation += 1;
    }

    fn refresh_labels(&mut self) -> Result<(), StoreError> {
        let label = |seq: Option<i64>| seq.map(|seq| journal::plain_label(&self.conn, seq)).transpose();
        let labels = label(self.history.undoable()).and_then(|undo| Ok((undo, label(self.history.redoable())?)));
        (self.undo_label, self.redo_label) = labels.map_err(|error| StoreError::from_sql(error, &self.path))?;
        Ok(())
    }

    /// What [`CaseStore::undo`] would take back, in the user's words. Asks nothing of the file.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        self.undo_label.as_deref()
    }

    /// What [`CaseStore::redo`] would bring back, in the user's words. Asks nothing of the file.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        self.redo_label.as_deref()
    }

    /// Ends a typing run: the next change gets an entry of its own, whatever it is.
    ///
    /// Call it before the head hash is printed somewhere, since a run that goes on replaces it.
    pub fn seal(&mut self) {
        self.run = None;
    }

    /// Number of journal entries.
    #[must_use]
    pub fn journal_len(&self) -> u64 {
        u64::try_from(self.history.len()).unwrap_or_default()
    }

    /// The hash of the newest journal entry, which covers all before it.
    #[must_use]
    pub fn head(&self) -> Sha256 {
        self.history.head
    }

    /// Up to `count` journal entries from number `newest` downwards.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn journal(&self, newest: u64, count: usize) -> Result<Vec<JournalEntry>, StoreError> {
        journal::entries(&self.conn, &self.history, newest, count).map_err(|error| error.at(&self.path))
    }

    /// The rows that a journal entry changed.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn journal_rows(&self, seq: u64) -> Result<Vec<RowImage>, StoreError> {
        let seq = i64::try_from(seq).unwrap_or(i64::MAX);
        journal::images(&self.conn, seq).map_err(|error| StoreError::from_sql(error, &self.path))
    }

    /// Checks everything that can be checked: see [`check_file`].
    ///
    /// # Errors
    /// If the file cannot be read at all, or if cancelled.
    pub fn check(&self, progress: &Progress) -> Result<Issues, StoreError> {
        check_file(&self.path, progress)
    }

    /// Stores the bytes of a file once, in chunks, and returns their hash and length.
    ///
    /// # Errors
    /// If they cannot be read or written.
    pub fn attach(&mut self, bytes: &mut dyn Read) -> Result<(Sha256, u64), StoreError> {
        self.writable()?;
        attachments::attach(&mut self.conn, bytes, &self.path)
    }

    /// The bytes with this hash, checked against it; none if the case does not hold them.
    ///
    /// # Errors
    /// If they cannot be read, or are not what they were.
    pub fn attachment(&self, sha: Sha256) -> Result<Option<Vec<u8>>, StoreError> {
        attachments::read(&self.conn, sha, &self.path)
    }

    /// The hashes of all files that the case holds, with their lengths. Cheap: no byte of them is read.
    ///
    /// # Errors
    /// If they cannot be listed.
    pub fn attachments(&self) -> Result<BTreeMap<Sha256, u64>, StoreError> {
        attachments::lengths(&self.conn).map_err(|error| StoreError::from_sql(error, &self.path))
    }

    /// Writes a verified copy; refuses a name that exists.
    ///
    /// # Errors
    /// If it cannot be written, or does not verify.
    pub fn save_copy(&self, to: &Path) -> Result<(), StoreError> {
        copy::copy(&self.conn, to)
    }

    /// Size of the case file.
    ///
    /// # Errors
    /// If it cannot be asked for.
    pub fn file_bytes(&self) -> Result<u64, StoreError> {
        let number = |name| self.conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        let bytes = number("page_count").and_then(|pages| Ok(pages * number("page_size")?));
        let bytes = bytes.map_err(|error| StoreError::from_sql(error, &self.path))?;
        Ok(u64::try_from(bytes).unwrap_or_default())
    }
}

impl Drop for CaseStore {
    fn drop(&mut self) {
        if self.lock.is_some() {
            // Takes the empty journal file away, so that one file is the case.
            let _ = self.conn.pragma_update(None, "journal_mode", "DELETE");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entity::Entity;
    use crate::model::ids::{Id, VesselId};
    use crate::model::vessel::Vessel;

    #[test]
    fn an_edit_is_synced_and_leaves_an_empty_journal_file_until_the_case_is_closed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.wake");
        let mut store = CaseStore::create(&path, &Facts::default(), "New", Utc(0), "A").expect("creates");
        let vessel = Entity::Vessel(Box::new(Vessel::named(VesselId::new(1), "Chon Ma San")));
        store.transact(&Command::Put { entity: vessel, field: None }, Utc(1), "A").expect("puts");
        let full: i64 = store.conn.pragma_query_value(None, "synchronous", |row| row.get(0)).expect("asks");
        assert_eq!(full, 2);
        let journal = folder.path().join("x.wake-journal");
        assert_eq!(std::fs::metadata(&journal).expect("there").len(), 0, "truncated, not deleted");
        drop(store);
        assert!(!journal.exists());
    }

    #[test]
    fn an_open_case_may_move_to_another_thread() {
        fn check<T: Send>() {}
        check::<CaseStore>();
    }

    #[test]
    fn a_full_disk_refuses_the_change_and_keeps_the_case() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("full.wake");
        let mut store = CaseStore::create(&path, &Facts::default(), "New", Utc(0), "A").expect("creates");
        let (facts, head, bytes) = (store.facts(), store.head(), store.file_bytes().expect("a size"));
        let pages = i64::try_from(bytes / 4_096 + 3).expect("small");
        store.conn.pragma_update(None, "max_page_count", pages).expect("limits");
        let mut vessel = Vessel::named(VesselId::new(1), "Chon Ma San");
        vessel.note = "x".repeat(100_000);
        let put = |vessel: &Vessel| Command::Put { entity: Entity::Vessel(Box::new(vessel.clone())), field: None };
        let error = store.transact(&put(&vessel), Utc(1), "A").expect_err("no room");
        assert!(matches!(error, StoreError::DiskFull { .. }), "{error}");
        assert!(error.to_string().contains("Nothing was changed"), "{error}");
        let attached = store.attach(&mut &vec![7; 100_000][..]).expect_err("no room");
        assert!(matches!(attached, StoreError::DiskFull { .. }), "{attached}");
        assert_eq!((store.facts(), store.head(), store.file_bytes().ok()), (facts, head, Some(bytes)));
        vessel.note.clear();
        store.transact(&put(&vessel), Utc(2), "A").expect("what is small still fits");
        drop(store);
        let store = CaseStore::open(&path).expect("opens");
        assert!(store.facts().vessels.get(Id::new(1)).is_some());
        assert!(!store.check(&Progress::default()).expect("checks").has_errors());
    }
}
