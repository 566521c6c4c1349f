//! Several things selected at once: what can be done with all of them.

use std::collections::BTreeSet;

use egui::{Label, RichText, Ui};

use super::together;
use crate::base::text::count;
use crate::figure::palette::Role;
use crate::model::ids::{EntityKind, TagId};
use crate::model::naming;
use crate::ui::action::{Action, TagAction};
use crate::ui::session::Session;
use crate::ui::tag_book::{Bearing, Selected};
use crate::ui::theme;
use crate::ui::verb::{Needs, Verb};
use crate::ui::widgets::parts::{self, Row};
use crate::ui::widgets::tags::chip;

/// How many tags are shown as chips; the box behind T has all.
const CHIPS: usize = 60;

pub(super) fn show(ui: &mut Ui, session: &mut Session, actions: &mut Vec<Action>) {
    let selected = session.tags.selected(&session.selection, &session.facts);
    let selection = &session.selection;
    ui.add(Label::new(RichText::new(format!("{} selected", count(selection.len(), "item"))).heading()).wrap());
    let words: Vec<String> = selected.kinds().map(|(kind, n)| count(n, kind.word())).collect();
    parts::secondary(ui, words.join(", "));
    let kinds: Vec<EntityKind> = selected.kinds().map(|(kind, _)| kind).collect();
    if let [kind] = kinds[..] {
        together::show(ui, session, kind, actions);
    }
    let session = &*session;
    let selection = &session.selection;
    if selected.taggable() > 0 {
        tags(ui, session, &selected, actions);
    }
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
    if session.is_writable() && selected.kinds().all(|(kind, _)| kind != EntityKind::Regime) {
        ui.add_space(16.0);
        let text = RichText::new("Remove all of them").size(theme::SECONDARY).color(theme::colour(ui, Role::Against));
        if ui.add(egui::Button::new(text).frame(false)).clicked() {
            actions.push(Action::Do(Verb::Remove));
        }
    }
}

/// The tags that some of the selection bears, those with a key and those used last: on all, on some or on none.
fn tags(ui: &mut Ui, session: &Session, selected: &Selected, actions: &mut Vec<Action>) {
    let all = selected.taggable();
    let facts = &session.facts;
    let mut offered: BTreeSet<TagId> = selected.borne().collect();
    offered.extend(facts.tags.iter().filter(|tag| tag.key.is_some()).map(|tag| tag.id));
    offered.extend(session.tags.recent());
    parts::section(ui, "Tags", "");
    ui.horizontal_wrapped(|ui| {
        for tag in offered.into_iter().take(CHIPS).filter_map(|id| facts.tags.get(id)) {
            let bearing = selected.bearing(tag.id);
            let click = match bearing {
                _ if !session.is_writable() => "",
                Bearing::All => "All bear it: click to take it off all",
                Bearing::Some(_) => "Some bear it: click to set it on all",
                Bearing::None => "Click to set it on all",
            };
            let chip = chip(ui, &session.tags, tag, Some((bearing, all)), click);
            if chip.clicked() && session.is_writable() {
                actions.push(Action::Tag(TagAction::Toggle(tag.id)));
            }
        }
        if session.is_writable()
            && ui.button("Add tag").on_hover_text("Finds a tag by name, or makes one (T)").clicked()
        {
            actions.push(Action::Do(Verb::TagByName));
        }
    });
}
