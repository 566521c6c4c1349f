//! The file as facts: one ordered sweep over each table, lists merged into their owners on the way.

use std::sync::atomic::{AtomicUsize, Ordering};

use rusqlite::Connection;

use super::error::StoreError;
use super::rows::cells::{CellError, Cells};
use super::rows::{self, Child, Main};
use crate::base::id_set::IdSet;
use crate::base::table::{self, Table};
use crate::model::facts::{Facts, Tables};
use crate::model::ids::{ENTITY_KINDS, EntityKind, Id, TagId};
use crate::model::visit::Visit;

/// Why the facts could not be read.
#[derive(Debug)]
pub enum LoadError {
    /// `SQLite` could not.
    Sql(rusqlite::Error),
    /// What is wrong, with table and row, in words.
    Damaged(String),
}

impl LoadError {
    /// The same as an error about the file.
    pub fn at(self, path: &std::path::Path) -> StoreError {
        match self {
            Self::Sql(error) => StoreError::from_sql(error, path),
            Self::Damaged(what) => StoreError::Damaged { what, path: path.to_path_buf() },
        }
    }
}

impl From<rusqlite::Error> for LoadError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

/// Reads rows of a span of ids.
pub struct Reader<'c> {
    /// The file.
    pub conn: &'c Connection,
    /// First and last id.
    pub span: (i64, i64),
}

fn damaged(table: &str, id: i64, error: CellError) -> LoadError {
    match error {
        CellError::Sql(error) => LoadError::Sql(error),
        CellError::Bad(what) => LoadError::Damaged(format!("row {id} of table {table}: {what}")),
    }
}

impl Reader<'_> {
    /// Every id that a row can have.
    pub const ALL: (i64, i64) = (i64::MIN, i64::MAX);

    /// Reads the rows of a table by `key`, in its order.
    pub fn rows<T>(
        &self,
        table: &str,
        key: &str,
        columns: &[&str],
        mut read: impl FnMut(u32, &mut Cells<'_>) -> Result<T, CellError>,
    ) -> Result<Vec<T>, LoadError> {
        let sql =
            format!("SELECT {key}, {} FROM {table} WHERE {key} BETWEEN ?1 AND ?2 ORDER BY {key}", columns.join(", "));
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([self.span.0, self.span.1])?;
        // The rows of a span are held in one piece, which goes back to the system when they are in their table.
        let width = self.span.1.saturating_sub(self.span.0).saturating_add(1);
        let mut found = Vec::with_capacity(if width <= SPAN { usize::try_from(width).unwrap_or_default() } else { 0 });
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let key = u32::try_from(id).ok().filter(|key| *key > 0);
            let key = key.ok_or_else(|| LoadError::Damaged(format!("table {table} has a row with the id {id}")))?;
            found.push(read(key, &mut Cells::new(row, 1)).map_err(|error| damaged(table, id, error))?);
        }
        Ok(found)
    }

    /// Reads the main rows of a kind.
    pub fn entities<T>(
        &self,
        main: &Main,
        read: impl FnMut(u32, &mut Cells<'_>) -> Result<T, CellError>,
    ) -> Result<Vec<T>, LoadError> {
        self.rows(main.table, "id", main.columns, read)
    }

    /// Reads a list of each owner and adds its items in order. Owners come sorted by id.
    pub fn lists<T, C>(
        &self,
        child: &Child,
        owners: &mut [T],
        id: impl Fn(&T) -> u32,
        mut read: impl FnMut(&mut Cells<'_>) -> Result<C, CellError>,
        mut add: impl FnMut(&mut T, C),
    ) -> Result<(), LoadError> {
        self.each(child, owners, id, |entity, cells| {
            add(entity, read(cells)?);
            Ok(())
        })
    }

    /// Reads a list row by row into its owners. Owners come sorted by id.
    pub fn each<T>(
        &self,
        child: &Child,
        owners: &mut [T],
        id: impl Fn(&T) -> u32,
        read: impl FnMut(&mut T, &mut Cells<'_>) -> Result<(), CellError>,
    ) -> Result<(), LoadError> {
        let Child { table, owner, columns } = child;
        let sql = format!(
            "SELECT {owner}, {} FROM {table} WHERE {owner} BETWEEN ?1 AND ?2 ORDER BY {owner}, position",
            columns.join(", ")
        );
        self.merge(&sql, table, owners, id, read)
    }

    /// Reads the tags of each owner, sorted. Owners come sorted by id.
    pub fn tags<T>(
        &self,
        main: &Main,
        owners: &mut [T],
        id: impl Fn(&T) -> u32,
        mut add: impl FnMut(&mut T, TagId),
    ) -> Result<(), LoadError> {
        let (Some(table), owner) = (main.tags, main.table) else { return Ok(()) };
        let sql = format!("SELECT {owner}, tag FROM {table} WHERE {owner} BETWEEN ?1 AND ?2 ORDER BY {owner}, tag");
        self.merge(&sql, table, owners, id, |entity, cells| {
            add(entity, cells.id()?);
            Ok(())
        })
    }

    /// Gives the rows of a query, whose first column is their owner, to the owners. Both come sorted by id.
    pub fn merge<T>(
        &self,
        sql: &str,
        table: &str,
        owners: &mut [T],
        id: impl Fn(&T) -> u32,
        mut add: impl FnMut(&mut T, &mut Cells<'_>) -> Result<(), CellError>,
    ) -> Result<(), LoadError> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([self.span.0, self.span.1])?;
        let mut owners = owners.iter_mut().peekable();
        while let Some(row) = rows.next()? {
            let owner: i64 = row.get(0)?;
            while owners.next_if(|entity| i64::from(id(entity)) < owner).is_some() {}
            match owners.peek_mut() {
                Some(entity) if i64::from(id(entity)) == owner => {
                    add(entity, &mut Cells::new(row, 1)).map_err(|error| damaged(table, owner, error))?;
                }
                _ => {
                    let what = format!("table {table} has a row for the number {owner}, which is not in the case");
                    return Err(LoadError::Damaged(what));
                }
            }
        }
        Ok(())
    }
}

/// Visits read at once: one share of the work.
const SPAN: i64 = 1 << 14;

/// The shares in which all visits are read, by as many threads as there are.
///
/// The spans leave no gap between them, so that a list without its visit is found.
pub struct Shares {
    spans: Vec<(i64, i64)>,
    next: AtomicUsize,
}

impl Shares {
    /// Divides the visits of a file.
    pub fn divide(conn: &Connection) -> Result<Self, LoadError> {
        let ends = "SELECT min(id), max(id) FROM visit";
        let ends =
            conn.query_row(ends, [], |row| Ok((row.get::<_, Option<i64>>(0)?, row.get::<_, Option<i64>>(1)?)))?;
        let (first, last) = (ends.0.unwrap_or_default(), ends.1.unwrap_or_default());
        // Ids may be far apart; then spans are wider instead of many.
        let width = (last.saturating_sub(first) / (1 << 14)).max(SPAN);
        let mut spans = Vec::new();
        let mut from = i64::MIN;
        let mut to = first.saturating_add(width - 1);
        while to < last {
            spans.push((from, to));
            (from, to) = (to + 1, to.saturating_add(width));
        }
        spans.push((from, i64::MAX));
        Ok(Self { spans, next: AtomicUsize::new(0) })
    }

    /// How many threads can share the work.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Reads spans until none is left for this thread.
    pub fn take(&self, conn: &Connection) -> Result<Vec<Share>, LoadError> {
        let mut taken = Vec::new();
        loop {
            let at = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(span) = self.spans.get(at) else { return Ok(taken) };
            taken.push((at, rows::load_visits(&Reader { conn, span: *span })?));
        }
    }
}

/// The visits of one span, with its place among the spans.
pub type Share = (usize, Vec<Visit>);

/// Reads all facts by one connection.
pub fn facts(conn: &Connection) -> Result<Facts, LoadError> {
    let visits = Shares::divide(conn)?.take(conn)?;
    join(conn, rows::load_tables(conn)?, visits)
}

/// Puts together what was read, checks its references, and notes the ids that were ever given.
pub fn join(conn: &Connection, mut tables: Tables, mut shares: Vec<Share>) -> Result<Facts, LoadError> {
    let case = rows::read_case(&Reader { conn, span: Reader::ALL })?;
    let case = case.ok_or_else(|| LoadError::Damaged("table case_info has no row".to_owned()))?;
    shares.sort_unstable_by_key(|(at, _)| *at);
    tables.visits = shares.into_iter().flat_map(|(_, visits)| visits).collect();
    check_references(&tables)?;
    let mut facts = Facts::new(case, tables);
    reserve_ids(conn, &mut facts)?;
    Ok(facts)
}

fn reserve_ids(conn: &Connection, facts: &mut Facts) -> Result<(), LoadError> {
    let mut statement = conn.prepare("SELECT name, seq FROM sqlite_sequence")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (name, last): (String, i64) = (row.get(0)?, row.get(1)?);
        if let Some(kind) = ENTITY_KINDS.into_iter().find(|kind| kind.key() == name) {
            let last =
                u32::try_from(last).map_err(|_| LoadError::Damaged(format!("the ids of table {name} ran out")))?;
            facts.reserve_ids(kind, last);
        }
    }
    Ok(())
}

/// The tables whose references are checked here, against sets in memory; `SQLite` checks the others.
pub const CHECKED_IN_MEMORY: [&str; 5] = ["visit", "visit_sighting", "visit_exhibit", "visit_tag", "shipment"];

fn check_references(tables: &Tables) -> Result<(), LoadError> {
    fn ids<K, T: table::Row<Key = Id<K>>>(table: &Table<T>) -> IdSet {
        table.iter().map(|row| row.key().0).collect()
    }
    let missing = |table: &str, id: u32, kind: EntityKind, to: u32| {
        Err(LoadError::Damaged(format!("row {id} of table {table} refers to {} {to}, which is not there", kind.word())))
    };
    let (vessels, places, tags) = (ids(&tables.vessels), ids(&tables.places), ids(&tables.tags));
    let (exhibits, sightings) = (ids(&tables.exhibits), ids(&tables.sightings));
    for visit in tables.visits.iter() {
        let id = visit.id.0;
        if !vessels.contains(visit.vessel.0) {
            return missing("visit", id, EntityKind::Vessel, visit.vessel.0);
        }
        if !places.contains(visit.place.0) {
            return missing("visit", id, EntityKind::Place, visit.place.0);
        }
        let bounds = visit.extra.iter().flat_map(|extra| extra.bounds.exhibits).flatten();
        if let Some(exhibit) = visit.exhibits.iter().copied().chain(bounds).find(|e| !exhibits.contains(e.0)) {
            return missing("visit", id, EntityKind::Exhibit, exhibit.0);
        }
        if let Some(sighting) = visit.sightings.iter().find(|sighting| !sightings.contains(sighting.0)) {
            return missing("visit", id, EntityKind::Sighting, sighting.0);
        }
        if let Some(tag) = visit.tags.iter().find(|tag| !tags.contains(tag.0)) {
            return missing("visit", id, EntityKind::Tag, tag.0);
        }
    }
    let visits = ids(&tables.visits);
    for shipment in tables.shipments.iter() {
        let id = shipment.id.0;
        if let Some(visit) =
            [shipment.loading, shipment.discharge].into_iter().flatten().find(|v| !visits.contains(v.0))
        {
            return missing("shipment", id, EntityKind::Visit, visit.0);
        }
        if let Some(exhibit) = shipment.quantity.iter().filter_map(|q| q.exhibit).find(|e| !exhibits.contains(e.0)) {
            return missing("shipment", id, EntityKind::Exhibit, exhibit.0);
        }
        if shipment.loading.is_none() && shipment.discharge.is_none() {
            return Err(LoadError::Damaged(format!("row {id} of table shipment has neither loading nor discharge")));
        }
    }
    Ok(())
}
