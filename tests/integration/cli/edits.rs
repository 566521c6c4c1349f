//! Changes from the command line, and taking them back.

use serde_json::Value;

use super::{Desk, bytes};

fn tagged(desk: &Desk, tag: &str) -> usize {
    let query = format!("tag:\"{tag}\"");
    desk.json(&["query", "s.wake", &query, "--json"]).as_array().map_or(0, Vec::len)
}

#[test]
fn a_query_finds_visits_and_shipments() {
    let desk = Desk::with_sample();
    let found = desk.json(&["query", "s.wake", "vessel:\"Paek Yang San 1\"", "--json"]);
    let found = found.as_array().expect("an array");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0]["id"].is_u64() && found[0]["code"].as_str().is_some_and(|code| code.starts_with("V-")));
    let shipments = desk.json(&["query", "s.wake", "", "--kind", "shipments", "--json"]);
    assert_eq!(shipments.as_array().map(Vec::len), Some(11));
    let told = desk.run(&["query", "s.wake", "vessel:\"Paek Yang San 1\""]).done().out;
    assert!(told.contains("Paek Yang San 1"), "{told}");
    desk.run(&["query", "s.wake", "vessel:\"unclosed"]).refused(2, &[]);
}

#[test]
fn tagging_is_one_change_that_undo_takes_back_and_redo_brings_again() {
    let desk = Desk::with_sample();
    assert_eq!(tagged(&desk, "Suspected transfer"), 0);
    let ran = desk.json(&["tag", "s.wake", "", "suspected TRANSFER", "--actor", "Ada", "--json"]);
    assert_eq!((&ran["matched"], &ran["changed"]), (&Value::from(14), &Value::from(14)));
    assert_eq!(ran["tag"], "Suspected transfer");
    assert_eq!(tagged(&desk, "Suspected transfer"), 14);

    desk.run(&["undo", "s.wake"]).done();
    assert_eq!(tagged(&desk, "Suspected transfer"), 0);
    let redone = desk.json(&["redo", "s.wake", "--json"]);
    assert!(redone["redone"].as_str().is_some_and(|label| label.contains("Suspected transfer")), "{redone}");
    assert_eq!(tagged(&desk, "Suspected transfer"), 14);
    desk.run(&["tag", "s.wake", "", "Suspected transfer", "--remove"]).done();
    assert_eq!(tagged(&desk, "Suspected transfer"), 0);

    let journal = desk.json(&["journal", "s.wake", "--json"]);
    let entries = journal.as_array().expect("an array");
    assert_eq!(entries.len(), 5, "{journal}");
    assert_eq!((&entries[0]["seq"], &entries[4]["seq"]), (&Value::from(5), &Value::from(1)), "newest first");
    assert_eq!((&entries[3]["actor"], &entries[2]["actor"]), (&Value::from("Ada"), &Value::from("investigator")));
    assert_eq!(entries[2]["undo_of"], 2);
    assert_eq!(desk.json(&["journal", "s.wake", "--json", "--count", "2"]).as_array().map(Vec::len), Some(2));
    assert!(desk.run(&["journal", "s.wake"]).done().out.contains("Ada"));
    assert_eq!(desk.json(&["check", "s.wake", "--json"])["ok"], true);
}

#[test]
fn tagging_what_is_tagged_already_is_no_change() {
    let desk = Desk::with_sample();
    desk.run(&["tag", "s.wake", "", "AIS off"]).done();
    let before = desk.json(&["info", "s.wake", "--json"]);
    let ran = desk.json(&["tag", "s.wake", "", "AIS off", "--json"]);
    assert_eq!((&ran["matched"], &ran["changed"]), (&Value::from(14), &Value::from(0)));
    assert_eq!(desk.json(&["info", "s.wake", "--json"])["head"], before["head"]);
}

#[test]
fn a_tag_that_is_missing_is_made_only_when_asked() {
    let desk = Desk::with_sample();
    desk.run(&["tag", "s.wake", "", "dark"]).refused(2, &["“dark”", "“AIS off”", "--create"]);
    let ran = desk.json(&["tag", "s.wake", "vessel:\"Lady R\"", "dark", "--create", "--json"]);
    assert_eq!((&ran["created"], &ran["changed"]), (&Value::from(true), &Value::from(2)));
    assert_eq!(tagged(&desk, "dark"), 2);
    desk.run(&["undo", "s.wake"]).done();
    assert_eq!(desk.json(&["info", "s.wake", "--json"])["tags"], 11, "one undo takes back tag and tagging");
}

#[test]
fn nothing_to_undo_is_said_and_no_error() {
    let desk = Desk::new();
    desk.run(&["new", "e.wake", "--title", "Empty"]).done();
    assert!(desk.run(&["undo", "e.wake"]).done().out.contains("nothing to undo"));
    assert_eq!(desk.json(&["redo", "e.wake", "--json"])["redone"], Value::Null);
}

#[test]
fn importing_the_same_case_again_adds_nothing_and_a_fresh_one_takes_all() {
    let desk = Desk::with_sample();
    desk.run(&["export", "s.wake", "s.wake.json"]).done();
    let before = bytes(&desk.path("s.wake"));
    let again = desk.json(&["import", "s.wake", "s.wake.json", "--json"]);
    assert_eq!((&again["added"]["visits"], &again["rejected"]), (&Value::from(0), &Value::from(0)), "{again}");
    assert!(again["duplicates"].as_u64().is_some_and(|number| number > 100), "{again}");
    assert_eq!(bytes(&desk.path("s.wake")), before);

    desk.run(&["new", "e.wake", "--title", "Empty"]).done();
    let rehearsed = desk.json(&["import", "e.wake", "s.wake.json", "--dry-run", "--json"]);
    assert_eq!(desk.json(&["info", "e.wake", "--json"])["visits"], 0, "a dry run changes nothing");
    let imported = desk.json(&["import", "e.wake", "s.wake.json", "--json"]);
    assert_eq!(rehearsed, imported);
    assert_eq!((&imported["added"]["visits"], &imported["format"]), (&Value::from(14), &Value::from("wake.json")));
    assert_eq!((&imported["duplicates"], &imported["issues"]), (&Value::from(0), &Value::Array(Vec::new())));
    let info = desk.json(&["info", "e.wake", "--json"]);
    assert_eq!((&info["claims"], &info["journal_entries"]), (&Value::from(51), &Value::from(2)), "one journal entry");
    assert_eq!(desk.json(&["check", "e.wake", "--json"])["ok"], true);
    desk.run(&["undo", "e.wake"]).done();
    assert_eq!(desk.json(&["info", "e.wake", "--json"])["exhibits"], 0);
}

#[test]
fn the_actor_comes_from_the_option_or_the_environment_and_never_from_the_machine() {
    let desk = Desk::with_sample();
    let mut tag = desk.command(&["tag", "s.wake", "", "AIS off"]);
    tag.env("WAKELINE_ACTOR", "Ada Lovelace").env("USER", "root").env("LOGNAME", "root");
    assert!(tag.output().expect("runs").status.success());
    let journal = desk.json(&["journal", "s.wake", "--json"]);
    assert_eq!(
        (&journal[0]["actor"], &journal[1]["actor"]),
        (&Value::from("Ada Lovelace"), &Value::from("investigator"))
    );
}

#[test]
fn attached_files_travel_with_their_case() {
    let desk = Desk::new();
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let case = format!(
        r#"{{ "format": "wakeline-case", "version": 1, "case": {{ "title": "T" }},
        "exhibits": [{{ "id": 1, "number": 1, "title": "Letters",
            "files": [{{ "sha256": "{abc}", "name": "abc.txt", "media_type": "text/plain", "bytes": 3 }}] }}],
        "attachments": [{{ "sha256": "{abc}", "base64": "YWJj" }}] }}"#
    );
    desk.write("in.wake.json", case);
    desk.run(&["new", "c.wake", "--from", "in.wake.json"]).done();
    assert_eq!(desk.json(&["check", "c.wake", "--json"])["issues"], Value::Array(Vec::new()));
    desk.run(&["export", "c.wake", "out.json"]).done();
    assert!(desk.read("out.json").contains("YWJj"));
    desk.run(&["new", "d.wake", "--title", "Other"]).done();
    desk.run(&["import", "d.wake", "out.json"]).done();
    desk.run(&["export", "d.wake", "d.json"]).done();
    assert!(desk.read("d.json").contains("YWJj"));
    assert_eq!(desk.names(), ["c.wake", "d.json", "d.wake", "in.wake.json", "out.json"]);
}
