//! Writing findings: what is offered behind `[@`, citing what is selected or dropped, and the order of the report.

use egui::accesskit::Role;
use egui::{Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT, Queryable};

use super::{Window, findings};

const TEXT: &str = "Text of the finding";

fn shows(window: &Window, part: &str) -> bool {
    window.harness.query_all_by_label_contains(part).next().is_some()
}

fn body(window: &Window) -> String {
    window.session().facts.findings.first().expect("F-1").body.clone()
}

/// Sections and numbers in the order of the list.
fn order(window: &Window) -> Vec<(String, Vec<u32>)> {
    let sections = wakeline::model::sections::sections(window.session().facts.findings.iter());
    let numbers =
        |section: &wakeline::model::sections::Section<'_>| section.findings.iter().map(|one| one.number).collect();
    sections.iter().map(|section| (section.name.to_owned(), numbers(section))).collect()
}

#[track_caller]
fn check_order(window: &Window, expect: &[(&str, &[u32])]) {
    let expect: Vec<(String, Vec<u32>)> =
        expect.iter().map(|(name, numbers)| ((*name).to_owned(), numbers.to_vec())).collect();
    assert_eq!(order(window), expect);
}

fn place(window: &Window, label: &str) -> Pos2 {
    window.harness.get_by_label_contains(label).rect().center()
}

fn drag(window: &mut Window, from: Pos2, to: Pos2) {
    let button = |pos, pressed| egui::Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.harness.event(egui::Event::PointerMoved(from));
    window.harness.event(button(from, true));
    window.harness.step();
    for part in 1..=4 {
        window.harness.event(egui::Event::PointerMoved(from.lerp(to, part as f32 / 4.0)));
        window.harness.step();
    }
    window.harness.event(button(to, false));
    window.settle();
}

#[test]
fn what_can_be_cited_is_offered_and_taken_with_a_key() {
    let mut window = findings(&[("", "")]);
    window.type_into(TEXT, "It loaded.[@vostochny reproduced");
    assert!(shows(&window, "E-1, "), "the story is offered");
    window.key(Key::Enter);
    window.type_text(" Then [@tanker 3 at vos");
    window.key(Key::Tab);
    window.wait(1.0);
    assert_eq!(body(&window), "It loaded.[@E-1] Then [@V-3]");
    assert!(!shows(&window, "Completions"));
}

#[test]
fn the_list_is_closed_by_escape_and_stays_closed_for_this_citation() {
    let mut window = findings(&[("", "")]);
    window.type_into(TEXT, "Seen [@E-1");
    assert!(shows(&window, "E-10, "));
    window.key(Key::Escape);
    window.type_text("2");
    assert!(!shows(&window, "E-12, "));
    window.type_text("] [@S-");
    assert!(shows(&window, "S-1, "));
}

#[test]
fn what_is_selected_is_cited_where_the_cursor_stood() {
    let mut window = findings(&[("", "It loaded. It left.")]);
    window.type_into(TEXT, "");
    window.keys(Modifiers::COMMAND, Key::Home);
    for _ in 0.."It loaded.".len() {
        window.key(Key::ArrowRight);
    }
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text("show the exhibits");
    window.key(Key::Enter);
    let exhibit = window.harness.get_all_by_label_contains("E-2 ").next().expect("E-2").rect().center();
    window.harness.event(egui::Event::PointerMoved(exhibit));
    window.harness.get_all_by_label_contains("E-2 ").next().expect("E-2").click();
    window.settle();
    window.key(Key::C);
    assert_eq!(body(&window), "It loaded.[@E-2] It left.");
    assert_eq!(window.session().store.undo_label(), Some("Cite E-2 in F-1"));
    window.type_text("!");
    window.wait(1.0);
    assert_eq!(body(&window), "It loaded.[@E-2]! It left.", "the cursor stands behind it");
}

#[test]
fn what_is_dropped_on_the_text_is_cited_there() {
    let mut window = findings(&[("", "It loaded.")]);
    let lists = window.harness.get_all_by_label("Exhibits");
    lists.into_iter().find(|node| node.accesskit_node().role() == Role::Button).expect("in the explorer").click();
    window.settle();
    let from = window.harness.get_all_by_label_contains("E-3 ").next().expect("in the explorer").rect().center();
    let fields = window.harness.get_all_by_label(TEXT);
    let field =
        fields.into_iter().find(|node| node.accesskit_node().role() == Role::MultilineTextInput).expect("the text");
    // Right of the line: behind its last letter.
    let to = field.rect().left_top() + egui::vec2(field.rect().width() - 20.0, 12.0);
    drag(&mut window, from, to);
    window.wait(1.0);
    assert_eq!(body(&window), "It loaded.[@E-3]");
}

#[test]
fn findings_and_sections_are_dragged_into_their_order() {
    let mut window = findings(&[("Loadings", ""), ("Loadings", ""), ("Deliveries", "")]);
    check_order(&window, &[("Loadings", &[1, 2]), ("Deliveries", &[3])]);
    let (from, to) = (place(&window, "F-2 Calls"), place(&window, "F-1 Calls"));
    drag(&mut window, from, to - egui::vec2(0.0, 8.0));
    check_order(&window, &[("Loadings", &[2, 1]), ("Deliveries", &[3])]);
    let (from, to) = (place(&window, "F-1 Calls"), place(&window, "F-3 Calls"));
    drag(&mut window, from, to + egui::vec2(0.0, 8.0));
    check_order(&window, &[("Loadings", &[2]), ("Deliveries", &[3, 1])]);
    let (from, to) = (place(&window, "Section Deliveries"), place(&window, "Section Loadings"));
    drag(&mut window, from, to);
    check_order(&window, &[("Deliveries", &[3, 1]), ("Loadings", &[2])]);
    window.keys(Modifiers::COMMAND, Key::Z);
    check_order(&window, &[("Loadings", &[2]), ("Deliveries", &[3, 1])]);
}

#[test]
fn a_finding_is_moved_with_keys_also_into_the_next_section() {
    let mut window = findings(&[("Loadings", ""), ("Loadings", ""), ("Deliveries", "")]);
    window.click("F-2 Calls, part 2");
    window.harness.get_by_label("F-2 Calls, part 2").focus();
    window.settle();
    window.keys(Modifiers::ALT, Key::ArrowDown);
    check_order(&window, &[("Loadings", &[1]), ("Deliveries", &[2, 3])]);
}

#[test]
fn a_section_is_renamed_in_its_place() {
    let mut window = findings(&[("Loadings", ""), ("Loadings", ""), ("Deliveries", "")]);
    let at = place(&window, "Section Loadings");
    // A step of the harness takes longer than a hand.
    window.harness.ctx.options_mut(|options| options.input_options.max_double_click_delay = 9.0);
    for _ in 0..2 {
        for pressed in [true, false] {
            window.harness.event(egui::Event::PointerMoved(at));
            window.harness.event(egui::Event::PointerButton {
                pos: at,
                button: PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            });
            window.harness.step();
        }
    }
    window.settle();
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text("What was loaded");
    window.key(Key::Enter);
    check_order(&window, &[("What was loaded", &[1, 2]), ("Deliveries", &[3])]);
}

fn show_view(window: &mut Window, name: &str) {
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text(name);
    window.key(Key::Enter);
}

/// Waits until something with this in its name is on the screen.
fn until_shown(window: &mut Window, part: &str) {
    let mut tries = 0;
    while !shows(window, part) {
        assert!(tries < 1_200, "{part} does not come");
        tries += 1;
        std::thread::sleep(std::time::Duration::from_millis(50));
        window.settle();
    }
}

#[cfg(feature = "pdf")]
#[test]
fn the_report_is_shown_as_pages_and_follows_what_is_written() {
    let mut window = findings(&[("Loadings", "It loaded [@E-1].")]);
    show_view(&mut window, "show the preview");
    until_shown(&mut window, "Page 1 of ");
    assert!(!shows(&window, "remark"), "nothing is to be known of it");
    show_view(&mut window, "show the findings");
    window.type_into(TEXT, " It left [@E-99].");
    window.wait(1.0);
    show_view(&mut window, "show the preview");
    until_shown(&mut window, "1 remark");
    window.harness.get_by_label_contains("Template: Panel report");
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    window.click("Memo");
    window.click("Look at it first");
    window.harness.get_by_label_contains("Template: Memo");
}
