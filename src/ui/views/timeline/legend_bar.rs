//! The line below the lanes that says what colours and outlines mean, and hides or shows what bears them.

use egui::{Align2, CursorIcon, Rect, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::analysis::query::edit::{has_term, negated, toggle_term};
use crate::base::text::thousands;
use crate::figure::legend::{self, Entry, SAMPLE};
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::widgets::painter;

/// Height of the line, in points.
pub(super) const HEIGHT: f32 = 30.0;

pub(super) fn show(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let rect = ui.max_rect();
    ui.painter().hline(rect.x_range(), rect.top(), (1.0, theme::colour(ui, Role::Hairline)));
    ScrollArea::horizontal().scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysHidden).show(
        ui,
        |ui| {
            ui.horizontal_centered(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                ui.add_space(10.0);
                for entry in legend::filters(&session.facts, &session.lanes) {
                    chip(ui, session, &entry, actions);
                }
            });
        },
    );
}

/// One entry: a click hides what bears it or shows it again, a click with Ctrl shows nothing else.
fn chip(ui: &mut Ui, session: &Session, entry: &Entry, actions: &mut Vec<Action>) {
    let query = session.query.text.as_str();
    let without = entry.term.as_deref().map(negated);
    let hidden = without.as_deref().is_some_and(|term| has_term(query, term));
    let only = entry.term.as_deref().is_some_and(|term| has_term(query, term));
    let count = entry.count.unwrap_or_default();
    if count == 0 && !hidden {
        return;
    }
    let text = if hidden { entry.label.clone() } else { format!("{} · {}", entry.label, thousands(count as usize)) };
    let role = if hidden { Role::Faint } else { Role::Secondary };
    let face = if only { Face::SemiBold } else { Face::Regular };
    let galley = ui.painter().layout_no_wrap(text.clone(), theme::font(face, theme::CAPTION), theme::colour(ui, role));
    let size = vec2(SAMPLE + galley.size().x + 12.0, 24.0);
    let (area, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, entry.term.is_some(), !hidden, &text));
    if response.hovered() && entry.term.is_some() {
        ui.painter().rect_filled(area, 5.0, theme::colour(ui, Role::Raised));
        ui.set_cursor_icon(CursorIcon::PointingHand);
    }
    let corner = pos2(area.left() + 2.0, area.center().y - 10.0);
    painter::paint(ui, &entry.sample(), corner, Rect::from_min_size(corner, vec2(SAMPLE, 20.0)));
    let at = pos2(area.left() + SAMPLE + 4.0, area.center().y);
    let drawn = Align2::LEFT_CENTER.anchor_size(at, galley.size());
    ui.painter().galley(drawn.min, galley, theme::colour(ui, role));
    if hidden {
        ui.painter().hline(
            area.left() + 4.0..=area.right() - 6.0,
            area.center().y,
            (1.0, theme::colour(ui, Role::Faint)),
        );
    }
    let (Some(term), Some(without)) = (entry.term.as_deref(), without) else {
        response.on_hover_text("No single query asks for these");
        return;
    };
    if response.clicked() {
        let alone = ui.input(|input| input.modifiers.command);
        let term = if alone || only { term } else { &without };
        actions.push(Action::Query(toggle_term(query, term)));
    }
    let tip = if hidden {
        format!("Hidden by “{without}”. Click to show them")
    } else {
        format!("Click to hide these; Ctrl+click to see only these ({term})")
    };
    response.on_hover_text(tip);
}
