//! Everything that one term selects: what matches by itself, and what that flows to. It stands for as long as the term
//! does, so that a further letter in one term asks nothing again for the others.

use rayon::prelude::*;

use super::pick::Pick;
use super::terms::{Flow, Term};
use crate::base::id_set::IdSet;
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef, VisitId};

/// Pages of visits that a core takes at a time.
const PAGES_AT_ONCE: usize = 32;
/// Where fewer than one in so many match, each match is asked what it leads to; else what they may lead to is asked for
/// a match, and the first one found is enough.
const RARE: usize = 16;

/// What one term selects, by kind.
#[derive(Default)]
pub(super) struct Reach {
    pub(super) visits: IdSet,
    pub(super) shipments: IdSet,
    pub(super) vessels: IdSet,
    pub(super) places: IdSet,
    pub(super) exhibits: IdSet,
    pub(super) claims: IdSet,
    pub(super) findings: IdSet,
    pub(super) events: IdSet,
}

impl Reach {
    /// Asks a term of a case. Each visit is asked once, on all cores; the rest follows links.
    pub(super) fn of(term: &Term, facts: &Facts) -> Self {
        let (pick, flow) = (Pick::of(term, facts), term.flow());
        let found = Calls::find(&pick, flow, facts);
        let (shipments, exhibits) = rayon::join(
            || shipments(&pick, flow, &found.visits, facts),
            || if flow.evidence { found.evidence(facts) } else { IdSet::default() },
        );
        let mut reach = Self {
            visits: found.visits,
            shipments,
            exhibits,
            vessels: found.vessels,
            places: found.places,
            ..Self::default()
        };
        // What a visit names need not be there.
        reach.vessels.keep_only(&facts.vessels.iter().map(|row| row.id.0).collect());
        reach.places.keep_only(&facts.places.iter().map(|row| row.id.0).collect());
        reach.vessels.add_all(&pick.vessels);
        reach.places.add_all(&pick.places);
        reach.rest(&pick, flow, facts);
        reach
    }

    /// Claims, exhibits and findings, each of which may lead to the next.
    fn rest(&mut self, pick: &Pick, flow: Flow, facts: &Facts) {
        self.exhibits.add_all(&pick.exhibits);
        self.claims.add_all(&pick.claims);
        self.findings.add_all(&pick.findings);
        self.events.add_all(&pick.events);
        if !flow.evidence {
            return;
        }
        // By vessels and places themselves: what once called at a port is not what a claim about the port is about.
        let is_subject = |about: &EntityRef| match about.kind {
            EntityKind::Visit => self.visits.contains(about.id),
            EntityKind::Shipment => self.shipments.contains(about.id),
            EntityKind::Vessel => pick.vessels.contains(about.id),
            EntityKind::Place => pick.places.contains(about.id),
            EntityKind::Event => pick.events.contains(about.id),
            _ => false,
        };
        for row in facts.claims.iter() {
            if pick.claims.contains(row.id.0) || row.about.iter().any(is_subject) {
                self.claims.insert(row.id.0);
                self.exhibits.insert(row.exhibit.0);
            }
        }
        for row in facts.sightings.iter() {
            if row.vessel.is_some_and(|id| pick.vessels.contains(id.0))
                || row.place.is_some_and(|id| pick.places.contains(id.0))
            {
                self.exhibits.insert(row.exhibit.0);
            }
        }
        let numbers = facts.exhibits.iter().filter(|row| self.exhibits.contains(row.id.0)).map(|row| row.number);
        let numbers: IdSet = numbers.collect();
        for row in facts.findings.iter() {
            if row.cited_exhibits().into_iter().any(|number| numbers.contains(number)) {
                self.findings.insert(row.id.0);
            }
        }
    }
}

/// Shipments that match, or one of whose visits does if the term flows to them.
fn shipments(pick: &Pick, flow: Flow, visits: &IdSet, facts: &Facts) -> IdSet {
    let mut found = pick.shipments.clone();
    if !flow.shipments {
        return found;
    }
    if visits.len() * RARE < facts.shipments.len() {
        for visit in visits.iter() {
            found.extend(facts.links().shipments_of(VisitId::new(visit)).map(|id| id.0));
        }
    } else {
        let ends = facts.links().shipment_ends().filter(|(visit, _)| visits.contains(visit.0));
        found.extend(ends.map(|(_, id)| id.0));
    }
    found
}

/// The visits that match, and what they name.
#[derive(Default)]
struct Calls {
    visits: IdSet,
    vessels: IdSet,
    places: IdSet,
    /// Exhibits on which matches rest, of the stretches in which matches are rare.
    exhibits: IdSet,
    /// Whether there is a stretch in which they are not.
    dense: bool,
}

impl Calls {
    fn find(pick: &Pick, flow: Flow, facts: &Facts) -> Self {
        if pick.takes_no_visit() {
            return Self::default();
        }
        let stretches: Vec<(Vec<u32>, Self)> = facts
            .visits
            .pages()
            .par_chunks(PAGES_AT_ONCE)
            .map(|pages| {
                let (mut ids, mut own) = (Vec::new(), Self::default());
                let rows: usize = pages.iter().map(|page| page.len()).sum();
                for visit in pages.iter().flat_map(|page| page.iter()).filter(|visit| pick.visit(visit)) {
                    ids.push(visit.id.0);
                    if flow.hulls {
                        own.vessels.insert(visit.vessel.0);
                        own.places.insert(visit.place.0);
                    }
                    // Its exhibits lie elsewhere in memory.
                    own.dense |= ids.len() * RARE > rows;
                    if flow.evidence && !own.dense {
                        own.exhibits.extend(visit.exhibits.iter().map(|id| id.0));
                    }
                }
                (ids, own)
            })
            .collect();
        let mut all = Self::default();
        for (ids, own) in stretches {
            all.visits.extend_sorted(&ids);
            all.vessels.add_all(&own.vessels);
            all.places.add_all(&own.places);
            all.exhibits.add_all(&own.exhibits);
            all.dense |= own.dense;
        }
        all
    }

    /// The exhibits on which a match rests.
    fn evidence(&self, facts: &Facts) -> IdSet {
        let mut found = self.exhibits.clone();
        if self.dense {
            for row in facts.exhibits.iter().filter(|row| !self.exhibits.contains(row.id.0)) {
                if facts.links().visits_on(row.id).any(|visit| self.visits.contains(visit.0)) {
                    found.insert(row.id.0);
                }
            }
        }
        found
    }
}
