//! Tags as chips and in lists: colour, name, on how many of what is selected, and what they mean on hover.

use egui::{Color32, Label, Response, RichText, Ui};

use super::parts::{self, ChipLook};
use crate::base::text::{thousands, visible};
use crate::figure::measure::one_line;
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::model::tag::{Colour, Tag};
use crate::ui::tag_book::{Bearing, TagBook};
use crate::ui::theme;

/// A colour of the case as the toolkit has it.
#[must_use]
pub fn ink(colour: Colour) -> Color32 {
    let [r, g, b] = colour.0;
    Color32::from_rgb(r, g, b)
}

/// A tag as a chip. On several things it says on how many; what it means and what a click does stands on hover.
pub fn chip(ui: &mut Ui, book: &TagBook, tag: &Tag, of: Option<(Bearing, usize)>, click: &str) -> Response {
    let (fill, text) = match of {
        Some((Bearing::All, _)) => (Role::Selection, format!("{} · all", tag.name)),
        Some((Bearing::Some(n), all)) => {
            (Role::AccentTint, format!("{} · {} of {}", tag.name, thousands(n), thousands(all)))
        }
        Some((Bearing::None, _)) | None => (Role::Panel, tag.name.clone()),
    };
    let look =
        ChipLook { colour: theme::colour(ui, Role::Text), fill: theme::colour(ui, fill), dot: Some(ink(tag.colour)) };
    let chip = parts::chip(ui, &text, look);
    chip.on_hover_ui(|ui| meaning(ui, book, tag, click))
}

/// What a tag means, for a hover card: its path, its definition, its rule, and a last line such as what a click does.
pub fn meaning(ui: &mut Ui, book: &TagBook, tag: &Tag, last: &str) {
    ui.set_max_width(360.0);
    let path = book.tree().path(tag.id);
    let path = one_line(if path.is_empty() { &tag.name } else { path });
    let heading = RichText::new(path).font(theme::font(Face::SemiBold, theme::SECONDARY));
    ui.add(Label::new(heading).wrap());
    let definition = tag.definition.trim();
    if definition.is_empty() {
        parts::secondary(ui, "No definition yet");
    } else {
        ui.add(Label::new(RichText::new(visible(short(definition).as_str())).size(theme::SECONDARY)).wrap());
    }
    if let Some(rule) = &tag.rule {
        let kind = crate::base::text::plural(rule.kind.word());
        parts::secondary(ui, format!("Rule, run on demand: {kind}, {}", visible(&short(&rule.query))));
    }
    if !last.is_empty() {
        let text = RichText::new(last).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary));
        ui.add(Label::new(text).wrap());
    }
}

/// At most so much of a text as can be read while hovering.
fn short(text: &str) -> String {
    const LETTERS: usize = 400;
    match text.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
