//! Terms about amounts, grades, kinds, judgements and images of empty places, and names across scripts.

use super::tests::{case, vessel, when};
use super::{parse, run};
use crate::base::interval::BoundName;
use crate::base::quantity::{Amount, DeadweightTonnes, Estimate, Unit};
use crate::model::entity::Entity;
use crate::model::evidence::{ExhibitKind, Obstruction, Sighting};
use crate::model::facts::Facts;
use crate::model::finding::Finding;
use crate::model::grading::{Confidence, Credibility, Likelihood};
use crate::model::ids::{EntityKind, EntityRef, Id, Stamp};
use crate::model::place::{Place, PlaceKind};
use crate::model::shipment::{Quantity, QuantityBasis, Shipment};
use crate::model::vessel::{Designation, Identity, OtherName, Stated};

/// What a query selects of the kinds that are asked for, as ids: `V 1 3; S 2`.
fn found(facts: &Facts, text: &str) -> String {
    let matches = run(&parse(text).expect(text), facts);
    let kinds = [
        ("V", EntityKind::Visit),
        ("S", EntityKind::Shipment),
        ("VS", EntityKind::Vessel),
        ("P", EntityKind::Place),
        ("E", EntityKind::Exhibit),
        ("F", EntityKind::Finding),
    ];
    let mut parts = Vec::new();
    for (letter, kind) in kinds {
        let ids: Vec<String> =
            (1..10).filter(|id| matches.matches(EntityRef { kind, id: *id })).map(|id| id.to_string()).collect();
        if !ids.is_empty() {
            parts.push(format!("{letter} {}", ids.join(" ")));
        }
    }
    parts.join("; ")
}

/// Only the shipments.
fn shipments(facts: &Facts, text: &str) -> String {
    let all = found(facts, text);
    all.split("; ").find_map(|part| part.strip_prefix("S ")).unwrap_or_default().to_owned()
}

fn error(text: &str) -> String {
    parse(text).expect_err(text).message
}

fn amount(value: f64) -> Amount {
    Amount::new(value).expect("an amount")
}

/// S-1 1,000 bbl, S-2 more than 20,000 bbl, S-3 30,000 to 40,000 t.
fn quantities() -> Facts {
    let mut facts = case();
    let rows = [
        (2, Estimate::new(Some(amount(20_000.0)), None, None), Unit::Barrels),
        (3, Estimate::new(Some(amount(30_000.0)), None, Some(amount(40_000.0))), Unit::Tonnes),
    ];
    for (id, estimate, unit) in rows {
        let mut row = facts.shipments.get(Id::new(id)).expect("a shipment").clone();
        let estimate = estimate.expect("in order");
        row.quantity =
            Some(Quantity { estimate, unit, basis: QuantityBasis::Assessed, exhibit: None, working: String::new() });
        facts.put(Entity::Shipment(Box::new(row)));
    }
    facts.put(Entity::Shipment(Box::new(Shipment::between(Id::new(4), 4, None, None))));
    facts
}

#[test]
fn quantities_are_asked_for_in_the_unit_they_were_entered_in_and_match_if_any_reading_does() {
    let facts = quantities();
    assert_eq!(shipments(&facts, "quantity:1000"), "1");
    assert_eq!(shipments(&facts, "quantity:<20000"), "1");
    assert_eq!(shipments(&facts, "quantity:>20000"), "2 3", "more than 20,000 may be any number above");
    assert_eq!(shipments(&facts, "quantity:35,000..36,000"), "2 3");
    assert_eq!(shipments(&facts, "quantity:>50000"), "2");
    assert_eq!(shipments(&facts, "quantity:30000..t"), "3");
    assert_eq!(shipments(&facts, "quantity:\">20000 bbl\""), "2");
    assert_eq!(shipments(&facts, "quantity:>\"20000 bbl\""), "2");
    assert_eq!(shipments(&facts, "-quantity:..1000000"), "4", "what is not known is in no range");
    assert_eq!(found(&facts, "quantity:1000"), "V 1 2; S 1; VS 1; P 2 3", "a shipment's visits come with it");
    assert_eq!(
        error("quantity:many"),
        "“many” is not a quantity; write one such as quantity:>20000, quantity:10000..50000 or quantity:\">20000 bbl\""
    );
    assert_eq!(error("quantity:5..1"), "“5..1” ends before it begins");
    assert!(error("quantity:5wagons").starts_with("“wagons” is not a unit; write one of bbl, t, kl"));
}

#[test]
fn cargo_has_another_name() {
    assert_eq!(found(&case(), "product:petroleum"), found(&case(), "cargo:petroleum"));
    assert_eq!(shipments(&case(), "product:petroleum"), "1");
}

#[test]
fn judgements_are_asked_for_in_their_order_and_what_was_not_judged_is_in_none() {
    let mut facts = case();
    let mut row = facts.shipments.get(Id::new(1)).expect("a shipment").clone();
    (row.likelihood, row.confidence) = (Some(Likelihood::VeryLikely), Some(Confidence::Moderate));
    facts.put(Entity::Shipment(Box::new(row)));
    let mut finding = facts.findings.get(Id::new(1)).expect("a finding").clone();
    (finding.likelihood, finding.confidence) = (Some(Likelihood::Unlikely), Some(Confidence::High));
    facts.put(Entity::Finding(Box::new(finding)));
    facts.put(Entity::Finding(Box::new(Finding::draft(Id::new(2), 2))));
    assert_eq!(found(&facts, "likelihood:>=likely"), "V 1 2; S 1; VS 1; P 2 3");
    assert_eq!(found(&facts, "likelihood:very-likely"), found(&facts, "likelihood:\"very likely\""));
    assert_eq!(found(&facts, "likelihood:<\"roughly even chance\""), "F 1");
    assert_eq!(found(&facts, "likelihood:unlikely..likely"), "F 1");
    assert_eq!(found(&facts, "confidence:>low status:draft"), "F 1");
    assert_eq!(found(&facts, "confidence:moderate"), "V 1 2; S 1; VS 1; P 2 3");
    assert_eq!(found(&facts, "-confidence:..high -likelihood:..almost-certain status:draft"), "F 2");
    assert_eq!(error("confidence:sure"), "“sure” is not one of confidence:low, moderate, high");
    assert_eq!(error("confidence:<"), "Write one of confidence:low, moderate, high");
    assert_eq!(error("hedge:likely..denied"), "“likely..denied” ends before it begins");
    assert_eq!(found(&case(), "hedge:alleged..appears has:loading activity:loading").split("; ").next(), Some("V 1"));
}

#[test]
fn grades_are_those_of_source_and_item() {
    let mut facts = case();
    let mut list = facts.exhibits.get(Id::new(2)).expect("an exhibit").clone();
    list.credibility = Credibility::ProbablyTrue;
    facts.put(Entity::Exhibit(Box::new(list)));
    // E-7 is of a source graded B, and not judged itself; E-8 has no source.
    assert_eq!(found(&facts, "grade:B"), "V 3; S 2; VS 2; P 2; E 1; F 1");
    assert_eq!(found(&facts, "reliability:b"), found(&facts, "grade:B"));
    assert_eq!(found(&facts, "grade:A..C"), found(&facts, "grade:B"));
    assert_eq!(found(&facts, "grade:B6"), found(&facts, "grade:B"));
    assert_eq!(found(&facts, "grade:B2"), "");
    assert_eq!(found(&facts, "grade:2"), "S 1; E 2");
    assert_eq!(found(&facts, "grade:1..3"), "S 1; E 2");
    assert_eq!(found(&facts, "grade:F"), "", "an exhibit without a source has no letter");
    assert!(error("grade:A..F").starts_with("F and 6 mean that it cannot be judged"));
    assert!(error("grade:1..6").starts_with("F and 6 mean that it cannot be judged"));
    assert_eq!(error("grade:C..A"), "“C..A” ends before it begins");
    for bad in ["grade:G", "grade:7", "grade:B2x", "grade:>B", "grade:A..2", "grade:A..", "grade:é"] {
        assert!(error(bad).contains("is not a grade"), "{bad}: {}", error(bad));
    }
}

#[test]
fn kinds_are_those_of_places_and_of_exhibits() {
    let mut facts = case();
    let mut berth = facts.places.get(Id::new(2)).expect("a berth").clone();
    berth.kind = PlaceKind::Berth;
    let mut image = facts.exhibits.get(Id::new(1)).expect("an exhibit").clone();
    image.kind = ExhibitKind::Image;
    facts.put(Entity::Place(Box::new(berth)));
    facts.put(Entity::Exhibit(Box::new(image)));
    assert_eq!(found(&facts, "kind:berth"), "V 1 3 4; S 1 2 3; VS 1 2; P 2; E 1; F 1");
    assert_eq!(found(&facts, "kind:image"), "V 3; S 2; VS 2; P 2; E 1; F 1");
    assert_eq!(found(&facts, "has:image"), found(&facts, "kind:image"));
    assert_eq!(found(&facts, "kind:article"), "S 1; E 2");
    assert_eq!(found(&facts, "kind:ais-track"), "");
    assert!(error("kind:ship").starts_with("“ship” is not one of kind:port, terminal"));
}

#[test]
fn hulls_are_asked_for_by_deadweight_and_by_lists() {
    let mut facts = case();
    let mut tanker = vessel(2, "Tanker 10");
    let tonnes = DeadweightTonnes(amount(3_500.0));
    tanker.dwt = Some(Stated { value: tonnes, identity: Identity::Registered, period: None, exhibit: None });
    let mut named = vessel(3, "Paek Yang San 1");
    named.designations =
        vec![Designation { list: "UN 1718".to_owned(), date: None, paragraph: String::new(), exhibit: None }];
    facts.put(Entity::Vessel(Box::new(tanker)));
    facts.put(Entity::Vessel(Box::new(named)));
    let hulls = |text: &str| found(&facts, text).split("; ").take(1).collect::<String>();
    assert_eq!(hulls("dwt:<5000"), "V 3 4");
    assert_eq!(hulls("dwt:3000..3500"), "V 3 4");
    assert_eq!(hulls("dwt:>3,500"), "", "and a vessel without one is in no range");
    assert_eq!(found(&facts, "is:designated"), "V 5; VS 3; P 3");
    assert!(error("dwt:big").starts_with("“big” is not a deadweight; write one such as dwt:<5000"));
}

#[test]
fn images_of_an_empty_place_are_found_with_the_place_and_the_visits_that_they_bound() {
    let sighting = |id: u32, exhibit: u32, place: u32| Sighting {
        id: Id::new(id),
        exhibit: Id::new(exhibit),
        place: Some(Id::new(place)),
        time: None,
        vessel: None,
        negative: true,
        seen: String::new(),
        obstruction: Obstruction::Clear,
        at: None,
        note: String::new(),
        tags: Vec::new(),
        stamp: Stamp::default(),
    };
    let with = |sighting: Sighting, place: u32| {
        let mut facts = case();
        facts.put(Entity::Sighting(Box::new(sighting)));
        let mut visit = facts.visits.get(Id::new(1)).expect("a visit").clone();
        visit.place = Id::new(place);
        visit.set_bound(BoundName::NotBefore, Some(when("2024-03-05")), "");
        visit.edit_extra(|extra| extra.bounds.exhibits[BoundName::NotBefore as usize] = Some(Id::new(2)));
        facts.put(Entity::Visit(Box::new(visit)));
        facts
    };
    // The port was empty, and the berth lies in it.
    let facts = with(sighting(1, 2, 1), 2);
    assert_eq!(found(&facts, "has:negative"), "V 1; S 1; VS 1; P 1 2; E 2");
    assert_eq!(found(&facts, "-has:negative activity:loading").split("; ").next(), Some("V 3 4"));
    let elsewhere = with(sighting(1, 2, 3), 2);
    assert_eq!(found(&elsewhere, "has:negative"), "P 3; E 2", "another empty place bounds nothing here");
    let other = with(sighting(1, 1, 1), 2);
    assert_eq!(found(&other, "has:negative"), "P 1; E 1", "the bound comes from another exhibit");
    let silence = with(Sighting { vessel: Some(Id::new(1)), ..sighting(1, 2, 1) }, 2);
    assert_eq!(found(&silence, "has:negative"), "", "a silent AIS is no empty place");
    let obstructed = with(Sighting { obstruction: Obstruction::Obstructed, ..sighting(1, 2, 1) }, 2);
    assert_eq!(found(&obstructed, "has:negative"), "", "through cloud nothing is seen to be empty");
    let mut resting = with(sighting(1, 1, 1), 2);
    let mut visit = resting.visits.get(Id::new(4)).expect("a visit").clone();
    visit.sightings = [Id::new(1)].into();
    resting.put(Entity::Visit(Box::new(visit)));
    assert!(found(&resting, "has:negative").starts_with("V 4;"), "a visit may rest on the sighting itself");
}

#[test]
fn names_are_found_across_scripts_in_both_directions() {
    let mut facts = case();
    facts.put(Entity::Place(Box::new(Place::named(Id::new(3), "청진"))));
    let mut port = Place::named(Id::new(1), "Vostochny");
    let other = |name: &str| OtherName {
        name: name.to_owned(),
        script: None,
        identity: Identity::Registered,
        period: None,
        exhibit: None,
    };
    port.other_names = vec![other("Козьмино")];
    facts.put(Entity::Place(Box::new(port)));
    let visits = |text: &str| found(&facts, text).split("; ").take(1).collect::<String>();
    for text in ["place:Chongjin", "chongjin", "CHONG", "place:청진", "Ch’ŏngjin", "Cheongjin"] {
        assert_eq!(visits(text), "V 2 5", "{text}");
    }
    assert_eq!(visits("place:Восточный"), "V 1 3 4");
    assert_eq!(visits("place:Kozmino"), "V 1 3 4");
    assert_eq!(visits("vessel:\"Пэк Ян\""), "", "Korean through Russian is not followed");
    assert_eq!(visits("백양산"), "V 5");
    assert_eq!(visits("vessel:백양산"), "V 5");
}
