//! What is said of a count: by what rules, on what each figure rests, why there is none. Printed with every figure.

use super::entry::{Basis, Day, Entry, Event, Figure, NoFigure, Rules, day_start};
use crate::base::edtf::{Edtf, End};
use crate::base::plain_date::{edtf_words, words as date_words};
use crate::base::quantity::{Amount, Sums, Unit};
use crate::base::time::{Precision, Qualifier, When};
use crate::model::counting::Counting;
use crate::model::facts::Facts;
use crate::model::ids::ExhibitId;
use crate::model::regime::{CountingEvent, MonthDay};

/// A day in words: “7 March 2024”.
#[must_use]
pub fn day(day: Day) -> String {
    date_words(date(day))
}

/// A day as a date known to the day.
#[must_use]
pub fn date(day: Day) -> When {
    When::new(day_start(day), Precision::Day, Qualifier::default())
}

/// Days from one to another in words: “7 to 22 March 2024”.
#[must_use]
pub fn days(from: Day, to: Day) -> String {
    if from == to {
        return day(from);
    }
    edtf_words(Edtf::Interval(End::At(date(from)), End::At(date(to))))
}

/// A window by its years: `2024`, or `2023/24` if it does not begin with the year.
#[must_use]
pub fn window(start: MonthDay, year: i64) -> String {
    if (start.month(), start.day()) == (1, 1) { year.to_string() } else { format!("{year}/{:02}", (year + 1) % 100) }
}

/// First and last day of a window.
#[must_use]
pub fn window_days(start: MonthDay, year: i64) -> (Day, Day) {
    use super::entry::day_of;
    (day_of(start.begins(year)), day_of(start.begins(year + 1)) - 1)
}

/// What counts: “loaded”, “delivered”.
#[must_use]
pub fn event(event: CountingEvent) -> &'static str {
    match event {
        CountingEvent::Loaded => "loaded",
        CountingEvent::Delivered => "delivered",
    }
}

/// What is said where only the shipments that a query selects are counted.
pub const ONLY_SELECTED: &str = "only what the query shows";

/// By what rules a book is kept: “counting: loaded · hulls 33 / 50 / 90 % full · table BP 2021”.
#[must_use]
pub fn rules(rules: &Rules, counting: &Counting) -> String {
    let changed = if counting.is_own(&rules.table.name) { ", changed in this case" } else { "" };
    let part = if rules.selected { format!(" · {ONLY_SELECTED}") } else { String::new() };
    format!("counting: {} · hulls {} full · table {}{changed}{part}", event(rules.event), rules.laden, rules.table.name)
}

/// The same behind “this case counts”: “shipments as loaded, hulls as 33 / 50 / 90 % full (low, base and high), bbl by the table
/// BP 2021”.
#[must_use]
pub fn rules_said(rules: &Rules, counting: &Counting) -> String {
    let changed = if counting.is_own(&rules.table.name) { ", changed in this case" } else { "" };
    let part = if rules.selected { format!("; {ONLY_SELECTED}") } else { String::new() };
    format!(
        "shipments as {}, hulls as {} full (low, base and high), {} by the table {}{changed}{part}",
        event(rules.event),
        rules.laden,
        rules.unit.symbol(),
        rules.table.name
    )
}

/// A total: “33,000”, “at least 33,000”, “unknown”.
#[must_use]
pub fn total(amount: Option<Amount>, at_least: bool) -> String {
    match amount {
        None => "unknown".to_owned(),
        Some(amount) if at_least => format!("at least {}", amount.rounded()),
        Some(amount) => amount.rounded().to_string(),
    }
}

/// What is said where the cap is not passed: what has no quantity could still pass it.
#[must_use]
pub fn not_passed(some_unknown: bool) -> &'static str {
    if some_unknown { "not passed by what is known" } else { "not passed" }
}

/// Low, base and high of one shipment: “6,600 / 10,000 / 18,000”, or one figure if they are the same.
#[must_use]
pub fn sums(sums: &Sums) -> String {
    let texts: Vec<String> =
        sums.sums.iter().zip(sums.at_least).map(|(sum, least)| total(Some(sum.amount()), least > 0)).collect();
    if texts.iter().all(|text| *text == texts[0]) { texts[0].clone() } else { texts.join(" / ") }
}

/// Why a shipment has no figure, and what would give it one.
#[must_use]
pub fn missing(facts: &Facts, rules: &Rules, entry: &Entry, why: NoFigure) -> String {
    let quantity = facts.shipments.get(entry.shipment).and_then(|row| row.quantity.as_ref());
    let unit = quantity.map_or(Unit::Barrels, |quantity| quantity.unit);
    match why {
        NoFigure::Unknown => "no quantity, and no cargo capacity of its hull".to_owned(),
        NoFigure::Unit => format!("{} cannot be counted in {}", unit.symbol(), rules.unit.symbol()),
        NoFigure::Factor => {
            format!(
                "the table {} has no factor for its cargo, so that {} cannot be converted",
                rules.table.name,
                unit.symbol()
            )
        }
        NoFigure::TooLarge => "the amount is too large to be meant".to_owned(),
    }
}

/// On what a figure rests, with the exhibits behind it.
#[must_use]
pub fn rests_on(facts: &Facts, rules: &Rules, entry: &Entry) -> (String, Vec<ExhibitId>) {
    let Some(shipment) = facts.shipments.get(entry.shipment) else { return (String::new(), Vec::new()) };
    match (&entry.figure, &shipment.quantity) {
        (Figure::Missing(why), _) => (missing(facts, rules, entry, *why), Vec::new()),
        (Figure::Known(_, Basis::Given(basis)), Some(quantity)) => {
            let as_given = format!("{} {}, {}", quantity.estimate, quantity.unit.symbol(), basis.word());
            let working = if quantity.working.is_empty() { String::new() } else { format!(": {}", quantity.working) };
            let class = crate::model::conversion::ProductClass::of(&shipment.product);
            let factor = rules.table.factor(class).ok().filter(|_| quantity.unit == Unit::Tonnes);
            let factor = factor.map_or_else(String::new, |factor| format!("; {factor} bbl/t ({})", rules.table.name));
            (format!("{as_given}{working}{factor}"), quantity.exhibit.into_iter().collect())
        }
        (Figure::Known(..), _) => {
            let capacity = super::offers::vessel(facts, shipment).and_then(|vessel| vessel.capacity.as_ref());
            let text = capacity
                .map_or_else(String::new, |capacity| format!("capacity {} bbl, {} laden", capacity.value, rules.laden));
            (text, capacity.and_then(|capacity| capacity.exhibit).into_iter().collect())
        }
    }
}

/// When an entry is counted: “14 March 2024 (7 to 22 March 2024)”.
#[must_use]
pub fn when(entry: &Entry) -> String {
    let Some(when) = entry.when else { return "undated".to_owned() };
    let days = if when.earliest == when.latest {
        day(when.base)
    } else {
        format!("{} ({})", day(when.base), days(when.earliest, when.latest))
    };
    match entry.event {
        Event::Known => days,
        Event::BeforeDischarge => format!("{days}, by its discharge"),
        Event::NotDelivered => "no discharge known".to_owned(),
    }
}
