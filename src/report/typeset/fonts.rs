//! The fonts of a report: those that its template names, IBM Plex, and behind them whatever has the letters that both lack.

use std::collections::BTreeSet;

use typst::foundations::Bytes;
use typst::text::Font;

use super::data::{self, Families};
use crate::base::issues::Issues;
use crate::report::fonts::Fonts;
use crate::report::outline::Outline;
use crate::report::template::House;

const PLEX: &str = "IBM Plex Sans";
const PLEX_BOLD: &str = "IBM Plex Sans SmBld";
const PLEX_MONO: &str = "IBM Plex Mono";

/// The families a report needs, the typefaces, and what is not there: a font of the template, letters that none has.
pub(super) fn typefaces(outline: &Outline, house: &House, fonts: &Fonts) -> (Families, Vec<Font>, Issues) {
    let mut issues = Issues::default();
    let mut typefaces: Vec<Font> = Vec::new();
    for bytes in house.fonts() {
        typefaces.extend(Font::iter(Bytes::new(bytes.to_vec())));
    }
    let look = &house.look;
    let named: BTreeSet<&str> = [&look.font, &look.heading_font, &look.code_font].map(String::as_str).into();
    for family in named.into_iter().filter(|family| ![PLEX, PLEX_BOLD, PLEX_MONO].contains(family)) {
        let is_it = |font: &Font| font.info().family.eq_ignore_ascii_case(family);
        if typefaces.iter().any(is_it) {
            continue;
        }
        let found = fonts.of_family(family).into_iter().filter_map(|(data, index)| Font::new(Bytes::new(data), index));
        let before = typefaces.len();
        typefaces.extend(found);
        if typefaces.len() == before {
            issues.warning(
                "fonts",
                format!("No font on this machine or in the template is called “{family}”; IBM Plex stands in for it"),
            );
        }
    }
    let mut letters: BTreeSet<char> = BTreeSet::new();
    data::letters(outline, house, &mut letters);
    let (found, mut missing) = fonts.for_letters(&letters);
    missing.retain(|letter| !typefaces.iter().any(|font| font.info().coverage.contains(u32::from(*letter))));
    if !missing.is_empty() {
        let letters: String = missing.iter().take(20).collect();
        issues.warning("fonts", format!("No font here has these letters, which are printed as boxes: {letters}"));
    }
    let mut behind: Vec<String> = vec![PLEX.to_owned()];
    for (data, index) in found {
        let Some(font) = Font::new(Bytes::new(data), index) else { continue };
        let family = font.info().family.clone();
        if !behind.contains(&family) && family != PLEX_MONO {
            behind.push(family);
        }
        typefaces.push(font);
    }
    let families = |first: &str| {
        let own = Some(first.to_owned()).filter(|first| first != PLEX);
        own.into_iter().chain(behind.iter().cloned()).collect::<Vec<_>>()
    };
    // The bold letters of Plex are a family of their own, also where they stand in for others.
    let bold = |family: &str| {
        let own = Some(family.to_owned()).filter(|family| family != PLEX && family != PLEX_BOLD);
        own.into_iter().chain([PLEX_BOLD.to_owned()]).chain(behind.iter().cloned()).collect::<Vec<_>>()
    };
    let families = Families {
        text: families(&look.font),
        bold: bold(&look.font),
        heading: bold(&look.heading_font),
        code: families(&look.code_font),
    };
    (families, typefaces, issues)
}
