//! How a report is written: template, form, which findings, and what is in it.

use egui::Ui;

use super::export_figure::{combo, row};
use super::{Outcome, heading};
use crate::base::text::count;
use crate::model::facts::Facts;
use crate::model::finding::{FINDING_STATUSES, FindingStatus};
use crate::report::build::{TEMPLATES, Template};
use crate::tasks::report::{FORMS, Form};
use crate::ui::choices::ReportChoices;
use crate::ui::exports::{OwnTemplates, query};
use crate::ui::session::Session;
use crate::ui::widgets::parts;

pub(super) fn show(ui: &mut Ui, choices: &mut ReportChoices, own: &OwnTemplates, session: Option<&Session>) -> Outcome {
    let Some(session) = session else { return Outcome::Close };
    heading(ui, "Write a report");
    if !choices.form.is_there() {
        choices.form = Form::Docx;
    }
    row(ui, "Template", |ui| {
        for template in TEMPLATES {
            if ui.radio(choices.own.is_none() && choices.template == template, template.name()).clicked() {
                (choices.template, choices.own) = (template, None);
            }
        }
        let like = own_templates(ui, choices, own);
        parts::secondary(
            ui,
            like.map_or_else(|| about(choices.template).to_owned(), |like| format!("Your own. {}", about(like))),
        );
        parts::secondary(ui, format!("Your own templates lie in {}", own.folder.display()));
    });
    row(ui, "Format", |ui| {
        ui.horizontal(|ui| {
            for form in FORMS.into_iter().filter(|form| form.is_there()) {
                ui.radio_value(&mut choices.form, form, word(form));
            }
        });
    });
    row(ui, "Findings", |ui| {
        combo(ui, "Findings", &mut choices.least, &FINDING_STATUSES, |least| {
            match least {
                FindingStatus::Draft => "All of them",
                FindingStatus::Reviewed => "Reviewed and final",
                FindingStatus::Final => "Final only",
            }
            .to_owned()
        });
    });
    ui.add_space(6.0);
    parts::secondary(ui, said(&session.facts, choices.least, &query(session)));
    ui.add_space(8.0);
    let (mut clicked, mut looked, mut cancelled) = (false, false, false);
    ui.horizontal(|ui| {
        clicked = parts::primary_button(ui, "Write…").clicked();
        looked = ui.button("Look at it first").on_hover_text("Shows its pages in the preview").clicked();
        cancelled = ui.button("Cancel").clicked();
    });
    match (clicked, looked, cancelled) {
        (true, _, _) => Outcome::Report(choices.clone()),
        (_, true, _) => Outcome::LookAt(choices.clone()),
        (_, _, true) => Outcome::Close,
        _ => Outcome::Stay,
    }
}

/// Offers the user's own templates, and says of a broken one what is wrong. Returns what the chosen one is made like.
fn own_templates(ui: &mut Ui, choices: &mut ReportChoices, own: &OwnTemplates) -> Option<Template> {
    let mut chosen = None;
    for found in &own.found {
        match &found.says {
            Ok((title, like)) => {
                if ui.radio(choices.own.as_ref() == Some(&found.key), title).clicked() {
                    choices.own = Some(found.key.clone());
                }
                if choices.own.as_ref() == Some(&found.key) {
                    chosen = Some(*like);
                }
            }
            Err(problem) => parts::problem(ui, &format!("{} cannot be used: {problem}", found.key)),
        }
    }
    // What was chosen last time may be gone or broken.
    if chosen.is_none() {
        choices.own = None;
    }
    chosen
}

fn about(template: Template) -> &'static str {
    match template {
        Template::Panel => {
            "Numbered paragraphs, footnotes, numbered annexes with tanker table, statements and exhibits."
        }
        Template::Brief => "Summary, method, findings with figures, endnotes.",
        Template::Draft => {
            "Sentence by sentence with footnotes, and a table that sets each beside what its sources say."
        }
        Template::Memo => "Decision (findings in a section of that name), practices seen, evidence, journal.",
    }
}

fn word(form: Form) -> &'static str {
    match form {
        Form::Pdf => "PDF",
        Form::Docx => "Word",
        Form::Html => "Web page",
        Form::Markdown => "Markdown",
    }
}

/// What will be in it: `2 of 4 findings, 11 shipments, dated and marked TLP:CLEAR.`
fn said(facts: &Facts, least: FindingStatus, query: &str) -> String {
    let all = facts.findings.len();
    let some = facts.findings.iter().filter(|row| row.status >= least).count();
    let findings = if some == all { count(all, "finding") } else { format!("{some} of {}", count(all, "finding")) };
    let what = if query.is_empty() {
        format!("{findings} and {}.", count(facts.shipments.len(), "shipment"))
    } else {
        format!("{findings}, and what the query “{query}” selects.")
    };
    format!("{what} Every page is marked {}.", facts.case.handling.mark())
}
