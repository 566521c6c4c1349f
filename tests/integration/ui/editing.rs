//! Changes in the inspector: checked while typing, on disk when shown, one entry a typing run.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use wakeline::base::interval::BoundName;
use wakeline::model::ids::VisitId;

use super::sample;

#[test]
fn a_date_in_plain_words_is_understood_and_kept_as_written() {
    let mut window = sample();
    window.click_visit("V-1", Modifiers::NONE);
    window.type_into("First seen", "9 March 2024");
    window.key(Key::Enter);
    let visit = window.session().facts.visits.get(VisitId::new(1)).expect("V-1").clone();
    assert_eq!(visit.bounds.get(BoundName::FirstSeen).map(|when| when.to_string()).as_deref(), Some("2024-03-09"));
    assert_eq!(visit.bound_text(BoundName::FirstSeen), "9 March 2024");
}

#[test]
fn a_date_that_cannot_be_right_stays_in_its_field_with_the_reason() {
    let mut window = sample();
    window.click_visit("V-1", Modifiers::NONE);
    window.type_into("First seen", "2024-04-20");
    window.harness.get_by_label_contains("lies after Not after");
    window.key(Key::Enter);
    let visit = window.session().facts.visits.get(VisitId::new(1)).expect("V-1");
    assert_eq!(visit.bounds.get(BoundName::FirstSeen), None, "nothing was written");
}

#[test]
fn a_note_is_written_after_a_pause_as_one_journal_entry() {
    let mut window = sample();
    window.click_visit("V-1", Modifiers::NONE);
    let before = window.session().store.journal_len();
    for word in ["Seen ", "from ", "the ", "north"] {
        window.type_into("Note", word);
        window.wait(0.75);
    }
    let visit = window.session().facts.visits.get(VisitId::new(1)).expect("V-1");
    assert!(visit.note().contains("Seen from the north"), "{}", visit.note());
    assert_eq!(window.session().store.journal_len(), before + 1, "one typing run is one entry");
}

#[test]
fn what_is_being_typed_is_written_before_something_else_is_selected() {
    let mut window = sample();
    window.click_visit("V-1", Modifiers::NONE);
    window.type_into("Note", "half a thought");
    window.click_visit("V-2", Modifiers::NONE);
    let visit = window.session().facts.visits.get(VisitId::new(1)).expect("V-1");
    assert!(visit.note().contains("half a thought"), "{}", visit.note());
}

#[test]
fn two_selected_visits_are_paired_and_a_half_open_shipment_is_closed() {
    let mut window = sample();
    let half_open = window.session().counts.half_open;
    window.key(Key::A);
    window.type_text("Tanker 3 @ Chongjin 2024-03-24 discharging ?");
    window.key(Key::Enter);
    let new = window.session().facts.visits.last().expect("the new one").id;
    window.click_visit("V-3", Modifiers::NONE);
    window.click_visit(&format!("V-{}", new.0), Modifiers::COMMAND);
    assert_eq!(window.session().selection.len(), 2);
    window.key(Key::S);
    assert_eq!(window.session().counts.half_open, half_open - 1);
    assert_eq!(window.session().counts.shipments, 11, "no second shipment was made");
}

#[test]
fn removing_what_others_rest_on_asks_first_and_can_be_undone() {
    let mut window = sample();
    window.click_visit("V-1", Modifiers::NONE);
    window.key(Key::Delete);
    window.harness.get_by_label_contains("Remove Tanker 1 at");
    window.click("Keep");
    assert_eq!(window.session().facts.visits.len(), 14);
    window.key(Key::Delete);
    window.click("Remove");
    assert_eq!(window.session().facts.visits.len(), 13);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.session().facts.visits.len(), 14);
}

#[test]
fn a_file_is_attached_to_an_exhibit_and_comes_out_again_byte_for_byte() {
    let mut window = sample();
    let bytes = b"pretend these are pixels".repeat(1_000);
    let original = window.folder.path().join("berth.png");
    std::fs::write(&original, &bytes).expect("writes");
    window.click_visit("V-1", Modifiers::NONE);
    window.key(Key::E);
    window.click("Attach a file…");
    window.type_into("Path", "");
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text(&original.display().to_string());
    window.key(Key::Enter);
    let exhibit = window.session().facts.exhibits.last().expect("the new one").clone();
    assert_eq!(exhibit.files.len(), 1, "{:?}", window.harness.state().said());
    assert_eq!(exhibit.files[0].sha256, wakeline::base::hash::Sha256::of(&bytes));
    window.click("Save as…");
    window.type_into("Path", "");
    window.keys(Modifiers::COMMAND, Key::A);
    let copy = window.folder.path().join("copy.png");
    window.type_text(&copy.display().to_string());
    window.key(Key::Enter);
    assert_eq!(std::fs::read(&copy).expect("the copy is there"), bytes);
}

#[test]
fn two_vessels_are_not_paired_and_the_reason_is_said() {
    let mut window = sample();
    window.click_visit("V-3", Modifiers::NONE);
    window.click_visit("V-6", Modifiers::COMMAND);
    let before = window.session().store.journal_len();
    window.key(Key::S);
    assert_eq!(window.session().store.journal_len(), before);
    assert!(window.harness.state().said().iter().any(|text| text.contains("two vessels")), "it says why");
}

#[test]
fn escape_in_a_field_leaves_the_field_and_not_the_selection() {
    let mut window = sample();
    window.click_visit("V-1", Modifiers::NONE);
    window.type_into("First seen", "yesterday");
    window.key(Key::Escape);
    assert_eq!(window.session().primary, Some(VisitId::new(1).into()));
    window.key(Key::Escape);
    assert_eq!(window.session().primary, None, "the second one clears the selection");
}

#[test]
fn a_layout_that_was_changed_can_be_put_back() {
    let mut window = sample();
    window.keys(Modifiers::COMMAND, Key::B);
    assert!(window.harness.query_by_label("IN VIEW").is_none());
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text("reset the layout");
    window.key(Key::Enter);
    window.harness.get_by_label("IN VIEW");
}
