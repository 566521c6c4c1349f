//! A plan as SQL: rows are written only where they differ from what is there.

use rusqlite::types::Value;
use rusqlite::{Connection, ToSql, params_from_iter};

use super::journal::RecordError;
use super::plan::Plan;
use super::rows::{self, CASE_AUTHOR, CASE_FACTOR, CASE_INFO, Child, Main, Rows};
use crate::model::case::Case;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::ids::TagId;

type Result<T> = std::result::Result<T, RecordError>;

/// Writes everything that a plan changes.
pub fn apply(conn: &Connection, facts: &Facts, plan: &Plan) -> Result<()> {
    if let Some(case) = &plan.case {
        write_case(conn, Some(&facts.case), case)?;
    }
    for (reference, entity) in &plan.put {
        write_entity(conn, facts.get(*reference).as_ref(), entity)?;
    }
    for reference in &plan.gone {
        let main = rows::main_of(reference.kind);
        for child in main.children {
            run(conn, &format!("DELETE FROM {} WHERE {} = ?1", child.table, child.owner), [&reference.id])?;
        }
        if let Some(tags) = main.tags {
            run(conn, &format!("DELETE FROM {tags} WHERE {} = ?1", main.table), [&reference.id])?;
        }
        run(conn, &format!("DELETE FROM {} WHERE id = ?1", main.table), [&reference.id])?;
    }
    Ok(())
}

/// Writes an entity over what was there before.
pub fn write_entity(conn: &Connection, old: Option<&Entity>, new: &Entity) -> Result<()> {
    let reference = new.reference();
    let main = rows::main_of(reference.kind);
    let (old, new) = (old.map(rows::rows_of), rows::rows_of(new));
    write_main(conn, main, reference.id, old.as_ref(), &new)?;
    for (at, child) in main.children.iter().enumerate() {
        let before = old.as_ref().map_or(&[][..], |rows| &rows.children[at]);
        write_list(conn, child, reference.id, before, &new.children[at])?;
    }
    if let Some(table) = main.tags {
        write_tags(conn, table, main.table, reference.id, old.as_ref().map_or(&[], |rows| &rows.tags), &new.tags)?;
    }
    Ok(())
}

fn run<T: ToSql>(conn: &Connection, sql: &str, values: impl IntoIterator<Item = T>) -> Result<usize> {
    Ok(conn.prepare_cached(sql)?.execute(params_from_iter(values))?)
}

/// `?1, ?2 …` up to a number.
fn places(count: usize) -> String {
    (1..=count).map(|at| format!("?{at}")).collect::<Vec<_>>().join(", ")
}

/// `column = ?` for each column, from a number on.
fn assignments(columns: &[&str], first: usize) -> String {
    let pairs = columns.iter().enumerate().map(|(at, column)| format!("{column} = ?{}", at + first));
    pairs.collect::<Vec<_>>().join(", ")
}

/// The statement that adds a main row.
pub fn insert_main(main: &Main) -> String {
    format!("INSERT INTO {} (id, {}) VALUES ({})", main.table, main.columns.join(", "), places(main.columns.len() + 1))
}

/// The statement that adds a row to a list.
pub fn insert_child(child: &Child) -> String {
    let Child { table, owner, columns } = child;
    format!("INSERT INTO {table} ({owner}, position, {}) VALUES ({})", columns.join(", "), places(columns.len() + 2))
}

fn write_main(conn: &Connection, main: &Main, id: u32, old: Option<&Rows>, new: &Rows) -> Result<()> {
    let id = Value::Integer(id.into());
    match old {
        Some(old) if old.main == new.main => {}
        Some(_) => {
            let sql = format!("UPDATE {} SET {} WHERE id = ?1", main.table, assignments(main.columns, 2));
            run(conn, &sql, std::iter::once(&id).chain(&new.main))?;
        }
        None => drop(run(conn, &insert_main(main), std::iter::once(&id).chain(&new.main))?),
    }
    Ok(())
}

/// Writes a list row by row: what stays in its position and is the same is left alone.
fn write_list(conn: &Connection, child: &Child, id: u32, old: &[Vec<Value>], new: &[Vec<Value>]) -> Result<()> {
    let Child { table, owner, columns } = child;
    let id = Value::Integer(id.into());
    for (position, row) in new.iter().enumerate() {
        let at = Value::Integer(i64::try_from(position).unwrap_or(i64::MAX));
        let values = [&id, &at].into_iter().chain(row);
        match old.get(position) {
            Some(before) if before == row => {}
            Some(_) => {
                let set = assignments(columns, 3);
                let sql = format!("UPDATE {table} SET {set} WHERE {owner} = ?1 AND position = ?2");
                run(conn, &sql, values)?;
            }
            None => drop(run(conn, &insert_child(child), values)?),
        }
    }
    if old.len() > new.len() {
        let length = Value::Integer(i64::try_from(new.len()).unwrap_or(i64::MAX));
        run(conn, &format!("DELETE FROM {table} WHERE {owner} = ?1 AND position >= ?2"), [&id, &length])?;
    }
    Ok(())
}

fn write_tags(conn: &Connection, table: &str, owner: &str, id: u32, old: &[TagId], new: &[TagId]) -> Result<()> {
    for tag in old.iter().filter(|tag| !new.contains(tag)) {
        run(conn, &format!("DELETE FROM {table} WHERE {owner} = ?1 AND tag = ?2"), [id, tag.0])?;
    }
    for tag in new.iter().filter(|tag| !old.contains(tag)) {
        run(conn, &format!("INSERT INTO {table} ({owner}, tag) VALUES (?1, ?2)"), [id, tag.0])?;
    }
    Ok(())
}

/// Writes the case's own fields over what was there before.
pub fn write_case(conn: &Connection, old: Option<&Case>, new: &Case) -> Result<()> {
    let row = rows::case_row(new);
    let columns = CASE_INFO.columns;
    match old.map(rows::case_row) {
        Some(before) if before == row => {}
        Some(_) => drop(run(conn, &format!("UPDATE case_info SET {} WHERE id = 1", assignments(columns, 1)), &row)?),
        None => {
            let sql =
                format!("INSERT INTO case_info (id, {}) VALUES (1, {})", columns.join(", "), places(columns.len()));
            run(conn, &sql, &row)?;
        }
    }
    let before = old.map(rows::author_rows).unwrap_or_default();
    write_list(conn, &CASE_AUTHOR, 1, &before, &rows::author_rows(new))?;
    let before = old.map(rows::factor_rows).unwrap_or_default();
    write_list(conn, &CASE_FACTOR, 1, &before, &rows::factor_rows(new))
}
