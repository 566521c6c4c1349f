//! What a figure says of itself: its caption, and the same in words for whoever cannot see it.

use super::extent::{Extent, Tally};
use super::{FigureOptions, MARGIN};
use crate::base::text::count;
use crate::figure::draw::Type;
use crate::figure::lanes::Lanes;
use crate::figure::legend::caption;
use crate::figure::measure::one_line;
use crate::figure::scene::{Item, Scene};
use crate::figure::wording::{day, span};
use crate::model::facts::Facts;

/// Marks of a page beyond which the description says only how many more there are.
pub(super) const MOST_MARKS: usize = 400;

/// What the caption says, piece by piece; `page` is the number of a page and of all pages.
pub(super) fn notes(
    facts: &Facts,
    lanes: &Lanes,
    tally: &Tally,
    options: &FigureOptions,
    page: (usize, usize),
) -> Vec<String> {
    let mut notes = Vec::new();
    let Extent { range, .. } = options.extent;
    let range = range.or(lanes.extent()).map(|(from, to)| (from.0, to.0));
    let when = range.map(|(from, to)| format!(", {}", span(from, to, &options.zone))).unwrap_or_default();
    notes.push(format!("{}{when}", count(tally.drawn, "visit")));
    if !options.query.trim().is_empty() {
        notes.push(format!("query: {}", one_line(options.query.trim())));
    }
    let left_out = tally.left_out();
    if !left_out.is_empty() {
        notes.push(format!("left out: {left_out}"));
    }
    notes.extend(closing(facts, options));
    if page.1 > 1 {
        notes.push(format!("page {} of {}", page.0, page.1));
    }
    notes
}

/// What every caption ends with: the zone, the case's reference, the date, who may see it.
pub(super) fn closing(facts: &Facts, options: &FigureOptions) -> Vec<String> {
    let mut notes = vec![format!("times in {}; dates known to the day are UTC days", one_line(options.zone_name))];
    if !facts.case.reference.trim().is_empty() {
        notes.push(one_line(&facts.case.reference).into_owned());
    }
    notes.push(day(options.date.in_zone(&options.zone).date()));
    notes.push(facts.case.handling.mark().to_owned());
    notes
}

/// Pieces joined by dots and broken into lines between them.
pub(super) fn wrapped(pieces: &[String], options: &FigureOptions, room: f32) -> Vec<String> {
    filled(pieces.iter().map(String::as_str), " · ", caption(), options, room)
}

/// A text in lines between its words; a word that is wider than the room is cut where it is drawn.
pub(super) fn lines(text: &str, face: Type, options: &FigureOptions, room: f32) -> Vec<String> {
    filled(text.split_whitespace(), " ", face, options, room)
}

/// Lines as full as they can be, with `joint` between the parts of one.
fn filled<'a>(
    parts: impl Iterator<Item = &'a str>,
    joint: &str,
    face: Type,
    options: &FigureOptions,
    room: f32,
) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if (options.measure)(&format!("{line}{joint}{part}"), face.size, face.face) <= room => {
                line.push_str(joint);
                line.push_str(part);
            }
            _ => lines.push(part.to_owned()),
        }
    }
    lines
}

/// Room at the left and right of captions in a picture that is `width` points wide.
pub(super) fn caption_room(width: f32) -> f32 {
    width - 2.0 * MARGIN
}

/// A page in words: what the caption says, and the accessible name of each mark.
#[must_use]
pub fn description(caption: &str, page: &Scene) -> String {
    let mut text = format!("Timeline of vessel visits and shipments. {caption}.");
    let marks = || page.hits.iter().filter(|hit| !matches!(hit.item, Item::Lane(_)));
    for hit in marks().take(MOST_MARKS) {
        text.push('\n');
        text.push_str(&hit.label);
    }
    let more = marks().count().saturating_sub(MOST_MARKS);
    if more > 0 {
        text.push_str(&format!("\nand {}", count(more, "more mark")));
    }
    text
}
