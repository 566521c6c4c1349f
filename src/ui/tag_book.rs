//! What the window knows of the tags of the open case: their tree, how many bear each, which were used last, and what
//! the selection bears. Kept up with edits, since lists of tags are drawn in every frame.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::selection::Selection;
use crate::analysis::tags::borne::{Bearers, Borne};
use crate::analysis::tags::queries::asking_for;
use crate::analysis::tags::rules::{Ruled, ruled};
use crate::model::facts::Facts;
use crate::model::ids::{ENTITY_KINDS, EntityKind, EntityRef, TagId};
use crate::model::tag::Tag;
use crate::model::tag_tree::{self, Branch, TagTree, Wanted};

/// How many tags are remembered as used last.
const RECENT: usize = 8;

/// Whether things bear a tag.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bearing {
    /// All of them do.
    All,
    /// Some of them do, and how many.
    Some(usize),
    /// None does.
    None,
}

/// What is selected, in numbers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Selected {
    kinds: [usize; ENTITY_KINDS.len()],
    bearing: BTreeMap<TagId, usize>,
}

impl Selected {
    fn of(selection: &Selection, facts: &Facts) -> Self {
        let mut selected = Self::default();
        for item in selection {
            selected.kinds[item.kind as usize] += 1;
            for tag in facts.tags_of(*item) {
                *selected.bearing.entry(*tag).or_default() += 1;
            }
        }
        selected
    }

    /// How many of each kind, without those of which there is none.
    pub fn kinds(&self) -> impl Iterator<Item = (EntityKind, usize)> {
        ENTITY_KINDS.into_iter().zip(self.kinds).filter(|(_, n)| *n > 0)
    }

    /// How many of it can bear tags.
    #[must_use]
    pub fn taggable(&self) -> usize {
        self.kinds().filter(|(kind, _)| bears_tags(*kind)).map(|(_, n)| n).sum()
    }

    /// How many of it bear a tag.
    #[must_use]
    pub fn bearing(&self, tag: TagId) -> Bearing {
        match self.bearing.get(&tag) {
            None => Bearing::None,
            Some(n) if *n == self.taggable() => Bearing::All,
            Some(n) => Bearing::Some(*n),
        }
    }

    /// The tags that some of it bears.
    pub fn borne(&self) -> impl Iterator<Item = TagId> {
        self.bearing.keys().copied()
    }
}

/// Whether things of a kind can bear tags: all but tags themselves and saved views.
#[must_use]
pub fn bears_tags(kind: EntityKind) -> bool {
    !matches!(kind, EntityKind::Tag | EntityKind::SavedView)
}

/// An answer with what it holds for: a tag, and the state of the case.
type Answer<T> = Option<((TagId, u64), Arc<T>)>;

/// The tags of one case.
#[derive(Default)]
pub struct TagBook {
    tree: TagTree,
    borne: Borne,
    recent: Vec<TagId>,
    selected: Option<((u64, u64), Arc<Selected>)>,
    ruled: Answer<Result<Ruled, String>>,
    asking: Answer<Vec<String>>,
    named: Option<((String, u64), Option<TagId>)>,
}

impl TagBook {
    /// Reads the tags of a case.
    #[must_use]
    pub fn new(facts: &Facts) -> Self {
        Self { tree: TagTree::of(&facts.tags), borne: Borne::of(facts), ..Self::default() }
    }

    /// Follows an edit.
    pub fn update(&mut self, before: &Facts, after: &Facts, touched: &[EntityRef]) {
        self.borne.update(before, after, touched);
        if touched.iter().any(|item| item.kind == EntityKind::Tag) {
            self.tree = TagTree::of(&after.tags);
            self.recent.retain(|tag| after.tags.get(*tag).is_some());
        }
    }

    /// Reads everything anew, and remembers which tags were used.
    pub fn read_again(&mut self, facts: &Facts) {
        let mut recent = std::mem::take(&mut self.recent);
        recent.retain(|tag| facts.tags.get(*tag).is_some());
        *self = Self { recent, ..Self::new(facts) };
    }

    /// The tags as a tree.
    #[must_use]
    pub fn tree(&self) -> &TagTree {
        &self.tree
    }

    /// How many bear a tag.
    #[must_use]
    pub fn bearers(&self, tag: TagId) -> Bearers {
        self.borne.get(tag)
    }

    /// Notes that a tag was set.
    pub fn used(&mut self, tag: TagId) {
        self.recent.retain(|known| *known != tag);
        self.recent.insert(0, tag);
        self.recent.truncate(RECENT);
    }

    /// The tags that were used last, the latest first.
    #[must_use]
    pub fn recent(&self) -> &[TagId] {
        &self.recent
    }

    /// The tags that a text as typed fits: those used last first, then in the order of the tree.
    #[must_use]
    pub fn found(&self, text: &str) -> Vec<&Branch> {
        let recent = self.recent.iter().filter_map(|tag| self.tree.get(*tag));
        let others = self.tree.branches().iter().filter(|branch| !self.recent.contains(&branch.id));
        let wanted = Wanted::new(text);
        recent.chain(others).filter(|branch| branch.fits(&wanted)).collect()
    }

    /// The tag that a text spells out, by name or path.
    pub fn named(&mut self, facts: &Facts, text: &str) -> Option<TagId> {
        match &self.named {
            Some(((known, generation), tag)) if known == text && *generation == facts.generation => *tag,
            _ => {
                let tag = tag_tree::find(facts, text).map(|tag| tag.id);
                self.named = Some(((text.to_owned(), facts.generation), tag));
                tag
            }
        }
    }

    /// What is selected, in numbers.
    pub fn selected(&mut self, selection: &Selection, facts: &Facts) -> Arc<Selected> {
        let state = (selection.version(), facts.generation);
        match &self.selected {
            Some((known, selected)) if *known == state => selected.clone(),
            _ => {
                let selected = Arc::new(Selected::of(selection, facts));
                self.selected = Some((state, selected.clone()));
                selected
            }
        }
    }

    /// The saved views and rules whose queries name a tag.
    pub fn asking_for(&mut self, facts: &Facts, tag: &Tag) -> Arc<Vec<String>> {
        let state = (tag.id, facts.generation);
        match &self.asking {
            Some((known, answer)) if *known == state => answer.clone(),
            _ => {
                let answer = Arc::new(asking_for(facts, tag));
                self.asking = Some((state, answer.clone()));
                answer
            }
        }
    }

    /// What the rule of a tag comes to, or why it cannot be run; none if it has no rule.
    pub fn ruled(&mut self, facts: &Facts, tag: &Tag) -> Option<Arc<Result<Ruled, String>>> {
        let rule = tag.rule.as_ref()?;
        let state = (tag.id, facts.generation);
        match &self.ruled {
            Some((known, answer)) if *known == state => Some(answer.clone()),
            _ => {
                let answer = Arc::new(ruled(facts, tag.id, rule).map_err(|error| error.to_string()));
                self.ruled = Some((state, answer.clone()));
                Some(answer)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entity::Entity;
    use crate::model::ids::Id;
    use crate::model::vessel::Vessel;

    fn case() -> Facts {
        let mut facts = Facts::default();
        for name in ["b", "a", "c"] {
            let tag = facts.fresh_tag(name);
            facts.put(Entity::Tag(Box::new(tag)));
        }
        for (id, tags) in [(1, vec![1, 2]), (2, vec![2])] {
            let mut vessel = Vessel::named(Id::new(id), "x");
            vessel.tags = tags.into_iter().map(Id::new).collect();
            facts.put(Entity::Vessel(Box::new(vessel)));
        }
        facts
    }

    #[test]
    fn the_tag_used_last_comes_first_and_once() {
        let facts = case();
        let mut book = TagBook::new(&facts);
        let order = |book: &TagBook| book.found("").iter().map(|branch| branch.id.0).collect::<Vec<_>>();
        assert_eq!(order(&book), [2, 1, 3], "by name");
        book.used(Id::new(3));
        book.used(Id::new(1));
        book.used(Id::new(3));
        assert_eq!(order(&book), [3, 1, 2]);
        (4..20).for_each(|id| book.used(Id::new(id)));
        assert_eq!(book.recent().len(), RECENT);
    }

    #[test]
    fn a_selection_is_counted_by_kind_and_by_what_it_bears() {
        let facts = case();
        let mut book = TagBook::new(&facts);
        let mut selection = Selection::default();
        selection.extend([1, 2].map(|id| EntityRef { kind: EntityKind::Vessel, id }));
        selection.insert(TagId::new(1).into());
        let selected = book.selected(&selection, &facts);
        assert_eq!(selected.kinds().collect::<Vec<_>>(), [(EntityKind::Vessel, 2), (EntityKind::Tag, 1)]);
        let bearing = [1, 2, 3].map(|id| selected.bearing(Id::new(id)));
        assert_eq!(bearing, [Bearing::Some(1), Bearing::All, Bearing::None], "a tag bears none and does not count");
        assert!(Arc::ptr_eq(&selected, &book.selected(&selection, &facts)), "kept while nothing changes");
        selection.clear();
        assert_eq!(book.selected(&selection, &facts).taggable(), 0);
    }
}
