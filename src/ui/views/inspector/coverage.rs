//! What images of a place say: times without any, and bounds for the visits beside an empty one.

use egui::{Align, Label, Layout, RichText, Ui, vec2};

use super::shared::Cx;
use crate::analysis::looks::bounds::Proposal;
use crate::base::text::{count, visible};
use crate::figure::palette::Role;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::ids::PlaceId;
use crate::model::naming;
use crate::model::visit::Visit;
use crate::ui::action::Action;
use crate::ui::theme;
use crate::ui::widgets::parts;

/// How many stretches are listed; all of them can be copied.
const LISTED: usize = 12;

/// Offers the bounds that empty images give a visit, if there are any that it does not have.
pub(super) fn bounds(ui: &mut Ui, cx: &mut Cx, visit: &Visit) {
    let found = cx.weighed.proposals(cx.facts, visit);
    if found.is_empty() {
        return;
    }
    ui.add_space(4.0);
    let title = RichText::new("Take bounds from empty images").size(theme::SECONDARY);
    ui.add(Label::new(title).selectable(false));
    for proposal in found.iter() {
        let words = proposal.words(cx.facts);
        let writable = cx.writable;
        let taken = beside(ui, writable.then_some("Take"), &format!("Set {words}"), |ui| {
            let line = RichText::new(visible(&words)).size(theme::SECONDARY).color(theme::colour(ui, Role::Secondary));
            let line = ui.add(Label::new(line).wrap().sense(egui::Sense::click()));
            if line.on_hover_text("Click for the image that shows it").clicked() {
                cx.actions.push(Action::Reveal(proposal.sighting.into()));
            }
        });
        if taken {
            take(cx, visit, std::slice::from_ref(proposal));
        }
    }
    if cx.writable && found.len() > 1 && ui.small_button("Take both").clicked() {
        take(cx, visit, &found);
    }
}

/// A text with a button at its right, all of them in one column. Says whether the button was clicked.
fn beside(ui: &mut Ui, button: Option<&str>, tip: &str, text: impl FnOnce(&mut Ui)) -> bool {
    let mut clicked = false;
    // Right to left takes all the height there is, unless it is told to begin with less.
    let size = vec2(ui.available_width(), ui.spacing().interact_size.y.min(20.0));
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::TOP), |ui| {
        if let Some(name) = button {
            clicked = ui.small_button(name).on_hover_text(tip).clicked();
        }
        ui.with_layout(Layout::top_down(Align::LEFT), text);
    });
    ui.add_space(2.0);
    clicked
}

/// Sets bounds with the exhibits that give them, as one entry of the journal.
fn take(cx: &mut Cx, visit: &Visit, proposals: &[Proposal]) {
    let mut changed = visit.clone();
    for proposal in proposals {
        proposal.apply(&mut changed);
    }
    let code = naming::code(cx.facts, visit.id.into());
    let label = match proposals {
        [one] => {
            let exhibit = naming::code(cx.facts, one.exhibit.into());
            format!("Take {} of {code} from {exhibit}", one.bound.words().to_lowercase())
        }
        _ => format!("Take bounds of {code} from empty images"),
    };
    let entities = vec![Entity::Visit(Box::new(changed))];
    cx.actions.push(Action::Apply(Box::new(Command::PutAll { entities, label })));
}

/// Lists the times without imagery of a place, as sentences that can be copied.
pub(super) fn stretches(ui: &mut Ui, cx: &mut Cx, place: PlaceId) {
    let found = cx.weighed.stretches(cx.facts, place, cx.visits_laid);
    parts::section(ui, "Without imagery", &count(found.len(), "gap"));
    for sentence in found.iter().take(LISTED) {
        let copied = beside(ui, Some("Copy"), &format!("Copy “{}”", visible(sentence)), |ui| {
            ui.add(Label::new(RichText::new(visible(sentence)).size(theme::SECONDARY)).wrap());
        });
        if copied {
            cx.actions.push(Action::Copy(sentence.clone()));
        }
    }
    if found.is_empty() {
        parts::secondary(ui, "Looked at on every day of the case.");
    }
    if found.len() > LISTED {
        parts::secondary(ui, format!("{} more", found.len() - LISTED));
    }
    if found.len() > 1 && ui.button("Copy all of them").clicked() {
        cx.actions.push(Action::Copy(found.join("\n")));
    }
}
