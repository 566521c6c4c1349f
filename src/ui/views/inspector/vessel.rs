//! A vessel: names, the three identities, measures, and its visits.

use egui::{RichText, Ui};

use super::shared::{self, Cx};
use crate::base::quantity::Amount;
use crate::base::text::count;
use crate::figure::palette::Role;
use crate::model::entity::Entity;
use crate::model::identifiers::{ImoCheck, MmsiForm};
use crate::model::ids::{EntityRef, VisitId};
use crate::model::reading;
use crate::model::vessel::{Identity, OtherName, Vessel};
use crate::ui::theme;
use crate::ui::widgets::form::Form;
use crate::ui::widgets::icon::{Icon, icon_button};
use crate::ui::widgets::parts;

/// How many visits are listed; the timeline and the table have all.
const LISTED: usize = 30;

pub(super) fn show(ui: &mut Ui, cx: &mut Cx, vessel: &Vessel) {
    let item = EntityRef::from(vessel.id);
    let below = vessel.vessel_type.as_ref().map_or("", |fact| fact.value.as_str());
    shared::heading(ui, cx, item, &vessel.name, below);
    let mut form = cx.form(vessel, Entity::Vessel);
    form.line(ui, "Name", "name", &vessel.name, "", |row, text| {
        text.clone_into(&mut row.name);
        Ok(())
    });
    form.flag(ui, "The sources do not name it; the name is ours", "unnamed", vessel.unnamed, |row, value| {
        row.unnamed = value;
    });
    other_names(ui, &mut form);
    identity(ui, &mut form);
    measures(ui, &mut form);
    let visits: Vec<VisitId> = cx.facts.links().visits_of(vessel.id).collect();
    parts::section(ui, "Visits", &count(visits.len(), "visit"));
    for visit in visits.iter().take(LISTED) {
        shared::link(ui, cx, (*visit).into());
    }
    if visits.len() > LISTED {
        parts::secondary(ui, format!("{} more on the timeline", visits.len() - LISTED));
    }
    designations(ui, vessel);
    shared::tags(ui, cx, item, &vessel.tags);
    shared::note(ui, &mut cx.form(vessel, Entity::Vessel), &vessel.note, |row, text| text.clone_into(&mut row.note));
    shared::remove(ui, cx, item);
}

fn other_names(ui: &mut Ui, form: &mut Form<'_, Vessel>) {
    parts::section(ui, "Other names", "");
    let mut removed = None;
    for (i, name) in form.row.other_names.iter().enumerate() {
        ui.horizontal(|ui| {
            ui.label(crate::base::text::visible(&name.name));
            if let Some(period) = &name.period {
                parts::secondary(ui, crate::base::plain_date::edtf_words(period.time));
            }
            if form.writable && icon_button(ui, Icon::Cross, &format!("Remove the name {}", name.name)).clicked() {
                removed = Some(i);
            }
        });
    }
    if let Some(i) = removed {
        form.apply("other names", |row| drop(row.other_names.remove(i)));
    }
    form.settled(ui, "Add name", "other names", "", "in any script", |row, text| {
        let text = text.trim();
        if !text.is_empty() {
            let name = OtherName {
                name: text.to_owned(),
                script: None,
                identity: Identity::Registered,
                period: None,
                exhibit: None,
            };
            row.other_names.push(name);
        }
        Ok(())
    });
}

fn identity(ui: &mut Ui, form: &mut Form<'_, Vessel>) {
    parts::section(ui, "Identity", "");
    let vessel = form.row;
    let imo = vessel.imo.as_ref().map_or(String::new(), |fact| fact.value.to_string());
    form.settled(ui, "IMO number", "IMO number", &imo, "7 digits", |row, text| {
        reading::set_imo(row, text);
        Ok(())
    });
    if let Some(fact) = &vessel.imo {
        let remark = match fact.value.check() {
            ImoCheck::Ship => "Check digit fits; that proves nothing about identity",
            ImoCheck::Company => "Fits the rule for companies, not ships: probably an owner's number",
            ImoCheck::Fails => "The check digit does not fit; kept as written",
            ImoCheck::Malformed => "Not an IMO number by form; kept as written",
        };
        remark_below(ui, remark, fact.value.check() != ImoCheck::Ship);
    }
    let mmsi = vessel.mmsis.iter().map(|fact| fact.value.as_str()).collect::<Vec<_>>().join(", ");
    form.settled(ui, "MMSI", "MMSI", &mmsi, "9 digits; several with commas", |row, text| {
        reading::set_mmsis(row, text);
        Ok(())
    });
    if let Some(odd) = vessel.mmsis.iter().find(|fact| !matches!(fact.value.form(), MmsiForm::Ship(_))) {
        remark_below(ui, &format!("{} is not a ship's MMSI by form; kept as written", odd.value), true);
    }
    let call_sign = vessel.call_sign.as_ref().map_or("", |fact| &fact.value).to_owned();
    form.settled(ui, "Call sign", "call sign", &call_sign, "", |row, text| {
        reading::set_call_sign(row, text);
        Ok(())
    });
    let flags = vessel.flags.iter().map(|fact| fact.value.as_str()).collect::<Vec<_>>().join(", ");
    form.settled(ui, "Flags", "flags", &flags, "latest last; KP, RU …", |row, text| {
        reading::set_flags(row, text);
        Ok(())
    });
    let vessel_type = vessel.vessel_type.as_ref().map_or("", |fact| &fact.value).to_owned();
    form.settled(ui, "Type", "type", &vessel_type, "oil products tanker …", |row, text| {
        reading::set_vessel_type(row, text);
        Ok(())
    });
}

fn remark_below(ui: &mut Ui, text: &str, odd: bool) {
    ui.horizontal_wrapped(|ui| {
        ui.add_space(100.0);
        let role = if odd { Role::Against } else { Role::Secondary };
        ui.label(RichText::new(text).size(theme::CAPTION).color(theme::colour(ui, role)));
    });
}

fn measures(ui: &mut Ui, form: &mut Form<'_, Vessel>) {
    parts::section(ui, "Measures", "");
    let vessel = form.row;
    let text = |amount: Option<Amount>| amount.map_or(String::new(), |amount| amount.to_string());
    form.settled(
        ui,
        "Deadweight",
        "deadweight",
        &text(vessel.dwt.as_ref().map(|fact| fact.value.0)),
        "tonnes",
        reading::set_deadweight,
    );
    form.settled(
        ui,
        "Gross tonnage",
        "gross tonnage",
        &text(vessel.gt.as_ref().map(|fact| fact.value.0)),
        "GT",
        reading::set_gross_tonnage,
    );
    form.settled(
        ui,
        "Length",
        "length",
        &text(vessel.length.as_ref().map(|fact| fact.value.0)),
        "metres",
        reading::set_length,
    );
    let capacity = vessel.capacity.as_ref().map_or(String::new(), |fact| reading::estimate_text(&fact.value));
    form.settled(ui, "Capacity", "cargo capacity", &capacity, "bbl: 20,000 or low–high", reading::set_capacity);
    let tpc = vessel.tpc.as_ref().map_or(String::new(), |fact| fact.value.0.to_string());
    form.settled(ui, "Tonnes per cm", "tonnes per centimetre", &tpc, "of draught", reading::set_tonnes_per_cm);
}

fn designations(ui: &mut Ui, vessel: &Vessel) {
    if vessel.designations.is_empty() {
        return;
    }
    parts::section(ui, "Designations", "");
    for designation in &vessel.designations {
        let date = designation.date.as_ref().map(|date| crate::base::plain_date::edtf_words(date.time));
        let parts =
            [Some(designation.list.clone()), date, Some(designation.paragraph.clone()).filter(|text| !text.is_empty())];
        ui.label(parts.into_iter().flatten().collect::<Vec<_>>().join(", "));
    }
}
