//! Several things selected at once: what can be done with all of them.

use egui::{Label, RichText, Ui};

use super::together;
use crate::base::text::count;
use crate::figure::palette::Role;
use crate::model::ids::{ENTITY_KINDS, EntityKind};
use crate::model::naming;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::{Needs, Verb};
use crate::ui::widgets::parts::{self, ChipLook, Row};

pub(super) fn show(ui: &mut Ui, session: &mut Session, actions: &mut Vec<Action>) {
    let selection = &session.selection;
    ui.add(Label::new(RichText::new(format!("{} selected", count(selection.len(), "item"))).heading()).wrap());
    let mut counts = [0_usize; ENTITY_KINDS.len()];
    for item in selection {
        counts[item.kind as usize] += 1;
    }
    let kinds: Vec<_> = ENTITY_KINDS.into_iter().zip(counts).filter(|(_, n)| *n > 0).collect();
    let words: Vec<String> = kinds.iter().map(|(kind, n)| count(*n, kind.word())).collect();
    parts::secondary(ui, words.join(", "));
    if let [(kind, _)] = kinds[..] {
        together::show(ui, session, kind, actions);
    }
    let selection = &session.selection;

    parts::section(ui, "Tag all", "");
    ui.horizontal_wrapped(|ui| {
        for tag in session.facts.tags.iter() {
            let all = selection.iter().all(|item| session.facts.bears(*item, tag.id));
            let [r, g, b] = tag.colour.0;
            let fill = if all { Role::Selection } else { Role::Panel };
            let look = ChipLook {
                colour: theme::colour(ui, Role::Text),
                fill: theme::colour(ui, fill),
                dot: Some(egui::Color32::from_rgb(r, g, b)),
            };
            let tip = if all { "All have it; click to take it off" } else { "Click to set it on all" };
            if parts::chip(ui, &tag.name, look).on_hover_text(tip).clicked() && session.is_writable() {
                actions.push(Action::Tag(tag.id));
            }
        }
    });
    if session.hinders(Needs::TwoVisits).is_none() {
        parts::section(ui, "Pair", "");
        parts::secondary(ui, "The earlier becomes the loading, the later the discharge.");
        if parts::primary_button(ui, "Pair into a shipment").clicked() {
            actions.push(Action::Do(Verb::Pair));
        }
    }
    parts::section(ui, "Selected", "");
    for item in selection.iter().take(100) {
        let code = naming::code(&session.facts, *item);
        if (Row { right: &code, ..Row::new(&naming::name(&session.facts, *item)) }).show(ui).clicked() {
            actions.push(Action::Reveal(*item));
        }
    }
    if selection.len() > 100 {
        parts::secondary(ui, format!("{} more", selection.len() - 100));
    }
    if session.is_writable() && selection.iter().all(|item| item.kind != EntityKind::Regime) {
        ui.add_space(16.0);
        let text = RichText::new("Remove all of them").size(theme::SECONDARY).color(theme::colour(ui, Role::Against));
        if ui.add(egui::Button::new(text).frame(false)).clicked() {
            actions.push(Action::Do(Verb::Remove));
        }
    }
}
