//! Proposed shipments on the command line.

use serde_json::{Value, json};

use super::Desk;

/// A case of one hull: loaded, discharged, loaded again.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write(
        "c.wake.json",
        r#"{"format":"wakeline-case","version":3,"case":{"title":"C"},
        "vessels":[{"id":1,"name":"Yu Son"}],"places":[{"id":1,"name":"Vostochny"},{"id":2,"name":"Chongjin"}],
        "visits":[
          {"id":1,"vessel":1,"place":1,"first_seen":{"edtf":"2024-03-01"},"activity":"loading"},
          {"id":2,"vessel":1,"place":2,"first_seen":{"edtf":"2024-03-05"},"activity":"discharging"},
          {"id":3,"vessel":1,"place":1,"first_seen":{"edtf":"2024-03-09"},"activity":"loading"}]}"#,
    );
    desk.run(&["new", "c.wake", "--title", "C", "--from", "c.wake.json"]).done();
    desk
}

fn ids(all: &Value) -> Vec<&str> {
    all.as_array().expect("an array").iter().filter_map(|one| one["id"].as_str()).collect()
}

#[test]
fn proposals_say_what_speaks_for_and_against_them_and_hold_no_score() {
    let desk = desk();
    let all = desk.json(&["pair", "c.wake", "--json"]);
    assert_eq!(ids(&all), ["S-1", "S-2"]);
    assert_eq!(
        (&all[0]["loading"], &all[0]["discharge"], &all[0]["new"]),
        (&json!("V-1"), &json!("V-2"), &json!(true))
    );
    assert_eq!(
        (&all[0]["outcome"], &all[1]["outcome"]),
        (&json!("seen at both ends"), &json!("open: one end is not known"))
    );
    let signs: Vec<&str> =
        all[0]["reasons"].as_array().expect("reasons").iter().filter_map(|one| one["sign"].as_str()).collect();
    assert!(signs.contains(&"for") && signs.contains(&"against") && signs.contains(&"not known"), "{signs:?}");
    assert!(!all[0]["rivals"].as_array().expect("rivals").is_empty());
    let text = all.to_string();
    assert!(!text.contains("score") && !text.contains("probability"), "{text}");
    let said = desk.run(&["pair", "c.wake"]).done().out;
    assert!(said.starts_with("S-1 Yu Son, Vostochny to Chongjin (seen at both ends; new)\n"), "{said}");
}

#[test]
fn a_proposal_is_accepted_or_rejected_once_and_the_journal_says_why() {
    let desk = desk();
    desk.run(&["pair", "c.wake", "--reject", "s-1", "--because", "Another hull on the image"]).done();
    let all = desk.json(&["pair", "c.wake", "--json"]);
    assert!(!all.as_array().expect("an array").iter().any(|one| one["discharge"] == "V-2" && one["loading"] == "V-1"));
    let journal = desk.run(&["journal", "c.wake"]).done().out;
    assert!(journal.contains("Reject S-1, Yu Son, Vostochny to Chongjin: Another hull on the image"), "{journal}");
    assert_eq!(desk.run(&["pair", "c.wake", "--accept-all"]).done().out, "Accepted 3 shipments\n");
    let info = desk.json(&["info", "c.wake", "--json"]);
    assert_eq!((&info["shipments"], &info["half_open_shipments"]), (&json!(4), &json!(3)));
    assert!(desk.run(&["pair", "c.wake"]).done().out.starts_with("No proposal"));
    desk.run(&["undo", "c.wake"]).done();
    assert_eq!(ids(&desk.json(&["pair", "c.wake", "--json"])).len(), 3, "one entry, one undo");
}

#[test]
fn the_undecided_shipments_of_the_sample_are_proposals_with_what_was_noted() {
    let desk = Desk::with_sample();
    let all = desk.json(&["pair", "s.wake", "--json"]);
    assert_eq!(all.as_array().map(Vec::len), Some(11), "{:?}", ids(&all));
    assert!(all.as_array().expect("an array").iter().all(|one| one["new"] == false));
    assert_eq!(all[0]["noted"][0]["exhibit"], "E-1");
    let done = desk.json(&["pair", "s.wake", "--accept", "S-1,S-4", "--json"]);
    assert_eq!(done, json!(["S-1", "S-4"]));
    let own = desk.json(&["ledger", "s.wake", "--year", "2024", "--regime", "R-1", "--json"])[0].clone();
    let accepted =
        own["shipments"].as_array().expect("a list").iter().filter(|one| one["status"] == "accepted").count();
    assert_eq!((accepted, &own["own"]["entries"]), (2, &json!(10)));
}

#[test]
fn what_is_no_proposal_is_refused_and_nothing_is_changed() {
    let desk = desk();
    let before = desk.json(&["info", "c.wake", "--json"])["journal_entries"].clone();
    desk.run(&["pair", "c.wake", "--accept", "S-1,S-9"]).refused(2, &["S-9"]);
    desk.run(&["pair", "c.wake", "--accept", "S-1", "--reject", "S-2"]).refused(2, &[]);
    assert_eq!(desk.json(&["info", "c.wake", "--json"])["journal_entries"], before);
}
