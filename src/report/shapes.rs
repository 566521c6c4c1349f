//! Shapes of a scene as elements of SVG: the same text for the same shape, well-formed whatever the texts hold.

use std::collections::BTreeMap;

use super::xml::{REPLACED, xml_text};
use crate::figure::palette::{Ink, Palette};
use crate::figure::scene::{Point, Rect, Scene, Shape, Stroke};

type FadeKey = ([u8; 3], u32, u32);

/// Clips and gradients, each once, numbered in the order of their first use.
#[derive(Default)]
pub(super) struct Defs {
    clips: BTreeMap<[u32; 4], (usize, Rect)>,
    fades: BTreeMap<FadeKey, usize>,
}

impl Defs {
    pub fn of(scene: &Scene, palette: Palette) -> Self {
        let mut defs = Self::default();
        for shape in &scene.shapes {
            match shape {
                Shape::Clip(rect) => {
                    let next = defs.clips.len();
                    defs.clips.entry(bits(rect)).or_insert((next, *rect));
                }
                Shape::Fade { ink, left, right, .. } => {
                    let next = defs.fades.len();
                    defs.fades.entry(fade_key(palette, *ink, *left, *right)).or_insert(next);
                }
                _ => {}
            }
        }
        defs
    }

    /// The definitions as text, one a line; empty if there are none.
    pub fn text(&self) -> String {
        if self.clips.is_empty() && self.fades.is_empty() {
            return String::new();
        }
        let mut out = "<defs>\n".to_owned();
        let mut clips: Vec<_> = self.clips.values().collect();
        clips.sort_unstable_by_key(|(id, _)| *id);
        for (id, rect) in clips {
            out.push_str(&format!("<clipPath id=\"clip{id}\"><rect {}/></clipPath>\n", frame(rect)));
        }
        let mut fades: Vec<_> = self.fades.iter().collect();
        fades.sort_unstable_by_key(|(_, id)| **id);
        for (([r, g, b], left, right), id) in fades {
            let colour = format!("#{r:02x}{g:02x}{b:02x}");
            let stop = |offset: u8, alpha: u32| {
                let alpha = number(f32::from_bits(alpha));
                format!(r#"<stop offset="{offset}" stop-color="{colour}" stop-opacity="{alpha}"/>"#)
            };
            let (left, right) = (stop(0, *left), stop(1, *right));
            out.push_str(&format!("<linearGradient id=\"fade{id}\">{left}{right}</linearGradient>\n"));
        }
        out.push_str("</defs>\n");
        out
    }
}

fn bits(rect: &Rect) -> [u32; 4] {
    [rect.left, rect.top, rect.right, rect.bottom].map(f32::to_bits)
}

fn fade_key(palette: Palette, ink: Ink, left: f32, right: f32) -> FadeKey {
    let (rgb, alpha) = palette.resolve(ink);
    (rgb, (left * alpha).to_bits(), (right * alpha).to_bits())
}

/// A colour and an opacity as attribute values.
struct Paint {
    colour: String,
    alpha: String,
}

impl Paint {
    fn new(palette: Palette, ink: Ink) -> Self {
        let ([r, g, b], alpha) = palette.resolve(ink);
        Self { colour: format!("#{r:02x}{g:02x}{b:02x}"), alpha: number(alpha) }
    }

    fn attributes(&self, name: &str) -> String {
        if self.alpha == "1" {
            return format!(r#" {name}="{}""#, self.colour);
        }
        format!(r#" {name}="{}" {name}-opacity="{}""#, self.colour, self.alpha)
    }
}

/// A fill as attributes.
pub(super) fn fill(palette: Palette, ink: Option<Ink>) -> String {
    ink.map_or_else(|| r#" fill="none""#.to_owned(), |ink| Paint::new(palette, ink).attributes("fill"))
}

fn stroke(palette: Palette, stroke: Option<Stroke>) -> String {
    let Some(Stroke { width, ink, dash }) = stroke else { return String::new() };
    let mut text = Paint::new(palette, ink).attributes("stroke");
    text.push_str(&format!(r#" stroke-width="{}""#, number(width)));
    if let Some((on, off)) = dash.pattern() {
        text.push_str(&format!(r#" stroke-dasharray="{} {}""#, number(on), number(off)));
    }
    text
}

/// A shape as an element; nothing for a text, whose letters are written apart. A clip opens a group.
pub(super) fn element(shape: &Shape, palette: Palette, defs: &Defs) -> String {
    match shape {
        Shape::Rect { rect, radius, fill: ink, stroke: line } => {
            let round = if *radius > 0.0 { format!(r#" rx="{}""#, number(*radius)) } else { String::new() };
            format!("<rect {}{round}{}{}/>", frame(rect), fill(palette, *ink), stroke(palette, *line))
        }
        Shape::Fade { rect, ink, left, right } => {
            let id = defs.fades.get(&fade_key(palette, *ink, *left, *right)).copied().unwrap_or_default();
            format!(r#"<rect {} fill="url(#fade{id})"/>"#, frame(rect))
        }
        Shape::Line { from, to, stroke: line } => {
            let (a, b) = (pair(*from, ["x1", "y1"]), pair(*to, ["x2", "y2"]));
            format!("<line {a} {b}{}/>", stroke(palette, Some(*line)))
        }
        Shape::Curve { points, stroke: line, arrow } => {
            let [a, b, c, d] = points.map(|point| format!("{},{}", number(point.x), number(point.y)));
            let path = format!(r#"<path d="M{a} C{b} {c} {d}" fill="none"{}/>"#, stroke(palette, Some(*line)));
            if *arrow { path + &polygon(&head(points), &fill(palette, Some(line.ink))) } else { path }
        }
        Shape::Polygon { points, fill: ink } => polygon(points, &fill(palette, Some(*ink))),
        Shape::Circle { centre, radius, fill: ink, stroke: line } => {
            let (centre, radius) = (pair(*centre, ["cx", "cy"]), number(*radius));
            format!(r#"<circle {centre} r="{radius}"{}{}/>"#, fill(palette, *ink), stroke(palette, *line))
        }
        Shape::Clip(rect) => {
            let id = defs.clips.get(&bits(rect)).map(|(id, _)| *id).unwrap_or_default();
            format!(r#"<g clip-path="url(#clip{id})">"#)
        }
        Shape::Text { .. } | Shape::Unclip => String::new(),
    }
}

fn polygon(points: &[Point], paint: &str) -> String {
    let points: Vec<String> = points.iter().map(|point| format!("{},{}", number(point.x), number(point.y))).collect();
    format!(r#"<polygon points="{}"{paint}/>"#, points.join(" "))
}

/// The arrow head at the end of a curve.
fn head(points: &[Point; 4]) -> [Point; 3] {
    let (tip, before) = (points[3], if points[2] == points[3] { points[0] } else { points[2] });
    let (dx, dy) = (tip.x - before.x, tip.y - before.y);
    let length = dx.hypot(dy).max(1e-3);
    let (dx, dy) = (dx / length, dy / length);
    let corner = |side: f32| Point { x: tip.x - 7.0 * dx - side * dy, y: tip.y - 7.0 * dy + side * dx };
    [tip, corner(3.5), corner(-3.5)]
}

/// A point as two attributes.
pub(super) fn pair(point: Point, names: [&str; 2]) -> String {
    format!(r#"{}="{}" {}="{}""#, names[0], number(point.x), names[1], number(point.y))
}

/// A rectangle as attributes.
pub(super) fn frame(rect: &Rect) -> String {
    let (x, y) = (number(rect.left), number(rect.top));
    format!(r#"x="{x}" y="{y}" width="{}" height="{}""#, number(rect.width().max(0.0)), number(rect.height().max(0.0)))
}

/// A number to a hundredth, as short as can be; what is no number becomes 0.
pub(super) fn number(value: f32) -> String {
    let hundredths = (f64::from(value) * 100.0).round();
    if !hundredths.is_finite() || hundredths == 0.0 {
        return "0".to_owned();
    }
    let text = format!("{:.2}", hundredths / 100.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A text as it may stand in a picture: on one line, with its markup escaped; what shows nothing or cannot be held is
/// replaced.
pub(super) fn escaped(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|c| match c {
            '\t' | '\n' | '\r' => ' ',
            '\u{7F}'..='\u{9F}' => REPLACED,
            c => c,
        })
        .collect();
    xml_text(&line)
}
