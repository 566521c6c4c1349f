//! The exhibits on which the other sheets rest: what each is, how it is graded, and the hashes of its files.

use std::collections::BTreeSet;

use super::sheet::{Cell, Column, Sheet};
use crate::model::evidence::Exhibit;
use crate::model::facts::Facts;
use crate::model::grading::Reliability;
use crate::model::ids::ExhibitId;
use crate::model::naming;
use crate::report::choices::Choices;

const COLUMNS: &[(&str, f64)] = &[
    ("Exhibit", 9.0),
    ("Title", 50.0),
    ("Kind", 14.0),
    ("Source", 26.0),
    ("Grade", 8.0),
    ("Published", 14.0),
    ("Captured", 18.0),
    ("URL", 46.0),
    ("Archived at", 30.0),
    ("Credit line", 24.0),
    ("SHA-256 of files", 68.0),
];

/// The sheet: what the choices show, and what the other sheets name.
#[must_use]
pub fn sheet(facts: &Facts, choices: &Choices, named: &BTreeSet<ExhibitId>) -> Sheet {
    let shown = |row: &&Exhibit| choices.shows(row.id) || named.contains(&row.id);
    let mut exhibits: Vec<&Exhibit> = facts.exhibits.iter().filter(shown).collect();
    exhibits.sort_by_key(|row| (row.number, row.id));
    Sheet {
        name: "Exhibits",
        columns: COLUMNS.iter().map(|(name, width)| Column { name, width: *width }).collect(),
        rows: exhibits.into_iter().map(|row| cells(facts, row)).collect(),
    }
}

fn cells(facts: &Facts, row: &Exhibit) -> Vec<Cell> {
    let source = row.source.and_then(|id| facts.sources.get(id));
    let reliability = source.map_or(Reliability::F, |source| source.reliability);
    let hashes: Vec<String> = row.files.iter().map(|file| file.sha256.to_string()).collect();
    vec![
        Cell::text(naming::code(facts, row.id.into())),
        Cell::text(&row.title),
        Cell::text(row.kind.word()),
        Cell::maybe(source.map(|source| source.name.as_str())),
        Cell::text(format!("{}{}", reliability.letter(), row.credibility.digit())),
        Cell::dated(row.published.as_ref().map(|dated| dated.time)),
        Cell::dated(row.captured.as_ref().map(|dated| dated.time)),
        Cell::text(&row.url),
        Cell::text(&row.archived_url),
        Cell::text(&row.credit),
        Cell::text(hashes.join("\n")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn an_exhibit_is_graded_dated_and_hashed() {
        let sheet = sheet(&fixture::case(), &Choices::default(), &BTreeSet::new());
        let codes: Vec<_> = sheet.rows.iter().map(|row| row[0].clone()).collect();
        assert_eq!(codes, ["E-3", "E-12", "E-20"].map(Cell::text));
        assert_eq!((&sheet.rows[0][4], &sheet.rows[0][5]), (&Cell::text("B2"), &Cell::Day(1_711_411_200)));
        assert_eq!(sheet.rows[1][6], Cell::text("about March 2024"));
        assert_eq!(sheet.rows[2][4], Cell::text("F6"), "nothing is known of it");
        assert!(matches!(&sheet.rows[0][10], Cell::Text(hash) if hash.len() == 64));
        assert!(!format!("{sheet:?}").contains("canary"), "who collected it stays in the case");
        assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()));
    }
}
