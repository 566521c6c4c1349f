//! How firmly each statement of a sentence is made, from the sentence's own words; and how a hedge is put into one.
//!
//! The classes are those of [`wording`](crate::model::wording). A hedge reaches the statements of its own clause:
//! `appeared to load and unloaded` hedges the loading only.

use super::statements::{APPEAR, Build, Statement};
use super::words::{Word, is_phrase, length};
use crate::model::grading::Hedge;
use crate::model::wording::HEDGE_WORDS;

/// What makes a statement none that could be too strong: it is put as possible, asked about, or somebody else's.
const SOFT: [&str; 45] = [
    "possibly",
    "possible",
    "conceivable",
    "not clear",
    "perhaps",
    "potentially",
    "maybe",
    "may",
    "might",
    "could",
    "would",
    "should",
    "must",
    "cannot",
    "can",
    "whether",
    "if",
    "unless",
    "unconfirmed",
    "suspected",
    "suspects",
    "believed",
    "believes",
    "thought",
    "understood",
    "suggest",
    "suggests",
    "suggested",
    "suggesting",
    "consistent",
    "unclear",
    "unknown",
    "unlikely",
    "improbable",
    "expected",
    "planned",
    "intended",
    "supposed",
    "supposedly",
    "claim",
    "claims",
    "allegation",
    "allegations",
    "conceivably",
    "said to",
];
/// What begins a clause that a hedge before it does not reach.
const BREAKS: [&str; 6] = ["but", "whereas", "although", "though", "however", "while"];

struct Found {
    at: usize,
    last: usize,
    hedge: Hedge,
    /// `appeared to`: reaches what hangs on it.
    is_narrow: bool,
}

/// The hedges of a sentence.
pub(super) struct Hedging<'a> {
    words: &'a [Word],
    verbs: &'a [usize],
    found: Vec<Found>,
}

impl<'a> Hedging<'a> {
    /// Finds them; `verbs` are the places of its statements.
    pub(super) fn of(words: &'a [Word], verbs: &'a [usize]) -> Self {
        let mut found = Vec::new();
        for at in 0..words.len() {
            for (hedge, phrases) in HEDGE_WORDS {
                // A negation is no hedge of what stands elsewhere in the sentence.
                for phrase in phrases.iter().filter(|phrase| **phrase != "did not" && is_phrase(words, at, phrase)) {
                    let is_narrow = APPEAR.contains(phrase);
                    found.push(Found { at, last: at + length(phrase) - 1, hedge, is_narrow });
                }
            }
            for phrase in SOFT.iter().filter(|phrase| is_phrase(words, at, phrase)) {
                found.push(Found { at, last: at + length(phrase) - 1, hedge: Hedge::Denied, is_narrow: false });
            }
        }
        Self { words, verbs, found }
    }

    /// How firmly the statement at a word is made: by the weakest hedge that reaches it.
    pub(super) fn at(&self, verb: usize, is_finite: bool) -> Hedge {
        let reaching = self.found.iter().filter(|found| self.reaches(found, verb, is_finite));
        reaching.map(|found| found.hedge).min().unwrap_or(Hedge::Asserted)
    }

    fn reaches(&self, found: &Found, verb: usize, is_finite: bool) -> bool {
        let (from, to) = if found.at < verb { (found.last + 1, verb) } else { (verb + 1, found.at) };
        let between = self.words.get(from..=to.max(from)).unwrap_or_default();
        let broken = between.iter().enumerate().any(|(i, word)| {
            let begins = BREAKS.contains(&word.lower.as_str())
                && !self.words.get(from + i + 1).is_some_and(|next| next.lower.ends_with("ing"));
            word.gap.contains([';', '—']) || begins
        });
        if broken {
            return false;
        }
        let to_follows = self.words.get(found.last + 1).is_some_and(|word| word.lower == "to");
        if found.at < verb {
            return !(found.is_narrow && is_finite && to_follows) || self.hangs_on(found, verb);
        }
        // After the verb it belongs to what follows it, unless it is set off or the last of its clause.
        let set_off = self.words.get(found.at).is_some_and(|word| word.gap.contains([',', '(', '–']));
        let another = self.verbs.iter().any(|other| *other > verb);
        if found.is_narrow { !to_follows && (set_off || !another) } else { set_off || !another }
    }

    /// Whether a verb stands right behind `appeared to`, with helpers between: `appeared to have been loaded`.
    fn hangs_on(&self, found: &Found, verb: usize) -> bool {
        let helpers = ["to", "have", "be", "been", "then", "also"];
        let between = self.words.get(found.last + 1..verb).unwrap_or_default();
        between.iter().all(|word| helpers.contains(&word.lower.as_str()) || word.lower.ends_with("ly"))
    }
}

/// Whether a statement is negated: `did not load`, `without loading`, `no tanker loaded`.
pub(super) fn is_negated(words: &[Word], first: usize, at: usize) -> bool {
    let start = first.saturating_sub(3);
    let near = &words[start..at];
    let own = near.iter().any(|word| {
        ["not", "never", "nor", "neither", "without", "cannot"].contains(&word.lower.as_str())
            || word.lower.ends_with("n't")
    });
    let begins = (0..first).rev().find(|at| words[*at].gap.contains([';', ',', ':', '—'])).unwrap_or(0);
    let subject =
        words[begins..first].iter().any(|word| ["no", "none", "nobody", "neither"].contains(&word.lower.as_str()));
    own || subject
}

/// A hedge as a source words it, so that it can be put into a sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Wording {
    /// `appeared to` or `seemed to`, by the stem.
    Verb(&'static str),
    /// An adverb: `presumably`, `most likely`.
    Adverb(String),
    /// `may have`, by its first word.
    Modal(&'static str),
}

impl Wording {
    /// The hedge of a quote; where its words hold none that can be put elsewhere, the usual word of its class.
    pub(super) fn of(quote: &[Word], hedge: Hedge) -> Option<Self> {
        const ADVERBS: [&str; 11] = [
            "most likely",
            "very likely",
            "almost certainly",
            "allegedly",
            "reportedly",
            "purportedly",
            "presumably",
            "apparently",
            "probably",
            "seemingly",
            "likely",
        ];
        for at in 0..quote.len() {
            for (stem, forms) in [("appear", &APPEAR[..3]), ("seem", &APPEAR[3..])] {
                if hedge == Hedge::Appears && forms.contains(&quote[at].lower.as_str()) {
                    return Some(Self::Verb(stem));
                }
            }
            for modal in ["may", "might", "could"] {
                if hedge == Hedge::Appears && is_phrase(quote, at, &format!("{modal} have")) {
                    return Some(Self::Modal(modal));
                }
            }
            if let Some(adverb) = ADVERBS.into_iter().find(|adverb| is_phrase(quote, at, adverb)) {
                return Some(Self::Adverb(adverb.to_owned()));
            }
        }
        match hedge {
            Hedge::Alleged => Some(Self::Adverb("allegedly".to_owned())),
            Hedge::Appears => Some(Self::Verb("appear")),
            Hedge::Likely => Some(Self::Adverb("likely".to_owned())),
            Hedge::Denied | Hedge::Asserted => None,
        }
    }

    /// A statement with the hedge in it, for the words it stands in; none where the grammar is not certain.
    pub(super) fn reworded(&self, statement: &Statement) -> Option<String> {
        let verb = statement.verb;
        let helper = statement.helper.as_str();
        let plural = matches!(helper, "are" | "have" | "were");
        let present = |stem: &str| if plural { stem.to_owned() } else { format!("{stem}s") };
        let made = match (self, statement.build) {
            (_, Build::Other) => return None,
            // A second hedge would say something else; the one that is there is the author's to exchange.
            _ if statement.hedge != Hedge::Asserted => return None,
            (Self::Adverb(adverb), Build::Past) => format!("{adverb} {}", verb.past),
            (Self::Adverb(adverb), Build::Progressive) => format!("{helper} {adverb} {}", verb.ing),
            (Self::Adverb(adverb), Build::Perfect | Build::Passive) => format!("{helper} {adverb} {}", verb.past),
            (Self::Verb(stem), Build::Past) => format!("{stem}ed to {}", verb.base),
            (Self::Verb(stem), Build::Progressive) if matches!(helper, "was" | "were") => {
                format!("{stem}ed to be {}", verb.ing)
            }
            (Self::Verb(stem), Build::Progressive) => format!("{} to be {}", present(stem), verb.ing),
            (Self::Verb(stem), Build::Perfect) if helper == "had" => format!("{stem}ed to have {}", verb.past),
            (Self::Verb(stem), Build::Perfect) => format!("{} to have {}", present(stem), verb.past),
            (Self::Modal(modal), Build::Past | Build::Perfect) => format!("{modal} have {}", verb.past),
            (Self::Modal(modal), Build::Progressive) => format!("{modal} have been {}", verb.ing),
            // “Oil was apparently loaded” says what “appeared to load” says; “appeared to be loaded” may be of a state.
            (Self::Verb(_), Build::Passive) if matches!(helper, "was" | "were") => {
                format!("{helper} apparently {}", verb.past)
            }
            (Self::Modal(modal), Build::Passive) if matches!(helper, "was" | "were") => {
                format!("{modal} have been {}", verb.past)
            }
            (Self::Verb(_) | Self::Modal(_), Build::Passive) => return None,
        };
        Some(made)
    }
}
