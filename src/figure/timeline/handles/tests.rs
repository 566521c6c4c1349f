//! Where handles stand, and what dragging them makes of a visit.

use proptest::prelude::*;

use super::*;
use crate::figure::fixture;
use crate::model::ids::{ExhibitId, PlaceId, SightingId, VesselId, VisitId};

/// 1 March 2024.
const MARCH: f64 = 1_709_251_200.0;
const A_DAY: f64 = DAY as f64;

/// An axis from 1 March 2024 on which a day is so many points wide.
fn axis(day: f64) -> TimeAxis {
    TimeAxis { from: MARCH, to: MARCH + 1_000.0 / day * A_DAY, left: 100.0, width: 1_000.0 }
}

fn visit(times: [&str; 4]) -> Visit {
    Visit::new(VisitId::new(3), VesselId::new(1), PlaceId::new(1), fixture::bounds(times))
}

fn march(day: f64) -> f64 {
    MARCH + (day - 1.0) * A_DAY
}

#[test]
fn each_bound_has_a_handle_at_the_edge_it_gives() {
    let all = handles(&visit(["2024-03-05", "2024-03-07", "2024-03-11", "2024-03-13"]), &axis(20.0));
    let named: Vec<(&str, f32)> = all.iter().map(|handle| (handle.label.as_str(), handle.x)).collect();
    assert_eq!(
        named,
        [
            ("Not before of V-3", 180.0),
            ("First seen of V-3", 220.0),
            ("Last seen of V-3", 320.0),
            ("Not after of V-3", 360.0),
        ]
    );
}

#[test]
fn bounds_that_are_not_known_have_handles_inside_or_beside() {
    let within = handles(&visit(["2024-03-07", "", "", "2024-03-21"]), &axis(20.0));
    let named: Vec<(&str, f32, bool)> = within.iter().map(|h| (h.label.as_str(), h.x, h.known)).collect();
    assert_eq!(
        named,
        [
            ("Not before of V-3", 220.0, true),
            ("First seen of V-3, not known", 320.0, false),
            ("Last seen of V-3, not known", 420.0, false),
            ("Not after of V-3", 520.0, true),
        ]
    );
    let seen: Vec<f32> =
        handles(&visit(["", "2024-03-07", "2024-03-11", ""]), &axis(20.0)).iter().map(|h| h.x).collect();
    assert_eq!(seen, [202.0, 220.0, 320.0, 338.0]);
}

#[test]
fn a_narrow_or_undated_visit_has_none_and_crowded_handles_stay_apart() {
    let short = visit(["2024-03-07", "2024-03-07", "2024-03-07", "2024-03-07"]);
    assert_eq!(handles(&short, &axis(20.0)).len(), 0);
    assert_eq!(handles(&visit([""; 4]), &axis(20.0)).len(), 0);
    let all: Vec<f32> = handles(&short, &axis(30.0)).iter().map(|h| h.x).collect();
    assert_eq!(all.len(), 4);
    assert!(all.windows(2).all(|pair| pair[1] - pair[0] >= GAP), "{all:?}");
    let left_of_view = TimeAxis { from: march(8.0), ..axis(20.0) };
    assert!(handles(&visit(["2024-03-05", "2024-03-07", "2024-03-11", "2024-03-13"]), &left_of_view).len() < 4);
}

#[test]
fn the_zoom_says_how_fine_a_date_can_be() {
    let check = |day: f64, expect: Precision| assert_eq!(unit(&axis(day)), expect, "{day} points a day");
    check(0.05, Precision::Year);
    check(0.1, Precision::Month);
    check(1.9, Precision::Month);
    check(2.2, Precision::Day);
    check(100.0, Precision::Day);
    check(150.0, Precision::Hour);
    check(8_000.0, Precision::Hour);
    check(9_000.0, Precision::Minute);
    check(900_000.0, Precision::Minute);
}

#[track_caller]
fn dragged(day: f64, name: BoundName, second: f64) -> Dragged {
    let bounds = fixture::bounds(["2024-03-05", "2024-03-07", "2024-03-11~", "2024-03-13"]);
    drag(&bounds, name, second, &axis(day), &[])
}

#[test]
fn a_drag_gives_the_date_whose_edge_is_nearest() {
    let check = |day: f64, name: BoundName, second: f64, expect: &str| {
        assert_eq!(dragged(day, name, second).when.to_string(), expect);
    };
    check(20.0, BoundName::NotAfter, march(16.0), "2024-03-15");
    check(20.0, BoundName::NotAfter, march(15.6), "2024-03-15");
    check(20.0, BoundName::NotAfter, march(15.4), "2024-03-14");
    check(20.0, BoundName::NotBefore, march(3.4), "2024-03-03");
    check(20.0, BoundName::NotBefore, march(3.6), "2024-03-04");
    check(200.0, BoundName::NotBefore, march(3.5), "2024-03-03T12Z");
    check(10_000.0, BoundName::NotBefore, march(3.5) + 61.0, "2024-03-03T12:01Z");
    check(20.0, BoundName::LastSeen, march(13.0), "2024-03-12~");
}

#[test]
fn a_drag_stops_at_the_next_bound() {
    let check = |name: BoundName, second: f64, expect: &str, stop: BoundName| {
        let dragged = dragged(20.0, name, second);
        assert_eq!((dragged.when.to_string().as_str(), dragged.stop), (expect, Some(stop)));
        assert_eq!(dragged.bounds.check(), Ok(()));
    };
    check(BoundName::NotBefore, march(29.0), "2024-03-07", BoundName::FirstSeen);
    check(BoundName::NotAfter, march(2.0), "2024-03-11~", BoundName::LastSeen);
    check(BoundName::FirstSeen, march(2.0), "2024-03-05", BoundName::NotBefore);
    check(BoundName::FirstSeen, march(29.0), "2024-03-11~", BoundName::LastSeen);
}

#[test]
fn a_sighting_near_by_gives_the_date_and_its_exhibit() {
    let snap = Snap {
        when: "2024-03-16T05:10Z".parse().expect("a date"),
        gives: [true, false, false, true],
        sighting: SightingId::new(7),
        exhibit: ExhibitId::new(4),
    };
    let mut before = visit(["2024-03-05", "2024-03-07", "2024-03-11", "2024-03-13"]);
    before.edit_extra(|extra| extra.bounds.exhibits[3] = Some(ExhibitId::new(1)));
    let at = |day: f64, name: BoundName| drag(&before.bounds, name, march(day), &axis(20.0), &[snap]);
    let near = at(16.3, BoundName::NotAfter);
    assert_eq!((near.when.to_string().as_str(), near.snap), ("2024-03-16T05:10Z", Some(snap)));
    let (after, label) = edited(&before, BoundName::NotAfter, &near).expect("it moved");
    assert_eq!(label, "Move not after of V-3 to 16 March 2024, 05:10 UTC");
    assert_eq!(after.bound_exhibit(BoundName::NotAfter), Some(ExhibitId::new(4)));
    let facts = fixture::facts();
    let lines = readout(&facts, &before, BoundName::NotAfter, &near, &TimeZone::UTC);
    assert_eq!(lines, ["Not after: 16 March 2024, 05:10", "2 days 5 hours later", "given by SI-7 in E-4"]);
    assert_eq!(at(16.6, BoundName::NotAfter).snap, None, "too far away");
    assert_eq!(at(10.0, BoundName::LastSeen).snap, None, "it does not give this bound");

    let far = at(20.0, BoundName::NotAfter);
    let (after, _) = edited(&before, BoundName::NotAfter, &far).expect("it moved");
    assert_eq!(after.bound_exhibit(BoundName::NotAfter), None, "nothing gives a date set by hand");
    let lines = readout(&facts, &before, BoundName::NotAfter, &far, &TimeZone::UTC);
    assert_eq!(lines, ["Not after: 19 March 2024", "6 days later", "E-1 no longer gives it"]);
    assert_eq!(edited(&before, BoundName::NotAfter, &at(14.0, BoundName::NotAfter)), None, "back where it was");
}

#[test]
fn a_core_can_be_set_where_there_was_none() {
    let before = visit(["2024-03-07", "", "", "2024-03-21"]);
    let dragged = drag(&before.bounds, BoundName::FirstSeen, march(10.0), &axis(20.0), &[]);
    let (after, label) = edited(&before, BoundName::FirstSeen, &dragged).expect("it is new");
    assert_eq!(label, "Set first seen of V-3 to 10 March 2024");
    assert!(after.bounds.core().is_some());
}

#[test]
fn a_whole_bar_moves_by_one_amount_at_the_precision_of_each_bound() {
    let check = |times: [&str; 4], day: f64, by: f64, expect: [&str; 4], words: &str| {
        let (bounds, said) = shifted(&fixture::bounds(times), by * A_DAY, &axis(day));
        assert_eq!((bounds, said.as_str()), (fixture::bounds(expect), words));
    };
    let days = ["2024-03-05", "2024-03-07", "", "2024-03-13~"];
    check(days, 20.0, 2.4, ["2024-03-07", "2024-03-09", "", "2024-03-15~"], "2 days later");
    check(days, 200.0, -0.6, ["2024-03-04", "2024-03-06", "", "2024-03-12~"], "1 day earlier");
    check(days, 20.0, 0.3, days, "as it was");
    let hours = ["2024-03-05T04Z", "", "", "2024-03-05T09Z"];
    check(hours, 200.0, 0.25, ["2024-03-05T10Z", "", "", "2024-03-05T15Z"], "6 hours later");
    let months = ["2024-03", "2024-03-31", "", ""];
    check(months, 20.0, 31.0, ["2024-04", "2024-04-30", "", ""], "1 month later");
    check(["2024", "", "", "2024"], 20.0, 366.0, ["2025", "", "", "2025"], "1 year later");
    let before = visit(days);
    let (bounds, words) = shifted(&before.bounds, 2.0 * A_DAY, &axis(20.0));
    let (after, label) = moved_whole(&before, &bounds, &words).expect("it moved");
    assert_eq!((after.bounds, label.as_str()), (bounds, "Move V-3: 2 days later"));
    assert_eq!(moved_whole(&before, &before.bounds, "as it was"), None);
}

/// Bounds in order, each known or not and to its own precision.
fn some_bounds() -> impl Strategy<Value = Bounds> {
    let precision = prop::sample::select(vec![Precision::Month, Precision::Day, Precision::Hour, Precision::Minute]);
    let known = prop::array::uniform4((any::<bool>(), precision));
    (known, prop::array::uniform4(0_i64..60 * DAY)).prop_map(|(known, mut seconds)| {
        seconds.sort_unstable();
        Bounds::new(std::array::from_fn(|i| {
            let (known, precision) = known[i];
            known.then(|| When::new(Utc(MARCH as i64 + seconds[i]), precision, Qualifier::default()))
        }))
    })
}

proptest! {
    #[test]
    fn no_drag_brings_bounds_out_of_order(bounds in some_bounds(), name in 0_usize..4, at in -90.0_f64..90.0, day in 0.1_f64..2e5) {
        prop_assert_eq!(bounds.check(), Ok(()));
        let dragged = drag(&bounds, BOUND_NAMES[name], MARCH + at * A_DAY, &axis(day), &[]);
        prop_assert_eq!(dragged.bounds.check(), Ok(()));
        prop_assert!(dragged.stop.is_some() || dragged.when.precision() <= unit(&axis(day)));
    }

    #[test]
    fn no_move_brings_bounds_out_of_order(bounds in some_bounds(), by in -1e12_f64..1e12, day in 0.1_f64..2e5) {
        prop_assert_eq!(bounds.check(), Ok(()));
        let (moved, _) = shifted(&bounds, by, &axis(day));
        prop_assert_eq!(moved.check(), Ok(()));
        for name in BOUND_NAMES {
            prop_assert_eq!(moved.get(name).map(When::precision), bounds.get(name).map(When::precision));
        }
    }
}
