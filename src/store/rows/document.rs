//! Events, tags and findings as rows.

use super::cells::{Cells, Out};
use super::{Child, Main, Rows};
use crate::model::event::Event;
use crate::model::finding::{Finding, PassedOver, Reply};
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
        "number", "headline", "body", "likelihood", "confidence", "status", "reviewer", "section", "sort_order",
        "note", "created", "changed",
    ],
    children: &[
        Child {
            table: "finding_reply",
            owner: "finding",
            #[rustfmt::skip]
            columns: &[
                "asked", "asked_on", "asked_on_text", "question", "answered_on", "answered_on_text", "answer",
                "exhibit",
            ],
        },
        Child { table: "finding_passed_over", owner: "finding", columns: &["rule", "words", "because"] },
    ],
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
    let out = out.known(&finding.reviewer).known(&finding.section).int(finding.order);
    let reply = |reply: &Reply| {
        let out = Out::default().text(&reply.asked).dated(reply.asked_on.as_ref()).known(&reply.question);
        out.dated(reply.answered_on.as_ref()).known(&reply.answer).maybe_id(reply.exhibit).0
    };
    let passed_over = |one: &PassedOver| Out::default().text(&one.rule).text(&one.words).text(&one.because).0;
    Rows {
        main: out.known(&finding.note).stamp(finding.stamp).0,
        children: vec![
            finding.replies.iter().map(reply).collect(),
            finding.passed_over.iter().map(passed_over).collect(),
        ],
        tags: finding.tags.clone(),
    }
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
            reviewer: cells.known()?,
            replies: Vec::new(),
            passed_over: Vec::new(),
            section: cells.known()?,
            order: cells.int()?,
            note: cells.known()?,
            tags: Vec::new(),
            stamp: cells.stamp()?,
        })
    })?;
    let [replies, passed_over] = FINDING.children else { return Ok(findings) };
    let id = |finding: &Finding| finding.id.0;
    let reply = |cells: &mut Cells<'_>| {
        Ok(Reply {
            asked: cells.text()?.to_owned(),
            asked_on: cells.maybe_dated()?,
            question: cells.known()?,
            answered_on: cells.maybe_dated()?,
            answer: cells.known()?,
            exhibit: cells.maybe_id()?,
        })
    };
    reader.lists(replies, &mut findings, id, reply, |finding, reply| finding.replies.push(reply))?;
    let remark = |cells: &mut Cells<'_>| {
        let text = |text: &str| text.to_owned();
        Ok(PassedOver { rule: text(cells.text()?), words: text(cells.text()?), because: text(cells.text()?) })
    };
    reader.lists(passed_over, &mut findings, id, remark, |finding, one| finding.passed_over.push(one))?;
    reader.tags(&FINDING, &mut findings, |finding| finding.id.0, |finding, tag| finding.tags.push(tag))?;
    Ok(findings)
}
