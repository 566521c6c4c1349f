//! Everything that can be checked about a case file, as a list of what is wrong.

use std::path::Path;

use rusqlite::Connection;

use super::catalog::Catalog;
use super::error::StoreError;
use super::load::LoadError;
use super::open::{self, View};
use super::schema::STEPS;
use super::{attachments, chain, digest, header, load, sound};
use crate::base::issues::Issues;
use crate::base::progress::Progress;

/// Checks a case file, which need not be one that opens.
pub fn check(path: &Path, progress: &Progress) -> Result<Issues, StoreError> {
    let length = open::length(path)?;
    header::version(path, length, STEPS)?;
    open::roll_back(path, false)?;
    let mut issues = Issues::default();
    let view = match View::open(path, length, STEPS) {
        Ok(view) => view,
        Err(error @ (StoreError::Hostile { .. } | StoreError::Damaged { .. })) => {
            issues.error("file", error.to_string());
            return Ok(issues);
        }
        Err(error) => return Err(error),
    };
    let mut conn = view.conn;
    let watched = progress.clone();
    let stop = move || watched.check().is_err();
    conn.progress_handler(10_000, Some(stop)).map_err(|error| StoreError::from_sql(error, path))?;
    let done = all(&conn, progress, &mut issues);
    progress.check()?;
    match done {
        Ok(()) => Ok(issues),
        Err(LoadError::Damaged(what)) => {
            issues.error("file", format!("It is damaged: {what}"));
            Ok(issues)
        }
        Err(error @ LoadError::Sql(_)) => match error.at(path) {
            StoreError::Damaged { what, .. } => {
                issues.error("file", format!("It is damaged: {what}"));
                Ok(issues)
            }
            error => Err(error),
        },
    }
}

fn all(conn: &Connection, progress: &Progress, issues: &mut Issues) -> Result<(), LoadError> {
    pages(conn, issues)?;
    references(conn, issues)?;
    match load::facts(conn) {
        Ok(facts) => sound::all_problems(&facts).into_iter().for_each(|problem| issues.error("case", problem)),
        Err(LoadError::Damaged(what)) => issues.error("case", format!("It cannot be read: {what}")),
        Err(error) => return Err(error),
    }
    match chain::verify(conn, progress) {
        Ok(_) => digest::check(conn, &Catalog::read(conn)?, progress, issues)?,
        Err(LoadError::Damaged(what)) => issues.error("journal", format!("The chain is broken: {what}")),
        Err(error) => return Err(error),
    }
    attachments::check(conn, progress, issues)?;
    Ok(())
}

fn pages(conn: &Connection, issues: &mut Issues) -> Result<(), LoadError> {
    let mut statement = conn.prepare("PRAGMA integrity_check(20)")?;
    let verdicts = statement.query_map([], |row| row.get::<_, String>(0))?;
    for verdict in verdicts {
        let verdict = verdict?;
        if verdict != "ok" {
            issues.error("file", format!("SQLite finds it broken: {verdict}"));
        }
    }
    Ok(())
}

fn references(conn: &Connection, issues: &mut Issues) -> Result<(), LoadError> {
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    for _ in 0..20 {
        let Some(row) = rows.next()? else { break };
        let (table, id, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let item = format!("row {} of table {table}", id.unwrap_or_default());
        issues.error(item, format!("It refers to a row of table {parent} that is not there"));
    }
    Ok(())
}
