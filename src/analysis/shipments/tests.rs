//! Which pairs are put forward, and what is said of them.

use super::candidates::of_vessel;
use super::fixture::{FAR, PORT, bound, call, change_visit, draughts, facts, shipment, sighting};
use super::{Candidate, Outcome, Rule, Sign, candidates, decide, weigh};
use crate::analysis::gaps::Gaps;
use crate::analysis::shipments::decide::Decision;
use crate::base::interval::BoundName;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::evidence::ExhibitKind;
use crate::model::facts::Facts;
use crate::model::grading::Hedge;
use crate::model::ids::{Id, ShipmentId, VesselId};
use crate::model::shipment::{Shipment, ShipmentStatus};
use crate::model::vessel::Vessel;
use crate::model::visit::Activity::{Discharging, Loading, ShipToShip, Unknown, Waiting};

/// Candidates as `1-2`, `1-`, `-2`, with `!` for seen at both ends, `?` for inferred; `=S1` for what is closed.
fn found(facts: &Facts) -> Vec<String> {
    let text = |one: &Candidate| {
        let end = |id: Option<crate::model::ids::VisitId>| id.map_or_else(String::new, |id| id.0.to_string());
        let sign = match one.outcome {
            Outcome::BothEnds => "!",
            Outcome::OneEndInferred => "?",
            Outcome::Open => "",
        };
        let closes = one.closes.map_or_else(String::new, |id| format!("=S{}", id.0));
        format!("{}-{}{sign}{closes}", end(one.loading), end(one.discharge))
    };
    let all: Vec<String> = candidates(facts).iter().map(text).collect();
    let by_hull: Vec<String> = of_vessel(facts, VesselId::new(1)).iter().map(text).collect();
    let (mut sorted, mut alone) = (all.clone(), by_hull);
    sorted.sort();
    alone.sort();
    assert_eq!(sorted, alone, "one hull by itself gives the same");
    all
}

#[test]
fn a_loading_is_paired_with_the_next_discharge_before_the_next_loading() {
    let mut facts = facts();
    call(&mut facts, 1, Loading, PORT, "2024-03-01");
    call(&mut facts, 2, Unknown, PORT, "2024-03-03");
    call(&mut facts, 3, Discharging, FAR, "2024-03-05");
    call(&mut facts, 4, Loading, PORT, "2024-03-10");
    call(&mut facts, 5, Unknown, FAR, "2024-03-14");
    call(&mut facts, 6, Loading, PORT, "2024-03-20");
    call(&mut facts, 7, Waiting, FAR, "2024-03-22");
    call(&mut facts, 8, Unknown, FAR, "");
    assert_eq!(found(&facts), ["1-3!", "4-5?", "6-"]);
}

#[test]
fn a_discharge_without_a_loading_looks_back_and_is_else_an_open_end() {
    let mut facts = facts();
    call(&mut facts, 1, Discharging, FAR, "2024-03-01");
    call(&mut facts, 2, ShipToShip, PORT, "2024-03-03");
    call(&mut facts, 3, Discharging, FAR, "2024-03-05");
    call(&mut facts, 4, Loading, PORT, "2024-03-07");
    call(&mut facts, 5, Discharging, FAR, "2024-03-09");
    call(&mut facts, 6, Discharging, FAR, "2024-03-11");
    assert_eq!(found(&facts), ["-1", "2-3?", "4-5!", "-6"]);
}

#[test]
fn what_is_a_shipment_already_or_was_rejected_is_not_put_forward() {
    let mut facts = facts();
    call(&mut facts, 1, Loading, PORT, "2024-03-01");
    call(&mut facts, 2, Discharging, FAR, "2024-03-05");
    call(&mut facts, 3, Discharging, FAR, "2024-03-07");
    shipment(&mut facts, 1, 1, 2, ShipmentStatus::Proposed);
    assert_eq!(found(&facts), ["-3"]);
    shipment(&mut facts, 1, 1, 2, ShipmentStatus::Rejected);
    assert_eq!(found(&facts), ["1-3!"], "the next discharge is looked at instead");
    shipment(&mut facts, 2, 1, 3, ShipmentStatus::Rejected);
    assert_eq!(found(&facts), ["1-", "-2", "-3"]);
    shipment(&mut facts, 3, 1, 0, ShipmentStatus::Rejected);
    assert_eq!(found(&facts), ["-2", "-3"]);
}

#[test]
fn a_half_open_shipment_is_closed_and_stays_if_nothing_closes_it() {
    let mut facts = facts();
    call(&mut facts, 1, Loading, PORT, "2024-03-01");
    shipment(&mut facts, 1, 1, 0, ShipmentStatus::Accepted);
    assert!(found(&facts).is_empty());
    call(&mut facts, 2, Discharging, FAR, "2024-03-05");
    assert_eq!(found(&facts), ["1-2!=S1"]);
}

/// The reasons of the one candidate as `+ rule: text`.
fn said(facts: &Facts) -> Vec<String> {
    let all = candidates(facts);
    let weighed = weigh(facts, &Gaps::of(facts), &all[0]);
    weighed.reasons.iter().map(|one| format!("{} {}: {}", one.sign.mark(), one.rule.name(), one.text)).collect()
}

fn pair() -> Facts {
    let mut facts = facts();
    call(&mut facts, 1, Loading, PORT, "2024-03-01");
    call(&mut facts, 2, Discharging, FAR, "2024-03-05");
    facts
}

fn has(said: &[String], words: &str) -> bool {
    said.iter().any(|line| line.contains(words))
}

#[test]
fn time_is_weighed_against_distance() {
    let mut facts = pair();
    assert!(
        has(
            &said(&facts),
            "+ time and distance: 156 nautical miles or more in 3 to 5 days: possible at 16 knots or less"
        ),
        "{:?}",
        said(&facts)
    );
    bound(&mut facts, 2, BoundName::FirstSeen, "2024-03-30");
    bound(&mut facts, 2, BoundName::LastSeen, "2024-03-30");
    assert!(has(
        &said(&facts),
        "− time and distance: 26 days more than the way takes at 5 knots: time for another call"
    ));
    for name in [BoundName::FirstSeen, BoundName::LastSeen] {
        bound(&mut facts, 1, name, "2024-03-05T08:00Z");
        bound(&mut facts, 2, name, "2024-03-05T12:00Z");
    }
    assert!(
        has(&said(&facts), "− time and distance: 156 nautical miles or more in at most 1 day: 39 knots at the least"),
        "{:?}",
        said(&facts)
    );
    let mut place = facts.places.get(FAR).expect("there").clone();
    place.position = None;
    facts.put(Entity::Place(Box::new(place)));
    assert!(has(&said(&facts), "? time and distance: At most 1 day between the visits; no position of Chongjin"));
}

#[test]
fn calls_between_speak_against_and_none_for() {
    let mut facts = pair();
    assert!(has(&said(&facts), "+ calls between: No other call"));
    call(&mut facts, 3, ShipToShip, Id::new(3), "2024-03-03");
    let lines = said(&facts);
    assert!(
        has(
            &lines,
            "− calls between: V-3 lies between: Rason, ship-to-ship transfer, seen 3 March 2024, where cargo can change ships"
        ),
        "{lines:?}"
    );
    for id in 10..20 {
        call(&mut facts, id, Waiting, FAR, "2024-03-04");
    }
    assert!(has(&said(&facts), "− calls between: 7 more calls lie between"));
}

#[test]
fn draughts_speak_for_against_or_are_not_known() {
    let mut facts = pair();
    assert!(has(&said(&facts), "? draught: No draught"));
    draughts(&mut facts, 1, 3.2, 5.1);
    draughts(&mut facts, 2, 5.0, 3.1);
    let lines = said(&facts);
    assert!(has(&lines, "+ draught: Draught at the loading 3.2 m on arrival, 5.1 m on departure"), "{lines:?}");
    assert!(has(&lines, "+ draught: Left with a draught of 5.1 m and came with 5 m"));
    draughts(&mut facts, 2, 3.0, 5.0);
    let lines = said(&facts);
    assert!(has(
        &lines,
        "− draught: Draught at the discharge 3 m on arrival, 5 m on departure: the wrong way for a discharge"
    ));
    assert!(has(&lines, "− draught: Left with a draught of 5.1 m and came with 3 m"));
}

#[test]
fn berths_equipment_ais_and_imagery_are_weighed() {
    let mut facts = pair();
    let lines = said(&facts);
    assert!(has(&lines, "+ berths: Both places handle oil"));
    assert!(has(&lines, "? AIS: No AIS of the hull"));
    assert!(has(&lines, "? imagery: No image of Vostochny is in the case"));
    let mut place = facts.places.get(FAR).expect("there").clone();
    place.handles = vec!["coal".into()];
    facts.put(Entity::Place(Box::new(place)));
    sighting(
        &mut facts,
        1,
        ExhibitKind::Image,
        r#""place":1,"vessel":1,"time":"2024-03-01","seen":"Hoses connected, laden""#,
    );
    change_visit(&mut facts, 1, |visit| visit.sightings = [Id::new(1)].into());
    sighting(&mut facts, 2, ExhibitKind::AisTrack, r#""vessel":1,"negative":true,"time":"2024-02-20/2024-03-20""#);
    sighting(&mut facts, 3, ExhibitKind::AisTrack, r#""vessel":1,"place":3,"time":"2024-03-03""#);
    sighting(&mut facts, 4, ExhibitKind::Image, r#""place":2,"negative":true,"time":"2024-03-02""#);
    let lines = said(&facts);
    assert!(has(&lines, "− berths: Vostochny handles oil, and Chongjin coal"), "{lines:?}");
    assert!(has(&lines, "+ waterline and equipment: Described at the loading: “Hoses connected, laden”"));
    assert!(has(&lines, "+ AIS: AIS was silent all the way"));
    assert!(has(&lines, "− AIS: AIS was heard at Rason on the way"));
    assert!(has(&lines, "− imagery: No imagery of Chongjin between 3 and 5 March 2024"), "{lines:?}");
    assert!(
        has(&lines, "+ imagery: Vostochny was looked at") || has(&lines, "− imagery: No imagery of Vostochny"),
        "{lines:?}"
    );
}

#[test]
fn identity_says_how_the_hull_is_known() {
    let mut facts = pair();
    assert!(has(&said(&facts), "− identity: Matched by name alone"));
    let set = |facts: &mut Facts, change: fn(&mut Vessel)| {
        let mut vessel = facts.vessels.get(VesselId::new(1)).expect("there").clone();
        change(&mut vessel);
        facts.put(Entity::Vessel(Box::new(vessel)));
    };
    set(&mut facts, |vessel| {
        vessel.imo = serde_json::from_str(r#"{"value":"9074729"}"#).expect("an IMO number");
    });
    assert!(has(&said(&facts), "+ identity: One hull by its IMO number 9074729, which proves no identity by itself"));
    set(&mut facts, |vessel| vessel.unnamed = true);
    assert!(has(&said(&facts), "− identity: “Yu Son” is this case's own label"));
}

#[test]
fn rival_explanations_stay_listed_until_something_excludes_them() {
    let mut facts = pair();
    change_visit(&mut facts, 2, |visit| visit.hedge = Hedge::Appears);
    let lines = said(&facts);
    assert!(
        has(&lines, "− rival explanation: Bunkers: V-1") && has(&lines, "rival explanation: Ballast: V-2"),
        "{lines:?}"
    );
    draughts(&mut facts, 1, 3.0, 5.0);
    call(&mut facts, 3, Discharging, Id::new(3), "2024-03-08");
    let lines = said(&facts);
    assert!(!has(&lines, "Bunkers") && has(&lines, "Part cargo: V-3 is a discharge after it"), "{lines:?}");
}

fn put(facts: &mut Facts, command: Command) -> (Shipment, String) {
    let Command::PutAll { entities, label } = command else { unreachable!("a decision puts a shipment") };
    let mut made = None;
    for entity in entities {
        if let Entity::Shipment(row) = &entity {
            made = Some((**row).clone());
        }
        facts.put(entity);
    }
    (made.expect("a shipment"), label)
}

#[test]
fn a_decision_keeps_its_reasons_and_the_line_in_the_journal_says_why() {
    let mut facts = pair();
    let weighed = weigh(&facts, &Gaps::of(&facts), &candidates(&facts)[0]);
    let command = decide::on_candidate(&facts, &weighed, 4, Decision::Reject, " The hulls differ by length. ");
    let (row, label) = put(&mut facts, command);
    assert_eq!(label, "Reject S-4, Yu Son, Vostochny to Chongjin: The hulls differ by length.");
    assert_eq!((row.status, row.number), (ShipmentStatus::Rejected, 4));
    let own = row.reasons.last().expect("reasons");
    assert_eq!((own.text.as_str(), own.supports, &own.rule), ("The hulls differ by length.", false, &None));
    assert!(row.reasons.iter().any(|reason| reason.rule.as_deref() == Some(Rule::TimeAndDistance.name())));
    assert_eq!(row.reasons.len(), weighed.reasons.iter().filter(|reason| reason.sign != Sign::Open).count() + 1);
    assert!(!found(&facts).contains(&"1-2!".to_owned()));
    let (row, label) = put(&mut facts.clone(), decide::on_shipment(&facts, &row, Decision::Accept, ""));
    assert_eq!((row.status, label.as_str()), (ShipmentStatus::Accepted, "Accept S-4"));
}

#[test]
fn closing_a_half_open_shipment_keeps_what_it_had() {
    let mut facts = pair();
    let mut open = Shipment::between(ShipmentId::new(1), 7, Some(Id::new(1)), None);
    open.product = "refined petroleum".into();
    open.note = "Kept".into();
    facts.put(Entity::Shipment(Box::new(open)));
    let weighed = weigh(&facts, &Gaps::of(&facts), &candidates(&facts)[0]);
    let mut other = facts.clone();
    let (row, label) = put(&mut other, decide::on_candidate(&facts, &weighed, 9, Decision::Accept, "Same hull"));
    assert_eq!((row.id.0, row.number, row.discharge, row.note.as_str()), (1, 7, Some(Id::new(2)), "Kept"));
    assert_eq!(label, "Accept S-7 closed as Yu Son, Vostochny to Chongjin: Same hull");
    let command = decide::on_candidate(&facts, &weighed, 9, Decision::Reject, "");
    let (row, _) = put(&mut facts, command);
    assert_eq!((row.id.0, row.number, row.product.as_str()), (2, 9, "refined petroleum"));
    let kept = facts.shipments.get(ShipmentId::new(1)).expect("kept");
    assert!(kept.is_half_open(), "the half-open shipment is as it was");
}
