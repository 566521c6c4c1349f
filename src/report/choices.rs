//! What of a case goes into a document, and what the document says of itself.

use crate::analysis::query::Matches;
use crate::base::hash::Sha256;
use crate::base::id_set::IdSet;
use crate::base::text::{count, thousands};
use crate::base::time::Utc;
use crate::model::facts::Facts;
use crate::model::finding::{Finding, FindingStatus};
use crate::model::ids::{EntityKind, EntityRef};
use crate::model::sections::sections;
use crate::model::shipment::Shipment;

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

    /// What the query selects of a kind; none without a query.
    pub fn chosen(&self, of: impl FnOnce(&Matches) -> IdSet) -> Option<IdSet> {
        self.matches.filter(|_| !self.query.is_empty()).map(of)
    }

    /// Whether the query speaks of findings. One that selects none of them, as most that speak of visits do, leaves all
    /// of them in: a report without its findings is what nobody asks for.
    #[must_use]
    pub fn chooses_findings(&self) -> bool {
        self.matches.is_some_and(|matches| !matches.findings.is_empty())
    }

    /// The findings that go in and have come at least as far as `least`, in the order of print.
    #[must_use]
    pub fn findings<'a>(&self, facts: &'a Facts, least: FindingStatus) -> Vec<&'a Finding> {
        let chooses = self.chooses_findings();
        let chosen = |row: &&Finding| row.status >= least && (!chooses || self.shows(row.id));
        let sections = sections(facts.findings.iter().filter(chosen));
        sections.into_iter().flat_map(|section| section.findings).collect()
    }

    /// The shipments that go in, by number.
    #[must_use]
    pub fn shipments<'a>(&self, facts: &'a Facts) -> Vec<&'a Shipment> {
        let mut rows: Vec<&Shipment> = facts.shipments.iter().filter(|row| self.shows(row.id)).collect();
        rows.sort_by_key(|row| (row.number, row.id));
        rows
    }

    /// How much of each kind goes in, `3 of 12 visits`: with a query a reader must know that there is more.
    #[must_use]
    pub fn shares(&self, facts: &Facts, kinds: &[EntityKind]) -> String {
        let share = |kind: &EntityKind| {
            if *kind == EntityKind::Finding && !self.chooses_findings() {
                return "all findings".to_owned();
            }
            let all = facts.count(*kind);
            let some = self.matches.and_then(|matches| matches.of_kind(*kind)).map_or(all, IdSet::len);
            format!("{} of {}", thousands(some), count(all, kind.word()))
        };
        kinds.iter().map(share).collect::<Vec<_>>().join(", ")
    }
}
