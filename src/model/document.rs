//! The whole case as one JSON document, `NAME.wake.json`; lossless in both directions.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::case::Case;
use super::event::Event;
use super::evidence::{Claim, Exhibit, Sighting, Source};
use super::facts::{Facts, Tables};
use super::finding::Finding;
use super::place::Place;
use super::regime::{Declaration, Regime};
use super::shipment::Shipment;
use super::tag::Tag;
use super::vessel::Vessel;
use super::view::SavedView;
use super::visit::Visit;
use crate::base::hash::Sha256;

/// What the field `format` says in every such file.
pub const FORMAT: &str = "wakeline-case";
/// The version of the JSON form; raised when a reader of the one before would misread it.
pub const VERSION: u32 = 4;

/// The bytes of one attached file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// Their SHA-256.
    pub sha256: Sha256,
    /// The bytes in base 64 (RFC 4648, with padding).
    pub base64: String,
}

/// A case as text.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Always `wakeline-case`.
    pub format: String,
    /// The version of this form.
    pub version: u32,
    /// Title, handling, time zone …
    pub case: Case,
    /// Hulls.
    #[serde(default)]
    pub vessels: Vec<Vessel>,
    /// Ports, berths …
    #[serde(default)]
    pub places: Vec<Place>,
    /// Who stands behind exhibits.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// Items of evidence.
    #[serde(default)]
    pub exhibits: Vec<Exhibit>,
    /// What exhibits show.
    #[serde(default)]
    pub sightings: Vec<Sighting>,
    /// Vessels at places.
    #[serde(default)]
    pub visits: Vec<Visit>,
    /// Cargo moved.
    #[serde(default)]
    pub shipments: Vec<Shipment>,
    /// Quotes.
    #[serde(default)]
    pub claims: Vec<Claim>,
    /// Rules with a cap.
    #[serde(default)]
    pub regimes: Vec<Regime>,
    /// Amounts declared or assessed.
    #[serde(default)]
    pub declarations: Vec<Declaration>,
    /// Context.
    #[serde(default)]
    pub events: Vec<Event>,
    /// Labels.
    #[serde(default)]
    pub tags: Vec<Tag>,
    /// Statements for the report.
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// Views kept by name.
    #[serde(default)]
    pub saved_views: Vec<SavedView>,
    /// Bytes of attached files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
}

impl Document {
    /// The document of a case, without the bytes of attached files, which the facts do not hold.
    #[must_use]
    pub fn of(facts: &Facts) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            case: (*facts.case).clone(),
            vessels: facts.vessels.iter().cloned().collect(),
            places: facts.places.iter().cloned().collect(),
            sources: facts.sources.iter().cloned().collect(),
            exhibits: facts.exhibits.iter().cloned().collect(),
            sightings: facts.sightings.iter().cloned().collect(),
            visits: facts.visits.iter().cloned().collect(),
            shipments: facts.shipments.iter().cloned().collect(),
            claims: facts.claims.iter().cloned().collect(),
            regimes: facts.regimes.iter().cloned().collect(),
            declarations: facts.declarations.iter().cloned().collect(),
            events: facts.events.iter().cloned().collect(),
            tags: facts.tags.iter().cloned().collect(),
            findings: facts.findings.iter().cloned().collect(),
            saved_views: facts.saved_views.iter().cloned().collect(),
            attachments: Vec::new(),
        }
    }

    /// The facts of the document; its attachments are left to the store.
    #[must_use]
    pub fn into_facts(self) -> Facts {
        let tables = Tables {
            vessels: self.vessels.into_iter().collect(),
            places: self.places.into_iter().collect(),
            sources: self.sources.into_iter().collect(),
            exhibits: self.exhibits.into_iter().collect(),
            sightings: self.sightings.into_iter().collect(),
            visits: self.visits.into_iter().collect(),
            shipments: self.shipments.into_iter().collect(),
            claims: self.claims.into_iter().collect(),
            regimes: self.regimes.into_iter().collect(),
            declarations: self.declarations.into_iter().collect(),
            events: self.events.into_iter().collect(),
            tags: self.tags.into_iter().collect(),
            findings: self.findings.into_iter().collect(),
            saved_views: self.saved_views.into_iter().collect(),
        };
        Facts::new(self.case, tables)
    }
}
