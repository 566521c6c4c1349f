//! The table: kinds, order, columns, cells changed in place, many rows at once, keys, and what is copied.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, OutputCommand, PointerButton, Pos2, Rect};
use egui_kittest::kittest::{NodeT, Queryable};
use wakeline::base::interval::BoundName;
use wakeline::model::ids::{EntityKind, VisitId};
use wakeline::model::visit::Activity;

use super::{Window, sample};

/// The sample, with only the table in the middle's lower half and nothing at its sides.
fn table() -> Window {
    let mut window = sample();
    window.show_table();
    window.keys(Modifiers::COMMAND, Key::B);
    window.settle();
    window
}

/// The rows from top to bottom, by their references.
fn rows(window: &Window) -> Vec<String> {
    let mut found: Vec<(f32, String)> = window
        .harness
        .get_all_by_role(Role::Row)
        .filter_map(|node| {
            let label = node.accesskit_node().label()?;
            Some((node.rect().center().y, label.split(',').next()?.to_owned()))
        })
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.dedup_by(|a, b| a.1 == b.1);
    found.into_iter().map(|(_, code)| code).collect()
}

fn row(window: &Window, code: &str) -> Rect {
    let wanted = format!("{code},");
    let mut nodes = window.harness.get_all_by_role(Role::Row);
    let node = nodes.find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(&wanted)));
    node.expect(code).rect()
}

fn cell(window: &Window, code: &str, heading: &str) -> Pos2 {
    let header = window.harness.get_by_label(&format!("Sort by {heading}")).rect();
    Pos2::new(header.center().x, row(window, code).center().y)
}

fn click(window: &mut Window, at: Pos2, modifiers: Modifiers) {
    window.harness.hover_at(at);
    for pressed in [true, false] {
        let button = Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers };
        window.harness.event_modifiers(button, modifiers);
    }
    window.settle();
}

fn click_cell(window: &mut Window, code: &str, heading: &str, modifiers: Modifiers) {
    let at = cell(window, code, heading);
    click(window, at, modifiers);
}

/// Two clicks at once, as far as the clock can tell.
fn double_click(window: &mut Window, code: &str, heading: &str) {
    let at = cell(window, code, heading);
    window.harness.hover_at(at);
    window.harness.step();
    for _ in 0..2 {
        let button = |pressed| Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        // Each of the two has a frame of its own, as it has in a window.
        window.harness.input_mut().events.push(button(true));
        window.harness.input_mut().events.push(button(false));
        window.harness.step();
    }
    window.settle();
}

/// Replaces what stands in the open cell.
fn retype(window: &mut Window, text: &str) {
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text(text);
}

fn activity(window: &Window, id: u32) -> Activity {
    window.session().facts.visits.get(VisitId::new(id)).expect("a visit").activity
}

/// What is put on the clipboard by an event.
fn copied(window: &mut Window, event: Event) -> String {
    window.harness.input_mut().events.push(event);
    let mut text = String::new();
    for _ in 0..6 {
        window.harness.step();
        for command in &window.harness.output().platform_output.commands {
            if let OutputCommand::CopyText(copied) = command {
                text.clone_from(copied);
            }
        }
    }
    text
}

fn show(window: &mut Window, kind: &str) {
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text(&format!("Table of: {kind}"));
    window.key(Key::Enter);
}

#[test]
fn a_click_on_a_heading_sorts_and_a_second_one_turns_the_order_round() {
    let mut window = table();
    window.click("Sort by Vessel");
    let up = rows(&window);
    assert_eq!(up[0], "V-12", "Chon Ma San comes first: {up:?}");
    window.click("Sort by Vessel");
    assert_ne!(rows(&window)[0], "V-12");
    window.click("Sort by Activity");
    window.click("Sort by Activity");
    let unknown = |code: &String| activity(&window, code[2..].parse().expect("an id")) == Activity::Unknown;
    assert!(!unknown(&rows(&window)[0]), "what is not known comes last both ways");
}

#[test]
fn every_kind_is_a_table_and_the_query_counts_and_filters_it() {
    let mut window = table();
    show(&mut window, "Vessels");
    assert!(rows(&window).contains(&"VS-1".to_owned()));
    window.key(Key::Slash);
    window.type_text("vessel:\"Lady R\"");
    window.harness.get_by_label("Rows: vessels, 1");
    assert_eq!(rows(&window).len(), 1);
    window.click("Rows: vessels, 1");
    window.click("Visits, 2");
    assert_eq!(rows(&window).len(), 2);
    show(&mut window, "Sources");
    window.harness.get_by_label_contains("Queries do not select sources: all are shown");
    assert!(!rows(&window).is_empty());
    show(&mut window, "Findings");
    window.click("Add a finding");
    assert_eq!(window.session().facts.findings.len(), 1, "an empty table offers what fills it");
}

#[test]
fn a_query_that_shows_no_row_offers_to_be_cleared() {
    let mut window = table();
    window.key(Key::Slash);
    window.type_text("vessel:nobody");
    assert!(window.harness.query_all_by_label("The query shows no visit").count() > 0);
    let clear = window.harness.get_all_by_label("Clear the query").last().expect("a button").rect().center();
    click(&mut window, clear, Modifiers::NONE);
    assert!(rows(&window).contains(&"V-1".to_owned()));
}

#[test]
fn columns_are_chosen_moved_and_put_back() {
    let mut window = table();
    assert!(window.harness.query_by_label("Sort by Note").is_none());
    window.click("Columns");
    window.click("Not before");
    window.click("First seen");
    window.click("Note");
    window.key(Key::Escape);
    assert!(window.harness.query_by_label("Sort by Not before").is_none());
    window.harness.get_by_label("Sort by Note");
    window.harness.get_by_label("Sort by Place").click_secondary();
    window.settle();
    window.click("Move to the left");
    let left =
        |window: &Window, heading: &str| window.harness.get_by_label(&format!("Sort by {heading}")).rect().left();
    assert!(left(&window, "Place") < left(&window, "Vessel"));
    window.harness.get_by_label("Sort by Hedge").click_secondary();
    window.settle();
    window.click("Hide");
    assert!(window.harness.query_by_label("Sort by Hedge").is_none());
    show(&mut window, "Vessels");
    show(&mut window, "Visits");
    assert!(window.harness.query_by_label("Sort by Hedge").is_none(), "each kind keeps its own");
    window.click("Columns");
    window.click("As at first");
    window.harness.get_by_label("Sort by Hedge");
    assert!(left(&window, "Vessel") < left(&window, "Place"));
}

#[test]
fn a_heading_is_dragged_to_another_place() {
    let mut window = table();
    let from = window.harness.get_by_label("Sort by Activity").rect().center();
    let to = window.harness.get_by_label("Sort by Vessel").rect().center();
    window.drag_by(from, to - from);
    window.drop_at(to);
    let left = |heading: &str| window.harness.get_by_label(&format!("Sort by {heading}")).rect().left();
    assert!(left("Activity") < left("Vessel") && left("Vessel") < left("Place"));
}

#[test]
fn the_line_between_columns_is_dragged_in_the_header_and_takes_no_click_from_the_rows() {
    let mut window = table();
    let edge = |window: &Window| window.harness.get_by_label("Sort by Vessel").rect().right_center();
    let before = edge(&window);
    let on_row = Pos2::new(before.x - 1.0, row(&window, "V-3").center().y);
    click(&mut window, on_row, Modifiers::NONE);
    assert_eq!(window.session().primary, Some(VisitId::new(3).into()));
    let moved = egui::vec2(60.0, 0.0);
    window.drag_by(on_row, moved);
    window.drop_at(on_row + moved);
    assert_eq!(edge(&window), before);
    window.drag_by(before, moved);
    window.drop_at(before + moved);
    assert!((edge(&window).x - before.x - 60.0).abs() < 2.0, "{:?} after {before:?}", edge(&window));
}

#[test]
fn a_cell_is_changed_in_place_as_one_change_of_one_field() {
    let mut window = table();
    click_cell(&mut window, "V-2", "Activity", Modifiers::NONE);
    assert_eq!(window.session().primary, Some(VisitId::new(2).into()));
    let before = window.session().store.journal_len();
    window.key(Key::F2);
    retype(&mut window, "wai");
    window.key(Key::Enter);
    assert_eq!(activity(&window, 2), Activity::Waiting);
    assert_eq!(window.session().store.journal_len(), before + 1);
    assert_eq!(window.session().store.undo_label(), Some("Change activity of V-2"));
    // The keyboard is the table's again.
    window.key(Key::ArrowDown);
    assert_eq!(window.session().primary, Some(VisitId::new(3).into()));
}

#[test]
fn a_date_in_words_is_written_and_escape_leaves_a_cell_as_it_was() {
    let mut window = table();
    double_click(&mut window, "V-1", "First seen");
    window.type_text("9 March 2024");
    window.harness.get_by_label("First seen of V-1");
    window.key(Key::Tab);
    let visit = window.session().facts.visits.get(VisitId::new(1)).expect("V-1").clone();
    assert_eq!(visit.bound_text(BoundName::FirstSeen), "9 March 2024");
    window.harness.get_by_label("Last seen of V-1");
    window.type_text("10 March 2024");
    window.key(Key::Escape);
    assert!(window.harness.query_by_label("Last seen of V-1").is_none());
    let visit = window.session().facts.visits.get(VisitId::new(1)).expect("V-1");
    assert_eq!(visit.bounds.get(BoundName::LastSeen), None);
    assert_eq!(window.session().primary, Some(VisitId::new(1).into()), "it left the cell and not the selection");
}

#[test]
fn a_value_that_cannot_be_right_stays_open_with_its_reason() {
    let mut window = table();
    double_click(&mut window, "V-1", "First seen");
    window.type_text("2024-04-20");
    window.key(Key::Enter);
    window.harness.get_by_label("First seen of V-1");
    assert_eq!(
        window.harness.query_all_by_label_contains("lies after Not after").count(),
        2,
        "here and in the inspector"
    );
    let before = window.session().store.journal_len();
    click_cell(&mut window, "V-4", "Vessel", Modifiers::NONE);
    assert_eq!(window.session().store.journal_len(), before, "nothing is written");
    window.harness.get_by_label("First seen of V-1");
}

#[test]
fn what_was_typed_is_written_when_something_else_is_clicked_or_the_case_is_closed() {
    let mut window = table();
    double_click(&mut window, "V-1", "First seen");
    window.type_text("2024-03-09");
    click_cell(&mut window, "V-4", "Vessel", Modifiers::NONE);
    let first_seen = |window: &Window| {
        let visit = window.session().facts.visits.get(VisitId::new(1)).expect("V-1").clone();
        visit.bounds.get(BoundName::FirstSeen).map(|when| when.to_string())
    };
    assert_eq!(first_seen(&window).as_deref(), Some("2024-03-09"));
    double_click(&mut window, "V-1", "First seen");
    retype(&mut window, "2024-03-10");
    let file = window.session().store.path().to_owned();
    window.keys(Modifiers::COMMAND, Key::W);
    assert!(window.harness.state().session().is_none());
    let label = format!("Open {}", file.file_stem().expect("a name").to_string_lossy());
    window.click(&label);
    window.until("it is open again", |app| app.session().is_some());
    assert_eq!(first_seen(&window).as_deref(), Some("2024-03-10"));
}

#[test]
fn letters_in_an_open_cell_are_text_and_no_actions() {
    let mut window = table();
    let visits = window.session().facts.visits.len();
    double_click(&mut window, "V-1", "Vessel");
    for (key, letter) in [(Key::A, "a"), (Key::E, "e"), (Key::N, "n"), (Key::Num1, "1")] {
        window.harness.event(Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        });
        window.type_text(letter);
    }
    window.key(Key::Escape);
    let facts = &window.session().facts;
    assert_eq!((facts.visits.len(), facts.findings.len(), facts.exhibits.len()), (visits, 0, 14));
    assert!(window.harness.query_by_label("Quick add a visit").is_none());
}

#[test]
fn ten_visits_are_changed_as_one_and_undone_as_one() {
    let mut window = table();
    window.click("Sort by Visit");
    window.click("Sort by Visit");
    let codes = rows(&window);
    let ids: Vec<u32> = codes.iter().take(5).map(|code| code[2..].parse().expect("an id")).collect();
    click_cell(&mut window, &codes[0], "Vessel", Modifiers::NONE);
    for _ in 0..9 {
        window.keys(Modifiers::SHIFT, Key::ArrowDown);
    }
    assert_eq!(window.session().selection.len(), 10);
    let before: Vec<Activity> = (1..=14).map(|id| activity(&window, id)).collect();
    let entries = window.session().store.journal_len();
    // From the cursor's row, which is one of them.
    for _ in 0..6 {
        window.key(Key::ArrowRight);
    }
    window.key(Key::Enter);
    window.harness.get_by_label("Writes to all 10 visits that are selected");
    retype(&mut window, "bunkering");
    window.key(Key::Enter);
    let bunkering = |window: &Window| (1..=14).filter(|id| activity(window, *id) == Activity::Bunkering).count();
    assert_eq!(bunkering(&window), 10);
    assert!(ids.iter().all(|id| activity(&window, *id) == Activity::Bunkering));
    assert_eq!(window.session().store.journal_len(), entries + 1);
    assert_eq!(window.session().store.undo_label(), Some("Change activity of 10 visits"));
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!((1..=14).map(|id| activity(&window, id)).collect::<Vec<_>>(), before, "undone in one step");
}

#[test]
fn a_double_click_on_one_of_several_selected_rows_offers_all_of_them_or_this_one() {
    let mut window = table();
    click_cell(&mut window, "V-1", "Vessel", Modifiers::NONE);
    click_cell(&mut window, "V-3", "Vessel", Modifiers::SHIFT);
    click_cell(&mut window, "V-5", "Vessel", Modifiers::COMMAND);
    assert_eq!(window.session().selection.len(), 4);
    double_click(&mut window, "V-2", "Hedge");
    window.harness.get_by_label("Writes to all 4 visits that are selected");
    assert_eq!(window.session().selection.len(), 4, "they are still selected");
    window.click("This row only");
    window.harness.get_by_label("Writes to this row only");
    window.click("denied");
    let denied = |id: u32| {
        let visit = window.session().facts.visits.get(VisitId::new(id)).expect("a visit");
        visit.hedge == wakeline::model::grading::Hedge::Denied
    };
    assert!(denied(2) && !denied(1) && !denied(5));
}

#[test]
fn a_value_that_one_of_several_rows_cannot_take_is_written_to_none() {
    let mut window = table();
    click_cell(&mut window, "V-1", "Vessel", Modifiers::NONE);
    click_cell(&mut window, "V-6", "Vessel", Modifiers::SHIFT);
    double_click(&mut window, "V-6", "First seen");
    let before = window.session().store.journal_len();
    // V-6 ends on 26 March, the five before on 22 March.
    window.type_text("2024-03-24");
    window.key(Key::Enter);
    window.harness.get_by_label_contains("Nothing is changed. V-1: ");
    window.harness.get_by_label_contains("2 more cannot take it");
    assert_eq!(window.session().store.journal_len(), before);
}

#[test]
fn keys_move_a_cursor_only_while_the_table_has_the_keyboard() {
    let mut window = table();
    click_cell(&mut window, "V-1", "Place", Modifiers::NONE);
    window.harness.get_by_label("Table of visits, V-1, Place: Vostochny, oil berth");
    window.key(Key::ArrowRight);
    assert_eq!(window.session().primary, Some(VisitId::new(1).into()), "the row is the same");
    window.harness.get_by_label("Table of visits, V-1, Not before: 2024-03-07");
    window.key(Key::Home);
    window.harness.get_by_label("Table of visits, V-1, Visit: V-1");
    window.keys(Modifiers::COMMAND, Key::End);
    assert_eq!(window.session().primary, Some(VisitId::new(14).into()));
    assert!(rows(&window).contains(&"V-14".to_owned()), "and it is in view");
    window.keys(Modifiers::COMMAND, Key::Home);
    window.keys(Modifiers::COMMAND, Key::ArrowDown);
    assert_eq!(window.session().primary, Some(VisitId::new(1).into()), "Ctrl leaves the selection");
    window.key(Key::Space);
    assert_eq!(window.session().selection.len(), 2);
    window.keys(Modifiers::COMMAND, Key::A);
    assert_eq!(window.session().selection.len(), 14);
    window.key(Key::Escape);
    assert!(window.session().selection.is_empty());
    // On the timeline the same key walks to a visit.
    window.key(Key::ArrowRight);
    assert_eq!(window.session().selection.len(), 1);
    assert!(window.harness.query_by_label_contains("Table of visits, ").is_none_or(|node| !node.is_focused()));
}

#[test]
fn what_is_selected_elsewhere_comes_into_view_and_rows_select_on_the_timeline() {
    let mut window = table();
    window.click("Sort by Visit");
    assert!(!rows(&window).contains(&"V-1".to_owned()), "it is below");
    window.click_visit("V-1", Modifiers::NONE);
    window.wait(2.0);
    assert!(rows(&window).contains(&"V-1".to_owned()), "{:?}", rows(&window));
    click_cell(&mut window, "V-3", "Vessel", Modifiers::NONE);
    assert_eq!(window.session().primary, Some(VisitId::new(3).into()));
    show(&mut window, "Shipments");
    click_cell(&mut window, "S-3", "Cargo", Modifiers::NONE);
    assert_eq!(window.session().primary.map(|item| item.kind), Some(EntityKind::Shipment));
}

#[test]
fn rows_are_copied_with_their_headings_in_the_order_they_stand() {
    let mut window = table();
    window.click("Sort by Visit");
    window.click("Sort by Visit");
    window.click("Columns");
    for column in ["Place", "First seen", "Last seen", "Not after", "Hedge", "Shipment", "Tags"] {
        window.click(column);
    }
    window.key(Key::Escape);
    click_cell(&mut window, "V-2", "Vessel", Modifiers::NONE);
    let text = copied(&mut window, Event::Copy);
    assert_eq!(text, "Visit\tVessel\tNot before\tActivity\nV-2\tTanker 2\t2024-03-07\tloading\n");
    window.keys(Modifiers::SHIFT, Key::ArrowUp);
    window.click("Sort by Visit");
    click_cell(&mut window, "V-12", "Vessel", Modifiers::NONE);
    window.keys(Modifiers::SHIFT, Key::ArrowDown);
    let text = copied(&mut window, Event::Copy);
    let codes: Vec<&str> = text.lines().map(|line| line.split('\t').next().unwrap_or_default()).collect();
    assert_eq!(codes, ["Visit", "V-12", "V-11"]);
    assert!(window.harness.state().said().contains(&"Copied 2 visits"));
}

#[test]
fn the_table_is_exported_as_it_is_filtered() {
    let mut window = table();
    show(&mut window, "Vessels");
    window.key(Key::Slash);
    window.type_text("vessel:\"Lady R\"");
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text("Export this table");
    window.key(Key::Enter);
    window.type_into("Path", "");
    window.keys(Modifiers::COMMAND, Key::A);
    let path = window.folder.path().join("out.csv");
    window.type_text(&path.display().to_string());
    window.key(Key::Enter);
    window.until("it is exported", |app| app.said().iter().any(|text| text.contains("out.csv")));
    let text = std::fs::read_to_string(&path).expect("the file is there");
    assert_eq!(text.lines().count(), 2, "{text}");
    assert!(text.contains("\"Lady R\"") && text.starts_with("\u{feff}\"id\",\"name\""), "{text}");
}

#[test]
fn several_selected_entities_are_changed_in_the_inspector_where_they_differ_is_said() {
    let mut window = table();
    show(&mut window, "Shipments");
    click_cell(&mut window, "S-1", "Cargo", Modifiers::NONE);
    click_cell(&mut window, "S-3", "Cargo", Modifiers::SHIFT);
    assert_eq!(window.session().selection.len(), 3);
    window.click("Status of all: proposed");
    window.click("accepted");
    assert_eq!(window.session().store.undo_label(), Some("Change status of 3 shipments"));
    window.type_into("Direction of all", "");
    retype(&mut window, "both ways");
    window.key(Key::Enter);
    let facts = &window.session().facts;
    assert_eq!(facts.shipments.iter().filter(|row| row.direction == "both ways").count(), 3);
    click_cell(&mut window, "S-4", "Cargo", Modifiers::COMMAND);
    window.harness.get_by_label("Status of all: mixed");
}

#[test]
fn a_row_is_clicked_wherever_the_table_is_scrolled_to() {
    let mut window = table();
    click_cell(&mut window, "V-1", "Vessel", Modifiers::NONE);
    window.keys(Modifiers::COMMAND, Key::End);
    window.wait(2.0);
    click_cell(&mut window, "V-11", "Vessel", Modifiers::NONE);
    assert_eq!(window.session().primary, Some(VisitId::new(11).into()));
    click_cell(&mut window, "V-14", "Place", Modifiers::NONE);
    assert_eq!(window.session().primary, Some(VisitId::new(14).into()));
    window.harness.get_by_label("Table of visits, V-14, Place: Vostochny");
}
