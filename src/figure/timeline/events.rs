//! Context events: diamonds under the calendar with labels that never overlap, and a dotted line down.

use std::borrow::Cow;

use super::frame::Frame;
use super::{AXIS_HEIGHT, EVENTS_HEIGHT};
use crate::base::edtf::Edtf;
use crate::base::time::Precision;
use crate::figure::draw::{at, dashed, grown, inside, rect, solid, style};
use crate::figure::labels::event_label;
use crate::figure::mark_labels::events_label;
use crate::figure::measure::one_line;
use crate::figure::palette::{Ink, Role};
use crate::figure::scene::{Align, Dash, Face, Hit, Item, Rect, Scene, Shape};
use crate::model::event::Event;

/// Half the width of a diamond.
const HALF: f32 = 5.5;
/// Diamonds nearer than this are drawn as one.
const NEAR: f32 = 3.0;
/// Longest label, in points.
const LONGEST: f32 = 230.0;

/// An event on the screen.
pub(super) struct Placed<'a> {
    event: &'a Event,
    x: f32,
    /// Right end of an event that lasts.
    end: Option<f32>,
    /// When it begins.
    from: i64,
    /// When the last of those begins that are drawn as one with it, and how many they are, itself included.
    last: (i64, usize),
    /// Whether it, or one that is drawn as one with it, is selected.
    selected: bool,
    label: Label,
}

impl Placed<'_> {
    fn text(&self) -> Cow<'_, str> {
        match self.last.1 {
            1 => one_line(&self.event.title),
            many => Cow::Owned(format!("{} and {} more", one_line(&self.event.title), many - 1)),
        }
    }

    fn item(&self) -> Item {
        match self.last {
            (_, 1) => Item::Entity(self.event.id.into()),
            (to, count) => Item::Events { from: self.from, to, count },
        }
    }
}

/// Where an event's label stands.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Label {
    Right(f32),
    Left(f32),
    None,
}

/// Finds the visible events and room for their labels.
pub(super) fn place<'a>(frame: &Frame<'a>) -> Vec<Placed<'a>> {
    let (left, right) = (frame.area.left, frame.area.right);
    let mut found: Vec<Placed<'a>> = Vec::new();
    for event in frame.facts.events.iter() {
        let time = event.time.time;
        let Some(from) = time.start().or(time.end()) else { continue };
        let x = frame.axis.x(from.0 as f64);
        let lasts = match time {
            Edtf::Date(when) => when.precision() < Precision::Day,
            Edtf::Interval(..) | Edtf::OneOf(..) => true,
        };
        let end = time.end().filter(|_| lasts).map(|to| frame.axis.x(to.0 as f64)).filter(|end| end - x > 2.0 * HALF);
        if x <= right && end.unwrap_or(x) >= left {
            let x = x.max(left - HALF);
            let (selected, last) = (frame.is_selected(event.id), (from.0, 1));
            found.push(Placed { event, x, end, from: from.0, last, selected, label: Label::None });
        }
    }
    found.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.event.id.cmp(&b.event.id)));
    let mut apart: Vec<Placed<'a>> = Vec::with_capacity(found.len());
    for placed in found {
        match apart.last_mut() {
            Some(before) if placed.x - before.x < NEAR => {
                before.last = (before.last.0.max(placed.from), before.last.1 + 1);
                before.from = before.from.min(placed.from);
                before.selected |= placed.selected;
                before.end = [before.end, placed.end].into_iter().flatten().reduce(f32::max);
            }
            _ => apart.push(placed),
        }
    }
    let mut found = apart;
    label(frame, &mut found);
    found
}

/// Puts each label right of its diamond if it is clear of the next one, else left if that is free.
fn label(frame: &Frame, found: &mut [Placed]) {
    let mut taken = frame.area.left;
    for i in 0..found.len() {
        let text = found[i].text();
        let width = (frame.options.measure)(&text, 11.5, Face::Regular).min(LONGEST);
        let x = found[i].x;
        let next = found.get(i + 1).map_or(frame.area.right, |next| next.x - HALF - 4.0).min(frame.area.right);
        let (right, left) = (x + HALF + 5.0, x - HALF - 5.0);
        let label = if text.is_empty() {
            Label::None
        } else if right + width <= next {
            Label::Right(width)
        } else if left - width >= taken {
            Label::Left(width)
        } else if next - right >= 64.0 {
            Label::Right(next - right)
        } else {
            Label::None
        };
        taken = match label {
            Label::Right(width) => right + width + 8.0,
            _ => x + HALF + 4.0,
        };
        found[i].label = label;
    }
}

/// Where the row of events begins.
pub(super) fn row_top(frame: &Frame) -> f32 {
    if frame.options.show_axis { AXIS_HEIGHT } else { 0.0 }
}

/// Dotted lines from the events down through the lanes.
pub(super) fn lines(frame: &Frame, placed: &[Placed], scene: &mut Scene) {
    for event in placed.iter().filter(|event| event.x >= frame.area.left) {
        let marked = event.selected;
        let stroke = dashed(1.0, if marked { Role::Accent } else { Role::Line }, Dash::Dots);
        scene.line(at(event.x, row_top(frame) + EVENTS_HEIGHT - 6.0), at(event.x, frame.view.height), stroke);
    }
}

/// Diamonds, bands and labels.
pub(super) fn draw(frame: &Frame, placed: &[Placed], scene: &mut Scene) {
    let top = row_top(frame);
    let row = rect(frame.area.left, top, frame.area.right, top + EVENTS_HEIGHT);
    let y = top + EVENTS_HEIGHT / 2.0;
    scene.shapes.push(Shape::Clip(row));
    for event in placed {
        let item = event.item();
        let marked = event.selected || frame.options.hovered == Some(&item);
        let role = if marked { Role::Accent } else { Role::Secondary };
        if let Some(end) = event.end {
            let band = rect(event.x, y + HALF + 1.5, end, y + HALF + 4.5);
            scene.fill(band, 1.5, Ink::from(role).faded(0.5));
        }
        let x = event.x;
        if event.last.1 > 1 {
            // One behind the other says that there are more.
            let behind = vec![at(x + 3.0, y - HALF - 0.5), at(x + HALF + 3.0, y), at(x + 3.0, y + HALF + 0.5)];
            scene.polygon(behind, Ink::from(role).faded(0.45));
        }
        scene.polygon(vec![at(x, y - HALF - 0.5), at(x + HALF, y), at(x, y + HALF + 0.5), at(x - HALF, y)], role);
        if event.selected {
            let ring = grown(rect(x, y, x, y), HALF + 3.0);
            scene.outline(ring, HALF, solid(2.0, Role::Accent));
        }
        let text = event.text();
        let face = style(11.5, Face::Regular, role);
        let mut area: Rect = grown(rect(x, y, x, y), HALF + 2.0);
        match event.label {
            Label::Right(width) => {
                scene.text(at(x + HALF + 5.0, y), text, face, Align::Left, width + 1.0);
                area.right += width + 4.0;
            }
            Label::Left(width) => {
                scene.text(at(x - HALF - 5.0, y), text, face, Align::Right, width + 1.0);
                area.left -= width + 4.0;
            }
            Label::None => {}
        }
        if let Some(rect) = inside(area, row) {
            let zone = &frame.options.zone;
            let label = match event.last {
                (_, 1) => event_label(event.event, zone),
                (to, count) => events_label(count, event.from, to, zone),
            };
            scene.hits.push(Hit { item, rect, label });
        }
    }
    scene.shapes.push(Shape::Unclip);
}
