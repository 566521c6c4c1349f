//! Which regimes are shown, and by what rules the first of them is counted: each rule is a choice of the user and printed.

use std::collections::BTreeSet;

use egui::{Align, ComboBox, Layout, Ui};

use super::{Held, LedgerView};
use crate::analysis::ledger::words;
use crate::figure::mark_labels::regime_name;
use crate::figure::palette::Role;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::ids::{EntityRef, RegimeId};
use crate::model::naming;
use crate::model::regime::{CountingEvent, Regime};
use crate::ui::action::{Action, Pick};
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::Verb;
use crate::ui::widgets::parts::{self, ChipLook};

/// Least room for the button that exports the chart beside the rules, in points.
const EXPORT: f32 = 520.0;

pub(super) fn show(
    ui: &mut Ui,
    view: &mut LedgerView,
    session: &Session,
    chosen: &[RegimeId],
    ledger: &Held,
    actions: &mut Vec<Action>,
) {
    let facts = &session.facts;
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.add_space(14.0);
        for regime in facts.regimes.iter() {
            let on = chosen.contains(&regime.id);
            let role = if on { Role::Accent } else { Role::Secondary };
            let fill = if on { Role::AccentTint } else { Role::Panel };
            let look = ChipLook { colour: theme::colour(ui, role), fill: theme::colour(ui, fill), dot: None };
            let code = naming::code(facts, regime.id.into());
            let chip = parts::chip(ui, &format!("{code} {}", regime_name(regime)), look);
            let chip = chip.on_hover_text("Click to show this regime alone, Ctrl-click to show it beside the others");
            if chip.clicked() {
                let beside = ui.input(|input| input.modifiers.command || input.modifiers.shift);
                let mut set: BTreeSet<RegimeId> =
                    if beside { chosen.iter().copied().collect() } else { BTreeSet::new() };
                if !(beside && set.len() > 1 && set.remove(&regime.id)) {
                    set.insert(regime.id);
                }
                view.chosen = Some(set);
                actions.push(Action::Select(EntityRef::from(regime.id), Pick::Only));
            }
        }
        let first = chosen.first().and_then(|id| facts.regimes.get(*id));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(10.0);
            // Where it has no room, the menu of the chart has it.
            if ui.available_width() > EXPORT {
                let export = ui.button("Export…").on_hover_text("Export this chart as a figure: SVG, PNG or PDF");
                if export.accessible_name("Export this chart…").clicked() {
                    actions.push(Action::Do(Verb::ExportLedger));
                }
            }
            let Some(regime) = first else { return };
            let rules = ledger.rules(regime.id).map(|rules| rules.laden.to_string()).unwrap_or_default();
            if ui.available_width() > 150.0 {
                let laden = ui.button(format!("{rules} laden…"));
                if laden.on_hover_text("How far hulls are taken to be filled, and the conversion tables").clicked() {
                    actions.push(Action::Do(Verb::CountingRules));
                }
            }
            ui.add_enabled_ui(session.is_writable(), |ui| choices(ui, session, regime, actions));
        });
    });
}

fn choices(ui: &mut Ui, session: &Session, regime: &Regime, actions: &mut Vec<Action>) {
    let counting = &session.facts.case.counting;
    let mut changed = regime.clone();
    let now = counting.table(&regime.conversion).name;
    let table = ComboBox::from_id_salt("table").width(104.0).selected_text(now.clone());
    let response = table.show_ui(ui, |ui| {
        for table in counting.all_tables() {
            let own =
                if counting.is_own(&table.name) { format!("{}, changed here", table.name) } else { table.name.clone() };
            if ui.selectable_label(table.name == now, own).clicked() {
                changed.conversion = table.name;
            }
        }
    });
    let _ = response
        .response
        .on_hover_text("The table by which tonnes become barrels")
        .accessible_name(format!("Conversion table: {now}"));
    let events = [CountingEvent::Loaded, CountingEvent::Delivered];
    let event = ComboBox::from_id_salt("event").width(104.0).selected_text(words::event(regime.counting_event));
    let response = event.show_ui(ui, |ui| {
        for event in events {
            ui.selectable_value(&mut changed.counting_event, event, words::event(event));
        }
    });
    let hint = "Which event counts against the cap. “Supply, sale or transfer” leaves that open: it is your legal choice, and is printed with every figure";
    let name = format!("Counting event: {}", words::event(regime.counting_event));
    let _ = response.response.on_hover_text(hint).accessible_name(name);
    if changed != *regime {
        let field = if changed.conversion == regime.conversion { "counting event" } else { "conversion table" };
        let entity = Entity::Regime(Box::new(changed));
        actions.push(Action::Apply(Box::new(Command::Put { entity, field: Some(field.into()) })));
    }
}
