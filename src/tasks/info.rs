//! A case in numbers.

use serde::Serialize;

use super::error::TaskError;
use crate::base::hash::Sha256;
use crate::base::time::Utc;
use crate::model::facts::Facts;
use crate::model::grading::Tlp;
use crate::store::CaseStore;

/// What a case holds; the keys are those of `info --json`.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Info {
    /// Title.
    pub title: String,
    /// Who may see it.
    pub handling: Tlp,
    /// Visits.
    pub visits: usize,
    /// Visits without any date.
    pub undated_visits: usize,
    /// Shipments.
    pub shipments: usize,
    /// Shipments of which one end is not known.
    pub half_open_shipments: usize,
    /// Vessels.
    pub vessels: usize,
    /// Places.
    pub places: usize,
    /// Sources.
    pub sources: usize,
    /// Exhibits.
    pub exhibits: usize,
    /// Sightings.
    pub sightings: usize,
    /// Claims.
    pub claims: usize,
    /// Regimes.
    pub regimes: usize,
    /// Declarations.
    pub declarations: usize,
    /// Events.
    pub events: usize,
    /// Tags.
    pub tags: usize,
    /// Findings.
    pub findings: usize,
    /// Saved views.
    pub saved_views: usize,
    /// First day that a visit reaches, none without dated visits.
    pub first_date: Option<String>,
    /// Last day that a visit reaches.
    pub last_date: Option<String>,
    /// Entries in the journal.
    pub journal_entries: u64,
    /// Hash of the last of them.
    pub head: Sha256,
    /// Size of the case file in bytes.
    pub file_bytes: u64,
}

/// Counts what a case holds.
///
/// # Errors
/// If the size of the file cannot be learnt.
pub fn info(store: &CaseStore) -> Result<Info, TaskError> {
    let facts = store.facts();
    let span = span(&facts);
    let day = |at: Utc| at.to_string().chars().take(10).collect::<String>();
    Ok(Info {
        title: facts.case.title.clone(),
        handling: facts.case.handling,
        visits: facts.visits.len(),
        undated_visits: facts.visits.iter().filter(|visit| visit.bounds.is_undated()).count(),
        shipments: facts.shipments.len(),
        half_open_shipments: facts.shipments.iter().filter(|shipment| shipment.is_half_open()).count(),
        vessels: facts.vessels.len(),
        places: facts.places.len(),
        sources: facts.sources.len(),
        exhibits: facts.exhibits.len(),
        sightings: facts.sightings.len(),
        claims: facts.claims.len(),
        regimes: facts.regimes.len(),
        declarations: facts.declarations.len(),
        events: facts.events.len(),
        tags: facts.tags.len(),
        findings: facts.findings.len(),
        saved_views: facts.saved_views.len(),
        first_date: span.map(|(first, _)| day(first)),
        last_date: span.map(|(_, end)| day(Utc(end.0 - 1))),
        journal_entries: store.journal_len(),
        head: store.head(),
        file_bytes: store.file_bytes()?,
    })
}

/// First second that any visit reaches and the second after the last; none without dated visits.
#[must_use]
pub fn span(facts: &Facts) -> Option<(Utc, Utc)> {
    let extents = || facts.visits.iter().filter_map(|visit| visit.bounds.extent());
    let first = extents().map(|(start, _)| start).min()?;
    let end = extents().map(|(_, end)| end).max()?;
    Some((first, end))
}
