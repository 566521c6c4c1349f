//! Text as Markdown: what a name must not do to a document.

use super::outline::inline::address;
use crate::base::text::visible;
use crate::model::citation::citations;

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

/// An address as a link if it is one, else as text.
#[must_use]
pub fn link(url: &str) -> String {
    match address(url).filter(|url| !url.to_ascii_lowercase().starts_with("mailto:")) {
        Some(url) => format!("<{url}>"),
        None => escape(url),
    }
}

/// Puts footnote marks in the place of citations: `[@E-3, p. 4]` becomes `[^E-3] (p. 4)` where `known` says that the exhibit
/// is there; a citation of nothing that is known stays as it is, and what is not known is returned.
pub fn cite(body: &str, mut known: impl FnMut(u32) -> bool) -> (String, Vec<String>) {
    let mut out = String::with_capacity(body.len());
    let mut unknown = Vec::new();
    let mut from = 0;
    for citation in citations(body) {
        let marks: Vec<Option<String>> = citation
            .items
            .iter()
            .map(|item| {
                let number = item.target.strip_prefix("E-").and_then(|number| number.parse().ok());
                let Some(number) = number.filter(|number| known(*number)) else {
                    unknown.push(item.target.to_owned());
                    return None;
                };
                let place = if item.locator.is_empty() { String::new() } else { format!(" ({})", item.locator) };
                Some(format!("[^E-{number}]{place}"))
            })
            .collect();
        if marks.iter().all(Option::is_none) {
            continue;
        }
        out.push_str(&body[from..citation.range.start]);
        for (item, mark) in citation.items.iter().zip(marks) {
            out.push_str(&mark.unwrap_or_else(|| format!("[@{}]", item.target)));
        }
        from = citation.range.end;
    }
    out.push_str(&body[from..]);
    (out, unknown)
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

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(link("https://example.org/a_b?c=d|e"), "<https://example.org/a_b?c=d|e>");
        assert_eq!(link("javascript:alert(1)"), "javascript:alert(1)");
        assert_eq!(link("https://x> <script>"), "https\\://x\\> \\<script\\>");
    }

    #[test]
    fn citations_become_footnotes_and_unknown_ones_stay() {
        let (text, unknown) = cite("A [@E-3], b [@E-3][@E-9] [@x] [@E-4", |number| number == 3);
        assert_eq!(text, "A [^E-3], b [^E-3][@E-9] [@x] [@E-4");
        assert_eq!(unknown, ["E-9", "x"]);
        let (text, unknown) = cite("A [@E-3, p. 4; E-9; @E-3] [@E-9; V-1].", |number| number == 3);
        assert_eq!(text, "A [^E-3] (p. 4)[@E-9][^E-3] [@E-9; V-1].");
        assert_eq!(unknown, ["E-9", "E-9", "V-1"]);
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

        #[test]
        fn no_body_panics_and_nothing_is_lost(body in "(\\[@E-[0-9]{1,3}\\]|\\[@|\\]|é|[a-z ]){0,12}") {
            let (text, _) = cite(&body, |number| number % 2 == 0);
            prop_assert_eq!(text.replace("[^E-", "[@E-").len(), body.len() - leading_zeros(&body));
        }
    }

    /// `[@E-04]` is written `[^E-4]`.
    fn leading_zeros(body: &str) -> usize {
        let known = |number: &&str| number.parse::<u32>().is_ok_and(|number| number % 2 == 0);
        body.split("[@E-")
            .skip(1)
            .filter_map(|rest| rest.split_once(']'))
            .map(|(number, _)| number)
            .filter(known)
            .map(|number| number.len() - number.trim_start_matches('0').len().max(1))
            .sum()
    }
}
