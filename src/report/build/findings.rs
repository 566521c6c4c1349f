//! Findings: their text with its notes, how likely and how well founded, and in how many origins their sources end.

use super::writer::Writer;
use crate::analysis::origins::Origins;
use crate::base::text::sentence_case;
use crate::model::finding::{Finding, FindingStatus};
use crate::model::ids::EntityRef;
use crate::report::body;
use crate::report::outline::{Block, Inline};

impl Writer<'_> {
    /// The text of a finding. Headings within it are set below level `below`.
    pub fn body(&mut self, finding: &Finding, below: u8) -> Vec<Block> {
        let code = format!("f-{}", finding.number);
        let mut blocks = body::blocks(&finding.body, self);
        let mut headings = 0;
        for block in &mut blocks {
            if let Block::Heading { level, anchor, .. } = block {
                *level = level.saturating_add(below).min(6);
                headings += 1;
                *anchor = format!("{code}-{headings}");
            }
        }
        blocks
    }

    /// Likelihood, confidence, status and origins of a finding, each in a sentence of its own: how likely something is and
    /// how well that is founded are two things.
    pub fn standing(&mut self, finding: &Finding) -> Vec<String> {
        let mut said = Vec::new();
        if let Some(likelihood) = finding.likelihood {
            let (low, high) = likelihood.percent();
            said.push(format!("Likelihood: {} ({low}–{high} per cent).", likelihood.word()));
        }
        if let Some(confidence) = finding.confidence {
            said.push(format!("Confidence: {}.", confidence.word()));
        }
        said.extend(self.origins_of(finding.id.into()));
        if finding.status != FindingStatus::Final {
            let reviewer = finding.reviewer.trim();
            let by = if finding.status == FindingStatus::Reviewed && !reviewer.is_empty() {
                format!(" by {reviewer}")
            } else {
                String::new()
            };
            said.push(format!("Status: {}{by}.", finding.status.word()));
        }
        said
    }

    /// “9 reports · 1 origin.”, then the origins and what they share, one sentence each. Nothing if nothing is cited.
    pub fn origins_of(&self, subject: EntityRef) -> Vec<String> {
        self.origins_words(&Origins::of(self.facts, &self.lineage, subject))
    }

    /// The same for the whole case.
    pub fn origins_of_case(&self) -> Vec<String> {
        self.origins_words(&Origins::of_case(self.facts, &self.lineage))
    }

    fn origins_words(&self, origins: &Origins) -> Vec<String> {
        if origins.reports.is_empty() && origins.contradicting.is_empty() {
            return Vec::new();
        }
        let mut said = vec![format!("Sources: {} ({}).", origins.short(), origins.lines(self.facts).join("; "))];
        said.extend(origins.cautions(self.facts));
        said
    }

    /// A finding under a heading of its own: text, standing.
    pub fn chapter(&mut self, finding: &Finding) -> Vec<Block> {
        let headline = Self::headline(finding);
        let mut blocks = vec![self.titled(2, &headline, &format!("finding-{}", finding.id.0))];
        blocks.extend(self.body(finding, 2));
        blocks.extend(aside(&self.standing(finding)));
        blocks
    }

    /// The headline of a finding, or that it has none.
    pub fn headline(finding: &Finding) -> String {
        let headline = finding.headline.trim();
        if headline.is_empty() { "No headline".to_owned() } else { sentence_case(headline) }
    }
}

/// A paragraph in which short sentences stand one after the other.
pub(super) fn aside(sentences: &[String]) -> Option<Block> {
    let text = vec![Inline::Emphasis(vec![Inline::text(sentences.join(" "))])];
    (!sentences.is_empty()).then_some(Block::Paragraph { number: None, text })
}
