//! By what rules a case counts cargo that nobody measured: how far hulls were filled, and the conversion tables.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::conversion::ConversionTable;
use crate::base::quantity::{Amount, Estimate, Share};

/// How far a hull was filled: low, base and high.
///
/// 33, 50 and 90 % are the band within which published assessments of tanker calls lie: the United States gave one third
/// laden and 90 % for 89 calls between 1 January and 30 May 2018, and 759,793 barrels fit 50 %.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Laden {
    /// At least.
    pub low: Share,
    /// Most likely.
    pub base: Share,
    /// At most.
    pub high: Share,
}

impl Default for Laden {
    fn default() -> Self {
        Self { low: Share::percent(33), base: Share::percent(50), high: Share::percent(90) }
    }
}

impl Laden {
    /// What a hull of this capacity carried: low from its low end, high from its high end. An end of the capacity that is
    /// not given leaves that end of the cargo open, unless one figure stands for all.
    #[must_use]
    pub fn of(&self, capacity: &Estimate) -> Option<Estimate> {
        let only = capacity.base().filter(|_| capacity.low().is_none() && capacity.high().is_none());
        let low = capacity.low().or(only).map(|amount| self.low.of(amount));
        let base = capacity.base().map(|amount| self.base.of(amount));
        let high = capacity.high().or(only).map(|amount| self.high.of(amount));
        Estimate::new(low, base, high).ok()
    }

    /// Whether low, base and high are in that order.
    #[must_use]
    pub fn is_in_order(&self) -> bool {
        self.low <= self.base && self.base <= self.high
    }
}

impl std::fmt::Display for Laden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let texts = [self.low, self.base, self.high].map(|share| share.to_string());
        if texts.iter().all(|text| text.ends_with(" %")) {
            let bare = texts.each_ref().map(|text| text.trim_end_matches(" %"));
            write!(f, "{} %", bare.join(" / "))
        } else {
            f.write_str(&texts.join(" / "))
        }
    }
}

/// By what rules cargo is counted.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counting {
    /// How far hulls were filled.
    #[serde(default)]
    pub laden: Laden,
    /// Conversion tables of the case's own, and changed ones of those that every case has, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<ConversionTable>,
}

/// The table that is used where none is chosen.
pub const USUAL_TABLE: &str = "BP 2021";

impl Counting {
    /// All tables: those that every case has, with the case's changes, then its own.
    #[must_use]
    pub fn all_tables(&self) -> Vec<ConversionTable> {
        let mut all = ConversionTable::built_in();
        for own in &self.tables {
            match all.iter_mut().find(|table| table.name == own.name) {
                Some(same) => same.clone_from(own),
                None => all.push(own.clone()),
            }
        }
        all
    }

    /// The table of that name; the usual one for an empty name or one that the case does not have.
    #[must_use]
    pub fn table(&self, name: &str) -> ConversionTable {
        let mut all = self.all_tables();
        let at = all.iter().position(|table| table.name == name);
        all.swap_remove(at.unwrap_or(0))
    }

    /// Whether a table was changed by the case, or is its own: said wherever its name is printed.
    #[must_use]
    pub fn is_own(&self, name: &str) -> bool {
        self.tables.iter().any(|table| table.name == name)
    }
}

/// A hull's cargo capacity in barrels from its deadweight: tonnes × share that is cargo × barrels per tonne.
#[must_use]
pub fn capacity_of(deadweight: Amount, cargo: Share, barrels_per_tonne: Amount) -> Option<Amount> {
    cargo.of(deadweight).times(barrels_per_tonne)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::conversion::ProductClass;

    fn amount(value: f64) -> Amount {
        Amount::new(value).expect("an amount")
    }

    #[test]
    fn the_laden_scenarios_of_2018_come_out_to_the_barrel() {
        let capacity = Estimate::exactly(amount(759_793.0 / 0.5));
        let laden = Laden::default().of(&capacity).expect("a range");
        let whole = |end: Option<Amount>| end.expect("given").rounded().get();
        assert_eq!([whole(laden.low()), whole(laden.base()), whole(laden.high())], [501_463.0, 759_793.0, 1_367_627.0]);
        let third = Laden { low: "1/3".parse().expect("a share"), ..Laden::default() };
        assert_eq!(whole(third.of(&capacity).expect("a range").low()), 506_529.0);
        assert_eq!(
            (Laden::default().to_string(), third.to_string()),
            ("33 / 50 / 90 %".into(), "1/3 / 50 % / 90 %".into())
        );
    }

    #[test]
    fn an_end_of_the_capacity_that_is_not_known_stays_open() {
        let least = Estimate::new(Some(amount(1_000.0)), None, None).expect("a low end");
        let laden = Laden::default().of(&least).expect("a range");
        assert_eq!((laden.low(), laden.base(), laden.high()), (Some(amount(330.0)), None, None));
    }

    #[test]
    fn a_hull_is_estimated_from_its_deadweight() {
        let factor = Counting::default().table("BP 2021").factor(Some(ProductClass::GasOil)).expect("a factor");
        let barrels = capacity_of(amount(3_565.0), Share::percent(90), factor).expect("a number");
        assert_eq!(barrels.rounded(), amount(23_935.0));
    }

    #[test]
    fn a_changed_table_stands_for_the_one_of_its_name() {
        let mut counting = Counting::default();
        let mut table = counting.table("UNSD");
        table.factors.insert(ProductClass::GasOil, amount(7.5));
        counting.tables.push(table);
        assert_eq!(counting.table("UNSD").factor(Some(ProductClass::GasOil)), Ok(amount(7.5)));
        assert_eq!(counting.all_tables().len(), 3);
        assert!(counting.is_own("UNSD") && !counting.is_own("BP 2021"));
        assert_eq!(counting.table("no such").name, USUAL_TABLE);
    }
}
