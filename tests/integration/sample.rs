//! The sample case holds what its sources say, quoted and attributed, and nothing else.

use std::collections::BTreeSet;

use wakeline::base::interval::{BOUND_NAMES, BoundName};
use wakeline::model::document::{Document, FORMAT, VERSION};
use wakeline::model::evidence::{Claim, ReportedBy};
use wakeline::model::facts::Facts;
use wakeline::model::grading::{Credibility, Hedge, Reliability};
use wakeline::model::ids::{ClaimId, ENTITY_KINDS, EntityKind, EntityRef, ExhibitId, SourceId, VisitId};
use wakeline::model::validate;
use wakeline::model::visit::Activity;

const SAMPLE: &str = include_str!("../../assets/sample/vostochny-2024.wake.json");

/// RUSI, the origin of the story of March.
const ORIGIN_A: SourceId = SourceId::new(1);

fn document() -> Document {
    serde_json::from_str(SAMPLE).expect("the sample is a case")
}

fn facts() -> Facts {
    document().into_facts()
}

fn claims(facts: &Facts, ids: impl Iterator<Item = ClaimId>) -> Vec<&Claim> {
    ids.map(|id| facts.claims.get(id).expect("a link leads to a claim")).collect()
}

/// The exhibits that hold these claims: the reports.
fn reports(claims: &[&Claim]) -> BTreeSet<ExhibitId> {
    claims.iter().map(|claim| claim.exhibit).collect()
}

/// The sources at which the chains of reported-by end.
fn origins(facts: &Facts, claims: &[&Claim]) -> BTreeSet<SourceId> {
    let mut ends = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<ReportedBy> = claims.iter().flat_map(|claim| claim.reported_by.iter().copied()).collect();
    while let Some(by) = open.pop() {
        match by {
            ReportedBy::Source(source) => drop(ends.insert(source)),
            ReportedBy::Exhibit(exhibit) if seen.insert(exhibit) => {
                let behind = facts.claims.iter().filter(|claim| claim.exhibit == exhibit);
                open.extend(behind.flat_map(|claim| claim.reported_by.iter().copied()));
            }
            ReportedBy::Exhibit(_) => {}
        }
    }
    ends
}

#[test]
fn the_counts_are_those_of_the_sources() {
    let facts = facts();
    let half_open = facts.shipments.iter().filter(|shipment| shipment.is_half_open()).count();
    let counts = [facts.visits.len(), facts.shipments.len(), half_open, facts.vessels.len(), facts.exhibits.len()];
    assert_eq!(counts, [14, 11, 8, 11, 14]);
    let labels = facts.vessels.iter().filter(|vessel| vessel.unnamed).map(|vessel| vessel.name.as_str());
    assert_eq!(labels.collect::<Vec<_>>(), ["Tanker 1", "Tanker 2", "Tanker 3", "Tanker 4", "Tanker 5"]);
    assert_eq!((facts.regimes.len(), facts.declarations.len(), facts.events.len()), (2, 5, 8));
    assert_eq!(facts.findings.len(), 0, "the first finding is the user's");
}

#[test]
fn nothing_in_it_is_a_problem_and_it_reads_back_the_same() {
    let document = document();
    assert_eq!((document.format.as_str(), document.version), (FORMAT, VERSION));
    let facts = document.clone().into_facts();
    for kind in ENTITY_KINDS {
        for id in 1..=u32::try_from(facts.count(kind)).expect("few") {
            let entity = facts.get(EntityRef { kind, id }).expect("ids run from 1 without a gap");
            assert_eq!(validate::problems(&facts, &entity), [""; 0], "{}", entity.reference());
        }
    }
    assert_eq!(Document::of(&facts), document, "in order of their ids, none twice");
}

#[test]
fn every_claim_is_quoted_and_attributed() {
    let facts = facts();
    for claim in facts.claims.iter() {
        let code = EntityRef::from(claim.id);
        assert!(!claim.quote.trim().is_empty(), "{code} has no words");
        assert!(claim.quote.chars().count() <= 120, "{code} is more than a short quote");
        assert!(!claim.about.is_empty(), "{code} is about nothing");
        let lineage_known = !claim.reported_by.is_empty();
        assert!(lineage_known || claim.note.contains("rigin"), "{code} neither has a lineage nor says why");
        assert!(!origins(&facts, &[claim]).is_empty(), "the chain of {code} ends nowhere");
    }
    for exhibit in facts.exhibits.iter() {
        let claims = claims(&facts, facts.links().claims_of(exhibit.id));
        assert!(!claims.is_empty(), "E-{} is quoted nowhere", exhibit.number);
    }
}

#[test]
fn the_loadings_of_march_are_nine_reports_of_one_origin() {
    let facts = facts();
    for visit in 1..=7 {
        let claims = claims(&facts, facts.links().claims_about(VisitId::new(visit).into()));
        assert_eq!(reports(&claims).len(), 9, "V-{visit}");
        assert_eq!(origins(&facts, &claims), BTreeSet::from([ORIGIN_A]), "V-{visit}");
    }
    let all: Vec<&Claim> = facts.claims.iter().collect();
    assert_eq!((reports(&all).len(), origins(&facts, &all).len()), (14, 5), "the trade as a whole");
    let of_a = all.iter().filter(|claim| origins(&facts, &[claim]).contains(&ORIGIN_A)).copied().collect::<Vec<_>>();
    assert_eq!(reports(&of_a).len(), 10, "nine outlets and its own report on containers");
}

#[test]
fn one_exhibit_has_two_chains() {
    let facts = facts();
    let both = facts.exhibits.iter().filter(|exhibit| {
        let claims = claims(&facts, facts.links().claims_of(exhibit.id));
        origins(&facts, &claims).len() > 1
    });
    assert_eq!(both.map(|exhibit| exhibit.number).collect::<Vec<_>>(), [9]);
}

#[test]
fn origins_that_share_an_analyst_say_so() {
    let facts = facts();
    let analyst = |number| facts.exhibits.iter().find(|e| e.number == number).map(|e| e.analyst.as_str());
    assert_eq!(analyst(1), analyst(13));
    assert_eq!(analyst(1), Some("Joseph Byrne"));
}

#[test]
fn hedges_drift_from_appeared_to_load_to_loaded() {
    let facts = facts();
    let loading = claims(&facts, facts.links().claims_about(VisitId::new(1).into()));
    let hedge =
        |exhibit| loading.iter().find(|claim| claim.exhibit == ExhibitId::new(exhibit)).map(|claim| claim.hedge);
    let drift: Vec<_> = (1..=9).filter_map(hedge).collect();
    let (appears, asserted) = (Hedge::Appears, Hedge::Asserted);
    let expected = [appears, appears, appears, asserted, asserted, asserted, appears, asserted, asserted];
    assert_eq!(drift, expected);
    for claim in facts.claims.iter() {
        let words = [("appear", Hedge::Appears), ("presumably", Hedge::Appears), ("allegedly", Hedge::Alleged)];
        let words = words.into_iter().chain([("purportedly", Hedge::Alleged), ("likely", Hedge::Likely)]);
        for (_, hedge) in words.filter(|(word, _)| claim.quote.contains(word)) {
            assert_eq!(claim.hedge, hedge, "“{}”", claim.quote);
        }
    }
}

#[test]
fn what_is_not_known_stays_unknown() {
    let facts = facts();
    assert!(facts.shipments.iter().all(|s| s.quantity.is_none()), "no source gives a quantity of one shipment");
    assert!(facts.vessels.iter().all(|v| v.capacity.is_none()), "no source gives a capacity");
    assert!(facts.vessels.iter().filter(|v| v.unnamed).all(|v| v.imo.is_none()));
    assert!(facts.places.iter().all(|p| p.position.is_none() && p.outline.is_empty()), "no position is given");
    assert!(facts.exhibits.iter().all(|e| e.files.is_empty() && e.collected.time.is_none()), "no file is held");
    assert!(facts.sources.iter().all(|s| s.reliability == Reliability::F), "grading is the user's");
    assert!(facts.exhibits.iter().all(|e| e.credibility == Credibility::CannotBeJudged), "grading is the user's");
    for visit in facts.visits.iter().take(7) {
        let seen = [BoundName::FirstSeen, BoundName::LastSeen].map(|name| visit.bounds.get(name));
        assert_eq!(seen, [None, None], "V-{}: no day is given", visit.id.0);
    }
    let unknown = facts.visits.iter().filter(|visit| visit.activity == Activity::Unknown).map(|visit| visit.id.0);
    assert_eq!(unknown.collect::<Vec<_>>(), [12, 13, 14]);
}

#[test]
fn every_bound_names_its_exhibit() {
    let facts = facts();
    for visit in facts.visits.iter() {
        assert!(!visit.bounds.is_undated(), "V-{}", visit.id.0);
        for name in BOUND_NAMES.into_iter().filter(|name| visit.bounds.get(*name).is_some()) {
            let exhibit = visit.bound_exhibit(name);
            assert!(exhibit.is_some_and(|id| visit.exhibits.contains(&id)), "{name} of V-{}", visit.id.0);
        }
    }
}

#[test]
fn every_shipment_has_reasons_on_both_sides_that_lead_to_exhibits() {
    let facts = facts();
    for shipment in facts.shipments.iter() {
        for supports in [true, false] {
            assert!(shipment.reasons.iter().any(|r| r.supports == supports), "S-{}, {supports}", shipment.number);
        }
        assert!(shipment.reasons.iter().all(|reason| reason.exhibit.is_some()), "S-{}", shipment.number);
    }
    assert_eq!(facts.count(EntityKind::Shipment), 11);
}

#[test]
fn number_keys_set_the_starter_tags_and_the_tree_has_none() {
    let facts = facts();
    let keyed = facts.tags.iter().filter_map(|tag| tag.key.map(|key| (key, tag.name.as_str())));
    assert_eq!(keyed.collect::<Vec<_>>(), [(1, "Suspected transfer"), (2, "AIS off"), (3, "Needs second source")]);
    let parent = facts.tags.iter().find(|tag| tag.name == "Deceptive shipping practice").expect("the tree").id;
    let children = facts.tags.iter().filter(|tag| tag.parent == Some(parent));
    assert_eq!(children.filter(|tag| tag.key.is_none()).count(), 7);
    assert!(facts.tags.iter().all(|tag| !tag.definition.is_empty()), "two people must tag alike");
}
