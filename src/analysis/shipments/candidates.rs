//! Pairs of visits that could be one shipment, and lone ends: one pass over the visits of every hull in time order.

use rayon::prelude::*;

use crate::base::time::Utc;
use crate::model::facts::Facts;
use crate::model::ids::{ShipmentId, VesselId, VisitId};
use crate::model::shipment::{Shipment, ShipmentStatus};
use crate::model::visit::{Activity, Visit};

/// What is known of the two ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Outcome {
    /// A loading and a discharge were both stated.
    BothEnds,
    /// One was stated, and what the vessel did at the other is not known.
    OneEndInferred,
    /// Only one end is known.
    Open,
}

impl Outcome {
    /// The outcome in a user's words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::BothEnds => "seen at both ends",
            Self::OneEndInferred => "inferred at one end",
            Self::Open => "open: one end is not known",
        }
    }
}

/// Two visits that could be one shipment, or one that could be the end of one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Candidate {
    /// Where it was loaded.
    pub loading: Option<VisitId>,
    /// Where it was discharged.
    pub discharge: Option<VisitId>,
    /// The half-open shipment of the case that it would close.
    pub closes: Option<ShipmentId>,
    /// What is known of the ends.
    pub outcome: Outcome,
}

impl Candidate {
    /// A shipment of the case as a candidate, so that it is weighed by the same rules.
    #[must_use]
    pub fn of(facts: &Facts, shipment: &Shipment) -> Self {
        let did = |id: Option<VisitId>, activity| {
            id.and_then(|id| facts.visits.get(id)).is_some_and(|visit| visit.activity == activity)
        };
        let stated = did(shipment.loading, Activity::Loading) && did(shipment.discharge, Activity::Discharging);
        let outcome = match (shipment.is_half_open(), stated) {
            (true, _) => Outcome::Open,
            (_, true) => Outcome::BothEnds,
            (_, false) => Outcome::OneEndInferred,
        };
        Self { loading: shipment.loading, discharge: shipment.discharge, closes: None, outcome }
    }
}

/// A dated visit, as small as the pass over a million of them needs it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stop {
    vessel: VesselId,
    start: Utc,
    end: Utc,
    visit: VisitId,
    activity: Activity,
}

impl Stop {
    fn of(visit: &Visit) -> Option<Self> {
        let (start, end) = visit.bounds.extent()?;
        Some(Self { vessel: visit.vessel, start, end, visit: visit.id, activity: visit.activity })
    }

    /// Whether cargo may have gone ashore, though nobody says so.
    fn may_have_discharged(&self) -> bool {
        matches!(self.activity, Activity::Unknown | Activity::ShipToShip)
    }

    /// Whether cargo may have come aboard, though nobody says so.
    fn may_have_loaded(&self) -> bool {
        self.may_have_discharged()
    }
}

/// Every candidate of a case that is not a shipment already, by its first visit. Undated visits are in none, as nobody
/// knows what they lie between; a pair that was rejected is not put forward again.
#[must_use]
pub fn candidates(facts: &Facts) -> Vec<Candidate> {
    let pages = facts.visits.pages();
    let mut stops: Vec<Stop> = pages.par_iter().flat_map_iter(|page| page.iter().filter_map(Stop::of)).collect();
    stops.par_sort_unstable();
    let hulls: Vec<&[Stop]> = stops.chunk_by(|a, b| a.vessel == b.vessel).collect();
    let mut found: Vec<Candidate> = hulls.into_par_iter().flat_map_iter(|hull| of_hull(facts, hull)).collect();
    found.par_sort_unstable_by_key(|one| (one.loading.or(one.discharge), one.discharge));
    found
}

/// The candidates among the visits of one hull.
#[must_use]
pub fn of_vessel(facts: &Facts, vessel: VesselId) -> Vec<Candidate> {
    let visits = facts.links().visits_of(vessel).filter_map(|id| facts.visits.get(id));
    let mut stops: Vec<Stop> = visits.filter_map(Stop::of).collect();
    stops.sort_unstable();
    of_hull(facts, &stops)
}

fn of_hull(facts: &Facts, stops: &[Stop]) -> Vec<Candidate> {
    let mut found = Vec::new();
    // From each stated loading to the next one; before the first there may be discharges as well.
    let is_loading = |stop: &Stop| stop.activity == Activity::Loading;
    let first = stops.iter().position(is_loading).unwrap_or(stops.len());
    let mut at = first;
    lone_discharges(facts, &stops[..first], &mut found);
    while at < stops.len() {
        let next = stops[at + 1..].iter().position(is_loading).map_or(stops.len(), |more| at + 1 + more);
        after_loading(facts, stops[at], &stops[at + 1..next], &mut found);
        at = next;
    }
    found
}

/// What is known already of a visit as one end of a shipment.
struct Ends {
    /// Whether a shipment has both its ends and is not rejected.
    whole: bool,
    /// The half-open one.
    open: Option<ShipmentId>,
    /// The other ends that were rejected; none is the half-open shipment itself.
    rejected: Vec<Option<VisitId>>,
}

fn ends(facts: &Facts, visit: VisitId, loading: bool) -> Ends {
    let mut ends = Ends { whole: false, open: None, rejected: Vec::new() };
    for row in facts.links().shipments_of(visit).filter_map(|id| facts.shipments.get(id)) {
        let (this, other) = if loading { (row.loading, row.discharge) } else { (row.discharge, row.loading) };
        if this != Some(visit) {
            continue;
        }
        match (row.status, other) {
            (ShipmentStatus::Rejected, other) => ends.rejected.push(other),
            (_, Some(_)) => ends.whole = true,
            (_, None) => ends.open = ends.open.or(Some(row.id)),
        }
    }
    ends
}

fn after_loading(facts: &Facts, loading: Stop, later: &[Stop], found: &mut Vec<Candidate>) {
    let known = ends(facts, loading.visit, true);
    let free = |stop: &Stop| !known.rejected.contains(&Some(stop.visit)) && !ends(facts, stop.visit, false).whole;
    let at = if known.whole {
        None
    } else {
        let stated = later.iter().position(|stop| stop.activity == Activity::Discharging && free(stop));
        stated.or_else(|| later.iter().position(|stop| stop.may_have_discharged() && free(stop)))
    };
    let candidate = |discharge, closes, outcome| Candidate { loading: Some(loading.visit), discharge, closes, outcome };
    if let Some(at) = at {
        let stated = later[at].activity == Activity::Discharging;
        let outcome = if stated { Outcome::BothEnds } else { Outcome::OneEndInferred };
        found.push(candidate(Some(later[at].visit), known.open, outcome));
    } else if !known.whole && known.open.is_none() && !known.rejected.contains(&None) {
        found.push(candidate(None, None, Outcome::Open));
    }
    // Discharges beyond the one that the loading is paired with are ends of something that was not seen.
    lone_discharges(facts, &later[at.map_or(0, |at| at + 1)..], found);
}

/// Discharges without a stated loading before them.
fn lone_discharges(facts: &Facts, stops: &[Stop], found: &mut Vec<Candidate>) {
    let mut from = 0;
    for (at, stop) in stops.iter().enumerate() {
        if stop.activity != Activity::Discharging {
            continue;
        }
        let known = ends(facts, stop.visit, false);
        if !known.whole {
            let free = |earlier: &&Stop| {
                earlier.may_have_loaded()
                    && !ends(facts, earlier.visit, true).whole
                    && !known.rejected.contains(&Some(earlier.visit))
            };
            let loading = stops[from..at].iter().rev().find(free).map(|earlier| earlier.visit);
            let discharge = Some(stop.visit);
            match (loading, known.open) {
                (Some(_), closes) => {
                    found.push(Candidate { loading, discharge, closes, outcome: Outcome::OneEndInferred });
                }
                (None, Some(_)) => {}
                (None, None) if known.rejected.contains(&None) => {}
                (None, None) => {
                    found.push(Candidate { loading, discharge, closes: None, outcome: Outcome::Open });
                }
            }
        }
        from = at + 1;
    }
}
