//! Files written by earlier versions are converted, and the copy beside them stays as it was.

use std::collections::BTreeSet;

use wakeline::base::hash::Sha256;
use wakeline::base::progress::Progress;
use wakeline::import::wake_json;
use wakeline::model::arrangement::{Arrangement, LaneBy};
use wakeline::model::view::Layer;
use wakeline::store::CaseStore;

const FORMAT_1: &[u8] = include_bytes!("../fixtures/format-1.wake");

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
fn the_word_for_lanes_in_json_of_form_1_is_understood() {
    let case = br#"{"format":"wakeline-case","version":1,"case":{"title":"A"},"saved_views":[
        {"id":1,"name":"by vessel","grouping":"vessel"},{"id":2,"name":"by place","grouping":"place"},{"id":3,"name":"usual"}]}"#;
    let document = wake_json::read(case, "a.wake.json").expect("reads").document;
    let lanes: Vec<_> = document.saved_views.iter().map(|view| view.lanes.clone()).collect();
    assert_eq!(lanes, [Arrangement::by(&[LaneBy::Vessel]), Arrangement::default(), Arrangement::default()]);
}
