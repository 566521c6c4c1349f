//! Text as HTML: the one function by which a text from a case reaches a page.

/// A text as it may stand between tags or in a quoted attribute: what HTML acts on is escaped; what neither XML 1.0
/// (section 2.2, `Char`) nor HTML allows in a document becomes U+FFFD.
#[must_use]
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if is_forbidden(c) => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

/// A text from a case, kept from turning what stands around it: a name that is read from the right, or that holds marks
/// which reverse the line.
#[must_use]
pub fn isolated(name: &str) -> String {
    format!("<bdi>{}</bdi>", text(name))
}

/// Controls but tab and line ends, and code points that are no characters.
fn is_forbidden(c: char) -> bool {
    let code = u32::from(c);
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_a_tag_or_ends_an_attribute() {
        assert_eq!(
            text("<script>\"a\" & 'b'</script>"),
            "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;"
        );
        assert_eq!(isolated("a\u{202E}b"), "<bdi>a\u{202E}b</bdi>");
    }

    #[test]
    fn every_code_point_is_allowed_escaped_or_replaced() {
        for c in (0..=0x10_FFFF).filter_map(char::from_u32) {
            let shown = text(&c.to_string());
            // XML 1.0, production 2, without the controls that it discourages.
            let plain =
                matches!(u32::from(c), 0x9 | 0xA | 0xD | 0x20..=0x7E | 0xA0..=0xD7FF | 0xE000..=0xFFFD | 0x1_0000..);
            let noncharacter = (0xFDD0..=0xFDEF).contains(&u32::from(c)) || u32::from(c) & 0xFFFE == 0xFFFE;
            match c {
                '&' | '<' | '>' | '"' | '\'' => assert!(shown.starts_with('&') && shown.ends_with(';')),
                _ if plain && !noncharacter => assert_eq!(shown, c.to_string()),
                _ => assert_eq!(shown, "\u{FFFD}", "{:X}", u32::from(c)),
            }
        }
    }
}
