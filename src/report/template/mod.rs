//! How a report looks: the four templates that are built in, and those that people make themselves.
//!
//! A template of one's own is a folder. Its style file says fonts, sizes, colours, paper and margins, and goes for PDF, DOCX and
//! HTML alike ([`Look`]); its `report.typ`, if there is one, lays out the PDF in place of ours. What a report says, and in what
//! order, is never a matter of the template's files: it follows from which of the four it is made like.

mod defaults;
mod look;
mod margin_text;
mod starter;
mod style_file;
mod values;

use std::collections::BTreeMap;
use std::sync::Arc;

#[cfg(feature = "pdf")]
pub(super) use self::defaults::{PLEX, PLEX_MONO};
pub use self::look::{Colours, Look, Margins, Paper, Rgb, WordText};
pub use self::margin_text::{Piece, pieces};
pub use self::starter::{README, starter};
pub use self::style_file::{Mistake, read};
use super::build::Template;

/// The style file of a template.
pub const STYLE_FILE: &str = "template.toml";
/// The layout of a template.
pub const LAYOUT_FILE: &str = "report.typ";
/// The layout of the four templates.
pub const LAYOUT: &str = include_str!("../../../assets/report/report.typ");
/// What a template's files may end in: layouts, pictures and fonts. Others are left alone.
pub const ENDINGS: [&str; 7] = ["typ", "svg", "png", "jpg", "jpeg", "ttf", "otf"];

/// A template with all its files, read once.
#[derive(Clone, PartialEq, Debug)]
pub struct House {
    /// What the style file says.
    pub look: Look,
    /// The files that a layout may use, by their path in the folder, with `/` between its parts.
    pub files: BTreeMap<String, Arc<[u8]>>,
}

impl House {
    /// One of the four.
    #[must_use]
    pub fn built_in(template: Template) -> Self {
        Self { look: Look::usual(template), files: BTreeMap::new() }
    }

    /// The files in Typst, the layout among them, by their path in the folder.
    pub fn layouts(&self) -> impl Iterator<Item = (&str, &str)> {
        let own = self.files.iter().filter(|(name, _)| ending(name) == "typ");
        let own = own.filter_map(|(name, bytes)| Some((name.as_str(), std::str::from_utf8(bytes).ok()?)));
        let usual = (!self.files.contains_key(LAYOUT_FILE)).then_some((LAYOUT_FILE, LAYOUT));
        own.chain(usual)
    }

    /// The fonts among the files.
    pub fn fonts(&self) -> impl Iterator<Item = &Arc<[u8]>> {
        self.files.iter().filter(|(name, _)| matches!(ending(name).as_str(), "ttf" | "otf")).map(|(_, bytes)| bytes)
    }
}

/// The ending of a file's name, in small letters.
#[must_use]
pub fn ending(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
