//! The fact-check sheet: one row a sentence of each finding, beside what the exhibits it cites say word for word.
//!
//! Two columns are empty for whoever checks it.

use std::collections::{BTreeMap, BTreeSet};

use super::sheet::{Cell, Column, Sheet, UNKNOWN};
use crate::analysis::origins::lineage::Lineage;
use crate::model::evidence::{Claim, Stance};
use crate::model::facts::Facts;
use crate::model::finding::FindingStatus;
use crate::model::grading::{HEDGES, Hedge};
use crate::model::ids::ExhibitId;
use crate::model::naming;
use crate::report::choices::Choices;
use crate::report::sentences::{Sentence, sentences};

const COLUMNS: &[(&str, f64)] = &[
    ("Finding", 9.0),
    ("No.", 8.0),
    ("Sentence", 60.0),
    ("Exhibits cited", 16.0),
    ("Claims that rest on them: speaker, hedge, exact quote", 70.0),
    ("Hedges", 16.0),
    ("Reports", 9.0),
    ("Origins", 10.0),
    ("Lineage unknown", 10.0),
    ("Status", 14.0),
    ("Remark", 30.0),
];

/// The sheet, and the exhibits that it names.
#[must_use]
pub fn sheet(facts: &Facts, choices: &Choices) -> (Sheet, BTreeSet<ExhibitId>) {
    let lineage = Lineage::build(facts);
    let exhibits: BTreeMap<u32, ExhibitId> = facts.exhibits.iter().map(|row| (row.number, row.id)).collect();
    let mut sheet = Sheet {
        name: "Fact-check",
        columns: COLUMNS.iter().map(|(name, width)| Column { name, width: *width }).collect(),
        rows: Vec::new(),
    };
    let mut named = BTreeSet::new();
    for finding in choices.findings(facts, FindingStatus::Draft) {
        let code = naming::code(facts, finding.id.into());
        let headline = Sentence { text: finding.headline.clone(), cites: Vec::new() };
        let all = std::iter::once(("headline".to_owned(), headline)).chain(
            sentences(&finding.body).into_iter().zip(1..).map(|(one, number): (_, u32)| (number.to_string(), one)),
        );
        for (number, sentence) in all {
            if sentence.text.is_empty() && sentence.cites.is_empty() {
                continue;
            }
            sheet.rows.push(row(facts, &lineage, &exhibits, [code.clone(), number], &sentence));
            named.extend(sentence.cites.iter().filter_map(|number| exhibits.get(number)));
        }
    }
    (sheet, named)
}

fn row(
    facts: &Facts,
    lineage: &Lineage,
    exhibits: &BTreeMap<u32, ExhibitId>,
    [finding, number]: [String; 2],
    sentence: &Sentence,
) -> Vec<Cell> {
    let cited: Vec<String> = sentence
        .cites
        .iter()
        .map(|number| {
            let missing = if exhibits.contains_key(number) { "" } else { " (not in the case)" };
            format!("E-{number}{missing}")
        })
        .collect();
    let known: BTreeSet<ExhibitId> = sentence.cites.iter().filter_map(|number| exhibits.get(number)).copied().collect();
    let claims: Vec<&Claim> = known
        .iter()
        .flat_map(|exhibit| facts.links().claims_of(*exhibit))
        .filter_map(|claim| facts.claims.get(claim))
        .collect();
    let said: Vec<String> = claims.iter().map(|claim| quoted(facts, claim)).collect();
    let hedges: BTreeSet<Hedge> = claims.iter().map(|claim| claim.hedge).collect();
    let hedges: Vec<&str> = HEDGES.into_iter().filter(|hedge| hedges.contains(hedge)).map(Hedge::word).collect();
    let reach: Vec<_> = known.iter().map(|exhibit| lineage.of_exhibit(*exhibit).origins).collect();
    let unknown = reach.iter().filter(|origins| origins.is_empty()).count();
    let origins = reach.iter().flatten().collect::<BTreeSet<_>>().len();
    let counts = if known.is_empty() {
        [Cell::Empty, Cell::Empty, Cell::Empty]
    } else {
        let origins = if origins == 0 { Cell::text(UNKNOWN) } else { Cell::count(origins) };
        [Cell::count(known.len()), origins, Cell::count(unknown)]
    };
    let mut cells = vec![
        Cell::text(finding),
        Cell::text(number),
        Cell::text(&sentence.text),
        Cell::text(cited.join(", ")),
        Cell::text(said.join("\n")),
        Cell::text(hedges.join(", ")),
    ];
    cells.extend(counts);
    cells.extend([Cell::Empty, Cell::Empty]);
    cells
}

/// `C-4 (E-1), Joseph Byrne, appears: “appeared to be loading”`
fn quoted(facts: &Facts, claim: &Claim) -> String {
    let speaker = if claim.speaker.trim().is_empty() { String::new() } else { format!(" {},", claim.speaker.trim()) };
    let against = if claim.stance == Stance::Contradicts { ", speaks against" } else { "" };
    format!(
        "{} ({}),{speaker} {}{against}: “{}”",
        naming::code(facts, claim.id.into()),
        naming::code(facts, claim.exhibit.into()),
        claim.hedge.word(),
        claim.quote
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn each_sentence_stands_beside_what_its_exhibits_say_word_for_word() {
        let (sheet, named) = sheet(&fixture::case(), &Choices::default());
        let texts = |at: usize| sheet.rows.iter().map(|row| row[at].clone()).collect::<Vec<_>>();
        let sentences = [
            "Oil was loaded",
            "One tanker appeared to load at berth No. 5.",
            "It may have sailed.",
            "-Nothing else is known",
        ];
        assert_eq!(texts(2), sentences.map(Cell::text));
        assert_eq!(texts(1), ["headline", "1", "2", "3"].map(Cell::text));
        assert_eq!(sheet.rows[1][4], Cell::text("C-1 (E-3), Joseph Byrne, appears: “appeared to be loading\nat =1+1”"));
        assert_eq!(sheet.rows[1][5], Cell::text("appears"));
        assert_eq!((&sheet.rows[1][6], &sheet.rows[1][7]), (&Cell::Number(1.0), &Cell::Number(1.0)));
        assert_eq!(sheet.rows[3][6..9], [Cell::Empty, Cell::Empty, Cell::Empty], "nothing cited");
        assert!(sheet.rows.iter().all(|row| row[9] == Cell::Empty && row.len() == sheet.columns.len()));
        assert_eq!(named, BTreeSet::from([ExhibitId::new(1), ExhibitId::new(2)]));
    }

    #[test]
    fn an_origin_that_is_not_known_is_no_zero_and_a_missing_exhibit_is_named() {
        let mut facts = fixture::case();
        let mut finding = crate::model::finding::Finding::draft(crate::model::ids::FindingId::new(1), 2);
        finding.body = "One [@E-20][@E-99].".to_owned();
        facts.put(crate::model::entity::Entity::Finding(Box::new(finding)));
        let (sheet, _) = sheet(&facts, &Choices::default());
        assert_eq!(sheet.rows.len(), 1, "no headline");
        assert_eq!(sheet.rows[0][3], Cell::text("E-20, E-99 (not in the case)"));
        assert_eq!(sheet.rows[0][6..9], [Cell::Number(1.0), Cell::text("unknown"), Cell::Number(1.0)]);
    }
}
