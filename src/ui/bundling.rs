//! What an evidence bundle would hold: worked out on a worker while the dialog asks for it, and kept until the case or the
//! choice changes. With it the part of the choice that belongs to the case and is not remembered with the settings.

use std::collections::BTreeSet;

use egui::Context;

use super::jobs::Slot;
use crate::model::facts::Facts;
use crate::model::ids::TagId;
use crate::store::CaseStore;
use crate::tasks::bundle::{self, Choice, Preview};

/// For which facts and which choice something holds.
type State = (u64, Choice);
/// What a bundle would hold, or why there can be none.
pub type Answer = Result<Preview, String>;

/// What an evidence bundle would hold.
pub struct Bundling {
    /// Tags of which nothing is to be in it.
    pub tags: BTreeSet<TagId>,
    /// Whether everything goes in, whatever the query shows.
    pub all: bool,
    wanted: Option<State>,
    running: Option<State>,
    held: Option<(State, Answer)>,
    slot: Slot<(State, Answer)>,
}

impl Default for Bundling {
    fn default() -> Self {
        Self {
            tags: BTreeSet::new(),
            all: false,
            wanted: None,
            running: None,
            held: None,
            slot: Slot::new("bundle preview"),
        }
    }
}

impl Bundling {
    /// What a bundle of this choice would hold, or of the one before until that is known, and whether it is of this one;
    /// none if nothing is known yet. Asking for it has it worked out.
    pub fn of(&mut self, generation: u64, choice: Choice) -> Option<(&Answer, bool)> {
        let wanted = (generation, choice);
        let holds = self.held.as_ref().is_some_and(|(state, _)| *state == wanted);
        self.wanted = (!holds).then_some(wanted);
        self.held.as_ref().map(|(_, answer)| (answer, holds))
    }

    /// Takes what the worker has found, and has worked out what was asked for in this frame.
    pub fn bring_up(&mut self, ctx: &Context, store: &CaseStore, facts: &std::sync::Arc<Facts>) {
        if let Some(found) = self.slot.take() {
            self.running = None;
            self.held = Some(found);
            ctx.request_repaint();
        }
        let Some(wanted) = self.wanted.take() else { return };
        if self.running.as_ref() == Some(&wanted) || self.held.as_ref().is_some_and(|(state, _)| *state == wanted) {
            return;
        }
        let held = match store.attachments() {
            Ok(held) => held,
            Err(error) => {
                self.held = Some((wanted, Err(error.to_string())));
                return;
            }
        };
        self.running = Some(wanted.clone());
        let facts = facts.clone();
        self.slot.start(ctx, move |progress| {
            let answer = bundle::preview(&facts, &held, &wanted.1, progress).map_err(|error| error.to_string());
            (wanted, answer)
        });
    }
}
