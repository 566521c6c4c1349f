//! Findings and shipments as Markdown: what goes into a report, with a footnote for every citation.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::choices::Choices;
use super::markdown::{cite, escape, link};
use crate::base::issues::Issues;
use crate::base::plain_date::{bounds_words, edtf_words};
use crate::base::text::count;
use crate::model::columns::shipment_exhibits;
use crate::model::evidence::Exhibit;
use crate::model::facts::Facts;
use crate::model::finding::{Finding, FindingStatus};
use crate::model::grading::{Hedge, Reliability};
use crate::model::ids::{EntityKind, VisitId};
use crate::model::naming;

/// Exhibit numbers in the order in which they are first cited.
#[derive(Default)]
struct Footnotes(Vec<u32>);

impl Footnotes {
    fn note(&mut self, number: u32) {
        if !self.0.contains(&number) {
            self.0.push(number);
        }
    }
}

/// Writes findings, the table of shipments and the footnotes. Returns what a reader should know: citations of exhibits
/// that are not in the case.
///
/// # Errors
/// As the writer.
pub fn write(facts: &Facts, choices: &Choices, mut out: impl Write) -> io::Result<Issues> {
    let out = &mut out;
    let mut issues = Issues::default();
    let mut footnotes = Footnotes::default();
    let exhibits: BTreeMap<u32, &Exhibit> = facts.exhibits.iter().map(|row| (row.number, row)).collect();
    let case = &facts.case;
    let mark = escape(case.handling.mark());
    writeln!(out, "**{mark}**\n")?;
    let title = if case.title.trim().is_empty() { "Untitled case".to_owned() } else { escape(&case.title) };
    writeln!(out, "# {title}\n")?;
    for (label, text) in [("Reference", &case.reference), ("Question", &case.question)] {
        if !text.trim().is_empty() {
            writeln!(out, "{label}: {}\n", escape(text))?;
        }
    }
    if !case.authors.is_empty() {
        let authors: Vec<String> = case.authors.iter().map(|author| escape(author)).collect();
        writeln!(out, "By {}\n", authors.join(", "))?;
    }
    if !choices.query.is_empty() {
        let shares = choices.shares(facts, &[EntityKind::Finding, EntityKind::Shipment]);
        writeln!(out, "Only what the query “{}” selects: {shares}.\n", escape(choices.query))?;
    }
    writeln!(out, "## Findings\n")?;
    let mut section = "";
    let findings = choices.findings(facts, FindingStatus::Draft);
    if findings.is_empty() {
        writeln!(out, "None.\n")?;
    }
    for finding in findings {
        if finding.section != section {
            section = &finding.section;
            writeln!(out, "### {}\n", if section.trim().is_empty() { "Other".to_owned() } else { escape(section) })?;
        }
        write_finding(facts, finding, &exhibits, &mut footnotes, &mut issues, out)?;
    }
    write_shipments(facts, choices, &mut footnotes, out)?;
    for number in &footnotes.0 {
        if let Some(exhibit) = exhibits.get(number) {
            writeln!(out, "[^E-{number}]: {}", source_line(facts, exhibit))?;
        }
    }
    if !footnotes.0.is_empty() {
        writeln!(out)?;
    }
    if let Some(head) = choices.journal_head {
        writeln!(out, "Journal head: `{head}`\n")?;
    }
    writeln!(out, "**{mark}**")?;
    Ok(issues)
}

fn write_finding(
    facts: &Facts,
    finding: &Finding,
    exhibits: &BTreeMap<u32, &Exhibit>,
    footnotes: &mut Footnotes,
    issues: &mut Issues,
    out: &mut impl Write,
) -> io::Result<()> {
    let code = naming::code(facts, finding.id.into());
    let headline =
        if finding.headline.trim().is_empty() { "(no headline)".to_owned() } else { escape(&finding.headline) };
    writeln!(out, "#### {code}. {headline}\n")?;
    let (body, unknown) = cite(&finding.body, |number| {
        let known = exhibits.contains_key(&number);
        if known {
            footnotes.note(number);
        }
        known
    });
    for citation in unknown {
        issues.warning(code.as_str(), format!("It cites {citation}, which is not in the case"));
    }
    let body = body.replace("\r\n", "\n");
    if !body.trim().is_empty() {
        writeln!(out, "{}\n", body.trim_end())?;
    }
    // Each in a paragraph of its own: how likely and how well founded are two things.
    if let Some(likelihood) = finding.likelihood {
        let (low, high) = likelihood.percent();
        writeln!(out, "Likelihood: {} ({low}–{high} %)\n", likelihood.word())?;
    }
    if let Some(confidence) = finding.confidence {
        writeln!(out, "Confidence: {}\n", confidence.word())?;
    }
    writeln!(out, "Status: {}\n", finding.status.word())
}

fn write_shipments(
    facts: &Facts,
    choices: &Choices,
    footnotes: &mut Footnotes,
    out: &mut impl Write,
) -> io::Result<()> {
    let shipments = choices.shipments(facts);
    writeln!(out, "## Shipments\n")?;
    if shipments.is_empty() {
        return writeln!(out, "None.\n");
    }
    let half_open = shipments.iter().filter(|row| row.is_half_open()).count();
    let unknown = shipments.iter().filter(|row| row.quantity.is_none()).count();
    let total = count(shipments.len(), "shipment");
    writeln!(out, "{total}; {half_open} half-open; {unknown} of unknown quantity.\n")?;
    writeln!(out, "| No. | Route | Loaded | Discharged | Cargo | Quantity | Status | Exhibits |")?;
    writeln!(out, "|---|---|---|---|---|---|---|---|")?;
    for row in shipments {
        let cited: Vec<String> = shipment_exhibits(facts, row)
            .into_iter()
            .filter_map(|id| facts.exhibits.get(id))
            .map(|exhibit| {
                footnotes.note(exhibit.number);
                format!("[^E-{}]", exhibit.number)
            })
            .collect();
        let quantity = row.quantity.as_ref().map_or_else(
            || "unknown".to_owned(),
            |quantity| format!("{} {} ({})", quantity.estimate, quantity.unit.symbol(), quantity.basis.word()),
        );
        let cells = [
            naming::code(facts, row.id.into()),
            escape(&naming::shipment_route(facts, row.loading, row.discharge)),
            end(facts, row.loading),
            end(facts, row.discharge),
            if row.product.trim().is_empty() { "unknown".to_owned() } else { escape(&row.product) },
            escape(&quantity),
            row.status.word().to_owned(),
            cited.concat(),
        ];
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    writeln!(out)
}

/// When one end of a shipment was seen, with its hedge.
fn end(facts: &Facts, visit: Option<VisitId>) -> String {
    let Some(visit) = visit.and_then(|id| facts.visits.get(id)) else { return "not seen".to_owned() };
    let dates = bounds_words(&visit.bounds);
    match visit.hedge {
        Hedge::Asserted => dates,
        hedge => format!("{dates} ({})", hedge.word()),
    }
}

/// `Financial Times, “Title”, 26 March 2024, <https://…>, grade B2`.
fn source_line(facts: &Facts, exhibit: &Exhibit) -> String {
    let source = exhibit.source.and_then(|id| facts.sources.get(id));
    let mut parts = vec![source.map_or_else(|| "Source not recorded".to_owned(), |source| escape(&source.name))];
    parts.push(format!("“{}”", escape(&exhibit.title)));
    let date = exhibit.published.as_ref().or(exhibit.captured.as_ref());
    parts.push(date.map_or_else(|| "undated".to_owned(), |date| edtf_words(date.time)));
    if !exhibit.url.trim().is_empty() {
        parts.push(link(exhibit.url.trim()));
    }
    if !exhibit.archived_url.trim().is_empty() {
        parts.push(format!("archived {}", link(exhibit.archived_url.trim())));
    }
    if !exhibit.credit.trim().is_empty() {
        parts.push(escape(&exhibit.credit));
    }
    let reliability = source.map_or(Reliability::F, |source| source.reliability);
    parts.push(format!("grade {}{}", reliability.letter(), exhibit.credibility.digit()));
    parts.join(", ")
}
