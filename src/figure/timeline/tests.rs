//! The timeline as data: where bars lie, what is found under the pointer, and what it costs.

use super::*;
use crate::base::interval::Bounds;
use crate::base::time::{Precision, Qualifier, Utc, When};
use crate::figure::fixture;
use crate::figure::lanes::LaneOptions;
use crate::figure::measure::plex;
use crate::figure::palette::{Role, Tone};
use crate::figure::scene::{Align, Dash, Hit, Point};
use crate::model::arrangement::{Arrangement, Heading, LaneBy, LanePath};
use crate::model::entity::Entity;
use crate::model::ids::{EventId, PlaceId, ShipmentId, VesselId, VisitId};
use crate::model::shipment::{Shipment, ShipmentStatus};
use crate::model::vessel::Vessel;
use crate::model::view::COLOURINGS;
use crate::model::visit::{ACTIVITIES, Visit};

pub(super) const DAY: f64 = 86_400.0;
/// 1 March 2024.
pub(super) const MARCH: f64 = 1_709_251_200.0;

pub(super) fn view() -> TimelineView {
    TimelineView {
        axis_from: MARCH,
        axis_to: MARCH + 45.0 * DAY,
        scroll: 0.0,
        width: 1_100.0,
        height: 600.0,
        header_width: 200.0,
    }
}

pub(super) fn by_vessel() -> LaneOptions {
    LaneOptions { arrangement: std::sync::Arc::new(Arrangement::by(&[LaneBy::Vessel])), ..LaneOptions::default() }
}

pub(super) fn draw(
    facts: &Facts,
    lane: &LaneOptions,
    view: &TimelineView,
    change: impl FnOnce(&mut TimelineOptions),
) -> Scene {
    draw_selected(facts, lane, view, &[], change)
}

pub(super) fn draw_selected(
    facts: &Facts,
    lane: &LaneOptions,
    view: &TimelineView,
    selected: &[EntityRef],
    change: impl FnOnce(&mut TimelineOptions),
) -> Scene {
    let (selected, layers) = (selected.iter().copied().collect(), Layer::usual());
    let mut options = TimelineOptions {
        zone: TimeZone::UTC,
        layers: &layers,
        selected: &selected,
        hovered: None,
        show_events: true,
        show_axis: true,
        sticky: false,
        cursor: None,
        measure: &plex,
    };
    change(&mut options);
    scene(facts, &Lanes::build(facts, lane), view, &options)
}

pub(super) fn usual(facts: &Facts) -> Scene {
    draw(facts, &LaneOptions::default(), &view(), |_| {})
}

pub(super) fn hit<'a>(scene: &'a Scene, start: &str) -> &'a Hit {
    scene.hits.iter().find(|hit| hit.label.starts_with(start)).expect("a hit of that name")
}

fn strokes(scene: &Scene) -> Vec<(Role, Dash)> {
    let role = |stroke: &crate::figure::scene::Stroke| match stroke.ink.tone {
        Tone::Role(role) => Some((role, stroke.dash)),
        Tone::Fixed(_) => None,
    };
    scene
        .shapes
        .iter()
        .filter_map(|shape| if let Shape::Rect { stroke: Some(stroke), .. } = shape { role(stroke) } else { None })
        .collect()
}

#[test]
fn every_visible_visit_can_be_found_by_its_name_where_it_lies() {
    let facts = fixture::facts();
    let scene = usual(&facts);
    for id in 1..=10 {
        let label = crate::figure::labels::visit_label(&facts, VisitId::new(id), &TimeZone::UTC);
        let found: Vec<&Hit> = scene.hits.iter().filter(|hit| hit.label == label).collect();
        assert_eq!(found.len(), 1, "{label}");
    }
    let first = hit(&scene, "V-1 ");
    let axis = view().axis();
    assert_eq!((first.rect.left, first.rect.right), (axis.x(MARCH + 4.0 * DAY), axis.x(MARCH + 12.0 * DAY)));
    assert_eq!(first.rect.top, AXIS_HEIGHT + EVENTS_HEIGHT + 24.0 + 2.0);
    assert!(!scene.hits.iter().any(|hit| hit.label.starts_with("V-11 ")), "an undated visit lies nowhere");
}

#[test]
fn hedges_differ_by_outline_and_denied_is_struck_through() {
    let scene = usual(&fixture::facts());
    let all = strokes(&scene);
    for (role, dash) in [
        (Role::Loading, Dash::Dots),
        (Role::Loading, Dash::Long),
        (Role::Loading, Dash::Sparse),
        (Role::Discharging, Dash::Long),
        (Role::Bunkering, Dash::Long),
    ] {
        assert!(all.contains(&(role, dash)), "{role:?} {dash:?}");
    }
    assert!(!all.contains(&(Role::Containers, Dash::Solid)), "what is asserted has no outline");
    let strike =
        |shape: &&Shape| matches!(shape, Shape::Line { stroke, .. } if stroke.ink.tone == Tone::Role(Role::Text));
    assert_eq!(scene.shapes.iter().filter(strike).count(), 1);
}

#[test]
fn what_is_selected_is_ringed_and_its_vessels_rows_are_tinted() {
    let facts = fixture::facts();
    let selected = [VisitId::new(1).into()];
    let scene = draw_selected(&facts, &LaneOptions::default(), &view(), &selected, |_| {});
    let rings = strokes(&scene).into_iter().filter(|stroke| stroke.0 == Role::Accent).count();
    assert_eq!(rings, 1);
    let tinted = |shape: &&Shape| matches!(shape, Shape::Rect { fill: Some(ink), .. } if ink.tone == Tone::Role(Role::AccentTint));
    assert_eq!(scene.shapes.iter().filter(tinted).count(), 2, "Tanker 1 at both places");
    let accent =
        |shape: &&Shape| matches!(shape, Shape::Curve { stroke, .. } if stroke.ink.tone == Tone::Role(Role::Accent));
    assert_eq!(scene.shapes.iter().filter(accent).count(), 1, "its shipment");
}

#[test]
fn shipments_run_from_bar_to_bar_and_half_open_ones_end_in_a_circle() {
    let mut facts = fixture::facts();
    let scene = usual(&facts);
    let curves: Vec<(&[Point; 4], Dash)> = scene
        .shapes
        .iter()
        .filter_map(
            |shape| if let Shape::Curve { points, stroke, .. } = shape { Some((points, stroke.dash)) } else { None },
        )
        .collect();
    assert_eq!(curves.len(), 4);
    assert_eq!(curves.iter().filter(|curve| curve.1 == Dash::Long).count(), 2);
    assert_eq!(
        scene
            .shapes
            .iter()
            .filter(
                |shape| matches!(shape, Shape::Circle { fill: Some(ink), .. } if ink.tone == Tone::Role(Role::Panel))
            )
            .count(),
        2
    );
    let axis = view().axis();
    let (loaded, discharged) = (axis.x(MARCH + 10.0 * DAY), axis.x(MARCH + 15.0 * DAY));
    assert!(curves.iter().any(|curve| curve.0[0].x == loaded + 1.0 && curve.0[3].x == discharged - 2.0));
    let half_open = hit(&scene, "S-3 ");
    assert_eq!(half_open.item, Item::Entity(ShipmentId::new(3).into()));
    let first = scene.curves.iter().find(|curve| curve.item == Item::Entity(ShipmentId::new(1).into()));
    let middle = crate::figure::scene::along(&first.expect("S-1").points, 0.5);
    assert_eq!(scene.curve_at(middle, 3.0), first);

    let mut rejected = Shipment::between(ShipmentId::new(1), 1, Some(VisitId::new(1)), Some(VisitId::new(4)));
    rejected.status = ShipmentStatus::Rejected;
    facts.put(Entity::Shipment(Box::new(rejected)));
    assert_eq!(usual(&facts).curves.len(), 3);
    let selected = [ShipmentId::new(1).into()];
    let shown = draw_selected(&facts, &LaneOptions::default(), &view(), &selected, |_| {});
    assert_eq!(shown.curves.len(), 4, "a rejected one is shown once it is selected");
}

#[test]
fn a_shipment_into_a_folded_group_ends_at_its_header() {
    let facts = fixture::facts();
    let mut options = LaneOptions::default();
    std::sync::Arc::make_mut(&mut options.arrangement).toggle_folded(LanePath(vec![Heading::Place(PlaceId::new(2))]));
    let scene = draw(&facts, &options, &view(), |_| {});
    let header = hit(&scene, "Chongjin, 3 visits, folded");
    let curve = scene.curves.iter().find(|curve| curve.item == Item::Entity(ShipmentId::new(1).into())).expect("S-1");
    assert_eq!(curve.points[3].y, f32::midpoint(header.rect.top, header.rect.bottom));
}

#[test]
fn looks_at_a_place_stand_in_its_header_row() {
    let facts = fixture::facts();
    let scene = usual(&facts);
    let header = hit(&scene, "Vostochny, oil berth, 5 visits").rect;
    let axis = view().axis();
    for (label, day) in [
        ("SI-1 seen, 7 March 2024", 6.0),
        ("SI-2 nothing there, 4 March 2024", 3.0),
        ("SI-3 obstructed, 12 March 2024", 11.0),
    ] {
        let look = hit(&scene, label);
        assert!(header.top <= look.rect.top && look.rect.bottom <= header.bottom);
        assert!((f32::midpoint(look.rect.left, look.rect.right) - axis.x(MARCH + day * DAY)).abs() < 0.01);
    }
    assert!(!scene.hits.iter().any(|hit| hit.label.starts_with("SI-4")), "an undated look lies nowhere");
    let far = TimelineView { axis_from: -6e10, axis_to: 2.4e11, ..view() };
    let scene = draw(&facts, &LaneOptions::default(), &far, |_| {});
    assert_eq!(hit(&scene, "SI-").label, "SI-2 nothing there, 4 March 2024 and 2 more");
}

#[test]
fn a_run_of_narrow_visits_is_pointed_at_as_one_and_says_how_many() {
    let facts = crowd((0..500).map(|i| (MARCH + f64::from(i) * 600.0, 300)));
    let scene = draw(&facts, &LaneOptions::default(), &TimelineView { axis_to: MARCH + 100.0 * DAY, ..view() }, |_| {});
    let folds: Vec<&Hit> = scene.hits.iter().filter(|hit| matches!(hit.item, Item::Fold { .. })).collect();
    assert_eq!(folds.len(), 1);
    assert_eq!(folds[0].label, "500 visits, 1 to 4 March 2024");
    assert!(
        scene.shapes.iter().any(|shape| matches!(shape, Shape::Text { text, at, .. } if text == "500" && at.x > 200.0))
    );
}

#[test]
fn labels_of_events_never_overlap_and_no_diamond_is_lost() {
    let facts = fixture::facts();
    for width in [360.0, 600.0, 1_100.0, 2_000.0] {
        let scene = draw(&facts, &LaneOptions::default(), &TimelineView { width, ..view() }, |_| {});
        let row = AXIS_HEIGHT + EVENTS_HEIGHT / 2.0;
        let mut spans: Vec<(f32, f32)> = scene
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Text { at, text, size, face, align, max_width, .. } if at.y == row && at.x > 200.0 => {
                    let wide = plex(text, *size, *face).min(*max_width);
                    Some(if *align == Align::Right { (at.x - wide, at.x) } else { (at.x, at.x + wide) })
                }
                _ => None,
            })
            .collect();
        spans.sort_by(|a, b| a.0.total_cmp(&b.0));
        assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{width}: {spans:?}");
        for event in [1, 2, 5] {
            let item = Item::Entity(EventId::new(event).into());
            assert!(scene.hits.iter().any(|hit| hit.item == item), "{event} at {width}");
        }
        assert_eq!(hit(&scene, "2 events").label, "2 events, 28 March 2024", "two of one day are one diamond");
    }
}

/// Visits of one vessel at one place, each a start and a length in seconds.
pub(super) fn crowd(times: impl Iterator<Item = (f64, i64)>) -> Facts {
    let mut facts = Facts::default();
    let second = |at: i64| When::new(Utc(at), Precision::Second, Qualifier::default());
    for (id, (start, length)) in (1..).zip(times) {
        let start = start as i64;
        let bounds = Bounds::seen(second(start), second(start + length));
        let mut visit = Visit::new(VisitId::new(id), VesselId::new(1), PlaceId::new(1), bounds);
        visit.activity = ACTIVITIES[id as usize % 6];
        facts.put(Entity::Visit(Box::new(visit)));
    }
    facts
}

#[test]
fn a_hundred_thousand_visits_in_a_lane_cost_no_more_than_there_is_room_for() {
    let facts = crowd((0..100_000).map(|i| (MARCH + f64::from(i) * 38.0, 20)));
    let scene = usual(&facts);
    let folds: Vec<usize> = scene
        .hits
        .iter()
        .filter_map(|hit| if let Item::Fold { count, .. } = hit.item { Some(count) } else { None })
        .collect();
    assert_eq!(folds.iter().sum::<usize>(), 100_000, "every visit is behind some mark");
    assert!(scene.hits.len() < 1_000 && scene.shapes.len() < 5_000, "{} {}", scene.hits.len(), scene.shapes.len());
    let label = scene.hits.iter().find(|hit| matches!(hit.item, Item::Fold { .. })).map(|hit| hit.label.as_str());
    assert!(label.is_some_and(|label| label.contains("10,602 visits, 1 to 5 March 2024")), "{label:?}");
}

#[test]
fn a_crowded_screen_shares_what_can_be_pointed_at() {
    // Forty lanes of two hundred visits, each a mark of its own.
    let mut facts = Facts::default();
    for id in 0..8_000_u32 {
        let start =
            When::new(Utc(MARCH as i64 + i64::from(id % 200) * 19_000), Precision::Minute, Qualifier::default());
        let visit =
            Visit::new(VisitId::new(id + 1), VesselId::new(id / 200 + 1), PlaceId::new(1), Bounds::seen(start, start));
        facts.put(Entity::Visit(Box::new(visit)));
    }
    let tall = TimelineView { height: 1_100.0, ..view() };
    let scene = draw(&facts, &by_vessel(), &tall, |_| {});
    let covered: usize = scene
        .hits
        .iter()
        .map(|hit| match hit.item {
            Item::Fold { count, .. } => count,
            Item::Entity(_) => 1,
            _ => 0,
        })
        .sum();
    assert!(covered >= 39 * 200, "{covered}");
    assert!(scene.hits.len() < 1_000, "{} areas", scene.hits.len());
    assert!(scene.shapes.len() < 10_000, "{} shapes", scene.shapes.len());
}

#[test]
fn fifty_thousand_overlapping_visits_show_only_the_rows_in_sight() {
    let facts = crowd((0..50_000).map(|_| (MARCH + 86_400.0, 10 * 86_400)));
    let lanes = Lanes::build(&facts, &LaneOptions::default());
    assert_eq!(lanes.height(), 24.0 + 26.0 * 50_000.0);
    let far = TimelineView { scroll: 26.0 * 49_990.0, ..view() };
    let scene = draw(&facts, &LaneOptions::default(), &far, |_| {});
    let visits = scene.hits.iter().filter(|hit| hit.label.starts_with("V-")).count();
    assert!((10..=25).contains(&visits), "{visits}");
    assert!(scene.hits.iter().any(|hit| hit.label.starts_with("V-50000 ")), "the last row");
    let name =
        scene.shapes.iter().any(|shape| matches!(shape, Shape::Text { text, at, .. } if text == "VS-1" && at.y > 0.0));
    assert!(name, "the lane keeps its name in sight");
}

#[test]
fn extremes_draw_without_losing_their_place() {
    let mut facts = crowd([(MARCH, 0), (MARCH, 0), (MARCH + 1.0, 0)].into_iter());
    let years = Bounds::seen("0001".parse().expect("a year"), "9999".parse().expect("a year"));
    facts.put(Entity::Visit(Box::new(Visit::new(VisitId::new(9), VesselId::new(2), PlaceId::new(1), years))));
    let name = format!("\u{202E}שלום\n{}", "x".repeat(10_000));
    facts.put(Entity::Vessel(Box::new(Vessel::named(VesselId::new(2), &name))));
    for (from, to) in [(MARCH, MARCH + 60.0), (MARCH, MARCH + DAY), (-6.2e10, 2.5e11), (2.0e11, 2.0e11 + DAY)] {
        let scene =
            draw(&facts, &LaneOptions::default(), &TimelineView { axis_from: from, axis_to: to, ..view() }, |_| {});
        let longest = scene.hits.iter().find(|hit| hit.label.starts_with("V-9 "));
        assert_eq!(longest.map(|hit| (hit.rect.left >= 200.0, hit.rect.right <= 1_100.0)), Some((true, true)));
        for shape in &scene.shapes {
            if let Shape::Text { text, .. } = shape {
                assert!(text.chars().count() < 400 && !text.contains('\u{202E}'), "{text}");
            }
            if let Shape::Rect { rect, .. } | Shape::Fade { rect, .. } = shape {
                assert!(rect.left.is_finite() && rect.left <= rect.right && rect.top <= rect.bottom, "{rect:?}");
            }
        }
    }
    let none = draw(&Facts::default(), &LaneOptions::default(), &view(), |_| {});
    assert!(none.shapes.is_empty() && none.hits.is_empty(), "the window says what belongs here");
}

#[test]
fn every_clip_is_ended_and_never_nested_twice() {
    let facts = fixture::facts();
    for lanes in [LaneOptions::default(), by_vessel()] {
        for colouring in COLOURINGS {
            let scene = draw(&facts, &LaneOptions { colouring, ..lanes.clone() }, &view(), |options| {
                options.cursor = Some(MARCH + 3.0 * DAY);
            });
            let mut depth = 0_i32;
            for shape in &scene.shapes {
                depth += match shape {
                    Shape::Clip(_) => 1,
                    Shape::Unclip => -1,
                    _ => 0,
                };
                assert!((0..=1).contains(&depth));
            }
            assert_eq!(depth, 0);
        }
    }
}

#[test]
fn pinned_lanes_stay_in_sight_and_nothing_scrolls_over_them() {
    let facts = fixture::facts();
    let mut options = LaneOptions::default();
    let lane = LanePath(vec![Heading::Place(PlaceId::new(3)), Heading::Vessel(VesselId::new(6))]);
    std::sync::Arc::make_mut(&mut options.arrangement).toggle_pinned(lane);
    let lanes = Lanes::build(&facts, &options);
    assert_eq!(lanes.pinned(), 1, "the lane is there");
    let view = TimelineView { scroll: 60.0, height: 300.0, ..view() };
    let scene = draw(&facts, &options, &view, |options| options.sticky = true);
    let top = lanes_top(&facts, &Layer::usual());
    let band = top + crate::figure::lanes::ROW_HEIGHT;
    let header = scene.hits.iter().find(|hit| hit.item == Item::Lane(0)).expect("the pinned header");
    assert_eq!((header.rect.top, header.rect.bottom), (top, band));
    let own = |hit: &Hit| {
        lanes.row_data(0).is_some_and(|lane| {
            lane.slots().iter().any(|slot| hit.item == Item::Entity(VisitId::new(slot.visit).into()))
        })
    };
    let bars =
        scene.hits.iter().filter(|hit| matches!(hit.item, Item::Entity(item) if item.as_id::<Visit>().is_some()));
    let (pinned, others): (Vec<&Hit>, Vec<&Hit>) = bars.partition(|hit| own(hit));
    assert!(!pinned.is_empty() && pinned.iter().all(|hit| hit.rect.top >= top && hit.rect.bottom <= band));
    assert!(!others.is_empty() && others.iter().all(|hit| hit.rect.top >= band));
    let loose = draw(&facts, &options, &view, |_| {});
    assert!(loose.hits.iter().all(|hit| hit.item != Item::Lane(0)), "on paper it scrolls with the others");
}
