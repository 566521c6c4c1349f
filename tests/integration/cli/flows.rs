//! Flows in both directions on the command line.

use serde_json::json;

use super::Desk;

#[test]
fn flows_of_the_sample_are_said_way_by_way() {
    let desk = Desk::with_sample();
    let said = "RU to KP: 2 shipments of refined petroleum (no quantity).\n\
                From RU, no discharge seen: 8 shipments of refined petroleum (no quantity).\n\
                KP to RU: 1 shipment of containers (no quantity).\n";
    assert_eq!(desk.run(&["flows", "s.wake"]).done().out, said, "the two between which most went");
    assert_eq!(desk.run(&["flows", "s.wake", "--between", "ru", "--and", "KP"]).done().out, said);
    let ports = desk.run(&["flows", "s.wake", "--between", "Rason", "--and", "P-1"]).done().out;
    assert!(ports.starts_with("Rason to Vostochny: 1 shipment of containers (no quantity).\n"), "{ports}");
    assert!(ports.ends_with("2 other shipments did not go between the two, or that is not known.\n"), "{ports}");
}

#[test]
fn flows_are_one_document_with_quantities_in_their_own_units() {
    let desk = Desk::with_sample();
    desk.run(&["export", "s.wake", "s.wake.json"]).done();
    let mut case: serde_json::Value = serde_json::from_str(&desk.read("s.wake.json")).expect("a case");
    for (shipment, amount, unit) in [(0, 15_000, "barrels"), (10, 40, "containers")] {
        case["shipments"][shipment]["quantity"] =
            json!({ "estimate": { "base": amount }, "unit": unit, "basis": "assessed" });
    }
    desk.write("q.wake.json", case.to_string());
    desk.run(&["new", "q.wake", "--title", "Quantities", "--from", "q.wake.json"]).done();
    let found = desk.json(&["flows", "q.wake", "--between", "RU", "--and", "KP", "--json"]);
    assert_eq!((&found["between"], &found["and"], &found["by"]), (&json!("RU"), &json!("KP"), &json!("countries")));
    let there = &found["ways"][0];
    assert_eq!((&there["from"], &there["to"], &there["shipments"]), (&json!("RU"), &json!("KP"), &json!(2)));
    let cargo = &there["cargoes"][0];
    assert_eq!((&cargo["product"], &cargo["without_quantity"]), (&json!("refined petroleum"), &json!(1)));
    assert_eq!(cargo["quantities"], json!([{ "unit": "bbl", "shipments": 1, "sum": { "base": 15_000 } }]));
    assert_eq!(there["list"], json!(["S-1", "S-2"]));
    assert_eq!(
        (&found["bin"], &there["by_time"][0]["from"]),
        (&json!("week"), &json!("2024-03-04")),
        "the week of the 7th"
    );
    let open = &found["ways"][1];
    assert_eq!((&open["to"], &open["seen"], &open["shipments"]), (&json!(null), &json!("loading"), &json!(8)));
    assert_eq!(found["ways"][3]["cargoes"][0]["quantities"][0]["unit"], "containers");
    let said = desk.run(&["flows", "q.wake"]).done().out;
    assert!(
        said.starts_with("RU to KP: 2 shipments of refined petroleum (15,000 bbl, 1 without quantity).\n"),
        "{said}"
    );
}

#[test]
fn sides_that_are_none_are_refused_in_a_sentence() {
    let desk = Desk::with_sample();
    let refused = |a: &str, b: &str, words: &[&str]| {
        desk.run(&["flows", "s.wake", "--between", a, "--and", b]).refused(2, words);
    };
    refused("Narnia", "KP", &["“Narnia” is no side"]);
    refused("RU", "ru", &["both sides"]);
    refused("RU", "Chongjin", &["not told apart in the same way"]);
    desk.run(&["flows", "s.wake", "--between", "RU"]).refused(2, &["--and"]);
    desk.run(&["new", "empty.wake", "--title", "Empty"]).done();
    assert_eq!(desk.run(&["flows", "empty.wake"]).done().out, "No shipment of the case touches two sides\n");
    assert_eq!(desk.json(&["flows", "empty.wake", "--json"]), json!(null));
}
