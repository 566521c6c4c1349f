//! What an entity is called, on screen and in print.

use std::collections::BTreeSet;

use super::citation::Citation;
use super::evidence::{Obstruction, Sighting};
use super::facts::Facts;
use super::ids::{EntityKind, EntityRef, ExhibitId, Id, VisitId};
use crate::base::text::count;

/// The number in print: of exhibits, shipments and findings their own, of all others the id.
#[must_use]
pub fn number(facts: &Facts, reference: EntityRef) -> u32 {
    let id = reference.id;
    let number = match reference.kind {
        EntityKind::Exhibit => facts.exhibits.get(Id::new(id)).map(|e| e.number),
        EntityKind::Shipment => facts.shipments.get(Id::new(id)).map(|e| e.number),
        EntityKind::Finding => facts.findings.get(Id::new(id)).map(|e| e.number),
        _ => None,
    };
    number.unwrap_or(id)
}

/// The reference in print: `V-3`; exhibits, shipments and findings by their own number.
#[must_use]
pub fn code(facts: &Facts, reference: EntityRef) -> String {
    EntityRef { kind: reference.kind, id: number(facts, reference) }.to_string()
}

/// The entity whose reference in print is `code`; the opposite of [`code`].
#[must_use]
pub fn by_code(facts: &Facts, code: &str) -> Option<EntityRef> {
    by_print(facts, code.parse().ok()?)
}

/// The entity of a reference in print, in which exhibits, shipments and findings stand by their own number.
#[must_use]
pub fn by_print(facts: &Facts, printed: EntityRef) -> Option<EntityRef> {
    let id = match printed.kind {
        EntityKind::Exhibit => facts.exhibits.iter().find(|e| e.number == printed.id)?.id.0,
        EntityKind::Shipment => facts.shipments.iter().find(|e| e.number == printed.id)?.id.0,
        EntityKind::Finding => facts.findings.iter().find(|e| e.number == printed.id)?.id.0,
        _ => printed.id,
    };
    let reference = EntityRef { kind: printed.kind, id };
    facts.contains(reference).then_some(reference)
}

/// What some citations name, as far as it is in the case: in order of kind and id, each once.
#[must_use]
pub fn cited<'c>(facts: &Facts, citations: impl IntoIterator<Item = &'c Citation<'c>>) -> Vec<EntityRef> {
    let items = citations.into_iter().flat_map(|citation| &citation.items);
    let found: BTreeSet<EntityRef> = items.filter_map(|item| by_print(facts, item.printed()?)).collect();
    found.into_iter().collect()
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
        EntityKind::Sighting => facts.sightings.get(Id::new(id)).map(|e| sighting(facts, e)),
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

/// How many numbers of exhibits stand in a row before they are only counted.
const NAMED: usize = 12;

/// Exhibits by their numbers, in order: `E-1`, `E-1 and E-4`, `E-1 to E-9`, `E-1, E-2 and E-13`; of too many `230 exhibits`.
#[must_use]
pub fn exhibits(facts: &Facts, ids: impl IntoIterator<Item = ExhibitId>) -> String {
    let number = |id: ExhibitId| facts.exhibits.get(id).map_or(id.0, |row| row.number);
    let numbers: BTreeSet<u32> = ids.into_iter().map(number).collect();
    let all: Vec<u32> = numbers.into_iter().collect();
    let runs = all.chunk_by(|a, b| a.checked_add(1) == Some(*b)).flat_map(|run| match run {
        [first, .., last] if run.len() > 2 => vec![format!("E-{first} to E-{last}")],
        few => few.iter().map(|number| format!("E-{number}")).collect(),
    });
    let runs: Vec<String> = runs.take(NAMED + 1).collect();
    if runs.len() > NAMED { count(all.len(), "exhibit") } else { list(&runs) }
}

/// `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// What was seen in the words that were noted; else `Nothing at Vostochny`, `Yu Son at Vostochny`, `No AIS from Yu Son`.
fn sighting(facts: &Facts, sighting: &Sighting) -> String {
    if !sighting.seen.trim().is_empty() {
        return sighting.seen.clone();
    }
    let vessel = sighting.vessel.and_then(|id| facts.vessels.get(id)).map_or("A vessel", |vessel| &vessel.name);
    let what = match (sighting.obstruction, sighting.negative) {
        (Obstruction::Obstructed, _) => "Nothing to be seen".to_owned(),
        (_, true) if sighting.is_silence() => format!("No AIS from {vessel}"),
        (_, true) => "Nothing".to_owned(),
        (_, false) => vessel.to_owned(),
    };
    match sighting.place.and_then(|id| facts.places.get(id)) {
        Some(place) => format!("{what} at {}", place.name),
        None => what,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entity::Entity;
    use crate::model::place::Place;
    use crate::model::vessel::Vessel;

    #[test]
    fn a_sighting_is_called_by_what_it_shows() {
        let mut facts = Facts::default();
        facts.put(Entity::Place(Box::new(Place::named(Id::new(1), "Vostochny"))));
        facts.put(Entity::Vessel(Box::new(Vessel::named(Id::new(1), "Yu Son"))));
        let mut called = |fields: &str| {
            let sighting = serde_json::from_str(&format!(r#"{{"id":7,"exhibit":1,{fields}}}"#)).expect("a sighting");
            facts.put(Entity::Sighting(Box::new(sighting)));
            name(&facts, EntityRef { kind: EntityKind::Sighting, id: 7 })
        };
        assert_eq!(called(r#""place":1,"negative":true"#), "Nothing at Vostochny");
        assert_eq!(called(r#""place":1,"vessel":1"#), "Yu Son at Vostochny");
        assert_eq!(called(r#""vessel":1,"negative":true"#), "No AIS from Yu Son");
        assert_eq!(called(r#""place":1,"obstruction":"obstructed""#), "Nothing to be seen at Vostochny");
        assert_eq!(called(r#""seen":"two tugs""#), "two tugs");
        assert_eq!(called(r#""obstruction":"partial""#), "A vessel");
    }

    #[test]
    fn exhibits_in_a_row_are_said_as_one() {
        let said = |ids: &[u32]| exhibits(&Facts::default(), ids.iter().map(|id| Id::new(*id)));
        assert_eq!(said(&[]), "");
        assert_eq!(said(&[4]), "E-4");
        assert_eq!(said(&[2, 1, 2]), "E-1 and E-2");
        assert_eq!(said(&[9, 1, 2, 3, 13]), "E-1 to E-3, E-9 and E-13");
        assert_eq!(said(&[u32::MAX, 1]), "E-1 and E-4294967295");
        let odd: Vec<u32> = (0..115).map(|n| 2 * n + 1).collect();
        assert_eq!(said(&odd), "115 exhibits");
        let even: Vec<u32> = (1..=1_000).collect();
        assert_eq!(said(&even), "E-1 to E-1000");
    }
}
