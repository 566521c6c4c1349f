//! A tag: name, meaning, colour and number key.

use egui::{Color32, Sense, Stroke, Ui, vec2};

use super::shared::{self, Cx};
use crate::analysis::query::edit::term;
use crate::figure::palette::Role;
use crate::model::entity::Entity;
use crate::model::ids::EntityRef;
use crate::model::tag::{TAG_COLOURS, Tag};
use crate::ui::action::Action;
use crate::ui::theme;
use crate::ui::widgets::parts;

pub(super) fn show(ui: &mut Ui, cx: &mut Cx, tag: &Tag) {
    let item = EntityRef::from(tag.id);
    let below = tag.key.map_or("No number key".to_owned(), |key| format!("Key {key} sets it"));
    shared::heading(ui, cx, item, &tag.name, &below);
    let mut form = cx.form(tag, Entity::Tag);
    form.line(ui, "Name", "name", &tag.name, "", |row, text| {
        text.clone_into(&mut row.name);
        Ok(())
    });
    let keys: Vec<Option<u8>> = std::iter::once(None).chain((1..=9).map(Some)).collect();
    let taken =
        |key: Option<u8>| key.is_some() && form.facts.tags.iter().any(|other| other.key == key && other.id != tag.id);
    let free: Vec<Option<u8>> = keys.into_iter().filter(|key| !taken(*key)).collect();
    form.choice(
        ui,
        "Number key",
        "number key",
        &free,
        tag.key,
        |key| key.map_or("none".to_owned(), |key| key.to_string()),
        |row, key| row.key = key,
    );
    let writable = form.writable;
    let mut picked = None;
    form.labelled(ui, "Colour", |_, ui| {
        ui.horizontal(|ui| {
            for colour in TAG_COLOURS {
                let [r, g, b] = colour.0;
                let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::click());
                response.widget_info(|| {
                    egui::WidgetInfo::selected(
                        egui::Role::Button,
                        writable,
                        colour == tag.colour,
                        format!("Colour {colour}"),
                    )
                });
                ui.painter().circle_filled(rect.center(), 8.0, Color32::from_rgb(r, g, b));
                if colour == tag.colour {
                    ui.painter().circle_stroke(rect.center(), 11.0, Stroke::new(2.0, theme::colour(ui, Role::Accent)));
                }
                if response.clicked() && writable {
                    picked = Some(colour);
                }
            }
        });
    });
    if let Some(colour) = picked {
        form.apply("colour", |row| row.colour = colour);
    }
    parts::section(ui, "Definition", "");
    form.lines(
        ui,
        "Definition",
        "definition",
        &tag.definition,
        "What it means, so that two people tag alike",
        3,
        |row, text| text.clone_into(&mut row.definition),
    );
    if let Some(term) = term("tag", &tag.name)
        && ui.button("Show what bears it").clicked()
    {
        cx.actions.push(Action::Query(term));
    }
    shared::note(ui, &mut cx.form(tag, Entity::Tag), &tag.note, |row, text| text.clone_into(&mut row.note));
    shared::remove(ui, cx, item);
}
