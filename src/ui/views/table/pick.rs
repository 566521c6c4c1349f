//! The cursor and the selection: where keys and clicks take them, and which cells they open.

use egui::{EventFilter, Sense, Ui};

use super::editor::Editor;
use super::grid::{self, Entry, Hit, How};
use super::keys::{self, Press, Rows, focus_id};
use super::layout::Shown;
use super::{TableView, head, order};
use crate::model::columns::Sheet;
use crate::model::ids::{EntityKind, EntityRef};
use crate::model::naming;
use crate::ui::action::{Action, Pick};
use crate::ui::session::Session;
use crate::ui::verb::Verb;

impl TableView {
    /// Keeps the cursor on its row when rows change, and brings a selection from elsewhere into view.
    pub(super) fn find_cursor(&mut self, session: &Session, rows: &[u32], changed: bool) {
        let primary = session.primary;
        let ours = std::mem::take(&mut self.ours);
        let mine = primary.filter(|item| item.kind == self.kind).map(|item| item.id);
        if primary != self.seen {
            self.seen = primary;
            if let Some(id) = mine.filter(|_| !ours) {
                (self.cursor, self.anchor, self.follow) = (Some(id), None, true);
            }
        } else if !changed {
            return;
        }
        let Some(id) = self.cursor else { return };
        if rows.get(self.row) == Some(&id) {
            return;
        }
        let found = rows.iter().position(|row| *row == id);
        self.row = found.unwrap_or_default();
        if found.is_none() {
            (self.cursor, self.follow) = (None, false);
        }
    }

    pub(super) fn take_keys(
        &mut self,
        ui: &mut Ui,
        body: egui::Rect,
        session: &Session,
        sheet: Sheet,
        shown: &[Shown],
        rows: &[u32],
        actions: &mut Vec<Action>,
    ) -> bool {
        let base = ui.interact(body, focus_id(), Sense::focusable_noninteractive());
        let focused = base.has_focus();
        if focused && self.cursor.is_none() {
            self.set_cursor(0, self.column.min(shown.len().saturating_sub(1)), rows);
        }
        base.widget_info(|| {
            let cell = self.cursor.zip(shown.get(self.column)).map(|(id, shown)| {
                let code = naming::code(&session.facts, EntityRef { kind: sheet.kind, id });
                let value = grid::shown_text(&session.facts, sheet.value(&session.facts, id, shown.at), &session.zone);
                format!(", {code}, {}: {value}", shown.column.heading)
            });
            let name = format!("Table of {}{}", head::plural(sheet.kind), cell.unwrap_or_default());
            egui::WidgetInfo::labeled(egui::Role::Table, true, name)
        });
        if !focused {
            return false;
        }
        let keeps = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(focus_id(), keeps));
        for press in keys::take(ui) {
            match press {
                Press::Move(step, how) => {
                    let from = (self.row, self.column);
                    let (row, column) = keys::target(step, from, (rows.len(), shown.len()), self.page);
                    self.move_to(row, column, how, session, rows, actions);
                }
                Press::Toggle => {
                    if let Some(id) = self.cursor {
                        self.ours = true;
                        actions.push(Action::Select(EntityRef { kind: self.kind, id }, Pick::Toggle));
                    }
                }
                Press::Edit => self.open(session, shown, rows),
            }
        }
        true
    }

    pub(super) fn set_cursor(&mut self, row: usize, column: usize, rows: &[u32]) {
        self.cursor = rows.get(row).copied();
        (self.row, self.column) = (row, column);
    }

    fn move_to(
        &mut self,
        row: usize,
        column: usize,
        how: Rows,
        session: &Session,
        rows: &[u32],
        actions: &mut Vec<Action>,
    ) {
        let from = self.cursor;
        self.set_cursor(row, column, rows);
        self.follow = true;
        let Some(id) = self.cursor.filter(|id| from != Some(*id)) else { return };
        match how {
            Rows::Extend => {
                let anchor = *self.anchor.get_or_insert(from.unwrap_or(id));
                self.select_range(anchor, row, rows, actions);
            }
            Rows::Follow if selected(session, self.kind).nth(1).is_none() => self.select(id, actions),
            Rows::Follow | Rows::Stay => self.anchor = None,
        }
    }

    /// Selects one row alone, and brings it into view on the timeline where it stands for something there.
    fn select(&mut self, id: u32, actions: &mut Vec<Action>) {
        let item = EntityRef { kind: self.kind, id };
        (self.anchor, self.ours) = (None, true);
        let on_timeline =
            matches!(self.kind, EntityKind::Visit | EntityKind::Vessel | EntityKind::Place | EntityKind::Shipment);
        actions.push(if on_timeline { Action::Reveal(item) } else { Action::Select(item, Pick::Only) });
    }

    /// Selects the rows from `anchor` to `to`, which becomes the one that is looked at.
    fn select_range(&mut self, anchor: u32, to: usize, rows: &[u32], actions: &mut Vec<Action>) {
        let Some(from) = rows.iter().position(|row| *row == anchor) else { return };
        let kind = self.kind;
        let item = |id: &u32| EntityRef { kind, id: *id };
        let mut range: Vec<EntityRef> = rows[from.min(to)..=from.max(to)].iter().map(item).collect();
        if to < from {
            range.reverse();
        }
        self.ours = true;
        actions.push(Action::SelectAll(range));
    }

    pub(super) fn hit(
        &mut self,
        hit: Hit,
        modifiers: egui::Modifiers,
        session: &Session,
        sheet: Sheet,
        shown: &[Shown],
        rows: &[u32],
        actions: &mut Vec<Action>,
    ) {
        let Some(id) = rows.get(hit.row).copied() else { return };
        let item = EntityRef { kind: sheet.kind, id };
        let was = self.cursor;
        self.set_cursor(hit.row, hit.column, rows);
        match hit.how {
            How::Click if modifiers.shift => {
                let primary = session.primary.filter(|item| item.kind == self.kind).map(|item| item.id);
                let anchor = *self.anchor.get_or_insert(primary.or(was).unwrap_or(id));
                self.select_range(anchor, hit.row, rows, actions);
            }
            How::Click if modifiers.command => {
                (self.ours, self.anchor) = (true, None);
                actions.push(Action::Select(item, Pick::Toggle));
            }
            How::Click => {
                let many = selected(session, self.kind).nth(1).is_some() && session.selection.contains(&item);
                self.before = many.then(|| (id, self.selected_rows(session)));
                self.select(id, actions);
            }
            How::Double => {
                // The first of the two clicks has selected this row alone.
                if let Some((_, before)) = self.before.take().filter(|(clicked, _)| *clicked == id) {
                    let kind = self.kind;
                    let others = before.iter().copied().filter(|other| *other != id);
                    let items = others.chain([id]).map(|id| EntityRef { kind, id }).collect();
                    self.ours = true;
                    actions.push(Action::SelectAll(items));
                    self.open_with(before, session, shown);
                } else {
                    self.open(session, shown, rows);
                }
            }
            How::Menu(Entry::Edit) => self.open(session, shown, rows),
            How::Menu(Entry::Copy) => {
                if !session.selection.contains(&item) {
                    self.select(id, actions);
                }
                actions.push(Action::Do(Verb::CopyRows));
            }
        }
    }

    /// The selected rows that the table shows, by id.
    fn selected_rows(&self, session: &Session) -> Vec<u32> {
        selected(session, self.kind).filter(|item| order::shows(session, *item)).map(|item| item.id).collect()
    }

    pub(super) fn open(&mut self, session: &Session, shown: &[Shown], rows: &[u32]) {
        if self.cursor.is_some_and(|id| rows.get(self.row) == Some(&id)) {
            self.open_with(self.selected_rows(session), session, shown);
        }
    }

    fn open_with(&mut self, selected: Vec<u32>, session: &Session, shown: &[Shown]) {
        let Some((id, shown)) = self.cursor.zip(shown.get(self.column)) else { return };
        if session.is_writable() && shown.column.edit.is_some() {
            self.follow = true;
            self.editor = Some(Editor::new(id, shown.at, selected));
        }
    }
}

/// What is selected of a kind.
fn selected(session: &Session, kind: EntityKind) -> impl Iterator<Item = EntityRef> + '_ {
    session.selection.range(EntityRef { kind, id: 0 }..=EntityRef { kind, id: u32::MAX }).copied()
}

/// The cell after this one, or before it, that can be changed; at the end of a row it goes on in the next.
pub(super) fn next_editable(
    from: (usize, usize),
    forward: bool,
    rows: usize,
    shown: &[Shown],
) -> Option<(usize, usize)> {
    let editable = |column: &usize| shown[*column].column.edit.is_some();
    let (row, column) = from;
    let all = 0..shown.len();
    if forward {
        let here = all.clone().filter(editable).find(|at| *at > column).map(|at| (row, at));
        here.or_else(|| Some((row + 1, all.clone().find(editable)?)).filter(|(row, _)| *row < rows))
    } else {
        let here = all.clone().filter(editable).rfind(|at| *at < column).map(|at| (row, at));
        here.or_else(|| Some((row.checked_sub(1)?, all.clone().rfind(editable)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::layout::{self, Chosen};
    use super::*;
    use crate::model::columns::sheet;

    #[test]
    fn tab_goes_from_one_editable_cell_to_the_next_and_over_the_end_of_a_row() {
        let sheet = sheet(EntityKind::Visit).expect("visits");
        let shown = layout::shown(sheet, &Chosen::new());
        let at = |name: &str| shown.iter().position(|shown| shown.column.name == name).expect("shown");
        assert_eq!(next_editable((2, at("vessel")), true, 9, &shown), Some((2, at("place"))));
        assert_eq!(next_editable((2, at("hedge")), true, 9, &shown), Some((3, at("vessel"))), "not shipments nor tags");
        assert_eq!(next_editable((2, at("vessel")), false, 9, &shown), Some((1, at("hedge"))));
        assert_eq!(next_editable((8, at("hedge")), true, 9, &shown), None);
        assert_eq!(next_editable((0, at("vessel")), false, 9, &shown), None);
    }
}
