//! The fonts of a report: those that its template names, IBM Plex, and behind them whatever has the letters that both lack.

use std::collections::BTreeSet;

use typst::foundations::Bytes;
use typst::text::Font;

use super::data::{self, Families};
use crate::base::issues::Issues;
use crate::base::text::{by_number, count};
use crate::report::fonts::Fonts;
use crate::report::outline::Outline;
use crate::report::template::{House, PLEX, PLEX_MONO};

const PLEX_BOLD: &str = "IBM Plex Sans SmBld";

/// What stands around the number of a character that cannot be drawn.
const BRACKETS: [char; 2] = ['⟦', '⟧'];
/// Letters that are named where no font has them.
const MOST_NAMED: usize = 20;

/// The fonts of a report.
pub(super) struct Typefaces {
    /// Their names, in the order in which they are tried.
    pub families: Families,
    pub all: Vec<Font>,
    /// Letters that none of them has, which are printed by number.
    pub missing: BTreeSet<char>,
    /// What is not there: a font of the template, letters.
    pub issues: Issues,
}

/// The fonts that a report needs.
pub(super) fn typefaces(outline: &Outline, house: &House, fonts: &Fonts) -> Typefaces {
    let mut issues = Issues::default();
    let mut typefaces: Vec<Font> = Vec::new();
    for bytes in house.fonts() {
        typefaces.extend(Font::iter(Bytes::new(bytes.clone())));
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
    let (mut found, mut missing) = fonts.for_letters(&letters);
    missing.retain(|letter| !typefaces.iter().any(|font| font.info().coverage.contains(u32::from(*letter))));
    if !missing.is_empty() {
        // They are printed by number, in brackets that are letters too.
        let (brackets, lacking) = fonts.for_letters(&BRACKETS.into_iter().collect());
        for face in brackets {
            if !found.contains(&face) {
                found.push(face);
            }
        }
        missing.extend(lacking);
    }
    let unknown: Vec<String> = missing.iter().filter(|c| !BRACKETS.contains(c)).map(|c| by_number(*c)).collect();
    if !unknown.is_empty() {
        let count = count(unknown.len(), "letter");
        let more = if unknown.len() > MOST_NAMED { " …" } else { "" };
        let named = unknown.iter().take(MOST_NAMED).map(String::as_str).collect::<Vec<_>>().join(" ");
        issues.warning("fonts", format!("No font here has {count}, printed by number: {named}{more}"));
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
    Typefaces { families, all: typefaces, missing, issues }
}
