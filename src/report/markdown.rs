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
            '.' if out.get(out.len().saturating_sub(3)..).is_some_and(|tail| tail.eq_ignore_ascii_case("www")) => true,
            // Marks of lists and underlines act only where a line begins.
            '+' | '-' | '=' => out.is_empty(),
            // So do the numbers of lists.
            '.' | ')' if !out.is_empty() && out.bytes().all(|b| b.is_ascii_digit()) => true,
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

/// A link to an address that is one, with the Markdown that is read for it: in pointed brackets where both are the same.
///
/// What looks like an entity is decoded in addresses too (`CommonMark` 0.31, 2.5), so its `&` is written as one.
#[must_use]
pub fn followed(url: &str, text: &str) -> String {
    let mut to = String::with_capacity(url.len());
    for (at, c) in url.char_indices() {
        to.push(c);
        if c == '&' && begins_entity(&url[at + 1..]) {
            to.push_str("amp;");
        }
    }
    if to == url && text == escape(url) { format!("<{url}>") } else { format!("[{text}](<{to}>)") }
}

/// Whether what follows an `&` makes it an entity.
fn begins_entity(rest: &str) -> bool {
    let name = rest.split(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).next().unwrap_or_default();
    !name.is_empty() && rest[name.len()..].starts_with(';')
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
        check("7. July 7. b", "7\\. July 7. b");
        check("12) x", "12\\) x");
        check("3.5 m", "3\\.5 m");
    }

    #[test]
    fn an_address_leads_where_it_says() {
        let link = |url: &str| followed(url, &escape(url));
        assert_eq!(link("https://example.org/a_b?c=d|e"), "<https://example.org/a_b?c=d|e>");
        assert_eq!(link("https://x.org/?a=1&copy=2"), "<https://x.org/?a=1&copy=2>", "no entity without its semicolon");
        assert_eq!(
            link("https://x.org/?a&copy;&#106;&b"),
            "[https\\://x.org/?a\\&copy;\\&\\#106;\\&b](<https://x.org/?a&amp;copy;&amp;#106;&b>)"
        );
        assert_eq!(followed("https://x.org", "a story"), "[a story](<https://x.org>)");
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
