//! How many reports there are about something, and in how many origins they end.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::error::TaskError;
use crate::analysis::origins::Origins;
use crate::analysis::origins::axes::Shared;
use crate::analysis::origins::lineage::Lineage;
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, ExhibitId, SourceId};
use crate::model::naming;

/// The reports about one subject and their origins. The keys are those of `origins --json`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SubjectOrigins {
    /// The subject's reference, as `V-3`; `case` for all of the case.
    pub subject: String,
    /// What it is called.
    pub name: String,
    /// How many reports speak for it.
    pub reports: usize,
    /// In how many origins they end.
    pub origins: usize,
    /// How many of the reports end nowhere.
    pub unknown_lineage: usize,
    /// How many reports only speak against it; not among `reports`.
    pub contradicting: usize,
    /// What its origins share.
    pub shared_axes: Vec<SharedAxis>,
    /// Each origin with the reports that lead to it.
    pub origin_list: Vec<OriginReports>,
    /// The reports of unknown lineage.
    pub unknown_exhibits: Vec<String>,
    /// The reports against it.
    pub contradicting_exhibits: Vec<String>,
    /// Exhibits that report one another in a circle.
    pub circles: Vec<Vec<String>>,
    /// A few words: “9 reports · 1 origin”.
    pub short: String,
    /// One line an origin, for people.
    #[serde(skip)]
    pub lines: Vec<String>,
    /// What keeps the count from being taken at its word, in sentences.
    pub cautions: Vec<String>,
}

/// Something that origins share.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SharedAxis {
    /// `analyst`, `sensor`, `data_owner` or `institute`.
    pub axis: &'static str,
    /// What is shared: a name.
    pub value: String,
    /// The origins, each with the exhibits that say so.
    pub origins: Vec<OriginReports>,
}

/// An origin with reports.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct OriginReports {
    /// The source's reference.
    pub source: String,
    /// Its name.
    pub name: String,
    /// The reports.
    pub exhibits: Vec<String>,
}

/// The origins of what `about` refers to (`V-3`, `S-1`, `P-2`), or of the whole case and then of everything that a claim
/// is about and of every finding.
///
/// # Errors
/// If nothing has that reference.
pub fn origins(facts: &Facts, about: Option<&str>) -> Result<Vec<SubjectOrigins>, TaskError> {
    let lineage = Lineage::build(facts);
    if let Some(code) = about {
        let item = naming::by_code(facts, code).ok_or_else(|| TaskError::NoItem { code: code.to_owned() })?;
        return Ok(vec![of(facts, &lineage, item)]);
    }
    let claimed = facts.claims.iter().flat_map(|claim| claim.about.iter().copied());
    let findings = facts.findings.iter().map(|finding| EntityRef::from(finding.id));
    let subjects: BTreeSet<EntityRef> = claimed.chain(findings).filter(|item| facts.contains(*item)).collect();
    let case = record(facts, "case".to_owned(), facts.case.title.clone(), &Origins::of_case(facts, &lineage));
    Ok(std::iter::once(case).chain(subjects.into_iter().map(|item| of(facts, &lineage, item))).collect())
}

fn of(facts: &Facts, lineage: &Lineage, item: EntityRef) -> SubjectOrigins {
    record(facts, naming::code(facts, item), naming::name(facts, item), &Origins::of(facts, lineage, item))
}

fn record(facts: &Facts, subject: String, name: String, found: &Origins) -> SubjectOrigins {
    let origins = |all: &BTreeMap<SourceId, BTreeSet<ExhibitId>>| -> Vec<OriginReports> {
        let origin = |(source, exhibits): (&SourceId, &BTreeSet<ExhibitId>)| OriginReports {
            source: naming::code(facts, (*source).into()),
            name: naming::name(facts, (*source).into()),
            exhibits: codes(facts, exhibits),
        };
        all.iter().map(origin).collect()
    };
    let axis = |shared: &Shared| SharedAxis {
        axis: shared.axis.key(),
        value: shared.value.clone(),
        origins: origins(&shared.origins),
    };
    SubjectOrigins {
        subject,
        name,
        reports: found.reports.len(),
        origins: found.origins.len(),
        unknown_lineage: found.unknown.len(),
        contradicting: found.contradicting.len(),
        shared_axes: found.shared.iter().map(axis).collect(),
        origin_list: origins(&found.origins),
        unknown_exhibits: codes(facts, &found.unknown),
        contradicting_exhibits: codes(facts, &found.contradicting),
        circles: found.circles.iter().map(|circle| codes(facts, circle)).collect(),
        short: found.short(),
        lines: found.lines(facts),
        cautions: found.cautions(facts),
    }
}

fn codes<'a>(facts: &Facts, exhibits: impl IntoIterator<Item = &'a ExhibitId>) -> Vec<String> {
    exhibits.into_iter().map(|id| naming::code(facts, (*id).into())).collect()
}
