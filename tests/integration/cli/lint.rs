//! Lint on the command line.

use serde_json::{Value, json};

use super::Desk;

/// The sample with findings of these headlines and bodies, as `f.wake`.
fn with_findings(findings: &[(&str, &str)]) -> Desk {
    let desk = Desk::with_sample();
    desk.run(&["export", "s.wake", "s.wake.json"]).done();
    let mut case: Value = serde_json::from_str(&desk.read("s.wake.json")).expect("a case");
    let rows = (1..).zip(findings).map(
        |(number, (headline, body))| json!({ "id": number, "number": number, "headline": headline, "body": body, "order": number }),
    );
    case["findings"] = rows.collect();
    desk.write("f.wake.json", case.to_string());
    desk.run(&["new", "f.wake", "--title", "F", "--from", "f.wake.json"]).done();
    desk
}

const DRIFT: (&str, &str) = ("Five calls", "At least five tankers loaded at Vostochny [@E-1].");
const CAREFUL: (&str, &str) = ("Five calls", "At least five tankers appeared to load at Vostochny [@E-1].");

#[test]
fn a_drift_from_appeared_to_load_to_loaded_is_one_line_and_exit_code_1() {
    let desk = with_findings(&[CAREFUL, DRIFT]);
    let ran = desk.run(&["lint", "f.wake"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(
        ran.out,
        "F-2  stronger  F-2 says “loaded”; the strongest that it cites for this, E-1 (C-1), says “appeared to load”.\n"
    );
}

#[test]
fn a_careful_finding_and_a_case_without_findings_have_nothing_to_check() {
    for desk in [with_findings(&[CAREFUL]), with_findings(&[])] {
        assert_eq!(desk.run(&["lint", "f.wake"]).done().out, "Nothing to check\n");
        assert_eq!(desk.json(&["lint", "f.wake", "--json"]), json!([]));
    }
}

#[test]
fn items_are_records_with_the_place_of_the_words_and_what_could_stand_there() {
    let desk = with_findings(&[CAREFUL, DRIFT]);
    let ran = desk.run(&["lint", "f.wake", "--json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let found: Value = serde_json::from_str(&ran.out).expect("one JSON document");
    assert_eq!(
        found,
        json!([{
            "finding": "F-2",
            "rule": "stronger",
            "title": "Worded stronger than its source",
            "severity": "error",
            "message": "F-2 says “loaded”; the strongest that it cites for this, E-1 (C-1), says “appeared to load”.",
            "words": "loaded",
            "range": { "part": "body", "start": 22, "end": 28 },
            "sentence": DRIFT.1,
            "exhibits": ["E-1"],
            "claims": ["C-1"],
            "fix": "appeared to load",
            "ignored": null
        }])
    );
}

#[test]
fn drift_among_the_outlets_of_the_sample_is_seen_through() {
    // Polskie Radio wrote “loaded” and Ukrainska Pravda “most likely unloaded”; both had it from the Financial Times, which
    // wrote “appeared to load” and “appeared to unload”.
    let desk = with_findings(&[
        ("", "Tanker 3 loaded at Vostochny [@V-3]."),
        ("", "Tanker 1 most likely unloaded at Chongjin [@E-2]."),
        ("", "Several outlets reported five calls [@E-1; E-2; E-3]."),
    ]);
    let found = desk.json(&["lint", "f.wake", "--json"]);
    let rules: Vec<&Value> = found.as_array().expect("an array").iter().map(|item| &item["rule"]).collect();
    assert_eq!(rules, ["stronger_than_origin", "stronger_than_origin", "one_origin"]);
    assert_eq!(found[0]["exhibits"], json!(["E-1", "E-4"]));
    let said = found[2]["message"].as_str().unwrap_or_default();
    assert!(
        said.contains("E-1 to E-3") && said.ends_with("end in one origin, Royal United Services Institute (RUSI)."),
        "{said}"
    );
}

#[test]
fn what_a_report_of_the_sample_may_say_is_let_pass() {
    let text = "Tanker 1 and Tanker 2 appeared to unload at Chongjin [@E-2]. Images show that two of the vessels departed from \
                Vostochny [@E-2].\n\nThe shipments are worded as “loaded” by one outlet [@E-4].\n\n![Calls at the \
                berth](timeline)\n\nWhat S-3 carried is not known. It is shown in the figure [@timeline].";
    let desk = with_findings(&[("Tankers appeared to load at Vostochny", text)]);
    assert_eq!(desk.run(&["lint", "f.wake"]).done().out, "Nothing to check\n");
    desk.run(&["lint", "nowhere.wake"]).refused(3, &["nowhere.wake"]);
    desk.run(&["lint", "f.wake", "--rule", "violation"]).refused(2, &["--rule"]);
}
