//! Entities as the tools read them: schemata, references that lead somewhere, dates that say no more than is known.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::*;
use crate::report::fixture;

fn written(facts: &Facts) -> BTreeMap<String, Value> {
    let mut out = Vec::new();
    write(facts, &Choices::default(), &mut out).expect("in memory");
    let text = String::from_utf8(out).expect("UTF-8");
    let entities = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("one object a line"));
    entities.map(|entity| (entity["id"].as_str().expect("an id").to_owned(), entity)).collect()
}

fn of(entities: &BTreeMap<String, Value>, kind: &str, number: u32) -> Value {
    entities.get(&hashed(kind, &number.to_string())).cloned().unwrap_or_default()
}

#[test]
fn the_first_entity_says_how_the_others_may_be_handled() {
    assert_eq!(written(&Facts::default()).len(), 1, "of an empty case there is nothing else");
    let case = written(&fixture::case()).remove(&hashed("case", "")).unwrap_or_default();
    assert_eq!((&case["schema"], &case["properties"]["summary"]), (&json!("Note"), &json!(["TLP:AMBER"])));
}

#[test]
fn ids_are_forty_digits_that_stay() {
    assert_eq!(hashed("visit", "3").len(), 40);
    assert_eq!(hashed("visit", "3"), Sha256::of(b"wakeline:visit:3").to_string()[..40]);
}

#[test]
fn every_reference_leads_to_an_entity_of_the_file() {
    let entities = written(&fixture::case());
    let links = ["proof", "entity", "subject", "object", "vehicle", "startLocation", "endLocation", "addressEntity"];
    let mut followed = 0;
    for entity in entities.values() {
        for link in links {
            for id in entity["properties"][link].as_array().into_iter().flatten() {
                assert!(entities.contains_key(id.as_str().unwrap_or_default()), "{entity}");
                followed += 1;
            }
        }
    }
    assert!(followed > 20, "{followed}");
}

#[test]
fn a_whole_shipment_is_a_trip_and_a_half_open_one_a_link() {
    let entities = written(&fixture::case());
    let trip = of(&entities, "shipment", 1);
    assert_eq!(trip["schema"], "Trip");
    assert_eq!(trip["properties"]["startDate"], json!(["2024-03-11"]), "last seen loading");
    assert_eq!(trip["properties"]["endDate"], json!(["2024-03"]), "cut to what is known");
    assert_eq!(trip["properties"]["vehicle"].as_array().map(Vec::len), Some(1));
    let summary = trip["properties"]["summary"][0].as_str().unwrap_or_default();
    assert!(summary.contains("more than 6,600 bbl (observed)") && summary.contains("appears"), "{summary}");
    let link = of(&entities, "shipment", 2);
    assert_eq!(link["schema"], "UnknownLink");
    assert_eq!(link["properties"]["role"], json!(["S-8: loading, no discharge seen"]));
    assert_eq!(link["properties"].get("startDate"), None, "nobody saw it begin");
    assert_eq!(link["properties"]["date"], json!(["2024-03"]), "what both bounds share");
    assert!(link["properties"]["summary"][0].as_str().is_some_and(|text| text.contains("quantity unknown")));
}

#[test]
fn identifiers_are_given_as_the_tools_read_them_or_as_a_note() {
    let entities = written(&fixture::case());
    let vessel = of(&entities, "vessel", 1);
    assert_eq!(vessel["properties"]["imoNumber"], json!(["IMO9074729"]));
    assert_eq!(vessel["properties"]["flag"], json!(["kp"]));
    let odd = of(&entities, "vessel", 2);
    assert_eq!(odd["properties"].get("imoNumber"), None);
    assert!(odd["properties"]["notes"].to_string().contains("1234568"), "{odd}");
}

#[test]
fn an_exhibit_names_its_hash_and_neither_collector_nor_file() {
    let entities = written(&fixture::case());
    let exhibit = of(&entities, "exhibit", 1);
    assert_eq!(exhibit["schema"], "Article");
    assert_eq!(exhibit["properties"]["language"], json!(["eng"]));
    assert_eq!(exhibit["properties"].get("summary"), None, "its date is exact");
    assert_eq!(of(&entities, "exhibit", 2)["properties"]["summary"], json!(["about March 2024"]));
    assert_eq!(exhibit["properties"]["fileName"], json!(["E-3"]));
    assert!(exhibit["properties"]["notes"].to_string().contains("SHA-256 9f86"), "{exhibit}");
    assert!(!format!("{entities:?}").contains("canary"));
    let claim = of(&entities, "claim", 1);
    assert_eq!(claim["properties"]["description"], json!(["appeared to be loading\nat =1+1"]), "word for word");
    assert_eq!(claim["properties"]["summary"], json!(["Joseph Byrne; appears"]));
}

#[test]
fn dates_say_no_more_than_is_known() {
    let cut = |text: &str| dated(text.parse().expect("a date"));
    assert_eq!(cut("2024-03-07T04Z").as_deref(), Some("2024-03-07"));
    assert_eq!(cut("2024?").as_deref(), Some("2024"));
    assert_eq!(cut("202X"), None);
    assert_eq!(cut("2024-03-07/2024-04-02").as_deref(), Some("2024"));
    assert_eq!(cut("2023-12-31/2024-01-01"), None);
    assert_eq!(cut("2024-03-07/.."), None);
}
