//! What the rule of a tag says: what matches it, and how that differs from what bears the tag.

use crate::analysis::query::{QueryError, parse, run};
use crate::base::text::{count, plural, thousands};
use crate::model::facts::Facts;
use crate::model::ids::{ENTITY_KINDS, EntityKind, EntityRef, TagId};
use crate::model::tag::TagRule;

/// The kinds that a rule can be for: those that queries select.
#[must_use]
pub fn kinds() -> Vec<EntityKind> {
    let selected = crate::analysis::query::Matches::default();
    ENTITY_KINDS.into_iter().filter(|kind| selected.of_kind(*kind).is_some()).collect()
}

/// What a rule comes to in a case as it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ruled {
    /// The kind of thing that the rule is for.
    pub kind: EntityKind,
    /// How many match.
    pub matching: usize,
    /// What matches and does not bear the tag, by id.
    pub missing: Vec<EntityRef>,
    /// What bears the tag, is of the rule's kind and does not match, by id.
    pub beyond: Vec<EntityRef>,
}

impl Ruled {
    /// How many match and bear the tag.
    #[must_use]
    pub fn bearing(&self) -> usize {
        self.matching - self.missing.len()
    }

    /// `Matches 12 visits: 9 bear the tag, 3 do not; 2 bear it and do not match`.
    #[must_use]
    pub fn words(&self) -> String {
        let matching = count(self.matching, self.kind.word());
        let bear = |n: usize, of: &str| format!("{} {of}", thousands(n) + if n == 1 { " bears" } else { " bear" });
        let mut words = match (self.bearing(), self.missing.len()) {
            (0, 0) => format!("Matches no {}", self.kind.word()),
            (0, 1) => format!("Matches {matching}, which does not bear the tag"),
            (0, _) => format!("Matches {matching}, none of which bears the tag"),
            (1, 0) => format!("Matches {matching}, which bears the tag"),
            (_, 0) => format!("Matches {matching}, all of which bear the tag"),
            (bearing, missing) => {
                let others = if missing == 1 { "does not" } else { "do not" };
                format!("Matches {matching}: {}, {} {others}", bear(bearing, "the tag"), thousands(missing))
            }
        };
        match self.beyond.len() {
            0 => {}
            1 => words.push_str("; 1 bears it and does not match"),
            more => words.push_str(&format!("; {} bear it and do not match", thousands(more))),
        }
        words
    }
}

/// Why a rule cannot be run, as a sentence.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum RuleError {
    /// Its query is none, or none any more.
    #[error("The rule’s query is not understood: {}{}", lower(&error.message), at(query, error))]
    Query {
        /// The query as it is stored.
        query: String,
        /// What is wrong with it, and where.
        error: QueryError,
    },
    /// It is for things that queries do not select.
    #[error("A query does not select {}, so that a rule cannot be for them", plural(.0.word()))]
    Kind(EntityKind),
    /// It asks for nothing in particular.
    #[error("The rule’s query is empty, and would match everything")]
    Empty,
}

fn lower(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// The part of the query that the error speaks of, if it is short enough to be found by its words.
fn at(query: &str, error: &QueryError) -> String {
    let part = query.get(error.range.clone()).map(str::trim).unwrap_or_default();
    let shown: String = part.chars().take(40).collect();
    if shown.is_empty() || error.message.contains(&shown) { String::new() } else { format!(" (at “{shown}”)") }
}

/// Runs the rule of a tag against a case. Nothing is set: the caller shows what it comes to.
///
/// # Errors
/// If the query is not understood or empty, or if the kind is one that queries do not select.
pub fn ruled(facts: &Facts, tag: TagId, rule: &TagRule) -> Result<Ruled, RuleError> {
    let query = parse(&rule.query).map_err(|error| RuleError::Query { query: rule.query.clone(), error })?;
    if query.is_empty() {
        return Err(RuleError::Empty);
    }
    let matches = run(&query, facts);
    let found = matches.of_kind(rule.kind).ok_or(RuleError::Kind(rule.kind))?;
    let mut ruled = Ruled { kind: rule.kind, matching: found.len(), missing: Vec::new(), beyond: Vec::new() };
    facts.each_tagged(|reference, tags| {
        if reference.kind != rule.kind {
            return;
        }
        match (found.contains(reference.id), tags.contains(&tag)) {
            (true, false) => ruled.missing.push(reference),
            (false, true) => ruled.beyond.push(reference),
            _ => {}
        }
    });
    Ok(ruled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entity::Entity;
    use crate::model::ids::Id;
    use crate::model::vessel::Vessel;

    /// Vessels 1 to 4, called “north 1” …, of which 1, 2 and 9 bear the tag; 9 is called “south”.
    fn case() -> Facts {
        let mut facts = Facts::default();
        let tag = facts.fresh_tag("northern");
        facts.put(Entity::Tag(Box::new(tag)));
        for (id, name, set) in [
            (1, "north 1", true),
            (2, "north 2", true),
            (3, "north 3", false),
            (4, "north 4", false),
            (9, "south", true),
        ] {
            let mut vessel = Entity::Vessel(Box::new(Vessel::named(Id::new(id), name)));
            vessel.set_tag(Id::new(1), set);
            facts.put(vessel);
        }
        facts
    }

    fn rule(query: &str, kind: EntityKind) -> TagRule {
        TagRule { query: query.to_owned(), kind }
    }

    #[test]
    fn a_rule_says_what_matches_what_is_missing_and_what_is_beyond() {
        let ruled = |query: &str| ruled(&case(), Id::new(1), &rule(query, EntityKind::Vessel)).expect("a query");
        let north = ruled("vessel:north");
        let codes = |items: &[EntityRef]| items.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        assert_eq!((north.matching, north.bearing()), (4, 2));
        assert_eq!((codes(&north.missing), codes(&north.beyond)), ("VS-3 VS-4".to_owned(), "VS-9".to_owned()));
        let words = "Matches 4 vessels: 2 bear the tag, 2 do not; 1 bears it and does not match";
        assert_eq!(north.words(), words);
        let words = |query: &str| ruled(query).words();
        assert_eq!(words("vessel:south"), "Matches 1 vessel, which bears the tag; 2 bear it and do not match");
        assert_eq!(words("vessel:nowhere"), "Matches no vessel; 3 bear it and do not match");
        let three = "Matches 1 vessel, which does not bear the tag; 3 bear it and do not match";
        assert_eq!(words("vessel:\"north 3\""), three);
        assert_eq!(words("tag:northern"), "Matches 3 vessels, all of which bear the tag");
    }

    #[test]
    fn a_rule_that_cannot_be_run_says_why() {
        let say = |query: &str, kind: EntityKind| {
            ruled(&case(), Id::new(1), &rule(query, kind)).expect_err("no rule").to_string()
        };
        let broken = say("vessel:north colour:red", EntityKind::Vessel);
        assert!(broken.starts_with("The rule’s query is not understood: there is no field “colour”"), "{broken}");
        assert_eq!(say("  ", EntityKind::Vessel), "The rule’s query is empty, and would match everything");
        let kind = "A query does not select sources, so that a rule cannot be for them";
        assert_eq!(say("north", EntityKind::Source), kind);
        let unclosed = say("vessel:\"north", EntityKind::Vessel);
        assert!(unclosed.contains("(at “"), "{unclosed}");
    }

    #[test]
    fn rules_are_for_the_kinds_that_queries_select() {
        let words: Vec<&str> = kinds().into_iter().map(EntityKind::word).collect();
        assert_eq!(words, ["vessel", "place", "exhibit", "visit", "shipment", "claim", "event", "finding"]);
    }
}
