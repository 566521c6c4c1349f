//! Sources, exhibits, what they show and what they say.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::grading::{Credibility, Hedge, Reliability};
use super::ids::{
    ClaimId, EntityKind, EntityRef, ExhibitId, Kind, PlaceId, SightingId, SourceId, Stamp, TagId, VesselId,
};
use crate::base::edtf::Dated;
use crate::base::hash::Sha256;
use crate::base::table::Row;

/// What kind of body a source is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A state or its officials.
    State,
    /// A newspaper, agency, broadcaster, site.
    #[default]
    Media,
    /// A think tank or research house.
    ThinkTank,
    /// A register or list.
    Register,
    /// Who runs the sensor.
    SensorOperator,
    /// A person.
    Person,
    /// An international body.
    InternationalBody,
}

/// All kinds of source.
pub const SOURCE_KINDS: [SourceKind; 7] = [
    SourceKind::State,
    SourceKind::Media,
    SourceKind::ThinkTank,
    SourceKind::Register,
    SourceKind::SensorOperator,
    SourceKind::Person,
    SourceKind::InternationalBody,
];

impl SourceKind {
    /// The kind in a user's words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Media => "media",
            Self::ThinkTank => "think tank",
            Self::Register => "register",
            Self::SensorOperator => "sensor operator",
            Self::Person => "person",
            Self::InternationalBody => "international body",
        }
    }
}

/// Who stands behind an exhibit, or where a chain of reported-by ends.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// Its name.
    pub name: String,
    /// What kind of body it is.
    #[serde(default)]
    pub kind: SourceKind,
    /// Reliability A-F; graded once, here.
    #[serde(default)]
    pub reliability: Reliability,
    /// Why it is graded so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
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

/// What kind of evidence an exhibit is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExhibitKind {
    /// An article or broadcast.
    #[default]
    Article,
    /// A satellite or aerial image.
    Image,
    /// An AIS track or port-call list.
    AisTrack,
    /// An extract of a register or list.
    RegisterExtract,
    /// A document or report.
    Document,
    /// A photo or video.
    Photo,
}

/// All kinds of exhibit.
pub const EXHIBIT_KINDS: [ExhibitKind; 6] = [
    ExhibitKind::Article,
    ExhibitKind::Image,
    ExhibitKind::AisTrack,
    ExhibitKind::RegisterExtract,
    ExhibitKind::Document,
    ExhibitKind::Photo,
];

impl ExhibitKind {
    /// The kind in a user's words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Image => "image",
            Self::AisTrack => "AIS track",
            Self::RegisterExtract => "register extract",
            Self::Document => "document",
            Self::Photo => "photo",
        }
    }
}

/// A file of an exhibit. Its bytes are kept by hash, written once.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExhibitFile {
    /// SHA-256 of the bytes as they arrived.
    pub sha256: Sha256,
    /// File name as it arrived; only a text, never a path to write to.
    pub name: String,
    /// Media type, if known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub media_type: String,
    /// Length in bytes.
    pub bytes: u64,
}

/// One holder of an exhibit in time.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Custody {
    /// When it was received.
    pub time: Dated,
    /// By whom.
    pub holder: String,
    /// What was done with it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub action: String,
}

/// How an exhibit was collected (Berkeley Protocol).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Collection {
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Dated>,
    /// By whom.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// How, on what machine.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub how: String,
}

impl Collection {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One item of evidence.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exhibit {
    /// Its id.
    pub id: ExhibitId,
    /// Its number in print: E-1, E-2 …
    pub number: u32,
    /// What it is.
    #[serde(default)]
    pub kind: ExhibitKind,
    /// Its title.
    pub title: String,
    /// Who stands behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceId>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Dated>,
    /// When the sensor took it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captured: Option<Dated>,
    /// When, by whom and how it was collected.
    #[serde(default, skip_serializing_if = "Collection::is_empty")]
    pub collected: Collection,
    /// Where it was found.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// Where a copy is archived.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub archived_url: String,
    /// Language, as a BCP 47 tag.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// Credibility 1-6 of this item.
    #[serde(default)]
    pub credibility: Credibility,
    /// Sensor.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sensor: String,
    /// Who analysed it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub analyst: String,
    /// Who owns the data.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub data_owner: String,
    /// Licence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub licence: String,
    /// Credit line to print.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub credit: String,
    /// Its files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<ExhibitFile>,
    /// Its holders in time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub custody: Vec<Custody>,
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

impl Exhibit {
    /// An exhibit of which only the title is known.
    #[must_use]
    pub fn titled(id: ExhibitId, number: u32, title: &str) -> Self {
        Self {
            id,
            number,
            kind: ExhibitKind::default(),
            title: title.to_owned(),
            source: None,
            published: None,
            captured: None,
            collected: Collection::default(),
            url: String::new(),
            archived_url: String::new(),
            language: String::new(),
            credibility: Credibility::default(),
            sensor: String::new(),
            analyst: String::new(),
            data_owner: String::new(),
            licence: String::new(),
            credit: String::new(),
            files: Vec::new(),
            custody: Vec::new(),
            note: String::new(),
            tags: Vec::new(),
            stamp: Stamp::default(),
        }
    }
}

/// Whether a sensor could see the place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Obstruction {
    /// It could.
    #[default]
    Clear,
    /// In part: thin cloud, glare, part of the place outside the frame.
    Partial,
    /// It could not; the sighting says nothing about what was there.
    Obstructed,
}

/// All degrees of obstruction, least first.
pub const OBSTRUCTIONS: [Obstruction; 3] = [Obstruction::Clear, Obstruction::Partial, Obstruction::Obstructed];

impl Obstruction {
    /// The degree in a user's words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Clear => "free view",
            Self::Partial => "partly obstructed",
            Self::Obstructed => "obstructed: says nothing",
        }
    }
}

/// A place in an image, as fractions of its width and height from the top left.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImagePoint {
    /// From the left, 0 to 1.
    pub x: f64,
    /// From the top, 0 to 1.
    pub y: f64,
}

// JSON and SQL hold no NaN here; see the store's check.
impl Eq for ImagePoint {}

/// What an exhibit shows at a place and time: a vessel, or nothing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sighting {
    /// Its id.
    pub id: SightingId,
    /// The exhibit.
    pub exhibit: ExhibitId,
    /// The place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Dated>,
    /// The vessel seen; none with `negative` false means some vessel, not identified. With `negative`, the vessel whose
    /// AIS was not received then; see [`Sighting::is_silence`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vessel: Option<VesselId>,
    /// Whether the place was looked at and found empty.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub negative: bool,
    /// What was seen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub seen: String,
    /// Whether the view was free.
    #[serde(default)]
    pub obstruction: Obstruction,
    /// Where in the image.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<ImagePoint>,
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

impl Sighting {
    /// Whether it says that a vessel's AIS was not received, which is no look at a place: a berth may be full of ships
    /// that are silent. Only an AIS track can show it.
    #[must_use]
    pub fn is_silence(&self) -> bool {
        self.negative && self.vessel.is_some()
    }
}

/// From whom a claim was taken over: one step of a chain that ends at an origin.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportedBy {
    /// Another exhibit of the case.
    Exhibit(ExhibitId),
    /// A source directly.
    Source(SourceId),
}

/// Whether a claim speaks for or against what it is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// For.
    #[default]
    Supports,
    /// Against.
    Contradicts,
}

/// Both stances.
pub const STANCES: [Stance; 2] = [Stance::Supports, Stance::Contradicts];

impl Stance {
    /// The stance as one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Contradicts => "contradicts",
        }
    }
}

/// A quote in an exhibit.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Its id.
    pub id: ClaimId,
    /// The exhibit.
    pub exhibit: ExhibitId,
    /// The exact words.
    pub quote: String,
    /// Language of the words, as a BCP 47 tag.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// Who is quoted, if it is not the exhibit's source itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub speaker: String,
    /// How it is worded.
    #[serde(default)]
    pub hedge: Hedge,
    /// From whom it was taken over; empty means that the lineage is unknown or that this is the origin.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reported_by: Vec<ReportedBy>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<EntityRef>,
    /// For or against.
    #[serde(default)]
    pub stance: Stance,
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

impl Kind for Source {
    const KIND: EntityKind = EntityKind::Source;
}
impl Row for Source {
    type Key = SourceId;
    fn key(&self) -> SourceId {
        self.id
    }
}
impl Kind for Exhibit {
    const KIND: EntityKind = EntityKind::Exhibit;
}
impl Row for Exhibit {
    type Key = ExhibitId;
    fn key(&self) -> ExhibitId {
        self.id
    }
}
impl Kind for Sighting {
    const KIND: EntityKind = EntityKind::Sighting;
}
impl Row for Sighting {
    type Key = SightingId;
    fn key(&self) -> SightingId {
        self.id
    }
}
impl Kind for Claim {
    const KIND: EntityKind = EntityKind::Claim;
}
impl Row for Claim {
    type Key = ClaimId;
    fn key(&self) -> ClaimId {
        self.id
    }
}
