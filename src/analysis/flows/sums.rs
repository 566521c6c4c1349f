//! How much went: shipments by cargo, and quantities in their own units, never converted and never added across them.

use std::collections::BTreeMap;

use crate::base::quantity::{Amount, Estimate, Unit};
use crate::base::text::{count, fold, thousands};
use crate::model::facts::Facts;
use crate::model::ids::ShipmentId;
use crate::model::naming;

/// What is said of cargo that the sources do not name.
pub const NOT_STATED: &str = "cargo not stated";
/// Cargoes that a sentence names; what is beyond is only counted.
const NAMED: usize = 4;

/// Shipments of one cargo.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CargoSum {
    /// The cargo as first written; [`NOT_STATED`] if it is not.
    pub cargo: String,
    /// How many shipments.
    pub shipments: usize,
    /// How many of them have no quantity; they add nothing, and are no zeros.
    pub without_quantity: usize,
    /// The others by unit: how many, and how much together. None if the sum is no amount.
    pub quantities: BTreeMap<Unit, (usize, Option<Estimate>)>,
}

/// Adds shipments up by cargo, the commonest first.
#[must_use]
pub fn by_cargo(facts: &Facts, shipments: impl IntoIterator<Item = ShipmentId>) -> Vec<CargoSum> {
    let mut sums: BTreeMap<String, CargoSum> = BTreeMap::new();
    for shipment in shipments.into_iter().filter_map(|id| facts.shipments.get(id)) {
        let sum = sums.entry(fold(&shipment.product)).or_insert_with(|| {
            let written = shipment.product.trim();
            let cargo = if written.is_empty() { NOT_STATED } else { written }.to_owned();
            CargoSum { cargo, shipments: 0, without_quantity: 0, quantities: BTreeMap::new() }
        });
        sum.shipments += 1;
        let Some(quantity) = &shipment.quantity else {
            sum.without_quantity += 1;
            continue;
        };
        match sum.quantities.entry(quantity.unit) {
            std::collections::btree_map::Entry::Vacant(first) => {
                first.insert((1, Some(quantity.estimate)));
            }
            std::collections::btree_map::Entry::Occupied(mut more) => {
                let (number, estimate) = more.get_mut();
                *number += 1;
                *estimate = estimate.and_then(|estimate| plus(estimate, quantity.estimate));
            }
        }
    }
    let mut all: Vec<CargoSum> = sums.into_values().collect();
    all.sort_by(|a, b| b.shipments.cmp(&a.shipments).then_with(|| a.cargo.cmp(&b.cargo)));
    all
}

/// Two ranges added end to end. An end that one of them lacks, the sum lacks too; a figure alone is both its ends. What
/// is at least so much is so whatever the other is, so that of a low end alone something is left.
fn plus(a: Estimate, b: Estimate) -> Option<Estimate> {
    let add = |a: Amount, b: Amount| Amount::new(a.get() + b.get()).ok();
    let low = |of: Estimate| of.low().or(of.base());
    let high = |of: Estimate| of.high().or(of.base());
    let both = |a: Option<Amount>, b: Option<Amount>| add(a?, b?);
    let base = both(a.base(), b.base());
    let low = both(low(a), low(b)).or(low(a)).or(low(b));
    let high = both(high(a), high(b));
    match (low, base, high) {
        (low, Some(base), high) if low == Some(base) && high == Some(base) => Some(Estimate::exactly(base)),
        (low, base, high) => Estimate::new(low, base, high).ok(),
    }
}

impl CargoSum {
    /// “of refined petroleum (165,000 to 200,000 bbl, 1 without quantity)”.
    #[must_use]
    pub fn words(&self) -> String {
        let mut quantities: Vec<String> = self
            .quantities
            .iter()
            .map(|(unit, (_, sum))| match sum {
                Some(sum) => format!("{sum} {}", unit.symbol()),
                None => format!("more {} than can be added", unit.symbol()),
            })
            .collect();
        if self.without_quantity > 0 {
            quantities.push(if self.without_quantity == self.shipments {
                "no quantity".to_owned()
            } else {
                format!("{} without quantity", thousands(self.without_quantity))
            });
        }
        let cargo: String =
            if self.cargo == NOT_STATED { "unstated cargo" } else { &self.cargo }.chars().take(60).collect();
        format!("of {cargo} ({})", quantities.join(", "))
    }
}

/// “5 shipments, 3 of refined petroleum (…) and 2 of containers (…)”; “1 shipment of containers (…)”; “no shipment”.
#[must_use]
pub fn words(sums: &[CargoSum]) -> String {
    let all: usize = sums.iter().map(|sum| sum.shipments).sum();
    if all == 0 {
        return "no shipment".to_owned();
    }
    if let [one] = sums {
        return format!("{} {}", count(all, "shipment"), one.words());
    }
    let named = sums.iter().take(NAMED);
    let mut parts: Vec<String> = named.map(|sum| format!("{} {}", thousands(sum.shipments), sum.words())).collect();
    let rest: usize = sums.iter().skip(NAMED).map(|sum| sum.shipments).sum();
    if rest > 0 {
        parts.push(format!("{} of other cargo", thousands(rest)));
    }
    format!("{}, {}", count(all, "shipment"), naming::list(&parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(low: f64, base: f64, high: f64) -> Estimate {
        let amount = |value: f64| (value > 0.0).then(|| Amount::new(value).expect("an amount"));
        Estimate::new(amount(low), amount(base), amount(high)).expect("in order")
    }

    #[test]
    fn ranges_are_added_end_to_end_and_what_one_lacks_the_sum_lacks() {
        let check = |a: Estimate, b: Estimate, expect: &str| {
            let sums = [plus(a, b), plus(b, a)].map(|sum| sum.map_or("none".to_owned(), |sum| sum.to_string()));
            assert_eq!(sums, [expect.to_owned(), expect.to_owned()]);
        };
        let (range, figure) = (estimate(10.0, 20.0, 30.0), estimate(0.0, 5.0, 0.0));
        check(range, range, "40 (20 to 60)");
        check(figure, figure, "10");
        check(range, figure, "25 (15 to 35)");
        check(range, estimate(7.0, 0.0, 0.0), "more than 17");
        check(figure, estimate(0.0, 0.0, 9.0), "5 to 14");
        check(estimate(0.0, 0.0, 9.0), estimate(0.0, 0.0, 9.0), "up to 18");
        let most = Estimate::exactly(Amount::new(f64::MAX).expect("finite"));
        let sum = plus(most, most).expect("one of them is left");
        assert_eq!((sum.low(), sum.base(), sum.high()), (most.base(), None, None), "at least one of them");
    }
}
