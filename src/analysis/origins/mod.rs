//! Ten articles can be one source: how many reports there are about something, and in how many origins they end.
//!
//! A **report** is an exhibit that says something about the subject: one that holds a claim about it, or on which it
//! rests. An **origin** is a source at which a chain of reported-by ends; see [`lineage`] for how chains are followed.
//! A report whose chains end nowhere is of unknown lineage and counts as no origin. Reports that only contradict are
//! counted apart.
//!
//! A shipment is spoken of also by what is said of its visits, a vessel by its visits, a place by what lies within it
//! and the visits there. A finding has the exhibits that it cites, and what is reported of the visits and
//! shipments that it cites; the case has all its exhibits.

pub mod axes;
pub mod lineage;
pub mod subject;
mod visits;
mod words;
#[cfg(test)]
mod fixture;

use std::collections::{BTreeMap, BTreeSet};

use self::axes::Shared;
use self::lineage::Lineage;
use self::subject::Reports;
pub use self::visits::VisitOrigins;
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, ExhibitId, SourceId};

/// The reports about a subject and the origins in which they end.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Origins {
    /// The reports that speak for it, by exhibit, each with its origins; none for unknown lineage.
    pub reports: BTreeMap<ExhibitId, BTreeSet<SourceId>>,
    /// The origins, each with the reports that lead to it.
    pub origins: BTreeMap<SourceId, BTreeSet<ExhibitId>>,
    /// Reports of unknown lineage.
    pub unknown: BTreeSet<ExhibitId>,
    /// Reports that only speak against it.
    pub contradicting: BTreeSet<ExhibitId>,
    /// What the origins share.
    pub shared: Vec<Shared>,
    /// Exhibits that report one another in a circle, where a chain runs into one.
    pub circles: BTreeSet<Vec<ExhibitId>>,
}

impl Origins {
    /// Counts the reports about an entity and their origins.
    #[must_use]
    pub fn of(facts: &Facts, lineage: &Lineage, subject: EntityRef) -> Self {
        Self::from(facts, subject::reports(facts, lineage, subject))
    }

    /// Counts all reports of a case and their origins.
    #[must_use]
    pub fn of_case(facts: &Facts, lineage: &Lineage) -> Self {
        Self::from(facts, subject::reports_of_case(facts, lineage))
    }

    fn from(facts: &Facts, found: Reports) -> Self {
        let mut all = Self::default();
        all.contradicting.extend(found.contradicting.keys());
        all.shared = axes::shared(facts, &found.origins());
        for (exhibit, reach) in found.supporting {
            for origin in &reach.origins {
                all.origins.entry(*origin).or_default().insert(exhibit);
            }
            if reach.origins.is_empty() {
                all.unknown.insert(exhibit);
            }
            all.circles.extend(reach.circles);
            all.reports.insert(exhibit, reach.origins);
        }
        all
    }
}
