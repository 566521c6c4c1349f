//! Shares of a whole: how far a hull was filled, how much of its deadweight is cargo.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};

use super::Amount;

/// A share of a whole, 0 to 1. Written as per cent, or as a fraction that per cent cannot hold: `33 %`, `1/3`.
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, Serialize)]
#[serde(transparent)]
pub struct Share(f64);

/// Why a text or number is no share of a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a share is written as per cent from 0 to 100, such as 50 %, or as a fraction, such as 1/3")]
pub struct NotAShare;

impl Eq for Share {}

impl Share {
    /// All of it.
    pub const WHOLE: Self = Self(1.0);

    /// So many per cent, 0 to 100; more is taken as all of it.
    #[must_use]
    pub const fn percent(percent: u8) -> Self {
        if percent >= 100 { Self::WHOLE } else { Self(percent as f64 / 100.0) }
    }

    /// Takes a fraction from 0 to 1.
    ///
    /// # Errors
    /// If it is outside that, or no number.
    pub fn new(fraction: f64) -> Result<Self, NotAShare> {
        // Minus zero is written as zero.
        if (0.0..=1.0).contains(&fraction) { Ok(Self(fraction + 0.0)) } else { Err(NotAShare) }
    }

    /// The fraction, 0 to 1, for cells of a file.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }

    /// The share that remains of this one when only `part` of `whole` does; none if that is more than all of it.
    #[must_use]
    pub fn reduced(self, part: Amount, whole: Amount) -> Option<Self> {
        Self::new(self.0 * part.0 / whole.0).ok()
    }

    /// This share of an amount.
    #[must_use]
    pub fn of(self, amount: Amount) -> Amount {
        Amount(amount.0 * self.0)
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (over, under) in [(1, 3), (2, 3)] {
            if (self.0 - f64::from(over) / f64::from(under)).abs() < 1e-12 {
                return write!(f, "{over}/{under}");
            }
        }
        write!(f, "{} %", Amount((self.0 * 1e5).round() / 1e3))
    }
}

impl FromStr for Share {
    type Err = NotAShare;

    fn from_str(text: &str) -> Result<Self, NotAShare> {
        let number = |text: &str| text.trim().replace(',', ".").parse::<f64>().map_err(|_| NotAShare);
        if let Some((over, under)) = text.split_once('/') {
            return Self::new(number(over)? / number(under)?);
        }
        let text = text.trim();
        Self::new(number(text.strip_suffix('%').unwrap_or(text))? / 100.0)
    }
}

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(f64::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Share {
    fn schema_name() -> Cow<'static, str> {
        "Share".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number", "minimum": 0, "maximum": 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_as_people_write_them_and_written_so_that_they_read_back() {
        for (text, written) in
            [("33", "33 %"), ("33 %", "33 %"), ("12,5%", "12.5 %"), ("1/3", "1/3"), ("1 / 2", "50 %"), ("100", "100 %")]
        {
            let share: Share = text.parse().expect("a share");
            assert_eq!(share.to_string(), written);
            assert_eq!(share.to_string().parse::<Share>(), Ok(share), "{text}");
        }
        for text in ["", "101", "-1", "1/0", "0/0", "half", "NaN", "inf"] {
            assert_eq!(text.parse::<Share>(), Err(NotAShare), "{text}");
        }
    }

    #[test]
    fn a_third_is_not_33_per_cent() {
        let capacity = Amount(1_519_586.0);
        let whole = |text: &str| text.parse::<Share>().expect("a share").of(capacity).rounded().to_string();
        assert_eq!(
            [whole("1/3"), whole("33"), whole("90"), whole("50")],
            ["506,529", "501,463", "1,367,627", "759,793"]
        );
    }
}
