//! From pointer to gesture: what is pressed, what is shown while it is dragged, and what a release asks for.

use egui::{CursorIcon, PointerButton, Pos2, Rect, Response, Stroke, StrokeKind, Ui, pos2, vec2};

use super::grips::{self, GripAt, rows_of};
use super::navigate::range_of;
use super::readout;
use super::touch::visit_at;
use crate::base::interval::Bounds;
use crate::figure::axis::TimeAxis;
use crate::figure::palette::Role;
use crate::figure::scene::Hit;
use crate::figure::timeline::TimelineView;
use crate::figure::timeline::handles::{self, drag, edited, moved_whole, shifted};
use crate::figure::timeline::snapping::Snap;
use crate::figure::wording;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::ids::VisitId;
use crate::model::visit::Visit;
use crate::ui::action::Action;
use crate::ui::gesture::{Gesture, Grip, Held, Outcome};
use crate::ui::pairing::{Pairing, pairing};
use crate::ui::session::Session;
use crate::ui::theme;

/// How far a press may wander and still mean nothing, in points.
pub(super) const SLOP: f64 = 3.0;

/// What the parts of a gesture need to know of the canvas.
pub(super) struct Canvas<'a> {
    pub rect: Rect,
    pub axis: TimeAxis,
    pub lanes_top: f32,
    pub hits: &'a [Hit],
}

impl Canvas<'_> {
    /// The instant at a point of the screen.
    pub fn time(&self, at: Pos2) -> f64 {
        self.axis.time(at.x - self.rect.left())
    }

    /// Where an instant lies on the screen.
    pub fn x(&self, second: f64) -> f32 {
        self.rect.left() + self.axis.x(second)
    }

    /// Where bars are drawn.
    pub fn lanes(&self) -> Rect {
        let left = self.rect.left() + self.axis.left;
        Rect::from_min_max(
            pos2(left, self.rect.top() + self.lanes_top),
            pos2(self.rect.left() + self.axis.right(), self.rect.bottom()),
        )
    }
}

/// Presses on the canvas itself, and panning: before anything is drawn, so that it follows the pointer at once.
pub(super) fn pan(ui: &Ui, session: &mut Session, view: &TimelineView, background: &Response, rect: Rect) {
    let (held, time) = ui.input(|input| (held(input.modifiers), input.time));
    let axis = view.axis();
    let is_plain = !held.alt && !held.command;
    if (background.drag_started_by(PointerButton::Primary) && is_plain)
        || background.drag_started_by(PointerButton::Middle)
    {
        let origin = ui.input(|input| input.pointer.press_origin());
        if origin.is_some_and(|at| grips::were_at(ui, at)) {
            return;
        }
        let at = origin.map_or(0.0, |at| axis.time(at.x - rect.left()));
        let held = if background.drag_started_by(PointerButton::Middle) { Held::default() } else { held };
        session.gesture.press(Grip::Empty, at, held, false);
    }
    if session.gesture == Gesture::Pan && background.dragged() {
        let moved = background.drag_delta();
        if moved.x != 0.0 {
            session.range.step(range_of(axis.panned(moved.x)), time);
        }
        session.scroll -= f64::from(moved.y);
        ui.set_cursor_icon(CursorIcon::Grabbing);
    }
}

fn held(modifiers: egui::Modifiers) -> Held {
    Held { alt: modifiers.alt, command: modifiers.command, shift: modifiers.shift }
}

/// Presses on bars with Alt or Ctrl, and on grips that the toolkit missed: only now is it known what lies where.
pub(super) fn press(ui: &Ui, session: &mut Session, canvas: &Canvas, grips: &[GripAt], background: &Response) {
    let (origin, modifiers) = ui.input(|input| (input.pointer.press_origin(), input.modifiers));
    let held = held(modifiers);
    if !background.drag_started_by(PointerButton::Primary) {
        return;
    }
    let Some(at) = origin else { return };
    let grip = grips::taken_at(session, grips, at).or_else(|| {
        let bar = visit_at(canvas.hits, at, canvas.rect).map_or(Grip::Empty, Grip::Bar);
        (held.alt || held.command).then_some(bar)
    });
    if let Some(grip) = grip {
        let writable = session.is_writable();
        session.gesture.press(grip, canvas.time(at), held, writable);
    }
}

/// Shows what is being dragged, and asks for what it comes to when it is let go. Returns the visit that is lit.
pub(super) fn drag_on(ui: &Ui, session: &mut Session, canvas: &Canvas, actions: &mut Vec<Action>) -> Option<VisitId> {
    let (at, released, any_down) = ui.input(|input| {
        let pointer = &input.pointer;
        (pointer.interact_pos().or(pointer.latest_pos()), pointer.any_released(), pointer.any_down())
    });
    if matches!(session.gesture, Gesture::Brush { .. }) || session.gesture.is_measuring() {
        return None;
    }
    let over = at.and_then(|at| visit_at(canvas.hits, at, canvas.rect));
    if let Some(at) = at.filter(|_| released) {
        let outcome = session.gesture.release(canvas.time(at), over, SLOP * canvas.axis.seconds_per_point());
        let free = ui.input(|input| input.modifiers.command);
        finish(session, canvas, outcome, free, actions);
    }
    if !any_down {
        session.gesture.all_up();
    }
    show(ui, session, canvas, at?, over)
}

fn finish(session: &mut Session, canvas: &Canvas, outcome: Outcome, free: bool, actions: &mut Vec<Action>) {
    let visit = |id: VisitId| session.facts.visits.get(id);
    let change = match outcome {
        Outcome::Zoom(from, to) => {
            session.range.jump(range_of(TimeAxis { from, to, ..canvas.axis }));
            None
        }
        Outcome::Join(one, other) => {
            actions.push(Action::Pair(one, other));
            None
        }
        Outcome::Bound(id, bound, edge, snaps) => visit(id).and_then(|visit| {
            let dragged = drag(&visit.bounds, bound, edge, &canvas.axis, allowed(&snaps, free));
            edited(visit, bound, &dragged)
        }),
        Outcome::Move(id, seconds) => visit(id).and_then(|visit| {
            let (bounds, words) = shifted(&visit.bounds, seconds, &canvas.axis);
            moved_whole(visit, &bounds, &words)
        }),
        Outcome::Nothing | Outcome::Measured(_) => None,
    };
    if let Some((visit, label)) = change {
        actions.push(put(visit, label));
    }
}

/// Never merged with the change before it: one drag is one entry of the journal.
fn put(visit: Visit, label: String) -> Action {
    Action::Apply(Box::new(Command::PutAll { entities: vec![Entity::Visit(Box::new(visit))], label }))
}

/// With Ctrl a bound keeps off what the evidence gives.
fn allowed(snaps: &[Snap], free: bool) -> &[Snap] {
    if free { &[] } else { snaps }
}

fn show(ui: &Ui, session: &Session, canvas: &Canvas, at: Pos2, over: Option<VisitId>) -> Option<VisitId> {
    let second = canvas.time(at);
    let slop = SLOP * canvas.axis.seconds_per_point();
    match &session.gesture {
        Gesture::Range { from } => {
            band(ui, canvas, canvas.x(*from), at.x);
            None
        }
        Gesture::Bound { visit, bound, edge, from, snaps } => {
            ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
            let row = session.facts.visits.get(*visit)?;
            if (second - from).abs() > slop {
                let free = ui.input(|input| input.modifiers.command);
                let dragged = drag(&row.bounds, *bound, edge + second - from, &canvas.axis, allowed(snaps, free));
                preview(ui, canvas, *visit, &dragged.bounds);
                guide(ui, canvas, canvas.x(handles::edge(*bound, dragged.when) as f64), dragged.snap.is_some());
                let lines = handles::readout(&session.facts, row, *bound, &dragged, &session.zone);
                readout::show(ui, at, &lines, Role::Text);
            }
            Some(*visit)
        }
        Gesture::Move { visit, from } => {
            ui.set_cursor_icon(CursorIcon::Grabbing);
            let row = session.facts.visits.get(*visit)?;
            let (bounds, words) = shifted(&row.bounds, second - from, &canvas.axis);
            preview(ui, canvas, *visit, &bounds);
            let mut lines = vec![format!("V-{}: {words}", visit.0), wording::bounds(&bounds, &session.zone)];
            let gives = row.extra.as_ref().is_some_and(|extra| extra.bounds.exhibits.iter().any(Option::is_some));
            if bounds != row.bounds && gives {
                lines.push("its exhibits no longer give these dates".to_owned());
            }
            readout::show(ui, at, &lines, Role::Text);
            Some(*visit)
        }
        Gesture::Link { visit } => {
            ui.set_cursor_icon(CursorIcon::Crosshair);
            link(ui, session, canvas, *visit, at, over.filter(|over| over != visit))
        }
        _ => None,
    }
}

/// The range of time that is being marked.
pub(super) fn band(ui: &Ui, canvas: &Canvas, one: f32, other: f32) {
    let left = one.min(other).max(canvas.lanes().left());
    let right = one.max(other).max(left);
    let band = Rect::from_min_max(pos2(left, canvas.rect.top()), pos2(right, canvas.rect.bottom()));
    let accent = theme::colour(ui, Role::Accent);
    ui.painter().rect(band, 2.0, accent.gamma_multiply(0.12), Stroke::new(1.0, accent), StrokeKind::Inside);
}

/// The bar as it would be, over the bar as it is.
fn preview(ui: &Ui, canvas: &Canvas, visit: VisitId, bounds: &Bounds) {
    let accent = theme::colour(ui, Role::Accent);
    let painter = ui.painter().with_clip_rect(canvas.lanes());
    let span =
        |(from, to): (crate::base::time::Utc, crate::base::time::Utc)| (canvas.x(from.0 as f64), canvas.x(to.0 as f64));
    let Some((left, right)) = bounds.extent().map(span) else { return };
    for row in rows_of(canvas.hits, visit, canvas.rect) {
        let middle = row.center().y;
        let part = |left: f32, right: f32, height: f32| {
            Rect::from_min_max(pos2(left, middle - height / 2.0), pos2(right.max(left + 2.0), middle + height / 2.0))
        };
        let line = Stroke::new(1.25, accent);
        painter.rect(part(left, right, 12.0), 3.0, accent.gamma_multiply(0.18), line, StrokeKind::Outside);
        if let Some((left, right)) = bounds.core().map(span) {
            painter.rect(part(left, right, 16.0), 3.0, accent.gamma_multiply(0.4), line, StrokeKind::Outside);
        }
    }
}

/// A line down through the lanes where the dragged edge is: unbroken where the evidence gives it.
fn guide(ui: &Ui, canvas: &Canvas, x: f32, is_given: bool) {
    let lanes = canvas.lanes();
    let stroke = Stroke::new(if is_given { 1.5 } else { 1.0 }, theme::colour(ui, Role::Accent));
    let ends = [pos2(x, lanes.top()), pos2(x, lanes.bottom())];
    if is_given {
        ui.painter().line_segment(ends, stroke);
    } else {
        ui.painter().extend(egui::Shape::dashed_line(&ends, stroke, 3.0, 3.0));
    }
}

/// The curve from a bar to the pointer, and what letting go there would come to.
fn link(
    ui: &Ui,
    session: &Session,
    canvas: &Canvas,
    visit: VisitId,
    at: Pos2,
    over: Option<VisitId>,
) -> Option<VisitId> {
    let made = over.and_then(|over| pairing(&session.facts, visit, over));
    let (words, role) = match &made {
        None => ("Let go on the bar of the other visit".to_owned(), Role::Secondary),
        Some(made @ Pairing::Refused(_)) => (made.words().to_owned(), Role::Against),
        Some(made) => (made.words().to_owned(), Role::Text),
    };
    let from = rows_of(canvas.hits, visit, canvas.rect)
        .map(|row| pos2(row.right(), row.center().y))
        .min_by(|a, b| a.distance_sq(at).total_cmp(&b.distance_sq(at)));
    if let Some(from) = from {
        let reach = ((at.x - from.x).abs() / 2.0).clamp(18.0, 120.0);
        let points = [from, from + vec2(reach, 0.0), at - vec2(reach, 0.0), at];
        let colour = theme::colour(ui, if role == Role::Against { role } else { Role::Accent });
        let stroke = Stroke::new(2.0, colour);
        let curve =
            egui::epaint::CubicBezierShape::from_points_stroke(points, false, egui::Color32::TRANSPARENT, stroke);
        let painter = ui.painter().with_clip_rect(canvas.rect);
        painter.add(curve);
        painter.circle(at, 4.0, theme::colour(ui, Role::Panel), stroke);
    }
    readout::show(ui, at, &[words], role);
    over.or(Some(visit))
}
