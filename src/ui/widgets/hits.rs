//! What a scene says can be pointed at, as widgets with names: for pointer, keyboard, screen reader and test alike.

use egui::{Id, IdMap, Rect, Response, Role as AccessRole, Sense, Ui, WidgetInfo, pos2};

use super::parts;
use crate::figure::scene::{self, Hit, Item};

/// A rectangle of a scene whose top left is that of `rect`, on the screen and within `rect`.
#[must_use]
pub fn on_screen(of: scene::Rect, rect: Rect) -> Rect {
    let area = Rect::from_min_max(pos2(of.left, of.top), pos2(of.right, of.bottom));
    area.translate(rect.min.to_vec2()).intersect(rect)
}

/// Ids by what a thing is, never by where it stands in the list: hovering changes the list. What stands several times is
/// counted in `met`.
pub fn item_id(ui: &Ui, hit: &Hit, met: &mut IdMap<usize>) -> Id {
    let scope = ui.scope_id();
    let id = match &hit.item {
        Item::Entity(item) => scope.with(item),
        Item::Fold { lane, from, to, count } => scope.with(("fold", lane, from, to, count)),
        Item::Lane(lane) => scope.with(("lane", lane)),
        Item::Bundle(ids) => scope.with(("bundle", ids.first())),
        Item::Voyage { from, to } => scope.with(("voyage", from, to)),
        Item::Gap { vessel, from, to } => scope.with(("gap", vessel, from, to)),
        Item::Unseen { place, from, to } => scope.with(("unseen", place, from, to)),
        Item::Events { from, to, count } => scope.with(("events", from, to, count)),
        Item::Window { regime, from, to } => scope.with(("window", regime, from, to)),
    };
    let times = met.entry(id).or_insert(0_usize);
    let id = if *times == 0 { id } else { id.with(*times) };
    *times += 1;
    id
}

/// Makes every hit into a widget and hands each to `each`.
pub fn touch(
    ui: &Ui,
    hits: &[Hit],
    rect: Rect,
    selected: impl Fn(&Item) -> bool,
    mut each: impl FnMut(&Hit, Response),
) {
    let mut met = IdMap::default();
    for hit in hits {
        let area = on_screen(hit.rect, rect);
        if !area.is_positive() {
            continue;
        }
        let response = ui.interact(area, item_id(ui, hit, &mut met), Sense::click());
        let is_selected = selected(&hit.item);
        response.widget_info(|| WidgetInfo::selected(AccessRole::Button, true, is_selected, &hit.label));
        if response.has_focus() {
            parts::focus_ring(ui, area);
        }
        each(hit, response);
    }
}
