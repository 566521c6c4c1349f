//! Text as Markdown: what a name must not do to a document.

use crate::base::text::visible;

/// A text from a field as it may stand within a line of Markdown: every mark that Markdown would act on is escaped,
/// line breaks become spaces, what shows nothing is shown.
#[must_use]
pub fn escape(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = visible(&line);
    let mut out = String::with_capacity(shown.len() + 8);
    let mut rest = shown.as_ref();
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let active = match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!' | '&' | '$' | '^'
            | '@' => true,
            // Bare addresses become links in many renderers.
            ':' => after.starts_with("//"),
            '.' => out.get(out.len().saturating_sub(3)..).is_some_and(|tail| tail.eq_ignore_ascii_case("www")),
            // Marks of lists and underlines act only where a line begins.
            '+' | '-' | '=' => out.is_empty(),
            _ => false,
        };
        if active {
            out.push('\\');
        }
        out.push(c);
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, escaped: &str) {
        assert_eq!(escape(text), escaped);
    }

    #[test]
    fn names_stay_names() {
        check("Lady R", "Lady R");
        check("a|b", "a\\|b");
        check("*bold* _it_ [x](y) <b> `c` # h", "\\*bold\\* \\_it\\_ \\[x\\](y) \\<b\\> \\`c\\` \\# h");
        check("- item\n# heading", "\\- item \\# heading");
        check("http://x www.x.org a@b.c 10:30", "http\\://x www\\.x.org a\\@b.c 10:30");
        check("a\u{202E}b", "a⟦U+202E⟧b");
    }

    proptest! {
        #[test]
        fn nothing_active_is_left_bare(text in "(?s).{0,40}") {
            let escaped = escape(&text);
            let mut chars = escaped.chars();
            while let Some(c) = chars.next() {
                if c == '\\' {
                    chars.next();
                } else {
                    prop_assert!(!"`*_[]<>#|~&\n\r".contains(c), "{}", escaped);
                }
            }
        }
    }
}
