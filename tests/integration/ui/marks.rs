//! The marks beside the bars: what is shown, and what a click on them does.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use wakeline::model::ids::EntityKind;
use wakeline::model::view::Layer;

use super::{Window, sample};

/// Finds an action in the palette and performs it.
fn perform(window: &mut Window, action: &str) {
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text(action);
    window.key(Key::Enter);
}

fn go_to(window: &mut Window, date: &str) {
    window.key(Key::G);
    window.type_text(date);
    window.key(Key::Enter);
}

fn names(window: &Window, part: &str) -> usize {
    window.harness.query_all_by_label_contains(part).count()
}

#[test]
fn a_layer_is_turned_on_and_off_by_name_and_in_the_menu() {
    let mut window = sample();
    assert_eq!(window.session().layers, Layer::usual());
    assert_eq!(names(&window, "R-1 refined petroleum 2024"), 0);
    perform(&mut window, "timeline: regime windows");
    window.harness.get_by_label("R-1 refined petroleum 2024, cap 500,000 bbl");
    window.click("View");
    window.click("Show on the timeline");
    window.click("Regime windows");
    assert_eq!(names(&window, "R-1 refined petroleum 2024"), 0);
    assert_eq!(window.session().layers, Layer::usual());
    let diamonds = |window: &Window| names(window, "EV-");
    assert!(diamonds(&window) > 0);
    perform(&mut window, "timeline: events");
    assert_eq!(diamonds(&window), 0);
}

#[test]
fn a_layer_that_has_nothing_to_show_says_why() {
    let mut window = sample();
    perform(&mut window, "timeline: night");
    let said = window.harness.state().said().join(" ");
    assert!(said.contains("no place has one yet"), "{said}");
}

#[test]
fn a_stretch_without_imagery_is_copied_as_a_sentence() {
    let mut window = sample();
    go_to(&mut window, "April 2024");
    let sentence = "No imagery of Vostochny on 2 April 2024";
    window.harness.get_by_label_contains(sentence).click();
    window.settle();
    let said = window.harness.state().said().join(" ");
    assert!(said.contains(&format!("Copied: {sentence}")), "{said}");
    assert!(window.session().selection.is_empty());
}

#[test]
fn voyages_select_the_visits_at_their_ends() {
    let mut window = sample();
    // A shipment in the same place lies on top.
    perform(&mut window, "timeline: shipments");
    perform(&mut window, "timeline: voyages");
    window.click("Voyage of Lady R, Rason to Vostochny");
    let selected = &window.session().selection;
    assert!(selected.len() == 2 && selected.iter().all(|item| item.kind == EntityKind::Visit), "{selected:?}");
}

#[test]
fn a_saved_view_brings_back_what_was_shown() {
    let mut window = sample();
    perform(&mut window, "timeline: voyages");
    perform(&mut window, "save this view");
    window.type_text("With voyages");
    window.key(Key::Enter);
    perform(&mut window, "timeline: voyages");
    assert_eq!(window.session().layers, Layer::usual());
    window.harness.get_all_by_label("With voyages").next().expect("in the explorer").click();
    window.settle();
    assert!(window.session().layers.contains(&Layer::Voyages));
}
