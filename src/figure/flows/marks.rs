//! Each shipment as a mark as long as its bounds, stacked away from the calendar.

use super::{Chart, Frame, MOST_MARKS, Mark, Target};
use crate::analysis::flows::sums::by_cargo;
use crate::analysis::flows::{Flow, Half, Seen, WAYS};
use crate::base::text::count;
use crate::figure::draw::{Type, at, dashed, grown, inside, rect, solid};
use crate::figure::labels::shipment_label;
use crate::figure::palette::{Ink, Role};
use crate::figure::scene::{Align, Dash, Face, Shape};
use crate::figure::wording;
use crate::model::ids::EntityRef;

/// Least height of a row, in points; below, letters are not read.
const LEAST_ROW: f32 = 10.5;
/// Most height of a row.
const MOST_ROW: f32 = 20.0;
/// Least width of a mark: its letter.
const LEAST: f32 = 12.0;
/// Room between two marks of a row.
const GAP: f32 = 2.0;
/// How far beyond a mark the open circle stands that says which end was not seen, and the room it takes.
const CIRCLE: (f32, f32) = (4.5, 8.0);
/// How far an end that nothing bounds fades away.
const FADE: f32 = 16.0;

/// A mark with its row.
struct Placed<'a> {
    flow: &'a Flow,
    way: usize,
    row: usize,
    left: f32,
    right: f32,
}

/// Every shipment in view with its row.
pub(super) struct Stacks<'a> {
    placed: Vec<Placed<'a>>,
    /// Height of a row.
    row: f32,
    /// Height of what is above the calendar: half of all, unless the rows of one half need more.
    pub up: f32,
}

/// Stacks every shipment in view as a mark of its own; none if there is no room for that.
pub(super) fn stack<'a>(frame: &Frame<'a>) -> Option<Stacks<'a>> {
    let visible: usize = (0..WAYS.len()).map(|way| frame.visible(way).take(MOST_MARKS + 1).count()).sum();
    if visible > MOST_MARKS {
        return None;
    }
    let mut placed: Vec<Placed> = Vec::with_capacity(visible);
    let [up, down] = [Half::Up, Half::Down].map(|half| {
        let ways = WAYS.iter().enumerate().filter(|(_, known)| known.0 == half);
        let rows = ways.fold(0, |rows, (way, _)| pack(frame, way, rows, &mut placed));
        rows.max(1) as f32
    });
    // A little stays free at both edges.
    let room = frame.room() - 4.0;
    let row = (room / (2.0 * up.max(down))).min(MOST_ROW);
    if row >= LEAST_ROW {
        return Some(Stacks { placed, row, up: frame.room() / 2.0 });
    }
    let row = room / (up + down);
    let share = 2.0 + row * up;
    (row >= LEAST_ROW).then_some(Stacks { placed, row, up: share })
}

/// Draws the marks.
pub(super) fn draw(frame: &Frame, stacks: &Stacks, chart: &mut Chart) {
    for mark in &stacks.placed {
        draw_one(frame, mark, stacks.row, chart);
    }
}

/// Puts the shipments of a way into rows from `first` on, each into the first that has room; returns the row after.
fn pack<'a>(frame: &Frame<'a>, way: usize, first: usize, placed: &mut Vec<Placed<'a>>) -> usize {
    let mut ends: Vec<f32> = Vec::new();
    for flow in frame.visible(way) {
        let (left, right) = (frame.axis.x(flow.from as f64), frame.axis.x(flow.to as f64));
        let short = ((LEAST - (right - left)) / 2.0).max(0.0);
        let (left, right) = (left - short, right + short);
        let (before, after) = match WAYS[way].1 {
            Seen::Both => (0.0, 0.0),
            Seen::Loading => (0.0, CIRCLE.1),
            Seen::Discharge => (CIRCLE.1, 0.0),
        };
        let row = ends.iter().position(|end| *end + GAP <= left - before).unwrap_or(ends.len());
        match ends.get_mut(row) {
            Some(end) => *end = right + after,
            None => ends.push(right + after),
        }
        placed.push(Placed { flow, way, row: first + row, left, right });
    }
    first + ends.len()
}

fn draw_one(frame: &Frame, mark: &Placed, row: f32, chart: &mut Chart) {
    let scene = &mut chart.scene;
    let (half, seen) = WAYS[mark.way];
    let near = 1.0 + row * mark.row as f32;
    let (top, bottom) = frame.band(half, near, near + row);
    let bar = rect(mark.left, top + 1.0, mark.right, bottom - 1.0);
    let sign = frame.sign(mark.flow.cargo);
    let whole = seen == Seen::Both;
    let area = rect(frame.axis.left, 0.0, frame.axis.right(), frame.options.height);
    let Some(shown) = inside(bar, area) else { return };
    scene.fill(bar, 3.0, sign.ink.faded(if whole { 0.35 } else { 0.14 }));
    let core = mark.flow.core.and_then(|(from, to)| {
        let (left, right) = (frame.axis.x(from as f64), frame.axis.x(to as f64));
        // A day that is narrower than the letter is as wide as the mark.
        let short = ((LEAST - (right - left)) / 2.0).max(0.0);
        inside(rect(left - short, bar.top, right + short, bar.bottom), bar)
    });
    if let Some(core) = core.filter(|_| whole) {
        scene.fill(core, 3.0, sign.ink);
    }
    if whole {
        scene.outline(bar, 3.0, solid(1.0, sign.ink));
    } else {
        scene.outline(bar, 3.0, dashed(1.0, sign.ink, Dash::Long));
        let x = if seen == Seen::Loading { bar.right + CIRCLE.0 } else { bar.left - CIRCLE.0 };
        let y = f32::midpoint(bar.top, bar.bottom);
        let (fill, stroke) = (Some(Ink::from(Role::Panel)), Some(solid(1.2, sign.ink)));
        scene.shapes.push(Shape::Circle { centre: at(x, y), radius: 2.8, fill, stroke });
    }
    if mark.flow.open.0 {
        scene.fade(rect(bar.left - FADE, bar.top, bar.left, bar.bottom), sign.ink, 0.0, 0.3);
    }
    if mark.flow.open.1 {
        scene.fade(rect(bar.right, bar.top, bar.right + FADE, bar.bottom), sign.ink, 0.3, 0.0);
    }
    let middle = at(f32::midpoint(shown.left, shown.right), f32::midpoint(bar.top, bar.bottom));
    let on_core = whole && core.is_some_and(|core| core.contains(middle));
    let ink = if on_core { Role::Panel } else { Role::Text };
    let letter = Type { size: (row - 2.5).clamp(8.0, 11.5), face: Face::SemiBold, ink: ink.into() };
    scene.text(middle, sign.letter.to_string(), letter, Align::Centre, 16.0);
    if is_selected(frame, mark.flow) {
        scene.outline(grown(bar, 1.0), 4.0, solid(2.0, Role::Accent));
    }
    chart.marks.push(Mark { target: Target::Shipment(mark.flow.shipment), rect: shown, label: label(frame, mark) });
}

/// Whether the shipment or a visit at one of its ends is selected.
fn is_selected(frame: &Frame, flow: &Flow) -> bool {
    let selected = frame.options.selected;
    if selected.is_empty() {
        return false;
    }
    let ends = frame.facts.shipments.get(flow.shipment).map(|row| [row.loading, row.discharge]);
    let visits = ends.into_iter().flatten().flatten().map(EntityRef::from);
    selected.contains(&flow.shipment.into()) || visits.into_iter().any(|visit| selected.contains(&visit))
}

/// `S-1 Tanker 1, Vostochny to Chongjin, proposed; 1 shipment of refined petroleum (no quantity), 7 to 22 March 2024`.
fn label(frame: &Frame, mark: &Placed) -> String {
    let Some(shipment) = frame.facts.shipments.get(mark.flow.shipment) else { return String::new() };
    let sums = by_cargo(frame.facts, [shipment.id]);
    let cargo = sums.first().map_or_else(|| count(0, "shipment"), crate::analysis::flows::sums::CargoSum::words);
    let when = wording::span(mark.flow.from, mark.flow.to, &frame.options.zone);
    let when = match mark.flow.open {
        (true, _) => format!("until {when}"),
        (_, true) => format!("from {when}"),
        _ => when,
    };
    format!("{}, {cargo}, {when}", shipment_label(frame.facts, shipment))
}
