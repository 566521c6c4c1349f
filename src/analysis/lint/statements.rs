//! What a sentence says that a vessel did: the verb with its helping words, and how firmly it is said.
//!
//! Careful on the side of silence: what is negated, asked, intended or conditional, and every noun that only looks like a
//! verb, is no statement.

use std::collections::BTreeSet;
use std::ops::Range;

use super::hedges::{Hedging, is_negated};
use super::text::Sentence;
use super::verbs::{Deed, Form, Verb, verb_of};
use super::words::{Word, span};
use crate::model::grading::Hedge;

/// How a statement is built, which decides how a hedge can be put into it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Build {
    /// `loaded`, surely what the subject did.
    Past,
    /// `was loading`
    Progressive,
    /// `had loaded`
    Perfect,
    /// `was loaded`
    Passive,
    /// Anything else: `after loading`, `seen to load`, `the oil loaded there`.
    Other,
}

/// One statement.
#[derive(Debug)]
pub(super) struct Statement {
    /// The verb.
    pub(super) verb: &'static Verb,
    /// How it is built.
    pub(super) build: Build,
    /// The word before the verb that belongs to it, in lower case: `was`, `had`; empty if there is none beside it.
    pub(super) helper: String,
    /// The words it stands in: the helper and the verb.
    pub(super) range: Range<usize>,
    /// How firmly it is said.
    pub(super) hedge: Hedge,
}

const BE: [&str; 8] = ["was", "were", "is", "are", "be", "been", "being", "got"];
const HAVE: [&str; 4] = ["has", "have", "had", "having"];
const ARTICLES: [&str; 17] = [
    "a",
    "an",
    "the",
    "each",
    "every",
    "any",
    "its",
    "their",
    "this",
    "these",
    "those",
    "no",
    "of",
    "fully",
    "heavily",
    "partly",
    "partially",
];
/// Before an -ing form that is a noun.
const BEFORE_NOUN: [&str; 22] = [
    "the",
    "a",
    "an",
    "of",
    "for",
    "no",
    "this",
    "that",
    "its",
    "their",
    "each",
    "any",
    "every",
    "without",
    "by",
    "possible",
    "suspected",
    "alleged",
    "such",
    "cargo",
    "oil",
    "further",
];
/// After an -ing form that is part of a noun, or after `no oil` that is none either.
const NOUNS: [&str; 27] = [
    "berth",
    "berths",
    "pier",
    "piers",
    "port",
    "ports",
    "terminal",
    "terminals",
    "quay",
    "jetty",
    "arm",
    "arms",
    "facility",
    "facilities",
    "site",
    "place",
    "places",
    "point",
    "zone",
    "window",
    "capacity",
    "operation",
    "operations",
    "visit",
    "visits",
    "gear",
    "company",
];
/// Before `to load`, of what was seen to be done.
const SEEN_TO: [&str; 14] = [
    "seen",
    "observed",
    "began",
    "begun",
    "started",
    "continued",
    "continues",
    "managed",
    "proceeded",
    "found",
    "known",
    "shown",
    "filmed",
    "confirmed",
];
/// Of whom `loads` is a verb.
const SUBJECTS: [&str; 14] = [
    "it", "she", "they", "who", "which", "and", "then", "tanker", "tankers", "vessel", "vessels", "ship", "ships",
    "that",
];
const MODALS: [&str; 14] = [
    "would", "should", "must", "will", "shall", "can", "could", "may", "might", "cannot", "to", "couldn't", "wouldn't",
    "won't",
];

/// The statements of a sentence, in order; none of what is no statement or not in Latin letters. `named` are the words with
/// which names of vessels end: each may be a subject.
pub(super) fn statements(sentence: &Sentence, named: &BTreeSet<usize>) -> Vec<Statement> {
    if !sentence.states || !sentence.is_latin {
        return Vec::new();
    }
    let words = &sentence.words;
    let found: Vec<Found> = (0..words.len()).filter_map(|at| find(words, at)).collect();
    let verbs: Vec<usize> = found.iter().map(|found| found.at).collect();
    let hedging = Hedging::of(words, &verbs);
    let statements = found.into_iter().filter(|found| !is_negated(words, found.first, found.at)).map(|found| {
        let hedge = hedging.at(found.at, found.is_finite);
        let build = match found.build {
            Build::Past if !is_certain(words, found.at, named) => Build::Other,
            build => build,
        };
        let beside = found.first < found.at && found.first + 1 == found.at;
        let helper = if beside { words[found.first].lower.clone() } else { String::new() };
        let from = if beside && build != Build::Other { found.first } else { found.at };
        let build = if found.first < found.at && !beside { Build::Other } else { build };
        Statement { verb: found.verb, build, helper, range: span(words, from, found.at), hedge }
    });
    statements.collect()
}

/// What a quote speaks of, in whatever form; nouns such as `loading pier` are left out.
pub(super) fn deeds(words: &[Word]) -> Vec<Deed> {
    let found = (0..words.len()).filter_map(|at| {
        let (verb, form) = verb_of(&words[at].lower)?;
        let led = |at: usize| ["to", "did", "does", "and", "or", "not", "also"].contains(&words[at].lower.as_str());
        let noun = match form {
            Form::Ing => follows(words, at, &NOUNS),
            // “An annual import limit” imports nothing.
            Form::Base => !at.checked_sub(1).is_none_or(led),
            Form::Past | Form::Third => false,
        };
        (!noun && has_object(words, at, verb, form)).then_some(verb.deed)
    });
    found.collect()
}

struct Found {
    verb: &'static Verb,
    at: usize,
    /// The first of its words: a helper, or the verb itself.
    first: usize,
    build: Build,
    is_finite: bool,
}

fn find(words: &[Word], at: usize) -> Option<Found> {
    let (verb, form) = verb_of(&words[at].lower)?;
    if !has_object(words, at, verb, form) {
        return None;
    }
    // What was carried out is no cargo.
    if verb.deed == Deed::Carry && follows(words, at, &["out", "on"]) {
        return None;
    }
    let helper = before(words, at);
    let lower = |at: Option<usize>| at.map_or("", |at| words[at].lower.as_str());
    let found = |first, build, is_finite| Some(Found { verb, at, first, build, is_finite });
    let beside = |list: &[&str]| list.contains(&lower(helper));
    match form {
        Form::Past if beside(&BE) => chain(words, helper?).and_then(|first| found(first, Build::Passive, true)),
        Form::Past if beside(&HAVE) => {
            let first = chain(words, helper?)?;
            let is_finite = lower(helper) != "having" && lower(before(words, helper?)) != "to";
            found(first, if is_finite { Build::Perfect } else { Build::Other }, is_finite)
        }
        Form::Past if beside(&MODALS) => None,
        // The word beside it, since `the tanker then loaded` is no `the loaded tanker`.
        Form::Past if at > 0 && words[at].gap.is_empty() && ARTICLES.contains(&lower(at.checked_sub(1))) => None,
        Form::Past => found(at, Build::Past, true),
        Form::Ing if follows(words, at, &NOUNS) => None,
        Form::Ing if beside(&BE) => {
            let first = chain(words, helper?)?;
            let plain = ["was", "were", "is", "are"].contains(&lower(helper));
            found(first, if plain { Build::Progressive } else { Build::Other }, plain)
        }
        Form::Ing if helper.is_some_and(|owner| is_owner(&words[owner])) => None,
        Form::Ing if at == 0 || beside(&BEFORE_NOUN) || follows(words, at, &["of", "was", "were", "is", "and"]) => None,
        Form::Ing => found(at, Build::Other, false),
        Form::Base => {
            let to = helper.filter(|to| words[*to].lower == "to");
            if let Some(governor) = to.and_then(|to| before(words, to)) {
                let governor_word = words[governor].lower.as_str();
                let stated = SEEN_TO.contains(&governor_word) || APPEAR.contains(&governor_word);
                return if stated { found(at, Build::Other, false) } else { None };
            }
            if beside(&["did", "does"]) { found(at, Build::Other, true) } else { None }
        }
        Form::Third => {
            let subject = helper.is_some_and(|before| {
                let word = &words[before];
                SUBJECTS.contains(&word.lower.as_str()) || (before > 0 && word.is_name_like)
            });
            let object = follows(words, at, &["at", "in", "from", "to", "into", "on", "oil", "cargo", "the", "fuel"]);
            if subject && object { found(at, Build::Other, true) } else { None }
        }
    }
}

/// Whether what follows is a word's own: `the tanker's loading` is a noun.
fn is_owner(word: &Word) -> bool {
    word.lower.ends_with("'s")
}

/// Verbs that hedge what follows them with `to`.
pub(super) const APPEAR: [&str; 6] = ["appear", "appears", "appeared", "seem", "seems", "seemed"];

/// The first word of a chain of helpers such as `appeared to have been`, from its last; none if it is no statement, as
/// `would be` is none.
fn chain(words: &[Word], last: usize) -> Option<usize> {
    let Some(first) = before(words, last) else { return Some(last) };
    let lower = words[first].lower.as_str();
    if HAVE.contains(&lower) {
        return chain(words, first).map(|_| last);
    }
    if lower == "to" {
        let governor = before(words, first).map_or("", |at| words[at].lower.as_str());
        return (APPEAR.contains(&governor) || SEEN_TO.contains(&governor)).then_some(last);
    }
    if ["may", "might", "could"].contains(&lower) {
        return Some(last);
    }
    (!MODALS.contains(&lower)).then_some(last)
}

/// The word before one, adverbs and `not` left out; none at the start or beyond a mark.
pub(super) fn before(words: &[Word], at: usize) -> Option<usize> {
    let mut at = at;
    while at > 0 && !words[at].gap.contains([';', ',', ':', '(', ')', '—', '–']) {
        at -= 1;
        let word = words[at].lower.as_str();
        let adverb = (word.len() > 4 && word.ends_with("ly"))
            || ["also", "then", "later", "not", "never", "first"].contains(&word);
        if !adverb {
            return Some(at);
        }
    }
    None
}

fn follows(words: &[Word], at: usize, list: &[&str]) -> bool {
    words.get(at + 1).is_some_and(|next| next.gap.is_empty() && list.contains(&next.lower.as_str()))
}

/// Whether what a verb needs after it stands there: `called at`, `left Vostochny`, `switched its AIS off`.
fn has_object(words: &[Word], at: usize, verb: &Verb, form: Form) -> bool {
    if verb.before.is_empty() || (form == Form::Ing && verb.deed == Deed::Sail) {
        return true;
    }
    let next = words.get(at + 1).filter(|next| next.gap.is_empty());
    match verb.deed {
        Deed::Hide => words[at + 1..].iter().take(4).any(|word| verb.before.contains(&word.lower.as_str())),
        Deed::Sail if verb.base == "leave" => next.is_some_and(|next| {
            let place = ["port", "berth", "pier", "terminal", "anchorage", "quay", "jetty", "harbour"];
            let near = || words[at + 1..].iter().take(4).any(|word| place.contains(&word.lower.as_str()));
            next.is_name_like && !next.lower.starts_with(|c: char| c.is_ascii_digit())
                || (verb.before.contains(&next.lower.as_str()) && near())
        }),
        _ => next.is_some_and(|next| verb.before.contains(&next.lower.as_str())),
    }
}

/// Whether a past form is surely what the subject beside it did: no participle such as `the oil loaded there was sold`.
fn is_certain(words: &[Word], at: usize, named: &BTreeSet<usize>) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| words[at].gap.is_empty()) else { return false };
    let word = &words[before];
    let subject = SUBJECTS.contains(&word.lower.as_str())
        || named.contains(&before)
        || (before > 0 && word.is_name_like)
        || ["also", "later", "first"].contains(&word.lower.as_str());
    let rest = words[at + 1..].iter().take_while(|word| {
        word.gap.is_empty()
            && !["and", "then", "before", "after", "when", "while", "but"].contains(&word.lower.as_str())
    });
    let mut rest = rest.map(|word| word.lower.as_str());
    let finite = |word: &str| {
        ["was", "were", "is", "are", "has", "have", "had", "did", "appeared", "seemed"].contains(&word)
            || verb_of(word).is_some_and(|(_, form)| form == Form::Past)
    };
    subject && !follows(words, at, &["by"]) && !rest.any(finite)
}
