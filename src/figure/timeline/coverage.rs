//! Looks at a place along its header row: a dot for something seen, a ring for empty, a cross for obstructed.

use super::frame::Frame;
use crate::base::text::count;
use crate::figure::draw::{at, grown, inside, rect, solid, style};
use crate::figure::labels::sighting_label;
use crate::figure::lanes::coverage::{Look, Seen};
use crate::figure::lanes::{GROUP_HEIGHT, LaneKind};
use crate::figure::palette::{Ink, Role};
use crate::figure::scene::{Align, Face, Hit, Item, Point, Scene, Shape};
use crate::model::arrangement::Heading;

/// Looks nearer than this are drawn as one, the first.
const NEAR: f64 = 5.0;

/// Draws the looks at every visible place.
pub(super) fn draw(frame: &Frame, scene: &mut Scene) {
    for (strip, info) in frame.strips() {
        let own = matches!(frame.lanes.heading(strip), Some(Heading::Place(_)));
        let (Some(place), true) = (info.place.filter(|_| own), info.kind == LaneKind::Group || info.lead > 0.0) else {
            continue;
        };
        let looks = frame.lanes.coverage(place);
        if looks.is_empty() {
            continue;
        }
        let y = frame.y(info.y + f64::from(GROUP_HEIGHT) / 2.0);
        let last = strip_of_looks(frame, looks, y, scene);
        let text = format!("coverage {}", count(looks.len(), "sighting"));
        let face = style(11.5, Face::Regular, Role::Secondary);
        let wide = (frame.options.measure)(&text, face.size, face.face);
        if last < frame.area.right - wide - 24.0 {
            scene.text(at(frame.area.right - 12.0, y), text, face, Align::Right, wide + 2.0);
        }
    }
}

/// Draws the looks of one place and returns where the last of them lies.
fn strip_of_looks(frame: &Frame, looks: &[Seen], y: f32, scene: &mut Scene) -> f32 {
    let per_point = frame.axis.seconds_per_point();
    let mut index = looks.partition_point(|seen| (seen.start as f64) < frame.axis.from - 4.0 * per_point);
    let mut last = f32::NEG_INFINITY;
    while let Some(seen) = looks.get(index).filter(|seen| (seen.start as f64) < frame.axis.to) {
        let x = frame.axis.x(seen.start as f64);
        mark(seen.look, at(x, y), frame.is_selected(seen.sighting), scene);
        let reach = seen.start as f64 + NEAR * per_point;
        let next = index + looks[index..].partition_point(|other| (other.start as f64) < reach).max(1);
        if let Some(area) = inside(grown(rect(x, y, x, y), 6.0), frame.area) {
            let label = sighting_label(frame.facts, seen, next - index, &frame.options.zone);
            scene.hits.push(Hit { item: Item::Entity(seen.sighting.into()), rect: area, label });
        }
        (index, last) = (next, x);
    }
    last
}

/// Draws the mark of a look.
pub(in crate::figure) fn mark(look: Look, place: Point, selected: bool, scene: &mut Scene) {
    let Point { x, y } = place;
    let ink = Ink::from(if selected { Role::Accent } else { Role::Secondary });
    match look {
        Look::Seen => scene.shapes.push(Shape::Circle { centre: place, radius: 3.5, fill: Some(ink), stroke: None }),
        Look::Empty => {
            let stroke = Some(solid(1.5, ink));
            scene.shapes.push(Shape::Circle { centre: place, radius: 3.25, fill: None, stroke });
        }
        Look::Obstructed => {
            scene.line(at(x - 3.0, y - 3.0), at(x + 3.0, y + 3.0), solid(1.25, ink));
            scene.line(at(x - 3.0, y + 3.0), at(x + 3.0, y - 3.0), solid(1.25, ink));
        }
    }
    if selected {
        let stroke = Some(solid(2.0, Role::Accent));
        scene.shapes.push(Shape::Circle { centre: place, radius: 7.0, fill: None, stroke });
    }
}
