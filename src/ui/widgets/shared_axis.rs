//! The column of headers and the time axis beside it, as wide in every view that stands above or below the timeline, so that
//! an instant lies at the same x in all of them.

use crate::figure::axis::TimeAxis;

/// Room at the right that the timeline's scroll bar takes.
pub const BAR: f32 = 10.0;

/// Width of the headers in a view of the given width.
#[must_use]
pub fn header_width(width: f32) -> f32 {
    (width * 0.22).clamp(150.0, 280.0).round()
}

/// The axis of a view of the given width over a range of seconds.
#[must_use]
pub fn axis((from, to): (f64, f64), width: f32) -> TimeAxis {
    let left = header_width(width);
    TimeAxis { from, to, left, width: (width - BAR - left).max(1.0) }
}
