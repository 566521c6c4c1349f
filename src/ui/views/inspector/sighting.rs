//! A sighting: what an exhibit shows at a place and time, and which visits that bounds.

use egui::Ui;

use super::exhibit::dated;
use super::shared::{self, Cx};
use crate::analysis::looks::Look;
use crate::base::plain_date::edtf_words;
use crate::base::text::count;
use crate::figure::labels::place_name;
use crate::model::entity::Entity;
use crate::model::evidence::{OBSTRUCTIONS, Sighting};
use crate::model::ids::{EntityRef, PlaceId, VesselId};
use crate::model::naming;
use crate::ui::action::Action;
use crate::ui::widgets::parts::{self, Row};
use crate::ui::widgets::picker::{Picked, Picker};

/// How many visits are listed.
const LISTED: usize = 30;

pub(super) fn show(ui: &mut Ui, cx: &mut Cx, sighting: &Sighting) {
    let item = EntityRef::from(sighting.id);
    let (title, below) = title(cx, sighting);
    shared::heading(ui, cx, item, &title, &below);
    parts::section(ui, "Shown in", "");
    shared::exhibit_line(ui, cx, sighting.exhibit, false);
    parts::section(ui, "What", "");
    let mut form = cx.form(sighting, Entity::Sighting);
    dated(ui, &mut form, "When", "time", sighting.time.as_ref(), |row, date| row.time = date);
    place_picker(ui, cx, sighting);
    vessel_picker(ui, cx, sighting);
    let mut form = cx.form(sighting, Entity::Sighting);
    if sighting.is_silence() {
        form.flag(ui, "Its AIS was not received", "negative", true, |row, negative| row.negative = negative);
    } else {
        form.flag(ui, "The place was empty", "negative", sighting.negative, |row, negative| row.negative = negative);
    }
    form.choice(
        ui,
        "View",
        "obstruction",
        &OBSTRUCTIONS,
        sighting.obstruction,
        |value| value.word().to_owned(),
        |row, value| {
            row.obstruction = value;
        },
    );
    form.line(ui, "Seen", "what was seen", &sighting.seen, "in a few words", |row, text| {
        text.clone_into(&mut row.seen);
        Ok(())
    });
    bounds(ui, cx, sighting);
    shared::tags(ui, cx, item, &sighting.tags);
    let mut form = cx.form(sighting, Entity::Sighting);
    shared::note(ui, &mut form, &sighting.note, |row, text| text.clone_into(&mut row.note));
    shared::remove(ui, cx, item);
}

/// What was found, and where and when: “Nothing there”, “Vostochny, oil berth, 5 March 2024”.
fn title(cx: &Cx, sighting: &Sighting) -> (String, String) {
    let vessel = sighting.vessel.map(|id| naming::name(cx.facts, id.into()));
    let title = match (Look::of(sighting), vessel) {
        (Look::Obstructed, _) => "Nothing could be seen".to_owned(),
        (Look::Empty, Some(vessel)) => format!("No AIS from {vessel}"),
        (Look::Empty, None) => "Nothing there".to_owned(),
        (Look::Seen, Some(vessel)) => format!("{vessel} seen"),
        (Look::Seen, None) => "A vessel seen, not identified".to_owned(),
    };
    let place = sighting.place.map(|id| place_name(cx.facts, id));
    let time = sighting.time.as_ref().map_or_else(|| "undated".to_owned(), |dated| edtf_words(dated.time));
    (title, place.into_iter().chain([time]).collect::<Vec<_>>().join(", "))
}

fn place_picker(ui: &mut Ui, cx: &mut Cx, sighting: &Sighting) {
    let facts = cx.facts;
    let current = sighting.place.map_or(String::new(), |id| naming::name(facts, id.into()));
    let picker = Picker { name: "Place", current: &current, creates: None, clears: true };
    let picked = shared::picker(ui, cx.writable, &picker, &format!("place of sighting {}", sighting.id.0), || {
        facts.places.iter().map(|place| (place.id.0, place.name.clone())).collect()
    });
    let place = match picked {
        Some(Picked::Existing(id)) => Some(PlaceId::new(id)),
        Some(Picked::Nothing) => None,
        Some(Picked::New(_)) | None => return,
    };
    cx.form(sighting, Entity::Sighting).apply("place", |row| row.place = place);
}

fn vessel_picker(ui: &mut Ui, cx: &mut Cx, sighting: &Sighting) {
    let facts = cx.facts;
    let current = sighting.vessel.map_or("", |id| facts.vessels.get(id).map_or("", |vessel| &vessel.name));
    let picker = Picker { name: "Vessel", current, creates: None, clears: true };
    let picked = shared::picker(ui, cx.writable, &picker, &format!("vessel of sighting {}", sighting.id.0), || {
        facts.vessels.iter().map(|vessel| (vessel.id.0, vessel.name.clone())).collect()
    });
    let vessel = match picked {
        Some(Picked::Existing(id)) => Some(VesselId::new(id)),
        Some(Picked::Nothing) => None,
        Some(Picked::New(_)) | None => return,
    };
    cx.form(sighting, Entity::Sighting).apply("vessel", |row| row.vessel = vessel);
}

/// The visits that it bounds, and what it gives each of them.
fn bounds(ui: &mut Ui, cx: &mut Cx, sighting: &Sighting) {
    let found = cx.weighed.bounded(cx.facts, sighting);
    let right = if found.is_empty() { String::new() } else { count(found.len(), "bound") };
    parts::section(ui, "Bounds", &right);
    for bounded in found.iter().take(LISTED) {
        let text = format!("V-{} {}", bounded.visit.0, naming::visit(cx.facts, bounded.visit));
        let open = if bounded.taken { "" } else { ", not taken" };
        let right = format!("{}{open}", bounded.bound.words().to_lowercase());
        if (Row { right: &right, ..Row::new(&text) }).show(ui).clicked() {
            cx.actions.push(Action::Reveal(bounded.visit.into()));
        }
    }
    if found.len() > LISTED {
        parts::secondary(ui, format!("{} more", found.len() - LISTED));
    }
    if found.is_empty() {
        let why = match Look::of(sighting) {
            Look::Seen => "What was seen bounds no visit; an empty place does.",
            Look::Obstructed => "What could not be seen bounds nothing.",
            Look::Empty if sighting.is_silence() => "A silent transponder empties no berth.",
            Look::Empty => "No visit lies beside it that it bounds more closely.",
        };
        parts::secondary(ui, why);
    }
}
