//! A visit: its four bounds, what the vessel did, and what it rests on.

use egui::{RichText, Sense, Ui, pos2, vec2};

use super::coverage;
use super::evidence;
use super::origins;
use super::shared::{self, Cx};
use crate::base::interval::{BOUND_NAMES, BoundName, Bounds};
use crate::base::quantity::Metres;
use crate::figure::palette::Role;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::grading::HEDGES;
use crate::model::ids::{EntityKind, EntityRef, PlaceId, ShipmentId, VesselId};
use crate::model::naming;
use crate::model::place::Place;
use crate::model::reading;
use crate::model::shipment::Shipment;
use crate::model::vessel::Vessel;
use crate::model::visit::{ACTIVITIES, Activity, Visit};
use crate::ui::action::Action;
use crate::ui::theme;
use crate::ui::widgets::parts::{self, ChipLook};
use crate::ui::widgets::picker::{Picked, Picker};

pub(super) fn show(ui: &mut Ui, cx: &mut Cx, visit: &Visit) {
    let item = EntityRef::from(visit.id);
    let place = cx.facts.places.get(visit.place);
    let below = place.map_or(String::new(), |place| match place.operator.as_str() {
        "" => place.kind.word().to_owned(),
        operator => format!("{}, operator “{operator}”", place.kind.word()),
    });
    shared::heading(ui, cx, item, &naming::visit(cx.facts, visit.id), &below);
    ui.horizontal_wrapped(|ui| {
        let plain = |ui: &Ui, role: Role| ChipLook {
            colour: theme::colour(ui, role),
            fill: theme::colour(ui, Role::Panel),
            dot: None,
        };
        let role = role_of(visit.activity);
        let activity = if visit.activity == Activity::Unknown { "activity unknown" } else { visit.activity.word() };
        let look = plain(ui, role);
        parts::chip(ui, activity, look);
        let look = plain(ui, Role::Secondary);
        parts::chip(ui, &format!("worded: {}", visit.hedge.word()), look);
        origins::chip(ui, cx, item);
    });
    origins::cautions(ui, cx, item);
    when(ui, cx, visit);
    what(ui, cx, visit);
    evidence::show(ui, cx, item, &visit.exhibits, |exhibits| {
        let mut changed = visit.clone();
        changed.exhibits = exhibits.into();
        Entity::Visit(Box::new(changed))
    });
    shipments(ui, cx, visit);
    shared::tags(ui, cx, item, &visit.tags);
    shared::note(ui, &mut cx.form(visit, Entity::Visit), visit.note(), |row, text| {
        row.edit_extra(|extra| text.clone_into(&mut extra.note));
    });
    shared::remove(ui, cx, item);
}

fn role_of(activity: Activity) -> Role {
    match activity {
        Activity::Loading => Role::Loading,
        Activity::Discharging => Role::Discharging,
        _ => Role::Secondary,
    }
}

fn field(name: BoundName) -> &'static str {
    match name {
        BoundName::NotBefore => "not before",
        BoundName::FirstSeen => "first seen",
        BoundName::LastSeen => "last seen",
        BoundName::NotAfter => "not after",
    }
}

fn when(ui: &mut Ui, cx: &mut Cx, visit: &Visit) {
    parts::section(ui, "When", if visit.bounds.is_undated() { "undated" } else { "" });
    bar(ui, &visit.bounds, role_of(visit.activity));
    for name in BOUND_NAMES {
        let given_by = visit.bound_exhibit(name);
        cx.form(visit, Entity::Visit).date(
            ui,
            name.words(),
            field(name),
            &visit.bound_text(name),
            |row, when, text| {
                row.set_bound(name, when, text);
            },
        );
        if let Some(exhibit) = given_by.and_then(|id| cx.facts.exhibits.get(id)) {
            ui.scope(|ui| {
                // A line below its field and no row of its own.
                ui.spacing_mut().interact_size.y = 0.0;
                ui.spacing_mut().button_padding.y = 0.0;
                ui.horizontal(|ui| {
                    ui.add_space(100.0);
                    let text = format!("from E-{}", exhibit.number);
                    let text = RichText::new(text).size(theme::CAPTION).color(theme::colour(ui, Role::Accent));
                    let from = egui::Button::new(text).frame(false).small();
                    if ui.add(from).on_hover_text(&exhibit.title).clicked() {
                        cx.actions.push(Action::Reveal(exhibit.id.into()));
                    }
                });
            });
        }
    }
    coverage::bounds(ui, cx, visit);
}

/// The four bounds as one bar: solid where it was seen, faint up to where it may have been.
fn bar(ui: &mut Ui, bounds: &Bounds, role: Role) {
    let Some((from, to)) = bounds.extent() else { return };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    let span = (to.0 - from.0).max(1) as f32;
    let painter = ui.painter();
    let track = rect.shrink2(vec2(0.0, 5.0));
    let colour = theme::colour(ui, role);
    painter.rect_filled(track, 4.0, colour.gamma_multiply(0.22));
    if let Some((first, last)) = bounds.core() {
        let x = |second: i64| track.left() + track.width() * ((second - from.0) as f32 / span);
        let core = egui::Rect::from_min_max(
            pos2(x(first.0), rect.top() + 2.0),
            pos2(x(last.0).max(x(first.0) + 3.0), rect.bottom() - 2.0),
        );
        painter.rect_filled(core, 4.0, colour);
    }
}

fn what(ui: &mut Ui, cx: &mut Cx, visit: &Visit) {
    parts::section(ui, "What", "");
    vessel_picker(ui, cx, visit);
    place_picker(ui, cx, visit);
    let mut form = cx.form(visit, Entity::Visit);
    form.choice(
        ui,
        "Activity",
        "activity",
        &ACTIVITIES,
        visit.activity,
        |a| a.word().to_owned(),
        |row, a| row.activity = a,
    );
    form.choice(ui, "Hedge", "hedge", &HEDGES, visit.hedge, |h| h.word().to_owned(), |row, h| row.hedge = h);
    let draught = |value: Option<Metres>| value.map_or(String::new(), |metres| metres.0.to_string());
    let extra = visit.extra.clone().unwrap_or_default();
    form.settled(ui, "Draught in", "draught in", &draught(extra.draught_in), "metres", |row, text| {
        let metres = reading::draught(text)?;
        row.edit_extra(|extra| extra.draught_in = metres);
        Ok(())
    });
    form.settled(ui, "Draught out", "draught out", &draught(extra.draught_out), "metres", |row, text| {
        let metres = reading::draught(text)?;
        row.edit_extra(|extra| extra.draught_out = metres);
        Ok(())
    });
}

fn vessel_picker(ui: &mut Ui, cx: &mut Cx, visit: &Visit) {
    let current = cx.facts.vessels.get(visit.vessel).map_or(String::new(), |vessel| vessel.name.clone());
    let facts = cx.facts;
    let picker = Picker { name: "Vessel", current: &current, creates: Some("vessel"), clears: false };
    let picked = shared::picker(ui, cx.writable, &picker, &format!("vessel of visit {}", visit.id.0), || {
        facts.vessels.iter().map(|vessel| (vessel.id.0, vessel.name.clone())).collect()
    });
    let mut changed = visit.clone();
    match picked {
        Some(Picked::Existing(id)) => {
            changed.vessel = VesselId::new(id);
            cx.change(Entity::Visit(Box::new(changed)), "vessel");
        }
        Some(Picked::New(name)) => {
            let vessel = Vessel::named(cx.facts.next_id(), &name);
            changed.vessel = vessel.id;
            let label = format!("Add vessel {name} and change vessel of V-{}", visit.id.0);
            let entities = vec![Entity::Vessel(Box::new(vessel)), Entity::Visit(Box::new(changed))];
            cx.actions.push(Action::Apply(Box::new(Command::PutAll { entities, label })));
        }
        Some(Picked::Nothing) | None => {}
    }
}

fn place_picker(ui: &mut Ui, cx: &mut Cx, visit: &Visit) {
    let current = cx.facts.places.get(visit.place).map_or(String::new(), |place| place.name.clone());
    let facts = cx.facts;
    let picker = Picker { name: "Place", current: &current, creates: Some("place"), clears: false };
    let picked = shared::picker(ui, cx.writable, &picker, &format!("place of visit {}", visit.id.0), || {
        facts.places.iter().map(|place| (place.id.0, place.name.clone())).collect()
    });
    let mut changed = visit.clone();
    match picked {
        Some(Picked::Existing(id)) => {
            changed.place = PlaceId::new(id);
            cx.change(Entity::Visit(Box::new(changed)), "place");
        }
        Some(Picked::New(name)) => {
            let place = Place::named(cx.facts.next_id(), &name);
            changed.place = place.id;
            let label = format!("Add place {name} and change place of V-{}", visit.id.0);
            let entities = vec![Entity::Place(Box::new(place)), Entity::Visit(Box::new(changed))];
            cx.actions.push(Action::Apply(Box::new(Command::PutAll { entities, label })));
        }
        Some(Picked::Nothing) | None => {}
    }
}

fn shipments(ui: &mut Ui, cx: &mut Cx, visit: &Visit) {
    let found: Vec<ShipmentId> = cx.facts.links().shipments_of(visit.id).collect();
    parts::section(ui, "Shipment", "");
    for id in &found {
        let Some(shipment) = cx.facts.shipments.get(*id) else { continue };
        let half_open = shipment.is_half_open();
        shared::link(ui, cx, (*id).into());
        if half_open {
            let other = if shipment.loading.is_some() { "No discharge seen" } else { "No loading seen" };
            ui.horizontal(|ui| {
                ui.add_space(8.0);
                parts::secondary(ui, other);
            });
        }
    }
    if found.is_empty() {
        parts::secondary(ui, "In no shipment. Select a second visit with Ctrl and press S to pair them.");
        if cx.writable && ui.button("Add a half-open shipment").clicked() {
            let number = cx.facts.next_number(EntityKind::Shipment);
            let (loading, discharge) =
                if visit.activity == Activity::Discharging { (None, Some(visit.id)) } else { (Some(visit.id), None) };
            let shipment = Shipment::between(cx.facts.next_id(), number, loading, discharge);
            let command = Command::Put { entity: Entity::Shipment(Box::new(shipment)), field: None };
            cx.actions.push(Action::Apply(Box::new(command)));
        }
    }
}
