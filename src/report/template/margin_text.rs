//! What stands in the margins: texts in which names in braces stand for what the report says of itself.

use crate::report::outline::Head;

/// The names, as they are written.
pub(super) const NAMES: [&str; 7] =
    ["{title}", "{reference}", "{authors}", "{date}", "{handling}", "{page}", "{pages}"];
/// The name without which a page would go out unmarked.
pub(super) const HANDLING: &str = "{handling}";

/// A piece of what stands in a margin.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// Text as it is.
    Text(String),
    /// The handling mark.
    Mark(String),
    /// The number of the page.
    Page,
    /// How many pages there are.
    Pages,
}

/// The names in a text that stand for nothing.
pub(super) fn unknown_name(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        rest = &rest[at..];
        if let Some(name) = NAMES.iter().find(|name| rest.starts_with(**name)) {
            rest = &rest[name.len()..];
        } else {
            return Some(rest.find('}').map_or(rest, |end| &rest[..=end]));
        }
    }
    None
}

/// A text with what the report says of itself.
#[must_use]
pub fn pieces(text: &str, head: &Head) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let known = NAMES.iter().find(|name| rest.starts_with(**name));
        let Some(name) = known else {
            let end = rest.char_indices().skip(1).find(|(_, c)| *c == '{').map_or(rest.len(), |(at, _)| at);
            push_text(&mut pieces, &rest[..end]);
            rest = &rest[end..];
            continue;
        };
        match *name {
            "{title}" => push_text(&mut pieces, &head.title),
            "{reference}" => push_text(&mut pieces, &head.reference),
            "{authors}" => push_text(&mut pieces, &head.authors.join(", ")),
            "{date}" => push_text(&mut pieces, &head.day),
            HANDLING => pieces.push(Piece::Mark(head.handling.to_owned())),
            "{page}" => pieces.push(Piece::Page),
            _ => pieces.push(Piece::Pages),
        }
        rest = &rest[name.len()..];
    }
    pieces
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(Piece::Text(before)) => before.push_str(text),
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}
