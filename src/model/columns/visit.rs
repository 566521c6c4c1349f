//! The table of visits.

use super::{Form, Listed, Typed, Value, choices};
use crate::base::interval::BoundName;
use crate::base::quantity::Metres;
use crate::base::table::Table;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::grading::{HEDGES, Hedge};
use crate::model::ids::EntityKind;
use crate::model::naming;
use crate::model::reading;
use crate::model::visit::{ACTIVITIES, Activity, Visit};

impl Listed for Visit {
    const COLUMNS: &'static [Typed<Self>] = &[
        Typed::<Self>::new("id", "Visit", 80.0, |_, row| Value::Code(row.id.into())),
        Typed::<Self>::new("vessel_id", "Vessel ID", 72.0, |_, row| Value::Code(row.vessel.into())).hidden(),
        Typed::<Self>::new("vessel", "Vessel", 124.0, |_, row| Value::Name(row.vessel.into()))
            .follows(&[EntityKind::Vessel])
            .edit(
                "vessel",
                Form::Name(EntityKind::Vessel),
                |facts, row| naming::name(facts, row.vessel.into()),
                |facts, row, text| {
                    row.vessel = reading::named(facts, text)?;
                    Ok(())
                },
            )
            .shared(),
        Typed::<Self>::new("place_id", "Place ID", 72.0, |_, row| Value::Code(row.place.into())).hidden(),
        Typed::<Self>::new("place", "Place", 140.0, |_, row| Value::Name(row.place.into()))
            .follows(&[EntityKind::Place])
            .edit(
                "place",
                Form::Name(EntityKind::Place),
                |facts, row| naming::name(facts, row.place.into()),
                |facts, row, text| {
                    row.place = reading::named(facts, text)?;
                    Ok(())
                },
            )
            .shared(),
        Typed::<Self>::new("not_before", "Not before", 88.0, |_, row| bound(row, BoundName::NotBefore)).edit(
            "not before",
            Form::Date,
            |_, row| row.bound_text(BoundName::NotBefore),
            |_, row, text| set_bound(row, BoundName::NotBefore, text),
        ),
        Typed::<Self>::new("first_seen", "First seen", 88.0, |_, row| bound(row, BoundName::FirstSeen)).edit(
            "first seen",
            Form::Date,
            |_, row| row.bound_text(BoundName::FirstSeen),
            |_, row, text| set_bound(row, BoundName::FirstSeen, text),
        ),
        Typed::<Self>::new("last_seen", "Last seen", 88.0, |_, row| bound(row, BoundName::LastSeen)).edit(
            "last seen",
            Form::Date,
            |_, row| row.bound_text(BoundName::LastSeen),
            |_, row, text| set_bound(row, BoundName::LastSeen, text),
        ),
        Typed::<Self>::new("not_after", "Not after", 88.0, |_, row| bound(row, BoundName::NotAfter)).edit(
            "not after",
            Form::Date,
            |_, row| row.bound_text(BoundName::NotAfter),
            |_, row, text| set_bound(row, BoundName::NotAfter, text),
        ),
        Typed::<Self>::new("activity", "Activity", 96.0, |_, row| {
            let rank = (row.activity != Activity::Unknown).then_some(row.activity as u8);
            Value::Word(row.activity.word(), rank)
        })
        .edit(
            "activity",
            Form::Words(|| choices(&ACTIVITIES, Activity::word)),
            |_, row| row.activity.word().to_owned(),
            |_, row, text| {
                row.activity = reading::word(&ACTIVITIES, Activity::word, text)?;
                Ok(())
            },
        )
        .shared(),
        Typed::<Self>::new("hedge", "Hedge", 80.0, |_, row| Value::word(&HEDGES, &row.hedge, row.hedge.word()))
            .edit(
                "hedge",
                super::HEDGE,
                |_, row| row.hedge.word().to_owned(),
                |_, row, text| {
                    row.hedge = reading::word(&HEDGES, Hedge::word, text)?;
                    Ok(())
                },
            )
            .shared(),
        Typed::<Self>::new("draught_in_m", "Draught in, m", 96.0, |_, row| {
            Value::amount(row.extra.as_deref().and_then(|extra| extra.draught_in).map(|metres| metres.0))
        })
        .hidden()
        .numbers()
        .edit(
            "draught in",
            Form::Line,
            |_, row| metres(row.extra.as_deref().and_then(|extra| extra.draught_in)),
            |_, row, text| {
                let metres = reading::draught(text)?;
                row.edit_extra(|extra| extra.draught_in = metres);
                Ok(())
            },
        ),
        Typed::<Self>::new("draught_out_m", "Draught out, m", 100.0, |_, row| {
            Value::amount(row.extra.as_deref().and_then(|extra| extra.draught_out).map(|metres| metres.0))
        })
        .hidden()
        .numbers()
        .edit(
            "draught out",
            Form::Line,
            |_, row| metres(row.extra.as_deref().and_then(|extra| extra.draught_out)),
            |_, row, text| {
                let metres = reading::draught(text)?;
                row.edit_extra(|extra| extra.draught_out = metres);
                Ok(())
            },
        ),
        Typed::<Self>::new("shipments", "Shipment", 84.0, |facts, row| {
            let found = facts.links().shipments_of(row.id).filter_map(|id| facts.shipments.get(id));
            Value::list(found.map(|row| format!("S-{}{}", row.number, if row.is_half_open() { " open" } else { "" })))
        })
        .files(|facts, row| Value::codes(facts, facts.links().shipments_of(row.id)))
        .follows(&[EntityKind::Shipment]),
        Typed::<Self>::new("exhibits", "Exhibits", 110.0, |facts, row| {
            Value::codes(facts, row.exhibits.iter().copied())
        })
        .hidden()
        .follows(&[EntityKind::Exhibit]),
        Typed::<Self>::new("tags", "Tags", 180.0, |facts, row| Value::names(facts, row.tags.iter().copied()))
            .follows(&[EntityKind::Tag]),
        Typed::<Self>::new("note", "Note", 200.0, |_, row| Value::text(row.note())).hidden().edit(
            "note",
            Form::Lines,
            |_, row| row.note().to_owned(),
            |_, row, text| {
                row.edit_extra(|extra| text.clone_into(&mut extra.note));
                Ok(())
            },
        ),
    ];

    fn rows(facts: &Facts) -> &Table<Self> {
        &facts.visits
    }

    fn wrap(row: Self) -> Entity {
        Entity::Visit(Box::new(row))
    }
}

fn bound(row: &Visit, name: BoundName) -> Value<'static> {
    row.bounds.get(name).map_or(Value::Nothing, Value::Date)
}

fn set_bound(row: &mut Visit, name: BoundName, text: &str) -> Result<(), String> {
    row.set_bound(name, reading::date(text)?, text.trim());
    Ok(())
}

fn metres(value: Option<Metres>) -> String {
    value.map_or(String::new(), |metres| metres.0.to_string())
}
