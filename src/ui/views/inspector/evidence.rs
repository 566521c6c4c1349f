//! The exhibits an entity rests on, with what they say about it.

use egui::{Label, RichText, Ui};

use super::shared::{self, Cx};
use crate::base::text::count;
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::evidence::Exhibit;
use crate::model::ids::{EntityRef, ExhibitId};
use crate::ui::action::Action;
use crate::ui::theme;
use crate::ui::widgets::parts;
use crate::ui::widgets::picker::{Picked, Picker};

/// Lists the exhibits with their quotes about `item`; `with` makes the entity with another list.
pub(super) fn show(
    ui: &mut Ui,
    cx: &mut Cx,
    item: EntityRef,
    exhibits: &[ExhibitId],
    with: impl Fn(Vec<ExhibitId>) -> Entity,
) {
    parts::section(ui, "Evidence", &count(exhibits.len(), "exhibit"));
    let facts = cx.facts;
    let mut removed = None;
    for id in exhibits {
        if shared::exhibit_line(ui, cx, *id, true) {
            removed = Some(*id);
        }
        let about = facts.links().claims_about(item).filter_map(|claim| facts.claims.get(claim));
        for claim in about.filter(|claim| claim.exhibit == *id) {
            ui.horizontal_wrapped(|ui| {
                ui.add_space(26.0);
                let quote =
                    RichText::new(format!("“{}”", claim.quote)).font(theme::font(Face::Italic, theme::SECONDARY));
                let quote = ui.add(
                    Label::new(quote.color(theme::colour(ui, Role::Secondary))).wrap().sense(egui::Sense::click()),
                );
                if quote.on_hover_text(format!("{} (hedge). Click for the claim", claim.hedge.word())).clicked() {
                    cx.actions.push(Action::Reveal(claim.id.into()));
                }
            });
        }
    }
    if exhibits.is_empty() {
        parts::secondary(ui, "No exhibit yet. Every visit should rest on one.");
    }
    if let Some(removed) = removed {
        let kept = exhibits.iter().copied().filter(|id| *id != removed).collect();
        cx.change(with(kept), "exhibits");
    }
    if !cx.writable {
        return;
    }
    let picker = Picker { name: "Add exhibit", current: "Add exhibit", creates: Some("exhibit"), clears: false };
    let offered = || {
        let rest = facts.exhibits.iter().filter(|exhibit| !exhibits.contains(&exhibit.id));
        rest.map(|exhibit| (exhibit.id.0, format!("E-{} {}", exhibit.number, exhibit.title))).collect()
    };
    match picker.show(ui, &format!("exhibits {item}"), offered) {
        Some(Picked::Existing(id)) => {
            let mut all = exhibits.to_vec();
            all.push(ExhibitId::new(id));
            cx.change(with(all), "exhibits");
        }
        Some(Picked::New(title)) => {
            let exhibit = Exhibit::titled(facts.next_id(), next_number(facts), &title);
            let mut all = exhibits.to_vec();
            all.push(exhibit.id);
            let label = format!("Add exhibit E-{}, {title}", exhibit.number);
            let entities = vec![Entity::Exhibit(Box::new(exhibit)), with(all)];
            cx.actions.push(Action::Apply(Box::new(Command::PutAll { entities, label })));
        }
        Some(Picked::Nothing) | None => {}
    }
}

/// The next free exhibit number.
pub(super) fn next_number(facts: &crate::model::facts::Facts) -> u32 {
    facts.exhibits.iter().map(|exhibit| exhibit.number).max().unwrap_or(0) + 1
}
