//! What a hover card says of a visit, a shipment, an event or a sighting: when, how sure, on what it rests.

use jiff::tz::TimeZone;

use super::labels::{Lines, place_name};
use super::lanes::coverage::Look;
use super::wording;
use crate::analysis::looks::bounds::bounded_by;
use crate::analysis::origins::lineage::Lineage;
use crate::analysis::origins::subject::reports;
use crate::base::interval::{BOUND_NAMES, BoundName};
use crate::model::event::Event;
use crate::model::evidence::Sighting;
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef, Id, ShipmentId, TagId, VisitId};
use crate::model::naming::{self, code, name};
use crate::model::shipment::{Shipment, ShipmentStatus};
use crate::model::visit::Visit;

/// A card of more lines covers what it is about. What matters least stands last.
const LINES: usize = 10;
/// Looking for what a sighting bounds asks every visit at its place; of more than these a card does not ask.
const ASKED: usize = 2_000;
/// Letters of a note on a card.
const NOTE: usize = 140;

/// The lines about an entity, with a label each, below its name.
pub(super) fn lines(facts: &Facts, lineage: &Lineage, reference: EntityRef, zone: &TimeZone) -> Vec<(String, String)> {
    let mut lines = Lines(Vec::new());
    let id = reference.id;
    match reference.kind {
        EntityKind::Visit => {
            facts.visits.get(Id::new(id)).inspect(|visit| of_visit(facts, lineage, visit, zone, &mut lines));
        }
        EntityKind::Shipment => {
            facts.shipments.get(Id::new(id)).inspect(|row| of_shipment(facts, lineage, row, zone, &mut lines));
        }
        EntityKind::Event => {
            facts.events.get(Id::new(id)).inspect(|event| of_event(facts, event, zone, &mut lines));
        }
        EntityKind::Sighting => {
            facts.sightings.get(Id::new(id)).inspect(|sighting| of_sighting(facts, sighting, zone, &mut lines));
        }
        _ => lines.add(reference.kind.word(), name(facts, reference)),
    }
    lines.0.truncate(LINES);
    lines.0
}

fn of_visit(facts: &Facts, lineage: &Lineage, visit: &Visit, zone: &TimeZone, lines: &mut Lines) {
    lines.add("Activity", format!("{}, worded: {}", visit.activity.word(), visit.hedge.word()));
    if visit.bounds.is_undated() {
        lines.add("When", "undated");
    }
    let bound = |name: BoundName| {
        let by = visit.bound_exhibit(name).map(|id| format!(", {}", code(facts, id.into()))).unwrap_or_default();
        visit.bounds.get(name).map(|when| format!("{}{by}", wording::date(when, zone)))
    };
    let once = bound(BoundName::FirstSeen).filter(|first| bound(BoundName::LastSeen).as_ref() == Some(first));
    for name in BOUND_NAMES {
        match (name, &once) {
            (BoundName::FirstSeen, Some(seen)) => lines.add("Seen", seen),
            (BoundName::LastSeen, Some(_)) => {}
            _ => lines.add(name.words(), bound(name).unwrap_or_default()),
        }
    }
    lines.add("Exhibits", naming::exhibits(facts, visit.exhibits.iter().copied()));
    lines.add("Reports", origins(facts, lineage, visit.id.into()));
    let shipments: Vec<String> =
        facts.links().shipments_of(visit.id).take(6).map(|id| shipment_words(facts, id)).collect();
    lines.add("Shipments", shipments.join("; "));
    lines.add("Tags", tags(facts, &visit.tags));
    if let Some(extra) = &visit.extra {
        let ends = [(extra.draught_in, "in"), (extra.draught_out, "out")];
        let ends = ends.into_iter().filter_map(|(draught, end)| draught.map(|metres| format!("{} m {end}", metres.0)));
        lines.add("Draught", ends.collect::<Vec<_>>().join(", "));
    }
    lines.add("Note", note(visit.note()));
}

fn shipment_words(facts: &Facts, id: ShipmentId) -> String {
    let open = facts.shipments.get(id).is_some_and(Shipment::is_half_open);
    format!("{}{}", code(facts, id.into()), if open { ", half-open" } else { "" })
}

fn of_shipment(facts: &Facts, lineage: &Lineage, shipment: &Shipment, zone: &TimeZone, lines: &mut Lines) {
    let open = if shipment.is_half_open() { "half-open, " } else { "" };
    lines.add("Status", format!("{open}{}", shipment.status.word()));
    let cargo: Vec<&str> =
        [shipment.product.as_str(), &shipment.direction].into_iter().filter(|text| !text.is_empty()).collect();
    lines.add("Cargo", cargo.join(", "));
    for (label, end) in [("Loading", shipment.loading), ("Discharge", shipment.discharge)] {
        lines.add(label, end.map_or("not seen".to_owned(), |visit| end_words(facts, visit, zone)));
    }
    let quantity = shipment.quantity.as_ref().map_or_else(
        || "unknown".to_owned(),
        |q| {
            let by = q.exhibit.map(|id| format!(", {}", code(facts, id.into()))).unwrap_or_default();
            format!("{} {}, {}{by}", q.estimate, q.unit.symbol(), q.basis.word())
        },
    );
    lines.add("Quantity", quantity);
    lines.add("Reports", origins(facts, lineage, shipment.id.into()));
    lines.add("Likelihood", shipment.likelihood.map_or("", |likelihood| likelihood.word()));
    lines.add("Confidence", shipment.confidence.map_or("", |confidence| confidence.word()));
    // For a rejected one what spoke against it comes first.
    let against_first = shipment.status == ShipmentStatus::Rejected;
    let mut reasons: Vec<_> = shipment.reasons.iter().collect();
    reasons.sort_by_key(|reason| reason.supports == against_first);
    for reason in reasons {
        let by = reason.exhibit.map(|id| format!(", {}", code(facts, id.into()))).unwrap_or_default();
        lines.add(if reason.supports { "For" } else { "Against" }, format!("{}{by}", reason.text));
    }
    lines.add("Tags", tags(facts, &shipment.tags));
    lines.add("Note", note(&shipment.note));
}

/// `V-1, 7 to 22 March 2024, worded: appears, E-1 to E-9`.
fn end_words(facts: &Facts, id: VisitId, zone: &TimeZone) -> String {
    let Some(visit) = facts.visits.get(id) else { return format!("V-{}", id.0) };
    let exhibits = naming::exhibits(facts, visit.exhibits.iter().copied());
    let by = if exhibits.is_empty() { String::new() } else { format!(", {exhibits}") };
    format!("V-{}, {}, worded: {}{by}", id.0, wording::bounds(&visit.bounds, zone), visit.hedge.word())
}

fn of_event(facts: &Facts, event: &Event, zone: &TimeZone, lines: &mut Lines) {
    lines.add("When", wording::edtf(event.time.time, zone));
    lines.add("Exhibit", event.exhibit.map(|id| code(facts, id.into())).unwrap_or_default());
    lines.add("Tags", tags(facts, &event.tags));
    lines.add("Note", note(&event.note));
}

fn of_sighting(facts: &Facts, sighting: &Sighting, zone: &TimeZone, lines: &mut Lines) {
    lines.add("Found", if sighting.is_silence() { "AIS not received" } else { Look::of(sighting).words() });
    lines.add("When", sighting.time.as_ref().map(|time| wording::edtf(time.time, zone)).unwrap_or_default());
    lines.add("Place", sighting.place.map(|id| place_name(facts, id)).unwrap_or_default());
    lines.add("Vessel", sighting.vessel.map(|id| name(facts, id.into())).unwrap_or_default());
    lines.add("Exhibit", format!("{} {}", code(facts, sighting.exhibit.into()), name(facts, sighting.exhibit.into())));
    let asked = sighting.place.map_or(0, |place| facts.links().visits_at(place).take(ASKED + 1).count());
    if asked <= ASKED {
        let bounded = bounded_by(facts, sighting);
        let shown = bounded.iter().take(4).map(|one| {
            let open = if one.taken { "" } else { ", not taken yet" };
            format!("V-{} {}{open}", one.visit.0, one.bound.words().to_lowercase())
        });
        let more = bounded.len().saturating_sub(4);
        let more = (more > 0).then(|| format!("and {more} more"));
        lines.add("Bounds", shown.chain(more).collect::<Vec<_>>().join("; "));
    }
    lines.add("Tags", tags(facts, &sighting.tags));
    lines.add("Note", note(&sighting.note));
}

/// `9 reports · 1 origin`; nothing if nobody reports it.
fn origins(facts: &Facts, lineage: &Lineage, item: EntityRef) -> String {
    let found = reports(facts, lineage, item);
    if found.supporting.is_empty() && found.contradicting.is_empty() { String::new() } else { found.short() }
}

/// The beginning of a note.
fn note(text: &str) -> String {
    match text.char_indices().nth(NOTE) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

fn tags(facts: &Facts, ids: &[TagId]) -> String {
    let names: Vec<String> = ids.iter().take(12).map(|id| name(facts, (*id).into())).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::fixture;
    use crate::model::entity::Entity;
    use crate::model::evidence::{Exhibit, ExhibitKind};
    use crate::model::ids::{ExhibitId, SightingId};

    fn with_image(number: u32) -> Facts {
        let mut facts = fixture::facts();
        let mut exhibit = Exhibit::titled(ExhibitId::new(1), number, "An empty berth");
        exhibit.kind = ExhibitKind::Image;
        facts.put(Entity::Exhibit(Box::new(exhibit)));
        facts
    }

    fn card(facts: &Facts, item: EntityRef) -> Vec<String> {
        let lines = lines(facts, &Lineage::build(facts), item, &TimeZone::UTC);
        lines.into_iter().map(|(label, value)| format!("{label}: {value}")).collect()
    }

    #[test]
    fn a_visit_gives_each_bound_with_the_exhibit_behind_it() {
        let mut facts = with_image(4);
        let mut visit = facts.visits.get(VisitId::new(1)).expect("in the fixture").clone();
        visit.edit_extra(|extra| extra.bounds.exhibits[0] = Some(ExhibitId::new(1)));
        facts.put(Entity::Visit(Box::new(visit)));
        assert_eq!(
            card(&facts, VisitId::new(1).into()),
            [
                "Activity: loading, worded: appears",
                "Not before: 5 March 2024, E-4",
                "First seen: 7 March 2024",
                "Last seen: 10 March 2024",
                "Not after: 12 March 2024",
                "Exhibits: E-4",
                "Reports: 1 report · origin unknown",
                "Shipments: S-1",
            ]
        );
        let seen_once = card(&facts, VisitId::new(8).into());
        assert!(seen_once.contains(&"Seen: 12 March 2024".to_owned()), "{seen_once:?}");
    }

    #[test]
    fn a_card_is_short_whatever_is_known() {
        let mut facts = with_image(4);
        let mut visit = facts.visits.get(VisitId::new(1)).expect("in the fixture").clone();
        visit.edit_extra(|extra| {
            let metres = crate::base::quantity::Amount::new(6.4).map(crate::base::quantity::Metres);
            (extra.draught_in, extra.note) = (metres.ok(), "A long note. ".repeat(400));
        });
        visit.tags = facts.tags.iter().map(|tag| tag.id).collect();
        facts.put(Entity::Visit(Box::new(visit)));
        let mut shipment = facts.shipments.get(ShipmentId::new(1)).expect("in the fixture").clone();
        let reason =
            crate::model::shipment::Reason { text: "same hull".into(), supports: true, exhibit: None, rule: None };
        shipment.reasons = vec![reason; 40];
        facts.put(Entity::Shipment(Box::new(shipment)));
        for item in [EntityRef::from(VisitId::new(1)), ShipmentId::new(1).into()] {
            let lines = card(&facts, item);
            assert!(lines.len() <= LINES, "{lines:?}");
            assert!(lines.iter().all(|line| line.chars().count() < 200), "{lines:?}");
        }
    }

    #[test]
    fn a_shipment_gives_both_ends_with_hedge_and_exhibits() {
        let lines = card(&with_image(4), ShipmentId::new(3).into());
        let end = |label: &str| lines.iter().find(|line| line.starts_with(label)).cloned().unwrap_or_default();
        assert!(end("Loading: V-3, 7 to 22 March 2024, worded: appears").len() > 10, "{lines:?}");
        assert_eq!(end("Discharge"), "Discharge: not seen");
    }

    #[test]
    fn a_sighting_says_which_exhibit_and_what_it_bounds() {
        let mut facts = with_image(4);
        let visit = facts.visits.get(VisitId::new(1)).expect("in the fixture").clone();
        let text = format!(
            r#"{{"id":77,"exhibit":1,"place":{},"time":"2024-03-06","negative":true,"obstruction":"clear"}}"#,
            visit.place.0
        );
        let sighting: Sighting = serde_json::from_str(&text).expect("a sighting");
        facts.put(Entity::Sighting(Box::new(sighting.clone())));
        let lines = card(&facts, SightingId::new(77).into());
        assert_eq!(lines[0], "Found: nothing there");
        assert!(lines.contains(&"Exhibit: E-4 An empty berth".to_owned()), "{lines:?}");
        let bounds = lines.iter().find(|line| line.starts_with("Bounds: ")).expect("it bounds a visit");
        assert!(bounds.contains("V-1 not before, not taken yet"), "{bounds}");
        let silent = Sighting { vessel: Some(visit.vessel), ..sighting };
        facts.put(Entity::Sighting(Box::new(silent)));
        let lines = card(&facts, SightingId::new(77).into());
        assert_eq!(lines[0], "Found: AIS not received");
        assert!(lines.iter().all(|line| !line.starts_with("Bounds")), "{lines:?}");
    }
}
