//! The lanes themselves: what is painted, and who takes the pointer in which order.

use egui::{Role as AccessRole, Sense, Ui, WidgetInfo};

use super::hand::Canvas;
use super::navigate::{bring_into_view, scroll_bar, view_of, wheel};
use super::{grips, hand, hint, lane_bar, measure, player, touch};
use crate::figure::measure::plex;
use crate::figure::scene::Item;
use crate::figure::timeline::{self, TimelineOptions};
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::widgets::painter;

/// Draws the lanes. `elsewhere` is the instant that the pointer is at on the overview strip.
pub(super) fn show(ui: &mut Ui, session: &mut Session, actions: &mut Vec<Action>, elsewhere: Option<f64>) {
    let rect = ui.max_rect();
    let id = ui.scope_id().with("lanes");
    let background = ui.interact(rect, id, Sense::click_and_drag());
    background.widget_info(|| WidgetInfo::labeled(AccessRole::Pane, true, "Timeline"));

    let lanes_top = timeline::lanes_top(&session.facts, &session.layers);
    let room = f64::from((rect.height() - lanes_top).max(0.0));
    let mut view = view_of(session, rect);
    bring_into_view(ui, session, &mut view, room);
    let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|_| ui.rect_contains_pointer(rect));
    wheel(ui, session, &view, rect, pointer);
    hand::pan(ui, session, &view, &background, rect);
    player::advance(ui, session);
    session.room = room;
    session.scroll = session.scroll.clamp(0.0, (session.lanes.height() - room).max(0.0));
    session.range.scrolled(session.scroll);
    view = view_of(session, rect);

    let over_lanes = pointer.filter(|at| at.x > rect.left() + view.header_width);
    let here = over_lanes.map(|at| view.axis().time(at.x - rect.left()));
    set_cursor(ui, session, here.or(elsewhere));
    let hovered = session.hovered.clone().or_else(|| session.pointed.map(|visit| Item::Entity(visit.into())));
    let options = TimelineOptions {
        zone: session.zone.clone(),
        layers: &session.layers,
        selected: &session.selection,
        hovered: hovered.as_ref(),
        show_events: true,
        show_axis: true,
        sticky: true,
        cursor: session.cursor,
        measure: &plex,
    };
    let scene = timeline::scene(&session.facts, &session.lanes, &view, &options);
    painter::paint(ui, &scene, rect.min, rect);

    let canvas = Canvas { rect, axis: view.axis(), lanes_top, hits: &scene.hits };
    let grips = grips::of(session, &scene.hits, &canvas.axis, rect);
    let on_grip = grips::is_over(&grips, pointer) || session.gesture.is_measuring();
    let touched = touch::touch(ui, session, actions, &scene.hits, rect, on_grip);
    let mut hovered = touched.clone();
    if hovered.is_none()
        && !on_grip
        && let Some(at) = over_lanes
    {
        hovered = touch::point_at_curve(ui, session, actions, &scene, &background, at, rect);
    }
    if background.clicked() && !session.selection.is_empty() && hovered.is_none() && !on_grip {
        actions.push(Action::SelectAll(Vec::new()));
    }
    let hovered = hovered.or_else(|| grips::stays_over(session, &scene.hits, over_lanes, rect));
    hand::press(ui, session, &canvas, &grips, &background);
    grips::remember(ui, &grips);
    let gripped = grips::show(ui, session, &grips, &canvas.axis, rect, actions);
    let lit = hand::drag_on(ui, session, &canvas, actions);
    session.hovered = lit.or(gripped).map(|visit| Item::Entity(visit.into())).or(hovered);
    measure::show(ui, session, &canvas, actions);
    scroll_bar(ui, session, rect, lanes_top, room);
    player::show(ui, session, canvas.lanes(), actions);
    let corner = egui::Rect::from_min_size(rect.min, egui::vec2(view.header_width, timeline::AXIS_HEIGHT));
    lane_bar::show(ui, session, actions, corner);
    let below = egui::Rect::from_min_max(egui::pos2(rect.left(), rect.top() + timeline::AXIS_HEIGHT), rect.max);
    hint::show(ui, session, actions, below);
}

/// The instant that every view marks; views that were drawn before this one are drawn again when it changes.
fn set_cursor(ui: &Ui, session: &mut Session, pointed: Option<f64>) {
    let cursor = session.playback.map(|playback| playback.at).or(pointed);
    if cursor != session.cursor {
        session.cursor = cursor;
        ui.ctx().request_repaint();
    }
}
