//! Fields that several selected entities of a kind share: what they have in common, and one change for all of them.

use std::collections::BTreeSet;

use egui::{ComboBox, Key, RichText, TextEdit, Ui};

use crate::base::text::count;
use crate::figure::palette::Role;
use crate::model::columns::change::{Common, change, common};
use crate::model::columns::{Choice, Column, Edit, Form, Sheet, sheet};
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef};
use crate::model::{naming, reading};
use crate::ui::action::Action;
use crate::ui::drafts::{Draft, Drafts};
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::widgets::form::field_label;
use crate::ui::widgets::parts;
use crate::ui::widgets::picker::{Picked, Picker};

/// Up to this many are compared on every frame, and changed while typing.
const COMPARED: usize = 2_000;

/// What a field of several entities is drawn from.
struct Field<'a> {
    facts: &'a Facts,
    drafts: &'a mut Drafts,
    actions: &'a mut Vec<Action>,
    sheet: Sheet,
    column: &'static Column,
    at: usize,
    edit: Edit,
    items: &'a BTreeSet<EntityRef>,
}

/// Draws the fields, if everything that is selected is of one kind.
pub(super) fn show(ui: &mut Ui, session: &mut Session, kind: EntityKind, actions: &mut Vec<Action>) {
    let Some(sheet) = sheet(kind).filter(|_| session.is_writable()) else { return };
    let shared: Vec<(usize, &'static Column, Edit)> = sheet
        .columns()
        .enumerate()
        .filter_map(|(at, column)| Some((at, column, column.edit.filter(|edit| edit.shared)?)))
        .collect();
    if shared.is_empty() {
        return;
    }
    let facts = session.facts.clone();
    let items = &session.selection;
    parts::section(ui, "Change all", &count(items.len(), kind.word()));
    for (at, column, edit) in shared {
        let drafts = &mut session.drafts;
        Field { facts: &facts, drafts, actions, sheet, column, at, edit, items }.show(ui);
    }
}

impl Field<'_> {
    fn key(&self) -> (Option<EntityRef>, &'static str) {
        (self.items.first().copied(), self.edit.field)
    }

    fn show(&mut self, ui: &mut Ui) {
        let few = self.items.len() <= COMPARED;
        let ids = self.items.iter().map(|item| item.id);
        let common = few.then(|| common(self.facts, self.sheet, self.at, ids));
        ui.horizontal_top(|ui| {
            field_label(ui, self.column.heading);
            ui.vertical(|ui| {
                match self.edit.form {
                    Form::Words(words) => self.word(ui, &words(), common.as_ref()),
                    Form::Name(kind) => self.name(ui, kind, common.as_ref()),
                    Form::Line | Form::Lines | Form::Date => self.text(ui, common.as_ref()),
                }
                if let Some(Err(reason)) = self.drafts.get(self.key()).map(|draft| &draft.outcome) {
                    parts::problem(ui, reason);
                }
            });
        });
    }

    /// What stands where the field is not being changed; none is when there are too many to compare.
    fn shown(common: Option<&Common>) -> &str {
        match common {
            Some(Common::Same(text)) if text.is_empty() => "none",
            Some(Common::Same(text)) => text,
            Some(Common::Mixed) => "mixed",
            None => "not compared",
        }
    }

    fn word(&mut self, ui: &mut Ui, words: &[Choice], common: Option<&Common>) {
        let mut picked = None;
        let combo = ComboBox::from_id_salt(("all", self.column.name)).selected_text(Self::shown(common));
        let response = combo.width(ui.available_width()).show_ui(ui, |ui| {
            for choice in words {
                let on = matches!(common, Some(Common::Same(text)) if text == choice.word);
                if ui.selectable_label(on, format!("{}  {}", choice.word, choice.meaning).trim_end()).clicked() {
                    picked = Some(choice.word);
                }
            }
        });
        let _ = response.response.accessible_name(format!("{} of all: {}", self.column.heading, Self::shown(common)));
        if let Some(word) = picked {
            self.write(ui, word);
        }
    }

    fn name(&mut self, ui: &mut Ui, kind: EntityKind, common: Option<&Common>) {
        let name = format!("{} of all", self.column.heading);
        let picker = Picker { name: &name, current: Self::shown(common), creates: None, clears: false };
        let facts = self.facts;
        let salt = format!("all {}", self.column.name);
        let picked = picker
            .show(ui, &salt, || reading::names(facts, kind).map(|(item, name)| (item.id, name.to_owned())).collect());
        if let Some(Picked::Existing(id)) = picked {
            self.write(ui, &naming::code(facts, EntityRef { kind, id }));
        }
    }

    fn text(&mut self, ui: &mut Ui, common: Option<&Common>) {
        let key = self.key();
        let value = if let Some(Common::Same(text)) = common { text.as_str() } else { "" };
        let mut text = self.drafts.get(key).map_or_else(|| value.to_owned(), |draft| draft.text.clone());
        let hint = RichText::new(Self::shown(common)).color(theme::colour(ui, Role::Faint));
        let edit = TextEdit::singleline(&mut text).id(ui.make_persistent_id(("all", key))).hint_text(hint);
        let edit = edit.desired_width(f32::INFINITY).margin(egui::Margin::symmetric(8, 5));
        let response = ui.add(edit).accessible_name(format!("{} of all", self.column.heading));
        let changed = ui.input(|input| input.time);
        if response.changed() {
            let live = self.items.len() <= COMPARED;
            let outcome = if live { self.change(&text) } else { Ok(None) };
            self.drafts.set(key, Draft { text: text.clone(), outcome, changed, since: changed, on_leave: true });
        }
        if !response.lost_focus() || self.drafts.get(key).is_none() {
            return;
        }
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            self.drafts.drop(key);
        } else {
            self.write(ui, &text);
        }
    }

    fn change(&self, text: &str) -> Result<Option<crate::model::command::Command>, String> {
        let ids: Vec<u32> = self.items.iter().map(|item| item.id).collect();
        change(self.facts, self.sheet, self.at, &ids, text)
    }

    /// Writes a value to all, or keeps it in its field with the reason why it cannot be.
    fn write(&mut self, ui: &Ui, text: &str) {
        let key = self.key();
        match self.change(text) {
            Ok(command) => {
                self.drafts.drop(key);
                self.actions.extend(command.map(|command| Action::ApplyToMany(Box::new(command))));
            }
            Err(reason) => {
                let changed = ui.input(|input| input.time);
                let text = text.to_owned();
                self.drafts.set(key, Draft { text, outcome: Err(reason), changed, since: changed, on_leave: true });
            }
        }
    }
}
