//! What stays in a bundle and still has words of something that was left out, for whoever has to read it again.
//!
//! A finding is its author's own text and a quote is exact: neither is changed. So the names and titles that were left out
//! are looked for in all that stays.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::base::progress::{Cancelled, Progress};
use crate::base::text::fold;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::ids::{ENTITY_KINDS, EntityRef};
use crate::model::naming;
use crate::tasks::query;

/// Fewest letters of a name that is looked for: shorter ones stand in other words.
const FEWEST_LETTERS: usize = 4;

/// The references in print of what still has words of `gone`, in order; the case itself as `case`.
///
/// # Errors
/// If the task was cancelled.
pub(super) fn still_named<'a>(
    facts: &Facts,
    gone: impl IntoIterator<Item = &'a EntityRef>,
    part: &Facts,
    progress: &Progress,
) -> Result<Vec<String>, Cancelled> {
    let mut words = BTreeSet::new();
    for entity in gone.into_iter().filter_map(|reference| facts.get(*reference)) {
        words.extend(names(&entity).into_iter().map(fold).filter(|word| word.chars().count() >= FEWEST_LETTERS));
    }
    let mut found = Vec::new();
    if words.is_empty() {
        return Ok(found);
    }
    let case = [&part.case.title, &part.case.question, &part.case.note].map(|text| fold(text));
    if words.iter().any(|word| case.iter().any(|text| text.contains(word))) {
        found.push("case".to_owned());
    }
    for kind in ENTITY_KINDS {
        for reference in part.references(kind) {
            progress.check()?;
            let Some(entity) = part.get(reference) else { continue };
            let mut texts = Vec::new();
            collect(&query::json(&entity).unwrap_or_default(), &mut texts);
            if texts.iter().any(|text| words.iter().any(|word| text.contains(word))) {
                found.push(naming::code(part, reference));
            }
        }
    }
    Ok(found)
}

/// By what something is called.
fn names(entity: &Entity) -> Vec<&str> {
    match entity {
        Entity::Vessel(e) => {
            std::iter::once(&e.name).chain(e.other_names.iter().map(|other| &other.name)).map(String::as_str).collect()
        }
        Entity::Place(e) => {
            std::iter::once(&e.name).chain(e.other_names.iter().map(|other| &other.name)).map(String::as_str).collect()
        }
        Entity::Source(e) => vec![&e.name],
        Entity::Exhibit(e) => {
            let files = e.files.iter().map(|file| file.name.as_str());
            [e.title.as_str(), &e.url, &e.archived_url, &e.analyst].into_iter().chain(files).collect()
        }
        Entity::Claim(e) => vec![&e.quote],
        Entity::Event(e) => vec![&e.title],
        Entity::Finding(e) => vec![&e.headline],
        Entity::Tag(e) => vec![&e.name],
        Entity::Sighting(_)
        | Entity::Visit(_)
        | Entity::Shipment(_)
        | Entity::Regime(_)
        | Entity::Declaration(_)
        | Entity::SavedView(_) => Vec::new(),
    }
}

/// Every text in a record, folded as names are compared.
fn collect(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(fold(text)),
        Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Object(fields) => fields.values().for_each(|item| collect(item, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::finding::Finding;
    use crate::model::ids::{FindingId, VesselId};
    use crate::model::vessel::Vessel;

    #[test]
    fn texts_that_name_what_was_left_out_are_found_however_it_is_written() {
        let (mut facts, mut part) = (Facts::default(), Facts::default());
        let hidden = VesselId::new(1);
        facts.put(Entity::Vessel(Box::new(Vessel::named(hidden, "Paek Yang San"))));
        for (id, body) in [(1, "The PAEK YANG-SAN called."), (2, "A tanker called.")] {
            let mut finding = Finding::draft(FindingId::new(id), id);
            body.clone_into(&mut finding.body);
            part.put(Entity::Finding(Box::new(finding)));
        }
        let found = |gone: &[EntityRef]| still_named(&facts, gone, &part, &Progress::default()).expect("goes on");
        assert_eq!(found(&[hidden.into()]), ["F-1"]);
        assert_eq!(found(&[]), [""; 0]);
    }
}
