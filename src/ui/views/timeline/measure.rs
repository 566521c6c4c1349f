//! The measure tool: a bracket between two points of the timeline, with the time between them.

use egui::{CursorIcon, Pos2, Rect, Role as AccessRole, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::hand::{Canvas, SLOP};
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::figure::timeline::interval::{Interval, Mark, end_at, marks_of};
use crate::figure::wording::zone_name;
use crate::ui::action::Action;
use crate::ui::gesture::{Gesture, Outcome};
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::Verb;

/// Takes the pointer while the tool is in hand, and shows what is or was measured.
pub(super) fn show(ui: &Ui, session: &mut Session, canvas: &Canvas, actions: &mut Vec<Action>) {
    if session.gesture.is_measuring() {
        work(ui, session, canvas);
    }
    let Some((interval, y)) = session.measured.clone() else { return };
    let lanes = canvas.lanes();
    let y = (f64::from(lanes.top()) + y - session.scroll) as f32;
    bracket(ui, session, canvas, &interval, y, Some(actions));
    let copies = ui.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::Copy)));
    if copies && !ui.ctx().text_edit_focused() {
        actions.push(Action::Do(Verb::CopyMeasured));
    }
}

fn work(ui: &Ui, session: &mut Session, canvas: &Canvas) {
    let lanes = canvas.lanes();
    let response = ui.interact(lanes, ui.scope_id().with("measure"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(AccessRole::Pane, true, "Measure between two points"));
    if response.contains_pointer() {
        ui.set_cursor_icon(CursorIcon::Crosshair);
    }
    let (at, pressed, released) = ui.input(|input| {
        let pointer = &input.pointer;
        (pointer.interact_pos().or(pointer.latest_pos()), pointer.primary_pressed(), pointer.primary_released())
    });
    let Some(at) = at else { return };
    let mark = mark_at(session, canvas, at);
    if pressed && response.contains_pointer() {
        session.gesture.press_measure(mark.clone());
    }
    if released {
        let slop = SLOP * canvas.axis.seconds_per_point();
        if let Outcome::Measured(interval) = session.gesture.release_measure(mark.clone(), slop) {
            session.measured = Some((interval, f64::from(at.y - lanes.top()) + session.scroll));
            return;
        }
    }
    match &session.gesture {
        Gesture::Measure { from, .. } => {
            let interval = Interval::between(from.clone(), mark);
            bracket(ui, session, canvas, &interval, at.y, None);
        }
        _ if lanes.contains(at) => {
            let hint = if mark.name.is_empty() { "Drag, or click twice, to measure".to_owned() } else { mark.name };
            super::readout::show(ui, at, &[hint], Role::Secondary);
        }
        _ => {}
    }
}

/// The end that is meant at a point: drawn to what lies in the same row.
fn mark_at(session: &Session, canvas: &Canvas, at: Pos2) -> Mark {
    let y = at.y - canvas.rect.top();
    let row = canvas.hits.iter().filter(|hit| hit.rect.top <= y && y < hit.rect.bottom).map(|hit| &hit.item);
    end_at(canvas.time(at), &canvas.axis, &marks_of(&session.facts, row))
}

/// Draws an interval at a height; one that stays has a name and a menu.
fn bracket(
    ui: &Ui,
    session: &Session,
    canvas: &Canvas,
    interval: &Interval,
    y: f32,
    actions: Option<&mut Vec<Action>>,
) {
    let lanes = canvas.lanes();
    let y = y.clamp(lanes.top() + 44.0, (lanes.bottom() - 12.0).max(lanes.top() + 44.0));
    let [left, right] = [&interval.from, &interval.to].map(|end| canvas.x(end.second as f64));
    let accent = theme::colour(ui, Role::Accent);
    let painter = ui.painter().with_clip_rect(lanes);
    let (thin, thick) = (Stroke::new(1.0, accent.gamma_multiply(0.5)), Stroke::new(2.0, accent));
    for x in [left, right] {
        painter.extend(egui::Shape::dashed_line(&[pos2(x, lanes.top()), pos2(x, lanes.bottom())], thin, 2.0, 4.0));
        painter.line_segment([pos2(x, y - 7.0), pos2(x, y + 7.0)], thick);
    }
    painter.line_segment([pos2(left, y), pos2(right, y)], thick);
    let [from, to] = interval.ends(&session.zone);
    let lines = [interval.length(), format!("{from} to {to}, {}", zone_name(&session.zone))];
    let styles = [(Face::SemiBold, theme::BODY, Role::Text), (Face::Regular, theme::CAPTION, Role::Secondary)];
    let galleys = lines.map(|line| line).into_iter().zip(styles).map(|(line, (face, size, role))| {
        painter.layout_no_wrap(line, theme::font(face, size), theme::colour(ui, role))
    });
    let galleys: Vec<_> = galleys.collect();
    let width = galleys.iter().map(|galley| galley.size().x).fold(0.0, f32::max) + 16.0;
    let height = galleys.iter().map(|galley| galley.size().y).sum::<f32>() + 8.0;
    let middle = f32::midpoint(left.max(lanes.left()), right.min(lanes.right()));
    let least = lanes.left() + 4.0;
    let corner = pos2((middle - width / 2.0).clamp(least, (lanes.right() - width - 4.0).max(least)), y - height - 8.0);
    let plate = Rect::from_min_size(corner, vec2(width, height));
    painter.rect(plate, 5.0, theme::colour(ui, Role::Panel), Stroke::new(1.0, accent), StrokeKind::Outside);
    let mut top = plate.top() + 4.0;
    for galley in galleys {
        let size = galley.size();
        painter.galley(pos2(plate.center().x - size.x / 2.0, top), galley, accent);
        top += size.y;
    }
    let Some(actions) = actions else { return };
    let response = ui.interact(plate, ui.scope_id().with("measured"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(AccessRole::Button, true, interval.sentence(&session.zone)));
    response.context_menu(|ui| {
        if ui.button("Copy as a sentence").clicked() {
            actions.push(Action::Do(Verb::CopyMeasured));
        }
        if ui.button("Measure again").clicked() {
            actions.push(Action::Do(Verb::Measure));
        }
    });
    response.on_hover_text("Ctrl+C copies it as a sentence, Escape takes it away");
}
