//! Events, tags and findings as rows.

use super::cells::Out;
use super::{Main, Rows};
use crate::model::event::Event;
use crate::model::finding::Finding;
use crate::model::ids::Id;
use crate::model::tag::{Tag, TagRule};
use crate::store::load::{LoadError, Reader};

/// Events.
pub const EVENT: Main = Main {
    table: "event",
    columns: &["time", "time_text", "title", "exhibit", "note", "created", "changed"],
    children: &[],
    tags: Some("event_tag"),
};

/// Tags.
pub const TAG: Main = Main {
    table: "tag",
    columns: &[
        "name",
        "parent",
        "colour",
        "number_key",
        "definition",
        "rule",
        "rule_kind",
        "note",
        "created",
        "changed",
    ],
    children: &[],
    tags: None,
};

/// Findings.
pub const FINDING: Main = Main {
    table: "finding",
    #[rustfmt::skip]
    columns: &[
        "number", "headline", "body", "likelihood", "confidence", "status", "section", "sort_order", "note",
        "created", "changed",
    ],
    children: &[],
    tags: Some("finding_tag"),
};

/// An event as rows.
pub fn event_rows(event: &Event) -> Rows {
    let out = Out::default().dated(Some(&event.time)).text(&event.title).maybe_id(event.exhibit);
    Rows { main: out.known(&event.note).stamp(event.stamp).0, children: Vec::new(), tags: event.tags.clone() }
}

/// Reads events.
pub fn load_events(reader: &Reader<'_>) -> Result<Vec<Event>, LoadError> {
    let mut events = reader.entities(&EVENT, |id, cells| {
        Ok(Event {
            id: Id::new(id),
            time: cells.dated()?,
            title: cells.text()?.to_owned(),
            exhibit: cells.maybe_id()?,
            note: cells.known()?,
            tags: Vec::new(),
            stamp: cells.stamp()?,
        })
    })?;
    reader.tags(&EVENT, &mut events, |event| event.id.0, |event, tag| event.tags.push(tag))?;
    Ok(events)
}

/// A tag as rows.
pub fn tag_rows(tag: &Tag) -> Rows {
    let out = Out::default().text(&tag.name).maybe_id(tag.parent).text(&tag.colour.to_string()).word(&tag.key);
    let rule = tag.rule.as_ref();
    let out = out.known(&tag.definition).maybe(rule.map(|rule| rule.query.as_str())).word(&rule.map(|rule| rule.kind));
    let main = out.known(&tag.note).stamp(tag.stamp).0;
    Rows { main, children: Vec::new(), tags: Vec::new() }
}

/// Reads tags.
pub fn load_tags(reader: &Reader<'_>) -> Result<Vec<Tag>, LoadError> {
    reader.entities(&TAG, |id, cells| {
        Ok(Tag {
            id: Id::new(id),
            name: cells.text()?.to_owned(),
            parent: cells.maybe_id()?,
            colour: cells.parsed(str::parse)?,
            key: match cells.maybe_int()? {
                None => None,
                Some(key) => Some(u8::try_from(key).map_err(|_| cells.wrong("is no number key"))?),
            },
            definition: cells.known()?,
            rule: match (cells.maybe()?.map(str::to_owned), cells.maybe_word()?) {
                (Some(query), Some(kind)) => Some(TagRule { query, kind }),
                (None, None) => None,
                _ => return Err(cells.wrong("belongs to a rule without a query or a kind")),
            },
            note: cells.known()?,
            stamp: cells.stamp()?,
        })
    })
}

/// A finding as rows.
pub fn finding_rows(finding: &Finding) -> Rows {
    let out = Out::default().int(finding.number).text(&finding.headline).known(&finding.body);
    let out = out.word(&finding.likelihood).word(&finding.confidence).word(&finding.status);
    let out = out.known(&finding.section).int(finding.order);
    Rows { main: out.known(&finding.note).stamp(finding.stamp).0, children: Vec::new(), tags: finding.tags.clone() }
}

/// Reads findings.
pub fn load_findings(reader: &Reader<'_>) -> Result<Vec<Finding>, LoadError> {
    let mut findings = reader.entities(&FINDING, |id, cells| {
        Ok(Finding {
            id: Id::new(id),
            number: cells.int()?,
            headline: cells.text()?.to_owned(),
            body: cells.known()?,
            likelihood: cells.maybe_word()?,
            confidence: cells.maybe_word()?,
            status: cells.word()?,
            section: cells.known()?,
            order: cells.int()?,
            note: cells.known()?,
            tags: Vec::new(),
            stamp: cells.stamp()?,
        })
    })?;
    reader.tags(&FINDING, &mut findings, |finding| finding.id.0, |finding, tag| finding.tags.push(tag))?;
    Ok(findings)
}
