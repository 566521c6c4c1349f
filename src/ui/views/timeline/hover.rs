//! The card that says what the pointer is over.

use egui::{Grid, Label, RichText, Ui};

use crate::base::text::visible;
use crate::figure::labels;
use crate::figure::palette::Role;
use crate::figure::scene::{Face, Item};
use crate::model::ids::EntityKind;
use crate::model::naming;
use crate::ui::session::Session;
use crate::ui::theme;

pub(super) fn card(ui: &mut Ui, session: &Session, item: &Item) {
    ui.set_max_width(360.0);
    // Lines of text and no rows of fields.
    ui.spacing_mut().interact_size.y = 0.0;
    if let Item::Entity(item) = item {
        ui.horizontal(|ui| {
            ui.label(
                RichText::new(visible(&naming::name(&session.facts, *item)))
                    .font(theme::font(Face::SemiBold, theme::BODY)),
            );
            let code = naming::code(&session.facts, *item);
            ui.label(RichText::new(code).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary)));
        });
    }
    let lines = labels::hover_lines(&session.facts, session.weighed.lineage(), &session.lanes, item, &session.zone);
    // By what it says: a table that remembers the rows of another card would draw these over one another.
    Grid::new(("hover", &lines)).num_columns(2).spacing([12.0, 3.0]).show(ui, |ui| {
        for (label, value) in &lines {
            ui.label(RichText::new(label).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary)));
            ui.add(Label::new(RichText::new(visible(value)).size(theme::CAPTION)).wrap());
            ui.end_row();
        }
    });
    if let Item::Entity(item) = item
        && item.kind == EntityKind::Visit
        && session.is_writable()
    {
        let hint = "Alt-drag moves the bar. Drag the knob behind it, or Ctrl-drag, to another bar to make a shipment.";
        let hint = RichText::new(hint).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary));
        ui.add_space(4.0);
        ui.add(Label::new(hint).wrap());
    }
}
