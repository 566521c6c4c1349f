//! How a case is opened: nothing of it is believed before it was looked at, and nothing written before all of it was.
//!
//! ```text
//!  lock ─ read the header ─ roll back what a kill left ─ read only: schema, then pages and journal beside the facts
//!                                                              └─ read-write, while the first still holds its view
//! ```

use std::io::Read;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};

use super::catalog::Catalog;
use super::error::StoreError;
use super::journal::{self, History};
use super::load::{self, LoadError, Shares};
use super::lock::{self, Asked, Lock};
use super::schema::{self, Step};
use super::{Mode, ReadOnlyReason, chain, connect, header, migrate, rows};
use crate::base::progress::Progress;
use crate::model::facts::Facts;

/// Everything that an open case consists of.
pub struct Opened {
    /// The connection; for writing if `lock` is there.
    pub conn: Connection,
    /// The right to write.
    pub lock: Option<Lock>,
    /// Whether it can be changed.
    pub mode: Mode,
    /// The case.
    pub facts: Facts,
    /// What can be undone.
    pub history: History,
    /// The journaled tables.
    pub catalog: Catalog,
}

/// Opens a case, for writing if `write` is set and it can be.
///
/// `steps` lead from the first file format to the one of this version; only tests give others than
/// [`schema::STEPS`].
pub fn open(path: &Path, write: bool, steps: &[Step]) -> Result<Opened, StoreError> {
    let length = length(path)?;
    let (mut lock, mut mode) = if write { ask(path) } else { (None, Mode::ReadOnly(ReadOnlyReason::Asked)) };
    header::version(path, length, steps)?;
    roll_back(path, lock.is_some())?;
    // Again: what was rolled back may have been a conversion.
    let version = header::version(path, length, steps)?;
    if version < schema::version(steps) {
        if lock.is_none() {
            return Err(StoreError::TooOld { version, path: path.to_path_buf() });
        }
        migrate::migrate(path, length, version, steps)?;
    }
    let view = View::open(path, length, steps)?;
    let (facts, history) = view.load(path, length)?;
    let conn = if lock.is_some() { Some(writable(path, length, steps, &history)?) } else { None };
    let (conn, catalog) = if let Some(opened) = conn.flatten() {
        opened
    } else {
        if lock.take().is_some() {
            mode = Mode::ReadOnly(ReadOnlyReason::NotWritable);
        }
        view.into_reader(path)?
    };
    Ok(Opened { conn, lock, mode, facts, history, catalog })
}

/// Length of the file in bytes, without opening it.
pub fn length(path: &Path) -> Result<u64, StoreError> {
    let found = path.metadata().map_err(|error| StoreError::from_io(error, "open the case", path))?;
    if found.is_file() {
        Ok(found.len())
    } else {
        Err(StoreError::NotACase { what: "it is no file".to_owned(), path: path.to_path_buf() })
    }
}

fn ask(path: &Path) -> (Option<Lock>, Mode) {
    match lock::ask(path) {
        Asked::Ours(lock) => (Some(lock), Mode::ReadWrite),
        Asked::Theirs(who) => (None, Mode::ReadOnly(ReadOnlyReason::HeldByAnother(who))),
        Asked::NotWritable => (None, Mode::ReadOnly(ReadOnlyReason::NotWritable)),
    }
}

/// How a rollback journal begins, and how one ends that names another file.
const JOURNAL_MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];

/// Lets `SQLite` roll back the change that a kill left half-way, so that it can be read.
///
/// A journal that names a super-journal is refused: `SQLite` would delete the file of that name, and a case is never part
/// of a change over several files.
pub fn roll_back(path: &Path, locked: bool) -> Result<(), StoreError> {
    use std::io::{Seek, SeekFrom};
    let journal = connect::beside(path, "-journal");
    let Ok(mut file) = std::fs::File::open(&journal) else { return Ok(()) };
    let mut magic = [0; 8];
    if file.read_exact(&mut magic).is_err() || magic != JOURNAL_MAGIC {
        return Ok(());
    }
    let io = |error| StoreError::from_io(error, "read the journal beside the case", path);
    file.seek(SeekFrom::End(-8)).map_err(io)?;
    file.read_exact(&mut magic).map_err(io)?;
    let whole = file.metadata().map_err(io)?.len();
    if magic == JOURNAL_MAGIC && whole > 512 {
        let what = "a journal beside it that names another file".to_owned();
        return Err(StoreError::Hostile { what, path: path.to_path_buf() });
    }
    let lock = if locked { None } else { Some(lock::ask(path)) };
    if let Some(Asked::Theirs(_)) = lock {
        // Somebody is writing at this moment; SQLite knows, and reads what was there before.
        return Ok(());
    }
    let sql = |error| StoreError::from_sql(error, path);
    let conn = connect::read_write(path).map_err(sql)?;
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).map_err(|error| match error.sqlite_error_code() {
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen) => {
            let what = "it was left in the middle of a change, which can only be taken back in a folder that can be \
                        written; copy it and the file ending in -journal to one";
            StoreError::Damaged { what: what.to_owned(), path: path.to_path_buf() }
        }
        _ => sql(error),
    })
}

/// A read-only connection that keeps seeing the case as it was when it was looked at.
pub struct View {
    /// The connection, within a transaction.
    pub conn: Connection,
}

impl View {
    /// Opens for reading and compares the schema, before anything touches what it defines.
    pub fn open(path: &Path, length: u64, steps: &[Step]) -> Result<Self, StoreError> {
        let sql = |error| StoreError::from_sql(error, path);
        let mut conn = connect::read_only(path).map_err(sql)?;
        connect::limit_work(&mut conn, length).map_err(sql)?;
        conn.execute_batch("BEGIN").map_err(sql)?;
        whole(&conn, path)?;
        schema::compare(&conn, steps, path)?;
        Ok(Self { conn })
    }

    /// Verifies pages, references and journal on one thread while this one, and more if there are visits for them, read
    /// the facts. A thread that is done with its own helps with the visits.
    fn load(&self, path: &Path, length: u64) -> Result<(Facts, History), StoreError> {
        let shares = Shares::divide(&self.conn).map_err(|error| error.at(path))?;
        let wanted = std::thread::available_parallelism().map_or(1, usize::from).min(shares.len()).max(2) - 1;
        let mut others = (0..wanted).map_while(|_| Self::second(path, length).ok());
        let Some(verifier) = others.next() else {
            // Somebody waits to write; what is needed is read without asking for more.
            return load::facts(&self.conn)
                .and_then(|facts| Ok((facts, verify(&self.conn)?)))
                .map_err(|error| error.at(path));
        };
        let others: Vec<Connection> = others.collect();
        let shares = &shares;
        std::thread::scope(|scope| {
            let thread = |name: &str| std::thread::Builder::new().name(name.to_owned());
            let io = |error| StoreError::from_io(error, "start a thread", path);
            let verifier = move || -> Result<_, LoadError> { Ok((verify(&verifier)?, shares.take(&verifier)?)) };
            let verifier = thread("verify case").spawn_scoped(scope, verifier).map_err(io)?;
            let helper = |conn: Connection| move || shares.take(&conn);
            let helpers =
                others.into_iter().map(|conn| thread("read case").spawn_scoped(scope, helper(conn)).map_err(io));
            let helpers = helpers.collect::<Result<Vec<_>, _>>()?;
            let ours = rows::load_tables(&self.conn).and_then(|tables| Ok((tables, shares.take(&self.conn)?)));
            let gone = || LoadError::Damaged("it could not be read to its end".to_owned());
            let theirs: Vec<_> =
                helpers.into_iter().map(|helper| helper.join().map_err(|_| gone()).flatten()).collect();
            // What the verifier says comes first: broken pages explain whatever else looks wrong.
            let verified = verifier.join().map_err(|_| gone()).flatten().map_err(|error| error.at(path));
            let (history, mut read) = verified?;
            for share in theirs {
                read.extend(share.map_err(|error| error.at(path))?);
            }
            let facts = ours.and_then(|(tables, ours)| {
                read.extend(ours);
                load::join(&self.conn, tables, read)
            });
            Ok((facts.map_err(|error| error.at(path))?, history))
        })
    }

    /// A connection that sees the same, since this one keeps others from writing. Never waits: whoever waits to write
    /// waits for this one.
    fn second(path: &Path, length: u64) -> rusqlite::Result<Connection> {
        let mut conn = connect::read_only(path)?;
        connect::limit_work(&mut conn, length)?;
        conn.busy_timeout(Duration::ZERO)?;
        conn.execute_batch("BEGIN")?;
        conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(conn)
    }

    /// Lets go of the view and keeps the connection for reading what others write.
    fn into_reader(self, path: &Path) -> Result<(Connection, Catalog), StoreError> {
        let sql = |error| StoreError::from_sql(error, path);
        let Self { mut conn } = self;
        conn.execute_batch("COMMIT").map_err(sql)?;
        let catalog = Catalog::read(&conn).map_err(sql)?;
        connect::lift_limit(&mut conn).map_err(sql)?;
        connect::confine(&mut conn).map_err(sql)?;
        Ok((conn, catalog))
    }
}

/// Checks that the file is as long as it says. `SQLite` reads what is missing of its last page as zeros.
fn whole(conn: &Connection, path: &Path) -> Result<(), StoreError> {
    let number = |name| conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let said = number("page_count").and_then(|pages| Ok(pages * number("page_size")?));
    let said = said.map_err(|error| StoreError::from_sql(error, path))?;
    if u64::try_from(said).is_ok_and(|said| said <= length(path).unwrap_or_default()) {
        return Ok(());
    }
    Err(StoreError::Damaged { what: "it is cut short".to_owned(), path: path.to_path_buf() })
}

/// Checks what the loading does not: pages, most references, journal.
fn verify(conn: &Connection) -> Result<History, LoadError> {
    quick_check(conn)?;
    foreign_keys(conn)?;
    chain::verify(conn, &Progress::default())
}

/// Lets `SQLite` look through all pages. Constraints on single cells are left to the loading, which is stricter.
fn quick_check(conn: &Connection) -> Result<(), LoadError> {
    conn.pragma_update(None, "ignore_check_constraints", true)?;
    let verdict: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(LoadError::Damaged(format!("its pages are broken ({verdict})"))) }
}

/// Checks the references of all tables but those that the loading checks itself.
fn foreign_keys(conn: &Connection) -> Result<(), LoadError> {
    let mut tables = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let tables = tables.query_map([], |row| row.get::<_, String>(0))?;
    for table in tables {
        let table = table?;
        if load::CHECKED_IN_MEMORY.contains(&table.as_str()) {
            continue;
        }
        let mut check = conn.prepare("SELECT rowid, parent FROM pragma_foreign_key_check(?1)")?;
        let mut rows = check.query([&table])?;
        if let Some(row) = rows.next()? {
            let (id, parent): (Option<i64>, String) = (row.get(0)?, row.get(1)?);
            let what = format!(
                "row {} of table {table} refers to a row of table {parent} that is not there",
                id.unwrap_or_default()
            );
            return Err(LoadError::Damaged(what));
        }
    }
    Ok(())
}

/// A connection for writing to the case that was just verified; none if the file cannot be written.
fn writable(
    path: &Path,
    length: u64,
    steps: &[Step],
    history: &History,
) -> Result<Option<(Connection, Catalog)>, StoreError> {
    let sql = |error| StoreError::from_sql(error, path);
    let mut conn = connect::read_write(path).map_err(sql)?;
    if conn.is_readonly("main").map_err(sql)? {
        return Ok(None);
    }
    connect::limit_work(&mut conn, length).map_err(sql)?;
    conn.pragma_update(None, "synchronous", "FULL").map_err(sql)?;
    let mode = |row: &rusqlite::Row<'_>| row.get::<_, String>(0);
    let mode = conn.pragma_update_and_check(None, "journal_mode", "TRUNCATE", mode).map_err(sql)?;
    // The same file still, even if the path leads elsewhere by now.
    schema::compare(&conn, steps, path)?;
    let head: String = conn
        .query_row("SELECT hash FROM journal_entry ORDER BY seq DESC LIMIT 1", [], |row| row.get(0))
        .map_err(sql)?;
    if mode != "truncate" || head != history.head.to_string() {
        return Err(StoreError::Locked { who: "another program".to_owned(), path: path.to_path_buf() });
    }
    let catalog = Catalog::read(&conn).map_err(sql)?;
    journal::install_triggers(&conn, &catalog).map_err(sql)?;
    connect::lift_limit(&mut conn).map_err(sql)?;
    connect::confine(&mut conn).map_err(sql)?;
    Ok(Some((conn, catalog)))
}
