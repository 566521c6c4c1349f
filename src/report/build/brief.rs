//! A publication: summary, method in a box, findings with figures, endnotes.

use super::writer::Writer;
use crate::model::sections::called;
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
            let title = called(&finding.section);
            blocks.push(writer.heading(1, title, "section", &format!("“{title}”")));
        }
        blocks.extend(writer.chapter(finding));
    }
    blocks.push(writer.titled(1, "What was seen, and when", "seen"));
    match writer.timeline("", None, "timeline") {
        Ok(figures) => blocks.extend(figures),
        Err(why) => writer.issues.warning("timeline", format!("The timeline is left out: {why}")),
    }
    blocks.extend(writer.shipments_section());
    let amounts = writer.amounts_section();
    if !amounts.is_empty() {
        blocks.extend(amounts);
        blocks.extend(writer.first_ledger_chart());
    }
    let origins = writer.origins_of_case();
    if !origins.is_empty() {
        blocks.push(writer.titled(1, "Sources", "sources"));
        blocks.push(Block::Paragraph { number: None, text: vec![Inline::text(origins.join(" "))] });
    }
    blocks.extend(writer.seal());
    blocks
}
