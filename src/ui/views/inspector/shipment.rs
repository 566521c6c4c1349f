//! A shipment: its two ends, cargo, quantity, the reasons for and against, and where the investigator stands.

use egui::{Label, RichText, Ui};

use super::origins;
use super::shared::{self, Cx};
use crate::analysis::ledger::entry::Rules;
use crate::analysis::ledger::offers::{self, Hull, Offer};
use crate::base::quantity::{Share, UNITS};
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::model::columns::set_quantity;
use crate::model::conversion::{PRODUCT_CLASSES, ProductClass};
use crate::model::entity::Entity;
use crate::model::ids::{EntityRef, VisitId};
use crate::model::naming;
use crate::model::reading;
use crate::model::shipment::{QUANTITY_BASES, Quantity, Reason, SHIPMENT_STATUSES, Shipment};
use crate::ui::theme;
use crate::ui::widgets::form::field_label;
use crate::ui::widgets::icon::{Icon, icon_button};
use crate::ui::widgets::parts;
use crate::ui::widgets::picker::{Picked, Picker};

pub(super) fn show(ui: &mut Ui, cx: &mut Cx, shipment: &Shipment) {
    let item = EntityRef::from(shipment.id);
    let below = match (shipment.loading, shipment.discharge) {
        (Some(_), Some(_)) => "Seen at both ends",
        (Some(_), None) => "Half-open: no discharge seen",
        _ => "Half-open: no loading seen",
    };
    shared::heading(ui, cx, item, &naming::name(cx.facts, item), below);
    origins::chip(ui, cx, item);
    origins::cautions(ui, cx, item);
    let mut form = cx.form(shipment, Entity::Shipment);
    form.choice(
        ui,
        "Status",
        "status",
        &SHIPMENT_STATUSES,
        shipment.status,
        |s| s.word().to_owned(),
        |row, s| row.status = s,
    );
    form.line(ui, "Cargo", "cargo", &shipment.product, "refined petroleum …", |row, text| {
        text.clone_into(&mut row.product);
        Ok(())
    });
    form.line(ui, "Direction", "direction", &shipment.direction, "", |row, text| {
        text.clone_into(&mut row.direction);
        Ok(())
    });
    ends(ui, cx, shipment);
    quantity(ui, cx, shipment);
    offered(ui, cx, shipment);
    reasons(ui, cx, shipment);
    parts::section(ui, "Judgement", "");
    let mut form = cx.form(shipment, Entity::Shipment);
    shared::judgement(ui, &mut form, shipment.likelihood, shipment.confidence, |row, likelihood, confidence| {
        (row.likelihood, row.confidence) = (likelihood, confidence);
    });
    shared::tags(ui, cx, item, &shipment.tags);
    shared::note(ui, &mut cx.form(shipment, Entity::Shipment), &shipment.note, |row, text| {
        text.clone_into(&mut row.note);
    });
    shared::remove(ui, cx, item);
}

fn ends(ui: &mut Ui, cx: &mut Cx, shipment: &Shipment) {
    parts::section(ui, "Ends", "");
    for (name, end, is_loading) in [("Loading", shipment.loading, true), ("Discharge", shipment.discharge, false)] {
        let other = if is_loading { shipment.discharge } else { shipment.loading };
        let facts = cx.facts;
        if let Some(visit) = end {
            shared::link(ui, cx, visit.into());
        }
        if !cx.writable {
            continue;
        }
        let vessel = other.or(end).and_then(|id| facts.visits.get(id)).map(|visit| visit.vessel);
        let current = if end.is_some() {
            format!("Change {}", name.to_lowercase())
        } else {
            format!("{name} not seen; choose…")
        };
        let picker = Picker { name, current: &current, creates: None, clears: end.is_some() && other.is_some() };
        let picked = picker.show(ui, &format!("{name} of {}", shipment.id.0), || {
            // The same hull's other visits: what else could it be.
            let visits = vessel.into_iter().flat_map(|vessel| facts.links().visits_of(vessel));
            let visits = visits.filter(|id| Some(*id) != other);
            visits.map(|id| (id.0, format!("V-{} {}", id.0, naming::visit(facts, id)))).collect()
        });
        let end = match picked {
            Some(Picked::Existing(id)) => Some(VisitId::new(id)),
            Some(Picked::Nothing) => None,
            Some(Picked::New(_)) | None => continue,
        };
        let mut form = cx.form(shipment, Entity::Shipment);
        if is_loading {
            form.apply("loading", |row| row.loading = end);
        } else {
            form.apply("discharge", |row| row.discharge = end);
        }
    }
}

fn quantity(ui: &mut Ui, cx: &mut Cx, shipment: &Shipment) {
    parts::section(ui, "Quantity", if shipment.quantity.is_none() { "unknown" } else { "" });
    let text = shipment.quantity.as_ref().map_or(String::new(), |quantity| reading::estimate_text(&quantity.estimate));
    let mut form = cx.form(shipment, Entity::Shipment);
    form.settled(ui, "Amount", "quantity", &text, "unknown; 20,000 or low–high", |row, text| {
        set_quantity(row, reading::estimate(text)?);
        Ok(())
    });
    if let Some(quantity) = &shipment.quantity {
        form.choice(
            ui,
            "Unit",
            "unit",
            &UNITS,
            quantity.unit,
            |unit| unit.symbol().to_owned(),
            |row, unit| {
                if let Some(quantity) = &mut row.quantity {
                    quantity.unit = unit;
                }
            },
        );
        form.choice(
            ui,
            "Basis",
            "basis",
            &QUANTITY_BASES,
            quantity.basis,
            |basis| basis.word().to_owned(),
            |row, basis| {
                if let Some(quantity) = &mut row.quantity {
                    quantity.basis = basis;
                }
            },
        );
        if !quantity.working.is_empty() {
            parts::secondary(ui, quantity.working.clone());
        }
    }
}

/// Amounts that could be taken: each with its factors, and none taken by itself.
fn offered(ui: &mut Ui, cx: &mut Cx, shipment: &Shipment) {
    if !cx.writable || shipment.quantity.is_some() {
        return;
    }
    let Some(rules) =
        cx.facts.regimes.iter().map(|row| Rules::of(cx.facts, row)).find(|rules| rules.covers(&shipment.product))
    else {
        return;
    };
    let id = ui.make_persistent_id(("hull", shipment.id));
    let usual = Hull::usual(&rules, shipment);
    let (cargo, class): (String, ProductClass) =
        ui.data(|data| data.get_temp(id)).unwrap_or_else(|| (usual.cargo.to_string(), usual.class));
    let hull = Hull { cargo: cargo.parse().unwrap_or(usual.cargo), class, ..usual };
    let from_hull = offers::from_deadweight(cx.facts, shipment, &rules.table, &hull);
    let mut taken = None;
    if let Some(offer) = &from_hull {
        parts::section(ui, "Offered from the hull", "not taken by itself");
        let mut changed = (cargo.clone(), class);
        ui.horizontal(|ui| {
            field_label(ui, "Cargo share");
            let edit = egui::TextEdit::singleline(&mut changed.0).desired_width(64.0);
            ui.add(edit).accessible_name("Cargo share of deadweight");
            ui.label(RichText::new("of deadweight").size(theme::CAPTION).color(theme::colour(ui, Role::Secondary)));
        });
        if let Err(error) = changed.0.parse::<Share>() {
            parts::problem(ui, &error.to_string());
        }
        ui.horizontal(|ui| {
            field_label(ui, "As product");
            let combo =
                egui::ComboBox::from_id_salt("as product").selected_text(class.word()).width(ui.available_width());
            let response = combo.show_ui(ui, |ui| {
                for class in PRODUCT_CLASSES {
                    ui.selectable_value(&mut changed.1, class, class.word());
                }
            });
            let _ = response.response.accessible_name(format!("As product: {}", class.word()));
        });
        if changed != (cargo, class) {
            ui.data_mut(|data| data.insert_temp(id, changed));
        }
        taken = one_offer(ui, offer);
    }
    for offer in offers::from_draught(cx.facts, shipment) {
        taken = taken.or(one_offer(ui, &offer));
    }
    if let Some(quantity) = taken {
        cx.form(shipment, Entity::Shipment).apply("quantity", |row| row.quantity = Some(quantity));
    }
}

fn one_offer(ui: &mut Ui, offer: &Result<Offer, String>) -> Option<Quantity> {
    match offer {
        Err(why) => {
            parts::problem(ui, why);
            None
        }
        Ok(offer) => {
            let known = &offer.quantity;
            let amount = known.estimate.map(|amount| Some(amount.rounded())).unwrap_or(known.estimate);
            ui.label(
                RichText::new(format!("{}: {amount} {}", offer.title, known.unit.symbol())).size(theme::SECONDARY),
            );
            parts::secondary(ui, known.working.clone());
            let button = ui.button("Take this quantity").on_hover_text("Writes it into the case with its working");
            button.clicked().then(|| known.clone())
        }
    }
}

fn reasons(ui: &mut Ui, cx: &mut Cx, shipment: &Shipment) {
    parts::section(ui, "Reasons", "");
    let mut removed = None;
    for (i, reason) in shipment.reasons.iter().enumerate() {
        ui.horizontal_top(|ui| {
            let (sign, role) = if reason.supports { ("+", Role::Accent) } else { ("−", Role::Against) };
            let sign =
                RichText::new(sign).font(theme::font(Face::SemiBold, theme::BODY)).color(theme::colour(ui, role));
            ui.label(sign).on_hover_text(if reason.supports {
                "Speaks for the shipment"
            } else {
                "Speaks against the shipment"
            });
            let from = reason
                .exhibit
                .and_then(|id| cx.facts.exhibits.get(id))
                .map_or(String::new(), |e| format!(" (E-{})", e.number));
            let by = reason.rule.as_ref().map_or(String::new(), |rule| format!(" · rule: {rule}"));
            let room = ui.available_width() - 28.0;
            ui.scope(|ui| {
                ui.set_max_width(room);
                ui.add(Label::new(RichText::new(format!("{}{from}{by}", reason.text)).size(theme::SECONDARY)).wrap());
            });
            if cx.writable && icon_button(ui, Icon::Cross, "Remove this reason").clicked() {
                removed = Some(i);
            }
        });
    }
    let mut form = cx.form(shipment, Entity::Shipment);
    if let Some(i) = removed {
        form.apply("reasons", |row| drop(row.reasons.remove(i)));
    }
    for (label, field, supports) in [("Add for", "reason for", true), ("Add against", "reason against", false)] {
        form.settled(ui, label, field, "", "in a few words", |row, text| {
            let text = text.trim();
            if !text.is_empty() {
                row.reasons.push(Reason { text: text.to_owned(), supports, exhibit: None, rule: None });
            }
            Ok(())
        });
    }
}
