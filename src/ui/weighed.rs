//! What the evidence of the open case comes to: origins, stretches without imagery, bounds from empty images. Worked out
//! when it is looked at and kept until the case changes, since the inspector is drawn in every frame.

use std::sync::Arc;

use crate::analysis::looks::bounds::{Bounded, Proposal, bounded_by, proposals};
use crate::analysis::looks::stretches::{sentence, stretches};
use crate::analysis::origins::Origins;
use crate::analysis::origins::lineage::Lineage;
use crate::base::time::Utc;
use crate::model::evidence::Sighting;
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, PlaceId};
use crate::model::visit::Visit;
use crate::tasks;

/// The last answer, and for what in which state of the case it holds.
struct Kept<T> {
    answer: Option<(EntityRef, u64, Arc<T>)>,
}

// Written out because deriving would ask `T` for a default.
impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { answer: None }
    }
}

impl<T> Kept<T> {
    fn get(&mut self, item: EntityRef, facts: &Facts, ask: impl FnOnce() -> T) -> Arc<T> {
        match &self.answer {
            Some((known, generation, answer)) if *known == item && *generation == facts.generation => answer.clone(),
            _ => {
                let answer = Arc::new(ask());
                self.answer = Some((item, facts.generation, answer.clone()));
                answer
            }
        }
    }
}

/// What was worked out about the evidence of one case.
#[derive(Default)]
pub struct Weighed {
    lineage: Lineage,
    origins: Kept<Origins>,
    stretches: Kept<Vec<String>>,
    proposals: Kept<Vec<Proposal>>,
    bounded: Kept<Vec<Bounded>>,
    /// First second of any visit and the second after the last, with the state of the visits in which it holds.
    span: Option<(u64, Option<(Utc, Utc)>)>,
}

impl Weighed {
    /// Follows the chains of a case.
    #[must_use]
    pub fn new(facts: &Facts) -> Self {
        Self { lineage: Lineage::build(facts), ..Self::default() }
    }

    /// Follows an edit.
    pub fn update(&mut self, facts: &Facts, touched: &[EntityRef]) {
        self.lineage.update(facts, touched);
    }

    /// Where the chains of reported-by end.
    #[must_use]
    pub fn lineage(&self) -> &Lineage {
        &self.lineage
    }

    /// The reports about something and their origins.
    pub fn origins(&mut self, facts: &Facts, item: EntityRef) -> Arc<Origins> {
        let lineage = &self.lineage;
        self.origins.get(item, facts, || Origins::of(facts, lineage, item))
    }

    /// The stretches without imagery of a place within the span of the case, as sentences. `laid` counts the changes of
    /// when visits were.
    pub fn stretches(&mut self, facts: &Facts, place: PlaceId, laid: u64) -> Arc<Vec<String>> {
        let span = match self.span {
            Some((known, span)) if known == laid => span,
            _ => {
                let span = tasks::info::span(facts);
                self.span = Some((laid, span));
                span
            }
        };
        self.stretches.get(place.into(), facts, || {
            stretches(facts, place, span).iter().map(|stretch| sentence(facts, place, stretch)).collect()
        })
    }

    /// The bounds that empty images give a visit and that it does not have.
    pub fn proposals(&mut self, facts: &Facts, visit: &Visit) -> Arc<Vec<Proposal>> {
        self.proposals.get(visit.id.into(), facts, || proposals(facts, visit))
    }

    /// The visits that a sighting bounds.
    pub fn bounded(&mut self, facts: &Facts, sighting: &Sighting) -> Arc<Vec<Bounded>> {
        self.bounded.get(sighting.id.into(), facts, || bounded_by(facts, sighting))
    }
}
