//! The texts of a scene as letters in place: shaped in every script, each from a font that has it.

use std::collections::BTreeMap;
use std::fmt::Write;

use resvg::usvg::fontdb::ID;
use resvg::usvg::{FontFamily, FontResolver, Group, Node, Options, Text, Tree};
use ttf_parser::{GlyphId, OutlineBuilder};

use super::clips;
use super::fonts::{Fonts, Known};
use super::picture::PictureError;
use super::shapes::{Defs, element, escaped, fill, number, pair};
use crate::figure::measure::fit;
use crate::figure::palette::{Palette, Role};
use crate::figure::scene::{Align, Point, Rect, Scene, Shape};

/// A scene with its texts shaped, for whoever paints it.
///
/// # Errors
/// If it has more marks than can be painted.
pub(super) fn tree(scene: &Scene, palette: Palette, fonts: &Fonts) -> Result<Tree, PictureError> {
    parsed(&source(scene, palette, fonts, true), fonts)
}

/// The letters of all texts of a scene.
#[derive(Default)]
pub(super) struct Letters {
    /// Each outline once, in the order of first use, as the data of a path in units of its font, y up.
    pub outlines: Vec<String>,
    numbers: BTreeMap<(ID, u16), usize>,
    texts: BTreeMap<usize, Vec<Run>>,
}

/// Letters of one font and size, one after the other.
pub(super) struct Run {
    /// Points in a unit of the font.
    pub scale: f32,
    /// Where the first stands.
    pub at: Point,
    /// Which outline, and how many units right of and above the first.
    pub letters: Vec<(usize, i32, i32)>,
}

impl Letters {
    /// Shapes the texts of a scene.
    ///
    /// # Errors
    /// If there are more than can be drawn.
    pub fn of(scene: &Scene, palette: Palette, fonts: &Fonts) -> Result<Self, PictureError> {
        Ok(Self::of_tree(&parsed(&source(scene, palette, fonts, false), fonts)?))
    }

    /// The letters of a scene that is shaped already; see [`tree`].
    pub fn of_tree(tree: &Tree) -> Self {
        let mut letters = Self::default();
        letters.take_group(tree.root(), tree);
        letters
    }

    /// The letters of the text with this place among the shapes.
    pub fn runs(&self, shape: usize) -> &[Run] {
        self.texts.get(&shape).map(Vec::as_slice).unwrap_or_default()
    }

    fn take_group(&mut self, group: &Group, tree: &Tree) {
        for node in group.children() {
            match node {
                Node::Group(inner) => self.take_group(inner, tree),
                Node::Text(text) => self.take_text(text, tree),
                Node::Path(_) | Node::Image(_) => {}
            }
        }
    }

    fn take_text(&mut self, text: &Text, tree: &Tree) {
        let Some(shape) = text.id().strip_prefix('t').and_then(|number| number.parse().ok()) else { return };
        let mut runs: Vec<(ID, Run)> = Vec::new();
        for glyph in text.layouted().iter().flat_map(|span| &span.positioned_glyphs) {
            let Some(outline) = self.outline(glyph.font, glyph.id.0, tree) else { continue };
            let place = glyph.outline_transform();
            let fits = |run: &(ID, Run)| run.0 == glyph.font && (run.1.scale - place.sx).abs() < 1e-9;
            if let Some((_, run)) = runs.last_mut().filter(|run| fits(run)) {
                let units = |points: f32| (points / run.scale).round() as i32;
                run.letters.push((outline, units(place.tx - run.at.x), units(run.at.y - place.ty)));
            } else {
                let at = Point { x: place.tx, y: place.ty };
                runs.push((glyph.font, Run { scale: place.sx, at, letters: vec![(outline, 0, 0)] }));
            }
        }
        self.texts.insert(shape, runs.into_iter().map(|(_, run)| run).collect());
    }

    /// The number of an outline; none for a letter without one, as a space.
    fn outline(&mut self, font: ID, glyph: u16, tree: &Tree) -> Option<usize> {
        if let Some(known) = self.numbers.get(&(font, glyph)) {
            return Some(*known);
        }
        let mut path = Path::default();
        tree.fontdb().with_face_data(font, |data, index| {
            let face = ttf_parser::Face::parse(data, index).ok()?;
            face.outline_glyph(GlyphId(glyph), &mut path)
        })??;
        let number = self.outlines.len();
        self.outlines.push(path.0);
        self.numbers.insert((font, glyph), number);
        Some(number)
    }
}

/// The data of a path.
#[derive(Default)]
struct Path(String);

impl Path {
    fn step(&mut self, letter: char, numbers: &[f32]) {
        self.0.push(letter);
        for (at, value) in numbers.iter().enumerate() {
            let value = number(*value);
            if at > 0 && !value.starts_with('-') {
                self.0.push(' ');
            }
            self.0.push_str(&value);
        }
    }
}

impl OutlineBuilder for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.step('M', &[x, y]);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.step('L', &[x, y]);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.step('Q', &[x1, y1, x, y]);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.step('C', &[x1, y1, x2, y2, x, y]);
    }
    fn close(&mut self) {
        self.0.push('Z');
    }
}

/// What a text says where it has little room.
pub(super) fn cut(shape: &Shape, fonts: &Fonts) -> Option<String> {
    let Shape::Text { text, size, face, max_width, .. } = shape else { return None };
    let measure = |text: &str, size, face| fonts.measure(text, size, face);
    Some(fit(text, *size, *face, *max_width, &measure).into_owned()).filter(|text| !text.is_empty())
}

/// Where a text stands, as attributes.
pub(super) fn place(at: Point, size: f32, align: Align) -> String {
    // Plex's capitals are 0.7 em high, so a third of an em below the middle is the baseline.
    let place = pair(Point { x: at.x, y: at.y + size * 0.35 }, ["x", "y"]);
    let anchor = match align {
        Align::Left => "",
        Align::Centre => r#" text-anchor="middle""#,
        Align::Right => r#" text-anchor="end""#,
    };
    format!(r#"{place} font-size="{}"{anchor}"#, number(size))
}

/// The scene as a plain SVG whose texts name our fonts run by run; with its other shapes, or without.
fn source(scene: &Scene, palette: Palette, fonts: &Fonts, painted: bool) -> String {
    let mut known = Known::new();
    let (width, height) = (number(scene.width.max(1.0)), number(scene.height.max(1.0)));
    let mut out = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">"#
    );
    let defs = Defs::of(scene, palette);
    if painted {
        out.push_str(&defs.text());
        out.push_str(&format!(
            r#"<rect width="{width}" height="{height}"{}/>"#,
            fill(palette, Some(Role::Panel.into()))
        ));
    }
    let clips = if painted { clips::needed(scene, fonts) } else { Vec::new() };
    let mut open: &[Rect] = &[];
    for (index, shape) in scene.shapes.iter().enumerate() {
        let wanted = clips.get(index).map(Vec::as_slice).unwrap_or_default();
        if wanted != open && !matches!(shape, Shape::Clip(_) | Shape::Unclip) {
            out.push_str(&"</g>".repeat(open.len()));
            for clip in wanted {
                out.push_str(&element(&Shape::Clip(*clip), palette, &defs));
            }
            open = wanted;
        }
        match shape {
            Shape::Text { at, size, face, ink, align, .. } => {
                let Some(text) = cut(shape, fonts) else { continue };
                let (place, ink) = (place(*at, *size, *align), fill(palette, Some(*ink)));
                let _ = write!(out, r#"<text id="t{index}" xml:space="preserve" {place}{ink}>"#);
                for (font, range) in fonts.runs(&text, *face, &mut known) {
                    let family = font.family();
                    let _ = write!(out, r#"<tspan font-family="{family}">{}</tspan>"#, escaped(&text[range]));
                }
                out.push_str("</text>");
            }
            Shape::Clip(_) | Shape::Unclip => {}
            other if painted => out.push_str(&element(other, palette, &defs)),
            _ => {}
        }
    }
    out.push_str(&"</g>".repeat(open.len()));
    out.push_str("</svg>");
    out
}

fn parsed(source: &str, fonts: &Fonts) -> Result<Tree, PictureError> {
    let select = fonts.clone();
    let options = Options {
        font_resolver: FontResolver {
            select_font: Box::new(move |font, _| {
                let families = font.families().iter();
                families
                    .filter_map(|family| if let FontFamily::Named(name) = family { Some(name) } else { None })
                    .find_map(|name| select.named(name))
            }),
            // Each run names a font that has its letters; what none has is drawn as the empty box of the run's font.
            select_fallback: Box::new(|_, _, _| None),
        },
        fontdb: fonts.database().clone(),
        ..Options::default()
    };
    Tree::from_str(source, &options).map_err(|error| PictureError::NotDrawn { reason: error.to_string() })
}
