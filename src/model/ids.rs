//! Ids that cannot be mixed up, and references to any entity.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The id of a `K` within one case: a whole number from 1, never given twice.
pub struct Id<K>(pub u32, PhantomData<fn() -> K>);

impl<K> Id<K> {
    /// Wraps a number.
    #[must_use]
    pub const fn new(number: u32) -> Self {
        Self(number, PhantomData)
    }
}

// Written out because deriving would ask `K` for the same traits.
impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<K> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}
impl<K> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.0)
    }
}
impl<'de, K> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u32::deserialize(deserializer)? {
            0 => Err(serde::de::Error::custom("an id is a whole number from 1")),
            number => Ok(Self::new(number)),
        }
    }
}
impl<K> JsonSchema for Id<K> {
    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 1, "maximum": u32::MAX })
    }
}

/// Id of a [`Vessel`](super::vessel::Vessel).
pub type VesselId = Id<super::vessel::Vessel>;
/// Id of a [`Place`](super::place::Place).
pub type PlaceId = Id<super::place::Place>;
/// Id of a [`Source`](super::evidence::Source).
pub type SourceId = Id<super::evidence::Source>;
/// Id of an [`Exhibit`](super::evidence::Exhibit).
pub type ExhibitId = Id<super::evidence::Exhibit>;
/// Id of a [`Sighting`](super::evidence::Sighting).
pub type SightingId = Id<super::evidence::Sighting>;
/// Id of a [`Visit`](super::visit::Visit).
pub type VisitId = Id<super::visit::Visit>;
/// Id of a [`Shipment`](super::shipment::Shipment).
pub type ShipmentId = Id<super::shipment::Shipment>;
/// Id of a [`Claim`](super::evidence::Claim).
pub type ClaimId = Id<super::evidence::Claim>;
/// Id of a [`Regime`](super::regime::Regime).
pub type RegimeId = Id<super::regime::Regime>;
/// Id of a [`Declaration`](super::regime::Declaration).
pub type DeclarationId = Id<super::regime::Declaration>;
/// Id of an [`Event`](super::event::Event).
pub type EventId = Id<super::event::Event>;
/// Id of a [`Tag`](super::tag::Tag).
pub type TagId = Id<super::tag::Tag>;
/// Id of a [`Finding`](super::finding::Finding).
pub type FindingId = Id<super::finding::Finding>;
/// Id of a [`SavedView`](super::view::SavedView).
pub type SavedViewId = Id<super::view::SavedView>;

/// What kind of thing an entity is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A hull.
    Vessel,
    /// A port, terminal, berth, anchorage or area.
    Place,
    /// Who stands behind an exhibit.
    Source,
    /// An item of evidence.
    Exhibit,
    /// What an exhibit shows.
    Sighting,
    /// A vessel at a place.
    Visit,
    /// Cargo moved.
    Shipment,
    /// A quote.
    Claim,
    /// A rule with a cap.
    Regime,
    /// An amount declared or assessed.
    Declaration,
    /// Context on the time axis.
    Event,
    /// A label.
    Tag,
    /// A statement for the report.
    Finding,
    /// A view of the timeline kept by name.
    SavedView,
}

/// All kinds, in the order in which they may refer to one another.
pub const ENTITY_KINDS: [EntityKind; 14] = [
    EntityKind::Vessel,
    EntityKind::Place,
    EntityKind::Source,
    EntityKind::Exhibit,
    EntityKind::Sighting,
    EntityKind::Visit,
    EntityKind::Shipment,
    EntityKind::Claim,
    EntityKind::Regime,
    EntityKind::Declaration,
    EntityKind::Event,
    EntityKind::Tag,
    EntityKind::Finding,
    EntityKind::SavedView,
];

impl EntityKind {
    /// The kind in a user's words, singular and lower case.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Vessel => "vessel",
            Self::Place => "place",
            Self::Source => "source",
            Self::Exhibit => "exhibit",
            Self::Sighting => "sighting",
            Self::Visit => "visit",
            Self::Shipment => "shipment",
            Self::Claim => "claim",
            Self::Regime => "regime",
            Self::Declaration => "declaration",
            Self::Event => "event",
            Self::Tag => "tag",
            Self::Finding => "finding",
            Self::SavedView => "saved view",
        }
    }

    /// The letters before the number in a reference such as `V-3`.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Vessel => "VS",
            Self::Place => "P",
            Self::Source => "SRC",
            Self::Exhibit => "E",
            Self::Sighting => "SI",
            Self::Visit => "V",
            Self::Shipment => "S",
            Self::Claim => "C",
            Self::Regime => "R",
            Self::Declaration => "D",
            Self::Event => "EV",
            Self::Tag => "T",
            Self::Finding => "F",
            Self::SavedView => "SV",
        }
    }

    /// The name in SQL tables and JSON keys, singular.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::SavedView => "saved_view",
            other => other.word(),
        }
    }
}

/// A reference to any entity: its kind and its id. Written `V-3`, by [`EntityKind::prefix`].
///
/// For exhibits, shipments and findings the number in print is their own `number`, which may differ from the id;
/// [`naming`](super::naming) makes that one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EntityRef {
    /// What it is.
    pub kind: EntityKind,
    /// Its id within that kind.
    pub id: u32,
}

impl fmt::Display for EntityRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.kind.prefix(), self.id)
    }
}

/// A text that is not a reference such as `V-3`.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("“{0}” is not a reference such as V-3, S-1 or E-2")]
pub struct NotAReference(String);

impl FromStr for EntityRef {
    type Err = NotAReference;

    fn from_str(text: &str) -> Result<Self, NotAReference> {
        let wrong = || NotAReference(text.to_owned());
        let (prefix, number) = text.trim().split_once('-').ok_or_else(wrong)?;
        let kind =
            ENTITY_KINDS.into_iter().find(|kind| kind.prefix().eq_ignore_ascii_case(prefix)).ok_or_else(wrong)?;
        let id = number.parse().ok().filter(|id| *id > 0).ok_or_else(wrong)?;
        Ok(Self { kind, id })
    }
}

/// Gives each kind of id its [`EntityKind`].
pub trait Kind {
    /// The kind.
    const KIND: EntityKind;
}

impl<K: Kind> From<Id<K>> for EntityRef {
    fn from(id: Id<K>) -> Self {
        Self { kind: K::KIND, id: id.0 }
    }
}

impl EntityRef {
    /// The id as one of kind `K`, if it is of that kind.
    #[must_use]
    pub fn as_id<K: Kind>(self) -> Option<Id<K>> {
        (self.kind == K::KIND).then(|| Id::new(self.id))
    }
}

/// When and by whom an entity was made and last changed. Set by the store with each change.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stamp {
    /// When it was made.
    pub created: crate::base::time::Utc,
    /// When it was last changed.
    pub changed: crate::base::time::Utc,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_read_back_and_prefixes_are_distinct() {
        for kind in ENTITY_KINDS {
            let reference = EntityRef { kind, id: 7 };
            assert_eq!(reference.to_string().parse(), Ok(reference));
        }
        assert!("V-0".parse::<EntityRef>().is_err());
        assert!("Q-1".parse::<EntityRef>().is_err());
    }
}
