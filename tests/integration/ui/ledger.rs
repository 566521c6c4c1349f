//! The ledger and the decisions on shipments, by hand.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use wakeline::analysis::ledger::Ledger;
use wakeline::analysis::ledger::book::{SCENARIOS, Window as Year};
use wakeline::model::ids::{RegimeId, ShipmentId, VesselId};
use wakeline::model::regime::CountingEvent;
use wakeline::model::shipment::ShipmentStatus;

use super::{Window, sample};

impl Window {
    fn has(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }

    fn has_part(&self, label: &str) -> bool {
        self.harness.query_all_by_label_contains(label).next().is_some()
    }

    /// Clicks the first of what bears this label, as a screen reader does, so that it need not be scrolled to; the same name
    /// may stand in a list and in the inspector.
    fn click_first(&mut self, label: &str) {
        self.harness.get_all_by_label(label).next().expect(label).click_accesskit();
        self.settle();
    }

    /// What the own count comes to in 2024.
    fn own(&self) -> Vec<Option<f64>> {
        let ledger = Ledger::build(&self.session().facts, None);
        let empty = Year::default();
        let window = ledger.book(RegimeId::new(1)).and_then(|book| book.window(2024)).unwrap_or(&empty);
        SCENARIOS.map(|scenario| window.amount(scenario).map(wakeline::base::quantity::Amount::get)).to_vec()
    }

    fn enter_capacities(&mut self) {
        for tanker in 1..=5 {
            self.click_first(&format!("Enter the capacity of Tanker {tanker}"));
            self.type_text("20,000");
            self.key(Key::Enter);
        }
    }
}

#[test]
fn capacities_entered_by_hand_are_counted_and_the_others_stay_named() {
    let mut window = sample();
    assert!(
        window.has("10 shipments without quantity: nothing to count yet") || window.has_part("10 without quantity")
    );
    assert_eq!(window.own(), [None, None, None]);
    window.enter_capacities();
    let facts = &window.session().facts;
    assert!((1..=5).all(|id| facts.vessels.get(VesselId::new(id)).is_some_and(|row| row.capacity.is_some())));
    for figure in ["33,000", "50,000", "90,000"] {
        assert!(window.has(figure), "{figure}");
    }
    assert!(window.has_part("5 without quantity"));
    assert!(window.has_part("S-6 Yu Son") && window.has("Enter the capacity of Yu Son"));
    assert!(!window.has_part("S-11 Lady R, Rason to Vostochny, 14"), "containers are not oil");

    window.click("Counting event: loaded");
    window.click("delivered");
    let regime = window.session().facts.regimes.get(RegimeId::new(1)).expect("there").counting_event;
    assert_eq!(regime, CountingEvent::Delivered);
    for figure in ["13,200", "20,000", "36,000"] {
        assert!(window.has(figure), "{figure}");
    }
    assert!(window.has_part("5 without quantity") && window.has_part("8 with no discharge known"));
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.own(), [Some(33_000.0), Some(50_000.0), Some(90_000.0)]);
}

#[test]
fn the_ledger_follows_the_query() {
    let mut window = sample();
    window.enter_capacities();
    window.type_into("Query", "vessel:\"Tanker 1\"");
    window.settle();
    for figure in ["6,600", "10,000", "18,000"] {
        assert!(window.has(figure), "{figure}");
    }
    assert!(!window.has("33,000"));
}

#[test]
fn a_hull_estimate_is_offered_and_only_taken_by_hand() {
    let mut window = sample();
    assert!(window.has_part("From 3,565 DWT"), "offered in the ledger");
    assert_eq!(window.session().facts.shipments.get(ShipmentId::new(10)).expect("there").quantity, None);
    let link = window.harness.get_all_by_label_contains("From 3,565 DWT").next().expect("a link");
    link.click_accesskit();
    window.settle();
    assert!(window.has_part("laden shares are of deadweight"));
    window.click_first("As product: refined petroleum, kind not stated");
    window.click("gas oil and diesel");
    window.click_first("Take this quantity");
    let row = window.session().facts.shipments.get(ShipmentId::new(10)).expect("there").clone();
    let quantity = row.quantity.expect("taken");
    assert_eq!(quantity.estimate.high().map(|high| high.rounded().to_string()).as_deref(), Some("23,935"));
    assert!(quantity.working.contains("3,565 DWT") && quantity.working.contains("BP 2021"), "{}", quantity.working);
    assert!(window.has_part("9 without quantity"));
}

#[test]
fn how_hulls_were_filled_is_a_choice_of_the_case() {
    let mut window = sample();
    window.enter_capacities();
    window.click("33 / 50 / 90 % laden…");
    window.harness.get_all_by_label("Low").last().expect("a field").focus();
    window.settle();
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text("1/3");
    window.key(Key::Enter);
    window.wait(1.0);
    window.click("Done");
    assert_eq!(window.own()[0].map(f64::round), Some(33_333.0));
    assert!(window.has_part("1/3 / 50 % / 90 % laden"));
}

#[test]
fn a_shipment_is_rejected_with_a_reason_and_no_longer_counted() {
    let mut window = sample();
    window.enter_capacities();
    window.click("Pairing");
    window.click_first("S-1 Tanker 1, Vostochny, oil berth to Chongjin");
    let reject = window.harness.get_by_label("Reject S-1");
    assert!(reject.accesskit_node().is_disabled(), "not without a reason");
    window.type_into("Why", "The hulls differ by length");
    window.click("Reject S-1");
    let row = window.session().facts.shipments.get(ShipmentId::new(1)).expect("kept").clone();
    assert_eq!(row.status, ShipmentStatus::Rejected);
    assert!(row.reasons.last().is_some_and(|reason| reason.text == "The hulls differ by length" && !reason.supports));
    assert!(!window.has("Reject S-1") && window.has("Reject S-2"), "the next one is shown");
    assert_eq!(window.own()[1], Some(40_000.0));
    window.click("Journal");
    assert!(window.has_part("Reject S-1: The hulls differ by length"));
}

#[test]
fn a_new_pair_is_proposed_weighed_and_closes_what_was_open() {
    let mut window = sample();
    window.key(Key::A);
    window.type_text("Tanker 3 @ Chongjin 2024-03-25 discharging");
    window.key(Key::Enter);
    window.click("Pairing");
    window.click_first("S-12 Tanker 3, Vostochny, oil berth to Chongjin, new");
    assert!(window.has_part("closes S-3") && window.has_part("this case's own label"));
    assert!(window.has_part("Ballast") || window.has_part("Bunkers"), "rival explanations stay listed");
    window.click("Accept S-12");
    let row = window.session().facts.shipments.get(ShipmentId::new(3)).expect("closed").clone();
    assert_eq!((row.status, row.is_half_open()), (ShipmentStatus::Accepted, false));
    assert!(
        row.reasons.iter().any(|reason| reason.rule.is_some())
            && row.reasons.iter().any(|reason| reason.rule.is_none())
    );
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(window.session().facts.shipments.get(ShipmentId::new(3)).expect("open again").is_half_open());
}

#[test]
fn a_case_without_a_regime_is_offered_the_caps() {
    let mut window = sample();
    for id in [1, 2] {
        window.harness.state_mut();
        let code = if id == 1 { "R-1 refined petroleum" } else { "R-2 crude oil" };
        window.click(code);
        window.key(Key::Delete);
        if window.has("Remove") {
            window.click("Remove");
        }
    }
    assert!(window.session().facts.regimes.is_empty());
    window.click("Add the UN petroleum caps");
    let facts = &window.session().facts;
    let caps: Vec<f64> = facts.regimes.iter().map(|row| row.cap.get()).collect();
    assert_eq!(caps, [500_000.0, 4_000_000.0]);
}

#[test]
fn what_others_say_can_be_pointed_at_on_the_chart() {
    let mut window = sample();
    let label = "assessed by Open Source Centre: more than 1,000,000 bbl, 7 March to 5 November 2024";
    assert!(window.has(label), "named for whoever cannot see it");
    window.click(label);
    assert!(window.session().primary.is_some_and(|item| item.to_string() == "D-5"));
}
