//! What a picture consists of: shapes in points from the top left, in paint order, and what lies where.

use std::sync::Arc;

use super::palette::Ink;
use crate::model::ids::{EntityRef, PlaceId, RegimeId, ShipmentId, VesselId, VisitId};

/// A point: x to the right, y down, in points.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

/// An axis-parallel rectangle; `left <= right`, `top <= bottom`.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Rect {
    /// Left edge.
    pub left: f32,
    /// Top edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Bottom edge.
    pub bottom: f32,
}

impl Rect {
    /// Width.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// Height.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// Whether the point lies inside; left and top edges belong to it, right and bottom do not.
    #[must_use]
    pub fn contains(&self, point: Point) -> bool {
        self.left <= point.x && point.x < self.right && self.top <= point.y && point.y < self.bottom
    }
}

/// How a line is broken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Dash {
    /// Unbroken.
    #[default]
    Solid,
    /// Long dashes (6 on, 3 off): likely.
    Long,
    /// Dots (1.5 on, 2.5 off): appears.
    Dots,
    /// Sparse dots (1.5 on, 5 off): alleged.
    Sparse,
}

impl Dash {
    /// Lengths in points of the drawn and the left-out part; none if unbroken.
    #[must_use]
    pub fn pattern(self) -> Option<(f32, f32)> {
        match self {
            Self::Solid => None,
            Self::Long => Some((6.0, 3.0)),
            Self::Dots => Some((1.5, 2.5)),
            Self::Sparse => Some((1.5, 5.0)),
        }
    }
}

/// A line's width, ink and dash.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Stroke {
    /// Width in points.
    pub width: f32,
    /// Ink.
    pub ink: Ink,
    /// Dash.
    pub dash: Dash,
}

/// Where a text's position lies in relation to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Align {
    /// The text begins there.
    #[default]
    Left,
    /// The text is centred there.
    Centre,
    /// The text ends there.
    Right,
}

/// Weight and slant of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Face {
    /// Regular.
    #[default]
    Regular,
    /// Medium.
    Medium,
    /// Semi-bold.
    SemiBold,
    /// Italic.
    Italic,
    /// Monospaced.
    Mono,
}

/// One shape.
#[derive(Clone, PartialEq, Debug)]
pub enum Shape {
    /// A rectangle with rounded corners.
    Rect {
        /// Where.
        rect: Rect,
        /// Radius of the corners.
        radius: f32,
        /// Fill.
        fill: Option<Ink>,
        /// Outline, centred on the edge.
        stroke: Option<Stroke>,
    },
    /// A rectangle whose ink runs evenly from one opacity at the left to another at the right.
    Fade {
        /// Where.
        rect: Rect,
        /// Ink; its own opacity multiplies both.
        ink: Ink,
        /// Opacity at the left edge, 0 to 1.
        left: f32,
        /// Opacity at the right edge, 0 to 1.
        right: f32,
    },
    /// A straight line.
    Line {
        /// From.
        from: Point,
        /// To.
        to: Point,
        /// Stroke.
        stroke: Stroke,
    },
    /// A cubic curve, with an arrow head at its end if asked.
    Curve {
        /// Start, two control points, end.
        points: [Point; 4],
        /// Stroke.
        stroke: Stroke,
        /// Whether an arrow head ends it.
        arrow: bool,
    },
    /// A filled polygon.
    Polygon {
        /// Corners.
        points: Vec<Point>,
        /// Fill.
        fill: Ink,
    },
    /// A circle.
    Circle {
        /// Centre.
        centre: Point,
        /// Radius.
        radius: f32,
        /// Fill.
        fill: Option<Ink>,
        /// Outline.
        stroke: Option<Stroke>,
    },
    /// One line of text.
    Text {
        /// Baseline-independent position: x by `align`, y is the vertical middle of the line.
        at: Point,
        /// The text, cut with … where it is wider than `max_width`.
        text: String,
        /// Size in points.
        size: f32,
        /// Face.
        face: Face,
        /// Ink.
        ink: Ink,
        /// Which end `at` is.
        align: Align,
        /// Room in points; the painter cuts what does not fit.
        max_width: f32,
    },
    /// Everything until the matching [`Shape::Unclip`] is cut off outside this rectangle. May be nested once.
    Clip(Rect),
    /// Ends the clip.
    Unclip,
}

/// What lies somewhere in a picture and can be pointed at.
#[derive(Clone, PartialEq, Debug)]
pub enum Item {
    /// An entity of the case.
    Entity(EntityRef),
    /// A run of visits too short to be told apart.
    Fold {
        /// The lane's index in the layout.
        lane: usize,
        /// First second of the run.
        from: i64,
        /// Second after its last.
        to: i64,
        /// Number of visits.
        count: usize,
    },
    /// The header of a lane or group, by its index in the layout.
    Lane(usize),
    /// Shipments between the same two strips, drawn as one.
    Bundle(Arc<[ShipmentId]>),
    /// What lies between two visits of one hull.
    Voyage {
        /// The visit it left.
        from: VisitId,
        /// The visit it came to.
        to: VisitId,
    },
    /// A stretch in which a vessel's AIS was silent.
    Gap {
        /// The vessel.
        vessel: VesselId,
        /// First second of silence.
        from: i64,
        /// Second in which the signal was there again.
        to: i64,
    },
    /// Whole days in which nobody looked at a place.
    Unseen {
        /// The place.
        place: PlaceId,
        /// First second of the first day.
        from: i64,
        /// Second after the last day.
        to: i64,
    },
    /// Context events too near to be told apart.
    Events {
        /// When the first begins.
        from: i64,
        /// When the last begins.
        to: i64,
        /// How many.
        count: usize,
    },
    /// One yearly window of a regime, half-open.
    Window {
        /// The regime.
        regime: RegimeId,
        /// First second.
        from: i64,
        /// Second after the last.
        to: i64,
    },
}

/// Something that can be pointed at, and where.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    /// What it is.
    pub item: Item,
    /// Where it can be clicked.
    pub rect: Rect,
    /// Its accessible name: `V-3 Tanker 3 at Vostochny, loading, appears, 7 to 22 March 2024`.
    pub label: String,
}

/// A curve that can be pointed at along its whole length; too thin for a rectangle.
///
/// The same item has one [`Hit`] too, at the curve's middle or its open end, which carries its accessible name.
#[derive(Clone, PartialEq, Debug)]
pub struct CurveHit {
    /// What it is.
    pub item: Item,
    /// Start, two control points, end.
    pub points: [Point; 4],
}

/// A picture.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Scene {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Shapes in paint order.
    pub shapes: Vec<Shape>,
    /// What lies where, in paint order: of two that overlap the later is on top.
    pub hits: Vec<Hit>,
    /// Curves that can be pointed at; [`Scene::curve_at`] finds the nearest.
    pub curves: Vec<CurveHit>,
}

impl Scene {
    /// The curve nearest to a point, if it passes within `distance` points of it; of equals the later.
    #[must_use]
    pub fn curve_at(&self, point: Point, distance: f32) -> Option<&CurveHit> {
        let near = |curve: &CurveHit| {
            let (mut left, mut right) = (f32::INFINITY, f32::NEG_INFINITY);
            let (mut top, mut bottom) = (f32::INFINITY, f32::NEG_INFINITY);
            for corner in curve.points {
                (left, right) = (left.min(corner.x), right.max(corner.x));
                (top, bottom) = (top.min(corner.y), bottom.max(corner.y));
            }
            // The curve lies within its control points.
            let outside = point.x < left - distance
                || point.x > right + distance
                || point.y < top - distance
                || point.y > bottom + distance;
            if outside { f32::INFINITY } else { distance_to(&curve.points, point) }
        };
        let all = self.curves.iter().rev().map(|curve| (near(curve), curve));
        all.filter(|(near, _)| *near <= distance).min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, curve)| curve)
    }
}

/// Distance of a point from a cubic curve, taken as 24 straight pieces.
fn distance_to(points: &[Point; 4], point: Point) -> f32 {
    const PIECES: usize = 24;
    let on = |i: usize| along(points, i as f32 / PIECES as f32);
    let mut best = f32::INFINITY;
    let mut from = on(0);
    for i in 1..=PIECES {
        let to = on(i);
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let length = dx * dx + dy * dy;
        let t = if length > 0.0 { ((point.x - from.x) * dx + (point.y - from.y) * dy) / length } else { 0.0 };
        let t = t.clamp(0.0, 1.0);
        best = best.min((point.x - from.x - t * dx).hypot(point.y - from.y - t * dy));
        from = to;
    }
    best
}

/// A point on a cubic curve, `t` from 0 to 1.
#[must_use]
pub fn along(points: &[Point; 4], t: f32) -> Point {
    let s = 1.0 - t;
    let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
    let sum = |pick: fn(&Point) -> f32| points.iter().zip(weights).map(|(point, weight)| pick(point) * weight).sum();
    Point { x: sum(|point| point.x), y: sum(|point| point.y) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_is_found_along_its_length_and_nowhere_else() {
        let p = |x: f32, y: f32| Point { x, y };
        let item = Item::Entity(ShipmentId::new(1).into());
        let points = [p(0.0, 0.0), p(50.0, 0.0), p(50.0, 100.0), p(100.0, 100.0)];
        let scene = Scene { curves: vec![CurveHit { item: item.clone(), points }], ..Scene::default() };
        let check = |x: f32, y: f32, found: bool| {
            assert_eq!(scene.curve_at(p(x, y), 5.0).map(|hit| &hit.item), found.then_some(&item), "{x}, {y}");
        };
        check(0.0, 0.0, true);
        check(50.0, 50.0, true);
        check(along(&points, 0.3).x + 3.0, along(&points, 0.3).y, true);
        check(90.0, 10.0, false);
        check(104.0, 100.0, true);
        check(106.0, 100.0, false);
    }
}
