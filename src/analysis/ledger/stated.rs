//! What others declared to the Committee or assessed, for one window of a regime. Amounts for overlapping times are not
//! added: ten estimates of one March are one March.

use std::collections::BTreeMap;

use super::book::{SCENARIOS, Scenario};
use super::entry::{Day, NoFigure, Rules, day_of, day_start};
use crate::base::quantity::{Amount, Estimate, Sum, Sums};
use crate::base::time::Utc;
use crate::model::facts::Facts;
use crate::model::ids::{DeclarationId, SourceId};
use crate::model::regime::{Declaration, DeclarationKind};

/// How an amount stands to a window.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Place {
    /// Its period lies within the window.
    Within,
    /// Its period reaches beyond the window, so that nobody can say how much of it lies within.
    Across,
}

/// One amount that somebody gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stated {
    /// The declaration.
    pub id: DeclarationId,
    /// By whom.
    pub by: Option<SourceId>,
    /// First day of its period.
    pub from: Day,
    /// Last day of its period.
    pub to: Day,
    /// How it stands to the window.
    pub place: Place,
    /// The amount in the regime's unit, or why there is none.
    pub amount: Result<Estimate, NoFigure>,
}

/// One of the two ledgers that others keep, for one window.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Others {
    /// All amounts whose period touches the window, by its first day.
    pub entries: Vec<Stated>,
    /// What the figure rests on: amounts of one source for times that do not overlap.
    pub rests_on: Vec<DeclarationId>,
    /// Low, base and high: what the source that says most says in all. An end that it does not give stays open.
    pub figure: [Option<Amount>; 3],
    /// The last day of what the figure rests on, if its least amount is above the cap: passed by then.
    pub passed_by: Option<Day>,
}

impl Others {
    /// One end of the figure.
    #[must_use]
    pub fn amount(&self, scenario: Scenario) -> Option<Amount> {
        self.figure[scenario as usize]
    }

    /// How many of the entries have no figure.
    #[must_use]
    pub fn without_quantity(&self) -> usize {
        self.entries.iter().filter(|entry| entry.amount.is_err()).count()
    }
}

/// The amounts of one kind for the window that begins in `year`.
#[must_use]
pub fn others(facts: &Facts, rules: &Rules, kind: DeclarationKind, year: i64) -> Others {
    let window = (day_of(rules.start.begins(year)), day_of(rules.start.begins(year + 1)) - 1);
    let of = facts.declarations.iter().filter(|row| row.regime == rules.regime && row.kind == kind);
    let mut entries: Vec<Stated> = of.filter_map(|row| stated(rules, row, window)).collect();
    entries.sort_by_key(|entry| (entry.from, entry.to, entry.id));
    let mut by_source: BTreeMap<Option<SourceId>, Vec<&Stated>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.place == Place::Within && entry.amount.is_ok()) {
        by_source.entry(entry.by).or_default().push(entry);
    }
    // Of a source that is not named, nobody knows whether two amounts are from one hand.
    let unnamed = by_source.remove(&None).unwrap_or_default();
    let series = by_source.into_values().map(apart).chain(unnamed.into_iter().map(|entry| vec![entry]));
    let best = series.filter_map(|series| Some((most(&series)?, series)));
    let best = best.max_by(|(one, a), (other, b)| one.total_cmp(other).then_with(|| b[0].id.cmp(&a[0].id)));
    let Some((_, series)) = best else { return Others { entries, ..Others::default() } };
    let rests_on = series.iter().map(|entry| entry.id).collect();
    let figure = SCENARIOS.map(|scenario| total(&series, scenario));
    let least = figure[Scenario::Low as usize].filter(|least| *least > rules.cap);
    let passed_by = least.and_then(|_| series.iter().map(|entry| entry.to).max());
    Others { entries, rests_on, figure, passed_by }
}

/// The years in which there is something declared or assessed.
pub fn years<'a>(facts: &'a Facts, rules: &'a Rules) -> impl Iterator<Item = i64> + 'a {
    let of = facts.declarations.iter().filter(|row| row.regime == rules.regime);
    of.filter_map(days).flat_map(|(from, to)| {
        let year = |day| rules.start.year_of(day_start(day));
        // What spans centuries is named in the first and last of its windows.
        [year(from), year(to)]
    })
}

fn days(row: &Declaration) -> Option<(Day, Day)> {
    let (from, to) = (row.period.time.start()?, row.period.time.end()?);
    Some((day_of(from), day_of(Utc(to.0 - 1))))
}

fn stated(rules: &Rules, row: &Declaration, window: (Day, Day)) -> Option<Stated> {
    let (from, to) = days(row)?;
    let within = window.0 <= from && to <= window.1;
    let touches = from <= window.1 && window.0 <= to;
    // What others count against a cap is of the product that the cap is on.
    let class = rules.only_class();
    touches.then(|| Stated {
        id: row.id,
        by: row.by,
        from,
        to,
        place: if within { Place::Within } else { Place::Across },
        amount: rules
            .converted(&row.quantity, row.unit, class)
            .and_then(|estimate| if Sums::of(&estimate).is_some() { Ok(estimate) } else { Err(NoFigure::TooLarge) }),
    })
}

/// Amounts of one source for times that do not overlap: the widest first, so that a year stands for its months.
fn apart(mut entries: Vec<&Stated>) -> Vec<&Stated> {
    entries.sort_by_key(|entry| (std::cmp::Reverse(entry.to - entry.from), entry.from, entry.id));
    let mut kept: Vec<&Stated> = Vec::new();
    for entry in entries {
        if kept.iter().all(|other| entry.to < other.from || other.to < entry.from) {
            kept.push(entry);
        }
    }
    kept.sort_by_key(|entry| entry.from);
    kept
}

/// One end of a series; none if one of its amounts does not give it. A single figure stands for all three ends.
fn total(series: &[&Stated], scenario: Scenario) -> Option<Amount> {
    let ends = series.iter().map(|entry| {
        let estimate = entry.amount.ok()?;
        let only = estimate.base().filter(|_| estimate.low().is_none() && estimate.high().is_none());
        match scenario {
            Scenario::Low => estimate.low().or(only),
            Scenario::Base => estimate.base(),
            Scenario::High => estimate.high().or(only),
        }
    });
    let mut sum = Sum::default();
    for end in ends {
        sum += Sum::of(end?)?;
    }
    Some(sum.amount())
}

/// By what the larger of two series is known: its base, else its low end, else its high one.
fn most(series: &[&Stated]) -> Option<f64> {
    let ends = [Scenario::Base, Scenario::Low, Scenario::High];
    ends.into_iter().find_map(|scenario| total(series, scenario)).map(Amount::get)
}
