//! Connections to a case file that cannot be made to run what the file brings along.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

/// How long another process may hold the file before it counts as locked.
const PATIENCE: Duration = Duration::from_secs(2);

/// The path as `SQLite` may be given it: never one that begins with `file:`, which it would read as a URI, since the
/// bundled `SQLite` is built to take those anywhere.
fn plain(path: &Path) -> PathBuf {
    if path.is_absolute() { path.to_path_buf() } else { Path::new(".").join(path) }
}

/// The file with another ending added to its name.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path.file_name().unwrap_or_default());
    name.push(ending);
    path.with_file_name(name)
}

/// Opens for reading. Whatever is asked, the file is not changed.
pub fn read_only(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(plain(path), flags)?;
    harden(&conn)?;
    Ok(conn)
}

/// Opens for writing; never makes a file. If the file cannot be written, the connection reads only.
pub fn read_write(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(plain(path), flags)?;
    harden(&conn)?;
    Ok(conn)
}

/// Makes a new file for writing in bulk: fast, and not durable before it is synced and renamed.
pub fn bulk(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(plain(path), flags)?;
    harden(&conn)?;
    conn.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -262144;",
    )?;
    Ok(conn)
}

/// Opens for reading as if nobody ever wrote: without locks, and without rolling back what a kill left behind.
///
/// For what a case that is not opened says of itself only.
pub fn peek(path: &Path) -> rusqlite::Result<Connection> {
    use std::fmt::Write;
    let path = std::path::absolute(path).unwrap_or_else(|_| plain(path));
    let mut uri = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b':' => uri.push(char::from(*byte)),
            b'\\' if cfg!(windows) => uri.push('/'),
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let conn = Connection::open_with_flags(uri, flags)?;
    harden(&conn)?;
    Ok(conn)
}

/// Turns off everything that a hostile file could use, before the first statement.
fn harden(conn: &Connection) -> rusqlite::Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    for off in [
        DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA,
        DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER,
        DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW,
        DbConfig::SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER,
        DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA,
        DbConfig::SQLITE_DBCONFIG_DQS_DML,
        DbConfig::SQLITE_DBCONFIG_DQS_DDL,
        DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE,
        DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE,
    ] {
        conn.set_db_config(off, false)?;
    }
    for (limit, most) in [
        // A row of a case: notes, quotes, one piece of an attachment, two images of a row.
        (Limit::SQLITE_LIMIT_LENGTH, 256 << 20),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
        (Limit::SQLITE_LIMIT_COLUMN, 200),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 50),
        (Limit::SQLITE_LIMIT_FUNCTION_ARG, 200),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100),
        (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 250),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 10),
        (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
    ] {
        conn.set_limit(limit, most)?;
    }
    conn.busy_timeout(PATIENCE)?;
    conn.set_prepared_statement_cache_capacity(256);
    conn.execute_batch(include_str!("queries/harden.sql"))
}

/// Steps of `SQLite`'s machine between two looks at the budget.
const STRIDE: u32 = 10_000;

/// Ends every statement of a connection when it has taken more steps than a case of this size needs.
///
/// Steps are counted and not seconds, so that the same file is refused on every machine. The allowance is that of two
/// seconds for a small file and grows with the file, so that a large case opens however slow the disk is.
pub fn limit_work(conn: &mut Connection, file_bytes: u64) -> rusqlite::Result<()> {
    let left = Arc::new(AtomicU64::new(100_000_000 + file_bytes.saturating_mul(4)));
    let step = |left: u64| left.checked_sub(u64::from(STRIDE));
    let used_up = move || left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, step).is_err();
    #[expect(clippy::cast_possible_wrap, reason = "a small constant")]
    conn.progress_handler(STRIDE as i32, Some(used_up))
}

/// Lifts the limit of [`limit_work`].
pub fn lift_limit(conn: &mut Connection) -> rusqlite::Result<()> {
    conn.progress_handler(0, None::<fn() -> bool>)
}

/// Lets a connection do from here on only what the store does: read and write rows.
pub fn confine(conn: &mut Connection) -> rusqlite::Result<()> {
    conn.authorizer(Some(|context: AuthContext<'_>| match context.action {
        AuthAction::Select
        | AuthAction::Read { .. }
        | AuthAction::Insert { .. }
        | AuthAction::Update { .. }
        | AuthAction::Delete { .. }
        | AuthAction::Transaction { .. }
        | AuthAction::Function { .. } => Authorization::Allow,
        AuthAction::Pragma { pragma_name, pragma_value } => match (pragma_name, pragma_value) {
            ("defer_foreign_keys" | "journal_mode" | "max_page_count", _)
            | ("page_count" | "page_size" | "application_id" | "user_version" | "synchronous", None) => {
                Authorization::Allow
            }
            _ => Authorization::Deny,
        },
        _ => Authorization::Deny,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_looks_like_a_uri_is_a_name() {
        assert_eq!(plain(Path::new("file:x?mode=memory")), Path::new("./file:x?mode=memory"));
        assert_eq!(plain(Path::new("/a/b.wake")), Path::new("/a/b.wake"));
    }

    #[test]
    fn a_confined_connection_attaches_and_creates_nothing() {
        let mut conn = Connection::open_in_memory().expect("opens");
        conn.execute_batch("CREATE TABLE t (id INTEGER PRIMARY KEY)").expect("creates");
        confine(&mut conn).expect("confines");
        assert!(conn.execute_batch("INSERT INTO t DEFAULT VALUES").is_ok());
        for refused in [
            "ATTACH ':memory:' AS other",
            "CREATE TABLE u (x)",
            "DROP TABLE t",
            "PRAGMA writable_schema = ON",
            "CREATE TEMP VIEW v AS SELECT 1",
        ] {
            assert!(conn.execute_batch(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn every_connection_is_set_up_against_harm() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x");
        drop(Connection::open(&path).and_then(|conn| conn.execute_batch("CREATE TABLE t (x)")));
        for conn in [read_only(&path), read_write(&path), peek(&path), bulk(&folder.path().join("new"))] {
            let conn = conn.expect("opens");
            let value = |name| conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).expect(name);
            let values = ["trusted_schema", "cell_size_check", "secure_delete", "temp_store"].map(value);
            assert_eq!(values, [0, 1, 1, 2]);
            assert!(conn.execute_batch("SELECT \"no such column\"").is_err(), "a name in double quotes is no text");
            assert!(conn.execute_batch("ATTACH ':memory:' AS other").is_err());
        }
        assert!(read_only(&path).expect("opens").execute_batch("INSERT INTO t VALUES (1)").is_err());
        assert!(read_write(&folder.path().join("none")).is_err(), "opening makes no file");
    }

    #[test]
    fn work_without_end_is_ended() {
        let mut conn = Connection::open_in_memory().expect("opens");
        limit_work(&mut conn, 0).expect("limits");
        let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
        assert!(conn.query_row(endless, [], |row| row.get::<_, i64>(0)).is_err());
    }
}
