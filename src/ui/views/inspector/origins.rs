//! The chip that counts reports and origins, and the warning when origins are not independent.

use egui::{Label, RichText, Ui};

use super::shared::Cx;
use crate::base::text::visible;
use crate::figure::palette::Role;
use crate::model::ids::EntityRef;
use crate::ui::action::Action;
use crate::ui::theme;
use crate::ui::widgets::parts::{self, ChipLook};

/// How many origins a tooltip lists; a case of hundreds is asked on the command line.
const LISTED: usize = 16;

/// “9 reports · 1 origin”, with the origins on hover; nothing where there are no reports.
pub(super) fn chip(ui: &mut Ui, cx: &mut Cx, item: EntityRef) {
    let found = cx.weighed.origins(cx.facts, item);
    if found.reports.is_empty() && found.contradicting.is_empty() {
        return;
    }
    let look = ChipLook { colour: theme::colour(ui, Role::Secondary), fill: theme::colour(ui, Role::Panel), dot: None };
    let chip = parts::chip(ui, &found.short(), look).on_hover_ui(|ui| {
        ui.set_max_width(340.0);
        let lines = found.lines(cx.facts);
        for line in lines.iter().take(LISTED) {
            ui.add(Label::new(RichText::new(visible(line)).size(theme::CAPTION)).wrap());
        }
        if lines.len() > LISTED {
            parts::secondary(ui, format!("and {} more", lines.len() - LISTED));
        }
        parts::secondary(
            ui,
            "An origin is where a chain of reported-by ends. Unknown lineage counts as none. Click to copy.",
        );
    });
    if chip.clicked() {
        let lines = std::iter::once(found.short()).chain(found.lines(cx.facts)).chain(found.cautions(cx.facts));
        cx.actions.push(Action::Copy(lines.collect::<Vec<_>>().join("\n")));
    }
}

/// What keeps the number of origins from being taken at its word, each as a sentence.
pub(super) fn cautions(ui: &mut Ui, cx: &mut Cx, item: EntityRef) {
    let found = cx.weighed.origins(cx.facts, item);
    for caution in found.cautions(cx.facts) {
        ui.add_space(2.0);
        parts::problem(ui, &visible(&caution));
        ui.add_space(2.0);
    }
}
