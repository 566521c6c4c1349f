//! Nests lanes in groups, puts both in order, and takes out what is pinned, hidden, folded or not searched for.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::density::Density;
use super::keys::around;
use super::row::Lane;
use super::{GROUP_HEIGHT, LaneOptions, Lanes, ROW_HEIGHT};
use crate::base::text::fold;
use crate::model::arrangement::{Arrangement, Heading, LaneBy, LaneOrder, LanePath};
use crate::model::facts::Facts;
use crate::model::ids::{PlaceId, VesselId};
use crate::model::naming;
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
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Strip {
    pub kind: StripKind,
    pub y: f64,
    pub count: u32,
    pub depth: u8,
    /// Headings from the outermost level in, without the places around a place.
    pub path: LanePath,
    /// The innermost place and the vessel of its headings.
    pub place: Option<PlaceId>,
    pub vessel: Option<VesselId>,
    pub colour: Option<Colour>,
    /// How many of the places around its place the label says, because no header above does.
    pub places: u8,
    /// How many of the headings before its last the label says too, being pinned outside their groups.
    pub outer: u8,
}

/// What stands in a tree while strips are made of it: a group with what it holds, or a lane.
#[derive(Default)]
struct Node {
    path: LanePath,
    children: Vec<usize>,
    lane: Option<u32>,
    parent: usize,
    count: u32,
    first: i64,
}

/// A tree of groups and lanes; the first node holds all.
struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    fn grow(lanes: &Lanes, facts: &Facts) -> Self {
        let mut nodes = vec![Node { first: i64::MAX, ..Node::default() }];
        let mut groups: HashMap<LanePath, usize> = HashMap::new();
        let mut node_of = vec![usize::MAX; lanes.data.len()];
        let levels = lanes.keyer.levels();
        let mut placed = Vec::new();
        for (index, lane) in (0_u32..).zip(&lanes.data).filter(|(_, lane)| lane.rows() > 0) {
            let headings = (0..levels.len()).filter_map(|level| lanes.keyer.heading(level, lane.key.0[level]));
            let path = LanePath(headings.collect());
            let mut parent = 0;
            for depth in 0..path.0.len() {
                let outside = LanePath(path.0[..depth].to_vec());
                let mut steps = Vec::new();
                if let Heading::Place(place) = path.0[depth] {
                    let mut outer: Vec<PlaceId> = around(facts, place).skip(1).collect();
                    outer.reverse();
                    steps.extend(outer.into_iter().map(Heading::Place));
                }
                if depth + 1 < path.0.len() {
                    steps.push(path.0[depth].clone());
                }
                for step in steps {
                    let mut at = outside.clone();
                    at.0.push(step);
                    parent = *groups.entry(at.clone()).or_insert_with(|| {
                        nodes.push(Node { path: at, parent, first: i64::MAX, ..Node::default() });
                        let new = nodes.len() - 1;
                        nodes[parent].children.push(new);
                        new
                    });
                }
            }
            placed.push((index, lane, path, parent));
        }
        for (index, lane, path, parent) in placed {
            // The visits at a terminal itself stand within the terminal, beside its berths.
            let parent = groups.get(&path).copied().unwrap_or(parent);
            let (first, count) = (lane.first.0, lane.slots().len() as u32);
            nodes.push(Node { path, lane: Some(index), parent, count, first, children: Vec::new() });
            let new = nodes.len() - 1;
            node_of[index as usize] = new;
            nodes[parent].children.push(new);
            let mut at = parent;
            loop {
                nodes[at].count += count;
                nodes[at].first = nodes[at].first.min(first);
                if at == 0 {
                    break;
                }
                at = nodes[at].parent;
            }
        }
        let mut tree = Self { nodes };
        tree.count_once(lanes, &node_of);
        tree
    }

    /// A visit that stands in several lanes of a group counts once in it.
    fn count_once(&mut self, lanes: &Lanes, node_of: &[usize]) {
        for visit in lanes.lane_of.several() {
            let mut times: BTreeMap<usize, u32> = BTreeMap::new();
            for lane in lanes.lane_of.all(visit) {
                let mut at = node_of[lane as usize];
                while at != 0 && at != usize::MAX {
                    at = self.nodes[at].parent;
                    *times.entry(at).or_default() += 1;
                }
            }
            for (node, times) in times {
                self.nodes[node].count -= times - 1;
            }
        }
    }

    /// Puts the lanes and groups in a group in order, the unknown last.
    fn ordered(
        &self,
        facts: &Facts,
        arrangement: &Arrangement,
        hand: &HashMap<&LanePath, usize>,
        node: usize,
    ) -> Vec<usize> {
        let mut children = self.nodes[node].children.clone();
        let unknown = |node: &Node| matches!(node.path.0.last(), Some(Heading::Unknown(_)));
        let rank = |node: &Node| match arrangement.order {
            LaneOrder::FirstSeen | LaneOrder::Name => (0, node.first),
            LaneOrder::Count => (usize::MAX - node.count as usize, node.first),
            LaneOrder::ByHand => (hand.get(&node.path).copied().unwrap_or(usize::MAX), node.first),
        };
        children.sort_by_cached_key(|&child| {
            let node = &self.nodes[child];
            let by_name = arrangement.order == LaneOrder::Name;
            let name = if by_name { naturally(&heading_name(facts, node.path.0.last())) } else { Vec::new() };
            (unknown(node), name, rank(node), node.path.clone(), node.lane.is_none())
        });
        children
    }
}

/// What keeps a walk over the tree going.
struct Walk<'a> {
    facts: &'a Facts,
    tree: &'a Tree,
    data: &'a [Lane],
    options: &'a LaneOptions,
    hand: HashMap<&'a LanePath, usize>,
    pinned: BTreeSet<&'a LanePath>,
    search: String,
    covered: &'a super::coverage::Coverage,
    strips: Vec<Strip>,
    strip_of: Vec<u32>,
    /// Lanes below each folded group, by its strip.
    folded: Vec<(usize, Vec<u32>)>,
    y: f64,
    hidden: usize,
}

/// What is known on the way down.
#[derive(Clone, Default)]
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
    fn visit(&mut self, node: usize, mut around: Around) {
        let at = &self.tree.nodes[node];
        let arrangement = &self.options.arrangement;
        let named = !at.path.0.is_empty();
        if named && self.pinned.contains(&at.path) && !around.pinned {
            return;
        }
        if named && arrangement.hidden.contains(&at.path) {
            self.hidden += self.lanes_below(node).len();
            return;
        }
        around.found |=
            self.search.is_empty() || fold(&heading_name(self.facts, at.path.0.last())).contains(&self.search);
        around.colour = arrangement.colour(&at.path).or(around.colour);
        match at.lane {
            Some(lane) if around.found => self.lane(node, lane, &around),
            Some(_) => self.hidden += 1,
            None => self.group(node, around),
        }
    }

    fn group(&mut self, node: usize, mut around: Around) {
        let at = &self.tree.nodes[node];
        let children = self.tree.ordered(self.facts, &self.options.arrangement, &self.hand, node);
        // A port that only holds one berth needs no header of its own: the berth's says both.
        let only = match children.as_slice() {
            [only] => self.tree.nodes[*only].lane.is_none().then_some(*only),
            _ => None,
        };
        if let (Some(only), Some(Heading::Place(_))) = (only, at.path.0.last())
            && matches!(self.tree.nodes[only].path.0.last(), Some(Heading::Place(_)))
            && self.tree.nodes[only].path.0.len() == at.path.0.len()
        {
            around.places += 1;
            self.visit(only, around);
            return;
        }
        let strip = self.strips.len();
        let folded = self.options.arrangement.folded.contains(&at.path);
        self.push(node, StripKind::Group { folded }, GROUP_HEIGHT.into(), &around);
        if folded {
            let lanes = self.lanes_below(node);
            for lane in &lanes {
                self.strip_of[*lane as usize] = strip as u32;
            }
            self.folded.push((strip, lanes));
            return;
        }
        let inside = Around { depth: around.depth + 1, places: 0, outer: 0, ..around };
        for child in children {
            self.visit(child, inside.clone());
        }
        if self.strips.len() == strip + 1 {
            // Nothing in it is shown.
            let gone = self.strips.pop();
            self.y = gone.map_or(self.y, |strip| strip.y);
        }
    }

    fn lane(&mut self, node: usize, lane: u32, around: &Around) {
        let place = match self.tree.nodes[node].path.0.last() {
            Some(Heading::Place(place)) => Some(*place),
            _ => None,
        };
        let led = place.is_some_and(|place| !self.covered.at(place).is_empty());
        self.strip_of[lane as usize] = self.strips.len() as u32;
        let lead = if led { f64::from(GROUP_HEIGHT) } else { 0.0 };
        let height = lead + f64::from(ROW_HEIGHT) * self.data[lane as usize].rows() as f64;
        self.push(node, StripKind::Lane { lane, led }, height, around);
    }

    fn push(&mut self, node: usize, kind: StripKind, height: f64, around: &Around) {
        let at = &self.tree.nodes[node];
        let place = at.path.0.iter().rev().find_map(|heading| match heading {
            Heading::Place(place) => Some(*place),
            _ => None,
        });
        let vessel = at.path.0.iter().rev().find_map(|heading| match heading {
            Heading::Vessel(vessel) => Some(*vessel),
            _ => None,
        });
        self.strips.push(Strip {
            kind,
            y: self.y,
            count: at.count,
            depth: around.depth,
            path: at.path.clone(),
            place,
            vessel,
            colour: around.colour,
            places: around.places,
            outer: around.outer,
        });
        self.y += height;
    }

    fn lanes_below(&self, node: usize) -> Vec<u32> {
        let (mut lanes, mut open) = (Vec::new(), vec![node]);
        while let Some(node) = open.pop() {
            let node = &self.tree.nodes[node];
            lanes.extend(node.lane);
            open.extend(&node.children);
        }
        lanes.sort_unstable();
        lanes
    }
}

impl Lanes {
    /// Whether [`Lanes::rearrange`] would do.
    #[must_use]
    pub fn can_rearrange(&self, options: &LaneOptions) -> bool {
        self.options.packs_as(options)
    }

    /// Puts groups and lanes in their order and stacks them. O(lanes log lanes).
    pub(super) fn arrange(&mut self, facts: &Facts) {
        let tree = Tree::grow(self, facts);
        let options = self.options.clone();
        let arrangement = &options.arrangement;
        let mut walk = Walk {
            facts,
            tree: &tree,
            data: &self.data,
            options: &options,
            hand: arrangement.by_hand.iter().zip(0..).collect(),
            pinned: arrangement.pinned.iter().collect(),
            search: fold(options.search.trim()),
            covered: &self.coverage,
            strips: Vec::new(),
            strip_of: vec![u32::MAX; self.data.len()],
            folded: Vec::new(),
            y: 0.0,
            hidden: 0,
        };
        let at: HashMap<&LanePath, usize> =
            (1..tree.nodes.len()).rev().map(|node| (&tree.nodes[node].path, node)).collect();
        for path in &arrangement.pinned {
            if let Some(&node) = at.get(path) {
                let outer = path.0.len().saturating_sub(1) as u8;
                walk.visit(node, Around { pinned: true, places: u8::MAX, outer, ..Around::default() });
            }
        }
        let pinned = walk.strips.len();
        for child in tree.ordered(facts, arrangement, &walk.hand, 0) {
            walk.visit(child, Around::default());
        }
        let Walk { strips, strip_of, folded, y, hidden, .. } = walk;
        let old = std::mem::take(&mut self.densities);
        for (strip, lanes) in folded {
            let path = strips[strip].path.clone();
            let mix = |sum: u64, number: u64| (sum ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
            let both = |sum: u64, lane: &u32| mix(mix(sum, u64::from(*lane) + 1), self.data[*lane as usize].stamp + 1);
            let stamp = lanes.iter().fold(lanes.len() as u64, both);
            let kept = old.get(&path).filter(|(known, _)| *known == stamp).map(|(_, all)| all.clone());
            let all = kept.unwrap_or_else(|| {
                let slots = lanes.iter().flat_map(|lane| self.data[*lane as usize].slots());
                Arc::new(Density::new(slots))
            });
            self.densities.insert(path, (stamp, all));
        }
        (self.strips, self.strip_of, self.height, self.pinned) = (strips, strip_of, y, pinned);
        self.hidden = (hidden, self.hidden_visits());
    }

    /// Visits all of whose lanes are hidden.
    fn hidden_visits(&self) -> usize {
        let is_hidden = |lane: u32| self.strip_of[lane as usize] == u32::MAX;
        let lanes = (0..).zip(&self.data).filter(|(lane, _)| is_hidden(*lane));
        let slots = lanes.flat_map(|(lane, data)| data.slots().iter().map(move |slot| (lane, slot.visit)));
        slots
            .filter(|(lane, visit)| self.lane_of.get(*visit) == Some(*lane) && self.lane_of.all(*visit).all(is_hidden))
            .count()
    }
}

/// What a heading is called by itself.
fn heading_name(facts: &Facts, heading: Option<&Heading>) -> String {
    match heading {
        None => "All visits".to_owned(),
        Some(Heading::Flag(text) | Heading::Operator(text)) => text.clone(),
        Some(Heading::Unknown(by)) => by.unknown().to_owned(),
        Some(heading) => heading.entity().map_or_else(String::new, |entity| naming::name(facts, entity)),
    }
}

/// What a strip is called: its heading, with the places around it and the groups that no header above says.
pub(super) fn label(facts: &Facts, strip: &Strip) -> String {
    let named = |heading: &Heading, places: u8| match heading {
        Heading::Place(place) if places > 0 => {
            let mut names: Vec<String> = Vec::new();
            for place in around(facts, *place).take(usize::from(places) + 1) {
                let name = naming::name(facts, place.into());
                if !names.last().is_some_and(|inner| inner.contains(&name)) {
                    names.push(name);
                }
            }
            names.reverse();
            names.join(", ")
        }
        heading => heading_name(facts, Some(heading)),
    };
    let Some((last, before)) = strip.path.0.split_last() else { return heading_name(facts, None) };
    let mut text = named(last, strip.places);
    for outer in before.iter().rev().take(strip.outer.into()) {
        text.push_str(" · ");
        text.push_str(&named(outer, u8::MAX));
    }
    text
}

/// A name in pieces that compare as people count: “Tanker 2” before “Tanker 10”.
fn naturally(name: &str) -> Vec<(Reverse<bool>, u64, String)> {
    let folded = fold(name);
    let mut parts: Vec<(Reverse<bool>, u64, String)> = Vec::new();
    for c in folded.chars() {
        match (c.to_digit(10), parts.last_mut()) {
            (Some(digit), Some((Reverse(true), number, _))) => {
                *number = number.saturating_mul(10).saturating_add(u64::from(digit));
            }
            (Some(digit), _) => parts.push((Reverse(true), u64::from(digit), String::new())),
            (None, Some((Reverse(false), _, text))) => text.push(c),
            (None, _) => parts.push((Reverse(false), 0, c.to_string())),
        }
    }
    parts
}

/// Whether the name or the search of lanes would change with an edit of this level's entities.
pub(super) fn depends_on_names(options: &LaneOptions) -> bool {
    options.arrangement.order == LaneOrder::Name || !options.search.trim().is_empty()
}

/// Whether places decide how lanes are nested.
pub(super) fn depends_on_places(options: &LaneOptions) -> bool {
    options.arrangement.levels.contains(&LaneBy::Place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count() {
        let mut names = ["Tanker 10", "Tanker 2", "An San 1", "청진", "Tanker"];
        names.sort_by_key(|name| naturally(name));
        assert_eq!(names, ["An San 1", "Tanker", "Tanker 2", "Tanker 10", "청진"]);
    }
}
