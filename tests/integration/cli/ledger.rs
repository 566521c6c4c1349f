//! Cargo against caps on the command line.

use serde_json::{Value, json};

use super::Desk;

fn refined(desk: &Desk, more: &[&str]) -> Value {
    let arguments = [&["ledger", "s.wake", "--json", "--regime", "R-1", "--year", "2024"], more].concat();
    desk.json(&arguments)[0].clone()
}

fn ends(column: &Value) -> [Value; 3] {
    ["low", "base", "high"].map(|end| column[end].clone())
}

#[test]
fn the_sample_counts_ten_shipments_of_which_nothing_is_known_yet() {
    let desk = Desk::with_sample();
    let ledger = refined(&desk, &[]);
    let own = &ledger["own"];
    assert_eq!((&own["entries"], &own["without_quantity"]), (&json!(10), &json!(10)));
    assert_eq!(ends(own), [Value::Null, Value::Null, Value::Null], "unknown and not zero");
    assert_eq!(ends(&ledger["declared"]), [json!(168_679), json!(168_679), json!(168_679)]);
    assert_eq!(ends(&ledger["assessed"]), [json!(1_000_000), Value::Null, Value::Null]);
    assert_eq!((&ledger["cap"], &ledger["assessed"]["entries"]), (&json!(500_000), &json!(3)));
    assert_eq!(ledger["assessed"]["passed_by"], "2024-11-05");
    assert_eq!(ends(&ledger["crossed"]), [Value::Null, Value::Null, Value::Null]);
    assert_eq!(ledger["notice_points"][0]["amount"], 375_000);
    let all = desk.json(&["ledger", "s.wake", "--json"]);
    let shipments: Vec<&str> = all
        .as_array()
        .expect("an array")
        .iter()
        .flat_map(|one| one["shipments"].as_array().expect("a list"))
        .filter_map(|one| one["id"].as_str())
        .collect();
    assert!(!shipments.contains(&"S-11"), "containers are not oil: {shipments:?}");
    let said = desk.run(&["ledger", "s.wake"]).done().out;
    assert!(said.contains("10 without quantity: S-1, S-2,") && said.contains("unknown"), "{said}");
    assert!(said.contains("cap passed: unknown, since nothing has a quantity"), "{said}");
    assert!(said.contains("counting: loaded · hulls 33 / 50 / 90 % full · table BP 2021"), "{said}");
}

#[test]
fn capacities_entered_by_hand_are_counted_loaded_and_delivered() {
    let desk = Desk::with_sample();
    let text = desk.path("s.wake.json");
    desk.run(&["export", "s.wake", "s.wake.json"]).done();
    let mut case: Value = serde_json::from_slice(&std::fs::read(&text).expect("reads")).expect("JSON");
    for vessel in case["vessels"].as_array_mut().expect("vessels").iter_mut().take(5) {
        vessel["capacity"] = json!({"value": {"base": 20_000}});
    }
    std::fs::write(&text, case.to_string()).expect("writes");
    desk.run(&["new", "t.wake", "--title", "T", "--from", "s.wake.json"]).done();
    let of = |more: &[&str]| {
        desk.json(
            &[&["ledger", "t.wake", "--json", "--year", "2024", "--regime", "2397 (2017), para 5"], more].concat(),
        )[0]
        .clone()
    };
    let loaded = of(&[]);
    assert_eq!(ends(&loaded["own"]), [json!(33_000), json!(50_000), json!(90_000)]);
    assert_eq!((&loaded["own"]["entries"], &loaded["own"]["without_quantity"]), (&json!(10), &json!(5)));
    let delivered = of(&["--counting", "delivered"]);
    assert_eq!(ends(&delivered["own"]), [json!(13_200), json!(20_000), json!(36_000)]);
    assert_eq!((&delivered["own"]["without_quantity"], &delivered["counting_event"]), (&json!(5), &json!("delivered")));
    let said = desk.run(&["ledger", "t.wake", "--counting", "delivered"]).done().out;
    assert!(said.contains("5 without quantity: S-6, S-7, S-8, S-9 and S-10"), "{said}");
    assert!(said.contains("cap passed: low not passed by what is known"), "{said}");
    assert!(said.contains("3 shipments with a quantity not counted: no discharge known"), "{said}");
    assert_eq!(ends(&of(&["--query", "vessel:\"Tanker 1\""])["own"]), [json!(6_600), json!(10_000), json!(18_000)]);
    let part = of(&["--query", "vessel:\"Tanker 1\""]);
    assert!(part["rules"].as_str().is_some_and(|rules| rules.ends_with("only what the query shows")), "{part}");
    assert_eq!(of(&["--table", "unsd"])["conversion_table"], "UNSD");
}

#[test]
fn what_is_not_there_is_said_in_a_sentence() {
    let desk = Desk::with_sample();
    desk.run(&["ledger", "s.wake", "--regime", "R-9"]).refused(2, &["R-9", "R-1 S/RES/2397"]);
    desk.run(&["ledger", "s.wake", "--table", "Platts"]).refused(2, &["Platts", "BP 2021, UNSD"]);
    desk.run(&["ledger", "s.wake", "--query", "tag:"]).refused(2, &["after tag:"]);
    let far = desk.json(&["ledger", "s.wake", "--year", "999999999999", "--json"]);
    assert_eq!(far[0]["own"]["entries"], 0);
    desk.run(&["new", "e.wake", "--title", "Empty"]).done();
    assert!(desk.run(&["ledger", "e.wake"]).done().out.starts_with("Nothing is counted"));
}
