//! What a click does on the marks beside the bars: gaps, windows, voyages, bundles, events drawn as one.

use crate::base::time::DAY;
use crate::figure::mark_labels::unseen_sentence;
use crate::figure::scene::Item;
use crate::model::ids::EntityRef;
use crate::ui::action::{Action, Pick};
use crate::ui::session::Session;

/// What a click on such a mark asks for; nothing for what is an entity, a fold or a lane.
pub(super) fn click(session: &Session, item: &Item, pick: Pick) -> Option<Action> {
    Some(match *item {
        Item::Bundle(ref ids) => Action::SelectAll(ids.iter().map(|id| (*id).into()).collect()),
        Item::Voyage { from, to } => Action::SelectAll(vec![from.into(), to.into()]),
        Item::Gap { vessel, .. } => Action::Select(vessel.into(), pick),
        Item::Unseen { place, from, to } => {
            Action::CopyAndSay(unseen_sentence(&session.facts, &session.lanes, place, from, to))
        }
        // Events of one day do not come apart however near one looks: they are selected instead.
        Item::Events { from, to, .. } if to - from < DAY => {
            let start = |event: &crate::model::event::Event| event.time.time.start().or(event.time.time.end());
            let within =
                session.facts.events.iter().filter(|event| start(event).is_some_and(|at| (from..=to).contains(&at.0)));
            let events: Vec<EntityRef> = within.map(|event| event.id.into()).collect();
            Action::SelectAll(events)
        }
        Item::Events { from, to, .. } | Item::Window { from, to, .. } => with_room(from, to),
        Item::Entity(_) | Item::Fold { .. } | Item::Lane(_) => return None,
    })
}

fn with_room(from: i64, to: i64) -> Action {
    let room = ((to - from) as f64 * 0.1).max(1_800.0);
    Action::Range(from as f64 - room, to as f64 + room)
}
