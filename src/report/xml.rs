//! Text as XML 1.0 may hold it: the one place where characters that it forbids are replaced.
//!
//! An XML file with a single forbidden character is refused by every reader, and no escape stands for one.

use std::borrow::Cow;

use crate::base::text::count;

/// Stands where a character was that XML cannot hold.
pub const REPLACED: char = '\u{FFFD}';

/// Whether XML 1.0 may hold a character, by its production `Char`
/// (<https://www.w3.org/TR/xml/#NT-Char>): tab, line feed, carriage return, and everything from the space on but the
/// two that are no characters. Surrogates cannot occur here.
#[must_use]
pub fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..)
}

/// The text with U+FFFD in place of every character that XML 1.0 forbids.
#[must_use]
pub fn xml_clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_allowed) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if is_allowed(c) { c } else { REPLACED }).collect())
}

/// How many characters of a text XML 1.0 cannot hold.
#[must_use]
pub fn forbidden(text: &str) -> usize {
    text.chars().filter(|c| !is_allowed(*c)).count()
}

/// What a reader of a file should know: how many characters are not those of the case. Nothing if all are.
#[must_use]
pub fn replaced_sentence(replaced: usize) -> Option<String> {
    let were = if replaced == 1 { "was" } else { "were" };
    let count = count(replaced, "character");
    (replaced > 0)
        .then(|| format!("{count} that this form cannot hold {were} replaced by {REPLACED}; the case keeps them"))
}

/// The text as content of an element or value of an attribute in double quotes: clean, with its markup escaped.
///
/// A carriage return is written as a reference, since readers take a bare one for a line feed.
#[must_use]
pub fn xml_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in xml_clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_replaced_and_nothing_else() {
        for code in (0..=0x1_0000).chain([0x1_F6A2, 0x10_FFFF]) {
            let Some(c) = char::from_u32(code) else { continue };
            let forbidden = (code < 0x20 && !matches!(code, 9 | 10 | 13)) || matches!(code, 0xFFFE | 0xFFFF);
            let clean = xml_clean(c.encode_utf8(&mut [0; 4])).into_owned();
            assert_eq!(clean, if forbidden { "\u{FFFD}".to_owned() } else { c.to_string() }, "U+{code:04X}");
        }
        assert!(matches!(xml_clean("청진 مرحبا"), Cow::Borrowed(_)), "nothing is copied without need");
    }

    #[test]
    fn what_is_replaced_is_counted_and_said() {
        assert_eq!(forbidden("a\u{0}b\t\u{1F}\u{FFFF}\u{FFFD}"), 3);
        assert_eq!(replaced_sentence(0), None);
        let one = replaced_sentence(1).unwrap_or_default();
        assert!(one.starts_with("1 character that this form cannot hold was replaced by \u{FFFD}"), "{one}");
        let many = replaced_sentence(1_200).unwrap_or_default();
        assert!(many.starts_with("1,200 characters that this form cannot hold were replaced"), "{many}");
    }

    #[test]
    fn markup_is_text() {
        assert_eq!(xml_text("a<b> & \"c\" ]]>\r\n\u{1}"), "a&lt;b&gt; &amp; &quot;c&quot; ]]&gt;&#13;\n\u{FFFD}");
    }
}
