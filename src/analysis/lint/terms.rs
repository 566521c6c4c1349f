//! Likelihood terms of ICD 203: the two rows are not mixed in one report, and none stands beside a confidence level.

use std::ops::Range;

use super::rule::Rule;
use super::text::{Prose, Sentence};
use super::words::{Word, is_phrase, length, span};
use super::{Item, Look, Part, in_order, item};
use crate::model::facts::Facts;
use crate::model::finding::Finding;
use crate::model::naming;

/// A row of terms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Row {
    /// From “almost no chance” to “almost certain”: the row in which Wakeline prints a finding's likelihood.
    First,
    /// From “remote” to “nearly certain”.
    Second,
}

/// The terms with their rows, longer ones before those within them (ICD 203); of the second row with the term of the first
/// that means the same.
const TERMS: [(&str, Row, &str); 21] = [
    ("almost no chance", Row::First, ""),
    ("very unlikely", Row::First, ""),
    ("unlikely", Row::First, ""),
    ("roughly even chance", Row::First, ""),
    ("very likely", Row::First, ""),
    ("most likely", Row::First, ""),
    ("likely", Row::First, ""),
    ("almost certainly", Row::First, ""),
    ("almost certain", Row::First, ""),
    // Remote by itself is mostly a place.
    ("remote chance", Row::Second, ""),
    ("remote possibility", Row::Second, ""),
    ("highly improbable", Row::Second, "very unlikely"),
    ("improbable", Row::Second, "unlikely"),
    ("roughly even odds", Row::Second, "roughly even chance"),
    ("highly probable", Row::Second, "very likely"),
    ("very probably", Row::Second, "very likely"),
    ("probable cause", Row::First, "no term of likelihood"),
    ("probable", Row::Second, "likely"),
    ("probably", Row::Second, "likely"),
    ("nearly certainly", Row::Second, "almost certainly"),
    ("nearly certain", Row::Second, "almost certain"),
];

/// One term in a text.
pub(super) struct Term {
    row: Row,
    pub(super) range: Range<usize>,
    other: &'static str,
}

/// The likelihood terms among some words.
pub(super) fn terms(words: &[Word]) -> Vec<Term> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let term = TERMS.into_iter().find(|(phrase, _, _)| is_phrase(words, at, phrase));
        let Some((phrase, row, other)) = term else {
            at += 1;
            continue;
        };
        let next = at + length(phrase);
        // A legal phrase, not a likelihood.
        if phrase != "probable cause" {
            found.push(Term { row, range: span(words, at, next - 1), other });
        }
        at = next;
    }
    found
}

/// A likelihood and a confidence level in one sentence.
pub(super) fn with_confidence(look: &mut Look<'_, '_>, part: Part, sentence: &Sentence) {
    let words = &sentence.words;
    let Some(term) = terms(words).into_iter().next() else { return };
    let Some(level) = confidence(words) else { return };
    let message = format!(
        "{} has the likelihood “{}” and the confidence level “{}” in one sentence; each stands by itself.",
        look.code(),
        look.words_of(part, term.range.clone()),
        look.words_of(part, level),
    );
    let range = sentence.range.clone();
    let item = look.item(Rule::LikelihoodWithConfidence, part, range.clone(), range, message);
    look.items.push(item);
}

/// `high confidence`, `confidence is low`, `moderate level of confidence`.
fn confidence(words: &[Word]) -> Option<Range<usize>> {
    let level = |word: &Word| ["low", "moderate", "medium", "high"].contains(&word.lower.as_str());
    let at = |at: usize| {
        (words[at].lower == "confidence").then_some(())?;
        let before = (at.saturating_sub(3)..at).rev().find(|near| {
            level(&words[*near])
                && (*near + 1 == at
                    || is_phrase(words, *near + 1, "level of")
                    || is_phrase(words, *near + 1, "degree of"))
        });
        let is = |near: usize| ["is", "was", "level", "remains"].contains(&words[near].lower.as_str());
        let after =
            (at + 1..words.len().min(at + 3)).find(|near| level(&words[*near]) && (*near == at + 1 || is(at + 1)));
        before.map(|from| span(words, from, at)).or(after.map(|to| span(words, at, to)))
    };
    (0..words.len()).find_map(at)
}

/// Terms of both rows in one report: an item for each of the second row, since the likelihood of a finding is printed in
/// the first.
pub(super) fn mixed(facts: &Facts) -> Vec<Item> {
    let mut first: Option<String> = None;
    let mut second: Vec<(&Finding, Part, Range<usize>, Term)> = Vec::new();
    for finding in in_order(facts) {
        for part in [Part::Headline, Part::Body] {
            for sentence in Prose::read(part.of(finding)).sentences {
                for term in terms(&sentence.words) {
                    if term.row == Row::Second {
                        second.push((finding, part, sentence.range.clone(), term));
                        continue;
                    }
                    let words = part.of(finding).get(term.range).unwrap_or_default();
                    first.get_or_insert_with(|| format!("{} says “{words}”", naming::code(facts, finding.id.into())));
                }
            }
        }
    }
    // The printed likelihood counts as well, where no sentence has a term of the first row.
    let printed = || {
        let finding = in_order(facts).into_iter().find(|finding| finding.likelihood.is_some())?;
        let word = finding.likelihood?.word();
        Some(format!("the likelihood of {} is printed as “{word}”", naming::code(facts, finding.id.into())))
    };
    let Some(first) = first.or_else(printed) else { return Vec::new() };
    let items = second.into_iter().map(|(finding, part, sentence, term)| {
        let words = part.of(finding).get(term.range.clone()).unwrap_or_default();
        let code = naming::code(facts, finding.id.into());
        let message = format!("{code} says “{words}” and {first}; one report keeps to one row of terms.");
        let mut item = item(finding, Rule::MixedTerms, part, sentence, term.range, message);
        let capital = words.starts_with(char::is_uppercase);
        let fix = if capital { crate::base::text::sentence_case(term.other) } else { term.other.to_owned() };
        item.fix = Some(fix).filter(|fix| !fix.is_empty());
        item
    });
    items.collect()
}
