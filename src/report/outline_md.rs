//! A report as Markdown (`CommonMark` with tables and footnotes as GitHub, Pandoc and Obsidian read them). Figures are described,
//! since a text file holds no picture.

use std::io::{self, Write};

use super::markdown::{escape, followed};
use super::outline::{Block, Inline, NotesAt, Outline};

/// Writes a report.
///
/// # Errors
/// As the writer.
pub fn write(outline: &Outline, out: &mut dyn Write) -> io::Result<()> {
    let head = &outline.head;
    let mark = escape(head.handling);
    writeln!(out, "**{mark}**\n\n# {}\n", escape(&head.title))?;
    if !head.subtitle.is_empty() {
        writeln!(out, "{}\n", escape(&head.subtitle))?;
    }
    let authors: Vec<String> = head.authors.iter().map(|author| escape(author)).collect();
    let imprint = [authors.join(", "), escape(&head.reference), head.day.clone()];
    let imprint: Vec<String> = imprint.into_iter().filter(|part| !part.is_empty()).collect();
    writeln!(out, "{}\n", imprint.join(" · "))?;
    for block in &outline.blocks {
        write_block(block, "", out)?;
    }
    if !outline.notes.is_empty() && outline.notes_at == NotesAt::End {
        writeln!(out, "## Endnotes\n")?;
    }
    for (at, note) in outline.notes.iter().enumerate() {
        writeln!(out, "[^{}]: {}", at + 1, line(&note.text))?;
    }
    if !outline.notes.is_empty() {
        writeln!(out)?;
    }
    writeln!(out, "**{mark}**")
}

/// Writes a block with every line of it indented, or quoted, as `before` says.
fn write_block(block: &Block, before: &str, out: &mut dyn Write) -> io::Result<()> {
    match block {
        Block::Heading { level, text, .. } => {
            let marks = "#".repeat(usize::from(level.saturating_add(1).min(6)));
            writeln!(out, "{before}{marks} {}", line(text))?;
        }
        Block::Paragraph { number, text } => {
            // Escaped, so that the number stays the one that references name.
            let number = number.map_or_else(String::new, |number| format!("{number}\\. "));
            writeln!(out, "{before}{number}{}", line(text))?;
        }
        Block::Quote(inner) => return within(inner, &format!("{before}> "), out),
        Block::List { first, items } => {
            for (at, item) in items.iter().enumerate() {
                let mark = first.map_or_else(|| "- ".to_owned(), |first| format!("{}. ", first + at as u64));
                list_item(item, before, &mark, out)?;
            }
            return Ok(());
        }
        Block::Verbatim(text) => {
            let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
            let fence = "`".repeat(longest.max(2) + 1);
            writeln!(out, "{before}{fence}")?;
            for line in text.lines() {
                writeln!(out, "{before}{line}")?;
            }
            writeln!(out, "{before}{fence}")?;
        }
        Block::Table(table) => {
            let caption = if table.caption.is_empty() { String::new() } else { format!(". {}", line(&table.caption)) };
            if table.number > 0 || !caption.is_empty() {
                writeln!(out, "{before}**Table {}**{caption}\n{}", table.number, before.trim_end())?;
            }
            let titles: Vec<String> = table.columns.iter().map(|column| escape(&column.title)).collect();
            writeln!(out, "{before}| {} |", titles.join(" | "))?;
            let rule: Vec<&str> =
                table.columns.iter().map(|column| if column.number { "--:" } else { "---" }).collect();
            writeln!(out, "{before}|{}|", rule.join("|"))?;
            for row in &table.rows {
                let cells: Vec<String> = row.iter().map(|piece| cell(piece)).collect();
                writeln!(out, "{before}| {} |", cells.join(" | "))?;
            }
            sources(&table.sources, before, out)?;
        }
        Block::Figure(figure) => {
            writeln!(out, "{before}**Figure {}**. {}", figure.number, line(&figure.caption))?;
            writeln!(out, "{}\n{before}*{}*", before.trim_end(), escape(&figure.alt))?;
            sources(&figure.sources, before, out)?;
        }
        Block::Aside { title, blocks } => {
            let quoted = format!("{before}> ");
            writeln!(out, "{quoted}**{}**\n{}", escape(title), quoted.trim_end())?;
            return within(blocks, &quoted, out);
        }
        Block::PageBreak => return Ok(()),
    }
    writeln!(out, "{}", before.trim_end())
}

fn within(blocks: &[Block], before: &str, out: &mut dyn Write) -> io::Result<()> {
    for block in blocks {
        write_block(block, before, out)?;
    }
    writeln!(out)
}

/// The first line bears the mark, the others are indented as far.
fn list_item(item: &[Block], before: &str, mark: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut text = Vec::new();
    for block in item {
        write_block(block, "", &mut text)?;
    }
    let text = String::from_utf8_lossy(&text).into_owned();
    let indent = " ".repeat(mark.chars().count());
    for (at, line) in text.trim_end().lines().enumerate() {
        let lead = if at == 0 { mark } else { &indent };
        writeln!(out, "{}", format!("{before}{lead}{line}").trim_end())?;
    }
    writeln!(out, "{}", before.trim_end())
}

fn sources(sources: &str, before: &str, out: &mut dyn Write) -> io::Result<()> {
    if sources.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}\n{before}Sources: {}.", before.trim_end(), escape(sources))
}

fn line(text: &[Inline]) -> String {
    let mut out = String::new();
    for piece in text {
        match piece {
            Inline::Text(text) => {
                // Spaces between pieces stay; within a piece every mark is escaped.
                let lead = if text.starts_with(char::is_whitespace) { " " } else { "" };
                let tail = if text.trim().is_empty() || !text.ends_with(char::is_whitespace) { "" } else { " " };
                if text.starts_with(':') && out.ends_with(']') {
                    // A mark at the start of a line with a colon behind it would be the note itself.
                    out.push('\\');
                }
                out.push_str(&format!("{lead}{}{tail}", escape(text)));
            }
            Inline::Emphasis(inner) => out.push_str(&set("*", &line(inner))),
            Inline::Strong(inner) => out.push_str(&set("**", &line(inner))),
            Inline::Code(code) => out.push_str(&span(code)),
            Inline::Link { to, text } => out.push_str(&followed(to, &line(text))),
            Inline::Note(at) => out.push_str(&format!("[^{}]", at + 1)),
            Inline::Reference { text, .. } => out.push_str(&escape(text)),
            Inline::Break => out.push_str("  \n"),
        }
    }
    out
}

/// A line as a cell of a table, which a bar would end even within a code or an address.
fn cell(text: &[Inline]) -> String {
    let line = line(text).replace("  \n", "<br>");
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        if c == '|' && !out.ends_with('\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A code between as many backticks as it takes.
fn span(code: &str) -> String {
    let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
    if code.is_empty() {
        return code;
    }
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    // One space at each end is taken away by whoever reads it.
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{code}{pad}{fence}")
}

/// Marks stand against the letters, and spaces outside of them.
fn set(mark: &str, text: &str) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return text.to_owned();
    }
    let lead = &text[..text.len() - text.trim_start().len()];
    let tail = &text[text.trim_end().len()..];
    format!("{lead}{mark}{inner}{mark}{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::outline::{Column, Table};

    fn written(block: &Block) -> String {
        let mut out = Vec::new();
        write_block(block, "", &mut out).expect("writes");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn marks_in_texts_stay_text() {
        let text =
            vec![Inline::text("a*b* [x](y) <b> | `c`"), Inline::Strong(vec![Inline::text(" bold ")]), Inline::Note(2)];
        assert_eq!(
            written(&Block::Paragraph { number: Some(3), text }),
            "3\\. a\\*b\\* \\[x\\](y) \\<b\\> \\| \\`c\\` **bold** [^3]\n\n"
        );
    }

    #[test]
    fn a_code_keeps_its_backticks_and_a_text_is_no_list() {
        let of = |text: Inline| written(&Block::Paragraph { number: None, text: vec![text] });
        assert_eq!(of(Inline::Code("a`b".into())), "``a`b``\n\n");
        assert_eq!(of(Inline::Code("`".into())), "`` ` ``\n\n");
        assert_eq!(of(Inline::text("7. July")), "7\\. July\n\n");
        let text = vec![Inline::Note(2), Inline::text(": no note")];
        assert_eq!(written(&Block::Paragraph { number: None, text }), "[^3]\\: no note\n\n");
    }

    #[test]
    fn lists_and_quotes_are_nested_by_indent() {
        let line = |text: &str| Block::Paragraph { number: None, text: vec![Inline::text(text)] };
        let list = Block::List { first: Some(9), items: vec![vec![line("one"), line("more")], vec![line("two")]] };
        assert_eq!(written(&list), "9. one\n\n   more\n\n10. two\n\n");
        assert_eq!(written(&Block::Quote(vec![line("said")])), "> said\n>\n\n");
    }

    #[test]
    fn a_cell_is_one_line() {
        let table = Table {
            anchor: String::new(),
            number: 1,
            caption: vec![Inline::text("What")],
            columns: vec![Column { title: "A|B".into(), number: true, weight: 1 }],
            rows: vec![vec![vec![
                Inline::text("1\n2"),
                Inline::Break,
                Inline::text("x|y"),
                Inline::Code("a|b".into()),
            ]]],
            sources: "E-1".to_owned(),
            wide: false,
        };
        assert_eq!(
            written(&Block::Table(table)),
            "**Table 1**. What\n\n| A\\|B |\n|--:|\n| 1 2<br>x\\|y`a\\|b` |\n\nSources: E-1.\n\n"
        );
    }
}
