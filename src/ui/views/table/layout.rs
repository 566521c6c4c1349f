//! Which columns the table shows, in which order and how wide: as somebody has chosen, else as they are at first.

use std::collections::BTreeMap;

use crate::model::columns::{Column, Sheet};
use crate::model::ids::EntityKind;
use crate::ui::settings::TableColumn;

/// Narrowest and widest that a column can be, in points.
pub(super) const WIDTHS: std::ops::RangeInclusive<f32> = 40.0..=900.0;

/// What is remembered of the tables, by kind.
pub type Chosen = BTreeMap<EntityKind, Vec<TableColumn>>;

/// A column that is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    /// Its place in the table of the kind.
    pub at: usize,
    /// What is known of it.
    pub column: &'static Column,
    /// Its width, in points.
    pub width: f32,
}

/// The columns that are shown. The first of the table, which says what a row is, is always the first here, and names that
/// another version has written are passed over.
pub(super) fn shown(sheet: Sheet, chosen: &Chosen) -> Vec<Shown> {
    let all: Vec<Shown> =
        sheet.columns().enumerate().map(|(at, column)| Shown { at, column, width: column.width }).collect();
    let Some(chosen) = chosen.get(&sheet.kind) else {
        return all.into_iter().filter(|shown| shown.column.shown).collect();
    };
    let mut found: Vec<Shown> = Vec::new();
    for TableColumn { name, width } in chosen {
        let width = if width.is_finite() { width.clamp(*WIDTHS.start(), *WIDTHS.end()) } else { 100.0 };
        let known = all.iter().find(|shown| shown.column.name == name);
        if let Some(known) = known.filter(|known| found.iter().all(|shown| shown.at != known.at)) {
            found.push(Shown { width, ..*known });
        }
    }
    let first = found.iter().position(|shown| shown.at == 0).map(|at| found.remove(at));
    found.splice(0..0, first.or(all.first().copied()));
    found
}

/// What is remembered of columns.
pub(super) fn remembered(shown: &[Shown]) -> Vec<TableColumn> {
    shown.iter().map(|shown| TableColumn { name: shown.column.name.to_owned(), width: shown.width }).collect()
}

/// The columns with one more, in its place among those of the table, or with one less.
pub(super) fn toggled(sheet: Sheet, shown: &[Shown], at: usize) -> Vec<Shown> {
    let mut changed = shown.to_vec();
    if let Some(there) = changed.iter().position(|shown| shown.at == at) {
        changed.remove(there);
    } else if let Some((_, column)) = sheet.columns().enumerate().nth(at) {
        let before = changed.iter().rposition(|shown| shown.at < at).map_or(0, |before| before + 1);
        changed.insert(before, Shown { at, column, width: column.width });
    }
    changed
}

/// The columns with the one at `from` moved to `to`. The first stays first.
pub(super) fn moved(shown: &[Shown], from: usize, to: usize) -> Vec<Shown> {
    let mut changed = shown.to_vec();
    if from > 0 && from < changed.len() {
        let column = changed.remove(from);
        changed.insert(to.clamp(1, changed.len()), column);
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::columns::sheet;

    fn names(shown: &[Shown]) -> Vec<&'static str> {
        shown.iter().map(|shown| shown.column.name).collect()
    }

    fn chosen(names: &[(&str, f32)]) -> Chosen {
        let columns = names.iter().map(|(name, width)| TableColumn { name: (*name).to_owned(), width: *width });
        BTreeMap::from([(EntityKind::Event, columns.collect())])
    }

    #[test]
    fn what_was_chosen_is_shown_and_what_a_row_is_called_always() {
        let sheet = sheet(EntityKind::Event).expect("events");
        assert_eq!(names(&shown(sheet, &Chosen::new())), ["id", "date", "title", "exhibit", "tags"]);
        let odd = chosen(&[("title", 300.0), ("mood", 80.0), ("date", f32::NAN), ("title", 20.0), ("note", 1e9)]);
        let found = shown(sheet, &odd);
        assert_eq!(names(&found), ["id", "title", "date", "note"]);
        assert_eq!(found.iter().map(|shown| shown.width).collect::<Vec<_>>(), [66.0, 300.0, 100.0, 900.0]);
        let again = BTreeMap::from([(EntityKind::Event, remembered(&found))]);
        assert_eq!(names(&shown(sheet, &again)), ["id", "title", "date", "note"]);
    }

    #[test]
    fn columns_come_go_and_move_and_the_first_stays() {
        let sheet = sheet(EntityKind::Event).expect("events");
        let all = shown(sheet, &Chosen::new());
        let date = sheet.find("date").expect("date").0;
        let without = toggled(sheet, &all, date);
        assert_eq!(names(&without), ["id", "title", "exhibit", "tags"]);
        assert_eq!(names(&toggled(sheet, &without, date)), names(&all));
        assert_eq!(names(&moved(&all, 3, 1)), ["id", "exhibit", "date", "title", "tags"]);
        assert_eq!(names(&moved(&all, 3, 0)), ["id", "exhibit", "date", "title", "tags"]);
        assert_eq!(names(&moved(&all, 0, 3)), names(&all));
        assert_eq!(names(&moved(&all, 1, 99)), ["id", "title", "exhibit", "tags", "date"]);
    }
}
