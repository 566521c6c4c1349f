//! The tree that lanes and groups make, before any of it is stacked: what lies in what, how many visits, and in which
//! order.

use std::cmp::Ordering;
use std::collections::HashMap;

use rayon::prelude::*;

use super::Lanes;
use super::keys::{Keyer, Spot, around};
use super::names::heading_name;
use crate::base::text::{fold, naturally};
use crate::model::arrangement::{Heading, LaneBy, LaneOrder};
use crate::model::facts::Facts;
use crate::model::ids::{Id, PlaceId};

/// No lane, or no node.
pub(super) const NONE: u32 = u32::MAX;

/// A group with what it holds, or a lane. A lane in a case of a million visits is one of hundreds of thousands, so a
/// node holds numbers only.
#[derive(Clone, Copy)]
pub(super) struct Node {
    pub spot: Spot,
    /// The lane, or [`NONE`] of a group.
    pub lane: u32,
    /// The group that it lies in; always made before it.
    pub parent: u32,
    /// How many different visits.
    pub count: u32,
    /// How many rows of a lane.
    pub rows: u32,
    pub first: i64,
}

impl Node {
    pub fn is_lane(&self) -> bool {
        self.lane != NONE
    }
}

/// Groups and lanes; the first node holds all.
pub(super) struct Tree<'a> {
    keyer: &'a Keyer,
    nodes: Vec<Node>,
    groups: HashMap<Spot, u32>,
    /// What lies in each node, node by node, and where those of a node begin.
    children: Vec<u32>,
    begins: Vec<u32>,
    /// Where headings stand by name, if that orders them.
    ranks: HashMap<(u8, u32), u32>,
    /// By hand: where lanes and groups stand.
    hand: HashMap<Spot, usize>,
    order: LaneOrder,
}

impl<'a> Tree<'a> {
    pub fn grow(lanes: &'a Lanes, facts: &Facts) -> Self {
        let arrangement = &lanes.options.arrangement;
        let mut tree = Self {
            keyer: &lanes.keyer,
            nodes: vec![Node { spot: Spot::default(), lane: NONE, parent: 0, count: 0, rows: 0, first: i64::MAX }],
            groups: HashMap::from([(Spot::default(), 0)]),
            children: Vec::new(),
            begins: Vec::new(),
            ranks: HashMap::new(),
            hand: HashMap::new(),
            order: arrangement.order,
        };
        if tree.order == LaneOrder::ByHand {
            let spots = arrangement.by_hand.iter().zip(0..);
            tree.hand = spots.filter_map(|(path, at)| Some((lanes.keyer.spot(path)?, at))).collect();
        }
        let node_of = tree.plant(lanes, facts);
        tree.add_up();
        tree.count_once(lanes, &node_of);
        tree.join();
        if tree.order == LaneOrder::Name {
            tree.rank(facts);
        }
        tree.put_in_order();
        tree
    }

    /// Makes a node of each lane that holds something, and the groups around it. Returns the node of each lane.
    fn plant(&mut self, lanes: &Lanes, facts: &Facts) -> Vec<u32> {
        let levels = lanes.keyer.levels();
        let last_is_place = levels.last() == Some(&LaneBy::Place);
        let mut outer: HashMap<u32, Vec<u32>> = HashMap::new();
        let mut parents = vec![NONE; lanes.data.len()];
        // Most lanes lie in the same group as the one before them.
        let mut known: Option<(Spot, u32)> = None;
        for (lane, parent) in lanes.data.iter().zip(&mut parents).filter(|(lane, _)| lane.rows() > 0) {
            let spot = Spot::whole(lane.key, levels.len());
            let around = spot.outside();
            let group = match known {
                Some((spot, group)) if spot == around => group,
                _ => self.group(facts, around),
            };
            known = Some((around, group));
            *parent = if last_is_place { self.places(facts, spot, group, 1, &mut outer) } else { group };
        }
        let mut node_of = vec![NONE; lanes.data.len()];
        self.nodes.reserve(lanes.data.len());
        for (index, parent) in (0_u32..).zip(parents).filter(|(_, parent)| *parent != NONE) {
            let lane = &lanes.data[index as usize];
            let spot = Spot::whole(lane.key, levels.len());
            // The visits at a terminal itself stand within the terminal, beside its berths.
            let own = if last_is_place { self.groups.get(&spot).copied() } else { None };
            node_of[index as usize] = self.nodes.len() as u32;
            let (parent, count) = (own.unwrap_or(parent), lane.slots().len() as u32);
            let (rows, first) = (lane.rows() as u32, lane.first.0);
            self.nodes.push(Node { spot, lane: index, parent, count, rows, first });
        }
        node_of
    }

    /// The node of a group, made with those around it if there is none.
    fn group(&mut self, facts: &Facts, spot: Spot) -> u32 {
        if let Some(known) = self.groups.get(&spot) {
            return *known;
        }
        let outside = self.group(facts, spot.outside());
        if self.keyer.place(spot).is_some() {
            return self.places(facts, spot, outside, 0, &mut HashMap::new());
        }
        self.inside(spot, outside)
    }

    /// The innermost of the groups of a place and the places around it, but for the `skip` innermost.
    fn places(
        &mut self,
        facts: &Facts,
        spot: Spot,
        outside: u32,
        skip: usize,
        known: &mut HashMap<u32, Vec<u32>>,
    ) -> u32 {
        let Some(place) = self.keyer.place(spot) else { return outside };
        let chain = known.entry(place).or_insert_with(|| {
            let mut chain: Vec<u32> = around(facts, PlaceId::new(place)).skip(skip).map(|id| id.0).collect();
            chain.reverse();
            chain
        });
        chain.iter().fold(outside, |outside, place| self.inside(spot.with_last(*place), outside))
    }

    fn inside(&mut self, spot: Spot, parent: u32) -> u32 {
        let new = self.nodes.len() as u32;
        let found = *self.groups.entry(spot).or_insert(new);
        if found == new {
            self.nodes.push(Node { spot, lane: NONE, parent, count: 0, rows: 0, first: i64::MAX });
        }
        found
    }

    /// Adds lanes up in their groups, and those in theirs.
    fn add_up(&mut self) {
        for at in (1..self.nodes.len()).rev() {
            let Node { parent, count, first, .. } = self.nodes[at];
            let group = &mut self.nodes[parent as usize];
            group.count += count;
            group.first = group.first.min(first);
        }
    }

    /// A visit that stands in several lanes of a group counts once in it.
    fn count_once(&mut self, lanes: &Lanes, node_of: &[u32]) {
        let mut above = Vec::new();
        for visit in lanes.lane_of.several() {
            above.clear();
            for lane in lanes.lane_of.all(visit) {
                let mut at = node_of[lane as usize];
                while at != 0 && at != NONE {
                    at = self.nodes[at as usize].parent;
                    above.push(at);
                }
            }
            above.sort_unstable();
            for pair in above.windows(2).filter(|pair| pair[0] == pair[1]) {
                self.nodes[pair[0] as usize].count -= 1;
            }
        }
    }

    /// Finds out what lies in each node.
    fn join(&mut self) {
        let mut begins = vec![0_u32; self.nodes.len() + 1];
        for node in &self.nodes[1..] {
            begins[node.parent as usize + 1] += 1;
        }
        for at in 1..begins.len() {
            begins[at] += begins[at - 1];
        }
        let mut next = begins.clone();
        self.children = vec![0; self.nodes.len() - 1];
        for (at, node) in (0_u32..).zip(&self.nodes).skip(1) {
            let place = &mut next[node.parent as usize];
            self.children[*place as usize] = at;
            *place += 1;
        }
        self.begins = begins;
    }

    /// Puts every heading in its place by name; a vessel at a hundred berths is named once.
    fn rank(&mut self, facts: &Facts) {
        let mut headings: Vec<(u8, u32)> = self.nodes[1..].iter().filter_map(|node| node.spot.last()).collect();
        headings.sort_unstable();
        headings.dedup();
        let name = |(level, number): (u8, u32)| {
            naturally(&heading_name(facts, self.keyer.heading(level.into(), number).as_ref()))
        };
        let mut named: Vec<_> = headings.into_iter().map(|heading| (name(heading), heading)).collect();
        named.sort_unstable();
        let mut rank = 0;
        for at in 0..named.len() {
            rank += u32::from(at > 0 && named[at].0 != named[at - 1].0);
            self.ranks.insert(named[at].1, rank);
        }
    }

    /// Number of lanes and groups, with the one that holds all.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    pub fn node(&self, node: u32) -> &Node {
        &self.nodes[node as usize]
    }

    /// The group or lane that stands there; the group of two.
    pub fn find(&self, spot: Spot) -> Option<u32> {
        let lane = || (0_u32..).zip(&self.nodes).skip(1).find(|(_, node)| node.spot == spot).map(|(at, _)| at);
        self.groups.get(&spot).copied().or_else(lane)
    }

    /// What lies in a node, in its order.
    pub fn children(&self, node: u32) -> &[u32] {
        &self.children[self.begins[node as usize] as usize..self.begins[node as usize + 1] as usize]
    }

    /// The lanes in a group, those in its groups included, by number.
    pub fn lanes_below(&self, node: u32) -> Vec<u32> {
        let (mut lanes, mut open) = (Vec::new(), vec![node]);
        while let Some(node) = open.pop() {
            lanes.extend(Some(self.node(node).lane).filter(|lane| *lane != NONE));
            open.extend(self.children(node));
        }
        lanes.sort_unstable();
        lanes
    }

    /// Puts what lies in each node in its order, the unknown last.
    fn put_in_order(&mut self) {
        let mut children = std::mem::take(&mut self.children);
        let mut parts: Vec<&mut [u32]> = Vec::new();
        let mut rest = children.as_mut_slice();
        for pair in self.begins.windows(2) {
            let (part, after) = rest.split_at_mut((pair[1] - pair[0]) as usize);
            if part.len() > 1 {
                parts.push(part);
            }
            rest = after;
        }
        parts.into_par_iter().for_each(|part| self.sort(part));
        self.children = children;
    }

    fn sort(&self, part: &mut [u32]) {
        let key = |child: u32| {
            let node = self.node(child);
            let last = node.spot.last().unwrap_or_default();
            let rank = match self.order {
                LaneOrder::FirstSeen => 0,
                LaneOrder::Name => self.ranks.get(&last).map_or(usize::MAX, |rank| *rank as usize),
                LaneOrder::Count => usize::MAX - node.count as usize,
                LaneOrder::ByHand => self.hand.get(&node.spot).copied().unwrap_or(usize::MAX),
            };
            (last.1 == 0, rank, node.first)
        };
        let mut keyed: Vec<_> = part.iter().map(|&child| (key(child), child)).collect();
        keyed.sort_unstable_by(|(a, one), (b, two)| a.cmp(b).then_with(|| self.by_path(*one, *two)));
        for (place, (_, child)) in part.iter_mut().zip(keyed) {
            *place = child;
        }
    }

    /// By what they are about: ids, and texts by what they say, whichever was met first.
    fn by_path(&self, one: u32, two: u32) -> Ordering {
        let (one, two) = (self.node(one), self.node(two));
        let headings = one.spot.numbers().iter().zip(two.spot.numbers()).zip(0_u8..);
        let differs = headings.filter(|((a, b), _)| a != b).map(|((a, b), level)| {
            let text = |number: u32| match self.keyer.heading(level.into(), number) {
                Some(Heading::Flag(text) | Heading::Operator(text)) => Some(text),
                _ => None,
            };
            text(*a).cmp(&text(*b)).then(a.cmp(b))
        });
        let mut differs = differs;
        let length = one.spot.numbers().len().cmp(&two.spot.numbers().len());
        differs.next().unwrap_or(length).then(two.is_lane().cmp(&one.is_lane()))
    }
}

/// Which headings hold a text in their name, each asked once.
pub(super) struct Search<'a> {
    facts: &'a Facts,
    keyer: &'a Keyer,
    text: String,
    known: HashMap<(u8, u32), bool>,
}

impl<'a> Search<'a> {
    pub fn new(facts: &'a Facts, keyer: &'a Keyer, text: &str) -> Self {
        Self { facts, keyer, text: fold(text.trim()), known: HashMap::new() }
    }

    pub fn finds(&mut self, spot: Spot) -> bool {
        if self.text.is_empty() {
            return true;
        }
        let (facts, keyer, text) = (self.facts, self.keyer, &self.text);
        let holds = |heading: Option<Heading>| fold(&heading_name(facts, heading.as_ref())).contains(text);
        match spot.last() {
            Some(last) => *self.known.entry(last).or_insert_with(|| holds(keyer.heading(last.0.into(), last.1))),
            None => holds(None),
        }
    }
}

/// The place of an id that a level gives as a number.
pub(super) fn place_of(keyer: &Keyer, spot: Spot) -> Option<PlaceId> {
    keyer.number_of(spot, LaneBy::Place).map(Id::new)
}
