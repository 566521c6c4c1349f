//! A finding's particulars; its text is written in the findings view.

use egui::Ui;

use super::origins;
use super::shared::{self, Cx};
use crate::model::entity::Entity;
use crate::model::finding::{FINDING_STATUSES, Finding};
use crate::model::ids::EntityRef;
use crate::ui::action::{Action, Tab};
use crate::ui::widgets::parts;

pub(super) fn show(ui: &mut Ui, cx: &mut Cx, finding: &Finding) {
    let item = EntityRef::from(finding.id);
    let title = if finding.headline.is_empty() { "Untitled" } else { &finding.headline };
    shared::heading(ui, cx, item, title, "");
    origins::chip(ui, cx, item);
    origins::cautions(ui, cx, item);
    let mut form = cx.form(finding, Entity::Finding);
    form.choice(
        ui,
        "Status",
        "status",
        &FINDING_STATUSES,
        finding.status,
        |status| status.word().to_owned(),
        |row, status| row.status = status,
    );
    shared::judgement(ui, &mut form, finding.likelihood, finding.confidence, |row, likelihood, confidence| {
        (row.likelihood, row.confidence) = (likelihood, confidence);
    });
    form.line(ui, "Section", "section", &finding.section, "Section of the report", |row, text| {
        text.clone_into(&mut row.section);
        Ok(())
    });
    form.line(ui, "Reviewer", "reviewer", &finding.reviewer, "Who read it for the second time", |row, text| {
        text.clone_into(&mut row.reviewer);
        Ok(())
    });
    letters(ui, cx, finding);
    let cited = finding.cited_exhibits();
    parts::section(ui, "Cites", &crate::base::text::count(cited.len(), "exhibit"));
    for number in &cited {
        match cx.facts.exhibits.iter().find(|exhibit| exhibit.number == *number) {
            Some(exhibit) => {
                shared::exhibit_line(ui, cx, exhibit.id, false);
            }
            None => parts::problem(ui, &format!("E-{number} is not in the case")),
        }
    }
    if cited.is_empty() {
        parts::secondary(ui, "Cites nothing yet. Write [@E-1] in its text.");
    }
    if ui.button("Write its text").clicked() {
        cx.actions.push(Action::Show(Tab::Findings));
    }
    shared::tags(ui, cx, item, &finding.tags);
    shared::note(ui, &mut cx.form(finding, Entity::Finding), &finding.note, |row, text| text.clone_into(&mut row.note));
    shared::remove(ui, cx, item);
}

/// Who was asked, and whether they answered.
fn letters(ui: &mut Ui, cx: &mut Cx, finding: &Finding) {
    let answered = finding.replies.iter().filter(|reply| !reply.answer.is_empty()).count();
    let summary = if finding.replies.is_empty() {
        String::new()
    } else {
        format!("{answered} of {} answered", finding.replies.len())
    };
    parts::section(ui, "Right of reply", &summary);
    for (at, reply) in finding.replies.iter().enumerate() {
        let state = if reply.answer.is_empty() { "no answer yet" } else { "answered" };
        let text = format!("{}, {state}", reply.asked);
        if ui.add(egui::Button::new(text).frame(false).truncate()).clicked() {
            cx.actions.push(Action::Letter(finding.id, Some(at)));
        }
    }
    if finding.replies.is_empty() {
        parts::secondary(ui, "Nobody was asked yet.");
    }
    if cx.writable && ui.button("Add a letter…").clicked() {
        cx.actions.push(Action::Letter(finding.id, None));
    }
}
