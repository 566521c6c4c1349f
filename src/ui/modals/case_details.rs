//! The case's own fields: title, question, handling, authors, time zone.

use egui::{ComboBox, RichText, TextEdit, Ui};

use super::{Outcome, heading};
use crate::figure::palette::Role;
use crate::model::case::Case;
use crate::model::command::Command;
use crate::model::grading::TLPS;
use crate::ui::action::Action;
use crate::ui::drafts::Draft;
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::widgets::parts;

pub(super) fn show(ui: &mut Ui, session: Option<&mut Session>, actions: &mut Vec<Action>) -> Outcome {
    let Some(session) = session else { return Outcome::Close };
    heading(ui, "Case details");
    let case = session.facts.case.clone();
    field(ui, session, actions, "Title", "title", &case.title, 1, |case, text| {
        if text.trim().is_empty() {
            return Err("A case needs a title".to_owned());
        }
        text.clone_into(&mut case.title);
        Ok(())
    });
    field(ui, session, actions, "Reference", "reference", &case.reference, 1, |case, text| {
        text.clone_into(&mut case.reference);
        Ok(())
    });
    field(ui, session, actions, "Question", "question", &case.question, 3, |case, text| {
        text.clone_into(&mut case.question);
        Ok(())
    });
    field(ui, session, actions, "Authors, one a line", "authors", &case.authors.join("\n"), 2, |case, text| {
        case.authors = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        Ok(())
    });
    label(ui, "Handling");
    let mut picked = case.handling;
    let combo = ComboBox::from_id_salt("handling").selected_text(picked.mark()).width(200.0);
    let response = ui.add_enabled_ui(session.is_writable(), |ui| {
        combo.show_ui(ui, |ui| {
            for mark in TLPS {
                ui.selectable_value(&mut picked, mark, mark.mark());
            }
        })
    });
    let _ = response.inner.response.accessible_name("Handling");
    if picked != case.handling {
        let changed = Case { handling: picked, ..(*case).clone() };
        actions.push(Action::Apply(Box::new(Command::SetCase { case: Box::new(changed), field: "handling".into() })));
    }
    field(ui, session, actions, "Time zone of the display", "time zone", &case.time_zone, 1, |case, text| {
        let name = text.trim();
        if jiff::tz::TimeZone::get(name).is_err() {
            return Err(format!("“{name}” is not a time zone. Write UTC, Asia/Vladivostok, Asia/Pyongyang …"));
        }
        name.clone_into(&mut case.time_zone);
        Ok(())
    });
    field(ui, session, actions, "Note", "note", &case.note, 2, |case, text| {
        text.clone_into(&mut case.note);
        Ok(())
    });
    ui.add_space(10.0);
    if parts::primary_button(ui, "Done").clicked() { Outcome::Close } else { Outcome::Stay }
}

fn label(ui: &mut Ui, text: &str) {
    ui.add_space(4.0);
    ui.label(RichText::new(text).size(theme::SECONDARY).color(theme::colour(ui, Role::Secondary)));
}
pub(super) fn field(
    ui: &mut Ui,
    session: &mut Session,
    actions: &mut Vec<Action>,
    name: &str,
    field: &'static str,
    value: &str,
    rows: usize,
    set: impl FnOnce(&mut Case, &str) -> Result<(), String>,
) {
    label(ui, name);
    let key = (None, field);
    let mut text = session.drafts.get(key).map_or_else(|| value.to_owned(), |draft| draft.text.clone());
    let edit =
        if rows > 1 { TextEdit::multiline(&mut text).desired_rows(rows) } else { TextEdit::singleline(&mut text) };
    let id = ui.make_persistent_id(("case", field));
    let response =
        ui.add_enabled(session.is_writable(), edit.id(id).desired_width(f32::INFINITY)).accessible_name(name);
    if response.changed() {
        let mut case = (*session.facts.case).clone();
        let outcome = set(&mut case, &text)
            .map(|()| (text != value).then(|| Command::SetCase { case: Box::new(case), field: field.into() }));
        let changed = ui.input(|input| input.time);
        session.drafts.set(key, Draft { text, outcome, changed, since: changed, on_leave: false });
    }
    if response.lost_focus()
        && let Some(command) = session.drafts.leave(key)
    {
        actions.push(Action::Apply(Box::new(command)));
    }
    if let Some(Err(reason)) = session.drafts.get(key).map(|draft| &draft.outcome) {
        parts::problem(ui, reason);
    }
}
