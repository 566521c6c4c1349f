//! Short ways to put shapes into a scene.

use super::palette::{Ink, Role};
use super::scene::{Align, Dash, Face, Point, Rect, Scene, Shape, Stroke};

/// An unbroken stroke.
pub(super) fn solid(width: f32, ink: impl Into<Ink>) -> Stroke {
    Stroke { width, ink: ink.into(), dash: Dash::Solid }
}

/// A broken stroke.
pub(super) fn dashed(width: f32, ink: impl Into<Ink>, dash: Dash) -> Stroke {
    Stroke { width, ink: ink.into(), dash }
}

/// A point.
pub(super) fn at(x: f32, y: f32) -> Point {
    Point { x, y }
}

/// A rectangle by its edges, put in order.
pub(super) fn rect(left: f32, top: f32, right: f32, bottom: f32) -> Rect {
    Rect { left, top, right: right.max(left), bottom: bottom.max(top) }
}

/// The rectangle grown by `by` points on every side.
pub(super) fn grown(of: Rect, by: f32) -> Rect {
    rect(of.left - by, of.top - by, of.right + by, of.bottom + by)
}

/// The part of a rectangle inside another; none if there is none.
pub(super) fn inside(of: Rect, area: Rect) -> Option<Rect> {
    let cut = Rect {
        left: of.left.max(area.left),
        top: of.top.max(area.top),
        right: of.right.min(area.right),
        bottom: of.bottom.min(area.bottom),
    };
    (cut.left < cut.right && cut.top < cut.bottom).then_some(cut)
}

/// How a text is set.
#[derive(Clone, Copy)]
pub(super) struct Type {
    pub size: f32,
    pub face: Face,
    pub ink: Ink,
}

/// A text style of a role.
pub(super) fn style(size: f32, face: Face, role: Role) -> Type {
    Type { size, face, ink: role.into() }
}

impl Scene {
    pub(super) fn fill(&mut self, rect: Rect, radius: f32, ink: impl Into<Ink>) {
        self.shapes.push(Shape::Rect { rect, radius, fill: Some(ink.into()), stroke: None });
    }

    pub(super) fn outline(&mut self, rect: Rect, radius: f32, stroke: Stroke) {
        self.shapes.push(Shape::Rect { rect, radius, fill: None, stroke: Some(stroke) });
    }

    pub(super) fn fade(&mut self, rect: Rect, ink: Ink, left: f32, right: f32) {
        if rect.width() >= 0.5 {
            self.shapes.push(Shape::Fade { rect, ink, left, right });
        }
    }

    pub(super) fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        self.shapes.push(Shape::Line { from, to, stroke });
    }

    pub(super) fn polygon(&mut self, points: Vec<Point>, ink: impl Into<Ink>) {
        self.shapes.push(Shape::Polygon { points, fill: ink.into() });
    }

    pub(super) fn text(&mut self, at: Point, text: impl Into<String>, style: Type, align: Align, max_width: f32) {
        let Type { size, face, ink } = style;
        self.shapes.push(Shape::Text { at, text: text.into(), size, face, ink, align, max_width });
    }

    /// Makes everything that was drawn since there were `from` shapes fainter, and moves nothing.
    pub(super) fn dim(&mut self, from: usize, by: f32) {
        let fainter = |ink: &mut Ink| ink.alpha *= by;
        for shape in &mut self.shapes[from..] {
            match shape {
                Shape::Rect { fill, stroke, .. } | Shape::Circle { fill, stroke, .. } => {
                    let inks = fill.iter_mut().chain(stroke.iter_mut().map(|stroke| &mut stroke.ink));
                    inks.for_each(fainter);
                }
                Shape::Fade { ink, .. } | Shape::Polygon { fill: ink, .. } | Shape::Text { ink, .. } => fainter(ink),
                Shape::Line { stroke, .. } | Shape::Curve { stroke, .. } => fainter(&mut stroke.ink),
                Shape::Clip(_) | Shape::Unclip => {}
            }
        }
    }

    /// Puts another scene into this one, its top left corner at a point.
    pub(super) fn place(&mut self, other: Self, corner: Point) {
        let Point { x: dx, y: dy } = corner;
        let moved = |point: Point| at(point.x + dx, point.y + dy);
        let moved_rect = |of: Rect| rect(of.left + dx, of.top + dy, of.right + dx, of.bottom + dy);
        for mut shape in other.shapes {
            match &mut shape {
                Shape::Rect { rect, .. } | Shape::Fade { rect, .. } | Shape::Clip(rect) => *rect = moved_rect(*rect),
                Shape::Line { from, to, .. } => (*from, *to) = (moved(*from), moved(*to)),
                Shape::Curve { points, .. } => *points = points.map(moved),
                Shape::Polygon { points, .. } => points.iter_mut().for_each(|point| *point = moved(*point)),
                Shape::Circle { centre, .. } => *centre = moved(*centre),
                Shape::Text { at, .. } => *at = moved(*at),
                Shape::Unclip => {}
            }
            self.shapes.push(shape);
        }
        self.hits.extend(other.hits.into_iter().map(|mut hit| {
            hit.rect = moved_rect(hit.rect);
            hit
        }));
        self.curves.extend(other.curves.into_iter().map(|mut curve| {
            curve.points = curve.points.map(moved);
            curve
        }));
    }
}
