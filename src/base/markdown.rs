//! Markdown as people who write reports mean it: a line that begins with a tab or four blanks is a line, not code.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// Columns of indentation that make a line code in Markdown.
const CODE: usize = 4;

/// The text without the indentation that would make code of its lines. Code between fences stays as it is.
///
/// Text that was pasted begins its paragraphs so; as code, it would lose its citations and its line breaks.
#[must_use]
pub fn without_indented_code(text: &str) -> Cow<'_, str> {
    let may_be_code = |line: &str| line.contains('\t') || line.contains("    ");
    if !text.lines().any(may_be_code) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for blanks in indentations(text) {
        out.push_str(&text[from..blanks.start]);
        from = blanks.end;
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// Where the blanks stand that make code of a line, first to last.
fn indentations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut is_indented = false;
    for (event, range) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => is_indented = matches!(kind, CodeBlockKind::Indented),
            Event::End(TagEnd::CodeBlock) => is_indented = false,
            Event::Text(_) if is_indented => {
                let before = &text[..range.start];
                let start = range.start - code_indentation(before);
                let line = &text[range.clone()];
                let end = range.end - line.trim_start_matches([' ', '\t']).len();
                if start < end && found.last().is_none_or(|last: &Range<usize>| last.end <= start) {
                    found.push(start..end);
                }
            }
            _ => {}
        }
    }
    found
}

/// How many bytes of blanks before a line's words are the indentation that makes them code.
fn code_indentation(before: &str) -> usize {
    let blanks = before.len() - before.trim_end_matches([' ', '\t']).len();
    let tab = before.bytes().rev().take(blanks.min(CODE)).position(|byte| byte == b'\t');
    tab.map_or(blanks.min(CODE), |at| at + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(without_indented_code(text), expected, "{text:?}");
    }

    #[test]
    fn a_paragraph_that_begins_with_blanks_is_a_paragraph() {
        check("    Loaded [@E-1].", "Loaded [@E-1].");
        check("\tLoaded\nin March.\n\n\tSailed.\n", "Loaded\nin March.\n\nSailed.\n");
        check("One\n\n      two\n\n\t\t  three", "One\n\ntwo\n\nthree");
        check("\u{ac00}\n\n    \u{ac01}\r\n    b", "\u{ac00}\n\n\u{ac01}\r\nb");
    }

    #[test]
    fn what_belongs_to_a_list_or_quote_still_does() {
        check("- one\n\n      two", "- one\n\n  two");
        check("> one\n>\n>     two", "> one\n>\n> two");
        check("- one\n    - two\n        - three", "- one\n    - two\n        - three");
    }

    #[test]
    fn code_between_fences_and_blanks_within_lines_stay() {
        for text in ["```\n    a\n```", "a    b\tc", "one\n    two", "", "    ", "| a |\n|---|\n|    b |"] {
            check(text, text);
        }
    }

    proptest! {
        #[test]
        fn only_blanks_are_left_out(text in "([a-z]{1,3}|[ \t]{1,6}|\n|[-*>#`~|] ?|1\\. |\u{ac00}|\r\n){0,24}") {
            let bare = |text: &str| text.replace([' ', '\t'], "");
            let done = without_indented_code(&text);
            prop_assert_eq!(bare(&done), bare(&text));
        }
    }
}
