//! Changes of how lanes are laid, and which of the named actions are on.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::action::LaneEdit;
use super::session::Session;
use super::verb::Verb;
use crate::model::arrangement::{Arrangement, LaneBy, LaneOrder, LanePath};
use crate::model::view::Colouring;

/// The levels that a named action asks for.
fn levels_of(verb: Verb) -> Option<&'static [LaneBy]> {
    Some(match verb {
        Verb::LanesByPlace => &[LaneBy::Place, LaneBy::Vessel],
        Verb::LanesByVessel => &[LaneBy::Vessel],
        Verb::LanesByPlaceOnly => &[LaneBy::Place],
        Verb::LanesByFlag => &[LaneBy::Flag, LaneBy::Vessel],
        Verb::LanesByOperator => &[LaneBy::Operator, LaneBy::Vessel],
        Verb::LanesBySource => &[LaneBy::Source, LaneBy::Vessel],
        Verb::LanesByTag => &[LaneBy::Tag, LaneBy::Vessel],
        Verb::LanesAsOne => &[],
        _ => return None,
    })
}

fn order_of(verb: Verb) -> Option<LaneOrder> {
    Some(match verb {
        Verb::OrderFirstSeen => LaneOrder::FirstSeen,
        Verb::OrderName => LaneOrder::Name,
        Verb::OrderCount => LaneOrder::Count,
        Verb::OrderByHand => LaneOrder::ByHand,
        _ => return None,
    })
}

fn colouring_of(verb: Verb) -> Option<Colouring> {
    Some(match verb {
        Verb::ColourByActivity => Colouring::Activity,
        Verb::ColourByVessel => Colouring::Vessel,
        Verb::ColourByFlag => Colouring::Flag,
        Verb::ColourByTag => Colouring::Tag,
        Verb::ColourByHedge => Colouring::Hedge,
        Verb::ColourByOrigins => Colouring::Origins,
        _ => return None,
    })
}

/// Whether a named action about lanes says what is the case.
pub(super) fn is_on(session: &Session, verb: Verb) -> bool {
    let lanes = &session.lane_options.arrangement;
    levels_of(verb).is_some_and(|levels| lanes.levels == levels)
        || order_of(verb).is_some_and(|order| lanes.order == order)
        || colouring_of(verb).is_some_and(|colouring| session.lane_options.colouring == colouring)
}

/// Performs a named action about lanes; says whether it was one.
pub(super) fn verb(session: &mut Session, verb: Verb) -> bool {
    if let Some(levels) = levels_of(verb) {
        edit(session, LaneEdit::By(levels.to_vec()));
    } else if let Some(order) = order_of(verb) {
        edit(session, LaneEdit::Order(order));
    } else if let Some(colouring) = colouring_of(verb) {
        session.lane_options.colouring = colouring;
    } else {
        match verb {
            Verb::FoldLanes => edit(session, LaneEdit::FoldAll(true)),
            Verb::UnfoldLanes => edit(session, LaneEdit::FoldAll(false)),
            Verb::ShowHiddenLanes => edit(session, LaneEdit::ShowAll),
            Verb::FindLane => session.finds_lanes = true,
            _ => return false,
        }
    }
    true
}

/// Performs a change of how lanes are laid; the window lays them anew after the frame.
pub(super) fn edit(session: &mut Session, change: LaneEdit) {
    if let LaneEdit::Search(text) = change {
        session.lane_options.search = text;
        session.scroll = 0.0;
        return;
    }
    let laid = &session.lanes;
    let lanes = Arc::make_mut(&mut session.lane_options.arrangement);
    match change {
        // What was done by hand to lanes of other levels would come to nothing.
        LaneEdit::By(levels) if lanes.levels != levels => {
            *lanes = Arrangement { order: lanes.order, ..Arrangement::by(&levels) };
            session.scroll = 0.0;
        }
        LaneEdit::By(_) | LaneEdit::Search(_) => {}
        // What was not dragged stands by its first sighting; only another order has to be written down.
        LaneEdit::Order(LaneOrder::ByHand) if lanes.by_hand.is_empty() && lanes.order != LaneOrder::FirstSeen => {
            lanes.by_hand = laid.paths();
            lanes.order = LaneOrder::ByHand;
        }
        LaneEdit::Order(order) => lanes.order = order,
        LaneEdit::Fold(lane) => lanes.toggle_folded(lane),
        LaneEdit::FoldAll(false) => lanes.folded.clear(),
        LaneEdit::FoldAll(true) => {
            lanes.folded = laid.outermost_groups().into_iter().collect();
            session.scroll = 0.0;
        }
        LaneEdit::Pin(paths) => paths.into_iter().for_each(|lane| lanes.toggle_pinned(lane)),
        LaneEdit::Hide(paths) => lanes.hidden.extend(paths),
        LaneEdit::HideOthers(paths) => lanes.hidden.extend(laid.others(&paths)),
        LaneEdit::ShowAll => lanes.hidden.clear(),
        LaneEdit::Colour(paths, colour) => paths.iter().for_each(|lane| lanes.set_colour(lane, colour)),
        LaneEdit::Move(lane, beside, after) => {
            if lanes.order != LaneOrder::ByHand {
                let all = lanes.order != LaneOrder::FirstSeen;
                lanes.by_hand = if all { laid.paths() } else { Vec::new() };
                lanes.order = LaneOrder::ByHand;
            }
            // Those beside it as they stand, so that nothing else moves.
            let beside_it = laid.siblings(&lane);
            let known: BTreeSet<&LanePath> = beside_it.iter().collect();
            lanes.by_hand.retain(|other| !known.contains(other));
            lanes.by_hand.extend(beside_it);
            move_beside(lanes, &lane, &beside, after);
        }
    }
}

/// Puts a lane before or after another in the order by hand, and among the pinned if both are.
fn move_beside(lanes: &mut Arrangement, lane: &LanePath, beside: &LanePath, after: bool) {
    for list in [&mut lanes.by_hand, &mut lanes.pinned] {
        if !list.contains(beside) || (!list.contains(lane) && lane.0.len() != beside.0.len()) {
            continue;
        }
        let Some(from) = list.iter().position(|known| known == lane) else { continue };
        let moved = list.remove(from);
        let at = list.iter().position(|known| known == beside).map_or(list.len(), |at| at + usize::from(after));
        list.insert(at, moved);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::arrangement::Heading;
    use crate::model::ids::VesselId;

    #[test]
    fn a_lane_is_moved_before_or_after_another() {
        let lane = |id: u32| LanePath(vec![Heading::Vessel(VesselId::new(id))]);
        let mut lanes = Arrangement { by_hand: vec![lane(1), lane(2), lane(3)], ..Arrangement::default() };
        move_beside(&mut lanes, &lane(1), &lane(3), true);
        assert_eq!(lanes.by_hand, [lane(2), lane(3), lane(1)]);
        move_beside(&mut lanes, &lane(1), &lane(2), false);
        assert_eq!(lanes.by_hand, [lane(1), lane(2), lane(3)]);
        move_beside(&mut lanes, &lane(1), &lane(9), false);
        assert_eq!(lanes.by_hand.len(), 3, "an unknown lane moves nothing");
    }
}
