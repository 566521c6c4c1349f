//! Context on the time axis: a vote, an adoption, a publication.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::{EntityKind, EventId, ExhibitId, Kind, Stamp, TagId};
use crate::base::edtf::Dated;
use crate::base::table::Row;

/// Something that happened around the case.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// When.
    pub time: Dated,
    /// What, in a few words.
    pub title: String,
    /// The exhibit that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<ExhibitId>,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<TagId>,
    /// When it was made and changed.
    #[serde(default)]
    pub stamp: Stamp,
}

impl Kind for Event {
    const KIND: EntityKind = EntityKind::Event;
}
impl Row for Event {
    type Key = EventId;
    fn key(&self) -> EventId {
        self.id
    }
}
