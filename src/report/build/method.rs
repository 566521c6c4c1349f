//! How the report was made and how its words are meant: what a reader needs to judge it.

use super::paragraph;
use super::writer::Writer;
use crate::analysis::ledger::words;
use crate::base::text::count;
use crate::model::grading::{CREDIBILITIES, Credibility, LIKELIHOODS, RELIABILITIES, Reliability};
use crate::model::ids::EntityKind;
use crate::report::outline::{Block, Inline};

impl Writer<'_> {
    /// What was looked at, in a sentence.
    pub fn scope(&self) -> String {
        let kind = |kind: EntityKind| count(self.facts.count(kind), kind.word());
        format!(
            "The case holds {}, {} and {}, resting on {} with {} quoted from them.",
            kind(EntityKind::Vessel),
            kind(EntityKind::Visit),
            kind(EntityKind::Shipment),
            kind(EntityKind::Exhibit),
            kind(EntityKind::Claim)
        )
    }

    /// How dates, wording, origins, likelihood, confidence, grades and amounts are meant.
    pub fn method(&self) -> Vec<Block> {
        let likelihoods: Vec<String> = LIKELIHOODS
            .into_iter()
            .map(|one| {
                let (low, high) = one.percent();
                format!("{} {low}–{high}", one.word())
            })
            .collect();
        let used_reliability: Vec<String> = RELIABILITIES
            .into_iter()
            .filter(|one| self.grades_sources(*one))
            .map(|one| format!("{} {}", one.letter(), one.meaning()))
            .collect();
        let used_credibility: Vec<String> = CREDIBILITIES
            .into_iter()
            .filter(|one| self.grades_exhibits(*one))
            .map(|one| format!("{} {}", one.digit(), one.meaning()))
            .collect();
        let mut blocks = vec![
            paragraph(
                "A visit is seen, not tracked. It is bounded by what shows the vessel and by what shows that it was not yet, or no longer, there; a day that no source gives is not given here.",
            ),
            paragraph("Wording follows the sources: denied, alleged, appears, likely, asserted, in rising strength."),
            paragraph(
                "Reports are counted by origin: several that take their account from one source are one origin, and one whose lineage is not known counts as none.",
            ),
            paragraph(format!(
                "Likelihood, in per cent (ICD 203): {}. Confidence is stated apart from it and says how well a judgement is founded.",
                likelihoods.join("; ")
            )),
        ];
        let graded = RELIABILITIES.into_iter().any(|one| one != Reliability::F && self.grades_sources(one))
            || CREDIBILITIES.into_iter().any(|one| one != Credibility::CannotBeJudged && self.grades_exhibits(one));
        blocks.push(paragraph(if graded {
            format!(
                "Grades: a letter for the source ({}), a digit for the item ({}).",
                used_reliability.join("; "),
                used_credibility.join("; ")
            )
        } else {
            "No source and no item has been graded yet; F6 says that neither can be judged.".to_owned()
        }));
        let rules: Vec<String> = self
            .facts
            .regimes
            .iter()
            .filter_map(|row| {
                Some(format!(
                    "Against {} this case counts {}.",
                    row.instrument,
                    words::rules_said(self.ledger.rules(row.id)?, &self.facts.case.counting)
                ))
            })
            .collect();
        if !rules.is_empty() {
            blocks.push(paragraph(format!("Amounts are low, base and high. What is declared, what others assess and what this case counts are never added to one another. {}", rules.join(" "))));
        }
        blocks
    }

    fn grades_sources(&self, letter: Reliability) -> bool {
        self.facts.sources.iter().any(|row| row.reliability == letter)
    }

    fn grades_exhibits(&self, digit: Credibility) -> bool {
        self.facts.exhibits.iter().any(|row| row.credibility == digit)
    }

    /// The hash of the journal, with what it is good for; none if it is not known.
    pub fn seal(&self) -> Option<Block> {
        let head = self.asked.choices.journal_head?;
        let text = vec![
            Inline::text("Newest hash of the case's journal: "),
            Inline::Code(head.to_string()),
            Inline::text(". A copy of the case with the same hash holds the same facts."),
        ];
        Some(Block::Paragraph { number: None, text })
    }
}
