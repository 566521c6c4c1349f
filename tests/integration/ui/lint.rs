//! What is to be checked in the open finding: the list below its text, the words a row selects, and what the button does.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use super::Window;

const DRIFT: &str = "Zu viel: “é”. Five tankers loaded at Vostochny [@E-1].";
const SAYS: &str = "F-1 says “loaded”";
const FIX: &str = "Replace “loaded” with “appeared to load”";

/// The sample with findings of these texts, and the findings view in front.
fn findings(texts: &[&str]) -> Window {
    super::findings(&texts.iter().map(|text| ("", *text)).collect::<Vec<_>>())
}

fn shows(window: &Window, part: &str) -> bool {
    window.harness.query_all_by_label_contains(part).next().is_some()
}

fn body(window: &Window) -> String {
    window.session().facts.findings.first().expect("F-1").body.clone()
}

#[test]
fn the_list_stands_below_the_open_finding_and_is_not_there_when_nothing_is_to_be_checked() {
    let mut window = findings(&[DRIFT, "Five tankers appeared to load at Vostochny [@E-1]."]);
    window.harness.get_by_label("TO CHECK");
    window.harness.get_by_label_contains(SAYS);
    window.click("F-2 Calls, part 2");
    assert!(!shows(&window, "TO CHECK") && !shows(&window, SAYS));
    window.click("F-1 Calls, part 1");
    assert!(shows(&window, SAYS));
}

#[test]
fn the_button_rewords_the_finding_and_one_undo_takes_it_back() {
    let mut window = findings(&[DRIFT]);
    let before = window.session().store.journal_len();
    window.click(FIX);
    assert_eq!(body(&window), DRIFT.replace("loaded", "appeared to load"));
    assert_eq!(window.session().store.journal_len(), before + 1);
    assert_eq!(window.session().store.undo_label(), Some("Reword “loaded” in F-1"));
    assert!(!shows(&window, "TO CHECK"), "that was all");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(body(&window), DRIFT);
    assert!(shows(&window, SAYS));
}

#[test]
fn what_is_being_typed_is_kept_when_the_button_is_pressed() {
    let mut window = findings(&[DRIFT]);
    window.type_into("Text of the finding", "");
    window.keys(Modifiers::COMMAND, Key::End);
    window.type_text(" More of it.");
    window.click(FIX);
    assert_eq!(body(&window), format!("{} More of it.", DRIFT.replace("loaded", "appeared to load")));
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(body(&window), format!("{DRIFT} More of it."), "one undo takes back the words, not what was typed");
}

#[test]
fn a_row_selects_the_words_it_speaks_of() {
    let mut window = findings(&[DRIFT]);
    window.harness.get_by_label_contains(SAYS).click();
    window.settle();
    let field = window.harness.get_all_by_label("Text of the finding");
    let field =
        field.into_iter().find(|node| node.accesskit_node().role() == Role::MultilineTextInput).expect("the text");
    assert!(field.accesskit_node().is_focused());
    window.type_text("moored");
    window.wait(1.0);
    assert_eq!(body(&window), DRIFT.replace("loaded", "moored"), "typing replaces what was selected");
}

#[test]
fn what_is_left_with_a_reason_is_quiet_until_its_sentence_changes() {
    let mut window = findings(&[DRIFT]);
    window.click("Leave “loaded”");
    window.type_text("The image shows hoses connected");
    window.key(Key::Enter);
    assert!(!shows(&window, SAYS), "it is left");
    let kept = window.session().facts.findings.first().expect("F-1").passed_over.clone();
    assert_eq!((kept.len(), kept[0].rule.as_str()), (1, "stronger"));
    assert_eq!(kept[0].because, "The image shows hoses connected");
    let records = wakeline::tasks::lint::lint(&window.session().facts);
    let left = records.iter().find(|record| record.rule == "stronger").expect("still told");
    assert_eq!(left.ignored.as_deref(), Some("The image shows hoses connected"));
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(shows(&window, SAYS), "one step back");
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    window.type_into("Text of the finding", " Six tankers loaded at Vostochny [@E-1].");
    window.wait(1.0);
    assert!(shows(&window, SAYS), "another sentence is another remark");
}
