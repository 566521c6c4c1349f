//! The report of a panel of experts: sections in Roman numerals, paragraphs numbered through, footnotes, numbered annexes.

use super::findings::aside;
use super::writer::Writer;
use crate::model::sections::called;
use crate::report::outline::{Block, Inline};

/// The blocks of the report.
pub(super) fn blocks(writer: &mut Writer<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut sections = 0;
    let findings = writer.findings();
    let mut open: Option<&str> = None;
    let mut letters = 0;
    if findings.is_empty() {
        sections += 1;
        blocks.push(writer.heading(1, "I. Findings", "section-1", "section I"));
        blocks.push(numbered(writer, vec![Inline::text("No finding has been written yet.")]));
    }
    for finding in findings {
        if open != Some(finding.section.as_str()) {
            open = Some(&finding.section);
            sections += 1;
            letters = 0;
            let roman = roman(sections);
            let title = format!("{roman}. {}", called(&finding.section));
            blocks.push(writer.heading(1, title, &format!("section-{sections}"), &format!("section {roman}")));
        }
        letters += 1;
        let first = writer.next_paragraph_number();
        let title = format!("{}. {}", letter(letters), Writer::headline(finding));
        blocks.push(writer.heading(2, title, &format!("finding-{}", finding.id.0), &format!("paragraph {first}")));
        for block in writer.body(finding, 2) {
            blocks.push(match block {
                Block::Paragraph { text, .. } => numbered(writer, text),
                other => other,
            });
        }
        blocks.extend(aside(&writer.standing(finding)));
    }
    let amounts = writer.ledger_paragraphs();
    if !amounts.is_empty() {
        sections += 1;
        let title = format!("{}. Amounts against the caps", roman(sections));
        blocks.push(writer.heading(1, title, "caps", &format!("section {}", roman(sections))));
        for text in amounts {
            blocks.push(numbered(writer, text));
        }
        blocks.extend(writer.first_ledger_chart());
    }
    sections += 1;
    let title = format!("{}. Sources and method", roman(sections));
    blocks.push(writer.heading(1, title, "method", &format!("section {}", roman(sections))));
    let scope = writer.scope();
    blocks.push(numbered(writer, vec![Inline::text(scope)]));
    let origins = writer.origins_of_case();
    if !origins.is_empty() {
        blocks.push(numbered(writer, vec![Inline::text(origins.join(" "))]));
    }
    for block in writer.method() {
        blocks.push(match block {
            Block::Paragraph { text, .. } => numbered(writer, text),
            other => other,
        });
    }
    if let Some(Block::Paragraph { text, .. }) = writer.seal() {
        blocks.push(numbered(writer, text));
    }
    annexes(writer, &mut blocks);
    blocks
}

fn annexes(writer: &mut Writer<'_>, blocks: &mut Vec<Block>) {
    let mut number = 0;
    let mut annex = |writer: &mut Writer<'_>, blocks: &mut Vec<Block>, title: &str, anchor: &str| {
        number += 1;
        blocks.push(Block::PageBreak);
        blocks.push(writer.heading(1, format!("Annex {number}. {title}"), anchor, &format!("annex {number}")));
    };
    if !writer.shipments().is_empty() {
        annex(writer, blocks, "Tanker table", "annex-tankers");
        let table = writer.tankers(None, "table-tankers");
        blocks.push(table);
    }
    match writer.timeline("", None, "timeline") {
        Ok(figures) if !writer.facts.visits.is_empty() => {
            annex(writer, blocks, "Timeline of visits", "annex-timeline");
            blocks.extend(figures);
        }
        Ok(_) => {}
        Err(why) => writer.issues.warning("timeline", format!("The timeline is left out: {why}")),
    }
    if let Some(table) = writer.ledger_table(None, "table-ledger") {
        annex(writer, blocks, "Amounts declared, assessed and counted", "annex-ledger");
        blocks.push(table);
    }
    if !writer.facts.claims.is_empty() {
        annex(writer, blocks, "Statements", "annex-claims");
        let table = writer.claims_table(None, "table-claims");
        blocks.push(table);
    }
    if let Some(table) = writer.letters_table() {
        annex(writer, blocks, "Letters and replies", "annex-letters");
        blocks.push(table);
    }
    if !writer.facts.exhibits.is_empty() {
        annex(writer, blocks, "Exhibits", "annex-exhibits");
        let table = writer.exhibits_table(None, "table-exhibits");
        blocks.push(table);
    }
}

fn numbered(writer: &mut Writer<'_>, text: Vec<Inline>) -> Block {
    Block::Paragraph { number: Some(writer.next_paragraph()), text }
}

/// `IV`, from 1 up.
fn roman(mut number: usize) -> String {
    const STEPS: [(usize, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut out = String::new();
    for (value, letters) in STEPS {
        while number >= value {
            out.push_str(letters);
            number -= value;
        }
    }
    out
}

/// `A`, `B` … `Z`, `AA`, from 1 up.
fn letter(mut number: usize) -> String {
    let mut out = Vec::new();
    while number > 0 {
        number -= 1;
        out.push(char::from(b'A' + u8::try_from(number % 26).unwrap_or_default()));
        number /= 26;
    }
    out.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_and_findings_are_numbered_as_panels_do() {
        assert_eq!([1, 4, 9, 14, 40, 99].map(roman), ["I", "IV", "IX", "XIV", "XL", "XCIX"]);
        assert_eq!([1, 26, 27, 52, 53].map(letter), ["A", "Z", "AA", "AZ", "BA"]);
    }
}
