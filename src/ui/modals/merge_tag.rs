//! Into which tag one is to be merged, and what that comes to, before it is done.

use egui::{Label, RichText, ScrollArea, Ui};

use super::{Outcome, first_field, heading};
use crate::base::text::{count, thousands};
use crate::figure::palette::Role;
use crate::model::ids::TagId;
use crate::model::naming;
use crate::model::tag::Tag;
use crate::ui::action::{Action, TagAction};
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::widgets::parts::{self, Mark, Row};
use crate::ui::widgets::tags;

/// How many tags are offered at once.
const OFFERED: usize = 200;

pub(super) fn show(
    ui: &mut Ui,
    from: TagId,
    into: &mut Option<TagId>,
    text: &mut String,
    session: Option<&mut Session>,
    actions: &mut Vec<Action>,
) -> Outcome {
    let Some(session) = session else { return Outcome::Close };
    let facts = session.facts.clone();
    let Some(tag) = facts.tags.get(from) else { return Outcome::Close };
    let asking = session.tags.asking_for(&facts, tag);
    let session = &*session;
    heading(ui, &format!("Merge “{}” into…", short(&tag.name)));
    let entered = first_field(ui, text, "Merge into", "Find the tag that is kept");
    let found: Vec<_> = session.tags.found(text).into_iter().filter(|branch| branch.id != from).collect();
    if entered && !found.iter().any(|branch| *into == Some(branch.id)) {
        *into = found.first().map(|branch| branch.id);
    }
    ui.add_space(6.0);
    ScrollArea::vertical().max_height(240.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for branch in found.iter().take(OFFERED) {
            let Some(other) = facts.tags.get(branch.id) else { continue };
            let own = session.tags.bearers(branch.id).own();
            let right = if own == 0 { String::new() } else { thousands(own) };
            let mark = Mark::Dot(tags::ink(other.colour));
            let selected = *into == Some(branch.id);
            let row = Row { right: &right, mark, selected, key: other.key, ..Row::new(&branch.path) }.show(ui);
            if row.on_hover_ui(|ui| tags::meaning(ui, &session.tags, other, "")).clicked() {
                *into = Some(branch.id);
            }
        }
        match found.len() {
            0 => drop(ui.label(RichText::new("No other tag").color(theme::colour(ui, Role::Secondary)))),
            more if more > OFFERED => {
                let more = format!("{} more; type to narrow", thousands(more - OFFERED));
                ui.label(RichText::new(more).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary)));
            }
            _ => {}
        }
    });
    ui.add_space(8.0);
    let chosen = into.and_then(|into| facts.tags.get(into));
    if let Some(kept) = chosen {
        ui.add(Label::new(comes_to(session, tag, kept)).wrap());
        let twice = session.tags.tree().twice_below(tag.id, kept.id);
        for twin in twice.iter().take(3).filter_map(|id| facts.tags.get(*id)) {
            parts::secondary(ui, format!("“{}” will stand twice below “{}”.", short(&twin.name), short(&kept.name)));
        }
    }
    if !asking.is_empty() {
        let asking = naming::list(&asking);
        parts::secondary(ui, format!("By its name it is asked for by the {asking}, which will not find it then."));
    }
    parts::secondary(ui, "Undo brings both back.");
    ui.add_space(10.0);
    let mut outcome = Outcome::Stay;
    ui.horizontal(|ui| {
        let merge = ui.add_enabled_ui(chosen.is_some(), |ui| parts::primary_button(ui, "Merge")).inner;
        if let Some(kept) = chosen.filter(|_| merge.clicked()) {
            actions.push(Action::Tag(TagAction::Merge(from, kept.id)));
            outcome = Outcome::Close;
        }
        if ui.button("Cancel").clicked() {
            outcome = Outcome::Close;
        }
    });
    outcome
}

/// What will be of both, in a few sentences.
fn comes_to(session: &Session, tag: &Tag, kept: &Tag) -> String {
    let (name, into) = (short(&tag.name), short(&kept.name));
    let bearers = session.tags.bearers(tag.id);
    let mut said = match bearers.own() {
        0 => format!("Nothing bears “{name}”."),
        1 => format!("{} that bears “{name}” will bear “{into}”.", bearers.words()),
        _ => format!("{} that bear “{name}” will bear “{into}”.", bearers.words()),
    };
    let below = session.tags.tree().children(tag.id).filter(|branch| branch.id != kept.id).count();
    match below {
        0 => {}
        1 => said.push_str(&format!(" 1 tag below it moves below “{into}”.")),
        more => said.push_str(&format!(" {} below it move below “{into}”.", count(more, "tag"))),
    }
    let (own, other) = (kept.definition.trim(), tag.definition.trim());
    if !own.is_empty() && !other.is_empty() && own != other {
        said.push_str(&format!(" Its definition goes into the note of “{into}”."));
    }
    said.push_str(&format!(" “{name}” is then gone."));
    said
}

/// Names of thousands of letters exist.
fn short(name: &str) -> String {
    crate::figure::measure::one_line(name).into_owned()
}
