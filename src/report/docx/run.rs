//! Lines as runs of text, with links, fields and the marks of notes.

use crate::report::outline::Inline;
use crate::report::xml::xml_text;

/// Text as XML on one line: breaks are elements of their own.
pub(super) fn escaped(text: &str) -> String {
    xml_text(&text.replace(['\t', '\n', '\r'], " "))
}

/// How letters are set.
#[derive(Clone, Copy, Default)]
struct Look {
    bold: bool,
    italic: bool,
    /// A style of letters; none for the usual one.
    style: Option<&'static str>,
}

impl Look {
    /// `w:rPr` in the order that the schema demands; empty for plain letters.
    fn properties(self, from_right: bool) -> String {
        let mut out = String::new();
        if let Some(style) = self.style {
            out.push_str(&format!("<w:rStyle w:val=\"{style}\"/>"));
        }
        if self.bold {
            out.push_str("<w:b/><w:bCs/>");
        }
        if self.italic {
            out.push_str("<w:i/><w:iCs/>");
        }
        if from_right {
            out.push_str("<w:rtl/>");
        }
        if out.is_empty() { out } else { format!("<w:rPr>{out}</w:rPr>") }
    }
}

/// What a line needs from around it.
pub(super) struct Lines<'a> {
    /// `footnote` or `endnote`.
    pub note: &'static str,
    /// Addresses that are linked to, in the order of their relations.
    pub links: &'a mut Vec<String>,
    /// The bookmark of an anchor; none if nothing bears that anchor.
    pub bookmark: &'a dyn Fn(&str) -> Option<String>,
}

impl Lines<'_> {
    /// The runs of a line.
    pub fn runs(&mut self, line: &[Inline]) -> String {
        let mut out = String::new();
        self.push(line, Look::default(), &mut out);
        out
    }

    fn push(&mut self, line: &[Inline], look: Look, out: &mut String) {
        let mut after_note = false;
        for piece in line {
            let mut is_note = false;
            match piece {
                Inline::Text(text) => run(text, look, out),
                Inline::Emphasis(inner) => self.push(inner, Look { italic: !look.italic, ..look }, out),
                Inline::Strong(inner) => self.push(inner, Look { bold: true, ..look }, out),
                Inline::Code(text) => run(text, Look { style: Some("Code"), ..look }, out),
                Inline::Link { to, text } => {
                    let at = self.links.iter().position(|link| link == to).unwrap_or_else(|| {
                        self.links.push(to.clone());
                        self.links.len() - 1
                    });
                    out.push_str(&format!("<w:hyperlink r:id=\"rLink{at}\" w:history=\"1\">"));
                    self.push(text, Look { style: Some("Hyperlink"), ..look }, out);
                    out.push_str("</w:hyperlink>");
                }
                Inline::Note(at) => {
                    is_note = true;
                    let (note, style) = (self.note, reference_style(self.note));
                    if after_note {
                        out.push_str(&format!("<w:r><w:rPr><w:rStyle w:val=\"{style}\"/></w:rPr><w:t>,</w:t></w:r>"));
                    }
                    out.push_str(&format!(
                        "<w:r><w:rPr><w:rStyle w:val=\"{style}\"/></w:rPr><w:{note}Reference w:id=\"{}\"/></w:r>",
                        at + 1
                    ));
                }
                Inline::Reference { anchor, text } => match (self.bookmark)(anchor) {
                    // Word keeps the number right when tables and figures move.
                    Some(bookmark) if text.starts_with("Table ") || text.starts_with("Figure ") => {
                        out.push_str(&format!("<w:fldSimple w:instr=\" REF {bookmark} \\h \">"));
                        run(text, look, out);
                        out.push_str("</w:fldSimple>");
                    }
                    Some(bookmark) => {
                        out.push_str(&format!("<w:hyperlink w:anchor=\"{bookmark}\" w:history=\"1\">"));
                        // Set as the numbers of tables and figures are, which lead somewhere too.
                        run(text, look, out);
                        out.push_str("</w:hyperlink>");
                    }
                    None => run(text, look, out),
                },
                Inline::Break => out.push_str("<w:r><w:br/></w:r>"),
            }
            after_note = is_note;
        }
    }
}

/// The style of a note's mark.
pub(super) fn reference_style(note: &str) -> &'static str {
    if note == "footnote" { "FootnoteReference" } else { "EndnoteReference" }
}

/// A run of letters; those of scripts from right to left are marked as such.
fn run(text: &str, look: Look, out: &mut String) {
    for (part, from_right) in directions(text) {
        out.push_str(&format!(
            "<w:r>{}<w:t xml:space=\"preserve\">{}</w:t></w:r>",
            look.properties(from_right),
            escaped(part)
        ));
    }
}

/// Parts a text into stretches of one direction; what has none goes with what stands before it.
fn directions(text: &str) -> Vec<(&str, bool)> {
    let mut parts = Vec::new();
    let (mut from, mut right) = (0, None);
    for (at, c) in text.char_indices() {
        let own = match c {
            '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => true,
            c if c.is_alphanumeric() => false,
            _ => continue,
        };
        if right.is_some_and(|right| right != own) {
            parts.push((&text[from..at], !own));
            from = at;
        }
        right = Some(own);
    }
    if from < text.len() {
        parts.push((&text[from..], right.unwrap_or(false)));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_from_right_to_left_are_runs_of_their_own() {
        assert_eq!(directions("MT سفينة 1"), [("MT ", false), ("سفينة ", true), ("1", false)]);
        assert_eq!(directions("..."), [("...", false)]);
        assert_eq!(directions(""), []);
    }

    #[test]
    fn letters_that_xml_cannot_hold_are_replaced() {
        assert_eq!(escaped("a\u{1}<b>&\"\n\u{FFFE}"), "a\u{FFFD}&lt;b&gt;&amp;&quot; \u{FFFD}");
    }
}
