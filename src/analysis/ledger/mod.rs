//! Amounts against a cap, in three ledgers side by side: declared, assessed by others, this case's own count. They answer
//! different questions and are never added together; no function here takes two of them.
//!
//! [`entry`] says what one shipment counts for under one regime, and when; [`book`] keeps a regime's yearly windows from
//! that, day by day, so that an edit costs what it changes; [`stated`] reads what others declared or assessed;
//! [`weight`] says which shipments matter and what would have to be false; [`offers`] are amounts that could be taken and
//! are not taken by themselves.

pub mod book;
pub mod entry;
#[cfg(test)]
mod fixture;
pub mod offers;
pub mod stated;
pub mod told;
pub mod weight;
pub mod words;

use std::collections::BTreeMap;

use self::book::Book;
use self::entry::Rules;
use crate::base::id_set::IdSet;
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef, RegimeId, ShipmentId, VesselId, VisitId};
use crate::model::regime::Regime;

/// The own count of a case under each of its regimes.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Ledger {
    books: BTreeMap<RegimeId, (Rules, Book)>,
    /// The shipments that count; none if all do.
    among: Option<IdSet>,
}

impl Ledger {
    /// Counts every shipment of a case, or those in a set.
    #[must_use]
    pub fn build(facts: &Facts, among: Option<IdSet>) -> Self {
        let mut ledger = Self { books: BTreeMap::new(), among };
        for regime in facts.regimes.iter() {
            ledger.open(facts, regime.id);
        }
        ledger
    }

    /// The book of a regime.
    #[must_use]
    pub fn book(&self, regime: RegimeId) -> Option<&Book> {
        self.books.get(&regime).map(|(_, book)| book)
    }

    /// By what rules a regime's book is kept.
    #[must_use]
    pub fn rules(&self, regime: RegimeId) -> Option<&Rules> {
        self.books.get(&regime).map(|(rules, _)| rules)
    }

    /// Follows an edit: what it touches is counted anew, and nothing else unless a regime or the rules of the case changed.
    pub fn update(&mut self, facts: &Facts, touched: &[EntityRef]) {
        let regimes: Vec<RegimeId> = facts.regimes.iter().map(|row| row.id).collect();
        self.books.retain(|id, _| facts.regimes.get(*id).is_some());
        for id in regimes {
            let same = facts.regimes.get(id).map(|regime| self.rules_of(facts, regime));
            if self.books.get(&id).map(|(rules, _)| rules) != same.as_ref() {
                self.open(facts, id);
            }
        }
        let mut shipments: Vec<ShipmentId> = touched.iter().flat_map(|item| concerned(facts, *item)).collect();
        shipments.sort_unstable();
        shipments.dedup();
        let among = self.among.as_ref();
        for (rules, book) in self.books.values_mut() {
            for id in &shipments {
                let counts = among.is_none_or(|among| among.contains(id.0));
                let row = facts.shipments.get(*id).filter(|_| counts);
                book.set(*id, row.and_then(|row| rules.entry(facts, row)));
            }
        }
    }

    fn rules_of(&self, facts: &Facts, regime: &Regime) -> Rules {
        let mut rules = Rules::of(facts, regime);
        rules.selected = self.among.is_some();
        rules
    }

    fn open(&mut self, facts: &Facts, id: RegimeId) {
        let Some(regime) = facts.regimes.get(id) else { return };
        let rules = self.rules_of(facts, regime);
        let book = Book::build(facts, &rules, self.among.as_ref());
        self.books.insert(id, (rules, book));
    }
}

/// The shipments whose count rests on an entity.
fn concerned(facts: &Facts, item: EntityRef) -> Vec<ShipmentId> {
    let of_visit = |id: VisitId| facts.links().shipments_of(id);
    match item.kind {
        EntityKind::Shipment => item.as_id().into_iter().collect(),
        EntityKind::Visit => item.as_id().into_iter().flat_map(of_visit).collect(),
        EntityKind::Vessel => {
            let visits = item.as_id().into_iter().flat_map(|id: VesselId| facts.links().visits_of(id));
            visits.flat_map(of_visit).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
