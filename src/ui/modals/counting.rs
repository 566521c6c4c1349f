//! By what rules cargo is counted that nobody measured: how far hulls were filled, and the conversion tables.

use egui::{ComboBox, RichText, Ui};

use super::case_details::field;
use super::{Outcome, heading};
use crate::base::quantity::Share;
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::model::case::Case;
use crate::model::command::Command;
use crate::model::conversion::{ConversionTable, PRODUCT_CLASSES, ProductClass, parse_factor};
use crate::model::counting::Laden;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::widgets::parts;

/// One end of the laden scenarios: label, name in the journal, share, and how it is set.
type End = (&'static str, &'static str, Share, fn(&mut Laden, Share));

pub(super) fn show(
    ui: &mut Ui,
    chosen: &mut String,
    session: Option<&mut Session>,
    actions: &mut Vec<Action>,
) -> Outcome {
    let Some(session) = session else { return Outcome::Close };
    heading(ui, "How cargo is counted");
    parts::secondary(
        ui,
        "Where a shipment has no quantity of its own, its hull's cargo capacity is counted as filled so far. Per cent, or a fraction such as 1/3.",
    );
    let case = session.facts.case.clone();
    let laden = case.counting.laden;
    ui.columns(3, |columns| {
        let ends: [End; 3] = [
            ("Low", "laden share, low", laden.low, |laden, share| laden.low = share),
            ("Base", "laden share, base", laden.base, |laden, share| laden.base = share),
            ("High", "laden share, high", laden.high, |laden, share| laden.high = share),
        ];
        for (ui, (label, name, share, set)) in columns.iter_mut().zip(ends) {
            field(ui, session, actions, label, name, &share.to_string(), 1, move |case, text| {
                set(
                    &mut case.counting.laden,
                    text.parse().map_err(|error: crate::base::quantity::NotAShare| error.to_string())?,
                );
                if case.counting.laden.is_in_order() {
                    Ok(())
                } else {
                    Err("Low, base and high must be in that order".to_owned())
                }
            });
        }
    });
    ui.add_space(10.0);
    tables(ui, chosen, session, &case, actions);
    ui.add_space(10.0);
    if parts::primary_button(ui, "Done").clicked() { Outcome::Close } else { Outcome::Stay }
}

fn tables(ui: &mut Ui, chosen: &mut String, session: &mut Session, case: &Case, actions: &mut Vec<Action>) {
    let all = case.counting.all_tables();
    if !all.iter().any(|table| table.name == *chosen) {
        all[0].name.clone_into(chosen);
    }
    ui.horizontal(|ui| {
        ui.label(RichText::new("Conversion table").font(theme::font(Face::SemiBold, theme::SECONDARY)));
        let combo = ComboBox::from_id_salt("table").selected_text(chosen.clone()).width(180.0);
        let response = combo.show_ui(ui, |ui| {
            for table in &all {
                ui.selectable_value(chosen, table.name.clone(), &table.name);
            }
        });
        let _ = response.response.accessible_name(format!("Conversion table: {chosen}"));
        let own = case.counting.is_own(chosen);
        let built_in = ConversionTable::built_in().iter().any(|table| table.name == *chosen);
        let hint = if built_in { "Take back the changes" } else { "Remove this table" };
        if own && session.is_writable() && ui.button(hint).clicked() {
            let mut changed = case.clone();
            changed.counting.tables.retain(|table| table.name != *chosen);
            put(changed, actions);
        }
        if session.is_writable() && ui.button("Copy as a new table").clicked() {
            let mut copy = case.counting.table(chosen);
            let mut number = 2;
            let name = format!("{chosen}, own");
            copy.name.clone_from(&name);
            while all.iter().any(|table| table.name == copy.name) {
                copy.name = format!("{name} {number}");
                number += 1;
            }
            chosen.clone_from(&copy.name);
            let mut changed = case.clone();
            changed.counting.tables.push(copy);
            put(changed, actions);
        }
    });
    let caption = RichText::new(
        "Barrels per tonne. A product without a factor cannot be converted, and counts as without quantity.",
    );
    ui.label(caption.size(theme::CAPTION).color(theme::colour(ui, Role::Secondary)));
    let table = case.counting.table(chosen);
    ui.columns(3, |columns| {
        for (i, class) in PRODUCT_CLASSES.into_iter().enumerate() {
            let ui = &mut columns[i % 3];
            let value = table.factors.get(&class).map_or_else(String::new, ToString::to_string);
            let name = table.name.clone();
            field(ui, session, actions, label(class), field_name(class), &value, 1, move |case, text| {
                let mut table = case.counting.table(&name);
                if text.trim().is_empty() {
                    table.factors.remove(&class);
                } else {
                    table.factors.insert(class, parse_factor(text)?);
                }
                case.counting.tables.retain(|own| own.name != name);
                // A table that is again as every case has it is none of the case's own.
                if !ConversionTable::built_in().contains(&table) {
                    case.counting.tables.push(table);
                }
                Ok(())
            });
        }
    });
}

fn put(case: Case, actions: &mut Vec<Action>) {
    actions.push(Action::Apply(Box::new(Command::SetCase { case: Box::new(case), field: "conversion tables".into() })));
}

fn label(class: ProductClass) -> &'static str {
    if class == ProductClass::Refined { "refined, not stated" } else { class.word() }
}

/// The name of the field in the journal.
fn field_name(class: ProductClass) -> &'static str {
    match class {
        ProductClass::Crude => "factor of crude oil",
        ProductClass::Refined => "factor of refined petroleum",
        ProductClass::Lpg => "factor of LPG",
        ProductClass::Gasoline => "factor of gasoline",
        ProductClass::Naphtha => "factor of naphtha",
        ProductClass::Kerosene => "factor of kerosene",
        ProductClass::GasOil => "factor of gas oil",
        ProductClass::Residual => "factor of residual fuel oil",
        ProductClass::Bitumen => "factor of bitumen",
    }
}
