//! Handles on the four bounds of a visit: where they stand, and what a drag makes of the visit.
//!
//! ```text
//!  not before   first seen          last seen   not after
//!      [............[=====================].........]
//!      ^ first      ^ first               ^ last    ^ last second of the date that the bound is
//! ```
//! A date dragged by hand is no finer than the zoom lets a hand be; see [`unit()`].

use jiff::Span;
use jiff::tz::TimeZone;

use super::snapping::Snap;
use crate::base::interval::{BOUND_NAMES, BoundName, Bounds};
use crate::base::plain_date;
use crate::base::time::{DAY, END_SECOND, FIRST_SECOND, Precision, Qualifier, Utc, When};
use crate::figure::axis::TimeAxis;
use crate::figure::wording;
use crate::model::facts::Facts;
use crate::model::naming::code;
use crate::model::visit::Visit;

/// Least width of a bar that has handles, in points: four of them must fit.
pub const LEAST: f32 = 28.0;
/// Least distance between two handles, in points. Those of one instant are shown side by side.
pub const GAP: f32 = 9.0;
/// How far outside the bar a handle stands for an outer bound that is not known, in points.
const OUTSIDE: f64 = 18.0;
/// A month of the Gregorian calendar on average, in seconds: 400 years have 146,097 days.
const MONTH: i64 = 146_097 * DAY / 4_800;
/// How near a sighting draws a bound to itself, in points.
const NEAR: f32 = 5.0;

/// A handle on one bound.
#[derive(Clone, PartialEq, Debug)]
pub struct Handle {
    /// The bound.
    pub bound: BoundName,
    /// Whether the bound is known; if not, a drag makes it so.
    pub known: bool,
    /// The edge that is dragged, in seconds since 1970.
    pub second: f64,
    /// Where the handle is shown, in points. Near the edge, but clear of the other handles.
    pub x: f32,
    /// Its accessible name: `Not after of V-3`, `First seen of V-3, not known`.
    pub label: String,
}

/// The edge of the bar that a bound gives: its first second, or the one after its last.
#[must_use]
pub fn edge(name: BoundName, when: When) -> i64 {
    match name {
        BoundName::NotBefore | BoundName::FirstSeen => when.start().0,
        BoundName::LastSeen | BoundName::NotAfter => when.end().0,
    }
}

/// The handles of a visit on an axis; none if it is undated or too narrow for them.
///
/// A bound that is not known has one too: first and last seen inside the outer bounds, an outer bound beside the core.
#[must_use]
pub fn handles(visit: &Visit, axis: &TimeAxis) -> Vec<Handle> {
    let Some((from, to)) = visit.bounds.extent().map(|(from, to)| (from.0 as f64, to.0 as f64)) else {
        return Vec::new();
    };
    let per_point = axis.seconds_per_point();
    if (to - from) / per_point < f64::from(LEAST) {
        return Vec::new();
    }
    let third = (to - from) / 3.0;
    let core = visit.bounds.core().map_or((from + third, to - third), |(from, to)| (from.0 as f64, to.0 as f64));
    let unknown = [from - OUTSIDE * per_point, core.0, core.1, to + OUTSIDE * per_point];
    let mut all = BOUND_NAMES.map(|bound| {
        let known = visit.bounds.get(bound);
        let second = known.map_or(unknown[bound as usize], |when| edge(bound, when) as f64);
        let name = format!("{} of V-{}", bound.words(), visit.id.0);
        let label = if known.is_some() { name } else { format!("{name}, not known") };
        Handle { bound, known: known.is_some(), second, x: axis.x(second), label }
    });
    let (first, last) = (all[1].x, all[2].x);
    if last - first < GAP {
        let middle = f32::midpoint(first, last);
        (all[1].x, all[2].x) = (middle - GAP / 2.0, middle + GAP / 2.0);
    }
    all[0].x = all[0].x.min(all[1].x - GAP);
    all[3].x = all[3].x.max(all[2].x + GAP);
    let is_visible = |handle: &Handle| (axis.left..=axis.right()).contains(&handle.x);
    all.into_iter().filter(is_visible).collect()
}

/// How finely a date can be set by hand at this zoom: to the day where a day can be told from the next, to the hour and
/// minute only where these are wide enough to be meant.
#[must_use]
pub fn unit(axis: &TimeAxis) -> Precision {
    const UNITS: [(Precision, i64, f64); 4] = [
        (Precision::Minute, 60, 6.0),
        (Precision::Hour, 3_600, 6.0),
        (Precision::Day, DAY, 2.0),
        (Precision::Month, 28 * DAY, 2.0),
    ];
    let wide = |(_, seconds, points): &&(Precision, i64, f64)| *seconds as f64 >= points * axis.seconds_per_point();
    UNITS.iter().find(wide).map_or(Precision::Year, |found| found.0)
}

/// What a drag of one bound has come to.
#[derive(Clone, PartialEq, Debug)]
pub struct Dragged {
    /// The bounds as they would be.
    pub bounds: Bounds,
    /// The dragged bound as it would be.
    pub when: When,
    /// The sighting that gives it.
    pub snap: Option<Snap>,
    /// The other bound that it cannot pass and now equals.
    pub stop: Option<BoundName>,
}

/// A bound dragged so that its edge is at `second`, drawn to one of `snaps` if it comes near, stopped by the other bounds.
///
/// What was “about” or “perhaps” stays so, unless a sighting gives the date.
#[must_use]
pub fn drag(bounds: &Bounds, name: BoundName, second: f64, axis: &TimeAxis, snaps: &[Snap]) -> Dragged {
    let x = axis.x(second);
    let distance = |snap: &&Snap| (axis.x(edge(name, snap.when) as f64) - x).abs();
    let gives = snaps.iter().filter(|snap| snap.gives[name as usize]);
    let near = gives.filter(|snap| distance(snap) <= NEAR).min_by(|a, b| distance(a).total_cmp(&distance(b)));
    let qualifier = bounds.get(name).map_or_else(Qualifier::default, When::qualifier);
    let wanted = near.map_or_else(|| at_edge(name, second, unit(axis)).qualified(qualifier), |snap| snap.when);
    let (when, stop) = stopped(bounds, name, wanted);
    Dragged { bounds: bounds.with(name, Some(when)), when, snap: near.filter(|_| stop.is_none()).copied(), stop }
}

/// The date of a precision whose edge is nearest to an instant.
fn at_edge(name: BoundName, second: f64, precision: Precision) -> When {
    let of = |second: i64| When::new(Utc(second), precision, Qualifier::default());
    let second = (second.round() as i64).clamp(FIRST_SECOND, END_SECOND - 1);
    let within = of(second);
    let (start, end) = (within.start().0, within.end().0);
    let begins_nearer = second - start < end - second;
    match name {
        BoundName::NotBefore | BoundName::FirstSeen => of(if begins_nearer { start } else { end }),
        BoundName::LastSeen | BoundName::NotAfter => of(if begins_nearer { start - 1 } else { start }),
    }
}

/// The date, or that of the bound it would pass.
fn stopped(bounds: &Bounds, name: BoundName, wanted: When) -> (When, Option<BoundName>) {
    let others = |early: bool| {
        let apart = move |other: &BoundName| if early { *other < name } else { *other > name };
        BOUND_NAMES.into_iter().filter(apart).filter_map(|other| Some((bounds.get(other)?, other)))
    };
    let late = others(true).filter(|(other, _)| other.surely_after(wanted)).max_by_key(|(other, _)| other.start());
    let early = others(false).filter(|(other, _)| wanted.surely_after(*other)).min_by_key(|(other, _)| other.end());
    late.or(early).map_or((wanted, None), |(when, other)| (when, Some(other)))
}

/// The visit with a dragged bound, and what the change is called; none if nothing changed.
///
/// The exhibit that gave the bound before no longer does; a sighting's own takes its place.
#[must_use]
pub fn edited(visit: &Visit, name: BoundName, dragged: &Dragged) -> Option<(Visit, String)> {
    let before = visit.bounds.get(name);
    let exhibit = dragged.snap.map(|snap| snap.exhibit);
    let gains_exhibit = exhibit.is_some() && exhibit != visit.bound_exhibit(name);
    if before == Some(dragged.when) && !gains_exhibit {
        return None;
    }
    let mut after = visit.clone();
    after.set_bound(name, Some(dragged.when), "");
    after.edit_extra(|extra| extra.bounds.exhibits[name as usize] = exhibit);
    let verb = if before.is_some() { "Move" } else { "Set" };
    let label =
        format!("{verb} {} of V-{} to {}", name.words().to_lowercase(), visit.id.0, plain_date::words(dragged.when));
    Some((after, label))
}

/// What stands beside the pointer during a drag: the date, how far it moved, what gives or stops it.
#[must_use]
pub fn readout(facts: &Facts, visit: &Visit, name: BoundName, dragged: &Dragged, zone: &TimeZone) -> Vec<String> {
    let mut lines = vec![format!("{}: {}", name.words(), wording::date(dragged.when, zone))];
    match visit.bounds.get(name) {
        Some(before) => lines.push(moved(edge(name, dragged.when) - edge(name, before))),
        None => lines.push("not known before".to_owned()),
    }
    if let Some(snap) = dragged.snap {
        let (sighting, exhibit) = (code(facts, snap.sighting.into()), code(facts, snap.exhibit.into()));
        lines.push(format!("given by {sighting} in {exhibit}"));
    } else if let Some(stop) = dragged.stop {
        lines.push(format!("stops at {}", stop.words().to_lowercase()));
    } else if let Some(exhibit) = visit.bound_exhibit(name).filter(|_| visit.bounds.get(name) != Some(dragged.when)) {
        lines.push(format!("{} no longer gives it", code(facts, exhibit.into())));
    }
    lines
}

/// How far something moved in time: `2 days later`.
#[must_use]
pub fn moved(seconds: i64) -> String {
    match seconds {
        0 => "as it was".to_owned(),
        1.. => format!("{} later", wording::length(seconds)),
        _ => format!("{} earlier", wording::length(seconds)),
    }
}

/// All bounds moved by the same amount, each at its precision, and the amount in words.
///
/// The amount is rounded to the zoom's unit or to the coarsest of the dates, whichever is longer: a date known to the month
/// moves by months.
#[must_use]
pub fn shifted(bounds: &Bounds, seconds: f64, axis: &TimeAxis) -> (Bounds, String) {
    let known = || BOUND_NAMES.into_iter().filter_map(|name| bounds.get(name));
    let (Some(coarsest), Some((from, to))) = (known().map(When::precision).min(), bounds.extent()) else {
        return (*bounds, moved(0));
    };
    let seconds = seconds.clamp((FIRST_SECOND - from.0) as f64, (END_SECOND - to.0) as f64);
    let by = |length: i64| (seconds / length as f64).round() as i64;
    let months = |length: i64, words: &str| -> (Bounds, String) {
        let n = by(length * MONTH);
        let how = if n < 0 { "earlier" } else { "later" };
        let many = usize::try_from(n.unsigned_abs()).unwrap_or(usize::MAX);
        let text = format!("{} {how}", crate::base::text::count(many, words));
        match each(bounds, |when| by_months(when, n * length)) {
            // Two days at the end of a long month may become one of a shorter month, with their hours out of order.
            Some(moved) if n != 0 && moved.check().is_ok() => (moved, text),
            _ => (*bounds, moved(0)),
        }
    };
    match unit(axis).min(coarsest) {
        Precision::Century => months(1_200, "century"),
        Precision::Decade => months(120, "decade"),
        Precision::Year => months(12, "year"),
        Precision::Month => months(1, "month"),
        fine => {
            let length = match fine {
                Precision::Day => DAY,
                Precision::Hour => 3_600,
                Precision::Minute => 60,
                _ => 1,
            };
            let amount = by(length) * length;
            let shift = |when: When| Some(When::new(Utc(when.start().0 + amount), when.precision(), when.qualifier()));
            each(bounds, shift).map_or_else(|| (*bounds, moved(0)), |bounds| (bounds, moved(amount)))
        }
    }
}

/// Every known bound moved; none if one of them would leave the calendar, since then they would not move by the same amount.
fn each(bounds: &Bounds, shift: impl Fn(When) -> Option<When>) -> Option<Bounds> {
    let mut moved = *bounds;
    for name in BOUND_NAMES {
        if let Some(when) = bounds.get(name) {
            moved = moved.with(name, Some(shift(when)?));
        }
    }
    Some(moved)
}

fn by_months(when: When, months: i64) -> Option<When> {
    let span = Span::new().try_months(months).ok()?;
    let at = when.start().in_zone(&TimeZone::UTC).checked_add(span).ok()?;
    Some(When::new(Utc::from_civil(at), when.precision(), when.qualifier()))
}

/// The visit moved as a whole, and what the change is called; none if nothing changed. No exhibit gives its bounds any more.
#[must_use]
pub fn moved_whole(visit: &Visit, bounds: &Bounds, words: &str) -> Option<(Visit, String)> {
    if *bounds == visit.bounds {
        return None;
    }
    let mut after = visit.clone();
    for name in BOUND_NAMES {
        after.set_bound(name, bounds.get(name), "");
    }
    after.edit_extra(|extra| extra.bounds.exhibits = [None; 4]);
    Some((after, format!("Move V-{}: {words}", visit.id.0)))
}

#[cfg(test)]
mod tests;
