//! A small plate of text beside the pointer, while something is dragged.

use egui::{
    Color32, Id, LayerId, Order, Pos2, Rect, Role as AccessRole, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
};

use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::ui::theme;

/// Longest line, in points.
const WIDEST: f32 = 300.0;

/// Draws lines beside a point, the first in bold, above everything and within the window.
pub(super) fn show(ui: &Ui, at: Pos2, lines: &[String], role: Role) {
    let (strong, plain) = (theme::colour(ui, role), theme::colour(ui, Role::Secondary));
    let layout = |(i, line): (usize, &String)| {
        let (face, colour): (Face, Color32) = if i == 0 { (Face::SemiBold, strong) } else { (Face::Regular, plain) };
        ui.painter().layout(line.clone(), theme::font(face, theme::SECONDARY), colour, WIDEST)
    };
    let galleys: Vec<_> = lines.iter().enumerate().map(layout).collect();
    let width = galleys.iter().map(|galley| galley.size().x).fold(0.0, f32::max);
    let height: f32 = galleys.iter().map(|galley| galley.size().y).sum();
    let screen = ui.ctx().content_rect().shrink(4.0);
    let size = vec2(width + 16.0, height + 10.0);
    let mut plate = Rect::from_min_size(at + vec2(16.0, 18.0), size);
    if plate.right() > screen.right() {
        plate = plate.translate(vec2(screen.right() - plate.right(), 0.0));
    }
    if plate.bottom() > screen.bottom() {
        plate = plate.translate(vec2(0.0, at.y - 12.0 - plate.bottom()));
    }
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, Id::unique("timeline readout")));
    let line = Stroke::new(1.0, theme::colour(ui, Role::Line));
    painter.rect(plate, 5.0, theme::colour(ui, Role::Panel), line, StrokeKind::Outside);
    let mut top = plate.min + vec2(8.0, 5.0);
    for galley in galleys {
        let height = galley.size().y;
        painter.galley(top, galley, strong);
        top.y += height;
    }
    let response = ui.interact(plate, ui.scope_id().with("readout"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(AccessRole::Label, true, lines.join("; ")));
}
