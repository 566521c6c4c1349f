//! Flows in both directions as a mirrored chart: what went the one way above a calendar, what went the other below it.
//!
//! As long as they can be told apart each shipment is a mark as long as its bounds, so that no day is invented; of more
//! there are bars that count them by the first day on which they may have begun. What was seen at one end only stands
//! apart, in outline with an open circle. Shows, and asserts nothing.

mod bars;
mod marks;
pub mod signs;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use self::signs::Sign;
use super::axis::TimeAxis;
use super::draw::{at, rect, solid, style};
use super::measure::{Measure, fit, one_line};
use super::palette::{Ink, Role};
use super::scene::{Align, Face, Rect, Scene, Shape};
use super::ticks::{Tick, TickLevel, ticks};
use crate::analysis::flows::{Bin, Flow, Flows, Half, Seen, WAYS};
use crate::base::text::thousands;
use crate::base::time::{END_SECOND, FIRST_SECOND};
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, ShipmentId};

/// Height of the calendar in the middle, in points.
pub const CALENDAR: f32 = 22.0;
/// More marks than these are not told apart.
const MOST_MARKS: usize = 400;

/// How the chart is drawn.
pub struct FlowsOptions<'a> {
    /// Height of the chart, in points. Its width is that of its axis with what stands to the left of it.
    pub height: f32,
    /// The zone in which the calendar is shown.
    pub zone: TimeZone,
    /// What is selected: shipments, or visits at their ends.
    pub selected: &'a BTreeSet<EntityRef>,
    /// An instant marked by a line, in seconds since 1970.
    pub cursor: Option<f64>,
    /// Measures texts.
    pub measure: Measure<'a>,
}

/// What a mark stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Target {
    /// One shipment.
    Shipment(ShipmentId),
    /// All shipments of one way and cargo that may have begun in a stretch of time, half-open.
    Bar {
        /// The way, by its place in [`WAYS`].
        way: usize,
        /// The cargo, by its place in [`Flows::cargoes`].
        cargo: u8,
        /// First second.
        from: i64,
        /// Second after the last.
        to: i64,
    },
}

/// Something in the chart that can be pointed at.
#[derive(Clone, PartialEq, Debug)]
pub struct Mark {
    /// What it stands for.
    pub target: Target,
    /// Where it can be clicked.
    pub rect: Rect,
    /// Its accessible name.
    pub label: String,
}

/// A chart with what lies where in it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Chart {
    /// What is painted.
    pub scene: Scene,
    /// Marks in paint order.
    pub marks: Vec<Mark>,
    /// By what bars count; none if each shipment is a mark of its own.
    pub bin: Option<Bin>,
}

/// What every part of the chart needs.
struct Frame<'a> {
    facts: &'a Facts,
    flows: &'a Flows,
    signs: Vec<Sign>,
    axis: TimeAxis,
    options: &'a FlowsOptions<'a>,
    /// First visible second and the one after the last.
    range: (i64, i64),
    /// Height of what is above the calendar, in points.
    up: f32,
}

impl<'a> Frame<'a> {
    /// Height of both halves together.
    fn room(&self) -> f32 {
        (self.options.height - CALENDAR).max(0.0)
    }

    /// Height of the lower of the two halves.
    fn least(&self) -> f32 {
        self.up.min(self.room() - self.up)
    }

    /// Where something in a half lies that is from so many points to so many away from the calendar.
    fn band(&self, half: Half, near: f32, far: f32) -> (f32, f32) {
        match half {
            Half::Up => (self.up - far, self.up - near),
            Half::Down => (self.up + CALENDAR + near, self.up + CALENDAR + far),
        }
    }

    fn sign(&self, cargo: u8) -> Sign {
        self.signs.get(usize::from(cargo)).cloned().unwrap_or_else(Sign::others)
    }

    fn visible(&self, way: usize) -> impl Iterator<Item = &'a Flow> + Clone + use<'a> {
        self.flows.ways[way].meeting(self.range.0, self.range.1)
    }
}

/// Draws the chart. The part of `axis` to the left of its time is for the names of the ways.
#[must_use]
pub fn chart(facts: &Facts, flows: &Flows, axis: TimeAxis, options: &FlowsOptions) -> Chart {
    let first = (axis.from.floor() as i64).clamp(FIRST_SECOND, END_SECOND);
    let last = (axis.to.ceil() as i64).clamp(FIRST_SECOND, END_SECOND);
    let range = (first, last.max(first));
    let mut frame = Frame { facts, flows, signs: signs::of(&flows.cargoes), axis, options, range, up: 0.0 };
    frame.up = frame.room() / 2.0;
    let stacks = marks::stack(&frame);
    if let Some(stacks) = &stacks {
        frame.up = stacks.up;
    }
    let scene = Scene { width: axis.right(), height: options.height, ..Scene::default() };
    let mut chart = Chart { scene, ..Chart::default() };
    let marks = ticks(&axis, &options.zone);
    grid(&frame, &marks, &mut chart.scene);
    let area = rect(axis.left, 0.0, axis.right(), options.height);
    chart.scene.shapes.push(Shape::Clip(area));
    match stacks {
        Some(stacks) => marks::draw(&frame, &stacks, &mut chart),
        None => chart.bin = Some(bars::draw(&frame, &mut chart)),
    }
    chart.scene.shapes.push(Shape::Unclip);
    calendar(&frame, &marks, &mut chart.scene);
    names(&frame, &mut chart.scene);
    if let Some(second) = options.cursor {
        let x = axis.x(second);
        if (axis.left..=axis.right()).contains(&x) {
            let stroke = solid(1.0, Ink::from(Role::Accent).faded(0.6));
            chart.scene.line(at(x, 0.0), at(x, options.height), stroke);
        }
    }
    chart
}

/// Lines of the calendar through both halves.
fn grid(frame: &Frame, marks: &[Tick], scene: &mut Scene) {
    let axis = &frame.axis;
    for tick in marks {
        let x = axis.x(tick.second as f64);
        if x >= axis.left && x <= axis.right() {
            let role = if tick.level == TickLevel::Major { Role::Line } else { Role::Grid };
            scene.line(at(x, 0.0), at(x, frame.options.height), solid(1.0, role));
        }
    }
}

/// One row of the calendar between the halves; where a larger unit begins, its name stands instead.
fn calendar(frame: &Frame, marks: &[Tick], scene: &mut Scene) {
    let (axis, middle) = (&frame.axis, frame.up);
    let (top, bottom) = (middle, middle + CALENDAR);
    scene.fill(rect(0.0, top, axis.right(), bottom), 0.0, Role::Raised);
    for y in [top, bottom] {
        scene.line(at(0.0, y), at(axis.right(), y), solid(1.0, Role::Line));
    }
    scene.shapes.push(Shape::Clip(rect(axis.left, top, axis.right(), bottom)));
    let small = style(11.5, Face::Regular, Role::Secondary);
    let strong = style(11.5, Face::SemiBold, Role::Secondary);
    let majors: Vec<&Tick> = marks.iter().filter(|tick| tick.level == TickLevel::Major).collect();
    let minors: Vec<&Tick> = marks.iter().filter(|tick| tick.level == TickLevel::Minor).collect();
    for (i, tick) in minors.iter().enumerate() {
        let x = axis.x(tick.second as f64) + 5.0;
        let end = minors.get(i + 1).map_or(axis.right(), |next| axis.x(next.second as f64));
        let major = majors.iter().find(|major| major.second == tick.second);
        let fits = |text: &&String| (frame.options.measure)(text, strong.size, strong.face) <= end - x;
        let larger = major.and_then(|major| [&major.label, &major.short].into_iter().find(fits));
        let (text, face) = larger.map_or((&tick.label, small), |text| (text, strong));
        if (frame.options.measure)(text, face.size, face.face) <= axis.right() - x {
            scene.text(at(x, middle + CALENDAR / 2.0), text.clone(), face, Align::Left, end - x + 4.0);
        }
    }
    scene.shapes.push(Shape::Unclip);
    // The larger unit in which the left edge lies.
    if let Some(first) = majors.first() {
        let room = axis.left - 26.0;
        let text = fit(&first.label, strong.size, strong.face, room, frame.options.measure);
        scene.text(at(14.0, middle + CALENDAR / 2.0), text.into_owned(), strong, Align::Left, room);
    }
}

/// The ways at the left, each with how many of it are in view; the ones that were seen whole nearest to the calendar.
fn names(frame: &Frame, scene: &mut Scene) {
    const LINE: f32 = 17.0;
    let room = frame.axis.left - 26.0;
    for half in [Half::Up, Half::Down] {
        let mut lines: Vec<(String, super::draw::Type)> = Vec::new();
        for (way, known) in WAYS.iter().enumerate().filter(|(_, known)| known.0 == half) {
            let number = frame.visible(way).count();
            let whole = known.1 == Seen::Both;
            if !whole && frame.flows.ways[way].is_empty() {
                continue;
            }
            let face = if whole { Face::SemiBold } else { Face::Regular };
            let look = style(if whole { 12.5 } else { 11.5 }, face, if whole { Role::Text } else { Role::Secondary });
            let name = if whole { frame.flows.words(*known) } else { open_words(known.1).to_owned() };
            lines.push((format!("{} · {}", one_line(&name), thousands(number)), look));
        }
        for (i, (text, look)) in lines.into_iter().enumerate() {
            let (top, bottom) = frame.band(half, 2.0 + LINE * i as f32, 2.0 + LINE * (i + 1) as f32);
            if top < 0.0 || bottom > frame.options.height {
                break;
            }
            let text = fit(&text, look.size, look.face, room, frame.options.measure).into_owned();
            scene.text(at(14.0, f32::midpoint(top, bottom)), text, look, Align::Left, room);
        }
    }
}

/// What was not seen, in few words.
fn open_words(seen: Seen) -> &'static str {
    match seen {
        Seen::Both => "",
        Seen::Loading => "no discharge seen",
        Seen::Discharge => "no loading seen",
    }
}
