//! Cargo moved: a loading visit and a discharge visit, or one of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::grading::{Confidence, Likelihood};
use super::ids::{EntityKind, ExhibitId, Kind, ShipmentId, Stamp, TagId, VisitId};
use crate::base::quantity::{Estimate, Unit};
use crate::base::table::Row;

/// What a quantity rests on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuantityBasis {
    /// Seen.
    Observed,
    /// Declared by a party.
    Declared,
    /// From a change of draught.
    DraughtChange,
    /// From the hull's capacity and how far it was filled.
    CapacityTimesFill,
    /// Assessed by somebody else.
    Assessed,
}

/// All bases.
pub const QUANTITY_BASES: [QuantityBasis; 5] = [
    QuantityBasis::Observed,
    QuantityBasis::Declared,
    QuantityBasis::DraughtChange,
    QuantityBasis::CapacityTimesFill,
    QuantityBasis::Assessed,
];

impl QuantityBasis {
    /// The basis in a user's words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Observed => "observed",
            Self::Declared => "declared",
            Self::DraughtChange => "draught change",
            Self::CapacityTimesFill => "capacity × fill",
            Self::Assessed => "assessed by others",
        }
    }
}

/// How much, in what, and on what it rests.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quantity {
    /// The range.
    pub estimate: Estimate,
    /// The unit.
    pub unit: Unit,
    /// What it rests on.
    pub basis: QuantityBasis,
    /// The exhibit that gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<ExhibitId>,
    /// How it was worked out, each factor with its source, in words; empty if it was read off as it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub working: String,
}

/// One reason for or against joining two visits into a shipment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// The reason in words.
    pub text: String,
    /// Whether it speaks for the shipment.
    pub supports: bool,
    /// The exhibit it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<ExhibitId>,
    /// The rule that gave it, by its name; none if the investigator did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// Whether the investigator stands behind a shipment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ShipmentStatus {
    /// Put forward, not decided.
    #[default]
    Proposed,
    /// Accepted.
    Accepted,
    /// Rejected; kept, with its reasons.
    Rejected,
}

/// All statuses.
pub const SHIPMENT_STATUSES: [ShipmentStatus; 3] =
    [ShipmentStatus::Proposed, ShipmentStatus::Accepted, ShipmentStatus::Rejected];

impl ShipmentStatus {
    /// The status as one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
        }
    }
}

/// Cargo moved from a loading visit to a discharge visit; half-open if only one of them is known.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Shipment {
    /// Its id.
    pub id: ShipmentId,
    /// Its number in print: S-1, S-2 …
    pub number: u32,
    /// Direction in words, as “Russia to DPR Korea”.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub direction: String,
    /// The cargo, as “refined petroleum” or “containers”; empty if unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub product: String,
    /// How much; none means unknown, which is counted as unknown and never as zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// Where it was loaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loading: Option<VisitId>,
    /// Where it was discharged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discharge: Option<VisitId>,
    /// What speaks for and against it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// Whether the investigator stands behind it.
    #[serde(default)]
    pub status: ShipmentStatus,
    /// How likely.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likelihood: Option<Likelihood>,
    /// How well founded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
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

impl Shipment {
    /// A shipment between two visits, or with one of them.
    #[must_use]
    pub fn between(id: ShipmentId, number: u32, loading: Option<VisitId>, discharge: Option<VisitId>) -> Self {
        Self {
            id,
            number,
            direction: String::new(),
            product: String::new(),
            quantity: None,
            loading,
            discharge,
            reasons: Vec::new(),
            status: ShipmentStatus::default(),
            likelihood: None,
            confidence: None,
            note: String::new(),
            tags: Vec::new(),
            stamp: Stamp::default(),
        }
    }

    /// Whether one of its ends is not known.
    #[must_use]
    pub fn is_half_open(&self) -> bool {
        self.loading.is_some() != self.discharge.is_some()
    }
}

impl Kind for Shipment {
    const KIND: EntityKind = EntityKind::Shipment;
}

impl Row for Shipment {
    type Key = ShipmentId;
    fn key(&self) -> ShipmentId {
        self.id
    }
}
