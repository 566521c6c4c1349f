//! The visible part of the timeline and those before it: a history of looking, apart from the history of facts.

/// What is seen of the timeline.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
struct Place {
    /// In seconds since 1970.
    range: (f64, f64),
    /// How far the lanes are scrolled, in points.
    scroll: f64,
}

/// A time range and how far the lanes are scrolled, with their past and, after going back, their future.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct RangeHistory {
    now: Place,
    past: Vec<Place>,
    future: Vec<Place>,
    /// The place before a run of small steps began, kept until the run ends.
    before_run: Option<Place>,
    /// When the last small step was made, in the window's seconds.
    last_step: f64,
}

/// How many places are kept.
const KEPT: usize = 100;
/// Small steps closer together than this, in seconds, count as one move.
const RUN: f64 = 0.6;

impl RangeHistory {
    /// A history that begins with one range.
    #[must_use]
    pub fn new(range: (f64, f64)) -> Self {
        Self { now: Place { range, scroll: 0.0 }, ..Self::default() }
    }

    /// The visible range.
    #[must_use]
    pub fn now(&self) -> (f64, f64) {
        self.now.range
    }

    /// How far the lanes are scrolled here, in points.
    #[must_use]
    pub fn scroll(&self) -> f64 {
        self.now.scroll
    }

    /// Notes how far the lanes are scrolled now, so that this is found again with the range. No move of its own.
    pub fn scrolled(&mut self, scroll: f64) {
        self.now.scroll = scroll;
    }

    /// Goes to a range at once; the one before can be gone back to.
    pub fn jump(&mut self, range: (f64, f64)) {
        self.settle();
        if range != self.now.range {
            self.remember(self.now);
            self.now.range = range;
        }
    }

    /// Makes a small step, as a wheel or a drag does; a run of them becomes one entry.
    pub fn step(&mut self, range: (f64, f64), time: f64) {
        self.begin_step(time);
        self.now.range = range;
    }

    /// Scrolls the lanes so far that it is a move: what was seen before can be gone back to.
    pub fn step_scroll(&mut self, scroll: f64, time: f64) {
        self.begin_step(time);
        self.now.scroll = scroll;
    }

    fn begin_step(&mut self, time: f64) {
        if time - self.last_step > RUN {
            self.settle();
        }
        self.last_step = time;
        self.before_run.get_or_insert(self.now);
    }

    /// Goes back; says whether there was anything to go back to.
    pub fn back(&mut self) -> bool {
        self.settle();
        let Some(place) = self.past.pop() else { return false };
        self.future.push(self.now);
        self.now = place;
        true
    }

    /// Goes forward again; says whether there was anything to go forward to.
    pub fn forward(&mut self) -> bool {
        self.settle();
        let Some(place) = self.future.pop() else { return false };
        self.past.push(self.now);
        self.now = place;
        true
    }

    fn settle(&mut self) {
        if let Some(before) = self.before_run.take()
            && before != self.now
        {
            self.remember(before);
        }
    }

    fn remember(&mut self, place: Place) {
        if self.past.len() == KEPT {
            self.past.remove(0);
        }
        self.past.push(place);
        self.future.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_small_steps_is_one_step_back() {
        let mut history = RangeHistory::new((0.0, 100.0));
        for i in 1..=20_u8 {
            history.step((f64::from(i), 100.0), 1.0 + f64::from(i) * 0.01);
        }
        history.jump((500.0, 600.0));
        assert!(history.back());
        assert_eq!(history.now(), (20.0, 100.0));
        assert!(history.back());
        assert_eq!(history.now(), (0.0, 100.0));
        assert!(!history.back());
        assert!(history.forward() && history.forward());
        assert_eq!(history.now(), (500.0, 600.0));
    }

    #[test]
    fn a_new_move_after_going_back_drops_the_future() {
        let mut history = RangeHistory::new((0.0, 1.0));
        history.jump((1.0, 2.0));
        history.back();
        history.jump((2.0, 3.0));
        assert!(!history.forward());
    }

    #[test]
    fn going_back_finds_the_lanes_where_they_were() {
        let mut history = RangeHistory::new((0.0, 1.0));
        history.scrolled(260.0);
        history.jump((1.0, 2.0));
        history.scrolled(0.0);
        assert!(history.back());
        assert_eq!((history.now(), history.scroll()), ((0.0, 1.0), 260.0));
        assert!(history.forward());
        assert_eq!((history.now(), history.scroll()), ((1.0, 2.0), 0.0));
    }

    #[test]
    fn scrolling_by_hand_is_no_move_but_being_brought_elsewhere_is() {
        let mut history = RangeHistory::new((0.0, 1.0));
        history.scrolled(500.0);
        assert!(!history.back());
        history.step_scroll(9_000.0, 10.0);
        assert!(history.back());
        assert_eq!(history.scroll(), 500.0);
    }
}
