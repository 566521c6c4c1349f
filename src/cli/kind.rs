//! The kinds of things that can be asked for by name.

use clap::ValueEnum;

use crate::model::ids::EntityKind;

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum KindName {
    Visits,
    Shipments,
    Vessels,
    Places,
    Sources,
    Exhibits,
    Sightings,
    Claims,
    Findings,
    Events,
}

impl KindName {
    /// The kind.
    pub fn kind(self) -> EntityKind {
        match self {
            Self::Visits => EntityKind::Visit,
            Self::Shipments => EntityKind::Shipment,
            Self::Vessels => EntityKind::Vessel,
            Self::Places => EntityKind::Place,
            Self::Sources => EntityKind::Source,
            Self::Exhibits => EntityKind::Exhibit,
            Self::Sightings => EntityKind::Sighting,
            Self::Claims => EntityKind::Claim,
            Self::Findings => EntityKind::Finding,
            Self::Events => EntityKind::Event,
        }
    }
}
