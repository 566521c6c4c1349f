//! The query box: completion, marks under what is wrong, filters, history and help.

use egui::{Key, Modifiers, Stroke};
use egui_kittest::kittest::{NodeT, Queryable};

use super::{Window, sample};

fn text(window: &Window) -> &str {
    &window.session().query.text
}

/// Puts the cursor into the box and types.
fn typed(window: &mut Window, text: &str) {
    window.key(Key::Slash);
    window.type_text(text);
}

fn is_listed(window: &Window, label: &str) -> bool {
    window.harness.query_all_by_label_contains(label).count() > 0
}

#[test]
fn fields_and_names_are_completed_with_tab() {
    let mut window = sample();
    typed(&mut window, "pla");
    window.harness.get_by_label("place:, A place and what lies within it");
    window.key(Key::Tab);
    assert_eq!(text(&window), "place:");
    window.harness.get_by_label("Chongjin");
    let rason = |window: &Window| window.harness.query_all_by_label("Rason").count();
    let before = rason(&window);
    window.type_text("vo");
    assert!(rason(&window) < before, "what does not fit is not offered");
    window.key(Key::Tab);
    assert_eq!(text(&window), "place:Vostochny ");
    window.type_text("hedge:<li");
    window.key(Key::Tab);
    assert_eq!(text(&window), "place:Vostochny hedge:<likely ", "the cursor went behind what was taken");
    assert!(window.session().query.error.is_none());
    assert_eq!(window.session().lanes.shown(), 9);
}

#[test]
fn arrows_choose_enter_takes_only_what_is_chosen_and_escape_closes_the_list_first() {
    let mut window = sample();
    typed(&mut window, "activity:");
    window.key(Key::ArrowDown);
    window.key(Key::ArrowDown);
    window.key(Key::ArrowUp);
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    assert_eq!(text(&window), "activity:discharging ");
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text("chon");
    assert!(is_listed(&window, "place:Chongjin"));
    window.key(Key::Escape);
    assert!(!is_listed(&window, "place:Chongjin"), "the list is closed");
    window.type_text("g");
    assert_eq!(text(&window), "chong", "the box was not left");
    assert!(is_listed(&window, "place:Chongjin"), "another letter opens it again");
    window.key(Key::Enter);
    assert_eq!(text(&window), "chong", "Enter changes nothing that was not chosen");
    assert!(!is_listed(&window, "place:Chongjin"), "and leaves the box");
}

#[test]
fn what_is_typed_faster_than_it_is_drawn_comes_behind_what_was_taken() {
    let mut window = sample();
    typed(&mut window, "place:");
    let press =
        |key| egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
    let events =
        [egui::Event::Text("vo".to_owned()), press(Key::Tab), egui::Event::Text("is:h".to_owned()), press(Key::Tab)];
    window.harness.input_mut().events.extend(events);
    window.settle();
    assert_eq!(text(&window), "place:Vostochny is:half-open ");
    window.type_text("activity:");
    let events = [press(Key::ArrowDown), press(Key::ArrowDown), press(Key::Enter)];
    window.harness.input_mut().events.extend(events);
    window.settle();
    assert_eq!(text(&window), "place:Vostochny is:half-open activity:discharging ");
}

#[test]
fn a_click_takes_a_completion_and_the_cursor_stays_in_the_box() {
    let mut window = sample();
    typed(&mut window, "vessel:\"paek");
    window.click("Paek Yang San 1");
    assert_eq!(text(&window), "vessel:\"Paek Yang San 1\" ");
    window.type_text("-is:h");
    window.key(Key::Tab);
    assert_eq!(text(&window), "vessel:\"Paek Yang San 1\" -is:half-open ");
}

#[test]
fn the_beginning_of_a_field_hides_nothing_until_a_pause() {
    let mut window = sample();
    window.key(Key::Slash);
    window.harness.event(egui::Event::Text("orig".to_owned()));
    window.harness.step();
    window.harness.step();
    assert_eq!((text(&window), window.session().lanes.shown()), ("orig", 14));
    window.wait(1.0);
    assert_eq!(window.session().query.answered, "orig", "then it is a word like any other");
    let mut other = sample();
    other.key(Key::Slash);
    other.harness.event(egui::Event::Text("chong".to_owned()));
    other.harness.step();
    other.harness.step();
    assert_eq!(other.session().query.answered, "chong", "other words are asked with each letter");
}

/// What is underlined in the window, as text.
fn underlined(window: &Window) -> Vec<String> {
    fn of(shape: &egui::Shape, found: &mut Vec<String>) {
        match shape {
            egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| of(shape, found)),
            egui::Shape::Text(text) => {
                let sections = text.galley.job.sections.iter();
                let marked = sections.filter(|section| section.format.underline != Stroke::NONE);
                found.extend(marked.map(|section| {
                    let range = section.byte_range.start.0..section.byte_range.end.0;
                    text.galley.job.text[range].to_owned()
                }));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    window.harness.output().shapes.iter().for_each(|shape| of(&shape.shape, &mut found));
    found
}

#[test]
fn what_is_wrong_is_marked_under_its_letters_and_said_below() {
    let mut window = sample();
    typed(&mut window, "loading ship:y -is:undated");
    assert_eq!(underlined(&window), ["ship:y"]);
    window.harness.get_by_label_contains("There is no field “ship”");
    window.harness.get_by_label("at character 9: “ship:y”");
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text("is:half-open");
    assert_eq!(underlined(&window), [""; 0]);
}

#[test]
fn a_text_that_is_too_long_or_too_deep_stays_in_the_box_with_a_sentence() {
    let mut window = sample();
    let long = "é".repeat(10_000);
    typed(&mut window, &long);
    window.harness.get_by_label("A query has at most 4000 characters, and this has 10000");
    assert_eq!(text(&window), long);
    assert_eq!(window.session().lanes.shown(), 14, "and hides nothing");
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text(&"(".repeat(3_000));
    window.harness.get_by_label("Parentheses and - go at most 32 deep");
    assert_eq!(text(&window).len(), 3_000);
}

#[test]
fn filters_open_under_an_empty_box_and_stand_in_the_query_as_text() {
    let mut window = sample();
    window.key(Key::Slash);
    assert!(!is_listed(&window, "Undated"), "nothing in the sample is undated");
    window.click("Half-open, 8");
    assert_eq!(text(&window), "is:half-open");
    assert_eq!(window.session().lanes.shown(), 8);
    window.click("Loading, 7");
    assert_eq!(text(&window), "is:half-open activity:loading", "the panel stays open for the next");
    let on = window.harness.get_by_label("Half-open, 7");
    assert_eq!(on.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True), "and shows what is on");
    window.click("Half-open, 7");
    assert_eq!(text(&window), "activity:loading");
    window.key(Key::Escape);
    assert!(!is_listed(&window, "One origin"));
    window.click("Filters and recent queries");
    window.harness.get_by_label_contains("One origin");
    assert_eq!(text(&window), "activity:loading", "the panel can be opened beside a query");
    window.click("Filters and recent queries");
    assert!(!is_listed(&window, "One origin"), "and closed");
}

#[test]
fn queries_are_remembered_when_left_or_after_a_while_and_fetched_with_the_arrow_key() {
    let mut window = sample();
    typed(&mut window, "is:undated");
    window.key(Key::Enter);
    assert_eq!(window.session().query.history(), ["is:undated"]);
    window.key(Key::Slash);
    window.keys(Modifiers::COMMAND, Key::A);
    for letters in ["chon", "g", "j"] {
        window.harness.event(egui::Event::Text(letters.to_owned()));
        window.harness.step();
    }
    assert_eq!(window.session().query.history().len(), 1, "not each letter");
    window.wait(3.0);
    assert_eq!(window.session().query.history(), ["chongj", "is:undated"]);
    window.key(Key::Escape);
    window.key(Key::Escape);
    window.click("Clear the query");
    assert_eq!(text(&window), "");
    window.key(Key::Slash);
    window.key(Key::ArrowUp);
    assert_eq!(text(&window), "chongj");
    window.key(Key::ArrowUp);
    assert_eq!(text(&window), "is:undated");
    window.key(Key::ArrowUp);
    assert_eq!(text(&window), "is:undated", "there is none before the first");
    window.key(Key::ArrowDown);
    assert_eq!(text(&window), "chongj");
    window.key(Key::ArrowDown);
    assert_eq!(text(&window), "");
    window.click("is:undated");
    assert_eq!(text(&window), "is:undated", "and the panel lists them");
}

#[test]
fn the_help_lists_every_field_and_an_example_goes_into_the_box() {
    let mut window = sample();
    window.key(Key::F1);
    for field in wakeline::analysis::query::FIELDS {
        assert!(is_listed(&window, &format!("{}:", field.name)), "{}", field.name);
    }
    window.click("hedge:alleged..appears");
    assert_eq!(text(&window), "hedge:alleged..appears");
    assert!(!is_listed(&window, "GRAMMAR"));
    typed(&mut window, "");
    window.key(Key::F1);
    window.harness.get_all_by_label("flag:KP OR flag:RU").next().expect("an example").click();
    window.settle();
    assert_eq!(text(&window), "hedge:alleged..appears (flag:KP OR flag:RU)", "what stood there is kept");
    window.key(Key::Escape);
    window.key(Key::Escape);
    window.click("Help");
    window.harness.get_by_label_contains("Query help").click();
    window.settle();
    window.harness.get_by_label("GRAMMAR");
}

#[test]
fn a_saved_view_replaces_the_query_whole_and_keeps_what_is_shown() {
    let mut window = sample();
    typed(&mut window, "is:undated");
    window.key(Key::Enter);
    window.click("Loadings without discharge");
    assert_eq!(text(&window), "is:half-open activity:loading");
    assert_eq!(window.session().query.answered, "is:half-open activity:loading");
    window.key(Key::Slash);
    window.type_text(" ship:");
    assert!(window.session().query.error.is_some());
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text("save this view");
    window.key(Key::Enter);
    window.type_text("Mine");
    window.key(Key::Enter);
    let saved =
        window.session().facts.saved_views.iter().find(|view| view.name == "Mine").expect("a view").query.clone();
    assert_eq!(saved, "is:half-open activity:loading", "a text that is no query is not kept");
    window.click("Clear the query");
    assert_eq!((text(&window), window.session().lanes.shown()), ("", 14));
    assert!(window.session().query.error.is_none() && window.session().query.matches.is_none());
}
