//! How an evidence bundle is packed: which findings, what is left out, and what that comes to before it is written.

use egui::{ScrollArea, Ui};

use super::export_figure::row;
use super::{Outcome, heading};
use crate::base::text::visible;
use crate::figure::measure::one_line;
use crate::model::grading::{TLPS, Tlp};
use crate::tasks::bundle::{self, Preview};
use crate::ui::choices::BundleChoices;
use crate::ui::exports::query;
use crate::ui::session::Session;
use crate::ui::widgets::parts;

/// From so many tags on they are found by typing.
const MANY: usize = 12;

/// What is being chosen.
#[derive(Clone, Debug, Default)]
pub struct BundleDraft {
    choices: BundleChoices,
    /// Finds tags.
    find: String,
}

impl From<BundleChoices> for BundleDraft {
    fn from(choices: BundleChoices) -> Self {
        Self { choices, find: String::new() }
    }
}

pub(super) fn show(ui: &mut Ui, draft: &mut BundleDraft, session: Option<&mut Session>) -> Outcome {
    let Some(session) = session else { return Outcome::Close };
    heading(ui, "Export an evidence bundle");
    let room = (ui.ctx().content_rect().height() - 330.0).max(160.0);
    ScrollArea::vertical().max_height(room).show(ui, |ui| {
        row(ui, "Findings", |ui| which(ui, session));
        row(ui, "Leave out", |ui| kinds(ui, &mut draft.choices));
        row(ui, "Journal", |ui| {
            let choices = &mut draft.choices;
            let free = !choices.without_names;
            ui.add_enabled(free, egui::Checkbox::new(&mut choices.with_actors, "Say who made each change"))
                .on_disabled_hover_text("The names of people stay out");
        });
        row(ui, "Handling", |ui| handling(ui, &mut draft.choices, session));
        row(ui, "Tags", |ui| tags(ui, &mut draft.find, session));
    });
    ui.add_space(6.0);
    let choice = draft.choices.choice(session);
    let generation = session.facts.generation;
    let ready = match session.bundling.of(generation, choice) {
        None => {
            parts::secondary(ui, "Counting…");
            false
        }
        Some((Err(reason), _)) => {
            parts::problem(ui, reason);
            false
        }
        // What held before stays in its place, faint, so that nothing jumps while it is counted anew.
        Some((Ok(preview), holds)) => {
            ui.add_enabled_ui(holds, |ui| summary(ui, preview));
            holds
        }
    };
    ui.add_space(8.0);
    let (mut clicked, mut cancelled) = (false, false);
    ui.horizontal(|ui| {
        clicked = ui.add_enabled_ui(ready, |ui| parts::primary_button(ui, "Export…")).inner.clicked();
        cancelled = ui.button("Cancel").clicked();
    });
    match (clicked, cancelled) {
        (true, _) => Outcome::Bundle(draft.choices),
        (_, true) => Outcome::Close,
        _ => Outcome::Stay,
    }
}

fn which(ui: &mut Ui, session: &mut Session) {
    let asked = query(session);
    if asked.trim().is_empty() {
        let all = if session.facts.findings.is_empty() {
            "The whole case, which has no findings yet"
        } else {
            "All of them, with the exhibits they cite and what these rest on"
        };
        parts::secondary(ui, all);
        return;
    }
    let all = &mut session.bundling.all;
    ui.radio_value(all, false, format!("What the query “{}” selects, and what it rests on", one_line(&asked)));
    ui.radio_value(all, true, "All findings");
}

fn kinds(ui: &mut Ui, choices: &mut BundleChoices) {
    ui.checkbox(&mut choices.without_files, "The files of exhibits");
    ui.checkbox(&mut choices.without_names, "The names of people");
    if choices.without_names {
        let whose = "Authors, analysts, collectors, holders, speakers, reviewers, who was asked, and sources that are persons. Names within quotes, titles and findings stay.";
        parts::secondary(ui, whose);
    }
    ui.checkbox(&mut choices.without_notes, "All notes");
}

/// Exhibits have no handling of their own: a tag that is named for a level says it.
fn handling(ui: &mut Ui, choices: &mut BundleChoices, session: &Session) {
    let facts = &session.facts;
    let mark = facts.case.handling.mark();
    choices.handling = choices.handling.filter(|level| *level > facts.case.handling);
    let marked = facts.tags.iter().any(|tag| bundle::level(&tag.name).is_some_and(|level| level > facts.case.handling));
    if !marked {
        choices.handling = None;
        let none = format!(
            "Everything is handled as the case is, {mark}. Something is marked for a stricter level by a tag named for it, such as TLP:RED; there is no such tag."
        );
        parts::secondary(ui, none);
        return;
    }
    let mut offered = vec![None];
    offered.extend(TLPS.into_iter().filter(|level| *level > facts.case.handling).map(Some));
    super::export_figure::combo(ui, "Handling", &mut choices.handling, &offered, |level| match level {
        None => "Leave nothing out by its handling".to_owned(),
        Some(Tlp::Red) => "Leave out what is marked TLP:RED".to_owned(),
        Some(level) => format!("Leave out what is marked {} or stricter", level.mark()),
    });
    parts::secondary(ui, format!("By tags named for a level; what has none is handled as the case is, {mark}."));
}

fn tags(ui: &mut Ui, find: &mut String, session: &mut Session) {
    if session.facts.tags.is_empty() {
        parts::secondary(ui, "The case has no tags");
        return;
    }
    session.bundling.tags.retain(|tag| session.facts.tags.get(*tag).is_some());
    if session.facts.tags.len() > MANY {
        let edit = egui::TextEdit::singleline(find).hint_text("Find tags").desired_width(240.0);
        let _ = ui.add(edit).accessible_name("Find tags");
    }
    // A tag that nothing bears leaves nothing out.
    let picked = &session.bundling.tags;
    let borne = |id| session.tags.bearers(id).within() > 0 || picked.contains(&id);
    let found = session.tags.found(find).into_iter().filter(|branch| borne(branch.id));
    let found: Vec<_> = found.map(|branch| (branch.id, branch.path.clone())).collect();
    if found.is_empty() {
        parts::secondary(ui, if find.is_empty() { "Nothing in the case bears a tag" } else { "No such tag" });
        return;
    }
    ScrollArea::vertical().id_salt("tags").max_height(120.0).auto_shrink([false, true]).show(ui, |ui| {
        for (id, path) in found {
            let mut out = session.bundling.tags.contains(&id);
            if ui.checkbox(&mut out, visible(&one_line(&path))).changed() {
                if out {
                    session.bundling.tags.insert(id);
                } else {
                    session.bundling.tags.remove(&id);
                }
            }
        }
    });
    parts::secondary(ui, "What bears a chosen tag or one below it stays out, and what rests on that.");
}

/// What goes in and what stays out, in plain words.
fn summary(ui: &mut Ui, preview: &Preview) {
    ui.add(egui::Label::new(format!("Goes in: {}", preview.goes_in())).wrap());
    let out = preview.stays_out();
    let out = if out.is_empty() { "nothing.".to_owned() } else { out };
    ui.add(egui::Label::new(format!("Stays out: {out}")).wrap());
    if !preview.still_named.is_empty() {
        parts::problem(ui, &format!("{}.", bundle::read_again(&preview.still_named)));
    }
}
