//! A tag by name for what is selected: those used last first, found by any part of their path and by what they mean; a
//! new name or path makes new tags.

use egui::{Key, Modifiers, RichText, ScrollArea, Ui};

use super::{Outcome, first_field, heading};
use crate::base::text::{count, thousands};
use crate::figure::palette::Role;
use crate::model::naming;
use crate::model::tag_tree::{self, Branch};
use crate::ui::action::{Action, TagAction};
use crate::ui::session::Session;
use crate::ui::tag_book::{Bearing, Selected, bears_tags};
use crate::ui::theme;
use crate::ui::widgets::parts::{Mark, Row};
use crate::ui::widgets::tags;

/// How many tags are offered at once; typing narrows them.
const OFFERED: usize = 200;

pub(super) fn show(
    ui: &mut Ui,
    text: &mut String,
    at: &mut usize,
    session: Option<&mut Session>,
    actions: &mut Vec<Action>,
) -> Outcome {
    let Some(session) = session else { return Outcome::Close };
    let selected = session.tags.selected(&session.selection, &session.facts);
    heading(ui, &title(session, &selected));
    let (takes_off, down, up) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::SHIFT, Key::Enter),
            input.consume_key(Modifiers::NONE, Key::ArrowDown),
            input.consume_key(Modifiers::NONE, Key::ArrowUp),
        )
    });
    let before = text.clone();
    let sets = first_field(ui, text, "Tag name", "Find or add a tag; a/b is a b below a");
    if *text != before {
        *at = 0;
    }
    let exact = session.tags.named(&session.facts, text);
    let session = &*session;
    let mut found = session.tags.found(text);
    // What is spelt out goes before what merely fits.
    if let Some(place) = exact.and_then(|exact| found.iter().position(|branch| branch.id == exact)) {
        let branch = found.remove(place);
        found.insert(0, branch);
    }
    let new =
        (exact.is_none() && !tag_tree::parts(text).is_empty()).then(|| tag_tree::parts(text).join(tag_tree::BETWEEN));
    let offered = found.len().min(OFFERED);
    let rows = offered + usize::from(new.is_some());
    if down {
        *at = (*at + 1).min(rows.saturating_sub(1));
    }
    if up {
        *at = at.saturating_sub(1);
    }
    let mut outcome = Outcome::Stay;
    ui.add_space(6.0);
    ScrollArea::vertical().max_height(320.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (i, branch) in found.iter().take(OFFERED).enumerate() {
            let response = row(ui, session, &selected, branch, i == *at);
            if i == *at && (down || up) {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                actions.push(Action::Tag(TagAction::Toggle(branch.id)));
                outcome = Outcome::Close;
            }
        }
        if let Some(path) = &new {
            let response = Row { selected: *at == offered, ..Row::new(&format!("Add tag “{path}”")) }.show(ui);
            if response.clicked() {
                actions.push(Action::Tag(TagAction::Make(text.clone())));
                outcome = Outcome::Close;
            }
        }
        if found.len() > OFFERED {
            let more = format!("{} more; type to narrow", thousands(found.len() - OFFERED));
            ui.label(RichText::new(more).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary)));
        }
        if rows == 0 {
            ui.label(RichText::new("No tag yet: type a name").color(theme::colour(ui, Role::Secondary)));
        }
    });
    ui.add_space(6.0);
    let keys = "Enter sets it, Shift+Enter takes it off, up and down choose";
    ui.label(RichText::new(keys).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary)));
    if !sets && !takes_off {
        return outcome;
    }
    match (found.get(*at).filter(|_| *at < offered), takes_off) {
        (Some(branch), _) => actions.push(Action::Tag(TagAction::Set(branch.id, !takes_off))),
        (None, false) if new.is_some() => actions.push(Action::Tag(TagAction::Make(text.clone()))),
        // Nothing is there that could be taken off.
        _ => return Outcome::Stay,
    }
    Outcome::Close
}

/// `Tag V-3`, `Tag 8 visits`, `Tag 5 items`.
fn title(session: &Session, selected: &Selected) -> String {
    let mut kinds = selected.kinds().filter(|(kind, _)| bears_tags(*kind));
    let (first, second) = (kinds.next(), kinds.next());
    let mut items = session.selection.iter().filter(|item| bears_tags(item.kind));
    match (first, second) {
        (Some((_, 1)), None) => {
            items.next().map_or(String::new(), |item| format!("Tag {}", naming::code(&session.facts, *item)))
        }
        (Some((kind, n)), None) => format!("Tag {}", count(n, kind.word())),
        _ => format!("Tag {}", count(selected.taggable(), "item")),
    }
}

fn row(ui: &mut Ui, session: &Session, selected: &Selected, branch: &Branch, at: bool) -> egui::Response {
    let tag = session.facts.tags.get(branch.id);
    let right = match selected.bearing(branch.id) {
        Bearing::All if selected.taggable() == 1 => "set".to_owned(),
        Bearing::All => "on all".to_owned(),
        Bearing::Some(n) => format!("on {} of {}", thousands(n), thousands(selected.taggable())),
        Bearing::None => String::new(),
    };
    let mark = tag.map_or(Mark::None, |tag| Mark::Dot(tags::ink(tag.colour)));
    let key = tag.and_then(|tag| tag.key);
    let response = Row { right: &right, mark, key, selected: at, ..Row::new(&branch.path) }.show(ui);
    let click = if right.is_empty() { "Click to set it" } else { "Click to set it on all, or to take it off all" };
    match tag {
        Some(tag) => response.on_hover_ui(|ui| tags::meaning(ui, &session.tags, tag, click)),
        None => response,
    }
}
