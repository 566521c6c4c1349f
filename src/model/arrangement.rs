//! How visits are laid in lanes: by what, in which order, and what was pinned, hidden, folded or coloured by hand.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::{EntityRef, PlaceId, SourceId, TagId, VesselId};
use super::tag::Colour;

/// By what visits are told apart into lanes, or lanes into groups.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LaneBy {
    /// The vessel.
    Vessel,
    /// The place; berths stand within terminals, and those within ports.
    Place,
    /// The flags that the vessel is stated to have had at the time.
    Flag,
    /// Who operates the place, or the place that it lies in.
    Operator,
    /// The sources of the exhibits that the visit rests on.
    Source,
    /// The visit's tags.
    Tag,
}

/// All ways to tell lanes apart, in the order of the menu.
pub const LANE_BYS: [LaneBy; 6] =
    [LaneBy::Place, LaneBy::Vessel, LaneBy::Flag, LaneBy::Operator, LaneBy::Source, LaneBy::Tag];

/// Most levels that lanes can be nested in; a place with the places around it counts as one.
pub const MOST_LEVELS: usize = 3;

impl LaneBy {
    /// The level as one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Vessel => "vessel",
            Self::Place => "place",
            Self::Flag => "flag",
            Self::Operator => "operator",
            Self::Source => "source",
            Self::Tag => "tag",
        }
    }

    /// What a lane is called of which this is not known.
    #[must_use]
    pub fn unknown(self) -> &'static str {
        match self {
            Self::Vessel => "Vessel not known",
            Self::Place => "Place not known",
            Self::Flag => "Flag not known",
            Self::Operator => "Operator not known",
            Self::Source => "No source",
            Self::Tag => "No tag",
        }
    }
}

/// What one lane or group of lanes is about.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Heading {
    /// A vessel.
    Vessel(VesselId),
    /// A place.
    Place(PlaceId),
    /// A flag, as the case writes it.
    Flag(String),
    /// An operator, as the case writes it.
    Operator(String),
    /// A source.
    Source(SourceId),
    /// A tag.
    Tag(TagId),
    /// What has no such thing, or of which it is not known.
    Unknown(LaneBy),
}

impl Heading {
    /// The entity it is about, if it is one.
    #[must_use]
    pub fn entity(&self) -> Option<EntityRef> {
        match self {
            Self::Vessel(id) => Some((*id).into()),
            Self::Place(id) => Some((*id).into()),
            Self::Source(id) => Some((*id).into()),
            Self::Tag(id) => Some((*id).into()),
            Self::Flag(_) | Self::Operator(_) | Self::Unknown(_) => None,
        }
    }
}

/// Where a lane or group stands: its headings from the outermost level in, without the places around a place, so that
/// a berth that moves to another port keeps what was done to its lane. Empty for the one lane of all visits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct LanePath(pub Vec<Heading>);

/// How lanes of one level, and groups, follow each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LaneOrder {
    /// By their first sighting.
    #[default]
    FirstSeen,
    /// By name.
    Name,
    /// The most visits first.
    Count,
    /// As they were dragged; those that were not follow by their first sighting.
    ByHand,
}

/// A colour given to a lane or group by hand.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LaneColour {
    /// The lane or group.
    pub lane: LanePath,
    /// The colour of its bars.
    pub colour: Colour,
}

/// How visits are laid in lanes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Arrangement {
    /// By what, outermost first; the last makes the lanes. Empty puts all visits into one lane. At most [`MOST_LEVELS`].
    pub levels: Vec<LaneBy>,
    /// How lanes and groups follow each other.
    #[serde(default)]
    pub order: LaneOrder,
    /// Lanes and groups that stay at the top, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pinned: Vec<LanePath>,
    /// Lanes and groups that are not shown.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub hidden: BTreeSet<LanePath>,
    /// Groups that are folded to one line.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub folded: BTreeSet<LanePath>,
    /// The order by hand; only that of lanes within the same group means something.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_hand: Vec<LanePath>,
    /// Colours by hand, sorted by lane.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub colours: Vec<LaneColour>,
}

impl Default for Arrangement {
    fn default() -> Self {
        Self::by(&[LaneBy::Place, LaneBy::Vessel])
    }
}

impl Arrangement {
    /// Lanes by these levels, outermost first, nothing done by hand.
    #[must_use]
    pub fn by(levels: &[LaneBy]) -> Self {
        let mut kept: Vec<LaneBy> = Vec::with_capacity(MOST_LEVELS);
        for level in levels {
            if kept.len() < MOST_LEVELS && !kept.contains(level) {
                kept.push(*level);
            }
        }
        Self {
            levels: kept,
            order: LaneOrder::default(),
            pinned: Vec::new(),
            hidden: BTreeSet::new(),
            folded: BTreeSet::new(),
            by_hand: Vec::new(),
            colours: Vec::new(),
        }
    }

    /// The colour given to a lane by hand.
    #[must_use]
    pub fn colour(&self, lane: &LanePath) -> Option<Colour> {
        let at = self.colours.binary_search_by(|known| known.lane.cmp(lane)).ok()?;
        Some(self.colours[at].colour)
    }

    /// Gives a lane a colour, or takes it away.
    pub fn set_colour(&mut self, lane: &LanePath, colour: Option<Colour>) {
        match (self.colours.binary_search_by(|known| known.lane.cmp(lane)), colour) {
            (Ok(at), Some(colour)) => self.colours[at].colour = colour,
            (Ok(at), None) => drop(self.colours.remove(at)),
            (Err(at), Some(colour)) => self.colours.insert(at, LaneColour { lane: lane.clone(), colour }),
            (Err(_), None) => {}
        }
    }

    /// Folds a group, or unfolds it.
    pub fn toggle_folded(&mut self, lane: LanePath) {
        if !self.folded.remove(&lane) {
            self.folded.insert(lane);
        }
    }

    /// Pins a lane or group to the top, or lets it go.
    pub fn toggle_pinned(&mut self, lane: LanePath) {
        match self.pinned.iter().position(|known| *known == lane) {
            Some(at) => drop(self.pinned.remove(at)),
            None => self.pinned.push(lane),
        }
    }

    /// Drops levels given twice or beyond [`MOST_LEVELS`], and sorts colours, as files by others may not be.
    pub fn mend(&mut self) {
        let Self { levels, .. } = Self::by(&self.levels);
        self.levels = levels;
        self.colours.sort_by(|a, b| a.lane.cmp(&b.lane));
        self.colours.dedup_by(|later, first| later.lane == first.lane);
        let mut seen = BTreeSet::new();
        self.pinned.retain(|lane| seen.insert(lane.clone()));
        seen.clear();
        self.by_hand.retain(|lane| seen.insert(lane.clone()));
    }

    /// Everything that is said of lanes by hand, for those who follow references: each path once or more.
    pub fn paths_mut(&mut self, mut change: impl FnMut(&mut LanePath)) {
        self.pinned.iter_mut().chain(&mut self.by_hand).for_each(&mut change);
        self.colours.iter_mut().for_each(|coloured| change(&mut coloured.lane));
        for set in [&mut self.hidden, &mut self.folded] {
            *set = std::mem::take(set)
                .into_iter()
                .map(|mut lane| {
                    change(&mut lane);
                    lane
                })
                .collect();
        }
        self.colours.sort_by(|a, b| a.lane.cmp(&b.lane));
    }

    /// Forgets what was said of lanes about an entity that is gone.
    pub fn forget(&mut self, gone: EntityRef) {
        let stays = |lane: &LanePath| lane.0.iter().all(|heading| heading.entity() != Some(gone));
        self.pinned.retain(stays);
        self.by_hand.retain(stays);
        self.hidden.retain(stays);
        self.folded.retain(stays);
        self.colours.retain(|coloured| stays(&coloured.lane));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lane(vessel: u32) -> LanePath {
        LanePath(vec![Heading::Place(PlaceId::new(1)), Heading::Vessel(VesselId::new(vessel))])
    }

    #[test]
    fn levels_stand_once_and_are_at_most_three() {
        use LaneBy::{Flag, Operator, Place, Tag};
        assert_eq!(Arrangement::by(&[Flag, Flag, Place, Operator, Tag]).levels, [Flag, Place, Operator]);
        let mut read = Arrangement { levels: vec![Tag, Tag], ..Arrangement::default() };
        read.mend();
        assert_eq!(read.levels, [Tag]);
    }

    #[test]
    fn colours_are_given_changed_and_taken_away() {
        let mut lanes = Arrangement::default();
        let (red, blue) = (Colour([255, 0, 0]), Colour([0, 0, 255]));
        lanes.set_colour(&lane(2), Some(red));
        lanes.set_colour(&lane(1), Some(red));
        lanes.set_colour(&lane(2), Some(blue));
        assert_eq!((lanes.colour(&lane(1)), lanes.colour(&lane(2))), (Some(red), Some(blue)));
        lanes.set_colour(&lane(1), None);
        assert_eq!((lanes.colour(&lane(1)), lanes.colours.len()), (None, 1));
    }

    #[test]
    fn what_was_said_of_a_vessel_that_is_gone_is_forgotten() {
        let mut lanes = Arrangement::default();
        lanes.toggle_pinned(lane(1));
        lanes.toggle_pinned(lane(2));
        lanes.hidden.insert(lane(1));
        lanes.set_colour(&lane(1), Some(Colour([1, 2, 3])));
        lanes.forget(VesselId::new(1).into());
        assert_eq!(lanes.pinned, [lane(2)]);
        assert!(lanes.hidden.is_empty() && lanes.colours.is_empty());
    }

    #[test]
    fn it_reads_back_from_json() {
        let mut lanes = Arrangement::by(&[LaneBy::Flag, LaneBy::Vessel]);
        lanes.hidden.insert(LanePath(vec![Heading::Flag("KP".to_owned())]));
        lanes.folded.insert(LanePath(vec![Heading::Unknown(LaneBy::Flag)]));
        lanes.set_colour(&lane(4), Some(Colour([0, 114, 178])));
        let text = serde_json::to_string(&lanes).expect("writes");
        assert!(text.contains(r#"{"flag":"KP"}"#) && text.contains(r#"{"unknown":"flag"}"#), "{text}");
        assert_eq!(serde_json::from_str::<Arrangement>(&text).expect("reads"), lanes);
    }
}
