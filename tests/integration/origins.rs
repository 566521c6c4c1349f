//! Origins in the sample case: counted from its claims, and another count when a claim changes.

use wakeline::analysis::origins::lineage::Lineage;
use wakeline::analysis::origins::{Origins, VisitOrigins};
use wakeline::model::document::Document;
use wakeline::model::entity::Entity;
use wakeline::model::evidence::ReportedBy;
use wakeline::model::facts::Facts;
use wakeline::model::finding::Finding;
use wakeline::model::ids::{ClaimId, EntityRef, ExhibitId, FindingId, SourceId, VisitId};
use wakeline::model::naming::by_code;

const SAMPLE: &str = include_str!("../../assets/sample/vostochny-2024.wake.json");

fn facts() -> Facts {
    serde_json::from_str::<Document>(SAMPLE).expect("the sample is a case").into_facts()
}

fn short(facts: &Facts, code: &str) -> String {
    let item = by_code(facts, code).expect("in the sample");
    Origins::of(facts, &Lineage::build(facts), item).short()
}

#[test]
fn nine_reports_of_march_have_one_origin_and_the_trade_has_five() {
    let facts = facts();
    for code in ["V-1", "V-2", "V-3", "V-4", "V-5", "V-6", "V-7", "S-1", "S-2", "S-3", "S-4", "S-5", "P-2", "VS-1"] {
        assert_eq!(short(&facts, code), "9 reports · 1 origin", "{code}");
    }
    let all = Origins::of_case(&facts, &Lineage::build(&facts));
    assert_eq!(all.short(), "14 reports · 5 origins");
    assert_eq!((all.unknown.len(), all.circles.len()), (0, 0));
    let cautions = all.cautions(&facts);
    let shared = "Royal United Services Institute (RUSI) and Open Source Centre are not independent: they share the \
                  analyst Joseph Byrne (E-1, E-2 and E-13).";
    assert_eq!(cautions, [shared], "origins A and E, by analyst and by nothing else");
    assert_eq!(short(&facts, "V-8"), "1 report · 1 origin");
    assert_eq!(short(&facts, "E-9"), "1 report · 2 origins", "The Maritime Executive carries two stories");
    assert_eq!(short(&facts, "P-1"), "13 reports · 4 origins", "all but the US official's figure");
}

#[test]
fn a_finding_has_the_origins_of_what_it_cites() {
    let mut facts = facts();
    let mut finding = Finding::draft(FindingId::new(1), 1);
    finding.body = "Loaded [@E-1], [@E-3], [@E-5]; a million barrels [@E-13].".into();
    facts.put(Entity::Finding(Box::new(finding)));
    let origins = Origins::of(&facts, &Lineage::build(&facts), FindingId::new(1).into());
    assert_eq!(origins.short(), "4 reports · 2 origins");
    assert!(origins.cautions(&facts)[0].contains("Joseph Byrne"), "{:?}", origins.cautions(&facts));
}

#[test]
fn one_changed_chain_changes_the_counts() {
    let mut facts = facts();
    let mut origins = VisitOrigins::build(&facts);
    let v1 = |facts: &Facts, origins: &VisitOrigins| origins.of(facts.visits.get(VisitId::new(1)).expect("V-1"));
    assert_eq!(v1(&facts, &origins), 1);
    // “as the images show” (E-5) now comes from another source than the Financial Times.
    let mut claim = facts.claims.get(ClaimId::new(27)).expect("of money.pl").clone();
    assert_eq!(claim.reported_by, [ReportedBy::Exhibit(ExhibitId::new(1))]);
    claim.reported_by = vec![ReportedBy::Source(SourceId::new(13))];
    facts.put(Entity::Claim(Box::new(claim.clone())));
    let changed = origins.update(&facts, &[claim.id.into()]);
    assert!((1..=5).all(|visit| changed.contains(&VisitId::new(visit))), "{changed:?}");
    assert_eq!(v1(&facts, &origins), 2);
    assert_eq!(short(&facts, "V-1"), "9 reports · 2 origins");
    // Without any lineage it stays a report and is no origin.
    claim.reported_by.clear();
    facts.put(Entity::Claim(Box::new(claim.clone())));
    origins.update(&facts, &[claim.id.into()]);
    assert_eq!(v1(&facts, &origins), 1);
    let found = Origins::of(&facts, origins.lineage(), EntityRef::from(VisitId::new(1)));
    assert_eq!((found.short().as_str(), found.unknown.len()), ("9 reports · 1 origin", 1));
}
