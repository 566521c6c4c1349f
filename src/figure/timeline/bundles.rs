//! Many shipments between the same two strips as one curve, as wide as they are many, with their number.

use std::collections::BTreeMap;

use super::curves::{DIMMED, MOST};
use super::frame::Frame;
use super::knots::{Knot, Tie, tie};
use crate::base::text::thousands;
use crate::figure::draw::{at, inside, rect, solid, style};
use crate::figure::mark_labels::bundle_label;
use crate::figure::palette::Role;
use crate::figure::scene::{Align, CurveHit, Face, Hit, Item, Rect, Scene, Shape, Stroke, along};
use crate::model::ids::ShipmentId;
use crate::model::shipment::{Shipment, ShipmentStatus};

/// More shipments than this between the same two strips are drawn as one.
const TOGETHER: usize = 12;
/// Width of the curve of a bundle, in points: of the thinnest, and of the widest.
const WIDTHS: (f32, f32) = (2.0, 7.0);

/// A shipment and where its ends are tied.
pub(super) struct Line<'a> {
    pub shipment: &'a Shipment,
    pub from: Option<Knot>,
    pub to: Option<Knot>,
}

/// Shipments drawn as one.
pub(super) struct Bundle {
    ids: Vec<ShipmentId>,
    from: Knot,
    to: Knot,
}

/// A strip, or all of those above or below what is seen.
type Side = (i8, usize);

/// Puts those that are many between the same two strips into bundles, the largest first, and returns the others.
pub(super) fn sorted<'a>(frame: &Frame, lines: Vec<Line<'a>>) -> (Vec<Bundle>, Vec<Line<'a>>) {
    let side = |knot: &Knot| match knot.above_or_below(frame.area) {
        0 => (0, knot.strip),
        off => (off, 0),
    };
    let together = if lines.len() > MOST { 1 } else { TOGETHER };
    let mut pairs: BTreeMap<(Side, Side), Vec<Line>> = BTreeMap::new();
    let mut single = Vec::new();
    for line in lines {
        match (&line.from, &line.to) {
            (Some(from), Some(to)) if line.shipment.status != ShipmentStatus::Rejected => {
                pairs.entry((side(from), side(to))).or_default().push(line);
            }
            _ => single.push(line),
        }
    }
    let mut bundles = Vec::new();
    for lines in pairs.into_values() {
        match bundle(frame, &lines) {
            Some(bundle) if lines.len() > together => bundles.push(bundle),
            _ => single.extend(lines),
        }
    }
    bundles.sort_by_key(|bundle| std::cmp::Reverse(bundle.ids.len()));
    single.sort_by_key(|line| line.shipment.id);
    (bundles, single)
}

/// The shipments as one, tied to the middle of their ends; none if there are none.
fn bundle(frame: &Frame, lines: &[Line]) -> Option<Bundle> {
    let middle = |knots: Vec<Knot>| {
        let first = *knots.first()?;
        let n = knots.len() as f32;
        let area = frame.area;
        // Far ends lie at the edge, or one of them would pull the middle of all off the screen.
        let within = |x: f32| x.clamp(area.left - 20.0, area.right + 20.0);
        let mean = |pick: &dyn Fn(&Knot) -> f32| knots.iter().map(|knot| pick(knot) / n).sum::<f32>();
        let (left, right) = (mean(&|knot| within(knot.left)), mean(&|knot| within(knot.right)));
        Some(Knot { left, right, y: mean(&|knot| knot.y.clamp(area.top - 20.0, area.bottom + 20.0)), ..first })
    };
    let from = middle(lines.iter().filter_map(|line| line.from).collect())?;
    let to = middle(lines.iter().filter_map(|line| line.to).collect())?;
    Some(Bundle { ids: lines.iter().map(|line| line.shipment.id).collect(), from, to })
}

/// Draws one bundle: its curve, and its number in the middle.
pub(super) fn draw(frame: &Frame, bundle: &Bundle, scene: &mut Scene) {
    let Some(Tie { points, .. }) = tie(&bundle.from, &bundle.to, 0.0, frame.area) else { return };
    let first = scene.shapes.len();
    let is_lit =
        |ids: &[ShipmentId]| frame.lit.as_ref().is_some_and(|lit| ids.iter().any(|id| lit.shipments.contains(id)));
    let lit = is_lit(&bundle.ids);
    let selected = !frame.options.selected.is_empty() && bundle.ids.iter().any(|id| frame.is_selected(*id));
    let role = if lit || selected { Role::Accent } else { Role::Secondary };
    let many = bundle.ids.len();
    let width = (WIDTHS.0 + (many as f32 / TOGETHER as f32).max(1.0).log2()).min(WIDTHS.1);
    let stroke: Stroke = solid(width, role);
    scene.shapes.push(Shape::Curve { points, stroke, arrow: true });
    let middle = along(&points, 0.5);
    let text = thousands(many);
    let face = style(11.5, Face::SemiBold, role);
    let half = (frame.options.measure)(&text, face.size, face.face) / 2.0 + 7.0;
    let plate: Rect = rect(middle.x - half, middle.y - 9.0, middle.x + half, middle.y + 9.0);
    scene.fill(plate, 9.0, Role::Panel);
    scene.outline(plate, 9.0, solid(1.25, role));
    scene.text(at(middle.x, middle.y), text, face, Align::Centre, half * 2.0);
    if frame.lit.is_some() && !lit {
        scene.dim(first, DIMMED);
    }
    let item = Item::Bundle(bundle.ids.as_slice().into());
    if let Some(area) = inside(plate, frame.area) {
        let name = |strip: usize| frame.lanes.label(frame.facts, strip);
        let label = bundle_label(many, &name(bundle.from.strip), &name(bundle.to.strip));
        scene.hits.push(Hit { item: item.clone(), rect: area, label });
    }
    scene.curves.push(CurveHit { item, points });
}
