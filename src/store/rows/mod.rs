//! Each entity as rows: which tables and columns it fills, how it is written into cells and read back.
//!
//! One file a group of entities, with a column list beside the two functions that follow its order. Knows no
//! transaction, journal or file. Start with [`Main`] and [`cells`].

pub mod cells;
mod case;
mod document;
mod evidence;
mod place;
mod regime;
mod shipment;
mod vessel;
mod view;
mod visit;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::load::{LoadError, Reader};
use crate::model::entity::Entity;
use crate::model::facts::Tables;
use crate::model::ids::{ENTITY_KINDS, EntityKind, EntityRef, TagId};

pub use case::{CASE_AUTHOR, CASE_FACTOR, CASE_INFO, author_rows, case_row, factor_rows, read_case};
pub use visit::load_visits;

/// The table of one kind of entity; its key is `id`.
#[derive(Debug)]
pub struct Main {
    /// Its name.
    pub table: &'static str,
    /// Its columns after `id`.
    pub columns: &'static [&'static str],
    /// The tables of its lists.
    pub children: &'static [Child],
    /// The table of its tags, if it bears any: `id`, the owner, `tag`.
    pub tags: Option<&'static str>,
}

/// The table of one list of an entity; rows are found by owner and `position`.
#[derive(Debug)]
pub struct Child {
    /// Its name.
    pub table: &'static str,
    /// The column that names the owner, and the owner's table.
    pub owner: &'static str,
    /// Its columns after `id`, owner and `position`.
    pub columns: &'static [&'static str],
}

/// One entity as rows, in the order of its [`Main`].
#[derive(Clone, PartialEq, Debug)]
pub struct Rows {
    /// The main row, after `id`.
    pub main: Vec<Value>,
    /// The rows of each list, after `position`.
    pub children: Vec<Vec<Vec<Value>>>,
    /// Its tags.
    pub tags: Vec<TagId>,
}

/// The tables of a kind.
pub fn main_of(kind: EntityKind) -> &'static Main {
    match kind {
        EntityKind::Vessel => &vessel::VESSEL,
        EntityKind::Place => &place::PLACE,
        EntityKind::Source => &evidence::SOURCE,
        EntityKind::Exhibit => &evidence::EXHIBIT,
        EntityKind::Sighting => &evidence::SIGHTING,
        EntityKind::Visit => &visit::VISIT,
        EntityKind::Shipment => &shipment::SHIPMENT,
        EntityKind::Claim => &evidence::CLAIM,
        EntityKind::Regime => &regime::REGIME,
        EntityKind::Declaration => &regime::DECLARATION,
        EntityKind::Event => &document::EVENT,
        EntityKind::Tag => &document::TAG,
        EntityKind::Finding => &document::FINDING,
        EntityKind::SavedView => &view::SAVED_VIEW,
    }
}

/// An entity as rows.
pub fn rows_of(entity: &Entity) -> Rows {
    match entity {
        Entity::Vessel(e) => vessel::vessel_rows(e),
        Entity::Place(e) => place::place_rows(e),
        Entity::Source(e) => evidence::source_rows(e),
        Entity::Exhibit(e) => evidence::exhibit_rows(e),
        Entity::Sighting(e) => evidence::sighting_rows(e),
        Entity::Visit(e) => visit::visit_rows(e),
        Entity::Shipment(e) => shipment::shipment_rows(e),
        Entity::Claim(e) => evidence::claim_rows(e),
        Entity::Regime(e) => regime::regime_rows(e),
        Entity::Declaration(e) => regime::declaration_rows(e),
        Entity::Event(e) => document::event_rows(e),
        Entity::Tag(e) => document::tag_rows(e),
        Entity::Finding(e) => document::finding_rows(e),
        Entity::SavedView(e) => view::saved_view_rows(e),
    }
}

/// Everything of a case but its visits, which are read in several spans at once.
pub fn load_tables(conn: &Connection) -> Result<Tables, LoadError> {
    let reader = Reader { conn, span: Reader::ALL };
    Ok(Tables {
        vessels: vessel::load_vessels(&reader)?.into_iter().collect(),
        places: place::load_places(&reader)?.into_iter().collect(),
        sources: evidence::load_sources(&reader)?.into_iter().collect(),
        exhibits: evidence::load_exhibits(&reader)?.into_iter().collect(),
        sightings: evidence::load_sightings(&reader)?.into_iter().collect(),
        shipments: shipment::load_shipments(&reader)?.into_iter().collect(),
        claims: evidence::load_claims(&reader)?.into_iter().collect(),
        regimes: regime::load_regimes(&reader)?.into_iter().collect(),
        declarations: regime::load_declarations(&reader)?.into_iter().collect(),
        events: document::load_events(&reader)?.into_iter().collect(),
        tags: document::load_tags(&reader)?.into_iter().collect(),
        findings: document::load_findings(&reader)?.into_iter().collect(),
        saved_views: view::load_saved_views(&reader)?.into_iter().collect(),
        ..Tables::default()
    })
}

/// One entity as it stands in the file; none if it is not there.
pub fn load_one(conn: &Connection, reference: EntityRef) -> Result<Option<Entity>, LoadError> {
    fn one<T>(mut found: Vec<T>, wrap: fn(Box<T>) -> Entity) -> Option<Entity> {
        found.pop().map(|row| wrap(Box::new(row)))
    }
    let id = i64::from(reference.id);
    let reader = Reader { conn, span: (id, id) };
    Ok(match reference.kind {
        EntityKind::Vessel => one(vessel::load_vessels(&reader)?, Entity::Vessel),
        EntityKind::Place => one(place::load_places(&reader)?, Entity::Place),
        EntityKind::Source => one(evidence::load_sources(&reader)?, Entity::Source),
        EntityKind::Exhibit => one(evidence::load_exhibits(&reader)?, Entity::Exhibit),
        EntityKind::Sighting => one(evidence::load_sightings(&reader)?, Entity::Sighting),
        EntityKind::Visit => one(load_visits(&reader)?, Entity::Visit),
        EntityKind::Shipment => one(shipment::load_shipments(&reader)?, Entity::Shipment),
        EntityKind::Claim => one(evidence::load_claims(&reader)?, Entity::Claim),
        EntityKind::Regime => one(regime::load_regimes(&reader)?, Entity::Regime),
        EntityKind::Declaration => one(regime::load_declarations(&reader)?, Entity::Declaration),
        EntityKind::Event => one(document::load_events(&reader)?, Entity::Event),
        EntityKind::Tag => one(document::load_tags(&reader)?, Entity::Tag),
        EntityKind::Finding => one(document::load_findings(&reader)?, Entity::Finding),
        EntityKind::SavedView => one(view::load_saved_views(&reader)?, Entity::SavedView),
    })
}

/// What a table of the case belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Owner {
    /// The case itself.
    Case,
    /// The entity whose main table this is.
    Main(EntityKind),
    /// The entity that the column names.
    Child(EntityKind, &'static str),
}

/// Every journaled table and what its rows belong to, parents before children.
pub fn owned_tables() -> Vec<(&'static str, Owner)> {
    let mut tables = [&CASE_INFO, &CASE_AUTHOR, &CASE_FACTOR].map(|own| (own.table, Owner::Case)).to_vec();
    for kind in ENTITY_KINDS {
        let main = main_of(kind);
        tables.push((main.table, Owner::Main(kind)));
        tables.extend(main.children.iter().map(|child| (child.table, Owner::Child(kind, child.owner))));
        tables.extend(main.tags.map(|table| (table, Owner::Child(kind, main.table))));
    }
    tables
}
