//! What was painted as widgets with names: for pointer, keyboard, screen reader and test alike.

use egui::{
    IdMap, Modifiers, Pos2, Rect, RectAlign, Response, Role as AccessRole, Sense, Stroke, StrokeKind, Tooltip, Ui,
    WidgetInfo,
};

use super::{hover, lane_menu, marks};
use crate::figure::palette::Role;
use crate::figure::scene::{Hit, Item, Point, Scene};
use crate::model::ids::{EntityKind, VisitId};
use crate::ui::action::{Action, Pick};
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::Verb;
use crate::ui::widgets::hits::{item_id, on_screen};

/// The visit whose bar lies at a point of the screen; of two the upper.
pub(super) fn visit_at(hits: &[Hit], at: Pos2, rect: Rect) -> Option<VisitId> {
    let local = at - rect.min.to_vec2();
    let point = Point { x: local.x, y: local.y };
    hits.iter().rev().filter(|hit| hit.rect.contains(point)).find_map(|hit| match hit.item {
        Item::Entity(item) => item.as_id(),
        _ => None,
    })
}

/// Makes everything that can be pointed at into a widget. Returns what the pointer or the keyboard is on. `quiet` leaves out
/// the cards, where something smaller lies on top and says what it is.
pub(super) fn touch(
    ui: &Ui,
    session: &Session,
    actions: &mut Vec<Action>,
    hits: &[Hit],
    rect: Rect,
    quiet: bool,
) -> Option<Item> {
    let (mut hovered, mut met) = (None, IdMap::default());
    for hit in hits {
        let area = on_screen(hit.rect, rect);
        if !area.is_positive() {
            continue;
        }
        // A visit with two tags stands in two lanes; a sighting on the bar of each visit and in its place's coverage.
        let id = item_id(ui, hit, &mut met);
        let sense = if matches!(hit.item, Item::Lane(_)) { Sense::click_and_drag() } else { Sense::click() };
        let response = ui.interact(area, id, sense);
        let selected = matches!(hit.item, Item::Entity(item) if session.selection.contains(&item));
        response.widget_info(|| WidgetInfo::selected(AccessRole::Button, true, selected, &hit.label));
        if response.hovered() || response.has_focus() {
            hovered = Some(hit.item.clone());
        }
        if response.has_focus() {
            let accent = Stroke::new(1.5, theme::colour(ui, Role::Accent));
            ui.painter().rect_stroke(area.expand(2.0), 4.0, accent, StrokeKind::Outside);
        }
        if response.clicked() {
            click(session, actions, &hit.item, ui.input(|input| input.modifiers));
        }
        if response.double_clicked()
            && let Item::Entity(item) = hit.item
            && item.kind == EntityKind::Visit
        {
            actions.push(Action::Do(Verb::FitSelection));
        }
        if let Item::Lane(strip) = hit.item {
            lane_menu::menu(&response, session, actions, strip);
            lane_menu::drag(ui, session, actions, &response, hits, rect, strip);
            // Beside the header, where it hides no other one.
            let mut card = Tooltip::for_enabled(&response);
            card.popup = card.popup.align(RectAlign::RIGHT);
            card.show(|ui| lane_menu::card(ui, session, strip));
        } else if !quiet {
            response.on_hover_ui_at_pointer(|ui| hover::card(ui, session, &hit.item));
        }
    }
    hovered
}

/// A shipment's curve under the pointer, where no bar is: it can be clicked along its whole length.
pub(super) fn point_at_curve(
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

fn click(session: &Session, actions: &mut Vec<Action>, item: &Item, modifiers: Modifiers) {
    let pick = if modifiers.command || modifiers.shift { Pick::Toggle } else { Pick::Only };
    match item {
        Item::Entity(item) => actions.push(Action::Select(*item, pick)),
        Item::Fold { from, to, .. } => {
            let room = ((to - from) as f64 * 0.1).max(1_800.0);
            actions.push(Action::Range(*from as f64 - room, *to as f64 + room));
        }
        Item::Lane(lane) => lane_menu::click(session, actions, *lane, pick),
        other => actions.extend(marks::click(session, other, pick)),
    }
}
