//! What an entity is called, on screen and in print.

use super::facts::Facts;
use super::ids::{EntityKind, EntityRef, Id, VisitId};

/// The reference in print: `V-3`; exhibits, shipments and findings by their own number.
#[must_use]
pub fn code(facts: &Facts, reference: EntityRef) -> String {
    let id = reference.id;
    let number = match reference.kind {
        EntityKind::Exhibit => facts.exhibits.get(Id::new(id)).map(|e| e.number),
        EntityKind::Shipment => facts.shipments.get(Id::new(id)).map(|e| e.number),
        EntityKind::Finding => facts.findings.get(Id::new(id)).map(|e| e.number),
        _ => None,
    };
    EntityRef { kind: reference.kind, id: number.unwrap_or(id) }.to_string()
}

/// The entity whose reference in print is `code`; the opposite of [`code`].
#[must_use]
pub fn by_code(facts: &Facts, code: &str) -> Option<EntityRef> {
    let printed: EntityRef = code.parse().ok()?;
    let id = match printed.kind {
        EntityKind::Exhibit => facts.exhibits.iter().find(|e| e.number == printed.id)?.id.0,
        EntityKind::Shipment => facts.shipments.iter().find(|e| e.number == printed.id)?.id.0,
        EntityKind::Finding => facts.findings.iter().find(|e| e.number == printed.id)?.id.0,
        _ => printed.id,
    };
    let reference = EntityRef { kind: printed.kind, id };
    facts.contains(reference).then_some(reference)
}

/// The entity in a few words: `Tanker 1 at Vostochny`.
#[must_use]
pub fn name(facts: &Facts, reference: EntityRef) -> String {
    let id = reference.id;
    let found = match reference.kind {
        EntityKind::Vessel => facts.vessels.get(Id::new(id)).map(|e| e.name.clone()),
        EntityKind::Place => facts.places.get(Id::new(id)).map(|e| e.name.clone()),
        EntityKind::Source => facts.sources.get(Id::new(id)).map(|e| e.name.clone()),
        EntityKind::Exhibit => facts.exhibits.get(Id::new(id)).map(|e| e.title.clone()),
        EntityKind::Sighting => facts.sightings.get(Id::new(id)).map(|e| e.seen.clone()),
        EntityKind::Visit => Some(visit(facts, Id::new(id))),
        EntityKind::Shipment => facts.shipments.get(Id::new(id)).map(|e| shipment_route(facts, e.loading, e.discharge)),
        EntityKind::Claim => facts.claims.get(Id::new(id)).map(|e| format!("“{}”", e.quote)),
        EntityKind::Regime => facts.regimes.get(Id::new(id)).map(|e| e.instrument.clone()),
        EntityKind::Declaration => {
            facts.declarations.get(Id::new(id)).map(|e| format!("{} {} for {}", e.quantity, e.unit.symbol(), e.period))
        }
        EntityKind::Event => facts.events.get(Id::new(id)).map(|e| e.title.clone()),
        EntityKind::Tag => facts.tags.get(Id::new(id)).map(|e| e.name.clone()),
        EntityKind::Finding => facts.findings.get(Id::new(id)).map(|e| e.headline.clone()),
        EntityKind::SavedView => facts.saved_views.get(Id::new(id)).map(|e| e.name.clone()),
    };
    match found {
        Some(name) if !name.trim().is_empty() => name,
        _ => code(facts, reference),
    }
}

/// `Tanker 1 at Vostochny`.
#[must_use]
pub fn visit(facts: &Facts, id: VisitId) -> String {
    let Some(visit) = facts.visits.get(id) else { return format!("V-{}", id.0) };
    let vessel = facts.vessels.get(visit.vessel).map_or("unknown vessel", |e| &e.name);
    let place = facts.places.get(visit.place).map_or("unknown place", |e| &e.name);
    format!("{vessel} at {place}")
}

/// `Tanker 1, Vostochny to Chongjin`, or `Tanker 3, Vostochny, no discharge seen`.
#[must_use]
pub fn shipment_route(facts: &Facts, loading: Option<VisitId>, discharge: Option<VisitId>) -> String {
    let ends = [loading, discharge].map(|visit| visit.and_then(|id| facts.visits.get(id)));
    let place = |visit: &super::visit::Visit| facts.places.get(visit.place).map_or("unknown place", |e| &e.name);
    let vessel = ends.into_iter().flatten().next().and_then(|visit| facts.vessels.get(visit.vessel));
    let vessel = vessel.map_or("unknown vessel", |e| &e.name);
    match ends {
        [Some(from), Some(to)] => format!("{vessel}, {} to {}", place(from), place(to)),
        [Some(from), None] => format!("{vessel}, {}, no discharge seen", place(from)),
        [None, Some(to)] => format!("{vessel}, no loading seen, {}", place(to)),
        [None, None] => vessel.to_owned(),
    }
}
