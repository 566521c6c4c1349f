//! Changes of what is looked at: selection, query, range, lanes. Nothing here touches the case.

use std::sync::Arc;

use egui::Context;

use super::action::{Action, Pick, Tab};
use super::app::App;
use super::derived::{self, Proposed};
use super::lanes;
use super::playback::{self, Playback};
use super::session::Session;
use super::verb::Verb;
use crate::analysis::ledger::Ledger;
use crate::analysis::query;
use crate::figure::axis::TimeAxis;
use crate::figure::lanes::{Lanes, Walk};
use crate::model::ids::{EntityKind, EntityRef, SavedViewId};

impl App {
    /// Actions that change what is looked at and nothing else.
    pub(super) fn look(&mut self, action: Action) {
        // What is being typed belongs to what was selected before.
        if matches!(action, Action::Select(..) | Action::SelectAll(_) | Action::Reveal(_)) {
            self.flush_drafts();
        }
        let Some(session) = &mut self.session else { return };
        match action {
            Action::Select(item, pick) => session.select(item, pick),
            Action::SelectAll(items) => {
                session.primary = items.last().copied();
                *session.selection = items.into_iter().collect();
            }
            Action::Reveal(item) => reveal(session, item),
            Action::Query(text) => session.set_query(text),
            Action::TypeQuery(text) => {
                session.query.text = text;
                session.query.error = None;
            }
            Action::RememberQuery => session.query.remember(),
            Action::Show(tab) => session.show = Some(tab),
            Action::Lanes(edit) => lanes::edit(session, edit),
            Action::Range(from, to) => jump(session, from, to),
            Action::Point(visit) => session.pointed = Some(visit),
            Action::EndPlayback => {
                session.playback = None;
                session.cursor = None;
            }
            Action::Zone(name) => match jiff::tz::TimeZone::get(&name) {
                Ok(zone) => session.zone = zone,
                Err(_) => self.notices.problem(format!("The time zone {name} is not known here")),
            },
            _ => {}
        }
    }

    /// Named actions that change what is looked at and nothing else.
    pub(super) fn view_verb(&mut self, ctx: &Context, verb: Verb) {
        let moves = !self.settings.less_motion;
        let Some(session) = &mut self.session else { return };
        let time = ctx.input(|input| input.time);
        match verb {
            Verb::SelectAll => {
                let shown = session.facts.visits.iter().filter(|visit| session.shows(visit.id.into()));
                let all: Vec<EntityRef> = shown.map(|visit| visit.id.into()).collect();
                session.primary = all.first().copied();
                *session.selection = all.into_iter().collect();
            }
            // What was begun last goes first: a drag or playback, the selection, then the query.
            Verb::SelectNone if session.escape() => {}
            Verb::SelectNone if session.selection.is_empty() => session.set_query(String::new()),
            Verb::SelectNone => {
                session.selection.clear();
                session.primary = None;
            }
            Verb::Fit => {
                let (from, to) = session.whole();
                jump(session, from, to);
            }
            Verb::FitSelection => match session.selected_range() {
                Some((from, to)) => jump(session, from, to),
                None => self.notices.done("Select something with a date first"),
            },
            Verb::ZoomIn => zoom(session, 0.7, time),
            Verb::ZoomOut => zoom(session, 1.0 / 0.7, time),
            Verb::ViewBack | Verb::ViewForward => {
                let moved = if verb == Verb::ViewBack { session.range.back() } else { session.range.forward() };
                if moved {
                    session.scroll = session.range.scroll();
                }
            }
            Verb::Measure => {
                session.measured = None;
                session.gesture.arm();
            }
            Verb::Play => play(session, moves),
            Verb::PlaySlower => pace(session, -1),
            Verb::PlayFaster => pace(session, 1),
            Verb::OverviewLog => session.log_overview = !session.log_overview,
            Verb::ZoneUtc => session.zone = jiff::tz::TimeZone::UTC,
            Verb::ZoneCase => session.zone = session.case_zone(),
            Verb::Layer(layer) => {
                if let Some(hint) = session.toggle_layer(layer) {
                    self.notices.done(hint);
                }
            }
            verb if lanes::verb(session, verb) => {}
            Verb::ClearQuery => session.set_query(String::new()),
            Verb::ShowHalfOpen => session.set_query("is:half-open".to_owned()),
            Verb::ShowLedger => session.show = Some(Tab::Ledger),
            Verb::ShowShipments => session.show = Some(Tab::Shipments),
            Verb::ShowTable => session.show = Some(Tab::Table),
            Verb::TableOf(kind) => {
                session.show = Some(Tab::Table);
                session.table = kind;
            }
            Verb::ShowExhibits => session.show = Some(Tab::Exhibits),
            Verb::ShowFindings => session.show = Some(Tab::Findings),
            Verb::ShowReport => session.show = Some(Tab::Report),
            Verb::ShowFlows => session.show = Some(Tab::Flows),
            Verb::ShowAnomalies => session.show = Some(Tab::Anomalies),
            Verb::ShowJournal => session.show = Some(Tab::Journal),
            _ => {}
        }
    }

    /// Shows what a saved view kept.
    pub(super) fn use_view(&mut self, id: SavedViewId) {
        let Some(session) = &mut self.session else { return };
        let Some(view) = session.facts.saved_views.get(id).cloned() else { return };
        if query::parse(&view.query).is_err() {
            // What was asked before is no part of this view.
            session.set_query(String::new());
        }
        session.set_query(view.query);
        session.lane_options.arrangement = Arc::new(view.lanes);
        session.lane_options.colouring = view.colouring;
        session.layers = view.layers;
        if let Some((from, to)) = view.range {
            jump(session, from.0 as f64, to.0 as f64);
        }
        session.selection.clear();
        session.primary = None;
    }

    /// While there is a playback the space bar pauses it; at other times it presses the button that has the focus.
    pub(super) fn playback_keys(&mut self, ctx: &Context) {
        let moves = !self.settings.less_motion;
        let Some(session) = self.session.as_mut().filter(|session| session.playback.is_some()) else { return };
        if ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Space)) {
            play(session, moves);
        }
    }

    /// Arrow keys walk from visit to visit.
    pub(super) fn walk(&mut self, ctx: &Context) {
        use egui::{Key, Modifiers};
        const STEPS: [(Key, Walk); 4] = [
            (Key::ArrowRight, Walk::Next),
            (Key::ArrowLeft, Walk::Previous),
            (Key::ArrowUp, Walk::Above),
            (Key::ArrowDown, Walk::Below),
        ];
        let Some(session) = &mut self.session else { return };
        // With Alt they move what has the focus in a list.
        if ctx.input(|input| input.modifiers.alt) {
            return;
        }
        for (key, step) in STEPS {
            if !ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                continue;
            }
            // The toolkit would move its own focus with the same key.
            if let Some(focused) = ctx.memory(egui::Memory::focused) {
                ctx.memory_mut(|memory| memory.surrender_focus(focused));
            }
            let from = session.primary.and_then(EntityRef::as_id);
            let to = match from {
                Some(visit) => session.lanes.neighbour(visit, step),
                None => session.lanes.first_visit(),
            };
            if let Some(visit) = to {
                session.select(visit.into(), Pick::Only);
                session.reveal = Some(visit);
            }
        }
        let page = 400.0;
        if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::PageDown)) {
            session.scroll += page;
        }
        if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::PageUp)) {
            session.scroll -= page;
        }
    }

    /// Asks the query that waits on a worker, one at a time, so that letters typed meanwhile are asked together.
    pub(super) fn ask_query(&mut self, ctx: &Context) {
        let Some(session) = self.session.as_mut().filter(|_| !self.asking.is_busy()) else { return };
        if let Some(question) = session.query.question(&session.facts) {
            self.asking.start(ctx, move |_| question.ask());
        }
    }

    /// Lays the lanes anew when what they are to be has changed: at once in a small case, else on a worker.
    pub(super) fn lay_lanes(&mut self, ctx: &Context) {
        const AT_ONCE: usize = 30_000;
        let Some(session) = &mut self.session else { return };
        if *session.lanes.options() == session.lane_options {
            return;
        }
        if session.lanes.rearrange(&session.facts, &session.lane_options) {
            ctx.request_repaint();
        } else if let Some(lanes) = session.lanes.showing(&session.facts, &session.lane_options) {
            Lanes::give_back(std::mem::replace(&mut session.lanes, lanes));
            ctx.request_repaint();
        } else if session.facts.visits.len() <= AT_ONCE {
            session.lanes = Lanes::build_showing(&session.facts, &session.lane_options);
            ctx.request_repaint();
        } else if !self.laying.is_busy() {
            // One at a time: what is no longer wanted cannot be stopped, and would only slow down what is.
            let (facts, options) = (session.facts.clone(), session.lane_options.clone());
            self.laying.start(ctx, move |_| (facts.generation, Lanes::build_showing(&facts, &options)));
        }
    }
}

impl App {
    /// Works out what views asked for in this frame and what no longer holds.
    pub(super) fn derive(&mut self, ctx: &Context) {
        let Some(session) = &mut self.session else { return };
        session.bundling.bring_up(ctx, &session.store, &session.facts);
        let (state, facts) = (session.to_count(), session.facts.clone());
        let among = derived::among(session.query.matches.as_deref());
        let (shipments, visits) = (facts.shipments.len(), facts.visits.len());
        let counted = facts.clone();
        let count = move || Ledger::build(&counted, among);
        session.counted.bring_up(&mut self.workers.ledger, ctx, state, shipments, count);
        let pair = move || Proposed::of(&facts);
        // What is proposed does not hang on the query.
        session.proposed.bring_up(&mut self.workers.pairs, ctx, (state.0, 0), visits, pair);
    }
}

fn jump(session: &mut Session, from: f64, to: f64) {
    let axis = TimeAxis { from, to, left: 0.0, width: 1_000.0 }.clamped();
    session.range.jump((axis.from, axis.to));
}

/// Begins a playback, at the left edge of what is seen or where the last one stopped; or pauses it, or goes on.
fn play(session: &mut Session, moves: bool) {
    let (from, to) = session.range.now();
    match &mut session.playback {
        Some(playback) if playback.moves => {
            if !playback.playing && playback.at >= session.lanes.extent().map_or(to, |(_, end)| end.0 as f64) {
                playback.at = from;
            }
            playback.toggle();
        }
        Some(_) => step_day(session, true),
        none => {
            let mut playback = Playback::from(from, moves);
            if !moves {
                playback.step_day(true);
            }
            session.cursor = Some(playback.at);
            *none = Some(playback);
        }
    }
}

/// Makes the playback faster or slower; where nothing moves by itself, a day on or back.
fn pace(session: &mut Session, steps: isize) {
    match &mut session.playback {
        Some(playback) if playback.moves => playback.faster(steps),
        Some(_) => step_day(session, steps > 0),
        None => {}
    }
}

fn step_day(session: &mut Session, forward: bool) {
    let Some(playback) = &mut session.playback else { return };
    playback.step_day(forward);
    session.cursor = Some(playback.at);
    let (from, to) = session.range.now();
    if !(from..=to).contains(&playback.at) {
        let (from, to) = playback::follow(playback.at, to - from);
        jump(session, from, to);
    }
}

fn zoom(session: &mut Session, factor: f64, time: f64) {
    let (from, to) = session.range.now();
    let axis = TimeAxis { from, to, left: 0.0, width: 1_000.0 }.zoomed(500.0, factor).clamped();
    session.range.step((axis.from, axis.to), time);
}

/// Selects an entity and brings what it stands for into view on the timeline.
pub(super) fn reveal(session: &mut Session, item: EntityRef) {
    session.select(item, Pick::Only);
    let facts = &session.facts;
    session.reveal = match item.kind {
        EntityKind::Visit => item.as_id(),
        EntityKind::Vessel => {
            item.as_id().and_then(|id| facts.links().visits_of(id).find(|visit| session.lanes.find(*visit).is_some()))
        }
        EntityKind::Place => {
            item.as_id().and_then(|id| facts.links().visits_at(id).find(|visit| session.lanes.find(*visit).is_some()))
        }
        EntityKind::Shipment => item
            .as_id()
            .and_then(|id| facts.shipments.get(id))
            .and_then(|shipment| shipment.loading.or(shipment.discharge)),
        EntityKind::Finding => {
            session.show = Some(Tab::Findings);
            None
        }
        _ => None,
    };
}
