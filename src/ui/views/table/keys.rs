//! What keys do while the table has the keyboard: they move a cursor from cell to cell, select rows and open cells.

use egui::{Event, Id, Key, Modifiers, Ui};

/// What has the keyboard when the table has.
#[must_use]
pub fn focus_id() -> Id {
    Id::unique("table rows")
}

/// Where the cursor goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step {
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    FirstColumn,
    LastColumn,
    FirstRow,
    LastRow,
}

/// What becomes of the selection when the cursor moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Rows {
    /// One row that is selected goes along; several stay.
    Follow,
    /// The rows from where it began to where it ends are selected.
    Extend,
    /// They stay as they are.
    Stay,
}

/// What a key press means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Press {
    Move(Step, Rows),
    /// Puts the row into the selection, or takes it out.
    Toggle,
    /// Opens the cell.
    Edit,
}

/// Takes the keys that mean something here out of the input.
pub(super) fn take(ui: &Ui) -> Vec<Press> {
    ui.input_mut(|input| {
        let mut found = Vec::new();
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let press = press(*key, *modifiers);
            found.extend(press);
            press.is_none()
        });
        found
    })
}

fn press(key: Key, modifiers: Modifiers) -> Option<Press> {
    if modifiers.alt {
        return None;
    }
    let step = match (key, modifiers.command) {
        (Key::F2 | Key::Enter, false) if !modifiers.shift => return Some(Press::Edit),
        (Key::Space, _) if !modifiers.shift => return Some(Press::Toggle),
        (Key::ArrowUp, _) => Step::Up,
        (Key::ArrowDown, _) => Step::Down,
        (Key::ArrowLeft, false) => Step::Left,
        (Key::ArrowRight, false) => Step::Right,
        (Key::PageUp, _) => Step::PageUp,
        (Key::PageDown, _) => Step::PageDown,
        (Key::Home, false) => Step::FirstColumn,
        (Key::End, false) => Step::LastColumn,
        // A whole column is far to go: the row goes along, as with the arrows.
        (Key::Home, true) => Step::FirstRow,
        (Key::End, true) => Step::LastRow,
        _ => return None,
    };
    let rows = match modifiers {
        Modifiers { shift: true, .. } => Rows::Extend,
        Modifiers { command: true, .. } if !matches!(step, Step::FirstRow | Step::LastRow) => Rows::Stay,
        _ => Rows::Follow,
    };
    Some(Press::Move(step, rows))
}

/// The row and column that a step leads to, in a table of `size` rows and columns of which `page` rows are in view.
pub(super) fn target(step: Step, (row, column): (usize, usize), size: (usize, usize), page: usize) -> (usize, usize) {
    let (rows, columns) = (size.0.saturating_sub(1), size.1.saturating_sub(1));
    let (row, column) = match step {
        Step::Up => (row.saturating_sub(1), column),
        Step::Down => (row + 1, column),
        Step::Left => (row, column.saturating_sub(1)),
        Step::Right => (row, column + 1),
        Step::PageUp => (row.saturating_sub(page), column),
        Step::PageDown => (row + page, column),
        Step::FirstColumn => (row, 0),
        Step::LastColumn => (row, columns),
        Step::FirstRow => (0, column),
        Step::LastRow => (rows, column),
    };
    (row.min(rows), column.min(columns))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_extend_and_open() {
        let none = Modifiers::NONE;
        assert_eq!(press(Key::ArrowDown, none), Some(Press::Move(Step::Down, Rows::Follow)));
        assert_eq!(press(Key::ArrowDown, Modifiers::SHIFT), Some(Press::Move(Step::Down, Rows::Extend)));
        assert_eq!(press(Key::ArrowDown, Modifiers::COMMAND), Some(Press::Move(Step::Down, Rows::Stay)));
        assert_eq!(press(Key::End, Modifiers::COMMAND), Some(Press::Move(Step::LastRow, Rows::Follow)));
        assert_eq!(
            press(Key::End, Modifiers::COMMAND | Modifiers::SHIFT),
            Some(Press::Move(Step::LastRow, Rows::Extend))
        );
        assert_eq!(press(Key::F2, none), Some(Press::Edit));
        assert_eq!(press(Key::Space, Modifiers::COMMAND), Some(Press::Toggle));
        assert_eq!(press(Key::ArrowLeft, Modifiers::ALT), None, "that is the view before");
        assert_eq!(press(Key::T, none), None);
    }

    #[test]
    fn the_cursor_stays_in_the_table() {
        let go = |step, from| target(step, from, (100, 5), 9);
        assert_eq!(go(Step::Up, (0, 2)), (0, 2));
        assert_eq!(go(Step::PageDown, (95, 2)), (99, 2));
        assert_eq!(go(Step::Right, (3, 4)), (3, 4));
        assert_eq!(go(Step::LastColumn, (3, 0)), (3, 4));
        assert_eq!(go(Step::LastRow, (3, 1)), (99, 1));
        assert_eq!(target(Step::Down, (7, 7), (0, 0), 9), (0, 0), "an empty table");
    }
}
