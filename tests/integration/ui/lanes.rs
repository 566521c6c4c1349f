//! Lanes as a user handles them: told apart, pinned, hidden, coloured, found, dragged, and asked for by the legend.

use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable;
use wakeline::model::arrangement::{LaneBy, LaneOrder};
use wakeline::model::view::Layer;

use super::{Window, sample};

/// The names of the lanes and groups, from top to bottom.
fn lanes(window: &Window) -> Vec<String> {
    let session = window.session();
    (0..session.lanes.len()).map(|strip| session.lanes.label(&session.facts, strip)).collect()
}

/// Opens the menu of a lane's header and chooses from it.
fn choose(window: &mut Window, header: &str, item: &str) {
    window.harness.get_by_label(header).click_secondary();
    window.settle();
    window.click(item);
}

#[test]
fn the_corner_groups_lanes_by_flag() {
    let mut window = sample();
    window.click("How lanes are laid");
    window.click("Group by: place");
    window.click("flag");
    assert_eq!(window.session().lane_options.arrangement.levels, [LaneBy::Flag, LaneBy::Vessel]);
    assert_eq!(lanes(&window)[0], "KP");
    assert!(lanes(&window).contains(&"Flag not known".to_owned()));
}

#[test]
fn a_pinned_lane_comes_first_and_stays_in_sight() {
    let mut window = sample();
    choose(&mut window, "Yu Son, 1 visit", "Pin to the top");
    assert_eq!(lanes(&window)[0], "Yu Son · Vostochny");
    assert_eq!(window.session().lanes.pinned(), 1);
    choose(&mut window, "Yu Son · Vostochny, 1 visit", "Unpin");
    assert_eq!(window.session().lanes.pinned(), 0);
}

#[test]
fn lanes_are_hidden_and_shown_again() {
    let mut window = sample();
    let all = lanes(&window);
    choose(&mut window, "Un Hung, 1 visit", "Hide");
    assert!(!lanes(&window).contains(&"Un Hung".to_owned()));
    window.click("1 hidden");
    assert_eq!(lanes(&window), all);
    choose(&mut window, "oil berth, 5 visits", "Hide all others");
    assert_eq!(lanes(&window), ["Vostochny", "oil berth", "Tanker 1", "Tanker 2", "Tanker 3", "Tanker 4", "Tanker 5"]);
}

#[test]
fn a_lane_is_coloured_and_the_colour_taken_away() {
    let mut window = sample();
    choose(&mut window, "Tanker 3, 1 visit", "Colour 4, #D55E00");
    let coloured = |window: &Window| {
        let lanes = &window.session().lanes;
        (0..lanes.len()).filter(|strip| lanes.lane(*strip).is_some_and(|info| info.colour.is_some())).count()
    };
    assert_eq!(coloured(&window), 1);
    choose(&mut window, "Tanker 3, 1 visit", "Colour as the legend says");
    assert_eq!(coloured(&window), 0);
}

#[test]
fn an_entry_of_the_legend_hides_what_bears_it_and_shows_it_again() {
    let mut window = sample();
    window.click("loading · 9");
    assert_eq!(window.session().query.text, "-activity:loading");
    assert_eq!(window.session().lanes.shown(), 5);
    window.click("loading");
    assert_eq!((window.session().query.text.as_str(), window.session().lanes.shown()), ("", 14));
    window.harness.get_by_label("discharging · 2").click_modifiers(Modifiers::COMMAND);
    window.settle();
    assert_eq!((window.session().query.text.as_str(), window.session().lanes.shown()), ("activity:discharging", 2));
}

#[test]
fn lanes_are_found_by_name_and_escape_shows_all_again() {
    let mut window = sample();
    let all = lanes(&window).len();
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    window.type_text("lady");
    assert_eq!(lanes(&window), ["Vostochny", "Lady R", "Rason", "Lady R"]);
    window.key(Key::Escape);
    assert_eq!(lanes(&window).len(), all);
}

#[test]
fn a_header_that_is_dragged_below_another_stays_there() {
    let mut window = sample();
    let place = |window: &Window, name: &str| lanes(window).iter().position(|lane| lane == name);
    assert!(place(&window, "Yu Son") < place(&window, "Un Hung"));
    let centre = |window: &Window, label: &str| window.harness.get_by_label(label).rect().center();
    let (from, to) = (centre(&window, "Yu Son, 1 visit"), centre(&window, "Un Hung, 1 visit") + vec2(0.0, 6.0));
    window.drag_by(from, to - from);
    window.drop_at(to);
    assert!(place(&window, "Yu Son") > place(&window, "Un Hung"), "{:?}", lanes(&window));
    assert_eq!(window.session().lane_options.arrangement.order, LaneOrder::ByHand);
}

#[test]
fn escape_leaves_a_header_where_it_was() {
    let mut window = sample();
    let before = lanes(&window);
    let centre = |window: &Window, label: &str| window.harness.get_by_label(label).rect().center();
    let (from, to) = (centre(&window, "Yu Son, 1 visit"), centre(&window, "Un Hung, 1 visit") + vec2(0.0, 6.0));
    window.drag_by(from, to - from);
    window.key(Key::Escape);
    window.drop_at(to);
    assert_eq!(lanes(&window), before);
    assert_eq!(window.session().lane_options.arrangement.order, LaneOrder::FirstSeen);
}

#[test]
fn a_click_on_a_handle_selects_its_visit() {
    let mut window = sample();
    window.click_visit("V-3", Modifiers::NONE);
    window.keys(Modifiers::SHIFT, Key::F);
    let at = window.harness.get_by_label("Not after of V-3").rect().center();
    window.key(Key::Escape);
    assert!(window.session().selection.is_empty());
    window.harness.hover_at(at - vec2(12.0, 0.0));
    window.harness.run_steps(3);
    window.harness.hover_at(at);
    window.harness.run_steps(2);
    window.harness.drag_at(at);
    window.harness.step();
    window.drop_at(at);
    assert_eq!(window.session().primary, Some(wakeline::model::ids::VisitId::new(3).into()));
}

#[test]
fn a_saved_view_keeps_lanes_and_layers() {
    let mut window = sample();
    choose(&mut window, "Yu Son, 1 visit", "Pin to the top");
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text("show on the timeline voyages");
    window.key(Key::Enter);
    assert!(window.session().layers.contains(&Layer::Voyages));
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text("save this view");
    window.key(Key::Enter);
    window.type_text("with a pin");
    window.key(Key::Enter);
    window.click("Loadings without discharge");
    assert_eq!((window.session().lanes.pinned(), window.session().layers.contains(&Layer::Voyages)), (0, false));
    window.click("with a pin");
    assert_eq!((window.session().lanes.pinned(), window.session().layers.contains(&Layer::Voyages)), (1, true));
}
