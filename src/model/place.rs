//! Ports, terminals, berths, anchorages and areas.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::identifiers::UnLocode;
use super::ids::{EntityKind, Kind, PlaceId, Stamp, TagId};
use super::vessel::OtherName;
use crate::base::table::Row;

/// What a place is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A port.
    #[default]
    Port,
    /// A terminal within a port.
    Terminal,
    /// A berth or pier.
    Berth,
    /// An anchorage.
    Anchorage,
    /// A sea area.
    Area,
}

/// All kinds of place.
pub const PLACE_KINDS: [PlaceKind; 5] =
    [PlaceKind::Port, PlaceKind::Terminal, PlaceKind::Berth, PlaceKind::Anchorage, PlaceKind::Area];

impl PlaceKind {
    /// The kind as one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Port => "port",
            Self::Terminal => "terminal",
            Self::Berth => "berth",
            Self::Anchorage => "anchorage",
            Self::Area => "area",
        }
    }
}

/// A position in decimal degrees (WGS 84), within ±90 and ±180.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, JsonSchema)]
pub struct Position {
    lat: f64,
    lon: f64,
}

// Positions are finite by construction.
impl Eq for Position {}

/// Mean radius of the Earth, in nautical miles (6,371.0088 km, IUGG).
const EARTH_RADIUS: f64 = 3_440.069;

/// A position that is not on the globe.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a position needs a latitude from -90 to 90 and a longitude from -180 to 180")]
pub struct NoPosition;

impl Position {
    /// Takes latitude and longitude in decimal degrees.
    ///
    /// # Errors
    /// If either is out of range or not a number.
    pub fn new(lat: f64, lon: f64) -> Result<Self, NoPosition> {
        if (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon) {
            Ok(Self { lat: lat + 0.0, lon: lon + 0.0 })
        } else {
            Err(NoPosition)
        }
    }

    /// Latitude, decimal degrees, north positive.
    #[must_use]
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Longitude, decimal degrees, east positive.
    #[must_use]
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Great-circle distance in nautical miles; no way by sea is shorter.
    #[must_use]
    pub fn nautical_miles_to(self, other: Self) -> f64 {
        let (lat, other_lat) = (self.lat.to_radians(), other.lat.to_radians());
        let (half_lat, half_lon) = ((other_lat - lat) / 2.0, (other.lon - self.lon).to_radians() / 2.0);
        let share = half_lat.sin().powi(2) + lat.cos() * other_lat.cos() * half_lon.sin().powi(2);
        2.0 * EARTH_RADIUS * share.clamp(0.0, 1.0).sqrt().asin()
    }
}

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Degrees {
            lat: f64,
            lon: f64,
        }
        let degrees = Degrees::deserialize(deserializer)?;
        Self::new(degrees.lat, degrees.lon).map_err(serde::de::Error::custom)
    }
}

/// A place where vessels call.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Its id.
    pub id: PlaceId,
    /// The name by which the case calls it.
    pub name: String,
    /// What it is.
    #[serde(default)]
    pub kind: PlaceKind,
    /// The place it lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<PlaceId>,
    /// Other names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<OtherName>,
    /// Country, as an ISO 3166-1 alpha-2 code or as written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// Who operates it, as the sources put it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub operator: String,
    /// UN/LOCODE.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locode: Option<UnLocode>,
    /// A representative point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// Outline, a ring of at least three positions, not closed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outline: Vec<Position>,
    /// What it handles: oil, containers, coal …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handles: Vec<String>,
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

impl Place {
    /// A place of which only the name is known.
    #[must_use]
    pub fn named(id: PlaceId, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            kind: PlaceKind::default(),
            parent: None,
            other_names: Vec::new(),
            country: String::new(),
            operator: String::new(),
            locode: None,
            position: None,
            outline: Vec::new(),
            handles: Vec::new(),
            note: String::new(),
            tags: Vec::new(),
            stamp: Stamp::default(),
        }
    }
}

impl Kind for Place {
    const KIND: EntityKind = EntityKind::Place;
}

impl Row for Place {
    type Key = PlaceId;
    fn key(&self) -> PlaceId {
        self.id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Position {
        Position::new(lat, lon).expect("on the globe")
    }

    #[test]
    fn distances_are_those_of_the_great_circle() {
        let check = |a: (f64, f64), b: (f64, f64), expect: f64| {
            let found = at(a.0, a.1).nautical_miles_to(at(b.0, b.1));
            assert!((found - expect).abs() < 0.5, "{found}");
        };
        check((0.0, 0.0), (0.0, 1.0), 60.04);
        check((0.0, 179.5), (0.0, -179.5), 60.04);
        check((90.0, 0.0), (90.0, 77.0), 0.0);
        check((0.0, 0.0), (0.0, 180.0), std::f64::consts::PI * EARTH_RADIUS);
        // Vostochny to Chongjin, about.
        check((42.75, 133.05), (41.77, 129.83), 154.7);
    }
}
