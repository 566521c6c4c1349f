//! Lines and what they mean.

use proptest::prelude::*;

use super::*;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::evidence::Exhibit;
use crate::model::facts::Facts;
use crate::model::ids::{ExhibitId, TagId, VesselId};
use crate::model::tag::{TAG_COLOURS, Tag};
use crate::model::vessel::{OtherName, Vessel};

/// Vessel, place, the four bounds, activity, hedge and marks in one comparable text.
fn shown(visit: &QuickVisit) -> String {
    let bounds = crate::base::interval::BOUND_NAMES.map(|name| visit.bounds.get(name).map(|when| when.to_string()));
    let bounds = bounds.map(Option::unwrap_or_default).join(" ");
    let marks: Vec<String> = visit.exhibits.iter().map(|n| format!("E-{n}")).chain(visit.tags.clone()).collect();
    format!(
        "{} | {} | {bounds} | {} {} | {}",
        visit.vessel,
        visit.place,
        visit.activity.word(),
        visit.hedge.word(),
        marks.join(",")
    )
}

#[track_caller]
fn check(line: &str, expected: &str) {
    let read = parse(line).map_or_else(|error| error.to_string(), |visit| shown(&visit));
    assert_eq!(read, expected, "{line}");
}

#[track_caller]
fn refused(line: &str, part: &str, sentence: &str) {
    let error = parse(line).expect_err(line);
    assert!(error.message.contains(sentence), "{line}: {error}");
    assert_eq!(&line[error.range], part, "{line}");
}

#[test]
fn a_line_is_read_in_its_parts() {
    check(
        "Tanker 2 @ Vostochny 2024-03-07/2024-03-22 loading ?",
        "Tanker 2 | Vostochny |  2024-03-07 2024-03-22  | loading appears | ",
    );
    check(
        "Paek Yang San 1 at Vostochny berth 50, 7 March 2024, unloading probably E-3 e-12 #dark #\"no AIS\"",
        "Paek Yang San 1 | Vostochny berth 50 |  2024-03-07 2024-03-07  | discharging likely | E-3,E-12,dark,no AIS",
    );
    check("A@B", "A | B |     | unknown asserted | ");
    check("A @ B loading between 7 and 22 March 2024", "A | B | 2024-03-07   2024-03-22 | loading asserted | ");
    check("A @ B [2024-03-07..2024-03-22] denied", "A | B | 2024-03-07   2024-03-22 | unknown denied | ");
    check("A @ B 2024-03-07/.. sts", "A | B |  2024-03-07   | ship-to-ship transfer asserted | ");
    check("A @ B ../2024-03-22", "A | B |   2024-03-22  | unknown asserted | ");
    check("A @ B allegedly March 2024 waiting", "A | B | 2024-03   2024-03 | waiting alleged | ");
    check(
        "\"Lady @ R\" @ \"Loading pier 2024\" 2024",
        "Lady @ R | Loading pier 2024 | 2024   2024 | unknown asserted | ",
    );
    check(
        "청진 1 @ Порт Восточный 2024-03-07",
        "청진 1 | Порт Восточный |  2024-03-07 2024-03-07  | unknown asserted | ",
    );
}

#[test]
fn an_error_points_at_the_part_it_is_about() {
    refused("Tanker 2 Vostochny", "Tanker 2 Vostochny", "Write @ between");
    refused("@ Vostochny", "@", "Write the vessel");
    refused("Tanker 2 @ 2024-03-07", " 2024-03-07", "Write the place");
    refused("Tanker 2 @", "", "Write the place");
    refused("T @ Vostochny 07/03/2024 loading", "07/03/2024", "2024-03-07 or 2024-07-03");
    refused("T @ Vostochny 30 February 2024", "30 February 2024", "not in the calendar");
    refused("T @ Vostochny 2024-03-22/2024-03-07", "2024-03-22/2024-03-07", "ends before");
    refused("T @ Vostochny 7.3.24 loading", "7.3.24", "not a date");
    refused("T @ Vostochny loading berth", "berth", "not understood");
    refused("T @ Vostochny loading unloading", "unloading", "one activity");
    refused("T @ Vostochny ? likely", "likely", "one hedge");
    refused("T @ Vostochny 2024 loading 2025", "2025", "one date");
    refused("T @ \"Vostochny", "\"Vostochny", "not closed");
    refused("T @ Vostochny #", "#", "Write the tag");
    refused("T @ Vostochny E-99999999999", "E-99999999999", "no exhibit");
    let long = "é".repeat(1_000);
    assert!(parse(&long).expect_err("too long").range.end <= 1_000);
}

fn case() -> Facts {
    let mut facts = Facts::default();
    let mut first = Vessel::named(VesselId::new(1), "Paek Yang San 1");
    first.other_names.push(OtherName {
        name: "백양산".to_owned(),
        script: None,
        identity: crate::model::vessel::Identity::Registered,
        period: None,
        exhibit: None,
    });
    facts.put(Entity::Vessel(Box::new(first)));
    facts.put(Entity::Vessel(Box::new(Vessel::named(VesselId::new(2), "Un Hung"))));
    facts.put(Entity::Vessel(Box::new(Vessel::named(VesselId::new(3), "UN HUNG"))));
    facts.put(Entity::Exhibit(Box::new(Exhibit::titled(ExhibitId::new(5), 3, "Report"))));
    let tag = Tag {
        id: TagId::new(1),
        name: "Dark".to_owned(),
        parent: None,
        colour: TAG_COLOURS[0],
        key: None,
        definition: String::new(),
        rule: None,
        note: String::new(),
        stamp: crate::model::ids::Stamp::default(),
    };
    facts.put(Entity::Tag(Box::new(tag)));
    facts
}

fn planned(line: &str) -> (Facts, QuickVisit, QuickPlan) {
    let (facts, quick) = (case(), parse(line).expect(line));
    let plan = resolve(&facts, &quick);
    (facts, quick, plan)
}

#[test]
fn names_are_looked_up_exactly_then_folded_then_among_other_names() {
    let vessel = |line: &str| planned(line).2.vessel;
    assert_eq!(vessel("PAEK-YANG SAN 1 @ B"), Match::Found(VesselId::new(1)));
    assert_eq!(vessel("백양산 @ B"), Match::Found(VesselId::new(1)));
    assert_eq!(vessel("Un Hung @ B"), Match::Found(VesselId::new(2)));
    assert_eq!(vessel("un hung @ B"), Match::Ambiguous(vec![VesselId::new(2), VesselId::new(3)]));
    assert_eq!(vessel("Tanker 6 @ B"), Match::New("Tanker 6".to_owned()));
}

#[test]
fn one_change_adds_the_visit_with_what_it_needs() {
    let (mut facts, quick, plan) = planned("Tanker 6 @ Nakhodka 7 March 2024 loading ? E-3 #dark");
    assert_eq!(
        describe(&facts, &quick, &plan),
        "Tanker 6 at Nakhodka, seen 7 March 2024, loading (appears), E-3, #Dark; new vessel, new place"
    );
    let change = command(&facts, &quick, &plan).expect("ready");
    assert_eq!(change.label(&facts), "Add V-1, Tanker 6 at Nakhodka");
    let Command::PutAll { entities, .. } = change else { unreachable!("quick add puts several") };
    assert_eq!(entities.len(), 3);
    for entity in entities {
        facts.put(entity.clone());
        assert_eq!(crate::model::validate::problems(&facts, &entity), [] as [&str; 0]);
    }
    let visit = facts.visits.first().expect("added");
    assert_eq!(visit.bound_text(crate::base::interval::BoundName::FirstSeen), "7 March 2024");
    assert_eq!((visit.exhibits.as_ref(), visit.tags.as_ref()), (&[ExhibitId::new(5)][..], &[TagId::new(1)][..]));
    assert_eq!(facts.vessels.get(visit.vessel).map(|vessel| vessel.name.as_str()), Some("Tanker 6"));
}

#[test]
fn edtf_is_not_kept_beside_itself() {
    let (facts, quick, plan) = planned("Paek Yang San 1 @ B 2024-03-07/2024-03-22");
    let Ok(Command::PutAll { entities, .. }) = command(&facts, &quick, &plan) else { unreachable!("ready") };
    assert!(entities.iter().any(|entity| matches!(entity, Entity::Visit(visit) if visit.extra.is_none())));
}

#[test]
fn what_is_open_is_said_and_nothing_is_added() {
    let (facts, quick, plan) = planned("un hung @ B E-9 #gone");
    assert_eq!(
        describe(&facts, &quick, &plan),
        "un hung at B, undated; new place; 2 vessels are called “un hung”; E-9 is not in the case; there is no tag “gone”"
    );
    assert_eq!(command(&facts, &quick, &plan).expect_err("open").to_string(), "2 vessels are called “un hung”");
}

proptest! {
    #[test]
    fn no_line_panics_and_errors_point_within_it(line in "\\PC{0,60}") {
        if let Err(error) = parse(&line) {
            prop_assert!(line.get(error.range).is_some());
        }
    }

    #[test]
    fn near_lines_do_not_panic(line in "(T |@| at |é|\"|2024|-03|/|7 March |loading|\\?| |E-3|#x|,|between ){0,14}") {
        match parse(&line) {
            Ok(visit) => prop_assert!(!visit.vessel.is_empty() && !visit.place.is_empty()),
            Err(error) => prop_assert!(line.get(error.range).is_some()),
        }
    }
}
