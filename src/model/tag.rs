//! Coloured labels in a tree.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::ids::{EntityKind, Kind, Stamp, TagId};
use crate::base::table::Row;

/// A colour in sRGB, written `#0072B2`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Colour(pub [u8; 3]);

/// Tag colours that the colour-blind can tell apart (Okabe and Ito, 2008).
pub const TAG_COLOURS: [Colour; 6] = [
    Colour([0x00, 0x72, 0xB2]),
    Colour([0xE6, 0x9F, 0x00]),
    Colour([0x00, 0x9E, 0x73]),
    Colour([0xD5, 0x5E, 0x00]),
    Colour([0xCC, 0x79, 0xA7]),
    Colour([0x56, 0xB4, 0xE9]),
];

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02X}{g:02X}{b:02X}")
    }
}

/// A text that is not a colour such as `#0072B2`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a colour is written as # and six hexadecimal digits")]
pub struct NotAColour;

impl std::str::FromStr for Colour {
    type Err = NotAColour;

    fn from_str(text: &str) -> Result<Self, NotAColour> {
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()));
        let digits = digits.ok_or(NotAColour)?;
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| NotAColour);
        Ok(Self([channel(0)?, channel(2)?, channel(4)?]))
    }
}

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Colour {
    fn schema_name() -> Cow<'static, str> {
        "Colour".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^#[0-9A-Fa-f]{6}$" })
    }
}

/// What a tag is proposed for: everything of a kind that a query selects.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TagRule {
    /// The query as typed.
    pub query: String,
    /// The kind of thing that is tagged; one that queries select.
    pub kind: EntityKind,
}

/// A label.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// Its id.
    pub id: TagId,
    /// Its name.
    pub name: String,
    /// The tag above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<TagId>,
    /// Its colour.
    pub colour: Colour,
    /// The number key that sets it, 1 to 9.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<u8>,
    /// What it means, so that two people tag alike.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// A query that proposes what the tag is set on. Run when somebody asks for it and never by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<TagRule>,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// When it was made and changed.
    #[serde(default)]
    pub stamp: Stamp,
}

impl Kind for Tag {
    const KIND: EntityKind = EntityKind::Tag;
}
impl Row for Tag {
    type Key = TagId;
    fn key(&self) -> TagId {
        self.id
    }
}
