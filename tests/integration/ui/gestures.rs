//! What a hand does on the timeline: bounds dragged, shipments drawn, intervals measured, time played back.

use egui::{Key, Modifiers, Pos2, pos2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use wakeline::base::interval::{BoundName, Bounds};
use wakeline::base::time::Utc;
use wakeline::figure::lanes::Lanes;
use wakeline::model::ids::VisitId;

use super::{Window, sample};

/// The sample with V-3 selected and the range in which Vostochny was called at.
fn at_work() -> Window {
    let mut window = sample();
    window.click_visit("V-3", Modifiers::NONE);
    window.keys(Modifiers::SHIFT, Key::F);
    window
}

fn centre(window: &Window, label: &str) -> Pos2 {
    window.harness.get_by_label(label).rect().center()
}

/// The middle of the bar whose label begins with a code.
fn bar(window: &Window, code: &str) -> Pos2 {
    let wanted = format!("{code} ");
    let node = window
        .harness
        .get_all_by_role(egui::accesskit::Role::Button)
        .find(|node| {
            node.accesskit_node().label().is_some_and(|label| label.starts_with(&wanted) && label.contains(" at "))
        })
        .expect(code);
    node.rect().center()
}

fn hold(window: &mut Window, modifiers: Modifiers) {
    window.harness.event(egui::Event::ModifiersChanged(modifiers));
    window.harness.step();
}

/// Presses, and moves there in a few steps, without letting go.
fn per_day(window: &Window) -> f32 {
    let (from, to) = window.session().range.now();
    let lanes = window.harness.get_by_label("Timeline").rect().width() - 10.0;
    let headers = ((lanes + 10.0) * 0.22).clamp(150.0, 280.0).round();
    (f64::from(lanes - headers) / ((to - from) / 86_400.0)) as f32
}

fn bounds(window: &Window, visit: u32) -> Bounds {
    window.session().facts.visits.get(VisitId::new(visit)).expect("is there").bounds
}

fn written(window: &Window, visit: u32, name: BoundName) -> String {
    bounds(window, visit).get(name).map_or_else(String::new, |when| when.to_string())
}

fn journal(window: &Window) -> u64 {
    window.session().store.journal_len()
}

#[test]
fn a_bound_dragged_two_days_is_one_entry_that_undo_takes_back() {
    let mut window = at_work();
    let before = journal(&window);
    let by = vec2(2.0 * per_day(&window), 3.0);
    let from = centre(&window, "Not after of V-3");
    window.drag_by(from, by);
    window.harness.get_by_label_contains("Not after: 24 March 2024; 2 days later; E-8 no longer gives it");
    assert_eq!(journal(&window), before, "nothing is written before it is let go");
    window.drop_at(from + by);
    assert_eq!(written(&window, 3, BoundName::NotAfter), "2024-03-24");
    assert_eq!(journal(&window), before + 1);
    assert_eq!(window.session().store.undo_label(), Some("Move not after of V-3 to 24 March 2024"));
    let visit = window.session().facts.visits.get(VisitId::new(3)).expect("is there");
    assert_eq!(visit.bound_exhibit(BoundName::NotAfter), None, "E-8 says nothing of the 24th");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(written(&window, 3, BoundName::NotAfter), "2024-03-22");
}

#[test]
fn lanes_follow_an_edit_of_the_frame_in_which_they_are_unfolded() {
    let mut window = at_work();
    let by = vec2(2.0 * per_day(&window), 0.0);
    let from = centre(&window, "Not after of V-3");
    window.drag_by(from, by);
    window.drop_at(from + by);
    let ctrl_shift = Modifiers::COMMAND | Modifiers::SHIFT;
    window.keys(ctrl_shift, Key::F);
    for (key, modifiers) in [(Key::U, ctrl_shift), (Key::Z, Modifiers::COMMAND)] {
        let event = egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
        window.harness.input_mut().events.push(event);
    }
    window.settle();
    assert_eq!(written(&window, 3, BoundName::NotAfter), "2024-03-22");
    let session = window.session();
    let slots = |lanes: &Lanes| -> Vec<_> {
        (0..lanes.len()).map(|strip| lanes.row_data(strip).map(|lane| lane.slots().to_vec())).collect()
    };
    assert_eq!(slots(&session.lanes), slots(&Lanes::build(&session.facts, &session.lane_options)));
}

#[test]
fn escape_in_the_middle_of_a_drag_leaves_nothing() {
    let mut window = at_work();
    let (before, entries) = (bounds(&window, 3), journal(&window));
    let range = window.session().range.now();
    let from = centre(&window, "Not before of V-3");
    window.drag_by(from, vec2(60.0, 0.0));
    window.key(Key::Escape);
    assert!(window.harness.query_by_label_contains("days later").is_none());
    window.harness.hover_at(from + vec2(90.0, 0.0));
    window.harness.step();
    window.drop_at(from + vec2(90.0, 0.0));
    assert_eq!((bounds(&window, 3), journal(&window)), (before, entries));
    assert_eq!(window.session().range.now(), range, "the rest of the drag pans nothing");
    assert_eq!(window.session().primary, Some(VisitId::new(3).into()), "the selection stays");
}

#[test]
fn a_visit_never_seen_gets_a_core_and_a_bound_stops_at_its_neighbour() {
    let mut window = at_work();
    let from = centre(&window, "First seen of V-3, not known");
    window.drag_by(from, vec2(30.0, 0.0));
    window.drop_at(from + vec2(30.0, 0.0));
    let first = written(&window, 3, BoundName::FirstSeen);
    assert!(first.starts_with("2024-03-1"), "{first}");
    let from = centre(&window, "Not before of V-3");
    window.drag_by(from, vec2(400.0, 0.0));
    window.harness.get_by_label_contains("stops at first seen");
    window.drop_at(from + vec2(400.0, 0.0));
    assert_eq!(written(&window, 3, BoundName::NotBefore), first);
}

#[test]
fn a_sighting_draws_a_bound_to_itself_and_gives_its_exhibit() {
    let mut window = sample();
    window.key(Key::Slash);
    window.type_text("vessel:\"Un Hung\"");
    window.key(Key::Escape);
    window.click_visit("V-9", Modifiers::NONE);
    window.keys(Modifiers::SHIFT, Key::F);
    for _ in 0..4 {
        window.key(Key::Minus);
    }
    let day = per_day(&window);
    let from = centre(&window, "Last seen of V-9");
    window.drag_by(from, vec2(2.0 * day, 0.0));
    window.drop_at(from + vec2(2.0 * day, 0.0));
    let visit = |window: &Window| window.session().facts.visits.get(VisitId::new(9)).expect("is there").clone();
    assert_eq!(visit(&window).bound_exhibit(BoundName::LastSeen), None);
    let moved = window.session().facts.visits.get(VisitId::new(9)).expect("is there").bounds;
    assert_ne!(moved.get(BoundName::LastSeen), moved.get(BoundName::FirstSeen));
    let from = centre(&window, "Last seen of V-9");
    // The sighting of 3 April ends with that day.
    let (left, _) = window.session().range.now();
    let lanes = window.harness.get_by_label("Timeline").rect();
    let headers = (lanes.width() * 0.22).clamp(150.0, 280.0).round();
    let x = lanes.left() + headers + ((1_712_188_800.0 - left) / 86_400.0) as f32 * day;
    window.drag_by(from, vec2(x - from.x + 3.0, 0.0));
    window.harness.get_by_label_contains("given by SI-2 in E-11");
    window.drop_at(pos2(x + 3.0, from.y));
    assert_eq!(written(&window, 9, BoundName::LastSeen), "2024-04-03");
    let exhibit = visit(&window).bound_exhibit(BoundName::LastSeen);
    assert_eq!(exhibit, visit(&window).bound_exhibit(BoundName::FirstSeen));
}

#[test]
fn alt_and_a_drag_move_the_whole_bar() {
    let mut window = at_work();
    let before = journal(&window);
    let from = bar(&window, "V-3") + vec2(4.0, 0.0);
    let by = vec2(3.0 * per_day(&window), 0.0);
    hold(&mut window, Modifiers::ALT);
    window.drag_by(from, by);
    window.drop_at(from + by);
    hold(&mut window, Modifiers::NONE);
    assert_eq!(written(&window, 3, BoundName::NotBefore), "2024-03-10");
    assert_eq!(written(&window, 3, BoundName::NotAfter), "2024-03-25");
    assert_eq!(journal(&window), before + 1);
    assert_eq!(window.session().store.undo_label(), Some("Move V-3: 3 days later"));
}

#[test]
fn a_drag_from_bar_to_bar_makes_a_shipment() {
    let mut window = sample();
    window.key(Key::A);
    window.type_text("Tanker 3 @ Chongjin 2024-03-24/2024-03-27 discharging ?");
    window.key(Key::Enter);
    let new = window.session().facts.visits.last().expect("the new one").id;
    window.click_visit("V-3", Modifiers::NONE);
    window.keys(Modifiers::SHIFT, Key::F);
    window.key(Key::Minus);
    window.key(Key::Minus);
    window.harness.hover_at(bar(&window, "V-3") + vec2(10.0, 0.0));
    window.settle();
    let half_open = window.session().counts.half_open;
    let before = journal(&window);
    let knob = centre(&window, "Make a shipment from V-3");
    let target = bar(&window, &format!("V-{}", new.0));
    window.drag_by(knob, target - knob);
    window.harness.get_by_label_contains(&format!("Close S-3 with V-{}", new.0));
    window.drop_at(target);
    assert_eq!(journal(&window), before + 1);
    assert_eq!(window.session().counts.half_open, half_open - 1);
    let shipment = window.session().facts.shipments.iter().find(|shipment| shipment.number == 3).expect("S-3");
    assert_eq!((shipment.loading, shipment.discharge), (Some(VisitId::new(3)), Some(new)));
}

#[test]
fn a_handle_is_taken_even_if_press_and_drag_come_in_one_slow_frame() {
    let mut window = at_work();
    let range = window.session().range.now();
    let from = centre(&window, "Not after of V-3");
    let to = from + vec2(-2.0 * per_day(&window), 0.0);
    window.harness.hover_at(from);
    window.settle();
    let events = &mut window.harness.input_mut().events;
    events.push(egui::Event::PointerButton {
        pos: from,
        button: egui::PointerButton::Primary,
        pressed: true,
        modifiers: Modifiers::NONE,
    });
    events.push(egui::Event::PointerMoved(to));
    window.settle();
    window.drop_at(to);
    assert_eq!(written(&window, 3, BoundName::NotAfter), "2024-03-20");
    assert_eq!(window.session().range.now(), range);
}

#[test]
fn two_hulls_are_refused_at_the_pointer_and_nothing_changes() {
    let mut window = at_work();
    let before = journal(&window);
    let (from, to) = (bar(&window, "V-3") + vec2(4.0, 0.0), bar(&window, "V-6"));
    hold(&mut window, Modifiers::COMMAND);
    window.drag_by(from, to - from);
    window.harness.get_by_label_contains("a shipment follows one hull");
    window.drop_at(to);
    hold(&mut window, Modifiers::NONE);
    assert_eq!(journal(&window), before);
    assert!(window.harness.state().said().iter().any(|text| text.contains("two vessels")), "it stays readable");
}

#[test]
fn escape_while_a_shipment_is_drawn_makes_none() {
    let mut window = at_work();
    let before = journal(&window);
    let (from, to) = (bar(&window, "V-1") + vec2(4.0, 0.0), bar(&window, "V-6"));
    hold(&mut window, Modifiers::COMMAND);
    window.drag_by(from, to - from);
    hold(&mut window, Modifiers::NONE);
    window.key(Key::Escape);
    window.drop_at(to);
    assert_eq!(journal(&window), before);
}

#[test]
fn a_case_that_is_only_read_has_no_handles() {
    let first = sample();
    let path = first.session().store.path().to_owned();
    let mut second = super::window(wakeline::tasks::Start::Case(path));
    second.until("it is open", |app| app.session().is_some());
    second.click_visit("V-3", Modifiers::NONE);
    second.keys(Modifiers::SHIFT, Key::F);
    assert!(second.harness.query_by_label("Not after of V-3").is_none());
}

#[test]
fn an_interval_is_measured_from_bound_to_bound_and_copied_as_a_sentence() {
    let mut window = at_work();
    let ends = ["Not before of V-3", "Not after of V-3"].map(|label| centre(&window, label));
    window.key(Key::M);
    window.harness.get_by_label("Measure between two points");
    window.drag_by(ends[0] + vec2(2.0, 0.0), ends[1] - ends[0]);
    window.drop_at(ends[1] + vec2(2.0, 0.0));
    let sentence =
        "16 days (384 h) from 7 March 2024, 00:00 (not before of V-3) to 23 March 2024, 00:00 (not after of V-3), UTC";
    window.harness.get_by_label(sentence);
    window.harness.event(egui::Event::Copy);
    window.harness.step();
    window.harness.step();
    assert!(window.harness.state().said().iter().any(|text| text.contains("Copied the interval")));
    window.key(Key::Escape);
    assert!(window.harness.query_by_label(sentence).is_none());
    assert_eq!(window.session().primary, Some(VisitId::new(3).into()), "the selection stays for the next Escape");
}

#[test]
fn an_interval_is_measured_by_two_clicks() {
    let mut window = at_work();
    window.key(Key::M);
    for x in [600.0, 700.0] {
        window.harness.hover_at(pos2(x, 430.0));
        window.harness.step();
        window.harness.drag_at(pos2(x, 430.0));
        window.harness.step();
        window.harness.drop_at(pos2(x, 430.0));
        window.harness.step();
    }
    window.settle();
    let (interval, _) = window.session().measured.as_ref().expect("it was measured");
    let days = (interval.to.second - interval.from.second) as f32 / 86_400.0;
    assert!((days - 100.0 / per_day(&window)).abs() < 0.3, "{days} days");
}

#[test]
fn playback_moves_the_cursor_and_asks_for_no_frames_when_paused() {
    let mut window = sample();
    let asks = |window: &Window| {
        let delays = window.harness.output().viewport_output.values().map(|output| output.repaint_delay);
        delays.min().is_some_and(|delay| delay < std::time::Duration::from_secs(1))
    };
    window.key(Key::P);
    let first = window.session().cursor.expect("it plays");
    window.wait(2.0);
    let later = window.session().cursor.expect("it plays");
    let (from, to) = window.session().range.now();
    assert!(later > first && (later - first) / (to - from) > 0.05, "{first} {later}");
    assert!(asks(&window));
    window.key(Key::Space);
    window.wait(1.0);
    let paused = window.session().cursor;
    window.wait(2.0);
    assert_eq!(window.session().cursor, paused);
    assert!(!asks(&window), "a pause costs nothing");
    window.key(Key::CloseBracket);
    window.harness.get_by_label("double speed");
    window.click("End");
    window.harness.remove_cursor();
    window.settle();
    assert!(window.session().playback.is_none() && window.session().cursor.is_none());
}

#[test]
fn escape_ends_playback_before_it_clears_the_selection() {
    let mut window = at_work();
    window.key(Key::P);
    window.key(Key::Escape);
    assert!(window.session().playback.is_none());
    assert!(window.session().primary.is_some());
    window.key(Key::Escape);
    assert!(window.session().primary.is_none());
}

#[test]
fn with_less_motion_playback_goes_day_by_day() {
    let mut window = sample();
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text("less motion");
    window.key(Key::Enter);
    window.key(Key::P);
    let first = window.session().cursor.expect("a day");
    window.wait(1.0);
    assert_eq!(window.session().cursor, Some(first), "it waits");
    window.key(Key::P);
    assert_eq!(window.session().cursor, Some(first + 86_400.0));
}

#[test]
fn the_pointers_time_is_said_below_and_marks_the_rows_of_that_time() {
    let mut window = at_work();
    window.show_table();
    let at = bar(&window, "V-3");
    window.harness.hover_at(at);
    window.settle();
    let cursor = window.session().cursor.expect("over the lanes");
    let words = wakeline::figure::wording::instant(Utc(cursor as i64 / 60 * 60), &jiff::tz::TimeZone::UTC);
    window.harness.get_by_label_contains(&format!("{words}  ·"));
    let row = "V-3, Tanker 3 at Vostochny, oil berth, perhaps there then";
    assert!(window.harness.query_all_by_label(row).count() > 0);
    assert_eq!(window.harness.query_all_by_label_contains("V-8, Yu Son at Vostochny, perhaps").count(), 0);
    window.harness.remove_cursor();
    window.settle();
    assert_eq!(window.session().cursor, None);
}

#[test]
fn a_row_of_the_table_marks_its_visit_above() {
    let mut window = sample();
    window.show_table();
    let row = window.harness.get_all_by_label("V-2, Tanker 2 at Vostochny, oil berth").next().expect("a row");
    let row = row.rect().center();
    window.harness.hover_at(row);
    window.settle();
    assert_eq!(window.session().pointed, Some(VisitId::new(2)));
    window.harness.hover_at(pos2(700.0, 400.0));
    window.settle();
    assert_eq!(window.session().pointed, None);
}

#[test]
fn the_overview_is_brushed_fitted_and_scaled() {
    let mut window = sample();
    let whole = window.session().range.now();
    window.keys(Modifiers::SHIFT, Key::F);
    let strip = window.harness.get_by_label("Overview").rect();
    window.key(Key::G);
    window.type_text("March 2024");
    window.key(Key::Enter);
    let from = pos2(strip.left() + strip.width() * 0.6, strip.center().y);
    window.drag_by(from, vec2(100.0, 0.0));
    window.drop_at(from + vec2(100.0, 0.0));
    let (left, right) = window.session().range.now();
    let span = whole.1 - whole.0;
    assert!(left > whole.0 + span * 0.4 && right - left < span * 0.4, "{left} {right} of {whole:?}");
    window.keys(Modifiers::ALT, Key::ArrowLeft);
    assert!(window.session().range.now().0 < left, "it is one step back");
    window.click("Overview: linear");
    assert!(window.session().log_overview);
    window.harness.get_by_label("Overview: logarithmic");
    window.harness.hover_at(from);
    window.harness.step();
    for pressed in [true, false, true, false] {
        window.harness.input_mut().events.push(egui::Event::PointerButton {
            pos: from,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    window.settle();
    assert_eq!(window.session().range.now(), whole);
}

#[test]
fn view_history_remembers_how_far_the_lanes_were_scrolled() {
    let mut window = sample();
    window.key(Key::PageDown);
    let scrolled = window.session().scroll;
    assert!(scrolled > 0.0, "the sample is higher than its tile");
    window.key(Key::Plus);
    window.key(Key::PageUp);
    assert_eq!(window.session().scroll, 0.0);
    window.keys(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(window.session().scroll, scrolled);
}

#[test]
fn times_are_shown_in_another_zone_and_the_case_keeps_its_own() {
    let mut window = sample();
    let before = journal(&window);
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text("time zone other");
    window.key(Key::Enter);
    window.type_text("vladivo");
    window.key(Key::Enter);
    assert_eq!(window.session().zone.iana_name(), Some("Asia/Vladivostok"));
    window.harness.get_by_label_contains("Asia/Vladivostok, not the case's");
    assert_eq!((window.session().facts.case.time_zone.as_str(), journal(&window)), ("UTC", before));
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text("the case's zone");
    window.key(Key::Enter);
    assert_eq!(window.session().zone, jiff::tz::TimeZone::UTC);
}
