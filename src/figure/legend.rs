//! What the marks mean, for a figure on paper: only those that stand in it.

use std::collections::{BTreeMap, BTreeSet};

use super::draw::{Type, at, dashed, grown, rect, solid, style};
use super::lanes::Lanes;
use super::lanes::coverage::Look;
use super::lanes::row::{Lane, Slot};
use super::measure::Measure;
use super::palette::{Ink, Role};
use super::scene::{Align, Dash, Face, Point, Scene, Shape};
use super::timeline::colours::{activity_role, glyph, hedge_dash, hedge_role, strike};
use super::timeline::coverage;
use crate::model::facts::Facts;
use crate::model::grading::{HEDGES, Hedge};
use crate::model::tag::Colour;
use crate::model::view::Colouring;
use crate::model::visit::{ACTIVITIES, Activity};

const ROW: f32 = 24.0;
const FONT: f32 = 11.5;

/// One entry: what is drawn, and what it means.
enum Key {
    Activity(Activity, bool),
    Colour(Ink, String),
    Hedge(Hedge, Ink),
    Band,
    Unseen,
    Shipment,
    HalfOpen,
    Event,
    Look(Look),
}

/// The visits of all lanes that are not hidden.
pub(super) fn slots(lanes: &Lanes) -> impl Iterator<Item = &Slot> {
    (0..lanes.len()).filter_map(|strip| lanes.row_data(strip)).flat_map(Lane::slots)
}

/// Draws the legend, wrapped to `width`; its height is the scene's.
#[must_use]
pub fn legend(facts: &Facts, lanes: &Lanes, width: f32, measure: Measure) -> Scene {
    let mut scene = Scene { width, ..Scene::default() };
    let (mut x, mut y) = (0.0, ROW / 2.0);
    for key in keys(facts, lanes) {
        let text = words(&key);
        let (sample, room) = (46.0, measure(&text, FONT, Face::Regular).min(width - 50.0));
        if x > 0.0 && x + sample + room > width {
            (x, y) = (0.0, y + ROW);
        }
        draw(&key, at(x, y), &mut scene);
        scene.text(at(x + sample, y), text, style(FONT, Face::Regular, Role::Secondary), Align::Left, room + 1.0);
        x += sample + room + 22.0;
    }
    scene.height = y + ROW / 2.0;
    scene
}

fn keys(facts: &Facts, lanes: &Lanes) -> Vec<Key> {
    let (mut activities, mut hedges, mut unseen) = ([false; 6], [false; 5], false);
    for slot in slots(lanes) {
        activities[slot.activity as usize] = true;
        hedges[slot.hedge as usize] = true;
        unseen |= !slot.seen;
    }
    let coloured = lanes.classes().colouring() == Colouring::Activity;
    let present = ACTIVITIES.into_iter().filter(|&activity| activities[activity as usize]);
    let mut keys: Vec<Key> = present.map(|activity| Key::Activity(activity, coloured)).collect();
    if !coloured && lanes.classes().colouring() != Colouring::Hedge {
        let counts = lanes.class_counts();
        for class in (0..).zip(counts).filter(|(_, count)| *count > 0).map(|(class, _)| class) {
            keys.push(Key::Colour(lanes.classes().ink(facts, class), lanes.classes().label(facts, class)));
        }
    }
    keys.extend(by_hand(facts, lanes).into_iter().map(|(colour, name)| Key::Colour(colour.into(), name)));
    let shown = HEDGES.into_iter().rev().filter(|&hedge| hedges[hedge as usize]);
    keys.extend(shown.map(|hedge| {
        let role = if lanes.classes().colouring() == Colouring::Hedge { hedge_role(hedge) } else { Role::Secondary };
        Key::Hedge(hedge, role.into())
    }));
    keys.push(Key::Band);
    if unseen {
        keys.push(Key::Unseen);
    }
    let has = |open: bool| facts.shipments.iter().any(|shipment| shipment.is_half_open() == open);
    if has(false) {
        keys.push(Key::Shipment);
    }
    if has(true) {
        keys.push(Key::HalfOpen);
    }
    if !facts.events.is_empty() {
        keys.push(Key::Event);
    }
    let looked_at = (0..lanes.len()).filter_map(|strip| lanes.lane(strip)?.place);
    let looks: BTreeSet<Look> = looked_at.flat_map(|place| lanes.coverage(place)).map(|seen| seen.look).collect();
    keys.extend(looks.into_iter().map(Key::Look));
    keys
}

/// The colours given to shown lanes by hand, each with the first lanes that have it.
fn by_hand(facts: &Facts, lanes: &Lanes) -> BTreeMap<Colour, String> {
    let mut names: BTreeMap<Colour, Vec<String>> = BTreeMap::new();
    for set in &lanes.options().arrangement.colours {
        if let Some(strip) = (0..lanes.len()).find(|strip| lanes.path(*strip) == Some(&set.lane)) {
            names.entry(set.colour).or_default().push(lanes.label(facts, strip));
        }
    }
    let words = |names: Vec<String>| match names.as_slice() {
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [one, ..] => format!("{one} and {} more lanes", names.len() - 1),
        [] => String::new(),
    };
    names.into_iter().map(|(colour, names)| (colour, words(names))).collect()
}

fn words(key: &Key) -> String {
    match key {
        Key::Activity(activity, _) => activity.word().to_owned(),
        Key::Colour(_, name) => super::measure::one_line(name).into_owned(),
        Key::Hedge(hedge, _) => hedge.word().to_owned(),
        Key::Band => "first to last seen, ends fading to not before and not after".to_owned(),
        Key::Unseen => "some time within, never seen directly".to_owned(),
        Key::Shipment => "shipment".to_owned(),
        Key::HalfOpen => "half-open shipment: the other end was not seen".to_owned(),
        Key::Event => "context".to_owned(),
        Key::Look(look) => format!("looked at: {}", look.words()),
    }
}

fn draw(key: &Key, place: Point, scene: &mut Scene) {
    let Point { x, y } = place;
    let body = rect(x + 6.0, y - 7.0, x + 34.0, y + 7.0);
    let middle = x + 20.0;
    let grey = Ink::from(Role::Secondary);
    match key {
        Key::Activity(activity, true) => {
            scene.fill(body, 3.0, activity_role(*activity));
            glyph(scene, *activity, middle, y, Role::Panel.into());
        }
        Key::Activity(activity, false) => glyph(scene, *activity, middle, y, grey),
        Key::Colour(ink, _) => scene.fill(body, 3.0, *ink),
        Key::Hedge(hedge, ink) => {
            let core = grown(body, -2.0);
            scene.fill(core, 3.0, ink.faded(if *hedge == Hedge::Denied { 0.4 } else { 1.0 }));
            if let Some(dash) = hedge_dash(*hedge) {
                scene.outline(grown(core, 2.0), 5.0, dashed(1.25, *ink, dash));
            }
            if *hedge == Hedge::Denied {
                strike(scene, core);
            }
        }
        Key::Band => {
            scene.fade(rect(x, y - 5.0, x + 12.0, y + 5.0), grey, 0.05, 0.42);
            scene.fade(rect(x + 28.0, y - 5.0, x + 40.0, y + 5.0), grey, 0.42, 0.05);
            scene.fill(rect(x + 12.0, y - 7.0, x + 28.0, y + 7.0), 3.0, grey);
        }
        Key::Unseen => {
            scene.fill(body, 3.0, grey.faded(0.2));
            scene.outline(body, 3.0, dashed(1.25, grey, Dash::Dots));
        }
        Key::Shipment => {
            let points = [at(x + 2.0, y - 5.0), at(x + 22.0, y - 5.0), at(x + 18.0, y + 5.0), at(x + 38.0, y + 5.0)];
            scene.shapes.push(Shape::Curve { points, stroke: solid(1.25, grey), arrow: true });
        }
        Key::HalfOpen => {
            let stroke = dashed(1.25, grey, Dash::Long);
            scene.line(at(x + 2.0, y), at(x + 30.0, y), stroke);
            let (centre, stroke) = (at(x + 34.0, y), Some(solid(1.5, grey)));
            scene.shapes.push(Shape::Circle { centre, radius: 4.5, fill: None, stroke });
        }
        Key::Event => {
            let corners = vec![at(middle, y - 6.0), at(middle + 5.5, y), at(middle, y + 6.0), at(middle - 5.5, y)];
            scene.polygon(corners, grey);
        }
        Key::Look(look) => coverage::mark(*look, at(middle, y), false, scene),
    }
}

/// The usual type of captions.
pub(super) fn caption() -> Type {
    style(FONT, Face::Regular, Role::Secondary)
}
