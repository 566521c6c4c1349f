//! One pass over a case: which entities a query selects.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::masks::Masks;
use super::parse::Query;
use super::pick::Pick;
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
        fn all<T: Row<Key = Id<K>>, K>(table: &Table<T>) -> IdSet {
            table.iter().map(|row| row.key().0).collect()
        }
        Self {
            all: true,
            visits: all(&facts.visits),
            shipments: all(&facts.shipments),
            vessels: all(&facts.vessels),
            places: all(&facts.places),
            exhibits: all(&facts.exhibits),
            claims: all(&facts.claims),
            findings: all(&facts.findings),
            events: all(&facts.events),
        }
    }
}

/// The bits of terms that flow to other entities.
struct Flows {
    shipments: u64,
    hulls: u64,
    evidence: u64,
}

/// Selects from a case. Each visit is asked once, on all cores; the rest is looked up by id.
#[must_use]
pub fn run(query: &Query, facts: &Facts) -> Matches {
    Kept::default().run(query, facts)
}

/// What was looked up for the last query, so that a further letter in one term does not look up all the others again.
/// Holds for one case; facts of another generation are looked up anew.
#[derive(Default)]
pub struct Kept {
    generation: u64,
    picks: Vec<(Term, Arc<Pick>)>,
}

impl Kept {
    /// Selects as [`run()`] does.
    #[must_use]
    pub fn run(&mut self, query: &Query, facts: &Facts) -> Matches {
        if query.is_empty() {
            return Matches::everything(facts);
        }
        if self.generation != facts.generation {
            self.picks.clear();
            self.generation = facts.generation;
        }
        let known = |term: &Term| self.picks.iter().find(|(own, _)| own == term).map(|(_, pick)| pick.clone());
        let pick = |term: &Term| (term.clone(), known(term).unwrap_or_else(|| Arc::new(Pick::of(term, facts))));
        self.picks = query.terms.par_iter().map(pick).collect();
        let picks: Vec<&Pick> = self.picks.iter().map(|(_, pick)| &**pick).collect();
        select(query, &picks, facts)
    }
}

fn select(query: &Query, picks: &[&Pick], facts: &Facts) -> Matches {
    let bits = |wanted: fn(super::terms::Flow) -> bool| {
        query.terms.iter().enumerate().fold(0, |bits, (i, term)| bits | u64::from(wanted(term.flow())) << i)
    };
    let flows = Flows {
        shipments: bits(|flow| flow.shipments),
        hulls: bits(|flow| flow.hulls),
        evidence: bits(|flow| flow.evidence),
    };
    let own = |of: fn(&Pick) -> &IdSet, id: u32| {
        picks.iter().enumerate().fold(0, |bits, (i, pick)| bits | u64::from(of(pick).contains(id)) << i)
    };
    let holds = |mask: u64| query.root.holds(mask);

    let pages = facts.visits.pages();
    let page_masks: Vec<Vec<u64>> = pages
        .par_iter()
        .map(|page| {
            let mask = |visit| {
                picks.iter().enumerate().fold(0_u64, |bits, (i, pick)| bits | u64::from(pick.visit(visit)) << i)
            };
            page.iter().map(mask).collect()
        })
        .collect();
    let mut found = Matches::default();
    let (visit_masks, (mut vessel_masks, mut place_masks, mut exhibit_masks)) = rayon::join(
        || {
            let mut of_visits = Masks::default();
            let all_hold = holds(0);
            for (page, masks) in pages.iter().zip(&page_masks) {
                let of_page = masks.iter().enumerate().filter(|(_, mask)| all_hold || **mask != 0);
                for (id, mask) in of_page.map(|(at, mask)| (page[at].id.0, *mask)) {
                    of_visits.add(id, mask);
                    if holds(mask) {
                        found.visits.insert(id);
                    }
                }
            }
            of_visits
        },
        || {
            let (mut vessels, mut places, mut exhibits) = (Masks::default(), Masks::default(), Masks::default());
            if flows.hulls | flows.evidence == 0 {
                return (vessels, places, exhibits);
            }
            // A visit that matches nothing is not looked at again: most of a million do not, and each is a fetch from memory.
            for (page, masks) in pages.iter().zip(&page_masks) {
                let of_page = masks.iter().enumerate().filter(|(_, mask)| **mask & (flows.hulls | flows.evidence) != 0);
                for (visit, mask) in of_page.map(|(at, mask)| (&page[at], *mask)) {
                    vessels.add(visit.vessel.0, mask & flows.hulls);
                    places.add(visit.place.0, mask & flows.hulls);
                    if mask & flows.evidence != 0 {
                        visit.exhibits.iter().for_each(|id| exhibits.add(id.0, mask & flows.evidence));
                    }
                }
            }
            (vessels, places, exhibits)
        },
    );

    let mut shipment_masks = Masks::default();
    for row in facts.shipments.iter() {
        let visits = row.loading.iter().chain(&row.discharge);
        let from_visits = visits.fold(0, |mask, id| mask | visit_masks.get(id.0)) & flows.shipments;
        shipment_masks.add(row.id.0, own(|pick| &pick.shipments, row.id.0) | from_visits);
    }
    for row in facts.vessels.iter() {
        vessel_masks.add(row.id.0, own(|pick| &pick.vessels, row.id.0));
    }
    for row in facts.places.iter() {
        place_masks.add(row.id.0, own(|pick| &pick.places, row.id.0));
    }
    let mut claim_masks = Masks::default();
    for row in facts.claims.iter() {
        // By vessels and places themselves: what once called at a port is not what a claim about the port is about.
        let subject = |about: &EntityRef| match about.kind {
            EntityKind::Visit => visit_masks.get(about.id),
            EntityKind::Shipment => shipment_masks.get(about.id),
            EntityKind::Vessel => own(|pick| &pick.vessels, about.id),
            EntityKind::Place => own(|pick| &pick.places, about.id),
            EntityKind::Event => own(|pick| &pick.events, about.id),
            _ => 0,
        };
        let about = row.about.iter().fold(0, |mask, about| mask | subject(about)) & flows.evidence;
        let mask = own(|pick| &pick.claims, row.id.0) | about;
        claim_masks.add(row.id.0, mask);
        exhibit_masks.add(row.exhibit.0, mask & flows.evidence);
    }
    for row in facts.sightings.iter() {
        let vessel = row.vessel.map_or(0, |id| own(|pick| &pick.vessels, id.0));
        let place = row.place.map_or(0, |id| own(|pick| &pick.places, id.0));
        exhibit_masks.add(row.exhibit.0, (vessel | place) & flows.evidence);
    }
    let mut by_number = BTreeMap::new();
    for row in facts.exhibits.iter() {
        exhibit_masks.add(row.id.0, own(|pick| &pick.exhibits, row.id.0));
        by_number.insert(row.number, row.id.0);
    }
    let finding_mask = |row: &crate::model::finding::Finding| {
        let cited = row.cited_exhibits().into_iter().filter_map(|number| by_number.get(&number));
        let cited = cited.fold(0, |mask, id| mask | exhibit_masks.get(*id)) & flows.evidence;
        own(|pick| &pick.findings, row.id.0) | cited
    };

    let by_masks = |masks: &Masks, ids: &mut dyn Iterator<Item = u32>| ids.filter(|id| holds(masks.get(*id))).collect();
    found.shipments = by_masks(&shipment_masks, &mut facts.shipments.iter().map(|row| row.id.0));
    found.vessels = by_masks(&vessel_masks, &mut facts.vessels.iter().map(|row| row.id.0));
    found.places = by_masks(&place_masks, &mut facts.places.iter().map(|row| row.id.0));
    found.exhibits = by_masks(&exhibit_masks, &mut facts.exhibits.iter().map(|row| row.id.0));
    found.claims = by_masks(&claim_masks, &mut facts.claims.iter().map(|row| row.id.0));
    found.findings = facts.findings.iter().filter(|row| holds(finding_mask(row))).map(|row| row.id.0).collect();
    let events = facts.events.iter().map(|row| row.id.0);
    found.events = events.filter(|id| holds(own(|pick| &pick.events, *id))).collect();
    found
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
            kept.picks.iter().map(|(_, pick)| pick.clone()).collect::<Vec<_>>()
        };
        let before = ask("vessel:tanker tag:da");
        assert!(Arc::ptr_eq(&before[0], &ask("tag:dark vessel:tanker")[1]));
        ask("vessel:tank");
        assert_eq!(kept.picks.len(), 1, "what is not asked any more is given up");
    }
}
