//! Fields of an entity: text, dates and choices, checked while typing and written through drafts.

use std::ops::Range;

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditOutput;
use egui::{ComboBox, EventFilter, Key, RichText, TextEdit, Ui};

use super::parts;
use crate::base::edtf::Edtf;
use crate::base::plain_date;
use crate::base::table::Row;
use crate::base::time::When;
use crate::figure::palette::Role;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, Id, Kind};
use crate::model::reading;
use crate::model::validate;
use crate::ui::action::Action;
use crate::ui::drafts::{Draft, Drafts};
use crate::ui::theme;

/// Width of the labels at the left.
const LABEL: f32 = 92.0;

/// A row of the case that can be changed in fields: it knows its own id.
pub trait Formed: Clone + Kind + Row<Key = Id<Self>> {}
impl<T: Clone + Kind + Row<Key = Id<T>>> Formed for T {}

/// Draws fields of one row of the case and turns what is typed into changes.
pub struct Form<'a, T> {
    /// The case as it is.
    pub facts: &'a Facts,
    /// What is being typed.
    pub drafts: &'a mut Drafts,
    /// Where changes go.
    pub actions: &'a mut Vec<Action>,
    /// The row as it is.
    pub row: &'a T,
    /// Makes an entity of a row.
    pub wrap: fn(Box<T>) -> Entity,
    /// Whether the case may be changed.
    pub writable: bool,
}

/// A field with text.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    /// What it is called, on screen or only for readers that cannot see it.
    pub label: &'a str,
    /// The field.
    pub field: &'static str,
    /// What is in the case.
    pub value: &'a str,
    /// What stands in it while it is empty.
    pub hint: &'a str,
    /// How many lines high it is at least.
    pub rows: usize,
    /// Whether it is taken over only when it is left.
    pub on_leave: bool,
    /// Which keys stay in the text; none for the usual ones.
    pub filter: Option<EventFilter>,
}

impl<T: Formed> Form<'_, T> {
    fn reference(&self) -> EntityRef {
        self.row.key().into()
    }

    /// Turns a changed copy of the row into a command, or says why it cannot be.
    fn change(
        &self,
        field: &'static str,
        set: impl FnOnce(&mut T) -> Result<(), String>,
    ) -> Result<Option<Command>, String> {
        let mut row = self.row.clone();
        set(&mut row)?;
        let entity = (self.wrap)(Box::new(row));
        match validate::problems(self.facts, &entity).into_iter().next() {
            Some(problem) => Err(problem),
            None => Ok(Some(Command::Put { entity, field: Some(field.into()) })),
        }
    }

    /// Changes the row at once, as a click does.
    pub fn apply(&mut self, field: &'static str, set: impl FnOnce(&mut T)) {
        let made = self.change(field, |row| {
            set(row);
            Ok(())
        });
        if let Ok(Some(command)) = made {
            self.actions.push(Action::Apply(Box::new(command)));
        }
    }

    /// One line of text.
    pub fn line(
        &mut self,
        ui: &mut Ui,
        label: &str,
        field: &'static str,
        value: &str,
        hint: &str,
        set: impl FnOnce(&mut T, &str) -> Result<(), String>,
    ) {
        self.labelled(ui, label, |form, ui| form.text(ui, label, field, value, hint, 1, false, set));
    }

    /// Several lines of text over the whole width.
    pub fn lines(
        &mut self,
        ui: &mut Ui,
        label: &str,
        field: &'static str,
        value: &str,
        hint: &str,
        rows: usize,
        set: impl FnOnce(&mut T, &str),
    ) {
        self.text(ui, label, field, value, hint, rows, false, |row, text| {
            set(row, text);
            Ok(())
        });
    }

    /// A text that is only taken over when its field is left or Enter is pressed, such as a number.
    pub fn settled(
        &mut self,
        ui: &mut Ui,
        label: &str,
        field: &'static str,
        value: &str,
        hint: &str,
        set: impl FnOnce(&mut T, &str) -> Result<(), String>,
    ) {
        self.labelled(ui, label, |form, ui| form.text(ui, label, field, value, hint, 1, true, set));
    }

    /// The same over the whole width, for a text that is long and yet one line, such as a query.
    pub fn settled_wide(
        &mut self,
        ui: &mut Ui,
        label: &str,
        field: &'static str,
        value: &str,
        hint: &str,
        set: impl FnOnce(&mut T, &str) -> Result<(), String>,
    ) {
        self.text(ui, label, field, value, hint, 1, true, set);
    }

    /// A single date in EDTF or plain words; empty clears it. What it was understood as is shown below while typing.
    pub fn date(
        &mut self,
        ui: &mut Ui,
        label: &str,
        field: &'static str,
        value: &str,
        set: impl FnOnce(&mut T, Option<When>, &str),
    ) {
        self.labelled(ui, label, |form, ui| {
            form.text(ui, label, field, value, "unknown", 1, true, |row, text| {
                set(row, reading::date(text)?, text.trim());
                Ok(())
            });
            let typed = form.drafts.get((Some(form.reference()), field)).map(|draft| draft.text.clone());
            if let Some(Ok(Edtf::Date(when))) = typed.as_deref().map(plain_date::parse) {
                ui.label(
                    RichText::new(plain_date::words(when))
                        .size(theme::CAPTION)
                        .color(theme::colour(ui, Role::Secondary)),
                );
            }
        });
    }

    /// One of a few values.
    pub fn choice<V: Copy + PartialEq>(
        &mut self,
        ui: &mut Ui,
        label: &str,
        field: &'static str,
        options: &[V],
        current: V,
        word: impl Fn(V) -> String,
        set: impl Fn(&mut T, V),
    ) {
        self.labelled(ui, label, |form, ui| {
            let mut picked = current;
            let combo = ComboBox::from_id_salt((form.reference(), field))
                .selected_text(word(current))
                .width(ui.available_width());
            let response = ui.add_enabled_ui(form.writable, |ui| {
                combo.show_ui(ui, |ui| {
                    for option in options {
                        ui.selectable_value(&mut picked, *option, word(*option));
                    }
                })
            });
            let _ = response.inner.response.accessible_name(format!("{label}: {}", word(current)));
            if picked != current {
                form.apply(field, |row| set(row, picked));
            }
        });
    }

    /// Yes or no.
    pub fn flag(
        &mut self,
        ui: &mut Ui,
        label: &str,
        field: &'static str,
        current: bool,
        set: impl FnOnce(&mut T, bool),
    ) {
        let mut value = current;
        if ui.add_enabled(self.writable, egui::Checkbox::new(&mut value, label)).changed() {
            self.apply(field, |row| set(row, value));
        }
    }

    /// A label at the left and a field at the right of it.
    pub fn labelled<R>(&mut self, ui: &mut Ui, label: &str, field: impl FnOnce(&mut Self, &mut Ui) -> R) -> R {
        ui.horizontal_top(|ui| {
            field_label(ui, label);
            ui.vertical(|ui| field(self, ui)).inner
        })
        .inner
    }

    fn text(
        &mut self,
        ui: &mut Ui,
        label: &str,
        field: &'static str,
        value: &str,
        hint: &str,
        rows: usize,
        on_leave: bool,
        set: impl FnOnce(&mut T, &str) -> Result<(), String>,
    ) {
        let text = Text { label, field, value, hint, rows, on_leave, filter: None };
        self.edit(ui, &text, |_, _, _| false, set);
    }

    /// Several lines of text over the whole width, with `more` done once they are drawn: it may change the text, and says
    /// whether it did.
    pub fn written(
        &mut self,
        ui: &mut Ui,
        text: &Text<'_>,
        more: impl FnOnce(&mut Ui, &mut String, &TextEditOutput) -> bool,
        set: impl FnOnce(&mut T, &str),
    ) {
        self.edit(ui, text, more, |row, text| {
            set(row, text);
            Ok(())
        });
    }

    /// The id of the field as it is drawn in this place.
    pub fn id(&self, ui: &Ui, field: &'static str) -> egui::Id {
        ui.make_persistent_id((Some(self.reference()), field))
    }

    fn edit(
        &mut self,
        ui: &mut Ui,
        spec: &Text<'_>,
        more: impl FnOnce(&mut Ui, &mut String, &TextEditOutput) -> bool,
        set: impl FnOnce(&mut T, &str) -> Result<(), String>,
    ) {
        let Text { label, field, value, hint, rows, on_leave, filter } = *spec;
        let key = (Some(self.reference()), field);
        let draft = self.drafts.get(key);
        let mut text = draft.map_or_else(|| value.to_owned(), |draft| draft.text.clone());
        let hint = RichText::new(hint).color(theme::colour(ui, Role::Faint));
        let id = self.id(ui, field);
        let edit =
            if rows > 1 { TextEdit::multiline(&mut text).desired_rows(rows) } else { TextEdit::singleline(&mut text) };
        let edit = edit.id(id).hint_text(hint).desired_width(f32::INFINITY).margin(egui::Margin::symmetric(8, 5));
        let edit = if let Some(filter) = filter { edit.event_filter(filter) } else { edit };
        let shown = ui.add_enabled_ui(self.writable, |ui| edit.show(ui)).inner;
        let changed = more(ui, &mut text, &shown);
        let response = shown.response.response.accessible_name(label);
        if let Some(words) = self.drafts.take_wanted(key, text.chars().count()) {
            response.request_focus();
            let start = shown.galley.pos_from_cursor(CCursor::new(words.start));
            ui.scroll_to_rect(start.translate(shown.galley_pos.to_vec2()), None);
            select(ui, id, words);
        }
        if response.changed() || changed {
            let outcome = if text == value { Ok(None) } else { self.change(field, |row| set(row, &text)) };
            let changed = ui.input(|input| input.time);
            self.drafts.set(key, Draft { text, outcome, changed, since: changed, on_leave });
        }
        let escaped = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
        if escaped && on_leave {
            self.drafts.drop(key);
        } else if response.lost_focus()
            && let Some(command) = self.drafts.leave(key)
        {
            self.actions.push(Action::Apply(Box::new(command)));
        }
        if let Some(Err(reason)) = self.drafts.get(key).map(|draft| &draft.outcome) {
            parts::problem(ui, reason);
        }
    }
}

/// Selects what a field holds, so that typing replaces a name that was only proposed.
pub fn select_all(ui: &Ui, id: egui::Id, length: usize) {
    select(ui, id, 0..length);
}

/// Puts the cursor of a field behind so many characters.
pub fn put_cursor(ui: &Ui, id: egui::Id, characters: usize) {
    select(ui, id, characters..characters);
}

/// Selects some characters of a field.
fn select(ui: &Ui, id: egui::Id, words: Range<usize>) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let range = CCursorRange::two(CCursor::new(words.start), CCursor::new(words.end));
    state.cursor.set_char_range(Some(range));
    TextEdit::store_state(ui.ctx(), id, state);
}

/// The label of a field, in a column of its own at the left.
pub fn field_label(ui: &mut Ui, label: &str) {
    let text = RichText::new(label).size(theme::SECONDARY).color(theme::colour(ui, Role::Secondary));
    let column = egui::vec2(LABEL, ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(column, egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.set_min_width(LABEL);
        ui.add(egui::Label::new(text).wrap().selectable(false));
    });
}

/// Label and value in two columns, for what cannot be changed here.
pub fn facts_list(ui: &mut Ui, rows: &[(&str, String)]) {
    for (label, value) in rows {
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = 20.0;
            field_label(ui, label);
            let width = ui.available_width();
            ui.scope(|ui| {
                ui.set_max_width(width);
                ui.add(egui::Label::new(RichText::new(value).size(theme::SECONDARY)).wrap());
            });
        });
    }
}
