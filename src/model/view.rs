//! Views of the timeline that are kept by name.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::arrangement::{Arrangement, LaneBy};
use super::ids::{EntityKind, Kind, SavedViewId, Stamp};
use crate::base::table::Row;
use crate::base::time::Utc;

/// What the fill of a visit's bar shows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Colouring {
    /// What the vessel did.
    #[default]
    Activity,
    /// Which vessel.
    Vessel,
    /// How the sources word it.
    Hedge,
    /// Its first tag.
    Tag,
    /// The flag of its vessel at the time.
    Flag,
    /// How many origins the claims about it go back to.
    Origins,
}

/// All colourings, in the order of the menu.
pub const COLOURINGS: [Colouring; 6] =
    [Colouring::Activity, Colouring::Vessel, Colouring::Flag, Colouring::Tag, Colouring::Hedge, Colouring::Origins];

/// Something that can be shown on the timeline beside the bars, or left out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// Shipments as curves from bar to bar.
    Shipments,
    /// Sightings as ticks on the bars that rest on them.
    Sightings,
    /// When each place was looked at.
    Coverage,
    /// Times in which a vessel's AIS was silent.
    AisGaps,
    /// From the end of a visit to the next of the same hull.
    Voyages,
    /// Context events.
    Events,
    /// The yearly windows of the regimes.
    Windows,
    /// Night at the places.
    Night,
}

/// All layers, in the order of the menu.
pub const LAYERS: [Layer; 8] = [
    Layer::Shipments,
    Layer::Sightings,
    Layer::Coverage,
    Layer::AisGaps,
    Layer::Voyages,
    Layer::Events,
    Layer::Windows,
    Layer::Night,
];

impl Layer {
    /// The layers of a new view: what stands in the case; lines and bands that fill the picture are asked for.
    #[must_use]
    pub fn usual() -> BTreeSet<Self> {
        BTreeSet::from([Self::Shipments, Self::Sightings, Self::Coverage, Self::AisGaps, Self::Events])
    }
}

/// A query, lanes, colouring, layers and time range kept by name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(from = "SavedViewText", deny_unknown_fields)]
#[schemars(!from)]
pub struct SavedView {
    /// Its id.
    pub id: SavedViewId,
    /// Its name.
    pub name: String,
    /// The query.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub query: String,
    /// How lanes are made.
    #[serde(default)]
    pub lanes: Arrangement,
    /// What fills mean.
    #[serde(default)]
    pub colouring: Colouring,
    /// What is shown beside the bars.
    #[serde(default = "Layer::usual")]
    pub layers: BTreeSet<Layer>,
    /// Visible range, if it is part of the view.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<(Utc, Utc)>,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// When it was made and changed.
    #[serde(default)]
    pub stamp: Stamp,
}

/// A saved view as it may stand in JSON: with lanes, or with the word that stood for them before they could be nested.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedViewText {
    id: SavedViewId,
    name: String,
    #[serde(default)]
    query: String,
    #[serde(default)]
    lanes: Option<Arrangement>,
    #[serde(default)]
    grouping: Option<LaneBy>,
    #[serde(default)]
    colouring: Colouring,
    #[serde(default = "Layer::usual")]
    layers: BTreeSet<Layer>,
    #[serde(default)]
    range: Option<(Utc, Utc)>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    stamp: Stamp,
}

impl From<SavedViewText> for SavedView {
    fn from(text: SavedViewText) -> Self {
        let before = || match text.grouping {
            Some(LaneBy::Vessel) => Arrangement::by(&[LaneBy::Vessel]),
            _ => Arrangement::default(),
        };
        let mut lanes = text.lanes.clone().unwrap_or_else(before);
        lanes.mend();
        Self {
            id: text.id,
            name: text.name,
            query: text.query,
            lanes,
            colouring: text.colouring,
            layers: text.layers,
            range: text.range,
            note: text.note,
            stamp: text.stamp,
        }
    }
}

impl Kind for SavedView {
    const KIND: EntityKind = EntityKind::SavedView;
}
impl Row for SavedView {
    type Key = SavedViewId;
    fn key(&self) -> SavedViewId {
        self.id
    }
}
