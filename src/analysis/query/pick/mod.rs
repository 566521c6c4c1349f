//! What one term selects by itself: small sets of ids, so that a million visits are asked only cheap questions.

mod evidence;

use std::collections::{BTreeMap, BTreeSet};

use super::date::Span;
use super::scale::Stretch;
use super::terms::{Has, Is, Term};
use crate::analysis::origins::VisitOrigins;
use crate::base::id_set::IdSet;
use crate::base::interval::{BOUND_NAMES, BoundName};
use crate::base::quantity::{Amount, Estimate};
use crate::base::script::{Fit, Needle};
use crate::base::text::fold;
use crate::base::time::Utc;
use crate::model::evidence::{Claim, ReportedBy};
use crate::model::facts::Facts;
use crate::model::grading::Hedge;
use crate::model::ids::{EntityKind, EntityRef, Id, PlaceId, TagId};
use crate::model::naming;
use crate::model::sections::called;
use crate::model::shipment::{Shipment, ShipmentStatus};
use crate::model::vessel::{OtherName, Vessel};
use crate::model::visit::{Activity, Visit};

/// What is asked of a visit.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
enum Test {
    /// Whether it is in `visits`.
    #[default]
    Listed,
    /// Whether its vessel is in `of_vessels` or its place in `at_places`, or its note holds the text if there is one.
    Names(Option<Needle>),
    Tags,
    Activity(Activity),
    Hedge(Stretch<Hedge>),
    Exhibits,
    After(Span),
    Before(Span),
    During(Span),
    Undated,
    HasNote,
    HasTag,
    HasExhibit,
    /// Whether its vessel had one of the flags at that time.
    Flags,
    /// Whether it has so many origins.
    Origins(Stretch<u32>),
    /// Whether an image of its empty place bounds it.
    Negative,
    /// Whether it did this, or is in `visits`.
    Did(Activity),
}

/// The entities that match a term by themselves, and what is asked of a visit.
#[derive(Default)]
pub(super) struct Pick {
    test: Test,
    pub(super) vessels: IdSet,
    pub(super) places: IdSet,
    pub(super) shipments: IdSet,
    pub(super) exhibits: IdSet,
    pub(super) claims: IdSet,
    pub(super) findings: IdSet,
    pub(super) events: IdSet,
    visits: IdSet,
    of_vessels: IdSet,
    at_places: IdSet,
    tags: IdSet,
    sightings: IdSet,
    /// When each vessel is stated to have had a flag that is looked for.
    flags: BTreeMap<u32, Vec<Span>>,
    origins: VisitOrigins,
    /// The places that each exhibit shows empty, and what lies within them.
    empty: BTreeMap<u32, BTreeSet<u32>>,
}

impl Pick {
    /// Looks a term up in a case.
    pub(super) fn of(term: &Term, facts: &Facts) -> Self {
        let mut pick = Self::default();
        match term {
            Term::Word(text) => pick.word(text, facts),
            Term::Vessel(text) => {
                pick.vessels = named(text, facts.vessels.iter().map(|row| (row.id.0, vessel_names(row))));
                pick.of_vessels = pick.vessels.clone();
                pick.findings = findings_with(text, facts);
                pick.test = Test::Names(None);
            }
            Term::Place(text) => {
                let names = facts.places.iter().map(|row| (row.id.0, names(&row.name, &row.other_names)));
                let found = named(text, names);
                let above = |id: u32| facts.places.get(PlaceId::new(id)).and_then(|row| row.parent).map(|id| id.0);
                pick.places = within(&found, facts.places.iter().map(|row| row.id.0), above);
                pick.at_places = pick.places.clone();
                pick.findings = findings_with(text, facts);
                pick.test = Test::Names(None);
            }
            Term::Operator(text) => pick.operator(text, facts),
            Term::Flag(text) => pick.flag(text, facts),
            Term::Origins(numbers) => pick.origins(*numbers, facts),
            Term::Tag(text) => {
                let found = facts.tags.iter().filter(|row| fold(&row.name) == *text).map(|row| row.id.0).collect();
                let above = |id: u32| facts.tags.get(TagId::new(id)).and_then(|row| row.parent).map(|id| id.0);
                pick.tags = within(&found, facts.tags.iter().map(|row| row.id.0), above);
                pick.test = Test::Tags;
                let tags = pick.tags.clone();
                pick.each(facts, |bears| bears.tags.iter().any(|tag| tags.contains(tag.0)));
            }
            Term::Activity(activity) => pick.test = Test::Activity(*activity),
            Term::Hedge(hedges) => {
                pick.test = Test::Hedge(*hedges);
                pick.claims = claims(facts, |claim| hedges.holds(claim.hedge));
            }
            Term::Cargo(text) => {
                let mut known: BTreeMap<&str, bool> = BTreeMap::new();
                pick.of_shipments(facts, |row| *known.entry(&row.product).or_insert_with(|| text.is_in(&row.product)));
                pick.findings = findings_with(text, facts);
            }
            Term::Quantity(amounts, unit) => pick.of_shipments(facts, |row| {
                let asked = row.quantity.as_ref().filter(|quantity| unit.is_none_or(|unit| quantity.unit == unit));
                asked.is_some_and(|quantity| {
                    let (low, high) = ends(&quantity.estimate);
                    amounts.meets(low, high)
                })
            }),
            Term::ShipmentStatus(status) => {
                pick.shipments = ids(facts.shipments.iter().filter(|row| row.status == *status).map(|row| row.id));
            }
            Term::FindingStatus(status) => {
                pick.findings = ids(facts.findings.iter().filter(|row| row.status == *status).map(|row| row.id));
            }
            Term::Section(text) => {
                pick.findings =
                    ids(facts.findings.iter().filter(|row| text.is_in(called(&row.section))).map(|row| row.id));
            }
            Term::Likelihood(terms) => {
                pick.of_shipments(facts, |row| row.likelihood.is_some_and(|own| terms.holds(own)));
                let findings = facts.findings.iter().filter(|row| row.likelihood.is_some_and(|own| terms.holds(own)));
                pick.findings = ids(findings.map(|row| row.id));
            }
            Term::Confidence(levels) => {
                pick.of_shipments(facts, |row| row.confidence.is_some_and(|own| levels.holds(own)));
                let findings = facts.findings.iter().filter(|row| row.confidence.is_some_and(|own| levels.holds(own)));
                pick.findings = ids(findings.map(|row| row.id));
            }
            Term::Grade(grades) => pick.grade(grades, facts),
            Term::ExhibitKind(kind) => pick.exhibit_kind(*kind, facts),
            Term::PlaceKind(kind) => {
                pick.places = ids(facts.places.iter().filter(|row| row.kind == *kind).map(|row| row.id));
                pick.at_places = pick.places.clone();
                pick.test = Test::Names(None);
            }
            Term::Dwt(tonnes) => {
                pick.of_hulls(facts, |row| row.dwt.as_ref().is_some_and(|dwt| tonnes.holds(dwt.value.0)));
            }
            Term::Source(text) => {
                let sources = named(text, facts.sources.iter().map(|row| (row.id.0, vec![row.name.as_str()])));
                let from = |claim: &Claim| {
                    claim.reported_by.iter().any(|by| matches!(by, ReportedBy::Source(id) if sources.contains(id.0)))
                };
                let own = facts.exhibits.iter().filter(|row| row.source.is_some_and(|id| sources.contains(id.0)));
                let own = own.map(|row| row.id.0);
                pick.exhibits =
                    own.chain(facts.claims.iter().filter(|row| from(row)).map(|row| row.exhibit.0)).collect();
                pick.on_exhibits(facts);
            }
            Term::ExhibitNumber(number) => {
                pick.exhibits = ids(facts.exhibits.iter().filter(|row| row.number == *number).map(|row| row.id));
                pick.on_exhibits(facts);
            }
            Term::ExhibitTitle(text) => {
                pick.exhibits = named(text, facts.exhibits.iter().map(|row| (row.id.0, vec![row.title.as_str()])));
                pick.on_exhibits(facts);
            }
            Term::Speaker(text) => {
                pick.claims = claims(facts, |claim| text.is_in(&claim.speaker));
                let spoken = facts.claims.iter().filter(|row| pick.claims.contains(row.id.0));
                let about: Vec<EntityRef> = spoken.flat_map(|row| row.about.iter().copied()).collect();
                for reference in about.into_iter().filter(|about| facts.contains(*about)) {
                    pick.add(reference);
                }
            }
            Term::Id(code) => {
                if let Some(reference) = naming::by_code(facts, code) {
                    pick.add(reference);
                }
            }
            Term::After(date) => pick.dates(facts, Test::After(*date), |span| span.reaches_after(*date)),
            Term::Before(date) => pick.dates(facts, Test::Before(*date), |span| span.reaches_before(*date)),
            Term::During(date) => pick.dates(facts, Test::During(*date), |span| span.overlaps(*date)),
            Term::Is(Is::HalfOpen) => pick.of_shipments(facts, Shipment::is_half_open),
            Term::Is(Is::Undated) => {
                pick.test = Test::Undated;
                let undated = facts.exhibits.iter().filter(|row| row.published.is_none() && row.captured.is_none());
                pick.exhibits = ids(undated.map(|row| row.id));
            }
            Term::Is(Is::Unnamed) => pick.of_hulls(facts, |row| row.unnamed),
            Term::Is(Is::Designated) => pick.of_hulls(facts, |row| !row.designations.is_empty()),
            Term::Has(Has::Note) => {
                pick.test = Test::HasNote;
                pick.each(facts, |bears| !bears.note.trim().is_empty());
            }
            Term::Has(Has::Tag) => {
                pick.test = Test::HasTag;
                pick.each(facts, |bears| !bears.tags.is_empty());
            }
            Term::Has(Has::Exhibit) => pick.any_exhibit(facts),
            Term::Has(Has::Negative) => pick.negative(facts),
            Term::Has(Has::Loading) => {
                pick.of_shipments(facts, |row| row.loading.is_some());
                pick.test = Test::Did(Activity::Loading);
            }
            Term::Has(Has::Discharge) => {
                pick.of_shipments(facts, |row| row.discharge.is_some());
                pick.test = Test::Did(Activity::Discharging);
            }
            Term::Has(Has::Quantity) => pick.of_shipments(facts, |row| row.quantity.is_some()),
        }
        pick
    }

    /// Whether no visit matches, so that none needs to be asked.
    pub(super) fn takes_no_visit(&self) -> bool {
        self.test == Test::Listed && self.visits.is_empty()
    }

    /// Whether a visit matches by itself.
    pub(super) fn visit(&self, visit: &Visit) -> bool {
        let span = || visit.bounds.extent().map(|(start, end)| Span { start, end });
        match &self.test {
            Test::Listed => self.visits.contains(visit.id.0),
            Test::Names(note) => {
                self.of_vessels.contains(visit.vessel.0)
                    || self.at_places.contains(visit.place.0)
                    || note.as_ref().is_some_and(|text| text.is_in(visit.note()))
            }
            Test::Tags => visit.tags.iter().any(|tag| self.tags.contains(tag.0)),
            Test::Activity(activity) => visit.activity == *activity,
            Test::Hedge(hedges) => hedges.holds(visit.hedge),
            Test::Exhibits => {
                visit.exhibits.iter().any(|id| self.exhibits.contains(id.0))
                    || visit.sightings.iter().any(|id| self.sightings.contains(id.0))
                    || bound_exhibits(visit).any(|id| self.exhibits.contains(id))
            }
            Test::After(date) => visit.bounds.reaches_after(date.start),
            Test::Before(date) => visit.bounds.reaches_before(date.start),
            Test::During(date) => visit.bounds.reaches_before(date.end) && visit.bounds.reaches_after(date.start),
            Test::Flags => self.flags.get(&visit.vessel.0).is_some_and(|spans| {
                // When an undated visit was is not known, so that any of its flags may be the one.
                span().is_none_or(|span| spans.iter().any(|flag| flag.overlaps(span)))
            }),
            Test::Origins(numbers) => numbers.holds(self.origins.of(visit)),
            Test::Undated => visit.bounds.is_undated(),
            Test::HasNote => !visit.note().trim().is_empty(),
            Test::HasTag => !visit.tags.is_empty(),
            Test::HasExhibit => !visit.exhibits.is_empty() || bound_exhibits(visit).next().is_some(),
            Test::Negative => {
                visit.sightings.iter().any(|id| self.sightings.contains(id.0))
                    || [BoundName::NotBefore, BoundName::NotAfter].into_iter().any(|name| {
                        let empty = visit.bound_exhibit(name).and_then(|id| self.empty.get(&id.0));
                        empty.is_some_and(|places| places.contains(&visit.place.0))
                    })
            }
            Test::Did(activity) => visit.activity == *activity || self.visits.contains(visit.id.0),
        }
    }

    fn add(&mut self, reference: EntityRef) {
        match reference.kind {
            EntityKind::Vessel => drop(self.vessels.insert(reference.id)),
            EntityKind::Place => drop(self.places.insert(reference.id)),
            EntityKind::Visit => drop(self.visits.insert(reference.id)),
            EntityKind::Shipment => drop(self.shipments.insert(reference.id)),
            EntityKind::Exhibit => drop(self.exhibits.insert(reference.id)),
            EntityKind::Claim => drop(self.claims.insert(reference.id)),
            EntityKind::Finding => drop(self.findings.insert(reference.id)),
            EntityKind::Event => drop(self.events.insert(reference.id)),
            EntityKind::Source
            | EntityKind::Sighting
            | EntityKind::Regime
            | EntityKind::Declaration
            | EntityKind::Tag
            | EntityKind::SavedView => {}
        }
    }

    /// Shipments of which something holds, and the visits of those that are not rejected.
    fn of_shipments<'a>(&mut self, facts: &'a Facts, mut wanted: impl FnMut(&'a Shipment) -> bool) {
        for row in facts.shipments.iter() {
            if !wanted(row) {
                continue;
            }
            self.shipments.insert(row.id.0);
            if row.status != ShipmentStatus::Rejected {
                for id in row.loading.iter().chain(&row.discharge) {
                    self.visits.insert(id.0);
                }
            }
        }
    }

    /// Vessels of which something holds, and their visits.
    fn of_hulls(&mut self, facts: &Facts, wanted: impl Fn(&Vessel) -> bool) {
        self.vessels = ids(facts.vessels.iter().filter(|row| wanted(row)).map(|row| row.id));
        self.of_vessels = self.vessels.clone();
        self.test = Test::Names(None);
    }

    /// Places that somebody operates, and what lies within them unless somebody else operates that.
    fn operator(&mut self, text: &Needle, facts: &Facts) {
        let operated = facts.places.iter().filter(|row| !row.operator.is_empty());
        let found = named(text, operated.map(|row| (row.id.0, vec![row.operator.as_str()])));
        let operated_by = |id: PlaceId| facts.places_around(id).find(|row| !row.operator.is_empty());
        let by = |id: PlaceId| operated_by(id).is_some_and(|row| found.contains(row.id.0));
        self.places = ids(facts.places.iter().map(|row| row.id).filter(|id| by(*id)));
        self.at_places = self.places.clone();
        self.test = Test::Names(None);
    }

    fn flag(&mut self, text: &str, facts: &Facts) {
        // Each flag is folded once, however many vessels fly it.
        let flags: BTreeSet<&str> =
            facts.vessels.iter().flat_map(|vessel| &vessel.flags).map(|flag| flag.value.as_str()).collect();
        let folded: Vec<(&str, String)> = flags.into_iter().map(|flag| (flag, fold(flag))).collect();
        let whole = folded.iter().any(|(_, flag)| flag == text);
        // A code is a whole flag and never part of the name of another.
        let part = !whole && text.chars().count() > 2;
        let wanted: BTreeSet<&str> = folded
            .iter()
            .filter(|(_, flag)| if whole { flag == text } else { part && flag.contains(text) })
            .map(|(flag, _)| *flag)
            .collect();
        let is = |flag: &str| wanted.contains(flag);
        for vessel in facts.vessels.iter() {
            let stated = vessel.flags.iter().filter(|flag| is(&flag.value));
            let always = Span { start: Utc(i64::MIN), end: Utc(i64::MAX) };
            let spans: Vec<Span> =
                stated.map(|flag| flag.period.as_ref().map_or(always, |period| Span::of(period.time))).collect();
            if !spans.is_empty() {
                self.vessels.insert(vessel.id.0);
                self.flags.insert(vessel.id.0, spans);
            }
        }
        self.test = Test::Flags;
    }

    fn dates(&mut self, facts: &Facts, test: Test, wanted: impl Fn(Span) -> bool) {
        self.test = test;
        let holds =
            |date: &Option<crate::base::edtf::Dated>| date.as_ref().is_some_and(|date| wanted(Span::of(date.time)));
        let exhibits = facts.exhibits.iter().filter(|row| holds(&row.published) || holds(&row.captured));
        self.exhibits = ids(exhibits.map(|row| row.id));
        self.events = ids(facts.events.iter().filter(|row| wanted(Span::of(row.time.time))).map(|row| row.id));
    }

    /// Everything but visits by its note and tags.
    fn each(&mut self, facts: &Facts, wanted: impl Fn(Bears) -> bool) {
        let asked = |note: &str, tags: &[TagId]| wanted(Bears { note, tags });
        self.vessels = ids(facts.vessels.iter().filter(|row| asked(&row.note, &row.tags)).map(|row| row.id));
        self.places = ids(facts.places.iter().filter(|row| asked(&row.note, &row.tags)).map(|row| row.id));
        self.shipments = ids(facts.shipments.iter().filter(|row| asked(&row.note, &row.tags)).map(|row| row.id));
        self.exhibits = ids(facts.exhibits.iter().filter(|row| asked(&row.note, &row.tags)).map(|row| row.id));
        self.claims = ids(facts.claims.iter().filter(|row| asked(&row.note, &row.tags)).map(|row| row.id));
        self.findings = ids(facts.findings.iter().filter(|row| asked(&row.note, &row.tags)).map(|row| row.id));
        self.events = ids(facts.events.iter().filter(|row| asked(&row.note, &row.tags)).map(|row| row.id));
    }

    /// A free word: names, titles, quotes, notes.
    fn word(&mut self, text: &Needle, facts: &Facts) {
        let any = |texts: &[&str]| texts.iter().any(|own| text.is_in(own));
        self.of_vessels = ids(facts.vessels.iter().filter(|row| any(&vessel_names(row))).map(|row| row.id));
        let places = facts.places.iter().filter(|row| any(&names(&row.name, &row.other_names)));
        self.at_places = ids(places.map(|row| row.id));
        self.vessels = facts
            .vessels
            .iter()
            .filter(|row| self.of_vessels.contains(row.id.0) || any(&[&row.note]))
            .map(|row| row.id.0)
            .collect();
        let place = |row: &&crate::model::place::Place| {
            self.at_places.contains(row.id.0) || any(&[&row.country, &row.operator, &row.note])
        };
        self.places = ids(facts.places.iter().filter(place).map(|row| row.id));
        let mut known: BTreeMap<&str, bool> = BTreeMap::new();
        let shipments = facts.shipments.iter().filter(|row| {
            let mut often = |own| *known.entry(own).or_insert_with(|| text.is_in(own));
            often(row.product.as_str())
                || often(row.direction.as_str())
                || any(&[&row.note])
                || row.reasons.iter().any(|reason| text.is_in(&reason.text))
        });
        self.shipments = ids(shipments.map(|row| row.id));
        let source = |id| facts.sources.get(id).map_or("", |source| source.name.as_str());
        let exhibits = facts.exhibits.iter().filter(|row| {
            any(&[
                &row.title,
                row.source.map_or("", source),
                &row.sensor,
                &row.analyst,
                &row.credit,
                &row.url,
                &row.note,
            ])
        });
        self.exhibits = ids(exhibits.map(|row| row.id));
        self.claims = claims(facts, |row| any(&[&row.quote, &row.speaker, &row.note]));
        let findings = facts.findings.iter().filter(|row| any(&[&row.headline, &row.body, &row.section, &row.note]));
        self.findings = ids(findings.map(|row| row.id));
        self.events = ids(facts.events.iter().filter(|row| any(&[&row.title, &row.note])).map(|row| row.id));
        self.test = Test::Names(Some(text.clone()));
    }
}

/// What nearly every entity bears.
struct Bears<'a> {
    note: &'a str,
    tags: &'a [TagId],
}

fn ids<K>(rows: impl Iterator<Item = Id<K>>) -> IdSet {
    rows.map(|id| id.0).collect()
}

fn claims(facts: &Facts, wanted: impl Fn(&Claim) -> bool) -> IdSet {
    ids(facts.claims.iter().filter(|row| wanted(row)).map(|row| row.id))
}

fn findings_with(text: &Needle, facts: &Facts) -> IdSet {
    ids(facts.findings.iter().filter(|row| text.is_in(&row.headline) || text.is_in(&row.body)).map(|row| row.id))
}

/// Those that are called exactly so; if there are none, those with the text in one of their names.
fn named<'a>(text: &Needle, rows: impl Iterator<Item = (u32, Vec<&'a str>)>) -> IdSet {
    let (mut whole, mut part) = (IdSet::default(), IdSet::default());
    for (id, names) in rows {
        for name in names {
            match text.fit(name) {
                Fit::Whole => drop(whole.insert(id)),
                Fit::Start | Fit::Part => drop(part.insert(id)),
                Fit::None => {}
            }
        }
    }
    if whole.is_empty() { part } else { whole }
}

fn names<'a>(own: &'a str, others: &'a [OtherName]) -> Vec<&'a str> {
    std::iter::once(own).chain(others.iter().map(|other| other.name.as_str())).collect()
}

fn vessel_names(vessel: &Vessel) -> Vec<&str> {
    let mut all = names(&vessel.name, &vessel.other_names);
    all.extend(vessel.imo.iter().map(|imo| imo.value.as_str()));
    all.extend(vessel.mmsis.iter().map(|mmsi| mmsi.value.as_str()));
    all.extend(vessel.call_sign.iter().map(|sign| sign.value.as_str()));
    all
}

/// The found ones and whatever lies below them. Ends on trees that bite their tail.
fn within(found: &IdSet, all: impl Iterator<Item = u32>, above: impl Fn(u32) -> Option<u32>) -> IdSet {
    all.filter(|id| std::iter::successors(Some(*id), |id| above(*id)).take(64).any(|id| found.contains(id))).collect()
}

/// The least and the most that an estimate may mean; an end that is not given is open.
fn ends(estimate: &Estimate) -> (Option<Amount>, Option<Amount>) {
    match (estimate.low(), estimate.base(), estimate.high()) {
        (None, Some(base), None) => (Some(base), Some(base)),
        (low, _, high) => (low, high),
    }
}

fn bound_exhibits(visit: &Visit) -> impl Iterator<Item = u32> {
    BOUND_NAMES.into_iter().filter_map(|name| visit.bound_exhibit(name)).map(|id| id.0)
}

fn shipment_exhibits(shipment: &Shipment) -> impl Iterator<Item = u32> {
    let reasons = shipment.reasons.iter().filter_map(|reason| reason.exhibit);
    reasons.chain(shipment.quantity.iter().filter_map(|quantity| quantity.exhibit)).map(|id| id.0)
}
