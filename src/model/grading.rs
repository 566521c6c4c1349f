//! Words for how sure: hedge, grade, likelihood, confidence, handling. Kept apart on purpose; nothing merges them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a source worded it, weakest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Hedge {
    /// Said not to be so.
    Denied,
    /// Allegedly, reportedly, purportedly, accused of.
    Alleged,
    /// Appeared to, seemed, presumably, apparently, may have.
    Appears,
    /// Likely, probably, most likely, almost certainly.
    Likely,
    /// Without any hedge.
    #[default]
    Asserted,
}

/// All hedge classes, weakest first.
pub const HEDGES: [Hedge; 5] = [Hedge::Denied, Hedge::Alleged, Hedge::Appears, Hedge::Likely, Hedge::Asserted];

impl Hedge {
    /// The class as one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Denied => "denied",
            Self::Alleged => "alleged",
            Self::Appears => "appears",
            Self::Likely => "likely",
            Self::Asserted => "asserted",
        }
    }
}

/// Reliability of a source (Admiralty code). F means unknown and never sorts below E.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Cannot be judged.
    #[default]
    F,
}

/// All reliability grades.
pub const RELIABILITIES: [Reliability; 6] =
    [Reliability::A, Reliability::B, Reliability::C, Reliability::D, Reliability::E, Reliability::F];

impl Reliability {
    /// The letter.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::E => "E",
            Self::F => "F",
        }
    }

    /// What the letter means.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::A => "completely reliable",
            Self::B => "usually reliable",
            Self::C => "fairly reliable",
            Self::D => "not usually reliable",
            Self::E => "unreliable",
            Self::F => "cannot be judged",
        }
    }
}

/// Credibility of an item (Admiralty code). 6 means unknown and never sorts below 5.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Credibility {
    /// Confirmed by independent sources.
    Confirmed,
    /// Probably true.
    ProbablyTrue,
    /// Possibly true.
    PossiblyTrue,
    /// Doubtful.
    Doubtful,
    /// Improbable.
    Improbable,
    /// Cannot be judged.
    #[default]
    CannotBeJudged,
}

/// All credibility grades, 1 to 6.
pub const CREDIBILITIES: [Credibility; 6] = [
    Credibility::Confirmed,
    Credibility::ProbablyTrue,
    Credibility::PossiblyTrue,
    Credibility::Doubtful,
    Credibility::Improbable,
    Credibility::CannotBeJudged,
];

impl Credibility {
    /// The digit, 1 to 6.
    #[must_use]
    pub fn digit(self) -> u8 {
        self as u8 + 1
    }

    /// The grade of a digit.
    #[must_use]
    pub fn from_digit(digit: u8) -> Option<Self> {
        CREDIBILITIES.into_iter().find(|grade| grade.digit() == digit)
    }

    /// What the digit means.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed by independent sources",
            Self::ProbablyTrue => "probably true",
            Self::PossiblyTrue => "possibly true",
            Self::Doubtful => "doubtful",
            Self::Improbable => "improbable",
            Self::CannotBeJudged => "cannot be judged",
        }
    }
}

impl Serialize for Credibility {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.digit())
    }
}

impl<'de> Deserialize<'de> for Credibility {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digit = u8::deserialize(deserializer)?;
        Self::from_digit(digit).ok_or_else(|| serde::de::Error::custom("credibility is a digit from 1 to 6"))
    }
}

impl JsonSchema for Credibility {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Credibility".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 1, "maximum": 6 })
    }
}

/// Likelihood in the terms of ICD 203.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Likelihood {
    /// 1-5 %.
    AlmostNoChance,
    /// 5-20 %.
    VeryUnlikely,
    /// 20-45 %.
    Unlikely,
    /// 45-55 %.
    RoughlyEvenChance,
    /// 55-80 %.
    Likely,
    /// 80-95 %.
    VeryLikely,
    /// 95-99 %.
    AlmostCertain,
}

/// All likelihood terms, least first.
pub const LIKELIHOODS: [Likelihood; 7] = [
    Likelihood::AlmostNoChance,
    Likelihood::VeryUnlikely,
    Likelihood::Unlikely,
    Likelihood::RoughlyEvenChance,
    Likelihood::Likely,
    Likelihood::VeryLikely,
    Likelihood::AlmostCertain,
];

impl Likelihood {
    /// The term (first row of ICD 203; the two rows are not mixed).
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::AlmostNoChance => "almost no chance",
            Self::VeryUnlikely => "very unlikely",
            Self::Unlikely => "unlikely",
            Self::RoughlyEvenChance => "roughly even chance",
            Self::Likely => "likely",
            Self::VeryLikely => "very likely",
            Self::AlmostCertain => "almost certain",
        }
    }

    /// The range in per cent.
    #[must_use]
    pub fn percent(self) -> (u8, u8) {
        match self {
            Self::AlmostNoChance => (1, 5),
            Self::VeryUnlikely => (5, 20),
            Self::Unlikely => (20, 45),
            Self::RoughlyEvenChance => (45, 55),
            Self::Likely => (55, 80),
            Self::VeryLikely => (80, 95),
            Self::AlmostCertain => (95, 99),
        }
    }
}

/// Confidence in the basis of a judgement (ICD 203); a thing apart from likelihood.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Scant, questionable or fragmented basis.
    Low,
    /// Credible, not enough to be sure.
    Moderate,
    /// Good and corroborated basis.
    High,
}

/// All confidence levels, lowest first.
pub const CONFIDENCES: [Confidence; 3] = [Confidence::Low, Confidence::Moderate, Confidence::High];

impl Confidence {
    /// The level as one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }
}

/// Handling of a case by the Traffic Light Protocol, version 2.0 (FIRST).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub enum Tlp {
    /// For anyone.
    #[serde(rename = "CLEAR")]
    Clear,
    /// For the community.
    #[serde(rename = "GREEN")]
    Green,
    /// For the organisation and its clients.
    #[default]
    #[serde(rename = "AMBER")]
    Amber,
    /// For the organisation only.
    #[serde(rename = "AMBER+STRICT")]
    AmberStrict,
    /// For named people only.
    #[serde(rename = "RED")]
    Red,
}

/// All handling marks, widest first.
pub const TLPS: [Tlp; 5] = [Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::AmberStrict, Tlp::Red];

impl Tlp {
    /// The mark as it is printed.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::Clear => "TLP:CLEAR",
            Self::Green => "TLP:GREEN",
            Self::Amber => "TLP:AMBER",
            Self::AmberStrict => "TLP:AMBER+STRICT",
            Self::Red => "TLP:RED",
        }
    }
}
