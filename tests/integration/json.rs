//! A case as text: both directions are lossless, the schema is the types', and a file that is not right is refused.

use std::path::Path;

use proptest::prelude::*;
use wakeline::base::hash::Sha256;
use wakeline::import::wake_json::{ImportError, merge, read};
use wakeline::model::document::Document;
use wakeline::model::evidence::ExhibitFile;
use wakeline::model::facts::Facts;
use wakeline::model::ids::EntityKind;
use wakeline::model::validate::all_problems;
use wakeline::report::case_json;

use super::arbitrary;

fn json(document: &Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    case_json::write(document, &mut bytes).expect("in memory");
    bytes
}

fn sample() -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample/vostochny-2024.wake.json"))
        .expect("the sample")
}

fn number_of_entities(document: &Document) -> usize {
    let facts = document.clone().into_facts();
    wakeline::model::ids::ENTITY_KINDS.into_iter().map(|kind| facts.count(kind)).sum()
}

/// The facts of a case with the entities of a merge put into it.
fn with(mut facts: Facts, entities: Vec<wakeline::model::entity::Entity>) -> Facts {
    for entity in entities {
        facts.put(entity);
    }
    facts
}

#[test]
fn the_published_schema_is_that_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/schema/wake.schema.json");
    let schema = case_json::schema();
    if std::env::var_os("WAKELINE_UPDATE").is_some() {
        std::fs::write(&path, &schema).expect("the schema can be written");
    }
    let published = std::fs::read_to_string(&path).expect("the schema is there");
    assert!(published == schema, "assets/schema/wake.schema.json differs from the types; run with WAKELINE_UPDATE=1");
}

#[test]
fn the_sample_added_twice_is_there_once() {
    let document = read(&sample(), "sample").expect("in order").document;
    let total = number_of_entities(&document);
    let first = merge(&Facts::default(), document.clone());
    assert_eq!(first.added.values().sum::<usize>(), total);
    assert_eq!(first.issues.as_slice(), []);
    let facts = with(Facts::default(), first.entities);
    let second = merge(&facts, document);
    assert_eq!(second.entities, []);
    assert_eq!(second.duplicates.values().sum::<usize>(), total);
}

#[test]
fn the_sample_cut_anywhere_is_refused() {
    let whole = sample();
    let end = whole.trim_ascii_end().len();
    for part in 0..200 {
        let cut = end * part / 200;
        assert!(read(&whole[..cut], "sample").is_err(), "cut at {cut}");
    }
    assert!(matches!(
        read(&whole[..end / 2], "sample"),
        Err(ImportError::Truncated { .. } | ImportError::NotJson { .. })
    ));
}

#[test]
fn what_is_added_gets_free_numbers_and_its_citations_follow() {
    let one = br##"{"format":"wakeline-case","version":1,"case":{"title":"A"},
        "vessels":[{"id":1,"name":"Un Hung"}],
        "tags":[{"id":1,"name":"dark","colour":"#0072B2","key":1}],
        "exhibits":[{"id":1,"number":3,"title":"Ours"}]}"##;
    let two = br##"{"format":"wakeline-case","version":1,"case":{"title":"B"},
        "vessels":[{"id":1,"name":"UN HUNG","unnamed":true}],
        "tags":[{"id":1,"name":"late","colour":"#0072B2","key":1}],
        "exhibits":[{"id":1,"number":3,"title":"Theirs"},{"id":2,"number":4,"title":"Ours"}],
        "findings":[{"id":1,"number":1,"headline":"x","body":"[@E-3] against [@E-4], [@E-9]","tags":[1]}]}"##;
    let facts = read(one, "one").expect("in order").document.into_facts();
    let merged = merge(&facts, read(two, "two").expect("in order").document);
    let facts = with(facts, merged.entities);
    let finding = facts.findings.first().expect("added");
    assert_eq!(finding.body, "[@E-4] against [@E-3], [@E-9]");
    assert_eq!(finding.tags.iter().map(|tag| tag.0).collect::<Vec<_>>(), [2]);
    assert_eq!(merged.duplicates.get(&EntityKind::Exhibit), Some(&1), "“Ours” is there already");
    let issues: Vec<String> = merged.issues.as_slice().iter().map(ToString::to_string).collect();
    assert_eq!(
        issues,
        [
            "T-2: Key 1 is taken; “late” has none now",
            "VS-2: The case has a vessel “UN HUNG” already, with other details; both are kept",
        ]
    );
    assert_eq!(all_problems(&facts).as_slice(), []);
}

#[test]
fn claims_about_one_another_are_added() {
    let circle = br#"{"format":"wakeline-case","version":1,"case":{"title":"A"},
        "exhibits":[{"id":1,"number":1,"title":"x"}],
        "claims":[{"id":1,"exhibit":1,"quote":"a","about":[{"kind":"claim","id":2}]},
                  {"id":2,"exhibit":1,"quote":"b","about":[{"kind":"claim","id":1}]}]}"#;
    let document = read(circle, "x").expect("in order").document;
    let merged = merge(&Facts::default(), document.clone());
    assert_eq!(with(Facts::default(), merged.entities).claims.iter().cloned().collect::<Vec<_>>(), document.claims);
}

#[test]
fn attached_files_travel_in_the_text() {
    let mut document = read(&sample(), "sample").expect("in order").document;
    let bytes = b"\x89PNG not really".to_vec();
    let sha256 = Sha256::of(&bytes);
    document.exhibits[0].files = vec![ExhibitFile {
        sha256,
        name: "berth.png".to_owned(),
        media_type: "image/png".to_owned(),
        bytes: bytes.len() as u64,
    }];
    document.attachments = vec![case_json::attachment(sha256, &bytes)];
    let back = read(&json(&document), "x").expect("in order");
    assert_eq!(back.attachments, [(sha256, bytes)]);
    assert_eq!(back.issues.as_slice(), []);
    document.attachments.clear();
    assert_eq!(back.document, document);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_entity_survives_the_text(document in arbitrary::document(3)) {
        let bytes = json(&document);
        let back = read(&bytes, "x").map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&back.document, &document);
        prop_assert_eq!(json(&back.document), bytes);
    }

    #[test]
    fn facts_survive_the_document(document in arbitrary::document(3)) {
        let facts = document.clone().into_facts();
        let again = Document::of(&facts);
        prop_assert_eq!(&again, &document);
        prop_assert_eq!(again.into_facts(), facts);
    }

    #[test]
    fn a_case_added_to_another_is_in_order_and_adds_nothing_the_second_time(
        ours in arbitrary::document(2), theirs in arbitrary::document(2),
    ) {
        let facts = ours.into_facts();
        let first = merge(&facts, theirs.clone());
        let total = first.added.values().sum::<usize>() + first.duplicates.values().sum::<usize>();
        prop_assert_eq!(total, number_of_entities(&theirs));
        let facts = with(facts, first.entities);
        let problems = all_problems(&facts);
        prop_assert_eq!(problems.as_slice(), &[]);
        let in_circle = theirs.claims.iter().any(|claim| claim.about.iter().any(|about| about.kind == EntityKind::Claim));
        let second = merge(&facts, theirs);
        // Claims that wait for one another cannot be compared.
        if !in_circle {
            prop_assert_eq!(second.entities, vec![]);
        }
    }

    #[test]
    fn damaged_text_never_panics(document in arbitrary::document(1), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = json(&document);
        let at = at.index(bytes.len());
        if cut {
            bytes.truncate(at);
            prop_assert!(read(&bytes, "x").is_err() || at == bytes.len());
        } else {
            bytes[at] = byte;
            let _ = read(&bytes, "x");
        }
    }

    #[test]
    fn amounts_survive_to_the_last_bit(amounts in arbitrary::values::amounts()) {
        let text = serde_json::to_string(&amounts).expect("json");
        prop_assert_eq!(serde_json::from_str::<(wakeline::base::quantity::Barrels, wakeline::base::quantity::Tonnes)>(&text).expect("back"), amounts);
    }
}
