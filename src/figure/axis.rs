//! Time to x and back, in f64 seconds up to the last step.

use crate::base::time::{END_SECOND, FIRST_SECOND};

/// Shortest span that can be shown, in seconds.
pub const MIN_SPAN: f64 = 60.0;

/// A stretch of time laid over a stretch of the picture.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TimeAxis {
    /// Time at the left edge, in seconds since 1970 (UTC).
    pub from: f64,
    /// Time at the right edge.
    pub to: f64,
    /// Left edge in points.
    pub left: f32,
    /// Width in points.
    pub width: f32,
}

impl TimeAxis {
    /// Where an instant lies, in points. Far outside the axis it is clamped to a million points off.
    #[must_use]
    pub fn x(&self, second: f64) -> f32 {
        let offset = (second - self.from) / (self.to - self.from) * f64::from(self.width);
        self.left + offset.clamp(-1e6, 1e6) as f32
    }

    /// The instant at a position.
    #[must_use]
    pub fn time(&self, x: f32) -> f64 {
        self.from + f64::from(x - self.left) * self.seconds_per_point()
    }

    /// How much time one point shows, in seconds.
    #[must_use]
    pub fn seconds_per_point(&self) -> f64 {
        (self.to - self.from) / f64::from(self.width.max(1.0))
    }

    /// Right edge in points.
    #[must_use]
    pub fn right(&self) -> f32 {
        self.left + self.width
    }

    /// The axis with `factor` times as much time in it, the instant at `about_x` staying where it is.
    #[must_use]
    pub fn zoomed(self, about_x: f32, factor: f64) -> Self {
        if !factor.is_finite() || factor <= 0.0 {
            return self;
        }
        let span = self.to - self.from;
        let factor = (span * factor).clamp(MIN_SPAN, (END_SECOND - FIRST_SECOND) as f64) / span;
        let about = self.time(about_x);
        Self { from: about - (about - self.from) * factor, to: about + (self.to - about) * factor, ..self }.clamped()
    }

    /// The axis moved as if its content were dragged by `dx` points to the right.
    #[must_use]
    pub fn panned(self, dx: f32) -> Self {
        let seconds = -f64::from(dx) * self.seconds_per_point();
        Self { from: self.from + seconds, to: self.to + seconds, ..self }.clamped()
    }

    /// The axis with a span from a minute up, inside the years 1 to 9999; the span is kept where it can be.
    #[must_use]
    pub fn clamped(self) -> Self {
        let (first, end) = (FIRST_SECOND as f64, END_SECOND as f64);
        let (from, to) = if self.from.is_finite() && self.to.is_finite() { (self.from, self.to) } else { (first, end) };
        let middle = f64::midpoint(from, to);
        let span = (to - from).clamp(MIN_SPAN, end - first);
        let from = (middle - span / 2.0).clamp(first, end - span);
        Self { from, to: from + span, ..self }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn axis(from: f64, to: f64) -> TimeAxis {
        TimeAxis { from, to, left: 120.0, width: 1_000.0 }
    }

    #[test]
    fn zooming_keeps_the_instant_under_the_pointer() {
        let before = axis(1_709_769_600.0, 1_711_929_600.0);
        let at = before.time(400.0);
        let after = before.zoomed(400.0, 0.25);
        assert!((after.time(400.0) - at).abs() < 1e-3);
        assert!(((after.to - after.from) * 4.0 - (before.to - before.from)).abs() < 1e-3);
    }

    #[test]
    fn the_span_stays_between_a_minute_and_ten_thousand_years() {
        let close = axis(0.0, 61.0).zoomed(620.0, 1e-9);
        assert_eq!(close.to - close.from, MIN_SPAN);
        let far = axis(0.0, 1e9).zoomed(620.0, 1e12);
        assert_eq!((far.from, far.to), (FIRST_SECOND as f64, END_SECOND as f64));
        let broken = axis(f64::NAN, 1.0).clamped();
        assert!(broken.from < broken.to, "what is no number becomes the whole calendar");
        let backwards = axis(10_000.0, 0.0).clamped();
        assert!(backwards.to - backwards.from >= MIN_SPAN);
    }

    #[test]
    fn panning_stops_at_the_ends_of_the_calendar_and_keeps_the_span() {
        let moved = axis(0.0, 1e9).panned(1e9);
        assert_eq!(moved.from, FIRST_SECOND as f64);
        assert!((moved.to - moved.from - 1e9).abs() < 1e-3);
    }

    proptest! {
        #[test]
        fn time_and_x_are_inverse(from in -6e10_f64..2e11, span in 60.0_f64..3e11, x in 120.0_f32..1_120.0) {
            let axis = axis(from, from + span).clamped();
            prop_assert!((axis.x(axis.time(x)) - x).abs() < 0.05);
        }
    }
}
