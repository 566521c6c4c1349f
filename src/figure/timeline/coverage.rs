//! Looks at a place along its header row: a dot for something seen, a ring for empty, a cross for obstructed.

use super::frame::Frame;
use super::knots::Shown;
use crate::analysis::looks::stretches::sentence;
use crate::base::interval::BoundName;
use crate::base::text::count;
use crate::base::time::DAY;
use crate::figure::draw::{at, grown, inside, rect, solid, style};
use crate::figure::labels::sighting_label;
use crate::figure::lanes::coverage::{Look, Seen};
use crate::figure::lanes::{GROUP_HEIGHT, LaneKind};
use crate::figure::palette::{Ink, Role};
use crate::figure::scene::{Align, Face, Hit, Item, Point, Scene, Shape};
use crate::model::arrangement::Heading;
use crate::model::ids::{PlaceId, VisitId};
use crate::model::view::Layer;
use crate::model::visit::Visit;

/// Looks nearer than this are drawn as one, the first.
const NEAR: f64 = 5.0;
/// Shortest stretch without a look that can be pointed at, in points.
const STRETCH: f32 = 10.0;
/// Visits beyond which no further is connected with the looks that bound it.
const CONNECTED: usize = 16;
/// Sightings of one exhibit beyond which no further is asked whether it bounds a visit.
const LOOKED_AT: usize = 1_000;

/// Draws the looks at every visible place.
pub(super) fn draw(frame: &Frame, scene: &mut Scene) {
    for (place, y) in headers(frame) {
        let looks = frame.lanes.coverage(place);
        if looks.is_empty() {
            continue;
        }
        unseen(frame, place, y, scene);
        let last = strip_of_looks(frame, looks, y, scene);
        let text = format!("coverage {}", count(looks.len(), "sighting"));
        let face = style(11.5, Face::Regular, Role::Secondary);
        let wide = (frame.options.measure)(&text, face.size, face.face);
        if last < frame.area.right - wide - 24.0 {
            scene.text(at(frame.area.right - 12.0, y), text, face, Align::Right, wide + 2.0);
        }
    }
}

/// The visible places whose coverage is shown, and the middle of the row it is shown in: the header of a group, or the
/// room above a lane.
fn headers(frame: &Frame) -> impl Iterator<Item = (PlaceId, f32)> {
    frame.strips().filter_map(|(strip, info)| {
        let own = matches!(frame.lanes.heading(strip), Some(Heading::Place(_)));
        let has_row = info.kind == LaneKind::Group || info.lead > 0.0;
        let place = info.place.filter(|_| own && has_row)?;
        // Above the marks that a folded group has in the same row.
        let middle = if info.folded { 7.0 } else { f64::from(GROUP_HEIGHT) / 2.0 };
        Some((place, frame.y(info.y + middle)))
    })
}

/// Whether there are looks in the row of a strip.
pub(super) fn is_shown(frame: &Frame, strip: usize) -> bool {
    let Some(Heading::Place(place)) = frame.lanes.heading(strip) else { return false };
    frame.options.shows(Layer::Coverage) && !frame.lanes.coverage(place).is_empty()
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

/// Makes the stretches in which nobody looked something to point at: their names say so in a sentence. Those too short
/// to be hit beside the marks at their ends are left out.
fn unseen(frame: &Frame, place: PlaceId, y: f32, scene: &mut Scene) {
    let axis = &frame.axis;
    let least = (f64::from(STRETCH) * axis.seconds_per_point()) as i64;
    let stretches = frame.lanes.unseen(place);
    let first = stretches.partition_point(|stretch| stretch.to.0 as f64 <= axis.from);
    let visible = stretches[first..].iter().take_while(|stretch| (stretch.from.0 as f64) < axis.to);
    for stretch in visible.filter(|stretch| stretch.to.0 - stretch.from.0 >= least) {
        let (from, to) = (stretch.from.0, stretch.to.0);
        let item = Item::Unseen { place, from, to };
        // The look before is marked where its day begins, the look after where the stretch ends.
        let left = axis.x(from as f64).max(axis.x((from - DAY) as f64) + 7.0);
        let Some(area) = inside(rect(left, y - 8.0, axis.x(to as f64) - 7.0, y + 8.0), frame.area) else { continue };
        if frame.options.hovered == Some(&item) {
            scene.line(at(area.left, y), at(area.right, y), solid(1.5, Role::Accent));
            for x in [area.left, area.right] {
                scene.line(at(x, y - 4.0), at(x, y + 4.0), solid(1.5, Role::Accent));
            }
        }
        scene.hits.push(Hit { item, rect: area, label: sentence(frame.facts, place, stretch) });
    }
}

/// Connectors from the outer bounds of visits that are selected or pointed at to the empty looks that give them.
pub(super) fn bounds(frame: &Frame, shown: &Shown, scene: &mut Scene) {
    let visits = shown.visits().filter(|visit| frame.is_selected(*visit) || frame.is_hovered(*visit));
    let visits: Vec<VisitId> = visits.take(CONNECTED).collect();
    if visits.is_empty() {
        return;
    }
    let headers: Vec<(PlaceId, f32)> = headers(frame).collect();
    for id in visits {
        let (Some(spot), Some(visit)) = (shown.get(id), frame.facts.visits.get(id)) else { continue };
        let Some((_, header)) = headers.iter().find(|(place, _)| *place == visit.place) else { continue };
        for name in [BoundName::NotBefore, BoundName::NotAfter] {
            let Some((bound, look)) = bounding(frame, visit, name) else { continue };
            let (from, to) = (at(frame.axis.x(bound as f64), spot.y), at(frame.axis.x(look.start as f64), *header));
            let area = frame.area;
            if [from, to].iter().any(|end| end.x < area.left || end.x > area.right) {
                continue;
            }
            let side = if to.y < from.y { 1.0 } else { -1.0 };
            let (from, to) = (at(from.x, from.y - 6.0 * side), at(to.x, to.y + 5.0 * side));
            let half = (to.y - from.y) / 2.0;
            let points = [from, at(from.x, from.y + half), at(to.x, to.y - half), to];
            let stroke = solid(1.0, Ink::from(Role::Accent).faded(0.8));
            scene.shapes.push(Shape::Curve { points, stroke, arrow: false });
            let ring = Some(solid(1.25, Role::Accent));
            let centre = at(to.x, *header);
            scene.shapes.push(Shape::Circle { centre, radius: 6.0, fill: None, stroke: ring });
        }
    }
}

/// The instant of an outer bound, and the empty look in the exhibit that gives it: of several the nearest.
fn bounding(frame: &Frame, visit: &Visit, name: BoundName) -> Option<(i64, Seen)> {
    let (when, exhibit) = (visit.bounds.get(name)?, visit.bound_exhibit(name)?);
    let bound = if name == BoundName::NotBefore { when.start().0 } else { when.end().0 };
    let of_exhibit = frame.facts.links().sightings_of(exhibit).take(LOOKED_AT);
    let rows = of_exhibit.filter_map(|id| frame.facts.sightings.get(id));
    let empty = rows.filter(|row| row.place == Some(visit.place) && Look::of(row) == Look::Empty);
    let looks = empty.filter_map(|row| {
        let time = row.time.as_ref()?.time;
        let start = time.start().or(time.end())?.0;
        Some(Seen { start, sighting: row.id, look: Look::Empty })
    });
    looks.min_by_key(|seen| ((seen.start - bound).abs(), *seen)).map(|look| (bound, look))
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
