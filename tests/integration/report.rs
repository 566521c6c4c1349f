//! What is written for people: findings with their footnotes, tables with their codes, nothing that acts by itself.

use proptest::prelude::*;
use wakeline::analysis::query::{parse, run};
use wakeline::base::hash::Sha256;
use wakeline::import::wake_json::read;
use wakeline::model::columns;
use wakeline::model::document::Document;
use wakeline::model::entity::Entity;
use wakeline::model::facts::Facts;
use wakeline::model::finding::Finding;
use wakeline::model::ids::{EntityKind, FindingId};
use wakeline::report::choices::Choices;
use wakeline::report::findings_md;
use wakeline::report::{case_json, csv, tables_csv};

use super::arbitrary;

const CASE: &str = r##"{
    "format": "wakeline-case", "version": 1,
    "case": { "title": "Vostochny | *2024*", "handling": "AMBER+STRICT", "authors": ["A. Author"] },
    "vessels": [{ "id": 1, "name": "Tanker 1" }, { "id": 2, "name": "=HYPERLINK(\"http://x\")" }],
    "places": [{ "id": 1, "name": "Vostochny" }, { "id": 2, "name": "Chongjin", "position": { "lat": -41.79, "lon": 129.8 } }],
    "sources": [{ "id": 1, "name": "Financial Times", "reliability": "B" }],
    "exhibits": [
        { "id": 1, "number": 1, "title": "Never cited" },
        { "id": 2, "number": 2, "title": "Tankers _at_ the berth", "source": 1, "published": "2024-03-26", "credibility": 2, "url": "https://example.org/a" },
        { "id": 3, "number": 3, "title": "List", "url": "javascript:alert(1)" }
    ],
    "tags": [{ "id": 1, "name": "dark", "colour": "#0072B2" }, { "id": 2, "name": "-late", "colour": "#0072B2" }],
    "visits": [
        { "id": 1, "vessel": 1, "place": 1, "not_before": { "edtf": "2024-03-05" }, "first_seen": { "edtf": "2024-03-07" },
          "last_seen": { "edtf": "2024-03-11" }, "activity": "loading", "hedge": "appears", "exhibits": [2], "tags": [1, 2] },
        { "id": 2, "vessel": 1, "place": 2, "not_before": { "edtf": "2024-03-12" }, "not_after": { "edtf": "2024-03-22" }, "activity": "discharging", "draught_in": 7.5 },
        { "id": 3, "vessel": 2, "place": 1, "first_seen": { "edtf": "2024-03" }, "note": "+1" }
    ],
    "shipments": [
        { "id": 1, "number": 1, "product": "refined petroleum", "loading": 1, "discharge": 2, "status": "accepted",
          "quantity": { "estimate": { "low": 165000 }, "unit": "barrels", "basis": "assessed", "exhibit": 3 },
          "reasons": [{ "text": "the next call", "supports": true, "exhibit": 2 }, { "text": "days between", "supports": false }] },
        { "id": 2, "number": 2, "direction": "-2+3", "loading": 3 }
    ],
    "findings": [
        { "id": 1, "number": 1, "headline": "Second", "section": "B", "order": 2 },
        { "id": 2, "number": 2, "headline": "First # of all", "section": "A", "order": 1, "likelihood": "likely", "confidence": "low",
          "body": "It *appeared* to load [@E-2], once more [@E-2] and [@E-9].", "status": "reviewed" },
        { "id": 3, "number": 3, "headline": "", "section": "B", "order": 1, "note": "not printed" }
    ]
}"##;

fn case() -> Facts {
    read(CASE.as_bytes(), "case").expect("in order").document.into_facts()
}

fn markdown(facts: &Facts, choices: &Choices) -> (String, Vec<String>) {
    let mut out = Vec::new();
    let issues = findings_md::write(facts, choices, &mut out).expect("in memory");
    (String::from_utf8(out).expect("UTF-8"), issues.as_slice().iter().map(ToString::to_string).collect())
}

fn table(facts: &Facts, kind: EntityKind, query: &str) -> String {
    let mut out = Vec::new();
    let matches = run(&parse(query).expect("a query"), facts);
    tables_csv::write(facts, kind, Some(&matches), &mut out).expect("in memory");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn findings_and_shipments_stand_in_order_with_their_footnotes() {
    let head = Sha256::of(b"head");
    let (text, issues) = markdown(&case(), &Choices { journal_head: Some(head), ..Choices::default() });
    let expected = format!(
        r#"**TLP:AMBER+STRICT**

# Vostochny \| \*2024\*

By A. Author

## Findings

### A

#### F-2. First \# of all

It *appeared* to load[^E-2], once more[^E-2] and \[\@E-9\].

Likelihood: likely (55–80 %)

Confidence: low

Status: reviewed

### B

#### F-3. (no headline)

Status: draft

#### F-1. Second

Status: draft

## Shipments

2 shipments; 1 half-open; 1 of unknown quantity.

| No. | Route | Loaded | Discharged | Cargo | Quantity | Status | Exhibits |
|---|---|---|---|---|---|---|---|
| S-1 | Tanker 1, Vostochny to Chongjin | seen 7 to 11 March 2024, not before 5 March (appears) | some time from 12 to 22 March 2024 | refined petroleum | more than 165,000 bbl (assessed by others) | accepted | [^E-2][^E-3] |
| S-2 | \=HYPERLINK("http\://x"), Vostochny, no discharge seen | first seen March 2024 | not seen | unknown | unknown | proposed |  |

[^E-2]: Financial Times, “Tankers \_at\_ the berth”, 26 March 2024, <https://example.org/a>, grade B2
[^E-3]: Source not recorded, “List”, undated, javascript:alert(1), grade F6

Journal head: `{head}`

**TLP:AMBER+STRICT**
"#
    );
    assert_eq!(text, expected);
    assert_eq!(issues, ["F-2: It cites E-9, which is not in the case"]);
}

#[test]
fn a_finding_brings_no_markup_of_its_own_but_what_reports_know() {
    let mut facts = Facts::default();
    let mut finding = Finding::draft(FindingId::new(1), 1);
    finding.body = "# Above\n\n<script>alert(1)</script>\n\n![x](http://example.org/x.png) [y](javascript:z)\n\n- a\n  - b\n\n[z]: http://example.org\n\n```\nopen".to_owned();
    facts.put(Entity::Finding(Box::new(finding)));
    let (text, issues) = markdown(&facts, &Choices::default());
    assert!(text.contains("\n##### Above\n"), "a heading stands below that of its finding: {text}");
    for bad in ["<script", "![", "](javascript", "\n# Above"] {
        assert!(!text.replace("\\<", "").contains(bad), "{bad}: {text}");
    }
    assert!(text.contains("\\<script\\>alert(1)\\</script\\>") && text.contains("y (javascript:z)"), "{text}");
    assert!(text.contains("- a\n\n  - b\n"), "{text}");
    assert!(text.contains("```\nopen\n```\n"), "a fence that is open ends with its finding: {text}");
    assert_eq!(issues, [] as [&str; 0]);
}

#[test]
fn what_the_query_leaves_out_is_left_out() {
    let facts = case();
    let matches = run(&parse("\"first # of\" OR status:proposed").expect("a query"), &facts);
    let (text, _) =
        markdown(&facts, &Choices { matches: Some(&matches), query: "status:proposed", ..Choices::default() });
    assert!(text.contains("Only what the query “status:proposed” selects: "), "it says that there is more: {text}");
    assert!(text.contains("F-2") && text.contains("S-2") && !text.contains("F-1.") && !text.contains("S-1"), "{text}");
    assert!(text.contains("[^E-2]: Financial Times"), "a cited exhibit has its footnote: {text}");
    assert!(table(&facts, EntityKind::Visit, "vessel:\"Tanker 1\"").lines().count() == 3);
}

#[test]
fn a_query_that_speaks_of_visits_leaves_the_findings_in() {
    let facts = case();
    let query = "is:half-open";
    let matches = run(&parse(query).expect("a query"), &facts);
    let (text, _) = markdown(&facts, &Choices { matches: Some(&matches), query, ..Choices::default() });
    assert!(text.contains("selects: all findings, 1 of 2 shipments"), "{text}");
    assert!(text.contains("F-1.") && text.contains("F-2.") && !text.contains("| S-1 |"), "{text}");
}

#[test]
fn an_empty_case_says_so() {
    let (text, issues) = markdown(&Facts::default(), &Choices::default());
    assert_eq!(
        text,
        "**TLP:AMBER**\n\n# Untitled case\n\n## Findings\n\nNone.\n\n## Shipments\n\nNone.\n\n**TLP:AMBER**\n"
    );
    assert_eq!(issues, [] as [&str; 0]);
}

#[test]
fn tables_have_codes_dates_as_edtf_and_no_formula() {
    let facts = case();
    let visits = table(&facts, EntityKind::Visit, "");
    let lines: Vec<&str> = visits.split("\r\n").collect();
    assert_eq!(
        lines[1],
        r#""V-1","VS-1","Tanker 1","P-1","Vostochny","2024-03-05","2024-03-07","2024-03-11",,"loading","appears",,,"S-1","E-2","dark;' -late","#
    );
    assert!(lines[2].contains(r#""discharging","asserted",7.5,"#), "a draught is a number: {}", lines[2]);
    assert!(lines[3].contains(r#""'=HYPERLINK(""http://x"")""#) && lines[3].ends_with(r#","'+1""#), "{}", lines[3]);
    let shipments = table(&facts, EntityKind::Shipment, "");
    assert!(shipments.contains(r#""more than 165,000 bbl",165000,,,"bbl","assessed by others""#), "{shipments}");
    assert!(shipments.contains(r#""[2024-03-12..2024-03-22]""#) && shipments.contains("\"2024-03-07/2024-03-11\""));
    assert!(shipments.contains(r#""S-2","'-2+3",,"unknown",,,,,,,"V-3""#), "unknown is no zero: {shipments}");
    assert!(shipments.contains(r#""the next call [E-2]","days between","E-2; E-3""#), "{shipments}");
    assert!(table(&facts, EntityKind::Place, "").contains(",-41.79,129.8,"));
    assert!(!table(&facts, EntityKind::Finding, "").contains("not printed"));
    let refused = tables_csv::write(&facts, EntityKind::SavedView, None, std::io::sink()).expect_err("no such table");
    assert_eq!(refused.to_string(), "There is no table of saved views");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_table_reads_back_and_no_cell_is_a_formula(document in arbitrary::document(3)) {
        let facts = document.into_facts();
        for kind in columns::KINDS {
            let mut out = Vec::new();
            tables_csv::write(&facts, kind, None, &mut out).expect("in memory");
            let mut reader = ::csv::Reader::from_reader(out.as_slice());
            let columns = reader.headers().expect("a header").len();
            let mut rows = 0;
            for row in reader.records() {
                let row = row.map_err(|error| TestCaseError::fail(error.to_string()))?;
                prop_assert_eq!(row.len(), columns);
                rows += 1;
                for cell in &row {
                    let written = csv::neutralise(&csv::unneutralise(cell));
                    prop_assert!(written == cell || cell.parse::<f64>().is_ok(), "{:?}", cell);
                }
            }
            prop_assert_eq!(rows, facts.count(kind));
        }
    }

    #[test]
    fn the_same_case_gives_the_same_bytes(document in arbitrary::document(3)) {
        let facts = document.clone().into_facts();
        // The same rows, put in one by one from the last to the first.
        let mut other = Document { ..document }.into_facts();
        let shipments: Vec<_> = facts.shipments.iter().cloned().collect();
        for row in shipments.into_iter().rev() {
            other.remove(row.id.into());
            other.put(Entity::Shipment(Box::new(row)));
        }
        prop_assert_eq!(markdown(&facts, &Choices::default()), markdown(&other, &Choices::default()));
        for kind in columns::KINDS {
            prop_assert_eq!(table(&facts, kind, ""), table(&other, kind, ""));
        }
        let json = |facts: &Facts| {
            let mut out = Vec::new();
            case_json::write(&Document::of(facts), &mut out).map(|()| out).expect("in memory")
        };
        prop_assert_eq!(json(&facts), json(&other));
    }

    #[test]
    fn every_footnote_mark_has_its_footnote(document in arbitrary::document(3)) {
        let facts = document.into_facts();
        let (text, _) = markdown(&facts, &Choices::default());
        for exhibit in facts.exhibits.iter() {
            let mark = format!("[^E-{}]", exhibit.number);
            let definitions = text.lines().filter(|line| line.starts_with(&format!("{mark}: "))).count();
            let marks = text.matches(&mark).count() - definitions;
            prop_assert_eq!(definitions, usize::from(marks > 0), "{}", text);
        }
    }
}
