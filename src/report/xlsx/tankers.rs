//! The tanker table: one row a shipment, as the table of a Panel report.

use super::sheet::{Cell, Column, Sheet, UNKNOWN};
use crate::base::interval::BOUND_NAMES;
use crate::base::plain_date::edtf_words;
use crate::base::quantity::{Amount, Estimate};
use crate::model::columns::shipment_exhibits;
use crate::model::facts::Facts;
use crate::model::grading::{Confidence, Likelihood};
use crate::model::ids::VisitId;
use crate::model::naming;
use crate::model::shipment::Shipment;
use crate::model::vessel::Vessel;
use crate::model::visit::Visit;
use crate::report::choices::Choices;

const COLUMNS: &[(&str, f64)] = &[
    ("Shipment", 10.0),
    ("Vessel", 20.0),
    ("IMO", 10.0),
    ("Flag", 8.0),
    ("Loading place", 22.0),
    ("Loading: not before", 13.0),
    ("Loading: first seen", 13.0),
    ("Loading: last seen", 13.0),
    ("Loading: not after", 13.0),
    ("Loading: wording", 11.0),
    ("Discharge place", 22.0),
    ("Discharge: not before", 13.0),
    ("Discharge: first seen", 13.0),
    ("Discharge: last seen", 13.0),
    ("Discharge: not after", 13.0),
    ("Discharge: wording", 11.0),
    ("Product", 20.0),
    ("Quantity: low", 12.0),
    ("Quantity: base", 12.0),
    ("Quantity: high", 12.0),
    ("Unit", 8.0),
    ("Basis", 16.0),
    ("Status", 10.0),
    ("Likelihood", 14.0),
    ("Confidence", 11.0),
    ("Exhibits", 18.0),
];

/// The shipments that the choices show, by number.
#[must_use]
pub fn shipments<'a>(facts: &'a Facts, choices: &Choices) -> Vec<&'a Shipment> {
    let mut rows: Vec<&Shipment> = facts.shipments.iter().filter(|row| choices.shows(row.id)).collect();
    rows.sort_by_key(|row| (row.number, row.id));
    rows
}

/// The sheet.
#[must_use]
pub fn sheet(facts: &Facts, shipments: &[&Shipment]) -> Sheet {
    Sheet {
        name: "Tankers",
        columns: COLUMNS.iter().map(|(name, width)| Column { name, width: *width }).collect(),
        rows: shipments.iter().map(|row| cells(facts, row)).collect(),
    }
}

fn cells(facts: &Facts, row: &Shipment) -> Vec<Cell> {
    let visit = |id: Option<VisitId>| id.and_then(|id| facts.visits.get(id));
    let (loading, discharge) = (visit(row.loading), visit(row.discharge));
    let mut hulls: Vec<&Vessel> = Vec::new();
    for visit in [loading, discharge].into_iter().flatten() {
        hulls.extend(facts.vessels.get(visit.vessel).filter(|vessel| hulls.iter().all(|known| known.id != vessel.id)));
    }
    let each = |of: fn(&Vessel) -> String| {
        let texts: Vec<String> = hulls.iter().map(|vessel| of(vessel)).filter(|text| !text.is_empty()).collect();
        // Cargo that changed hulls: the one that loaded first.
        Cell::text(texts.join(" → "))
    };
    let mut cells = vec![
        Cell::text(naming::code(facts, row.id.into())),
        each(called),
        each(|vessel| vessel.imo.as_ref().map_or(String::new(), |imo| imo.value.as_str().to_owned())),
        each(flags),
    ];
    cells.extend(end(facts, loading));
    cells.extend(end(facts, discharge));
    cells.push(Cell::text(if row.product.trim().is_empty() { UNKNOWN } else { row.product.as_str() }));
    cells.extend(quantity(row.quantity.as_ref().map(|quantity| &quantity.estimate)));
    cells.extend([
        Cell::maybe(row.quantity.as_ref().map(|quantity| quantity.unit.symbol())),
        Cell::maybe(row.quantity.as_ref().map(|quantity| quantity.basis.word())),
        Cell::text(row.status.word()),
        Cell::maybe(row.likelihood.map(Likelihood::word)),
        Cell::maybe(row.confidence.map(Confidence::word)),
        Cell::text(
            shipment_exhibits(facts, row)
                .into_iter()
                .map(|id| naming::code(facts, id.into()))
                .collect::<Vec<_>>()
                .join(", "),
        ),
    ]);
    cells
}

/// Place, four bounds and wording of one end; “not seen” where there is none, which is what half-open means.
fn end(facts: &Facts, visit: Option<&Visit>) -> [Cell; 6] {
    let Some(visit) = visit else {
        return [Cell::text("not seen"), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];
    };
    let [not_before, first, last, not_after] = BOUND_NAMES.map(|name| Cell::date(visit.bounds.get(name)));
    let place = Cell::text(naming::name(facts, visit.place.into()));
    [place, not_before, first, last, not_after, Cell::text(visit.hedge.word())]
}

/// Low, base and high. An end that nobody gave stays empty beside a base; without a base each that is missing is named.
fn quantity(estimate: Option<&Estimate>) -> [Cell; 3] {
    let ends: [Option<Amount>; 3] =
        estimate.map_or([None; 3], |estimate| [estimate.low(), estimate.base(), estimate.high()]);
    let based = ends[1].is_some();
    ends.map(|end| if based && end.is_none() { Cell::Empty } else { Cell::amount(end) })
}

/// Its name, with a word to it if that is only what the case calls it.
fn called(vessel: &Vessel) -> String {
    if vessel.unnamed { format!("{} (label)", vessel.name) } else { vessel.name.clone() }
}

/// Flags as written, each with its time if that is known.
fn flags(vessel: &Vessel) -> String {
    let flags = vessel.flags.iter().map(|flag| match &flag.period {
        Some(period) => format!("{} ({})", flag.value, edtf_words(period.time)),
        None => flag.value.clone(),
    });
    let mut known: Vec<String> = Vec::new();
    for flag in flags {
        if !known.contains(&flag) {
            known.push(flag);
        }
    }
    known.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn row(number: u32) -> Vec<(&'static str, Cell)> {
        let facts = fixture::case();
        let sheet = sheet(&facts, &shipments(&facts, &Choices::default()));
        let found = sheet.rows.iter().find(|row| row[0] == Cell::text(format!("S-{number}"))).expect("a row");
        sheet.columns.iter().map(|column| column.name).zip(found.iter().cloned()).collect()
    }

    fn cell(row: &[(&'static str, Cell)], name: &str) -> Cell {
        row.iter().find(|(column, _)| *column == name).map(|(_, cell)| cell.clone()).expect("a column")
    }

    #[test]
    fn dates_are_dates_numbers_numbers_and_names_texts() {
        let row = row(7);
        assert_eq!(cell(&row, "Vessel"), Cell::Text("=HYPERLINK(\"http://x\")".to_owned()));
        assert_eq!(cell(&row, "IMO"), Cell::Text("9074729".to_owned()), "a name made of digits");
        assert_eq!(cell(&row, "Loading: not before"), Cell::Day(1_709_596_800));
        assert_eq!(cell(&row, "Loading: wording"), Cell::text("appears"));
        assert_eq!(cell(&row, "Discharge: first seen"), Cell::text("about March 2024"));
        assert_eq!(cell(&row, "Quantity: low"), Cell::Number(6_600.0));
        assert_eq!(cell(&row, "Quantity: base"), Cell::text("unknown"));
        assert_eq!(cell(&row, "Exhibits"), Cell::text("E-3, E-12"));
    }

    #[test]
    fn what_is_not_known_is_neither_zero_nor_invented() {
        let half_open = row(8);
        assert_eq!(cell(&half_open, "Vessel"), Cell::text("Tanker 2 (label)"), "no source names it");
        assert_eq!(cell(&half_open, "Discharge place"), Cell::text("not seen"));
        for name in ["Quantity: low", "Quantity: base", "Quantity: high"] {
            assert_eq!(cell(&half_open, name), Cell::text("unknown"), "{name}");
        }
        assert_eq!((cell(&half_open, "Unit"), cell(&half_open, "Likelihood")), (Cell::Empty, Cell::Empty));
        assert_eq!(cell(&half_open, "Loading: first seen"), Cell::Empty);
        let huge = row(9);
        assert_eq!(cell(&huge, "Quantity: base"), Cell::Number(1e300));
        assert_eq!(cell(&huge, "Quantity: high"), Cell::Empty, "nobody gave one");
    }

    #[test]
    fn every_row_has_a_cell_a_column() {
        let facts = fixture::case();
        let sheet = sheet(&facts, &shipments(&facts, &Choices::default()));
        assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()));
        assert!(super::sheet(&Facts::default(), &[]).rows.is_empty());
    }
}
