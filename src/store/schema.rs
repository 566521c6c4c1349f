//! What a case file of each format consists of, to the letter.

use std::path::Path;

use rusqlite::Connection;

use super::error::StoreError;

/// `application_id` of a case: `Wake`.
pub const APPLICATION_ID: i32 = 0x5761_6B65;

/// One step from a format to the next; the first makes an empty case.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The format that it leads to, kept in `user_version`.
    pub to: u32,
    /// What it does.
    pub sql: &'static str,
}

/// All steps, first to last. The last leads to the format that this version reads and writes.
pub const STEPS: &[Step] = &[
    Step { to: 1, sql: include_str!("schema/001_init.sql") },
    Step { to: 2, sql: include_str!("schema/002_views.sql") },
    Step { to: 3, sql: include_str!("schema/003_counting.sql") },
    Step { to: 4, sql: include_str!("schema/004_findings.sql") },
];

/// The name by which this version calls itself in a file.
pub const WRITTEN_BY: &str = concat!("Wakeline ", env!("CARGO_PKG_VERSION"));

/// The format that the last of `steps` leads to.
pub fn version(steps: &[Step]) -> u32 {
    steps.last().map_or(0, |step| step.to)
}

/// Makes an empty case of the newest format in a new database.
pub fn build(conn: &Connection, steps: &[Step]) -> rusqlite::Result<()> {
    for step in steps {
        conn.execute_batch(step.sql)?;
    }
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    conn.pragma_update(None, "user_version", version(steps))
}

/// One object of a schema: kind, name, table, text.
type Object = (String, String, String, Option<String>);

fn objects(conn: &Connection) -> rusqlite::Result<Vec<Object>> {
    let mut statement = conn.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    rows.collect()
}

/// Compares the schema of a file with that of its format, to the letter.
///
/// # Errors
/// Hostile if there is something else in it, damaged if something is missing.
pub fn compare(conn: &Connection, steps: &[Step], path: &Path) -> Result<(), StoreError> {
    let sql = |error| StoreError::from_sql(error, path);
    let known = Connection::open_in_memory().map_err(sql)?;
    build(&known, steps).map_err(sql)?;
    let known = objects(&known).map_err(sql)?;
    let found = objects(conn).map_err(|error| match error {
        rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidColumnType(..) => {
            StoreError::Damaged { what: "its list of tables cannot be read".to_owned(), path: path.to_path_buf() }
        }
        error => sql(error),
    })?;
    let hostile = |what: String| StoreError::Hostile { what, path: path.to_path_buf() };
    for object in &found {
        let (kind, name, _, _) = object;
        match known.iter().find(|other| other.1 == *name) {
            None => return Err(hostile(format!("the {kind} “{}”", crate::base::text::visible(name)))),
            Some(same) if same == object => {}
            Some(_) => return Err(hostile(format!("another definition of the {kind} “{name}”"))),
        }
    }
    if let Some((kind, name, ..)) = known.iter().find(|object| !found.contains(object)) {
        let what = format!("the {kind} “{name}” is missing");
        return Err(StoreError::Damaged { what, path: path.to_path_buf() });
    }
    if found.len() != known.len() {
        return Err(hostile("a table or index twice".to_owned()));
    }
    Ok(())
}
