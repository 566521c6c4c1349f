//! The cap chart on the timeline's axis: painted from a scene, panned and zoomed as the timeline is.

use egui::{Role as AccessRole, Sense, Ui, WidgetInfo, vec2};

use crate::analysis::ledger::book::Book;
use crate::analysis::ledger::entry::Rules;
use crate::base::time::Utc;
use crate::figure::ledger::{ChartOptions, ChartView, chart};
use crate::figure::measure::plex;
use crate::figure::scene::{Hit, Item};
use crate::model::ids::EntityRef;
use crate::model::shipment::Shipment;
use crate::ui::action::{Action, Pick};
use crate::ui::session::Session;
use crate::ui::verb::Verb;
use crate::ui::widgets::{hits, painter, shared_axis};

/// Draws the chart of one regime. Returns the year of a window that was clicked.
pub(super) fn show(
    ui: &mut Ui,
    session: &mut Session,
    actions: &mut Vec<Action>,
    rules: &Rules,
    book: &Book,
    height: f32,
) -> Option<i64> {
    let (rect, background) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click_and_drag());
    background.widget_info(|| WidgetInfo::labeled(AccessRole::Pane, true, "Cap chart"));
    background.context_menu(|ui| {
        if ui.button("Export this chart…").clicked() {
            actions.push(Action::Do(Verb::ExportLedger));
        }
    });
    let axis = shared_axis::axis(session.range.now(), rect.width());
    let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|_| ui.rect_contains_pointer(rect));
    let time = ui.input(|input| input.time);
    if background.dragged() {
        let moved = axis.panned(background.drag_delta().x);
        session.range.step((moved.from, moved.to), time);
    }
    if let Some(at) = pointer.filter(|at| at.x > rect.left() + axis.left) {
        let (zoom, ctrl) = ui.input(|input| (input.zoom_delta(), input.modifiers.command));
        // The wheel alone scrolls the figures below; with Ctrl it zooms, as everywhere.
        if ctrl && zoom != 1.0 {
            let zoomed = axis.zoomed(at.x - rect.left(), 1.0 / f64::from(zoom));
            session.range.step((zoomed.from, zoomed.to), time);
        }
        let second = axis.time(at.x - rect.left());
        if session.playback.is_none() && session.cursor != Some(second) {
            session.cursor = Some(second);
            ui.ctx().request_repaint();
        }
    }
    let view = ChartView { axis, height };
    let options = ChartOptions { zone: &session.zone, cursor: session.cursor, measure: &plex };
    let scene = chart(&session.facts, rules, book, &view, &options);
    painter::paint(ui, &scene, rect.min, rect);
    let mut touched = false;
    let selected = |item: &Item| matches!(item, Item::Entity(item) if session.selection.contains(item));
    hits::touch(ui, &scene.hits, rect, selected, |hit, response| {
        touched |= response.hovered();
        if response.clicked() {
            click(hit, actions, ui.input(|input| input.modifiers.command));
        }
        if response.hovered() {
            point(session, hit, actions);
        }
        response.on_hover_text_at_pointer(&hit.label);
    });
    let clicked = background.clicked() && !touched;
    let at = pointer.filter(|at| clicked && at.x > rect.left() + axis.left)?;
    Some(rules.start.year_of(Utc(axis.time(at.x - rect.left()) as i64)))
}

fn click(hit: &Hit, actions: &mut Vec<Action>, beside: bool) {
    match &hit.item {
        Item::Entity(item) => {
            actions.push(Action::Select(*item, if beside { Pick::Toggle } else { Pick::Only }));
        }
        Item::Bundle(ids) => actions.push(Action::SelectAll(ids.iter().map(|id| EntityRef::from(*id)).collect())),
        Item::Window { from, to, .. } => actions.push(Action::Range(*from as f64, *to as f64)),
        _ => {}
    }
}

/// The visit of a shipment under the pointer is marked in the other views.
fn point(session: &Session, hit: &Hit, actions: &mut Vec<Action>) {
    let Item::Entity(item) = hit.item else { return };
    let shipment = item.as_id::<Shipment>().and_then(|id| session.facts.shipments.get(id));
    if let Some(visit) = shipment.and_then(|row| row.loading.or(row.discharge)) {
        actions.push(Action::Point(visit));
    }
}
