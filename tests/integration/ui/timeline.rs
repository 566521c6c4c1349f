//! The timeline under pointer and keys.

use egui::{Key, Modifiers, pos2};
use egui_kittest::kittest::Queryable;
use wakeline::model::ids::{EntityKind, VesselId, VisitId};

use super::sample;

#[test]
fn a_bar_is_selected_by_its_label_and_the_inspector_follows() {
    let mut window = sample();
    window.click_visit("V-3", Modifiers::NONE);
    assert_eq!(window.session().primary, Some(VisitId::new(3).into()));
    window.harness.get_by_label("Tanker 3 at Vostochny, oil berth");
}

#[test]
fn arrow_keys_walk_from_visit_to_visit() {
    let mut window = sample();
    window.key(Key::ArrowRight);
    let first = window.session().primary.expect("one is selected");
    assert_eq!(first.kind, EntityKind::Visit);
    window.key(Key::ArrowDown);
    let second = window.session().primary.expect("one is selected");
    assert_ne!(first, second);
    window.key(Key::ArrowUp);
    assert_eq!(window.session().primary, Some(first));
}

#[test]
fn zoom_fit_and_view_history() {
    let mut window = sample();
    let whole = window.session().range.now();
    window.key(Key::Plus);
    let closer = window.session().range.now();
    assert!(closer.1 - closer.0 < whole.1 - whole.0);
    window.keys(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(window.session().range.now(), whole);
    window.keys(Modifiers::ALT, Key::ArrowRight);
    assert_eq!(window.session().range.now(), closer);
    window.key(Key::F);
    assert_eq!(window.session().range.now(), whole);
}

#[test]
fn going_to_a_date_centres_it() {
    let mut window = sample();
    window.key(Key::G);
    window.type_text("March 2024");
    window.key(Key::Enter);
    let (from, to) = window.session().range.now();
    assert!(from < 1_709_251_200.0 && to > 1_711_929_600.0 && to - from < 86_400.0 * 80.0, "{from} {to}");
}

#[test]
fn a_drag_pans_and_the_wheel_zooms_about_the_pointer() {
    let mut window = sample();
    let before = window.session().range.now();
    window.harness.drag_at(pos2(700.0, 420.0));
    window.harness.step();
    window.harness.hover_at(pos2(600.0, 420.0));
    window.harness.step();
    window.harness.drop_at(pos2(600.0, 420.0));
    window.settle();
    let panned = window.session().range.now();
    assert!(panned.0 > before.0, "dragging left shows later times");
    assert!(((panned.1 - panned.0) - (before.1 - before.0)).abs() < 1.0, "the span stays");
    window.harness.hover_at(pos2(700.0, 300.0));
    window.harness.step();
    window.harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta: egui::vec2(0.0, 2.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    window.harness.run_steps(12);
    let zoomed = window.session().range.now();
    assert!(zoomed.1 - zoomed.0 < panned.1 - panned.0, "{zoomed:?} {panned:?}");
}

#[test]
fn lanes_by_vessel_have_one_lane_a_vessel() {
    let mut window = sample();
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text("lanes by: vessel");
    window.key(Key::Enter);
    let lanes = &window.session().lanes;
    assert_eq!(lanes.len(), 11);
    assert!(lanes.find_lane(VesselId::new(1).into()).is_some());
}

#[test]
fn a_timeline_without_lanes_says_why_and_shows_them_again() {
    let mut window = sample();
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text("find lanes");
    window.key(Key::Enter);
    window.type_into("Find lanes", "nothing is called so");
    window.harness.get_by_label("No lane is called “nothing is called so”");
    window.click("Clear the search");
    let lanes = window.session().lanes.len();
    assert!(lanes > 0 && window.session().lane_options.search.is_empty());
    for _ in 0..lanes {
        if window.session().lanes.is_empty() {
            break;
        }
        let name = window.session().lanes.label(&window.session().facts, 0);
        let header = window.harness.get_all_by_label_contains(&name).find(|node| node.rect().left() < 420.0);
        header.expect("a header").click_secondary();
        window.settle();
        window.click("Hide");
    }
    window.harness.get_by_label("All lanes are hidden");
    window.click("Show hidden lanes");
    assert_eq!(window.session().lanes.len(), lanes);
}

#[test]
fn a_case_in_which_nothing_has_a_date_says_so() {
    let mut window = sample();
    window.keys(Modifiers::COMMAND, Key::A);
    window.key(Key::Delete);
    window.click("Remove");
    window.key(Key::A);
    window.type_text("Tanker 5 @ Chongjin unknown");
    window.key(Key::Enter);
    window.harness.get_by_label("No visit with a date");
    window.harness.get_by_label("1 undated visit");
}

#[test]
fn an_undated_visit_waits_in_the_tray() {
    let mut window = sample();
    window.key(Key::A);
    window.type_text("Tanker 5 @ Chongjin unknown");
    window.key(Key::Enter);
    assert_eq!(window.session().lanes.undated().len(), 1);
    window.harness.get_by_label("1 undated visit");
    window.harness.get_by_label_contains("V-15 Tanker 5 at Chongjin");
}

#[test]
fn a_shipment_is_selected_by_its_curve() {
    let mut window = sample();
    let node = window.harness.get_all_by_label_contains("S-3 ").next().expect("a curve of S-3");
    node.click();
    window.settle();
    assert_eq!(window.session().primary.map(|item| item.kind), Some(EntityKind::Shipment));
}

#[test]
fn a_drag_with_shift_zooms_to_the_range() {
    let mut window = sample();
    let whole = window.session().range.now();
    window.harness.event(egui::Event::ModifiersChanged(Modifiers::SHIFT));
    window.harness.drag_at(pos2(500.0, 420.0));
    for x in [500.0, 560.0, 640.0] {
        window.harness.hover_at(pos2(x, 420.0));
        window.harness.step();
    }
    window.harness.drop_at(pos2(640.0, 420.0));
    window.settle();
    window.harness.event(egui::Event::ModifiersChanged(Modifiers::NONE));
    let (from, to) = window.session().range.now();
    assert!(from > whole.0 && to < whole.1 && to - from < (whole.1 - whole.0) / 2.0, "{from} {to} in {whole:?}");
    window.keys(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(window.session().range.now(), whole, "it is one step back");
}
