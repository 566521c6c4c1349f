//! Where the timeline looks: the view of a frame, what brings a visit into it, wheel and scroll bar.

use egui::{Pos2, Rect, Role as AccessRole, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::figure::axis::TimeAxis;
use crate::figure::palette::Role;
use crate::figure::timeline::TimelineView;
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::widgets::shared_axis::{BAR, header_width};

pub(super) fn view_of(session: &Session, rect: Rect) -> TimelineView {
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

/// The range of an axis, kept within what can be shown.
pub(super) fn range_of(axis: TimeAxis) -> (f64, f64) {
    let axis = axis.clamped();
    (axis.from, axis.to)
}

/// Scrolls and pans so that the visit asked for is seen, and no further than that needs.
pub(super) fn bring_into_view(ui: &Ui, session: &mut Session, view: &mut TimelineView, room: f64) {
    let Some(visit) = session.reveal.take() else { return };
    let time = ui.input(|input| input.time);
    if let Some(top) = session.lanes.row_top(visit) {
        let margin = 2.0 * f64::from(theme::ROW);
        let held = session.lanes.pinned_height();
        let scroll = if top < held {
            session.scroll
        } else if top < session.scroll + held + margin {
            (top - held - margin).max(0.0)
        } else if top + margin > session.scroll + room {
            top + margin - room
        } else {
            session.scroll
        };
        if scroll != session.scroll {
            session.range.step_scroll(scroll, time);
            session.scroll = scroll;
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
pub(super) fn wheel(ui: &Ui, session: &mut Session, view: &TimelineView, rect: Rect, pointer: Option<Pos2>) {
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

/// A bar at the right as long as what is seen of the lanes.
pub(super) fn scroll_bar(ui: &Ui, session: &mut Session, rect: Rect, lanes_top: f32, room: f64) {
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
