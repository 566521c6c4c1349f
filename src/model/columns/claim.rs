//! The tables of what exhibits show and what they say: sightings and claims.

use super::{Form, Listed, Typed, Value, choices};
use crate::base::table::Table;
use crate::model::entity::Entity;
use crate::model::evidence::{Claim, OBSTRUCTIONS, Obstruction, ReportedBy, STANCES, Sighting, Stance};
use crate::model::facts::Facts;
use crate::model::grading::{HEDGES, Hedge};
use crate::model::ids::EntityKind;
use crate::model::naming::{code, name};
use crate::model::reading;

impl Listed for Sighting {
    const COLUMNS: &'static [Typed<Self>] = &[
        Typed::<Self>::new("id", "ID", 66.0, |_, row| Value::Code(row.id.into())),
        Typed::<Self>::new("exhibit", "Exhibit", 72.0, |_, row| Value::Code(row.exhibit.into()))
            .follows(&[EntityKind::Exhibit]),
        Typed::<Self>::new("time", "When", 130.0, |_, row| Value::dates(row.time.as_ref().map(|dated| dated.time)))
            .edit(
                "time",
                Form::Date,
                |_, row| reading::dates_text(row.time.as_ref()),
                |_, row, text| {
                    row.time = reading::dates(text)?;
                    Ok(())
                },
            ),
        Typed::<Self>::new("place", "Place", 150.0, |_, row| Value::name(row.place))
            .follows(&[EntityKind::Place])
            .edit(
                "place",
                Form::Name(EntityKind::Place),
                |facts, row| row.place.map_or(String::new(), |id| name(facts, id.into())),
                |facts, row, text| {
                    row.place = reading::named_or_none(facts, text)?;
                    Ok(())
                },
            )
            .shared(),
        Typed::<Self>::new("vessel", "Vessel", 130.0, |_, row| Value::name(row.vessel))
            .follows(&[EntityKind::Vessel])
            .edit(
                "vessel",
                Form::Name(EntityKind::Vessel),
                |facts, row| row.vessel.map_or(String::new(), |id| name(facts, id.into())),
                |facts, row, text| {
                    row.vessel = reading::named_or_none(facts, text)?;
                    Ok(())
                },
            )
            .shared(),
        Typed::<Self>::new("shows", "Shows", 90.0, |_, row| {
            Value::text(match (row.negative, row.is_silence()) {
                (true, true) => "no AIS",
                (true, false) => "nothing",
                (false, _) => "a vessel",
            })
        }),
        Typed::<Self>::new("obstruction", "View", 130.0, |_, row| {
            Value::word(&OBSTRUCTIONS, &row.obstruction, row.obstruction.word())
        })
        .edit(
            "obstruction",
            Form::Words(|| choices(&OBSTRUCTIONS, Obstruction::word)),
            |_, row| row.obstruction.word().to_owned(),
            |_, row, text| {
                row.obstruction = reading::word(&OBSTRUCTIONS, Obstruction::word, text)?;
                Ok(())
            },
        )
        .shared(),
        Typed::<Self>::new("seen", "Seen", 220.0, |_, row| Value::text(&*row.seen)).line(
            "what was seen",
            |row| &row.seen,
            |row| &mut row.seen,
        ),
        Typed::<Self>::new("tags", "Tags", 150.0, |facts, row| Value::names(facts, row.tags.iter().copied()))
            .follows(&[EntityKind::Tag]),
        Typed::<Self>::new("note", "Note", 200.0, |_, row| Value::text(&*row.note)).hidden().lines(
            "note",
            |row| &row.note,
            |row| &mut row.note,
        ),
    ];

    fn rows(facts: &Facts) -> &Table<Self> {
        &facts.sightings
    }

    fn wrap(row: Self) -> Entity {
        Entity::Sighting(Box::new(row))
    }
}

impl Listed for Claim {
    const COLUMNS: &'static [Typed<Self>] = &[
        Typed::<Self>::new("id", "ID", 66.0, |_, row| Value::Code(row.id.into())),
        Typed::<Self>::new("exhibit", "Exhibit", 72.0, |_, row| Value::Code(row.exhibit.into()))
            .follows(&[EntityKind::Exhibit]),
        Typed::<Self>::new("outlet", "Outlet", 130.0, |facts, row| {
            Value::name(facts.exhibits.get(row.exhibit).and_then(|exhibit| exhibit.source))
        })
        .follows(&[EntityKind::Exhibit, EntityKind::Source]),
        Typed::<Self>::new("quote", "Exact words", 320.0, |_, row| Value::text(&*row.quote)).lines(
            "quote",
            |row| &row.quote,
            |row| &mut row.quote,
        ),
        Typed::<Self>::new("language", "Language", 80.0, |_, row| Value::text(&*row.language))
            .hidden()
            .line("language", |row| &row.language, |row| &mut row.language)
            .shared(),
        Typed::<Self>::new("speaker", "Speaker", 130.0, |_, row| Value::text(&*row.speaker))
            .line("speaker", |row| &row.speaker, |row| &mut row.speaker)
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
        Typed::<Self>::new("reported_by", "Reported by", 150.0, |facts, row| {
            Value::list(row.reported_by.iter().map(|by| match *by {
                ReportedBy::Exhibit(id) => code(facts, id.into()),
                ReportedBy::Source(id) => name(facts, id.into()),
            }))
        })
        .follows(&[EntityKind::Exhibit, EntityKind::Source]),
        Typed::<Self>::new("about", "About", 110.0, |facts, row| Value::codes(facts, row.about.iter().copied()))
            .follows(&[EntityKind::Shipment, EntityKind::Exhibit]),
        Typed::<Self>::new("stance", "Stance", 90.0, |_, row| Value::word(&STANCES, &row.stance, row.stance.word()))
            .edit(
                "stance",
                Form::Words(|| choices(&STANCES, Stance::word)),
                |_, row| row.stance.word().to_owned(),
                |_, row, text| {
                    row.stance = reading::word(&STANCES, Stance::word, text)?;
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
        &facts.claims
    }

    fn wrap(row: Self) -> Entity {
        Entity::Claim(Box::new(row))
    }
}
