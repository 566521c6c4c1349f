//! What is worked out from the open case when a view asks for it, and kept until it no longer holds: at once in a small case,
//! on a worker in a big one, with the last answer shown meanwhile.

use std::sync::Arc;

use egui::Context;

use super::jobs::Slot;
use crate::analysis::gaps::Gaps;
use crate::analysis::ledger::Ledger;
use crate::analysis::query::Matches;
use crate::base::id_set::IdSet;
use crate::model::facts::Facts;
use crate::tasks::pair::{self, Proposal};

/// Up to so many rows are worked through at once, on the drawing thread.
const AT_ONCE: usize = 30_000;

/// For which facts and which answer of the query something holds.
pub type State = (u64, u64);

/// An answer and for what it holds.
pub struct Derived<T> {
    held: Option<(State, Arc<T>)>,
    /// Whether a view has asked for it since it was last looked at.
    wanted: bool,
}

// Written out because deriving would ask `T` for a default.
impl<T> Default for Derived<T> {
    fn default() -> Self {
        Self { held: None, wanted: false }
    }
}

impl<T: Clone + Send + Sync + 'static> Derived<T> {
    /// The last answer; none until there is one. Asking for it keeps it up.
    pub fn get(&mut self) -> Option<Arc<T>> {
        self.wanted = true;
        self.held.as_ref().map(|(_, held)| held.clone())
    }

    /// Follows an edit that leaves the answer of the query as it is, without working everything out again.
    pub fn edit(&mut self, before: State, after: State, change: impl FnOnce(&mut T)) {
        if let Some((state, held)) = &mut self.held
            && *state == before
            && before.1 == after.1
        {
            change(Arc::make_mut(held));
            *state = after;
        }
    }

    /// Works the answer out anew if it was asked for and the last one does not hold. Returns whether there is a new one.
    pub fn bring_up(
        &mut self,
        slot: &mut Work<T>,
        ctx: &Context,
        state: State,
        rows: usize,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> bool {
        let finished = slot.slot.take();
        let mut is_new = finished.is_some();
        if let Some((of, answer)) = finished {
            self.held = Some((of, Arc::new(answer)));
        }
        let holds = self.held.as_ref().is_some_and(|(of, _)| *of == state);
        if std::mem::take(&mut self.wanted) && !holds {
            if rows <= AT_ONCE {
                self.held = Some((state, Arc::new(work())));
                is_new = true;
            } else if slot.state != Some(state) || !slot.slot.is_busy() {
                slot.state = Some(state);
                slot.slot.start(ctx, move |_| (state, work()));
            }
        }
        if is_new {
            ctx.request_repaint();
        }
        is_new
    }
}

/// A worker for one kind of answer.
pub struct Work<T> {
    slot: Slot<(State, T)>,
    state: Option<State>,
}

impl<T: Send + 'static> Work<T> {
    /// A worker that is not at work; `name` becomes the thread's name.
    #[must_use]
    pub fn new(name: &'static str) -> Self {
        Self { slot: Slot::new(name), state: None }
    }

    /// Whether it is at work.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.slot.is_busy()
    }

    /// Forgets what it is working on.
    pub fn cancel(&mut self) {
        self.slot.cancel();
        self.state = None;
    }
}

/// The proposals of a case, and what they are weighed with.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// The proposals.
    pub proposals: Vec<Proposal>,
    /// When AIS was silent.
    pub gaps: Gaps,
}

impl Proposed {
    /// Works them out.
    #[must_use]
    pub fn of(facts: &Facts) -> Self {
        Self { proposals: pair::proposals(facts), gaps: Gaps::of(facts) }
    }
}

/// The shipments that a query shows; none if it shows all.
#[must_use]
pub fn among(matches: Option<&Matches>) -> Option<IdSet> {
    matches.filter(|matches| !matches.all).map(|matches| matches.shipments.clone())
}

/// The workers of the window.
pub struct Workers {
    /// Counts cargo.
    pub ledger: Work<Ledger>,
    /// Pairs visits.
    pub pairs: Work<Proposed>,
}

impl Default for Workers {
    fn default() -> Self {
        Self { ledger: Work::new("ledger"), pairs: Work::new("pairs") }
    }
}
