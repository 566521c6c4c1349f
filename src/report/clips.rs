//! Which shapes a clip cuts. Painting within a clip costs a layer as large as what is in it, and most shapes lie inside theirs.

use super::fonts::Fonts;
use super::letters::cut;
use crate::figure::scene::{Align, Point, Rect, Scene, Shape};

/// For each shape of a scene the clips that cut it, outermost first; none for a clip itself.
pub(super) fn needed(scene: &Scene, fonts: &Fonts) -> Vec<Vec<Rect>> {
    let mut open: Vec<Rect> = Vec::new();
    let mut needed = Vec::with_capacity(scene.shapes.len());
    for shape in &scene.shapes {
        let mut cutting = Vec::new();
        match shape {
            Shape::Clip(rect) => open.push(*rect),
            Shape::Unclip => drop(open.pop()),
            _ if open.is_empty() => {}
            other => {
                let bounds = bounds(other, fonts);
                cutting.extend(open.iter().filter(|clip| !holds(clip, &bounds)).copied());
            }
        }
        needed.push(cutting);
    }
    needed
}

/// Whether a rectangle lies in another; not if either is no rectangle.
fn holds(outer: &Rect, inner: &Rect) -> bool {
    outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom
}

/// What a shape surely stays within.
fn bounds(shape: &Shape, fonts: &Fonts) -> Rect {
    match shape {
        Shape::Rect { rect, stroke, .. } => grown(*rect, stroke.map_or(0.0, |stroke| stroke.width)),
        Shape::Fade { rect, .. } | Shape::Clip(rect) => *rect,
        Shape::Line { from, to, stroke } => grown(around(&[*from, *to]), stroke.width),
        // A curve stays within its points, and the head of an arrow within eight points of the last.
        Shape::Curve { points, stroke, .. } => grown(around(points), stroke.width + 8.0),
        Shape::Polygon { points, .. } => around(points),
        Shape::Circle { centre, radius, stroke, .. } => {
            grown(around(&[*centre]), radius + stroke.map_or(0.0, |stroke| stroke.width))
        }
        Shape::Text { at, size, face, align, .. } => {
            let Some(text) = cut(shape, fonts) else { return around(&[*at]) };
            // Letters that our own fonts lack are measured by guess, and some hang over.
            let width = 2.0 * fonts.measure(&text, *size, *face) + size;
            let (left, right) = match align {
                Align::Left => (*size, width),
                Align::Centre => (width, width),
                Align::Right => (width, *size),
            };
            Rect { left: at.x - left, top: at.y - size, right: at.x + right, bottom: at.y + size }
        }
        Shape::Unclip => around(&[]),
    }
}

fn grown(rect: Rect, by: f32) -> Rect {
    Rect { left: rect.left - by, top: rect.top - by, right: rect.right + by, bottom: rect.bottom + by }
}

fn around(points: &[Point]) -> Rect {
    let least = |of: fn(&Point) -> f32| points.iter().map(of).fold(f32::INFINITY, f32::min);
    let most = |of: fn(&Point) -> f32| points.iter().map(of).fold(f32::NEG_INFINITY, f32::max);
    Rect { left: least(|at| at.x), top: least(|at| at.y), right: most(|at| at.x), bottom: most(|at| at.y) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::palette::Role;
    use crate::figure::scene::{Dash, Face, Stroke};

    #[test]
    fn only_what_crosses_the_edge_of_a_clip_is_cut() {
        let p = |x: f32, y: f32| Point { x, y };
        let rect = |left: f32, right: f32| Rect { left, top: 1.0, right, bottom: 9.0 };
        let stroke = Stroke { width: 1.0, ink: Role::Text.into(), dash: Dash::Solid };
        let bar = |left, right| Shape::Fade { rect: rect(left, right), ink: Role::Text.into(), left: 0.0, right: 1.0 };
        let text = |x: f32| Shape::Text {
            at: p(x, 10.0),
            text: "Vostochny".to_owned(),
            size: 9.0,
            face: Face::Regular,
            ink: Role::Text.into(),
            align: Align::Left,
            max_width: 500.0,
        };
        let (outer, inner) = (Rect { bottom: 90.0, ..rect(0.0, 200.0) }, Rect { bottom: 80.0, ..rect(5.0, 50.0) });
        let scene = Scene {
            shapes: vec![
                bar(-5.0, 300.0),
                Shape::Clip(outer),
                bar(0.0, 200.0),
                bar(0.0, 201.0),
                text(20.0),
                text(190.0),
                Shape::Clip(inner),
                bar(6.0, 50.0),
                bar(-1.0, 50.0),
                Shape::Line { from: p(5.2, 5.0), to: p(20.0, f32::NAN), stroke },
                Shape::Unclip,
                Shape::Unclip,
                Shape::Unclip,
                bar(-5.0, 300.0),
            ],
            ..Scene::default()
        };
        let found: Vec<usize> = needed(&scene, &Fonts::bundled()).iter().map(Vec::len).collect();
        assert_eq!(found, [0, 0, 0, 1, 0, 1, 0, 0, 2, 1, 0, 0, 0, 0]);
    }
}
