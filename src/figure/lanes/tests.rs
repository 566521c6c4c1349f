//! Lanes as a whole: order, folding, walking, and edits against a fresh build.

use proptest::prelude::*;

use super::*;
use crate::base::interval::Bounds;
use crate::base::time::When;
use crate::model::entity::Entity;
use crate::model::visit::{ACTIVITIES, Visit};

fn day(n: i64) -> When {
    When::new(Utc(n * 86_400), crate::base::time::Precision::Day, crate::base::time::Qualifier::default())
}

/// A visit of a vessel at a place, seen on days from `first` to `last`; undated if `last` lies before.
fn visit(id: u32, vessel: u32, place: u32, first: i64, last: i64) -> Visit {
    let bounds = if first <= last { Bounds::seen(day(first), day(last)) } else { Bounds::default() };
    let mut visit = Visit::new(VisitId::new(id), VesselId::new(vessel), PlaceId::new(place), bounds);
    visit.activity = ACTIVITIES[id as usize % 6];
    visit
}

fn facts(visits: &[(u32, u32, u32, i64, i64)]) -> Facts {
    let mut facts = Facts::default();
    for &(id, vessel, place, first, last) in visits {
        facts.put(Entity::Visit(Box::new(visit(id, vessel, place, first, last))));
    }
    facts
}

/// Everything that can be seen of lanes, as text.
fn dump(lanes: &Lanes) -> String {
    let strips: Vec<String> = (0..lanes.len())
        .map(|i| {
            let slots = lanes.row_data(i).map(|lane| {
                let rows: Vec<_> = (0..lane.rows())
                    .map(|row| {
                        lane.slots()[lane.row(row)].iter().map(|s| (s.visit, s.start, s.activity)).collect::<Vec<_>>()
                    })
                    .collect();
                rows
            });
            format!("{:?} {slots:?}", lanes.lane(i))
        })
        .collect();
    format!(
        "{}\n{:?} {:?} {} {:?} {}",
        strips.join("\n"),
        lanes.undated(),
        lanes.extent(),
        lanes.shown(),
        lanes.histogram(40, 0.0, 5e7),
        lanes.height()
    )
}

fn outline(lanes: &Lanes) -> Vec<(LaneKind, u32, usize, f64)> {
    (0..lanes.len())
        .filter_map(|i| Some((lanes.lane(i)?.kind, lanes.reference(i)?.id, lanes.lane(i)?.count, lanes.lane(i)?.y)))
        .collect()
}

#[test]
fn places_and_vessels_stand_in_the_order_of_their_first_sighting() {
    let facts = facts(&[(1, 1, 9, 20, 25), (2, 2, 9, 10, 12), (3, 1, 5, 30, 31), (4, 2, 9, 11, 15), (5, 3, 5, 9, 5)]);
    let by_place = Lanes::build(&facts, &LaneOptions::default());
    let (group, lane) = (LaneKind::Group, LaneKind::Lane);
    assert_eq!(
        outline(&by_place),
        [(group, 9, 3, 0.0), (lane, 2, 2, 24.0), (lane, 1, 1, 76.0), (group, 5, 1, 102.0), (lane, 1, 1, 126.0)]
    );
    assert_eq!((by_place.height(), by_place.shown(), by_place.undated()), (152.0, 4, &[VisitId::new(5)][..]));
    let by_vessel = Lanes::build(&facts, &LaneOptions { grouping: Grouping::Vessel, ..LaneOptions::default() });
    assert_eq!(outline(&by_vessel), [(lane, 2, 2, 0.0), (lane, 1, 2, 52.0)]);
    let only_first = Some(Arc::new([1_u32].into_iter().collect()));
    let filtered = Lanes::build(&facts, &LaneOptions { filter: only_first, ..LaneOptions::default() });
    assert_eq!(outline(&filtered), [(group, 9, 1, 0.0), (lane, 1, 1, 24.0)]);
    assert!(filtered.undated().is_empty(), "a visit that is filtered out is not in the tray either");
}

#[test]
fn a_folded_group_hides_its_lanes_and_stands_for_its_visits() {
    let facts = facts(&[(1, 1, 9, 20, 25), (2, 2, 9, 10, 12), (3, 1, 5, 30, 31)]);
    let options = LaneOptions { folded: [PlaceId::new(9).into()].into(), ..LaneOptions::default() };
    let lanes = Lanes::build(&facts, &options);
    assert_eq!(outline(&lanes).len(), 3);
    assert_eq!(lanes.find(VisitId::new(1)), None);
    assert_eq!(lanes.hidden_in(VisitId::new(1)), Some(PlaceId::new(9)));
    assert_eq!(lanes.row_top(VisitId::new(1)), Some(0.0));
    assert_eq!(lanes.find(VisitId::new(3)), Some((2, 0)));
    assert_eq!(lanes.first_visit(), Some(VisitId::new(3)));
    let mut again = Lanes::build(&facts, &LaneOptions::default());
    again.fold(options.folded);
    assert_eq!(dump(&again), dump(&lanes));
}

#[test]
fn heights_lead_back_to_lanes() {
    let facts = facts(&[(1, 1, 9, 20, 25), (2, 1, 9, 21, 22), (3, 1, 5, 30, 31)]);
    let lanes = Lanes::build(&facts, &LaneOptions::default());
    let at = |y: f64| lanes.lane_at(y);
    assert_eq!(
        [at(-1.0), at(0.0), at(23.9), at(24.0), at(75.9), at(76.0), at(125.9), at(126.0)],
        [None, Some(0), Some(0), Some(1), Some(1), Some(2), Some(3), None]
    );
    assert_eq!(lanes.row_top(VisitId::new(2)), Some(50.0), "the second row of the lane");
}

#[test]
fn arrow_keys_walk_in_time_within_a_lane_and_to_the_nearest_across() {
    let facts = facts(&[(1, 1, 1, 0, 9), (2, 1, 1, 5, 6), (3, 1, 1, 20, 21), (4, 2, 1, 1, 2), (5, 2, 1, 18, 19)]);
    let lanes = Lanes::build(&facts, &LaneOptions::default());
    let walk = |from: u32, step: Walk| lanes.neighbour(VisitId::new(from), step).map(|id| id.0);
    assert_eq!([walk(1, Walk::Next), walk(2, Walk::Next), walk(3, Walk::Next)], [Some(2), Some(3), None]);
    assert_eq!([walk(3, Walk::Previous), walk(1, Walk::Previous)], [Some(2), None]);
    assert_eq!([walk(1, Walk::Below), walk(3, Walk::Below), walk(5, Walk::Below)], [Some(4), Some(5), None]);
    assert_eq!([walk(5, Walk::Above), walk(1, Walk::Above)], [Some(3), None]);
}

#[test]
fn tagging_moves_nothing() {
    let mut facts = facts(&[(1, 1, 1, 0, 9), (2, 1, 1, 5, 6)]);
    let mut lanes = Lanes::build(&facts, &LaneOptions::default());
    let slots = lanes.row_data(1).map(|lane| lane.slots().as_ptr());
    for (id, first, last) in [(1, 0, 9), (2, 5, 6)] {
        let mut tagged = visit(id, 1, 1, first, last);
        tagged.tags = Box::new([crate::model::ids::TagId::new(1)]);
        facts.put(Entity::Visit(Box::new(tagged)));
        lanes.update(&facts, &[VisitId::new(id).into()]);
        assert_eq!(lanes.row_data(1).map(|lane| lane.slots().as_ptr()), slots, "the lane was not even packed anew");
    }
}

#[test]
fn first_seen_orders_lanes_even_when_the_extent_stays() {
    let mut facts = facts(&[(1, 1, 1, 0, 9), (2, 2, 1, 3, 9)]);
    let mut lanes = Lanes::build(&facts, &LaneOptions::default());
    let mut later = visit(1, 1, 1, 5, 9);
    later.bounds = later.bounds.with(crate::base::interval::BoundName::NotBefore, Some(day(0)));
    facts.put(Entity::Visit(Box::new(later)));
    lanes.update(&facts, &[VisitId::new(1).into()]);
    assert_eq!(outline(&lanes).iter().map(|lane| lane.1).collect::<Vec<_>>(), [1, 2, 1]);
    assert_eq!(dump(&lanes), dump(&Lanes::build(&facts, &LaneOptions::default())));
}

#[test]
fn the_histogram_counts_every_visit_once() {
    let visits: Vec<_> = (1..=500).map(|i| (i, i % 7, i % 3, i64::from(i % 90), i64::from(i % 90 + i % 4))).collect();
    let lanes = Lanes::build(&facts(&visits), &LaneOptions::default());
    let (from, to) = lanes.extent().expect("dated");
    let sum = |bins: usize, from: i64, to: i64| lanes.histogram(bins, from as f64, to as f64).iter().sum::<u32>();
    assert_eq!(sum(120, from.0, to.0), 500);
    let middles = visits.iter().map(|&(_, _, _, first, last)| f64::midpoint(first as f64, (last + 1) as f64));
    let on_day_40 = middles.filter(|middle| (40.0..41.0).contains(middle)).count() as u32;
    assert_eq!(sum(120, from.0 + 86_400 * 40, from.0 + 86_400 * 41), on_day_40, "a day is counted visit by visit");
    assert_eq!(lanes.histogram(0, 0.0, 1.0), Vec::<u32>::new());
    assert_eq!(Lanes::default().histogram(3, 0.0, 1.0), [0, 0, 0]);
}

#[test]
fn extremes_lie_in_order() {
    let thousand_years = Visit::new(
        VisitId::new(1),
        VesselId::new(1),
        PlaceId::new(1),
        Bounds::seen("0001".parse().expect("a year"), "9999".parse().expect("a year")),
    );
    let mut facts = facts(&[(2, 1, 1, 0, 0), (u32::MAX, 1, 1, 1, 1)]);
    facts.put(Entity::Visit(Box::new(thousand_years)));
    let lanes = Lanes::build(&facts, &LaneOptions::default());
    assert_eq!(lanes.find(VisitId::new(u32::MAX)), Some((1, 1)));
    assert_eq!(lanes.histogram(10, -6e10, 2.6e11).iter().sum::<u32>(), 3);
    assert!(Lanes::build(&Facts::default(), &LaneOptions::default()).is_empty());
}

type Step = (u32, u32, u32, i64, i64, bool);

proptest! {
    #[test]
    fn an_update_equals_a_fresh_build(
        seed in prop::collection::vec((1_u32..40, 1_u32..5, 1_u32..4, 0_i64..300, -3_i64..20), 0..40),
        steps in prop::collection::vec(prop::collection::vec((1_u32..60, 1_u32..6, 1_u32..5, 0_i64..300, -3_i64..20, any::<bool>()), 1..4), 0..12),
        grouping: bool, filtered: bool, fold: bool,
    ) {
        let seed: Vec<_> = seed.into_iter().map(|(id, v, p, first, days)| (id, v, p, first, first + days)).collect();
        let mut facts = facts(&seed);
        let options = LaneOptions {
            grouping: if grouping { Grouping::Place } else { Grouping::Vessel },
            filter: filtered.then(|| Arc::new((0..60).filter(|id| id % 3 != 0).collect())),
            folded: if fold { [PlaceId::new(2).into()].into() } else { BTreeSet::new() },
        };
        let mut lanes = Lanes::build(&facts, &options);
        let apply = |facts: &mut Facts, step: &Step| {
            let (id, vessel, place, first, days, remove) = *step;
            if remove && id % 2 == 0 {
                facts.remove(VisitId::new(id).into());
            } else {
                facts.put(Entity::Visit(Box::new(visit(id, vessel, place, first, first + days))));
            }
            VisitId::new(id).into()
        };
        for step in steps {
            let touched: Vec<EntityRef> = step.iter().map(|change| apply(&mut facts, change)).collect();
            lanes.update(&facts, &touched);
            prop_assert_eq!(dump(&lanes), dump(&Lanes::build(&facts, &options)));
        }
        for row in facts.visits.iter() {
            if let Some((lane, line)) = lanes.find(row.id) {
                let found = lanes.row_data(lane).map(|data| data.slots()[data.row(line)].iter().any(|s| s.visit == row.id.0));
                prop_assert_eq!(found, Some(true));
            }
        }
    }
}
