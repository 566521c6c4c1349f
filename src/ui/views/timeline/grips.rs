//! What can be taken hold of on a visit: the handles on its bounds, and the knob from which a shipment is drawn.

use egui::{CursorIcon, Pos2, Rect, Role as AccessRole, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::base::interval::BoundName;
use crate::figure::axis::TimeAxis;
use crate::figure::palette::Role;
use crate::figure::scene::{Hit, Item};
use crate::figure::timeline::handles::{Handle, handles};
use crate::figure::timeline::snapping::snaps;
use crate::figure::wording;
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, VisitId};
use crate::ui::action::{Action, Pick};
use crate::ui::gesture::{Gesture, Grip, Held};
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::widgets::hits::on_screen;

/// Size of a handle, and of the area in which it is taken hold of, in points.
const HANDLE: (f32, f32) = (5.0, 20.0);
const REACH: (f32, f32) = (9.0, 22.0);
/// Radius of the knob, and how far behind the bar it stands, in points.
const KNOB: f32 = 5.5;
const BEHIND: f32 = 13.0;
/// A visit may stand in several lanes; so many of them have grips.
const LANES: usize = 4;
/// How far beside a bar the pointer may be and its grips still stay, in points: they lie beside it.
const HALO: f32 = 44.0;

/// Something that can be taken hold of, and where.
pub(super) struct GripAt {
    visit: VisitId,
    kind: Kind,
    rect: Rect,
    lane: usize,
}

enum Kind {
    Bound(Handle),
    Knob,
}

/// The rows of a visit on the screen.
pub(super) fn rows_of(hits: &[Hit], visit: VisitId, rect: Rect) -> impl Iterator<Item = Rect> {
    let wanted = Item::Entity(EntityRef::from(visit));
    hits.iter().filter(move |hit| hit.item == wanted).take(LANES).map(move |hit| on_screen(hit.rect, rect))
}

/// The visit that the pointer was over and whose grips it may be on its way to.
pub(super) fn stays_over(session: &Session, hits: &[Hit], at: Option<Pos2>, rect: Rect) -> Option<Item> {
    let item = session.hovered.as_ref()?;
    let Item::Entity(entity) = item else { return None };
    let at = at?;
    let near = |row: Rect| row.expand2(vec2(HALO, 1.0)).contains(at);
    rows_of(hits, entity.as_id()?, rect).any(near).then(|| item.clone())
}

/// The grips to be shown: of the visit that is selected, of that under the pointer, of that being dragged.
pub(super) fn of(session: &Session, hits: &[Hit], axis: &TimeAxis, rect: Rect) -> Vec<GripAt> {
    if !session.is_writable() || session.gesture.is_measuring() {
        return Vec::new();
    }
    let hovered = match &session.hovered {
        Some(Item::Entity(item)) => item.as_id(),
        _ => None,
    };
    let (held, links) = match session.gesture {
        Gesture::Bound { visit, .. } => (Some(visit), false),
        Gesture::Link { .. } | Gesture::Move { .. } => return Vec::new(),
        _ => (None, true),
    };
    let selected = session.primary.and_then(EntityRef::as_id).filter(|_| session.selection.len() == 1);
    let mut all = Vec::new();
    let mut done: Vec<VisitId> = Vec::new();
    for id in [held, selected, hovered].into_iter().flatten() {
        if done.contains(&id) || held.is_some_and(|held| held != id) {
            continue;
        }
        done.push(id);
        let Some(visit) = session.facts.visits.get(id) else { continue };
        // What is not known yet is offered on what is selected: on a mere pass of the pointer it would hide the bar.
        let in_hand = held == Some(id) || selected == Some(id);
        let handles: Vec<Handle> = handles(visit, axis).into_iter().filter(|handle| handle.known || in_hand).collect();
        for (lane, row) in rows_of(hits, id, rect).enumerate() {
            let middle = row.center().y;
            let mut end = row.right();
            for handle in handles.iter().filter(|handle| !is_dragged(session, handle.bound)) {
                let x = rect.left() + handle.x;
                let area = Rect::from_center_size(pos2(x, middle), vec2(REACH.0, REACH.1));
                end = end.max(x);
                all.push(GripAt { visit: id, kind: Kind::Bound(handle.clone()), rect: area, lane });
            }
            if links && hovered == Some(id) {
                let x = (end + BEHIND).min(rect.left() + axis.right() - KNOB - 2.0);
                let area = Rect::from_center_size(pos2(x, middle), vec2(2.0 * KNOB + 4.0, 2.0 * KNOB + 4.0));
                all.push(GripAt { visit: id, kind: Kind::Knob, rect: area, lane });
            }
        }
    }
    all
}

/// Whether it is this bound that is being dragged; what it would be is drawn instead.
fn is_dragged(session: &Session, name: BoundName) -> bool {
    matches!(session.gesture, Gesture::Bound { bound, .. } if bound == name)
}

/// Whether a point is on one of the grips.
pub(super) fn is_over(grips: &[GripAt], at: Option<Pos2>) -> bool {
    at.is_some_and(|at| grips.iter().any(|grip| grip.rect.contains(at)))
}

/// Keeps where the grips are for the next frame: in a slow one press and drag come together, and the toolkit then asks what
/// lies under the end of the drag.
pub(super) fn remember(ui: &Ui, grips: &[GripAt]) {
    let rects: Vec<Rect> = grips.iter().map(|grip| grip.rect).collect();
    ui.data_mut(|data| data.insert_temp(ui.scope_id().with("grips"), rects));
}

/// Whether a press was on a grip as it was last drawn.
pub(super) fn were_at(ui: &Ui, at: Pos2) -> bool {
    let rects: Vec<Rect> = ui.data(|data| data.get_temp(ui.scope_id().with("grips"))).unwrap_or_default();
    rects.iter().any(|rect| rect.contains(at))
}

/// What a press at a point takes hold of.
pub(super) fn taken_at(session: &Session, grips: &[GripAt], at: Pos2) -> Option<Grip> {
    let grip = grips.iter().rev().find(|grip| grip.rect.contains(at))?;
    taken(&session.facts, grip)
}

/// Draws the grips and begins what is taken hold of; a click on one selects its visit, as one on the bar does. Returns the
/// visit whose grip the pointer is on.
pub(super) fn show(
    ui: &Ui,
    session: &mut Session,
    grips: &[GripAt],
    axis: &TimeAxis,
    rect: Rect,
    actions: &mut Vec<Action>,
) -> Option<VisitId> {
    let mut over = None;
    for grip in grips {
        let id = match &grip.kind {
            Kind::Bound(handle) => ui.scope_id().with(("handle", grip.visit, handle.bound as usize, grip.lane)),
            Kind::Knob => ui.scope_id().with(("knob", grip.visit, grip.lane)),
        };
        let response = ui.interact(grip.rect, id, Sense::click_and_drag());
        if response.clicked() {
            let pick = if ui.input(|input| input.modifiers.any()) { Pick::Toggle } else { Pick::Only };
            actions.push(Action::Select(grip.visit.into(), pick));
        }
        let name = match &grip.kind {
            Kind::Bound(handle) => handle.label.clone(),
            Kind::Knob => format!("Make a shipment from V-{}", grip.visit.0),
        };
        response.widget_info(|| WidgetInfo::labeled(AccessRole::Slider, true, &name));
        let is_hot = response.hovered() || response.dragged() || response.has_focus();
        match &grip.kind {
            Kind::Bound(handle) => paint_handle(ui, grip.rect, handle.known, is_hot),
            Kind::Knob => paint_knob(ui, grip.rect, is_hot),
        }
        if response.hovered() {
            over = Some(grip.visit);
        }
        if response.drag_started()
            && let Some(at) = ui.input(|input| input.pointer.press_origin())
        {
            let second = axis.time(at.x - rect.left());
            if let Some(taken) = taken(&session.facts, grip) {
                session.gesture.press(taken, second, Held::default(), true);
            }
        }
        let cursor = match grip.kind {
            Kind::Bound(_) => CursorIcon::ResizeHorizontal,
            Kind::Knob => CursorIcon::Crosshair,
        };
        if response.hovered() {
            ui.set_cursor_icon(cursor);
        }
        response.on_hover_ui_at_pointer(|ui| {
            ui.label(tip(session, grip));
        });
    }
    over
}

fn taken(facts: &Facts, grip: &GripAt) -> Option<Grip> {
    let visit = facts.visits.get(grip.visit)?;
    Some(match &grip.kind {
        Kind::Bound(handle) => Grip::Bound(grip.visit, handle.bound, handle.second, snaps(facts, visit)),
        Kind::Knob => Grip::Knob(grip.visit),
    })
}

fn tip(session: &Session, grip: &GripAt) -> String {
    let Kind::Bound(handle) = &grip.kind else {
        return "Drag to another bar to make a shipment of the two visits".to_owned();
    };
    let bound = |name: BoundName| session.facts.visits.get(grip.visit)?.bounds.get(name);
    match bound(handle.bound) {
        Some(when) => {
            let date = wording::date(when, &session.zone);
            format!("{}: {date}. Drag to move it; with Ctrl it keeps off the sightings", handle.bound.words())
        }
        None => format!("{} is not known. Drag to set it", handle.bound.words()),
    }
}

fn paint_handle(ui: &Ui, area: Rect, known: bool, is_hot: bool) {
    let accent = theme::colour(ui, Role::Accent);
    let panel = theme::colour(ui, Role::Panel);
    let body = Rect::from_center_size(area.center(), vec2(HANDLE.0, if known { HANDLE.1 } else { HANDLE.0 * 2.0 }));
    let fill = if is_hot { accent } else { panel };
    // What is not known is a ring, so that it is told from what is.
    if known {
        ui.painter().rect(body, 2.5, fill, Stroke::new(1.5, accent), StrokeKind::Inside);
    } else {
        ui.painter().circle(body.center(), 3.5, fill, Stroke::new(1.25, accent));
    }
}

fn paint_knob(ui: &Ui, area: Rect, is_hot: bool) {
    let accent = theme::colour(ui, Role::Accent);
    let (fill, sign) =
        if is_hot { (accent, theme::colour(ui, Role::Panel)) } else { (theme::colour(ui, Role::Panel), accent) };
    let (centre, stroke) = (area.center(), Stroke::new(1.5, sign));
    let painter = ui.painter();
    painter.circle(centre, KNOB, fill, Stroke::new(1.25, accent));
    let tip = centre + vec2(3.0, 0.0);
    painter.line_segment([centre - vec2(3.0, 0.0), tip], stroke);
    painter.line_segment([tip, tip + vec2(-2.5, -2.5)], stroke);
    painter.line_segment([tip, tip + vec2(-2.5, 2.5)], stroke);
}
