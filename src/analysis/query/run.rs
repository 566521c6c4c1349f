//! Which entities a query selects: what its terms select, joined as it says.

use std::cell::OnceCell;
use std::sync::Arc;

use rayon::prelude::*;

use super::parse::Query;
use super::reach::Reach;
use super::terms::Term;
use crate::base::id_set::IdSet;
use crate::base::table::{Row, Table};
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef, Id};

/// What a query selects, by kind.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Matches {
    /// Whether the query was empty, so that everything is selected, also the kinds that have no set here.
    pub all: bool,
    /// Visits.
    pub visits: IdSet,
    /// Shipments.
    pub shipments: IdSet,
    /// Vessels.
    pub vessels: IdSet,
    /// Places.
    pub places: IdSet,
    /// Exhibits.
    pub exhibits: IdSet,
    /// Claims.
    pub claims: IdSet,
    /// Findings.
    pub findings: IdSet,
    /// Events.
    pub events: IdSet,
}

impl Matches {
    /// The set of a kind, if queries select that kind.
    #[must_use]
    pub fn of_kind(&self, kind: EntityKind) -> Option<&IdSet> {
        match kind {
            EntityKind::Visit => Some(&self.visits),
            EntityKind::Shipment => Some(&self.shipments),
            EntityKind::Vessel => Some(&self.vessels),
            EntityKind::Place => Some(&self.places),
            EntityKind::Exhibit => Some(&self.exhibits),
            EntityKind::Claim => Some(&self.claims),
            EntityKind::Finding => Some(&self.findings),
            EntityKind::Event => Some(&self.events),
            EntityKind::Source
            | EntityKind::Sighting
            | EntityKind::Regime
            | EntityKind::Declaration
            | EntityKind::Tag
            | EntityKind::SavedView => None,
        }
    }

    /// Whether an entity is selected. Of the kinds that queries do not select, only the empty query selects any.
    #[must_use]
    pub fn matches(&self, reference: EntityRef) -> bool {
        self.of_kind(reference.kind).map_or(self.all, |set| set.contains(reference.id))
    }

    fn everything(facts: &Facts) -> Self {
        Self {
            all: true,
            visits: ids_of(&facts.visits),
            shipments: ids_of(&facts.shipments),
            vessels: ids_of(&facts.vessels),
            places: ids_of(&facts.places),
            exhibits: ids_of(&facts.exhibits),
            claims: ids_of(&facts.claims),
            findings: ids_of(&facts.findings),
            events: ids_of(&facts.events),
        }
    }
}

/// The ids of all rows.
fn ids_of<T: Row<Key = Id<K>>, K>(table: &Table<T>) -> IdSet {
    let mut all = IdSet::default();
    for page in table.pages() {
        let ids: Vec<u32> = page.iter().map(|row| row.key().0).collect();
        all.extend_sorted(&ids);
    }
    all
}

/// Selects from a case. Each term asks each visit once, on all cores; the rest is looked up by id.
#[must_use]
pub fn run(query: &Query, facts: &Facts) -> Matches {
    Kept::default().run(query, facts)
}

/// What the terms of the last query select, so that a further letter in one term does not look up all the others again.
/// Holds for one case; facts of another generation are looked up anew.
#[derive(Default)]
pub struct Kept {
    generation: u64,
    terms: Vec<(Term, Arc<Reach>)>,
}

impl Kept {
    /// Selects as [`run()`] does.
    #[must_use]
    pub fn run(&mut self, query: &Query, facts: &Facts) -> Matches {
        if query.is_empty() {
            return Matches::everything(facts);
        }
        if self.generation != facts.generation {
            self.terms.clear();
            self.generation = facts.generation;
        }
        let known = |term: &Term| self.terms.iter().find(|(own, _)| own == term).map(|(_, reach)| reach.clone());
        let reach = |term: &Term| (term.clone(), known(term).unwrap_or_else(|| Arc::new(Reach::of(term, facts))));
        self.terms = query.terms.par_iter().map(reach).collect();
        Select { query, terms: &self.terms }.all(facts)
    }
}

/// Joins what terms select.
struct Select<'a> {
    query: &'a Query,
    terms: &'a [(Term, Arc<Reach>)],
}

impl Select<'_> {
    fn all(&self, facts: &Facts) -> Matches {
        Matches {
            all: false,
            visits: self.kind(&facts.visits, |reach| &reach.visits),
            shipments: self.kind(&facts.shipments, |reach| &reach.shipments),
            vessels: self.kind(&facts.vessels, |reach| &reach.vessels),
            places: self.kind(&facts.places, |reach| &reach.places),
            exhibits: self.kind(&facts.exhibits, |reach| &reach.exhibits),
            claims: self.kind(&facts.claims, |reach| &reach.claims),
            findings: self.kind(&facts.findings, |reach| &reach.findings),
            events: self.kind(&facts.events, |reach| &reach.events),
        }
    }

    fn kind<T: Row<Key = Id<K>>, K>(&self, table: &Table<T>, of: fn(&Reach) -> &IdSet) -> IdSet {
        let sets: Vec<&IdSet> = self.terms.iter().map(|(_, reach)| of(reach)).collect();
        let everything = OnceCell::new();
        self.query.root.select(&sets, &|| everything.get_or_init(|| ids_of(table)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{parse, tests::case};
    use super::*;

    #[test]
    fn a_term_that_stays_is_not_looked_up_again() {
        let facts = case();
        let mut kept = Kept::default();
        let mut ask = |text: &str| {
            let _ = kept.run(&parse(text).expect(text), &facts);
            kept.terms.iter().map(|(_, reach)| reach.clone()).collect::<Vec<_>>()
        };
        let before = ask("vessel:tanker tag:da");
        assert!(Arc::ptr_eq(&before[0], &ask("tag:dark vessel:tanker")[1]));
        ask("vessel:tank");
        assert_eq!(kept.terms.len(), 1, "what is not asked any more is given up");
    }
}
