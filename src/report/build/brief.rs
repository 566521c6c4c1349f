//! A publication: summary, method in a box, findings with figures, endnotes.

use super::findings::{aside, section};
use super::writer::Writer;
use crate::report::outline::{Block, Inline};

/// The blocks of the brief.
pub(super) fn blocks(writer: &mut Writer<'_>) -> Vec<Block> {
    let findings = writer.findings();
    let mut blocks = vec![writer.heading(1, "Summary", "summary", "the summary")];
    if findings.is_empty() {
        blocks.push(super::paragraph("No finding has been written yet."));
    } else {
        let items = findings
            .iter()
            .map(|finding| {
                let likelihood = finding.likelihood.map(|one| format!(" ({})", one.word())).unwrap_or_default();
                vec![super::paragraph(format!("{}{likelihood}", Writer::headline(finding)))]
            })
            .collect();
        blocks.push(Block::List { first: None, items });
    }
    let mut method = vec![super::paragraph(writer.scope())];
    method.extend(writer.method());
    blocks.push(Block::Aside { title: "How to read this".to_owned(), blocks: method });
    let mut open: Option<&str> = None;
    for finding in findings {
        if open != Some(finding.section.as_str()) {
            open = Some(&finding.section);
            let title = section(&finding.section);
            blocks.push(writer.heading(1, title, "section", &format!("“{title}”")));
        }
        let headline = Writer::headline(finding);
        blocks.push(writer.heading(
            2,
            headline.clone(),
            &format!("finding-{}", finding.id.0),
            &format!("“{headline}”"),
        ));
        blocks.extend(writer.body(finding, 2));
        blocks.extend(aside(&writer.standing(finding)));
    }
    blocks.push(writer.heading(1, "What was seen, and when", "seen", "“What was seen, and when”"));
    match writer.timeline("", None, "timeline") {
        Ok(figures) => blocks.extend(figures),
        Err(why) => writer.issues.warning("timeline", format!("The timeline is left out: {why}")),
    }
    if !writer.shipments().is_empty() {
        blocks.push(writer.heading(1, "Shipments", "shipments", "“Shipments”"));
        let table = writer.tankers(None, "table-tankers");
        blocks.push(table);
    }
    let amounts = writer.ledger_paragraphs();
    if !amounts.is_empty() {
        blocks.push(writer.heading(1, "Amounts against the caps", "caps", "“Amounts against the caps”"));
        blocks.extend(amounts.into_iter().map(|text| Block::Paragraph { number: None, text }));
        blocks.extend(writer.first_ledger_chart());
    }
    let origins = writer.origins_of_case();
    if !origins.is_empty() {
        blocks.push(writer.heading(1, "Sources", "sources", "“Sources”"));
        blocks.push(Block::Paragraph { number: None, text: vec![Inline::text(origins.join(" "))] });
    }
    blocks.extend(writer.seal());
    blocks
}
