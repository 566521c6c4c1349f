//! Vessels and places that a sentence names.

use std::collections::{BTreeMap, BTreeSet};

use super::words::{Word, words};
use crate::model::facts::Facts;
use crate::model::ids::EntityRef;

/// Most words that a name is looked for by; a longer one is found by its beginning.
const LONGEST: usize = 6;

/// The names of a case, gathered once for all findings.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// By the words of the name in lower case.
    by_words: BTreeMap<String, BTreeSet<EntityRef>>,
}

impl Names {
    /// The names of all vessels and places, their other names too.
    pub(super) fn of(facts: &Facts) -> Self {
        let mut names = Self::default();
        for vessel in facts.vessels.iter() {
            let others = vessel.other_names.iter().map(|other| other.name.as_str());
            others.chain([vessel.name.as_str()]).for_each(|name| names.add(name, vessel.id.into()));
        }
        for place in facts.places.iter() {
            let others = place.other_names.iter().map(|other| other.name.as_str());
            others.chain([place.name.as_str()]).for_each(|name| names.add(name, place.id.into()));
        }
        names
    }

    fn add(&mut self, name: &str, item: EntityRef) {
        let words = words(name, 0..name.len());
        let key = join(&words[..words.len().min(LONGEST)]);
        if !key.is_empty() {
            self.by_words.entry(key).or_default().insert(item);
        }
    }

    /// What a sentence names, each with the places of its first and last word. A name begins with a capital, so that the
    /// tanker Hope is not found in every hope.
    pub(super) fn found(&self, words: &[Word]) -> Vec<(usize, usize, &BTreeSet<EntityRef>)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let longest =
                (1..=LONGEST.min(words.len() - at)).rev().filter(|_| words[at].is_name_like).find_map(|length| {
                    self.by_words.get(&join(&words[at..at + length])).map(|items| (at, at + length - 1, items))
                });
            at = longest.map_or(at, |(_, last, _)| last) + 1;
            found.extend(longest);
        }
        found
    }
}

fn join(words: &[Word]) -> String {
    words.iter().map(|word| word.lower.as_str()).collect::<Vec<_>>().join(" ")
}
