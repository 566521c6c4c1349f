//! Visits as rows: sorted by any column, sharing selection and query with the timeline.

use egui::{Rect, Sense, Stroke, Ui, pos2, vec2};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, Table, TableDelegate};
use jiff::tz::TimeZone;

use crate::base::interval::{BoundName, Presence};
use crate::base::time::{Precision, Utc};
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::figure::wording::clock;
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef, VisitId};
use crate::model::naming;
use crate::model::visit::{Activity, Visit};
use crate::ui::action::{Action, Pick};
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::Verb;
use crate::ui::widgets::parts;

/// A column: heading, width, and the text of a cell.
struct Field {
    heading: &'static str,
    width: f32,
    text: fn(&Facts, &Visit, &TimeZone) -> String,
}

const FIELDS: [Field; 11] = [
    Field { heading: "Visit", width: 66.0, text: |_, visit, _| format!("V-{}", visit.id.0) },
    Field {
        heading: "Vessel",
        width: 124.0,
        text: |facts, visit, _| facts.vessels.get(visit.vessel).map_or(String::new(), |v| v.name.clone()),
    },
    Field {
        heading: "Place",
        width: 140.0,
        text: |facts, visit, _| facts.places.get(visit.place).map_or(String::new(), |p| p.name.clone()),
    },
    Field { heading: "Not before", width: 88.0, text: |_, visit, zone| bound(visit, BoundName::NotBefore, zone) },
    Field { heading: "First seen", width: 88.0, text: |_, visit, zone| bound(visit, BoundName::FirstSeen, zone) },
    Field { heading: "Last seen", width: 88.0, text: |_, visit, zone| bound(visit, BoundName::LastSeen, zone) },
    Field { heading: "Not after", width: 88.0, text: |_, visit, zone| bound(visit, BoundName::NotAfter, zone) },
    Field { heading: "Activity", width: 96.0, text: |_, visit, _| visit.activity.word().to_owned() },
    Field { heading: "Hedge", width: 80.0, text: |_, visit, _| visit.hedge.word().to_owned() },
    Field { heading: "Shipment", width: 80.0, text: |facts, visit, _| shipment(facts, visit) },
    Field { heading: "Tags", width: 200.0, text: |facts, visit, _| tags(facts, visit) },
];

/// Days, months and years as they are written; what is finer, on the clock of the zone that is shown.
fn bound(visit: &Visit, name: BoundName, zone: &TimeZone) -> String {
    let Some(when) = visit.bounds.get(name) else { return String::new() };
    if when.precision() <= Precision::Day || *zone == TimeZone::UTC {
        return when.to_string();
    }
    let local = when.start().in_zone(zone);
    format!("{} {}", local.date(), clock(local))
}

fn shipment(facts: &Facts, visit: &Visit) -> String {
    let found = facts.links().shipments_of(visit.id).filter_map(|id| facts.shipments.get(id));
    found
        .map(|shipment| format!("S-{}{}", shipment.number, if shipment.is_half_open() { " open" } else { "" }))
        .collect::<Vec<_>>()
        .join(", ")
}

fn tags(facts: &Facts, visit: &Visit) -> String {
    let names = visit.tags.iter().filter_map(|tag| facts.tags.get(*tag)).map(|tag| tag.name.as_str());
    names.collect::<Vec<_>>().join(", ")
}

/// What the order was made from: versions, the query's answer, the column.
type MadeFrom = ([u64; 3], u64, (usize, bool));

/// The table's own state: the order, and the rows in it, made anew only when something changed.
#[derive(Default)]
pub struct TableView {
    sort: (usize, bool),
    rows: Vec<VisitId>,
    made_from: Option<MadeFrom>,
}

impl TableView {
    /// Draws the table.
    pub fn show(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        self.refresh(session);
        if self.rows.is_empty() {
            let (title, hint, action, verb) = if session.query.matches.is_some() {
                (
                    "The query shows no visit",
                    "Everything is still there, only hidden.",
                    "Clear the query",
                    Verb::ClearQuery,
                )
            } else {
                ("No rows yet", "Every visit is a row here, with its four bounds.", "Quick add a visit", Verb::QuickAdd)
            };
            if parts::empty(ui, title, hint, Some(action)) {
                actions.push(Action::Do(verb));
            }
            return;
        }
        let columns: Vec<Column> =
            FIELDS.iter().map(|field| Column::new(field.width).range(40.0..=600.0).resizable(true)).collect();
        let mut delegate = Delegate { session, actions, rows: &self.rows, sort: self.sort, clicked: None };
        Table::new()
            .id_salt("visits")
            .num_rows(self.rows.len() as u64)
            .columns(columns)
            .num_sticky_cols(1)
            .headers([HeaderRow::new(theme::ROW)])
            .show(ui, &mut delegate);
        if let Some(column) = delegate.clicked {
            self.sort = (column, self.sort.0 == column && !self.sort.1);
        }
    }

    fn refresh(&mut self, session: &Session) {
        let versions = &session.versions;
        // Tags, names and shipments matter to the order only when it is by them.
        let names = versions.of(EntityKind::Vessel) + versions.of(EntityKind::Place);
        let from = match self.sort.0 {
            0 => [versions.visits_laid, 0, 0],
            1 | 2 => [versions.visits_laid, names, 0],
            9 => [versions.visits_laid, 0, versions.of(EntityKind::Shipment)],
            _ => [versions.visits_laid, versions.of(EntityKind::Visit), versions.of(EntityKind::Tag)],
        };
        let wanted = (from, versions.asked, self.sort);
        if self.made_from == Some(wanted) {
            return;
        }
        let facts = &session.facts;
        let visits = facts.visits.iter().filter(|visit| session.shows(visit.id.into()));
        let (column, down) = self.sort;
        self.rows = visits.map(|visit| visit.id).collect();
        match column {
            0 => {}
            // Dates sort as times, not as text.
            3..=6 => {
                let name =
                    [BoundName::NotBefore, BoundName::FirstSeen, BoundName::LastSeen, BoundName::NotAfter][column - 3];
                self.rows.sort_by_cached_key(|id| facts.visits.get(*id).and_then(|visit| visit.bounds.get(name)));
            }
            _ => {
                let text = FIELDS[column.min(FIELDS.len() - 1)].text;
                self.rows.sort_by_cached_key(|id| {
                    facts.visits.get(*id).map(|visit| crate::base::text::fold(&text(facts, visit, &session.zone)))
                });
            }
        }
        if down {
            self.rows.reverse();
        }
        self.made_from = Some(wanted);
    }
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

struct Delegate<'a> {
    session: &'a Session,
    actions: &'a mut Vec<Action>,
    rows: &'a [VisitId],
    sort: (usize, bool),
    clicked: Option<usize>,
}

impl Delegate<'_> {
    /// Where a row stands in the order, and its visit.
    fn visit(&self, row: u64) -> Option<(usize, &Visit)> {
        let at = usize::try_from(row).ok()?;
        let visit = self.session.facts.visits.get(*self.rows.get(at)?)?;
        Some((at, visit))
    }
}

impl TableDelegate for Delegate<'_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        let column = cell.col_range.start;
        if ui.is_sizing_pass() {
            ui.set_min_width(FIELDS[column].width);
            return;
        }
        let rect = ui.max_rect();
        let response = ui.interact(rect, ui.scope_id().with("sort"), Sense::click());
        let heading = FIELDS[column].heading;
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ColumnHeader, true, format!("Sort by {heading}")));
        let mark = match self.sort {
            (sorted, false) if sorted == column => " ↑",
            (sorted, true) if sorted == column => " ↓",
            _ => "",
        };
        let area = inset(rect, column);
        parts::text_in(ui, area, &format!("{heading}{mark}"), Face::Medium, theme::CAPTION, Role::Secondary);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme::colour(ui, Role::Hairline)));
        if response.clicked() {
            self.clicked = Some(column);
        }
    }

    /// One widget a row, not one a cell: cheaper, and a screen reader says a visit and not eleven words.
    fn row_ui(&mut self, ui: &mut Ui, row: u64) {
        let Some((at, visit)) = self.visit(row) else { return };
        let item = EntityRef::from(visit.id);
        let rect = ui.max_rect();
        let selected = self.session.selection.contains(&item);
        let response = ui.interact(rect, ui.scope_id().with("row"), Sense::click());
        let facts = &self.session.facts;
        let presence = self.session.cursor.map_or(Presence::Not, |at| visit.bounds.at(Utc(at as i64)));
        response.widget_info(|| {
            let then = match presence {
                Presence::Surely => ", there then",
                Presence::Perhaps => ", perhaps there then",
                Presence::Not => "",
            };
            let name = format!("V-{}, {}{then}", visit.id.0, naming::visit(facts, visit.id));
            egui::WidgetInfo::selected(egui::Role::Row, true, selected, name)
        });
        if selected {
            ui.painter().rect_filled(rect, 0.0, theme::colour(ui, Role::Selection));
        } else if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, 0.0, theme::colour(ui, Role::AccentTint));
        }
        mark(ui, rect, presence, selected);
        if response.hovered() {
            self.actions.push(Action::Point(visit.id));
        }
        if response.clicked() {
            let modifiers = ui.input(|input| input.modifiers);
            let from = self.session.primary.and_then(EntityRef::as_id);
            let from = from.filter(|_| modifiers.shift).and_then(|id| self.rows.iter().position(|row| *row == id));
            self.actions.push(match from {
                Some(from) => {
                    let range = &self.rows[from.min(at)..=from.max(at)];
                    Action::SelectAll(range.iter().map(|id| EntityRef::from(*id)).collect())
                }
                None if modifiers.command => Action::Select(item, Pick::Toggle),
                None => Action::Reveal(item),
            });
        }
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        // Cells are painted into the room they get, so that they say here how much they want.
        if ui.is_sizing_pass() {
            ui.set_min_width(FIELDS[cell.col_nr].width);
            return;
        }
        let Some((_, visit)) = self.visit(cell.row_nr) else { return };
        let text = (FIELDS[cell.col_nr].text)(&self.session.facts, visit, &self.session.zone);
        if text.is_empty() {
            return;
        }
        let face = if cell.col_nr == 1 { Face::Medium } else { Face::Regular };
        let role = match (cell.col_nr, visit.activity) {
            (7, Activity::Loading) => Role::Loading,
            (7, Activity::Discharging) => Role::Discharging,
            (0, _) => Role::Secondary,
            _ => Role::Text,
        };
        parts::text_in(ui, inset(ui.max_rect(), cell.col_nr), &text, face, theme::SECONDARY, role);
    }

    fn default_row_height(&self) -> f32 {
        theme::ROW
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::interval::Bounds;
    use crate::model::ids::{PlaceId, VesselId};

    #[test]
    fn days_read_the_same_in_every_zone_and_hours_are_the_zones() {
        let seoul = TimeZone::get("Asia/Seoul").expect("a bundled zone");
        let shown = |text: &str, zone: &TimeZone| {
            let bounds = Bounds::within(text.parse().ok(), None);
            let visit = Visit::new(VisitId::new(1), VesselId::new(1), PlaceId::new(1), bounds);
            bound(&visit, BoundName::NotBefore, zone)
        };
        assert_eq!(shown("2024-03-07", &seoul), "2024-03-07");
        assert_eq!(shown("2024-03-07T20:05Z", &seoul), "2024-03-08 05:05");
        assert_eq!(shown("2024-03-07T20:05Z", &TimeZone::UTC), "2024-03-07T20:05Z");
    }
}
