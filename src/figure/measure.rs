//! How wide a text is, near enough to lay out a picture without a font engine, and what of it may be drawn.

use std::borrow::Cow;

use super::scene::Face;
use crate::base::text::{byte_at, is_invisible, visible};

/// Measures a text's width in points at a size and face.
pub type Measure<'a> = &'a dyn Fn(&str, f32, Face) -> f32;

/// Advance widths of IBM Plex Sans Regular from space to tilde, in thousandths of the size.
#[rustfmt::skip]
const REGULAR: [u16; 95] = [
    236, 284, 419, 713, 598, 927, 694, 242, 335, 335, 450, 600, 272, 399, 272, 383, 600, 600, 600, 600, 600, 600, 600,
    600, 600, 600, 292, 292, 600, 600, 600, 477, 891, 641, 653, 621, 671, 583, 559, 695, 707, 400, 510, 634, 501, 812,
    707, 708, 606, 708, 640, 581, 572, 678, 609, 891, 613, 593, 580, 317, 383, 317, 600, 565, 600, 534, 580, 503, 580,
    549, 324, 528, 568, 250, 250, 527, 272, 873, 568, 560, 580, 580, 367, 487, 351, 568, 492, 768, 507, 499, 464, 343,
    314, 343, 600,
];

/// The same of the semi-bold face, which the medium one is taken to be as wide as.
#[rustfmt::skip]
const SEMI_BOLD: [u16; 95] = [
    236, 309, 471, 656, 600, 960, 713, 260, 337, 337, 556, 600, 298, 402, 298, 437, 600, 600, 600, 600, 600, 600, 600,
    600, 600, 600, 318, 318, 600, 600, 600, 493, 899, 672, 663, 642, 689, 600, 577, 712, 719, 423, 545, 678, 521, 816,
    719, 712, 641, 712, 664, 611, 580, 690, 638, 949, 655, 632, 599, 329, 437, 329, 600, 559, 600, 559, 600, 513, 600,
    558, 350, 545, 588, 276, 276, 562, 294, 888, 588, 563, 600, 600, 393, 499, 374, 588, 524, 819, 544, 524, 502, 363,
    376, 363, 600,
];

/// Width in points of a text in IBM Plex Sans at `size` points; near enough for layout, and the same everywhere.
#[must_use]
pub fn plex(text: &str, size: f32, face: Face) -> f32 {
    let thousandths: u32 = text.chars().map(|c| advance(c, face)).sum();
    // Another typeface sets all of a text with joined letters, and most that have them are wider than this one.
    let wider = if text.chars().any(is_joined) { 1.25 } else { 1.0 };
    thousandths as f32 / 1_000.0 * size * wider
}

/// Whether a letter is of a script from right to left, whose letters take their form from their neighbours.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

fn advance(c: char, face: Face) -> u32 {
    let code = u32::from(c);
    match (c, face) {
        (_, Face::Mono) if code < 0x1100 => 600,
        (' '..='~', Face::Medium | Face::SemiBold) => SEMI_BOLD[code as usize - 32].into(),
        (' '..='~', _) => REGULAR[code as usize - 32].into(),
        ('…' | '→' | '—', _) => 820,
        ('·' | '’' | '‘', _) => 330,
        _ if unicode_normalization::char::is_combining_mark(c) || is_invisible(c) => 0,
        // Hangul letters, everything from the CJK radicals to the full-width forms, and the planes above: an em each.
        _ if matches!(code, 0x1100..=0x115F | 0x2E80..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFF60)
            || code >= 0x1_F000 =>
        {
            1_000
        }
        ('\u{0400}'..='\u{04FF}', _) => 660,
        _ => 550,
    }
}

/// Letters of a text beyond which nothing is ever drawn; no line on a screen holds as many.
const LETTERS: usize = 240;

/// A text as one line may show it: control characters and direction marks as visible tokens, line breaks as
/// spaces, and of a text of ten thousand letters only the first few hundred.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    let head = match text.char_indices().nth(LETTERS) {
        Some((at, _)) => &text[..at],
        None => text,
    };
    let cut = head.len() < text.len();
    match visible(head) {
        Cow::Borrowed(same) if !cut && !same.contains(['\n', '\t']) => Cow::Borrowed(same),
        shown => {
            let mut line = shown.replace(['\n', '\t'], " ");
            if cut {
                line.push('…');
            }
            Cow::Owned(line)
        }
    }
}

/// A text cut with … to fit `max_width` points; empty if not even a letter fits.
#[must_use]
pub fn fit<'a>(text: &'a str, size: f32, face: Face, max_width: f32, measure: Measure) -> Cow<'a, str> {
    // A quarter of an em is less than almost every letter takes, so a longer head cannot fit.
    let most = (max_width.max(0.0) / (size * 0.25)).min(1e4) as usize + 2;
    let head = &text[..byte_at(text, most)];
    if head.len() == text.len() && measure(text, size, face) <= max_width {
        return Cow::Borrowed(text);
    }
    let ends: Vec<usize> = head.char_indices().map(|(at, _)| at).skip(1).chain([head.len()]).collect();
    let with = |end: usize| format!("{}…", head[..end].trim_end());
    let fitting = ends.partition_point(|&end| measure(&with(end), size, face) <= max_width);
    match fitting.checked_sub(1) {
        Some(last) => Cow::Owned(with(ends[last])),
        None => Cow::Borrowed(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_scripts_are_wider_and_marks_take_no_room() {
        assert_eq!(plex("청진", 10.0, Face::Regular), 20.0);
        assert_eq!(plex("e\u{301}", 10.0, Face::Regular), plex("e", 10.0, Face::Regular));
        let both = plex("ש e\u{301}", 10.0, Face::Regular);
        assert!(both > 1.2 * (plex("e ", 10.0, Face::Regular) + 5.5), "set in one typeface, which is wider");
        assert!(plex("March", 12.0, Face::SemiBold) > plex("March", 12.0, Face::Regular));
    }

    #[test]
    fn a_cut_text_fits_and_says_that_it_was_cut() {
        let check = |text: &str, room: f32, expect: &str| {
            let cut = fit(text, 10.0, Face::Regular, room, &plex);
            assert_eq!(cut, expect, "{text} in {room}");
            assert!(plex(&cut, 10.0, Face::Regular) <= room.max(0.0));
        };
        check("Vostochny", 60.0, "Vostochny");
        check("Vostochny", 36.0, "Vosto…");
        check("Vostochny", 4.0, "");
        check("청진항 부두", 32.0, "청진…");
        check(&"x".repeat(10_000), 30.0, "xxxx…");
        check("", -5.0, "");
    }

    #[test]
    fn one_line_shows_control_characters_and_stays_short() {
        assert_eq!(one_line("Lady R"), "Lady R");
        assert_eq!(one_line("a\nb\u{202E}"), "a b⟦U+202E⟧");
        assert_eq!(one_line(&"ש".repeat(10_000)).chars().count(), LETTERS + 1);
    }
}
