//! Voyages as thin lines from each visit to the next of the same hull.

use std::collections::BTreeSet;

use super::frame::Frame;
use super::knots::{Knot, Shown, tie};
use crate::analysis::voyages::of_vessel;
use crate::figure::draw::{at, grown, inside, rect, solid};
use crate::figure::mark_labels::voyage_label;
use crate::figure::palette::{Ink, Role};
use crate::figure::scene::{CurveHit, Hit, Item, Scene, Shape, along};
use crate::model::ids::{VesselId, VisitId};

/// More lines than this are not drawn.
const MOST: usize = 300;
/// Visits of the vessels on the screen beyond which no further vessel is looked at.
const LOOKED_AT: usize = 8_000;

/// Draws the voyages that begin or end at a visit on the screen. One whose end is undated or hidden is left out.
pub(super) fn draw(frame: &Frame, shown: &Shown, scene: &mut Scene) {
    let visits = shown.visits().filter_map(|id| frame.facts.visits.get(id));
    let vessels: BTreeSet<VesselId> = visits.map(|visit| visit.vessel).collect();
    let (mut looked_at, mut drawn) = (0, 0);
    for vessel in vessels {
        let room = LOOKED_AT - looked_at;
        let many = frame.facts.links().visits_of(vessel).take(room + 1).count();
        if many > room {
            continue;
        }
        looked_at += many;
        for voyage in of_vessel(frame.facts, vessel) {
            let Some(to) = voyage.to.filter(|_| voyage.left.is_some() && voyage.came.is_some()) else { continue };
            let seen = shown.get(voyage.from).is_some() || shown.get(to).is_some();
            if seen && drawn < MOST && line(frame, shown, voyage.from, to, scene) {
                drawn += 1;
            }
        }
    }
}

fn line(frame: &Frame, shown: &Shown, from: VisitId, to: VisitId, scene: &mut Scene) -> bool {
    let ends = (Knot::of(frame, shown, Some(from)), Knot::of(frame, shown, Some(to)));
    let (Some(start), Some(end)) = ends else { return false };
    let Some(tie) = tie(&start, &end, 0.0, frame.area) else { return false };
    let item = Item::Voyage { from, to };
    let marked = frame.options.hovered == Some(&item) || (frame.is_selected(from) && frame.is_selected(to));
    let ink = if marked { Role::Accent.into() } else { Ink::from(Role::Faint).faded(0.75) };
    let stroke = solid(if marked { 1.5 } else { 1.0 }, ink);
    if (start.y - end.y).abs() < 1.0 {
        scene.line(tie.points[0], tie.points[3], stroke);
    } else {
        scene.shapes.push(Shape::Curve { points: tie.points, stroke, arrow: false });
    }
    let middle = along(&tie.points, 0.5);
    if let Some(area) = inside(grown(rect(middle.x, middle.y, middle.x, middle.y), 4.0), frame.area) {
        scene.hits.push(Hit { item: item.clone(), rect: area, label: voyage_label(frame.facts, from, to) });
    }
    let mut points = tie.points;
    if (start.y - end.y).abs() < 1.0 {
        let third = (points[3].x - points[0].x) / 3.0;
        points = [points[0], at(points[0].x + third, points[0].y), at(points[3].x - third, points[3].y), points[3]];
    }
    scene.curves.push(CurveHit { item, points });
    true
}
