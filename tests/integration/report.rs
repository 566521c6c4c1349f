//! What is written for people: findings with their footnotes, tables with their codes, nothing that acts by itself.

use proptest::prelude::*;
use wakeline::analysis::query::{parse, run};
use wakeline::base::hash::Sha256;
use wakeline::base::time::Utc;
use wakeline::import::wake_json::read;
use wakeline::model::columns;
use wakeline::model::document::Document;
use wakeline::model::entity::Entity;
use wakeline::model::facts::Facts;
use wakeline::model::finding::{Finding, FindingStatus};
use wakeline::model::ids::{EntityKind, FindingId};
use wakeline::report::build::{Asked, TEMPLATES, Template, build};
use wakeline::report::choices::Choices;
use wakeline::report::fonts::Fonts;
use wakeline::report::{case_json, csv, outline_md, tables_csv};

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

/// A report by a template as Markdown, and what is said of it.
fn markdown(facts: &Facts, template: Template, choices: &Choices<'_>) -> (String, Vec<String>) {
    let fonts = Fonts::bundled();
    let asked = Asked {
        template,
        choices: *choices,
        least: FindingStatus::Draft,
        date: Utc(1_711_411_200),
        journal: &[],
        zone: (jiff::tz::TimeZone::UTC, "UTC"),
        measure: &|text, size, face| fonts.measure(text, size, face),
        file: &|_| None,
    };
    let (outline, issues) = build(facts, &asked);
    let mut out = Vec::new();
    outline_md::write(&outline, &mut out).expect("in memory");
    (String::from_utf8(out).expect("UTF-8"), issues.as_slice().iter().map(ToString::to_string).collect())
}

fn table(facts: &Facts, kind: EntityKind, query: &str) -> String {
    let mut out = Vec::new();
    let matches = run(&parse(query).expect("a query"), facts);
    tables_csv::write(facts, kind, Some(&matches), &mut out).expect("in memory");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn findings_stand_in_order_with_their_notes() {
    let head = Sha256::of(b"head");
    let choices = Choices { journal_head: Some(head), ..Choices::default() };
    let (text, issues) = markdown(&case(), Template::Brief, &choices);
    let places: Vec<Option<usize>> =
        ["# Vostochny \\| \\*2024\\*", "## A\n", "### First \\# of all", "## B\n", "### No headline", "### Second"]
            .into_iter()
            .map(|part| text.find(part))
            .collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} in {text}");
    assert!(text.contains("It *appeared* to load[^1], once more[^2] and \\[\\@E-9\\]."), "{text}");
    assert!(text.contains("Likelihood: likely (55–80 per cent)") && text.contains("Confidence: low"), "{text}");
    let first = "[^1]: E-2: Financial Times, “Tankers \\_at\\_ the berth”, 26 March 2024, <https://example.org/a>";
    assert!(text.contains(first), "{text}");
    assert!(!text.contains("](javascript:") && !text.contains("<javascript:"), "{text}");
    assert!(text.contains("more than 165,000 bbl (assessed by others)"), "{text}");
    assert!(text.contains(&head.to_string()) && text.ends_with("**TLP:AMBER+STRICT**\n"), "{text}");
    assert!(issues.iter().any(|issue| issue.contains("E-9 is cited and is not in the case")), "{issues:?}");
    assert!(!text.contains("not printed"));
}

#[test]
fn a_finding_brings_no_markup_of_its_own_but_what_reports_know() {
    let mut facts = Facts::default();
    let mut finding = Finding::draft(FindingId::new(1), 1);
    finding.body = "# Above\n\n<script>alert(1)</script>\n\n![x](http://example.org/x.png) [y](javascript:z)\n\n- a\n  - b\n\n[z]: http://example.org\n\n```\nopen".to_owned();
    facts.put(Entity::Finding(Box::new(finding)));
    let (text, issues) = markdown(&facts, Template::Brief, &Choices::default());
    assert!(text.contains("\n#### Above\n"), "a heading stands below that of its finding: {text}");
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
    let query = "\"first # of\" OR status:proposed";
    let matches = run(&parse(query).expect("a query"), &facts);
    let choices = Choices { matches: Some(&matches), query, ..Choices::default() };
    let (text, _) = markdown(&facts, Template::Brief, &choices);
    assert!(text.contains("This report covers only what the query"), "it says that there is more: {text}");
    assert!(text.contains("First \\# of all") && text.contains("S-2"), "{text}");
    assert!(!text.contains("### Second") && !text.contains("S-1"), "{text}");
    assert!(text.contains("[^1]: E-2: Financial Times"), "a cited exhibit has its note: {text}");
    assert!(table(&facts, EntityKind::Visit, "vessel:\"Tanker 1\"").lines().count() == 3);
}

#[test]
fn a_query_that_speaks_of_visits_leaves_the_findings_in() {
    let facts = case();
    let query = "is:half-open";
    let matches = run(&parse(query).expect("a query"), &facts);
    let choices = Choices { matches: Some(&matches), query, ..Choices::default() };
    let (text, _) = markdown(&facts, Template::Brief, &choices);
    assert!(text.contains("selects: all findings, ") && text.contains("1 of 2 shipments"), "{text}");
    assert!(text.contains("### Second") && text.contains("First \\# of all") && !text.contains("| S-1 |"), "{text}");
}

#[test]
fn an_empty_case_says_so_in_every_template() {
    for template in TEMPLATES {
        let (text, issues) = markdown(&Facts::default(), template, &Choices::default());
        assert!(text.contains("# Untitled case") && text.contains("No finding has been written yet."), "{text}");
        assert_eq!(issues, [] as [&str; 0], "{template:?}");
    }
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
        for template in TEMPLATES {
            let choices = Choices::default();
            prop_assert_eq!(markdown(&facts, template, &choices), markdown(&other, template, &choices));
        }
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
    fn every_note_is_marked_in_the_text_and_every_mark_has_its_note(document in arbitrary::document(3)) {
        let facts = document.into_facts();
        for template in TEMPLATES {
            let (text, _) = markdown(&facts, template, &Choices::default());
            let is_note = |line: &&str| {
                line.strip_prefix("[^").and_then(|rest| rest.split_once("]: ")).is_some_and(|(number, _)| number.parse::<u32>().is_ok())
            };
            let notes = text.lines().filter(is_note).count();
            for number in 1..=notes {
                let mark = format!("[^{number}]");
                let defined = text.lines().filter(|line| line.starts_with(&format!("{mark}: "))).count();
                prop_assert_eq!(defined, 1, "{}", text);
                prop_assert!(text.matches(&mark).count() > 1, "{} in {}", mark, text);
            }
            let next = format!("[^{}]", notes + 1);
            prop_assert!(!text.contains(&next), "{} in {}", next, text);
        }
    }
}
