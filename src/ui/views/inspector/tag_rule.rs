//! The rule of a tag: the query that it stands for, what that comes to, and two buttons. Nothing here runs by itself.

use egui::{ComboBox, Ui};

use super::shared::Cx;
use crate::analysis::query::parse;
use crate::analysis::tags::rules;
use crate::base::text::{plural, thousands};
use crate::model::entity::Entity;
use crate::model::ids::EntityKind;
use crate::model::tag::{Tag, TagRule};
use crate::ui::action::{Action, TagAction};
use crate::ui::widgets::parts;

pub(super) fn show(ui: &mut Ui, cx: &mut Cx, tag: &Tag) {
    if tag.rule.is_none() && !cx.writable {
        return;
    }
    parts::section(ui, "Rule", "");
    let (query, kind) = tag.rule.as_ref().map_or(("", EntityKind::Visit), |rule| (&rule.query, rule.kind));
    let mut form = cx.form(tag, Entity::Tag);
    form.settled_wide(ui, "Rule", "rule", query, "Query, such as place:Vostochny is:half-open", |row, text| {
        let text = text.trim();
        if text.is_empty() {
            row.rule = None;
            return Ok(());
        }
        if let Err(error) = parse(text) {
            let part: String = text.get(error.range.clone()).unwrap_or_default().trim().chars().take(40).collect();
            let at = if part.is_empty() { String::new() } else { format!(", at “{part}”") };
            return Err(format!("{}{at}", error.message));
        }
        row.rule = Some(TagRule { query: text.to_owned(), kind });
        Ok(())
    });
    if tag.rule.is_none() {
        parts::secondary(
            ui,
            "A query that says what this tag is for. It is run when you ask for it, and never by itself.",
        );
        return;
    }
    let picked = form.labelled(ui, "Is for", |form, ui| {
        let mut picked = kind;
        let combo = ComboBox::from_id_salt((tag.id.0, "rule kind")).selected_text(plural(kind.word()));
        let combo = combo.width(ui.available_width());
        let response = ui.add_enabled_ui(form.writable, |ui| {
            combo.show_ui(ui, |ui| {
                for kind in rules::kinds() {
                    ui.selectable_value(&mut picked, kind, plural(kind.word()));
                }
            })
        });
        let _ = response.inner.response.accessible_name(format!("Is for: {}", plural(kind.word())));
        picked
    });
    if picked != kind {
        form.apply("rule", |row| row.rule.iter_mut().for_each(|rule| rule.kind = picked));
    }
    let Some(answer) = cx.tags.ruled(cx.facts, tag) else { return };
    match answer.as_ref() {
        Err(reason) => parts::problem(ui, reason),
        Ok(ruled) => {
            parts::secondary(ui, format!("{}.", ruled.words()));
            if !cx.writable {
                return;
            }
            let (missing, beyond) = (ruled.missing.len(), ruled.beyond.len());
            let sets = match missing {
                1 => "Tag the 1 that matches".to_owned(),
                more => format!("Tag the {} that match", thousands(more)),
            };
            if missing > 0 && parts::primary_button(ui, &sets).clicked() {
                cx.actions.push(Action::Tag(TagAction::RunRule(tag.id, true)));
            }
            let clears = match beyond {
                1 => "Take it off the 1 that does not".to_owned(),
                more => format!("Take it off the {} that do not", thousands(more)),
            };
            if beyond > 0 && ui.button(clears).clicked() {
                cx.actions.push(Action::Tag(TagAction::RunRule(tag.id, false)));
            }
        }
    }
}
