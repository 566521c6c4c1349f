//! The list under the query box: what could stand at the cursor.

use egui::{Popup, Rect, Response, Role as AccessRole, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::analysis::query::complete::Completion;
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::ui::theme;
use crate::ui::widgets::parts;

const ROW: f32 = 24.0;
const SHOWN: f32 = 10.0;

/// Draws the list below the box; returns which was clicked. `moved` is whether a key chose another one just now.
pub(super) fn show(
    below: &Response,
    id: egui::Id,
    offered: &[Completion],
    chosen: Option<usize>,
    moved: bool,
) -> Option<usize> {
    let width = below.rect.width().max(420.0);
    let popup = Popup::from_response(below).id(id).open(true).gap(2.0).width(width);
    let shown = popup.accessible_name("Completions").show(|ui| {
        ui.set_width(width - 12.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut clicked = None;
        // As high as its rows from the first frame on, whatever was listed before.
        let height = ROW * (offered.len() as f32).min(SHOWN);
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
            for (at, completion) in offered.iter().enumerate() {
                let response = row(ui, completion, chosen == Some(at));
                if moved && chosen == Some(at) {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    clicked = Some(at);
                }
            }
        });
        ui.add_space(4.0);
        let hint = "Arrow keys choose · Enter takes the chosen one, Tab the first · Esc closes";
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 16.0), Sense::hover());
        let inner = rect.shrink2(vec2(8.0, 0.0));
        parts::text_in(ui, inner, hint, Face::Regular, theme::CAPTION, Role::Secondary);
        clicked
    });
    shown.and_then(|shown| shown.inner)
}

/// The completion at the left, what it means at the right, each cut where it does not fit.
fn row(ui: &mut Ui, completion: &Completion, chosen: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let Completion { label, about, .. } = completion;
    let name = if about.is_empty() { label.clone() } else { format!("{label}, {about}") };
    response.widget_info(|| WidgetInfo::selected(AccessRole::Button, ui.is_enabled(), chosen, &name));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    if chosen {
        ui.painter().rect_filled(rect, 4.0, theme::colour(ui, Role::Selection));
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, theme::colour(ui, Role::AccentTint));
    }
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let middle = if about.is_empty() { inner.right() } else { inner.left() + (inner.width() * 0.36).max(150.0) };
    let left = Rect::from_min_max(inner.min, pos2(middle - 8.0, inner.bottom()));
    let right = Rect::from_min_max(pos2(middle, inner.top()), inner.max);
    parts::text_in(ui, left, label, Face::Medium, theme::BODY, Role::Text);
    parts::text_in(ui, right, about, Face::Regular, theme::SECONDARY, Role::Secondary);
    response
}
