//! The strip above the lanes: the whole case, and a brush that is the visible range.

use egui::{CursorIcon, Rect, Role as AccessRole, Sense, Ui, WidgetInfo, pos2, vec2};

use super::hand::SLOP;
use super::navigate::range_of;
use crate::figure::axis::TimeAxis;
use crate::figure::measure::plex;
use crate::figure::overview::{self, Strip};
use crate::figure::palette::Role;
use crate::figure::scene::{Face, Item};
use crate::figure::timeline::{TimelineOptions, TimelineView};
use crate::model::visit::Visit;
use crate::ui::action::Action;
use crate::ui::gesture::{Gesture, Grip, Held, Outcome};
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::Verb;
use crate::ui::widgets::painter;
use crate::ui::widgets::parts;
use crate::ui::widgets::shared_axis::header_width;

/// How far from an edge of the brush a drag still takes that edge, in points.
const GRIP: f32 = 6.0;

/// Draws the strip. Returns the instant that the pointer is at.
pub(super) fn show(ui: &mut Ui, session: &mut Session, actions: &mut Vec<Action>) -> Option<f64> {
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
    let axis = overview::overview_axis(&session.lanes, &view);
    let options = TimelineOptions {
        zone: session.zone.clone(),
        layers: &session.layers,
        selected: &session.selection,
        hovered: None,
        show_events: false,
        show_axis: false,
        sticky: false,
        cursor: session.cursor,
        measure: &plex,
    };
    let at = ui.input(|input| input.pointer.latest_pos());
    let time_at = |axis: TimeAxis| Some(axis.time(at?.x - rect.left()));
    let brushed = match session.gesture {
        Gesture::Brush { from } => axis.and_then(time_at).map(|to| (from, to)),
        _ => None,
    };
    let strip = Strip { height: rect.height(), log: session.log_overview, marked: pointed_at(session), brushed };
    let scene = overview::overview(&session.lanes, &view, &options, strip);
    painter::paint(ui, &scene, rect.min, rect);
    scale(ui, session, rect, view.header_width, actions);
    let axis = axis?;
    brush(ui, session, axis, rect, actions);
    let time = at.filter(|at| at.x > rect.left() + axis.left).map(|at| axis.time(at.x - rect.left()));
    time.filter(|_| ui.rect_contains_pointer(rect))
}

/// When the visit was that the pointer is over, here or in another view.
fn pointed_at(session: &Session) -> Option<(f64, f64)> {
    let visit = match &session.hovered {
        Some(Item::Entity(item)) => item.as_id::<Visit>(),
        _ => session.pointed,
    };
    let (from, to) = session.facts.visits.get(visit?)?.bounds.extent()?;
    Some((from.0 as f64, to.0 as f64))
}

/// The scale of the bars as a small word that can be clicked.
fn scale(ui: &Ui, session: &Session, rect: Rect, header: f32, actions: &mut Vec<Action>) {
    let word = if session.log_overview { "log" } else { "linear" };
    let size = vec2(44.0, 18.0);
    let centre = pos2(rect.left() + header - 8.0 - size.x / 2.0, rect.center().y - 7.0);
    let area = Rect::from_center_size(centre, size);
    let response = ui.interact(area, ui.scope_id().with("scale"), Sense::click());
    let name = if session.log_overview { "Overview: logarithmic" } else { "Overview: linear" };
    response.widget_info(|| WidgetInfo::labeled(AccessRole::Button, true, name));
    let is_hot = response.hovered() || response.has_focus();
    if is_hot {
        ui.painter().rect_filled(area, 4.0, theme::colour(ui, Role::AccentTint));
    }
    let colour = theme::colour(ui, if is_hot { Role::Accent } else { Role::Secondary });
    let font = theme::font(Face::Regular, theme::CAPTION);
    ui.painter().text(area.center(), egui::Align2::CENTER_CENTER, word, font, colour);
    let tip = if session.log_overview {
        "Bars grow with the logarithm of the count. Click for a linear scale"
    } else {
        "Bars grow with the count. Click for a logarithmic scale, which shows small counts beside large ones"
    };
    if response.on_hover_text(tip).clicked() {
        actions.push(Action::Do(Verb::OverviewLog));
    }
}

fn brush(ui: &Ui, session: &mut Session, axis: TimeAxis, rect: Rect, actions: &mut Vec<Action>) {
    let (from, to) = session.range.now();
    let x = |second: f64| rect.left() + axis.x(second);
    let (left, right) = (x(from), x(to));
    let id = |salt: &str| ui.scope_id().with(salt);
    let area =
        |left: f32, right: f32| Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom())).intersect(rect);
    let time = ui.input(|input| input.time);
    let seconds = axis.seconds_per_point();

    let strip = ui.interact(area(rect.left() + axis.left, rect.right()), id("strip"), Sense::click_and_drag());
    strip.widget_info(|| WidgetInfo::labeled(AccessRole::Pane, true, "Overview"));
    new_range(ui, session, &strip, axis, rect, actions);
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
    let mut focused = body.has_focus();
    for (edge, at, name) in [(0, left, "Start of the visible range"), (1, right, "End of the visible range")] {
        let grip = ui.interact(area(at - GRIP, at + GRIP), id(name), Sense::drag());
        grip.widget_info(|| WidgetInfo::labeled(AccessRole::Slider, true, name));
        focused |= grip.has_focus();
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
    if focused {
        parts::focus_ring(ui, area(left - 2.0, right + 2.0).shrink2(vec2(0.0, 4.0)));
    }
}

/// A drag on the empty strip brushes a new range, a click centres the range there, two clicks show everything.
fn new_range(
    ui: &Ui,
    session: &mut Session,
    strip: &egui::Response,
    axis: TimeAxis,
    rect: Rect,
    actions: &mut Vec<Action>,
) {
    let (at, origin, released) = ui.input(|input| {
        let pointer = &input.pointer;
        (pointer.interact_pos().or(pointer.latest_pos()), pointer.press_origin(), pointer.any_released())
    });
    let time = |at: egui::Pos2| axis.time(at.x - rect.left());
    if strip.drag_started()
        && let Some(origin) = origin
    {
        session.gesture.press(Grip::Strip, time(origin), Held::default(), false);
    }
    if released
        && matches!(session.gesture, Gesture::Brush { .. })
        && let Some(at) = at
        && let Outcome::Zoom(from, to) = session.gesture.release(time(at), None, SLOP * axis.seconds_per_point())
    {
        session.range.jump(range_of(TimeAxis { from, to, ..axis }));
    }
    if strip.double_clicked() {
        actions.push(Action::Do(Verb::Fit));
    } else if strip.clicked()
        && let Some(at) = strip.interact_pointer_pos()
    {
        let (from, to) = session.range.now();
        let half = (to - from) / 2.0;
        session.range.jump((time(at) - half, time(at) + half));
    }
}
