//! The tables of events, findings and tags.

use super::{Choice, Form, Listed, Typed, Value, choices};
use crate::base::table::Table;
use crate::model::entity::Entity;
use crate::model::event::Event;
use crate::model::facts::Facts;
use crate::model::finding::{FINDING_STATUSES, Finding, FindingStatus};
use crate::model::grading::{CONFIDENCES, Confidence, LIKELIHOODS, Likelihood};
use crate::model::ids::EntityKind;
use crate::model::naming::name;
use crate::model::reading;
use crate::model::tag::Tag;

impl Listed for Event {
    const COLUMNS: &'static [Typed<Self>] = &[
        Typed::<Self>::new("id", "ID", 66.0, |_, row| Value::Code(row.id.into())),
        Typed::<Self>::new("date", "Date", 130.0, |_, row| Value::Dates(row.time.time)).edit(
            "time",
            Form::Date,
            |_, row| reading::dates_text(Some(&row.time)),
            |_, row, text| {
                row.time = reading::dates(text)?.ok_or("An event without a date would be nowhere")?;
                Ok(())
            },
        ),
        Typed::<Self>::new("title", "Title", 320.0, |_, row| Value::text(&*row.title)).line(
            "title",
            |row| &row.title,
            |row| &mut row.title,
        ),
        Typed::<Self>::new("exhibit", "Exhibit", 72.0, |_, row| Value::code(row.exhibit))
            .follows(&[EntityKind::Exhibit]),
        Typed::<Self>::new("tags", "Tags", 150.0, |facts, row| Value::names(facts, row.tags.iter().copied()))
            .follows(&[EntityKind::Tag]),
        Typed::<Self>::new("note", "Note", 200.0, |_, row| Value::text(&*row.note)).hidden().lines(
            "note",
            |row| &row.note,
            |row| &mut row.note,
        ),
    ];

    fn rows(facts: &Facts) -> &Table<Self> {
        &facts.events
    }

    fn wrap(row: Self) -> Entity {
        Entity::Event(Box::new(row))
    }
}

impl Listed for Finding {
    const COLUMNS: &'static [Typed<Self>] = &[
        Typed::<Self>::new("id", "Finding", 84.0, |_, row| Value::Code(row.id.into())),
        Typed::<Self>::new("section", "Section", 130.0, |_, row| Value::text(&*row.section))
            .line("section", |row| &row.section, |row| &mut row.section)
            .shared(),
        Typed::<Self>::new("order", "Order", 66.0, |_, row| Value::Number(f64::from(row.order))).numbers().edit(
            "order",
            Form::Line,
            |_, row| row.order.to_string(),
            |_, row, text| {
                row.order = text.trim().parse().map_err(|_| "Write a whole number, such as 3")?;
                Ok(())
            },
        ),
        Typed::<Self>::new("headline", "Headline", 320.0, |_, row| Value::text(&*row.headline)).line(
            "headline",
            |row| &row.headline,
            |row| &mut row.headline,
        ),
        Typed::<Self>::new("body", "Text", 300.0, |_, row| Value::text(&*row.body)).hidden(),
        Typed::<Self>::new("exhibits", "Cites", 110.0, |_, row| {
            Value::list(row.cited_exhibits().into_iter().map(|number| format!("E-{number}")))
        }),
        Typed::<Self>::new("likelihood", "Likelihood", 120.0, |_, row| super::likelihood(row.likelihood))
            .edit(
                "likelihood",
                super::LIKELIHOOD,
                |_, row| row.likelihood.map_or("", Likelihood::word).to_owned(),
                |_, row, text| {
                    row.likelihood = reading::judged(&LIKELIHOODS, Likelihood::word, text)?;
                    Ok(())
                },
            )
            .shared(),
        Typed::<Self>::new("confidence", "Confidence", 90.0, |_, row| super::confidence(row.confidence))
            .edit(
                "confidence",
                super::CONFIDENCE,
                |_, row| row.confidence.map_or("", Confidence::word).to_owned(),
                |_, row, text| {
                    row.confidence = reading::judged(&CONFIDENCES, Confidence::word, text)?;
                    Ok(())
                },
            )
            .shared(),
        Typed::<Self>::new("status", "Status", 84.0, |_, row| {
            Value::word(&FINDING_STATUSES, &row.status, row.status.word())
        })
        .edit(
            "status",
            Form::Words(|| choices(&FINDING_STATUSES, FindingStatus::word)),
            |_, row| row.status.word().to_owned(),
            |_, row, text| {
                row.status = reading::word(&FINDING_STATUSES, FindingStatus::word, text)?;
                Ok(())
            },
        )
        .shared(),
        Typed::<Self>::new("tags", "Tags", 150.0, |facts, row| Value::names(facts, row.tags.iter().copied()))
            .follows(&[EntityKind::Tag]),
        Typed::<Self>::new("note", "Note", 200.0, |_, row| Value::text(&*row.note)).unfiled().hidden().lines(
            "note",
            |row| &row.note,
            |row| &mut row.note,
        ),
    ];

    fn rows(facts: &Facts) -> &Table<Self> {
        &facts.findings
    }

    fn wrap(row: Self) -> Entity {
        Entity::Finding(Box::new(row))
    }
}

const KEYS: [&str; 10] = ["none", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

impl Listed for Tag {
    const COLUMNS: &'static [Typed<Self>] = &[
        Typed::<Self>::new("id", "ID", 66.0, |_, row| Value::Code(row.id.into())),
        Typed::<Self>::new("name", "Name", 180.0, |_, row| Value::text(&*row.name)).line(
            "name",
            |row| &row.name,
            |row| &mut row.name,
        ),
        Typed::<Self>::new("parent", "Below", 150.0, |_, row| Value::name(row.parent))
            .edit(
                "parent",
                Form::Name(EntityKind::Tag),
                |facts, row| row.parent.map_or(String::new(), |id| name(facts, id.into())),
                |facts, row, text| {
                    row.parent = reading::named_or_none(facts, text)?;
                    Ok(())
                },
            )
            .shared(),
        Typed::<Self>::new("key", "Key", 60.0, |_, row| {
            row.key.map_or(Value::Nothing, |key| Value::Number(f64::from(key)))
        })
        .edit(
            "number key",
            Form::Words(|| KEYS.map(|word| Choice { word, meaning: "" }).to_vec()),
            |_, row| row.key.map_or(String::new(), |key| key.to_string()),
            |_, row, text| {
                let key = if text.trim().is_empty() { "none" } else { reading::word(&KEYS, |key| key, text)? };
                row.key = key.parse().ok();
                Ok(())
            },
        ),
        Typed::<Self>::new("colour", "Colour", 84.0, |_, row| Value::text(row.colour.to_string())),
        Typed::<Self>::new("definition", "Definition", 320.0, |_, row| Value::text(&*row.definition)).lines(
            "definition",
            |row| &row.definition,
            |row| &mut row.definition,
        ),
        Typed::<Self>::new("note", "Note", 200.0, |_, row| Value::text(&*row.note)).hidden().lines(
            "note",
            |row| &row.note,
            |row| &mut row.note,
        ),
    ];

    fn rows(facts: &Facts) -> &Table<Self> {
        &facts.tags
    }

    fn wrap(row: Self) -> Entity {
        Entity::Tag(Box::new(row))
    }
}
