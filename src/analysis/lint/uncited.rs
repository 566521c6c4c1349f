//! Sentences that state a fact and cite nothing for it.

use std::collections::BTreeSet;

use super::rule::Rule;
use super::statements::statements;
use super::text::Sentence;
use super::words::{Word, has_any, span};
use super::{Look, Part};

/// Words of which any English sentence of some length has one, and hardly any other language does.
const ENGLISH: [&str; 18] = [
    "the", "of", "and", "from", "with", "were", "at", "by", "its", "this", "that", "their", "had", "it", "is", "are",
    "to", "between",
];
/// What cannot be cited: that something is not known, and what the report itself does.
const NEEDS_NONE: [&str; 18] = [
    "not known",
    "unknown",
    "not stated",
    "not identified",
    "not named",
    "no exhibit",
    "no report",
    "no source",
    "no image",
    "nobody looked",
    "this report",
    "this case",
    "this finding",
    "we count",
    "see also",
    "not established",
    "cannot be told",
    "is open",
];
const NUMBERS: [&str; 14] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen", "dozens",
    "hundreds",
];
const COUNTED: [&str; 20] = [
    "vessels",
    "tankers",
    "ships",
    "hulls",
    "calls",
    "visits",
    "shipments",
    "voyages",
    "deliveries",
    "transfers",
    "barrels",
    "bbl",
    "tonnes",
    "tons",
    "berths",
    "ports",
    "containers",
    "days",
    "images",
    "loadings",
];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Looks through one sentence. A headline bears no citations and is left alone.
pub(super) fn look(look: &mut Look<'_, '_>, part: Part, sentence: &Sentence) {
    let bare = part == Part::Body && sentence.states && sentence.cites.is_empty() && sentence.is_latin;
    if !bare || has_any(&sentence.words, &NEEDS_NONE) {
        return;
    }
    let words = &sentence.words;
    let deeds = statements(sentence, &BTreeSet::new());
    if deeds.is_empty() && !words.iter().any(|word| ENGLISH.contains(&word.lower.as_str())) {
        return;
    }
    let name = look.names().found(words).first().map(|(from, to, _)| span(words, *from, *to));
    let month = |at: usize| {
        // “May” and “March” are months beside a number only.
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        MONTHS.contains(&words[at].lower.as_str())
            && beside.filter_map(|at| words.get(at)).any(|word| is_number(&word.lower))
    };
    let date = (0..words.len()).find(|at| month(*at)).map(|at| words[at].range.clone());
    // A number within a name, as in Tanker 1, is the name's.
    let within =
        |at: &std::ops::Range<usize>| name.as_ref().is_some_and(|name| name.start <= at.start && at.end <= name.end);
    let number =
        words.iter().find(|word| is_number(&word.lower) && !within(&word.range)).map(|word| word.range.clone());
    let count = || (0..words.len()).find(|at| is_count(words, *at)).map(|at| words[at].range.clone());
    let number = number.or_else(count);
    let deed = deeds.first().map(|deed| deed.range.clone());
    let facts = [("the date", date), ("the number", number), ("the name", name), ("the statement", deed)];
    let Some((kind, words)) = facts.into_iter().find_map(|(kind, range)| Some((kind, look.words_of(part, range?))))
    else {
        return;
    };
    let message = format!("{} cites nothing for this sentence, which has {kind} “{words}”.", look.code());
    let item = look.item(Rule::NoCitation, part, sentence.range.clone(), sentence.range.clone(), message);
    look.items.push(item);
}

/// Whether a number in letters counts vessels, calls or amounts: “five vessels”, “two of the tankers”.
fn is_count(words: &[Word], at: usize) -> bool {
    let counted = words.iter().skip(at + 1).take(4).take_while(|word| word.gap.is_empty());
    NUMBERS.contains(&words[at].lower.as_str())
        && counted.into_iter().any(|word| COUNTED.contains(&word.lower.as_str()))
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}
