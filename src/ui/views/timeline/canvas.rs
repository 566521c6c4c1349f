//! The lanes themselves: what is painted, and what pointer and wheel do to it.

use egui::{
    Id, Modifiers, PointerButton, Pos2, Rect, Response, Role as AccessRole, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use super::hover;
use crate::figure::axis::TimeAxis;
use crate::figure::measure;
use crate::figure::palette::Role;
use crate::figure::scene::{Hit, Item, Point, Scene};
use crate::figure::timeline::{self, TimelineOptions, TimelineView};
use crate::model::ids::EntityKind;
use crate::ui::action::{Action, Pick};
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::widgets::painter;

/// Width of the scroll bar at the right.
const BAR: f32 = 10.0;

/// Width of the lane headers in a canvas of the given width.
#[must_use]
pub fn header_width(width: f32) -> f32 {
    (width * 0.22).clamp(150.0, 280.0).round()
}

pub(super) fn show(ui: &mut Ui, session: &mut Session, actions: &mut Vec<Action>) {
    let rect = ui.max_rect();
    let id = ui.scope_id().with("lanes");
    let background = ui.interact(rect, id, Sense::click_and_drag());
    background.widget_info(|| WidgetInfo::labeled(AccessRole::Pane, true, "Timeline"));

    let lanes_top = timeline::AXIS_HEIGHT + timeline::EVENTS_HEIGHT;
    let room = f64::from((rect.height() - lanes_top).max(0.0));
    let mut view = view_of(session, rect);
    bring_into_view(session, &mut view, room);
    let pointer = background.hover_pos().filter(|_| background.contains_pointer());
    wheel(ui, session, &view, rect, pointer);
    let band = drag(ui, session, &view, &background, rect);
    session.room = room;
    session.scroll = session.scroll.clamp(0.0, (session.lanes.height() - room).max(0.0));
    view = view_of(session, rect);

    let over_lanes = pointer.filter(|at| at.x > rect.left() + view.header_width);
    let cursor = over_lanes.map(|at| view.axis().time(at.x - rect.left()));
    let options = TimelineOptions {
        zone: session.zone.clone(),
        colouring: session.colouring,
        selected: &session.selection,
        hovered: session.hovered.as_ref(),
        show_events: true,
        show_axis: true,
        cursor,
        measure: &measure::plex,
    };
    let scene = timeline::scene(&session.facts, &session.lanes, &view, &options);
    painter::paint(ui, &scene, rect.min, rect);

    session.hovered = touch(ui, session, actions, &scene.hits, rect);
    if session.hovered.is_none()
        && let Some(at) = over_lanes
    {
        session.hovered = point_at_curve(ui, session, actions, &scene, &background, at, rect);
    }
    if let Some(band) = band {
        let accent = theme::colour(ui, Role::Accent);
        ui.painter().rect(band, 2.0, accent.gamma_multiply(0.12), Stroke::new(1.0, accent), StrokeKind::Inside);
    }
    if background.clicked() && !session.selection.is_empty() && session.hovered.is_none() {
        actions.push(Action::SelectAll(Vec::new()));
    }
    scroll_bar(ui, session, rect, lanes_top, room);
}

fn view_of(session: &Session, rect: Rect) -> TimelineView {
    let (axis_from, axis_to) = session.range.now();
    TimelineView {
        axis_from,
        axis_to,
        scroll: session.scroll,
        width: rect.width() - BAR,
        height: rect.height(),
        header_width: header_width(rect.width()),
    }
}

fn range_of(axis: TimeAxis) -> (f64, f64) {
    let axis = axis.clamped();
    (axis.from, axis.to)
}

/// Scrolls and pans so that the visit asked for is seen, and no further than that needs.
fn bring_into_view(session: &mut Session, view: &mut TimelineView, room: f64) {
    let Some(visit) = session.reveal.take() else { return };
    if let Some(top) = session.lanes.row_top(visit) {
        let margin = 2.0 * f64::from(theme::ROW);
        if top < session.scroll + margin {
            session.scroll = (top - margin).max(0.0);
        } else if top + margin > session.scroll + room {
            session.scroll = top + margin - room;
        }
    }
    let extent = session.facts.visits.get(visit).and_then(|visit| visit.bounds.extent());
    if let Some((from, to)) = extent {
        let (from, to) = (from.0 as f64, to.0 as f64);
        let (left, right) = session.range.now();
        if to < left || from > right {
            let half = ((right - left) / 2.0).max((to - from) * 0.6);
            let middle = f64::midpoint(from, to);
            session.range.jump((middle - half, middle + half));
        }
    }
    (view.axis_from, view.axis_to) = session.range.now();
    view.scroll = session.scroll;
}

/// The wheel zooms about the pointer; over the headers, or with Shift, it scrolls the lanes. Sideways it pans.
fn wheel(ui: &Ui, session: &mut Session, view: &TimelineView, rect: Rect, pointer: Option<Pos2>) {
    let Some(at) = pointer else { return };
    let (delta, zoom, shift, time) =
        ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta(), input.modifiers.shift, input.time));
    let on_headers = at.x < rect.left() + view.header_width;
    if on_headers || shift {
        session.scroll -= f64::from(delta.x + delta.y);
        return;
    }
    let axis = view.axis();
    if delta.y != 0.0 || zoom != 1.0 {
        let factor = f64::from(-delta.y * 0.004).exp() / f64::from(zoom);
        session.range.step(range_of(axis.zoomed(at.x - rect.left(), factor)), time);
    } else if delta.x != 0.0 {
        session.range.step(range_of(axis.panned(delta.x)), time);
    }
}

/// A drag pans in both directions; with Shift it marks a range to zoom to, which is returned for drawing.
fn drag(ui: &Ui, session: &mut Session, view: &TimelineView, background: &Response, rect: Rect) -> Option<Rect> {
    let start_id = background.id.with("range");
    let (shift, time) = ui.input(|input| (input.modifiers.shift, input.time));
    if background.drag_started_by(PointerButton::Primary)
        && shift
        && let Some(origin) = ui.input(|input| input.pointer.press_origin())
    {
        ui.data_mut(|data| data.insert_temp(start_id, origin.x));
    }
    let start: Option<f32> = ui.data(|data| data.get_temp(start_id));
    if let Some(start) = start {
        let now = background.interact_pointer_pos().map_or(start, |at| at.x);
        let left = start.min(now).max(rect.left() + view.header_width);
        let right = start.max(now);
        if background.drag_stopped() || ui.input(|input| input.key_pressed(egui::Key::Escape)) {
            ui.data_mut(|data| data.remove::<f32>(start_id));
            if background.drag_stopped() && right - left > 4.0 {
                let axis = view.axis();
                let (from, to) = (axis.time(left - rect.left()), axis.time(right - rect.left()));
                session.range.jump(range_of(TimeAxis { from, to, ..axis }));
            }
            return None;
        }
        return Some(Rect::from_min_max(pos2(left, rect.top()), pos2(right.max(left), rect.bottom())));
    }
    if background.dragged_by(PointerButton::Primary) || background.dragged_by(PointerButton::Middle) {
        let moved = background.drag_delta();
        if moved.x != 0.0 {
            session.range.step(range_of(view.axis().panned(moved.x)), time);
        }
        session.scroll -= f64::from(moved.y);
        ui.set_cursor_icon(egui::CursorIcon::Grabbing);
    }
    None
}

/// Makes everything that was painted and can be pointed at into a widget with a name: for pointer, keyboard, screen
/// reader and test alike. Returns what the pointer is over.
fn touch(ui: &Ui, session: &Session, actions: &mut Vec<Action>, hits: &[Hit], rect: Rect) -> Option<Item> {
    let mut hovered = None;
    for hit in hits {
        let area = Rect::from_min_max(pos2(hit.rect.left, hit.rect.top), pos2(hit.rect.right, hit.rect.bottom));
        let area = area.translate(rect.min.to_vec2()).intersect(rect);
        if !area.is_positive() {
            continue;
        }
        let id = item_id(ui, &hit.item);
        let response = ui.interact(area, id, Sense::click());
        let selected = matches!(hit.item, Item::Entity(item) if session.selection.contains(&item));
        response.widget_info(|| WidgetInfo::selected(AccessRole::Button, true, selected, &hit.label));
        if response.hovered() || response.has_focus() {
            hovered = Some(hit.item.clone());
        }
        if response.has_focus() {
            ui.painter().rect_stroke(
                area.expand(2.0),
                4.0,
                Stroke::new(1.5, theme::colour(ui, Role::Accent)),
                StrokeKind::Outside,
            );
        }
        if response.clicked() {
            click(session, actions, &hit.item, ui.input(|input| input.modifiers));
        }
        if response.double_clicked()
            && let Item::Entity(item) = hit.item
            && item.kind == EntityKind::Visit
        {
            actions.push(Action::Do(crate::ui::verb::Verb::FitSelection));
        }
        if !matches!(hit.item, Item::Lane(_)) {
            response.on_hover_ui_at_pointer(|ui| hover::card(ui, session, &hit.item));
        }
    }
    hovered
}

/// A shipment's curve under the pointer, where no bar is: it can be clicked along its whole length.
fn point_at_curve(
    ui: &Ui,
    session: &Session,
    actions: &mut Vec<Action>,
    scene: &Scene,
    background: &Response,
    at: Pos2,
    rect: Rect,
) -> Option<Item> {
    let local = at - rect.min.to_vec2();
    let item = scene.curve_at(Point { x: local.x, y: local.y }, 5.0)?.item.clone();
    if background.clicked() {
        click(session, actions, &item, ui.input(|input| input.modifiers));
    }
    ui.set_cursor_icon(egui::CursorIcon::PointingHand);
    background.clone().on_hover_ui_at_pointer(|ui| hover::card(ui, session, &item));
    Some(item)
}

/// Ids by what a thing is, never by where it stands in the list: hovering changes the list.
fn item_id(ui: &Ui, item: &Item) -> Id {
    let scope = ui.scope_id();
    match item {
        Item::Entity(item) => scope.with(item),
        Item::Fold { lane, from, to, count } => scope.with(("fold", lane, from, to, count)),
        Item::Lane(lane) => scope.with(("lane", lane)),
    }
}

fn click(session: &Session, actions: &mut Vec<Action>, item: &Item, modifiers: Modifiers) {
    let pick = if modifiers.command || modifiers.shift { Pick::Toggle } else { Pick::Only };
    match item {
        Item::Entity(item) => actions.push(Action::Select(*item, pick)),
        Item::Fold { from, to, .. } => {
            let room = ((to - from) as f64 * 0.1).max(1_800.0);
            actions.push(Action::Range(*from as f64 - room, *to as f64 + room));
        }
        Item::Lane(lane) => {
            let Some(info) = session.lanes.lane(*lane) else { return };
            match (info.kind, session.lanes.reference(*lane)) {
                (crate::figure::lanes::LaneKind::Group, Some(group)) => actions.push(Action::Fold(group)),
                (crate::figure::lanes::LaneKind::Lane, Some(vessel)) => actions.push(Action::Select(vessel, pick)),
                (_, None) => {}
            }
        }
    }
}

/// A bar at the right as long as what is seen of the lanes.
fn scroll_bar(ui: &Ui, session: &mut Session, rect: Rect, lanes_top: f32, room: f64) {
    let whole = session.lanes.height();
    if whole <= room || room <= 0.0 {
        return;
    }
    let track = Rect::from_min_max(pos2(rect.right() - BAR, rect.top() + lanes_top), rect.right_bottom());
    let length = (track.height() * (room / whole) as f32).max(28.0);
    let travel = (track.height() - length).max(1.0);
    let hidden = whole - room;
    let top = track.top() + travel * (session.scroll / hidden) as f32;
    let handle = Rect::from_min_size(pos2(track.left() + 2.0, top), vec2(BAR - 4.0, length));
    let response = ui.interact(track, ui.scope_id().with("scroll"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(AccessRole::ScrollBar, true, "Scroll lanes"));
    if response.dragged() {
        session.scroll += f64::from(response.drag_delta().y / travel) * hidden;
    } else if response.clicked()
        && let Some(at) = response.interact_pointer_pos()
        && !handle.contains(at)
    {
        session.scroll += if at.y < handle.top() { -room } else { room };
    }
    session.scroll = session.scroll.clamp(0.0, hidden);
    let role = if response.hovered() || response.dragged() { Role::Secondary } else { Role::Line };
    ui.painter().rect_filled(handle, 3.0, theme::colour(ui, role));
}
