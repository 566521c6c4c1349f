//! Whatever a case holds, a picture of it is finite, no larger than the screen, and loses no visit.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::tests::{MARCH, by_vessel, crowd, view};
use super::*;
use crate::base::edtf::{Dated, Edtf, End};
use crate::base::interval::Bounds;
use crate::base::time::{Precision, Qualifier, Utc, When};
use crate::figure::lanes::LaneOptions;
use crate::figure::measure::plex;
use crate::figure::scene::{Point, Rect, Stroke};
use crate::model::arrangement::{Arrangement, LANE_BYS, LaneBy};
use crate::model::entity::Entity;
use crate::model::evidence::{Exhibit, ExhibitKind, Obstruction, Sighting};
use crate::model::grading::HEDGES;
use crate::model::ids::{ExhibitId, PlaceId, ShipmentId, SightingId, Stamp, TagId, VesselId, VisitId};
use crate::model::place::{Place, Position};
use crate::model::shipment::Shipment;
use crate::model::tag::Tag;
use crate::model::vessel::{Identity, Stated, Vessel};
use crate::model::view::{COLOURINGS, LAYERS};
use crate::model::visit::{ACTIVITIES, Visit};

/// What may stand far outside the picture's sides, in points: rings, open circles and their curves.
const OUTSIDE: f32 = 160.0;

fn picture(facts: &Facts, lane: &LaneOptions, view: &TimelineView) -> (Lanes, Scene) {
    let lanes = Lanes::build(facts, lane);
    let (layers, selected) = (BTreeSet::from(LAYERS), BTreeSet::new());
    let options = TimelineOptions {
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
    let scene = scene(facts, &lanes, view, &options);
    (lanes, scene)
}

/// All corners of a shape.
fn corners(shape: &Shape) -> Vec<Point> {
    let of = |rect: &Rect| vec![Point { x: rect.left, y: rect.top }, Point { x: rect.right, y: rect.bottom }];
    match shape {
        Shape::Rect { rect, .. } | Shape::Fade { rect, .. } | Shape::Clip(rect) => of(rect),
        Shape::Line { from, to, .. } => vec![*from, *to],
        Shape::Curve { points, .. } => points.to_vec(),
        Shape::Polygon { points, .. } => points.clone(),
        Shape::Circle { centre, .. } => vec![*centre],
        Shape::Text { at, .. } => vec![*at],
        Shape::Unclip => Vec::new(),
    }
}

fn stroke(shape: &Shape) -> Option<Stroke> {
    match shape {
        Shape::Rect { stroke, .. } | Shape::Circle { stroke, .. } => *stroke,
        Shape::Line { stroke, .. } | Shape::Curve { stroke, .. } => Some(*stroke),
        _ => None,
    }
}

/// Checks what holds for every picture. Returns what is wrong, if anything is.
fn check(facts: &Facts, lane: &LaneOptions, view: &TimelineView) -> Result<(), String> {
    let (lanes, scene) = picture(facts, lane, view);
    for shape in &scene.shapes {
        for corner in corners(shape) {
            let finite = corner.x.is_finite() && corner.y.is_finite();
            let near = (-OUTSIDE..=view.width + OUTSIDE).contains(&corner.x);
            if !finite || !near {
                return Err(format!("lies outside: {shape:?}"));
            }
        }
        if stroke(shape).is_some_and(|stroke| !(0.0..=10.0).contains(&stroke.width) || !stroke.ink.alpha.is_finite()) {
            return Err(format!("has no stroke: {shape:?}"));
        }
        if let Shape::Text { text, max_width, .. } = shape
            && (text.chars().count() > 500 || text.contains('\u{202E}') || !max_width.is_finite())
        {
            return Err(format!("is no text for a line: {shape:?}"));
        }
    }
    // Some hundred shapes, and for each row of the screen as many as its width has room for.
    let rows = view.height / 24.0;
    let most = 3_000.0 + rows * view.width * 2.0;
    if scene.shapes.len() as f32 > most || scene.hits.len() as f32 > most {
        return Err(format!("{} shapes and {} hits on {rows} rows", scene.shapes.len(), scene.hits.len()));
    }
    once(facts, &lanes, &scene, view)?;
    apart(&scene)
}

/// Every visit on the screen is pointed at once in its lane, alone or in a run.
fn once(facts: &Facts, lanes: &Lanes, scene: &Scene, view: &TimelineView) -> Result<(), String> {
    let axis = view.axis();
    let top = lanes_top(facts, &BTreeSet::from(LAYERS));
    let mut expected = 0;
    for strip in 0..lanes.len() {
        let (Some(info), Some(lane)) = (lanes.lane(strip), lanes.row_data(strip)) else { continue };
        for row in 0..lane.rows() {
            let y = f64::from(top) + info.y + info.lead + 26.0 * row as f64 - view.scroll;
            // A row that shows no more than its edge need not be pointed at.
            if y + 24.0 <= f64::from(top) || y + 2.0 >= f64::from(view.height) {
                continue;
            }
            let slots = &lane.slots()[lane.row(row)];
            expected +=
                slots.iter().filter(|slot| (slot.end as f64) > axis.from && (slot.start as f64) < axis.to).count();
        }
    }
    let mut met: BTreeMap<(u32, i32), usize> = BTreeMap::new();
    let mut found = 0;
    for hit in &scene.hits {
        match hit.item {
            Item::Entity(item) if item.as_id::<Visit>().is_some() => {
                found += 1;
                *met.entry((item.id, hit.rect.bottom as i32)).or_default() += 1;
            }
            Item::Fold { lane, count, .. } if lanes.row_data(lane).is_some() => found += count,
            _ => {}
        }
    }
    if met.values().any(|times| *times > 1) {
        return Err("a visit is pointed at twice in one lane".to_owned());
    }
    if expected == found { Ok(()) } else { Err(format!("{found} of {expected} visits can be found")) }
}

/// Bars of one row never overlap; the least width that they are drawn with may cover a point of the next.
fn apart(scene: &Scene) -> Result<(), String> {
    let mut rows: BTreeMap<i32, Vec<(f32, f32)>> = BTreeMap::new();
    for shape in &scene.shapes {
        if let Shape::Rect { rect, fill: Some(_), stroke: None, .. } = shape
            && (rect.height() - 16.0).abs() < 0.01
        {
            rows.entry((rect.top * 4.0) as i32).or_default().push((rect.left, rect.right));
        }
    }
    for (_, mut bars) in rows {
        bars.sort_by(|a, b| a.0.total_cmp(&b.0));
        for pair in bars.windows(2) {
            if pair[0].1 > pair[1].0 + 1.05 {
                return Err(format!("{:?} lies over {:?}", pair[0], pair[1]));
            }
        }
    }
    Ok(())
}

fn second(at: i64) -> When {
    When::new(Utc(at), Precision::Second, Qualifier::default())
}

/// A visit: vessel, place, start and length in seconds, and which of its bounds are known.
type Row = (u32, u32, i64, i64, u8);

fn facts_of(rows: &[Row]) -> Facts {
    let mut facts = Facts::default();
    let mut place = Place::named(PlaceId::new(1), &format!("\u{202E}שלום\n{}", "e\u{301}".repeat(5_000)));
    place.position = Position::new(42.7, 133.1).ok();
    place.operator = "OR \"x\"".to_owned();
    facts.put(Entity::Place(Box::new(place)));
    let mut within = Place::named(PlaceId::new(2), "-minus");
    within.parent = Some(PlaceId::new(1));
    facts.put(Entity::Place(Box::new(within)));
    let mut vessel = Vessel::named(VesselId::new(1), &"청진".repeat(5_000));
    let flag =
        |value: &str| Stated { value: value.to_owned(), identity: Identity::Registered, period: None, exhibit: None };
    vessel.flags = vec![flag("KP"), flag("say \"no\""), flag("\u{202E}")];
    facts.put(Entity::Vessel(Box::new(vessel)));
    for id in 1..=40 {
        let name = ["OR", "a:b", "“", "🚢", &"T".repeat(10_000)][id as usize % 5].to_owned();
        let colour = crate::model::tag::TAG_COLOURS[id as usize % 6];
        let (parent, key, definition, note) = (None, None, String::new(), String::new());
        let tag = Tag {
            id: TagId::new(id),
            name,
            parent,
            colour,
            key,
            definition,
            rule: None,
            note,
            stamp: Stamp::default(),
        };
        facts.put(Entity::Tag(Box::new(tag)));
    }
    let mut exhibit = Exhibit::titled(ExhibitId::new(1), 1, "A track");
    exhibit.kind = ExhibitKind::AisTrack;
    facts.put(Entity::Exhibit(Box::new(exhibit)));
    for (id, &(vessel, place, start, length, kind)) in (1..).zip(rows) {
        let (first, last) = (second(start), second(start.saturating_add(length)));
        let bounds = match kind % 5 {
            0 => Bounds::seen(first, last),
            1 => Bounds::within(Some(first), Some(last)),
            2 => Bounds::new([Some(first), Some(last), Some(last), Some(last)]),
            3 => Bounds::within(Some(first), None),
            _ => Bounds::new([Some(first), None, Some(first), Some(last)]),
        };
        let mut visit = Visit::new(VisitId::new(id), VesselId::new(vessel), PlaceId::new(place), bounds);
        visit.activity = ACTIVITIES[id as usize % 6];
        visit.hedge = HEDGES[id as usize % 5];
        let tags = [0, 0, 1, 3, 30][kind as usize % 5];
        visit.tags = (1..=tags).map(|tag| TagId::new((tag + u32::from(kind)) % 40 + 1)).collect();
        visit.sightings = Box::new([SightingId::new(id)]);
        facts.put(Entity::Visit(Box::new(visit)));
        let (from, to) = (End::At(first), End::At(last));
        facts.put(Entity::Sighting(Box::new(Sighting {
            id: SightingId::new(id),
            exhibit: ExhibitId::new(1),
            place: Some(PlaceId::new(place)),
            time: Some(Dated::from(if kind % 2 == 0 { Edtf::Interval(from, to) } else { Edtf::Date(first) })),
            vessel: Some(VesselId::new(vessel)),
            negative: kind % 3 == 0,
            seen: String::new(),
            obstruction: Obstruction::Partial,
            at: None,
            note: String::new(),
            tags: Vec::new(),
            stamp: Stamp::default(),
        })));
        let other = (kind % 4 > 0).then(|| VisitId::new(id.wrapping_mul(7) % rows.len() as u32 + 1));
        let shipment = Shipment::between(ShipmentId::new(id), id, Some(VisitId::new(id)), other);
        facts.put(Entity::Shipment(Box::new(shipment)));
    }
    facts
}

#[test]
fn extremes_stay_on_the_screen_and_lose_no_visit() {
    let march = MARCH as i64;
    let thousand_years = 31_556_952_000;
    let cases: [Vec<Row>; 5] = [
        (0..60).map(|i| (i % 5 + 1, 1, march - i64::from(i) * thousand_years / 60, thousand_years, i as u8)).collect(),
        (0..400).map(|i| (i % 3 + 1, i % 2 + 1, march, 0, i as u8)).collect(),
        (0..400).map(|i| (1, 1, march + i64::from(i), 0, i as u8)).collect(),
        (0..3_000).map(|i| (i % 40 + 1, i % 3 + 1, march + i64::from(i) * 600, 86_400 * 3, i as u8)).collect(),
        vec![(1, 1, -62_135_596_800, 315_537_897_599, 0), (1, 1, 253_402_300_799, 0, 1)],
    ];
    for (i, rows) in cases.iter().enumerate() {
        let facts = facts_of(rows);
        for lane in [LaneOptions::default(), by_vessel()] {
            for (from, to) in [(MARCH, MARCH + 60.0), (MARCH, MARCH + 4e6), (-6.2e10, 2.5e11), (2.0e11, 2.0e11 + 9e4)] {
                for scroll in [0.0, 300.0] {
                    let view = TimelineView { axis_from: from, axis_to: to, scroll, ..view() };
                    assert_eq!(check(&facts, &lane, &view), Ok(()), "case {i}, {lane:?}, {from} to {to}");
                }
            }
        }
    }
}

#[test]
fn fifty_thousand_overlapping_visits_in_a_lane_cost_a_screen() {
    let facts = crowd((0..50_000).map(|_| (MARCH + 86_400.0, 10 * 86_400)));
    for scroll in [0.0, 26.0 * 25_000.0 + 7.0] {
        assert_eq!(check(&facts, &LaneOptions::default(), &TimelineView { scroll, ..view() }), Ok(()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_case_makes_a_picture_that_is_finite_and_whole(
        rows in prop::collection::vec(
            (1_u32..6, 1_u32..4, prop_oneof![0_i64..4_000_000, -50_000_000_000_i64..150_000_000_000], prop_oneof![0_i64..400_000, 0_i64..40_000_000_000], any::<u8>()),
            0..120,
        ),
        from in prop_oneof![-4e6_f64..8e6, -6e10_f64..2e11],
        span in prop_oneof![60.0_f64..9e4, 9e4_f64..1e7, 1e7_f64..3e11],
        scroll in 0.0_f64..900.0,
        levels in prop::collection::vec(0_usize..6, 0..4), colouring in 0_usize..6, folded: bool, pinned in 0_usize..9,
    ) {
        let rows: Vec<_> = rows.into_iter().map(|(vessel, place, start, length, kind)| {
            (vessel, place, MARCH as i64 + start.clamp(-60_000_000_000, 200_000_000_000), length, kind)
        }).collect();
        let facts = facts_of(&rows);
        let levels: Vec<LaneBy> = levels.into_iter().map(|level| LANE_BYS[level]).collect();
        let mut lane = LaneOptions { colouring: COLOURINGS[colouring], ..LaneOptions::default() };
        let mut arrangement = Arrangement::by(&levels);
        let laid = Lanes::build(&facts, &LaneOptions { arrangement: arrangement.clone().into(), ..lane.clone() });
        arrangement.folded = laid.outermost_groups().into_iter().filter(|_| folded).collect();
        arrangement.pinned.extend(laid.path(pinned));
        lane.arrangement = arrangement.into();
        let view = TimelineView { axis_from: MARCH + from, axis_to: MARCH + from + span, scroll, ..view() };
        let verdict = check(&facts, &lane, &view);
        prop_assert!(verdict.is_ok(), "{verdict:?}");
    }
}
