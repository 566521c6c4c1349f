//! Several reports named where all of them end in one origin, or in none; and high confidence on one origin.

use std::collections::BTreeSet;

use super::rule::Rule;
use super::scope::speaking_of;
use super::statements::statements;
use super::text::Sentence;
use super::words::{Word, has_any, span};
use super::{Look, Part};
use crate::analysis::origins::subject::{Reports, reports};
use crate::base::text::count;
use crate::model::grading::Confidence;
use crate::model::naming;

const MANY: [&str; 22] = [
    "several",
    "multiple",
    "many",
    "numerous",
    "various",
    "different",
    "independent",
    "separate",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "both",
    "other",
    "further",
];
const REPORTS: [&str; 12] = [
    "reports",
    "sources",
    "outlets",
    "accounts",
    "articles",
    "media",
    "newspapers",
    "publications",
    "agencies",
    "broadcasters",
    "journalists",
    "researchers",
];
const SAY: [&str; 18] = [
    "say",
    "said",
    "report",
    "reported",
    "confirm",
    "confirmed",
    "agree",
    "agreed",
    "show",
    "showed",
    "indicate",
    "indicated",
    "suggest",
    "suggested",
    "state",
    "stated",
    "describe",
    "described",
];
const BACKED: [&str; 4] = ["confirmed by", "corroborated by", "independently confirmed", "independently verified"];
/// Who says this has counted origins.
const COUNTED: [&str; 14] = [
    "one origin",
    "single origin",
    "same origin",
    "one source",
    "single source",
    "same source",
    "no origin",
    "origin is unknown",
    "unknown origin",
    "unknown lineage",
    "all from",
    "all have it from",
    "all go back",
    "repeated one",
];
const NOT: [&str; 8] = ["no", "not", "never", "without", "neither", "nor", "cannot", "yet"];

/// Looks through a finding.
pub(super) fn look(look: &mut Look<'_, '_>) {
    let found = reports(look.facts(), look.lint.lineage, look.finding.id.into());
    let origins = found.origins().len();
    look.each_sentence(|look, part, sentence| sentence_of(look, part, sentence, &found));
    if origins > 1 {
        return;
    }
    if look.finding.confidence == Some(Confidence::High) {
        let message = if found.supporting.is_empty() {
            format!("{} has high confidence and cites no report that speaks for it.", look.code())
        } else {
            format!("{} has high confidence; {}.", look.code(), ends(look, &found, "that it cites"))
        };
        let mut item = look.whole(Rule::OneOrigin, message);
        item.exhibits.extend(found.supporting.keys());
        look.items.push(item);
    }
}

fn sentence_of(look: &mut Look<'_, '_>, part: Part, sentence: &Sentence, found: &Reports) {
    let words = &sentence.words;
    if !sentence.is_latin || has_any(words, &COUNTED) {
        return;
    }
    let Some((from, to)) = (0..words.len()).find_map(|at| several(words, at)) else { return };
    let of_deed = of_deed(look, part, sentence);
    let cites = if of_deed.is_some() { "that it cites for this" } else { "that it cites" };
    let found = of_deed.as_ref().unwrap_or(found);
    if found.supporting.is_empty() || found.origins().len() > 1 {
        return;
    }
    let range = span(words, from, to);
    let message =
        format!("{} says “{}”; {}.", look.code(), look.words_of(part, range.clone()), ends(look, found, cites));
    let mut item = look.item(Rule::OneOrigin, part, sentence.range.clone(), range, message);
    item.exhibits.extend(found.supporting.keys());
    look.items.push(item);
}

/// The reports of what a sentence says was done: an article that carries two stories lends the one no origin of the other.
/// None if the sentence says nothing of the kind, or cites nothing that does.
fn of_deed(look: &Look<'_, '_>, part: Part, sentence: &Sentence) -> Option<Reports> {
    let facts = look.facts();
    let cited = look.cited(part, sentence);
    let mut found = Reports::default();
    for statement in statements(sentence, &BTreeSet::new()) {
        for claim in speaking_of(facts, &cited, statement.verb.deed, &BTreeSet::new()) {
            let reach = look.lint.lineage.of_claim(claim.exhibit, claim.id);
            let known = found.supporting.entry(claim.exhibit).or_default();
            known.origins.extend(reach.origins);
        }
    }
    (!found.supporting.is_empty()).then_some(found)
}

/// `the 9 reports that it cites (E-1 to E-9) end in one origin, Royal United Services Institute (RUSI)`
fn ends(look: &Look<'_, '_>, found: &Reports, cites: &str) -> String {
    let facts = look.facts();
    let exhibits = naming::exhibits(facts, found.supporting.keys().copied());
    let number = count(found.supporting.len(), "report");
    let ends = if found.supporting.len() == 1 { "ends" } else { "end" };
    match found.origins().into_iter().next() {
        Some(origin) => {
            let origin = naming::name(facts, origin.into());
            format!("the {number} {cites} ({exhibits}) {ends} in one origin, {origin}")
        }
        None => format!("the {number} {cites} ({exhibits}) {ends} in no known origin"),
    }
}

/// Words from `at` on that name several reports, or say that something was confirmed.
fn several(words: &[Word], at: usize) -> Option<(usize, usize)> {
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|word| list.contains(&word.lower.as_str()));
    if (at.saturating_sub(3)..at).any(|near| is(near, &NOT)) || is(at, &NOT) {
        return None;
    }
    let number = words[at].lower.parse::<u32>().is_ok_and(|number| number > 1);
    if is(at, &MANY) || number {
        let close = |at: &usize| words.get(*at).is_some_and(|word| word.gap.is_empty());
        let noun = (at + 1..at + 4).take_while(close).find(|at| is(*at, &REPORTS))?;
        return Some((at, noun));
    }
    if is(at, &REPORTS) && is(at + 1, &SAY) && words.get(at + 1).is_some_and(|word| word.gap.is_empty()) {
        return Some((at, at + 1));
    }
    if is(at, &["according"]) && is(at + 1, &["to"]) && is(at + 2, &REPORTS) {
        return Some((at, at + 2));
    }
    BACKED.iter().any(|phrase| super::words::is_phrase(words, at, phrase)).then_some((at, at + 1))
}
