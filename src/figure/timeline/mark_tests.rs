//! The marks beside the bars as data: sightings, voyages, gaps, windows, night, bundles, and what is left out.

use std::sync::Arc;

use super::tests::{DAY, MARCH, by_vessel, crowd, draw, draw_selected, hit, usual, view};
use super::*;
use crate::base::edtf::{Dated, Edtf};
use crate::base::interval::BoundName;
use crate::base::quantity::{Amount, Unit};
use crate::figure::draw::at;
use crate::figure::fixture;
use crate::figure::lanes::{LaneOptions, ROW_HEIGHT};
use crate::figure::measure::plex;
use crate::figure::palette::{Role, Tone};
use crate::figure::scene::{Dash, Hit, Point, Rect};
use crate::model::entity::Entity;
use crate::model::evidence::{Exhibit, ExhibitKind, Obstruction, Sighting};
use crate::model::grading::Hedge;
use crate::model::ids::{ExhibitId, PlaceId, RegimeId, ShipmentId, SightingId, Stamp, VesselId, VisitId};
use crate::model::place::Position;
use crate::model::regime::{CountingEvent, MonthDay, Regime};
use crate::model::shipment::{Shipment, ShipmentStatus};
use crate::model::view::LAYERS;
use crate::model::visit::Activity;

/// The picture with these layers alone.
fn with(facts: &Facts, lanes: &LaneOptions, view: &TimelineView, layers: &[Layer]) -> Scene {
    let layers: BTreeSet<Layer> = layers.iter().copied().collect();
    let (none, lanes) = (BTreeSet::new(), Lanes::build(facts, lanes));
    scene(facts, &lanes, view, &options(&layers, &none, None))
}

/// The picture with these layers and the pointer over something.
fn pointed(facts: &Facts, layers: &[Layer], hovered: &Item) -> Scene {
    let layers: BTreeSet<Layer> = layers.iter().copied().collect();
    let (none, lanes) = (BTreeSet::new(), Lanes::build(facts, &LaneOptions::default()));
    scene(facts, &lanes, &view(), &options(&layers, &none, Some(hovered)))
}

fn options<'a>(
    layers: &'a BTreeSet<Layer>,
    selected: &'a BTreeSet<EntityRef>,
    hovered: Option<&'a Item>,
) -> TimelineOptions<'a> {
    TimelineOptions {
        zone: TimeZone::UTC,
        layers,
        selected,
        hovered,
        show_events: true,
        show_axis: true,
        sticky: false,
        cursor: None,
        measure: &plex,
    }
}

fn see(facts: &mut Facts, id: u32, exhibit: u32, time: &str, change: impl FnOnce(&mut Sighting)) {
    let time: Edtf = time.parse().expect("a date");
    let mut sighting = Sighting {
        id: SightingId::new(id),
        exhibit: ExhibitId::new(exhibit),
        place: None,
        time: Some(Dated::from(time)),
        vessel: None,
        negative: false,
        seen: String::new(),
        obstruction: Obstruction::Clear,
        at: None,
        note: String::new(),
        tags: Vec::new(),
        stamp: Stamp::default(),
    };
    change(&mut sighting);
    facts.put(Entity::Sighting(Box::new(sighting)));
}

fn track(facts: &mut Facts, id: u32) {
    let mut exhibit = Exhibit::titled(ExhibitId::new(id), id, "AIS of Tanker 1");
    exhibit.kind = ExhibitKind::AisTrack;
    facts.put(Entity::Exhibit(Box::new(exhibit)));
}

fn regime(id: u32, month: u8, day: u8, product: &str) -> Entity {
    Entity::Regime(Box::new(Regime {
        id: RegimeId::new(id),
        instrument: format!("S/RES/2397 (2017), para {id}"),
        cap: Amount::new(500_000.0).expect("an amount"),
        unit: Unit::Barrels,
        window_start: MonthDay::new(month, day).expect("a day"),
        products: vec![product.to_owned()],
        counting_event: CountingEvent::Loaded,
        conversion: String::new(),
        notice_points: Vec::new(),
        note: String::new(),
        tags: Vec::new(),
        stamp: Stamp::default(),
    }))
}

fn curves(scene: &Scene) -> Vec<(Item, [Point; 4])> {
    scene.curves.iter().map(|curve| (curve.item.clone(), curve.points)).collect()
}

fn inner(outer: Rect, inner: Rect) -> bool {
    outer.left <= inner.left && inner.right <= outer.right && outer.top <= inner.top && inner.bottom <= outer.bottom
}

#[test]
fn every_layer_can_be_left_out_and_bars_and_headers_stay() {
    let mut facts = fixture::facts();
    track(&mut facts, 20);
    see(&mut facts, 20, 20, "2024-03-20/2024-03-24", |row| {
        (row.vessel, row.negative) = (Some(VesselId::new(1)), true);
    });
    see(&mut facts, 21, 1, "2024-03-08", |_| {});
    let mut visit = facts.visits.get(VisitId::new(1)).expect("in the fixture").clone();
    visit.sightings = Box::new([SightingId::new(21)]);
    facts.put(Entity::Visit(Box::new(visit)));
    let mut berth = facts.places.get(PlaceId::new(1)).expect("in the fixture").clone();
    berth.position = Position::new(42.7, 133.1).ok();
    facts.put(Entity::Place(Box::new(berth)));
    facts.put(regime(1, 1, 1, "refined petroleum"));
    let near = TimelineView { axis_to: MARCH + 20.0 * DAY, ..view() };
    let all = with(&facts, &LaneOptions::default(), &near, &LAYERS);
    let bars = |scene: &Scene| scene.hits.iter().filter(|hit| hit.label.starts_with("V-")).count();
    for layer in LAYERS {
        let others: Vec<Layer> = LAYERS.into_iter().filter(|other| *other != layer).collect();
        let without = with(&facts, &LaneOptions::default(), &near, &others);
        assert!(without.shapes.len() < all.shapes.len(), "{layer:?} draws nothing");
        assert_eq!(bars(&without), bars(&all), "{layer:?} takes bars along");
    }
}

#[test]
fn sightings_stand_on_the_bar_that_rests_on_them_and_partial_ones_are_hollow() {
    let mut facts = fixture::facts();
    for (id, time) in [(30, "2024-03-07"), (31, "2024-03-09"), (32, "2024-03-09"), (33, "2024-05-01")] {
        see(&mut facts, id, 1, time, |row| {
            row.obstruction = if id == 30 { Obstruction::Partial } else { Obstruction::Clear };
        });
    }
    let mut visit = facts.visits.get(VisitId::new(1)).expect("in the fixture").clone();
    visit.sightings = [33, 32, 31, 30].map(SightingId::new).into();
    facts.put(Entity::Visit(Box::new(visit)));
    let scene = usual(&facts);
    let bar = hit(&scene, "V-1 ").rect;
    let ticks: Vec<&Hit> =
        scene.hits.iter().filter(|hit| hit.label.starts_with("SI-3") && hit.label.len() > 9).collect();
    let names: Vec<&str> =
        ticks.iter().map(|hit| hit.label.as_str()).filter(|label| label.starts_with("SI-3")).collect();
    assert!(names.contains(&"SI-30 seen, 7 March 2024"), "{names:?}");
    assert!(names.contains(&"SI-31 seen, 9 March 2024 and 1 more"), "{names:?}");
    assert!(!names.iter().any(|name| name.starts_with("SI-33")), "what lies outside the visit is not on its bar");
    for tick in ["SI-30 ", "SI-31 "] {
        let tick = hit(&scene, tick).rect;
        assert!(
            bar.left <= tick.right && tick.left <= bar.right && tick.bottom <= bar.bottom + 1.0,
            "{tick:?} {bar:?}"
        );
        let order = |start: &str| scene.hits.iter().position(|hit| hit.label.starts_with(start));
        assert!(order("SI-30 ") > order("V-1 "), "a tick lies above its bar");
    }
    let dark = |shape: &&Shape, filled: bool| match shape {
        Shape::Rect { fill, stroke, rect, .. } if rect.width() < 4.0 && rect.height() < 10.0 => {
            let role = |tone: Option<Tone>| tone == Some(Tone::Role(Role::Text));
            role(fill.map(|ink| ink.tone)) == filled && role(stroke.map(|stroke| stroke.ink.tone)) != filled
        }
        _ => false,
    };
    assert_eq!(scene.shapes.iter().filter(|shape| dark(shape, true)).count(), 1, "one full tick");
    assert_eq!(scene.shapes.iter().filter(|shape| dark(shape, false)).count(), 1, "one hollow tick");
}

#[test]
fn voyages_run_straight_in_a_lane_and_bend_across_lanes() {
    let facts = fixture::facts();
    let voyage = Item::Voyage { from: VisitId::new(1), to: VisitId::new(4) };
    let find = |scene: &Scene| curves(scene).into_iter().find(|(item, _)| *item == voyage).map(|(_, points)| points);
    let beside = find(&with(&facts, &by_vessel(), &view(), &[Layer::Voyages])).expect("drawn");
    assert!(beside.iter().all(|point| point.y == beside[0].y), "{beside:?}");
    let axis = view().axis();
    assert_eq!((beside[0].x, beside[3].x), (axis.x(MARCH + 10.0 * DAY) + 1.0, axis.x(MARCH + 15.0 * DAY) - 2.0));
    let scene = with(&facts, &LaneOptions::default(), &view(), &[Layer::Voyages]);
    let across = find(&scene).expect("drawn");
    assert!(across[3].y > across[0].y + 3.0 * ROW_HEIGHT, "{across:?}");
    assert!(scene.hits.iter().any(|hit| hit.label == "Voyage of Tanker 1, Vostochny, oil berth to Chongjin"));
    let lines = |scene: &Scene| scene.curves.len();
    assert_eq!(lines(&scene), 3, "Tanker 1 and 2, and Lady R once");
    let unknown = Item::Voyage { from: VisitId::new(9), to: VisitId::new(10) };
    assert!(scene.curves.iter().all(|curve| curve.item != unknown), "nothing bounds the end of V-9");
    let filter = Some(Arc::new((2..=20).collect()));
    let hidden = with(&facts, &LaneOptions { filter, ..LaneOptions::default() }, &view(), &[Layer::Voyages]);
    assert_eq!(find(&hidden), None, "a voyage whose end is hidden is left out");
}

#[test]
fn silence_is_hatched_behind_the_bars_in_every_lane_of_the_vessel() {
    let mut facts = fixture::facts();
    track(&mut facts, 20);
    for (id, time) in [(20, "2024-03-12T00:00Z"), (21, "2024-03-15T00:00Z")] {
        see(&mut facts, id, 20, time, |row| row.vessel = Some(VesselId::new(1)));
    }
    let scene = usual(&facts);
    let gaps: Vec<&Hit> = scene.hits.iter().filter(|hit| matches!(hit.item, Item::Gap { .. })).collect();
    assert_eq!(gaps.len(), 2, "Tanker 1 has a lane at both places");
    assert_eq!(gaps[0].label, "AIS of Tanker 1 silent, 12 to 14 March 2024, 72 hours, E-20");
    let axis = view().axis();
    assert!((gaps[0].rect.left - axis.x(MARCH + 11.0 * DAY)).abs() < 0.1);
    let first_bar = scene.hits.iter().position(|hit| hit.label.starts_with("V-")).expect("a bar");
    let last_gap = scene.hits.iter().rposition(|hit| matches!(hit.item, Item::Gap { .. })).expect("a gap");
    assert!(last_gap < first_bar, "a bar is pointed at before the gap behind it");
    let lines = scene.shapes.iter().filter(|shape| matches!(shape, Shape::Line { from, to, .. } if from.x != to.x));
    let within = |line: &Shape| match line {
        Shape::Line { from, to, .. } => gaps.iter().any(|gap| {
            let line = Rect { left: from.x, right: to.x, top: to.y, bottom: from.y };
            inner(
                gap.rect,
                Rect { left: line.left + 0.1, right: line.right - 0.1, top: line.top + 0.1, bottom: line.bottom - 0.1 },
            )
        }),
        _ => false,
    };
    let hatching = lines.filter(|line| within(line)).count();
    assert!(hatching > 16, "{hatching} lines");
    assert!(
        !with(&facts, &LaneOptions::default(), &view(), &[])
            .hits
            .iter()
            .any(|hit| matches!(hit.item, Item::Gap { .. }))
    );
}

#[test]
fn each_regime_has_a_ribbon_whose_labels_never_overlap() {
    let mut facts = fixture::facts();
    for (id, month, product) in
        [(1, 1, "refined petroleum"), (2, 12, "crude oil"), (3, 6, "a very long list of products")]
    {
        facts.put(regime(id, month, 22, product));
    }
    let layers = [Layer::Events, Layer::Windows];
    let set = BTreeSet::from(layers);
    assert_eq!(lanes_top(&facts, &set), AXIS_HEIGHT + EVENTS_HEIGHT + 3.0 * 18.0);
    assert_eq!(lanes_top(&facts, &Layer::usual()), AXIS_HEIGHT + EVENTS_HEIGHT, "no room while the layer is off");
    for span in [30.0, 400.0, 1_500.0, 6_000.0, 40_000.0, 3_000_000.0] {
        let view = TimelineView { axis_from: MARCH - span * DAY / 2.0, axis_to: MARCH + span * DAY / 2.0, ..view() };
        let scene = with(&facts, &LaneOptions::default(), &view, &layers);
        let lanes = AXIS_HEIGHT + EVENTS_HEIGHT..AXIS_HEIGHT + EVENTS_HEIGHT + 54.0;
        let mut texts: Vec<(f32, f32, f32)> = Vec::new();
        for shape in &scene.shapes {
            if let Shape::Text { at, text, size, face, max_width, .. } = shape
                && lanes.contains(&at.y)
                && at.x > 200.0
            {
                let wide = plex(text, *size, *face);
                assert!(wide <= *max_width, "{text} is cut at {span}");
                texts.push((at.y, at.x, at.x + wide));
            }
        }
        texts.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        assert!(texts.windows(2).all(|pair| pair[0].0 != pair[1].0 || pair[0].2 < pair[1].1), "{span}: {texts:?}");
        assert!(scene.shapes.len() < 3_000, "{} shapes over {span} days", scene.shapes.len());
    }
    let scene = with(&facts, &LaneOptions::default(), &view(), &layers);
    let windows: Vec<&str> =
        scene.hits.iter().filter(|hit| matches!(hit.item, Item::Window { .. })).map(|hit| hit.label.as_str()).collect();
    assert!(windows.contains(&"R-1 refined petroleum 2024/25, cap 500,000 bbl"), "{windows:?}");
    assert!(windows.contains(&"R-2 crude oil 2023/24, cap 500,000 bbl"), "{windows:?}");
    let label =
        scene.shapes.iter().any(|shape| matches!(shape, Shape::Text { text, .. } if text == "R-2 crude oil 2023/24"));
    assert!(label);
}

#[test]
fn night_falls_where_a_place_has_a_position_and_a_day_is_wide_enough() {
    let mut facts = fixture::facts();
    let bands = |facts: &Facts, days: f64| {
        let view = TimelineView { axis_to: MARCH + days * DAY, ..view() };
        let dark = |scene: Scene| {
            let is_band = |shape: &&Shape| matches!(shape, Shape::Rect { fill: Some(ink), .. } if ink.tone == Tone::Role(Role::Text) && ink.alpha < 0.1);
            scene.shapes.iter().filter(is_band).count()
        };
        dark(with(facts, &LaneOptions::default(), &view, &[Layer::Night]))
    };
    assert_eq!(bands(&facts, 10.0), 0, "no place has a position");
    let mut port = facts.places.get(PlaceId::new(1)).expect("in the fixture").clone();
    port.position = Position::new(42.7, 133.1).ok();
    facts.put(Entity::Place(Box::new(port)));
    // The berth lies in the port; five lanes, of which each night is a band.
    assert_eq!(bands(&facts, 10.0), 5 * 10);
    assert_eq!(bands(&facts, 36.0), 5 * 36);
    assert_eq!(bands(&facts, 45.0), 0, "a day is narrower than 24 points");
}

#[test]
fn pointing_at_a_shipment_dims_the_rest_and_moves_nothing() {
    let facts = fixture::facts();
    let layers = [Layer::Shipments, Layer::Events];
    let plain = with(&facts, &LaneOptions::default(), &view(), &layers);
    let scene = pointed(&facts, &layers, &Item::Entity(ShipmentId::new(1).into()));
    let rects = |scene: &Scene| {
        let mut hits: Vec<(String, [i32; 4])> = scene
            .hits
            .iter()
            .map(|hit| {
                (hit.label.clone(), [hit.rect.left, hit.rect.top, hit.rect.right, hit.rect.bottom].map(|v| v as i32))
            })
            .collect();
        hits.sort();
        hits
    };
    assert_eq!(rects(&plain), rects(&scene), "nothing moves");
    let body = |scene: &Scene, name: &str| {
        let bar = hit(scene, name).rect;
        let alpha = |shape: &Shape| match shape {
            Shape::Rect { rect, fill: Some(ink), .. } if rect.height() == 16.0 && inner(bar, *rect) => Some(ink.alpha),
            _ => None,
        };
        scene.shapes.iter().find_map(alpha).expect("a core")
    };
    for (visit, bright) in [("V-1 ", true), ("V-4 ", true), ("V-2 ", false), ("V-5 ", false)] {
        let (before, after) = (body(&plain, visit), body(&scene, visit));
        assert_eq!(before == after, bright, "{visit}: {before} {after}");
    }
    let faint = |shape: &&Shape| matches!(shape, Shape::Curve { stroke, .. } if stroke.ink.alpha < 0.5);
    assert_eq!(scene.shapes.iter().filter(faint).count(), 3);
    assert_eq!(plain.shapes.iter().filter(faint).count(), 0);
}

#[test]
fn status_and_the_weaker_hedge_show_in_width_and_dash() {
    use ShipmentStatus::{Accepted, Proposed, Rejected};
    let mut facts = fixture::facts();
    let look = |facts: &Facts, selected: bool| {
        let selected: &[EntityRef] = if selected { &[ShipmentId::new(2).into()] } else { &[] };
        let scene = draw_selected(facts, &LaneOptions::default(), &view(), selected, |_| {});
        let points = scene.curves.iter().find(|curve| curve.item == Item::Entity(ShipmentId::new(2).into()))?.points;
        let crossing = |shape: &&Shape| {
            let middle = crate::figure::scene::along(&points, 0.5);
            matches!(shape, Shape::Line { from, to, .. } if *from == at(middle.x - 4.0, middle.y - 4.0) && to.x > from.x)
        };
        let crossed = scene.shapes.iter().any(|shape| crossing(&shape));
        scene.shapes.iter().find_map(|shape| match shape {
            Shape::Curve { points: found, stroke, .. } if *found == points => {
                Some((stroke.width, stroke.dash, crossed))
            }
            _ => None,
        })
    };
    let set = |facts: &mut Facts, status: ShipmentStatus, hedge: Hedge| {
        let mut shipment = facts.shipments.get(ShipmentId::new(2)).expect("in the fixture").clone();
        shipment.status = status;
        facts.put(Entity::Shipment(Box::new(shipment)));
        let mut visit = facts.visits.get(VisitId::new(2)).expect("in the fixture").clone();
        visit.hedge = hedge;
        facts.put(Entity::Visit(Box::new(visit)));
    };
    // The other end is asserted, so that the hedge of the first decides.
    for (status, hedge, expect) in [
        (Proposed, Hedge::Asserted, (1.25, Dash::Solid, false)),
        (Accepted, Hedge::Likely, (2.0, Dash::Long, false)),
        (Proposed, Hedge::Appears, (1.25, Dash::Dots, false)),
        (Proposed, Hedge::Alleged, (1.25, Dash::Sparse, false)),
    ] {
        set(&mut facts, status, hedge);
        assert_eq!(look(&facts, false), Some(expect));
    }
    set(&mut facts, Rejected, Hedge::Asserted);
    assert_eq!(look(&facts, false), None);
    assert_eq!(look(&facts, true), Some((2.0, Dash::Solid, true)), "rejected and selected: crossed");
}

/// `n` shipments of one vessel from the berth to Chongjin, a day each.
fn ferry(n: u32) -> Facts {
    let mut facts = fixture::facts();
    let day = |i: u32| format!("2024-03-{:02}", i % 28 + 1);
    for i in 0..n {
        let (loading, discharge) = (100 + 2 * i, 101 + 2 * i);
        let at =
            |place, id| fixture::visit(id, 3, place, ["", &day(i), &day(i), ""], Activity::Loading, Hedge::Asserted);
        facts.put(Entity::Visit(Box::new(at(4, loading))));
        facts.put(Entity::Visit(Box::new(at(2, discharge))));
        let ends = [loading, discharge].map(|id| Some(VisitId::new(id)));
        facts.put(Entity::Shipment(Box::new(Shipment::between(ShipmentId::new(100 + i), 100 + i, ends[0], ends[1]))));
    }
    facts
}

#[test]
fn many_shipments_between_two_lanes_are_one_curve_with_their_number() {
    let single = |facts: &Facts| {
        let scene = usual(facts);
        let is_new =
            |item: &Item| matches!(item, Item::Entity(item) if item.as_id::<Shipment>().is_some_and(|id| id.0 >= 100));
        scene.curves.iter().filter(|curve| is_new(&curve.item)).count()
    };
    assert_eq!(single(&ferry(12)), 12, "twelve are drawn one by one");
    let facts = ferry(30);
    assert_eq!(single(&facts), 0);
    let scene = usual(&facts);
    let bundle = hit(&scene, "30 shipments, ");
    assert_eq!(bundle.label, "30 shipments, Tanker 3 to Tanker 3");
    assert_eq!(bundle.item, Item::Bundle((100..130).map(ShipmentId::new).collect()));
    assert!(scene.shapes.iter().any(|shape| matches!(shape, Shape::Text { text, .. } if text == "30")));
    let dimmed = pointed(&facts, &[Layer::Shipments], &bundle.item);
    let curve =
        |shape: &&Shape| matches!(shape, Shape::Curve { stroke, .. } if stroke.ink.tone == Tone::Role(Role::Accent));
    assert!(dimmed.shapes.iter().any(|shape| curve(&shape)), "what is pointed at lights up");
    assert_eq!(dimmed.curves.len(), scene.curves.len(), "and stays one");
}

#[test]
fn more_shipments_than_can_be_drawn_are_said_to_be_left_out() {
    let mut facts = fixture::facts();
    // Half-open ones are never bundled.
    for i in 0..900_u32 {
        let id = 1_000 + i;
        let day = format!("2024-03-{:02}", i % 28 + 1);
        let visit = fixture::visit(id, 100 + i % 30, 4, ["", &day, &day, ""], Activity::Loading, Hedge::Asserted);
        facts.put(Entity::Visit(Box::new(visit)));
        let shipment = Shipment::between(ShipmentId::new(id), id, Some(VisitId::new(id)), None);
        facts.put(Entity::Shipment(Box::new(shipment)));
    }
    let tall = TimelineView { height: 2_400.0, ..view() };
    let scene = draw(&facts, &LaneOptions::default(), &tall, |_| {});
    assert!(scene.curves.len() <= curves::MOST, "{}", scene.curves.len());
    let note = |shape: &&Shape| matches!(shape, Shape::Text { text, .. } if text.ends_with("not drawn: zoom in"));
    assert_eq!(scene.shapes.iter().filter(note).count(), 1);
    assert_eq!(usual(&fixture::facts()).shapes.iter().filter(note).count(), 0);
}

#[test]
fn a_shipment_to_what_is_out_of_sight_ends_at_the_edge() {
    let facts = fixture::facts();
    let close = TimelineView { axis_to: MARCH + 12.0 * DAY, ..view() };
    let scene = with(&facts, &LaneOptions::default(), &close, &[Layer::Shipments]);
    let first = scene.curves.iter().find(|curve| curve.item == Item::Entity(ShipmentId::new(1).into())).expect("S-1");
    let end = first.points[3];
    assert!((1_085.0..=1_100.0).contains(&end.x), "{end:?}");
    for curve in &scene.curves {
        assert!(curve.points.iter().all(|point| (180.0..=1_120.0).contains(&point.x)), "{:?}", curve.points);
    }
    let low = TimelineView { height: 72.0 + 60.0, ..view() };
    let scene = with(&facts, &LaneOptions::default(), &low, &[Layer::Shipments, Layer::Events]);
    let first = scene.curves.iter().find(|curve| curve.item == Item::Entity(ShipmentId::new(1).into())).expect("S-1");
    assert!(first.points[3].y < 132.0 && first.points[3].y > 118.0, "{:?}", first.points);
}

#[test]
fn a_bound_is_joined_to_the_empty_look_that_gives_it() {
    let mut facts = fixture::facts();
    facts.put(Entity::Exhibit(Box::new(Exhibit::titled(ExhibitId::new(8), 8, "An empty berth"))));
    see(&mut facts, 8, 8, "2024-03-03", |row| (row.place, row.negative) = (Some(PlaceId::new(4)), true));
    see(&mut facts, 9, 8, "2024-03-05", |row| row.place = Some(PlaceId::new(4)));
    let mut visit = facts.visits.get(VisitId::new(1)).expect("in the fixture").clone();
    visit.edit_extra(|extra| extra.bounds.exhibits[BoundName::NotBefore as usize] = Some(ExhibitId::new(8)));
    facts.put(Entity::Visit(Box::new(visit)));
    let joined = |scene: &Scene| -> Vec<[Point; 4]> {
        let is_it = |shape: &Shape| match shape {
            Shape::Curve { points, arrow: false, stroke } if stroke.ink.tone == Tone::Role(Role::Accent) => {
                Some(*points)
            }
            _ => None,
        };
        scene.shapes.iter().filter_map(is_it).collect()
    };
    assert!(joined(&usual(&facts)).is_empty());
    let axis = view().axis();
    let selected = draw_selected(&facts, &LaneOptions::default(), &view(), &[VisitId::new(1).into()], |_| {});
    let hovered = Item::Entity(VisitId::new(1).into());
    for scene in [selected, pointed(&facts, &[Layer::Coverage, Layer::Events], &hovered)] {
        let found = joined(&scene);
        assert_eq!(found.len(), 1, "not after is given by no exhibit");
        assert_eq!((found[0][0].x, found[0][3].x), (axis.x(MARCH + 4.0 * DAY), axis.x(MARCH + 2.0 * DAY)));
        let look = hit(&scene, "SI-8 ").rect;
        assert!(look.contains(at(found[0][3].x, found[0][3].y)), "it ends at the empty look, not at the other");
    }
}

#[test]
fn a_stretch_without_a_look_says_so_in_a_sentence() {
    let mut facts = fixture::facts();
    facts.put(Entity::Exhibit(Box::new(Exhibit::titled(ExhibitId::new(1), 1, "Images"))));
    see(&mut facts, 8, 1, "2024-03-15", |row| row.place = Some(PlaceId::new(4)));
    let scene = usual(&facts);
    let unseen: Vec<&Hit> = scene.hits.iter().filter(|hit| matches!(hit.item, Item::Unseen { .. })).collect();
    let names: Vec<&str> = unseen.iter().map(|hit| hit.label.as_str()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names[0].starts_with("No imagery of ") && names[0].contains("5 and 6 March 2024"), "{names:?}");
    assert!(names[1].contains("8 and 14 March 2024") && names[1].contains("1 obstructed"), "{names:?}");
    // A free look is never covered; an obstructed one lies on top of the stretch that it does not end.
    for stretch in &unseen {
        let free = scene.hits.iter().filter(|hit| hit.label.starts_with("SI-") && !hit.label.contains("obstructed"));
        for look in free {
            let apart = look.rect.right <= stretch.rect.left || stretch.rect.right <= look.rect.left;
            assert!(apart, "{} covers {}", stretch.label, look.label);
        }
    }
    let close = TimelineView { axis_from: MARCH + 8.0 * DAY, axis_to: MARCH + 9.0 * DAY, ..view() };
    let scene = draw(&facts, &LaneOptions::default(), &close, |_| {});
    hit(&scene, "No imagery of ");
}

#[test]
fn a_fold_has_a_jagged_edge() {
    let facts = crowd((0..500).map(|i| (MARCH + f64::from(i) * 600.0, 300)));
    let far = TimelineView { axis_to: MARCH + 100.0 * DAY, ..view() };
    let scene = draw(&facts, &LaneOptions::default(), &far, |_| {});
    let mut tops: Vec<i32> = scene
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Rect { rect, fill: Some(ink), .. }
                if ink.tone == Tone::Role(Role::Secondary) && rect.width() < 6.0 && rect.height() < 6.0 =>
            {
                Some((rect.top * 10.0) as i32)
            }
            _ => None,
        })
        .collect();
    tops.sort_unstable();
    tops.dedup();
    assert_eq!(tops.len(), 2, "steps of two heights");
}
