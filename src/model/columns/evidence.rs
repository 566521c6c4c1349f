//! The tables of exhibits and of sources.

use super::{Choice, Form, Listed, Typed, Value, choices};
use crate::base::edtf::Dated;
use crate::base::table::Table;
use crate::model::entity::Entity;
use crate::model::evidence::{EXHIBIT_KINDS, Exhibit, ExhibitKind, SOURCE_KINDS, Source, SourceKind};
use crate::model::facts::Facts;
use crate::model::grading::{CREDIBILITIES, Credibility, RELIABILITIES, Reliability};
use crate::model::ids::EntityKind;
use crate::model::naming;
use crate::model::reading;

impl Listed for Exhibit {
    const COLUMNS: &'static [Typed<Self>] = &[
        Typed::<Self>::new("id", "Exhibit", 84.0, |_, row| Value::Code(row.id.into())),
        Typed::<Self>::new("kind", "Kind", 100.0, |_, row| Value::word(&EXHIBIT_KINDS, &row.kind, row.kind.word()))
            .edit(
                "kind",
                Form::Words(|| choices(&EXHIBIT_KINDS, ExhibitKind::word)),
                |_, row| row.kind.word().to_owned(),
                |_, row, text| {
                    row.kind = reading::word(&EXHIBIT_KINDS, ExhibitKind::word, text)?;
                    Ok(())
                },
            )
            .shared(),
        Typed::<Self>::new("title", "Title", 240.0, |_, row| Value::text(&*row.title)).line(
            "title",
            |row| &row.title,
            |row| &mut row.title,
        ),
        Typed::<Self>::new("source", "Source", 150.0, |_, row| Value::name(row.source))
            .follows(&[EntityKind::Source])
            .edit(
                "source",
                Form::Name(EntityKind::Source),
                |facts, row| row.source.map_or(String::new(), |id| naming::name(facts, id.into())),
                |facts, row, text| {
                    row.source = reading::named_or_none(facts, text)?;
                    Ok(())
                },
            )
            .shared(),
        Typed::<Self>::new("reliability", "Reliability", 90.0, |facts, row| {
            let source = row.source.and_then(|id| facts.sources.get(id));
            letter(source.map_or(Reliability::F, |source| source.reliability))
        })
        .follows(&[EntityKind::Source]),
        Typed::<Self>::new("credibility", "Credibility", 90.0, |_, row| {
            Value::Word(digit(row.credibility), known(row.credibility))
        })
        .edit(
            "credibility",
            Form::Words(|| CREDIBILITIES.map(|grade| Choice { word: digit(grade), meaning: grade.meaning() }).to_vec()),
            |_, row| digit(row.credibility).to_owned(),
            |_, row, text| {
                row.credibility = reading::word(&CREDIBILITIES, digit, text)?;
                Ok(())
            },
        )
        .shared(),
        Typed::<Self>::new("published", "Published", 110.0, |_, row| dates(row.published.as_ref()))
            .edit(
                "published",
                Form::Date,
                |_, row| reading::dates_text(row.published.as_ref()),
                |_, row, text| {
                    row.published = reading::dates(text)?;
                    Ok(())
                },
            )
            .shared(),
        Typed::<Self>::new("captured", "Captured", 110.0, |_, row| dates(row.captured.as_ref()))
            .edit(
                "captured",
                Form::Date,
                |_, row| reading::dates_text(row.captured.as_ref()),
                |_, row, text| {
                    row.captured = reading::dates(text)?;
                    Ok(())
                },
            )
            .shared(),
        Typed::<Self>::new("collected", "Collected", 110.0, |_, row| dates(row.collected.time.as_ref())).hidden(),
        Typed::<Self>::new("url", "URL", 200.0, |_, row| Value::text(&*row.url)).hidden().line(
            "URL",
            |row| &row.url,
            |row| &mut row.url,
        ),
        Typed::<Self>::new("archived_url", "Archived at", 200.0, |_, row| Value::text(&*row.archived_url))
            .hidden()
            .line("archived URL", |row| &row.archived_url, |row| &mut row.archived_url),
        Typed::<Self>::new("language", "Language", 80.0, |_, row| Value::text(&*row.language))
            .line("language", |row| &row.language, |row| &mut row.language)
            .shared(),
        Typed::<Self>::new("sensor", "Sensor", 110.0, |_, row| Value::text(&*row.sensor))
            .hidden()
            .line("sensor", |row| &row.sensor, |row| &mut row.sensor)
            .shared(),
        Typed::<Self>::new("analyst", "Analyst", 110.0, |_, row| Value::text(&*row.analyst))
            .hidden()
            .line("analyst", |row| &row.analyst, |row| &mut row.analyst)
            .shared(),
        Typed::<Self>::new("data_owner", "Data owner", 110.0, |_, row| Value::text(&*row.data_owner))
            .hidden()
            .line("data owner", |row| &row.data_owner, |row| &mut row.data_owner)
            .shared(),
        Typed::<Self>::new("licence", "Licence", 110.0, |_, row| Value::text(&*row.licence))
            .hidden()
            .line("licence", |row| &row.licence, |row| &mut row.licence)
            .shared(),
        Typed::<Self>::new("credit", "Credit line", 150.0, |_, row| Value::text(&*row.credit))
            .hidden()
            .line("credit line", |row| &row.credit, |row| &mut row.credit)
            .shared(),
        Typed::<Self>::new("sha256", "SHA-256", 200.0, |_, row| {
            Value::list(row.files.iter().map(|file| file.sha256.to_string()))
        })
        .hidden(),
        Typed::<Self>::new("tags", "Tags", 150.0, |facts, row| Value::names(facts, row.tags.iter().copied()))
            .follows(&[EntityKind::Tag]),
        Typed::<Self>::new("note", "Note", 200.0, |_, row| Value::text(&*row.note)).hidden().lines(
            "note",
            |row| &row.note,
            |row| &mut row.note,
        ),
    ];

    fn rows(facts: &Facts) -> &Table<Self> {
        &facts.exhibits
    }

    fn wrap(row: Self) -> Entity {
        Entity::Exhibit(Box::new(row))
    }
}

impl Listed for Source {
    const COLUMNS: &'static [Typed<Self>] = &[
        Typed::<Self>::new("id", "ID", 72.0, |_, row| Value::Code(row.id.into())),
        Typed::<Self>::new("name", "Name", 200.0, |_, row| Value::text(&*row.name)).line(
            "name",
            |row| &row.name,
            |row| &mut row.name,
        ),
        Typed::<Self>::new("kind", "Kind", 130.0, |_, row| Value::word(&SOURCE_KINDS, &row.kind, row.kind.word()))
            .edit(
                "kind",
                Form::Words(|| choices(&SOURCE_KINDS, SourceKind::word)),
                |_, row| row.kind.word().to_owned(),
                |_, row, text| {
                    row.kind = reading::word(&SOURCE_KINDS, SourceKind::word, text)?;
                    Ok(())
                },
            )
            .shared(),
        Typed::<Self>::new("reliability", "Reliability", 90.0, |_, row| letter(row.reliability))
            .edit(
                "reliability",
                Form::Words(|| {
                    RELIABILITIES.map(|grade| Choice { word: grade.letter(), meaning: grade.meaning() }).to_vec()
                }),
                |_, row| row.reliability.letter().to_owned(),
                |_, row, text| {
                    row.reliability = reading::word(&RELIABILITIES, Reliability::letter, text)?;
                    Ok(())
                },
            )
            .shared(),
        Typed::<Self>::new("remark", "Why", 260.0, |_, row| Value::text(&*row.remark)).line(
            "remark",
            |row| &row.remark,
            |row| &mut row.remark,
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
        &facts.sources
    }

    fn wrap(row: Self) -> Entity {
        Entity::Source(Box::new(row))
    }
}

fn dates(dated: Option<&Dated>) -> Value<'static> {
    Value::dates(dated.map(|dated| dated.time))
}

/// F is no grade below E: it says that nothing is known.
fn letter(grade: Reliability) -> Value<'static> {
    match grade {
        Reliability::F => Value::Word(grade.letter(), None),
        grade => Value::word(&RELIABILITIES, &grade, grade.letter()),
    }
}

fn digit(grade: Credibility) -> &'static str {
    match grade {
        Credibility::Confirmed => "1",
        Credibility::ProbablyTrue => "2",
        Credibility::PossiblyTrue => "3",
        Credibility::Doubtful => "4",
        Credibility::Improbable => "5",
        Credibility::CannotBeJudged => "6",
    }
}

/// Nor is 6 one below 5.
fn known(grade: Credibility) -> Option<u8> {
    (grade != Credibility::CannotBeJudged).then(|| grade.digit())
}
