//! The rules by which findings are looked through: what each is called, what it says, and on what it rests.

use crate::base::issues::Severity;

/// A rule. Its name and key are stable: an item that was ignored is kept by them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rule {
    /// Worded stronger than the strongest claim cited.
    Stronger,
    /// Worded as strong as a claim that was taken over from a weaker one.
    StrongerThanOrigin,
    /// Worded as if several had said so where the reports end in one origin, or with high confidence.
    OneOrigin,
    /// A statement of fact without a citation.
    NoCitation,
    /// Likelihood terms of both rows of ICD 203 in one report.
    MixedTerms,
    /// A likelihood and a confidence level in one sentence.
    LikelihoodWithConfidence,
    /// Nothing said where the case does not know how much.
    UnknownAsZero,
    /// A handling mark stricter than the case's own.
    Handling,
    /// A citation of what is not in the case.
    UnknownCitation,
    /// Final, with something open.
    FinalWithoutReview,
}

/// All rules, in the order in which they are explained.
pub const RULES: [Rule; 10] = [
    Rule::Stronger,
    Rule::StrongerThanOrigin,
    Rule::OneOrigin,
    Rule::NoCitation,
    Rule::MixedTerms,
    Rule::LikelihoodWithConfidence,
    Rule::UnknownAsZero,
    Rule::Handling,
    Rule::UnknownCitation,
    Rule::FinalWithoutReview,
];

impl Rule {
    /// The key on the command line, in JSON, and under which an ignored item is kept.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Stronger => "stronger",
            Self::StrongerThanOrigin => "stronger_than_origin",
            Self::OneOrigin => "one_origin",
            Self::NoCitation => "no_citation",
            Self::MixedTerms => "mixed_terms",
            Self::LikelihoodWithConfidence => "likelihood_with_confidence",
            Self::UnknownAsZero => "unknown_as_zero",
            Self::Handling => "handling",
            Self::UnknownCitation => "unknown_citation",
            Self::FinalWithoutReview => "final_without_review",
        }
    }

    /// The rule with a key.
    #[must_use]
    pub fn by_key(key: &str) -> Option<Self> {
        RULES.into_iter().find(|rule| rule.key() == key)
    }

    /// One line for a list.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Stronger => "Worded stronger than its source",
            Self::StrongerThanOrigin => "Worded stronger than where its source has it from",
            Self::OneOrigin => "Several named, one origin",
            Self::NoCitation => "Fact without a citation",
            Self::MixedTerms => "Two rows of likelihood terms",
            Self::LikelihoodWithConfidence => "Likelihood and confidence in one sentence",
            Self::UnknownAsZero => "Unknown quantity written as nothing",
            Self::Handling => "Stricter handling than the case",
            Self::UnknownCitation => "Citation of what is not in the case",
            Self::FinalWithoutReview => "Final with something open",
        }
    }

    /// On what the rule rests: `standards.md`, ICD 203, or a rule of the house.
    #[must_use]
    pub fn basis(self) -> &'static str {
        match self {
            Self::Stronger => "A finding that cites claims is not worded stronger than its strongest cited claim.",
            Self::StrongerThanOrigin => "A claim that was taken over knows no more than the one it was taken from.",
            Self::OneOrigin => "Ten articles can be one source: origins are counted, not outlets.",
            Self::NoCitation => "Every sentence with a fact leads back to an exhibit.",
            Self::MixedTerms => "ICD 203: the two rows of likelihood terms are not mixed in one report.",
            Self::LikelihoodWithConfidence => {
                "ICD 203: a likelihood and a confidence level do not stand in one sentence."
            }
            Self::UnknownAsZero => "What is not known is counted as unknown, never as zero.",
            Self::Handling => "A report bears the handling mark of its case (TLP 2.0).",
            Self::UnknownCitation => "A citation names something that can be looked up.",
            Self::FinalWithoutReview => "What is final has its likelihood set and nothing open that cannot stand.",
        }
    }

    /// How much it matters: `Error` for what cannot stand in print as it is, `Hint` for what a careful author may mean.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::Stronger | Self::UnknownAsZero | Self::Handling | Self::UnknownCitation => Severity::Error,
            Self::OneOrigin
            | Self::NoCitation
            | Self::MixedTerms
            | Self::LikelihoodWithConfidence
            | Self::FinalWithoutReview => Severity::Warning,
            Self::StrongerThanOrigin => Severity::Hint,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_found_by_their_keys_and_none_accuses() {
        for rule in RULES {
            assert_eq!(Rule::by_key(rule.key()), Some(rule));
            let said = format!("{} {} {}", rule.key(), rule.title(), rule.basis()).to_lowercase();
            assert!(!["violat", "guilty", "lie", "false", "wrong"].iter().any(|word| said.contains(word)), "{said}");
        }
        assert_eq!(Rule::by_key("violation"), None);
    }
}
