//! What stands within a line.

use crate::base::text::is_invisible;

/// A piece of a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Inline {
    /// Text as it is; no sign in it means anything.
    Text(String),
    /// Set apart.
    Emphasis(Vec<Self>),
    /// Set apart strongly.
    Strong(Vec<Self>),
    /// Hashes and codes.
    Code(String),
    /// An address with its text; the address begins with `http:`, `https:` or `mailto:`.
    Link {
        /// The address.
        to: String,
        /// What is read.
        text: Vec<Self>,
    },
    /// The mark of a note, by its place in the notes.
    Note(usize),
    /// A place in the same document.
    Reference {
        /// The anchor it leads to.
        anchor: String,
        /// What is read: `table 3`.
        text: String,
    },
    /// A line break.
    Break,
}

impl Inline {
    /// Text as it is.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// The letters alone: what is read aloud, without marks of notes.
#[must_use]
pub fn plain(text: &[Inline]) -> String {
    let mut out = String::new();
    push(text, &mut out);
    out
}

fn push(text: &[Inline], out: &mut String) {
    for piece in text {
        match piece {
            Inline::Text(text) | Inline::Code(text) | Inline::Reference { text, .. } => out.push_str(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { text: inner, .. } => push(inner, out),
            Inline::Note(_) => {}
            Inline::Break => out.push(' '),
        }
    }
}

/// The notes that a text bears, in order.
#[must_use]
pub fn notes(text: &[Inline]) -> Vec<usize> {
    let mut found = Vec::new();
    for piece in text {
        match piece {
            Inline::Note(at) => found.push(*at),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { text: inner, .. } => {
                found.extend(notes(inner));
            }
            _ => {}
        }
    }
    found
}

/// An address that may be followed from a document; none for what could be more than an address.
#[must_use]
pub fn address(url: &str) -> Option<&str> {
    let url = url.trim();
    let plain = url.chars().all(|c| {
        !c.is_whitespace() && !c.is_control() && !is_invisible(c) && !matches!(c, '<' | '>' | '"' | '`' | '\\')
    });
    let lower = url.to_ascii_lowercase();
    let known = ["https://", "http://", "mailto:"]
        .into_iter()
        .any(|scheme| lower.len() > scheme.len() && lower.starts_with(scheme));
    (plain && known).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_and_mail_addresses_are_followed() {
        assert_eq!(address(" https://example.org/a?b=c "), Some("https://example.org/a?b=c"));
        assert_eq!(address("mailto:a@example.org"), Some("mailto:a@example.org"));
        for bad in [
            "javascript:alert(1)",
            "JavaScript:x",
            "file:///etc/passwd",
            "data:text/html,x",
            "https://",
            "https://a b",
            "https://a\"b",
            "https://a\u{202E}b",
            "",
            "//x",
        ] {
            assert_eq!(address(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_is_read_leaves_marks_of_notes_out() {
        let text = [
            Inline::text("Seen"),
            Inline::Note(0),
            Inline::Strong(vec![Inline::text(" twice"), Inline::Note(3)]),
            Inline::Break,
        ];
        assert_eq!(plain(&text), "Seen twice ");
        assert_eq!(notes(&text), [0, 3]);
    }
}
