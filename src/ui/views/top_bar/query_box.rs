//! The query box: what is typed, what could be typed, what is wrong with it, and what was asked before.

use std::sync::Arc;

use egui::{
    Id, InputState, Key, LayerId, Modifiers, Popup, PopupKind, Rect, Response, RichText, Stroke, StrokeKind, TextEdit,
    Ui, UiBuilder, vec2,
};

use super::panel::Filters;
use super::{marks, query_id};
use crate::analysis::query::complete::{Completion, complete};
use crate::analysis::query::names::Names;
use crate::base::text::byte_at;
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::model::ids::EntityKind;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::Verb;
use crate::ui::widgets::form::put_cursor;
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::parts;
use crate::ui::widgets::suggestions::{Keys, Suggestion, Suggestions, keeping_focus};

/// A query that stands so long, in seconds, is worth remembering.
const SETTLED: f64 = 2.0;
/// The beginning of a field's name is looked for as a word after so many seconds.
const HELD: f64 = 0.6;
/// Kinds of things whose names are completed.
const NAMED: [EntityKind; 7] = [
    EntityKind::Vessel,
    EntityKind::Place,
    EntityKind::Tag,
    EntityKind::Source,
    EntityKind::Exhibit,
    EntityKind::Claim,
    EntityKind::Shipment,
];

/// The panel with filters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Panel {
    #[default]
    Closed,
    /// It opens once the cursor is in the box.
    Wanted,
    Open,
}

/// The state of the box.
#[derive(Default)]
pub(super) struct QueryBox {
    names: Option<([u64; NAMED.len()], Names)>,
    /// What is offered, and for which text, cursor and names.
    offered: Vec<Completion>,
    offered_for: Option<(String, usize, [u64; NAMED.len()])>,
    list: Suggestions,
    /// The text for which the list was closed.
    dismissed: Option<String>,
    panel: Panel,
    /// Where the button that opens it was drawn.
    button: Option<Rect>,
    /// What can be pressed in the panel and beside the text.
    pressable: Vec<Id>,
    filters: Filters,
    /// Which of the queries asked before stands in the box because an arrow key fetched it.
    recalled: Option<usize>,
    /// The query that is shown, and since when.
    shown: (String, f64),
    /// Whether the cursor was in the box in the last frame.
    focused: bool,
    /// Since when a text waits to be asked.
    held: Option<f64>,
}

impl Panel {
    fn open_if(open: bool) -> Self {
        if open { Self::Open } else { Self::Closed }
    }
}

fn pressed(input: &mut InputState, key: Key) -> bool {
    input.consume_key(Modifiers::NONE, key)
}

impl QueryBox {
    /// Draws the box and what hangs below it.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        let mut text = session.query.text.clone();
        let focused = ui.memory(|memory| memory.has_focus(query_id()));
        let keys = self.list.take_keys(ui, focused);
        if focused && !self.list.is_listed() {
            self.recall(ui, session, actions);
        }
        let (response, cursor) = self.edit(ui, session, &mut text);
        let focused = response.has_focus();
        if response.changed() {
            self.list.forget_choice();
            (self.dismissed, self.recalled) = (None, None);
        }
        if focused && (!self.focused || response.changed()) {
            self.panel = Panel::open_if(text.is_empty() || self.panel == Panel::Wanted);
        }
        self.focused = focused;
        self.buttons(ui, &response, session, actions);
        let inside = ui.memory(egui::Memory::focused).is_some_and(|id| self.pressable.contains(&id));
        if self.panel == Panel::Open && !focused && !inside {
            self.panel = Panel::Closed;
        }
        self.offer(session, &text, cursor.filter(|_| focused && self.panel != Panel::Open));
        self.ask(ui, response.changed(), &text, actions);
        if keys.close {
            self.dismissed = Some(text.clone());
        }
        if self.dismissed.as_ref() == Some(&text) {
            self.offered.clear();
            self.offered_for = None;
        }
        let taken = self.list(&response, &keys);
        if let Some(completion) = taken.and_then(|at| self.offered.get(at)) {
            let (text, cursor) = completion.apply(&text);
            put_cursor(ui, query_id(), text[..cursor].chars().count());
            response.request_focus();
            self.list.forget_choice();
            self.held = None;
            actions.push(Action::Query(text));
        } else if self.panel == Panel::Open {
            let pressable = self.filters.show(&response, query_id().with("panel"), session, actions);
            self.pressable.extend(pressable);
        } else if !self.list.is_listed() {
            error(ui, &response, session);
        }
        self.remember(ui, session, focused, actions);
    }

    /// Asks what was typed, at once; but the beginning of a field's name only after a pause, since it would be looked for
    /// as a word, and hide nearly everything on the way to what is meant.
    fn ask(&mut self, ui: &Ui, changed: bool, text: &str, actions: &mut Vec<Action>) {
        let now = ui.input(|input| input.time);
        if changed {
            let begins = self.offered.iter().any(|completion| completion.text.ends_with(':'));
            self.held = begins.then_some(now);
            let text = text.to_owned();
            actions.push(if begins { Action::TypeQuery(text) } else { Action::Query(text) });
        } else if let Some(since) = self.held {
            if self.focused && now - since < HELD {
                ui.ctx().request_repaint_after_secs((HELD - (now - since)) as f32 + 0.01);
            } else {
                self.held = None;
                actions.push(Action::Query(text.to_owned()));
            }
        }
    }

    /// Arrow keys in an empty box, or in one that they filled, fetch queries asked before.
    fn recall(&mut self, ui: &Ui, session: &Session, actions: &mut Vec<Action>) {
        let history = session.query.history();
        let stands = self.recalled.filter(|at| history.get(*at) == Some(&session.query.text));
        if stands.is_none() && !session.query.text.is_empty() {
            return;
        }
        let (up, down) = ui.input_mut(|input| (pressed(input, Key::ArrowUp), pressed(input, Key::ArrowDown)));
        let wanted = match (stands, up, down) {
            (None, true, _) => Some(0),
            (Some(at), true, _) => Some((at + 1).min(history.len().saturating_sub(1))),
            (Some(at), _, true) => at.checked_sub(1),
            _ => return,
        };
        let text = wanted.and_then(|at| history.get(at)).cloned().unwrap_or_default();
        put_cursor(ui, query_id(), text.chars().count());
        self.panel = Panel::open_if(text.is_empty());
        self.dismissed = Some(text.clone());
        self.recalled = wanted;
        actions.push(Action::Query(text));
    }

    /// The text itself, with what is wrong marked. Returns where the cursor stands, in bytes.
    fn edit(&self, ui: &mut Ui, session: &Session, text: &mut String) -> (Response, Option<usize>) {
        let room = ui.available_width();
        let width = room.clamp(80.0, 560.0);
        ui.add_space((room - width) / 2.0);
        let secondary = theme::colour(ui, Role::Secondary);
        let hint = RichText::new("Query: vessel:\"Paek Yang San 1\" after:2024-03-07 is:half-open").color(secondary);
        let against = theme::colour(ui, Role::Against);
        let look = marks::Look {
            font: theme::font(Face::Regular, theme::BODY),
            text: theme::colour(ui, Role::Text),
            wrong: against,
            tint: against.gamma_multiply(0.16),
        };
        // What is only begun is not called wrong while it is offered how to go on.
        let wrong = session.query.error.as_ref().map(|(_, range)| range).filter(|_| !self.list.is_listed());
        let typed = &session.query.text;
        let mut layouter = |ui: &Ui, buffer: &dyn egui::TextBuffer, _: f32| -> Arc<egui::Galley> {
            // What was typed in this frame is not asked yet, and the range is that of the text before.
            let wrong = wrong.filter(|_| buffer.as_str() == typed.as_str());
            ui.fonts_mut(|fonts| fonts.layout_job(marks::line(buffer.as_str(), wrong, &look)))
        };
        let edit = TextEdit::singleline(text)
            .id(query_id())
            .hint_text(hint)
            .layouter(&mut layouter)
            .event_filter(self.list.key_filter())
            .desired_width(width - 56.0)
            .margin(egui::Margin { left: 28, right: 54, top: 5, bottom: 5 });
        let keep = self.is_below_pointer(ui);
        let output = keeping_focus(ui, keep, |ui| edit.show(ui));
        let response = output.response.response.accessible_name("Query");
        let lens = response.rect.left_center() + vec2(14.0, 0.0);
        icon::paint(ui.painter(), Icon::Lens, lens, 11.0, secondary);
        let cursor = output.cursor_range.map(|range| range.primary.index.0);
        (response, cursor.map(|characters| byte_at(text, characters)))
    }

    /// Whether the pointer is over what hangs below the box.
    fn is_below_pointer(&self, ui: &Ui) -> bool {
        let over = ui.ctx().pointer_interact_pos().and_then(|at| ui.ctx().layer_id_at(at));
        let layer = |name| LayerId::new(PopupKind::Popup.order(), query_id().with(name));
        let on_button = ui.input(|input| input.pointer.interact_pos()).zip(self.button);
        if self.panel == Panel::Open && on_button.is_some_and(|(at, button)| button.contains(at)) {
            return true;
        }
        self.list.is_below_pointer(ui) || (self.panel == Panel::Open && over == Some(layer("panel")))
    }

    /// At the right within the box: clear, and the filters.
    fn buttons(&mut self, ui: &mut Ui, response: &Response, session: &Session, actions: &mut Vec<Action>) {
        self.pressable.clear();
        let place =
            |right: f32| Rect::from_center_size(response.rect.right_center() - vec2(right, 0.0), vec2(20.0, 20.0));
        if !session.query.text.is_empty() {
            ui.scope_builder(UiBuilder::new().max_rect(place(40.0)), |ui| {
                if icon::icon_button(ui, Icon::Cross, "Clear the query").clicked() {
                    actions.push(Action::Do(Verb::ClearQuery));
                }
            });
        }
        ui.scope_builder(UiBuilder::new().max_rect(place(16.0)), |ui| {
            let button = icon::icon_button(ui, Icon::Filter, "Filters and recent queries");
            self.pressable.push(button.id);
            self.button = Some(button.rect);
            if button.clicked() {
                self.panel = match self.panel {
                    Panel::Open => Panel::Closed,
                    _ if self.focused => Panel::Open,
                    _ => Panel::Wanted,
                };
                response.request_focus();
            }
        });
    }

    /// Looks up what could stand at the cursor, if that is not known yet.
    fn offer(&mut self, session: &Session, text: &str, cursor: Option<usize>) {
        let Some(cursor) = cursor.filter(|_| !text.is_empty()) else {
            self.offered.clear();
            self.offered_for = None;
            return;
        };
        let versions = NAMED.map(|kind| session.versions.of(kind));
        let same =
            |known: &(String, usize, [u64; NAMED.len()])| (known.1, known.2) == (cursor, versions) && known.0 == text;
        if self.offered_for.as_ref().is_some_and(same) {
            return;
        }
        let names = match self.names.take() {
            Some((known, names)) if known == versions => names,
            _ => Names::of(&session.facts),
        };
        self.offered = complete(text, cursor, &names);
        self.list.forget_choice();
        self.offered_for = Some((text.to_owned(), cursor, versions));
        self.names = Some((versions, names));
    }

    /// Draws the list and follows its keys; returns what was taken.
    fn list(&mut self, below: &Response, keys: &Keys) -> Option<usize> {
        let rows: Vec<Suggestion<'_>> =
            self.offered.iter().map(|completion| Suggestion::new(&completion.label, &completion.about)).collect();
        let width = below.rect.width().max(420.0);
        self.list.show(Popup::from_response(below), query_id().with("list"), width, &rows, keys)
    }

    /// A query that has stood for a while, or that nobody is typing in, is remembered.
    fn remember(&mut self, ui: &Ui, session: &Session, focused: bool, actions: &mut Vec<Action>) {
        let (now, query) = (ui.input(|input| input.time), &session.query);
        // Who goes through what was asked before has not chosen yet.
        if !focused {
            self.recalled = None;
        } else if self.recalled.is_some() {
            return;
        }
        if self.shown.0 != query.answered {
            self.shown = (query.answered.clone(), now);
        }
        if query.answered.is_empty() || query.history().first() == Some(&query.answered) {
            return;
        }
        let stood = now - self.shown.1;
        if !focused || stood >= SETTLED {
            actions.push(Action::RememberQuery);
        } else {
            ui.ctx().request_repaint_after_secs((SETTLED - stood) as f32 + 0.01);
        }
    }
}

/// What is wrong with the query, as a sentence below it.
fn error(ui: &Ui, response: &Response, session: &Session) {
    let Some((message, range)) = &session.query.error else { return };
    let outline = Stroke::new(1.0, theme::colour(ui, Role::Against));
    ui.painter().rect_stroke(response.rect, 5.0, outline, StrokeKind::Inside);
    let text = &session.query.text;
    let part: String = text.get(range.clone()).unwrap_or_default().chars().take(40).collect();
    let at = text.get(..range.start).map_or(0, |before| before.chars().count()) + 1;
    Popup::from_response(response).open(true).gap(2.0).id(query_id().with("error")).show(|ui| {
        ui.set_max_width(480.0);
        parts::problem(ui, message);
        let place = if part.trim().is_empty() {
            format!("at character {at}")
        } else {
            format!("at character {at}: “{}”", crate::base::text::visible(&part))
        };
        let secondary = theme::colour(ui, Role::Secondary);
        ui.label(RichText::new(place).size(theme::CAPTION).color(secondary));
    });
}
