//! What of a case goes into a document, and what the document says of itself.

use crate::analysis::query::Matches;
use crate::base::hash::Sha256;
use crate::base::time::Utc;
use crate::model::ids::EntityRef;

/// What goes in.
#[derive(Clone, Copy, Default)]
pub struct Choices<'a> {
    /// Only what these select; none means all. What it cites comes along where the form says so.
    pub matches: Option<&'a Matches>,
    /// The query that made the choice, to be named in the document; empty for none.
    pub query: &'a str,
    /// The newest hash of the journal, to be named in the document.
    pub journal_head: Option<Sha256>,
    /// When the case was last changed: the date of a document that must have one.
    pub changed: Option<Utc>,
}

impl Choices<'_> {
    /// Whether an entity goes in.
    #[must_use]
    pub fn shows(&self, reference: impl Into<EntityRef>) -> bool {
        self.matches.is_none_or(|matches| matches.matches(reference.into()))
    }

    /// Whether the query speaks of findings. One that selects none of them, as most that speak of visits do, leaves all
    /// of them in: a report without its findings is what nobody asks for.
    #[must_use]
    pub fn chooses_findings(&self) -> bool {
        self.matches.is_some_and(|matches| !matches.findings.is_empty())
    }
}
