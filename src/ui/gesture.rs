//! What a hand is doing on the timeline: one state at a time, from press to release or Escape.
//!
//! Knows instants and what lies under the pointer, nothing of the toolkit.
//!
//! ```text
//!            press                       release
//!  Idle ───────────────► Pan, Range, … ───────────► Idle + Outcome
//!   │ ▲                        │ Escape
//!   │ └──────── release ── Spent ◄┘
//!   └─ M ─► Armed ── press ─► Measure ── release, or a second click ─► Idle + Outcome
//! ```

use crate::base::interval::BoundName;
use crate::figure::timeline::interval::{Interval, Mark};
use crate::figure::timeline::snapping::Snap;
use crate::model::ids::VisitId;

/// What a press took hold of.
#[derive(Clone, PartialEq, Debug)]
pub enum Grip {
    /// The canvas itself.
    Empty,
    /// A visit's bar.
    Bar(VisitId),
    /// The handle on one bound of a visit, whose edge is at an instant, and the dates that the evidence gives.
    Bound(VisitId, BoundName, f64, Vec<Snap>),
    /// The knob from which a shipment is drawn.
    Knob(VisitId),
    /// The overview strip.
    Strip,
}

/// Keys held with a press.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Held {
    /// Alt.
    pub alt: bool,
    /// Ctrl, or Command.
    pub command: bool,
    /// Shift.
    pub shift: bool,
}

/// What the hand is doing.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Gesture {
    /// Nothing.
    #[default]
    Idle,
    /// Dragging the canvas.
    Pan,
    /// Marking a range of time to zoom to.
    Range {
        /// Where it began.
        from: f64,
    },
    /// Marking a range of time on the overview strip.
    Brush {
        /// Where it began.
        from: f64,
    },
    /// Dragging a bound.
    Bound {
        /// The visit.
        visit: VisitId,
        /// Which of its bounds.
        bound: BoundName,
        /// Where its edge was.
        edge: f64,
        /// Where it was pressed.
        from: f64,
        /// The dates that the evidence gives.
        snaps: Vec<Snap>,
    },
    /// Dragging a whole bar.
    Move {
        /// The visit.
        visit: VisitId,
        /// Where it was pressed.
        from: f64,
    },
    /// Drawing a shipment from one bar to another.
    Link {
        /// The visit it begins at.
        visit: VisitId,
    },
    /// The next press begins to measure.
    Armed,
    /// Measuring.
    Measure {
        /// Where it began.
        from: Mark,
        /// Whether the button of the first press is still down.
        held: bool,
    },
    /// Given up with the button still down: whatever the pointer does until it is up means nothing.
    Spent,
}

/// What a gesture came to.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    /// Nothing.
    Nothing,
    /// This range is to be shown.
    Zoom(f64, f64),
    /// A bound's edge was dragged to an instant.
    Bound(VisitId, BoundName, f64, Vec<Snap>),
    /// A bar was moved by so many seconds.
    Move(VisitId, f64),
    /// Two visits are to be one shipment.
    Join(VisitId, VisitId),
    /// This interval was measured.
    Measured(Interval),
}

impl Gesture {
    /// Whether anything is under way that Escape gives up.
    #[must_use]
    pub fn is_active(&self) -> bool {
        !matches!(self, Self::Idle | Self::Spent | Self::Pan)
    }

    /// Whether the pointer belongs to the measure tool.
    #[must_use]
    pub fn is_measuring(&self) -> bool {
        matches!(self, Self::Armed | Self::Measure { .. })
    }

    /// A press at an instant. Nothing that changes the case begins if it is not `writable`.
    pub fn press(&mut self, grip: Grip, at: f64, held: Held, writable: bool) {
        if *self != Self::Idle {
            return;
        }
        *self = match grip {
            Grip::Bound(visit, bound, edge, snaps) if writable => Self::Bound { visit, bound, edge, from: at, snaps },
            Grip::Knob(visit) if writable => Self::Link { visit },
            Grip::Bar(visit) if writable && held.alt => Self::Move { visit, from: at },
            Grip::Bar(visit) if writable && held.command => Self::Link { visit },
            Grip::Strip => Self::Brush { from: at },
            _ if held.shift => Self::Range { from: at },
            _ => Self::Pan,
        };
    }

    /// The release after a press, at an instant and over a visit. Within `slop` seconds of the press nothing was meant.
    pub fn release(&mut self, at: f64, over: Option<VisitId>, slop: f64) -> Outcome {
        if self.is_measuring() {
            return Outcome::Nothing;
        }
        let far = |from: f64| (at - from).abs() > slop;
        match std::mem::take(self) {
            Self::Range { from } | Self::Brush { from } if far(from) => Outcome::Zoom(from.min(at), from.max(at)),
            Self::Bound { visit, bound, edge, from, snaps } if far(from) => {
                Outcome::Bound(visit, bound, edge + at - from, snaps)
            }
            Self::Move { visit, from } if far(from) => Outcome::Move(visit, at - from),
            Self::Link { visit } => match over {
                Some(over) if over != visit => Outcome::Join(visit, over),
                _ => Outcome::Nothing,
            },
            _ => Outcome::Nothing,
        }
    }

    /// Takes up the measure tool, or lays it down.
    pub fn arm(&mut self) {
        *self = if self.is_measuring() { Self::Idle } else { Self::Armed };
    }

    /// A press with the measure tool.
    pub fn press_measure(&mut self, at: Mark) {
        if *self == Self::Armed {
            *self = Self::Measure { from: at, held: true };
        }
    }

    /// The release with the measure tool. After a drag it ends there; within `slop` seconds of the press it was a click, and
    /// it goes on to the next click.
    pub fn release_measure(&mut self, at: Mark, slop: f64) -> Outcome {
        match self {
            Self::Measure { from, held } if *held && ((at.second - from.second) as f64).abs() <= slop => {
                *held = false;
                Outcome::Nothing
            }
            Self::Measure { from, .. } => {
                let interval = Interval::between(from.clone(), at);
                *self = Self::Idle;
                Outcome::Measured(interval)
            }
            _ => Outcome::Nothing,
        }
    }

    /// Gives up what is under way; says whether anything was.
    pub fn escape(&mut self) -> bool {
        if !self.is_active() {
            return false;
        }
        let held = !matches!(self, Self::Armed | Self::Measure { held: false, .. });
        *self = if held { Self::Spent } else { Self::Idle };
        true
    }

    /// No button is down: what was given up, or lost its release outside the window, is over.
    pub fn all_up(&mut self) {
        if !self.is_measuring() {
            *self = Self::Idle;
        } else if let Self::Measure { held, .. } = self {
            *held = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALT: Held = Held { alt: true, command: false, shift: false };
    const CTRL: Held = Held { alt: false, command: true, shift: false };
    const SHIFT: Held = Held { alt: false, command: false, shift: true };

    fn visit(id: u32) -> VisitId {
        VisitId::new(id)
    }

    fn bound() -> Grip {
        Grip::Bound(visit(3), BoundName::NotAfter, 100.0, Vec::new())
    }

    fn mark(second: i64) -> Mark {
        Mark { second, name: String::new() }
    }

    /// Press, drag to 50 over visit 7, release.
    #[track_caller]
    fn check(grip: Grip, held: Held, writable: bool, expect: &Outcome) {
        let mut gesture = Gesture::default();
        gesture.press(grip, 10.0, held, writable);
        assert_eq!(gesture.release(50.0, Some(visit(7)), 1.0), *expect);
        assert_eq!(gesture, Gesture::Idle);
    }

    #[test]
    fn what_was_taken_hold_of_and_the_keys_held_say_what_a_drag_means() {
        let none = Held::default();
        check(Grip::Empty, none, true, &Outcome::Nothing);
        check(Grip::Bar(visit(3)), none, true, &Outcome::Nothing);
        check(Grip::Empty, SHIFT, true, &Outcome::Zoom(10.0, 50.0));
        check(Grip::Bar(visit(3)), SHIFT, true, &Outcome::Zoom(10.0, 50.0));
        check(bound(), none, true, &Outcome::Bound(visit(3), BoundName::NotAfter, 140.0, Vec::new()));
        check(Grip::Bar(visit(3)), ALT, true, &Outcome::Move(visit(3), 40.0));
        check(Grip::Bar(visit(3)), CTRL, true, &Outcome::Join(visit(3), visit(7)));
        check(Grip::Knob(visit(3)), none, true, &Outcome::Join(visit(3), visit(7)));
        check(Grip::Knob(visit(7)), none, true, &Outcome::Nothing);
        check(Grip::Empty, ALT, true, &Outcome::Nothing);
        check(Grip::Strip, none, true, &Outcome::Zoom(10.0, 50.0));
    }

    #[test]
    fn a_case_that_is_only_read_is_not_changed() {
        for grip in [bound(), Grip::Knob(visit(3)), Grip::Bar(visit(3))] {
            for held in [Held::default(), ALT, CTRL] {
                check(grip.clone(), held, false, &Outcome::Nothing);
            }
        }
        check(Grip::Empty, SHIFT, false, &Outcome::Zoom(10.0, 50.0));
    }

    #[test]
    fn a_press_without_a_move_means_nothing() {
        for (grip, held) in [(bound(), Held::default()), (Grip::Bar(visit(3)), ALT), (Grip::Empty, SHIFT)] {
            let mut gesture = Gesture::default();
            gesture.press(grip, 10.0, held, true);
            assert_eq!(gesture.release(10.2, None, 1.0), Outcome::Nothing);
        }
    }

    #[test]
    fn escape_leaves_nothing_and_the_button_must_come_up_first() {
        let mut gesture = Gesture::default();
        gesture.press(bound(), 10.0, Held::default(), true);
        assert!(gesture.is_active() && gesture.escape());
        gesture.press(Grip::Empty, 20.0, SHIFT, true);
        assert_eq!(gesture, Gesture::Spent, "the button is still down");
        assert_eq!(gesture.release(50.0, None, 1.0), Outcome::Nothing);
        assert_eq!(gesture, Gesture::Idle);
        assert!(!gesture.escape(), "there is nothing to give up, so that Escape clears the selection");
    }

    #[test]
    fn an_interval_is_measured_by_a_drag_or_by_two_clicks() {
        let between = |a, b| Outcome::Measured(Interval { from: mark(a), to: mark(b) });
        let mut gesture = Gesture::default();
        gesture.arm();
        gesture.press_measure(mark(50));
        assert_eq!(gesture.release_measure(mark(10), 1.0), between(10, 50));
        assert_eq!(gesture, Gesture::Idle);

        gesture.arm();
        gesture.press_measure(mark(10));
        assert_eq!(gesture.release_measure(mark(10), 1.0), Outcome::Nothing);
        gesture.all_up();
        assert!(gesture.is_measuring(), "it waits for the second click");
        gesture.press_measure(mark(60));
        assert_eq!(gesture.release_measure(mark(60), 1.0), between(10, 60));

        gesture.arm();
        assert!(gesture.escape());
        gesture.press_measure(mark(10));
        assert_eq!(gesture, Gesture::Idle);
        gesture.arm();
        gesture.arm();
        assert_eq!(gesture, Gesture::Idle, "the same key lays it down");
    }

    #[test]
    fn a_release_that_was_never_seen_ends_the_gesture() {
        let mut gesture = Gesture::default();
        gesture.press(bound(), 10.0, Held::default(), true);
        gesture.all_up();
        assert_eq!(gesture, Gesture::Idle);
    }
}
