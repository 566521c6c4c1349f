//! Which shipments a count hangs on, and what would have to be false for the total to be under the cap.

use std::cmp::Reverse;

use super::book::{Book, Reading, Scenario, Window};
use super::entry::{Basis, Day, Entry, Figure, Rules};
use crate::base::quantity::{Amount, Share, Sum, Sums};
use crate::model::ids::ShipmentId;

/// What a count would be without one shipment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Weight {
    /// The shipment.
    pub shipment: ShipmentId,
    /// What it adds: low, base, high.
    pub adds: Sums,
    /// The day on which the cap is passed without it, in the base scenario; none if it is not.
    pub passed_without: Option<Day>,
}

/// The shipments that add most, the heaviest first; of equals the first by id.
#[must_use]
pub fn heaviest(book: &Book, window: &Window, rules: &Rules, most: usize) -> Vec<Weight> {
    let entries = window.members().filter_map(|(_, id)| book.entry(id));
    let mut known: Vec<(&Entry, Sums)> = entries.filter_map(|entry| Some((entry, *entry.counted()?))).collect();
    let by = |(entry, sums): &(&Entry, Sums)| (Reverse((sums.sums[1], sums.sums[2])), entry.shipment);
    if known.len() > most && most > 0 {
        known.select_nth_unstable_by_key(most - 1, by);
        known.truncate(most);
    }
    known.sort_unstable_by_key(by);
    let weight = |(entry, adds): (&Entry, Sums)| Weight {
        shipment: entry.shipment,
        adds,
        passed_without: passed_without(window, entry, rules.cap),
    };
    known.into_iter().map(weight).collect()
}

/// The day on which the cap is passed without an entry.
fn passed_without(window: &Window, entry: &Entry, cap: Amount) -> Option<Day> {
    let (limit, when, own) = (Sum::of(cap)?, entry.when?, entry.counted()?.sums[Scenario::Base as usize]);
    let passes = |(day, sums): &(Day, Sums)| {
        let mut sum = sums.sums[Scenario::Base as usize];
        if *day >= when.base {
            sum -= own;
        }
        sum > limit
    };
    window.steps(Reading::Base).find(passes).map(|(day, _)| day)
}

/// What would have to be false for the total of a scenario to be at or under the cap.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Doubt {
    /// By how much the total is above the cap.
    pub excess: Amount,
    /// The fewest shipments that would have to be wrong, the heaviest first; any fewer leave the total above the cap.
    pub shipments: Vec<ShipmentId>,
    /// How far hulls would have been filled at most, on average, if every other figure is right; none if no figure rests
    /// on a capacity, or if the others alone are above the cap.
    pub filled_at_most: Option<Share>,
}

/// What would have to be false; none if the total is not above the cap.
#[must_use]
pub fn doubt(book: &Book, window: &Window, rules: &Rules, scenario: Scenario) -> Option<Doubt> {
    let (limit, total) = (Sum::of(rules.cap)?, window.total.sums[scenario as usize]);
    if total <= limit {
        return None;
    }
    let entries = window.members().filter_map(|(_, id)| book.entry(id));
    let mut known: Vec<(Sum, ShipmentId, bool)> = entries
        .filter_map(|entry| {
            let sum = entry.counted()?.sums[scenario as usize];
            Some((sum, entry.shipment, matches!(entry.figure, Figure::Known(_, Basis::Capacity))))
        })
        .collect();
    known.sort_unstable_by_key(|(sum, id, _)| (Reverse(*sum), *id));
    let (mut left, mut shipments) = (total, Vec::new());
    for (sum, id, _) in &known {
        if left <= limit {
            break;
        }
        left -= *sum;
        shipments.push(*id);
    }
    let mut by_capacity = Sum::default();
    known.iter().filter(|(_, _, capacity)| *capacity).for_each(|(sum, ..)| by_capacity += *sum);
    let mut others = total;
    others -= by_capacity;
    let mut room = limit;
    room -= others;
    let laden = [rules.laden.low, rules.laden.base, rules.laden.high][scenario as usize];
    let filled_at_most = (by_capacity > Sum::default() && others <= limit)
        .then(|| laden.reduced(room.amount(), by_capacity.amount()))
        .flatten();
    let excess = total.amount().above(rules.cap).unwrap_or_default();
    Some(Doubt { excess, shipments, filled_at_most })
}
