//! A letter about a finding and what came back: the right of reply.

use egui::{Response, TextEdit, Ui};

use super::{Outcome, heading};
use crate::base::edtf::Dated;
use crate::base::plain_date;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::finding::Reply;
use crate::model::ids::{EntityKind, EntityRef, FindingId};
use crate::model::naming;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::widgets::form::field_label;
use crate::ui::widgets::parts;

/// A letter as it is typed.
#[derive(Clone, Debug, Default)]
pub struct LetterDraft {
    finding: Option<FindingId>,
    /// Which letter of the finding; none for a new one.
    at: Option<usize>,
    asked: String,
    asked_on: String,
    question: String,
    answered_on: String,
    answer: String,
    exhibit: String,
    /// Whether the cursor was put into the first field.
    begun: bool,
}

impl LetterDraft {
    /// A letter of a finding; a new one if there is none at that place.
    #[must_use]
    pub fn of(facts: &Facts, finding: FindingId, at: Option<usize>) -> Self {
        let reply = facts.findings.get(finding).zip(at).and_then(|(row, at)| row.replies.get(at));
        let Some(reply) = reply else { return Self { finding: Some(finding), ..Self::default() } };
        let day = |date: &Option<Dated>| date.as_ref().map(Dated::to_string).unwrap_or_default();
        Self {
            finding: Some(finding),
            at,
            asked: reply.asked.clone(),
            asked_on: day(&reply.asked_on),
            question: reply.question.clone(),
            answered_on: day(&reply.answered_on),
            answer: reply.answer.clone(),
            exhibit: reply.exhibit.map(|id| naming::code(facts, id.into())).unwrap_or_default(),
            begun: false,
        }
    }

    /// The letter, or what of it is not understood.
    fn read(&self, facts: &Facts) -> Result<Reply, String> {
        let date = |text: &str| match text.trim() {
            "" => Ok(None),
            written => plain_date::parse(written)
                .map(|time| Some(Dated::new(time, written)))
                .map_err(|error| error.to_string()),
        };
        let exhibit = match self.exhibit.trim() {
            "" => None,
            code => {
                let found = naming::by_code(facts, code).filter(|item| item.kind == EntityKind::Exhibit);
                Some(found.and_then(EntityRef::as_id).ok_or_else(|| format!("{code} is not an exhibit of the case"))?)
            }
        };
        if self.asked.trim().is_empty() {
            return Err("Say who was asked".to_owned());
        }
        Ok(Reply {
            asked: self.asked.trim().to_owned(),
            asked_on: date(&self.asked_on)?,
            question: self.question.trim().to_owned(),
            answered_on: date(&self.answered_on)?,
            answer: self.answer.trim().to_owned(),
            exhibit,
        })
    }
}

pub(super) fn show(
    ui: &mut Ui,
    draft: &mut LetterDraft,
    session: Option<&Session>,
    actions: &mut Vec<Action>,
) -> Outcome {
    let finding = session.zip(draft.finding).and_then(|(session, id)| Some((session, session.facts.findings.get(id)?)));
    let Some((session, finding)) = finding else { return Outcome::Close };
    heading(ui, if draft.at.is_some() { "Letter" } else { "Add a letter" });
    parts::secondary(
        ui,
        format!("Who was asked about F-{}, and what they said. The panel report has it in an annex.", finding.number),
    );
    ui.add_space(6.0);
    let first = line(ui, "Asked", &mut draft.asked, "Name or office");
    if !std::mem::replace(&mut draft.begun, true) {
        first.request_focus();
    }
    line(ui, "On", &mut draft.asked_on, "2 April 2024");
    line(ui, "What", &mut draft.question, "What they were asked, in short");
    line(ui, "Answered on", &mut draft.answered_on, "leave empty while there is no answer");
    ui.horizontal_top(|ui| {
        field_label(ui, "Answer");
        let edit = TextEdit::multiline(&mut draft.answer).desired_rows(4).desired_width(f32::INFINITY);
        let edit = edit.hint_text("Their words").margin(egui::Margin::symmetric(8, 6));
        ui.add(edit).accessible_name("Answer");
    });
    line(ui, "Exhibit", &mut draft.exhibit, "the letter itself, as E-15");
    ui.add_space(6.0);
    let read = draft.read(&session.facts);
    if let Err(reason) = &read
        && !draft.asked.trim().is_empty()
    {
        parts::problem(ui, reason);
    }
    let (mut saved, mut removed, mut cancelled) = (false, false, false);
    ui.horizontal(|ui| {
        let word = if draft.at.is_some() { "Save" } else { "Add" };
        saved = ui.add_enabled_ui(read.is_ok(), |ui| parts::primary_button(ui, word)).inner.clicked();
        removed = draft.at.is_some() && ui.button("Remove").clicked();
        cancelled = ui.button("Cancel").clicked();
    });
    let mut row = finding.clone();
    match (read, draft.at) {
        (Ok(reply), Some(at)) if saved && at < row.replies.len() => row.replies[at] = reply,
        (Ok(reply), _) if saved => row.replies.push(reply),
        (_, Some(at)) if removed && at < row.replies.len() => drop(row.replies.remove(at)),
        _ if cancelled || removed => return Outcome::Close,
        _ => return Outcome::Stay,
    }
    // Without the name of a field: each letter is one step back, and not one run of typing.
    let command = Command::Put { entity: Entity::Finding(Box::new(row)), field: None };
    actions.push(Action::Apply(Box::new(command)));
    Outcome::Close
}

fn line(ui: &mut Ui, name: &str, text: &mut String, hint: &str) -> Response {
    let shown = ui.horizontal(|ui| {
        field_label(ui, name);
        let edit = TextEdit::singleline(text).hint_text(hint).desired_width(f32::INFINITY);
        ui.add(edit.margin(egui::Margin::symmetric(8, 6))).accessible_name(name)
    });
    ui.add_space(2.0);
    shown.inner
}
