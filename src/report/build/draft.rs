//! A draft for the fact-checker: every sentence on a line of its own with its notes, then a table that sets each beside what its
//! sources say.

use std::collections::BTreeSet;

use super::findings::aside;
use super::tankers::columns;
use super::writer::Writer;
use crate::model::ids::{ClaimId, ExhibitId};
use crate::model::naming;
use crate::model::sections::called;
use crate::report::outline::sentence::sentences;
use crate::report::outline::{Block, Inline, Table, inline};

/// A sentence of the text.
struct Line {
    number: u32,
    text: Vec<Inline>,
    exhibits: BTreeSet<u32>,
    claims: BTreeSet<ClaimId>,
}

/// Quotes that stand beside one sentence; the others are in the table of statements.
const QUOTES: usize = 12;

/// The blocks of the draft.
pub(super) fn blocks(writer: &mut Writer<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = Vec::new();
    let findings = writer.findings();
    if findings.is_empty() {
        blocks.push(super::paragraph("No finding has been written yet."));
    }
    let mut open: Option<&str> = None;
    for finding in findings {
        if open != Some(finding.section.as_str()) {
            open = Some(&finding.section);
            blocks.push(writer.heading(1, called(&finding.section), "section", called(&finding.section)));
        }
        let first = writer.next_paragraph_number();
        let headline = Writer::headline(finding);
        blocks.push(writer.heading(2, headline, &format!("finding-{}", finding.id.0), &format!("line {first}")));
        let body = writer.body(finding, 2);
        by_sentence(writer, body, &mut lines, &mut blocks);
        blocks.extend(aside(&writer.standing(finding)));
    }
    if !lines.is_empty() {
        blocks.push(Block::PageBreak);
        blocks.push(writer.heading(1, "Fact-check", "fact-check", "the fact-check"));
        let table = table(writer, &lines);
        blocks.push(table);
    }
    blocks.push(writer.titled(1, "Who says so", "origins"));
    let origins = writer.origins_of_case();
    blocks.push(super::paragraph(if origins.is_empty() {
        "No report is in the case.".to_owned()
    } else {
        origins.join(" ")
    }));
    if !writer.facts.claims.is_empty() {
        let claims = writer.claims_table(None, "table-claims");
        blocks.push(claims);
    }
    blocks.extend(writer.seal());
    blocks
}

/// Paragraphs, also those within lists and quotes, become one numbered line a sentence.
fn by_sentence(writer: &mut Writer<'_>, body: Vec<Block>, lines: &mut Vec<Line>, out: &mut Vec<Block>) {
    for block in body {
        match block {
            Block::Paragraph { text, .. } => {
                for text in sentences(text) {
                    let number = writer.next_paragraph();
                    let mut line =
                        Line { number, text: without_notes(&text), exhibits: BTreeSet::new(), claims: BTreeSet::new() };
                    for note in inline::notes(&text).into_iter().filter_map(|at| writer.notes.get(at)) {
                        line.exhibits.extend(&note.exhibits);
                        line.claims.extend(&note.claims);
                    }
                    lines.push(line);
                    out.push(Block::Paragraph { number: Some(number), text });
                }
            }
            Block::Quote(inner) | Block::Aside { blocks: inner, .. } => by_sentence(writer, inner, lines, out),
            Block::List { items, .. } => items.into_iter().for_each(|item| by_sentence(writer, item, lines, out)),
            other => out.push(other),
        }
    }
}

fn without_notes(text: &[Inline]) -> Vec<Inline> {
    vec![Inline::text(inline::plain(text).trim())]
}

/// One row a sentence: what it rests on, what that says in its own words, and room for the checker.
fn table(writer: &mut Writer<'_>, lines: &[Line]) -> Block {
    let mut behind: Vec<ExhibitId> = Vec::new();
    let mut rows = Vec::new();
    for line in lines {
        let ids: Vec<ExhibitId> =
            line.exhibits.iter().filter_map(|number| writer.exhibits.get(number)).copied().collect();
        behind.extend(ids.iter().copied());
        let mut said = Vec::new();
        for claim in line.claims.iter().take(QUOTES).filter_map(|id| writer.facts.claims.get(*id)) {
            if !said.is_empty() {
                said.push(Inline::Break);
            }
            let code = naming::code(writer.facts, claim.exhibit.into());
            said.push(Inline::text(format!("{code}: “{}” ({})", claim.quote.trim(), claim.hedge.word())));
        }
        if let Some(more) = line.claims.len().checked_sub(QUOTES).filter(|more| *more > 0) {
            said.push(Inline::Break);
            said.push(Inline::text(format!("{more} more, in ")));
            said.push(Inline::Reference {
                anchor: "table-claims".to_owned(),
                text: "the table of statements".to_owned(),
            });
        }
        if said.is_empty() {
            said.push(Inline::text(if ids.is_empty() { "nothing cited" } else { "no words quoted" }));
        }
        let exhibits = if ids.is_empty() { "none".to_owned() } else { naming::exhibits(writer.facts, ids) };
        rows.push(vec![
            vec![Inline::text(line.number.to_string())],
            line.text.clone(),
            vec![Inline::text(exhibits)],
            said,
            Vec::new(),
        ]);
    }
    let anchor = writer.anchor("table-check");
    let mut columns =
        columns(&[("Line", 5), ("Sentence", 30), ("Exhibits", 10), ("What they say", 40), ("Checked by", 12)]);
    columns[0].number = true;
    Block::Table(Table {
        number: writer.next_table(&anchor),
        anchor,
        caption: vec![Inline::text("Each sentence beside the words of its sources")],
        columns,
        rows,
        sources: writer.sources(behind),
        wide: true,
    })
}
