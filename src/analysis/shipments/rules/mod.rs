//! The rules by which a candidate is weighed, one function each. A rule says what it found, or that what would tell is
//! not known; it never says how much that counts.

mod cargo;
mod hull;
mod way;

pub(super) use self::cargo::{berths, draught, rivals, seen};
pub(super) use self::hull::{ais, identity};
pub(super) use self::way::{between, imagery, time_and_distance};

use super::reasons::{Given, Rule, Sign};
use crate::base::interval::{BOUND_NAMES, BoundName, Bounds};
use crate::base::text::sentence_case;
use crate::base::time::{Utc, When};
use crate::model::ids::{EntityRef, ExhibitId};
use crate::model::visit::Visit;

/// A reason that rests on visits.
fn given(rule: Rule, sign: Sign, text: impl Into<String>, visits: &[&Visit]) -> Given {
    let rests_on = visits.iter().map(|visit| EntityRef::from(visit.id)).collect();
    Given { rule, sign, text: sentence_case(&text.into()), exhibits: Vec::new(), rests_on }
}

/// A reason with the exhibits of its visits.
fn with_exhibits(mut reason: Given, visits: &[&Visit]) -> Given {
    let mut exhibits: Vec<ExhibitId> = visits.iter().flat_map(|visit| dated_by(visit)).collect();
    exhibits.sort_unstable();
    exhibits.dedup();
    reason.exhibits = exhibits;
    reason
}

/// The exhibits that give the dates of a visit; those it rests on if none gives a bound.
fn dated_by(visit: &Visit) -> Vec<ExhibitId> {
    let bounds: Vec<ExhibitId> = BOUND_NAMES.into_iter().filter_map(|name| visit.bound_exhibit(name)).collect();
    if bounds.is_empty() { visit.exhibits.to_vec() } else { bounds }
}

/// When the hull can have left the first visit and come to the second.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Between {
    /// First second at which it can have left: when it was last seen, else when the visit can have begun.
    left_earliest: Utc,
    /// Last second at which it can have left.
    left_latest: Utc,
    /// First second at which it can have come.
    came_earliest: Utc,
    /// Last second at which it can have come: when it was first seen, else when the visit can have ended.
    came_latest: Utc,
}

impl Between {
    fn of(loading: &Visit, discharge: &Visit) -> Option<Self> {
        let ((start, end), (other_start, other_end)) = (loading.bounds.extent()?, discharge.bounds.extent()?);
        // Seen on a day, it can have left as soon as that day began, and have come as late as that day ended.
        let seen = |bounds: &Bounds, name, other| bounds.get(name).or(bounds.get(other));
        let last = seen(&loading.bounds, BoundName::LastSeen, BoundName::FirstSeen);
        let first = seen(&discharge.bounds, BoundName::FirstSeen, BoundName::LastSeen);
        let (left_earliest, came_latest) = (last.map_or(start, When::start), first.map_or(other_end, When::end));
        Some(Self { left_earliest, left_latest: end, came_earliest: other_start, came_latest })
    }

    /// The most time that the dates leave, in seconds; below zero if the discharge came first.
    fn longest(&self) -> i64 {
        self.came_latest.0 - self.left_earliest.0
    }

    /// The least time that they leave, in seconds; zero if the visits may follow at once.
    fn shortest(&self) -> i64 {
        (self.came_earliest.0 - self.left_latest.0).max(0)
    }
}
