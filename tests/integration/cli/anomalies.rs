//! Anomalies on the command line.

use serde_json::json;

use super::Desk;

/// The sample with Tanker 1 at Chongjin while it is at Vostochny, both seen, and a visit that rests on nothing.
fn with_anomalies() -> Desk {
    let desk = Desk::with_sample();
    desk.run(&["export", "s.wake", "s.wake.json"]).done();
    let mut case: serde_json::Value = serde_json::from_str(&desk.read("s.wake.json")).expect("a case");
    for (visit, first, last) in [(0, "2024-03-07", "2024-03-11"), (5, "2024-03-09", "2024-03-13")] {
        case["visits"][visit]["first_seen"] = json!({ "edtf": first });
        case["visits"][visit]["last_seen"] = json!({ "edtf": last });
    }
    let bare = json!({ "id": 99, "vessel": 2, "place": 4, "first_seen": { "edtf": "2024-06-01" } });
    case["visits"].as_array_mut().expect("visits").push(bare);
    desk.write("odd.wake.json", case.to_string());
    desk.run(&["new", "odd.wake", "--title", "Odd", "--from", "odd.wake.json"]).done();
    desk
}

#[test]
fn anomalies_are_listed_by_rule_with_what_they_rest_on() {
    let desk = with_anomalies();
    let ran = desk.run(&["anomalies", "odd.wake"]).done();
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines[0], "Two places at once: 1, cannot all be so");
    assert!(
        lines[1].starts_with("  Tanker 1 was at Vostochny, oil berth (V-1, seen 7 to 11 March 2024"),
        "{}",
        ran.out
    );
    assert!(lines[1].ends_with("at the same time. [E-1 E-2 E-3 E-4 E-5 E-6 E-7 E-8 E-9]"), "{}", ran.out);
    assert_eq!(lines[2], "Visits without exhibits: 1, to look at");
    assert_eq!(lines[3], "  Tanker 2 was at Rason (V-99, first seen 1 June 2024); the visit rests on no exhibit.");
    assert_eq!(lines.len(), 4);
}

#[test]
fn anomalies_are_records_and_one_rule_can_be_asked_for() {
    let desk = with_anomalies();
    let all = desk.json(&["anomalies", "odd.wake", "--json"]);
    assert_eq!(all.as_array().map(Vec::len), Some(2));
    assert_eq!((&all[0]["rule"], &all[0]["weight"]), (&json!("two-places"), &json!("contradiction")));
    assert_eq!(all[0]["about"], json!(["V-1", "V-6"]));
    let one = desk.json(&["anomalies", "odd.wake", "--rule", "no-exhibit", "--json"]);
    assert_eq!((one.as_array().map(Vec::len), &one[0]["exhibits"]), (Some(1), &json!([])));
    desk.run(&["anomalies", "odd.wake", "--rule", "violation"]).refused(2, &["violation", "two-places"]);
}

#[test]
fn the_sample_has_none_and_says_what_was_looked_for() {
    let desk = Desk::with_sample();
    let ran = desk.run(&["anomalies", "s.wake"]).done();
    assert!(
        ran.out.starts_with("Nothing found. Looked for:\n  Two visits of one vessel at the same place"),
        "{}",
        ran.out
    );
    assert_eq!(desk.json(&["anomalies", "s.wake", "--json"]), json!([]));
}
