//! The names of a case that a query can ask for, gathered once, so that completing one costs no pass over the case.

use std::collections::BTreeSet;

use super::edit::written;
use super::fields::{NAME_KINDS, NameKind};
use crate::base::script::{Fit, Needle};
use crate::base::text::fold;
use crate::model::facts::Facts;
use crate::model::sections::called;
use crate::model::vessel::OtherName;

/// A name as it is offered.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Name {
    folded: String,
    /// As it is shown.
    pub text: String,
    /// As it is written behind the colon of a field.
    pub written: String,
}

impl Name {
    fn new(text: &str) -> Option<Self> {
        let folded = fold(text);
        // What no term can ask for is not offered.
        let written = written(text).filter(|_| !folded.is_empty())?;
        Some(Self { folded, text: text.to_owned(), written })
    }

    /// How well it answers what was typed, best first; none if not at all.
    fn rank(&self, wanted: &Needle) -> Option<u8> {
        let plain = wanted.plain();
        if self.folded.starts_with(plain) {
            return Some(0);
        }
        if let Some((at, _)) = self.folded.match_indices(plain).find(|(at, _)| self.folded[..*at].ends_with(' ')) {
            return (at > 0).then_some(1);
        }
        let foreign = !(self.text.is_ascii() && plain.is_ascii());
        match if foreign { wanted.fit(&self.text) } else { Fit::None } {
            Fit::Whole | Fit::Start => Some(0),
            Fit::Part => Some(2),
            Fit::None => self.folded.contains(plain).then_some(2),
        }
    }
}

/// The names of a case by kind, in alphabetical order, each once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Names {
    kinds: [Vec<Name>; NAME_KINDS.len()],
}

impl Names {
    /// Gathers them: one pass over everything but visits.
    #[must_use]
    pub fn of(facts: &Facts) -> Self {
        let mut names = Self::default();
        for kind in NAME_KINDS {
            names.kinds[kind as usize] = match kind {
                NameKind::Vessel => {
                    all(facts.vessels.iter().flat_map(|row| own_and_other(&row.name, &row.other_names)))
                }
                NameKind::Place => all(facts.places.iter().flat_map(|row| own_and_other(&row.name, &row.other_names))),
                NameKind::Operator => all(facts.places.iter().map(|row| row.operator.as_str())),
                NameKind::Flag => all(facts.vessels.iter().flat_map(|row| &row.flags).map(|flag| flag.value.as_str())),
                NameKind::Tag => all(facts.tags.iter().map(|row| row.name.as_str())),
                NameKind::Source => all(facts.sources.iter().map(|row| row.name.as_str())),
                NameKind::Speaker => all(facts.claims.iter().map(|row| row.speaker.as_str())),
                NameKind::Cargo => all(facts.shipments.iter().map(|row| row.product.as_str())),
                NameKind::Exhibit => exhibits(facts),
                NameKind::Section => all(facts.findings.iter().map(|row| called(&row.section))),
            };
        }
        names
    }

    /// The names of a kind that answer what was typed, at most `most` of them: those that begin with it, those of which a
    /// later word does, those that hold it.
    #[must_use]
    pub fn find(&self, kind: NameKind, typed: &str, most: usize) -> Vec<&Name> {
        let names = &self.kinds[kind as usize];
        let Some(wanted) = Needle::new(typed) else {
            return if typed.trim().is_empty() { names.iter().take(most).collect() } else { Vec::new() };
        };
        let mut found: [Vec<&Name>; 3] = Default::default();
        for name in names {
            if let Some(rank) = name.rank(&wanted)
                && found[rank as usize].len() < most
            {
                found[rank as usize].push(name);
            }
        }
        found.into_iter().flatten().take(most).collect()
    }
}

fn own_and_other<'a>(own: &'a str, others: &'a [OtherName]) -> impl Iterator<Item = &'a str> {
    std::iter::once(own).chain(others.iter().map(|other| other.name.as_str()))
}

fn all<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Name> {
    let distinct: BTreeSet<&str> = names.collect();
    let mut names: Vec<Name> = distinct.into_iter().filter_map(Name::new).collect();
    names.sort_unstable();
    names
}

/// Exhibits by number, found by their titles too.
fn exhibits(facts: &Facts) -> Vec<Name> {
    let mut rows: Vec<_> = facts.exhibits.iter().collect();
    rows.sort_by_key(|row| row.number);
    let name = |row: &crate::model::evidence::Exhibit| {
        let text = format!("E-{} {}", row.number, row.title);
        Name { folded: fold(&text), text, written: format!("E-{}", row.number) }
    };
    rows.into_iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{case, vessel};
    use super::*;
    use crate::model::entity::Entity;

    #[test]
    fn names_that_begin_so_come_first_and_what_no_term_can_ask_for_is_left_out() {
        let mut facts = case();
        for (id, name) in [(4, "Atlantic tanker"), (5, "Supertanker"), (6, "...")] {
            facts.put(Entity::Vessel(Box::new(vessel(id, name))));
        }
        facts.put(Entity::Vessel(Box::new(vessel(7, &"Tank".repeat(3_000)))));
        facts.put(Entity::Vessel(Box::new(vessel(8, "백양산"))));
        let names = Names::of(&facts);
        let found = |kind, typed: &str, most| -> Vec<String> {
            names.find(kind, typed, most).into_iter().map(|name| name.written.clone()).collect()
        };
        assert_eq!(
            found(NameKind::Vessel, "tank", 9),
            ["\"Tanker 1\"", "\"Tanker 10\"", "\"Atlantic tanker\"", "Supertanker"]
        );
        assert_eq!(found(NameKind::Vessel, "tank", 3).len(), 3);
        assert_eq!(found(NameKind::Vessel, "paek", 9), ["\"Paek Yang San 1\"", "백양산"]);
        assert_eq!(found(NameKind::Vessel, "", 2).len(), 2, "without anything typed the first ones are offered");
        assert_eq!(found(NameKind::Vessel, "...", 9), [""; 0]);
        assert_eq!(found(NameKind::Exhibit, "calls", 9), ["E-8"]);
        assert_eq!(found(NameKind::Exhibit, "e-", 9), ["E-7", "E-8"]);
        assert_eq!(found(NameKind::Speaker, "byr", 9), ["\"Joseph Byrne\""]);
        assert_eq!(found(NameKind::Section, "", 9), ["Findings"], "as the section without a name is called in print");
        assert_eq!(found(NameKind::Cargo, "", 9), ["\"Refined petroleum\""]);
    }
}
