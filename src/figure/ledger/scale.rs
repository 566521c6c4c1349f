//! From amounts to y, and amounts in few letters.

use super::Shown;
use super::others::{Said, figure};
use crate::analysis::ledger::book::Scenario;
use crate::analysis::ledger::entry::Rules;
use crate::base::quantity::Amount;
use crate::figure::scene::Rect;

/// From amounts to y.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    most: f64,
    plot: Rect,
}

impl Scale {
    pub(super) fn of(rules: &Rules, windows: &[Shown<'_>], said: &[Said], plot: Rect) -> Self {
        let totals = windows.iter().filter_map(|(_, window)| window.as_ref()?.amount(Scenario::High));
        let others =
            said.iter().filter_map(|one| one.estimate.high().or(figure(&one.estimate).map(|(amount, _)| amount)));
        let most = totals.chain(others).map(Amount::get).fold(rules.cap.get(), f64::max);
        Self { most: if most > 0.0 { most * 1.06 } else { 1.0 }, plot }
    }

    pub(super) fn y(&self, amount: f64) -> f32 {
        let share = (amount / self.most).clamp(0.0, 1.0);
        self.plot.bottom - (share * f64::from(self.plot.height())) as f32
    }

    /// Round amounts, at most one every 30 points.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let wanted = (f64::from(self.plot.height()) / 30.0).floor().max(1.0);
        let rough = self.most / wanted;
        let power = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].map(|by| by * power).into_iter().find(|step| *step >= rough);
        let Some(step) = step.filter(|step| step.is_finite() && *step > 0.0) else { return vec![0.0] };
        (0..=(self.most / step).floor() as usize).map(|i| i as f64 * step).collect()
    }
}

/// An amount in few letters: `500 k`, `1.5 M`, `800`.
#[must_use]
pub fn short(amount: f64) -> String {
    let in_units = |by: f64, unit: &str| {
        let text = format!("{:.2}", amount / by);
        format!("{}{unit}", text.trim_end_matches('0').trim_end_matches('.'))
    };
    match amount {
        _ if amount >= 1e9 => in_units(1e9, " bn"),
        _ if amount >= 1e6 => in_units(1e6, " M"),
        _ if amount >= 1e3 => in_units(1e3, " k"),
        _ => in_units(1.0, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_in_few_letters() {
        let check = |amount: f64, text: &str| assert_eq!(short(amount), text);
        check(0.0, "0");
        check(800.0, "800");
        check(168_679.0, "168.68 k");
        check(500_000.0, "500 k");
        check(1.5e6, "1.5 M");
        check(4e9, "4 bn");
    }
}
