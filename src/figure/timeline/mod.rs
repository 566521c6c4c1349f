//! The timeline: facts and lanes in, a scene out.
//!
//! Cost follows what is on the screen, not the case. From the top: the calendar (two rows), context events, the
//! windows of regimes, then the lanes, of which `scroll` points are above the picture. What is shown beside the bars is
//! chosen by [`Layer`]; each has a module of its own.

pub mod colours;
mod frame;
mod knots;
mod bars;
mod sightings;
pub(super) mod coverage;
mod curves;
mod bundles;
mod voyages;
pub(super) mod gaps;
mod windows;
mod night;
mod events;
mod folded;
mod header;
pub mod handles;
pub mod interval;
pub mod snapping;

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use frame::Frame;

use super::axis::TimeAxis;
use super::lanes::Lanes;
use super::scene::{Item, Scene, Shape};
use super::ticks::ticks;
use crate::model::facts::Facts;
use crate::model::ids::EntityRef;
use crate::model::view::Layer;

/// Height of the calendar's two rows, in points.
pub const AXIS_HEIGHT: f32 = 42.0;
/// Height of the row of context events, in points.
pub const EVENTS_HEIGHT: f32 = 30.0;

/// What part of the timeline is looked at.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TimelineView {
    /// Time at the left edge of the lanes, in seconds since 1970 (UTC).
    pub axis_from: f64,
    /// Time at the right edge.
    pub axis_to: f64,
    /// How far the lanes are scrolled, in points from their top.
    pub scroll: f64,
    /// Width of the picture, headers included, in points.
    pub width: f32,
    /// Height of the picture, axis included, in points.
    pub height: f32,
    /// Width of the lane headers, in points.
    pub header_width: f32,
}

impl TimelineView {
    /// The time axis beside the headers.
    #[must_use]
    pub fn axis(&self) -> TimeAxis {
        let width = (self.width - self.header_width).max(1.0);
        TimeAxis { from: self.axis_from, to: self.axis_to, left: self.header_width, width }.clamped()
    }
}

pub use super::measure::Measure;

/// How the timeline is drawn.
pub struct TimelineOptions<'a> {
    /// The zone in which the calendar is shown.
    pub zone: TimeZone,
    /// What is shown beside the bars.
    pub layers: &'a BTreeSet<Layer>,
    /// What is selected.
    pub selected: &'a BTreeSet<EntityRef>,
    /// What the pointer is over.
    pub hovered: Option<&'a Item>,
    /// Whether there is room for the row of context events; it is shown if its layer is too.
    pub show_events: bool,
    /// Whether the calendar is shown.
    pub show_axis: bool,
    /// Whether pinned lanes stay in sight while the others scroll.
    pub sticky: bool,
    /// An instant marked by a line down through the lanes, in seconds since 1970.
    pub cursor: Option<f64>,
    /// Measures texts.
    pub measure: Measure<'a>,
}

impl TimelineOptions<'_> {
    /// Where the lanes begin, in points from the top of the picture; see [`lanes_top`].
    #[must_use]
    pub fn lanes_top(&self, facts: &Facts) -> f32 {
        let axis = if self.show_axis { AXIS_HEIGHT } else { 0.0 };
        let events = if self.has_events() { EVENTS_HEIGHT } else { 0.0 };
        axis + events + windows::height(facts, self.layers)
    }

    /// Whether a layer is shown.
    #[must_use]
    pub fn shows(&self, layer: Layer) -> bool {
        self.layers.contains(&layer)
    }

    /// Whether the row of context events is shown.
    #[must_use]
    pub fn has_events(&self) -> bool {
        self.show_events && self.shows(Layer::Events)
    }
}

/// Where the lanes begin with these layers, in points from the top of a picture with a calendar: below calendar,
/// events and the windows of regimes.
#[must_use]
pub fn lanes_top(facts: &Facts, layers: &BTreeSet<Layer>) -> f32 {
    let events = if layers.contains(&Layer::Events) { EVENTS_HEIGHT } else { 0.0 };
    AXIS_HEIGHT + events + windows::height(facts, layers)
}

/// Draws the visible part of the timeline; an empty scene if there is no lane.
///
/// Of two things that can be pointed at the later lies on top: gaps lowest, then lines, looks and bars; headers and
/// events apart.
#[must_use]
pub fn scene(facts: &Facts, lanes: &Lanes, view: &TimelineView, options: &TimelineOptions) -> Scene {
    let mut scene = Scene { width: view.width, height: view.height, ..Scene::default() };
    if lanes.is_empty() {
        return scene;
    }
    let frame = Frame::new(facts, lanes, view, options);
    let ticks = ticks(&frame.axis, &options.zone);
    let parts = frame.parts();
    let plans: Vec<bars::Plan> = parts.iter().map(bars::Plan::new).collect();
    for part in &parts {
        header::backgrounds(part, &mut scene);
    }
    if options.shows(Layer::Windows) {
        windows::shades(&frame, &mut scene);
    }
    if options.shows(Layer::Night) {
        for part in &parts {
            night::draw(part, &mut scene);
        }
    }
    header::grid(&frame, &ticks, &mut scene);
    let events = if options.has_events() { events::place(&frame) } else { Vec::new() };
    events::lines(&frame, &events, &mut scene);
    for (part, plan) in parts.iter().zip(&plans) {
        lanes_of(part, plan, &mut scene);
        header::lane_headers(part, &mut scene);
    }
    if options.show_axis {
        header::calendar(&frame, &ticks, &mut scene);
    }
    if options.shows(Layer::Windows) {
        windows::draw(&frame, &mut scene);
    }
    if options.has_events() {
        header::events_header(&frame, &mut scene);
        events::draw(&frame, &events, &mut scene);
    }
    if let Some(second) = options.cursor {
        header::cursor(&frame, second, &mut scene);
    }
    scene
}

/// Everything that is drawn in the lanes of one part of the picture.
fn lanes_of(frame: &Frame, plan: &bars::Plan, scene: &mut Scene) {
    let options = frame.options;
    let before = std::mem::take(&mut scene.hits);
    scene.shapes.push(Shape::Clip(frame.area));
    if options.shows(Layer::AisGaps) {
        gaps::draw(frame, scene);
    }
    let gaps = std::mem::take(&mut scene.hits);
    if options.shows(Layer::Coverage) {
        coverage::draw(frame, scene);
        coverage::bounds(frame, &plan.shown, scene);
    }
    let looks = std::mem::take(&mut scene.hits);
    if options.shows(Layer::Voyages) {
        let first = scene.shapes.len();
        voyages::draw(frame, &plan.shown, scene);
        if frame.lit.is_some() {
            scene.dim(first, curves::DIMMED);
        }
    }
    let voyages = std::mem::take(&mut scene.hits);
    folded::draw(frame, scene);
    plan.draw(scene);
    let bars = std::mem::take(&mut scene.hits);
    if options.shows(Layer::Shipments) {
        curves::draw(frame, &plan.shown, scene);
    }
    let curves = std::mem::take(&mut scene.hits);
    scene.hits = [before, gaps, voyages, curves, looks, bars].concat();
    scene.shapes.push(Shape::Unclip);
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod mark_tests;
#[cfg(test)]
mod hostile_tests;
