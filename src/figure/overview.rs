//! The overview strip: a histogram of the whole case with the visible range marked.

use super::axis::TimeAxis;
use super::draw::{at, rect, solid, style};
use super::lanes::Lanes;
use super::palette::{Ink, Role};
use super::scene::{Align, Face, Scene, Shape};
use super::timeline::{TimelineOptions, TimelineView};
use crate::base::time::Utc;

/// Usual height of the strip, in points.
pub const OVERVIEW_HEIGHT: f32 = 62.0;

/// Width of a bar and the gap after it.
const BIN: f32 = 7.0;
/// Least width of the visible range, so that it can be taken hold of.
const LEAST: f32 = 8.0;

/// The time axis of the strip: all visits with a little room at both ends. None if no visit is dated.
#[must_use]
pub fn overview_axis(lanes: &Lanes, view: &TimelineView) -> Option<TimeAxis> {
    let (from, to) = lanes.extent()?;
    let room = ((to.0 - from.0) as f64 * 0.03).max(3_600.0);
    // A little less than the timeline's, so that the right handle can be taken hold of.
    let width = (view.width - view.header_width - 12.0).max(1.0);
    let (from, to) = (from.0 as f64 - room, to.0 as f64 + room);
    Some(TimeAxis { from, to, left: view.header_width, width }.clamped())
}

/// Left and right edge of the visible range on the strip, in points.
#[must_use]
pub fn brush(axis: &TimeAxis, view: &TimelineView) -> (f32, f32) {
    let (from, to) = (axis.x(view.axis_from), axis.x(view.axis_to));
    let (from, to) = (from.clamp(axis.left, axis.right()), to.clamp(axis.left, axis.right()));
    let from = from.min(axis.right() - LEAST);
    (from, to.max(from + LEAST))
}

/// How the strip is drawn, beyond what it shares with the timeline.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Strip {
    /// Height, in points.
    pub height: f32,
    /// Whether bars grow with the logarithm of what they count.
    pub log: bool,
    /// A stretch that is marked: the visit that is pointed at, in seconds since 1970.
    pub marked: Option<(f64, f64)>,
    /// A range that is being brushed, in seconds since 1970, in either order.
    pub brushed: Option<(f64, f64)>,
}

/// How high a bar is for a count, as a share of the highest: 0 for none, 1 for the most.
///
/// Logarithmic it is ln(1 + count) / ln(1 + most), so that one visit is seen beside a thousand and none still is none.
#[must_use]
pub fn share(count: u32, most: u32, log: bool) -> f32 {
    let (count, most) = (f64::from(count), f64::from(most.max(1)));
    (if log { count.ln_1p() / most.ln_1p() } else { count / most }) as f32
}

/// Draws the strip, `view.width` wide.
#[must_use]
pub fn overview(lanes: &Lanes, view: &TimelineView, options: &TimelineOptions, strip: Strip) -> Scene {
    let height = strip.height;
    let mut scene = Scene { width: view.width, height, ..Scene::default() };
    let (Some(axis), Some((first, end))) = (overview_axis(lanes, view), lanes.extent()) else { return scene };
    let year = |at: Utc| at.in_zone(&options.zone).year();
    let (first, last) = (year(first), year(Utc(end.0 - 1)));
    let years = if first == last { first.to_string() } else { format!("{first}–{last}") };
    let room = view.header_width - 28.0;
    let middle = height / 2.0;
    scene.text(at(14.0, middle - 7.0), years, style(12.5, Face::SemiBold, Role::Secondary), Align::Left, room);
    scene.text(
        at(14.0, middle + 9.0),
        if lanes.options().filter.is_some() { "what the query shows" } else { "whole case" },
        style(11.5, Face::Regular, Role::Secondary),
        Align::Left,
        room,
    );
    let base = height - 12.0;
    let full = base - 14.0;
    let bins = (axis.width / BIN).floor().max(1.0) as usize;
    let counts = lanes.histogram(bins, axis.from, axis.to);
    let most = counts.iter().copied().max().unwrap_or(0);
    let step = axis.width / bins as f32;
    let (from, to) = brush(&axis, view);
    scene.fill(rect(from, 8.0, to, height - 8.0), 4.0, Role::AccentTint);
    for (i, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let left = axis.left + i as f32 * step;
        let high = (share(count, most, strip.log) * full).max(2.5);
        scene.fill(rect(left, base - high, left + step - 1.0, base), 0.0, Ink::from(Role::Faint).faded(0.7));
    }
    if let Some((from, to)) = strip.marked {
        let (left, right) = (axis.x(from), axis.x(to).max(axis.x(from) + 2.0));
        scene.fill(rect(left, base + 1.5, right, base + 4.0), 1.0, Role::Accent);
    }
    scene.outline(rect(from, 8.0, to, height - 8.0), 4.0, solid(1.5, Role::Accent));
    for x in [from, to] {
        scene.fill(rect(x - 2.0, middle - 8.0, x + 2.0, middle + 8.0), 2.0, Role::Accent);
    }
    if let Some((one, other)) = strip.brushed {
        let edges = [one.min(other), one.max(other)].map(|second| axis.x(second).clamp(axis.left, axis.right()));
        scene.fill(rect(edges[0], 4.0, edges[1], height - 4.0), 2.0, Ink::from(Role::Accent).faded(0.15));
        scene.outline(rect(edges[0], 4.0, edges[1], height - 4.0), 2.0, solid(1.0, Role::Accent));
    }
    if let Some(second) = options.cursor {
        let x = axis.x(second);
        if (axis.left..=axis.right()).contains(&x) {
            let stroke = solid(1.0, Ink::from(Role::Accent).faded(0.6));
            scene.shapes.push(Shape::Line { from: at(x, 6.0), to: at(x, height - 6.0), stroke });
        }
    }
    scene
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::interval::Bounds;
    use crate::figure::lanes::LaneOptions;
    use crate::model::entity::Entity;
    use crate::model::facts::Facts;
    use crate::model::ids::{PlaceId, VesselId, VisitId};
    use crate::model::visit::Visit;

    fn view(from: f64, to: f64) -> TimelineView {
        TimelineView { axis_from: from, axis_to: to, scroll: 0.0, width: 900.0, height: 400.0, header_width: 200.0 }
    }

    #[test]
    fn the_visible_range_stays_on_the_strip_and_can_be_taken_hold_of() {
        let axis = TimeAxis { from: 0.0, to: 7_000_000.0, left: 200.0, width: 700.0 };
        let check = |from: f64, to: f64, expect: (f32, f32)| assert_eq!(brush(&axis, &view(from, to)), expect);
        check(1_000_000.0, 2_000_000.0, (300.0, 400.0));
        check(-1e12, 1e12, (200.0, 900.0));
        check(1_000_000.0, 1_000_060.0, (300.0, 308.0));
        check(9e9, 1e10, (892.0, 900.0));
    }

    #[test]
    fn a_logarithmic_strip_shows_one_beside_a_thousand_and_keeps_the_order() {
        assert_eq!((share(0, 1_000, true), share(1_000, 1_000, true)), (0.0, 1.0));
        assert_eq!((share(0, 0, true), share(0, 0, false)), (0.0, 0.0));
        assert_eq!(share(1, 1_000, false), 0.001);
        assert!(share(1, 1_000, true) > 0.09);
        assert!((1..1_000).all(|count| share(count, 1_000, true) < share(count + 1, 1_000, true)));
    }

    /// The strip of the fixture, 600 points of time beside 200 of headers.
    fn strip(change: impl Fn(&mut Strip)) -> Scene {
        let facts = crate::figure::fixture::facts();
        let lanes = Lanes::build(&facts, &LaneOptions::default());
        let options = TimelineOptions {
            zone: jiff::tz::TimeZone::UTC,
            layers: &std::collections::BTreeSet::new(),
            selected: &std::collections::BTreeSet::new(),
            hovered: None,
            show_events: false,
            show_axis: false,
            sticky: false,
            cursor: None,
            measure: &crate::figure::measure::plex,
        };
        let mut strip = Strip { height: OVERVIEW_HEIGHT, ..Strip::default() };
        change(&mut strip);
        overview(&lanes, &view(1_709_769_600.0, 1_710_374_400.0), &options, strip)
    }

    fn heights(scene: &Scene) -> Vec<i32> {
        let faint = Ink::from(Role::Faint).faded(0.7);
        let bar = |shape: &Shape| match shape {
            Shape::Rect { rect, fill: Some(fill), .. } if *fill == faint => Some(rect.height().round() as i32),
            _ => None,
        };
        scene.shapes.iter().filter_map(bar).collect()
    }

    #[test]
    fn bars_stand_where_visits_are_and_the_scale_changes_only_their_heights() {
        let (linear, log) = (heights(&strip(|_| {})), heights(&strip(|strip| strip.log = true)));
        assert_eq!(linear.len(), log.len());
        assert!(linear.len() > 5 && linear.iter().max() == log.iter().max());
        assert!(linear.iter().zip(&log).all(|(linear, log)| linear <= log));
        assert!(linear.iter().sum::<i32>() < log.iter().sum::<i32>());
    }

    #[test]
    fn what_is_pointed_at_and_what_is_brushed_are_marked() {
        let plain = strip(|_| {}).shapes.len();
        let march = 1_709_769_600.0;
        assert_eq!(strip(|strip| strip.marked = Some((march, march + 86_400.0))).shapes.len(), plain + 1);
        let forward = strip(|strip| strip.brushed = Some((march, march + 864_000.0)));
        let backward = strip(|strip| strip.brushed = Some((march + 864_000.0, march)));
        assert_eq!(forward.shapes.len(), plain + 2);
        assert_eq!(forward, backward, "it may be brushed from right to left");
    }

    #[test]
    fn one_visit_and_none_make_a_strip() {
        let day = "2024-03-07".parse().ok();
        let visit = Visit::new(VisitId::new(1), VesselId::new(1), PlaceId::new(1), Bounds::within(day, day));
        let mut facts = Facts::default();
        assert_eq!(overview_axis(&Lanes::build(&facts, &LaneOptions::default()), &view(0.0, 1.0)), None);
        facts.put(Entity::Visit(Box::new(visit)));
        let lanes = Lanes::build(&facts, &LaneOptions::default());
        let axis = overview_axis(&lanes, &view(0.0, 1.0)).expect("a dated visit");
        let counts = lanes.histogram(100, axis.from, axis.to);
        assert_eq!(counts.iter().sum::<u32>(), 1);
    }
}
