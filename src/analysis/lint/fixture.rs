//! A small case of claims and visits, for the tests of this module.

use super::{Item, Lint, RULES};
use crate::analysis::origins::lineage::Lineage;
use crate::model::document::Document;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::finding::Finding;
use crate::model::ids::Id;

/// E-1 says “appeared to load” and “appeared to unload” and has it from RUSI; E-2 repeats E-1 as “loaded”; E-3 is a state's
/// own list and says “loaded” of Tanker 2; E-4 says “allegedly” and “most likely unloaded”, and is Korean besides; E-5 is
/// tagged TLP:RED. S-1 is of unknown quantity, S-2 of a known one.
const CASE: &str = r##"{
    "format": "wakeline-case", "version": 1,
    "case": { "title": "T", "handling": "AMBER" },
    "vessels": [{ "id": 1, "name": "Tanker 1" }, { "id": 2, "name": "Tanker 2" }, { "id": 3, "name": "Hope" }],
    "places": [{ "id": 1, "name": "Vostochny" }, { "id": 2, "name": "Chongjin" }],
    "tags": [{ "id": 1, "name": "TLP:RED", "colour": "#0072B2" }],
    "sources": [{ "id": 1, "name": "RUSI", "kind": "think_tank" }, { "id": 2, "name": "A state", "kind": "state" }],
    "exhibits": [
        { "id": 1, "number": 1, "title": "First" }, { "id": 2, "number": 2, "title": "Repeats it" },
        { "id": 3, "number": 3, "title": "Another", "source": 2, "kind": "register_extract" },
        { "id": 4, "number": 4, "title": "Fourth" }, { "id": 5, "number": 5, "title": "Fifth", "tags": [1] }
    ],
    "visits": [
        { "id": 1, "vessel": 1, "place": 1, "activity": "loading", "hedge": "appears", "exhibits": [1] },
        { "id": 2, "vessel": 1, "place": 2, "activity": "discharging", "hedge": "appears", "exhibits": [1] },
        { "id": 3, "vessel": 2, "place": 1, "activity": "loading", "hedge": "asserted", "exhibits": [3] },
        { "id": 4, "vessel": 3, "place": 1, "activity": "loading", "hedge": "likely" }
    ],
    "shipments": [
        { "id": 1, "number": 1, "loading": 1, "discharge": 2 },
        { "id": 2, "number": 2, "loading": 3, "quantity": { "estimate": { "base": 10 }, "unit": "barrels", "basis": "observed" } }
    ],
    "claims": [
        { "id": 1, "exhibit": 1, "quote": "appeared to load", "hedge": "appears", "about": [{ "kind": "visit", "id": 1 }], "reported_by": [{ "source": 1 }] },
        { "id": 2, "exhibit": 1, "quote": "appeared to unload", "hedge": "appears", "about": [{ "kind": "visit", "id": 2 }], "reported_by": [{ "source": 1 }] },
        { "id": 3, "exhibit": 2, "quote": "loaded", "about": [{ "kind": "visit", "id": 1 }], "reported_by": [{ "exhibit": 1 }] },
        { "id": 4, "exhibit": 3, "quote": "loaded", "about": [{ "kind": "visit", "id": 3 }], "reported_by": [{ "source": 2 }] },
        { "id": 5, "exhibit": 4, "quote": "allegedly", "hedge": "alleged", "about": [{ "kind": "visit", "id": 1 }] },
        { "id": 6, "exhibit": 4, "quote": "most likely unloaded", "hedge": "likely", "about": [{ "kind": "visit", "id": 2 }] },
        { "id": 7, "exhibit": 1, "quote": "sailed directly to a loading pier", "about": [{ "kind": "visit", "id": 1 }], "reported_by": [{ "source": 1 }] }
    ]
}"##;

/// The case.
pub(super) fn facts() -> Facts {
    serde_json::from_str::<Document>(CASE).expect("a case").into_facts()
}

/// A finding with this text, and with what `change` makes of it.
pub(super) fn finding(body: &str, change: impl FnOnce(&mut Finding)) -> Finding {
    let mut finding = Finding::draft(Id::new(1), 1);
    body.clone_into(&mut finding.body);
    change(&mut finding);
    finding
}

/// What is to be checked in one finding of the case.
pub(super) fn items(finding: Finding) -> Vec<Item> {
    let mut facts = facts();
    let id = finding.id;
    facts.put(Entity::Finding(Box::new(finding)));
    let lineage = Lineage::build(&facts);
    let finding = facts.findings.get(id).expect("just put").clone();
    Lint::new(&facts, &lineage).finding(&finding, &|_| None)
}

/// Asserts which items of one rule a text has, as `words`, or as `words -> fix`.
#[track_caller]
pub(super) fn check(rule: &str, body: &str, expect: &[&str]) {
    check_in(rule, &finding(body, |_| {}), expect);
}

/// The same of a whole finding.
#[track_caller]
pub(super) fn check_in(rule: &str, finding: &Finding, expect: &[&str]) {
    assert!(RULES.iter().any(|known| known.key() == rule), "{rule} is a rule");
    let found = items(finding.clone()).into_iter().filter(|item| item.rule.key() == rule).map(|item| match item.fix {
        Some(fix) => format!("{} -> {fix}", item.words),
        None => item.words,
    });
    assert_eq!(found.collect::<Vec<_>>(), expect, "{} | {}", finding.headline, finding.body);
}
