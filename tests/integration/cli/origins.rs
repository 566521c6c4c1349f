//! Origins on the command line.

use serde_json::{Value, json};

use super::Desk;

#[test]
fn origins_of_the_sample_are_counted_for_the_case_and_for_each_subject() {
    let desk = Desk::with_sample();
    let all = desk.json(&["origins", "s.wake", "--json"]);
    let case = &all[0];
    assert_eq!((&case["subject"], &case["reports"], &case["origins"]), (&json!("case"), &json!(14), &json!(5)));
    assert_eq!(case["unknown_lineage"], 0);
    let shared = &case["shared_axes"][0];
    assert_eq!((&shared["axis"], &shared["value"]), (&json!("analyst"), &json!("Joseph Byrne")));
    assert_eq!(shared["origins"][1]["exhibits"], json!(["E-13"]));
    let records = all.as_array().expect("an array");
    let visits = records.iter().filter(|one| one["subject"].as_str().is_some_and(|code| code.starts_with("V-")));
    let visits: Vec<(&Value, &Value)> = visits.map(|one| (&one["reports"], &one["origins"])).collect();
    assert_eq!(visits.len(), 14, "every visit of the sample is claimed");
    assert!(visits[..7].iter().all(|counts| *counts == (&json!(9), &json!(1))), "{visits:?}");
}

#[test]
fn origins_about_one_thing_say_what_they_rest_on() {
    let desk = Desk::with_sample();
    let ran = desk.run(&["origins", "s.wake", "--about", "V-3"]).done();
    assert_eq!(
        ran.out,
        "V-3 Tanker 3 at Vostochny, oil berth: 9 reports · 1 origin\n  Royal United Services Institute (RUSI): E-1 to E-9\n"
    );
    let one = desk.json(&["origins", "s.wake", "--about", "V-3", "--json"]);
    assert_eq!(one.as_array().map(Vec::len), Some(1));
    assert_eq!(one[0]["origin_list"][0]["source"], "SRC-1");
    let all = desk.run(&["origins", "s.wake"]).done();
    assert!(all.out.starts_with("Vostochny – Chongjin, March 2024: 14 reports · 5 origins\n"), "{}", all.out);
    assert!(all.out.contains("not independent: they share the analyst Joseph Byrne (E-1, E-2 and E-13)."));
    desk.run(&["origins", "s.wake", "--about", "V-99"]).refused(2, &["V-99"]);
    desk.run(&["origins", "s.wake", "--about", "the berth"]).refused(2, &["the berth"]);
}
