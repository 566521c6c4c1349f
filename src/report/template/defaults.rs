//! How the four templates look.

use super::look::{Colours, Look, Margins, Paper, Rgb, WordText};
use crate::report::build::Template;

/// The font of the text that the program brings along.
pub(in crate::report) const PLEX: &str = "IBM Plex Sans";
/// That of hashes and codes.
pub(in crate::report) const PLEX_MONO: &str = "IBM Plex Mono";

impl Look {
    /// How one of the four looks.
    #[must_use]
    pub fn usual(like: Template) -> Self {
        let is_draft = like == Template::Draft;
        let side = if is_draft { 32.0 } else { 25.0 };
        Self {
            name: like.name().to_owned(),
            like,
            language: "en".to_owned(),
            paper: Paper::A4,
            margins: Margins { left: side, right: side, top: 26.0, bottom: 25.0 },
            wide_margins: Margins { left: 20.0, right: 20.0, top: 24.0, bottom: 22.0 },
            font: PLEX.to_owned(),
            heading_font: PLEX.to_owned(),
            code_font: PLEX_MONO.to_owned(),
            size: if is_draft { 11.0 } else { 10.5 },
            leading: if is_draft { 0.95 } else { 0.7 },
            note_size: 8.5,
            table_size: 8.5,
            word: WordText {
                font: match like {
                    Template::Panel | Template::Draft => "Times New Roman".to_owned(),
                    Template::Brief | Template::Memo => "Calibri".to_owned(),
                },
                size: if is_draft { 12.0 } else { 11.0 },
                line: if is_draft { 1.5 } else { 1.15 },
            },
            colours: Colours {
                accent: Rgb([0x0e, 0x6f, 0x86]),
                second: Rgb([0x5a, 0x66, 0x75]),
                line: Rgb([0xcb, 0xd2, 0xda]),
                raised: Rgb([0xf5, 0xf7, 0xf9]),
            },
            header: ["{reference}", "{handling}", "{date}"].map(str::to_owned),
            footer: ["", "{handling}", "{page} / {pages}"].map(str::to_owned),
        }
    }
}
