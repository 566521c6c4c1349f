//! The strip above the lanes: the whole case, and a brush that is the visible range.

use egui::{CursorIcon, Rect, Role as AccessRole, Sense, Ui, WidgetInfo, pos2};

use super::canvas::header_width;
use crate::figure::axis::TimeAxis;
use crate::figure::measure;
use crate::figure::overview;
use crate::figure::timeline::{TimelineOptions, TimelineView};
use crate::ui::session::Session;
use crate::ui::widgets::painter;

/// How far from an edge of the brush a drag still takes that edge, in points.
const GRIP: f32 = 6.0;

pub(super) fn show(ui: &mut Ui, session: &mut Session) {
    let rect = ui.max_rect();
    let (axis_from, axis_to) = session.range.now();
    let view = TimelineView {
        axis_from,
        axis_to,
        scroll: 0.0,
        width: rect.width() - 10.0,
        height: rect.height(),
        header_width: header_width(rect.width()),
    };
    let options = TimelineOptions {
        zone: session.zone.clone(),
        layers: &session.layers,
        selected: &session.selection,
        hovered: None,
        show_events: false,
        show_axis: false,
        cursor: None,
        measure: &measure::plex,
    };
    let scene = overview::overview(&session.lanes, &view, &options, rect.height());
    painter::paint(ui, &scene, rect.min, rect);
    if let Some(axis) = overview::overview_axis(&session.lanes, &view) {
        brush(ui, session, axis, rect);
    }
}

fn brush(ui: &Ui, session: &mut Session, axis: TimeAxis, rect: Rect) {
    let (from, to) = session.range.now();
    let x = |second: f64| rect.left() + axis.x(second);
    let (left, right) = (x(from), x(to));
    let id = |salt: &str| ui.scope_id().with(salt);
    let area =
        |left: f32, right: f32| Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom())).intersect(rect);
    let time = ui.input(|input| input.time);
    let seconds = 1.0 * axis.seconds_per_point();

    let strip = ui.interact(area(rect.left() + axis.left, rect.right()), id("strip"), Sense::click());
    strip.widget_info(|| WidgetInfo::labeled(AccessRole::Pane, true, "Overview"));
    if strip.clicked()
        && let Some(at) = strip.interact_pointer_pos()
    {
        let half = (to - from) / 2.0;
        let middle = axis.time(at.x - rect.left());
        session.range.jump((middle - half, middle + half));
    }
    let body = ui.interact(area(left + GRIP, right - GRIP), id("brush"), Sense::drag());
    body.widget_info(|| WidgetInfo::labeled(AccessRole::Slider, true, "Visible range"));
    let moved = |delta: f32| f64::from(delta) * seconds;
    if body.dragged() {
        let by = moved(body.drag_delta().x);
        session.range.step((from + by, to + by), time);
    }
    if body.hovered() || body.dragged() {
        ui.set_cursor_icon(CursorIcon::Grab);
    }
    for (edge, at, name) in [(0, left, "Start of the visible range"), (1, right, "End of the visible range")] {
        let grip = ui.interact(area(at - GRIP, at + GRIP), id(name), Sense::drag());
        grip.widget_info(|| WidgetInfo::labeled(AccessRole::Slider, true, name));
        if grip.dragged() {
            let by = moved(grip.drag_delta().x);
            let least = 60.0;
            let range = if edge == 0 { ((from + by).min(to - least), to) } else { (from, (to + by).max(from + least)) };
            session.range.step(range, time);
        }
        if grip.hovered() || grip.dragged() {
            ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
    }
}
