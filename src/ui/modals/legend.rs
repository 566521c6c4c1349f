//! What the marks on the timeline mean: those that stand in this case, as in the legend of an exported figure.

use egui::{Sense, Ui, WidgetInfo, vec2};

use super::{Outcome, heading};
use crate::figure::{legend, measure};
use crate::ui::session::Session;
use crate::ui::widgets::{painter, parts};

pub(super) fn show(ui: &mut Ui, session: Option<&Session>) -> Outcome {
    let Some(session) = session else { return Outcome::Close };
    heading(ui, "What the marks mean");
    let width = ui.available_width();
    let scene = legend::legend(&session.facts, &session.lanes, &session.layers, width, &measure::plex);
    let (rect, response) = ui.allocate_exact_size(vec2(width, scene.height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, "Legend of the timeline"));
    painter::paint(ui, &scene, rect.min, rect.expand(4.0));
    ui.add_space(6.0);
    parts::secondary(
        ui,
        "A bar is solid from first seen to last seen and faint up to where it may have been. A small flag is a tag.",
    );
    parts::secondary(ui, "An open circle says that nobody saw the other end. Its distance means nothing.");
    ui.add_space(8.0);
    if ui.button("Close").clicked() { Outcome::Close } else { Outcome::Stay }
}
