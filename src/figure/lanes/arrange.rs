//! Stacks groups and lanes in their order, and takes out what is pinned, hidden, folded or not searched for.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::density::Density;
use super::keys::{Keyer, Spot};
use super::tree::{Search, Tree};
use super::{GROUP_HEIGHT, LaneOptions, Lanes, ROW_HEIGHT};
use crate::model::arrangement::{Arrangement, LaneBy, LaneOrder, LanePath};
use crate::model::facts::Facts;
use crate::model::tag::Colour;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum StripKind {
    Group {
        folded: bool,
    },
    /// `led`: whether there is a line above the bars, for the coverage of the place that the lane is.
    Lane {
        lane: u32,
        led: bool,
    },
}

/// A header or a lane, where it stands.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Strip {
    pub kind: StripKind,
    pub y: f64,
    pub count: u32,
    pub depth: u8,
    /// Its levels, without the places around a place.
    pub spot: Spot,
    pub colour: Option<Colour>,
    /// How many of the places around its place the label says, because no header above does.
    pub places: u8,
    /// How many of the headings before its last the label says too, being pinned outside their groups.
    pub outer: u8,
}

impl Strip {
    pub fn is_group(&self) -> bool {
        matches!(self.kind, StripKind::Group { .. })
    }

    /// Height in points with so many rows, and how much of it lies above the first.
    pub fn height(&self, rows: usize) -> (f64, f64) {
        match self.kind {
            StripKind::Group { .. } => (GROUP_HEIGHT.into(), 0.0),
            StripKind::Lane { led, .. } => {
                let lead = if led { f64::from(GROUP_HEIGHT) } else { 0.0 };
                (lead + f64::from(ROW_HEIGHT) * rows as f64, lead)
            }
        }
    }
}

/// What was done to lanes by hand, by where they stand.
struct ByHand {
    pinned: HashSet<Spot>,
    hidden: HashSet<Spot>,
    folded: HashSet<Spot>,
    colours: HashMap<Spot, Colour>,
}

impl ByHand {
    fn of(arrangement: &Arrangement, keyer: &Keyer) -> Self {
        let spot = |path: &LanePath| keyer.spot(path).filter(|spot| !spot.numbers().is_empty());
        let coloured = |set: &crate::model::arrangement::LaneColour| Some((keyer.spot(&set.lane)?, set.colour));
        Self {
            pinned: arrangement.pinned.iter().filter_map(spot).collect(),
            hidden: arrangement.hidden.iter().filter_map(spot).collect(),
            // The one lane of all visits is no group; the header of all is never drawn.
            folded: arrangement.folded.iter().filter_map(spot).collect(),
            colours: arrangement.colours.iter().filter_map(coloured).collect(),
        }
    }
}

/// What keeps a walk over the tree going.
struct Walk<'a> {
    tree: &'a Tree<'a>,
    keyer: &'a Keyer,
    by_hand: ByHand,
    search: Search<'a>,
    covered: &'a super::coverage::Coverage,
    strips: Vec<Strip>,
    strip_of: Vec<u32>,
    /// Lanes below each folded group, by its strip.
    folded: Vec<(usize, Vec<u32>)>,
    y: f64,
    hidden: usize,
}

/// What is known on the way down.
#[derive(Clone, Copy, Default)]
struct Around {
    depth: u8,
    /// Whether a heading above is what is searched for.
    found: bool,
    /// Whether this is, or stands below, what is pinned.
    pinned: bool,
    colour: Option<Colour>,
    /// Places around the next one that no header says.
    places: u8,
    outer: u8,
}

impl Walk<'_> {
    fn visit(&mut self, node: u32, mut around: Around) {
        let at = *self.tree.node(node);
        if !around.pinned && self.by_hand.pinned.contains(&at.spot) {
            return;
        }
        if self.by_hand.hidden.contains(&at.spot) {
            self.hidden += self.tree.lanes_below(node).len();
            return;
        }
        around.found = around.found || self.search.finds(at.spot);
        around.colour = self.by_hand.colours.get(&at.spot).copied().or(around.colour);
        if !at.is_lane() {
            self.group(node, around);
        } else if around.found {
            self.lane(node, at.lane, &around);
        } else {
            self.hidden += 1;
        }
    }

    fn group(&mut self, node: u32, mut around: Around) {
        let at = *self.tree.node(node);
        // A port that only holds one berth needs no header of its own: the berth's says both.
        if let [only] = self.tree.children(node)
            && let inside = self.tree.node(*only)
            && !inside.is_lane()
            && inside.spot.numbers().len() == at.spot.numbers().len()
        {
            around.places += 1;
            self.visit(*only, around);
            return;
        }
        let strip = self.strips.len();
        let folded = self.by_hand.folded.contains(&at.spot);
        self.push(node, StripKind::Group { folded }, &around);
        if folded {
            let lanes = self.tree.lanes_below(node);
            for lane in &lanes {
                self.strip_of[*lane as usize] = strip as u32;
            }
            self.folded.push((strip, lanes));
            return;
        }
        let inside = Around { depth: around.depth + 1, places: 0, outer: 0, ..around };
        for child in self.tree.children(node) {
            self.visit(*child, inside);
        }
        if self.strips.len() == strip + 1 {
            // Nothing in it is shown.
            let gone = self.strips.pop();
            self.y = gone.map_or(self.y, |strip| strip.y);
        }
    }

    fn lane(&mut self, node: u32, lane: u32, around: &Around) {
        let place = self.keyer.place(self.tree.node(node).spot);
        let led = place.is_some_and(|place| !self.covered.at(crate::model::ids::Id::new(place)).is_empty());
        self.strip_of[lane as usize] = self.strips.len() as u32;
        self.push(node, StripKind::Lane { lane, led }, around);
    }

    fn push(&mut self, node: u32, kind: StripKind, around: &Around) {
        let at = self.tree.node(node);
        let strip = Strip {
            kind,
            y: self.y,
            count: at.count,
            depth: around.depth,
            spot: at.spot,
            colour: around.colour,
            places: around.places,
            outer: around.outer,
        };
        self.strips.push(strip);
        self.y += strip.height(at.rows as usize).0;
    }
}

impl Lanes {
    /// Puts groups and lanes in their order and stacks them. O(lanes log lanes).
    pub(super) fn arrange(&mut self, facts: &Facts) {
        let tree = Tree::grow(self, facts);
        let arrangement = self.options.arrangement.clone();
        let mut walk = Walk {
            tree: &tree,
            keyer: &self.keyer,
            by_hand: ByHand::of(&arrangement, &self.keyer),
            search: Search::new(facts, &self.keyer, &self.options.search),
            covered: &self.coverage,
            strips: Vec::with_capacity(tree.len()),
            strip_of: vec![u32::MAX; self.data.len()],
            folded: Vec::new(),
            y: 0.0,
            hidden: 0,
        };
        for path in &arrangement.pinned {
            let found = self.keyer.spot(path).and_then(|spot| tree.find(spot));
            if let Some(node) = found.filter(|node| *node != 0) {
                let outer = path.0.len().saturating_sub(1) as u8;
                walk.visit(node, Around { pinned: true, places: u8::MAX, outer, ..Around::default() });
            }
        }
        let pinned = walk.strips.len();
        for child in tree.children(0) {
            walk.visit(*child, Around::default());
        }
        let Walk { strips, strip_of, folded, y, hidden, .. } = walk;
        (self.strips, self.strip_of, self.height, self.pinned) = (strips, strip_of, y, pinned);
        self.fold_up(&folded);
        self.hidden = (hidden, if hidden == 0 { 0 } else { self.hidden_visits() });
    }

    /// Gathers the visits of folded groups; what is known of a group whose lanes did not change is kept.
    fn fold_up(&mut self, folded: &[(usize, Vec<u32>)]) {
        let old = std::mem::take(&mut self.densities);
        let gathered = folded.par_iter().map(|(strip, lanes)| {
            let spot = self.strips[*strip].spot;
            let stamp = self.stamp_of(lanes);
            let kept = old.get(&spot).filter(|(known, _)| *known == stamp).map(|(_, all)| all.clone());
            let slots = || lanes.iter().flat_map(|lane| self.data[*lane as usize].slots());
            (spot, (stamp, kept.unwrap_or_else(|| Arc::new(Density::new(slots())))))
        });
        let gathered: Vec<(Spot, (u64, Arc<Density>))> = gathered.collect();
        self.densities = gathered.into_iter().collect::<BTreeMap<_, _>>();
    }

    fn stamp_of(&self, lanes: &[u32]) -> u64 {
        let mix = |sum: u64, number: u64| (sum ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
        let both = |sum: u64, lane: &u32| mix(mix(sum, u64::from(*lane) + 1), self.data[*lane as usize].stamp + 1);
        lanes.iter().fold(lanes.len() as u64, both)
    }

    /// Follows lanes that hold the same visits as before, first seen at the same time, in other rows or at other times:
    /// nothing changes its place but what stands below.
    pub(super) fn restack(&mut self, dirty: impl Iterator<Item = u32>) {
        let strips: BTreeMap<u32, u32> = dirty.map(|lane| (self.strip_of[lane as usize], lane)).collect();
        let is_folded = |strip: u32| {
            self.strips.get(strip as usize).is_some_and(|strip| strip.kind == StripKind::Group { folded: true })
        };
        let mut folded: BTreeMap<u32, Vec<u32>> =
            strips.keys().filter(|strip| is_folded(**strip)).map(|strip| (*strip, Vec::new())).collect();
        if !folded.is_empty() {
            for (lane, strip) in (0..).zip(&self.strip_of) {
                if let Some(lanes) = folded.get_mut(strip).filter(|_| self.data[lane as usize].rows() > 0) {
                    lanes.push(lane);
                }
            }
        }
        for (strip, lanes) in folded {
            let slots = lanes.iter().flat_map(|lane| self.data[*lane as usize].slots());
            let gathered = (self.stamp_of(&lanes), Arc::new(Density::new(slots)));
            self.densities.insert(self.strips[strip as usize].spot, gathered);
        }
        // How much each lane grew, from the top; heights are whole numbers, so that sums are exact.
        let mut grown: Vec<(usize, f64)> = Vec::new();
        for (strip, lane) in strips {
            let Some(at) = self.strips.get(strip as usize) else { continue };
            let below = self.strips.get(strip as usize + 1).map_or(self.height, |below| below.y);
            let by = at.height(self.data[lane as usize].rows()).0 - (below - at.y);
            if by != 0.0 {
                grown.push((strip as usize, by));
            }
        }
        let mut moved = 0.0;
        for (nth, (strip, by)) in grown.iter().enumerate() {
            moved += by;
            let until = grown.get(nth + 1).map_or(self.strips.len(), |next| next.0 + 1);
            self.strips[strip + 1..until].iter_mut().for_each(|below| below.y += moved);
        }
        self.height += moved;
    }

    /// Visits all of whose lanes are hidden.
    fn hidden_visits(&self) -> usize {
        let is_hidden = |lane: u32| self.strip_of[lane as usize] == u32::MAX;
        let counted = self.data.par_iter().zip(0_u32..self.data.len() as u32).filter(|(_, lane)| is_hidden(*lane));
        let once = |visit: u32, lane: u32| self.lane_of.get(visit) == Some(lane);
        let hidden = counted.map(|(data, lane)| {
            let visits = data.slots().iter().map(|slot| slot.visit).filter(|visit| once(*visit, lane));
            visits.filter(|visit| self.lane_of.all(*visit).all(is_hidden)).count()
        });
        hidden.sum()
    }
}

/// Whether the name or the search of lanes would change with an edit of this level's entities.
pub(super) fn depends_on_names(options: &LaneOptions) -> bool {
    options.arrangement.order == LaneOrder::Name || !options.search.trim().is_empty()
}

/// Whether places decide how lanes are nested.
pub(super) fn depends_on_places(options: &LaneOptions) -> bool {
    options.arrangement.levels.contains(&LaneBy::Place)
}
