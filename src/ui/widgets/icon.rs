//! Small signs, drawn and not taken from a font, so that they look the same everywhere.

use egui::{Painter, Pos2, Rect, Response, Role as AccessRole, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::figure::palette::Role;
use crate::ui::theme;

/// A sign.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Icon {
    /// Close, remove.
    Cross,
    /// Add.
    Plus,
    /// Search.
    Lens,
    /// Chosen, on.
    Tick,
    /// Filters.
    Filter,
    /// The one before.
    Left,
    /// The one after.
    Right,
    /// A branch whose twigs are not shown.
    Folded,
    /// A branch whose twigs are shown.
    Unfolded,
    /// A rule: what a funnel lets through.
    Rule,
}

/// Draws a sign into a square around `centre`.
pub fn paint(painter: &Painter, icon: Icon, centre: Pos2, size: f32, colour: egui::Color32) {
    let stroke = Stroke::new(1.4, colour);
    let r = size / 2.0;
    let at = |x: f32, y: f32| centre + vec2(x * r, y * r);
    let line = |a: Pos2, b: Pos2| Shape::line_segment([a, b], stroke);
    match icon {
        Icon::Cross => {
            painter.add(line(at(-0.7, -0.7), at(0.7, 0.7)));
            painter.add(line(at(-0.7, 0.7), at(0.7, -0.7)));
        }
        Icon::Tick => {
            painter.add(line(at(-0.8, 0.1), at(-0.25, 0.65)));
            painter.add(line(at(-0.25, 0.65), at(0.85, -0.6)));
        }
        Icon::Left | Icon::Right => {
            let tip = if icon == Icon::Left { -0.4 } else { 0.4 };
            painter.add(line(at(tip, 0.0), at(-tip, -0.7)));
            painter.add(line(at(tip, 0.0), at(-tip, 0.7)));
        }
        Icon::Filter => {
            painter.add(line(at(-0.9, -0.6), at(0.9, -0.6)));
            painter.add(line(at(-0.55, 0.0), at(0.55, 0.0)));
            painter.add(line(at(-0.2, 0.6), at(0.2, 0.6)));
        }
        Icon::Plus => {
            painter.add(line(at(-0.8, 0.0), at(0.8, 0.0)));
            painter.add(line(at(0.0, -0.8), at(0.0, 0.8)));
        }
        Icon::Folded => {
            let corners = vec![at(-0.5, -0.75), at(0.6, 0.0), at(-0.5, 0.75)];
            painter.add(Shape::convex_polygon(corners, colour, Stroke::NONE));
        }
        Icon::Unfolded => {
            let corners = vec![at(-0.75, -0.5), at(0.75, -0.5), at(0.0, 0.6)];
            painter.add(Shape::convex_polygon(corners, colour, Stroke::NONE));
        }
        Icon::Rule => {
            let funnel = [(-0.9, -0.7), (0.9, -0.7), (0.2, 0.15), (0.2, 0.9), (-0.2, 0.7), (-0.2, 0.15)];
            painter.add(Shape::closed_line(funnel.map(|(x, y)| at(x, y)).to_vec(), Stroke::new(1.1, colour)));
        }
        Icon::Lens => {
            painter.circle_stroke(at(-0.15, -0.15), r * 0.6, stroke);
            painter.add(line(at(0.3, 0.3), at(0.9, 0.9)));
        }
    }
}

/// A button that is only a sign; `name` is its tooltip and its name for screen readers.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(AccessRole::Button, ui.is_enabled(), name));
    if ui.is_rect_visible(rect) {
        let role = if response.hovered() || response.has_focus() { Role::Text } else { Role::Secondary };
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, 4.0, theme::colour(ui, Role::AccentTint));
        }
        paint(ui.painter(), icon, rect.center(), 10.0, theme::colour(ui, role));
    }
    response.on_hover_text(name)
}

/// A dot of a tag's or an activity's colour.
pub fn dot(painter: &Painter, centre: Pos2, colour: egui::Color32) {
    painter.circle_filled(centre, 4.0, colour);
}

/// A small square of a colour.
pub fn square(painter: &Painter, centre: Pos2, colour: egui::Color32) {
    let rect = Rect::from_center_size(pos2(centre.x, centre.y), vec2(8.0, 8.0));
    painter.rect_filled(rect, 2.0, colour);
}
