//! Every text of a report as it may be printed: once, for all writers.

use std::borrow::Cow;

use super::{Block, Inline, Outline, texts_mut, walk_mut};
use crate::base::text::{by_number, count, visible};

/// A text as it may be printed: what shows nothing, or what no document may hold, as a visible token such as `⟦U+202E⟧`.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    let shown = visible(text);
    let odd = |c: char| matches!(c, '\u{FFFE}' | '\u{FFFF}');
    if !shown.contains(odd) {
        return shown;
    }
    let token = |c: char| if odd(c) { by_number(c) } else { c.to_string() };
    Cow::Owned(shown.chars().map(token).collect())
}

/// What a reader of a report should know of the texts that were made printable; nothing if none was.
#[must_use]
pub fn shown_sentence(shown: usize) -> Option<String> {
    let (are, them) = if shown == 1 { ("is", "it") } else { ("are", "them") };
    let count = count(shown, "character");
    (shown > 0).then(|| {
        format!("{count} that cannot be seen, or that no document may hold, {are} printed by number, as ⟦U+202E⟧; the case keeps {them}")
    })
}

/// Makes texts printable, and counts what is shown in place of itself.
#[derive(Default)]
struct Cleaner {
    shown: usize,
}

/// Makes every text of an outline printable. Returns how many characters are shown in place of themselves.
pub fn outline(outline: &mut Outline) -> usize {
    let mut cleaner = Cleaner::default();
    let head = &mut outline.head;
    let single = [&mut head.title, &mut head.subtitle, &mut head.reference, &mut head.day];
    single.into_iter().chain(&mut head.authors).for_each(|text| cleaner.text(text));
    cleaner.blocks(&mut outline.blocks);
    outline.notes.iter_mut().for_each(|note| cleaner.line(&mut note.text));
    cleaner.shown
}

impl Cleaner {
    fn text(&mut self, text: &mut String) {
        if let Cow::Owned(shown) = printable(text) {
            self.shown += shown.matches("⟦U+").count() - text.matches("⟦U+").count();
            *text = shown;
        }
    }

    fn blocks(&mut self, all: &mut [Block]) {
        texts_mut(all, &mut |text| self.line(text));
        walk_mut(all, &mut |block| match block {
            Block::Verbatim(text) | Block::Aside { title: text, .. } => self.text(text),
            Block::Table(table) => {
                table.columns.iter_mut().for_each(|column| self.text(&mut column.title));
                self.text(&mut table.sources);
            }
            Block::Figure(figure) => {
                self.text(&mut figure.alt);
                self.text(&mut figure.sources);
            }
            // Their lines are above, and what lies within them comes by itself.
            Block::Heading { .. }
            | Block::Paragraph { .. }
            | Block::Quote(_)
            | Block::List { .. }
            | Block::PageBreak => {}
        });
    }

    fn line(&mut self, text: &mut [Inline]) {
        for piece in text {
            match piece {
                Inline::Text(text) | Inline::Code(text) | Inline::Reference { text, .. } => self.text(text),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { text: inner, .. } => self.line(inner),
                Inline::Note(_) | Inline::Break => {}
            }
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

    #[test]
    fn what_is_shown_by_number_is_counted_once() {
        let mut quote = vec![Block::Quote(vec![Block::Paragraph {
            number: None,
            text: vec![Inline::Strong(vec![Inline::text("a\u{200B}\u{0}⟦U+0000⟧")]), Inline::Code("\u{FFFF}".into())],
        }])];
        let mut cleaner = Cleaner::default();
        cleaner.blocks(&mut quote);
        cleaner.blocks(&mut quote);
        assert_eq!(cleaner.shown, 3);
        assert_eq!(shown_sentence(0), None);
        assert!(shown_sentence(1).is_some_and(|words| words.starts_with("1 character that cannot be seen")));
    }
}
