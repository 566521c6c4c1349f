//! Statements for the report.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::citation;
use super::grading::{Confidence, Likelihood};
use super::ids::{EntityKind, ExhibitId, FindingId, Kind, Stamp, TagId};
use crate::base::edtf::Dated;
use crate::base::table::Row;

/// How far a finding is from print.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FindingStatus {
    /// Being written.
    #[default]
    Draft,
    /// Read by a second person.
    Reviewed,
    /// Ready.
    Final,
}

/// All statuses.
pub const FINDING_STATUSES: [FindingStatus; 3] = [FindingStatus::Draft, FindingStatus::Reviewed, FindingStatus::Final];

impl FindingStatus {
    /// The status as one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Reviewed => "reviewed",
            Self::Final => "final",
        }
    }
}

/// The right of reply: a letter about a finding, and what came back.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// Who was asked.
    pub asked: String,
    /// When they were asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_on: Option<Dated>,
    /// What they were asked, in short.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub question: String,
    /// When they answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_on: Option<Dated>,
    /// What they said, in their words; empty while there is no answer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub answer: String,
    /// The letter itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<ExhibitId>,
}

/// A remark on a finding's wording that somebody passed over, with the reason.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PassedOver {
    /// The rule that made the remark.
    pub rule: String,
    /// The words it speaks of; when they change, it is made again.
    pub words: String,
    /// Why it was passed over.
    pub because: String,
}

/// A statement for the report, with cited exhibits.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Its id.
    pub id: FindingId,
    /// Its number in print: F-1, F-2 …
    pub number: u32,
    /// One line.
    pub headline: String,
    /// Markdown with citations, see [`citation`]: `[@E-3]`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// How likely.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likelihood: Option<Likelihood>,
    /// How well founded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// How far from print.
    #[serde(default)]
    pub status: FindingStatus,
    /// Who read it for the second time; empty for nobody yet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reviewer: String,
    /// Who was asked about it, and what they said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<Reply>,
    /// Remarks on its wording that were passed over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passed_over: Vec<PassedOver>,
    /// The section of the report it stands in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// Its place within the section; lower comes first.
    #[serde(default)]
    pub order: u32,
    /// Free text, not printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<TagId>,
    /// When it was made and changed.
    #[serde(default)]
    pub stamp: Stamp,
}

impl Finding {
    /// An empty draft.
    #[must_use]
    pub fn draft(id: FindingId, number: u32) -> Self {
        Self {
            id,
            number,
            headline: String::new(),
            body: String::new(),
            likelihood: None,
            confidence: None,
            status: FindingStatus::Draft,
            reviewer: String::new(),
            replies: Vec::new(),
            passed_over: Vec::new(),
            section: String::new(),
            order: number,
            note: String::new(),
            tags: Vec::new(),
            stamp: Stamp::default(),
        }
    }

    /// The exhibit numbers that the body cites as `[@E-3]`, in order, each once.
    #[must_use]
    pub fn cited_exhibits(&self) -> Vec<u32> {
        citation::cited(&self.body, EntityKind::Exhibit)
    }
}

impl Kind for Finding {
    const KIND: EntityKind = EntityKind::Finding;
}
impl Row for Finding {
    type Key = FindingId;
    fn key(&self) -> FindingId {
        self.id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_are_found_once_each_and_broken_ones_left_alone() {
        let mut finding = Finding::draft(FindingId::new(1), 1);
        finding.body = "Seen [@E-3], again [@E-3][@E-12]; not [@E-x], [@E-4".into();
        assert_eq!(finding.cited_exhibits(), [3, 12]);
    }
}
