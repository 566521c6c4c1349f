//! What a query selects, and each of it as a record with its id.

use serde::ser::{SerializeSeq, Serializer};
use serde::{Serialize, ser};
use serde_json::Value;

use super::error::TaskError;
use crate::analysis::query::{Matches, parse, run};
use crate::base::id_set::IdSet;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef};
use crate::model::naming;

/// Everything that a query selects; all of the case if it is empty.
///
/// # Errors
/// If the query is not understood.
pub fn matches(facts: &Facts, text: &str) -> Result<Matches, TaskError> {
    let query = parse(text).map_err(|error| TaskError::Query {
        message: error.message.clone(),
        column: text.get(..error.range.start).unwrap_or_default().chars().count() + 1,
    })?;
    Ok(run(&query, facts))
}

/// The visits that a query selects.
///
/// # Errors
/// If the query is not understood.
pub fn visits(facts: &Facts, text: &str) -> Result<IdSet, TaskError> {
    matches(facts, text).map(|matches| matches.visits)
}

/// What a query selects of one kind, by id.
///
/// # Errors
/// If the query is not understood.
pub fn select(facts: &Facts, text: &str, kind: EntityKind) -> Result<Vec<EntityRef>, TaskError> {
    let matches = matches(facts, text)?;
    Ok(facts.references(kind).filter(|reference| matches.matches(*reference)).collect())
}

/// Entities as an array of records: the keys of `.wake.json`, and `code` (`V-3`) and `name` before them.
///
/// Made one by one as they are written, since there may be a million.
#[derive(Clone, Copy, Debug)]
pub struct Records<'a> {
    /// The case.
    pub facts: &'a Facts,
    /// Which.
    pub references: &'a [EntityRef],
}

#[derive(Serialize)]
struct Record {
    code: String,
    name: String,
    #[serde(flatten)]
    entity: Value,
}

impl Serialize for Records<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut array = serializer.serialize_seq(None)?;
        for reference in self.references {
            let Some(entity) = self.facts.get(*reference) else { continue };
            array.serialize_element(&Record {
                code: naming::code(self.facts, *reference),
                name: naming::name(self.facts, *reference),
                entity: json(&entity).map_err(ser::Error::custom)?,
            })?;
        }
        array.end()
    }
}

/// An entity as it stands in a `.wake.json`.
pub(super) fn json(entity: &Entity) -> serde_json::Result<Value> {
    match entity {
        Entity::Vessel(e) => serde_json::to_value(e),
        Entity::Place(e) => serde_json::to_value(e),
        Entity::Source(e) => serde_json::to_value(e),
        Entity::Exhibit(e) => serde_json::to_value(e),
        Entity::Sighting(e) => serde_json::to_value(e),
        Entity::Visit(e) => serde_json::to_value(e),
        Entity::Shipment(e) => serde_json::to_value(e),
        Entity::Claim(e) => serde_json::to_value(e),
        Entity::Regime(e) => serde_json::to_value(e),
        Entity::Declaration(e) => serde_json::to_value(e),
        Entity::Event(e) => serde_json::to_value(e),
        Entity::Tag(e) => serde_json::to_value(e),
        Entity::Finding(e) => serde_json::to_value(e),
        Entity::SavedView(e) => serde_json::to_value(e),
    }
}
