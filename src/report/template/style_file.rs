//! The style file of a template, in TOML. Every key may be left out; one that is not known is a mistake, not a wish.

use serde::Deserialize;

use super::STYLE_FILE;
use super::defaults::PLEX;
use super::look::{Colours, Look, Margins, Rgb, WordText};
use super::margin_text::HANDLING;
use super::values::{Colour, Language, Leading, Like, Line, MarginText, Millimetres, Points, Sheet, Text};
use crate::report::build::Template;

/// What is wrong with a style file, with its line.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{message} ({STYLE_FILE}{})", line.map_or_else(String::new, |line| format!(", line {line}")))]
pub struct Mistake {
    /// Counts from 1; none if it is no matter of one line.
    pub line: Option<usize>,
    /// What is wrong and what can be written instead.
    pub message: String,
}

/// Reads a style file. `name` is what the template is called if the file does not say.
///
/// # Errors
/// If it is no TOML, has a key that is not known, or a value that is not allowed.
pub fn read(text: &str, name: &str) -> Result<Look, Mistake> {
    let written: Written = toml::from_str(text).map_err(|error| {
        let line = error.span().map(|span| 1 + text[..span.start.min(text.len())].matches('\n').count());
        Mistake { line, message: plain(error.message()) }
    })?;
    let look = written.over_the_usual(name);
    check(&look)?;
    Ok(look)
}

/// The whole together: what no single value can tell.
fn check(look: &Look) -> Result<(), Mistake> {
    let refused = |message: String| Err(Mistake { line: None, message });
    for (wide, table) in [(false, "margins"), (true, "wide_margins")] {
        let (across, down) = look.room(wide);
        if across < LEAST_ROOM || down < LEAST_ROOM {
            let paper = look.paper.key();
            return refused(format!(
                "the margins of [{table}] leave {across:.0} x {down:.0} mm of {paper} for the text, and it needs at least {LEAST_ROOM:.0} x {LEAST_ROOM:.0} mm; make them smaller"
            ));
        }
    }
    if !look.header.iter().chain(&look.footer).any(|text| text.contains(HANDLING)) {
        return refused(format!("no page would bear the handling mark; put {HANDLING} into [header] or [footer]"));
    }
    Ok(())
}

/// Least width and height for the text, in millimetres.
const LEAST_ROOM: f64 = 80.0;

/// What the reader of TOML says, in the words of this program.
fn plain(message: &str) -> String {
    let line = message.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((key, known)) = line.strip_prefix("unknown field `").and_then(|rest| rest.split_once("`, expected ")) {
        let known = known.trim_start_matches("one of ").replace('`', "");
        return format!("there is no key “{key}”; here can be: {known}");
    }
    line.replace("invalid type: ", "this is ").replace('`', "")
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Written {
    name: Option<Text>,
    like: Option<Like>,
    language: Option<Language>,
    paper: Option<Sheet>,
    margins: Sides,
    wide_margins: Sides,
    text: TextTable,
    word: WordTable,
    colours: ColourTable,
    header: Texts,
    footer: Texts,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Sides {
    left: Option<Millimetres>,
    right: Option<Millimetres>,
    top: Option<Millimetres>,
    bottom: Option<Millimetres>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct TextTable {
    font: Option<Text>,
    heading_font: Option<Text>,
    code_font: Option<Text>,
    size: Option<Points>,
    leading: Option<Leading>,
    note_size: Option<Points>,
    table_size: Option<Points>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct WordTable {
    font: Option<Text>,
    size: Option<Points>,
    line: Option<Line>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct ColourTable {
    accent: Option<Colour>,
    second: Option<Colour>,
    line: Option<Colour>,
    raised: Option<Colour>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Texts {
    left: Option<MarginText>,
    centre: Option<MarginText>,
    right: Option<MarginText>,
}

impl Written {
    fn over_the_usual(self, name: &str) -> Look {
        let usual = Look::usual(self.like.map_or_else(Template::default, |Like(like)| like));
        let text = |written: Option<Text>, usual: String| written.map_or(usual, |Text(text)| text);
        // One font for all unless more are named; Word has the same, since whoever names a font has it.
        let font = text(self.text.font, usual.font);
        let heading = if font == PLEX { usual.heading_font } else { font.clone() };
        let word_font = if font == PLEX { usual.word.font } else { font.clone() };
        let colours = usual.colours;
        let colour = |written: Option<Colour>, usual: Rgb| written.map_or(usual, |Colour(colour)| colour);
        Look {
            name: text(self.name, name.to_owned()),
            like: usual.like,
            language: self.language.map_or(usual.language, |Language(language)| language),
            paper: self.paper.map_or(usual.paper, |Sheet(paper)| paper),
            margins: self.margins.over(usual.margins),
            wide_margins: self.wide_margins.over(usual.wide_margins),
            heading_font: text(self.text.heading_font, heading),
            code_font: text(self.text.code_font, usual.code_font),
            size: self.text.size.map_or(usual.size, |Points(size)| size),
            leading: self.text.leading.map_or(usual.leading, |Leading(leading)| leading),
            note_size: self.text.note_size.map_or(usual.note_size, |Points(size)| size),
            table_size: self.text.table_size.map_or(usual.table_size, |Points(size)| size),
            word: WordText {
                font: text(self.word.font, word_font),
                size: self.word.size.map_or(usual.word.size, |Points(size)| size),
                line: self.word.line.map_or(usual.word.line, |Line(line)| line),
            },
            colours: Colours {
                accent: colour(self.colours.accent, colours.accent),
                second: colour(self.colours.second, colours.second),
                line: colour(self.colours.line, colours.line),
                raised: colour(self.colours.raised, colours.raised),
            },
            header: self.header.over(usual.header),
            footer: self.footer.over(usual.footer),
            font,
        }
    }
}

impl Sides {
    fn over(self, usual: Margins) -> Margins {
        let side = |written: Option<Millimetres>, usual: f64| written.map_or(usual, |Millimetres(side)| side);
        Margins {
            left: side(self.left, usual.left),
            right: side(self.right, usual.right),
            top: side(self.top, usual.top),
            bottom: side(self.bottom, usual.bottom),
        }
    }
}

impl Texts {
    fn over(self, [left, centre, right]: [String; 3]) -> [String; 3] {
        let text = |written: Option<MarginText>, usual: String| written.map_or(usual, |MarginText(text)| text);
        [text(self.left, left), text(self.centre, centre), text(self.right, right)]
    }
}
