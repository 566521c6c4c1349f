//! Findings and shipments as Markdown: what goes into a report, with a footnote for every citation.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::body::{self, Setter};
use super::choices::Choices;
use super::markdown::{escape, link};
use super::outline::{Block, Inline};
use super::outline_md::write_block;
use crate::base::id_set::IdSet;
use crate::base::issues::Issues;
use crate::base::plain_date::{bounds_words, edtf_words};
use crate::base::text::{count, thousands};
use crate::model::citation::Cited;
use crate::model::columns::shipment_exhibits;
use crate::model::evidence::Exhibit;
use crate::model::facts::Facts;
use crate::model::finding::Finding;
use crate::model::grading::{Hedge, Reliability};
use crate::model::ids::{EntityKind, VisitId};
use crate::model::naming;
use crate::model::shipment::Shipment;

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

/// Puts the marks of footnotes in the place of citations of exhibits. What is not known, or is no exhibit, stays as it was
/// written.
struct Exhibits<'a> {
    known: &'a BTreeMap<u32, &'a Exhibit>,
    footnotes: &'a mut Footnotes,
    unknown: Vec<String>,
}

impl Setter for Exhibits<'_> {
    fn cite(&mut self, items: &[Cited<'_>]) -> Vec<Inline> {
        let mut marks = Vec::new();
        for item in items {
            let number = item.printed().filter(|item| item.kind == EntityKind::Exhibit).map(|item| item.id);
            let place = if item.locator.is_empty() { String::new() } else { format!(", {}", item.locator) };
            let Some(number) = number.filter(|number| self.known.contains_key(number)) else {
                self.unknown.push(item.target.to_owned());
                marks.push(Inline::text(format!("[@{}{place}]", item.target)));
                continue;
            };
            self.footnotes.note(number);
            // A note is printed with its place plus one.
            marks.push(Inline::Note((number as usize).saturating_sub(1)));
            if !item.locator.is_empty() {
                marks.push(Inline::text(format!(" ({})", item.locator)));
            }
        }
        marks
    }

    fn insert(&mut self, _: &str, _: &str) -> Option<Vec<Block>> {
        None
    }

    fn table(&mut self) -> (u32, String) {
        // Tables of a text bear no number here.
        (0, String::new())
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
        // A reader must know that there is more than stands here.
        let shown = |kind: EntityKind| {
            let all = facts.count(kind);
            let some = choices.matches.and_then(|matches| matches.of_kind(kind)).map_or(all, IdSet::len);
            format!("{} of {}", thousands(some), count(all, kind.word()))
        };
        let findings = if choices.chooses_findings() { shown(EntityKind::Finding) } else { "all findings".to_owned() };
        let shipments = shown(EntityKind::Shipment);
        writeln!(out, "Only what the query “{}” selects: {findings}, {shipments}.\n", escape(choices.query))?;
    }
    writeln!(out, "## Findings\n")?;
    let mut section = "";
    let findings = in_print_order(facts, choices);
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

/// Sections in the order of the lowest place in each, findings by their place within it.
pub(super) fn in_print_order<'a>(facts: &'a Facts, choices: &Choices) -> Vec<&'a Finding> {
    let chooses = choices.chooses_findings();
    let chosen = |row: &&Finding| !chooses || choices.shows(row.id);
    let mut findings: Vec<&Finding> = facts.findings.iter().filter(chosen).collect();
    let mut lowest: BTreeMap<&str, u32> = BTreeMap::new();
    for finding in &findings {
        let place = lowest.entry(&finding.section).or_insert(finding.order);
        *place = finding.order.min(*place);
    }
    findings.sort_by_key(|row| {
        let section = row.section.as_str();
        (lowest.get(section).copied(), section, row.order, row.number, row.id)
    });
    findings
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
    let mut setter = Exhibits { known: exhibits, footnotes, unknown: Vec::new() };
    let body = body::blocks(&finding.body, &mut setter);
    for citation in setter.unknown {
        issues.warning(code.as_str(), format!("It cites {citation}, which is not in the case"));
    }
    for mut block in body {
        if let Block::Heading { level, .. } = &mut block {
            // Below the headline.
            *level = level.saturating_add(3);
        }
        write_block(&block, "", "E-", out)?;
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
    let mut shipments: Vec<&Shipment> = facts.shipments.iter().filter(|row| choices.shows(row.id)).collect();
    shipments.sort_by_key(|row| (row.number, row.id));
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
