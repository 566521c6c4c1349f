//! Visits without any date: they do not vanish, they wait below the lanes.

use egui::{Align, Layout, RichText, ScrollArea, Ui};

use crate::figure::palette::Role;
use crate::model::ids::EntityRef;
use crate::model::naming;
use crate::ui::action::{Action, Pick};
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::widgets::parts::{self, ChipLook};

/// How many chips are drawn; the table lists all.
const SHOWN: usize = 16;

/// Height that the tray needs; none if every visit is dated.
pub(super) fn height(session: &Session) -> f32 {
    if session.lanes.undated().is_empty() { 0.0 } else { 40.0 }
}

pub(super) fn show(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let undated = session.lanes.undated();
    ScrollArea::horizontal().show(ui, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(16.0);
            let text = crate::base::text::count(undated.len(), "undated visit");
            ui.label(RichText::new(text).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary)));
            for id in undated.iter().take(SHOWN) {
                let item = EntityRef::from(*id);
                let selected = session.selection.contains(&item);
                let fill = if selected { Role::Selection } else { Role::Panel };
                let look = ChipLook { colour: theme::colour(ui, Role::Text), fill: theme::colour(ui, fill), dot: None };
                let name = format!("{} {}", naming::code(&session.facts, item), naming::name(&session.facts, item));
                if parts::chip(ui, &name, look).clicked() {
                    let toggle = ui.input(|input| input.modifiers.command || input.modifiers.shift);
                    actions.push(Action::Select(item, if toggle { Pick::Toggle } else { Pick::Only }));
                }
            }
            if undated.len() > SHOWN {
                parts::secondary(ui, format!("{} more in the table", undated.len() - SHOWN));
            }
        });
    });
}
