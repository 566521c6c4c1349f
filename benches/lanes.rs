//! Laying a million visits in lanes: by each level beside a sort of the same entries on all cores, rearranging and
//! recolouring beside it too, folded marks beside a loop over all visits, and what pointing costs beside a small case.
//!
//! Run by hand: `cargo bench --bench lanes [-- VISITS]`.

#[path = "../examples/synthesise/case.rs"]
mod case;

use std::collections::BTreeSet;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;
use rayon::slice::ParallelSliceMut;
use wakeline::base::text::thousands;
use wakeline::figure::axis::TimeAxis;
use wakeline::figure::fold::marks;
use wakeline::figure::lanes::row::{Lane, Slot};
use wakeline::figure::lanes::{LaneKind, LaneOptions, Lanes};
use wakeline::figure::measure::plex;
use wakeline::figure::scene::{Point, Scene};
use wakeline::figure::timeline::{TimelineOptions, TimelineView, scene};
use wakeline::model::arrangement::{Arrangement, LaneBy, LaneOrder};
use wakeline::model::entity::Entity;
use wakeline::model::facts::Facts;
use wakeline::model::ids::{EntityRef, VisitId};
use wakeline::model::view::{COLOURINGS, Layer};

/// The least of several runs: what it costs when nothing else is in the way.
fn least<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let timed = (0..runs).map(|_| {
        let start = Instant::now();
        let made = work();
        let taken = start.elapsed();
        drop(black_box(made));
        taken
    });
    timed.min().unwrap_or_default()
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}

fn by(levels: &[LaneBy]) -> LaneOptions {
    LaneOptions { arrangement: Arc::new(Arrangement::by(levels)), ..LaneOptions::default() }
}

/// What a lane is sorted by: three numbers of a key, the visit as it lies there, and when it was first seen.
type Entry = ([u32; 3], Slot, i64);

/// The entries of all visits by place and vessel, in the order of their ids.
fn entries(facts: &Facts, lanes: &Lanes) -> Vec<Entry> {
    let slots = (0..lanes.len()).filter_map(|strip| lanes.row_data(strip)).flat_map(Lane::slots);
    let visit = |slot: &Slot| facts.visits.get(VisitId::new(slot.visit));
    let mut all: Vec<Entry> =
        slots.filter_map(|slot| visit(slot).map(|v| ([v.place.0, v.vessel.0, 0], *slot, slot.start))).collect();
    all.sort_unstable_by_key(|(_, slot, _)| slot.visit);
    all
}

/// A screen of lanes, from the share of the way down and with the share of all of time.
fn screen(facts: &Facts, lanes: &Lanes, down: f64, share: f64) -> Scene {
    let (from, to) = lanes.extent().map_or((0.0, 1.0), |(from, to)| (from.0 as f64, to.0 as f64));
    let middle = f64::midpoint(from, to);
    let half = (to - from) * share / 2.0;
    let view = TimelineView {
        axis_from: middle - half,
        axis_to: middle + half,
        scroll: lanes.height() * down,
        width: 1_600.0,
        height: 900.0,
        header_width: 240.0,
    };
    let (layers, selected) = (Layer::usual(), BTreeSet::<EntityRef>::new());
    let options = TimelineOptions {
        zone: TimeZone::UTC,
        layers: &layers,
        selected: &selected,
        hovered: None,
        show_events: true,
        show_axis: true,
        sticky: true,
        cursor: None,
        measure: &plex,
    };
    scene(facts, lanes, &view, &options)
}

/// The time of asking what lies under a thousand points of a screen.
fn pointing(scene: &Scene) -> Duration {
    least(20, || {
        let at = |i: usize| Point { x: (i * 37 % 1_600) as f32, y: (i * 61 % 900) as f32 };
        (0..1_000).filter(|i| scene.hits.iter().rev().any(|hit| hit.rect.contains(at(*i)))).count()
    })
}

/// The marks of all visits in one lane by a loop over every one of them, in bins as wide as a mark.
fn naive_marks(lane: &Lane, axis: &TimeAxis) -> Vec<u32> {
    let mut bins = vec![0_u32; (axis.width / 3.0) as usize + 1];
    for slot in lane.slots().iter().filter(|slot| slot.end as f64 > axis.from && (slot.start as f64) < axis.to) {
        let at = ((axis.x(slot.start as f64) - axis.left) / 3.0).max(0.0) as usize;
        if let Some(bin) = bins.get_mut(at) {
            *bin += 1;
        }
    }
    bins
}

#[expect(clippy::print_stdout, reason = "a bench prints what it measured")]
fn main() {
    let visits: u32 = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(1_000_000);
    let lanes = case::usual_lanes(1_000_000);
    let mut facts = case::synthetic(visits, lanes);
    let usual = Lanes::build(&facts, &LaneOptions::default());
    let entries = entries(&facts, &usual);
    let sort = least(5, || {
        let mut sorted = entries.clone();
        sorted.par_sort_unstable();
        sorted
    });
    let (visits, lanes) = (thousands(visits as usize), thousands(lanes as usize));
    println!("{visits} visits of {lanes} vessels; a sort of their entries on all cores takes {sort:.2?}");
    let line =
        |name: &str, taken: Duration| println!("  {name:44} {taken:9.2?}  to the sort {:5.2}", ratio(taken, sort));

    println!("laying lanes:");
    for (name, levels) in [
        ("by place and vessel", &[LaneBy::Place, LaneBy::Vessel][..]),
        ("by vessel", &[LaneBy::Vessel]),
        ("by vessel and place", &[LaneBy::Vessel, LaneBy::Place]),
        ("by flag", &[LaneBy::Flag]),
        ("by tag", &[LaneBy::Tag]),
        ("by source and vessel", &[LaneBy::Source, LaneBy::Vessel]),
        ("all in one", &[]),
    ] {
        let options = by(levels);
        let strips = Lanes::build(&facts, &options).len();
        line(&format!("{name} ({} strips)", thousands(strips)), least(4, || Lanes::build(&facts, &options)));
    }

    println!("laid by place and vessel already:");
    let mut laid = usual.clone();
    let mut groups = Arrangement::default();
    let outermost = (0..laid.len()).filter(|strip| laid.lane(*strip).is_some_and(|lane| lane.depth == 0));
    groups.folded = outermost.filter_map(|strip| laid.path(strip)).collect();
    let ways = [
        ("most visits first", Arrangement { order: LaneOrder::Count, ..Arrangement::default() }),
        ("by name", Arrangement { order: LaneOrder::Name, ..Arrangement::default() }),
        ("fold all", groups),
        ("unfold all", Arrangement::default()),
    ];
    for (name, arrangement) in ways {
        let options = LaneOptions { arrangement: Arc::new(arrangement), ..LaneOptions::default() };
        line(name, least(1, || laid.rearrange(&facts, &options)));
    }
    let search = LaneOptions { search: "synthetic 99".to_owned(), ..LaneOptions::default() };
    line("find lanes", least(1, || laid.rearrange(&facts, &search)));
    laid.rearrange(&facts, &LaneOptions::default());
    for colouring in COLOURINGS {
        let options = LaneOptions { colouring, ..LaneOptions::default() };
        line(
            &format!("colour by {}", format!("{colouring:?}").to_lowercase()),
            least(1, || laid.rearrange(&facts, &options)),
        );
    }
    let mut day = 0;
    let mut drag = |laid: &mut Lanes, facts: &mut Facts| {
        day += 1;
        let id = VisitId::new(500_000.min(facts.visits.len() as u32) - day);
        if let Some(mut visit) = facts.visits.get(id).cloned() {
            if let Some((from, to)) = visit.bounds.core() {
                let when = |at: wakeline::base::time::Utc, by: i64| {
                    wakeline::base::time::When::second(wakeline::base::time::Utc(at.0 + by))
                };
                visit.bounds = wakeline::base::interval::Bounds::seen(when(from, 0), when(to, 3_600));
            }
            facts.put(Entity::Visit(Box::new(visit)));
            let start = Instant::now();
            laid.update(facts, &[id.into()]);
            return start.elapsed();
        }
        Duration::ZERO
    };
    let mut drags: Vec<Duration> = (0..40).map(|_| drag(&mut laid, &mut facts)).collect();
    drags.sort_unstable();
    line("drag a bound, half of the times", drags[20]);
    line("drag a bound, the longest", drags[39]);

    println!("beside 10,000 visits of as many vessels:");
    let small_facts = case::synthetic(10_000, case::usual_lanes(1_000_000));
    for (name, options) in
        [("by place and vessel", by(&[LaneBy::Place, LaneBy::Vessel])), ("by vessel", by(&[LaneBy::Vessel]))]
    {
        let (large, small) = (Lanes::build(&facts, &options), Lanes::build(&small_facts, &options));
        for share in [1.0, 0.01, 0.000_1] {
            let (one, two) = (screen(&facts, &large, 0.4, share), screen(&small_facts, &small, 0.4, share));
            let scenes = (
                least(10, || screen(&facts, &large, 0.4, share)),
                least(10, || screen(&small_facts, &small, 0.4, share)),
            );
            println!(
                "  {name:20} {:>6} % of the time: a scene {:9.2?} ({:4.2}), a thousand points {:9.2?} ({:4.2})",
                share * 100.0,
                scenes.0,
                ratio(scenes.0, scenes.1),
                pointing(&one),
                ratio(pointing(&one), pointing(&two)),
            );
        }
    }

    println!("folded marks beside a loop over all visits:");
    let all = Lanes::build(&facts, &by(&[]));
    let strip = (0..all.len()).find(|strip| all.lane(*strip).is_some_and(|lane| lane.kind == LaneKind::Lane));
    if let Some(lane) = strip.and_then(|strip| all.row_data(strip)) {
        let (from, to) = all.extent().map_or((0.0, 1.0), |(from, to)| (from.0 as f64, to.0 as f64));
        let axis = TimeAxis { from, to, left: 0.0, width: 1_600.0 };
        let rows = lane.rows().min(40);
        let folded = least(10, || (0..rows).map(|row| marks(lane, row, &axis).len()).sum::<usize>());
        let naive = least(4, || naive_marks(lane, &axis));
        println!("  {rows} rows of one lane with all visits: {folded:.2?}, 1/{:.0} of the loop", ratio(naive, folded));
    }
}
