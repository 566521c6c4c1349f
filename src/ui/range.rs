//! The visible time range and the ranges before it: a history of looking, apart from the history of facts.

/// A time range with its past and, after going back, its future. In seconds since 1970.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct RangeHistory {
    now: (f64, f64),
    past: Vec<(f64, f64)>,
    future: Vec<(f64, f64)>,
    /// The range before a run of small steps began, kept until the run ends.
    before_run: Option<(f64, f64)>,
    /// When the last small step was made, in the window's seconds.
    last_step: f64,
}

/// How many ranges are kept.
const KEPT: usize = 100;
/// Small steps closer together than this, in seconds, count as one move.
const RUN: f64 = 0.6;

impl RangeHistory {
    /// A history that begins with one range.
    #[must_use]
    pub fn new(range: (f64, f64)) -> Self {
        Self { now: range, ..Self::default() }
    }

    /// The visible range.
    #[must_use]
    pub fn now(&self) -> (f64, f64) {
        self.now
    }

    /// Goes to a range at once; the one before can be gone back to.
    pub fn jump(&mut self, range: (f64, f64)) {
        self.settle();
        if range != self.now {
            self.remember(self.now);
            self.now = range;
        }
    }

    /// Makes a small step, as a wheel or a drag does; a run of them becomes one entry.
    pub fn step(&mut self, range: (f64, f64), time: f64) {
        if time - self.last_step > RUN {
            self.settle();
        }
        self.last_step = time;
        self.before_run.get_or_insert(self.now);
        self.now = range;
    }

    /// Goes back; says whether there was anything to go back to.
    pub fn back(&mut self) -> bool {
        self.settle();
        let Some(range) = self.past.pop() else { return false };
        self.future.push(self.now);
        self.now = range;
        true
    }

    /// Goes forward again; says whether there was anything to go forward to.
    pub fn forward(&mut self) -> bool {
        self.settle();
        let Some(range) = self.future.pop() else { return false };
        self.past.push(self.now);
        self.now = range;
        true
    }

    fn settle(&mut self) {
        if let Some(before) = self.before_run.take()
            && before != self.now
        {
            self.remember(before);
        }
    }

    fn remember(&mut self, range: (f64, f64)) {
        if self.past.len() == KEPT {
            self.past.remove(0);
        }
        self.past.push(range);
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
}
