//! Cargo against the caps: for each regime and window three rows, one a ledger. No cell adds two of them.

use std::collections::BTreeSet;

use super::sheet::{Cell, Column, Sheet};
use crate::analysis::ledger::book::{Book, Reading, SCENARIOS, Scenario, Window};
use crate::analysis::ledger::entry::{Day, Rules, day_start};
use crate::analysis::ledger::stated::{others, years};
use crate::analysis::ledger::{Ledger, words};
use crate::base::quantity::Amount;
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, ExhibitId, ShipmentId};
use crate::model::naming;
use crate::model::regime::DeclarationKind;
use crate::report::choices::Choices;

const COLUMNS: &[(&str, f64)] = &[
    ("Regime", 9.0),
    ("Instrument", 26.0),
    ("Window", 10.0),
    ("From", 12.0),
    ("To", 12.0),
    ("Unit", 8.0),
    ("Cap", 12.0),
    ("Ledger (never added to another)", 20.0),
    ("Low", 12.0),
    ("Base", 12.0),
    ("High", 12.0),
    ("Least amounts", 14.0),
    ("Entries", 9.0),
    ("Without quantity", 10.0),
    ("Cap passed: low", 14.0),
    ("Cap passed: base", 14.0),
    ("Cap passed: high", 14.0),
    ("Base, at the earliest", 14.0),
    ("Base, at the latest", 14.0),
    ("Counting event", 11.0),
    ("Conversion table", 16.0),
    ("By these rules", 44.0),
    ("Rests on", 24.0),
    ("Of other windows, may lie in this one", 20.0),
];

/// The sheet, and the exhibits that it names.
#[must_use]
pub fn sheet(facts: &Facts, choices: &Choices) -> (Sheet, BTreeSet<ExhibitId>) {
    let among = (!choices.query.is_empty()).then(|| choices.matches.map(|matches| matches.shipments.clone())).flatten();
    let ledger = Ledger::build(facts, among);
    let mut sheet = Sheet {
        name: "Ledger",
        columns: COLUMNS.iter().map(|(name, width)| Column { name, width: *width }).collect(),
        rows: Vec::new(),
    };
    let mut named = BTreeSet::new();
    for regime in facts.regimes.iter() {
        let (Some(rules), Some(book)) = (ledger.rules(regime.id), ledger.book(regime.id)) else { continue };
        let windows: BTreeSet<i64> = book.windows().map(|(year, _)| year).chain(years(facts, rules)).collect();
        for year in windows {
            for kind in [DeclarationKind::Declared, DeclarationKind::Assessed] {
                sheet.rows.push(stated(facts, rules, kind, year, &mut named));
            }
            sheet.rows.push(own(facts, rules, book, year, &mut named));
        }
        if book.undated().len() > 0 {
            sheet.rows.push(undated(facts, rules, book));
        }
    }
    (sheet, named)
}

/// What stands before every ledger of a window.
fn head(facts: &Facts, rules: &Rules, year: i64) -> Vec<Cell> {
    let (from, to) = words::window_days(rules.start, year);
    vec![
        Cell::text(naming::code(facts, rules.regime.into())),
        Cell::maybe(facts.regimes.get(rules.regime).map(|regime| regime.instrument.as_str())),
        Cell::text(words::window(rules.start, year)),
        day(from),
        day(to),
        Cell::text(rules.unit.symbol()),
        Cell::Number(rules.cap.get()),
    ]
}

/// By what rules it was counted.
fn tail(facts: &Facts, rules: &Rules, rests_on: &str, on_edge: &str) -> [Cell; 5] {
    [
        Cell::text(words::event(rules.event)),
        Cell::text(&rules.table.name),
        Cell::text(words::rules(rules, &facts.case.counting)),
        Cell::text(rests_on),
        Cell::text(on_edge),
    ]
}

/// What others declared or assessed.
fn stated(
    facts: &Facts,
    rules: &Rules,
    kind: DeclarationKind,
    year: i64,
    named: &mut BTreeSet<ExhibitId>,
) -> Vec<Cell> {
    let others = others(facts, rules, kind, year);
    let mut rests_on = Vec::new();
    for id in &others.rests_on {
        let exhibit = facts.declarations.get(*id).and_then(|row| row.exhibit);
        let code = naming::code(facts, (*id).into());
        rests_on
            .push(exhibit.map_or(code.clone(), |exhibit| format!("{code} [{}]", naming::code(facts, exhibit.into()))));
        named.extend(exhibit);
    }
    let mut cells = head(facts, rules, year);
    cells.push(Cell::text(match kind {
        DeclarationKind::Declared => "declared",
        DeclarationKind::Assessed => "assessed by others",
    }));
    cells.extend(SCENARIOS.map(|scenario| figure(others.amount(scenario), others.entries.len())));
    cells.extend([Cell::Empty, Cell::count(others.entries.len()), Cell::count(others.without_quantity())]);
    // Of an amount for a whole period only the day is known by which it was passed.
    let passed = others.passed_by.map(|day| format!("by {}", words::day(day)));
    cells.extend([Cell::maybe(passed), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]);
    cells.extend(tail(facts, rules, &rests_on.join(", "), ""));
    cells
}

/// The case's own count.
fn own(facts: &Facts, rules: &Rules, book: &Book, year: i64, named: &mut BTreeSet<ExhibitId>) -> Vec<Cell> {
    let empty = Window::default();
    let window = book.window(year).unwrap_or(&empty);
    let entries = window.members().filter_map(|(_, id)| book.entry(id)).filter(|entry| entry.counted().is_some());
    let exhibits: BTreeSet<ExhibitId> = entries.flat_map(|entry| words::rests_on(facts, rules, entry).1).collect();
    let without = window.tally.without_quantity as usize;
    let counted = window.tally.entries as usize;
    let least: Vec<&str> = SCENARIOS.into_iter().filter(|one| window.is_at_least(*one)).map(Scenario::word).collect();
    let passed = |scenario, reading| match (window.passes(rules.cap, scenario, reading), window.amount(scenario)) {
        (Some(at), _) => day(at),
        (None, Some(_)) => Cell::text(words::not_passed(without > 0)),
        (None, None) if counted == 0 => Cell::Empty,
        (None, None) => Cell::amount(None),
    };
    let mut cells = head(facts, rules, year);
    cells.push(Cell::text("own count"));
    cells.extend(SCENARIOS.map(|scenario| figure(window.amount(scenario), counted)));
    cells.extend([Cell::text(least.join(", ")), Cell::count(counted), Cell::count(without)]);
    cells.extend(SCENARIOS.map(|scenario| passed(scenario, Reading::Base)));
    cells.extend([passed(Scenario::Base, Reading::Earliest), passed(Scenario::Base, Reading::Latest)]);
    let codes: Vec<String> = exhibits.iter().map(|id| naming::code(facts, EntityRef::from(*id))).collect();
    cells.extend(tail(facts, rules, &codes.join(", "), &shipments(facts, window.edges())));
    named.extend(exhibits);
    cells
}

/// The shipments that lie in no window, since nobody knows when they were: named, so that they are not lost.
fn undated(facts: &Facts, rules: &Rules, book: &Book) -> Vec<Cell> {
    let mut cells = head(facts, rules, 0);
    cells.truncate(2);
    cells.extend([Cell::text("undated"), Cell::Empty, Cell::Empty, Cell::text(rules.unit.symbol())]);
    cells.extend([Cell::Number(rules.cap.get()), Cell::text("own count, in no window")]);
    cells.extend([Cell::amount(None), Cell::amount(None), Cell::amount(None), Cell::Empty]);
    cells.push(Cell::count(book.undated().len()));
    cells.extend([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]);
    cells.extend(tail(facts, rules, &shipments(facts, book.undated()), ""));
    cells
}

fn shipments(facts: &Facts, ids: impl Iterator<Item = ShipmentId>) -> String {
    ids.map(|id| naming::code(facts, id.into())).collect::<Vec<_>>().join(", ")
}

/// A figure of a ledger; where there is no entry at all, nothing rather than an amount that is not known.
fn figure(amount: Option<Amount>, entries: usize) -> Cell {
    if amount.is_none() && entries == 0 { Cell::Empty } else { Cell::amount(amount) }
}

fn day(day: Day) -> Cell {
    Cell::Day(day_start(day).0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn column(sheet: &Sheet, name: &str) -> Vec<Cell> {
        let at = sheet.columns.iter().position(|column| column.name == name).expect("a column");
        sheet.rows.iter().map(|row| row[at].clone()).collect()
    }

    #[test]
    fn three_ledgers_stand_side_by_side_and_nothing_adds_them() {
        let facts = fixture::case();
        let (sheet, named) = sheet(&facts, &Choices::default());
        let ledgers = ["declared", "assessed by others", "own count"].map(Cell::text);
        assert_eq!(column(&sheet, "Ledger (never added to another)"), ledgers);
        assert_eq!(column(&sheet, "Base"), [Cell::Number(165_000.0), Cell::Empty, Cell::Number(6_600.0)]);
        assert_eq!(column(&sheet, "Low"), [Cell::Number(165_000.0), Cell::Empty, Cell::Number(6_600.0)]);
        assert_eq!(column(&sheet, "Least amounts")[2], Cell::text("base, high"));
        assert_eq!(column(&sheet, "Without quantity")[2], Cell::Number(1.0), "S-8");
        assert_eq!(column(&sheet, "Cap passed: low")[2], Cell::text("not passed by what is known"));
        assert_eq!(column(&sheet, "From")[0], Cell::Day(1_704_067_200));
        assert_eq!(column(&sheet, "Conversion table")[2], Cell::text("BP 2021"));
        assert_eq!(column(&sheet, "Rests on")[0], Cell::text("D-1 [E-12]"));
        assert_eq!(named, BTreeSet::from([ExhibitId::new(1), ExhibitId::new(2)]));
        assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()));
        assert!(super::sheet(&Facts::default(), &Choices::default()).0.rows.is_empty());
    }

    #[test]
    fn what_is_undated_is_named_and_not_lost() {
        let mut facts = fixture::case();
        let mut shipment = facts.shipments.get(ShipmentId::new(3)).cloned().expect("one at an undated visit");
        shipment.product = "refined petroleum".to_owned();
        facts.put(crate::model::entity::Entity::Shipment(Box::new(shipment)));
        let (sheet, _) = sheet(&facts, &Choices::default());
        assert_eq!(column(&sheet, "Window")[3], Cell::text("undated"));
        assert_eq!(column(&sheet, "Rests on")[3], Cell::text("S-9"));
        assert_eq!(column(&sheet, "Entries")[3], Cell::Number(1.0));
        assert_eq!(sheet.rows[3].len(), sheet.columns.len());
    }
}
