//! Lanes as a whole: order, folding, walking, and edits against a fresh build.

use proptest::prelude::*;

use super::*;
use crate::base::interval::Bounds;
use crate::base::time::When;
use crate::model::arrangement::{LaneBy, LaneOrder};
use crate::model::entity::Entity;
use crate::model::ids::TagId;
use crate::model::place::Place;
use crate::model::tag::Tag;
use crate::model::vessel::{Stated, Vessel};
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

fn tag(id: u32, name: &str) -> Tag {
    Tag {
        id: TagId::new(id),
        name: name.to_owned(),
        parent: None,
        colour: crate::model::tag::TAG_COLOURS[0],
        key: None,
        definition: String::new(),
        rule: None,
        note: String::new(),
        stamp: crate::model::ids::Stamp::default(),
    }
}

fn by(levels: &[LaneBy]) -> LaneOptions {
    LaneOptions { arrangement: Arc::new(Arrangement::by(levels)), ..LaneOptions::default() }
}

fn place_path(place: u32) -> LanePath {
    LanePath(vec![Heading::Place(PlaceId::new(place))])
}

fn lane_path(place: u32, vessel: u32) -> LanePath {
    LanePath(vec![Heading::Place(PlaceId::new(place)), Heading::Vessel(VesselId::new(vessel))])
}

/// The usual lanes with something done to them by hand.
fn with(change: impl FnOnce(&mut Arrangement)) -> LaneOptions {
    let mut options = LaneOptions::default();
    change(Arc::make_mut(&mut options.arrangement));
    options
}

/// Everything that can be seen of lanes, as text.
fn dump(lanes: &Lanes) -> String {
    let strips: Vec<String> = (0..lanes.len())
        .map(|i| {
            let slots = lanes.row_data(i).map(|lane| {
                let rows: Vec<_> = (0..lane.rows())
                    .map(|row| {
                        lane.slots()[lane.row(row)].iter().map(|s| (s.visit, s.start, s.class)).collect::<Vec<_>>()
                    })
                    .collect();
                rows
            });
            let tally = lanes.row_data(i).map(|lane| lane.tally(0..lane.slots().len()));
            format!("{:?} {:?} {slots:?} {tally:?} {:?}", lanes.lane(i), lanes.path(i), lanes.density(i))
        })
        .collect();
    format!(
        "{}\n{:?} {:?} {} {:?} {} {:?} {:?}",
        strips.join("\n"),
        lanes.undated(),
        lanes.extent(),
        lanes.shown(),
        lanes.histogram(40, 0.0, 5e7),
        lanes.height(),
        lanes.hidden(),
        (lanes.classes().keys(), lanes.signs()),
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
    let by_vessel = Lanes::build(&facts, &by(&[LaneBy::Vessel]));
    assert_eq!(outline(&by_vessel), [(lane, 2, 2, 0.0), (lane, 1, 2, 52.0)]);
    let only_first = Some(Arc::new([1_u32].into_iter().collect()));
    let filtered = Lanes::build(&facts, &LaneOptions { filter: only_first, ..LaneOptions::default() });
    assert_eq!(outline(&filtered), [(group, 9, 1, 0.0), (lane, 1, 1, 24.0)]);
    assert!(filtered.undated().is_empty(), "a visit that is filtered out is not in the tray either");
}

#[test]
fn a_folded_group_hides_its_lanes_and_stands_for_its_visits() {
    let facts = facts(&[(1, 1, 9, 20, 25), (2, 2, 9, 10, 12), (3, 1, 5, 30, 31)]);
    let options = with(|lanes| lanes.toggle_folded(place_path(9)));
    let lanes = Lanes::build(&facts, &options);
    assert_eq!(outline(&lanes).len(), 3);
    assert_eq!(lanes.find(VisitId::new(1)), None);
    assert_eq!(lanes.folded_in(VisitId::new(1)), Some(place_path(9)));
    assert_eq!(lanes.row_top(VisitId::new(1)), Some(0.0));
    assert_eq!(lanes.visits(0), [1, 2].map(VisitId::new), "what is folded away can be selected");
    assert_eq!(lanes.find(VisitId::new(3)), Some((2, 0)));
    assert_eq!(lanes.first_visit(), Some(VisitId::new(3)));
    let mut again = Lanes::build(&facts, &LaneOptions::default());
    assert!(again.rearrange(&facts, &options));
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
        tagged.tags = Box::new([TagId::new(1)]);
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

/// A case with places in places, flags that change, tags, sources and claims.
fn rich() -> Facts {
    let mut facts =
        facts(&[(1, 1, 3, 20, 25), (2, 2, 3, 10, 12), (3, 1, 4, 30, 31), (4, 3, 2, 40, 41), (5, 3, 4, 1, 2)]);
    for (id, name, parent, operator) in [
        (1, "Vostochny", None, "A port company"),
        (2, "Terminal", Some(1), ""),
        (3, "Berth", Some(2), ""),
        (4, "Rason", None, ""),
    ] {
        let mut place = Place::named(PlaceId::new(id), name);
        place.parent = parent.map(PlaceId::new);
        place.operator = operator.to_owned();
        facts.put(Entity::Place(Box::new(place)));
    }
    for (id, name, flags) in [
        (1, "Tanker 10", vec![("KP", "../1970-01-26"), ("RU", "1970-01-28/..")]),
        (2, "Tanker 2", vec![("KP", "")]),
        (3, "Lady R", vec![]),
    ] {
        let mut vessel = Vessel::named(VesselId::new(id), name);
        vessel.flags = flags.into_iter().map(|(flag, period)| flag_of(flag, period)).collect();
        facts.put(Entity::Vessel(Box::new(vessel)));
    }
    for (id, name) in [(1, "Suspected"), (2, "AIS off")] {
        facts.put(Entity::Tag(Box::new(tag(id, name))));
    }
    let mut tagged = visit(1, 1, 3, 20, 25);
    tagged.tags = Box::new([TagId::new(1), TagId::new(2)]);
    facts.put(Entity::Visit(Box::new(tagged)));
    facts
}

fn flag_of(flag: &str, period: &str) -> Stated<String> {
    let period = period.parse::<crate::base::edtf::Edtf>().ok().map(crate::base::edtf::Dated::from);
    Stated { value: flag.to_owned(), identity: crate::model::vessel::Identity::default(), period, exhibit: None }
}

/// Names with their depth and count, from top to bottom; groups end in a colon.
fn names(facts: &Facts, lanes: &Lanes) -> Vec<String> {
    let name = |i: usize| {
        let info = lanes.lane(i).expect("a strip");
        let colon = if info.kind == LaneKind::Group { ":" } else { "" };
        format!("{}{}{colon} {}", "  ".repeat(info.depth), lanes.label(facts, i), info.count)
    };
    (0..lanes.len()).map(name).collect()
}

#[test]
fn berths_stand_within_terminals_within_ports() {
    let mut facts = rich();
    let lanes = Lanes::build(&facts, &LaneOptions::default());
    assert_eq!(
        names(&facts, &lanes),
        [
            "Rason: 2",
            "  Lady R 1",
            "  Tanker 10 1",
            "Vostochny, Terminal: 3",
            "  Berth: 2",
            "    Tanker 2 1",
            "    Tanker 10 1",
            "  Lady R 1",
        ],
        "a port that only holds one terminal shares its header"
    );
    assert_eq!(
        names(&facts, &Lanes::build(&facts, &by(&[LaneBy::Place])))[1..],
        ["Vostochny, Terminal: 3", "  Berth 2", "  Terminal 1"]
    );
    let mut moved = facts.places.get(PlaceId::new(3)).expect("the berth").clone();
    moved.parent = Some(PlaceId::new(4));
    facts.put(Entity::Place(Box::new(moved)));
    let mut followed = lanes;
    followed.update(&facts, &[PlaceId::new(3).into()]);
    assert_eq!(dump(&followed), dump(&Lanes::build(&facts, &LaneOptions::default())));
    assert_eq!(names(&facts, &followed)[0], "Rason: 4");
}

#[test]
fn a_group_holds_what_stands_below_it_folded_or_not() {
    let facts = rich();
    let lanes = Lanes::build(&facts, &LaneOptions::default());
    let port = (0..lanes.len()).find(|&i| lanes.label(&facts, i).starts_with("Vostochny")).expect("the port");
    let ids = |lanes: &Lanes, strip: usize| lanes.visits(strip).iter().map(|id| id.0).collect::<Vec<_>>();
    assert_eq!(ids(&lanes, port), [1, 2, 4]);
    let folded = Lanes::build(&facts, &with(|lanes| lanes.toggle_folded(place_path(2))));
    assert_eq!(ids(&folded, port), [1, 2, 4]);
    assert_eq!(ids(&folded, port - 1), [3], "a lane");
}

#[test]
fn a_visit_stands_under_each_of_its_tags_and_counts_once() {
    let facts = rich();
    let lanes = Lanes::build(&facts, &by(&[LaneBy::Tag, LaneBy::Vessel]));
    assert_eq!(
        names(&facts, &lanes),
        [
            "Suspected: 1",
            "  Tanker 10 1",
            "AIS off: 1",
            "  Tanker 10 1",
            "No tag: 4",
            "  Lady R 2",
            "  Tanker 2 1",
            "  Tanker 10 1"
        ]
    );
    assert_eq!((lanes.shown(), lanes.histogram(4, 0.0, 1e7).iter().sum::<u32>()), (5, 5));
    let by_vessel = Lanes::build(&facts, &by(&[LaneBy::Vessel, LaneBy::Tag]));
    assert_eq!(
        names(&facts, &by_vessel)[4..],
        ["Tanker 10: 2", "  Suspected 1", "  AIS off 1", "  No tag 1"].map(str::to_owned)[..],
        "two visits, of which one has two tags"
    );
}

#[test]
fn flags_are_those_of_the_time_and_operators_those_of_the_port() {
    let facts = rich();
    let flags = Lanes::build(&facts, &by(&[LaneBy::Flag, LaneBy::Vessel]));
    assert_eq!(
        names(&facts, &flags),
        ["KP: 2", "  Tanker 2 1", "  Tanker 10 1", "RU: 1", "  Tanker 10 1", "Flag not known: 2", "  Lady R 2"]
    );
    let operators = Lanes::build(&facts, &by(&[LaneBy::Operator]));
    assert_eq!(names(&facts, &operators), ["A port company 3", "Operator not known 2"]);
    assert_eq!(names(&facts, &Lanes::build(&facts, &by(&[]))), ["All visits 5"]);
}

#[test]
fn lanes_follow_name_count_and_hand() {
    let facts = rich();
    let ordered = |order: LaneOrder, by_hand: Vec<LanePath>| {
        let arrangement = Arrangement { order, by_hand, ..Arrangement::by(&[LaneBy::Vessel]) };
        names(
            &facts,
            &Lanes::build(&facts, &LaneOptions { arrangement: Arc::new(arrangement), ..LaneOptions::default() }),
        )
    };
    let vessel = |id: u32| LanePath(vec![Heading::Vessel(VesselId::new(id))]);
    assert_eq!(ordered(LaneOrder::FirstSeen, vec![]), ["Lady R 2", "Tanker 2 1", "Tanker 10 2"]);
    assert_eq!(ordered(LaneOrder::Name, vec![]), ["Lady R 2", "Tanker 2 1", "Tanker 10 2"]);
    assert_eq!(ordered(LaneOrder::Count, vec![]), ["Lady R 2", "Tanker 10 2", "Tanker 2 1"]);
    assert_eq!(ordered(LaneOrder::ByHand, vec![vessel(1), vessel(2)]), ["Tanker 10 2", "Tanker 2 1", "Lady R 2"]);
}

#[test]
fn pinned_lanes_come_first_hidden_ones_go_and_a_search_keeps_what_it_names() {
    let facts = rich();
    let pinned = Lanes::build(&facts, &with(|lanes| lanes.toggle_pinned(lane_path(3, 1))));
    assert_eq!(names(&facts, &pinned)[..2], ["Tanker 10 · Vostochny, Terminal, Berth 1", "Rason: 2"]);
    assert_eq!((pinned.pinned(), pinned.pinned_height()), (1, 26.0));
    assert_eq!(pinned.find(VisitId::new(1)), Some((0, 0)));
    let hidden = Lanes::build(&facts, &with(|lanes| lanes.hidden.extend([place_path(4), lane_path(3, 1)])));
    assert_eq!(names(&facts, &hidden), ["Vostochny, Terminal: 3", "  Berth: 2", "    Tanker 2 1", "  Lady R 1"]);
    assert_eq!((hidden.hidden(), hidden.find(VisitId::new(1)), hidden.shown()), ((3, 3), None, 5));
    let found = Lanes::build(&facts, &LaneOptions { search: "tanker 1".to_owned(), ..LaneOptions::default() });
    assert_eq!(
        names(&facts, &found),
        ["Rason: 2", "  Tanker 10 1", "Vostochny, Terminal: 3", "  Berth: 2", "    Tanker 10 1"]
            .map(str::to_owned)
            .to_vec()
    );
}

#[test]
fn hiding_all_others_keeps_what_is_around_a_lane() {
    let facts = rich();
    let lanes = Lanes::build(&facts, &LaneOptions::default());
    let vessel = (0..lanes.len()).find(|strip| lanes.label(&facts, *strip) == "Tanker 2").expect("a lane at the berth");
    let kept = lanes.path(vessel).expect("a path");
    let hidden = with(|arrangement| arrangement.hidden.extend(lanes.others(std::slice::from_ref(&kept))));
    assert_eq!(
        names(&facts, &Lanes::build(&facts, &hidden)),
        ["Vostochny, Terminal: 3", "  Berth: 2", "    Tanker 2 1"]
    );
    let group = vec![lanes.path(0).expect("a group")];
    let hidden = with(|arrangement| arrangement.hidden.extend(lanes.others(&group)));
    assert_eq!(names(&facts, &Lanes::build(&facts, &hidden)), names(&facts, &lanes)[..3]);
    assert_eq!(lanes.others(&group).len(), 1, "one path hides a group and all in it");
    assert_eq!(lanes.siblings(&kept).len(), 2);
}

#[test]
fn colours_by_hand_reach_what_is_below() {
    let facts = rich();
    let (red, blue) = (Colour([255, 0, 0]), Colour([0, 0, 255]));
    let options = with(|lanes| {
        lanes.set_colour(&place_path(4), Some(red));
        lanes.set_colour(&lane_path(4, 1), Some(blue));
    });
    let lanes = Lanes::build(&facts, &options);
    let colours: Vec<_> = (0..3).map(|i| lanes.lane(i).and_then(|info| info.colour)).collect();
    assert_eq!(colours, [Some(red), Some(red), Some(blue)]);
}

#[test]
fn classes_say_what_a_colour_means_and_how_to_ask_for_it() {
    let facts = rich();
    let classes = |colouring: Colouring| {
        let lanes = Lanes::build(&facts, &LaneOptions { colouring, ..LaneOptions::default() });
        let present = (0..).zip(lanes.signs().classes).filter(|(_, count)| *count > 0);
        present
            .map(|(class, count)| {
                format!("{} {count} {:?}", lanes.classes().label(&facts, class), lanes.classes().term(&facts, class))
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(classes(Colouring::Tag), [r#"Suspected 1 Some("tag:Suspected")"#, r#"no tag 4 Some("-has:tag")"#]);
    assert_eq!(
        classes(Colouring::Flag),
        [r#"KP 2 Some("flag:KP")"#, r#"RU 1 Some("flag:RU")"#, "flag not known 2 None"]
    );
    assert_eq!(classes(Colouring::Vessel)[0], r#"Tanker 10 2 Some("vessel:\"Tanker 10\"")"#);
    assert_eq!(classes(Colouring::Origins), [r#"no known origin 5 Some("origins:0")"#]);
}

type Step = (u32, u32, u32, i64, i64, bool);

/// A way to lay lanes, by a number.
fn options_of(number: u8, filtered: bool) -> LaneOptions {
    use LaneBy as By;
    let levels: [&[By]; 6] =
        [&[By::Place, By::Vessel], &[By::Vessel], &[By::Tag, By::Vessel], &[By::Flag, By::Place], &[], &[By::Source]];
    let mut arrangement = Arrangement::by(levels[usize::from(number) % 6]);
    if number.is_multiple_of(2) {
        arrangement.folded.insert(place_path(2));
        arrangement.folded.insert(LanePath(vec![Heading::Unknown(By::Tag)]));
    }
    if number.is_multiple_of(3) {
        arrangement.hidden.insert(lane_path(1, 1));
        arrangement.order = LaneOrder::Count;
    }
    if number.is_multiple_of(5) {
        arrangement.pinned.push(place_path(3));
        arrangement.pinned.push(LanePath(vec![Heading::Vessel(VesselId::new(2))]));
    }
    let colourings = crate::model::view::COLOURINGS;
    LaneOptions {
        arrangement: Arc::new(arrangement),
        colouring: colourings[usize::from(number / 6) % colourings.len()],
        filter: filtered.then(|| Arc::new((0..60).filter(|id| id % 3 != 0).collect())),
        search: String::new(),
    }
}

proptest! {
    #[test]
    fn an_update_equals_a_fresh_build(
        seed in prop::collection::vec((1_u32..40, 1_u32..5, 1_u32..4, 0_i64..300, -3_i64..20), 0..40),
        steps in prop::collection::vec(prop::collection::vec((1_u32..60, 1_u32..6, 1_u32..5, 0_i64..300, -3_i64..20, any::<bool>()), 1..4), 0..12),
        number: u8, filtered: bool, then: u8,
    ) {
        let seed: Vec<_> = seed.into_iter().map(|(id, v, p, first, days)| (id, v, p, first, first + days)).collect();
        let mut facts = facts(&seed);
        for (id, name) in [(1, "one"), (2, "two")] {
            facts.put(Entity::Tag(Box::new(tag(id, name))));
        }
        let options = options_of(number, filtered);
        let mut lanes = Lanes::build(&facts, &options);
        let mut part = Lanes::build_showing(&facts, &options);
        let apply = |facts: &mut Facts, step: &Step| -> EntityRef {
            let (id, vessel, place, first, days, other) = *step;
            if other && id % 5 == 0 {
                let mut edited = Vessel::named(VesselId::new(vessel), "renamed");
                edited.flags = vec![flag_of(["KP", "RU", "PA"][id as usize % 3], "")];
                facts.put(Entity::Vessel(Box::new(edited)));
                return VesselId::new(vessel).into();
            }
            if other && id % 2 == 0 {
                facts.remove(VisitId::new(id).into());
            } else {
                let mut visit = visit(id, vessel, place, first, first + days);
                visit.tags = (1..3).filter(|tag| (id + vessel) % (tag + 1) == 0).map(TagId::new).collect();
                facts.put(Entity::Visit(Box::new(visit)));
            }
            VisitId::new(id).into()
        };
        for step in steps {
            let touched: Vec<EntityRef> = step.iter().map(|change| apply(&mut facts, change)).collect();
            lanes.update(&facts, &touched);
            prop_assert_eq!(dump(&lanes), dump(&Lanes::build(&facts, &options)));
            part.update(&facts, &touched);
            prop_assert_eq!(dump(&part), dump(&lanes));
        }
        // Another query, other fills, no query at all: from what is there, as from nothing.
        for keep in [2, 5, 0] {
            let filter = (keep > 0).then(|| Arc::new((0..60).filter(|id| id % keep == 1).collect()));
            let other = LaneOptions { filter, colouring: options_of(then, false).colouring, ..options.clone() };
            part = part.showing(&facts, &other).expect("all visits are at hand");
            prop_assert_eq!(dump(&part), dump(&Lanes::build(&facts, &other)));
        }
        let fresh = Lanes::build(&facts, &options);
        for strip in (0..lanes.len()).filter(|_| options.arrangement.hidden.is_empty() && options.arrangement.pinned.is_empty()) {
            prop_assert_eq!(lanes.visits(strip).len(), lanes.lane(strip).map_or(0, |lane| lane.count));
        }
        for row in facts.visits.iter() {
            prop_assert_eq!(lanes.find(row.id), fresh.find(row.id));
            if let Some((lane, line)) = lanes.find(row.id) {
                let found = lanes.row_data(lane).map(|data| data.slots()[data.row(line)].iter().any(|s| s.visit == row.id.0));
                prop_assert_eq!(found, Some(true));
            }
        }
        let other = options_of(then, filtered);
        if lanes.rearrange(&facts, &other) {
            prop_assert_eq!(dump(&lanes), dump(&Lanes::build(&facts, &other)));
        }
    }
}
