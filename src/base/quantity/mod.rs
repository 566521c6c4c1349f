//! Amounts with their units. No bare `f64` leaves this folder.

mod share;
mod tally;

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use share::{NotAShare, Share};
pub use tally::{Sum, Sums};

/// Why a number is not an amount.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AmountError {
    /// Not a number, or infinite.
    #[error("an amount must be a finite number")]
    NotFinite,
    /// Below zero.
    #[error("an amount cannot be below zero")]
    Negative,
    /// Low above base, or base above high.
    #[error("low, base and high must be in that order")]
    Order,
    /// None of low, base and high is given; an unknown amount is left out instead.
    #[error("give at least one of low, base and high, or leave the amount unknown")]
    Empty,
}

/// A finite number at or above zero, in a unit that its holder names.
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, Default)]
pub struct Amount(f64);

impl Amount {
    /// Takes a number that is finite and not below zero.
    ///
    /// # Errors
    /// If it is neither.
    pub fn new(value: f64) -> Result<Self, AmountError> {
        if !value.is_finite() {
            Err(AmountError::NotFinite)
        } else if value < 0.0 {
            Err(AmountError::Negative)
        } else {
            // Minus zero is written as zero.
            Ok(Self(value + 0.0))
        }
    }

    /// The number, for arithmetic on screen coordinates and SQL columns only.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }

    /// The nearest whole number, as totals are printed.
    #[must_use]
    pub fn rounded(self) -> Self {
        Self(self.0.round())
    }

    /// The product of two amounts, as of tonnes and barrels per tonne; none if it is beyond all numbers.
    #[must_use]
    pub fn times(self, factor: Self) -> Option<Self> {
        Self::new(self.0 * factor.0).ok()
    }

    /// The quotient of two amounts; none if the divisor is nothing.
    #[must_use]
    pub fn over(self, divisor: Self) -> Option<Self> {
        Self::new(self.0 / divisor.0).ok()
    }

    /// How much more this is than another amount; none if it is less.
    #[must_use]
    pub fn above(self, other: Self) -> Option<Self> {
        Self::new(self.0 - other.0).ok()
    }
}

impl Eq for Amount {}

impl fmt::Display for Amount {
    /// Thousands separated by commas, at most three decimals, none that are zero.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:.3}", self.0);
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        let decimals = decimals.trim_end_matches('0');
        if decimals.is_empty() { Ok(()) } else { write!(f, ".{decimals}") }
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Whole numbers are written without a fraction, as a person would.
        #[expect(clippy::cast_possible_truncation, reason = "guarded by the range")]
        if self.0.fract() == 0.0 && self.0 < 9.0e15 {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(f64::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Amount {
    fn schema_name() -> Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number", "minimum": 0 })
    }
}

/// Barrels of 42 US gallons.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Barrels(pub Amount);

/// Metric tonnes of cargo.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Tonnes(pub Amount);

/// Deadweight tonnes: what a hull can carry, not what it carries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct DeadweightTonnes(pub Amount);

/// Gross tonnage: a volume without unit (1969 Convention).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct GrossTonnage(pub Amount);

/// Metres: length, draught.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Metres(pub Amount);

/// Tonnes of cargo that sink a hull by one centimetre.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct TonnesPerCentimetre(pub Amount);

/// What a quantity is counted in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Barrels of 42 US gallons.
    Barrels,
    /// Metric tonnes.
    Tonnes,
    /// Thousands of litres.
    Kilolitres,
    /// Cubic metres.
    CubicMetres,
    /// Containers, of whatever size.
    Containers,
    /// Twenty-foot equivalent units.
    Teu,
}

impl Unit {
    /// The unit as it is written after a number.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Barrels => "bbl",
            Self::Tonnes => "t",
            Self::Kilolitres => "kl",
            Self::CubicMetres => "m³",
            Self::Containers => "containers",
            Self::Teu => "TEU",
        }
    }
}

/// All units, in the order they are offered.
pub const UNITS: [Unit; 6] =
    [Unit::Barrels, Unit::Tonnes, Unit::Kilolitres, Unit::CubicMetres, Unit::Containers, Unit::Teu];

/// An amount as a range. “More than 165,000” has a low end and nothing else.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct Estimate {
    /// At least.
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<Amount>,
    /// Most likely.
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<Amount>,
    /// At most.
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<Amount>,
}

impl Estimate {
    /// Makes a range from the ends that are known.
    ///
    /// # Errors
    /// If none is known, or if they are not in order.
    pub fn new(low: Option<Amount>, base: Option<Amount>, high: Option<Amount>) -> Result<Self, AmountError> {
        let known: Vec<Amount> = [low, base, high].into_iter().flatten().collect();
        if known.is_empty() {
            return Err(AmountError::Empty);
        }
        if known.windows(2).any(|pair| pair[0] > pair[1]) {
            return Err(AmountError::Order);
        }
        Ok(Self { low, base, high })
    }

    /// A single figure.
    #[must_use]
    pub fn exactly(amount: Amount) -> Self {
        Self { low: None, base: Some(amount), high: None }
    }

    /// The same range with each end changed in the same way, which keeps their order; none if an end leaves all numbers.
    #[must_use]
    pub fn map(&self, change: impl Fn(Amount) -> Option<Amount>) -> Option<Self> {
        let end = |end: Option<Amount>| match end {
            Some(amount) => change(amount).map(Some),
            None => Some(None),
        };
        Self::new(end(self.low)?, end(self.base)?, end(self.high)?).ok()
    }

    /// At least.
    #[must_use]
    pub fn low(&self) -> Option<Amount> {
        self.low
    }

    /// Most likely.
    #[must_use]
    pub fn base(&self) -> Option<Amount> {
        self.base
    }

    /// At most.
    #[must_use]
    pub fn high(&self) -> Option<Amount> {
        self.high
    }
}

impl fmt::Display for Estimate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.low, self.base, self.high) {
            (None, Some(base), None) => write!(f, "{base}"),
            (Some(low), None, None) => write!(f, "more than {low}"),
            (None, None, Some(high)) => write!(f, "up to {high}"),
            (Some(low), None, Some(high)) => write!(f, "{low} to {high}"),
            (Some(low), Some(base), Some(high)) => write!(f, "{base} ({low} to {high})"),
            (Some(low), Some(base), None) => write!(f, "{base} (at least {low})"),
            (None, Some(base), Some(high)) => write!(f, "{base} (up to {high})"),
            (None, None, None) => f.write_str("unknown"),
        }
    }
}

impl<'de> Deserialize<'de> for Estimate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Ends {
            low: Option<Amount>,
            base: Option<Amount>,
            high: Option<Amount>,
        }
        let ends = Ends::deserialize(deserializer)?;
        Self::new(ends.low, ends.base, ends.high).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(value: f64) -> Amount {
        Amount::new(value).expect("an amount")
    }

    #[test]
    fn numbers_that_are_no_amounts_are_refused() {
        assert_eq!(Amount::new(f64::NAN), Err(AmountError::NotFinite));
        assert_eq!(Amount::new(f64::INFINITY), Err(AmountError::NotFinite));
        assert_eq!(Amount::new(-0.1), Err(AmountError::Negative));
        assert!(Amount::new(-0.0).expect("zero").get().is_sign_positive(), "minus zero is zero");
    }

    #[test]
    fn amounts_are_written_with_thousands() {
        assert_eq!(amount(500_000.0).to_string(), "500,000");
        assert_eq!(amount(999.0).to_string(), "999");
        assert_eq!(amount(1_234_567.25).to_string(), "1,234,567.25");
        assert_eq!(amount(0.0).to_string(), "0");
    }

    #[test]
    fn an_estimate_keeps_its_order_and_says_what_is_known() {
        assert_eq!(Estimate::new(None, None, None), Err(AmountError::Empty));
        assert_eq!(Estimate::new(Some(amount(2.0)), None, Some(amount(1.0))), Err(AmountError::Order));
        let more = Estimate::new(Some(amount(165_000.0)), None, None).expect("a low end");
        assert_eq!(more.to_string(), "more than 165,000");
    }

    #[test]
    fn json_refuses_what_the_constructor_refuses() {
        assert!(serde_json::from_str::<Estimate>(r#"{"low":5,"high":1}"#).is_err());
        assert!(serde_json::from_str::<Estimate>("{}").is_err());
        assert!(serde_json::from_str::<Estimate>(r#"{"low":1,"mid":2}"#).is_err());
    }
}
