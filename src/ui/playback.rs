//! Playback: a cursor that moves through time, so that what was going on together is seen to be.

use crate::base::time::DAY;

/// How long the visible range takes at normal speed, in seconds of the clock on the wall.
const WHOLE_VIEW: f64 = 20.0;
/// Longest step at once, in seconds of the clock on the wall: a window that hung does not jump.
const LONGEST: f64 = 0.25;
/// The speeds, as multiples of the normal one, and how they are said.
const SPEEDS: [(f64, &str); 7] = [
    (0.125, "⅛ speed"),
    (0.25, "¼ speed"),
    (0.5, "half speed"),
    (1.0, "normal speed"),
    (2.0, "double speed"),
    (4.0, "4 × speed"),
    (8.0, "8 × speed"),
];
/// Where the cursor stands after the view has moved on, as a share of the view.
const RE_ENTRY: f64 = 0.05;

/// The cursor of a playback.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Playback {
    /// Where the cursor is, in seconds since 1970.
    pub at: f64,
    /// Whether it moves.
    pub playing: bool,
    /// Whether it may move by itself; if not, it goes day by day.
    pub moves: bool,
    speed: usize,
    /// When it last moved, in the window's seconds; none while it stands.
    last: Option<f64>,
}

impl Playback {
    /// A playback that begins at an instant.
    #[must_use]
    pub fn from(at: f64, moves: bool) -> Self {
        Self { at, playing: moves, moves, speed: 3, last: None }
    }

    /// Goes on, or stops where it is.
    pub fn toggle(&mut self) {
        self.playing = !self.playing;
        self.last = None;
    }

    /// Makes it faster or slower by so many steps.
    pub fn faster(&mut self, steps: isize) {
        self.speed = self.speed.saturating_add_signed(steps).min(SPEEDS.len() - 1);
    }

    /// The speed in words.
    #[must_use]
    pub fn speed(&self) -> &'static str {
        SPEEDS[self.speed].1
    }

    /// One day on or back, for who wants no motion.
    pub fn step_day(&mut self, forward: bool) {
        self.playing = false;
        self.last = None;
        let day = DAY as f64;
        self.at = if forward { (self.at / day).floor() + 1.0 } else { (self.at / day).ceil() - 1.0 } * day;
    }

    /// Lets time pass. `view` is the visible range and `end` where the case ends; returns the range that is to be shown if
    /// the cursor ran out of the view. Stops at the end.
    pub fn advance(&mut self, now: f64, view: (f64, f64), end: f64) -> Option<(f64, f64)> {
        if !self.playing {
            return None;
        }
        let passed = (now - self.last.unwrap_or(now)).clamp(0.0, LONGEST);
        self.last = Some(now);
        let span = view.1 - view.0;
        if !(view.0..=view.1).contains(&self.at) {
            // The view was moved away by hand: the cursor comes along.
            self.at = view.0;
        }
        self.at += passed * span / WHOLE_VIEW * SPEEDS[self.speed].0;
        if self.at >= end.max(view.0) {
            self.at = self.at.min(end.max(view.0));
            self.toggle();
        }
        (self.at > view.1).then(|| follow(self.at, span))
    }
}

/// The range of a given span in which the cursor has just come in from the left.
#[must_use]
pub fn follow(at: f64, span: f64) -> (f64, f64) {
    let from = at - span * RE_ENTRY;
    (from, from + span)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAR: f64 = 1e12;

    #[test]
    fn the_view_takes_twenty_seconds() {
        let mut playback = Playback::from(0.0, true);
        assert_eq!(playback.advance(100.0, (0.0, 1_000.0), FAR), None);
        for tenth in 1..=100_u8 {
            playback.advance(100.0 + f64::from(tenth) * 0.1, (0.0, 1_000.0), FAR);
        }
        assert!((playback.at - 500.0).abs() < 1.0, "{}", playback.at);
        playback.faster(1);
        playback.advance(110.1, (0.0, 1_000.0), FAR);
        assert!((playback.at - 510.0).abs() < 1.0, "{}", playback.at);
    }

    #[test]
    fn a_pause_costs_no_time_and_a_hang_no_jump() {
        let mut playback = Playback::from(0.0, true);
        playback.advance(0.0, (0.0, 1_000.0), FAR);
        playback.toggle();
        playback.advance(5.0, (0.0, 1_000.0), FAR);
        playback.toggle();
        playback.advance(60.0, (0.0, 1_000.0), FAR);
        assert_eq!(playback.at, 0.0);
        playback.advance(90.0, (0.0, 1_000.0), FAR);
        assert_eq!(playback.at, 12.5, "a quarter of a second");
    }

    #[test]
    fn the_view_follows_and_the_end_of_the_case_stops_it() {
        let mut playback = Playback::from(995.0, true);
        playback.advance(0.0, (0.0, 1_000.0), 1_300.0);
        let range = playback.advance(0.2, (0.0, 1_000.0), 1_300.0).expect("it ran out of the view");
        assert!(range.0 < playback.at && playback.at < range.1 && (range.1 - range.0 - 1_000.0).abs() < 1e-9);
        for tenth in 0..200_u8 {
            playback.advance(1.0 + f64::from(tenth) * 0.1, range, 1_300.0);
        }
        assert_eq!((playback.at, playback.playing), (1_300.0, false));
    }

    #[test]
    fn a_view_moved_by_hand_takes_the_cursor_along() {
        let mut playback = Playback::from(0.0, true);
        playback.advance(0.0, (5_000.0, 6_000.0), FAR);
        assert_eq!(playback.at, 5_000.0);
    }

    #[test]
    fn without_motion_it_goes_from_midnight_to_midnight() {
        let mut playback = Playback::from(100.0, false);
        playback.step_day(true);
        assert_eq!((playback.at, playback.playing), (86_400.0, false));
        playback.step_day(true);
        playback.step_day(false);
        assert_eq!(playback.at, 86_400.0);
    }
}
