//! A visit on one line, with what it will become shown while it is typed.

use egui::{RichText, Ui};

use super::{Outcome, first_field, heading};
use crate::figure::palette::Role;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::quick_add;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::widgets::parts;

pub(super) fn show(ui: &mut Ui, line: &mut String, session: Option<&Session>, actions: &mut Vec<Action>) -> Outcome {
    let Some(session) = session else { return Outcome::Close };
    heading(ui, "Quick add");
    let entered = first_field(ui, line, "Visit on one line", "Tanker 2 @ Vostochny 2024-03-07/2024-03-22 loading ?");
    ui.add_space(6.0);
    let facts = &session.facts;
    if line.trim().is_empty() {
        help(ui);
        return Outcome::Stay;
    }
    match quick_add::parse(line) {
        Err(error) => {
            parts::problem(ui, &error.message);
            help(ui);
            Outcome::Stay
        }
        Ok(quick) => {
            let plan = quick_add::resolve(facts, &quick);
            ui.label(quick_add::describe(facts, &quick, &plan));
            ui.add_space(8.0);
            let clicked = parts::primary_button(ui, "Add").clicked();
            if !(entered || clicked) {
                return Outcome::Stay;
            }
            match quick_add::command(facts, &quick, &plan) {
                Ok(command) => {
                    let visit = match &command {
                        Command::PutAll { entities, .. } => entities
                            .iter()
                            .rev()
                            .find(|entity| matches!(entity, Entity::Visit(_)))
                            .map(Entity::reference),
                        Command::Put { entity, .. } => Some(entity.reference()),
                        _ => None,
                    };
                    match visit {
                        Some(visit) => actions.push(Action::ApplyAndSelect(Box::new(command), visit)),
                        None => actions.push(Action::Apply(Box::new(command))),
                    }
                    Outcome::Close
                }
                Err(error) => {
                    parts::problem(ui, &error.to_string());
                    Outcome::Stay
                }
            }
        }
    }
}

fn help(ui: &mut Ui) {
    let lines = [
        ("vessel @ place", "names; what is new is added"),
        ("2024-03-07/2024-03-22", "first and last seen"),
        ("[2024-03-07..2024-03-22]", "some time between, never seen directly"),
        ("loading, discharging, waiting …", "what it did"),
        ("?  or  likely, allegedly", "how the source words it"),
        ("E-3   #AIS-off", "exhibit and tag"),
    ];
    egui::Grid::new("quick help").num_columns(2).spacing([16.0, 4.0]).show(ui, |ui| {
        for (form, meaning) in lines {
            ui.label(RichText::new(form).monospace().size(theme::CAPTION));
            ui.label(RichText::new(meaning).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary)));
            ui.end_row();
        }
    });
}
