//! Everything that stays put: row tints, lane headers at the left, the calendar above.

use super::frame::Frame;
use super::{AXIS_HEIGHT, EVENTS_HEIGHT};
use crate::base::text::thousands;
use crate::base::time::{END_SECOND, FIRST_SECOND, Utc};
use crate::figure::draw::{at, inside, rect, solid, style};
use crate::figure::labels::lane_label;
use crate::figure::lanes::{GROUP_HEIGHT, LaneInfo, LaneKind, ROW_HEIGHT};
use crate::figure::measure::one_line;
use crate::figure::palette::{Ink, Role};
use crate::figure::scene::{Align, Face, Hit, Item, Point, Rect, Scene, Shape};
use crate::figure::ticks::{Tick, TickLevel};
use crate::figure::wording::{clock, day};

/// Tints group rows and the rows of what is selected.
pub(super) fn backgrounds(frame: &Frame, scene: &mut Scene) {
    for (strip, info) in frame.strips() {
        let role = match info.kind {
            LaneKind::Group => Role::Raised,
            LaneKind::Lane => Role::AccentTint,
        };
        if info.kind == LaneKind::Group || is_tinted(frame, strip, &info) {
            let (top, bottom) = (frame.y(info.y), frame.y(info.y + info.height));
            let top = top.max(frame.area.top);
            scene.fill(rect(0.0, top, frame.view.width, bottom.min(frame.area.bottom)), 0.0, role);
        }
    }
}

fn is_tinted(frame: &Frame, strip: usize, info: &LaneInfo) -> bool {
    let vessel = info.kind == LaneKind::Lane && info.vessel.is_some_and(|vessel| frame.tinted.contains(&vessel));
    vessel || frame.lanes.reference(strip).is_some_and(|reference| frame.is_selected(reference))
}

/// Lines of the calendar down through the lanes.
pub(super) fn grid(frame: &Frame, ticks: &[Tick], scene: &mut Scene) {
    for tick in ticks {
        let x = frame.axis.x(tick.second as f64);
        if x < frame.area.left || x > frame.area.right {
            continue;
        }
        let (role, top) = match tick.level {
            TickLevel::Major => (Role::Line, 4.0),
            TickLevel::Minor => (Role::Grid, AXIS_HEIGHT / 2.0),
        };
        let top = if frame.options.show_axis { top } else { 0.0 };
        // Upper lines come first; a lower one would hide them.
        let is_both = tick.level == TickLevel::Minor
            && ticks.iter().any(|other| other.level == TickLevel::Major && other.second == tick.second);
        if !is_both {
            scene.line(at(x, top), at(x, frame.view.height), solid(1.0, role));
        }
    }
}

/// Labels of the calendar. The unit that the left edge lies in keeps its label at the edge.
pub(super) fn calendar(frame: &Frame, ticks: &[Tick], scene: &mut Scene) {
    let (left, right) = (frame.area.left, frame.area.right);
    scene.shapes.push(Shape::Clip(rect(left, 0.0, right, AXIS_HEIGHT)));
    let upper: Vec<&Tick> = ticks.iter().filter(|tick| tick.level == TickLevel::Major).collect();
    let large = style(12.5, Face::SemiBold, Role::Secondary);
    for (i, tick) in upper.iter().enumerate() {
        let x = frame.axis.x(tick.second as f64).max(left) + 6.0;
        let end = upper.get(i + 1).map_or(right, |next| frame.axis.x(next.second as f64).min(right));
        let room = end - x - 6.0;
        let fits = |text: &&String| (frame.options.measure)(text.as_str(), large.size, large.face) <= room;
        if let Some(text) = [&tick.label, &tick.short].into_iter().find(fits) {
            scene.text(at(x, 14.0), text.clone(), large, Align::Left, room + 6.0);
        }
    }
    let small = style(11.5, Face::Regular, Role::Secondary);
    for tick in ticks.iter().filter(|tick| tick.level == TickLevel::Minor) {
        let x = frame.axis.x(tick.second as f64) + 5.0;
        let room = right - x;
        if (frame.options.measure)(&tick.label, small.size, small.face) <= room {
            scene.text(at(x, 32.0), tick.label.clone(), small, Align::Left, room);
        }
    }
    scene.shapes.push(Shape::Unclip);
    let zone = frame.options.zone.iana_name().unwrap_or("UTC");
    let room = frame.view.header_width - 28.0;
    scene.text(at(14.0, 32.0), zone, style(11.5, Face::Regular, Role::Secondary), Align::Left, room);
}

/// Names and counts of the visible strips.
pub(super) fn lane_headers(frame: &Frame, scene: &mut Scene) {
    let width = frame.view.header_width;
    let column = rect(0.0, frame.area.top, width, frame.area.bottom);
    if frame.is_pinned() {
        let y = frame.area.bottom;
        scene.line(at(0.0, y), at(frame.view.width, y), solid(1.0, Role::Line));
    }
    scene.shapes.push(Shape::Clip(column));
    for (strip, info) in frame.strips() {
        let height = if info.kind == LaneKind::Group { GROUP_HEIGHT } else { ROW_HEIGHT };
        let (top, bottom) = (frame.y(info.y), frame.y(info.y + info.height));
        // A lane of many rows keeps its name in sight.
        let y = top.max(column.top.min(bottom - height)) + height / 2.0;
        let whole = rect(0.0, top, width, bottom);
        header(frame, strip, &info, y, scene);
        if let Some(area) = inside(whole, column) {
            let label = lane_label(frame.facts, frame.lanes, strip);
            scene.hits.push(Hit { item: Item::Lane(strip), rect: area, label });
        }
    }
    scene.shapes.push(Shape::Unclip);
}

fn header(frame: &Frame, strip: usize, info: &LaneInfo, y: f32, scene: &mut Scene) {
    let label = frame.lanes.label(frame.facts, strip);
    let label = one_line(&label).into_owned();
    let is_group = info.kind == LaneKind::Group;
    let inset = 14.0 * info.depth as f32;
    let mut left = 14.0 + inset;
    if is_group {
        let x = left;
        let corners = if info.folded {
            vec![at(x + 1.0, y - 4.0), at(x + 7.0, y), at(x + 1.0, y + 4.0)]
        } else {
            vec![at(x, y - 3.0), at(x + 8.0, y - 3.0), at(x + 4.0, y + 3.0)]
        };
        scene.polygon(corners, Role::Secondary);
        left += 14.0;
    }
    if let Some(colour) = info.colour {
        scene.fill(rect(left, y - 4.0, left + 8.0, y + 4.0), 2.0, Ink::from(colour));
        left += 13.0;
    }
    let mut right = frame.view.header_width - 12.0;
    if info.pinned && info.depth == 0 {
        pin(at(right - 2.5, y), scene);
        right -= 11.0;
    }
    let mut room = right - left - 2.0;
    if is_group || info.count > 1 {
        let count = thousands(info.count);
        let small = style(11.5, Face::Regular, Role::Secondary);
        room -= (frame.options.measure)(&count, small.size, small.face) + 8.0;
        scene.text(at(right, y), count, small, Align::Right, 80.0);
    }
    let strong = is_group || is_tinted(frame, strip, info);
    let face = if strong { Face::SemiBold } else { Face::Regular };
    if room > 8.0 {
        scene.text(at(left, y), label, style(13.0, face, Role::Text), Align::Left, room);
    }
}

/// A small pin: this strip stays at the top.
fn pin(tip: Point, scene: &mut Scene) {
    let ink = Ink::from(Role::Accent);
    scene.shapes.push(Shape::Circle { centre: at(tip.x, tip.y - 3.0), radius: 2.5, fill: Some(ink), stroke: None });
    scene.line(at(tip.x, tip.y - 1.0), at(tip.x, tip.y + 5.0), solid(1.0, ink));
}

/// The instant under the pointer: a line down, and the time in the calendar.
pub(super) fn cursor(frame: &Frame, second: f64, scene: &mut Scene) {
    let x = frame.axis.x(second);
    if !(frame.area.left..=frame.area.right).contains(&x) {
        return;
    }
    let top = if frame.options.show_axis { AXIS_HEIGHT } else { 0.0 };
    scene.line(at(x, top), at(x, frame.view.height), solid(1.0, Ink::from(Role::Accent).faded(0.6)));
    if !frame.options.show_axis {
        return;
    }
    let local = Utc((second as i64).clamp(FIRST_SECOND, END_SECOND - 1)).in_zone(&frame.options.zone);
    let fine = frame.axis.seconds_per_point() < 1_800.0;
    let text = if fine { format!("{}, {}", day(local.date()), clock(local)) } else { day(local.date()) };
    let face = style(11.5, Face::Medium, Role::Accent);
    let width = (frame.options.measure)(&text, face.size, face.face) + 12.0;
    let left = (x - width / 2.0).clamp(frame.area.left, (frame.area.right - width).max(frame.area.left));
    let plate: Rect = rect(left, AXIS_HEIGHT - 19.0, left + width, AXIS_HEIGHT - 1.0);
    scene.fill(plate, 4.0, Role::AccentTint);
    scene.text(at(left + width / 2.0, AXIS_HEIGHT - 10.0), text, face, Align::Centre, width);
}

/// The name of the events' row.
pub(super) fn events_header(frame: &Frame, scene: &mut Scene) {
    let y = super::events::row_top(frame) + EVENTS_HEIGHT / 2.0;
    let room = frame.view.header_width - 28.0;
    scene.text(at(14.0, y), "Events", style(12.5, Face::Regular, Role::Secondary), Align::Left, room);
}
