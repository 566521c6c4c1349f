//! How many origins each visit has, for colouring a million of them.

use std::collections::{BTreeMap, BTreeSet};

use super::lineage::Lineage;
use super::subject;
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef, ExhibitId, SourceId, VisitId};
use crate::model::visit::Visit;

/// The origins of every visit, counted for those that claims are about; the others are counted when asked.
///
/// What it costs follows the claims of a case, not its visits.
#[derive(Clone, Debug, Default)]
pub struct VisitOrigins {
    lineage: Lineage,
    counts: BTreeMap<VisitId, u32>,
}

impl VisitOrigins {
    /// Counts the origins of all visits that claims are about.
    #[must_use]
    pub fn build(facts: &Facts) -> Self {
        let mut all = Self { lineage: Lineage::build(facts), counts: BTreeMap::new() };
        let about = facts.claims.iter().flat_map(|claim| claim.about.iter());
        let visits: BTreeSet<VisitId> = about.filter_map(|subject| subject.as_id()).collect();
        all.count(facts, visits.into_iter());
        all
    }

    /// Follows an edit: `facts` are those after it, `touched` what it changed. Returns the visits whose number of
    /// origins may be another than before, so that whoever drew them can draw them anew. The result equals a fresh
    /// build.
    pub fn update(&mut self, facts: &Facts, touched: &[EntityRef]) -> BTreeSet<VisitId> {
        let dirty = self.lineage.update(facts, touched);
        let mut changed: BTreeSet<VisitId> = touched.iter().filter_map(|item| item.as_id()).collect();
        changed.extend(dirty.about.iter().filter_map(|item| item.as_id::<Visit>()));
        changed.extend(dirty.exhibits.iter().flat_map(|exhibit| facts.links().visits_on(*exhibit)));
        self.count(facts, changed.iter().copied());
        changed
    }

    /// How many origins a visit has; none if the lineage of everything said about it is unknown.
    #[must_use]
    pub fn of(&self, visit: &Visit) -> u32 {
        match self.counts.get(&visit.id) {
            Some(count) => *count,
            // Most of a million visits come from one list that nobody quotes: nothing is put together for them.
            None if visit.exhibits.is_empty() => 0,
            None => self.on_exhibits(&visit.exhibits),
        }
    }

    /// The ends of all chains, from which the origins of anything can be counted.
    #[must_use]
    pub fn lineage(&self) -> &Lineage {
        &self.lineage
    }

    fn on_exhibits(&self, exhibits: &[ExhibitId]) -> u32 {
        let ends = exhibits.iter().flat_map(|exhibit| self.lineage.of_exhibit(*exhibit).origins);
        ends.collect::<BTreeSet<SourceId>>().len() as u32
    }

    fn count(&mut self, facts: &Facts, visits: impl Iterator<Item = VisitId>) {
        for visit in visits {
            let item = EntityRef { kind: EntityKind::Visit, id: visit.0 };
            if facts.visits.get(visit).is_some() && facts.links().claims_about(item).next().is_some() {
                let count = subject::reports(facts, &self.lineage, item).origins().len() as u32;
                self.counts.insert(visit, count);
            } else {
                self.counts.remove(&visit);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::origins::fixture::{Say, claim, exhibit, facts, source};
    use crate::base::interval::Bounds;
    use crate::model::entity::Entity;
    use crate::model::evidence::{ExhibitKind, SourceKind, Stance};
    use crate::model::ids::{PlaceId, VesselId};

    fn visit(id: u32, exhibits: &[u32]) -> Visit {
        let mut visit = Visit::new(VisitId::new(id), VesselId::new(1), PlaceId::new(1), Bounds::default());
        visit.exhibits = exhibits.iter().map(|id| ExhibitId::new(*id)).collect();
        visit
    }

    fn counts(facts: &Facts, origins: &VisitOrigins) -> Vec<u32> {
        facts.visits.iter().map(|visit| origins.of(visit)).collect()
    }

    #[test]
    fn a_visit_that_nobody_quotes_has_the_origins_of_its_exhibits() {
        let mut facts = facts(&[], 4);
        for (id, kind) in [(1, ExhibitKind::Image), (2, ExhibitKind::AisTrack), (3, ExhibitKind::Article)] {
            facts.put(exhibit(id, kind, Some(id)));
        }
        facts.put(Entity::Visit(Box::new(visit(1, &[]))));
        facts.put(Entity::Visit(Box::new(visit(2, &[1]))));
        facts.put(Entity::Visit(Box::new(visit(3, &[1, 2, 3]))));
        facts.put(Entity::Visit(Box::new(visit(4, &[3]))));
        let mut origins = VisitOrigins::build(&facts);
        assert_eq!(counts(&facts, &origins), [0, 1, 2, 0], "an article that does not say where it has it from is none");
        facts.put(source(1, SourceKind::Media));
        let changed = origins.update(&facts, &[EntityRef { kind: EntityKind::Source, id: 1 }]);
        assert_eq!(changed.into_iter().map(|id| id.0).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(counts(&facts, &origins), [0, 0, 1, 0], "a picture in a newspaper may be anybody's");
    }

    #[test]
    fn tagging_an_exhibit_touches_no_visit() {
        let mut facts = facts(&[Say { by: &[-1], about: &[1], ..Say::default() }], 2);
        facts.put(Entity::Visit(Box::new(visit(1, &[1]))));
        let mut origins = VisitOrigins::build(&facts);
        assert_eq!(counts(&facts, &origins), [1]);
        let touched = [EntityRef { kind: EntityKind::Exhibit, id: 1 }];
        assert_eq!(origins.update(&facts, &touched), BTreeSet::new());
    }

    #[derive(Clone, Debug)]
    enum Edit {
        Claim { id: u32, exhibit: u32, by: Vec<i32>, about: Vec<u32>, against: bool },
        Unsay(u32),
        Exhibit(u32, usize, u32),
        Source(u32, bool),
        Visit(u32, Vec<u32>),
        Leave(u32),
    }

    fn edit() -> impl Strategy<Value = Edit> {
        // Below zero sources, above it exhibits.
        let by = prop::collection::vec((-3_i32..=5).prop_filter("nobody", |by| *by != 0), 0..3);
        let about = prop::collection::vec(1_u32..=4, 0..3);
        prop_oneof![
            4 => (1_u32..=8, 1_u32..=5, by, about, any::<bool>())
                .prop_map(|(id, exhibit, by, about, against)| Edit::Claim { id, exhibit, by, about, against }),
            1 => (1_u32..=8).prop_map(Edit::Unsay),
            2 => (1_u32..=5, 0_usize..6, 0_u32..=3).prop_map(|(id, kind, source)| Edit::Exhibit(id, kind, source)),
            1 => (1_u32..=3, any::<bool>()).prop_map(|(id, media)| Edit::Source(id, media)),
            2 => (1_u32..=4, prop::collection::vec(1_u32..=5, 0..3)).prop_map(|(id, on)| Edit::Visit(id, on)),
            1 => (1_u32..=4).prop_map(Edit::Leave),
        ]
    }

    fn apply(facts: &mut Facts, edit: &Edit) -> EntityRef {
        let entity = match edit {
            Edit::Claim { id, exhibit, by, about, against } => {
                let stance = if *against { Stance::Contradicts } else { Stance::Supports };
                claim(*id, &Say { exhibit: *exhibit, by, about, stance })
            }
            Edit::Exhibit(id, kind, source) => {
                exhibit(*id, crate::model::evidence::EXHIBIT_KINDS[*kind], (*source > 0).then_some(*source))
            }
            Edit::Source(id, media) => source(*id, if *media { SourceKind::Media } else { SourceKind::State }),
            Edit::Visit(id, on) => Entity::Visit(Box::new(visit(*id, on))),
            Edit::Unsay(id) | Edit::Leave(id) => {
                let kind = if matches!(edit, Edit::Unsay(_)) { EntityKind::Claim } else { EntityKind::Visit };
                let item = EntityRef { kind, id: *id };
                facts.remove(item);
                return item;
            }
        };
        let item = entity.reference();
        facts.put(entity);
        item
    }

    proptest! {
        #[test]
        fn following_edits_equals_a_fresh_count(edits in prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..12)) {
            let mut facts = facts(&[], 3);
            let mut origins = VisitOrigins::build(&facts);
            for step in edits {
                let before: BTreeMap<_, _> = facts.visits.iter().map(|visit| (visit.id, origins.of(visit))).collect();
                let touched: Vec<EntityRef> = step.iter().map(|edit| apply(&mut facts, edit)).collect();
                let changed = origins.update(&facts, &touched);
                let fresh = VisitOrigins::build(&facts);
                prop_assert_eq!(counts(&facts, &origins), counts(&facts, &fresh));
                prop_assert_eq!(&origins.counts, &fresh.counts);
                for claim in facts.claims.iter() {
                    let reach = |of: &VisitOrigins| of.lineage.of_claim(claim.exhibit, claim.id);
                    prop_assert_eq!(reach(&origins), reach(&fresh));
                }
                for visit in facts.visits.iter() {
                    let same = before.get(&visit.id) == Some(&origins.of(visit));
                    prop_assert!(same || changed.contains(&visit.id), "V-{} is not said to have changed", visit.id.0);
                }
            }
        }
    }
}
