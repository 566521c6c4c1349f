//! A scene as SVG 1.1: the same bytes for the same scene, well-formed whatever the texts hold.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::figure::measure::{Measure, fit};
use crate::figure::palette::{Ink, Palette, Role};
use crate::figure::scene::{Align, Face, Point, Rect, Scene, Shape, Stroke};

/// Plex first, then what a reader's system has for other scripts.
const FONTS: &str = "'IBM Plex Sans', 'Noto Sans', 'Noto Sans CJK SC', 'Noto Sans CJK KR', sans-serif";

/// Writes a scene as one SVG document on the palette's panel colour.
///
/// `title` and `description` are for readers that cannot see it. Texts are cut by `measure` to the room they have;
/// fonts are named, not embedded.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(
    scene: &Scene,
    palette: Palette,
    title: &str,
    description: &str,
    measure: Measure,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (width, height) = (number(scene.width), number(scene.height));
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="{FONTS}" role="img">"#
    )?;
    writeln!(out, "<title>{}</title>", escaped(title))?;
    writeln!(out, "<desc>{}</desc>", escaped(description))?;
    let defs = Defs::of(scene, palette);
    defs.write(out)?;
    let ground = Paint::new(palette, Role::Panel.into());
    writeln!(out, r#"<rect width="{width}" height="{height}" fill="{}"/>"#, ground.colour)?;
    let mut open = 0;
    for shape in &scene.shapes {
        match shape {
            Shape::Clip(rect) => {
                open += 1;
                writeln!(out, r#"<g clip-path="url(#clip{})">"#, defs.clips[&bits(rect)].0)?;
            }
            Shape::Unclip if open > 0 => {
                open -= 1;
                writeln!(out, "</g>")?;
            }
            Shape::Unclip => {}
            Shape::Fade { rect, ink, left, right } => {
                let id = defs.fades[&fade_key(palette, *ink, *left, *right)];
                writeln!(out, r#"<rect {} fill="url(#fade{id})"/>"#, frame(rect))?;
            }
            other => writeln!(out, "{}", element(other, palette, measure))?,
        }
    }
    for _ in 0..open {
        writeln!(out, "</g>")?;
    }
    writeln!(out, "</svg>")
}

type FadeKey = ([u8; 3], u32, u32);

/// Clips and gradients, each once, numbered in the order of their first use.
#[derive(Default)]
struct Defs {
    clips: BTreeMap<[u32; 4], (usize, Rect)>,
    fades: BTreeMap<FadeKey, usize>,
}

impl Defs {
    fn of(scene: &Scene, palette: Palette) -> Self {
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

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.clips.is_empty() && self.fades.is_empty() {
            return Ok(());
        }
        writeln!(out, "<defs>")?;
        let mut clips: Vec<_> = self.clips.values().collect();
        clips.sort_unstable_by_key(|(id, _)| *id);
        for (id, rect) in clips {
            writeln!(out, r#"<clipPath id="clip{id}"><rect {}/></clipPath>"#, frame(rect))?;
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
            writeln!(out, r#"<linearGradient id="fade{id}">{left}{right}</linearGradient>"#)?;
        }
        writeln!(out, "</defs>")
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

fn fill(palette: Palette, ink: Option<Ink>) -> String {
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

fn element(shape: &Shape, palette: Palette, measure: Measure) -> String {
    match shape {
        Shape::Rect { rect, radius, fill: ink, stroke: line } => {
            let round = if *radius > 0.0 { format!(r#" rx="{}""#, number(*radius)) } else { String::new() };
            format!("<rect {}{round}{}{}/>", frame(rect), fill(palette, *ink), stroke(palette, *line))
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
        Shape::Text { at, text, size, face, ink, align, max_width } => {
            let text = fit(text, *size, *face, *max_width, measure);
            // Plex's capitals are 0.7 em high, so a third of an em below the middle is the baseline.
            let place = pair(Point { x: at.x, y: at.y + size * 0.35 }, ["x", "y"]);
            let anchor = match align {
                Align::Left => "",
                Align::Centre => r#" text-anchor="middle""#,
                Align::Right => r#" text-anchor="end""#,
            };
            let face = match face {
                Face::Regular => "",
                Face::Medium => r#" font-weight="500""#,
                Face::SemiBold => r#" font-weight="600""#,
                Face::Italic => r#" font-style="italic""#,
                Face::Mono => r#" font-family="'IBM Plex Mono', monospace""#,
            };
            let (size, ink) = (number(*size), fill(palette, Some(*ink)));
            format!(r#"<text {place} font-size="{size}"{face}{anchor}{ink}>{}</text>"#, escaped(&text))
        }
        Shape::Fade { .. } | Shape::Clip(_) | Shape::Unclip => String::new(),
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

fn pair(point: Point, names: [&str; 2]) -> String {
    format!(r#"{}="{}" {}="{}""#, names[0], number(point.x), names[1], number(point.y))
}

fn frame(rect: &Rect) -> String {
    let (x, y) = (number(rect.left), number(rect.top));
    format!(r#"x="{x}" y="{y}" width="{}" height="{}""#, number(rect.width().max(0.0)), number(rect.height().max(0.0)))
}

/// A number to a hundredth, as short as can be; what is no number becomes 0.
fn number(value: f32) -> String {
    let hundredths = (f64::from(value) * 100.0).round();
    if !hundredths.is_finite() || hundredths == 0.0 {
        return "0".to_owned();
    }
    let text = format!("{:.2}", hundredths / 100.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A text as XML may hold it: markup escaped, characters that XML cannot hold replaced.
fn escaped(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => clean.push_str("&amp;"),
            '<' => clean.push_str("&lt;"),
            '>' => clean.push_str("&gt;"),
            '"' => clean.push_str("&quot;"),
            '\t' | '\n' | '\r' => clean.push(' '),
            '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => clean.push('\u{FFFD}'),
            _ => clean.push(c),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::export::{FigureOptions, figure};
    use crate::figure::fixture;
    use crate::figure::measure::plex;
    use crate::figure::palette::Tone;
    use crate::figure::scene::Dash;
    use crate::model::entity::Entity;
    use crate::model::facts::Facts;
    use crate::model::ids::VesselId;
    use crate::model::tag::Colour;
    use crate::model::vessel::Vessel;
    use crate::model::view::Colouring;

    fn svg(scene: &Scene, palette: Palette) -> String {
        let mut out = Vec::new();
        write(scene, palette, "A <title> & \u{0}more", "What it shows", &plex, &mut out).expect("writes to memory");
        String::from_utf8(out).expect("UTF-8")
    }

    fn of_case(facts: &Facts, palette: Palette) -> String {
        let options = FigureOptions {
            width: 800.0,
            arrangement: std::sync::Arc::default(),
            colouring: Colouring::Activity,
            filter: None,
            query: "",
            range: None,
            zone: jiff::tz::TimeZone::UTC,
            zone_name: "UTC",
            date: crate::base::time::Utc(1_795_219_200),
            measure: &plex,
        };
        svg(&figure(facts, &options), palette)
    }

    /// Checks that tags match, attributes are quoted and no stray markup or control character is left.
    fn check_well_formed(text: &str) {
        let mut open: Vec<&str> = Vec::new();
        let mut rest = text.strip_prefix(r#"<?xml version="1.0" encoding="UTF-8"?>"#).expect("an XML declaration");
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "no control characters");
        while let Some(at) = rest.find('<') {
            let between = &rest[..at];
            assert!(!between.contains('>'), "{between}");
            for entity in between.split('&').skip(1) {
                assert!(["amp;", "lt;", "gt;", "quot;"].iter().any(|known| entity.starts_with(known)), "&{entity}");
            }
            let end = at + rest[at..].find('>').expect("every tag ends");
            let tag = &rest[at + 1..end];
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name));
            } else {
                let (body, empty) = tag.strip_suffix('/').map_or((tag, false), |body| (body, true));
                assert_eq!(body.matches('"').count() % 2, 0, "{body}");
                assert!(!body.contains('<'), "{body}");
                if !empty {
                    open.push(body.split_whitespace().next().expect("a name"));
                }
            }
            rest = &rest[end + 1..];
        }
        assert!(open.is_empty(), "left open: {open:?}");
        assert_eq!(rest.trim(), "");
    }

    #[test]
    fn a_case_is_well_formed_and_the_same_every_time() {
        let facts = fixture::facts();
        for palette in [Palette::Light, Palette::Dark, Palette::Print] {
            let first = of_case(&facts, palette);
            check_well_formed(&first);
            assert_eq!(first, of_case(&facts, palette));
        }
        assert_ne!(of_case(&facts, Palette::Light), of_case(&facts, Palette::Dark));
    }

    #[test]
    fn hostile_names_stay_text() {
        let mut facts = fixture::facts();
        let name = "]]><script>alert(1)</script>\u{0}\u{1F}\u{FFFF}\u{202E}&amp;\"'";
        facts.put(Entity::Vessel(Box::new(Vessel::named(VesselId::new(1), name))));
        facts.put(Entity::Vessel(Box::new(Vessel::named(VesselId::new(2), &"Ж".repeat(10_000)))));
        let text = of_case(&facts, Palette::Print);
        check_well_formed(&text);
        assert!(!text.contains("<script"));
        assert!(text.contains("]]&gt;&lt;script&gt;"));
    }

    #[test]
    fn shapes_keep_their_place_colour_and_dash() {
        let p = |x: f32, y: f32| Point { x, y };
        let ink = Ink::from(Colour([0, 0x72, 0xB2]));
        let stroke = Stroke { width: 1.25, ink: ink.faded(0.5), dash: Dash::Dots };
        let bar = Rect { left: 1.0, top: 2.0, right: 11.005, bottom: 18.0 };
        let shapes = vec![
            Shape::Clip(bar),
            Shape::Rect { rect: bar, radius: 3.0, fill: Some(ink), stroke: Some(stroke) },
            Shape::Fade { rect: bar, ink, left: 0.0, right: 0.25 },
            Shape::Fade { rect: bar, ink, left: 0.0, right: 0.25 },
            Shape::Unclip,
            Shape::Unclip,
            Shape::Curve { points: [p(0.0, 0.0), p(5.0, 0.0), p(5.0, 9.0), p(10.0, 9.0)], stroke, arrow: true },
            Shape::Clip(bar),
            Shape::Line { from: p(f32::NAN, f32::INFINITY), to: p(-0.001, 1e9), stroke },
        ];
        let text = svg(&Scene { width: 20.0, height: 20.0, shapes, ..Scene::default() }, Palette::Light);
        check_well_formed(&text);
        assert_eq!(text.matches("<clipPath").count(), 1, "one clip is defined once");
        assert_eq!(text.matches("<linearGradient").count(), 1);
        assert!(text.contains(
            r##"<rect x="1" y="2" width="10.01" height="16" rx="3" fill="#0072b2" stroke="#0072b2" stroke-opacity="0.5" stroke-width="1.25" stroke-dasharray="1.5 2.5"/>"##
        ), "{text}");
        assert!(text.contains(r##"<stop offset="1" stop-color="#0072b2" stop-opacity="0.25"/>"##));
        assert!(text.contains(r#"<path d="M0,0 C5,0 5,9 10,9""#));
        assert!(text.contains(r#"<polygon points="10,9 3,12.5 3,5.5""#), "{text}");
        assert!(text.contains(r#"<line x1="0" y1="0" x2="0" y2="1000000000""#), "{text}");
        assert_eq!(Ink::from(Role::Text).tone, Tone::Role(Role::Text));
    }

    #[test]
    fn texts_are_cut_to_their_room() {
        let text = Shape::Text {
            at: Point { x: 5.0, y: 10.0 },
            text: "Vostochny, oil berth".to_owned(),
            size: 10.0,
            face: Face::SemiBold,
            ink: Role::Text.into(),
            align: Align::Right,
            max_width: 50.0,
        };
        let written = svg(&Scene { shapes: vec![text], ..Scene::default() }, Palette::Print);
        assert!(written.contains(r#"font-weight="600" text-anchor="end""#), "{written}");
        assert!(written.contains("…</text>") && !written.contains("berth"), "{written}");
    }
}
