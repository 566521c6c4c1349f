//! Sums of amounts that come out the same in whatever order they are added and taken away.

use std::ops::{AddAssign, Neg, SubAssign};

use super::{Amount, Estimate};

/// A sum in thousandths of a unit, exact: adding and taking away again leaves nothing behind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Sum(i64);

/// A thousand million of any unit are no one shipment; larger amounts are not added up, so that sums stay exact.
const LARGEST: f64 = 1e9;

impl Sum {
    /// An amount as a sum of one; none if it is too large to be meant.
    #[must_use]
    pub fn of(amount: Amount) -> Option<Self> {
        (amount.0 <= LARGEST).then(|| Self((amount.0 * 1_000.0).round() as i64))
    }

    /// The sum as an amount; what was taken away without having been added counts as nothing.
    #[must_use]
    pub fn amount(self) -> Amount {
        Amount(self.0.max(0) as f64 / 1_000.0)
    }
}

impl AddAssign for Sum {
    fn add_assign(&mut self, other: Self) {
        self.0 = self.0.saturating_add(other.0);
    }
}

impl SubAssign for Sum {
    fn sub_assign(&mut self, other: Self) {
        self.0 = self.0.saturating_sub(other.0);
    }
}

impl Neg for Sum {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

/// Low, base and high of something that is added up: each scenario by itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Sums {
    /// Low, base, high.
    pub sums: [Sum; 3],
    /// How many of what was added could be more in each scenario: “more than 165,000” gives a low end and no other.
    pub at_least: [u32; 3],
}

impl Sums {
    /// An estimate as sums of one. An end that is not given is the nearest one below it that is, as a least amount; one
    /// figure stands for all three. None if it is too large to be meant.
    #[must_use]
    pub fn of(estimate: &Estimate) -> Option<Self> {
        let (low, base, high) = (estimate.low(), estimate.base(), estimate.high());
        // A single figure is what it is in each scenario.
        let only = base.filter(|_| low.is_none() && high.is_none());
        let ends = match only {
            Some(figure) => [(figure, false); 3],
            None => [
                low.map_or((Amount(0.0), true), |low| (low, false)),
                base.or(low).map_or((Amount(0.0), true), |figure| (figure, base.is_none())),
                high.or(base).or(low).map_or((Amount(0.0), true), |figure| (figure, high.is_none())),
            ],
        };
        let mut all = Self::default();
        for (i, (figure, least)) in ends.into_iter().enumerate() {
            all.sums[i] = Sum::of(figure)?;
            all.at_least[i] = u32::from(least);
        }
        Some(all)
    }

    /// Adds others, scenario by scenario.
    pub fn add(&mut self, other: &Self) {
        for i in 0..3 {
            self.sums[i] += other.sums[i];
            self.at_least[i] = self.at_least[i].saturating_add(other.at_least[i]);
        }
    }

    /// Takes others away that were added before.
    pub fn take(&mut self, other: &Self) {
        for i in 0..3 {
            self.sums[i] -= other.sums[i];
            self.at_least[i] = self.at_least[i].saturating_sub(other.at_least[i]);
        }
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sums(low: Option<f64>, base: Option<f64>, high: Option<f64>) -> ([f64; 3], [u32; 3]) {
        let amount = |value: Option<f64>| value.map(|value| Amount::new(value).expect("an amount"));
        let estimate = Estimate::new(amount(low), amount(base), amount(high)).expect("an estimate");
        let sums = Sums::of(&estimate).expect("of this world");
        (sums.sums.map(|sum| sum.amount().get()), sums.at_least)
    }

    #[test]
    fn an_end_that_is_not_given_is_a_least_amount_and_never_a_guess() {
        assert_eq!(sums(None, Some(5.0), None), ([5.0; 3], [0; 3]));
        assert_eq!(sums(Some(165_000.0), None, None), ([165_000.0; 3], [0, 1, 1]));
        assert_eq!(sums(Some(1.0), None, Some(3.0)), ([1.0, 1.0, 3.0], [0, 1, 0]));
        assert_eq!(sums(None, None, Some(3.0)), ([0.0, 0.0, 3.0], [1, 1, 0]));
        assert_eq!(sums(None, Some(2.0), Some(3.0)), ([0.0, 2.0, 3.0], [1, 0, 0]));
    }

    #[test]
    fn an_amount_of_another_world_is_not_added_up() {
        assert_eq!(Sum::of(Amount::new(1e300).expect("finite")), None);
    }

    proptest! {
        #[test]
        fn what_is_added_and_taken_away_again_leaves_nothing(amounts in prop::collection::vec(0.0..1e9_f64, 1..40)) {
            let of = |value: f64| Sums::of(&Estimate::exactly(Amount::new(value).expect("an amount"))).expect("small");
            let mut sum = Sums::default();
            for value in &amounts {
                sum.add(&of(*value));
            }
            for value in amounts.iter().rev() {
                sum.take(&of(*value));
            }
            prop_assert!(sum.is_empty());
        }
    }
}
