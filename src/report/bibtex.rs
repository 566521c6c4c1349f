//! Exhibits as BibTeX in UTF-8, for biblatex and for citation managers: one entry an exhibit, with a key that stays.
//!
//! Who collected an exhibit stays in the case.

use std::io::{self, Write};

use super::choices::Choices;
use super::references::{Reference, ends, parts, references};
use super::xml::{forbidden, xml_clean};
use crate::base::edtf::Edtf;
use crate::base::plain_date::edtf_words;
use crate::model::facts::Facts;

/// Writes the exhibits that the choices show, by number. Returns how many characters were replaced.
///
/// # Errors
/// As the writer.
pub fn write(facts: &Facts, choices: &Choices, mut out: impl Write) -> io::Result<usize> {
    // Between entries everything but an @ is a remark.
    writeln!(out, "% {}", facts.case.handling.mark())?;
    if let Some(head) = choices.journal_head {
        writeln!(out, "% Journal head: {head}")?;
    }
    let mut replaced = 0;
    for reference in references(facts, choices) {
        let source = reference.source.map_or("", |source| source.name.as_str());
        let notes = reference.note(facts);
        let texts = notes.iter().map(String::as_str).chain([reference.exhibit.title.as_str(), source]);
        replaced += texts.map(forbidden).sum::<usize>();
        entry(facts, &reference, &mut out)?;
    }
    Ok(replaced)
}

fn entry(facts: &Facts, reference: &Reference, out: &mut impl Write) -> io::Result<()> {
    let exhibit = reference.exhibit;
    let kind = if exhibit.url.trim().is_empty() { "misc" } else { "online" };
    writeln!(out, "\n@{kind}{{{},", reference.key())?;
    let mut field = |name: &str, value: &str| -> io::Result<()> {
        if value.is_empty() { Ok(()) } else { writeln!(out, "  {name:<12} = {{{value}}},") }
    };
    // Doubly braced, so that no style changes the case of a ship's name.
    field("title", &format!("{{{}}}", escaped(&exhibit.title)))?;
    field(
        "organization",
        &reference.source.map_or_else(String::new, |source| {
            let name = escaped(&source.name);
            if name.is_empty() { name } else { format!("{{{name}}}") }
        }),
    )?;
    if let Some(date) = reference.date() {
        let (from, to) = ends(date);
        // biblatex reads EDTF, but for one unknown day of several.
        if !matches!(date, Edtf::OneOf(..)) {
            field("date", &date.to_string())?;
        }
        let year = |when: Option<_>| when.and_then(parts).and_then(|parts| parts.first().copied());
        // For styles that are older than the field above.
        if let (Some(from), Some(to)) = (year(from), year(to))
            && from == to
        {
            field("year", &format!("{from:04}"))?;
        }
    }
    field("url", &address(&exhibit.url))?;
    if let Some(collected) = &exhibit.collected.time {
        field("urldate", &collected.time.to_string())?;
    }
    field("type", exhibit.kind.word())?;
    let mut notes = reference.note(facts);
    notes.extend(reference.date().filter(|date| matches!(date, Edtf::OneOf(..))).map(edtf_words));
    field("note", &notes.iter().map(|note| escaped(note)).collect::<Vec<_>>().join("; "))?;
    writeln!(out, "}}")
}

/// A text on one line, in which nothing is a command to TeX and braces balance; as commands, since BibTeX counts escaped
/// braces too.
fn escaped(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(line.len() + 8);
    for c in xml_clean(&line).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// An address as biblatex reads it, letter by letter; what would unbalance the entry is percent-encoded (RFC 3986).
fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.trim().chars() {
        if matches!(c, '{' | '}' | '\\' | '"' | '<' | '>') || c.is_whitespace() || c.is_control() {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn written(facts: &Facts) -> String {
        let mut out = Vec::new();
        write(facts, &Choices::default(), &mut out).expect("in memory");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn an_empty_case_has_its_mark_and_no_entry() {
        assert_eq!(written(&Facts::default()), format!("% {}\n", Facts::default().case.handling.mark()));
    }

    #[test]
    fn keys_follow_the_numbers_of_exhibits_and_what_tex_acts_on_is_escaped() {
        let text = written(&fixture::case());
        let keys: Vec<&str> = text.lines().filter(|line| line.starts_with('@')).collect();
        assert_eq!(keys, ["@online{E3,", "@misc{E12,", "@misc{E20,"]);
        let title = "{{Ships “load” \\#1 \\textbraceleft{}oil\\textbraceright{} \\textbackslash{} \\textasciitilde{}50\\% \
                     \\textasciicircum{}\\_\\textasciicircum{}}},";
        assert!(text.contains(title), "{text}");
        assert!(
            text.contains("organization = {{Financial Times \\textbraceleft{}FT\\textbraceright{} \\& 50\\%}},"),
            "{text}"
        );
        assert!(text.contains("url          = {https://example.org/a_b?c=%7Bd%7D&e=%20f},"), "{text}");
        assert!(text.contains("date         = {2024-03-26},") && text.contains("date         = {2024-03~},"), "{text}");
        assert!(text.contains("urldate      = {2024-04-01},") && !text.contains("canary"), "{text}");
        assert!(text.contains("صورة 사진"), "{text}");
    }

    #[test]
    fn braces_balance_whatever_a_title_holds() {
        for text in ["{", "}", "\\", "a{b}}c", "\\{", "\u{0}"] {
            let open = |text: &str| text.matches('{').count().abs_diff(text.matches('}').count());
            assert_eq!(open(&escaped(text)), 0, "{text:?}");
            assert_eq!(open(&address(text)), 0, "{text:?}");
        }
        assert_eq!(escaped("\u{0}@a"), "\u{FFFD}@a");
    }
}
