//! Shipments as curves from the loading bar to the discharge bar; half-open ones end in an open circle.

use std::collections::BTreeSet;

use super::bundles::{self, Line};
use super::colours::hedge_dash;
use super::frame::Frame;
use super::knots::{Knot, Shown, between, tie};
use crate::base::text::count;
use crate::figure::draw::{at, dashed, grown, inside, rect, solid, style};
use crate::figure::labels::shipment_label;
use crate::figure::palette::{Ink, Role};
use crate::figure::scene::{Align, CurveHit, Dash, Face, Hit, Item, Point, Rect, Scene, Shape, Stroke, along};
use crate::model::grading::Hedge;
use crate::model::ids::{EntityKind, Id, ShipmentId};
use crate::model::shipment::{Shipment, ShipmentStatus};

/// More curves than this are not drawn at once, those selected or pointed at aside.
pub(super) const MOST: usize = 400;
/// Shipments beyond which those on the screen are not even looked at.
const LOOKED_AT: usize = 2_000;
/// How far away the open circle of a half-open shipment lies.
///
/// Short and always the same, so that nobody reads a date off it.
const OPEN: (f32, f32) = (30.0, 7.0);
/// Radius of the open circle.
const RADIUS: f32 = 4.5;
/// How bright the other curves and bars are while a shipment is pointed at.
pub(super) const DIMMED: f32 = 0.28;

/// Draws the shipments of the visits on the screen, and those selected or pointed at.
pub(super) fn draw(frame: &Frame, shown: &Shown, scene: &mut Scene) {
    if frame.facts.shipments.is_empty() {
        return;
    }
    let selected = frame.selected_of(EntityKind::Shipment).take(MOST);
    let mut marked: BTreeSet<ShipmentId> = selected.map(|reference| Id::new(reference.id)).collect();
    // A bundle that is pointed at stays one curve, or its own curves would come under the pointer.
    if let (Some(Item::Entity(_)), Some(lit)) = (frame.options.hovered, &frame.lit) {
        marked.extend(&lit.shipments);
    }
    let mut others = BTreeSet::new();
    let mut unseen = false;
    for visit in shown.visits() {
        let is_marked = frame.is_selected(visit) || frame.is_hovered(visit);
        let set = if is_marked { &mut marked } else { &mut others };
        set.extend(frame.facts.links().shipments_of(visit));
        if others.len() > LOOKED_AT || marked.len() > LOOKED_AT {
            unseen = true;
            break;
        }
    }
    let lines = others.iter().filter_map(|id| Line::of(frame, shown, frame.facts.shipments.get(*id)?));
    let (bundles, mut single) = bundles::sorted(frame, lines.collect());
    let room = MOST.saturating_sub(bundles.len());
    let left_out = single.len().saturating_sub(room) + bundles.len().saturating_sub(MOST);
    single.truncate(room);
    for bundle in bundles.iter().take(MOST) {
        bundles::draw(frame, bundle, scene);
    }
    for line in single.iter().filter(|line| !marked.contains(&line.shipment.id)) {
        let from = scene.shapes.len();
        curve(frame, line, false, scene);
        if frame.lit.is_some() {
            scene.dim(from, DIMMED);
        }
    }
    for line in marked.iter().filter_map(|id| Line::of(frame, shown, frame.facts.shipments.get(*id)?)) {
        let from = scene.shapes.len();
        curve(frame, &line, true, scene);
        if frame.lit.as_ref().is_some_and(|lit| !lit.shipments.contains(&line.shipment.id)) {
            scene.dim(from, DIMMED);
        }
    }
    if unseen || left_out > 0 {
        note(frame, unseen, left_out, scene);
    }
}

/// Says that there are more shipments than are drawn.
fn note(frame: &Frame, unseen: bool, left_out: usize, scene: &mut Scene) {
    let text = if unseen {
        "Not all shipments are drawn: zoom in".to_owned()
    } else {
        format!("{} not drawn: zoom in", count(left_out, "shipment"))
    };
    let face = style(11.5, Face::Regular, Role::Secondary);
    let wide = (frame.options.measure)(&text, face.size, face.face) + 16.0;
    let (right, bottom) = (frame.area.right - 8.0, frame.area.bottom - 8.0);
    scene.fill(rect(right - wide, bottom - 20.0, right, bottom), 4.0, Ink::from(Role::Panel).faded(0.9));
    scene.text(at(right - 8.0, bottom - 10.0), text, face, Align::Right, wide);
}

/// How a shipment is drawn: the dash is that of the weaker hedge of its ends, as on the bars; the width says whether it
/// was accepted.
fn stroke(shipment: &Shipment, hedge: Hedge, marked: bool) -> Stroke {
    let (ink, more) = if marked { (Role::Accent, 0.75) } else { (Role::Secondary, 0.0) };
    let width = if shipment.status == ShipmentStatus::Accepted { 2.0 } else { 1.25 };
    let usual = if shipment.is_half_open() { Dash::Long } else { Dash::Solid };
    let dash = match hedge {
        Hedge::Denied => Dash::Sparse,
        hedge => hedge_dash(hedge).unwrap_or(usual),
    };
    dashed(width + more, ink, dash)
}

/// The weaker hedge of a shipment's known ends.
fn weaker(frame: &Frame, shipment: &Shipment) -> Hedge {
    let ends = [shipment.loading, shipment.discharge].into_iter().flatten();
    ends.filter_map(|visit| frame.facts.visits.get(visit)).map(|visit| visit.hedge).min().unwrap_or_default()
}

fn curve(frame: &Frame, line: &Line, marked: bool, scene: &mut Scene) {
    let shipment = line.shipment;
    if shipment.status == ShipmentStatus::Rejected && !frame.is_selected(shipment.id) {
        return;
    }
    // An end that is known and not shown, being filtered out or undated, has no circle: that would say unknown.
    let hidden = [(line.from, shipment.loading), (line.to, shipment.discharge)]
        .into_iter()
        .any(|(knot, visit)| knot.is_none() && visit.is_some());
    let hedge = weaker(frame, shipment);
    let stroke = stroke(shipment, hedge, marked);
    let (points, open) = match (&line.from, &line.to) {
        (Some(from), Some(to)) => {
            // Shipments between the same lanes stand side by side.
            let aside = ((shipment.number % 4) as f32 - 1.5) * 6.0;
            let Some(tie) = tie(from, to, aside, frame.area) else { return };
            if tie.from_off {
                outward(tie.points[0], tie.points[1], stroke.ink, scene);
            }
            (tie.points, None)
        }
        (Some(one), None) | (None, Some(one)) if one.is_off(frame.area) => return,
        // The end that is open lies beyond the edge, though some of the bar is seen.
        (Some(from), None) if from.right > frame.area.right => return,
        (None, Some(to)) if to.left < frame.area.left => return,
        (Some(from), None) => {
            let end = at(from.right + OPEN.0, from.y + OPEN.1);
            (between(at(from.right + 1.0, from.y), at(end.x - RADIUS, end.y)), Some(end))
        }
        (None, Some(to)) => {
            let start = at(to.left - OPEN.0, to.y - OPEN.1);
            (between(at(start.x + RADIUS, start.y), at(to.left - 2.0, to.y)), Some(start))
        }
        (None, None) => return,
    };
    scene.shapes.push(Shape::Curve { points, stroke, arrow: shipment.discharge.is_some() });
    sign(shipment.status, hedge, along(&points, 0.5), stroke.ink, scene);
    let circle = open.filter(|_| !hidden);
    if let Some(centre) = circle {
        let stroke = solid(if marked { 2.0 } else { 1.5 }, stroke.ink);
        let fill = Some(Role::Panel.into());
        scene.shapes.push(Shape::Circle { centre, radius: RADIUS, fill, stroke: Some(stroke) });
    }
    let item = Item::Entity(shipment.id.into());
    let middle = circle.unwrap_or_else(|| along(&points, 0.5));
    if let Some(area) = inside(around(middle, 7.0), frame.area) {
        scene.hits.push(Hit { item: item.clone(), rect: area, label: shipment_label(frame.facts, shipment) });
    }
    scene.curves.push(CurveHit { item, points });
}

/// A cross on what was rejected, a bar across what is denied.
fn sign(status: ShipmentStatus, hedge: Hedge, middle: Point, ink: Ink, scene: &mut Scene) {
    let Point { x, y } = middle;
    if status == ShipmentStatus::Rejected {
        scene.line(at(x - 4.0, y - 4.0), at(x + 4.0, y + 4.0), solid(1.5, ink));
        scene.line(at(x - 4.0, y + 4.0), at(x + 4.0, y - 4.0), solid(1.5, ink));
    } else if hedge == Hedge::Denied {
        scene.line(at(x - 6.0, y), at(x + 6.0, y), solid(1.5, Role::Text));
    }
}

/// An arrow at a line's start that points out over the edge: it comes from beyond.
pub(super) fn outward(start: Point, next: Point, ink: Ink, scene: &mut Scene) {
    let (dx, dy) = (start.x - next.x, start.y - next.y);
    let length = dx.hypot(dy);
    let (dx, dy) = if length > 0.01 { (dx / length, dy / length) } else { (-1.0, 0.0) };
    let tip = at(start.x + dx * 5.0, start.y + dy * 5.0);
    let (sx, sy) = (-dy * 3.0, dx * 3.0);
    scene.polygon(vec![tip, at(start.x + sx, start.y + sy), at(start.x - sx, start.y - sy)], ink);
}

fn around(centre: Point, radius: f32) -> Rect {
    grown(rect(centre.x, centre.y, centre.x, centre.y), radius)
}

/// The knots of a shipment's ends, where it has them.
impl<'a> Line<'a> {
    pub fn of(frame: &Frame, shown: &Shown, shipment: &'a Shipment) -> Option<Self> {
        let (from, to) = (Knot::of(frame, shown, shipment.loading), Knot::of(frame, shown, shipment.discharge));
        (from.is_some() || to.is_some()).then_some(Self { shipment, from, to })
    }
}
