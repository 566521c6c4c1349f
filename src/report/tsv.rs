//! Rows of a table as text with tabs between the cells, as they are pasted into a spreadsheet or a document.
//!
//! Nothing in a cell can begin another one, or become a formula. Dates are EDTF in UTC, so that they mean the same
//! wherever they are pasted.

use rayon::prelude::*;

use super::csv::neutralise;
use crate::model::columns::{Sheet, Value};
use crate::model::facts::Facts;

/// A line of headings, then a line for each row; `columns` by their places in the table, `ids` in their order.
#[must_use]
pub fn rows(facts: &Facts, sheet: Sheet, columns: &[usize], ids: &[u32]) -> String {
    let all: Vec<&str> = sheet.columns().map(|column| column.heading).collect();
    let headings = columns.iter().map(|at| all.get(*at).copied().unwrap_or_default().to_owned());
    let mut text = line(headings);
    let lines: Vec<String> = ids
        .par_iter()
        .map(|id| line(columns.iter().map(|column| cell(facts, sheet.value(facts, *id, *column)))))
        .collect();
    text.extend(lines);
    text
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let mut line = cells.collect::<Vec<_>>().join("\t");
    line.push('\n');
    line
}

fn cell(facts: &Facts, value: Value) -> String {
    if let Value::Number(number) = value {
        return number.to_string();
    }
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let text = neutralise(&value.plain(facts).replace(breaks, " "));
    // A quote at the start would have a spreadsheet read on to the next quote, over the ends of cells and lines.
    if text.starts_with('"') { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::columns::sheet;
    use crate::model::entity::Entity;
    use crate::model::ids::{EntityKind, Id};
    use crate::model::place::{Place, Position};

    #[test]
    fn no_cell_breaks_out_of_its_place_or_becomes_a_formula() {
        let mut facts = Facts::default();
        let names = ["Vostochny\tberth\r\n2", "=HYPERLINK(\"x\")", "\"quoted\" pier", "\n+1", "청진"];
        for (id, name) in (1..).zip(names) {
            let mut place = Place::named(Id::new(id), name);
            place.position = Position::new(-41.79, 129.8).ok();
            facts.put(Entity::Place(Box::new(place)));
        }
        let sheet = sheet(EntityKind::Place).expect("places");
        let columns = ["id", "name", "lat"].map(|name| sheet.find(name).expect(name).0);
        let text = rows(&facts, sheet, &columns, &[3, 1, 2, 4, 5]);
        let expected = "ID\tName\tLatitude\nP-3\t\"\"\"quoted\"\" pier\"\t-41.79\nP-1\tVostochny berth  2\t-41.79\n\
            P-2\t'=HYPERLINK(\"x\")\t-41.79\nP-4\t' +1\t-41.79\nP-5\t청진\t-41.79\n";
        assert_eq!(text, expected);
    }
}
