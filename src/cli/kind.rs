//! The kinds of things that a query selects, by name.

use clap::ValueEnum;

use crate::model::ids::EntityKind;

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum KindName {
    Visits,
    Shipments,
    Vessels,
    Places,
    Exhibits,
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
            Self::Exhibits => EntityKind::Exhibit,
            Self::Claims => EntityKind::Claim,
            Self::Findings => EntityKind::Finding,
            Self::Events => EntityKind::Event,
        }
    }
}
