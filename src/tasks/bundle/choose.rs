//! What goes into a bundle: findings, the exhibits that they cite, what these say, and all that this rests on.

use std::collections::BTreeSet;

use super::Choice;
use super::named::still_named;
use super::redact::{self, Gone};
use crate::base::progress::Progress;
use crate::base::text::{count, plural, thousands};
use crate::model::evidence::Exhibit;
use crate::model::facts::Facts;
use crate::model::finding::Finding;
use crate::model::ids::{ENTITY_KINDS, EntityKind, EntityRef};
use crate::model::naming;
use crate::report::bundle::{LeftOut, What, Why};
use crate::tasks::error::TaskError;
use crate::tasks::query;
use crate::tasks::subset::subset;

/// What was chosen, as a case of its own.
pub(super) struct Chosen {
    /// The case.
    pub facts: Facts,
    /// What was chosen, as a sentence.
    pub words: String,
    /// What was left out.
    pub left_out: Vec<LeftOut>,
    /// What still has words of something that was left out.
    pub still_named: Vec<String>,
}

/// Chooses, and takes out what is to be left out before anything is looked up through it.
///
/// # Errors
/// If the query is not understood, if what is to be left out is no tag and no handling mark, or if the task was cancelled.
pub(super) fn choose(facts: &Facts, choice: &Choice, progress: &Progress) -> Result<Chosen, TaskError> {
    let text = choice.query.trim();
    let gone = redact::gone(facts, &choice.leave_out)?;
    let kept = redact::without(facts, &gone);
    let mut part = subset(&kept, wanted(&kept, text)?);
    let mut left_out = missing(facts, &part, &gone, text)?;
    redact::strip_content(&mut part, choice, &mut left_out);
    left_out.sort_unstable();
    left_out.dedup();
    let words = words(&kept, &part, choice);
    let still_named = still_named(facts, gone.entities.keys(), &part, progress)?;
    Ok(Chosen { facts: part, words, left_out, still_named })
}

/// Everything that a choice would put in if nothing were left out.
///
/// # Errors
/// If the query is not understood.
pub(super) fn whole(facts: &Facts, choice: &Choice) -> Result<Facts, TaskError> {
    Ok(subset(facts, wanted(facts, choice.query.trim())?))
}

/// What a bundle begins with: what the query selects, or all findings, or, in a case that has none, everything; and what
/// the exhibits that the findings cite show and say. Views are no evidence, and stay.
fn wanted(facts: &Facts, text: &str) -> Result<Vec<EntityRef>, TaskError> {
    let matches = query::matches(facts, text)?;
    let findings_only = text.is_empty() && !facts.findings.is_empty();
    let mut wanted: Vec<EntityRef> = Vec::new();
    for kind in ENTITY_KINDS {
        if kind == EntityKind::SavedView || (findings_only && kind != EntityKind::Finding) {
            continue;
        }
        wanted.extend(facts.references(kind).filter(|reference| matches.matches(*reference)));
    }
    let findings = facts.findings.iter().filter(|finding| matches.matches(finding.id.into()));
    let numbers: BTreeSet<u32> = findings.flat_map(Finding::cited_exhibits).collect();
    let cited = |exhibit: &&Exhibit| numbers.contains(&exhibit.number);
    for exhibit in facts.exhibits.iter().filter(cited) {
        let links = facts.links();
        wanted.extend(links.claims_of(exhibit.id).map(EntityRef::from));
        wanted.extend(links.sightings_of(exhibit.id).map(EntityRef::from));
    }
    Ok(wanted)
}

/// What would be in the bundle if nothing was left out, and is not; and what of the rest is not whole.
fn missing(facts: &Facts, part: &Facts, gone: &Gone, text: &str) -> Result<Vec<LeftOut>, TaskError> {
    let mut rows = Vec::new();
    if gone.entities.is_empty() {
        return Ok(rows);
    }
    let whole = subset(facts, wanted(facts, text)?);
    for kind in ENTITY_KINDS {
        for reference in whole.references(kind) {
            let mut row = |what, why| rows.push(LeftOut { code: naming::code(facts, reference), what, why });
            if !part.contains(reference) {
                row(What::Whole(kind), gone.entities.get(&reference).copied().unwrap_or(Why::Alone));
                continue;
            }
            if gone.statements.contains(&reference) {
                row(What::Statements(kind), Why::RestsOn);
            }
            if gone.citations.contains(&reference) {
                row(What::Citation, Why::RestsOn);
            }
        }
    }
    Ok(rows)
}

fn words(kept: &Facts, part: &Facts, choice: &Choice) -> String {
    let text = choice.query.trim();
    let findings = part.findings.len();
    if !text.is_empty() && choice.leaves_out() {
        // The words of a query may name what was left out.
        return "What a query selects of the case, and what it rests on.".to_owned();
    }
    if !text.is_empty() {
        return format!("What the query “{text}” selects of the case, and what it rests on.");
    }
    if findings == 0 && kept.findings.is_empty() {
        return "The whole case, which has no findings yet.".to_owned();
    }
    let all = if findings == 1 {
        "The one finding".to_owned()
    } else {
        format!("All {} {}", thousands(findings), plural("finding"))
    };
    let exhibits = count(part.exhibits.len(), "exhibit");
    format!("{all} of the case, the exhibits cited, what they show and say, and what it rests on: {exhibits}.")
}
