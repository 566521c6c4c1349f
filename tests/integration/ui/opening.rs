//! Starting, opening, closing; what is refused stays harmless.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use wakeline::tasks::Start;

use super::{sample, window};

#[test]
fn the_start_screen_opens_the_sample_as_a_working_copy() {
    let mut window = window(Start::Screen);
    window.harness.get_by_label("RECENT CASES");
    window.click("Open the sample case");
    window.until("the sample is open", |app| app.session().is_some());
    assert_eq!(window.session().facts.visits.len(), 14);
    assert!(window.session().store.path().starts_with(window.folder.path()), "a copy, not the original");
}

#[test]
fn closing_goes_back_to_the_start_screen_which_lists_the_case() {
    let mut window = sample();
    window.keys(Modifiers::COMMAND, Key::W);
    assert!(window.harness.state().session().is_none());
    window.harness.get_by_label_contains("Open Vostochny sample");
}

#[test]
fn a_file_that_is_no_case_is_refused_with_a_sentence_and_the_open_case_stays() {
    let mut window = sample();
    let path = window.folder.path().join("letter.wake");
    std::fs::write(&path, "Dear reader, this is not a database.").expect("writes");
    window.keys(Modifiers::COMMAND, Key::O);
    window.type_into("Path", "x");
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text(&path.display().to_string());
    window.key(Key::Enter);
    window.until("it was refused", |app| app.said().iter().any(|text| text.contains("not a Wakeline case")));
    assert_eq!(window.session().facts.visits.len(), 14, "the open case is untouched");
}

#[test]
fn a_case_that_another_window_holds_opens_read_only_and_says_so() {
    let first = sample();
    let path = first.session().store.path().to_owned();
    let mut second = window(Start::Case(path));
    second.until("it is open", |app| app.session().is_some());
    assert!(!second.session().is_writable());
    second.harness.get_by_label("Read-only");
    second.click_visit("V-1", Modifiers::NONE);
    second.key(Key::Num1);
    assert!(second.session().facts.visits.first().is_some_and(|visit| visit.tags.is_empty()), "nothing was changed");
    let mut first = first;
    first.click_visit("V-1", Modifiers::NONE);
    first.key(Key::Num1);
    second.harness.event(egui::Event::WindowFocused(true));
    second.settle();
    let tagged = second.session().facts.visits.first().is_some_and(|visit| !visit.tags.is_empty());
    assert!(tagged, "it follows what the other wrote when it comes to the front");
}

#[test]
fn a_new_case_is_made_where_the_path_says_and_asks_for_its_details() {
    let mut window = window(Start::Screen);
    let path = window.folder.path().join("Harbour.wake");
    window.click("New case…");
    window.type_into("Path", "");
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text(&path.display().to_string());
    window.key(Key::Enter);
    window.until("it is open", |app| app.session().is_some());
    assert_eq!(window.session().facts.case.title, "Harbour");
    window.harness.get_by_label("Case details");
    window.key(Key::Escape);
    window.harness.get_by_label("No visits yet");
}

#[test]
fn nothing_of_one_case_is_left_in_the_next() {
    let mut window = sample();
    window.harness.get_by_label("Tanker 1, 2");
    let path = window.folder.path().join("Empty.wake");
    window.keys(Modifiers::COMMAND, Key::N);
    window.type_into("Path", "");
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text(&path.display().to_string());
    window.key(Key::Enter);
    window.until("the new case is open", |app| app.session().is_some_and(|session| session.facts.visits.is_empty()));
    window.key(Key::Escape);
    assert!(window.harness.query_by_label("Tanker 1, 2").is_none());
    window.harness.get_by_label_contains("No vessel yet");
}

#[test]
fn an_idle_window_asks_for_no_frames() {
    let mut window = sample();
    window.wait(20.0);
    window.harness.run_steps(2);
    let asked = window.harness.output().viewport_output.values().map(|output| output.repaint_delay).min();
    assert!(asked.is_none_or(|delay| delay > std::time::Duration::from_hours(1)), "{asked:?}");
}
