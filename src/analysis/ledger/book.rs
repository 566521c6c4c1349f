//! The book of one regime: its yearly windows, each kept day by day. An entry that changes is taken out and put in again.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::entry::{Day, Entry, Event, Rules, day_of, day_start};
use crate::base::id_set::IdSet;
use crate::base::quantity::{Amount, Sum, Sums};
use crate::base::table::Table;
use crate::model::facts::Facts;
use crate::model::ids::ShipmentId;
use crate::model::regime::MonthDay;
use crate::model::shipment::Shipment;

/// Which of the three amounts of an estimate.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Scenario {
    /// At least.
    Low,
    /// Most likely.
    Base,
    /// At most.
    High,
}

/// All scenarios.
pub const SCENARIOS: [Scenario; 3] = [Scenario::Low, Scenario::Base, Scenario::High];

impl Scenario {
    /// The scenario as one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Base => "base",
            Self::High => "high",
        }
    }
}

/// Which of the days on which a shipment may have been.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reading {
    /// Every shipment as early as it may have been.
    Earliest,
    /// Every shipment on the middle of its days.
    Base,
    /// Every shipment as late as it may have been.
    Latest,
}

/// All readings.
pub const READINGS: [Reading; 3] = [Reading::Earliest, Reading::Base, Reading::Latest];

/// How many shipments, and of which kinds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Shipments under the regime.
    pub entries: u32,
    /// Of them, those without a figure. They are no zeros.
    pub without_quantity: u32,
    /// Of them, those of which no discharge is known, where delivery counts.
    pub not_delivered: u32,
    /// Of them, those that may lie in another window as well.
    pub on_edge: u32,
    /// Of them, those that the investigator has accepted; the others are proposed.
    pub accepted: u32,
    /// Of them, those whose figure is counted.
    pub counted: u32,
}

impl Tally {
    fn change(&mut self, entry: &Entry, on_edge: bool, by: i32) {
        let count = |field: &mut u32, holds: bool| *field = field.saturating_add_signed(by * i32::from(holds));
        count(&mut self.entries, true);
        count(&mut self.without_quantity, entry.missing().is_some());
        count(&mut self.not_delivered, entry.event == Event::NotDelivered);
        count(&mut self.on_edge, on_edge);
        count(&mut self.accepted, entry.accepted);
        count(&mut self.counted, entry.counted().is_some());
    }
}

/// One year of a regime.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Window {
    /// How many shipments.
    pub tally: Tally,
    /// What they come to together.
    pub total: Sums,
    /// What was added on each day, for each reading.
    days: [BTreeMap<Day, Sums>; 3],
    /// The shipments, by the day they are put on.
    members: BTreeSet<(Day, ShipmentId)>,
    /// Shipments of other windows that may lie in this one.
    edges: BTreeSet<ShipmentId>,
}

impl Window {
    /// The shipments that are put into this window, by day.
    #[must_use]
    pub fn members(&self) -> impl ExactSizeIterator<Item = (Day, ShipmentId)> + '_ {
        self.members.iter().copied()
    }

    /// Shipments that are put into another window and may lie in this one.
    #[must_use]
    pub fn edges(&self) -> impl ExactSizeIterator<Item = ShipmentId> + '_ {
        self.edges.iter().copied()
    }

    /// What has been counted by the end of each day on which something is added.
    pub fn steps(&self, reading: Reading) -> impl Iterator<Item = (Day, Sums)> + '_ {
        self.days[reading as usize].iter().scan(Sums::default(), |sum, (day, added)| {
            sum.add(added);
            Some((*day, *sum))
        })
    }

    /// The total of a scenario; none if nothing has a figure, which is not zero.
    #[must_use]
    pub fn amount(&self, scenario: Scenario) -> Option<Amount> {
        (self.tally.counted > 0).then(|| self.total.sums[scenario as usize].amount())
    }

    /// Whether the total of a scenario is a least amount, because some shipment gives no such end.
    #[must_use]
    pub fn is_at_least(&self, scenario: Scenario) -> bool {
        self.total.at_least[scenario as usize] > 0
    }

    /// The first day on which more than an amount has been counted.
    #[must_use]
    pub fn passes(&self, amount: Amount, scenario: Scenario, reading: Reading) -> Option<Day> {
        let limit = Sum::of(amount)?;
        self.first(scenario, reading, |sum| sum > limit)
    }

    /// The first day on which an amount is reached.
    #[must_use]
    pub fn reaches(&self, amount: Amount, scenario: Scenario, reading: Reading) -> Option<Day> {
        let limit = Sum::of(amount)?;
        self.first(scenario, reading, |sum| sum >= limit)
    }

    fn first(&self, scenario: Scenario, reading: Reading, is: impl Fn(Sum) -> bool) -> Option<Day> {
        self.steps(reading).find(|(_, sums)| is(sums.sums[scenario as usize])).map(|(day, _)| day)
    }

    fn is_empty(&self) -> bool {
        self.members.is_empty() && self.edges.is_empty()
    }
}

/// All windows of one regime.
#[derive(Clone, PartialEq, Debug)]
pub struct Book {
    start: MonthDay,
    entries: Table<Entry>,
    windows: BTreeMap<i64, Window>,
    undated: BTreeSet<ShipmentId>,
}

impl Book {
    /// Writes the book of a regime over the shipments of a case, or those in a set.
    #[must_use]
    pub fn build(facts: &Facts, rules: &Rules, among: Option<&IdSet>) -> Self {
        let pages = facts.shipments.pages();
        let entries: Vec<Entry> = pages
            .par_iter()
            .flat_map_iter(|page| {
                // Most shipments carry one of few cargoes, whose names are long to compare.
                let mut known: BTreeMap<&str, bool> = BTreeMap::new();
                let counts = |row: &&Shipment| among.is_none_or(|among| among.contains(row.id.0));

                page.iter().filter(counts).filter_map(move |row| {
                    let covers = *known.entry(&row.product).or_insert_with(|| rules.covers(&row.product));
                    covers.then(|| rules.covered(facts, row)).flatten()
                })
            })
            .collect();
        let mut book =
            Self { start: rules.start, entries: Table::default(), windows: BTreeMap::new(), undated: BTreeSet::new() };
        for entry in &entries {
            book.change(entry, 1);
        }
        book.entries = entries.into_iter().collect();
        book
    }

    /// Puts an entry in place of the one that a shipment had, or takes it out.
    pub fn set(&mut self, shipment: ShipmentId, entry: Option<Entry>) {
        if let Some(before) = self.entries.remove(shipment) {
            self.change(&before, -1);
        }
        if let Some(entry) = entry {
            self.change(&entry, 1);
            self.entries.put(entry);
        }
    }

    /// The windows in which there is something, by the year they begin in.
    #[must_use]
    pub fn windows(&self) -> impl DoubleEndedIterator<Item = (i64, &Window)> {
        self.windows.iter().map(|(year, window)| (*year, window))
    }

    /// One window; none if there is nothing in it.
    #[must_use]
    pub fn window(&self, year: i64) -> Option<&Window> {
        self.windows.get(&year)
    }

    /// The entry of a shipment.
    #[must_use]
    pub fn entry(&self, shipment: ShipmentId) -> Option<&Entry> {
        self.entries.get(shipment)
    }

    /// Shipments under the regime whose visit has no date, so that they lie in no window.
    #[must_use]
    pub fn undated(&self) -> impl ExactSizeIterator<Item = ShipmentId> + '_ {
        self.undated.iter().copied()
    }

    /// Adds an entry to its window, or takes it away.
    fn change(&mut self, entry: &Entry, by: i32) {
        let Some(when) = entry.when else {
            if by > 0 {
                self.undated.insert(entry.shipment);
            } else {
                self.undated.remove(&entry.shipment);
            }
            return;
        };
        let year = |day: Day| self.start.year_of(day_start(day));
        let (first, own, last) = (year(when.earliest), year(when.base), year(when.latest));
        // A visit that is only known to the decade may lie in any window of it; the first and last stand for them.
        for other in [first, last].into_iter().filter(|other| *other != own) {
            let window = self.windows.entry(other).or_default();
            if by > 0 {
                window.edges.insert(entry.shipment);
            } else {
                window.edges.remove(&entry.shipment);
            }
        }
        let (from, to) = (day_of(self.start.begins(own)), day_of(self.start.begins(own + 1)) - 1);
        let window = self.windows.entry(own).or_default();
        window.tally.change(entry, first != last, by);
        let member = (when.base, entry.shipment);
        if by > 0 {
            window.members.insert(member);
        } else {
            window.members.remove(&member);
        }
        if let Some(sums) = entry.counted() {
            if by > 0 {
                window.total.add(sums);
            } else {
                window.total.take(sums);
            }
            for (days, day) in window.days.iter_mut().zip([when.earliest, when.base, when.latest]) {
                let day = day.clamp(from, to);
                let sum = days.entry(day).or_default();
                if by > 0 {
                    sum.add(sums);
                } else {
                    sum.take(sums);
                }
                if sum.is_empty() {
                    days.remove(&day);
                }
            }
        }
        for year in [first, own, last] {
            if self.windows.get(&year).is_some_and(Window::is_empty) {
                self.windows.remove(&year);
            }
        }
    }
}
