//! Which reports there are about a subject, and where each of them leads.

use std::collections::{BTreeMap, BTreeSet};

use super::lineage::{Lineage, Reach};
use crate::model::citation::citations;
use crate::model::evidence::Stance;
use crate::model::facts::Facts;
use crate::model::ids::{ClaimId, EntityKind, EntityRef, ExhibitId, Id, PlaceId, SourceId, VisitId};
use crate::model::naming;

/// The reports about a subject: exhibits that say something of it, with where their chains lead.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reports {
    /// Those that speak for it, or neither for nor against it.
    pub supporting: BTreeMap<ExhibitId, Reach>,
    /// Those of which every claim about it speaks against it.
    pub contradicting: BTreeMap<ExhibitId, Reach>,
}

impl Reports {
    /// The sources at which the chains of the supporting reports end.
    #[must_use]
    pub fn origins(&self) -> BTreeSet<SourceId> {
        self.supporting.values().flat_map(|reach| reach.origins.iter().copied()).collect()
    }
}

/// What counts as being about a subject: the entities that claims may be about, and the exhibits it rests on.
#[derive(Default)]
struct Scope {
    members: BTreeSet<EntityRef>,
    exhibits: BTreeSet<ExhibitId>,
    /// Claims that are meant by themselves.
    claims: BTreeSet<ClaimId>,
}

/// The reports about an entity; see [`super`] for what belongs to it.
#[must_use]
pub fn reports(facts: &Facts, lineage: &Lineage, subject: EntityRef) -> Reports {
    let mut found = Reports::default();
    let scope = match subject.kind {
        // One claim is one report, whatever else its exhibit says.
        EntityKind::Claim => {
            if let Some(claim) = facts.claims.get(Id::new(subject.id)) {
                let reach = lineage.of_claim(claim.exhibit, claim.id);
                let side = match claim.stance {
                    Stance::Supports => &mut found.supporting,
                    Stance::Contradicts => &mut found.contradicting,
                };
                side.insert(claim.exhibit, reach);
            }
            return found;
        }
        _ => Scope::of(facts, subject),
    };
    let about = scope.members.iter().flat_map(|member| facts.links().claims_about(*member));
    let claims: BTreeSet<_> = about.chain(scope.claims.iter().copied()).collect();
    for claim in claims.into_iter().filter_map(|id| facts.claims.get(id)) {
        let side = match claim.stance {
            Stance::Supports => &mut found.supporting,
            Stance::Contradicts => &mut found.contradicting,
        };
        side.entry(claim.exhibit).or_default().add(&lineage.of_claim(claim.exhibit, claim.id));
    }
    let Reports { supporting, contradicting } = &mut found;
    contradicting.retain(|exhibit, _| !supporting.contains_key(exhibit));
    for exhibit in scope.exhibits {
        if !supporting.contains_key(&exhibit) && !contradicting.contains_key(&exhibit) {
            supporting.insert(exhibit, lineage.of_exhibit(exhibit));
        }
    }
    found
}

/// The reports of a whole case: all its exhibits.
#[must_use]
pub fn reports_of_case(facts: &Facts, lineage: &Lineage) -> Reports {
    let all = facts.exhibits.iter().map(|exhibit| (exhibit.id, lineage.of_exhibit(exhibit.id)));
    Reports { supporting: all.collect(), contradicting: BTreeMap::new() }
}

impl Scope {
    /// What a finding cites: the exhibit, the claim, or what is reported of the visit or shipment. A finding that is cited
    /// stands for itself, so that two that cite one another do not go round in a circle.
    fn cited(&mut self, facts: &Facts, item: EntityRef) {
        match item.kind {
            EntityKind::Exhibit => self.exhibits.extend(item.as_id()),
            EntityKind::Claim => self.claims.extend(item.as_id()),
            EntityKind::Visit | EntityKind::Shipment | EntityKind::Vessel | EntityKind::Place | EntityKind::Event => {
                let other = Self::of(facts, item);
                self.members.extend(other.members);
                self.exhibits.extend(other.exhibits);
            }
            _ => {}
        }
    }

    fn of(facts: &Facts, subject: EntityRef) -> Self {
        let mut scope = Self::default();
        scope.members.insert(subject);
        let id = subject.id;
        match subject.kind {
            EntityKind::Visit => scope.visit(facts, Id::new(id)),
            EntityKind::Shipment => {
                if let Some(shipment) = facts.shipments.get(Id::new(id)) {
                    shipment.loading.iter().chain(&shipment.discharge).for_each(|visit| scope.visit(facts, *visit));
                    let reasons = shipment.reasons.iter().filter(|reason| reason.supports);
                    scope.exhibits.extend(reasons.filter_map(|reason| reason.exhibit));
                    scope.exhibits.extend(shipment.quantity.iter().filter_map(|quantity| quantity.exhibit));
                }
            }
            EntityKind::Vessel => {
                facts.links().visits_of(Id::new(id)).for_each(|visit| scope.visit(facts, visit));
                let vessel = facts.vessels.get(Id::new(id));
                scope.exhibits.extend(vessel.iter().flat_map(|vessel| vessel.exhibits()));
            }
            EntityKind::Place => {
                for place in facts.places_within(PlaceId::new(id)) {
                    scope.members.insert(place.into());
                    facts.links().visits_at(place).for_each(|visit| scope.visit(facts, visit));
                }
            }
            EntityKind::Finding => {
                let body = facts.findings.get(Id::new(id)).map_or("", |finding| finding.body.as_str());
                for item in naming::cited(facts, &citations(body)) {
                    scope.cited(facts, item);
                }
            }
            EntityKind::Exhibit => drop(scope.exhibits.insert(Id::new(id))),
            EntityKind::Source => scope.exhibits.extend(facts.links().exhibits_of(Id::new(id))),
            EntityKind::Sighting => {
                scope.exhibits.extend(facts.sightings.get(Id::new(id)).map(|sighting| sighting.exhibit));
            }
            EntityKind::Event => {
                scope.exhibits.extend(facts.events.get(Id::new(id)).and_then(|event| event.exhibit));
            }
            EntityKind::Declaration => {
                scope.exhibits.extend(facts.declarations.get(Id::new(id)).and_then(|row| row.exhibit));
            }
            EntityKind::Claim | EntityKind::Regime | EntityKind::Tag | EntityKind::SavedView => {}
        }
        // An exhibit and a source are their own subject: what is claimed about them is another matter.
        if matches!(subject.kind, EntityKind::Exhibit | EntityKind::Source) {
            scope.members.clear();
        }
        scope
    }

    fn visit(&mut self, facts: &Facts, visit: VisitId) {
        self.members.insert(visit.into());
        self.exhibits.extend(facts.visits.get(visit).iter().flat_map(|visit| visit.exhibits.iter()));
    }
}
