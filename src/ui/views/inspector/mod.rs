//! The details of what is selected, and the place where they are changed. One file a kind of entity.

mod case;
mod claim;
mod coverage;
mod event;
mod evidence;
mod exhibit;
mod finding;
mod many;
mod origins;
mod place;
mod regime;
mod shared;
mod shipment;
mod sighting;
mod tag;
mod tag_rule;
mod together;
mod vessel;
mod visit;

use egui::{ScrollArea, Ui};

use crate::model::entity::Entity;
use crate::ui::action::Action;
use crate::ui::session::Session;

/// Draws the details of what is selected.
pub fn show(ui: &mut Ui, session: &mut Session, actions: &mut Vec<Action>) {
    ScrollArea::vertical().auto_shrink(false).id_salt((session.primary, session.selection.len() > 1)).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 4.0);
        if session.selection.len() > 1 {
            many::show(ui, session, actions);
            return;
        }
        let Some(item) = session.primary else {
            case::show(ui, session, actions);
            return;
        };
        let facts = session.facts.clone();
        let mut cx = shared::Cx {
            facts: &facts,
            drafts: &mut session.drafts,
            weighed: &mut session.weighed,
            tags: &mut session.tags,
            visits_laid: session.versions.visits_laid,
            writable: matches!(session.store.mode(), crate::store::Mode::ReadWrite),
            actions,
        };
        match facts.get(item) {
            Some(Entity::Visit(row)) => visit::show(ui, &mut cx, &row),
            Some(Entity::Vessel(row)) => vessel::show(ui, &mut cx, &row),
            Some(Entity::Place(row)) => place::show(ui, &mut cx, &row),
            Some(Entity::Shipment(row)) => shipment::show(ui, &mut cx, &row),
            Some(Entity::Exhibit(row)) => exhibit::show(ui, &mut cx, &row),
            Some(Entity::Source(row)) => exhibit::source(ui, &mut cx, &row),
            Some(Entity::Sighting(row)) => sighting::show(ui, &mut cx, &row),
            Some(Entity::Claim(row)) => claim::show(ui, &mut cx, &row),
            Some(Entity::Event(row)) => event::show(ui, &mut cx, &row),
            Some(Entity::Tag(row)) => tag::show(ui, &mut cx, &row),
            Some(Entity::Finding(row)) => finding::show(ui, &mut cx, &row),
            Some(Entity::Regime(row)) => regime::show(ui, &mut cx, &row),
            Some(Entity::Declaration(row)) => regime::declaration(ui, &mut cx, &row),
            Some(other) => shared::plain(ui, &mut cx, &other),
            None => case::show(ui, session, actions),
        }
        ui.add_space(24.0);
    });
}
