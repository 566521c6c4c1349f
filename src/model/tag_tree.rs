//! The tags of a case as a tree: how they stand below one another, and what a tag is called with those above it.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use super::ids::{Id, TagId};
use super::tag::Tag;
use crate::base::table::Table;
use crate::base::text::fold;

/// What stands between the levels of a path: `Deceptive shipping practice › AIS off`.
pub const BETWEEN: &str = " › ";

/// How many levels of a path are spelt out; of a deeper tag the innermost are.
const SPELT: usize = 8;

/// One tag in its place in the tree.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Branch {
    /// The tag.
    pub id: TagId,
    /// How many tags stand above it.
    pub depth: usize,
    /// How many tags stand below it, however deep; they are the ones that follow it.
    pub below: usize,
    /// Its name behind those above it.
    pub path: String,
    parent: Option<TagId>,
    name: String,
    folded: String,
    meaning: String,
}

/// What is searched for among tags: `a/b` is a b somewhere below an a. Read once, and asked of every tag.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Wanted {
    above: Vec<String>,
    last: String,
}

impl Wanted {
    /// Reads a text as typed; an empty one wants every tag.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut above: Vec<String> = parts(text).into_iter().map(fold).collect();
        let last = above.pop().unwrap_or_default();
        Self { above, last }
    }
}

impl Branch {
    /// Whether what is wanted is part of its path or of its definition.
    #[must_use]
    pub fn fits(&self, wanted: &Wanted) -> bool {
        if wanted.above.is_empty() && self.meaning.contains(wanted.last.as_str()) {
            return true;
        }
        let mut rest = self.folded.as_str();
        for part in &wanted.above {
            let Some(at) = rest.find(part.as_str()) else { return false };
            let Some(next) = rest[at..].find('›') else { return false };
            rest = &rest[at + next..];
        }
        rest.contains(wanted.last.as_str())
    }
}

/// All tags, each before those below it, and beside one another by name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TagTree {
    branches: Vec<Branch>,
    at: BTreeMap<TagId, usize>,
}

impl TagTree {
    /// The tree of a case. A tag whose parent is not there stands at the top, and so does one of each circle.
    #[must_use]
    pub fn of(tags: &Table<Tag>) -> Self {
        let mut children: BTreeMap<Option<TagId>, Vec<(String, TagId)>> = BTreeMap::new();
        for tag in tags.iter() {
            let parent = tag.parent.filter(|parent| tags.get(*parent).is_some());
            children.entry(parent).or_default().push((fold(&tag.name), tag.id));
        }
        for beside in children.values_mut() {
            beside.sort();
        }
        let mut tree = Self::default();
        let top = children.get(&None).into_iter().flatten().map(|(_, id)| *id);
        // Whatever a circle keeps from being reached from the top is a top of its own.
        for root in top.chain(tags.iter().map(|tag| tag.id)) {
            tree.grow(tags, &children, root);
        }
        for at in (0..tree.branches.len()).rev() {
            let mut end = at + 1;
            while tree.branches.get(end).is_some_and(|later| later.depth > tree.branches[at].depth) {
                end += 1 + tree.branches[end].below;
            }
            tree.branches[at].below = end - at - 1;
        }
        tree
    }

    fn grow(&mut self, tags: &Table<Tag>, children: &BTreeMap<Option<TagId>, Vec<(String, TagId)>>, root: TagId) {
        let mut open = vec![(root, 0)];
        let mut trail: Vec<&str> = Vec::new();
        while let Some((id, depth)) = open.pop() {
            let Some(tag) = tags.get(id).filter(|_| !self.at.contains_key(&id)) else { continue };
            trail.truncate(depth);
            trail.push(&tag.name);
            let spelt = &trail[trail.len().saturating_sub(SPELT)..];
            let cut = if spelt.len() < trail.len() { "… › " } else { "" };
            let path = format!("{cut}{}", spelt.join(BETWEEN));
            self.at.insert(id, self.branches.len());
            let (name, folded, meaning) = (fold(&tag.name), fold(&path), fold(&tag.definition));
            self.branches.push(Branch { id, depth, below: 0, path, parent: tag.parent, name, folded, meaning });
            open.extend(children.get(&Some(id)).into_iter().flatten().rev().map(|(_, id)| (*id, depth + 1)));
        }
    }

    /// All tags, each before those below it.
    #[must_use]
    pub fn branches(&self) -> &[Branch] {
        &self.branches
    }

    /// A tag in its place.
    #[must_use]
    pub fn get(&self, tag: TagId) -> Option<&Branch> {
        self.branches.get(*self.at.get(&tag)?)
    }

    /// A tag's name behind those above it; empty if there is no such tag.
    #[must_use]
    pub fn path(&self, tag: TagId) -> &str {
        self.get(tag).map_or("", |branch| &branch.path)
    }

    /// The tags below one, however deep.
    #[must_use]
    pub fn below(&self, tag: TagId) -> &[Branch] {
        let Some(at) = self.at.get(&tag) else { return &[] };
        &self.branches[at + 1..=at + self.branches[*at].below]
    }

    /// The tags right below one.
    pub fn children(&self, tag: TagId) -> impl Iterator<Item = &Branch> {
        let below = self.below(tag);
        let next = |at: &usize| below.get(*at).map(|branch| at + 1 + branch.below);
        std::iter::successors(Some(0), next).map_while(|at| below.get(at))
    }

    /// Another tag under the same parent that has this name however it is written; quick enough to be asked on every frame.
    #[must_use]
    pub fn twin(&self, tag: TagId, name: &str) -> Option<TagId> {
        let (parent, name) = (self.get(tag)?.parent, fold(name));
        let twin = |other: &&Branch| other.id != tag && other.parent == parent && other.name == name;
        self.branches.iter().find(twin).map(|other| other.id)
    }

    /// The tags right below one whose names tags right below another have too: what would stand twice if both were one.
    #[must_use]
    pub fn twice_below(&self, one: TagId, other: TagId) -> Vec<TagId> {
        let names: BTreeSet<&str> = self.children(other).map(|branch| branch.name.as_str()).collect();
        let twice = self.children(one).filter(|branch| branch.id != other && names.contains(branch.name.as_str()));
        twice.map(|branch| branch.id).collect()
    }

    /// Whether a tag is another or stands below it, however deep.
    #[must_use]
    pub fn is_within(&self, tag: TagId, other: TagId) -> bool {
        let (Some(tag), Some(at)) = (self.at.get(&tag), self.at.get(&other)) else { return false };
        (*at..=at + self.branches[*at].below).contains(tag)
    }
}

/// A tag and those above it, the innermost first. Ends on circles.
pub fn upwards(tags: &Table<Tag>, tag: TagId) -> impl Iterator<Item = &Tag> {
    let mut seen = BTreeSet::new();
    let above = move |row: &&Tag| row.parent.and_then(|id| tags.get(id));
    std::iter::successors(tags.get(tag), above).take_while(move |row| seen.insert(row.id))
}

/// The levels of a path as typed: between `›` or `/`, without blanks around them. Levels without a name are left out.
#[must_use]
pub fn parts(path: &str) -> Vec<&str> {
    path.split(['›', '/']).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Another tag beside this one, under the same parent, that has this name however it is written.
#[must_use]
pub fn sibling<'a>(facts: &'a Facts, tag: &Tag, name: &str) -> Option<&'a Tag> {
    let name = fold(name);
    facts.tags.iter().find(|other| other.id != tag.id && other.parent == tag.parent && fold(&other.name) == name)
}

/// The tag that a text names: by its name or its path, however it is written.
#[must_use]
pub fn find<'a>(facts: &'a Facts, text: &str) -> Option<&'a Tag> {
    let whole = fold(text);
    if whole.is_empty() {
        return None;
    }
    let named = || facts.tags.iter().find(|tag| fold(&tag.name) == whole);
    let Planned { new, tag } = planned(facts, text)?;
    // A path goes before a name: “off” at the top of the tree before another one somewhere below.
    if new.is_empty() { facts.tags.get(tag) } else { named() }
}

/// What has to be made for a path to be there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Planned {
    /// The tags that are missing, each before those below it. Empty if the path is there.
    pub new: Vec<Tag>,
    /// The tag at its end.
    pub tag: TagId,
}

/// What has to be made for a path as typed to be there: `a › b`, `a/b`, or a name alone. None if it names nothing.
///
/// A path begins at the top of the tree, or at a tag further down if none at the top has its first name.
#[must_use]
pub fn planned(facts: &Facts, path: &str) -> Option<Planned> {
    let parts = parts(path);
    let last = parts.len().checked_sub(1)?;
    let mut at: Option<&Tag> = None;
    let mut new: Vec<Tag> = Vec::new();
    for (level, part) in parts.iter().enumerate() {
        let name = fold(part);
        if new.is_empty() {
            let above = at.map(|tag| tag.id);
            let mut named = facts.tags.iter().filter(|tag| fold(&tag.name) == name);
            let here = named.clone().find(|tag| tag.parent == above);
            // A name alone makes a tag at the top, also where one below another has that name.
            let found = here.or_else(|| if level == 0 && last > 0 { named.next() } else { None });
            if let Some(tag) = found {
                at = Some(tag);
                continue;
            }
        }
        let parent = new.last().or(at);
        let mut tag = facts.fresh_tag(part);
        tag.id = Id::new(tag.id.0 + u32::try_from(new.len()).unwrap_or(0));
        tag.parent = parent.map(|parent| parent.id);
        tag.colour = parent.map_or(tag.colour, |parent| parent.colour);
        tag.key = tag.key.filter(|_| level == last);
        new.push(tag);
    }
    let tag = new.last().or(at)?.id;
    Some(Planned { new, tag })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entity::Entity;

    /// A case with tags given as id, parent (0 for none) and name.
    fn case(tags: &[(u32, u32, &str)]) -> Facts {
        let mut facts = Facts::default();
        for (id, parent, name) in tags {
            let mut tag = Tag { id: Id::new(*id), ..facts.fresh_tag(name) };
            tag.parent = (*parent > 0).then(|| Id::new(*parent));
            tag.definition = format!("meaning of {name}");
            facts.put(Entity::Tag(Box::new(tag)));
        }
        facts
    }

    fn shown(facts: &Facts) -> Vec<String> {
        let tree = TagTree::of(&facts.tags);
        let line = |branch: &Branch| format!("{} {} +{}", branch.depth, branch.path, branch.below);
        tree.branches().iter().map(line).collect()
    }

    #[test]
    fn tags_stand_below_their_parents_and_by_name() {
        let facts = case(&[(1, 0, "suspected"), (2, 3, "off"), (3, 0, "AIS"), (4, 3, "gap"), (5, 2, "at night")]);
        let expected = ["0 AIS +3", "1 AIS › gap +0", "1 AIS › off +1", "2 AIS › off › at night +0", "0 suspected +0"];
        assert_eq!(shown(&facts), expected);
        let tree = TagTree::of(&facts.tags);
        let below: Vec<u32> = tree.below(Id::new(3)).iter().map(|branch| branch.id.0).collect();
        assert_eq!(below, [4, 2, 5]);
        assert!(tree.is_within(Id::new(5), Id::new(3)) && tree.is_within(Id::new(3), Id::new(3)));
        assert!(!tree.is_within(Id::new(3), Id::new(5)) && !tree.is_within(Id::new(1), Id::new(3)));
        let up: Vec<u32> = upwards(&facts.tags, Id::new(5)).map(|tag| tag.id.0).collect();
        assert_eq!(up, [5, 2, 3]);
    }

    #[test]
    fn what_stands_right_below_is_told_from_what_is_deeper() {
        let facts = case(&[(1, 0, "a"), (2, 1, "x"), (3, 2, "y"), (4, 1, "z"), (5, 0, "b"), (6, 5, "Z"), (7, 5, "y")]);
        let tree = TagTree::of(&facts.tags);
        let ids = |tags: Vec<TagId>| tags.into_iter().map(|tag| tag.0).collect::<Vec<_>>();
        let children = |tag: u32| ids(tree.children(Id::new(tag)).map(|branch| branch.id).collect());
        assert_eq!((children(1), children(2), children(4)), (vec![2, 4], vec![3], vec![]));
        assert_eq!(ids(tree.twice_below(Id::new(1), Id::new(5))), [4], "y stands deeper");
        assert_eq!(ids(tree.twice_below(Id::new(5), Id::new(2))), [7]);
    }

    #[test]
    fn circles_and_lost_parents_lose_no_tag() {
        let facts = case(&[(1, 2, "a"), (2, 1, "b"), (3, 3, "c"), (4, 99, "d"), (5, 1, "e")]);
        assert_eq!(shown(&facts), ["0 d +0", "0 a +2", "1 a › b +0", "1 a › e +0", "0 c +0"]);
        assert_eq!(upwards(&facts.tags, Id::new(5)).count(), 3);
    }

    #[test]
    fn a_very_deep_tree_is_no_matter() {
        let names: Vec<String> = (1..=3_000).map(|i| format!("t{i}")).collect();
        let tags: Vec<(u32, u32, &str)> = (1..).zip(&names).map(|(id, name)| (id, id - 1, name.as_str())).collect();
        let mut facts = Facts::default();
        for (id, parent, name) in tags {
            let mut tag = Tag {
                id: Id::new(id),
                name: name.to_owned(),
                ..case(&[(1, 0, "x")]).tags.first().cloned().expect("x")
            };
            tag.parent = (parent > 0).then(|| Id::new(parent));
            facts.put(Entity::Tag(Box::new(tag)));
        }
        let tree = TagTree::of(&facts.tags);
        assert_eq!(tree.branches()[0].below, 2_999);
        let last = tree.branches().last().expect("deepest");
        assert_eq!(
            (last.depth, last.path.starts_with("… › t2993 › "), last.path.ends_with("t3000")),
            (2_999, true, true)
        );
    }

    #[test]
    fn a_tag_is_found_by_any_part_of_its_path_and_by_what_it_means() {
        let facts = case(&[(1, 0, "Deceptive practice"), (2, 1, "AIS off"), (3, 0, "Étape")]);
        let tree = TagTree::of(&facts.tags);
        let found = |text: &str| -> Vec<u32> {
            tree.branches().iter().filter(|branch| branch.fits(&Wanted::new(text))).map(|branch| branch.id.0).collect()
        };
        assert_eq!(found("  "), [1, 2, 3]);
        assert_eq!(found("ais"), [2]);
        assert_eq!(found("decept"), [1, 2], "what stands above counts");
        assert_eq!(found("dec/off"), [2]);
        assert_eq!(found("off › dec"), [0_u32; 0]);
        assert_eq!(found("etape"), [3]);
        assert_eq!(found("meaning of ais"), [2]);
    }

    #[test]
    fn a_path_makes_what_is_missing_of_it() {
        let facts = case(&[(1, 0, "Deceptive practice"), (2, 1, "AIS"), (3, 0, "and/or")]);
        let plan = |text: &str| {
            let planned = planned(&facts, text)?;
            let line = |tag: &Tag| format!("T-{} {} below {:?}", tag.id.0, tag.name, tag.parent);
            Some((planned.new.iter().map(line).collect::<Vec<_>>(), planned.tag.0))
        };
        assert_eq!(plan("deceptive practice / ais"), Some((vec![], 2)));
        let night = "T-4 at night below Some(#2)".to_owned();
        assert_eq!(plan("Deceptive practice › AIS › at night"), Some((vec![night.clone()], 4)));
        assert_eq!(plan("AIS/at night"), Some((vec![night], 4)), "AIS is found where it stands");
        assert_eq!(plan("a//b/ "), Some((vec!["T-4 a below None".into(), "T-5 b below Some(#4)".into()], 5)));
        assert_eq!(plan("AIS"), Some((vec!["T-4 AIS below None".into()], 4)), "a name alone is one at the top");
        assert_eq!((plan(" / "), plan("")), (None, None));
        let keys: Vec<Option<u8>> = planned(&facts, "a/b").expect("a path").new.iter().map(|tag| tag.key).collect();
        assert_eq!(keys, [None, Some(4)], "only what is set gets a key");
        assert_eq!(find(&facts, "AIS").map(|tag| tag.id.0), Some(2));
        assert_eq!(find(&facts, "AND/OR").map(|tag| tag.id.0), Some(3));
        assert_eq!(find(&facts, "Deceptive practice/ais").map(|tag| tag.id.0), Some(2));
        assert_eq!(find(&facts, "x"), None);
    }

    #[test]
    fn a_sibling_of_the_same_name_is_seen_whatever_its_letters() {
        let facts = case(&[(1, 0, "AIS off"), (2, 0, "other"), (3, 1, "other")]);
        let of = |id: u32| facts.tags.get(Id::new(id)).expect("there");
        assert_eq!(sibling(&facts, of(2), "ais OFF").map(|tag| tag.id.0), Some(1));
        assert_eq!(sibling(&facts, of(3), "ais off"), None, "it stands elsewhere");
        assert_eq!(sibling(&facts, of(1), "AIS off"), None, "not itself");
        let tree = TagTree::of(&facts.tags);
        let twin = |tag: u32, name: &str| tree.twin(Id::new(tag), name).map(|tag| tag.0);
        assert_eq!((twin(2, "ais OFF"), twin(3, "ais off"), twin(1, "AIS off")), (Some(1), None, None));
    }
}
