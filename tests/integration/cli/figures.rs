//! The ledger and the flows as figures: what they say, what narrows them, what is refused.

use serde_json::json;

use super::{Desk, bytes};

/// The text of a figure, in the order in which it stands there.
fn drawn(desk: &Desk, name: &str, more: &[&str]) -> String {
    desk.run(&[&["figure", "s.wake", name, "--force"], more].concat()).done();
    desk.read(name)
}

/// The sample with a quantity for each shipment, in barrels.
fn with_amounts(barrels: u64) -> Desk {
    let desk = Desk::with_sample();
    desk.run(&["export", "s.wake", "in.wake.json"]).done();
    let mut case = desk.json_file("in.wake.json");
    for shipment in case["shipments"].as_array_mut().expect("shipments") {
        shipment["quantity"] = json!({
            "estimate": { "low": barrels / 2, "base": barrels, "high": barrels * 2 },
            "unit": "barrels", "basis": "observed", "exhibit": 1,
        });
    }
    desk.write("in.wake.json", case.to_string());
    desk.run(&["new", "s.wake", "--from", "in.wake.json", "--force"]).done();
    desk
}

#[test]
fn the_ledger_is_drawn_with_its_rules_its_legend_and_its_sources() {
    let desk = Desk::with_sample();
    let ledger = ["--view", "ledger"];
    let figure = drawn(&desk, "l.svg", &ledger);
    for said in [
        ">Refined petroleum against the cap of S/RES/2397 (2017), para 5, 2024</text>",
        ">cap 500,000 bbl a year</text>",
        "10 shipments without quantity: nothing to count yet",
        "counting: loaded",
        "the three ledgers are never added",
        "assessed by others, up to the end of its days",
        "Sources: E-1 (Financial Times)",
        "TLP:CLEAR",
    ] {
        assert!(figure.contains(said), "{said} is missing");
    }
    assert!(!figure.contains("own count: base"), "no sign is explained that does not stand in it");
    assert_eq!(drawn(&desk, "l.svg", &ledger), figure, "the same bytes");
    let one = drawn(&desk, "l.svg", &[&ledger[..], &["--regime", "R-1", "--year", "2024"]].concat());
    assert_eq!(one, figure, "the only window with anything in it");
    let some = drawn(&desk, "l.svg", &[&ledger[..], &["--query", "vessel:\"Tanker 1\""]].concat());
    assert!(some.contains("only what the query shows") && some.contains("1 shipment without quantity"));
    let years = drawn(&desk, "l.svg", &[&ledger[..], &["--from", "2023-06", "--to", "2025-06"]].concat());
    assert!(years.contains("2023 to 2025"));
}

#[test]
fn a_count_is_drawn_against_the_cap_however_far_it_is_above_it() {
    for barrels in [60_000, 60_000_000] {
        let desk = with_amounts(barrels);
        let figure = drawn(&desk, "l.svg", &["--view", "ledger"]);
        for said in [
            ">cap 500,000 bbl a year</text>",
            "own count: base, from low to high",
            "It passes the limit on",
            "Cap passed in the base scenario",
            ">declared, UN Security Council: 168.68 k</text>",
        ] {
            assert!(figure.contains(said), "{said} is missing at {barrels}");
        }
    }
}

#[test]
fn the_flows_are_drawn_with_their_cargoes_and_their_sources() {
    let desk = Desk::with_sample();
    let flows = ["--view", "flows"];
    let figure = drawn(&desk, "f.svg", &flows);
    for said in [
        ">Shipments between RU and KP</text>",
        ">RU to KP · 2</text>",
        ">refined petroleum</text>",
        ">dashed: one end not seen, that with the circle</text>",
        "From RU, no discharge seen: 8 shipments of refined petroleum",
        "each mark is a shipment, as long as its bounds",
        "Sources: E-1 (Financial Times)",
    ] {
        assert!(figure.contains(said), "{said} is missing");
    }
    let turned = drawn(&desk, "f.svg", &[&flows[..], &["--between", "KP", "--and", "RU"]].concat());
    assert!(turned.contains(">Shipments between KP and RU</text>"));
    let early = drawn(&desk, "f.svg", &[&flows[..], &["--from", "2024-03", "--to", "2024-03"]].concat());
    assert!(early.contains("shipments outside the range"));
    let one = drawn(&desk, "f.svg", &[&flows[..], &["--query", "vessel:\"Lady R\""]].concat());
    assert!(one.contains(">containers</text>") && !one.contains(">refined petroleum</text>"));
}

#[test]
fn charts_have_every_form_and_paper_of_the_timeline() {
    let desk = Desk::with_sample();
    for view in ["ledger", "flows"] {
        desk.run(&["figure", "s.wake", "c.png", "--force", "--view", view, "--width", "600", "--scale", "1.5"]).done();
        let png = bytes(&desk.path("c.png"));
        assert_eq!(u32::from_be_bytes([png[16], png[17], png[18], png[19]]), 900, "600 points at 1.5 pixels");
        let sheet = drawn(&desk, "c.svg", &["--view", view, "--paper", "a4"]);
        assert!(sheet.contains(r#"width="1122.52" height="793.7""#), "{sheet:.300}");
        desk.run(&["figure", "s.wake", "d.svg", "--view", view, "--paper", "a4", "--width", "200"])
            .refused(2, &["no room", "greater width"]);
        if cfg!(feature = "pdf") {
            desk.run(&["figure", "s.wake", "c.pdf", "--force", "--view", view]).done();
            let once = bytes(&desk.path("c.pdf"));
            assert!(once.starts_with(b"%PDF-1.7"));
            desk.run(&["figure", "s.wake", "c.pdf", "--force", "--view", view]).done();
            assert!(bytes(&desk.path("c.pdf")) == once, "the same bytes");
        }
    }
    assert!(!desk.names().contains(&"d.svg".to_owned()));
}

#[test]
fn options_that_say_nothing_of_a_view_are_refused_by_name() {
    let desk = Desk::with_sample();
    let refused = |arguments: &[&str], words: &[&str]| {
        desk.run(&[&["figure", "s.wake", "x.svg"], arguments].concat()).refused(2, words);
    };
    refused(&["--view", "ledger", "--lanes", "vessel", "--colours", "tag"], &["the ledger", "--lanes or --colours"]);
    refused(&["--view", "flows", "--year", "2024"], &["the flows", "--year"]);
    refused(&["--regime", "R-1"], &["the timeline", "--regime"]);
    refused(&["--view", "ledger", "--between", "RU", "--and", "KP"], &["--between or --and"]);
    refused(&["--view", "ledger", "--regime", "nix"], &["“nix”", "R-1"]);
    refused(&["--view", "ledger", "--year", "2030"], &["R-1 in 2030", "2024"]);
    refused(&["--view", "ledger", "--regime", "R-2"], &["R-2; no shipment"]);
    refused(&["--view", "flows", "--query", "vessel:nobody"], &["between RU and KP"]);
    refused(&["--view", "flows", "--between", "RU", "--and", "RU"], &["both sides"]);
    refused(&["--view", "ledger", "--query", "vessel:\""], &["not understood"]);
    assert_eq!(desk.names(), ["s.wake"]);
    desk.run(&["new", "e.wake", "--title", "Empty"]).done();
    desk.run(&["figure", "e.wake", "x.svg", "--view", "ledger"]).refused(2, &["Nothing is counted"]);
    desk.run(&["figure", "e.wake", "x.svg", "--view", "flows"]).refused(2, &["touches two sides"]);
}
