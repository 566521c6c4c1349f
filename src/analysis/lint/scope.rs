//! What a sentence rests on: the claims of what it cites, as far as they speak of the same.

use std::collections::BTreeSet;

use super::statements::deeds;
use super::text::is_latin;
use super::verbs::Deed;
use super::words::words;
use crate::model::evidence::{Claim, ReportedBy, Stance};
use crate::model::facts::Facts;
use crate::model::grading::Hedge;
use crate::model::ids::{ClaimId, EntityKind, EntityRef, ExhibitId, Id, VesselId, VisitId};

/// Steps of reported-by after which a chain is no longer followed.
const DEEPEST: usize = 32;

/// The claims that speak for what is cited, of whatever.
fn claims_of(facts: &Facts, cited: &[EntityRef]) -> BTreeSet<ClaimId> {
    let mut found = BTreeSet::new();
    let links = facts.links();
    for item in cited {
        found.extend(links.claims_about(*item));
        match item.kind {
            EntityKind::Exhibit => found.extend(links.claims_of(Id::new(item.id))),
            EntityKind::Claim => found.extend(item.as_id()),
            EntityKind::Sighting => {
                let exhibit = facts.sightings.get(Id::new(item.id)).map(|sighting| sighting.exhibit);
                found.extend(exhibit.iter().flat_map(|exhibit| links.claims_of(*exhibit)));
            }
            EntityKind::Shipment => {
                found.extend(visits_in(facts, *item).flat_map(|visit| links.claims_about(visit.into())));
            }
            _ => {}
        }
    }
    found.retain(|id| facts.claims.get(*id).is_some_and(|claim| claim.stance == Stance::Supports));
    found
}

/// The claims among what is cited that speak of a deed, of these vessels if any do.
pub(super) fn speaking_of<'f>(
    facts: &'f Facts,
    cited: &[EntityRef],
    deed: Deed,
    vessels: &BTreeSet<VesselId>,
) -> Vec<&'f Claim> {
    let claims: Vec<&Claim> = claims_of(facts, cited).into_iter().filter_map(|id| facts.claims.get(id)).collect();
    let concerned: Vec<&Claim> = claims.iter().copied().filter(|claim| concerns(facts, claim, vessels)).collect();
    let found = speaking(facts, &concerned, deed);
    if found.is_empty() { speaking(facts, &claims, deed) } else { found }
}

/// Of some claims those that speak of a deed: by their words, or, if none do, by what they are about.
fn speaking<'f>(facts: &Facts, claims: &[&'f Claim], deed: Deed) -> Vec<&'f Claim> {
    let by = |wanted: &dyn Fn(&Claim) -> bool| claims.iter().copied().filter(|claim| wanted(claim)).collect::<Vec<_>>();
    let by_words = by(&|claim| says(claim, deed));
    if by_words.is_empty() {
        return by(&|claim| spoken(claim).is_empty() && is_about(facts, claim, deed));
    }
    // What is said in other words than English may be said of the deed as well, and as firmly as it is classed.
    by(&|claim| says(claim, deed) || (is_foreign(claim) && is_about(facts, claim, deed)))
}

fn spoken(claim: &Claim) -> Vec<Deed> {
    deeds(&words(&claim.quote, 0..claim.quote.len()))
}

fn says(claim: &Claim, deed: Deed) -> bool {
    spoken(claim).into_iter().any(|said| said.is_related(deed))
}

fn is_foreign(claim: &Claim) -> bool {
    let language = claim.language.to_lowercase();
    let other = !is_latin(&claim.quote) || !(language.is_empty() || language.starts_with("en"));
    other && spoken(claim).is_empty()
}

/// A visit itself, or the visits of a shipment; none of anything else.
fn visits_in(facts: &Facts, item: EntityRef) -> impl Iterator<Item = VisitId> {
    let visits = match item.kind {
        EntityKind::Visit => [item.as_id(), None],
        EntityKind::Shipment => {
            facts.shipments.get(Id::new(item.id)).map_or([None, None], |row| [row.loading, row.discharge])
        }
        _ => [None, None],
    };
    visits.into_iter().flatten()
}

/// The visits that a claim is about, also through shipments.
fn visits_of<'f>(facts: &'f Facts, claim: &'f Claim) -> impl Iterator<Item = VisitId> + 'f {
    claim.about.iter().flat_map(|item| visits_in(facts, *item))
}

/// Whether a claim is about visits of which the deed is the activity.
fn is_about(facts: &Facts, claim: &Claim, deed: Deed) -> bool {
    let direct = claim.about.iter().any(|item| item.kind == EntityKind::Visit);
    let mut visits = visits_of(facts, claim).filter_map(|id| facts.visits.get(id));
    // A claim about a visit and its shipment is about what was done on that visit.
    let mut named = claim.about.iter().filter_map(|item| facts.visits.get(item.as_id()?));
    let fits = |activity| Deed::of(activity).is_some_and(|own| own.is_related(deed));
    if direct { named.any(|visit| fits(visit.activity)) } else { visits.any(|visit| fits(visit.activity)) }
}

fn concerns(facts: &Facts, claim: &Claim, vessels: &BTreeSet<VesselId>) -> bool {
    let named = |item: &EntityRef| item.as_id().is_some_and(|id| vessels.contains(&id));
    let mut visits = visits_of(facts, claim).filter_map(|id| facts.visits.get(id));
    claim.about.iter().any(named) || visits.any(|visit| vessels.contains(&visit.vessel))
}

/// How the visits that are cited are classed, where no claim says more of the deed; the strongest, with its visit.
pub(super) fn of_visits(facts: &Facts, cited: &[EntityRef], deed: Deed) -> Option<(Hedge, VisitId)> {
    let visits = cited.iter().flat_map(|item| visits_in(facts, *item)).filter_map(|id| facts.visits.get(id));
    let fits = visits.filter(|visit| Deed::of(visit.activity).is_some_and(|own| own.is_related(deed)));
    fits.map(|visit| (visit.hedge, visit.id)).max()
}

/// How firmly a claim may stand, given that of what it was taken over from; with the claim that holds it down, if one
/// does. What is taken over from a source itself, or from an exhibit that says nothing of the deed, stands as it is.
pub(super) fn carried<'f>(facts: &'f Facts, claim: &'f Claim, deed: Deed) -> (Hedge, Option<&'f Claim>) {
    follow(facts, claim, deed, &mut BTreeSet::new())
}

fn follow<'f>(
    facts: &'f Facts,
    claim: &'f Claim,
    deed: Deed,
    seen: &mut BTreeSet<ExhibitId>,
) -> (Hedge, Option<&'f Claim>) {
    let own = (claim.hedge, None);
    if claim.reported_by.is_empty() || seen.len() >= DEEPEST || !seen.insert(claim.exhibit) {
        return own;
    }
    let mut most: Option<(Hedge, &Claim)> = None;
    for by in &claim.reported_by {
        let ReportedBy::Exhibit(exhibit) = by else { return own };
        let from = facts.links().claims_of(*exhibit).filter_map(|id| facts.claims.get(id));
        let from: Vec<&Claim> = from.filter(|from| from.stance == Stance::Supports && shares(claim, from)).collect();
        let from = speaking(facts, &from, deed);
        let best = from.into_iter().map(|from| {
            let (hedge, by) = follow(facts, from, deed, seen);
            (hedge, by.unwrap_or(from))
        });
        let Some(best) = best.max_by_key(|(hedge, _)| *hedge) else { return own };
        most = most.filter(|most| most.0 >= best.0).or(Some(best));
    }
    match most {
        Some((hedge, from)) if hedge < claim.hedge => (hedge, Some(from)),
        _ => own,
    }
}

/// Whether two claims are about the same matter; one that says of nothing what it is about may be about anything.
fn shares(claim: &Claim, from: &Claim) -> bool {
    claim.about.is_empty() || from.about.is_empty() || claim.about.iter().any(|item| from.about.contains(item))
}
