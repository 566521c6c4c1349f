//! The chart as data: where marks lie, what they stand for, and when they become bars.

use super::*;
use crate::analysis::flows::Side;
use crate::base::time::DAY;
use crate::figure::fixture::{facts, visit};
use crate::figure::measure::plex;
use crate::model::entity::Entity;
use crate::model::grading::Hedge;
use crate::model::ids::{PlaceId, VisitId};
use crate::model::shipment::Shipment;
use crate::model::visit::Activity;

/// 1 March to 30 April 2024, ten points a day, beside 200 points of names.
const AXIS: TimeAxis = TimeAxis { from: 1_709_251_200.0, to: 1_714_435_200.0, left: 200.0, width: 600.0 };

fn sides() -> [Side; 2] {
    [Side::Place(PlaceId::new(1)), Side::Place(PlaceId::new(2))]
}

fn drawn(facts: &Facts, axis: TimeAxis, height: f32, selected: &BTreeSet<EntityRef>) -> Chart {
    let flows = Flows::build(facts, sides(), |_| true);
    let options = FlowsOptions { height, zone: TimeZone::UTC, selected, cursor: None, measure: &plex };
    chart(facts, &flows, axis, &options)
}

fn x(day: f32) -> f32 {
    200.0 + (day - 1.0) * 10.0
}

/// A case in which a shipment a day goes to and fro, both ends seen on that day.
fn many(number: u32) -> Facts {
    let mut facts = facts();
    for at in 0..number {
        let day = crate::base::time::When::day(
            crate::base::time::Utc(1_709_251_200 + i64::from(at % 60) * DAY).in_zone(&TimeZone::UTC).date(),
        );
        let day = day.to_string();
        let (from, to) = if at % 3 == 0 { (2, 4) } else { (4, 2) };
        for (id, place) in [(1_000 + 2 * at, from), (1_001 + 2 * at, to)] {
            let times = ["", day.as_str(), day.as_str(), ""];
            facts.put(Entity::Visit(Box::new(visit(id, 1, place, times, Activity::Unknown, Hedge::Asserted))));
        }
        let ends = [1_000 + 2 * at, 1_001 + 2 * at].map(|id| Some(VisitId::new(id)));
        let mut shipment = Shipment::between(ShipmentId::new(100 + at), 100 + at, ends[0], ends[1]);
        if at % 3 == 0 { "containers" } else { "oil" }.clone_into(&mut shipment.product);
        facts.put(Entity::Shipment(Box::new(shipment)));
    }
    facts
}

#[test]
fn each_shipment_is_a_mark_as_long_as_its_bounds_on_the_side_it_went() {
    let chart = drawn(&facts(), AXIS, 222.0, &BTreeSet::new());
    assert_eq!(chart.bin, None);
    let mark =
        |id: u32| chart.marks.iter().find(|mark| mark.target == Target::Shipment(ShipmentId::new(id))).expect("drawn");
    let edges = |id: u32| (mark(id).rect.left, mark(id).rect.right);
    // S-1 loaded from 5 to 12 March, S-3 some time from 7 to 22 March; S-4 reached Chongjin from 2 to 5 April.
    assert_eq!((edges(1), edges(3), edges(4)), ((x(5.0), x(13.0)), (x(7.0), x(23.0)), (x(33.0), x(37.0))));
    assert!(chart.marks.iter().all(|mark| mark.rect.bottom <= 100.0), "all went from Vostochny to Chongjin");
    let height = |id: u32| mark(id).rect.bottom;
    assert!(height(1) > height(2) && height(2) > height(3) && height(3) > height(4), "stacked, the whole ones nearest");
    assert_eq!(
        mark(3).label,
        "S-3 Tanker 3, oil berth, no discharge seen, half-open, proposed, of unstated cargo (no quantity), 7 to 22 March 2024"
    );
    let circles = chart.scene.shapes.iter().filter(|shape| matches!(shape, Shape::Circle { .. })).count();
    assert_eq!(circles, 2, "an open circle where an end was not seen");
}

#[test]
fn the_other_direction_lies_below_the_calendar() {
    let mut facts = facts();
    facts.put(Entity::Shipment(Box::new(Shipment::between(
        ShipmentId::new(9),
        9,
        Some(VisitId::new(4)),
        Some(VisitId::new(6)),
    ))));
    let chart = drawn(&facts, AXIS, 222.0, &BTreeSet::new());
    let mark = chart.marks.iter().find(|mark| mark.target == Target::Shipment(ShipmentId::new(9))).expect("drawn");
    assert!(mark.rect.top >= 100.0 + CALENDAR, "{:?}", mark.rect);
    let texts: Vec<&str> = chart
        .scene
        .shapes
        .iter()
        .filter_map(|shape| if let Shape::Text { text, .. } = shape { Some(text.as_str()) } else { None })
        .collect();
    for name in ["Vostochny to Chongjin · 2", "no discharge seen · 1", "Chongjin to Vostochny · 1", "March 2024"] {
        assert!(texts.contains(&name), "{name}: {texts:?}");
    }
}

#[test]
fn only_what_is_in_view_is_drawn_and_nothing_leaves_the_chart() {
    let week = TimeAxis { from: AXIS.from + 30.0 * DAY as f64, to: AXIS.from + 37.0 * DAY as f64, ..AXIS };
    let chart = drawn(&facts(), week, 222.0, &BTreeSet::new());
    assert_eq!(chart.marks.len(), 1, "S-4, which reached Chongjin in April");
    for height in [0.0, 20.0, 60.0, 500.0] {
        for mark in drawn(&many(300), AXIS, height, &BTreeSet::new()).marks {
            let Rect { left, top, right, bottom } = mark.rect;
            assert!(left >= AXIS.left && right <= AXIS.right() && top >= 0.0 && bottom <= height.max(0.0), "{mark:?}");
        }
    }
}

#[test]
fn what_is_selected_has_a_ring_by_itself_or_by_its_visits() {
    let rings = |selected: &[EntityRef]| {
        let selected: BTreeSet<EntityRef> = selected.iter().copied().collect();
        let chart = drawn(&facts(), AXIS, 222.0, &selected);
        let accent = |shape: &&Shape| matches!(shape, Shape::Rect { stroke: Some(stroke), .. } if stroke.ink == Role::Accent.into());
        chart.scene.shapes.iter().filter(accent).count()
    };
    assert_eq!(rings(&[]), 0);
    assert_eq!(rings(&[ShipmentId::new(1).into()]), 1);
    assert_eq!(rings(&[VisitId::new(4).into(), VisitId::new(2).into()]), 2);
}

#[test]
fn more_than_can_be_told_apart_are_counted_in_bars() {
    let facts = many(600);
    let chart = drawn(&facts, AXIS, 222.0, &BTreeSet::new());
    assert_eq!(chart.bin, Some(Bin::Week), "a day is ten points wide");
    let flows = Flows::build(&facts, sides(), |_| true);
    let inside = |mark: &Mark| match mark.target {
        Target::Bar { way, cargo, from, to } => {
            let all = flows.ways[way].beginning(from, to).iter().filter(|flow| flow.cargo == cargo).count();
            (WAYS[way].0, all)
        }
        Target::Shipment(_) => (Half::Up, 0),
    };
    let sum = |half: Half| -> usize {
        chart.marks.iter().map(inside).filter(|(side, _)| *side == half).map(|(_, all)| all).sum()
    };
    assert_eq!((sum(Half::Up), sum(Half::Down)), (404, 200), "every shipment is in one bar");
    let up = chart.marks.iter().filter(|mark| mark.rect.bottom <= 100.0).count();
    let down = chart.marks.iter().filter(|mark| mark.rect.top >= 122.0).count();
    assert_eq!(up + down, chart.marks.len());
    let label = &chart.marks.iter().find(|mark| mark.label.contains("containers")).expect("a bar").label;
    assert!(label.starts_with("Chongjin to Vostochny, containers: ") && label.ends_with("March 2024"), "{label}");
    let scale = |shape: &&Shape| matches!(shape, Shape::Text { text, .. } if text.ends_with(" a week"));
    assert_eq!(chart.scene.shapes.iter().filter(scale).count(), 2, "the height of the tallest bar, in both halves");
    let near = TimeAxis { to: AXIS.from + 5.0 * DAY as f64, ..AXIS };
    assert_eq!(drawn(&facts, near, 500.0, &BTreeSet::new()).bin, None, "in five days each has room");
}

#[test]
fn strange_ranges_and_an_empty_case_make_a_chart() {
    let everything = TimeAxis { from: FIRST_SECOND as f64, to: END_SECOND as f64, ..AXIS };
    let chart = drawn(&many(600), everything, 222.0, &BTreeSet::new());
    assert!(chart.marks.len() < 20 && chart.bin == Some(Bin::Century));
    let empty = drawn(&Facts::default(), AXIS, 222.0, &BTreeSet::new());
    assert!(empty.marks.is_empty() && !empty.scene.shapes.is_empty());
}

#[test]
fn a_half_that_needs_more_room_gets_it_before_marks_become_bars() {
    let up = |height: f32| {
        let chart = drawn(&facts(), AXIS, height, &BTreeSet::new());
        let band = |shape: &Shape| match shape {
            Shape::Rect { rect, fill: Some(fill), .. } if *fill == Role::Raised.into() => Some(rect.top),
            _ => None,
        };
        (chart.scene.shapes.iter().find_map(band).expect("a calendar"), chart.bin.is_none())
    };
    assert_eq!(up(222.0), (100.0, true), "in the middle");
    let (top, marks) = up(22.0 + 60.0);
    assert!(marks && top > 40.0, "four rows above and none below: {top}");
    assert_eq!(up(22.0 + 30.0), (15.0, false), "no room at all: bars, in the middle");
}
