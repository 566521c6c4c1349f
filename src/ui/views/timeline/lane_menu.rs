//! What can be done to a lane or group at its header: select, fold, pin, hide, colour, and drag to another place.

use std::collections::BTreeSet;

use egui::{CursorIcon, Label, Rect, Response, RichText, Stroke, Ui, vec2};

use crate::base::text::{count, visible};
use crate::figure::lanes::LaneKind;
use crate::figure::palette::Role;
use crate::figure::scene::{Face, Hit, Item};
use crate::model::arrangement::LanePath;
use crate::model::ids::EntityRef;
use crate::model::tag::TAG_COLOURS;
use crate::ui::action::{Action, LaneEdit, Pick};
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::Verb;
use crate::ui::widgets::hits::on_screen;

/// What a click on a header does: a group folds, a lane selects what it is about.
pub(super) fn click(session: &Session, actions: &mut Vec<Action>, strip: usize, pick: Pick) {
    let (Some(info), Some(path)) = (session.lanes.lane(strip), session.lanes.path(strip)) else { return };
    match (info.kind, session.lanes.reference(strip)) {
        (LaneKind::Group, _) => actions.push(Action::Lanes(LaneEdit::Fold(path))),
        (LaneKind::Lane, Some(entity)) => actions.push(Action::Select(entity, pick)),
        (LaneKind::Lane, None) => actions.push(Action::SelectAll(visits(session, strip))),
    }
}

/// The visits of a strip as what can be selected.
fn visits(session: &Session, strip: usize) -> Vec<EntityRef> {
    session.lanes.visits(strip).into_iter().map(EntityRef::from).collect()
}

/// The lanes that a change is for: this one, with all whose entities are selected if this one's is.
fn chosen(session: &Session, strip: usize) -> Vec<LanePath> {
    let lanes = &session.lanes;
    let own = lanes.path(strip).into_iter();
    let is_selected = |strip: usize| lanes.reference(strip).is_some_and(|entity| session.selection.contains(&entity));
    if !is_selected(strip) {
        return own.collect();
    }
    let all: BTreeSet<LanePath> =
        (0..lanes.len()).filter(|other| is_selected(*other)).filter_map(|other| lanes.path(other)).collect();
    own.chain(all).collect::<BTreeSet<LanePath>>().into_iter().collect()
}

/// What a header is called in full, and what can be done there.
pub(super) fn card(ui: &mut Ui, session: &Session, strip: usize) {
    let Some(info) = session.lanes.lane(strip) else { return };
    ui.set_max_width(300.0);
    let name = session.lanes.label(&session.facts, strip);
    let name = RichText::new(visible(&name)).font(theme::font(Face::SemiBold, theme::BODY));
    ui.add(Label::new(name).wrap());
    let click = match info.kind {
        LaneKind::Group if info.folded => "Click to unfold",
        LaneKind::Group => "Click to fold",
        LaneKind::Lane => "Click to select",
    };
    let more = "drag to order by hand, right-click to pin, hide or colour";
    let text = format!("{}. {click}, {more}.", count(info.count, "visit"));
    let text = RichText::new(text).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary));
    ui.add(Label::new(text).wrap());
}

/// The menu behind the second button.
pub(super) fn menu(response: &Response, session: &Session, actions: &mut Vec<Action>, strip: usize) {
    response.context_menu(|ui| items(ui, session, actions, strip));
}

fn items(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>, strip: usize) {
    ui.set_min_width(210.0);
    let (Some(info), Some(path)) = (session.lanes.lane(strip), session.lanes.path(strip)) else { return };
    let paths = chosen(session, strip);
    let many = if paths.len() > 1 { format!(" ({})", count(paths.len(), "lane")) } else { String::new() };
    let mut push = |ui: &mut Ui, name: &str, action: Action| {
        if ui.button(name).clicked() {
            actions.push(action);
            ui.close();
        }
    };
    if let Some(entity) = session.lanes.reference(strip) {
        let name = visible(&session.lanes.label(&session.facts, strip)).into_owned();
        push(ui, &format!("Select {}", crate::figure::measure::one_line(&name)), Action::Select(entity, Pick::Only));
    }
    // Gathered only when asked for: a menu is drawn on every frame.
    let all = ui.button(format!("Select its {}", count(info.count, "visit"))).clicked();
    ui.separator();
    if info.kind == LaneKind::Group {
        let name = if info.folded { "Unfold" } else { "Fold" };
        push(ui, name, Action::Lanes(LaneEdit::Fold(path.clone())));
    }
    let pinned = session.lane_options.arrangement.pinned.contains(&path);
    let pin = if pinned { "Unpin" } else { "Pin to the top" };
    push(ui, &format!("{pin}{many}"), Action::Lanes(LaneEdit::Pin(paths.clone())));
    push(ui, &format!("Hide{many}"), Action::Lanes(LaneEdit::Hide(paths.clone())));
    push(ui, &format!("Hide all others{many}"), Action::Lanes(LaneEdit::HideOthers(paths.clone())));
    if !session.lane_options.arrangement.hidden.is_empty() {
        push(ui, "Show hidden lanes", Action::Do(Verb::ShowHiddenLanes));
    }
    ui.separator();
    ui.horizontal(|ui| {
        ui.add_space(ui.spacing().button_padding.x);
        ui.label("Colour");
        for (number, colour) in (1..).zip(TAG_COLOURS) {
            let [r, g, b] = colour.0;
            let (area, swatch) = ui.allocate_exact_size(vec2(18.0, 18.0), egui::Sense::click());
            swatch.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Colour {number}, {colour}"))
            });
            ui.painter().rect_filled(area.shrink(2.0), 3.0, egui::Color32::from_rgb(r, g, b));
            if info.colour == Some(colour) || swatch.hovered() {
                let stroke = Stroke::new(1.5, theme::colour(ui, Role::Text));
                ui.painter().rect_stroke(area, 4.0, stroke, egui::StrokeKind::Inside);
            }
            if swatch.clicked() {
                actions.push(Action::Lanes(LaneEdit::Colour(paths.clone(), Some(colour))));
                ui.close();
            }
        }
    });
    if all {
        actions.push(Action::SelectAll(visits(session, strip)));
        ui.close();
    }
    if info.colour.is_some() {
        let clear = Action::Lanes(LaneEdit::Colour(paths, None));
        if ui.button("Colour as the legend says").clicked() {
            actions.push(clear);
            ui.close();
        }
    }
}

/// A header that is dragged: a line shows where it would go, and there it goes when let go.
pub(super) fn drag(
    ui: &Ui,
    session: &Session,
    actions: &mut Vec<Action>,
    response: &Response,
    hits: &[Hit],
    rect: Rect,
    strip: usize,
) {
    if !response.dragged() && !response.drag_stopped() {
        return;
    }
    // Escape ends a drag while the button is still down: the lane stays where it was.
    if response.drag_stopped() && ui.input(|input| input.pointer.primary_down()) {
        return;
    }
    ui.set_cursor_icon(CursorIcon::Grabbing);
    let (Some(pointer), Some(path)) = (ui.input(|input| input.pointer.latest_pos()), session.lanes.path(strip)) else {
        return;
    };
    let sibling = |other: usize| {
        let (Some(one), Some(two)) = (session.lanes.lane(strip), session.lanes.lane(other)) else { return false };
        let place = session.lanes.path(other);
        let near = place.as_ref().is_some_and(|other| {
            other != &path
                && other.0.len() == path.0.len()
                && other.0[..other.0.len() - 1] == path.0[..path.0.len() - 1]
        });
        near && one.kind == two.kind && one.depth == two.depth && one.pinned == two.pinned
    };
    let target = hits.iter().find_map(|hit| match hit.item {
        Item::Lane(other) if !path.0.is_empty() && sibling(other) => {
            let area = on_screen(hit.rect, rect);
            (area.top() <= pointer.y && pointer.y < area.bottom()).then_some((other, area))
        }
        _ => None,
    });
    let Some((other, area)) = target else {
        if !response.rect.contains(pointer) {
            // Lanes keep to their group.
            ui.set_cursor_icon(CursorIcon::NoDrop);
        }
        return;
    };
    let after = pointer.y > area.center().y;
    let y = if after { area.bottom() } else { area.top() };
    ui.painter().hline(area.left() + 8.0..=area.right(), y, Stroke::new(2.0, theme::colour(ui, Role::Accent)));
    if response.drag_stopped()
        && let Some(beside) = session.lanes.path(other)
    {
        actions.push(Action::Lanes(LaneEdit::Move(path.clone(), beside, after)));
    }
}
