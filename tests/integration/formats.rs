//! Files written by earlier versions are converted, and the copy beside them stays as it was.

use std::collections::{BTreeMap, BTreeSet};

use wakeline::base::hash::Sha256;
use wakeline::base::progress::Progress;
use wakeline::base::quantity::{Amount, Estimate, Share, TonnesPerCentimetre, Unit};
use wakeline::base::time::Utc;
use wakeline::import::wake_json;
use wakeline::model::arrangement::{Arrangement, LaneBy};
use wakeline::model::command::Command;
use wakeline::model::conversion::{ConversionTable, ProductClass};
use wakeline::model::counting::{Counting, Laden};
use wakeline::model::document::Document;
use wakeline::model::entity::Entity;
use wakeline::model::finding::{Finding, PassedOver, Reply};
use wakeline::model::ids::{EntityKind, ExhibitId, Id};
use wakeline::model::shipment::{Quantity, QuantityBasis, Reason};
use wakeline::model::tag::TagRule;
use wakeline::model::vessel::{Identity, Stated};
use wakeline::model::view::Layer;
use wakeline::store::CaseStore;

const FORMAT_1: &[u8] = include_bytes!("../fixtures/format-1.wake");
const FORMAT_2: &[u8] = include_bytes!("../fixtures/format-2.wake");
const FORMAT_3: &[u8] = include_bytes!("../fixtures/format-3.wake");

#[test]
fn saved_views_of_format_1_keep_their_lanes_and_get_the_usual_layers() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("old.wake");
    std::fs::write(&path, FORMAT_1).expect("writes");
    let store = CaseStore::open(&path).expect("converts");
    let facts = store.facts();
    assert_eq!((facts.visits.len(), facts.saved_views.len()), (14, 3));
    for view in facts.saved_views.iter() {
        assert_eq!((&view.lanes, &view.layers), (&Arrangement::default(), &Layer::usual()), "{}", view.name);
    }
    let both = facts.saved_views.iter().find(|view| view.name == "Both directions").expect("kept");
    assert_eq!(
        both.range.map(|(from, to)| (from.to_string(), to.to_string())),
        Some(("2024-03-01T00:00:00Z".into(), "2024-04-15T00:00:00Z".into()))
    );
    let named: BTreeSet<String> = facts.saved_views.iter().map(|view| view.query.clone()).collect();
    assert!(named.contains("is:half-open activity:loading"));
    let issues = store.check(&Progress::default()).expect("checks");
    assert!(issues.as_slice().is_empty(), "{issues:?}");
    let kept = std::fs::read(folder.path().join("old.wake.format-1")).expect("a copy beside it");
    assert!(kept.len() > 600_000 && Sha256::of(&kept) != Sha256::of(&std::fs::read(&path).expect("reads")));
}

#[test]
fn a_case_of_format_2_counts_by_the_usual_rules_and_keeps_what_is_new() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("old.wake");
    std::fs::write(&path, FORMAT_2).expect("writes");
    let mut store = CaseStore::open(&path).expect("converts");
    let facts = store.facts();
    assert_eq!((facts.shipments.len(), &facts.case.counting), (11, &Counting::default()));
    assert!(
        facts.tags.iter().all(|tag| tag.rule.is_none()) && facts.regimes.iter().all(|row| row.conversion.is_empty())
    );

    let share = |text: &str| text.parse::<Share>().expect("a share");
    let mut case = (*facts.case).clone();
    case.counting.laden = Laden { low: share("1/3"), base: share("50"), high: share("100") };
    case.counting.tables = vec![
        ConversionTable { name: "empty".into(), factors: BTreeMap::new() },
        ConversionTable {
            name: "UNSD".into(),
            factors: [ProductClass::GasOil, ProductClass::Crude].map(|class| (class, Amount::default())).into(),
        },
    ];
    let mut entities: Vec<Entity> = Vec::new();
    let mut tag = facts.tags.first().expect("a tag").clone();
    tag.rule = Some(TagRule { query: "is:half-open".into(), kind: EntityKind::Shipment });
    entities.push(Entity::Tag(Box::new(tag)));
    let mut regime = facts.regimes.first().expect("a regime").clone();
    regime.conversion = "UNSD".into();
    entities.push(Entity::Regime(Box::new(regime)));
    let mut shipment = facts.shipments.first().expect("a shipment").clone();
    shipment.reasons.push(Reason { text: "Next call".into(), supports: true, exhibit: None, rule: Some("gap".into()) });
    shipment.quantity = Some(Quantity {
        estimate: Estimate::exactly(Amount::default()),
        unit: Unit::Tonnes,
        basis: QuantityBasis::DraughtChange,
        exhibit: None,
        working: "190 cm × 9.5 t/cm".into(),
    });
    entities.push(Entity::Shipment(Box::new(shipment)));
    let mut vessel = facts.vessels.first().expect("a vessel").clone();
    let value = TonnesPerCentimetre(Amount::new(9.5).expect("an amount"));
    vessel.tpc = Some(Stated { value, identity: Identity::Physical, period: None, exhibit: Some(Id::new(1)) });
    entities.push(Entity::Vessel(Box::new(vessel)));
    store.transact(&Command::SetCase { case: Box::new(case), field: "counting".into() }, Utc(0), "A").expect("writes");
    store.transact(&Command::PutAll { entities, label: "New".into() }, Utc(0), "A").expect("writes");
    let facts = store.facts();
    assert!(store.check(&Progress::default()).expect("checks").as_slice().is_empty());
    drop(store);
    let again = CaseStore::open(&path).expect("opens");
    assert_eq!(*again.facts(), *facts);
    let text = serde_json::to_vec(&Document::of(&facts)).expect("writes");
    assert_eq!(wake_json::read(&text, "a").expect("reads").document.into_facts(), *facts);
}

#[test]
fn a_case_of_format_3_gets_room_for_letters_and_remarks() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("old.wake");
    std::fs::write(&path, FORMAT_3).expect("writes");
    let mut store = CaseStore::open(&path).expect("converts");
    let mut finding = Finding::draft(Id::new(1), 1);
    finding.headline = "It called".into();
    finding.reviewer = "R".into();
    finding.replies = vec![Reply {
        asked: "The operator".into(),
        answer: "No".into(),
        exhibit: Some(Id::new(2)),
        ..Reply::default()
    }];
    finding.passed_over =
        vec![PassedOver { rule: "stronger".into(), words: "called".into(), because: "It did".into() }];
    let put = Command::Put { entity: Entity::Finding(Box::new(finding.clone())), field: None };
    store.transact(&put, Utc(0), "A").expect("writes");
    drop(store);
    let mut store = CaseStore::open(&path).expect("opens");
    let read = store.facts().findings.first().cloned().expect("kept");
    assert_eq!(
        (&read.replies, &read.passed_over, read.reviewer.as_str()),
        (&finding.replies, &finding.passed_over, "R")
    );
    // A letter that is removed leaves what was said.
    store.transact(&Command::Remove(vec![ExhibitId::new(2).into()]), Utc(0), "A").expect("removes");
    let read = store.facts().findings.first().cloned().expect("kept");
    assert_eq!((read.replies[0].exhibit, read.replies[0].answer.as_str()), (None, "No"));
    assert!(store.check(&Progress::default()).expect("checks").as_slice().is_empty());
}

#[test]
fn the_word_for_lanes_in_json_of_form_1_is_understood() {
    let case = br#"{"format":"wakeline-case","version":1,"case":{"title":"A"},"saved_views":[
        {"id":1,"name":"by vessel","grouping":"vessel"},{"id":2,"name":"by place","grouping":"place"},{"id":3,"name":"usual"}]}"#;
    let document = wake_json::read(case, "a.wake.json").expect("reads").document;
    let lanes: Vec<_> = document.saved_views.iter().map(|view| view.lanes.clone()).collect();
    assert_eq!(lanes, [Arrangement::by(&[LaneBy::Vessel]), Arrangement::default(), Arrangement::default()]);
}
