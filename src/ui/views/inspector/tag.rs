//! A tag: name, place in the tree, meaning, colour and number key, what bears it and what its rule says.

use egui::{ComboBox, Sense, Stroke, Ui, vec2};

use super::shared::{self, Cx};
use super::tag_rule;
use crate::analysis::query::edit::term;
use crate::base::text::{thousands, visible};
use crate::figure::palette::Role;
use crate::model::entity::Entity;
use crate::model::ids::{EntityRef, TagId};
use crate::model::naming;
use crate::model::tag::{Colour, TAG_COLOURS, Tag};
use crate::model::tag_tree::sibling;
use crate::ui::action::{Action, TagAction};
use crate::ui::theme;
use crate::ui::widgets::form::Form;
use crate::ui::widgets::parts;
use crate::ui::widgets::picker::{Picked, Picker};
use crate::ui::widgets::tags::ink;

/// How many of the tags below one are listed.
const LISTED: usize = 30;

pub(super) fn show(ui: &mut Ui, cx: &mut Cx, tag: &Tag) {
    let item = EntityRef::from(tag.id);
    let path = match cx.tags.tree().path(tag.id) {
        path if tag.parent.is_some() => path.to_owned(),
        _ => String::new(),
    };
    shared::heading(ui, cx, item, &tag.name, &crate::figure::measure::one_line(&path));
    name(ui, cx, tag);
    parent(ui, cx, tag);
    number_key(ui, cx, tag);
    colour(ui, &mut cx.form(tag, Entity::Tag), tag);
    parts::section(ui, "Definition", "");
    let mut form = cx.form(tag, Entity::Tag);
    let hint = "What it means, so that two people tag alike";
    form.lines(ui, "Definition", "definition", &tag.definition, hint, 3, |row, text| {
        text.clone_into(&mut row.definition);
    });
    borne(ui, cx, tag);
    tag_rule::show(ui, cx, tag);
    below(ui, cx, tag);
    shared::note(ui, &mut cx.form(tag, Entity::Tag), &tag.note, |row, text| text.clone_into(&mut row.note));
    if cx.writable {
        ui.add_space(12.0);
        let merge =
            ui.button("Merge into…").on_hover_text("What bears this tag then bears the other, and this one is gone");
        if merge.clicked() {
            cx.actions.push(Action::Tag(TagAction::AskMerge(tag.id, None)));
        }
    }
    shared::remove(ui, cx, item);
}

/// The name; one that a tag beside it has is not taken over, and merging is offered instead.
fn name(ui: &mut Ui, cx: &mut Cx, tag: &Tag) {
    let facts = cx.facts;
    cx.form(tag, Entity::Tag).line(ui, "Name", "name", &tag.name, "", |row, text| {
        if let Some(twin) = sibling(facts, tag, text) {
            return Err(format!("“{}” stands here already", short(&twin.name)));
        }
        text.clone_into(&mut row.name);
        Ok(())
    });
    let field = (Some(tag.id.into()), "name");
    let typed = cx.drafts.get(field).map(|draft| draft.text.clone());
    let twin = cx.tags.tree().twin(tag.id, typed.as_deref().unwrap_or(&tag.name));
    let Some(twin) = twin.and_then(|id| facts.tags.get(id)) else { return };
    if typed.is_none() {
        parts::secondary(ui, "Another tag here has the same name.");
    }
    if cx.writable && ui.button(format!("Merge into “{}”…", short(&twin.name))).clicked() {
        cx.drafts.drop(field);
        cx.actions.push(Action::Tag(TagAction::AskMerge(tag.id, Some(twin.id))));
    }
}

/// The tag that it stands below; those below itself are not offered.
fn parent(ui: &mut Ui, cx: &mut Cx, tag: &Tag) {
    let tree = cx.tags.tree();
    let current = tag.parent.map_or("top of the tree", |parent| tree.path(parent));
    let picker = Picker { name: "Stands below", current, creates: None, clears: tag.parent.is_some() };
    let picked = shared::picker(ui, cx.writable, &picker, &format!("parent of {}", tag.id.0), || {
        let others = tree.branches().iter().filter(|other| !tree.is_within(other.id, tag.id));
        others.map(|other| (other.id.0, other.path.clone())).collect()
    });
    let parent = match picked {
        Some(Picked::Existing(id)) => Some(TagId::new(id)),
        Some(Picked::Nothing) => None,
        Some(Picked::New(_)) | None => return,
    };
    cx.actions.push(Action::Tag(TagAction::Move(tag.id, parent)));
}

/// The number key; one that is taken is moved from the tag that has it, in one change.
fn number_key(ui: &mut Ui, cx: &mut Cx, tag: &Tag) {
    let facts = cx.facts;
    let word = |key: Option<u8>| {
        let Some(key) = key else { return "none".to_owned() };
        match facts.tags.iter().find(|other| other.key == Some(key) && other.id != tag.id) {
            Some(other) => format!("{key}, moved from “{}”", short(&other.name)),
            None => key.to_string(),
        }
    };
    let picked = cx.form(tag, Entity::Tag).labelled(ui, "Number key", |form, ui| {
        let mut picked = tag.key;
        let combo = ComboBox::from_id_salt((tag.id.0, "number key")).selected_text(word(tag.key));
        let combo = combo.width(ui.available_width());
        let response = ui.add_enabled_ui(form.writable, |ui| {
            combo.show_ui(ui, |ui| {
                for key in std::iter::once(None).chain((1..=9).map(Some)) {
                    ui.selectable_value(&mut picked, key, word(key));
                }
            })
        });
        let _ = response.inner.response.accessible_name(format!("Number key: {}", word(tag.key)));
        picked
    });
    if picked != tag.key {
        cx.actions.push(Action::Tag(TagAction::GiveKey(tag.id, picked)));
    }
}

/// The six colours that can be told apart, and any other.
fn colour(ui: &mut Ui, form: &mut Form<'_, Tag>, tag: &Tag) {
    let writable = form.writable;
    let picked = form.labelled(ui, "Colour", |_, ui| {
        let mut picked = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
            ui.spacing_mut().interact_size = vec2(26.0, 22.0);
            for colour in TAG_COLOURS {
                if swatch(ui, colour, tag, writable) {
                    picked = Some(colour);
                }
            }
            if writable {
                picked = picked.or(any_colour(ui, tag));
            }
        });
        picked
    });
    if let Some(colour) = picked {
        form.apply("colour", |row| row.colour = colour);
    }
    form.settled(ui, "Code", "colour", &tag.colour.to_string(), "#0072B2", |row, text| {
        row.colour = text.trim().parse().map_err(|_| "Write a colour as # and six hexadecimal digits".to_owned())?;
        Ok(())
    });
}

fn swatch(ui: &mut Ui, colour: Colour, tag: &Tag, writable: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(22.0, 24.0), Sense::click());
    let chosen = colour == tag.colour;
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, writable, chosen, format!("Colour {colour}")));
    ui.painter().circle_filled(rect.center(), 7.0, ink(colour));
    if chosen || response.has_focus() {
        ui.painter().circle_stroke(rect.center(), 10.0, Stroke::new(2.0, theme::colour(ui, Role::Accent)));
    }
    response.clicked() && writable
}

/// Any other colour, taken over when the pointer lets go: a drag through all of them is one change.
fn any_colour(ui: &mut Ui, tag: &Tag) -> Option<Colour> {
    let id = ui.scope_id().with(("any colour", tag.id.0));
    let held: Option<[u8; 3]> = ui.data(|data| data.get_temp(id));
    let mut colour = held.unwrap_or(tag.colour.0);
    let button = ui.color_edit_button_srgb(&mut colour).on_hover_text("Any other colour");
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Any other colour"));
    if colour == tag.colour.0 {
        ui.data_mut(|data| data.remove::<[u8; 3]>(id));
        return None;
    }
    if ui.input(|input| input.pointer.any_down()) {
        ui.data_mut(|data| data.insert_temp(id, colour));
        return None;
    }
    ui.data_mut(|data| data.remove::<[u8; 3]>(id));
    Some(Colour(colour))
}

/// How many bear it, and the way to them.
fn borne(ui: &mut Ui, cx: &mut Cx, tag: &Tag) {
    let bearers = cx.tags.bearers(tag.id);
    parts::section(ui, "Borne by", "");
    let mut said = if bearers.own() == 0 { "Nothing bears it yet".to_owned() } else { bearers.words() };
    if !cx.tags.tree().below(tag.id).is_empty() {
        said.push_str(&format!("; {} with the tags below it", thousands(bearers.within())));
    }
    parts::secondary(ui, said);
    let asking = cx.tags.asking_for(cx.facts, tag);
    if !asking.is_empty() {
        parts::secondary(ui, format!("Asked for by this name by the {}", naming::list(&asking)));
    }
    if let Some(term) = term("tag", &tag.name)
        && ui.button("Show what bears it").clicked()
    {
        cx.actions.push(Action::Query(term));
    }
}

/// The tags right below it.
fn below(ui: &mut Ui, cx: &mut Cx, tag: &Tag) {
    let below: Vec<TagId> = cx.tags.tree().children(tag.id).map(|branch| branch.id).collect();
    if below.is_empty() {
        return;
    }
    parts::section(ui, "Tags below", &thousands(below.len()));
    for id in below.iter().take(LISTED).filter_map(|id| cx.facts.tags.get(*id)) {
        let mark = parts::Mark::Dot(ink(id.colour));
        let row = parts::Row { mark, key: id.key, ..parts::Row::new(&id.name) };
        if row.show(ui).clicked() {
            cx.actions.push(Action::Reveal(id.id.into()));
        }
    }
    if below.len() > LISTED {
        parts::secondary(ui, format!("{} more in the explorer", thousands(below.len() - LISTED)));
    }
}

/// Names of thousands of letters exist.
fn short(name: &str) -> String {
    match name.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", visible(&name[..end])),
        None => visible(name).into_owned(),
    }
}
