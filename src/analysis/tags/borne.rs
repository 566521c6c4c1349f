//! How many things bear each tag, itself or with the tags below it: counted once, then kept up with edits.

use std::collections::BTreeMap;

use crate::base::text::count;
use crate::model::facts::Facts;
use crate::model::ids::{ENTITY_KINDS, EntityKind, EntityRef, TagId};
use crate::model::naming;
use crate::model::tag_tree::upwards;

/// How many things bear a tag.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Bearers {
    own: [usize; ENTITY_KINDS.len()],
    within: usize,
}

impl Bearers {
    /// How many bear the tag itself.
    #[must_use]
    pub fn own(&self) -> usize {
        self.own.iter().sum()
    }

    /// How many bear the tag or one below it; what bears several of them counts once.
    #[must_use]
    pub fn within(&self) -> usize {
        self.within
    }

    /// How many of a kind bear the tag itself.
    #[must_use]
    pub fn of_kind(&self, kind: EntityKind) -> usize {
        self.own[kind as usize]
    }

    /// `9 visits and 2 vessels`; empty if nothing bears the tag itself.
    #[must_use]
    pub fn words(&self) -> String {
        let kinds = ENTITY_KINDS.into_iter().zip(self.own).filter(|(_, n)| *n > 0);
        naming::list(&kinds.map(|(kind, n)| count(n, kind.word())).collect::<Vec<_>>())
    }
}

/// The counts of every tag of a case.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Borne {
    bearers: BTreeMap<TagId, Bearers>,
    /// Each tag and those above it.
    upwards: BTreeMap<TagId, Vec<TagId>>,
}

impl Borne {
    /// Counts a whole case.
    #[must_use]
    pub fn of(facts: &Facts) -> Self {
        let mut borne = Self::default();
        for tag in facts.tags.iter() {
            borne.bearers.insert(tag.id, Bearers::default());
            borne.upwards.insert(tag.id, upwards(&facts.tags, tag.id).map(|above| above.id).collect());
        }
        facts.each_tagged(|reference, tags| borne.add(reference, tags, true));
        borne
    }

    /// Follows an edit that touched these; counts anew only if tags were added, removed or moved in the tree.
    pub fn update(&mut self, before: &Facts, after: &Facts, touched: &[EntityRef]) {
        let moved = touched.iter().filter_map(|item| item.as_id()).any(|id: TagId| {
            let parent = |facts: &Facts| facts.tags.get(id).map(|tag| tag.parent);
            parent(before) != parent(after)
        });
        if moved {
            *self = Self::of(after);
            return;
        }
        for item in touched {
            self.add(*item, before.tags_of(*item), false);
            self.add(*item, after.tags_of(*item), true);
        }
    }

    /// How many bear a tag.
    #[must_use]
    pub fn get(&self, tag: TagId) -> Bearers {
        self.bearers.get(&tag).copied().unwrap_or_default()
    }

    fn add(&mut self, item: EntityRef, tags: &[TagId], present: bool) {
        let step = |n: &mut usize| *n = if present { *n + 1 } else { n.saturating_sub(1) };
        for (at, tag) in tags.iter().enumerate() {
            if let Some(bearers) = self.bearers.get_mut(tag) {
                step(&mut bearers.own[item.kind as usize]);
            }
            for above in self.upwards.get(tag).into_iter().flatten() {
                // Once, however many of its tags stand below that one.
                let counted =
                    tags[..at].iter().any(|other| self.upwards.get(other).is_some_and(|others| others.contains(above)));
                if let Some(bearers) = self.bearers.get_mut(above).filter(|_| !counted) {
                    step(&mut bearers.within);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::entity::Entity;
    use crate::model::ids::Id;
    use crate::model::tag::Tag;
    use crate::model::vessel::Vessel;

    fn put_tag(facts: &mut Facts, id: u32, parent: u32) {
        let parent = (parent > 0).then(|| Id::new(parent));
        let tag = Tag { id: Id::new(id), parent, ..facts.fresh_tag(&format!("t{id}")) };
        facts.put(Entity::Tag(Box::new(tag)));
    }

    fn put_vessel(facts: &mut Facts, id: u32, tags: &[u32]) -> EntityRef {
        let mut entity = Entity::Vessel(Box::new(Vessel::named(Id::new(id), "x")));
        for tag in tags {
            entity.set_tag(Id::new(*tag), true);
        }
        let reference = entity.reference();
        facts.put(entity);
        reference
    }

    fn counts(borne: &Borne, tags: u32) -> Vec<(usize, usize)> {
        (1..=tags).map(|id| borne.get(Id::new(id))).map(|bearers| (bearers.own(), bearers.within())).collect()
    }

    #[test]
    fn what_bears_two_tags_of_a_branch_counts_once_above_them() {
        let mut facts = Facts::default();
        for (id, parent) in [(1, 0), (2, 1), (3, 1), (4, 2), (5, 0)] {
            put_tag(&mut facts, id, parent);
        }
        put_vessel(&mut facts, 1, &[2, 3]);
        put_vessel(&mut facts, 2, &[1, 4]);
        put_vessel(&mut facts, 3, &[5]);
        let borne = Borne::of(&facts);
        assert_eq!(counts(&borne, 5), [(1, 2), (1, 2), (1, 1), (1, 1), (1, 1)]);
        assert_eq!(borne.get(Id::new(1)).words(), "1 vessel");
        assert_eq!(borne.get(Id::new(9)), Bearers::default());
    }

    proptest! {
        #[test]
        fn an_edit_leaves_the_counts_that_a_fresh_count_gives(
            edits in prop::collection::vec((0_u32..3, 1_u32..6, 0_u32..6, prop::collection::vec(1_u32..6, 0..4)), 1..40),
        ) {
            let mut facts = Facts::default();
            let mut borne = Borne::of(&facts);
            for (what, id, parent, tags) in edits {
                let before = facts.clone();
                let touched = match what {
                    0 => { put_tag(&mut facts, id, parent); EntityRef::from(TagId::new(id)) }
                    1 => put_vessel(&mut facts, id, &tags),
                    _ => { let gone = EntityRef { kind: EntityKind::Vessel, id }; facts.remove(gone); gone }
                };
                borne.update(&before, &facts, &[touched]);
                prop_assert_eq!(&borne, &Borne::of(&facts));
            }
        }
    }
}
