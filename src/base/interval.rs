//! The four bounds of something that was seen, not tracked.

use std::fmt;

use super::time::{Utc, When};

/// Which of the four bounds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum BoundName {
    /// It had not begun before this.
    NotBefore,
    /// First time it was seen.
    FirstSeen,
    /// Last time it was seen.
    LastSeen,
    /// It had ended after this.
    NotAfter,
}

/// The four in their order in time.
pub const BOUND_NAMES: [BoundName; 4] =
    [BoundName::NotBefore, BoundName::FirstSeen, BoundName::LastSeen, BoundName::NotAfter];

impl BoundName {
    /// The bound in a user's words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NotBefore => "Not before",
            Self::FirstSeen => "First seen",
            Self::LastSeen => "Last seen",
            Self::NotAfter => "Not after",
        }
    }
}

impl fmt::Display for BoundName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

/// Whether something was going on at an instant, as far as its bounds say.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Presence {
    /// It was: between first and last seen.
    Surely,
    /// It may have been: within the outer bounds.
    Perhaps,
    /// Not within what is known.
    Not,
}

/// The four times of a visit; any may be missing, and with none it is undated.
///
/// ```text
///  not_before      first_seen            last_seen       not_after
///      |..............|=====================|...............|
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Bounds {
    times: [Option<When>; 4],
}

/// Two bounds that cannot both be right: the earlier one lies wholly after the later one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{early} ({early_time}) lies after {late} ({late_time})", early = early.words(), late = late.words())]
pub struct OutOfOrder {
    /// The bound that should come first.
    pub early: BoundName,
    /// Its time.
    pub early_time: When,
    /// The bound that should come after.
    pub late: BoundName,
    /// Its time.
    pub late_time: When,
}

impl Bounds {
    /// Makes bounds in the order not before, first seen, last seen, not after. They may be out of order:
    /// a case must be able to hold what a source says; see [`Bounds::check`].
    #[must_use]
    pub fn new(times: [Option<When>; 4]) -> Self {
        Self { times }
    }

    /// Seen throughout an interval.
    #[must_use]
    pub fn seen(first: When, last: When) -> Self {
        Self { times: [None, Some(first), Some(last), None] }
    }

    /// At some time within a range, never seen directly.
    #[must_use]
    pub fn within(not_before: Option<When>, not_after: Option<When>) -> Self {
        Self { times: [not_before, None, None, not_after] }
    }

    /// One of the four.
    #[must_use]
    pub fn get(&self, name: BoundName) -> Option<When> {
        self.times[name as usize]
    }

    /// The same bounds with one of them changed.
    #[must_use]
    pub fn with(mut self, name: BoundName, time: Option<When>) -> Self {
        self.times[name as usize] = time;
        self
    }

    /// Whether no time is known at all.
    #[must_use]
    pub fn is_undated(&self) -> bool {
        self.times.iter().all(Option::is_none)
    }

    /// Checks the order not before ≤ first seen ≤ last seen ≤ not after over those that are known.
    ///
    /// Dates of limited precision are in order if any reading of them is.
    ///
    /// # Errors
    /// Names the first two bounds that cannot both be right.
    pub fn check(&self) -> Result<(), OutOfOrder> {
        for (i, early) in BOUND_NAMES.into_iter().enumerate() {
            let Some(early_time) = self.times[i] else { continue };
            for late in BOUND_NAMES.into_iter().skip(i + 1) {
                let Some(late_time) = self.get(late) else { continue };
                if early_time.surely_after(late_time) {
                    return Err(OutOfOrder { early, early_time, late, late_time });
                }
            }
        }
        Ok(())
    }

    /// Earliest and latest second that the bounds reach, whichever of them are known.
    ///
    /// Half-open. A single known bound spans its own precision. None if undated.
    #[must_use]
    pub fn extent(&self) -> Option<(Utc, Utc)> {
        let known = || self.times.iter().flatten();
        let start = known().map(|when| when.start()).min()?;
        let end = known().map(|when| when.end()).max()?;
        Some((start, end))
    }

    /// Whether the extent reaches beyond an instant. Cheaper than the extent, since mostly one bound tells.
    #[must_use]
    pub fn reaches_after(&self, at: Utc) -> bool {
        self.times.iter().rev().flatten().any(|when| when.start() >= at || when.end() > at)
    }

    /// Whether the extent begins before an instant. Cheaper than the extent, since mostly one bound tells.
    #[must_use]
    pub fn reaches_before(&self, at: Utc) -> bool {
        self.times.iter().flatten().any(|when| when.start() < at)
    }

    /// The part in which it was surely there: first seen to last seen, half-open. With only one of the two, that
    /// one's own precision. None if it was never seen directly.
    #[must_use]
    pub fn core(&self) -> Option<(Utc, Utc)> {
        let [_, first, last, _] = self.times;
        let (first, last) = (first.or(last)?, last.or(first)?);
        Some((first.start().min(last.start()), last.end().max(first.end())))
    }

    /// Whether it was going on at an instant: surely within the core, perhaps elsewhere within the extent.
    #[must_use]
    pub fn at(&self, at: Utc) -> Presence {
        let holds = |part: Option<(Utc, Utc)>| part.is_some_and(|(from, to)| from <= at && at < to);
        match (holds(self.core()), holds(self.extent())) {
            (true, _) => Presence::Surely,
            (_, true) => Presence::Perhaps,
            _ => Presence::Not,
        }
    }

    /// The instant that sorts it among others: start of the core if seen, else of the extent.
    #[must_use]
    pub fn sort_key(&self) -> Option<Utc> {
        self.extent().map(|(start, _)| start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<When> {
        (!text.is_empty()).then(|| text.parse().expect("a date"))
    }

    fn bounds(text: [&str; 4]) -> Bounds {
        Bounds::new(text.map(day))
    }

    #[test]
    fn bounds_in_order_pass_and_overlapping_precisions_are_in_order() {
        assert_eq!(bounds(["2024-03-05", "2024-03-07", "2024-03-11", "2024-03-13"]).check(), Ok(()));
        assert_eq!(bounds(["2024-03-31", "2024-03", "", ""]).check(), Ok(()), "March may mean the 31st");
        assert_eq!(bounds(["", "", "", ""]).check(), Ok(()));
    }

    #[test]
    fn bounds_out_of_order_name_the_two() {
        let error = bounds(["2024-03-12", "", "", "2024-03-05"]).check().expect_err("out of order");
        assert_eq!(error.to_string(), "Not before (2024-03-12) lies after Not after (2024-03-05)");
    }

    #[test]
    fn a_visit_never_seen_directly_has_no_core() {
        let within = bounds(["2024-03-07", "", "", "2024-03-22"]);
        assert_eq!(within.core(), None);
        let (start, end) = within.extent().expect("dated");
        assert_eq!(
            (start.to_string(), end.to_string()),
            ("2024-03-07T00:00:00Z".into(), "2024-03-23T00:00:00Z".into())
        );
    }

    #[test]
    fn presence_is_sure_in_the_core_and_possible_up_to_the_outer_bounds() {
        let bounds = bounds(["2024-03-05", "2024-03-07", "2024-03-09", "2024-03-12"]);
        let at = |text: &str| bounds.at(day(text).expect("a date").start());
        assert_eq!(at("2024-03-04"), Presence::Not);
        assert_eq!(at("2024-03-05"), Presence::Perhaps);
        assert_eq!(at("2024-03-07"), Presence::Surely);
        assert_eq!(at("2024-03-09T23:00Z"), Presence::Surely);
        assert_eq!(at("2024-03-12T23:00Z"), Presence::Perhaps);
        assert_eq!(at("2024-03-13"), Presence::Not);
        assert_eq!(Bounds::default().at(Utc(0)), Presence::Not);
    }

    #[test]
    fn what_reaches_an_instant_is_what_its_extent_says() {
        for text in
            [["2024-03-07", "", "", "2024-03-22"], ["", "2024-04", "", ""], ["2024", "", "2024-03-08T10", ""], [""; 4]]
        {
            let bounds = bounds(text);
            for at in (0..500).map(|step| Utc(1_703_000_000 + step * 86_400)) {
                let extent = bounds.extent();
                assert_eq!(bounds.reaches_after(at), extent.is_some_and(|(_, end)| end > at), "{text:?} {at:?}");
                assert_eq!(bounds.reaches_before(at), extent.is_some_and(|(start, _)| start < at), "{text:?} {at:?}");
            }
        }
    }

    #[test]
    fn one_sighting_is_a_core_as_long_as_its_precision() {
        let (start, end) = bounds(["", "2024-10-19", "", ""]).core().expect("seen");
        assert_eq!(end.0 - start.0, crate::base::time::DAY);
    }
}
