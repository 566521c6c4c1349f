//! Marks of the calendar along a time axis, in two rows.

use jiff::tz::TimeZone;

use super::axis::TimeAxis;

/// Which of the two rows a tick stands in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TickLevel {
    /// The upper row: the larger unit.
    Major,
    /// The lower row: the smaller unit.
    Minor,
}

/// One mark of the calendar.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tick {
    /// The instant.
    pub second: i64,
    /// Which row.
    pub level: TickLevel,
    /// What it is called: `March 2024`, `11`.
    pub label: String,
    /// The same in fewer letters, for where the label does not fit: `Mar`.
    pub short: String,
}

/// The marks of the calendar on an axis, in time order within each row, upper row first.
///
/// The upper row begins with the unit that the left edge lies in, so that its label can stay at the edge.
#[must_use]
pub fn ticks(_axis: &TimeAxis, _zone: &TimeZone) -> Vec<Tick> {
    Vec::new()
}
