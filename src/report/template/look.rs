//! What a style file says: fonts, sizes, colours, paper, margins and what stands in them.

use std::fmt;

use crate::report::build::Template;

/// How a report looks, whatever it is written as. Lengths of paper are in millimetres, those of letters in points.
#[derive(Clone, PartialEq, Debug)]
pub struct Look {
    /// What lists call it.
    pub name: String,
    /// Which of the four it is made like.
    pub like: Template,
    /// The language of the text, as readers' aids are told: `en`.
    pub language: String,
    /// What it is printed on.
    pub paper: Paper,
    /// Margins of upright pages.
    pub margins: Margins,
    /// Margins of pages on their side, on which wide tables stand.
    pub wide_margins: Margins,
    /// The font of the text.
    pub font: String,
    /// The font of titles and headings.
    pub heading_font: String,
    /// The font of hashes and codes.
    pub code_font: String,
    /// Size of the text.
    pub size: f64,
    /// Room between two lines, as a part of the size.
    pub leading: f64,
    /// Size of notes, sources and what stands in the margins.
    pub note_size: f64,
    /// Size of tables.
    pub table_size: f64,
    /// The text where readers bring the fonts, in DOCX.
    pub word: WordText,
    /// Its colours.
    pub colours: Colours,
    /// What stands above the text at the left, in the centre and at the right. Of the first page only what bears the
    /// handling mark.
    pub header: [String; 3],
    /// What stands below the text.
    pub footer: [String; 3],
}

/// Margins in millimetres.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Margins {
    /// At the left.
    pub left: f64,
    /// At the right.
    pub right: f64,
    /// Above, with the header in it.
    pub top: f64,
    /// Below, with the footer in it.
    pub bottom: f64,
}

/// The text of a DOCX.
#[derive(Clone, PartialEq, Debug)]
pub struct WordText {
    /// Its font.
    pub font: String,
    /// Its size in points.
    pub size: f64,
    /// From line to line, as a multiple of the usual.
    pub line: f64,
}

/// Colours by what they are for. The text itself is black.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Colours {
    /// Links, and the edge of boxes.
    pub accent: Rgb,
    /// What is said beside the text: sources, numbers, margins.
    pub second: Rgb,
    /// Lines.
    pub line: Rgb,
    /// The ground of boxes.
    pub raised: Rgb,
}

/// A colour; shown as `#0e6f86`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rgb(pub [u8; 3]);

impl Rgb {
    /// The colour that `#0e6f86` names.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        // `from_str_radix` would take a sign.
        let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        is_hex.then_some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// As a DOCX has it: `0E6F86`.
    #[must_use]
    pub fn bare(self) -> String {
        let Self([r, g, b]) = self;
        format!("{r:02X}{g:02X}{b:02X}")
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([r, g, b]) = self;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

/// What a report is printed on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Paper {
    /// 210 x 297 mm.
    #[default]
    A4,
    /// 148 x 210 mm.
    A5,
    /// 8.5 x 11 inches.
    Letter,
    /// 8.5 x 14 inches.
    Legal,
}

impl Paper {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 4] = [Self::A4, Self::A5, Self::Letter, Self::Legal];

    /// Its name in a style file, and in a style sheet for browsers.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A5 => "a5",
            Self::Letter => "letter",
            Self::Legal => "legal",
        }
    }

    /// Its name in Typst.
    #[must_use]
    pub fn typst(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A5 => "a5",
            Self::Letter => "us-letter",
            Self::Legal => "us-legal",
        }
    }

    /// Width and height in millimetres.
    #[must_use]
    pub fn size(self) -> (f64, f64) {
        match self {
            Self::A4 => (210.0, 297.0),
            Self::A5 => (148.0, 210.0),
            Self::Letter => (215.9, 279.4),
            Self::Legal => (215.9, 355.6),
        }
    }
}

impl Look {
    /// The room for text on an upright page or one on its side, in millimetres: across and down.
    #[must_use]
    pub fn room(&self, wide: bool) -> (f64, f64) {
        let (short, long) = self.paper.size();
        let (width, height) = if wide { (long, short) } else { (short, long) };
        let margins = self.margins_of(wide);
        (width - margins.left - margins.right, height - margins.top - margins.bottom)
    }

    /// The margins of an upright page, or of one on its side.
    #[must_use]
    pub fn margins_of(&self, wide: bool) -> Margins {
        if wide { self.wide_margins } else { self.margins }
    }

    /// How high a picture may be, in millimetres, so that its caption and its sources stand on the same page.
    #[must_use]
    pub fn tallest(&self) -> f64 {
        (self.room(false).1 - 46.0).max(40.0)
    }
}
