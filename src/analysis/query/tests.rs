//! Queries and what they select in a small case.

use proptest::prelude::*;

use super::*;
use crate::base::interval::Bounds;
use crate::base::quantity::{Amount, Estimate, Unit};
use crate::base::time::When;
use crate::model::entity::Entity;
use crate::model::event::Event;
use crate::model::evidence::{Claim, Exhibit, ReportedBy, Source, SourceKind, Stance};
use crate::model::facts::Facts;
use crate::model::finding::Finding;
use crate::model::grading::{Hedge, Reliability};
use crate::model::identifiers::Imo;
use crate::model::ids::{EntityKind, EntityRef, Id, Stamp};
use crate::model::place::Place;
use crate::model::shipment::{Quantity, QuantityBasis, Shipment, ShipmentStatus};
use crate::model::tag::{TAG_COLOURS, Tag};
use crate::model::vessel::{Identity, Stated, Vessel};
use crate::model::visit::{Activity, Visit};

pub(super) fn when(text: &str) -> When {
    text.parse().expect(text)
}

pub(super) fn vessel(id: u32, name: &str) -> Vessel {
    Vessel::named(Id::new(id), name)
}

fn visit(id: u32, vessel: u32, place: u32, bounds: Bounds, activity: Activity, hedge: Hedge) -> Visit {
    Visit { activity, hedge, ..Visit::new(Id::new(id), Id::new(vessel), Id::new(place), bounds) }
}

fn tag(id: u32, name: &str, parent: Option<u32>) -> Entity {
    Entity::Tag(Box::new(Tag {
        id: Id::new(id),
        name: name.to_owned(),
        parent: parent.map(Id::new),
        colour: TAG_COLOURS[0],
        key: None,
        definition: String::new(),
        rule: None,
        note: String::new(),
        stamp: Stamp::default(),
    }))
}

fn claim(id: u32, exhibit: u32, quote: &str, about: &[EntityRef]) -> Claim {
    Claim {
        id: Id::new(id),
        exhibit: Id::new(exhibit),
        quote: quote.to_owned(),
        language: String::new(),
        speaker: String::new(),
        hedge: Hedge::Asserted,
        reported_by: Vec::new(),
        about: about.to_vec(),
        stance: Stance::Supports,
        note: String::new(),
        tags: Vec::new(),
        stamp: Stamp::default(),
    }
}

/// ```text
/// V-1 Tanker 1  loads at Vostochny's berth 7-11 March  --S-1-->  V-2 discharges at Chongjin 20 March
/// V-3 Tanker 10 loads there 7-22 March                 --S-2-->  (not seen)         tagged "dark" below "suspected"
/// V-4 Tanker 10 loads there April                      --S-3 (rejected)--> V-2
/// V-5 Paek Yang San 1 waits at Chongjin, undated
/// ```
pub(super) fn case() -> Facts {
    let mut facts = Facts::default();
    let mut unnamed = vessel(1, "Tanker 1");
    unnamed.unnamed = true;
    let mut named = vessel(3, "Paek Yang San 1");
    named.imo =
        Some(Stated { value: Imo::new("9020534"), identity: Identity::Registered, period: None, exhibit: None });
    let mut berth = Place::named(Id::new(2), "Oil berth");
    berth.parent = Some(Id::new(1));
    let mut third = visit(
        3,
        2,
        2,
        Bounds::within(Some(when("2024-03-07")), Some(when("2024-03-22"))),
        Activity::Loading,
        Hedge::Likely,
    );
    third.tags = [Id::new(2)].into();
    third.exhibits = [Id::new(1)].into();
    third.edit_extra(|extra| extra.note = "Dark on arrival".to_owned());
    let first = visit(1, 1, 2, Bounds::seen(when("2024-03-07"), when("2024-03-11")), Activity::Loading, Hedge::Appears);
    let second =
        visit(2, 1, 3, Bounds::seen(when("2024-03-20"), when("2024-03-20")), Activity::Discharging, Hedge::Likely);
    let fourth = visit(4, 2, 2, Bounds::seen(when("2024-04"), when("2024-04")), Activity::Loading, Hedge::Asserted);
    let fifth = visit(5, 3, 3, Bounds::default(), Activity::Waiting, Hedge::Asserted);
    let mut whole = Shipment::between(Id::new(1), 1, Some(Id::new(1)), Some(Id::new(2)));
    whole.product = "Refined petroleum".to_owned();
    let amount = Amount::new(1_000.0).expect("an amount");
    whole.quantity = Some(Quantity {
        estimate: Estimate::exactly(amount),
        unit: Unit::Barrels,
        basis: QuantityBasis::Observed,
        exhibit: Some(Id::new(2)),
        working: String::new(),
    });
    let half = Shipment::between(Id::new(2), 2, Some(Id::new(3)), None);
    let mut rejected = Shipment::between(Id::new(3), 3, Some(Id::new(4)), Some(Id::new(2)));
    rejected.status = ShipmentStatus::Rejected;
    let source = |id: u32, name: &str| {
        Entity::Source(Box::new(Source {
            id: Id::new(id),
            name: name.to_owned(),
            kind: SourceKind::Media,
            reliability: Reliability::B,
            remark: String::new(),
            note: String::new(),
            tags: Vec::new(),
            stamp: Stamp::default(),
        }))
    };
    let mut article = Exhibit::titled(Id::new(1), 7, "Tankers at the berth");
    article.source = Some(Id::new(1));
    article.published = Some(when("2024-03-26").into());
    let list = Exhibit::titled(Id::new(2), 8, "List of calls");
    let mut quote = claim(1, 1, "appeared to load", &[EntityRef { kind: EntityKind::Visit, id: 1 }]);
    quote.hedge = Hedge::Appears;
    quote.speaker = "Joseph Byrne".to_owned();
    quote.reported_by = vec![ReportedBy::Source(Id::new(2))];
    let mut finding = Finding::draft(Id::new(1), 1);
    finding.headline = "A tanker loaded".to_owned();
    finding.body = "It did [@E-7].".to_owned();
    let event = Event {
        id: Id::new(1),
        time: when("2024-03-28").into(),
        title: "Veto".to_owned(),
        exhibit: None,
        note: String::new(),
        tags: Vec::new(),
        stamp: Stamp::default(),
    };
    let rows = [
        Entity::Vessel(Box::new(unnamed)),
        Entity::Vessel(Box::new(vessel(2, "Tanker 10"))),
        Entity::Vessel(Box::new(named)),
        Entity::Place(Box::new(Place::named(Id::new(1), "Vostochny"))),
        Entity::Place(Box::new(berth)),
        Entity::Place(Box::new(Place::named(Id::new(3), "Chongjin"))),
        tag(1, "suspected", None),
        tag(2, "dark", Some(1)),
        source(1, "Financial Times"),
        source(2, "RUSI"),
        Entity::Exhibit(Box::new(article)),
        Entity::Exhibit(Box::new(list)),
        Entity::Claim(Box::new(quote)),
        Entity::Finding(Box::new(finding)),
        Entity::Event(Box::new(event)),
    ];
    let visits = [first, second, third, fourth, fifth].map(|row| Entity::Visit(Box::new(row)));
    let shipments = [whole, half, rejected].map(|row| Entity::Shipment(Box::new(row)));
    rows.into_iter().chain(visits).chain(shipments).for_each(|row| facts.put(row));
    facts
}

/// What a query selects, as ids by kind: `V 1 3; S 2`.
fn selected(text: &str) -> String {
    let facts = case();
    let query = match parse(text) {
        Ok(query) => query,
        Err(error) => return format!("{} ({})", error.message, &text[error.range]),
    };
    let matches = run(&query, &facts);
    let mut parts = Vec::new();
    for (letter, kind) in [
        ("V", EntityKind::Visit),
        ("S", EntityKind::Shipment),
        ("VS", EntityKind::Vessel),
        ("P", EntityKind::Place),
        ("E", EntityKind::Exhibit),
        ("C", EntityKind::Claim),
        ("F", EntityKind::Finding),
        ("EV", EntityKind::Event),
    ] {
        let ids: Vec<String> =
            (1..10).filter(|id| matches.matches(EntityRef { kind, id: *id })).map(|id| id.to_string()).collect();
        if !ids.is_empty() {
            parts.push(format!("{letter} {}", ids.join(" ")));
        }
    }
    parts.join("; ")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(selected(text), expected, "{text}");
}

/// Only the visits.
#[track_caller]
fn visits(text: &str, expected: &str) {
    let all = selected(text);
    let visits = all.split("; ").find_map(|part| part.strip_prefix("V ")).unwrap_or_default();
    assert_eq!(visits, expected, "{text}: {all}");
}

#[test]
fn the_empty_query_selects_everything() {
    check("", "V 1 2 3 4 5; S 1 2 3; VS 1 2 3; P 1 2 3; E 1 2; C 1; F 1; EV 1");
    let matches = run(&parse("  ").expect("empty"), &case());
    assert!(matches.matches(EntityRef { kind: EntityKind::Source, id: 1 }));
}

#[test]
fn names_reach_visits_and_what_hangs_on_them() {
    check("vessel:\"Tanker 1\"", "V 1 2; S 1 3; VS 1; P 2 3; E 1; C 1; F 1");
    check("vessel:tanker", "V 1 2 3 4; S 1 2 3; VS 1 2; P 2 3; E 1; C 1; F 1");
    check("vessel:9020534", "V 5; VS 3; P 3");
    check("place:vostochny", "V 1 3 4; S 1 2 3; VS 1 2; P 1 2; E 1; C 1; F 1");
    check("chongjin", "V 2 5; S 1 3; P 3");
    check("petroleum", "S 1");
    check("\"dark on\"", "V 3; S 2");
    check("veto", "EV 1");
    check("loaded", "F 1");
    check("nothing-of-the-kind", "");
}

#[test]
fn the_visits_without_a_discharge_are_found() {
    visits("is:half-open", "3");
    // S-2 has no discharge itself, and exhibits and findings have none ever.
    check("activity:loading -has:discharge", "V 3 4; S 2; VS 2; E 1; C 1; F 1");
    visits("-has:discharge", "3 4 5");
    visits("has:discharge", "1 2");
    visits("has:loading", "1 2 3 4");
    visits("has:quantity", "1 2");
    check("is:half-open has:loading", "V 3; S 2; VS 2; P 2");
}

#[test]
fn fields_ask_what_they_say() {
    visits("activity:loading", "1 3 4");
    visits("hedge:<likely", "1");
    visits("hedge:>=likely", "2 3 4 5");
    check("cargo:petroleum", "V 1 2; S 1; VS 1; P 2 3; E 1; C 1; F 1");
    check("status:rejected", "S 3");
    check("status:draft", "F 1");
    check("section:findings", "F 1");
    check("section:deliveries", "");
    check("tag:suspected", "V 3");
    check("tag:dark", "V 3");
    check("tag:dar", "");
    check("source:rusi", "V 3; S 2; VS 2; P 2; E 1; C 1; F 1");
    check("speaker:byrne", "V 1; S 1; VS 1; P 2; E 1; C 1; F 1");
    check("exhibit:E-7", "V 3; S 2; VS 2; P 2; E 1; C 1; F 1");
    check("exhibit:calls", "S 1; E 2");
    check("id:V-3", "V 3");
    check("id:e-8", "E 2");
    check("is:unnamed", "V 1 2; S 1 3; VS 1; P 2 3");
    check("is:undated", "V 5; VS 3; P 3; E 2");
    check("has:note", "V 3");
    check("has:tag", "V 3");
    check("has:exhibit", "V 3; S 1; E 1 2; C 1; F 1");
}

#[test]
fn origins_are_counted_for_each_thing_and_reach_vessels_and_places_by_visits() {
    check("origins:1", "V 1 3; S 1 2; VS 1 2; P 2; E 1; C 1; F 1");
    check("origins:>0", "V 1 3; S 1 2; VS 1 2; P 2; E 1; C 1; F 1");
    check("origins:>=2", "");
    visits("origins:0", "2 4 5");
    visits("-origins:<1", "1 3");
}

#[test]
fn flags_are_those_of_the_time_and_operators_those_of_the_place_or_of_what_it_lies_in() {
    let mut facts = case();
    let flag = |value: &str, period: Option<&str>| Stated {
        value: value.to_owned(),
        identity: Identity::Registered,
        period: period.map(|text| crate::base::edtf::Dated::new(text.parse().expect(text), text)),
        exhibit: None,
    };
    let mut tanker = vessel(2, "Tanker 10");
    tanker.flags = vec![flag("KP", Some("2024-04/..")), flag("Togo", Some("../2024-03"))];
    let mut named = vessel(3, "Paek Yang San 1");
    named.flags = vec![flag("kp", None)];
    let mut port = facts.places.get(Id::new(1)).expect("a port").clone();
    port.operator = "a Russian oil company".to_owned();
    let rows = [Entity::Vessel(Box::new(tanker)), Entity::Vessel(Box::new(named)), Entity::Place(Box::new(port))];
    for row in rows {
        facts.put(row);
    }
    let found = |facts: &Facts, text: &str| {
        let matches = run(&parse(text).expect(text), facts);
        let of = |set: &crate::base::id_set::IdSet| (1..10).filter(|id| set.contains(*id)).collect::<Vec<u32>>();
        [of(&matches.visits), of(&matches.vessels), of(&matches.places)]
    };
    assert_eq!(found(&facts, "flag:KP"), [vec![4, 5], vec![2, 3], vec![2, 3]]);
    assert_eq!(found(&facts, "flag:togo")[..2], [vec![3], vec![2]]);
    assert_eq!(found(&facts, "flag:to")[0], [0_u32; 0], "a code is no part of a name");
    assert_eq!(found(&facts, "operator:\"oil company\"")[0], [1, 3, 4]);
    assert_eq!(found(&facts, "operator:russian")[2], [1, 2], "the berth lies in the port");
    let mut berth = facts.places.get(Id::new(2)).expect("a berth").clone();
    berth.operator = "somebody else".to_owned();
    facts.put(Entity::Place(Box::new(berth)));
    assert_eq!(found(&facts, "operator:russian"), [vec![], vec![], vec![1]]);
}

#[test]
fn dates_take_any_reading_of_uncertain_bounds() {
    visits("after:2024-03-22", "3 4");
    visits("after:2024-03-23", "4");
    visits("before:2024-03-20", "1 3");
    visits("during:2024-03-20", "2 3");
    visits("during:2024-04-05", "4");
    visits("during:2024-03-12/2024-03-19", "3");
    visits("-after:0001", "5");
    visits("after:\"11 March 2024\" before:\"12 March 2024\"", "1 3");
    check("during:2024-03-28", "EV 1");
}

#[test]
fn terms_are_joined_and_turned_round() {
    visits("vessel:tanker activity:discharging", "2");
    visits("activity:waiting OR activity:discharging", "2 5");
    visits("-(activity:waiting OR activity:discharging)", "1 3 4");
    visits("(activity:waiting OR hedge:appears) -place:chongjin", "1");
    visits("NOT activity:loading AND -activity:waiting", "2");
    visits("--activity:waiting", "5");
    visits("vessel:“Tanker 10”", "3 4");
}

#[test]
fn errors_point_at_their_part_and_say_what_can_stand_there() {
    check(
        "vessel:x ship:y",
        "There is no field “ship”. The fields are vessel, place, operator, flag, tag, activity, hedge, after, before, during, \
         is, has, origins, cargo, quantity, status, section, likelihood, confidence, source, grade, speaker, kind, exhibit, dwt, id; \
         put text with a colon in quotes (ship:y)",
    );
    check(
        "activity:flying",
        "“flying” is not one of activity:loading, discharging, bunkering, waiting, sts, unknown (activity:flying)",
    );
    check("is:open", "“open” is not one of is:half-open, undated, unnamed, designated (is:open)");
    check(
        "after:07/03/2024",
        "“07/03/2024” can be 2024-03-07 or 2024-07-03. Write the one that is meant (after:07/03/2024)",
    );
    check("after:2024/2025", "“2024/2025” is an interval; a single date is needed here (after:2024/2025)");
    check(
        "origins:many",
        "“many” is not a number of origins; write one such as origins:1 or origins:>=2 (origins:many)",
    );
    check("id:Q-1", "“Q-1” is not a reference such as V-3, S-1 or E-2 (id:Q-1)");
    check("vessel:", "Write what to look for after vessel: (vessel:)");
    check("\"open", "This quote is not closed (\"open)");
    check("(a", "This parenthesis is not closed (()");
    check("a)", "This parenthesis was never opened ())");
    check("()", "There is nothing between these parentheses (()");
    check("a OR", "OR stands between two terms (OR)");
    check("a -", "Write what to leave out directly after -, as in -has:discharge (-)");
    check("...", "“...” has no letters or digits to look for (...)");
}

#[test]
fn hostile_lengths_and_depths_are_refused() {
    let error = |text: &str| parse(text).expect_err("refused").message;
    let long = parse(&"é".repeat(10_000)).expect_err("refused");
    assert_eq!(long.message, "A query has at most 4000 characters, and this has 10000");
    assert_eq!(long.range, 8_000..20_000, "it points at what is too much");
    assert_eq!(error(&"(".repeat(4_000)), "Parentheses and - go at most 32 deep");
    assert_eq!(error(&"-".repeat(4_000)), "Parentheses and - go at most 32 deep");
    assert_eq!(error(&"a ".repeat(65)), "A query has at most 64 terms");
    assert!(parse(&"a ".repeat(64)).is_ok());
}

#[test]
fn every_field_is_understood_as_its_example_shows() {
    for field in FIELDS {
        for name in field.also.iter().chain([&field.name]) {
            assert_eq!(fields::find(&name.to_uppercase()), Some(field));
        }
        for example in field.examples {
            assert!(example.trim_start_matches('-').starts_with(&format!("{}:", field.name)), "{example}");
            parse(example).expect(example);
        }
        if let fields::Takes::Words(words) = field.takes {
            for (word, _) in words {
                parse(&format!("{}:{word}", field.name)).expect(word);
            }
        }
    }
    for (example, _) in fields::GRAMMAR {
        parse(example).expect(example);
    }
}

#[test]
fn what_was_looked_up_for_one_query_serves_the_next_until_the_case_changes() {
    let mut facts = case();
    let mut kept = Kept::default();
    for text in ["ves", "vessel:tanker", "vessel:tanker activity:loading", "-vessel:tanker", "vessel:\"Tanker 1\"", ""]
    {
        let query = parse(text).expect(text);
        assert_eq!(kept.run(&query, &facts), run(&query, &facts), "{text}");
    }
    let query = parse("vessel:tanker").expect("a query");
    let before = kept.run(&query, &facts);
    facts.put(Entity::Vessel(Box::new(vessel(2, "Renamed"))));
    facts.generation += 1;
    assert_ne!(kept.run(&query, &facts), before);
    assert_eq!(kept.run(&query, &facts), run(&query, &facts));
}

#[test]
fn ids_far_apart_cost_no_memory() {
    let mut facts = case();
    facts.put(Entity::Vessel(Box::new(vessel(90_000_000, "Far"))));
    facts.put(Entity::Visit(Box::new(Visit::new(Id::new(7), Id::new(90_000_000), Id::new(3), Bounds::default()))));
    let matches = run(&parse("is:undated vessel:far").expect("a query"), &facts);
    assert!(matches.vessels.contains(90_000_000) && matches.visits.contains(7));
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,60}") {
        if let Err(error) = parse(&text) {
            prop_assert!(text.get(error.range).is_some());
        }
    }

    #[test]
    fn what_is_not_selected_is_selected_by_its_negation(text in "(vessel:tanker|place:chongjin|is:half-open|has:discharge|hedge:<likely|tag:dark|after:2024-03-12|loaded|source:rusi|origins:1|flag:KP|operator:oil| OR | |-|\\(|\\)){1,9}") {
        let facts = case();
        if let (Ok(query), Ok(negated)) = (parse(&text), parse(&format!("-({text})"))) {
            let (yes, no) = (run(&query, &facts), run(&negated, &facts));
            if !query.is_empty() {
                prop_assert_eq!(yes.visits.len() + no.visits.len(), 5);
                prop_assert_eq!(yes.findings.len() + no.findings.len(), 1);
            }
        }
    }
}
