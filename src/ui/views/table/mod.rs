//! The table: one kind as rows, sorted by any column, changed in place, sharing selection and query with the timeline.
//!
//! What stands in the columns is said by [`columns`](crate::model::columns); here is what is done with them. `order`
//! keeps the rows, `grid` draws them, `pick` moves cursor and selection, `editor` is an open cell, `layout` the chosen
//! columns and `head` the line above.

mod editor;
mod grid;
mod head;
mod keys;
mod layout;
mod offers;
mod order;
mod pick;

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::Ui;
use egui_table::{Column, HeaderRow, Table, TableState};

use self::editor::{After, Editor};
use self::grid::{Asked, Grid, Out};
pub use self::keys::focus_id;
use self::layout::{Chosen, Shown};
use self::order::Order;
use self::pick::next_editable;
use crate::model::columns::order::Sort;
use crate::model::columns::{Sheet, sheet};
use crate::model::ids::{EntityKind, EntityRef};
use crate::report::tsv;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::theme;

/// Most rows that are copied at once, and most bytes: some systems hand over no more in one piece, and say nothing.
const MOST_COPIED: usize = 500_000;
const MOST_BYTES: usize = 15_000_000;

/// The table's own state.
pub struct TableView {
    kind: EntityKind,
    sorts: BTreeMap<EntityKind, Sort>,
    order: Order,
    /// The cell with the cursor: its row by id, where that stands, and its column among those shown.
    cursor: Option<u32>,
    row: usize,
    column: usize,
    /// The row from which a range of rows is extended.
    anchor: Option<u32>,
    /// The primary of the selection when it was last looked at, and whether the next change of it comes from here.
    seen: Option<EntityRef>,
    ours: bool,
    /// Whether the cursor is to be brought into view.
    follow: bool,
    editor: Option<Editor>,
    /// The rows that were selected before a click that may be the first of two.
    before: Option<(u32, Vec<u32>)>,
    /// The row under the pointer.
    hovered: Option<usize>,
    /// Rows that are in view at once.
    page: usize,
    /// The columns and widths that the toolkit was last given, by kind.
    laid: BTreeMap<EntityKind, Vec<(&'static str, f32)>>,
}

impl Default for TableView {
    fn default() -> Self {
        Self {
            kind: EntityKind::Visit,
            sorts: BTreeMap::new(),
            order: Order::default(),
            cursor: None,
            row: 0,
            column: 1,
            anchor: None,
            seen: None,
            ours: false,
            follow: false,
            editor: None,
            before: None,
            hovered: None,
            page: 10,
            laid: BTreeMap::new(),
        }
    }
}

impl TableView {
    /// Draws the table.
    pub fn show(&mut self, ui: &mut Ui, session: &mut Session, chosen: &Chosen, actions: &mut Vec<Action>) {
        let Some(sheet) = sheet(session.table) else { return };
        if self.kind != sheet.kind {
            self.close_editor(session, actions);
            (self.kind, self.cursor, self.anchor, self.before) = (sheet.kind, None, None, None);
            (self.seen, self.column, self.follow) = (None, 1, false);
        }
        let sort = self.sorts.get(&self.kind).copied().unwrap_or_default();
        let changed = self.order.refresh(ui.ctx(), session, sheet, sort);
        let rows = self.order.rows();
        let shown = layout::shown(sheet, chosen);
        self.find_cursor(session, &rows, changed);
        head::show(ui, session, sheet, &shown, self.order.is_busy(), actions);
        if rows.is_empty() && !self.order.is_busy() {
            self.close_editor(session, actions);
            head::empty(ui, session, self.kind, actions);
            return;
        }
        let body = ui.available_rect_before_wrap();
        self.page = ((body.height() / theme::ROW) as usize).saturating_sub(2).max(1);
        let focused = self.take_keys(ui, body, session, sheet, &shown, &rows, actions);
        // Each kind keeps its own place: the toolkit knows scroll bars by where they are.
        let out =
            ui.push_id(sheet.kind, |ui| self.draw(ui, session, sheet, &shown, &rows, sort, focused, actions)).inner;
        if let Some(asked) = out.asked {
            self.header(asked, sort, sheet, &shown, actions);
        }
        if let Some(hit) = out.hit {
            ui.memory_mut(|memory| memory.request_focus(focus_id()));
            self.hit(hit, ui.input(|input| input.modifiers), session, sheet, &shown, &rows, actions);
        }
        self.edit(ui, out.open_at, session, sheet, &shown, &rows, actions);
    }

    /// The selected rows in their order, or the one with the cursor, as text for a spreadsheet; and how many. None if
    /// that is too much to be handed over.
    #[must_use]
    pub fn copy(&self, session: &Session, chosen: &Chosen) -> Option<(String, usize)> {
        let sheet = sheet(self.kind)?;
        let rows = self.order.rows();
        let kind = self.kind;
        let mut ids: Vec<u32> =
            rows.iter().copied().filter(|id| session.selection.contains(&EntityRef { kind, id: *id })).collect();
        if ids.is_empty() {
            ids.extend(self.cursor.filter(|id| rows.get(self.row) == Some(id)));
        }
        if ids.len() > MOST_COPIED {
            return None;
        }
        let columns: Vec<usize> = layout::shown(sheet, chosen).iter().map(|shown| shown.at).collect();
        let text = tsv::rows(&session.facts, sheet, &columns, &ids);
        (text.len() <= MOST_BYTES).then_some((text, ids.len()))
    }

    /// All rows in their order, the one with the cursor last, so that it stays the one that is looked at.
    #[must_use]
    pub fn items(&self, session: &Session) -> Vec<EntityRef> {
        let kind = self.kind;
        let rows = self.order.rows();
        let present = rows.iter().map(|id| EntityRef { kind, id: *id }).filter(|item| session.facts.contains(*item));
        let cursor = self.cursor.map(|id| EntityRef { kind, id });
        let mut items: Vec<EntityRef> = present.collect();
        if let Some(at) = items.iter().position(|item| Some(*item) == cursor) {
            let item = items.remove(at);
            items.push(item);
        }
        items
    }

    fn close_editor(&mut self, session: &mut Session, actions: &mut Vec<Action>) {
        if let Some((editor, sheet)) = self.editor.take().zip(sheet(self.kind)) {
            editor.finish(session, sheet, actions);
        }
    }

    fn edit(
        &mut self,
        ui: &mut Ui,
        cell: Option<egui::Rect>,
        session: &mut Session,
        sheet: Sheet,
        shown: &[Shown],
        rows: &[u32],
        actions: &mut Vec<Action>,
    ) {
        let Some(mut editor) = self.editor.take() else { return };
        let Some(cell) = cell.filter(egui::Rect::is_positive) else {
            if editor.waits() {
                // It was opened after the cells were drawn, or is being scrolled to.
                ui.ctx().request_repaint();
                self.editor = Some(editor);
            } else {
                editor.finish(session, sheet, actions);
            }
            return;
        };
        match editor.show(ui, cell, session, sheet, actions) {
            After::Open => self.editor = Some(editor),
            After::Closed => {
                self.follow = true;
                ui.memory_mut(|memory| memory.request_focus(focus_id()));
            }
            After::Left => {}
            After::Next(forward) => {
                ui.memory_mut(|memory| memory.request_focus(focus_id()));
                if let Some((row, column)) = next_editable((self.row, self.column), forward, rows.len(), shown) {
                    self.set_cursor(row, column, rows);
                    self.open(session, shown, rows);
                }
            }
        }
    }

    fn header(&mut self, asked: Asked, sort: Sort, sheet: Sheet, shown: &[Shown], actions: &mut Vec<Action>) {
        let columns = match asked {
            Asked::Sort(column) => {
                let down = sort.column == column && !sort.down;
                self.sorts.insert(self.kind, Sort { column, down });
                return;
            }
            Asked::SortTo(column, down) => {
                self.sorts.insert(self.kind, Sort { column, down });
                return;
            }
            Asked::Move(from, to) => layout::moved(shown, from, to),
            Asked::Hide(at) => layout::toggled(sheet, shown, at),
        };
        actions.push(Action::Columns(self.kind, Some(layout::remembered(&columns))));
    }

    fn draw(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        sheet: Sheet,
        shown: &[Shown],
        rows: &Arc<Vec<u32>>,
        sort: Sort,
        focused: bool,
        actions: &mut Vec<Action>,
    ) -> Out {
        // The line between two columns is dragged in the header only: over the rows it would take clicks meant for cells.
        let head = ui.available_rect_before_wrap().top() + theme::ROW;
        let pressed = ui.input(|input| input.pointer.press_origin().or(input.pointer.hover_pos()));
        let resizable = pressed.is_some_and(|at| at.y < head);
        let columns: Vec<Column> = shown
            .iter()
            .map(|shown| {
                let id = egui::Id::unique(("column", shown.column.name));
                Column::new(shown.width).range(layout::WIDTHS).resizable(resizable).id(id)
            })
            .collect();
        let mut table = Table::new()
            .id_salt(("table", sheet.kind))
            .num_rows(rows.len() as u64)
            .columns(columns.clone())
            .num_sticky_cols(1)
            .headers([HeaderRow::new(theme::ROW)]);
        let id = table.get_id(ui);
        self.lay(ui, id, shown, &columns);
        let cursor = self.cursor.filter(|id| rows.get(self.row) == Some(id)).map(|_| (self.row, self.column));
        if let Some((row, column)) = cursor.filter(|_| std::mem::take(&mut self.follow)) {
            table = table.scroll_to_row(row as u64, None);
            if focused && column > 0 && column < shown.len() {
                table = table.scroll_to_column(column, None);
            }
        }
        let mut grid = Grid {
            session,
            actions,
            sheet,
            shown,
            rows,
            sort,
            cursor: cursor.filter(|_| focused),
            hovered: self.hovered,
            open: self.editor.as_ref().map(|editor| (editor.id, editor.at)),
            out: Out::default(),
        };
        table.show(ui, &mut grid);
        let mut out = grid.out;
        if std::mem::replace(&mut self.hovered, out.hovered) != out.hovered {
            ui.ctx().request_repaint();
        }
        out.drop_header(ui);
        self.keep_widths(ui, id, shown, &columns, actions);
        out
    }

    /// Gives the toolkit the widths that are remembered, when they or the columns have changed.
    fn lay(&mut self, ui: &Ui, id: egui::Id, shown: &[Shown], columns: &[Column]) {
        let wanted: Vec<(&'static str, f32)> = shown.iter().map(|shown| (shown.column.name, shown.width)).collect();
        if self.laid.get(&self.kind) == Some(&wanted) {
            return;
        }
        let widths = columns.iter().zip(shown).enumerate();
        let col_widths = widths.map(|(at, (column, shown))| (column.id_for(at), shown.width)).collect();
        TableState { col_widths, parent_width: None }.store(ui.ctx(), id);
        self.laid.insert(self.kind, wanted);
    }

    /// Remembers widths that were dragged, when they are let go.
    fn keep_widths(&self, ui: &Ui, id: egui::Id, shown: &[Shown], columns: &[Column], actions: &mut Vec<Action>) {
        if ui.input(|input| input.pointer.any_down()) {
            return;
        }
        let Some(state) = TableState::load(ui.ctx(), id) else { return };
        let width = |at: usize, column: &Column| state.col_widths.get(&column.id_for(at)).copied();
        let now: Vec<Shown> = shown
            .iter()
            .zip(columns)
            .enumerate()
            .map(|(at, (shown, column))| Shown { width: width(at, column).unwrap_or(shown.width), ..*shown })
            .collect();
        if now.iter().zip(shown).any(|(now, before)| (now.width - before.width).abs() > 0.5) {
            actions.push(Action::Columns(self.kind, Some(layout::remembered(&now))));
        }
    }
}
