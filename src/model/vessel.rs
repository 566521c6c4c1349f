//! A hull, with three identities that may disagree.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::identifiers::{Imo, Mmsi};
use super::ids::{EntityKind, ExhibitId, Kind, Stamp, TagId, VesselId};
use crate::base::edtf::Dated;
use crate::base::quantity::{DeadweightTonnes, Estimate, GrossTonnage, Metres, TonnesPerCentimetre};
use crate::base::table::Row;

/// To which of a vessel's identities a fact belongs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    /// What a register says (IMO number).
    #[default]
    Registered,
    /// What it transmits (MMSI, AIS).
    Digital,
    /// What was seen of it.
    Physical,
}

/// All identities.
pub const IDENTITIES: [Identity; 3] = [Identity::Registered, Identity::Digital, Identity::Physical];

impl Identity {
    /// The identity as one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Digital => "digital",
            Self::Physical => "physical",
        }
    }
}

/// A fact about a vessel: a value, the identity it belongs to, when it held and which exhibit says so.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stated<T> {
    /// The value.
    pub value: T,
    /// The identity it belongs to.
    #[serde(default)]
    pub identity: Identity,
    /// When it held, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Dated>,
    /// The exhibit that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<ExhibitId>,
}

/// Another name of a vessel or place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherName {
    /// The name, as written in its script.
    pub name: String,
    /// ISO 15924 code of the script (`Latn`, `Cyrl`, `Hang`), if stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub script: Option<String>,
    /// The identity that bears it.
    #[serde(default)]
    pub identity: Identity,
    /// When it was borne.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Dated>,
    /// The exhibit that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<ExhibitId>,
}

/// An entry on a sanctions list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Designation {
    /// The list, as “UN 1718” or “OFAC SDN”.
    pub list: String,
    /// When it was put on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Dated>,
    /// The paragraph or programme.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub paragraph: String,
    /// The exhibit that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<ExhibitId>,
}

/// A hull.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vessel {
    /// Its id.
    pub id: VesselId,
    /// The name by which the case calls it.
    pub name: String,
    /// Whether the name is the case's own label, because the sources give none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unnamed: bool,
    /// Other names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<OtherName>,
    /// IMO ship number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imo: Option<Stated<Imo>>,
    /// MMSIs it has used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mmsis: Vec<Stated<Mmsi>>,
    /// Radio call sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call_sign: Option<Stated<String>>,
    /// Flags over time, as ISO 3166-1 alpha-2 codes or as written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Stated<String>>,
    /// Type, as “oil products tanker”.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vessel_type: Option<Stated<String>>,
    /// Deadweight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dwt: Option<Stated<DeadweightTonnes>>,
    /// Gross tonnage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gt: Option<Stated<GrossTonnage>>,
    /// Length overall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<Stated<Metres>>,
    /// Cargo capacity in barrels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Stated<Estimate>>,
    /// Tonnes of cargo that sink it by one centimetre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tpc: Option<Stated<TonnesPerCentimetre>>,
    /// Sanctions lists it is on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub designations: Vec<Designation>,
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

impl Vessel {
    /// A vessel of which only the name is known.
    #[must_use]
    pub fn named(id: VesselId, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            unnamed: false,
            other_names: Vec::new(),
            imo: None,
            mmsis: Vec::new(),
            call_sign: None,
            flags: Vec::new(),
            vessel_type: None,
            dwt: None,
            gt: None,
            length: None,
            capacity: None,
            tpc: None,
            designations: Vec::new(),
            note: String::new(),
            tags: Vec::new(),
            stamp: Stamp::default(),
        }
    }

    /// The exhibits behind its stated facts, as often as they are named.
    pub fn exhibits(&self) -> impl Iterator<Item = ExhibitId> + '_ {
        let names = self.other_names.iter().filter_map(|fact| fact.exhibit);
        let lists = self.designations.iter().filter_map(|fact| fact.exhibit);
        let signals = self.mmsis.iter().filter_map(|fact| fact.exhibit);
        let flags = self.flags.iter().filter_map(|fact| fact.exhibit);
        let single = [
            self.imo.as_ref().and_then(|fact| fact.exhibit),
            self.call_sign.as_ref().and_then(|fact| fact.exhibit),
            self.vessel_type.as_ref().and_then(|fact| fact.exhibit),
            self.dwt.as_ref().and_then(|fact| fact.exhibit),
            self.gt.as_ref().and_then(|fact| fact.exhibit),
            self.length.as_ref().and_then(|fact| fact.exhibit),
            self.capacity.as_ref().and_then(|fact| fact.exhibit),
            self.tpc.as_ref().and_then(|fact| fact.exhibit),
        ];
        names.chain(lists).chain(signals).chain(flags).chain(single.into_iter().flatten())
    }
}

impl Kind for Vessel {
    const KIND: EntityKind = EntityKind::Vessel;
}

impl Row for Vessel {
    type Key = VesselId;
    fn key(&self) -> VesselId {
        self.id
    }
}
