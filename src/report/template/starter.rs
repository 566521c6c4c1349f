//! A template to begin with: one of the four, with every key of the style file and what it is for.

use super::look::Look;
use super::{LAYOUT, LAYOUT_FILE, STYLE_FILE};
use crate::report::build::Template;

/// The file that explains a template.
pub const README: &str = "README.txt";

const STYLE: &str = include_str!("../../../assets/report/starter/template.toml");
const EXPLAINED: &str = include_str!("../../../assets/report/starter/README.txt");

/// The files of a template that looks as one of the four until it is changed, by name.
#[must_use]
pub fn starter(like: Template) -> [(&'static str, String); 3] {
    [(STYLE_FILE, style(&Look::usual(like))), (LAYOUT_FILE, LAYOUT.to_owned()), (README, EXPLAINED.to_owned())]
}

/// A look as a style file with every key. What stands in quotes holds neither quotes nor backslashes: it is ours.
fn style(look: &Look) -> String {
    let [left, centre, right] = &look.header;
    let [foot_left, foot_centre, foot_right] = &look.footer;
    let (margins, wide, colours, word) = (look.margins, look.wide_margins, look.colours, &look.word);
    let values = [
        ("name", look.name.clone()),
        ("like", look.like.key().to_owned()),
        ("language", look.language.clone()),
        ("paper", look.paper.key().to_owned()),
        ("margins.left", margins.left.to_string()),
        ("margins.right", margins.right.to_string()),
        ("margins.top", margins.top.to_string()),
        ("margins.bottom", margins.bottom.to_string()),
        ("wide.left", wide.left.to_string()),
        ("wide.right", wide.right.to_string()),
        ("wide.top", wide.top.to_string()),
        ("wide.bottom", wide.bottom.to_string()),
        ("font", look.font.clone()),
        ("heading_font", look.heading_font.clone()),
        ("code_font", look.code_font.clone()),
        ("size", look.size.to_string()),
        ("leading", look.leading.to_string()),
        ("note_size", look.note_size.to_string()),
        ("table_size", look.table_size.to_string()),
        ("word.font", word.font.clone()),
        ("word.size", word.size.to_string()),
        ("word.line", word.line.to_string()),
        ("accent", colours.accent.to_string()),
        ("second", colours.second.to_string()),
        ("line", colours.line.to_string()),
        ("raised", colours.raised.to_string()),
        ("header.left", left.clone()),
        ("header.centre", centre.clone()),
        ("header.right", right.clone()),
        ("footer.left", foot_left.clone()),
        ("footer.centre", foot_centre.clone()),
        ("footer.right", foot_right.clone()),
    ];
    values.iter().fold(STYLE.to_owned(), |text, (key, value)| text.replace(&format!("@{key}@"), value))
}
