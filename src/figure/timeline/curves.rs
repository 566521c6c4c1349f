//! Shipments as curves from the loading bar to the discharge bar; half-open ones end in an open circle.

use std::collections::BTreeSet;

use super::bars::Across;
use super::frame::Frame;
use crate::figure::draw::{at, dashed, grown, inside, rect};
use crate::figure::labels::shipment_label;
use crate::figure::lanes::{GROUP_HEIGHT, ROW_HEIGHT};
use crate::figure::palette::Role;
use crate::figure::scene::{CurveHit, Dash, Hit, Item, Point, Rect, Scene, Shape, along};
use crate::model::ids::{EntityKind, Id, ShipmentId, VisitId};
use crate::model::shipment::{Shipment, ShipmentStatus};

/// More than this many are not drawn at once; then only those selected or pointed at.
const MOST: usize = 400;
/// How far away the open circle of a half-open shipment lies.
///
/// Short and always the same, so that nobody reads a date off it.
const OPEN: (f32, f32) = (30.0, 7.0);
/// Radius of the open circle.
const RADIUS: f32 = 4.5;

/// Draws the shipments of the visits that stand alone on the screen, and those selected or pointed at.
pub(super) fn draw(frame: &Frame, alone: &[VisitId], scene: &mut Scene) {
    if frame.facts.shipments.is_empty() {
        return;
    }
    let selected = frame.options.selected.iter().filter(|reference| reference.kind == EntityKind::Shipment);
    let mut marked: BTreeSet<ShipmentId> = selected.take(MOST).map(|reference| Id::new(reference.id)).collect();
    if let Some(Item::Entity(hovered)) = frame.options.hovered
        && hovered.kind == EntityKind::Shipment
    {
        marked.insert(Id::new(hovered.id));
    }
    let mut others = BTreeSet::new();
    for &visit in alone {
        let is_marked = frame.is_selected(visit) || frame.is_hovered(visit);
        let set = if is_marked { &mut marked } else { &mut others };
        set.extend(frame.facts.links().shipments_of(visit));
        if others.len() > MOST && marked.len() > MOST {
            break;
        }
    }
    if others.len() > MOST {
        others.clear();
    }
    for (ids, is_marked) in [(&others, false), (&marked, true)] {
        for id in ids.iter().filter(|id| is_marked || !marked.contains(*id)) {
            if let Some(shipment) = frame.facts.shipments.get(*id) {
                curve(frame, shipment, is_marked, scene);
            }
        }
    }
}

/// Where a curve may be tied to a visit.
struct Knot {
    left: f32,
    right: f32,
    y: f32,
}

impl Knot {
    fn half(&self) -> f32 {
        ((self.right - self.left) / 2.0 - 2.0).max(0.0)
    }
}

fn knot(frame: &Frame, visit: Option<VisitId>) -> Option<Knot> {
    let visit = frame.facts.visits.get(visit?)?;
    let across = Across::new(&frame.axis, &visit.bounds)?;
    let (strip, row) = frame.lanes.spot_at(visit.id, visit.bounds.extent()?.0.0)?;
    let info = frame.lanes.lane(strip)?;
    let top = info.y + info.lead;
    let y = match row {
        Some(row) => top + f64::from(ROW_HEIGHT) * (row as f64 + 0.5),
        None => top + f64::from(GROUP_HEIGHT) / 2.0,
    };
    let (left, right) = across.solid();
    Some(Knot { left, right, y: frame.y(y) })
}

fn curve(frame: &Frame, shipment: &Shipment, marked: bool, scene: &mut Scene) {
    if shipment.status == ShipmentStatus::Rejected && !frame.is_selected(shipment.id) {
        return;
    }
    let (ink, width) = if marked { (Role::Accent, 2.0) } else { (Role::Secondary, 1.25) };
    let (loading, discharge) = (knot(frame, shipment.loading), knot(frame, shipment.discharge));
    // An end that is known and not shown, being filtered out or undated, has no circle: that would say unknown.
    let hidden = [(&loading, shipment.loading), (&discharge, shipment.discharge)]
        .into_iter()
        .any(|(knot, visit)| knot.is_none() && visit.is_some());
    let (points, open) = match (loading, discharge) {
        (Some(from), Some(to)) => (joined(&from, &to, shipment.number), None),
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
    let whole = shipment.loading.is_some() && shipment.discharge.is_some();
    let dash = if open.is_some() || shipment.status == ShipmentStatus::Rejected { Dash::Long } else { Dash::Solid };
    let stroke = dashed(width, ink, dash);
    scene.shapes.push(Shape::Curve { points, stroke, arrow: shipment.discharge.is_some() || whole });
    let circle = open.filter(|_| !hidden);
    if let Some(centre) = circle {
        let stroke = dashed(if marked { 2.0 } else { 1.5 }, ink, Dash::Solid);
        scene.shapes.push(Shape::Circle {
            centre,
            radius: RADIUS,
            fill: Some(Role::Panel.into()),
            stroke: Some(stroke),
        });
    }
    let item = Item::Entity(shipment.id.into());
    let middle = circle.unwrap_or_else(|| along(&points, 0.5));
    if let Some(area) = inside(around(middle, 7.0), frame.area) {
        scene.hits.push(Hit { item: item.clone(), rect: area, label: shipment_label(frame.facts, shipment) });
    }
    scene.curves.push(CurveHit { item, points });
}

/// The curve between two bars. Where their bounds overlap it runs from the middle of one to the middle of the other:
/// from the end of one to the start of the other it would run back in time.
fn joined(from: &Knot, to: &Knot, number: u32) -> [Point; 4] {
    if to.left >= from.right + 12.0 || (to.y - from.y).abs() < 1.0 {
        return between(at(from.right + 1.0, from.y), at(to.left - 2.0, to.y));
    }
    let side = if to.y > from.y { 1.0 } else { -1.0 };
    // Shipments between the same lanes stand side by side.
    let aside = ((number % 4) as f32 - 1.5) * 6.0;
    let within = |knot: &Knot| f32::midpoint(knot.left, knot.right) + aside.clamp(-knot.half(), knot.half());
    let start = at(within(from), from.y + 9.0 * side);
    let end = at(within(to), to.y - 10.0 * side);
    let half = (end.y - start.y) / 2.0;
    [start, at(start.x, start.y + half), at(end.x, end.y - half), end]
}

/// A curve that leaves to the right and arrives from the left.
fn between(from: Point, to: Point) -> [Point; 4] {
    let reach = ((to.x - from.x) / 2.0).clamp(18.0, 120.0);
    [from, at(from.x + reach, from.y), at(to.x - reach, to.y), to]
}

fn around(centre: Point, radius: f32) -> Rect {
    grown(rect(centre.x, centre.y, centre.x, centre.y), radius)
}
