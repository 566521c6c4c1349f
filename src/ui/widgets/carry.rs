//! Carrying what is listed to the text of a finding, where it is cited.

use egui::{DragAndDrop, Id, LayerId, Order, Response, Sense, StrokeKind, Ui, vec2};

use crate::analysis::citing::CITABLE;
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::model::facts::Facts;
use crate::model::ids::EntityRef;
use crate::model::naming;
use crate::ui::selection::Selection;
use crate::ui::theme;

/// What is being dragged.
pub struct Carried(pub Vec<EntityRef>);

/// Most that is carried at once; nobody cites more in one place.
const MOST: usize = 20;

/// Lets a row be dragged to a text: what it stands for, or all that is selected if that is part of it.
pub fn carry(ui: &Ui, row: &Response, facts: &Facts, selection: Option<&Selection>, item: EntityRef) {
    if !CITABLE.contains(&item.kind) {
        return;
    }
    let row = row.interact(Sense::drag());
    if row.drag_started() {
        let selected = selection.filter(|selection| selection.contains(&item)).into_iter().flatten();
        let mut items: Vec<EntityRef> =
            selected.copied().filter(|other| CITABLE.contains(&other.kind)).take(MOST).collect();
        if !items.contains(&item) {
            items = vec![item];
        }
        DragAndDrop::set_payload(ui.ctx(), Carried(items));
    }
    if row.dragged()
        && let Some(carried) = DragAndDrop::payload::<Carried>(ui.ctx())
    {
        label(ui, facts, &carried.0);
    }
}

/// What is carried, beside the pointer.
fn label(ui: &Ui, facts: &Facts, items: &[EntityRef]) {
    let Some(pointer) = ui.ctx().pointer_interact_pos() else { return };
    let codes: Vec<String> = items.iter().map(|item| naming::code(facts, *item)).collect();
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, Id::unique("carried")));
    let ink = theme::colour(ui, Role::Text);
    let galley = painter.layout_no_wrap(codes.join(", "), theme::font(Face::Medium, theme::SECONDARY), ink);
    let rect = egui::Rect::from_min_size(pointer + vec2(12.0, 8.0), galley.size() + vec2(14.0, 6.0));
    let (fill, line) = (theme::colour(ui, Role::AccentTint), theme::colour(ui, Role::Accent));
    painter.rect(rect, 4.0, fill, (1.0, line), StrokeKind::Inside);
    painter.galley(rect.min + vec2(7.0, 3.0), galley, ink);
}
