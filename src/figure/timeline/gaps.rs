//! AIS gaps: hatched stretches behind the bars, in every lane of the vessel.

use super::frame::Frame;
use crate::analysis::gaps::Gap;
use crate::figure::draw::{at, inside, rect, solid};
use crate::figure::lanes::LaneKind;
use crate::figure::mark_labels::gap_label;
use crate::figure::palette::{Ink, Role};
use crate::figure::scene::{Hit, Item, Rect, Scene};
use crate::model::ids::VesselId;

/// Stretches nearer than this are drawn as one, in points.
const NEAR: f32 = 3.0;
/// Distance of the lines of a hatching, in points, where there is room for all of them.
const SPACING: f32 = 7.0;
/// About how many lines all hatchings of a picture of usual height may have.
const LINES: f32 = 1_500.0;
/// Most stretches that can be pointed at.
const HITS: usize = 300;

/// A stretch on the screen: one gap, or several too near to be told apart.
struct Stretch<'a> {
    area: Rect,
    /// Where its hatching begins, so that it moves with the stretch.
    anchor: f32,
    vessel: VesselId,
    gaps: &'a [Gap],
}

/// Draws the gaps of the visible lanes.
pub(super) fn draw(frame: &Frame, scene: &mut Scene) {
    let stretches = stretches(frame);
    let length: f32 = stretches.iter().map(|stretch| stretch.area.width() + stretch.area.height()).sum();
    let spacing = SPACING.max(length / LINES);
    let mut hits = 0;
    for stretch in &stretches {
        let Stretch { area, anchor, vessel, gaps } = stretch;
        let (Some(first), Some(last)) = (gaps.first(), gaps.last()) else { continue };
        let item = Item::Gap { vessel: *vessel, from: first.from.0, to: last.to.0 };
        let role = if frame.options.hovered == Some(&item) { Role::Accent } else { Role::Faint };
        hatch(*area, *anchor, spacing, role.into(), scene);
        if hits < HITS {
            let mut label = gap_label(frame.facts, *vessel, first, &frame.options.zone);
            if gaps.len() > 1 {
                label = format!("{label}, and {} more", gaps.len() - 1);
            }
            scene.hits.push(Hit { item, rect: *area, label });
            hits += 1;
        }
    }
}

/// The visible stretches lane by lane. Each is found by a binary search, however many gaps lie in it.
fn stretches<'a>(frame: &Frame<'a>) -> Vec<Stretch<'a>> {
    let mut found = Vec::new();
    let axis = &frame.axis;
    let near = f64::from(NEAR) * axis.seconds_per_point();
    for (_, info) in frame.strips() {
        let (LaneKind::Lane, Some(vessel)) = (info.kind, info.vessel) else { continue };
        let Some((top, bottom)) = frame.band(info.y + info.lead + 1.0, info.y + info.height - 1.0) else { continue };
        let gaps = frame.lanes.gaps(vessel);
        let mut index = gaps.partition_point(|gap| gap.to.0 as f64 <= axis.from);
        while let Some(gap) = gaps.get(index).filter(|gap| (gap.from.0 as f64) < axis.to) {
            let mut next = index + 1;
            if ((gap.to.0 - gap.from.0) as f64) < near {
                let reach = gap.from.0 as f64 + near;
                next = index + gaps[index..].partition_point(|other| (other.to.0 as f64) < reach).max(1);
            }
            let (left, right) = (axis.x(gap.from.0 as f64), axis.x(gaps[next - 1].to.0 as f64));
            if let Some(area) = inside(rect(left, top, right.max(left + 1.0), bottom), frame.area) {
                found.push(Stretch {
                    area,
                    anchor: left + frame.y(info.y + info.lead),
                    vessel,
                    gaps: &gaps[index..next],
                });
            }
            index = next;
        }
    }
    found
}

/// Lines from the lower left to the upper right of a rectangle, all within it, and one at each side. Plain lines, so
/// that screen, SVG and PDF show the same. One of them goes through the points whose x and y add up to `anchor`.
pub(in crate::figure) fn hatch(area: Rect, anchor: f32, spacing: f32, ink: Ink, scene: &mut Scene) {
    let stroke = solid(1.0, ink.faded(ink.alpha * 0.55));
    let (first, last) = (area.left + area.top, area.right + area.bottom);
    let mut sum = first + (anchor - first).rem_euclid(spacing);
    while sum < last {
        // On a line x + y is the same everywhere.
        let left = area.left.max(sum - area.bottom);
        let right = area.right.min(sum - area.top);
        if right - left > 0.5 {
            scene.line(at(left, sum - left), at(right, sum - right), stroke);
        }
        sum += spacing;
    }
    let side = solid(1.0, ink.faded(ink.alpha * 0.8));
    for x in [area.left, area.right] {
        scene.line(at(x, area.top), at(x, area.bottom), side);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::scene::Shape;

    #[test]
    fn a_hatching_stays_within_its_rectangle_and_leaves_no_part_of_it_empty() {
        for area in [rect(10.0, 20.0, 200.0, 44.0), rect(3.0, 5.0, 5.0, 1_000.0), rect(0.0, 0.0, 1.0, 1.0)] {
            let mut scene = Scene::default();
            hatch(area, -3e5, 7.0, Role::Faint.into(), &mut scene);
            assert!(scene.shapes.iter().all(|shape| matches!(shape, Shape::Line { .. })), "only plain lines");
            for shape in &scene.shapes {
                let Shape::Line { from, to, .. } = shape else { continue };
                for point in [from, to] {
                    let inside = (area.left - 0.01..=area.right + 0.01).contains(&point.x)
                        && (area.top - 0.01..=area.bottom + 0.01).contains(&point.y);
                    assert!(inside, "{point:?} in {area:?}");
                }
            }
            let lines = (area.width() + area.height()) / 7.0;
            assert!((scene.shapes.len() as f32 - 2.0 - lines).abs() <= 2.0, "{} lines", scene.shapes.len());
        }
    }
}
