//! What two origins share, so that they are not as independent as their number says.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::text::fold;
use crate::model::evidence::{Exhibit, ReportedBy, SourceKind};
use crate::model::facts::Facts;
use crate::model::ids::{ExhibitId, SourceId};

/// In what respect two origins are not independent.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Axis {
    /// The same person looked at both.
    Analyst,
    /// The same sensor took both.
    Sensor,
    /// The data of both belong to the same body.
    DataOwner,
    /// The same think tank stands behind both.
    Institute,
}

impl Axis {
    /// The axis in a user's words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Analyst => "analyst",
            Self::Sensor => "sensor",
            Self::DataOwner => "data owner",
            Self::Institute => "institute",
        }
    }

    /// The name in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::DataOwner => "data_owner",
            other => other.word(),
        }
    }
}

/// Something that several origins share.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shared {
    /// In what respect.
    pub axis: Axis,
    /// What they share, as first written: a name.
    pub value: String,
    /// The origins, two or more, each with the exhibits that say so.
    pub origins: BTreeMap<SourceId, BTreeSet<ExhibitId>>,
}

/// What these origins share, by axis and then by value.
///
/// An exhibit speaks for an origin if its source is that origin, or if its claims name that origin and no other: of one
/// that carries several stories it is not known whose analyst it names.
#[must_use]
pub fn shared(facts: &Facts, origins: &BTreeSet<SourceId>) -> Vec<Shared> {
    if origins.len() < 2 {
        return Vec::new();
    }
    let mut found: BTreeMap<(Axis, String), Shared> = BTreeMap::new();
    let mut note = |axis, value: &str, origin, exhibit: Option<ExhibitId>| {
        let folded = fold(value);
        if !folded.is_empty() {
            let fresh = || Shared { axis, value: value.trim().to_owned(), origins: BTreeMap::new() };
            let shared = found.entry((axis, folded)).or_insert_with(fresh);
            shared.origins.entry(origin).or_default().extend(exhibit);
        }
    };
    for (exhibit, origin) in spoken_for(facts, origins) {
        people(&exhibit.analyst).for_each(|name| note(Axis::Analyst, name, origin, Some(exhibit.id)));
        things(&exhibit.sensor).for_each(|name| note(Axis::Sensor, name, origin, Some(exhibit.id)));
        things(&exhibit.data_owner).for_each(|name| note(Axis::DataOwner, name, origin, Some(exhibit.id)));
        let source = exhibit.source.and_then(|id| facts.sources.get(id));
        if let Some(institute) = source.filter(|source| source.kind == SourceKind::ThinkTank) {
            note(Axis::Institute, &institute.name, origin, Some(exhibit.id));
        }
    }
    for origin in origins.iter().filter_map(|id| facts.sources.get(*id)) {
        if origin.kind == SourceKind::ThinkTank {
            note(Axis::Institute, &origin.name, origin.id, None);
        }
    }
    found.into_values().filter(|shared| shared.origins.len() > 1).collect()
}

/// Exhibits with the origin they speak for, by exhibit.
fn spoken_for<'a>(facts: &'a Facts, origins: &BTreeSet<SourceId>) -> Vec<(&'a Exhibit, SourceId)> {
    let mut named: BTreeMap<ExhibitId, BTreeSet<SourceId>> = BTreeMap::new();
    for claim in facts.claims.iter() {
        let sources = claim.reported_by.iter().filter_map(|by| match by {
            ReportedBy::Source(source) => Some(*source),
            ReportedBy::Exhibit(_) => None,
        });
        named.entry(claim.exhibit).or_default().extend(sources);
    }
    let mut spoken = Vec::new();
    for exhibit in facts.exhibits.iter() {
        let own = exhibit.source.filter(|source| origins.contains(source));
        let only = named.get(&exhibit.id).filter(|sources| sources.len() == 1).and_then(|sources| sources.first());
        let both: BTreeSet<SourceId> = own.into_iter().chain(only.copied().filter(|id| origins.contains(id))).collect();
        spoken.extend(both.into_iter().map(|origin| (exhibit, origin)));
    }
    spoken
}

/// Names of people in one field. A comma parts them unless it may stand within a name: “Byrne, Joseph”.
fn people(text: &str) -> impl Iterator<Item = &str> {
    let whole = |part: &str| part.split(',').all(|name| name.split_whitespace().nth(1).is_some());
    parts(text).flat_map(move |part| {
        let commas = if whole(part) { ',' } else { ';' };
        part.split(commas)
    })
}

/// Names of sensors and bodies in one field.
fn things(text: &str) -> impl Iterator<Item = &str> {
    parts(text).flat_map(|part| part.split(','))
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '/', '&', '\n']).flat_map(|part| part.split(" and "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::origins::fixture::{Say, facts};
    use crate::model::entity::Entity;

    fn with(facts: &mut Facts, exhibit: u32, change: impl FnOnce(&mut Exhibit)) {
        let mut row = facts.exhibits.get(ExhibitId::new(exhibit)).expect("an exhibit").clone();
        change(&mut row);
        facts.put(Entity::Exhibit(Box::new(row)));
    }

    fn found(facts: &Facts) -> Vec<(Axis, String, Vec<u32>)> {
        let origins = facts.sources.iter().map(|source| source.id).collect();
        let shared = shared(facts, &origins).into_iter();
        shared.map(|s| (s.axis, s.value, s.origins.keys().map(|id| id.0).collect())).collect()
    }

    #[test]
    fn origins_share_what_the_exhibits_that_speak_for_them_name() {
        let says = [
            Say { exhibit: 1, by: &[-1], ..Say::default() },
            Say { exhibit: 2, by: &[-2], ..Say::default() },
            Say { exhibit: 3, by: &[-3], ..Say::default() },
        ];
        let mut facts = facts(&says, 3);
        assert_eq!(found(&facts), []);
        with(&mut facts, 1, |row| row.analyst = "Joseph Byrne".into());
        with(&mut facts, 2, |row| row.analyst = "A. Kim, JOSEPH  BYRNE".into());
        with(&mut facts, 3, |row| row.analyst = "Byrne, Joseph".into());
        assert_eq!(found(&facts), [(Axis::Analyst, "Joseph Byrne".into(), vec![1, 2])]);
        with(&mut facts, 1, |row| row.sensor = "Planet".into());
        with(&mut facts, 3, |row| row.sensor = "Maxar, Planet".into());
        assert_eq!(found(&facts)[1], (Axis::Sensor, "Planet".into(), vec![1, 3]));
    }

    #[test]
    fn an_exhibit_with_two_stories_makes_nobody_share_its_analyst() {
        let says = [Say { exhibit: 1, by: &[-1, -2], ..Say::default() }];
        let mut facts = facts(&says, 2);
        with(&mut facts, 1, |row| row.analyst = "Joseph Byrne".into());
        assert_eq!(found(&facts), []);
    }
}
