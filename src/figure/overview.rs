//! The overview strip: a histogram of the whole case with the visible range marked.

use super::axis::TimeAxis;
use super::lanes::Lanes;
use super::scene::Scene;
use super::timeline::{TimelineOptions, TimelineView};

/// Usual height of the strip, in points.
pub const OVERVIEW_HEIGHT: f32 = 62.0;

/// The time axis of the strip: all visits with a little room at both ends. None if no visit is dated.
#[must_use]
pub fn overview_axis(_lanes: &Lanes, _view: &TimelineView) -> Option<TimeAxis> {
    None
}

/// Draws the strip, `view.width` wide and `height` high.
#[must_use]
pub fn overview(_lanes: &Lanes, view: &TimelineView, _options: &TimelineOptions, height: f32) -> Scene {
    Scene { width: view.width, height, ..Scene::default() }
}
