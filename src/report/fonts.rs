//! The fonts of a figure: IBM Plex, which is bundled, and behind it whatever fonts the caller has, for other scripts.
//!
//! Knows no system: who wants the system's fonts loads them into a database and hands it in.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

pub use resvg::usvg::fontdb::Database;
use resvg::usvg::fontdb::{FaceInfo, ID, Source, Stretch, Style};
use ttf_parser::{GlyphId, OutlineBuilder};
use unicode_normalization::char::is_combining_mark;

use crate::base::text::is_invisible;
use crate::figure::fonts::PLEX;
use crate::figure::measure::plex;
use crate::figure::scene::Face;

/// The fonts that figures are drawn with. Cheap to clone.
#[derive(Clone)]
pub struct Fonts {
    database: Arc<Database>,
    /// IBM Plex in the order of [`PLEX`], then the others.
    faces: Vec<ID>,
    /// The others by preference, as places in `faces`: for regular text, and for semi-bold.
    others: [Vec<FaceId>; 2],
    /// Those made for one language.
    regions: BTreeMap<FaceId, Region>,
}

/// For which readers a font draws the letters that China, Japan and Korea draw differently.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Region {
    China,
    Japan,
    Korea,
}

/// One typeface of [`Fonts`], by its place in them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct FaceId(usize);

impl FaceId {
    /// The name under which the shaper asks for it.
    pub fn family(self) -> String {
        format!("w{}", self.0)
    }
}

/// Which typeface has which letters, as far as it was asked already.
pub(super) type Known = BTreeMap<(String, bool, Option<Region>), Option<FaceId>>;

impl Fonts {
    /// The bundled fonts alone: the same letters everywhere, for Latin, Greek and Cyrillic.
    #[must_use]
    pub fn bundled() -> Self {
        Self::with(Database::new())
    }

    /// The bundled fonts, and for the letters they lack those that `load` puts into a database.
    #[must_use]
    pub fn loading(load: impl FnOnce(&mut Database)) -> Self {
        let mut database = Database::new();
        load(&mut database);
        Self::with(database)
    }

    /// The bundled fonts, and others for the letters they lack.
    #[must_use]
    pub fn with(mut database: Database) -> Self {
        let mut others: Vec<FaceInfo> = database.faces().filter(|face| face.style == Style::Normal).cloned().collect();
        others.sort_by_cached_key(|face| (family(face).to_owned(), face.post_script_name.clone(), face.index));
        let mut faces: Vec<ID> = Vec::new();
        for (_, bytes) in &PLEX {
            faces.extend(database.load_font_source(Source::Binary(Arc::new(*bytes))));
        }
        let first = faces.len();
        faces.extend(others.iter().map(|face| face.id));
        let preferred = |weight: u16| {
            let mut order: Vec<usize> = (0..others.len()).collect();
            // Stable: what is equally good stays in the order of names.
            order.sort_by_key(|&at| {
                let face = &others[at];
                (rank(face), face.stretch != Stretch::Normal, face.weight.0.abs_diff(weight))
            });
            order.into_iter().map(|at| FaceId(first + at)).collect()
        };
        let region = |at: usize| Some((FaceId(first + at), region_of(family(&others[at]))?));
        let regions = (0..others.len()).filter_map(region).collect();
        Self { others: [preferred(400), preferred(600)], regions, faces, database: Arc::new(database) }
    }

    /// The database with all of them.
    pub(super) fn database(&self) -> &Arc<Database> {
        &self.database
    }

    /// The typeface that was named by [`FaceId::family`].
    pub(super) fn named(&self, family: &str) -> Option<ID> {
        self.faces.get(family.strip_prefix('w')?.parse::<usize>().ok()?).copied()
    }

    /// Width in points of a text; near enough for letters that IBM Plex lacks.
    #[must_use]
    pub fn measure(&self, text: &str, size: f32, face: Face) -> f32 {
        let width = self.read(plex_face(face), |font| {
            let em = f32::from(font.units_per_em());
            let of = |c: char| match font.glyph_index(c) {
                Some(glyph) => f32::from(font.glyph_hor_advance(glyph).unwrap_or_default()) / em * size,
                None => plex(c.encode_utf8(&mut [0; 4]), size, face),
            };
            text.chars().map(of).sum()
        });
        width.unwrap_or_else(|| plex(text, size, face))
    }

    /// The font files that some letters need, each with the place of the typeface in it: IBM Plex, then others in the
    /// order in which they were needed; and the letters that none has.
    #[must_use]
    pub fn for_letters(&self, letters: &BTreeSet<char>) -> (Vec<(Vec<u8>, u32)>, BTreeSet<char>) {
        let mut needed: Vec<FaceId> = (0..PLEX.len()).map(FaceId).collect();
        let mut missing = BTreeSet::new();
        let text: String = letters.iter().collect();
        let region = region_of_text(&text);
        for &c in letters.iter().filter(|c| !c.is_whitespace() && !c.is_control() && !is_invisible(**c)) {
            let letter = c.to_string();
            if needed.iter().any(|face| face.0 != plex_face(Face::Mono).0 && self.has(*face, &letter)) {
                continue;
            }
            match self.other_with_all(&letter, false, region) {
                Some(face) => needed.push(face),
                None => drop(missing.insert(c)),
            }
        }
        let read = |face: &FaceId| {
            let id = *self.faces.get(face.0)?;
            self.database.with_face_data(id, |data, index| (data.to_vec(), index))
        };
        (needed.iter().filter_map(read).collect(), missing)
    }

    /// The font files with the typefaces of a family, each with the place of the typeface in it; none if there is no such
    /// family. In an order that does not depend on where they lie.
    #[must_use]
    pub fn of_family(&self, name: &str) -> Vec<(Vec<u8>, u32)> {
        let is_of = |face: &&FaceInfo| face.families.iter().any(|(family, _)| family.eq_ignore_ascii_case(name));
        let mut found: Vec<&FaceInfo> = self.database.faces().filter(is_of).collect();
        found.sort_by_cached_key(|face| (face.post_script_name.clone(), face.index));
        let read = |face: &&FaceInfo| self.database.with_face_data(face.id, |data, index| (data.to_vec(), index));
        found.iter().filter_map(read).collect()
    }

    /// Cuts a text into runs of one typeface each: IBM Plex where it has the letters, else the first that has them.
    ///
    /// Letters that no font has stay with IBM Plex, which draws an empty box for them.
    pub(super) fn runs(&self, text: &str, face: Face, known: &mut Known) -> Vec<(FaceId, Range<usize>)> {
        let region = region_of_text(text);
        let bold = matches!(face, Face::Medium | Face::SemiBold);
        let mut runs: Vec<(FaceId, Range<usize>)> = Vec::new();
        for range in clusters(text) {
            let letters: String = text[range.clone()].chars().filter(|&c| !is_invisible(c)).collect();
            let own = plex_face(face);
            let chosen = if letters.is_empty() {
                runs.last().map_or(own, |run| run.0)
            } else if self.has(own, &letters) {
                own
            } else {
                let key = (letters, bold, region);
                let found = known.get(&key).copied().unwrap_or_else(|| {
                    let found = self.other(&key.0, bold, region);
                    known.insert(key, found);
                    found
                });
                found.unwrap_or(own)
            };
            match runs.last_mut() {
                Some((last, run)) if *last == chosen => run.end = range.end,
                _ => runs.push((chosen, range)),
            }
        }
        // Marks and joined letters are set by one typeface alone: the shaper does not join what two have set.
        if runs.len() > 1 && text.chars().any(is_joined) {
            let letters: String = text.chars().filter(|&c| !is_invisible(c)).collect();
            if let Some(one) = self.other_with_all(&letters, bold, region) {
                return vec![(one, 0..text.len())];
            }
        }
        runs
    }

    /// The typeface other than IBM Plex that is best for some letters; for the first of them if none has all.
    fn other(&self, letters: &str, bold: bool, region: Option<Region>) -> Option<FaceId> {
        let first = letters.char_indices().nth(1).map_or(letters, |(at, _)| &letters[..at]);
        [letters, first].iter().find_map(|letters| self.other_with_all(letters, bold, region))
    }

    fn other_with_all(&self, letters: &str, bold: bool, region: Option<Region>) -> Option<FaceId> {
        let order = &self.others[usize::from(bold)];
        let is_for = |face: &&FaceId| region.is_some() && self.regions.get(face).copied() == region;
        let mut near = order.iter().filter(is_for).chain(order.iter().filter(|face| !is_for(face)));
        near.find(|face| self.has(**face, letters)).copied()
    }

    /// Whether a typeface can draw all of these letters.
    fn has(&self, face: FaceId, letters: &str) -> bool {
        let drawn = |font: &ttf_parser::Face| {
            letters.chars().all(|c| {
                let glyph = font.glyph_index(c).filter(|glyph| *glyph != GlyphId(0));
                // A font of coloured pictures has the letter and no outline of it.
                glyph.is_some_and(|glyph| c.is_whitespace() || font.outline_glyph(glyph, &mut Nothing).is_some())
            })
        };
        self.read(face, drawn).unwrap_or(false)
    }

    fn read<T>(&self, face: FaceId, read: impl FnOnce(&ttf_parser::Face) -> T) -> Option<T> {
        let id = *self.faces.get(face.0)?;
        self.database
            .with_face_data(id, |data, index| ttf_parser::Face::parse(data, index).ok().map(|face| read(&face)))?
    }
}

/// An outline that nobody wants to see.
struct Nothing;

impl OutlineBuilder for Nothing {
    fn move_to(&mut self, _: f32, _: f32) {}
    fn line_to(&mut self, _: f32, _: f32) {}
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
    fn close(&mut self) {}
}

fn plex_face(face: Face) -> FaceId {
    FaceId(PLEX.iter().position(|(of, _)| *of == face).unwrap_or_default())
}

/// A letter with the marks that stand on it.
fn clusters(text: &str) -> Vec<Range<usize>> {
    let mut clusters: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match clusters.last_mut() {
            Some(last) if is_combining_mark(c) || is_invisible(c) => last.end = end,
            _ => clusters.push(at..end),
        }
    }
    clusters
}

/// Whether a letter takes its form or place from its neighbours: a mark, or a letter of a script from right to left.
fn is_joined(c: char) -> bool {
    is_combining_mark(c) || matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

fn family(face: &FaceInfo) -> &str {
    face.families.first().map_or("", |(name, _)| name.as_str())
}

/// How well a typeface goes with a sans-serif; lower is better.
fn rank(face: &FaceInfo) -> u8 {
    let name = family(face).to_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if face.monospaced || is(&["mono", "code"]) {
        3
    } else if is(&["sans", "gothic", "arial", "helvetica", " ui", "yahei", "pingfang"]) {
        0
    } else if is(&["serif", "times", "mincho", "batang", "song"]) {
        2
    } else {
        1
    }
}

fn region_of(family: &str) -> Option<Region> {
    let ends = |words: &[&str]| words.iter().any(|word| family.ends_with(word));
    if ends(&["CJK SC", " SC", "YaHei"]) {
        Some(Region::China)
    } else if ends(&["CJK JP", " JP", "Yu Gothic", "Meiryo"]) {
        Some(Region::Japan)
    } else if ends(&["CJK KR", " KR", "Malgun Gothic", "Gothic Neo"]) {
        Some(Region::Korea)
    } else {
        None
    }
}

/// Whose letters a text is written in; Chinese if it has Han characters and nothing beside them says otherwise.
fn region_of_text(text: &str) -> Option<Region> {
    let any =
        |ranges: &[std::ops::RangeInclusive<char>]| text.chars().any(|c| ranges.iter().any(|range| range.contains(&c)));
    if any(&['\u{1100}'..='\u{11FF}', '\u{3130}'..='\u{318F}', '\u{AC00}'..='\u{D7A3}']) {
        Some(Region::Korea)
    } else if any(&['\u{3040}'..='\u{30FF}']) {
        Some(Region::Japan)
    } else if any(&['\u{2E80}'..='\u{9FFF}', '\u{F900}'..='\u{FAFF}']) {
        Some(Region::China)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_letters() {
        let fonts = Fonts::bundled();
        for face in [Face::Regular, Face::SemiBold] {
            let text = "Paek Yang San 1, 7 March";
            assert!((fonts.measure(text, 13.0, face) - plex(text, 13.0, face)).abs() < 0.5, "{face:?}");
        }
        let capitals = "ЖЕМЧУЖИНА ШЩЮ";
        let estimated = plex(capitals, 13.0, Face::SemiBold);
        assert!(fonts.measure(capitals, 13.0, Face::SemiBold) > estimated, "wide capitals are not cut too late");
    }

    #[test]
    fn a_run_is_of_one_typeface_and_marks_stay_with_their_letter() {
        let fonts = Fonts::bundled();
        let mut known = Known::new();
        let text = "Москва e\u{301} and 청진";
        let runs = fonts.runs(text, Face::SemiBold, &mut known);
        assert_eq!(runs, [(plex_face(Face::SemiBold), 0..text.len())], "without another font all stay with Plex");
        assert_eq!(clusters("e\u{301}\u{200D}x"), [0..6, 6..7]);
    }

    #[test]
    fn a_text_tells_whose_letters_it_is_written_in() {
        assert_eq!(region_of_text("白楊山 청진"), Some(Region::Korea));
        assert_eq!(region_of_text("の港"), Some(Region::Japan));
        assert_eq!(region_of_text("东方港"), Some(Region::China));
        assert_eq!(region_of_text("Vostochny"), None);
        assert_eq!(region_of("Noto Sans CJK KR"), Some(Region::Korea));
    }
}
