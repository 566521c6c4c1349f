//! The editor of one cell: a field over the cell, and beside it what can be chosen, what is wrong, and how many rows it
//! writes to.
//!
//! What is typed is a draft like that of any form, so that nothing is lost when something else is done meanwhile.

use egui::{Align2, Area, EventFilter, Frame, Id, Key, Margin, Order, Rect, RichText, TextEdit, Ui, vec2};

use super::keys::focus_id;
use super::offers::Offers;
use crate::base::plain_date;
use crate::base::text::count;
use crate::figure::palette::Role;
use crate::model::columns::change::change;
use crate::model::columns::{Column, Form, Sheet};
use crate::model::command::Command;
use crate::model::ids::EntityRef;
use crate::model::naming;
use crate::ui::action::Action;
use crate::ui::drafts::Draft;
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::widgets::form::select_all;
use crate::ui::widgets::parts;

/// Up to this many rows the change is made while typing, so that it is written whatever happens; of more, when the editor
/// is left.
const LIVE: usize = 2_000;
/// Frames in which a cell is scrolled to.
const PATIENCE: u8 = 60;

/// An open cell.
pub(super) struct Editor {
    /// The row, by id.
    pub id: u32,
    /// The column, by its place in the table.
    pub at: usize,
    /// All selected rows that are shown, if this is one of several.
    selected: Vec<u32>,
    /// Whether it writes to all of them.
    all: bool,
    /// Why it could not be written.
    refused: Option<String>,
    offers: Offers,
    /// Whether it was not drawn yet, and for how many frames.
    new: bool,
    waited: u8,
    /// Where its two parts were last drawn.
    areas: [Rect; 2],
}

/// What is left of an editor after a frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum After {
    Open,
    /// Closed by a key: the table gets the keyboard back.
    Closed,
    /// Closed because something else was clicked, or because its cell is gone.
    Left,
    /// Closed, and the next editable cell is wanted, or the one before.
    Next(bool),
}

/// What keys asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ask {
    Write(After),
    Leave,
    Choose(isize),
}

impl Editor {
    /// Opens a cell; `selected` are the selected rows, of which it may be one.
    pub fn new(id: u32, at: usize, selected: Vec<u32>) -> Self {
        let selected = if selected.len() > 1 && selected.contains(&id) { selected } else { Vec::new() };
        Self {
            id,
            at,
            all: !selected.is_empty(),
            selected,
            refused: None,
            offers: Offers::default(),
            new: true,
            waited: 0,
            areas: [Rect::NOTHING; 2],
        }
    }

    /// Whether it was not drawn yet and may still be: to scroll to its cell takes some frames.
    pub fn waits(&mut self) -> bool {
        self.waited += 1;
        self.new && self.waited < PATIENCE
    }

    /// Ends it because its cell is gone: what is valid is written, the rest waits in the cell.
    pub fn finish(mut self, session: &mut Session, sheet: Sheet, actions: &mut Vec<Action>) {
        let edit = sheet.columns().nth(self.at).and_then(|column| column.edit);
        let item = EntityRef { kind: sheet.kind, id: self.id };
        let Some(key) = edit.map(|edit| (Some(item), edit.field)) else { return };
        if let Some(text) = session.drafts.get(key).map(|draft| draft.text.clone()) {
            self.write(session, sheet, key, &text, After::Left, actions);
        }
    }

    fn targets(&self) -> &[u32] {
        if self.all { &self.selected } else { std::slice::from_ref(&self.id) }
    }

    /// Draws the editor over its cell.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        cell: Rect,
        session: &mut Session,
        sheet: Sheet,
        actions: &mut Vec<Action>,
    ) -> After {
        let found = sheet.columns().nth(self.at).and_then(|column| column.edit.map(|edit| (column, edit)));
        let (Some((column, edit)), Some(value)) = (found, sheet.text(&session.facts, self.id, self.at)) else {
            return After::Left;
        };
        let item = EntityRef { kind: sheet.kind, id: self.id };
        let key = (Some(item), edit.field);
        let facts = session.facts.clone();
        let mut text = session.drafts.get(key).map_or_else(|| value.clone(), |draft| draft.text.clone());
        if self.new {
            self.offers.narrow(&facts, edit.form, &text, false);
        }
        let field = Id::unique(("cell", item, column.name));
        let asked = self.keys(ui, field, edit.form);
        let before = text.clone();
        let response = self.field(ui, field, cell, column, &naming::code(&facts, item), edit.form, &mut text);
        if self.new {
            response.request_focus();
            select_all(ui, field, text.chars().count());
        }
        if text != before {
            self.refused = None;
            self.offers.narrow(&facts, edit.form, &text, true);
            self.draft(ui, session, sheet, key, &text, &value);
        }
        let problem = session.drafts.get(key).and_then(|draft| draft.outcome.as_ref().err().cloned());
        let mut taken = self.details(ui, cell, sheet, edit.form, &text, problem.as_deref());
        if taken == Some(Taken::Scope) {
            self.refused = None;
            if session.drafts.get(key).is_some() {
                self.draft(ui, session, sheet, key, &text, "");
            }
            response.request_focus();
            taken = None;
        }
        let was_new = std::mem::take(&mut self.new);
        let pointer_inside = ui
            .input(|input| input.pointer.latest_pos())
            .is_some_and(|at| self.areas.iter().any(|area| area.contains(at)));
        match (asked, taken) {
            (_, Some(Taken::Offer(text))) => self.write(session, sheet, key, &text, After::Closed, actions),
            (Some(Ask::Leave), _) => {
                session.drafts.drop(key);
                After::Closed
            }
            (Some(Ask::Write(after)), _) => {
                let text = self.offers.chosen().map_or(text, |(word, _)| word.clone());
                self.write(session, sheet, key, &text, after, actions)
            }
            (Some(Ask::Choose(by)), _) => {
                self.offers.choose(by);
                After::Open
            }
            (None, _) if response.lost_focus() && pointer_inside => {
                response.request_focus();
                After::Open
            }
            (None, _) if response.lost_focus() && !was_new => self.left(session, sheet, key, &text, actions),
            _ => After::Open,
        }
    }

    /// Takes the keys that the field itself must not get.
    fn keys(&self, ui: &Ui, field: Id, form: Form) -> Option<Ask> {
        if !ui.memory(|memory| memory.has_focus(field)) {
            return None;
        }
        let chooses = !self.offers.is_empty();
        let mut asked = None;
        ui.input_mut(|input| {
            input.events.retain(|event| {
                let egui::Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
                let ask = match key {
                    Key::Enter if !modifiers.any() => Ask::Write(After::Closed),
                    Key::Enter if !matches!(form, Form::Lines) => Ask::Write(After::Closed),
                    Key::Tab if !modifiers.command => Ask::Write(After::Next(!modifiers.shift)),
                    Key::Escape => Ask::Leave,
                    Key::ArrowDown if chooses => Ask::Choose(1),
                    Key::ArrowUp if chooses => Ask::Choose(-1),
                    _ => return true,
                };
                asked = asked.or(Some(ask));
                false
            });
        });
        asked
    }

    fn field(
        &mut self,
        ui: &mut Ui,
        id: Id,
        cell: Rect,
        column: &Column,
        code: &str,
        form: Form,
        text: &mut String,
    ) -> egui::Response {
        let lines = matches!(form, Form::Lines);
        let width = cell.width().max(if lines { 280.0 } else { 140.0 });
        let area = Area::new(id.with("field")).order(Order::Foreground).fixed_pos(cell.left_top()).constrain(true);
        let shown = area.show(ui.ctx(), |ui| {
            let fill = theme::colour(ui, Role::Panel);
            let stroke = egui::Stroke::new(1.5, theme::colour(ui, Role::Accent));
            Frame::new().fill(fill).stroke(stroke).corner_radius(3).show(ui, |ui| {
                let edit = if lines {
                    TextEdit::multiline(text)
                        .desired_rows(3)
                        .return_key(egui::KeyboardShortcut::new(egui::Modifiers::SHIFT, Key::Enter))
                } else {
                    TextEdit::singleline(text)
                };
                let keeps = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
                let edit = edit
                    .id(id)
                    .event_filter(keeps)
                    .frame(Frame::NONE.inner_margin(Margin::symmetric(7, 4)))
                    .desired_width(width - 12.0);
                let edit = edit.hint_text(hint(form));
                ui.add(edit).accessible_name(format!("{} of {code}", column.heading))
            })
        });
        self.areas[0] = shown.response.rect;
        shown.inner.inner
    }

    /// What stands beside the field; says what was taken of it.
    fn details(
        &mut self,
        ui: &mut Ui,
        cell: Rect,
        sheet: Sheet,
        form: Form,
        text: &str,
        problem: Option<&str>,
    ) -> Option<Taken> {
        // While names are narrowed down nothing is wrong yet.
        let problem = self.refused.as_deref().or(problem.filter(|_| self.offers.is_empty()));
        let understood = match form {
            Form::Date => plain_date::parse(text).ok().map(plain_date::edtf_words).filter(|words| words != text.trim()),
            _ => None,
        };
        let several = self.selected.len() > 1;
        if self.offers.is_empty() && problem.is_none() && understood.is_none() && !several {
            self.areas[1] = Rect::NOTHING;
            return None;
        }
        let field = self.areas[0];
        let below = ui.ctx().content_rect().bottom() - field.bottom() > 240.0;
        let (at, pivot) = if below {
            (field.left_bottom() + vec2(0.0, 2.0), Align2::LEFT_TOP)
        } else {
            (field.left_top() - vec2(0.0, 2.0), Align2::LEFT_BOTTOM)
        };
        let area = Area::new(focus_id().with("details")).order(Order::Foreground).fixed_pos(at).pivot(pivot);
        let mut taken = None;
        let shown = area.constrain(true).show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).inner_margin(Margin::same(6)).show(ui, |ui| {
                let width = cell.width().max(if problem.is_some() || several { 300.0 } else { 200.0 });
                ui.set_width(width);
                taken = self.offers.show(ui).map(Taken::Offer);
                if let Some(words) = understood {
                    parts::secondary(ui, words);
                }
                if let Some(problem) = problem {
                    parts::problem(ui, problem);
                }
                if several {
                    let number = count(self.selected.len(), sheet.kind.word());
                    let (says, other) = if self.all {
                        (format!("Writes to all {number} that are selected"), "This row only".to_owned())
                    } else {
                        ("Writes to this row only".to_owned(), format!("All {number}"))
                    };
                    ui.label(
                        RichText::new(says).font(theme::font(crate::figure::scene::Face::Medium, theme::SECONDARY)),
                    );
                    if ui.button(other).clicked() {
                        taken = Some(Taken::Scope);
                    }
                }
            });
        });
        self.areas[1] = shown.response.rect;
        if taken == Some(Taken::Scope) {
            self.all = !self.all;
        }
        taken
    }

    fn draft(
        &self,
        ui: &Ui,
        session: &mut Session,
        sheet: Sheet,
        key: (Option<EntityRef>, &'static str),
        text: &str,
        value: &str,
    ) {
        let targets = self.targets();
        let outcome = if (text == value && !self.all) || targets.len() > LIVE {
            Ok(None)
        } else {
            change(&session.facts, sheet, self.at, targets, text)
        };
        let changed = ui.input(|input| input.time);
        session.drafts.set(key, Draft { text: text.to_owned(), outcome, changed, since: changed, on_leave: true });
    }

    /// Writes what stands in the editor, or says why it cannot be.
    fn write(
        &mut self,
        session: &mut Session,
        sheet: Sheet,
        key: (Option<EntityRef>, &'static str),
        text: &str,
        after: After,
        actions: &mut Vec<Action>,
    ) -> After {
        match change(&session.facts, sheet, self.at, self.targets(), text) {
            Ok(command) => {
                session.drafts.drop(key);
                actions.extend(command.map(apply));
                after
            }
            Err(reason) => {
                if let Some(draft) = session.drafts.get(key).cloned() {
                    session.drafts.set(key, Draft { outcome: Err(reason.clone()), ..draft });
                }
                self.refused = Some(reason);
                After::Open
            }
        }
    }

    /// The editor was left for something else: what is valid is written, and what is not stays open with its reason.
    fn left(
        &mut self,
        session: &mut Session,
        sheet: Sheet,
        key: (Option<EntityRef>, &'static str),
        text: &str,
        actions: &mut Vec<Action>,
    ) -> After {
        if session.drafts.get(key).is_none() {
            return After::Left;
        }
        self.write(session, sheet, key, text, After::Left, actions)
    }
}

/// What was taken of what stands beside the field.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Taken {
    Offer(String),
    Scope,
}

fn apply(command: Command) -> Action {
    match command {
        Command::PutAll { .. } => Action::ApplyToMany(Box::new(command)),
        command => Action::Apply(Box::new(command)),
    }
}

fn hint(form: Form) -> &'static str {
    match form {
        Form::Line => "",
        Form::Lines => "Shift+Enter begins a line",
        Form::Date => "7 March 2024, 2024-03 …",
        Form::Words(_) | Form::Name(_) => "Type or choose",
    }
}
