//! The exhibits an entity rests on, with what they say about it.

use egui::{Label, RichText, Ui};

use super::shared::{self, Cx};
use crate::base::plain_date::edtf_words;
use crate::base::text::{count, visible};
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::evidence::Exhibit;
use crate::model::ids::{EntityKind, EntityRef, ExhibitId};
use crate::ui::action::Action;
use crate::ui::theme;
use crate::ui::widgets::carry::carry;
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
        let date = facts.exhibits.get(*id).and_then(|exhibit| exhibit.published.as_ref().or(exhibit.captured.as_ref()));
        let date = date.map(|dated| edtf_words(dated.time));
        let about = facts.links().claims_about(item).filter_map(|claim| facts.claims.get(claim));
        let mut said = false;
        for claim in about.filter(|claim| claim.exhibit == *id) {
            below(ui, |ui| {
                let quote = RichText::new(format!("“{}”", visible(&claim.quote)));
                let quote =
                    quote.font(theme::font(Face::Italic, theme::SECONDARY)).color(theme::colour(ui, Role::Secondary));
                let quote = ui.add(Label::new(quote).wrap().sense(egui::Sense::click()));
                carry(ui, &quote, cx.facts, None, claim.id.into());
                if quote.on_hover_text(format!("{} (hedge). Click for the claim", claim.hedge.word())).clicked() {
                    cx.actions.push(Action::Reveal(claim.id.into()));
                }
            });
            said = true;
        }
        if let Some(date) = date {
            let text = if said { date } else { format!("{date}, no words quoted") };
            below(ui, |ui| {
                ui.label(RichText::new(text).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary)))
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
            let exhibit = Exhibit::titled(facts.next_id(), facts.next_number(EntityKind::Exhibit), &title);
            let mut all = exhibits.to_vec();
            all.push(exhibit.id);
            let label = format!("Add exhibit E-{}, {title}", exhibit.number);
            let entities = vec![Entity::Exhibit(Box::new(exhibit)), with(all)];
            cx.actions.push(Action::Apply(Box::new(Command::PutAll { entities, label })));
        }
        Some(Picked::Nothing) | None => {}
    }
}

/// A line under an exhibit, in step with its title.
fn below<R>(ui: &mut Ui, line: impl FnOnce(&mut Ui) -> R) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        ui.add_space(26.0);
        ui.vertical(line)
    });
}
