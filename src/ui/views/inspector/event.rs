//! An event on the time axis.

use egui::Ui;

use super::exhibit::{dated, words};
use super::shared::{self, Cx};
use crate::model::entity::Entity;
use crate::model::event::Event;
use crate::model::ids::EntityRef;

pub(super) fn show(ui: &mut Ui, cx: &mut Cx, event: &Event) {
    let item = EntityRef::from(event.id);
    shared::heading(ui, cx, item, &event.title, &words(event.time.time));
    let mut form = cx.form(event, Entity::Event);
    form.line(ui, "Title", "title", &event.title, "", |row, text| {
        text.clone_into(&mut row.title);
        Ok(())
    });
    dated(ui, &mut form, "When", "time", Some(&event.time), |row, date| {
        // An event without a date would be nowhere; clearing the field leaves it as it was.
        if let Some(date) = date {
            row.time = date;
        }
    });
    if let Some(exhibit) = event.exhibit {
        shared::exhibit_line(ui, cx, exhibit, false);
    }
    shared::tags(ui, cx, item, &event.tags);
    shared::note(ui, &mut cx.form(event, Entity::Event), &event.note, |row, text| text.clone_into(&mut row.note));
    shared::remove(ui, cx, item);
}
