//! What the details of every kind have in common: heading, tags, note, references.

use egui::{Align, Label, Layout, RichText, Ui};

use crate::base::text::{sentence_case, visible};
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::grading::{CONFIDENCES, Confidence, LIKELIHOODS, Likelihood};
use crate::model::ids::{EntityRef, ExhibitId, TagId};
use crate::model::naming;
use crate::ui::action::{Action, Pick};
use crate::ui::drafts::Drafts;
use crate::ui::tag_book::{TagBook, bears_tags};
use crate::ui::theme;
use crate::ui::verb::Verb;
use crate::ui::weighed::Weighed;
use crate::ui::widgets::carry::carry;
use crate::ui::widgets::form::{Form, Formed, field_label};
use crate::ui::widgets::icon::{Icon, icon_button};
use crate::ui::widgets::parts::{self, Row};
use crate::ui::widgets::picker::{Picked, Picker};
use crate::ui::widgets::tags::chip;

/// What the details are drawn from and where changes go.
pub(super) struct Cx<'a> {
    pub facts: &'a Facts,
    pub drafts: &'a mut Drafts,
    pub weighed: &'a mut Weighed,
    pub tags: &'a mut TagBook,
    /// How often it has changed when visits were.
    pub visits_laid: u64,
    pub writable: bool,
    pub actions: &'a mut Vec<Action>,
}

impl Cx<'_> {
    /// Fields of one row.
    pub fn form<'b, T: Formed>(&'b mut self, row: &'b T, wrap: fn(Box<T>) -> Entity) -> Form<'b, T> {
        Form { facts: self.facts, drafts: self.drafts, actions: self.actions, row, wrap, writable: self.writable }
    }

    /// Changes one field of an entity.
    pub fn change(&mut self, entity: Entity, field: &'static str) {
        self.actions.push(Action::Apply(Box::new(Command::Put { entity, field: Some(field.into()) })));
    }
}

/// Kind and code, then the name, then a line below it.
pub(super) fn heading(ui: &mut Ui, cx: &Cx, item: EntityRef, title: &str, below: &str) {
    ui.horizontal(|ui| {
        let word = sentence_case(item.kind.word());
        ui.label(RichText::new(word).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let code = naming::code(cx.facts, item);
            ui.label(RichText::new(code).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary)));
        });
    });
    // Names of thousands of letters exist; the field below shows them whole.
    let cut = title.char_indices().nth(160).map(|(end, _)| format!("{}…", &title[..end]));
    ui.add(Label::new(RichText::new(visible(cut.as_deref().unwrap_or(title))).heading()).wrap());
    if !below.is_empty() {
        parts::secondary(ui, visible(below));
    }
    ui.add_space(4.0);
}

/// Tags as chips that can be taken off, and a button that adds one.
pub(super) fn tags(ui: &mut Ui, cx: &mut Cx, item: EntityRef, tags: &[TagId]) {
    parts::section(ui, "Tags", "");
    ui.horizontal_wrapped(|ui| {
        for tag in tags.iter().filter_map(|id| cx.facts.tags.get(*id)) {
            let click = if cx.writable { "Click to take it off" } else { "" };
            if chip(ui, cx.tags, tag, None, click).clicked() && cx.writable {
                let command = Command::Tag { tag: tag.id, on: vec![item], set: false };
                cx.actions.push(Action::Apply(Box::new(command)));
            }
        }
        if cx.writable && ui.button("Add tag").on_hover_text("Finds a tag by name, or makes one (T)").clicked() {
            cx.actions.push(Action::Do(Verb::TagByName));
        }
    });
}

/// Likelihood and confidence: two separate things, never one.
pub(super) fn judgement<T: Formed>(
    ui: &mut Ui,
    form: &mut Form<'_, T>,
    likelihood: Option<Likelihood>,
    confidence: Option<Confidence>,
    set: impl Fn(&mut T, Option<Likelihood>, Option<Confidence>),
) {
    let likelihoods: Vec<_> = std::iter::once(None).chain(LIKELIHOODS.map(Some)).collect();
    let words = |l: Option<Likelihood>| l.map_or("not judged".to_owned(), |l| l.word().to_owned());
    form.choice(ui, "Likelihood", "likelihood", &likelihoods, likelihood, words, |row, l| set(row, l, confidence));
    let confidences: Vec<_> = std::iter::once(None).chain(CONFIDENCES.map(Some)).collect();
    let words = |c: Option<Confidence>| c.map_or("not judged".to_owned(), |c| c.word().to_owned());
    form.choice(ui, "Confidence", "confidence", &confidences, confidence, words, |row, c| set(row, likelihood, c));
}

/// A picker with its name at the left; where nothing may be changed, only what is chosen.
pub(super) fn picker(
    ui: &mut Ui,
    writable: bool,
    picker: &Picker,
    salt: &str,
    options: impl Fn() -> Vec<(u32, String)>,
) -> Option<Picked> {
    ui.horizontal(|ui| {
        field_label(ui, picker.name);
        if writable {
            return picker.show(ui, salt, options);
        }
        ui.label(picker.current);
        None
    })
    .inner
}

/// The note, over the whole width.
pub(super) fn note<T: Formed>(ui: &mut Ui, form: &mut Form<'_, T>, value: &str, set: impl FnOnce(&mut T, &str)) {
    parts::section(ui, "Note", "");
    form.lines(ui, "Note", "note", value, "Free text", 3, set);
}

/// A row that leads to another entity.
pub(super) fn link(ui: &mut Ui, cx: &mut Cx, item: EntityRef) {
    let code = naming::code(cx.facts, item);
    if (Row { right: &code, ..Row::new(&naming::name(cx.facts, item)) }).show(ui).clicked() {
        cx.actions.push(Action::Reveal(item));
    }
}

/// One exhibit in a line: grade, title, date; with a cross that takes it off.
pub(super) fn exhibit_line(ui: &mut Ui, cx: &mut Cx, id: ExhibitId, removable: bool) -> bool {
    let Some(exhibit) = cx.facts.exhibits.get(id) else { return false };
    let source = exhibit.source.and_then(|id| cx.facts.sources.get(id));
    let grade = format!("{}{}", source.map_or("F", |source| source.reliability.letter()), exhibit.credibility.digit());
    let mut removed = false;
    ui.horizontal(|ui| {
        let meaning = format!(
            "Source {}, item {}",
            source.map_or("cannot be judged", |source| source.reliability.meaning()),
            exhibit.credibility.meaning()
        );
        ui.label(
            RichText::new(grade)
                .font(theme::font(Face::Medium, theme::CAPTION))
                .color(theme::colour(ui, Role::Secondary)),
        )
        .on_hover_text(meaning);
        let room = ui.available_width() - if removable && cx.writable { 28.0 } else { 0.0 };
        ui.allocate_ui(egui::vec2(room, theme::ROW), |ui| {
            let text = format!("E-{} {}", exhibit.number, exhibit.title);
            let row = Row::new(&text).show(ui);
            carry(ui, &row, cx.facts, None, id.into());
            if row.clicked() {
                cx.actions.push(Action::Select(id.into(), Pick::Only));
            }
        });
        if removable && cx.writable {
            removed = icon_button(ui, Icon::Cross, &format!("Take E-{} off", exhibit.number)).clicked();
        }
    });
    removed
}

/// A button that removes the entity, at the foot of its details.
pub(super) fn remove(ui: &mut Ui, cx: &mut Cx, item: EntityRef) {
    if !cx.writable {
        return;
    }
    ui.add_space(16.0);
    let text = RichText::new(format!("Remove this {}", item.kind.word()))
        .size(theme::SECONDARY)
        .color(theme::colour(ui, Role::Against));
    if ui.add(egui::Button::new(text).frame(false)).clicked() {
        cx.actions.push(Action::Remove(vec![item]));
    }
}

/// Kinds that have no fields here yet: what they are called, and their tags.
pub(super) fn plain(ui: &mut Ui, cx: &mut Cx, entity: &Entity) {
    let item = entity.reference();
    heading(ui, cx, item, &naming::name(cx.facts, item), "");
    if bears_tags(item.kind) {
        tags(ui, cx, item, entity.tags());
    }
    remove(ui, cx, item);
}
