//! Small cases of who said what, for the tests of this module.

use crate::model::entity::Entity;
use crate::model::evidence::{Claim, Exhibit, ExhibitKind, ReportedBy, Source, SourceKind, Stance};
use crate::model::facts::Facts;
use crate::model::grading::{Hedge, Reliability};
use crate::model::ids::{EntityKind, EntityRef, Id, Stamp};

/// A claim in short.
#[derive(Clone, Copy)]
pub(super) struct Say<'a> {
    /// The exhibit it stands in.
    pub(super) exhibit: u32,
    /// From whom: an exhibit, or below zero a source.
    pub(super) by: &'a [i32],
    /// The visits it is about.
    pub(super) about: &'a [u32],
    /// For or against.
    pub(super) stance: Stance,
}

impl Default for Say<'_> {
    fn default() -> Self {
        Self { exhibit: 1, by: &[], about: &[], stance: Stance::Supports }
    }
}

/// A claim with an id.
pub(super) fn claim(id: u32, say: &Say) -> Entity {
    let by = |by: &i32| match by {
        ..0 => ReportedBy::Source(Id::new(by.unsigned_abs())),
        0.. => ReportedBy::Exhibit(Id::new(by.unsigned_abs())),
    };
    Entity::Claim(Box::new(Claim {
        id: Id::new(id),
        exhibit: Id::new(say.exhibit),
        quote: "words".to_owned(),
        language: String::new(),
        speaker: String::new(),
        hedge: Hedge::Asserted,
        reported_by: say.by.iter().map(by).collect(),
        about: say.about.iter().map(|visit| EntityRef { kind: EntityKind::Visit, id: *visit }).collect(),
        stance: say.stance,
        note: String::new(),
        tags: Vec::new(),
        stamp: Stamp::default(),
    }))
}

/// An exhibit of a kind and a source.
pub(super) fn exhibit(id: u32, kind: ExhibitKind, source: Option<u32>) -> Entity {
    let mut exhibit = Exhibit::titled(Id::new(id), id, "an exhibit");
    exhibit.kind = kind;
    exhibit.source = source.map(Id::new);
    Entity::Exhibit(Box::new(exhibit))
}

/// A source of a kind.
pub(super) fn source(id: u32, kind: SourceKind) -> Entity {
    Entity::Source(Box::new(Source {
        id: Id::new(id),
        name: format!("Source {id}"),
        kind,
        reliability: Reliability::F,
        remark: String::new(),
        note: String::new(),
        tags: Vec::new(),
        stamp: Stamp::default(),
    }))
}

/// A case with these claims, numbered from 1, an article for each exhibit they stand in, and as many state sources.
pub(super) fn facts(says: &[Say], sources: u32) -> Facts {
    let mut facts = Facts::default();
    for id in 1..=sources {
        facts.put(source(id, SourceKind::State));
    }
    for (id, say) in (1..).zip(says) {
        facts.put(exhibit(say.exhibit, ExhibitKind::Article, None));
        facts.put(claim(id, say));
    }
    facts
}
