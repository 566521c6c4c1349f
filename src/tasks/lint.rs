//! What is to be checked in the findings of a case, each as a record.

use serde::Serialize;

use crate::analysis::lint::{Item, Lint, Part};
use crate::analysis::origins::lineage::Lineage;
use crate::base::issues::Severity;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::naming;

/// One item. The keys are those of `lint --json`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LintRecord {
    /// The finding, as `F-2`.
    pub finding: String,
    /// The rule's key.
    pub rule: &'static str,
    /// The rule in one line.
    pub title: &'static str,
    /// `error` for what cannot stand in print as it is, `warning`, or `hint`.
    pub severity: Severity,
    /// What is to be checked, in one sentence.
    pub message: String,
    /// The words it speaks of, as written.
    pub words: String,
    /// Where they stand.
    pub range: WordsRange,
    /// The whole sentence.
    pub sentence: String,
    /// The exhibits it speaks of.
    pub exhibits: Vec<String>,
    /// The claims it speaks of.
    pub claims: Vec<String>,
    /// What could stand in place of the words; null where that is not certain.
    pub fix: Option<String>,
    /// Why it is ignored; null if it is not.
    pub ignored: Option<String>,
}

/// A place in a text of a finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct WordsRange {
    /// `headline` or `body`.
    pub part: &'static str,
    /// The first byte of it in UTF-8, counted from 0.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// What is to be checked in the findings of a case, in the order of the report.
#[must_use]
pub fn lint(facts: &Facts) -> Vec<LintRecord> {
    let lineage = Lineage::build(facts);
    let items = Lint::new(facts, &lineage).run(&|item| item.left_because(facts));
    items.into_iter().map(|item| record(facts, item)).collect()
}

/// The change that puts an item's proposed words in the place of those it speaks of, with a line of its own in the journal;
/// none if there are no proposed words, or if the finding no longer says what it said.
#[must_use]
pub fn reworded(facts: &Facts, item: &Item) -> Option<Command> {
    let mut finding = facts.findings.get(item.finding)?.clone();
    let text = item.fixed(item.part.of(&finding))?;
    match item.part {
        Part::Headline => finding.headline = text,
        Part::Body => finding.body = text,
    }
    let label = format!("Reword “{}” in F-{}", item.words, finding.number);
    Some(Command::PutAll { entities: vec![Entity::Finding(Box::new(finding))], label })
}

fn record(facts: &Facts, item: Item) -> LintRecord {
    LintRecord {
        finding: naming::code(facts, item.finding.into()),
        rule: item.rule.key(),
        title: item.rule.title(),
        severity: item.rule.severity(),
        message: item.message,
        words: item.words,
        range: WordsRange { part: item.part.word(), start: item.range.start, end: item.range.end },
        sentence: item.sentence,
        exhibits: item.exhibits.into_iter().map(|id| naming::code(facts, id.into())).collect(),
        claims: item.claims.into_iter().map(|id| naming::code(facts, id.into())).collect(),
        fix: item.fix,
        ignored: item.ignored,
    }
}
