//! Every text of a report as it may be printed: once, for all writers.

use std::borrow::Cow;

use super::{Block, Inline, Outline, texts_mut, walk_mut};
use crate::base::text::visible;

/// A text as it may be printed: what shows nothing, or what no document may hold, as a visible token such as `⟦U+202E⟧`.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    let shown = visible(text);
    let odd = |c: char| matches!(c, '\u{FFFE}' | '\u{FFFF}');
    if !shown.contains(odd) {
        return shown;
    }
    let token = |c: char| if odd(c) { format!("⟦U+{:04X}⟧", u32::from(c)) } else { c.to_string() };
    Cow::Owned(shown.chars().map(token).collect())
}

fn clean(text: &mut String) {
    if let Cow::Owned(shown) = printable(text) {
        *text = shown;
    }
}

/// Makes every text of an outline printable.
pub fn outline(outline: &mut Outline) {
    let head = &mut outline.head;
    let single = [&mut head.title, &mut head.subtitle, &mut head.reference, &mut head.day];
    single.into_iter().chain(&mut head.authors).for_each(clean);
    texts_mut(&mut outline.blocks, &mut line);
    walk_mut(&mut outline.blocks, &mut |block| match block {
        Block::Verbatim(text) | Block::Aside { title: text, .. } => clean(text),
        Block::Table(table) => {
            table.columns.iter_mut().for_each(|column| clean(&mut column.title));
            clean(&mut table.sources);
        }
        Block::Figure(figure) => {
            clean(&mut figure.alt);
            clean(&mut figure.sources);
        }
        // Their lines are above, and what lies within them comes by itself.
        Block::Heading { .. } | Block::Paragraph { .. } | Block::Quote(_) | Block::List { .. } | Block::PageBreak => {}
    });
    outline.notes.iter_mut().for_each(|note| line(&mut note.text));
}

fn line(text: &mut [Inline]) {
    for piece in text {
        match piece {
            Inline::Text(text) | Inline::Code(text) | Inline::Reference { text, .. } => clean(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { text: inner, .. } => line(inner),
            Inline::Note(_) | Inline::Break => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost_and_nothing_stays_hidden() {
        assert_eq!(printable("청진 Чхонджин"), "청진 Чхонджин");
        assert_eq!(printable("a\u{202E}b\u{0}c\u{FFFE}"), "a⟦U+202E⟧b⟦U+0000⟧c⟦U+FFFE⟧");
    }
}
