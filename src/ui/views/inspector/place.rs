//! A place: what it is, where, who operates it, and which visits it had.

use egui::Ui;

use super::coverage;
use super::shared::{self, Cx};
use crate::base::text::count;
use crate::model::entity::Entity;
use crate::model::ids::{EntityRef, PlaceId, VisitId};
use crate::model::place::{PLACE_KINDS, Place};
use crate::model::reading;
use crate::ui::widgets::parts;
use crate::ui::widgets::picker::{Picked, Picker};

/// How many visits are listed.
const LISTED: usize = 30;

pub(super) fn show(ui: &mut Ui, cx: &mut Cx, place: &Place) {
    let item = EntityRef::from(place.id);
    shared::heading(ui, cx, item, &place.name, place.kind.word());
    let mut form = cx.form(place, Entity::Place);
    form.line(ui, "Name", "name", &place.name, "", |row, text| {
        text.clone_into(&mut row.name);
        Ok(())
    });
    form.choice(
        ui,
        "Kind",
        "kind",
        &PLACE_KINDS,
        place.kind,
        |kind| kind.word().to_owned(),
        |row, kind| row.kind = kind,
    );
    within(ui, cx, place);
    let mut form = cx.form(place, Entity::Place);
    form.line(ui, "Country", "country", &place.country, "RU, KP …", |row, text| {
        text.trim().clone_into(&mut row.country);
        Ok(())
    });
    form.line(ui, "Operator", "operator", &place.operator, "as the sources put it", |row, text| {
        text.clone_into(&mut row.operator);
        Ok(())
    });
    let locode = place.locode.as_ref().map_or("", |code| code.as_str()).to_owned();
    form.settled(ui, "UN/LOCODE", "UN/LOCODE", &locode, "RUVYP", |row, text| {
        reading::set_locode(row, text);
        Ok(())
    });
    if place.locode.as_ref().is_some_and(|code| !code.is_well_formed()) {
        parts::problem(ui, "Not a UN/LOCODE by form; kept as written");
    }
    let position = place.position.map_or(String::new(), |at| format!("{}, {}", at.lat(), at.lon()));
    form.settled(ui, "Position", "position", &position, "latitude, longitude", |row, text| {
        row.position = reading::position(text)?;
        Ok(())
    });
    form.settled(ui, "Handles", "handles", &place.handles.join(", "), "oil, containers, coal …", |row, text| {
        reading::set_handles(row, text);
        Ok(())
    });
    let names = place.other_names.iter().map(|name| name.name.as_str()).collect::<Vec<_>>().join(", ");
    form.settled(ui, "Other names", "other names", &names, "with commas, any script", |row, text| {
        reading::set_other_names(row, text);
        Ok(())
    });
    coverage::stretches(ui, cx, place.id);
    let visits: Vec<VisitId> = cx.facts.links().visits_at(place.id).collect();
    parts::section(ui, "Visits", &count(visits.len(), "visit"));
    for visit in visits.iter().take(LISTED) {
        shared::link(ui, cx, (*visit).into());
    }
    if visits.len() > LISTED {
        parts::secondary(ui, format!("{} more on the timeline", visits.len() - LISTED));
    }
    shared::tags(ui, cx, item, &place.tags);
    shared::note(ui, &mut cx.form(place, Entity::Place), &place.note, |row, text| text.clone_into(&mut row.note));
    shared::remove(ui, cx, item);
}

fn within(ui: &mut Ui, cx: &mut Cx, place: &Place) {
    let current = place.parent.and_then(|id| cx.facts.places.get(id)).map_or("", |parent| &parent.name);
    let facts = cx.facts;
    let picker = Picker { name: "Lies in", current, creates: None, clears: true };
    let picked = shared::picker(ui, cx.writable, &picker, &format!("parent of {}", place.id.0), || {
        let others = facts.places.iter().filter(|other| other.id != place.id);
        others.map(|other| (other.id.0, other.name.clone())).collect()
    });
    let parent = match picked {
        Some(Picked::Existing(id)) => Some(PlaceId::new(id)),
        Some(Picked::Nothing) => None,
        Some(Picked::New(_)) | None => return,
    };
    cx.form(place, Entity::Place).apply("parent", |row| row.parent = parent);
}
