//! The anomalies of the open case: found when they are first asked for, on a worker where there are many visits, and
//! kept up with edits from then on.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::Context;

use super::jobs::Slot;
use crate::analysis::anomalies::Anomalies;
use crate::base::progress::Cancelled;
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, VesselId};

/// A case of more visits is looked through on a worker.
const AT_ONCE: usize = 3_000;
/// An edit that concerns more vessels, as when a large port is moved, is followed by looking through the case anew.
const FOLLOWED: usize = 200;

/// How far the search is.
pub enum State {
    /// A worker is looking; steps done and in all.
    Looking(Option<(u64, u64)>),
    /// What there is.
    Found(Arc<Anomalies>),
}

/// The anomalies of one case.
pub struct Watch {
    found: Option<Arc<Anomalies>>,
    looking: Slot<Result<Anomalies, Cancelled>>,
    /// The vessels that edits have concerned since the worker began.
    missed: BTreeSet<VesselId>,
    version: u64,
}

impl Default for Watch {
    fn default() -> Self {
        Self { found: None, looking: Slot::new("anomalies"), missed: BTreeSet::new(), version: 0 }
    }
}

impl Watch {
    /// What there is, or how far the search is; begins it if nobody has asked yet.
    pub fn ask(&mut self, ctx: &Context, facts: &Arc<Facts>) -> State {
        self.poll(facts);
        if self.found.is_none() && !self.looking.is_busy() {
            self.missed.clear();
            let theirs = facts.clone();
            let many = facts.visits.len() > AT_ONCE;
            if !many || !self.looking.start(ctx, move |progress| Anomalies::watched(&theirs, progress)) {
                self.take(Anomalies::build(facts));
            }
        }
        match &self.found {
            Some(found) => State::Found(found.clone()),
            None => State::Looking(self.looking.progress()),
        }
    }

    /// Takes what a worker has found, with the edits that were made meanwhile.
    pub fn poll(&mut self, facts: &Facts) {
        if let Some(Ok(mut found)) = self.looking.take() {
            found.refresh(facts, &std::mem::take(&mut self.missed));
            self.take(found);
        }
    }

    fn take(&mut self, found: Anomalies) {
        self.found = Some(Arc::new(found));
        self.version += 1;
    }

    /// Follows an edit.
    pub fn changed(&mut self, before: &Facts, after: &Facts, touched: &[EntityRef]) {
        let busy = self.looking.is_busy();
        if self.found.is_none() && !busy {
            return;
        }
        let concerned = Anomalies::concerned(before, after, touched);
        if concerned.is_empty() {
            return;
        }
        if concerned.len() > FOLLOWED && after.visits.len() > AT_ONCE {
            self.looking.cancel();
            self.found = None;
        } else if busy {
            self.missed.extend(concerned);
        } else if let Some(found) = &mut self.found {
            // No view keeps what it was given beyond a frame, so that nothing is copied here.
            Arc::make_mut(found).refresh(after, &concerned);
            self.version += 1;
        }
    }

    /// How many there are, if that is known.
    #[must_use]
    pub fn count(&self) -> Option<usize> {
        self.found.as_ref().map(|found| found.len())
    }

    /// Raised whenever there may be others.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.looking.cancel();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::anomalies::Rule;
    use crate::base::interval::Bounds;
    use crate::model::entity::Entity;
    use crate::model::ids::{ExhibitId, PlaceId, VisitId};
    use crate::model::vessel::Vessel;
    use crate::model::visit::Visit;

    fn facts(visits: u32) -> Facts {
        let mut facts = Facts::default();
        for id in 1..=visits {
            facts.put(Entity::Vessel(Box::new(Vessel::named(VesselId::new(id), &format!("Vessel {id}")))));
            facts.put(Entity::Visit(Box::new(visit(id, false))));
        }
        facts
    }

    fn visit(id: u32, rests: bool) -> Visit {
        let mut visit = Visit::new(VisitId::new(id), VesselId::new(id), PlaceId::new(1), Bounds::default());
        if rests {
            visit.exhibits = Box::new([ExhibitId::new(1)]);
        }
        visit
    }

    /// Gives a visit an exhibit, as a command would.
    fn edit(watch: &mut Watch, facts: &mut Arc<Facts>, id: u32) {
        let before = facts.clone();
        let mut after = Facts::clone(facts);
        after.put(Entity::Visit(Box::new(visit(id, true))));
        *facts = Arc::new(after);
        watch.changed(&before, facts, &[VisitId::new(id).into()]);
    }

    fn wait(watch: &mut Watch, facts: &Arc<Facts>) -> usize {
        let ctx = Context::default();
        loop {
            if let State::Found(found) = watch.ask(&ctx, facts) {
                return found.count(Rule::NoExhibit);
            }
            std::thread::yield_now();
        }
    }

    #[test]
    fn nothing_is_looked_for_before_it_is_asked_for_and_then_edits_are_followed() {
        let mut facts = Arc::new(facts(3));
        let mut watch = Watch::default();
        edit(&mut watch, &mut facts, 1);
        assert_eq!((watch.count(), watch.version()), (None, 0));
        assert_eq!(wait(&mut watch, &facts), 2);
        edit(&mut watch, &mut facts, 2);
        assert_eq!((wait(&mut watch, &facts), watch.count(), watch.version()), (1, Some(1), 2));
    }

    #[test]
    fn an_edit_while_a_worker_looks_is_not_lost() {
        let mut facts = Arc::new(facts(AT_ONCE as u32 + 1));
        let mut watch = Watch::default();
        assert!(matches!(watch.ask(&Context::default(), &facts), State::Looking(_)));
        edit(&mut watch, &mut facts, 7);
        assert_eq!(wait(&mut watch, &facts), AT_ONCE);
    }

    #[test]
    fn an_edit_that_concerns_very_many_begins_anew() {
        let mut facts = Arc::new(facts(AT_ONCE as u32 + 1));
        let mut watch = Watch::default();
        wait(&mut watch, &facts);
        let before = facts.clone();
        let mut after = Facts::clone(&facts);
        let touched: Vec<EntityRef> = (1..=FOLLOWED as u32 + 1).map(|id| VisitId::new(id).into()).collect();
        for id in 1..=FOLLOWED as u32 + 1 {
            after.put(Entity::Visit(Box::new(visit(id, true))));
        }
        facts = Arc::new(after);
        watch.changed(&before, &facts, &touched);
        assert_eq!(watch.count(), None, "what was found before is not shown as if it still held");
        assert_eq!(wait(&mut watch, &facts), AT_ONCE - FOLLOWED);
    }
}
