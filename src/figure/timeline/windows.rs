//! The yearly windows of the regimes: a ribbon each below the events, and for the first one shades down the lanes.

use std::collections::BTreeSet;

use super::frame::Frame;
use super::{AXIS_HEIGHT, EVENTS_HEIGHT};
use crate::base::time::{DAY, END_SECOND, FIRST_SECOND, Utc};
use crate::figure::axis::TimeAxis;
use crate::figure::draw::{at, inside, rect, solid, style};
use crate::figure::mark_labels::{regime_name, window_label, window_year};
use crate::figure::palette::{Ink, Role};
use crate::figure::scene::{Align, Face, Hit, Item, Scene, Shape};
use crate::model::facts::Facts;
use crate::model::naming::code;
use crate::model::regime::{MonthDay, Regime};
use crate::model::view::Layer;

/// Height of one ribbon with the room around it, in points.
const RIBBON_HEIGHT: f32 = 18.0;
/// More regimes than this have no ribbon; the last one's header says how many they are.
const MOST: usize = 6;
/// Windows narrower than this are not drawn one by one, in points.
const NARROW: f32 = 4.0;

/// Room that the ribbons take above the lanes, in points.
#[must_use]
pub(super) fn height(facts: &Facts, layers: &BTreeSet<Layer>) -> f32 {
    if layers.contains(&Layer::Windows) { RIBBON_HEIGHT * facts.regimes.len().min(MOST) as f32 } else { 0.0 }
}

/// The windows that a stretch of time touches, each as its first second and the one after its last.
fn windows(start: MonthDay, axis: &TimeAxis) -> Vec<(i64, i64)> {
    let year = |second: f64| {
        let second = (second as i64).clamp(FIRST_SECOND, END_SECOND - 1);
        i64::from(Utc(second).in_zone(&jiff::tz::TimeZone::UTC).year())
    };
    let (first, last) = (year(axis.from) - 1, year(axis.to));
    let all = (first..=last).map(|year| (start.begins(year).0, start.begins(year + 1).0));
    all.filter(|(from, to)| (*to as f64) > axis.from && (*from as f64) < axis.to).collect()
}

/// Whether windows are wide enough to be told apart.
fn is_legible(axis: &TimeAxis) -> bool {
    365.0 * DAY as f64 / axis.seconds_per_point() >= f64::from(NARROW)
}

/// Every other window of the first regime as a shade down the lanes, and a faint line where one begins.
pub(super) fn shades(frame: &Frame, scene: &mut Scene) {
    let first = frame.facts.regimes.iter().next();
    let Some(regime) = first.filter(|_| is_legible(&frame.axis)) else { return };
    for (from, to) in windows(regime.window_start, &frame.axis) {
        let (left, right) = (frame.axis.x(from as f64), frame.axis.x(to as f64));
        let area = rect(left, frame.area.top, right, frame.view.height);
        if is_even(from)
            && let Some(area) = inside(area, frame.area)
        {
            scene.fill(area, 0.0, Ink::from(Role::Secondary).faded(0.05));
        }
        if (frame.area.left..=frame.area.right).contains(&left) {
            scene.line(at(left, frame.area.top), at(left, frame.view.height), solid(1.0, Role::Line));
        }
    }
}

/// Windows alternate by the year they begin in, so that panning does not swap them.
fn is_even(from: i64) -> bool {
    Utc(from).in_zone(&jiff::tz::TimeZone::UTC).year() % 2 == 0
}

/// The ribbons with their labels, and their names at the left.
pub(super) fn draw(frame: &Frame, scene: &mut Scene) {
    let options = frame.options;
    let regimes = frame.facts.regimes.len();
    let mut top = if options.show_axis { AXIS_HEIGHT } else { 0.0 };
    top += if options.has_events() { EVENTS_HEIGHT } else { 0.0 };
    for (i, regime) in frame.facts.regimes.iter().take(MOST).enumerate() {
        let more = if i + 1 == MOST { regimes.saturating_sub(MOST) } else { 0 };
        ribbon(frame, regime, top, scene);
        let name = match more {
            0 => format!("{} {}", code(frame.facts, regime.id.into()), regime_name(regime)),
            more => format!("{} and {more} more", code(frame.facts, regime.id.into())),
        };
        let room = frame.view.header_width - 28.0;
        let face = style(11.5, Face::Regular, Role::Secondary);
        scene.text(at(14.0, top + RIBBON_HEIGHT / 2.0), name, face, Align::Left, room);
        top += RIBBON_HEIGHT;
    }
}

fn ribbon(frame: &Frame, regime: &Regime, top: f32, scene: &mut Scene) {
    let row = rect(frame.area.left, top, frame.area.right, top + RIBBON_HEIGHT);
    let (upper, lower) = (top + 2.0, top + RIBBON_HEIGHT - 2.0);
    let face = style(10.5, Face::Regular, Role::Secondary);
    scene.shapes.push(Shape::Clip(row));
    // Lines of the calendar and of events would run through the labels.
    scene.fill(row, 0.0, Role::Panel);
    if !is_legible(&frame.axis) {
        scene.fill(rect(row.left, upper, row.right, lower), 2.0, Ink::from(Role::Secondary).faded(0.1));
        let text = "yearly; zoom in to tell the windows apart";
        let wide = (frame.options.measure)(text, face.size, face.face);
        if wide + 16.0 <= row.width() {
            scene.text(at(row.left + 8.0, top + RIBBON_HEIGHT / 2.0), text, face, Align::Left, wide + 2.0);
        }
        scene.shapes.push(Shape::Unclip);
        return;
    }
    for (from, to) in windows(regime.window_start, &frame.axis) {
        let (left, right) = (frame.axis.x(from as f64).max(row.left), frame.axis.x(to as f64).min(row.right));
        let (left, right) = (left + 0.5, right - 0.5);
        if right - left < 1.0 {
            continue;
        }
        let alpha = if is_even(from) { 0.18 } else { 0.09 };
        scene.fill(rect(left, upper, right, lower), 2.0, Ink::from(Role::Secondary).faded(alpha));
        // The longest label that fits: with the regime's code and product, the product alone, the year alone.
        let (name, year) = (regime_name(regime), window_year(from, to));
        let code = code(frame.facts, regime.id.into());
        let texts = [format!("{code} {name} {year}"), format!("{name} {year}"), format!("{code} {year}"), year];
        let room = right - left - 10.0;
        let fits = |text: &String| (frame.options.measure)(text, face.size, face.face) <= room;
        if let Some(text) = texts.into_iter().find(fits) {
            scene.text(at(left + 6.0, top + RIBBON_HEIGHT / 2.0), text, face, Align::Left, room + 2.0);
        }
        if right - left >= 8.0
            && let Some(area) = inside(rect(left, top, right, top + RIBBON_HEIGHT), row)
        {
            let label = window_label(frame.facts, regime, from, to);
            scene.hits.push(Hit { item: Item::Window { regime: regime.id, from, to }, rect: area, label });
        }
    }
    scene.shapes.push(Shape::Unclip);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::When;

    #[test]
    fn a_window_that_begins_on_29_february_begins_on_1_march_in_a_common_year() {
        let start = MonthDay::new(2, 29).expect("a day of some years");
        let day = |text: &str| text.parse::<When>().expect("a day").start().0;
        let axis = TimeAxis { from: day("2023-06-01") as f64, to: day("2025-06-01") as f64, left: 0.0, width: 900.0 };
        assert_eq!(
            windows(start, &axis),
            [
                (day("2023-03-01"), day("2024-02-29")),
                (day("2024-02-29"), day("2025-03-01")),
                (day("2025-03-01"), day("2026-03-01")),
            ]
        );
    }

    #[test]
    fn windows_follow_one_another_over_all_of_time() {
        let start = MonthDay::new(12, 22).expect("a day");
        let axis = TimeAxis { from: FIRST_SECOND as f64, to: END_SECOND as f64, left: 0.0, width: 900.0 };
        let all = windows(start, &axis);
        assert!(all.windows(2).all(|pair| pair[0].1 == pair[1].0 && pair[0].0 < pair[0].1));
        assert!(all.len() > 9_990 && !is_legible(&axis));
    }
}
