//! The table of places.

use super::{Form, Listed, Typed, Value, choices};
use crate::base::table::Table;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::ids::EntityKind;
use crate::model::naming;
use crate::model::place::{PLACE_KINDS, Place, PlaceKind};
use crate::model::reading;

impl Listed for Place {
    const COLUMNS: &'static [Typed<Self>] = &[
        Typed::<Self>::new("id", "ID", 66.0, |_, row| Value::Code(row.id.into())),
        Typed::<Self>::new("name", "Name", 180.0, |_, row| Value::text(&*row.name)).line(
            "name",
            |row| &row.name,
            |row| &mut row.name,
        ),
        Typed::<Self>::new("kind", "Kind", 90.0, |_, row| Value::word(&PLACE_KINDS, &row.kind, row.kind.word()))
            .edit(
                "kind",
                Form::Words(|| choices(&PLACE_KINDS, PlaceKind::word)),
                |_, row| row.kind.word().to_owned(),
                |_, row, text| {
                    row.kind = reading::word(&PLACE_KINDS, PlaceKind::word, text)?;
                    Ok(())
                },
            )
            .shared(),
        Typed::<Self>::new("within", "Lies in", 130.0, |_, row| Value::name(row.parent))
            .edit(
                "parent",
                Form::Name(EntityKind::Place),
                |facts, row| row.parent.map_or(String::new(), |id| naming::name(facts, id.into())),
                |facts, row, text| {
                    row.parent = reading::named_or_none(facts, text)?;
                    Ok(())
                },
            )
            .shared(),
        Typed::<Self>::new("other_names", "Other names", 150.0, |_, row| {
            Value::list(row.other_names.iter().map(|other| other.name.clone()))
        })
        .edit(
            "other names",
            Form::Line,
            |_, row| row.other_names.iter().map(|other| other.name.as_str()).collect::<Vec<_>>().join(", "),
            |_, row, text| {
                reading::set_other_names(row, text);
                Ok(())
            },
        ),
        Typed::<Self>::new("country", "Country", 76.0, |_, row| Value::text(&*row.country))
            .line("country", |row| &row.country, |row| &mut row.country)
            .shared(),
        Typed::<Self>::new("operator", "Operator", 140.0, |_, row| Value::text(&*row.operator))
            .line("operator", |row| &row.operator, |row| &mut row.operator)
            .shared(),
        Typed::<Self>::new("unlocode", "UN/LOCODE", 90.0, |_, row| {
            Value::text(row.locode.as_ref().map_or("", |locode| locode.as_str()))
        })
        .edit(
            "UN/LOCODE",
            Form::Line,
            |_, row| row.locode.as_ref().map_or(String::new(), |locode| locode.as_str().to_owned()),
            |_, row, text| {
                reading::set_locode(row, text);
                Ok(())
            },
        ),
        Typed::<Self>::new("position", "Position", 130.0, |_, row| Value::text(position(row))).unfiled().hidden().edit(
            "position",
            Form::Line,
            |_, row| position(row),
            |_, row, text| {
                row.position = reading::position(text)?;
                Ok(())
            },
        ),
        Typed::<Self>::new("lat", "Latitude", 84.0, |_, row| {
            row.position.map_or(Value::Nothing, |at| Value::Number(at.lat()))
        })
        .hidden()
        .numbers(),
        Typed::<Self>::new("lon", "Longitude", 84.0, |_, row| {
            row.position.map_or(Value::Nothing, |at| Value::Number(at.lon()))
        })
        .hidden()
        .numbers(),
        Typed::<Self>::new("handles", "Handles", 130.0, |_, row| Value::list(row.handles.iter().cloned()))
            .edit(
                "handles",
                Form::Line,
                |_, row| row.handles.join(", "),
                |_, row, text| {
                    reading::set_handles(row, text);
                    Ok(())
                },
            )
            .shared(),
        Typed::<Self>::new("tags", "Tags", 150.0, |facts, row| Value::names(facts, row.tags.iter().copied()))
            .follows(&[EntityKind::Tag]),
        Typed::<Self>::new("note", "Note", 200.0, |_, row| Value::text(&*row.note)).hidden().lines(
            "note",
            |row| &row.note,
            |row| &mut row.note,
        ),
    ];

    fn rows(facts: &Facts) -> &Table<Self> {
        &facts.places
    }

    fn wrap(row: Self) -> Entity {
        Entity::Place(Box::new(row))
    }
}

fn position(row: &Place) -> String {
    row.position.map_or(String::new(), |at| format!("{}, {}", at.lat(), at.lon()))
}
