//! Flows in both directions: the sides, the chart on the timeline's axis, what is said, and what a click does.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect};
use egui_kittest::kittest::{NodeT, Queryable};
use wakeline::base::interval::Bounds;
use wakeline::base::time::{DAY, Precision, Qualifier, Utc, When};
use wakeline::model::document::Document;
use wakeline::model::entity::Entity;
use wakeline::model::facts::Facts;
use wakeline::model::ids::{EntityRef, Id, ShipmentId, VesselId, VisitId};
use wakeline::model::shipment::Shipment;
use wakeline::model::visit::Visit;

use super::{Window, case_of, sample};

const SAMPLE: &str = include_str!("../../../assets/sample/vostochny-2024.wake.json");

fn open(window: &mut Window) {
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text("show the flows");
    window.key(Key::Enter);
}

/// What is said of what went each way.
fn said(window: &Window) -> Vec<String> {
    let labels = window.harness.query_all_by_role(Role::Label);
    let text = |node: egui_kittest::Node<'_>| node.accesskit_node().label().or_else(|| node.accesskit_node().value());
    labels
        .filter_map(text)
        .filter(|text| text.contains("shipment") && !text.starts_with("Sample case") && text.ends_with('.'))
        .collect()
}

/// Where the button lies whose name begins like this, and is none of the timeline's curves.
fn place(window: &Window, begins: &str, holds: &str) -> Rect {
    let all = window.harness.get_all_by_role(Role::Button);
    let mut found = all.filter(|node| {
        node.accesskit_node().label().is_some_and(|label| label.starts_with(begins) && label.contains(holds))
    });
    found.next().expect(begins).rect()
}

/// Clicks the mark of a shipment in the chart.
fn click_mark(window: &mut Window, begins: &str, modifiers: Modifiers) {
    let is_it = |label: String| label.starts_with(begins) && label.contains("(no quantity)");
    let mark = window
        .harness
        .get_all_by_role(Role::Button)
        .find(|node| node.accesskit_node().label().is_some_and(is_it))
        .expect(begins);
    mark.click_modifiers(modifiers);
    window.settle();
}

fn query(window: &mut Window, text: &str) {
    window.key(Key::Slash);
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text(text);
    window.key(Key::Enter);
}

#[test]
fn the_sample_shows_oil_one_way_and_containers_the_other_and_asserts_nothing() {
    let mut window = sample();
    open(&mut window);
    window.harness.get_by_label("One side: RU");
    window.harness.get_by_label("The other side: KP");
    assert_eq!(
        said(&window),
        [
            "RU to KP: 2 shipments of refined petroleum (no quantity). From RU, no discharge seen: 8 shipments of refined petroleum (no quantity).",
            "KP to RU: 1 shipment of containers (no quantity)."
        ]
    );
    let mark = place(&window, "S-11 ", "of containers");
    let oil = place(&window, "S-1 ", "of refined petroleum");
    assert!(mark.top() > oil.bottom(), "the one direction above the calendar, the other below");
    let words = ["barter", "exchange", "for oil", "violation"];
    assert!(words.iter().all(|word| window.harness.query_by_label_contains(word).is_none()));
}

#[test]
fn an_instant_lies_at_the_same_x_as_on_the_timeline() {
    let mut window = sample();
    open(&mut window);
    for _ in 0..2 {
        // S-1 and the visit at which it was loaded have the same bounds.
        let (mark, bar) = (place(&window, "S-1 ", "of refined petroleum"), place(&window, "V-1 ", " at "));
        assert!((mark.left() - bar.left()).abs() < 1.0 && (mark.right() - bar.right()).abs() < 1.0, "{mark} {bar}");
        window.key(Key::Minus);
    }
}

#[test]
fn a_click_selects_a_shipment_and_control_adds_another() {
    let mut window = sample();
    open(&mut window);
    click_mark(&mut window, "S-11 ", Modifiers::NONE);
    click_mark(&mut window, "S-1 ", Modifiers::COMMAND);
    let both: Vec<EntityRef> = [1, 11].map(|id| ShipmentId::new(id).into()).to_vec();
    assert_eq!(window.session().selection.iter().copied().collect::<Vec<_>>(), both);
}

#[test]
fn sides_are_chosen_swapped_and_told_apart_by_place_or_flag() {
    let mut window = sample();
    open(&mut window);
    window.click("Swap");
    assert!(said(&window)[0].starts_with("KP to RU: 1 shipment of containers"), "{:?}", said(&window));
    window.harness.get_all_by_label("Places").last().expect("in the view").click();
    window.settle();
    assert!(said(&window)[0].starts_with("Vostochny to Chongjin: 2 shipments"), "{:?}", said(&window));
    window.click("The other side: Chongjin");
    window.type_text("Ras");
    window.key(Key::Enter);
    assert!(said(&window)[1].starts_with("Rason to Vostochny: 1 shipment of containers"), "{:?}", said(&window));
    assert_eq!(said(&window)[2], "2 other shipments did not go between the two, or that is not known.");
    window.click("Flags");
    window.harness.get_by_label("Choose two sides");
    window.harness.get_by_label_contains("A flag counts where one alone is stated");
}

#[test]
fn the_chart_follows_query_range_and_edits() {
    let mut window = sample();
    open(&mut window);
    query(&mut window, "id:S-11");
    let told = said(&window);
    assert_eq!(told[0], "RU to KP: no shipment.", "{told:?}");
    query(&mut window, "id:S-99");
    window.harness.get_by_label("The query shows no shipment between RU and KP");
    query(&mut window, "");
    window.click("Both directions");
    let told = said(&window);
    assert!(
        told[0].ends_with("no discharge seen: 7 shipments of refined petroleum (no quantity)."),
        "October is out of view: {told:?}"
    );
    window.key(Key::F);
    click_mark(&mut window, "S-1 ", Modifiers::NONE);
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text("reject the shipment");
    window.key(Key::Enter);
    window.type_into("Why", "Another hull");
    window.key(Key::Enter);
    assert!(
        said(&window)[0].starts_with("RU to KP: 1 shipment of"),
        "a rejected one does not count: {:?}",
        said(&window)
    );
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(said(&window)[0].starts_with("RU to KP: 2 shipments of"));
}

#[test]
fn many_are_counted_in_bars_and_a_click_selects_what_a_bar_counts() {
    let mut facts: Facts = serde_json::from_str::<Document>(SAMPLE).expect("the sample is a case").into_facts();
    for at in 0..600_u32 {
        let day = When::new(Utc(1_709_251_200 + i64::from(at % 100) * DAY), Precision::Day, Qualifier::default());
        for (id, place) in [(1_000 + 2 * at, 1), (1_001 + 2 * at, 3)] {
            let visit =
                Visit::new(VisitId::new(id), VesselId::new(1 + at % 11), Id::new(place), Bounds::seen(day, day));
            facts.put(Entity::Visit(Box::new(visit)));
        }
        let ends = [1_000 + 2 * at, 1_001 + 2 * at].map(|id| Some(VisitId::new(id)));
        let mut shipment = Shipment::between(ShipmentId::new(100 + at), 100 + at, ends[0], ends[1]);
        "coal".clone_into(&mut shipment.product);
        facts.put(Entity::Shipment(Box::new(shipment)));
    }
    let mut window = case_of(&facts);
    open(&mut window);
    assert!(
        said(&window)[0].starts_with("RU to KP: 602 shipments, 600 of coal (no quantity) and 2 of refined"),
        "{:?}",
        said(&window)
    );
    let label = "RU to KP, coal: 42 shipments, 4 to 10 March 2024";
    window.click(label);
    let selected = &window.session().selection;
    assert_eq!(selected.len(), 42, "six a day for a week");
    assert!(selected.iter().all(|item| facts.contains(*item)));
}

#[test]
fn a_case_without_shipments_says_what_belongs_here() {
    let mut window = case_of(&Facts::default());
    open(&mut window);
    window.harness.get_by_label("No shipments yet");
}
