//! Tags from the command line: paths, merges, rules on demand, the starter set.

use serde_json::Value;

use super::Desk;

fn bearing(desk: &Desk, tag: &str) -> usize {
    desk.json(&["query", "s.wake", &format!("tag:\"{tag}\""), "--json"]).as_array().map_or(0, Vec::len)
}

fn entries(desk: &Desk) -> Vec<String> {
    let journal = desk.json(&["journal", "s.wake", "--json"]);
    let labels = journal.as_array().expect("an array").iter().map(|entry| entry["label"].as_str().unwrap_or_default());
    labels.map(str::to_owned).collect()
}

/// A desk whose case has two tags with rules: one that can be run, and one whose query is none.
fn with_rules() -> Desk {
    let desk = Desk::with_sample();
    desk.run(&["export", "s.wake", "s.wake.json"]).done();
    let mut case: Value = serde_json::from_str(&desk.read("s.wake.json")).expect("a case");
    let tags = case["tags"].as_array_mut().expect("tags");
    tags[0]["rule"] = serde_json::json!({ "query": "is:half-open activity:loading", "kind": "visit" });
    tags[1]["rule"] = serde_json::json!({ "query": "colour:red", "kind": "visit" });
    desk.write("with.wake.json", case.to_string());
    desk.run(&["new", "r.wake", "--title", "Rules", "--from", "with.wake.json"]).done();
    std::fs::rename(desk.path("r.wake"), desk.path("s.wake")).expect("renames");
    desk
}

#[test]
fn a_tag_is_named_by_its_path_and_made_with_the_tags_above_it() {
    let desk = Desk::with_sample();
    desk.run(&["tag", "s.wake", "", "deceptive shipping practice/ship-to-ship transfers"]).done();
    assert_eq!(bearing(&desk, "Ship-to-ship transfers"), 14);
    desk.run(&["tag", "s.wake", "", "watch/dark/at night"]).refused(2, &["“watch/dark/at night”", "--create"]);
    let ran = desk.json(&["tag", "s.wake", "vessel:\"Lady R\"", "watch › dark/at night", "--create", "--json"]);
    assert_eq!((&ran["tag"], &ran["created"], &ran["changed"]), (&"at night".into(), &true.into(), &2.into()));
    assert_eq!((bearing(&desk, "at night"), bearing(&desk, "watch")), (2, 2), "it stands below watch");
    assert_eq!(desk.json(&["info", "s.wake", "--json"])["tags"], 14);
    desk.run(&["undo", "s.wake"]).done();
    assert_eq!(desk.json(&["info", "s.wake", "--json"])["tags"], 11, "one undo takes all three back");
}

#[test]
fn two_tags_are_merged_in_one_change() {
    let desk = Desk::with_sample();
    desk.run(&["tag", "s.wake", "vessel:\"Lady R\"", "AIS off"]).done();
    let (dark, suspected) = (bearing(&desk, "AIS off"), bearing(&desk, "Suspected transfer"));
    assert_eq!((dark, suspected), (6, 0));
    let ran = desk.json(&["tag", "s.wake", "--merge", "AIS off", "suspected transfer", "--json"]);
    assert_eq!(ran, serde_json::json!({ "merged": "AIS off", "into": "Suspected transfer", "borne": 6 }));
    assert_eq!(bearing(&desk, "Suspected transfer"), 6);
    assert_eq!(entries(&desk)[0], "Merge tag “AIS off” into “Suspected transfer”");
    assert_eq!(desk.json(&["check", "s.wake", "--json"])["ok"], true);
    desk.run(&["tag", "s.wake", "--merge", "AIS off", "Suspected transfer"])
        .refused(2, &["No tag is called “AIS off”"]);
    desk.run(&["tag", "s.wake", "--merge", "T-1", "Suspected transfer"]).refused(2, &["into itself"]);
    desk.run(&["undo", "s.wake"]).done();
    assert_eq!((bearing(&desk, "AIS off"), bearing(&desk, "Suspected transfer")), (6, 0));
    let told = desk.run(&["tag", "s.wake", "--merge", "AIS off", "Suspected transfer"]).done().out;
    assert_eq!(told, "Merged “AIS off”, which 6 items bore, into “Suspected transfer”\n");
}

#[test]
fn rules_are_run_when_asked_and_one_that_is_no_query_is_said() {
    let desk = with_rules();
    assert_eq!(bearing(&desk, "Suspected transfer"), 0, "nothing runs by itself");
    let dry = desk.run(&["tag", "s.wake", "--rules", "--dry-run", "--json"]);
    assert_eq!(dry.code, 1, "a rule cannot be run");
    let dry: Value = serde_json::from_str(&dry.out).expect("JSON");
    let first = &dry[0];
    assert_eq!(
        (&first["id"], &first["tag"], &first["kind"]),
        (&"T-1".into(), &"Suspected transfer".into(), &"visit".into())
    );
    assert_eq!((&first["matching"], &first["bearing"], &first["tagged"]), (&7.into(), &0.into(), &7.into()));
    assert!(dry[1]["error"].as_str().is_some_and(|said| said.contains("no field “colour”")), "{dry}");
    assert_eq!((bearing(&desk, "Suspected transfer"), entries(&desk).len()), (0, 1), "a dry run changes nothing");

    desk.run(&["tag", "s.wake", "vessel:\"Lady R\"", "Suspected transfer"]).done();
    let ran = desk.run(&["tag", "s.wake", "--rules"]);
    assert_eq!(ran.code, 1);
    let said = "T-1 “Suspected transfer”: Matches 7 visits, none of which bears the tag; 2 bear it and do not match. \
                Tagged 7 visits";
    assert_eq!(ran.out.lines().next(), Some(said));
    assert!(ran.out.contains("T-2 “AIS off”: not run. The rule’s query is not understood"), "{}", ran.out);
    assert_eq!(bearing(&desk, "Suspected transfer"), 9, "it is taken off nothing");
    assert_eq!(entries(&desk)[0], "Run rule of tag “Suspected transfer”: tag 7 visits");
    let again: Value = serde_json::from_str(&desk.run(&["tag", "s.wake", "--rules", "--json"]).out).expect("JSON");
    assert_eq!((&again[0]["bearing"], &again[0]["tagged"], &again[0]["beyond"]), (&7.into(), &0.into(), &2.into()));
    desk.run(&["undo", "s.wake"]).done();
    assert_eq!(bearing(&desk, "Suspected transfer"), 2);
}

#[test]
fn a_case_without_rules_says_so() {
    let desk = Desk::with_sample();
    assert_eq!(desk.run(&["tag", "s.wake", "--rules"]).done().out, "No tag of the case has a rule\n");
    assert_eq!(desk.json(&["tag", "s.wake", "--rules", "--json"]), serde_json::json!([]));
    desk.run(&["tag", "s.wake", "--dry-run"]).refused(2, &[]);
    desk.run(&["tag", "s.wake", ""]).refused(2, &["<TAG>"]);
    desk.run(&["tag", "s.wake", "", "AIS off", "--rules"]).refused(2, &["--rules"]);
}

#[test]
fn the_starter_tags_are_added_once() {
    let desk = Desk::new();
    desk.run(&["new", "s.wake", "--title", "Empty"]).done();
    assert_eq!(desk.json(&["tag", "s.wake", "--starter", "--json"])["added"], 8);
    assert_eq!(desk.run(&["tag", "s.wake", "--starter"]).done().out, "The case has the starter tags already\n");
    assert_eq!(entries(&desk), ["Add 8 starter tags", "Begin the case"].map(str::to_owned));
    let sample = Desk::with_sample();
    assert_eq!(sample.json(&["tag", "s.wake", "--starter", "--json"])["added"], 0, "the sample has them");
}
