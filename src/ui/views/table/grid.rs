//! The rows themselves: headers that sort and move, cells as text, and what the pointer does on them.

use egui::{Rect, Sense, Stroke, Ui, pos2, vec2};
use egui_table::{CellInfo, HeaderCellInfo, TableDelegate};
use jiff::tz::TimeZone;

use super::layout::Shown;
use crate::base::edtf::Edtf;
use crate::base::interval::Presence;
use crate::base::plain_date::edtf_words;
use crate::base::text::byte_at;
use crate::base::time::{Precision, Utc, When};
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::figure::wording::clock;
use crate::model::columns::order::Sort;
use crate::model::columns::value::number_words;
use crate::model::columns::{Sheet, Value};
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef, Id, VisitId};
use crate::model::naming;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::widgets::carry::carry;
use crate::ui::widgets::parts;

/// Letters of a cell that are laid out; no column is wider.
const LETTERS: usize = 300;

/// What was asked for at a header.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Asked {
    /// Sorts by the column, or the other way round.
    Sort(usize),
    /// Sorts by the column in this direction: down or not.
    SortTo(usize, bool),
    /// Moves the column to another place.
    Move(usize, usize),
    /// Takes the column out.
    Hide(usize),
}

/// What the pointer did on a cell.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Hit {
    /// The row, by its place.
    pub row: usize,
    /// The column among those shown.
    pub column: usize,
    /// What it did.
    pub how: How,
}

/// How a cell was hit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum How {
    Click,
    Double,
    /// An entry of its menu.
    Menu(Entry),
}

/// An entry of the menu of a cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Entry {
    Edit,
    Copy,
}

/// The rows that are drawn.
pub(super) struct Grid<'a> {
    pub session: &'a Session,
    pub actions: &'a mut Vec<Action>,
    pub sheet: Sheet,
    pub shown: &'a [Shown],
    pub rows: &'a [u32],
    pub sort: Sort,
    /// The cell with the cursor, by row and column, if the table has the keyboard.
    pub cursor: Option<(usize, usize)>,
    /// The cell whose editor is open, by id and column.
    pub open: Option<(u32, usize)>,
    /// The row that the pointer was over when it was last drawn: its sticky cell and the rest are two pieces.
    pub hovered: Option<usize>,
    /// What came of it.
    pub out: Out,
}

/// What came of drawing the rows.
#[derive(Default)]
pub(super) struct Out {
    pub asked: Option<Asked>,
    pub hit: Option<Hit>,
    /// The row that the pointer is over.
    pub hovered: Option<usize>,
    /// Where the cell whose editor is open was drawn.
    pub open_at: Option<Rect>,
    /// The row that was clicked and where, until its cell is found.
    pressed: Option<(usize, egui::Pos2, How)>,
    /// Where headers were drawn, by column.
    headers: Vec<(usize, Rect)>,
    /// A header that is dragged, to where, and whether it is let go.
    drag: Option<(usize, f32, bool)>,
}

impl Out {
    /// Shows where a dragged header would go, and lets it go there.
    pub fn drop_header(&mut self, ui: &Ui) {
        let Some((from, x, dropped)) = self.drag else { return };
        let over = self.headers.iter().find(|(_, rect)| rect.x_range().contains(x));
        let Some((to, rect)) = over.filter(|(to, _)| *to != from && *to > 0) else { return };
        if dropped {
            self.asked = Some(Asked::Move(from, *to));
        } else {
            let edge = if *to > from { rect.right() - 1.0 } else { rect.left() + 1.0 };
            ui.painter().vline(edge, rect.y_range(), Stroke::new(2.0, theme::colour(ui, Role::Accent)));
        }
    }
}

impl Grid<'_> {
    fn item(&self, row: u64) -> Option<(usize, EntityRef)> {
        let at = usize::try_from(row).ok()?;
        let item = EntityRef { kind: self.sheet.kind, id: *self.rows.get(at)? };
        self.session.facts.contains(item).then_some((at, item))
    }

    fn header_menu(&mut self, ui: &mut Ui, column: usize) {
        let at = self.shown[column].at;
        for (name, asked) in [("Smallest first", Asked::SortTo(at, false)), ("Largest first", Asked::SortTo(at, true))]
        {
            if ui.button(name).clicked() {
                self.out.asked = Some(asked);
            }
        }
        if column == 0 {
            return;
        }
        ui.separator();
        let entries = [
            ("Move to the left", column > 1, Asked::Move(column, column - 1)),
            ("Move to the right", column + 1 < self.shown.len(), Asked::Move(column, column + 1)),
            ("Hide", true, Asked::Hide(at)),
        ];
        for (name, can, asked) in entries {
            if ui.add_enabled(can, egui::Button::new(name)).clicked() {
                self.out.asked = Some(asked);
            }
        }
    }

    /// What a click or an entry of the menu of a row does, as soon as the cell under it is known.
    fn press(&mut self, ui: &Ui, at: usize, item: EntityRef, response: &egui::Response) {
        if let Some(pos) = response.interact_pointer_pos() {
            if response.double_clicked() {
                self.out.pressed = Some((at, pos, How::Double));
            } else if response.clicked() {
                self.out.pressed = Some((at, pos, How::Click));
            }
        }
        // Where the menu was opened is kept with it: the pointer is elsewhere when an entry is clicked.
        let kept = response.id.with("menu at");
        if response.secondary_clicked() {
            let pos = response.interact_pointer_pos().or_else(|| ui.input(|input| input.pointer.interact_pos()));
            ui.data_mut(|data| data.insert_temp(kept, pos.unwrap_or(response.rect.left_top())));
        }
        response.context_menu(|ui| {
            let pos: egui::Pos2 = ui.data(|data| data.get_temp(kept)).unwrap_or(response.rect.left_top());
            ui.label(naming::code(&self.session.facts, item));
            for (name, entry) in [("Change the cell", Entry::Edit), ("Copy the selected rows", Entry::Copy)] {
                let can = entry == Entry::Copy || self.session.is_writable();
                if ui.add_enabled(can, egui::Button::new(name)).clicked() {
                    self.out.pressed = Some((at, pos, How::Menu(entry)));
                }
            }
        });
    }
}

impl TableDelegate for Grid<'_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        let column = cell.col_range.start;
        let Some(shown) = self.shown.get(column).copied() else { return };
        if ui.is_sizing_pass() {
            ui.set_min_width(shown.width);
            return;
        }
        let rect = ui.max_rect();
        self.out.headers.push((column, rect));
        let response = ui.interact(rect, ui.scope_id().with(("sort", shown.column.name)), Sense::click_and_drag());
        let heading = shown.column.heading;
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ColumnHeader, true, format!("Sort by {heading}")));
        let mark = match self.sort {
            Sort { column, down: false } if column == shown.at => " ↑",
            Sort { column, down: true } if column == shown.at => " ↓",
            _ => "",
        };
        divider(ui, rect);
        let area = inset(rect, column);
        let role = if mark.is_empty() { Role::Secondary } else { Role::Text };
        cell_text(ui, area, &format!("{heading}{mark}"), Face::Medium, theme::CAPTION, role, shown.column.numbers);
        let line = if response.has_focus() { Role::Accent } else { Role::Hairline };
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme::colour(ui, line)));
        if response.clicked() {
            self.out.asked = Some(Asked::Sort(shown.at));
        }
        if column > 0 {
            let pointer = response.interact_pointer_pos().filter(|_| response.dragged() || response.drag_stopped());
            self.out.drag = pointer.map(|at| (column, at.x, response.drag_stopped())).or(self.out.drag);
        }
        response.context_menu(|ui| self.header_menu(ui, column));
    }

    /// One widget a row, not one a cell: cheaper, and a screen reader says a visit and not eleven words.
    fn row_ui(&mut self, ui: &mut Ui, row: u64) {
        let Some((at, item)) = self.item(row) else { return };
        let rect = ui.max_rect();
        let selected = self.session.selection.contains(&item);
        // The table is one stop for Tab; within it the cursor moves.
        let response = ui.interact(rect, ui.scope_id().with("row"), Sense::CLICK);
        let facts = &self.session.facts;
        let visit = item.as_id().and_then(|id: VisitId| facts.visits.get(id));
        let presence = match (self.session.cursor, visit) {
            (Some(at), Some(visit)) => visit.bounds.at(Utc(at as i64)),
            _ => Presence::Not,
        };
        response.widget_info(|| {
            let then = match presence {
                Presence::Surely => ", there then",
                Presence::Perhaps => ", perhaps there then",
                Presence::Not => "",
            };
            let name = format!("{}, {}{then}", naming::code(facts, item), naming::name(facts, item));
            egui::WidgetInfo::selected(egui::Role::Row, true, selected, name)
        });
        if selected {
            ui.painter().rect_filled(rect, 0.0, theme::colour(ui, Role::Selection));
        } else if response.hovered() || self.hovered == Some(at) {
            ui.painter().rect_filled(rect, 0.0, theme::colour(ui, Role::AccentTint));
        }
        mark(ui, rect, presence, selected);
        if response.hovered() {
            self.out.hovered = Some(at);
        }
        if let Some(visit) = visit.filter(|_| response.hovered()) {
            self.actions.push(Action::Point(visit.id));
        }
        carry(ui, &response, facts, Some(&self.session.selection), item);
        self.press(ui, at, item, &response);
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        let Some(shown) = self.shown.get(cell.col_nr).copied() else { return };
        // Cells are painted into the room they get, so that they say here how much they want.
        if ui.is_sizing_pass() {
            ui.set_min_width(shown.width);
            return;
        }
        let Some((at, item)) = self.item(cell.row_nr) else { return };
        let rect = ui.max_rect();
        divider(ui, rect);
        if let Some((row, pos, how)) = self.out.pressed
            && row == at
            && rect.contains(pos)
            && ui.clip_rect().contains(pos)
        {
            self.out.hit = Some(Hit { row: at, column: cell.col_nr, how });
        }
        if self.open == Some((item.id, shown.at)) {
            self.out.open_at = Some(rect.intersect(ui.clip_rect()));
        }
        if self.cursor == Some((at, cell.col_nr)) {
            let accent = Stroke::new(1.5, theme::colour(ui, Role::Accent));
            ui.painter().rect_stroke(rect.shrink(1.0), 3.0, accent, egui::StrokeKind::Inside);
        }
        let value = self.sheet.value(&self.session.facts, item.id, shown.at);
        let mut role = role_of(&shown, &value);
        let draft = shown.column.edit.and_then(|edit| self.session.drafts.get((Some(item), edit.field)));
        let text = match draft {
            // What could not be written yet is not lost: it stands here until it is put right.
            Some(draft) if draft.outcome.is_err() => {
                role = Role::Against;
                draft.text.clone()
            }
            _ => shown_text(&self.session.facts, value, &self.session.zone),
        };
        if text.is_empty() {
            return;
        }
        let mut area = inset(rect, cell.col_nr);
        if self.sheet.kind == EntityKind::Tag && shown.column.name == "name" {
            area = tag_dot(ui, area, &self.session.facts, item);
        }
        let face = if names_row(self.sheet.kind, shown.column.name) { Face::Medium } else { Face::Regular };
        cell_text(ui, area, &text, face, theme::SECONDARY, role, shown.column.numbers);
    }

    fn default_row_height(&self) -> f32 {
        theme::ROW
    }
}

/// The line to the right of a cell.
fn divider(ui: &Ui, cell: Rect) {
    ui.painter().vline(cell.right(), cell.y_range(), ui.visuals().widgets.noninteractive.bg_stroke);
}

/// A value as it stands on screen: times on the clock of the zone that is shown, numbers grouped, one line.
pub(super) fn shown_text(facts: &Facts, value: Value, zone: &TimeZone) -> String {
    let text = match value {
        Value::Date(when) | Value::Dates(Edtf::Date(when)) => date_text(when, zone),
        Value::Dates(dates) => edtf_words(dates),
        Value::Number(number) => number_words(number),
        value => value.plain(facts).into_owned(),
    };
    text[..byte_at(&text, LETTERS)].replace(['\n', '\r', '\t'], " ")
}

/// Days, months and years as they are written; what is finer, on the clock of the zone that is shown.
fn date_text(when: When, zone: &TimeZone) -> String {
    if when.precision() <= Precision::Day || *zone == TimeZone::UTC {
        return when.to_string();
    }
    let local = when.start().in_zone(zone);
    format!("{} {}", local.date(), clock(local))
}

/// Whether a column holds what a row is known by.
fn names_row(kind: EntityKind, column: &str) -> bool {
    let of_vessel = matches!(kind, EntityKind::Visit | EntityKind::Shipment) && column == "vessel";
    of_vessel || matches!(column, "name" | "title" | "headline" | "instrument")
}

fn role_of(shown: &Shown, value: &Value) -> Role {
    match (shown.column.name, value) {
        ("id", _) | (_, Value::Unknown | Value::Word(_, None)) => Role::Secondary,
        ("activity", Value::Word("loading", _)) => Role::Loading,
        ("activity", Value::Word("discharging", _)) => Role::Discharging,
        _ => Role::Text,
    }
}

fn tag_dot(ui: &Ui, area: Rect, facts: &Facts, item: EntityRef) -> Rect {
    if let Some(tag) = facts.tags.get(Id::new(item.id)) {
        let [r, g, b] = tag.colour.0;
        let centre = pos2(area.left() + 4.0, area.center().y);
        crate::ui::widgets::icon::dot(ui.painter(), centre, egui::Color32::from_rgb(r, g, b));
    }
    area.with_min_x(area.left() + 16.0)
}

/// Marks a row whose visit was going on at the cursor's time: a dot if it surely was, a ring if it may have been.
fn mark(ui: &Ui, rect: Rect, presence: Presence, selected: bool) {
    if presence == Presence::Not {
        return;
    }
    let accent = theme::colour(ui, Role::Accent);
    if !selected {
        ui.painter().rect_filled(rect, 0.0, accent.gamma_multiply(0.05));
    }
    let centre = pos2(rect.left() + 9.0, rect.center().y);
    if presence == Presence::Surely {
        ui.painter().circle_filled(centre, 2.75, accent);
    } else {
        ui.painter().circle_stroke(centre, 2.25, Stroke::new(1.0, accent));
    }
}

/// Where a cell's text stands; the first column leaves room for the mark.
fn inset(rect: Rect, column: usize) -> Rect {
    let room = if column == 0 { 18.0 } else { 8.0 };
    Rect::from_min_max(rect.min + vec2(room, 0.0), rect.max - vec2(8.0, 0.0))
}

/// Text at the left, numbers at the right.
fn cell_text(ui: &Ui, rect: Rect, text: &str, face: Face, size: f32, role: Role, right: bool) {
    if !right {
        parts::text_in(ui, rect, text, face, size, role);
        return;
    }
    let colour = theme::colour(ui, role);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), theme::font(face, size), colour);
    if galley.size().x > rect.width() {
        parts::text_in(ui, rect, text, face, size, role);
    } else {
        let at = pos2(rect.right() - galley.size().x, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, colour);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_read_the_same_in_every_zone_and_hours_are_the_zones() {
        let seoul = TimeZone::get("Asia/Seoul").expect("a bundled zone");
        let shown = |text: &str, zone: &TimeZone| {
            shown_text(&Facts::default(), Value::Date(text.parse().expect("a date")), zone)
        };
        assert_eq!(shown("2024-03-07", &seoul), "2024-03-07");
        assert_eq!(shown("2024-03-07T20:05Z", &seoul), "2024-03-08 05:05");
        assert_eq!(shown("2024-03-07T20:05Z", &TimeZone::UTC), "2024-03-07T20:05Z");
    }

    #[test]
    fn an_interval_stands_in_words() {
        let shown =
            |text: &str| shown_text(&Facts::default(), Value::Dates(text.parse().expect("dates")), &TimeZone::UTC);
        assert_eq!(shown("2024-03-26"), "2024-03-26");
        assert_eq!(shown("2024-03-07/2024-03-22"), "7 to 22 March 2024");
    }

    #[test]
    fn a_long_note_is_one_line_and_cut() {
        let note = "first\nsecond ".repeat(10_000);
        let shown = shown_text(&Facts::default(), Value::Text(note.into()), &TimeZone::UTC);
        assert!(shown.starts_with("first second first") && shown.chars().count() == LETTERS);
    }
}
