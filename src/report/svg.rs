//! A picture as SVG 1.1: the same bytes for the same scene, well-formed whatever the texts hold.
//!
//! Letters are outlines, so that the file looks the same with and without our fonts. The texts themselves lie over them,
//! without ink: a reader's search finds them, and a screen reader says them. Every mark has its name as a tooltip.

use std::io::Write;

use super::fonts::Fonts;
use super::letters::{Letters, Run, cut, place};
use super::picture::{Picture, PictureError};
use super::shapes::{Defs, element, escaped, fill, frame, number};
use crate::figure::palette::Role;
use crate::figure::scene::{Item, Scene, Shape};

/// Writes a picture as one SVG document.
///
/// # Errors
/// If `out` cannot be written to, or the picture has more texts than can be shaped.
pub fn write(picture: &Picture, fonts: &Fonts, out: &mut dyn Write) -> Result<(), PictureError> {
    write_with(picture, &Letters::of(picture.scene, picture.palette, fonts)?, fonts, out)
}

/// Writes a picture whose letters are shaped already.
pub(super) fn write_with(
    picture: &Picture,
    letters: &Letters,
    fonts: &Fonts,
    out: &mut dyn Write,
) -> Result<(), PictureError> {
    let Picture { scene, palette, .. } = *picture;
    head(picture, out)?;
    let defs = Defs::of(scene, palette);
    write!(out, "{}", defs.text())?;
    outlines(letters, out)?;
    let (width, height) = (number(scene.width), number(scene.height));
    writeln!(out, r#"<rect width="{width}" height="{height}"{}/>"#, fill(palette, Some(Role::Panel.into())))?;
    let mut open = 0;
    for (index, shape) in scene.shapes.iter().enumerate() {
        match shape {
            Shape::Text { ink, .. } => {
                for run in letters.runs(index) {
                    writeln!(out, "{}", drawn(run, &fill(palette, Some(*ink))))?;
                }
            }
            Shape::Unclip if open == 0 => {}
            Shape::Unclip => {
                open -= 1;
                writeln!(out, "</g>")?;
            }
            other => {
                open += usize::from(matches!(other, Shape::Clip(_)));
                writeln!(out, "{}", element(other, palette, &defs))?;
            }
        }
    }
    for _ in 0..open {
        writeln!(out, "</g>")?;
    }
    names(scene, out)?;
    texts(scene, fonts, out)?;
    writeln!(out, "</svg>")?;
    Ok(())
}

fn head(picture: &Picture, out: &mut dyn Write) -> Result<(), PictureError> {
    let (width, height) = (number(picture.scene.width), number(picture.scene.height));
    let (across, down) = picture.inches();
    // On a sheet the size is the sheet's; else a point is a pixel.
    let is_sheet = (picture.points_per_inch - crate::figure::export::paper::POINTS_PER_INCH).abs() > 1e-3;
    let size = |points: &str, inches: f32| if is_sheet { format!("{}in", number(inches)) } else { points.to_owned() };
    let (wide, high) = (size(&width, across), size(&height, down));
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" width="{wide}" height="{high}" viewBox="0 0 {width} {height}" role="graphics-document" aria-labelledby="title" aria-describedby="desc" lang="en">"#
    )?;
    writeln!(out, r#"<title id="title">{}</title>"#, escaped(picture.title))?;
    writeln!(out, r#"<desc id="desc">{}</desc>"#, escaped(picture.description))?;
    Ok(())
}

/// Each letter once.
fn outlines(letters: &Letters, out: &mut dyn Write) -> Result<(), PictureError> {
    if letters.outlines.is_empty() {
        return Ok(());
    }
    writeln!(out, "<defs>")?;
    for (number, data) in letters.outlines.iter().enumerate() {
        writeln!(out, r#"<path id="g{number}" d="{data}"/>"#)?;
    }
    writeln!(out, "</defs>")?;
    Ok(())
}

/// Letters in place, in ink; the text over them is what is read out.
fn drawn(run: &Run, ink: &str) -> String {
    let scale = format!("{:.7}", run.scale);
    let scale = scale.trim_end_matches('0');
    let (x, y) = (number(run.at.x), number(run.at.y));
    let mut text = format!(r#"<g aria-hidden="true" transform="matrix({scale} 0 0 -{scale} {x} {y})"{ink}>"#);
    for (outline, right, up) in &run.letters {
        let shift = |name: &str, by: i32| if by == 0 { String::new() } else { format!(r#" {name}="{by}""#) };
        text.push_str(&format!(r##"<use xlink:href="#g{outline}"{}{}/>"##, shift("x", *right), shift("y", *up)));
    }
    text.push_str("</g>");
    text
}

/// The accessible name of every mark, as a tooltip where it is pointed at.
fn names(scene: &Scene, out: &mut dyn Write) -> Result<(), PictureError> {
    writeln!(out, r#"<g fill="none" pointer-events="all">"#)?;
    for hit in scene.hits.iter().filter(|hit| !matches!(hit.item, Item::Lane(_))) {
        writeln!(out, r#"<rect {} role="img"><title>{}</title></rect>"#, frame(&hit.rect), escaped(&hit.label))?;
    }
    writeln!(out, "</g>")?;
    Ok(())
}

/// The texts without ink, for search and for reading out.
fn texts(scene: &Scene, fonts: &Fonts, out: &mut dyn Write) -> Result<(), PictureError> {
    writeln!(out, r#"<g fill="none" stroke="none" font-family="sans-serif" xml:space="preserve">"#)?;
    for shape in &scene.shapes {
        let Shape::Text { at, size, align, face, .. } = shape else { continue };
        let Some(text) = cut(shape, fonts) else { continue };
        let long = number(fonts.measure(&text, *size, *face));
        let place = place(*at, *size, *align);
        writeln!(
            out,
            r#"<text {place} textLength="{long}" lengthAdjust="spacingAndGlyphs">{}</text>"#,
            escaped(&text)
        )?;
    }
    writeln!(out, "</g>")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::export::{AsShown, Extent, Figure, FigureOptions, Pages, Paper};
    use crate::figure::fixture;
    use crate::figure::measure::plex;
    use crate::figure::palette::{Ink, Palette, Tone};
    use crate::figure::scene::{Align, Dash, Face, Hit, Point, Rect, Stroke};
    use crate::model::entity::Entity;
    use crate::model::facts::Facts;
    use crate::model::ids::{VesselId, VisitId};
    use crate::model::tag::Colour;
    use crate::model::vessel::Vessel;

    fn svg(scene: &Scene, palette: Palette) -> String {
        let picture = Picture {
            scene,
            palette,
            title: "A <title> & \u{0}more",
            description: "What it shows",
            points_per_inch: 96.0,
        };
        let mut out = Vec::new();
        write(&picture, &Fonts::bundled(), &mut out).expect("writes to memory");
        String::from_utf8(out).expect("UTF-8")
    }

    fn of_case(facts: &Facts, palette: Palette) -> String {
        let options = FigureOptions {
            shown: &AsShown::default(),
            extent: &Extent::default(),
            query: "",
            paper: Paper::Fit,
            width: 800.0,
            zone: jiff::tz::TimeZone::UTC,
            zone_name: "UTC",
            date: crate::base::time::Utc(1_795_219_200),
            measure: &plex,
            setting: crate::figure::export::Setting::Alone,
        };
        svg(&Figure::plan(facts, &options).expect("fits").page(0), palette)
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

    fn text(text: &str, align: Align, max_width: f32) -> Shape {
        let (at, face) = (Point { x: 50.0, y: 10.0 }, Face::SemiBold);
        Shape::Text { at, text: text.to_owned(), size: 10.0, face, ink: Role::Text.into(), align, max_width }
    }

    #[test]
    fn texts_are_cut_to_their_room_drawn_as_outlines_and_still_found() {
        let shapes = vec![text("Vostochny, oil berth", Align::Right, 50.0)];
        let written = svg(&Scene { width: 60.0, height: 20.0, shapes, ..Scene::default() }, Palette::Print);
        check_well_formed(&written);
        assert!(
            written.contains(r#"<text x="50" y="13.5" font-size="10" text-anchor="end" textLength=""#),
            "{written}"
        );
        assert!(written.contains(">Vostoch…</text>") && !written.contains("berth"), "{written}");
        let letters: Vec<&str> = written.matches("<use ").collect();
        assert_eq!(letters.len(), "Vostoch…".chars().count());
        assert_eq!(written.matches("<path id=").count(), "Vostch…".chars().count(), "each letter once");
        assert!(!written.contains("Plex"), "no font is needed");
    }

    #[test]
    fn letters_shaped_with_the_shapes_around_them_are_those_shaped_alone() {
        let narrow = Rect { left: 0.0, top: 0.0, right: 55.0, bottom: 20.0 };
        let bar = Shape::Fade { rect: narrow, ink: Role::Text.into(), left: 0.0, right: 1.0 };
        let shapes = vec![
            text("Vostochny", Align::Left, 500.0),
            Shape::Clip(narrow),
            bar,
            text("청진 across the edge", Align::Left, 500.0),
            Shape::Unclip,
            text("e\u{301} and Ж", Align::Right, 500.0),
        ];
        let scene = Scene { width: 60.0, height: 20.0, shapes, ..Scene::default() };
        let (fonts, palette) = (Fonts::bundled(), Palette::Print);
        let picture = Picture { scene: &scene, palette, title: "", description: "", points_per_inch: 96.0 };
        let tree = crate::report::letters::tree(&scene, palette, &fonts).expect("parses");
        let (mut alone, mut along) = (Vec::new(), Vec::new());
        write(&picture, &fonts, &mut alone).expect("writes");
        write_with(&picture, &Letters::of_tree(&tree), &fonts, &mut along).expect("writes");
        assert!(alone == along && alone.windows(5).filter(|part| part == b"<use ").count() > 20);
    }

    #[test]
    fn a_letter_that_no_font_has_is_an_empty_box_and_not_missing() {
        let shapes = vec![text("청진", Align::Left, 500.0)];
        let written = svg(&Scene { width: 60.0, height: 20.0, shapes, ..Scene::default() }, Palette::Print);
        assert_eq!(written.matches("<use ").count(), 2, "{written}");
        assert_eq!(written.matches("<path id=").count(), 1);
        assert!(written.contains(">청진</text>"));
    }

    #[test]
    fn every_mark_says_what_it_is() {
        let rect = Rect { left: 1.0, top: 2.0, right: 3.0, bottom: 4.0 };
        let item = Item::Entity(VisitId::new(3).into());
        let hits = vec![
            Hit { item, rect, label: "V-3 <Tanker 3>".to_owned() },
            Hit { item: Item::Lane(0), rect, label: "a header".to_owned() },
        ];
        let written = svg(&Scene { width: 20.0, height: 20.0, hits, ..Scene::default() }, Palette::Print);
        check_well_formed(&written);
        let named = r#"<rect x="1" y="2" width="2" height="2" role="img"><title>V-3 &lt;Tanker 3&gt;</title></rect>"#;
        assert!(written.contains(named) && !written.contains("a header"), "{written}");
    }
}
