//! The table of vessels.

use super::{Form, Listed, Typed, Value, choices};
use crate::base::quantity::{Amount, Estimate};
use crate::base::table::Table;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::identifiers::ImoCheck;
use crate::model::ids::EntityKind;
use crate::model::reading;
use crate::model::vessel::{Stated, Vessel};

const YES_NO: [bool; 2] = [true, false];

fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

impl Listed for Vessel {
    const COLUMNS: &'static [Typed<Self>] = &[
        Typed::<Self>::new("id", "ID", 66.0, |_, row| Value::Code(row.id.into())),
        Typed::<Self>::new("name", "Name", 150.0, |_, row| Value::text(&*row.name)).line(
            "name",
            |row| &row.name,
            |row| &mut row.name,
        ),
        Typed::<Self>::new("unnamed", "Unnamed", 76.0, |_, row| {
            Value::word(&YES_NO, &row.unnamed, yes_no(row.unnamed))
        })
        .hidden()
        .edit(
            "unnamed",
            Form::Words(|| choices(&YES_NO, yes_no)),
            |_, row| yes_no(row.unnamed).to_owned(),
            |_, row, text| {
                row.unnamed = reading::word(&YES_NO, yes_no, text)?;
                Ok(())
            },
        )
        .shared(),
        Typed::<Self>::new("other_names", "Other names", 150.0, |_, row| {
            Value::list(row.other_names.iter().map(|other| other.name.clone()))
        })
        .hidden(),
        Typed::<Self>::new("imo", "IMO number", 90.0, |_, row| {
            Value::text(row.imo.as_ref().map_or("", |imo| imo.value.as_str()))
        })
        .edit(
            "IMO number",
            Form::Line,
            |_, row| row.imo.as_ref().map_or(String::new(), |imo| imo.value.to_string()),
            |_, row, text| {
                reading::set_imo(row, text);
                Ok(())
            },
        ),
        Typed::<Self>::new("imo_check", "IMO check", 100.0, |_, row| {
            Value::text(row.imo.as_ref().map_or("", |imo| match imo.value.check() {
                ImoCheck::Ship => "fits",
                ImoCheck::Company => "fits a company number",
                ImoCheck::Fails => "fails",
                ImoCheck::Malformed => "not seven digits",
            }))
        })
        .hidden(),
        Typed::<Self>::new("mmsi", "MMSI", 96.0, |_, row| {
            Value::list(row.mmsis.iter().map(|mmsi| mmsi.value.to_string()))
        })
        .edit(
            "MMSI",
            Form::Line,
            |_, row| row.mmsis.iter().map(|mmsi| mmsi.value.as_str()).collect::<Vec<_>>().join(", "),
            |_, row, text| {
                reading::set_mmsis(row, text);
                Ok(())
            },
        ),
        Typed::<Self>::new("call_sign", "Call sign", 84.0, |_, row| Value::text(stated(row.call_sign.as_ref())))
            .hidden()
            .edit(
                "call sign",
                Form::Line,
                |_, row| stated(row.call_sign.as_ref()).to_owned(),
                |_, row, text| {
                    reading::set_call_sign(row, text);
                    Ok(())
                },
            ),
        Typed::<Self>::new("flags", "Flags", 84.0, |_, row| {
            Value::list(row.flags.iter().map(|flag| match &flag.period {
                Some(period) => format!("{} ({period})", flag.value),
                None => flag.value.clone(),
            }))
        })
        .edit(
            "flags",
            Form::Line,
            |_, row| row.flags.iter().map(|flag| flag.value.as_str()).collect::<Vec<_>>().join(", "),
            |_, row, text| {
                reading::set_flags(row, text);
                Ok(())
            },
        )
        .shared(),
        Typed::<Self>::new("type", "Type", 140.0, |_, row| Value::text(stated(row.vessel_type.as_ref())))
            .edit(
                "type",
                Form::Line,
                |_, row| stated(row.vessel_type.as_ref()).to_owned(),
                |_, row, text| {
                    reading::set_vessel_type(row, text);
                    Ok(())
                },
            )
            .shared(),
        Typed::<Self>::new("dwt_t", "Deadweight, t", 100.0, |_, row| {
            Value::amount(row.dwt.as_ref().map(|fact| fact.value.0))
        })
        .numbers()
        .edit(
            "deadweight",
            Form::Line,
            |_, row| words(row.dwt.as_ref().map(|fact| fact.value.0)),
            |_, row, text| reading::set_deadweight(row, text),
        ),
        Typed::<Self>::new("gt", "GT", 76.0, |_, row| Value::amount(row.gt.as_ref().map(|fact| fact.value.0)))
            .hidden()
            .numbers()
            .edit(
                "gross tonnage",
                Form::Line,
                |_, row| words(row.gt.as_ref().map(|fact| fact.value.0)),
                |_, row, text| reading::set_gross_tonnage(row, text),
            ),
        Typed::<Self>::new("length_m", "Length, m", 84.0, |_, row| {
            Value::amount(row.length.as_ref().map(|fact| fact.value.0))
        })
        .hidden()
        .numbers()
        .edit(
            "length",
            Form::Line,
            |_, row| words(row.length.as_ref().map(|fact| fact.value.0)),
            |_, row, text| reading::set_length(row, text),
        ),
        Typed::<Self>::new("capacity", "Capacity, bbl", 110.0, |_, row| {
            row.capacity.as_ref().map_or(Value::Nothing, |fact| Value::range(fact.value.to_string(), &fact.value))
        })
        .unfiled()
        .edit(
            "cargo capacity",
            Form::Line,
            |_, row| row.capacity.as_ref().map_or(String::new(), |fact| reading::estimate_text(&fact.value)),
            |_, row, text| reading::set_capacity(row, text),
        )
        .shared(),
        Typed::<Self>::new("capacity_low_bbl", "Capacity low, bbl", 116.0, |_, row| capacity(row, Estimate::low))
            .hidden()
            .numbers(),
        Typed::<Self>::new("capacity_base_bbl", "Capacity base, bbl", 116.0, |_, row| capacity(row, Estimate::base))
            .hidden()
            .numbers(),
        Typed::<Self>::new("capacity_high_bbl", "Capacity high, bbl", 116.0, |_, row| capacity(row, Estimate::high))
            .hidden()
            .numbers(),
        Typed::<Self>::new("tonnes_per_cm", "Tonnes per cm", 96.0, |_, row| {
            Value::amount(row.tpc.as_ref().map(|fact| fact.value.0))
        })
        .hidden()
        .numbers()
        .edit(
            "tonnes per centimetre",
            Form::Line,
            |_, row| words(row.tpc.as_ref().map(|fact| fact.value.0)),
            |_, row, text| reading::set_tonnes_per_cm(row, text),
        ),
        Typed::<Self>::new("designations", "Designations", 170.0, |_, row| {
            Value::list(row.designations.iter().map(|entry| {
                let date = entry.date.as_ref().map(ToString::to_string).unwrap_or_default();
                let parts = [entry.list.clone(), entry.paragraph.clone(), date];
                parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
            }))
        }),
        Typed::<Self>::new("tags", "Tags", 150.0, |facts, row| Value::names(facts, row.tags.iter().copied()))
            .follows(&[EntityKind::Tag]),
        Typed::<Self>::new("note", "Note", 200.0, |_, row| Value::text(&*row.note)).hidden().lines(
            "note",
            |row| &row.note,
            |row| &mut row.note,
        ),
    ];

    fn rows(facts: &Facts) -> &Table<Self> {
        &facts.vessels
    }

    fn wrap(row: Self) -> Entity {
        Entity::Vessel(Box::new(row))
    }
}

fn stated(fact: Option<&Stated<String>>) -> &str {
    fact.map_or("", |fact| &fact.value)
}

fn words(amount: Option<Amount>) -> String {
    amount.map_or(String::new(), |amount| amount.to_string())
}

fn capacity(row: &Vessel, part: fn(&Estimate) -> Option<Amount>) -> Value<'static> {
    Value::amount(row.capacity.as_ref().and_then(|fact| part(&fact.value)))
}
