//! Tags as a user handles them: a tree, a box that finds them, keys that move, merges, rules and the starter set.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2};
use egui_kittest::kittest::{NodeT, Queryable};
use wakeline::model::entity::Entity;
use wakeline::model::ids::{EntityKind, EntityRef, TagId};
use wakeline::model::tag::{Tag, TagRule};
use wakeline::store::CaseStore;
use wakeline::tasks::Start;

use super::{Window, noon, sample, window_in};

const DECEPTIVE: &str = "Deceptive shipping practice";
const TRANSFERS: &str = "Ship-to-ship transfers";

/// The sample with the list of tags in the explorer.
fn tags() -> Window {
    let mut window = sample();
    window.click("Tags");
    window
}

fn tag<'a>(window: &'a Window, name: &str) -> &'a Tag {
    window.session().facts.tags.iter().find(|tag| tag.name == name).expect(name)
}

fn bearing(window: &Window, name: &str) -> usize {
    window.session().facts.bearers(tag(window, name).id).len()
}

fn said(window: &Window) -> String {
    window.harness.state().said().join(" | ")
}

fn undo_label(window: &Window) -> String {
    window.session().store.undo_label().unwrap_or_default().to_owned()
}

fn shows(window: &Window, label: &str) -> bool {
    window.harness.query_all_by_label(label).next().is_some()
}

/// The middle of the row with this label.
fn row(window: &Window, label: &str) -> Pos2 {
    window.harness.get_all_by_label(label).next().expect(label).rect().center()
}

fn drag_onto(window: &mut Window, from: &str, onto: Pos2) {
    let from = row(window, from);
    window.drag_by(from, onto - from);
    window.drop_at(onto);
}

fn choose(window: &mut Window, row: &str, item: &str) {
    window.harness.get_all_by_label(row).next().expect(row).click_secondary();
    window.settle();
    window.click(item);
}

/// Finds a tag in the box behind T.
fn find(window: &mut Window, text: &str) {
    window.key(Key::T);
    window.type_text(text);
}

/// Opens the sample with one more change in it.
fn sample_with(change: impl FnOnce(&mut Tag)) -> Window {
    let folder = tempfile::tempdir().expect("a folder");
    let path = wakeline::tasks::sample::sample_copy(folder.path(), noon(), "A").expect("a working copy");
    let mut store = CaseStore::open(&path).expect("opens");
    let mut tag = store.facts().tags.first().expect("a tag").clone();
    change(&mut tag);
    let command = wakeline::model::command::Command::Put { entity: Entity::Tag(Box::new(tag)), field: None };
    store.transact(&command, noon(), "A").expect("changes");
    drop(store);
    let mut window = window_in(folder, Start::Case(path));
    window.until("it is open", |app| app.session().is_some());
    window.click("Tags");
    window
}

#[test]
fn the_tree_folds_and_counts_what_bears_a_tag_and_those_below_it() {
    let mut window = tags();
    assert!(shows(&window, TRANSFERS) && shows(&window, "AIS off, 4"));
    window.click("Fold Deceptive shipping practice");
    assert!(!shows(&window, TRANSFERS) && shows(&window, "AIS off, 4"));
    window.click_visit("V-1", Modifiers::NONE);
    find(&mut window, "ship-to-ship");
    window.key(Key::Enter);
    assert!(shows(&window, "Deceptive shipping practice, 0 + 1"), "counted while folded");
    window.click("Unfold Deceptive shipping practice");
    assert!(shows(&window, "Ship-to-ship transfers, 1"));
    // What bears a tag and one below it counts once.
    find(&mut window, "deceptive shipping practice");
    window.key(Key::Enter);
    assert!(shows(&window, "Deceptive shipping practice, 1"));
    window.keys(Modifiers::COMMAND, Key::Z);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(shows(&window, DECEPTIVE) && shows(&window, TRANSFERS), "undone");
}

#[test]
fn a_tag_is_dragged_below_another_and_to_the_top_again() {
    let mut window = tags();
    let onto = row(&window, "AIS off, 4");
    drag_onto(&mut window, TRANSFERS, onto);
    assert_eq!(tag(&window, TRANSFERS).parent, Some(tag(&window, "AIS off").id));
    assert_eq!(undo_label(&window), "Change parent of T-8");
    let onto = row(&window, "TAGS");
    drag_onto(&mut window, TRANSFERS, onto);
    assert_eq!(tag(&window, TRANSFERS).parent, None);
    window.keys(Modifiers::COMMAND, Key::Z);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(tag(&window, TRANSFERS).parent, Some(tag(&window, DECEPTIVE).id));
}

#[test]
fn a_tag_dragged_below_itself_stays_and_the_reason_is_said() {
    let mut window = tags();
    let before = window.session().store.journal_len();
    let onto = row(&window, TRANSFERS);
    drag_onto(&mut window, DECEPTIVE, onto);
    assert_eq!((tag(&window, DECEPTIVE).parent, window.session().store.journal_len()), (None, before));
    assert!(said(&window).contains("Deceptive shipping practice cannot stand below itself"), "{}", said(&window));
}

#[test]
fn the_inspector_puts_a_tag_below_another_but_not_below_itself() {
    let mut window = tags();
    window.click("AIS off, 4");
    window.click("Stands below: top of the tree");
    window.type_text("ship-to-ship");
    window.key(Key::Enter);
    assert_eq!(tag(&window, "AIS off").parent, Some(tag(&window, TRANSFERS).id));
    window.harness.get_by_label("Deceptive shipping practice › Ship-to-ship transfers › AIS off");
    window.click("Deceptive shipping practice, 0 + 4");
    window.click("Stands below: top of the tree");
    window.type_text("ais off");
    window.key(Key::Enter);
    assert_eq!(tag(&window, DECEPTIVE).parent, None, "what stands below it is not offered");
}

#[test]
fn the_box_finds_by_meaning_sets_takes_off_and_offers_what_was_used_last_first() {
    let mut window = sample();
    window.click_visit("V-3", Modifiers::NONE);
    find(&mut window, "did not transmit");
    window.key(Key::Enter);
    let dark = tag(&window, "AIS off").id;
    let v3 = EntityRef { kind: EntityKind::Visit, id: 3 };
    assert!(window.session().facts.bears(v3, dark), "found by its definition");
    find(&mut window, "");
    window.harness.get_by_label("AIS off, set");
    window.key(Key::Escape);
    find(&mut window, "dec/voyage");
    window.key(Key::Enter);
    assert_eq!(bearing(&window, "Voyage irregularities"), 1, "found by two parts of its path");
    window.key(Key::T);
    let labels: Vec<String> = window
        .harness
        .get_all_by_role(Role::Button)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|label| label.ends_with(", set"))
        .collect();
    assert_eq!(labels, ["Deceptive shipping practice › Voyage irregularities, set", "AIS off, set"], "latest first");
    window.key(Key::ArrowDown);
    window.keys(Modifiers::SHIFT, Key::Enter);
    assert!(!window.session().facts.bears(v3, dark), "Shift+Enter takes it off");
    assert_eq!(bearing(&window, "Voyage irregularities"), 1);
}

#[test]
fn a_path_makes_the_tags_it_needs_in_one_change() {
    let mut window = sample();
    window.click_visit("V-3", Modifiers::NONE);
    find(&mut window, "Watch / dark › at night");
    window.harness.get_by_label("Add tag “Watch › dark › at night”");
    window.key(Key::Enter);
    let (watch, dark, night) = (tag(&window, "Watch"), tag(&window, "dark"), tag(&window, "at night"));
    assert_eq!((watch.parent, dark.parent, night.parent), (None, Some(watch.id), Some(dark.id)));
    assert_eq!((watch.key, night.key), (None, Some(4)), "only what is set takes a key");
    assert_eq!((bearing(&window, "at night"), bearing(&window, "Watch")), (1, 0));
    assert_eq!(undo_label(&window), "Add tag “Watch › dark › at night” and tag 1 visit");
    // The same path again sets what is there.
    window.click_visit("V-4", Modifiers::NONE);
    find(&mut window, "watch/DARK/at night");
    window.key(Key::Enter);
    assert_eq!((bearing(&window, "at night"), window.session().facts.tags.len()), (2, 14));
    window.keys(Modifiers::COMMAND, Key::Z);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.session().facts.tags.len(), 11);
}

#[test]
fn a_number_key_that_is_taken_is_moved_in_one_change() {
    let mut window = tags();
    window.click("Suspected transfer");
    window.click("Number key: 1");
    window.click("2, moved from “AIS off”");
    assert_eq!((tag(&window, "Suspected transfer").key, tag(&window, "AIS off").key), (Some(2), None));
    assert_eq!(undo_label(&window), "Move key 2 from tag “AIS off” to “Suspected transfer”");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!((tag(&window, "Suspected transfer").key, tag(&window, "AIS off").key), (Some(1), Some(2)));
}

#[test]
fn a_colour_is_one_of_six_or_any_other_by_its_code() {
    let mut window = tags();
    window.click("Suspected transfer");
    window.click("Colour #009E73");
    assert_eq!(tag(&window, "Suspected transfer").colour.to_string(), "#009E73");
    window.type_into("Code", "");
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text("red");
    window.key(Key::Enter);
    window.harness.get_by_label_contains("# and six hexadecimal digits");
    window.type_into("Code", "");
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text("#123abc");
    window.key(Key::Enter);
    assert_eq!(tag(&window, "Suspected transfer").colour.to_string(), "#123ABC");
}

#[test]
fn a_name_that_a_tag_beside_it_has_offers_a_merge_which_one_undo_takes_back() {
    let mut window = tags();
    window.key(Key::Slash);
    window.type_text("tag:\"suspected transfer\"");
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text("save this view");
    window.key(Key::Enter);
    window.type_text("Suspects");
    window.key(Key::Enter);
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text("clear the query");
    window.key(Key::Enter);
    window.click_visit("V-3", Modifiers::NONE);
    window.key(Key::Num1);
    window.click("Suspected transfer, 1");
    window.harness.get_by_label_contains("Asked for by this name by the saved view “Suspects”");
    window.type_into("Name", "");
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text("ais OFF");
    window.wait(1.0);
    assert_eq!(
        window.session().facts.tags.get(TagId::new(1)).expect("T-1").name,
        "Suspected transfer",
        "not taken over"
    );
    window.harness.get_by_label_contains("“AIS off” stands here already");
    window.click("Merge into “AIS off”…");
    window.harness.get_by_label_contains("1 visit that bears “Suspected transfer” will bear “AIS off”.");
    window.harness.get_by_label_contains("Its definition goes into the note of “AIS off”.");
    window.harness.get_by_label_contains("asked for by the saved view “Suspects”, which will not find it then");
    let before = window.session().store.journal_len();
    window.click("Merge");
    assert!(window.session().facts.tags.get(TagId::new(1)).is_none());
    assert_eq!((bearing(&window, "AIS off"), window.session().store.journal_len()), (5, before + 1));
    let kept = tag(&window, "AIS off");
    assert!(kept.note.contains("Cargo may have gone aboard or ashore"), "{}", kept.note);
    assert_eq!(window.session().primary, Some(kept.id.into()), "what is kept is shown");
    assert_eq!(undo_label(&window), "Merge tag “Suspected transfer” into “AIS off”");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!((bearing(&window, "AIS off"), bearing(&window, "Suspected transfer")), (4, 1));
    assert!(tag(&window, "AIS off").note.is_empty());
}

#[test]
fn the_menu_of_a_tag_tags_what_the_query_shows_and_takes_it_off_everything() {
    let mut window = tags();
    window.click("View");
    window.click("Show visits without discharge");
    choose(&mut window, "Needs second source", "Tag what the query shows");
    window.click("8 visits");
    assert_eq!(bearing(&window, "Needs second source"), 8);
    assert_eq!(undo_label(&window), "Tag 8 visits “Needs second source”");
    choose(&mut window, "Needs second source, 8", "Take it off everything (8 items)");
    assert_eq!(bearing(&window, "Needs second source"), 0);
    assert_eq!(undo_label(&window), "Remove tag “Needs second source” from 8 visits");
    choose(&mut window, DECEPTIVE, "New tag below");
    window.type_text("Dark transfers");
    window.wait(1.0);
    assert_eq!(tag(&window, "Dark transfers").parent, Some(tag(&window, DECEPTIVE).id));
}

#[test]
fn chips_say_on_how_many_of_the_selection_a_tag_is_and_set_it_on_all() {
    let mut window = sample();
    window.click_visit("V-3", Modifiers::NONE);
    window.key(Key::Num1);
    window.click_visit("V-4", Modifiers::COMMAND);
    window.click_visit("V-5", Modifiers::COMMAND);
    window.click("Suspected transfer · 1 of 3");
    assert_eq!(bearing(&window, "Suspected transfer"), 3);
    assert_eq!(undo_label(&window), "Tag V-4 and V-5 “Suspected transfer”", "only what changed");
    window.click("Suspected transfer · all");
    assert_eq!(bearing(&window, "Suspected transfer"), 0);
    // Of several things of several kinds too.
    window
        .harness
        .get_all_by_label_contains("Tanker 4, ")
        .next()
        .expect("in the explorer")
        .click_modifiers(Modifiers::COMMAND);
    window.settle();
    window.harness.get_by_label_contains("1 vessel, 3 visits");
    window.key(Key::Num3);
    assert_eq!(bearing(&window, "Needs second source"), 4);
    window.harness.get_by_label("Needs second source · all");
}

#[test]
fn a_rule_runs_when_asked_adds_only_and_takes_off_only_when_asked_for_that() {
    let mut window = tags();
    window.click_visit("V-6", Modifiers::NONE);
    window.key(Key::Num1);
    window.click("Suspected transfer, 1");
    window.type_into("Rule", "activity:loading colour:red");
    window.harness.get_by_label_contains("There is no field “colour”");
    window.key(Key::Enter);
    assert_eq!(tag(&window, "Suspected transfer").rule, None, "what is no query is not kept");
    window.type_into("Rule", "");
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text("activity:loading");
    window.key(Key::Enter);
    let rule = TagRule { query: "activity:loading".to_owned(), kind: EntityKind::Visit };
    assert_eq!(tag(&window, "Suspected transfer").rule, Some(rule));
    assert_eq!(bearing(&window, "Suspected transfer"), 1, "nothing is tagged by itself");
    assert!(shows(&window, "Suspected transfer, 1, has a rule"), "the explorer says so");
    let words = "Matches 9 visits, none of which bears the tag; 1 bears it and does not match.";
    window.harness.get_by_label(words);
    window.click("Tag the 9 that match");
    assert_eq!(bearing(&window, "Suspected transfer"), 10);
    assert_eq!(undo_label(&window), "Run rule of tag “Suspected transfer”: tag 9 visits");
    window.harness.get_by_label("Matches 9 visits, all of which bear the tag; 1 bears it and does not match.");
    window.click("Take it off the 1 that does not");
    assert_eq!(bearing(&window, "Suspected transfer"), 9);
    assert_eq!(undo_label(&window), "Run rule of tag “Suspected transfer”: take it off V-6");
    window.keys(Modifiers::COMMAND, Key::Z);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(bearing(&window, "Suspected transfer"), 1);
    window.click("Is for: visits");
    window.click("vessels");
    window.harness.get_by_label_contains("vessels, none of which bears the tag");
}

#[test]
fn a_stored_rule_that_is_no_query_any_more_is_said_where_it_stands() {
    let rule = TagRule { query: "colour:red".to_owned(), kind: EntityKind::Visit };
    let mut window = sample_with(|tag| tag.rule = Some(rule.clone()));
    window.click("Suspected transfer, has a rule");
    window.harness.get_by_label_contains("The rule’s query is not understood: there is no field “colour”");
    assert!(window.harness.query_all_by_label_contains("that match").next().is_none(), "nothing to run");
    assert_eq!(tag(&window, "Suspected transfer").rule, Some(rule), "it stays as it is");
}

#[test]
fn the_starter_tags_are_offered_in_an_empty_case_and_added_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("empty.wake");
    let facts = wakeline::model::facts::Facts::default();
    drop(CaseStore::create(&path, &facts, "New case", noon(), "A").expect("creates"));
    let mut window = window_in(folder, Start::Case(path));
    window.until("it is open", |app| app.session().is_some());
    window.click("Tags");
    window.click("Add starter tags");
    assert_eq!(window.session().facts.tags.len(), 8);
    assert!(shows(&window, DECEPTIVE) && shows(&window, "False flags and flag hopping"));
    assert_eq!(undo_label(&window), "Add 8 starter tags");
    let before = window.session().store.journal_len();
    window.click("Edit");
    window.click("Add starter tags");
    assert_eq!((window.session().facts.tags.len(), window.session().store.journal_len()), (8, before));
    assert!(said(&window).contains("has the starter tags already"), "{}", said(&window));
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.session().facts.tags.len(), 0);
}

/// Sets one tag by key and one by name on what is selected, and sees them in its inspector.
#[track_caller]
fn tag_what_is_selected(window: &mut Window, kind: EntityKind) {
    let item = window.session().primary.expect("something is selected");
    assert_eq!(item.kind, kind, "{item}");
    window.key(Key::Num3);
    find(window, "voyage irr");
    window.key(Key::Enter);
    for name in ["Needs second source", "Voyage irregularities"] {
        assert!(window.session().facts.bears(item, tag(window, name).id), "{name} on {item}");
    }
    assert!(shows(window, "Voyage irregularities"), "the inspector of {item} shows it");
    assert!(shows(window, "Add tag"), "and offers more");
}

/// Clicks the first thing whose label has this in it.
#[track_caller]
fn click_part(window: &mut Window, part: &str) {
    window.harness.get_all_by_label_contains(part).next().expect(part).click();
    window.settle();
}

#[test]
fn tags_go_on_whatever_is_selected() {
    let mut window = sample();
    window.click_visit("V-3", Modifiers::NONE);
    tag_what_is_selected(&mut window, EntityKind::Visit);
    click_part(&mut window, "Tanker 4, 1");
    tag_what_is_selected(&mut window, EntityKind::Vessel);
    click_part(&mut window, "S-1 ");
    tag_what_is_selected(&mut window, EntityKind::Shipment);
    window.key(Key::N);
    window.key(Key::Escape);
    tag_what_is_selected(&mut window, EntityKind::Finding);
    click_part(&mut window, "SI-");
    tag_what_is_selected(&mut window, EntityKind::Sighting);
    click_part(&mut window, "EV-6");
    tag_what_is_selected(&mut window, EntityKind::Event);
    window.click("Places");
    window.click("Chongjin, 2");
    tag_what_is_selected(&mut window, EntityKind::Place);

    // From an exhibit its source, its claims, and what those are about.
    let exhibit = |window: &mut Window| {
        window.harness.get_all_by_label("Exhibits").next().expect("the list").click();
        window.settle();
        click_part(window, "E-10 ");
    };
    exhibit(&mut window);
    tag_what_is_selected(&mut window, EntityKind::Exhibit);
    click_part(&mut window, ", SRC-");
    tag_what_is_selected(&mut window, EntityKind::Source);
    exhibit(&mut window);
    click_part(&mut window, "“more than 165,000”");
    tag_what_is_selected(&mut window, EntityKind::Claim);
    click_part(&mut window, ", R-1");
    tag_what_is_selected(&mut window, EntityKind::Regime);
    exhibit(&mut window);
    click_part(&mut window, "“more than 165,000”");
    click_part(&mut window, ", D-4");
    tag_what_is_selected(&mut window, EntityKind::Declaration);
    assert_eq!(bearing(&window, "Voyage irregularities"), 12, "one of each kind");
}

#[test]
fn a_tag_bears_no_tags_and_says_so() {
    let mut window = tags();
    window.click("Suspected transfer");
    let before = window.session().store.journal_len();
    window.key(Key::Num3);
    window.key(Key::T);
    assert!(window.harness.query_by_label("Tag name").is_none());
    assert!(said(&window).contains("Tags go on visits, vessels, shipments and the like"), "{}", said(&window));
    assert_eq!(window.session().store.journal_len(), before);
}
