//! A memorandum for the file: the decision, the practices seen, the evidence, and the journal that shows who changed what when.

use super::findings::aside;
use super::tankers::columns;
use super::writer::Writer;
use crate::base::text::fold;
use crate::model::finding::Finding;
use crate::report::outline::{Block, Inline, Table};

/// Entries of the journal that are printed; those before are counted.
const ENTRIES: usize = 60;

/// The blocks of the memo.
pub(super) fn blocks(writer: &mut Writer<'_>) -> Vec<Block> {
    let (decisions, findings): (Vec<&Finding>, Vec<&Finding>) =
        writer.findings().into_iter().partition(|finding| fold(&finding.section) == "decision");
    let mut decision = Vec::new();
    for finding in decisions {
        decision.push(Block::Paragraph {
            number: None,
            text: vec![Inline::Strong(vec![Inline::text(Writer::headline(finding))])],
        });
        decision.extend(writer.body(finding, 3));
        decision.extend(aside(&writer.standing(finding)));
    }
    if decision.is_empty() {
        decision.push(super::paragraph("No decision is recorded."));
    }
    let mut blocks = vec![Block::Aside { title: "Decision".to_owned(), blocks: decision }];
    blocks.push(writer.titled(1, "Practices seen", "practices-seen"));
    let practices = writer.practices();
    blocks.push(practices.unwrap_or_else(|| super::paragraph("Nothing is tagged with a practice.")));
    blocks.push(writer.titled(1, "Findings", "findings"));
    if findings.is_empty() {
        blocks.push(super::paragraph("No finding has been written yet."));
    }
    for finding in findings {
        blocks.extend(writer.chapter(finding));
    }
    blocks.extend(writer.amounts_section());
    blocks.push(writer.titled(1, "Evidence", "evidence"));
    let origins = writer.origins_of_case();
    if !origins.is_empty() {
        blocks.push(super::paragraph(origins.join(" ")));
    }
    if !writer.facts.exhibits.is_empty() {
        let table = writer.exhibits_table(None, "table-exhibits");
        blocks.push(table);
    }
    blocks.push(writer.titled(1, "Journal", "journal"));
    blocks.extend(writer.seal());
    let table = journal(writer);
    blocks.push(table);
    blocks.extend(writer.shipments_section());
    blocks
}

fn journal(writer: &mut Writer<'_>) -> Block {
    let all = writer.asked.journal;
    let left_out = all.len().saturating_sub(ENTRIES);
    let row = |entry: &super::Entry| {
        let hash: String = entry.hash.to_string().chars().take(16).collect();
        vec![
            vec![Inline::text(entry.number.to_string())],
            vec![Inline::text(entry.time.to_string())],
            vec![Inline::text(entry.label.as_str())],
            vec![Inline::Code(hash)],
        ]
    };
    let rows = all[left_out..].iter().map(row).collect();
    let mut columns = columns(&[("No.", 6), ("Time", 24), ("Change", 46), ("Hash", 20)]);
    columns[0].number = true;
    let caption = if left_out == 0 {
        "The journal of the case".to_owned()
    } else {
        format!("The newest {ENTRIES} entries of the journal; {left_out} before them are in the case")
    };
    let anchor = writer.anchor("table-journal");
    Block::Table(Table {
        number: writer.next_table(&anchor),
        anchor,
        caption: vec![Inline::text(caption)],
        columns,
        rows,
        sources: String::new(),
        wide: false,
    })
}
