//! A vessel: names, the three identities, measures, and its visits.

use egui::{RichText, Ui};

use super::shared::{self, Cx};
use crate::base::quantity::{Amount, DeadweightTonnes, Estimate, GrossTonnage, Metres};
use crate::base::text::count;
use crate::figure::palette::Role;
use crate::model::entity::Entity;
use crate::model::identifiers::{Imo, ImoCheck, Mmsi, MmsiForm};
use crate::model::ids::{EntityRef, VisitId};
use crate::model::vessel::{Identity, OtherName, Stated, Vessel};
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

fn stated<T>(value: T, before: Option<&Stated<T>>, identity: Identity) -> Stated<T> {
    match before {
        Some(before) => {
            Stated { value, identity: before.identity, period: before.period.clone(), exhibit: before.exhibit }
        }
        None => Stated { value, identity, period: None, exhibit: None },
    }
}

fn identity(ui: &mut Ui, form: &mut Form<'_, Vessel>) {
    parts::section(ui, "Identity", "");
    let vessel = form.row;
    let imo = vessel.imo.as_ref().map_or(String::new(), |fact| fact.value.to_string());
    form.settled(ui, "IMO number", "IMO number", &imo, "7 digits", |row, text| {
        let imo = (!text.trim().is_empty()).then(|| stated(Imo::new(text), row.imo.as_ref(), Identity::Registered));
        row.imo = imo;
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
        let before = std::mem::take(&mut row.mmsis);
        row.mmsis = text
            .split([',', ';'])
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(|text| {
                let mmsi = Mmsi::new(text);
                let known = before.iter().find(|fact| fact.value == mmsi);
                stated(mmsi.clone(), known, Identity::Digital)
            })
            .collect();
        Ok(())
    });
    if let Some(odd) = vessel.mmsis.iter().find(|fact| !matches!(fact.value.form(), MmsiForm::Ship(_))) {
        remark_below(ui, &format!("{} is not a ship's MMSI by form; kept as written", odd.value), true);
    }
    let call_sign = vessel.call_sign.as_ref().map_or("", |fact| &fact.value).to_owned();
    form.settled(ui, "Call sign", "call sign", &call_sign, "", |row, text| {
        row.call_sign = (!text.trim().is_empty())
            .then(|| stated(text.trim().to_owned(), row.call_sign.as_ref(), Identity::Registered));
        Ok(())
    });
    let flags = vessel.flags.iter().map(|fact| fact.value.as_str()).collect::<Vec<_>>().join(", ");
    form.settled(ui, "Flags", "flags", &flags, "latest last; KP, RU …", |row, text| {
        let before = std::mem::take(&mut row.flags);
        row.flags = text
            .split([',', ';'])
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(|text| stated(text.to_owned(), before.iter().find(|fact| fact.value == text), Identity::Registered))
            .collect();
        Ok(())
    });
    let vessel_type = vessel.vessel_type.as_ref().map_or("", |fact| &fact.value).to_owned();
    form.settled(ui, "Type", "type", &vessel_type, "oil products tanker …", |row, text| {
        row.vessel_type = (!text.trim().is_empty())
            .then(|| stated(text.trim().to_owned(), row.vessel_type.as_ref(), Identity::Registered));
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

/// A number with or without thousands separators; empty is unknown.
pub(super) fn amount(text: &str) -> Result<Option<Amount>, String> {
    let text = text.trim().replace([',', ' ', '\u{a0}', '\u{202f}'], "");
    if text.is_empty() {
        return Ok(None);
    }
    let value: f64 = text.parse().map_err(|_| "Write a number, such as 3,565".to_owned())?;
    Amount::new(value).map(Some).map_err(|error| error.to_string())
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
        |row, text| {
            row.dwt =
                amount(text)?.map(|amount| stated(DeadweightTonnes(amount), row.dwt.as_ref(), Identity::Registered));
            Ok(())
        },
    );
    form.settled(
        ui,
        "Gross tonnage",
        "gross tonnage",
        &text(vessel.gt.as_ref().map(|fact| fact.value.0)),
        "GT",
        |row, text| {
            row.gt = amount(text)?.map(|amount| stated(GrossTonnage(amount), row.gt.as_ref(), Identity::Registered));
            Ok(())
        },
    );
    form.settled(
        ui,
        "Length",
        "length",
        &text(vessel.length.as_ref().map(|fact| fact.value.0)),
        "metres",
        |row, text| {
            row.length = amount(text)?.map(|amount| stated(Metres(amount), row.length.as_ref(), Identity::Registered));
            Ok(())
        },
    );
    let capacity = vessel.capacity.as_ref().map_or(String::new(), |fact| estimate_text(&fact.value));
    form.settled(ui, "Capacity", "cargo capacity", &capacity, "bbl: 20,000 or low–high", |row, text| {
        row.capacity = estimate(text)?.map(|estimate| stated(estimate, row.capacity.as_ref(), Identity::Registered));
        Ok(())
    });
}

/// An estimate as it can be typed again: `20,000`, `15,000–20,000`, `15,000–18,000–20,000`, `>15,000`, `<20,000`.
pub(super) fn estimate_text(estimate: &Estimate) -> String {
    match (estimate.low(), estimate.base(), estimate.high()) {
        (None, Some(base), None) => base.to_string(),
        (Some(low), None, None) => format!(">{low}"),
        (None, None, Some(high)) => format!("<{high}"),
        (low, base, high) => {
            let part = |amount: Option<Amount>| amount.map_or(String::new(), |amount| amount.to_string());
            if base.is_none() {
                format!("{}–{}", part(low), part(high))
            } else {
                format!("{}–{}–{}", part(low), part(base), part(high))
            }
        }
    }
}

/// The opposite of [`estimate_text`]; empty is unknown.
pub(super) fn estimate(text: &str) -> Result<Option<Estimate>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let made = if let Some(low) = text.strip_prefix('>') {
        Estimate::new(amount(low)?, None, None)
    } else if let Some(high) = text.strip_prefix('<') {
        Estimate::new(None, None, amount(high)?)
    } else {
        let parts: Vec<&str> = text.split(['–', '-']).collect();
        match parts[..] {
            [base] => Estimate::new(None, amount(base)?, None),
            [low, high] => Estimate::new(amount(low)?, None, amount(high)?),
            [low, base, high] => Estimate::new(amount(low)?, amount(base)?, amount(high)?),
            _ => return Err("Write one number, low–high, or low–base–high".to_owned()),
        }
    };
    made.map(Some).map_err(|error| error.to_string())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn estimates_read_back_as_they_are_shown() {
        for text in ["20,000", "15,000–20,000", "15,000–18,000–20,000", ">165,000", "<20,000"] {
            let estimate = estimate(text).expect(text).expect("known");
            assert_eq!(estimate_text(&estimate), text);
        }
        assert_eq!(estimate(" "), Ok(None));
        assert!(estimate("20-10").is_err() && estimate("a").is_err() && estimate("1-2-3-4").is_err());
    }
}
