//! A second file with the same case, verified before it gets its name.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::connect;
use super::create::{put_in_place, temporary_beside};
use super::error::StoreError;

/// Pages copied at a time.
const PAGES: i32 = 4_096;

/// Copies the case that `from` has open, verifies the copy and gives it its name, unless that is taken.
pub fn copy(from: &Connection, to: &Path) -> Result<(), StoreError> {
    let sql = |error| StoreError::from_sql(error, to);
    if to.symlink_metadata().is_ok() {
        return Err(StoreError::Exists { path: to.to_path_buf() });
    }
    let temporary = temporary_beside(to)?;
    let mut copy = connect::bulk(&temporary).map_err(sql)?;
    {
        let backup = Backup::new(from, &mut copy).map_err(sql)?;
        loop {
            match backup.step(PAGES).map_err(sql)? {
                StepResult::Done => break,
                StepResult::More => {}
                _ => return Err(StoreError::Locked { who: "another program".to_owned(), path: to.to_path_buf() }),
            }
        }
    }
    let verdict: String = copy.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(sql)?;
    if verdict != "ok" || head(&copy).map_err(sql)? != head(from).map_err(sql)? {
        let what = format!("the copy is not whole ({verdict})");
        return Err(StoreError::Damaged { what, path: to.to_path_buf() });
    }
    copy.close().map_err(|(_, error)| sql(error))?;
    put_in_place(temporary, to)
}

fn head(conn: &Connection) -> rusqlite::Result<String> {
    conn.query_row("SELECT hash FROM journal_entry ORDER BY seq DESC LIMIT 1", [], |row| row.get(0))
}
