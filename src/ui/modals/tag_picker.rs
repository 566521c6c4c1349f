//! A tag by name for what is selected; a new name makes a new tag.

use egui::{ScrollArea, Ui};

use super::{Outcome, first_field, heading};
use crate::base::text::{count, fold};
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::ids::EntityRef;
use crate::model::tag::Tag;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::widgets::parts::{Mark, Row};

pub(super) fn show(ui: &mut Ui, text: &mut String, session: Option<&Session>, actions: &mut Vec<Action>) -> Outcome {
    let Some(session) = session else { return Outcome::Close };
    heading(ui, &format!("Tag {}", count(session.selection.len(), "item")));
    let entered = first_field(ui, text, "Tag name", "Find or add a tag");
    ui.add_space(6.0);
    let wanted = fold(text);
    let found: Vec<&Tag> =
        session.facts.tags.iter().filter(|tag| wanted.is_empty() || fold(&tag.name).contains(&wanted)).collect();
    let exact = found.iter().find(|tag| fold(&tag.name) == wanted);
    let mut outcome = Outcome::Stay;
    ScrollArea::vertical().max_height(280.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for tag in &found {
            let [r, g, b] = tag.colour.0;
            let row = Row { mark: Mark::Dot(egui::Color32::from_rgb(r, g, b)), key: tag.key, ..Row::new(&tag.name) };
            if row.show(ui).on_hover_text(&tag.definition).clicked() {
                actions.push(Action::Tag(tag.id));
                outcome = Outcome::Close;
            }
        }
        if !wanted.is_empty() && exact.is_none() && Row::new(&format!("Add tag “{}”", text.trim())).show(ui).clicked()
        {
            actions.push(add(session, text.trim()));
            outcome = Outcome::Close;
        }
    });
    if entered && !wanted.is_empty() {
        match exact.or(found.first()) {
            Some(tag) => actions.push(Action::Tag(tag.id)),
            None => actions.push(add(session, text.trim())),
        }
        return Outcome::Close;
    }
    outcome
}

fn add(session: &Session, name: &str) -> Action {
    let facts = &session.facts;
    let tag = facts.fresh_tag(name);
    let tagged = session.selection.iter().filter_map(|item: &EntityRef| {
        let mut entity = facts.get(*item)?;
        entity.set_tag(tag.id, true).then_some(entity)
    });
    let label = format!("Add tag “{name}” and tag {}", count(session.selection.len(), "item"));
    let entities = std::iter::once(Entity::Tag(Box::new(tag.clone()))).chain(tagged).collect();
    Action::Apply(Box::new(Command::PutAll { entities, label }))
}
