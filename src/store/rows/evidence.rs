//! Sources, exhibits, sightings and claims as rows.

use rusqlite::types::Value;

use super::cells::{CellError, Cells, Out};
use super::{Child, Main, Rows};
use crate::model::evidence::{
    Claim, Collection, Custody, Exhibit, ExhibitFile, ImagePoint, ReportedBy, Sighting, Source,
};
use crate::model::grading::Credibility;
use crate::model::ids::{ENTITY_KINDS, EntityRef, Id};
use crate::store::load::{LoadError, Reader};

/// Sources.
pub const SOURCE: Main = Main {
    table: "source",
    columns: &["name", "kind", "reliability", "remark", "note", "created", "changed"],
    children: &[],
    tags: Some("source_tag"),
};

/// Exhibits.
pub const EXHIBIT: Main = Main {
    table: "exhibit",
    #[rustfmt::skip]
    columns: &[
        "number", "kind", "title", "source", "published", "published_text", "captured", "captured_text",
        "collected", "collected_text", "collected_by", "collected_how", "url", "archived_url", "language",
        "credibility", "sensor", "analyst", "data_owner", "licence", "credit", "note", "created", "changed",
    ],
    children: &[
        Child { table: "exhibit_file", owner: "exhibit", columns: &["sha256", "name", "media_type", "bytes"] },
        Child { table: "custody", owner: "exhibit", columns: &["time", "time_text", "holder", "action"] },
    ],
    tags: Some("exhibit_tag"),
};

/// Sightings.
pub const SIGHTING: Main = Main {
    table: "sighting",
    #[rustfmt::skip]
    columns: &[
        "exhibit", "place", "time", "time_text", "vessel", "negative", "seen", "obstruction", "image_x", "image_y",
        "note", "created", "changed",
    ],
    children: &[],
    tags: Some("sighting_tag"),
};

/// Claims. The columns of `claim_about` are in the order of [`ENTITY_KINDS`].
pub const CLAIM: Main = Main {
    table: "claim",
    columns: &["exhibit", "quote", "language", "speaker", "hedge", "stance", "note", "created", "changed"],
    children: &[
        Child { table: "claim_reported_by", owner: "claim", columns: &["exhibit", "source"] },
        Child {
            table: "claim_about",
            owner: "claim",
            #[rustfmt::skip]
            columns: &[
                "about_vessel", "about_place", "about_source", "about_exhibit", "about_sighting", "about_visit",
                "about_shipment", "about_claim", "about_regime", "about_declaration", "about_event", "about_tag",
                "about_finding", "about_saved_view",
            ],
        },
    ],
    tags: Some("claim_tag"),
};

/// A source as rows.
pub fn source_rows(source: &Source) -> Rows {
    let out = Out::default().text(&source.name).word(&source.kind).word(&source.reliability);
    let main = out.known(&source.remark).known(&source.note).stamp(source.stamp).0;
    Rows { main, children: Vec::new(), tags: source.tags.clone() }
}

/// Reads sources.
pub fn load_sources(reader: &Reader<'_>) -> Result<Vec<Source>, LoadError> {
    let mut sources = reader.entities(&SOURCE, |id, cells| {
        Ok(Source {
            id: Id::new(id),
            name: cells.text()?.to_owned(),
            kind: cells.word()?,
            reliability: cells.word()?,
            remark: cells.known()?,
            note: cells.known()?,
            tags: Vec::new(),
            stamp: cells.stamp()?,
        })
    })?;
    reader.tags(&SOURCE, &mut sources, |source| source.id.0, |source, tag| source.tags.push(tag))?;
    Ok(sources)
}

/// An exhibit as rows.
pub fn exhibit_rows(exhibit: &Exhibit) -> Rows {
    let out = Out::default().int(exhibit.number).word(&exhibit.kind).text(&exhibit.title).maybe_id(exhibit.source);
    let out = out.dated(exhibit.published.as_ref()).dated(exhibit.captured.as_ref());
    let Collection { time, by, how } = &exhibit.collected;
    let out = out.dated(time.as_ref()).known(by).known(how);
    let out = out.known(&exhibit.url).known(&exhibit.archived_url).known(&exhibit.language);
    let out = out.int(exhibit.credibility.digit()).known(&exhibit.sensor).known(&exhibit.analyst);
    let out = out.known(&exhibit.data_owner).known(&exhibit.licence).known(&exhibit.credit);
    let file = |file: &ExhibitFile| -> Vec<Value> {
        let out = Out::default().text(&file.sha256.to_string()).text(&file.name).known(&file.media_type);
        // Longer than any file; a length above it cannot be stored and is refused before.
        out.int(i64::try_from(file.bytes).unwrap_or(i64::MAX)).0
    };
    let custody = |step: &Custody| Out::default().dated(Some(&step.time)).text(&step.holder).known(&step.action).0;
    Rows {
        main: out.known(&exhibit.note).stamp(exhibit.stamp).0,
        children: vec![exhibit.files.iter().map(file).collect(), exhibit.custody.iter().map(custody).collect()],
        tags: exhibit.tags.clone(),
    }
}

fn read_exhibit(id: u32, cells: &mut Cells<'_>) -> Result<Exhibit, CellError> {
    let number = cells.int()?;
    let kind = cells.word()?;
    let mut exhibit = Exhibit::titled(Id::new(id), number, cells.text()?);
    exhibit.kind = kind;
    exhibit.source = cells.maybe_id()?;
    exhibit.published = cells.maybe_dated()?;
    exhibit.captured = cells.maybe_dated()?;
    exhibit.collected = Collection { time: cells.maybe_dated()?, by: cells.known()?, how: cells.known()? };
    exhibit.url = cells.known()?;
    exhibit.archived_url = cells.known()?;
    exhibit.language = cells.known()?;
    exhibit.credibility =
        Credibility::from_digit(cells.int()?).ok_or_else(|| cells.wrong("is not a digit from 1 to 6"))?;
    exhibit.sensor = cells.known()?;
    exhibit.analyst = cells.known()?;
    exhibit.data_owner = cells.known()?;
    exhibit.licence = cells.known()?;
    exhibit.credit = cells.known()?;
    exhibit.note = cells.known()?;
    exhibit.stamp = cells.stamp()?;
    Ok(exhibit)
}

/// Reads exhibits.
pub fn load_exhibits(reader: &Reader<'_>) -> Result<Vec<Exhibit>, LoadError> {
    let mut exhibits = reader.entities(&EXHIBIT, read_exhibit)?;
    let [files, custody] = EXHIBIT.children else { return Ok(exhibits) };
    let id = |exhibit: &Exhibit| exhibit.id.0;
    let file = |cells: &mut Cells<'_>| {
        Ok(ExhibitFile {
            sha256: cells.parsed(str::parse)?,
            name: cells.text()?.to_owned(),
            media_type: cells.known()?,
            bytes: cells.int()?,
        })
    };
    reader.lists(files, &mut exhibits, id, file, |exhibit, file| exhibit.files.push(file))?;
    let step = |cells: &mut Cells<'_>| {
        Ok(Custody { time: cells.dated()?, holder: cells.text()?.to_owned(), action: cells.known()? })
    };
    reader.lists(custody, &mut exhibits, id, step, |exhibit, step| exhibit.custody.push(step))?;
    reader.tags(&EXHIBIT, &mut exhibits, id, |exhibit, tag| exhibit.tags.push(tag))?;
    Ok(exhibits)
}

/// A sighting as rows.
pub fn sighting_rows(sighting: &Sighting) -> Rows {
    let out = Out::default().id(sighting.exhibit).maybe_id(sighting.place).dated(sighting.time.as_ref());
    let out = out.maybe_id(sighting.vessel).flag(sighting.negative).known(&sighting.seen).word(&sighting.obstruction);
    let out = out.real(sighting.at.map(|at| at.x)).real(sighting.at.map(|at| at.y));
    let main = out.known(&sighting.note).stamp(sighting.stamp).0;
    Rows { main, children: Vec::new(), tags: sighting.tags.clone() }
}

/// Reads sightings.
pub fn load_sightings(reader: &Reader<'_>) -> Result<Vec<Sighting>, LoadError> {
    let mut sightings = reader.entities(&SIGHTING, |id, cells| {
        Ok(Sighting {
            id: Id::new(id),
            exhibit: cells.id()?,
            place: cells.maybe_id()?,
            time: cells.maybe_dated()?,
            vessel: cells.maybe_id()?,
            negative: cells.flag()?,
            seen: cells.known()?,
            obstruction: cells.word()?,
            at: match (cells.real()?, cells.real()?) {
                (Some(x), Some(y)) => Some(ImagePoint { x, y }),
                (None, None) => None,
                _ => return Err(cells.wrong("belongs to half a point")),
            },
            note: cells.known()?,
            tags: Vec::new(),
            stamp: cells.stamp()?,
        })
    })?;
    reader.tags(&SIGHTING, &mut sightings, |sighting| sighting.id.0, |sighting, tag| sighting.tags.push(tag))?;
    Ok(sightings)
}

/// A claim as rows.
pub fn claim_rows(claim: &Claim) -> Rows {
    let out = Out::default().id(claim.exhibit).text(&claim.quote).known(&claim.language).known(&claim.speaker);
    let by = |by: &ReportedBy| match *by {
        ReportedBy::Exhibit(id) => Out::default().id(id).real(None).0,
        ReportedBy::Source(id) => Out::default().real(None).id(id).0,
    };
    let about = |subject: &EntityRef| -> Vec<Value> {
        let cell = |kind| if kind == subject.kind { Value::Integer(subject.id.into()) } else { Value::Null };
        ENTITY_KINDS.into_iter().map(cell).collect()
    };
    Rows {
        main: out.word(&claim.hedge).word(&claim.stance).known(&claim.note).stamp(claim.stamp).0,
        children: vec![claim.reported_by.iter().map(by).collect(), claim.about.iter().map(about).collect()],
        tags: claim.tags.clone(),
    }
}

/// Reads claims.
pub fn load_claims(reader: &Reader<'_>) -> Result<Vec<Claim>, LoadError> {
    let mut claims = reader.entities(&CLAIM, |id, cells| {
        Ok(Claim {
            id: Id::new(id),
            exhibit: cells.id()?,
            quote: cells.text()?.to_owned(),
            language: cells.known()?,
            speaker: cells.known()?,
            hedge: cells.word()?,
            reported_by: Vec::new(),
            about: Vec::new(),
            stance: cells.word()?,
            note: cells.known()?,
            tags: Vec::new(),
            stamp: cells.stamp()?,
        })
    })?;
    let [reported_by, about] = CLAIM.children else { return Ok(claims) };
    let id = |claim: &Claim| claim.id.0;
    let by = |cells: &mut Cells<'_>| match (cells.maybe_id()?, cells.maybe_id()?) {
        (Some(exhibit), None) => Ok(ReportedBy::Exhibit(exhibit)),
        (None, Some(source)) => Ok(ReportedBy::Source(source)),
        _ => Err(cells.wrong("and its neighbour must be one exhibit or one source")),
    };
    reader.lists(reported_by, &mut claims, id, by, |claim, by| claim.reported_by.push(by))?;
    let subject = |cells: &mut Cells<'_>| {
        let mut subject = None;
        for kind in ENTITY_KINDS {
            if let Some(id) = cells.maybe_id::<Claim>()?
                && subject.replace(EntityRef { kind, id: id.0 }).is_some()
            {
                return Err(cells.wrong("is a second subject"));
            }
        }
        subject.ok_or_else(|| cells.wrong("and all before it are empty"))
    };
    reader.lists(about, &mut claims, id, subject, |claim, subject| claim.about.push(subject))?;
    reader.tags(&CLAIM, &mut claims, id, |claim, tag| claim.tags.push(tag))?;
    Ok(claims)
}
