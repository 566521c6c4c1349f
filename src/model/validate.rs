//! What makes an entity wrong, in sentences; asked while typing, before writing and by `check`.

use std::collections::BTreeMap;

use super::entity::Entity;
use super::evidence::ExhibitKind;
use super::facts::Facts;
use super::ids::{EntityKind, EntityRef, Id, Kind};
use super::naming;
use crate::base::issues::Issues;
use crate::base::table::{Row, Table};

/// Everything that keeps `entity` from being written into the case, each as one sentence. Empty if nothing does.
///
/// Oddities that a source may well state (a failed check digit, an unknown flag) are facts, not problems.
#[must_use]
pub fn problems(facts: &Facts, entity: &Entity) -> Vec<String> {
    let mut found = own_problems(facts, entity);
    let id = entity.reference().id;
    let clash = match entity {
        Entity::Shipment(e) => taken("S", e.number, id, facts.shipments.iter().map(|row| (row.number, row.id.0))),
        Entity::Exhibit(e) => taken("E", e.number, id, facts.exhibits.iter().map(|row| (row.number, row.id.0))),
        Entity::Finding(e) => taken("F", e.number, id, facts.findings.iter().map(|row| (row.number, row.id.0))),
        Entity::Tag(tag) => tag.key.and_then(|key| {
            let other = facts.tags.iter().find(|other| other.key == Some(key) && other.id != tag.id)?;
            Some(format!("Key {key} already sets “{}”", other.name))
        }),
        _ => None,
    };
    found.extend(clash);
    found
}

fn taken(prefix: &str, number: u32, id: u32, mut others: impl Iterator<Item = (u32, u32)>) -> Option<String> {
    let clash = others.any(|(other_number, other)| other_number == number && other != id);
    clash.then(|| format!("The number {prefix}-{number} is taken"))
}

/// The problems of every entity of a case, each about its item.
///
/// One pass: what must be distinct is looked up, so that a case of half a million shipments is not compared with
/// itself.
#[must_use]
pub fn all_problems(facts: &Facts) -> Issues {
    let mut issues = Issues::default();
    let mut own = |reference: EntityRef| {
        let Some(entity) = facts.get(reference) else { return };
        for problem in own_problems(facts, &entity) {
            issues.error(naming::code(facts, reference), problem);
        }
    };
    each(&facts.vessels, &mut own);
    each(&facts.places, &mut own);
    each(&facts.sources, &mut own);
    each(&facts.exhibits, &mut own);
    each(&facts.sightings, &mut own);
    each(&facts.visits, &mut own);
    each(&facts.shipments, &mut own);
    each(&facts.claims, &mut own);
    each(&facts.regimes, &mut own);
    each(&facts.declarations, &mut own);
    each(&facts.events, &mut own);
    each(&facts.tags, &mut own);
    each(&facts.findings, &mut own);
    each(&facts.saved_views, &mut own);
    let numbers = [
        ("exhibit", "E", repeated(facts.exhibits.iter().map(|row| row.number))),
        ("shipment", "S", repeated(facts.shipments.iter().map(|row| row.number))),
        ("finding", "F", repeated(facts.findings.iter().map(|row| row.number))),
    ];
    for (kind, prefix, repeated) in numbers {
        for (number, count) in repeated {
            issues.error(format!("{prefix}-{number}"), format!("{count} {kind}s have this number"));
        }
    }
    for (key, count) in repeated(facts.tags.iter().filter_map(|row| row.key.map(u32::from))) {
        issues.error(format!("key {key}"), format!("{count} tags have this number key"));
    }
    issues
}

fn each<K: Kind, T: Row<Key = Id<K>>>(table: &Table<T>, ask: &mut impl FnMut(EntityRef)) {
    table.iter().for_each(|row| ask(row.key().into()));
}

/// Numbers that occur more than once, and how often.
fn repeated(numbers: impl Iterator<Item = u32>) -> BTreeMap<u32, usize> {
    let mut counts = BTreeMap::new();
    numbers.for_each(|number| *counts.entry(number).or_insert(0) += 1);
    counts.retain(|_, count| *count > 1);
    counts
}

/// What is wrong with an entity apart from numbers and keys that another one has, for which whole tables are searched:
/// enough where neither changes, and cheap enough to ask of many.
#[must_use]
pub fn own_problems(facts: &Facts, entity: &Entity) -> Vec<String> {
    let mut found = Vec::new();
    let mut missing = |what: &str, reference: EntityRef| {
        if !facts.contains(reference) {
            found.push(format!("The {what} {reference} is not in the case"));
        }
    };
    for tag in entity.tags() {
        missing("tag", (*tag).into());
    }
    match entity {
        Entity::Visit(visit) => {
            missing("vessel", visit.vessel.into());
            missing("place", visit.place.into());
            visit.exhibits.iter().for_each(|id| missing("exhibit", (*id).into()));
            visit.sightings.iter().for_each(|id| missing("sighting", (*id).into()));
            let bound_exhibits = visit.extra.iter().flat_map(|extra| extra.bounds.exhibits).flatten();
            bound_exhibits.for_each(|id| missing("exhibit", id.into()));
            if let Err(error) = visit.bounds.check() {
                found.push(error.to_string());
            }
        }
        Entity::Shipment(shipment) => {
            shipment.loading.iter().chain(&shipment.discharge).for_each(|id| missing("visit", (*id).into()));
            let exhibits = shipment.reasons.iter().filter_map(|reason| reason.exhibit);
            let exhibits = exhibits.chain(shipment.quantity.iter().filter_map(|quantity| quantity.exhibit));
            exhibits.for_each(|id| missing("exhibit", id.into()));
            if shipment.loading.is_none() && shipment.discharge.is_none() {
                found.push("A shipment needs a loading visit, a discharge visit or both".to_owned());
            }
            if shipment.loading.is_some() && shipment.loading == shipment.discharge {
                found.push("A shipment cannot be loaded and discharged in one visit".to_owned());
            }
        }
        Entity::Vessel(vessel) => {
            vessel.exhibits().for_each(|id| missing("exhibit", id.into()));
            blank(&mut found, "A vessel needs a name", &vessel.name);
        }
        Entity::Place(place) => {
            place.parent.iter().for_each(|id| missing("place", (*id).into()));
            place.other_names.iter().filter_map(|name| name.exhibit).for_each(|id| missing("exhibit", id.into()));
            blank(&mut found, "A place needs a name", &place.name);
            let above = |id| facts.places.get(Id::new(id)).and_then(|place| place.parent).map(|id| id.0);
            if in_circle(place.id.0, place.parent.map(|id| id.0), above) {
                found.push(format!("{} cannot lie within itself", place.name));
            }
            if matches!(place.outline.len(), 1 | 2) {
                found.push("An outline needs at least three positions".to_owned());
            }
        }
        Entity::Source(source) => blank(&mut found, "A source needs a name", &source.name),
        Entity::Exhibit(exhibit) => {
            exhibit.source.iter().for_each(|id| missing("source", (*id).into()));
            blank(&mut found, "An exhibit needs a title", &exhibit.title);
        }
        Entity::Sighting(sighting) => {
            missing("exhibit", sighting.exhibit.into());
            sighting.place.iter().for_each(|id| missing("place", (*id).into()));
            sighting.vessel.iter().for_each(|id| missing("vessel", (*id).into()));
            let track = facts.exhibits.get(sighting.exhibit).is_some_and(|row| row.kind == ExhibitKind::AisTrack);
            if sighting.is_silence() && !track {
                found.push("An empty place cannot show a vessel".to_owned());
            }
        }
        Entity::Claim(claim) => {
            missing("exhibit", claim.exhibit.into());
            claim.about.iter().for_each(|subject| missing(subject.kind.word(), *subject));
            for by in &claim.reported_by {
                match *by {
                    super::evidence::ReportedBy::Exhibit(id) => missing("exhibit", id.into()),
                    super::evidence::ReportedBy::Source(id) => missing("source", id.into()),
                }
            }
            blank(&mut found, "A claim needs its exact words", &claim.quote);
        }
        Entity::Regime(regime) => {
            blank(&mut found, "A regime needs its instrument", &regime.instrument);
            if regime.notice_points.iter().any(|point| *point == 0 || *point > 100) {
                found.push("Notice points are per cent of the cap, 1 to 100".to_owned());
            }
        }
        Entity::Declaration(declaration) => {
            missing("regime", declaration.regime.into());
            declaration.by.iter().for_each(|id| missing("source", (*id).into()));
            declaration.exhibit.iter().for_each(|id| missing("exhibit", (*id).into()));
        }
        Entity::Event(event) => {
            event.exhibit.iter().for_each(|id| missing("exhibit", (*id).into()));
            blank(&mut found, "An event needs a title", &event.title);
        }
        Entity::Tag(tag) => {
            tag.parent.iter().for_each(|id| missing("tag", (*id).into()));
            blank(&mut found, "A tag needs a name", &tag.name);
            let above = |id| facts.tags.get(Id::new(id)).and_then(|tag| tag.parent).map(|id| id.0);
            if in_circle(tag.id.0, tag.parent.map(|id| id.0), above) {
                found.push(format!("{} cannot stand below itself", tag.name));
            }
            if tag.key.is_some_and(|key| !(1..=9).contains(&key)) {
                found.push("A number key is 1 to 9".to_owned());
            }
        }
        Entity::Finding(finding) => {
            finding.replies.iter().filter_map(|reply| reply.exhibit).for_each(|id| missing("exhibit", id.into()));
        }
        Entity::SavedView(view) => {
            blank(&mut found, "A saved view needs a name", &view.name);
            if view.range.is_some_and(|(from, to)| from >= to) {
                found.push("The range of a saved view ends before it begins".to_owned());
            }
        }
    }
    found
}

/// What would be left without its footing if `reference` were removed, in a few words each, for the question before.
#[must_use]
pub fn dependents(facts: &Facts, reference: EntityRef) -> Vec<String> {
    let links = facts.links();
    let id = reference.id;
    let found: Vec<EntityRef> = match reference.kind {
        EntityKind::Vessel => links.visits_of(Id::new(id)).map(EntityRef::from).collect(),
        EntityKind::Place => links.visits_at(Id::new(id)).map(EntityRef::from).collect(),
        EntityKind::Visit => links.shipments_of(Id::new(id)).map(EntityRef::from).collect(),
        EntityKind::Exhibit => {
            let claims = links.claims_of(Id::new(id)).map(EntityRef::from);
            claims.chain(links.sightings_of(Id::new(id)).map(EntityRef::from)).collect()
        }
        _ => Vec::new(),
    };
    found.into_iter().map(|reference| naming::code(facts, reference)).collect()
}

fn blank(found: &mut Vec<String>, message: &str, text: &str) {
    if text.trim().is_empty() {
        found.push(message.to_owned());
    }
}

/// Whether going up from `parent` ever comes back to `id`. Ends on cycles that do not contain `id` too.
fn in_circle(id: u32, parent: Option<u32>, above: impl Fn(u32) -> Option<u32>) -> bool {
    let mut at = parent;
    for _ in 0..10_000 {
        match at {
            Some(current) if current == id => return true,
            Some(current) => at = above(current),
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids::{PlaceId, ShipmentId, VisitId};
    use crate::model::place::Place;
    use crate::model::shipment::Shipment;

    #[test]
    fn numbers_and_keys_given_twice_are_problems_of_the_whole_case() {
        let mut facts = Facts::default();
        for id in 1..=3 {
            let finding = crate::model::finding::Finding::draft(Id::new(id), 7);
            facts.put(Entity::Finding(Box::new(finding.clone())));
            let taken = problems(&facts, &Entity::Finding(Box::new(finding)));
            assert_eq!(taken, if id == 1 { vec![] } else { vec!["The number F-7 is taken".to_owned()] });
        }
        let shown: Vec<String> = all_problems(&facts).as_slice().iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["F-7: 3 findings have this number"]);
    }

    #[test]
    fn a_vessel_may_be_missing_from_ais_and_not_from_an_empty_berth() {
        let mut facts = Facts::default();
        let mut exhibit = crate::model::evidence::Exhibit::titled(Id::new(1), 1, "Track");
        facts.put(Entity::Vessel(Box::new(crate::model::vessel::Vessel::named(Id::new(1), "Yu Son"))));
        let sighting = || {
            let text = r#"{"id":1,"exhibit":1,"vessel":1,"negative":true,"time":"2024-04-01/2024-04-03"}"#;
            Entity::Sighting(Box::new(serde_json::from_str(text).expect("a sighting")))
        };
        for kind in crate::model::evidence::EXHIBIT_KINDS {
            exhibit.kind = kind;
            facts.put(Entity::Exhibit(Box::new(exhibit.clone())));
            let found = problems(&facts, &sighting());
            let expected: &[&str] =
                if kind == ExhibitKind::AisTrack { &[] } else { &["An empty place cannot show a vessel"] };
            assert_eq!(found, expected, "{kind:?}");
        }
    }

    #[test]
    fn references_and_circles_are_problems() {
        let mut facts = Facts::default();
        let mut port = Place::named(PlaceId::new(1), "Vostochny");
        let mut berth = Place::named(PlaceId::new(2), "berth");
        berth.parent = Some(port.id);
        facts.put(Entity::Place(Box::new(port.clone())));
        facts.put(Entity::Place(Box::new(berth)));
        port.parent = Some(PlaceId::new(2));
        assert_eq!(problems(&facts, &Entity::Place(Box::new(port))), ["Vostochny cannot lie within itself"]);

        let shipment = Shipment::between(ShipmentId::new(1), 1, Some(VisitId::new(9)), Some(VisitId::new(9)));
        let found = problems(&facts, &Entity::Shipment(Box::new(shipment)));
        assert!(found.iter().any(|problem| problem == "The visit V-9 is not in the case"), "{found:?}");
        assert!(found.iter().any(|problem| problem.contains("in one visit")), "{found:?}");
    }
}
