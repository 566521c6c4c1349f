//! Anomalies: what the case states and what cannot all be so, or is worth a look. A list of rules, never a score and
//! never a verdict.
//!
//! Every rule is careful the same way: a date that is not exact is read as it fits best, and what is not known makes no
//! anomaly. Most rules look at one vessel, so that an edit asks only the vessels that it touches; identities that
//! several vessels share are found by an index. Sentences and exhibits are worked out when they are asked for, since a
//! million visits may all be without exhibits. Start at [`Anomalies`]; the rules are in [`rule`].

mod cargo;
mod evidence;
mod identity;
mod mid;
mod presence;
pub mod rule;
mod speed;
mod together;
mod words;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use self::identity::Key;
use self::presence::Presence;
pub use self::rule::{RULES, Rule, Weight};
use crate::base::progress::{Cancelled, Progress};
use crate::base::time::Utc;
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef, ExhibitId, Id, PlaceId, VesselId, VisitId};

/// One anomaly: a rule, and what it is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Anomaly {
    /// The rule that found it.
    pub rule: Rule,
    /// Visits, sightings or vessels, the earlier first.
    pub about: Box<[EntityRef]>,
    /// The number or name that is shared; empty for rules that share none.
    what: Box<str>,
}

impl Anomaly {
    fn about(rule: Rule, about: impl IntoIterator<Item = EntityRef>) -> Self {
        Self { rule, about: about.into_iter().collect(), what: Box::default() }
    }

    fn two(rule: Rule, a: &Presence, b: &Presence) -> Self {
        Self::about(rule, [a.item, b.item])
    }

    /// The number or name that several vessels share; empty for rules that ask for none.
    #[must_use]
    pub fn shared(&self) -> &str {
        &self.what
    }

    /// What it says, in one sentence with names, dates and references.
    #[must_use]
    pub fn sentence(&self, facts: &Facts) -> String {
        match self.rule {
            Rule::Overlap | Rule::TwoPlaces => together::sentence(facts, self.rule, &self.about),
            Rule::Speed => speed::sentence(facts, &self.about),
            Rule::LoadedTwice | Rule::DischargedTwice => cargo::sentence(facts, self.rule, &self.about),
            Rule::NoExhibit => evidence::sentence(facts, &self.about),
            Rule::SameImo | Rule::ImoForm | Rule::SameMmsi | Rule::MmsiFlag | Rule::SameName | Rule::LabelWithImo => {
                identity::sentence(facts, self)
            }
        }
    }

    /// The exhibits that what it is about rests on, each once.
    #[must_use]
    pub fn exhibits(&self, facts: &Facts) -> BTreeSet<ExhibitId> {
        evidence::exhibits(facts, self.rule, &self.about)
    }
}

/// What was found of one vessel, and what others may share with it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Hull {
    anomalies: Vec<Arc<Anomaly>>,
    keys: Vec<Key>,
    /// First second of any visit and the one after the last.
    about: Option<(i64, i64)>,
}

/// The anomalies of a case.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Anomalies {
    hulls: BTreeMap<VesselId, Hull>,
    bearers: BTreeMap<Key, BTreeSet<VesselId>>,
    shared: BTreeMap<Key, Vec<Arc<Anomaly>>>,
    counts: [usize; RULES.len()],
}

impl Anomalies {
    /// Finds all anomalies of a case, on all cores.
    #[must_use]
    pub fn build(facts: &Facts) -> Self {
        Self::watched(facts, &Progress::default()).unwrap_or_default()
    }

    /// As [`Self::build`], for a worker: says how far it is, and stops when it is asked to.
    ///
    /// # Errors
    /// If it was asked to stop.
    pub fn watched(facts: &Facts, progress: &Progress) -> Result<Self, Cancelled> {
        let vessels: Vec<VesselId> = facts.vessels.iter().map(|vessel| vessel.id).collect();
        progress.set_total(vessels.len() as u64);
        let hull = |id: &VesselId| {
            progress.advance(1)?;
            Ok((*id, hull(facts, *id)))
        };
        let hulls: BTreeMap<VesselId, Hull> = vessels.par_iter().map(hull).collect::<Result<_, Cancelled>>()?;
        let mut all = Self { hulls, ..Self::default() };
        for (id, hull) in &all.hulls {
            for key in &hull.keys {
                all.bearers.entry(key.clone()).or_default().insert(*id);
            }
            hull.anomalies.iter().for_each(|anomaly| all.counts[anomaly.rule.index()] += 1);
        }
        let keys: BTreeSet<Key> =
            all.bearers.iter().filter(|(_, ids)| ids.len() > 1).map(|(key, _)| key.clone()).collect();
        all.compare(facts, keys);
        Ok(all)
    }

    /// The vessels that an edit concerns: `before` and `after` are the facts around it, `touched` what it changed.
    #[must_use]
    pub fn concerned(before: &Facts, after: &Facts, touched: &[EntityRef]) -> BTreeSet<VesselId> {
        let mut vessels = BTreeSet::new();
        for item in touched {
            for facts in [before, after] {
                vessels_of(facts, *item, before, after, &mut vessels);
            }
        }
        vessels
    }

    /// Follows an edit; only the vessels that it concerns are asked again.
    pub fn update(&mut self, before: &Facts, after: &Facts, touched: &[EntityRef]) {
        self.refresh(after, &Self::concerned(before, after, touched));
    }

    /// Asks these vessels again.
    pub fn refresh(&mut self, facts: &Facts, vessels: &BTreeSet<VesselId>) {
        let ids: Vec<VesselId> = vessels.iter().copied().collect();
        let hulls: Vec<(VesselId, Option<Hull>)> =
            ids.par_iter().map(|id| (*id, facts.vessels.get(*id).map(|_| hull(facts, *id)))).collect();
        let mut keys = BTreeSet::new();
        for (id, new) in hulls {
            if let Some(old) = self.hulls.remove(&id) {
                old.anomalies.iter().for_each(|anomaly| self.counts[anomaly.rule.index()] -= 1);
                for key in old.keys {
                    if let Some(bearers) = self.bearers.get_mut(&key) {
                        bearers.remove(&id);
                        if bearers.is_empty() {
                            self.bearers.remove(&key);
                        }
                    }
                    keys.insert(key);
                }
            }
            if let Some(new) = new {
                for key in &new.keys {
                    self.bearers.entry(key.clone()).or_default().insert(id);
                    keys.insert(key.clone());
                }
                new.anomalies.iter().for_each(|anomaly| self.counts[anomaly.rule.index()] += 1);
                self.hulls.insert(id, new);
            }
        }
        self.compare(facts, keys);
    }

    /// Compares the vessels that share one of these.
    fn compare(&mut self, facts: &Facts, keys: BTreeSet<Key>) {
        let about = |id: VesselId| self.hulls.get(&id).and_then(|hull| hull.about);
        for key in keys {
            let clashes =
                self.bearers.get(&key).map(|ids| identity::clashes(facts, &key, ids, about)).unwrap_or_default();
            let (rule, number) = (key.0.index(), clashes.len());
            let old = if clashes.is_empty() {
                self.shared.remove(&key)
            } else {
                self.shared.insert(key, clashes.into_iter().map(Arc::new).collect())
            };
            self.counts[rule] = self.counts[rule] + number - old.map_or(0, |old| old.len());
        }
    }

    /// How many anomalies a rule found.
    #[must_use]
    pub fn count(&self, rule: Rule) -> usize {
        self.counts[rule.index()]
    }

    /// How many there are in all.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All anomalies: those of each vessel by its id, then those that several vessels share.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Anomaly>> {
        self.hulls.values().flat_map(|hull| &hull.anomalies).chain(self.shared.values().flatten())
    }

    /// The anomalies by rule, in the order of [`RULES`]; those of which `shown` holds.
    #[must_use]
    pub fn by_rule(&self, shown: impl Fn(&Anomaly) -> bool) -> [Vec<Arc<Anomaly>>; RULES.len()] {
        let mut all: [Vec<Arc<Anomaly>>; RULES.len()] = std::array::from_fn(|_| Vec::new());
        for anomaly in self.iter().filter(|anomaly| shown(anomaly)) {
            all[anomaly.rule.index()].push(anomaly.clone());
        }
        all
    }
}

/// Looks at one vessel.
fn hull(facts: &Facts, id: VesselId) -> Hull {
    let mut found = Vec::new();
    let mut hull = Hull::default();
    let presences = presence::of_vessel(facts, id);
    together::find(facts, &presences, &mut found);
    speed::find(facts, &presences, &mut found);
    if let Some(vessel) = facts.vessels.get(id) {
        identity::find(vessel, &mut found);
        hull.keys = identity::keys(vessel);
    }
    cargo::find(facts, id, &mut found);
    evidence::find(facts, id, &mut found);
    let extents = facts.links().visits_of(id).filter_map(|id| facts.visits.get(id)?.bounds.extent());
    let join = |all: Option<(i64, i64)>, (Utc(from), Utc(to)): (Utc, Utc)| {
        Some(all.map_or((from, to), |(first, last)| (first.min(from), last.max(to))))
    };
    hull.about = extents.fold(None, join);
    hull.anomalies = found.into_iter().map(Arc::new).collect();
    hull
}

/// The vessels of which something may have to be said anew when `item` changes.
fn vessels_of(facts: &Facts, item: EntityRef, before: &Facts, after: &Facts, into: &mut BTreeSet<VesselId>) {
    let of_visit = |id: VisitId| facts.visits.get(id).map(|visit| visit.vessel);
    match item.kind {
        EntityKind::Vessel => drop(into.insert(Id::new(item.id))),
        EntityKind::Visit => into.extend(of_visit(Id::new(item.id))),
        EntityKind::Sighting => {
            into.extend(facts.sightings.get(Id::new(item.id)).and_then(|sighting| sighting.vessel));
        }
        EntityKind::Shipment => {
            let ends = facts.shipments.get(Id::new(item.id)).map(|shipment| [shipment.loading, shipment.discharge]);
            into.extend(ends.into_iter().flatten().flatten().filter_map(of_visit));
        }
        EntityKind::Claim => {
            let about = facts.claims.get(Id::new(item.id)).map(|claim| claim.about.as_slice()).unwrap_or_default();
            into.extend(about.iter().filter_map(|about| about.as_id()).filter_map(of_visit));
        }
        EntityKind::Place => {
            let id: PlaceId = Id::new(item.id);
            let lies = |facts: &Facts| facts.places.get(id).map(|place| (place.parent, place.position, place.kind));
            // A name is looked up when it is said.
            if lies(before) == lies(after) {
                return;
            }
            for place in facts.places_within(id) {
                into.extend(facts.links().visits_at(place).filter_map(of_visit));
                let seen = facts.links().sightings_at(place).filter_map(|id| facts.sightings.get(id)?.vessel);
                into.extend(seen);
            }
        }
        EntityKind::Source
        | EntityKind::Exhibit
        | EntityKind::Regime
        | EntityKind::Declaration
        | EntityKind::Event
        | EntityKind::Tag
        | EntityKind::Finding
        | EntityKind::SavedView => {}
    }
}
