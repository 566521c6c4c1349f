//! The shipments of a window: first those without quantity, each with what would give it one, then those that are counted.

use egui::{Label, RichText, Ui};

use super::Shown;
use crate::analysis::ledger::entry::{Entry, Event, Figure};
use crate::analysis::ledger::{offers, words};
use crate::base::text::count;
use crate::figure::palette::Role;
use crate::model::ids::{EntityRef, ShipmentId};
use crate::model::naming;
use crate::ui::action::{Action, Tab};
use crate::ui::theme;
use crate::ui::widgets::parts::{self, Row};

/// How many shipments are named one by one; the table has all of them.
const NAMED: usize = 24;

pub(super) fn show(ui: &mut Ui, shown: &Shown, actions: &mut Vec<Action>) {
    let members = || shown.window.members().filter_map(|(_, id)| shown.book.entry(id));
    let tally = shown.window.tally;
    if tally.without_quantity > 0 {
        let number = tally.without_quantity.to_string();
        parts::section(ui, "Without quantity", &number);
        for entry in members().filter(|entry| entry.missing().is_some()).take(NAMED) {
            missing(ui, shown, entry, actions);
        }
        more(ui, tally.without_quantity as usize, actions);
    }
    let known = tally.entries.saturating_sub(tally.without_quantity);
    if known > 0 {
        parts::section(ui, "With quantity", &known.to_string());
        for entry in members().filter(|entry| entry.missing().is_none()).take(NAMED) {
            counted(ui, shown, entry, actions);
        }
        more(ui, known as usize, actions);
    }
    named(
        ui,
        shown,
        "On the edge of this window, counted in another",
        shown.window.edges().take(NAMED).collect(),
        actions,
    );
    named(ui, shown, "Undated", shown.book.undated().take(NAMED).collect(), actions);
}

fn named(ui: &mut Ui, shown: &Shown, title: &str, ids: Vec<ShipmentId>, actions: &mut Vec<Action>) {
    if ids.is_empty() {
        return;
    }
    parts::section(ui, title, "");
    for id in ids {
        line(ui, shown, id, "", actions);
    }
}

fn line(ui: &mut Ui, shown: &Shown, id: ShipmentId, right: &str, actions: &mut Vec<Action>) {
    let item = EntityRef::from(id);
    let text = format!("{} {}", naming::code(shown.facts, item), naming::name(shown.facts, item));
    if (Row { right, ..Row::new(&text) }).show(ui).clicked() {
        actions.push(Action::Reveal(item));
    }
}

/// A line below a row, indented.
fn below(ui: &mut Ui, text: String, role: Role) {
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        ui.add_space(8.0);
        let text = RichText::new(text).size(theme::CAPTION).color(theme::colour(ui, role));
        ui.add(Label::new(text).wrap());
    });
}

fn missing(ui: &mut Ui, shown: &Shown, entry: &Entry, actions: &mut Vec<Action>) {
    line(ui, shown, entry.shipment, &words::when(entry), actions);
    let Some(shipment) = shown.facts.shipments.get(entry.shipment) else { return };
    let why = entry.missing().map(|why| words::missing(shown.facts, shown.rules, entry, why)).unwrap_or_default();
    if !shown.writable {
        below(ui, why, Role::Secondary);
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        ui.spacing_mut().item_spacing.x = 10.0;
        ui.add_space(8.0);
        ui.label(RichText::new(why).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary)));
        if let Some(vessel) = offers::vessel(shown.facts, shipment)
            && vessel.capacity.is_none()
            && shipment.quantity.is_none()
            && ui.link(RichText::new(format!("Enter the capacity of {}", vessel.name)).size(theme::CAPTION)).clicked()
        {
            actions.push(Action::Fill(vessel.id.into(), "cargo capacity"));
        }
        if ui.link(RichText::new("Enter a quantity").size(theme::CAPTION)).clicked() {
            actions.push(Action::Fill(shipment.id.into(), "quantity"));
        }
        let hull = offers::Hull::usual(shown.rules, shipment);
        if let Some(Ok(offer)) = offers::from_deadweight(shown.facts, shipment, &shown.rules.table, &hull) {
            let text = format!("{}: {} bbl offered…", offer.title, offer.quantity.estimate);
            let link = ui.link(RichText::new(text).size(theme::CAPTION)).on_hover_text(offer.quantity.working);
            if link.clicked() {
                actions.push(Action::Reveal(shipment.id.into()));
            }
        }
    });
}

fn counted(ui: &mut Ui, shown: &Shown, entry: &Entry, actions: &mut Vec<Action>) {
    let Figure::Known(sums, _) = &entry.figure else { return };
    let amount = words::sums(sums);
    let right = if entry.event == Event::NotDelivered {
        format!("{amount}, not counted: {}", words::when(entry))
    } else {
        format!("{amount} · {}", words::when(entry))
    };
    line(ui, shown, entry.shipment, &right, actions);
    let (basis, exhibits) = words::rests_on(shown.facts, shown.rules, entry);
    let from = naming::exhibits(shown.facts, exhibits);
    let from = if from.is_empty() { "no exhibit".to_owned() } else { from };
    below(ui, format!("{basis} ({from})"), Role::Secondary);
}

fn more(ui: &mut Ui, all: usize, actions: &mut Vec<Action>) {
    if all > NAMED {
        let text = format!("and {} more: show the table", count(all - NAMED, "shipment"));
        if ui.link(RichText::new(text).size(theme::CAPTION)).clicked() {
            actions.push(Action::Show(Tab::Table));
        }
    }
}
