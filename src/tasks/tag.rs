//! Sets or clears a tag on everything that matches a query, makes two tags one, adds the starter tags: each as one change.

use serde::Serialize;

use super::error::TaskError;
use super::query;
use crate::base::text::count;
use crate::base::time::Utc;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef};
use crate::model::tag::Tag;
use crate::model::tag_tree::{find, planned};
use crate::model::{naming, starter_tags, tag_merge};
use crate::store::CaseStore;

/// What is to be done with which tag.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// Set a tag that is there.
    Set,
    /// Set a tag, and make it first if it is not there.
    SetNew,
    /// Clear it.
    Clear,
}

/// What came of it; the keys are those of `tag --json`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Tagged {
    /// The tag's name as the case has it.
    pub tag: String,
    /// Whether the tag was made.
    pub created: bool,
    /// How many items match the query.
    pub matched: usize,
    /// How many of them were changed; the others were so already.
    pub changed: usize,
}

/// Tags everything of a kind that matches a query, in one journal entry, or none if all of it is so already.
///
/// # Errors
/// If the query is not understood, if there is no such tag and none is to be made, or if the case cannot be written.
pub fn tag(
    store: &mut CaseStore,
    (kind, text): (EntityKind, &str),
    name: &str,
    action: Action,
    now: Utc,
    actor: &str,
) -> Result<Tagged, TaskError> {
    let facts = store.facts();
    let matching = query::select(&facts, text, kind)?;
    let set = action != Action::Clear;
    let (tag, new) = match (known(&facts, name), planned(&facts, name)) {
        (Some(tag), _) => (tag.clone(), Vec::new()),
        (None, Some(planned)) if action == Action::SetNew => {
            let Some(tag) = planned.new.last().cloned() else { return Err(missing(&facts, name)) };
            (tag, planned.new)
        }
        _ => return Err(missing(&facts, name)),
    };
    let created = !new.is_empty();
    let changing: Vec<EntityRef> =
        matching.iter().copied().filter(|reference| facts.bears(*reference, tag.id) != set).collect();
    let command = if created {
        let label = format!("Make tag “{}” and set it on {}", tag.name, count(changing.len(), kind.word()));
        let tagged = changing.iter().filter_map(|reference| facts.get(*reference)).map(|mut entity| {
            entity.set_tag(tag.id, true);
            entity
        });
        let entities = new.into_iter().map(|tag| Entity::Tag(Box::new(tag))).chain(tagged).collect();
        Command::PutAll { entities, label }
    } else {
        Command::Tag { tag: tag.id, on: changing.clone(), set }
    };
    if !changing.is_empty() {
        store.transact(&command, now, actor)?;
    }
    let created = created && !changing.is_empty();
    Ok(Tagged { tag: tag.name, created, matched: matching.len(), changed: changing.len() })
}

/// What came of a merge; the keys are those of `tag --merge --json`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Merged {
    /// The name of the tag that is gone.
    pub merged: String,
    /// The name of the tag that it went into.
    pub into: String,
    /// How many things bore the one that is gone.
    pub borne: usize,
}

/// Merges one tag into another, in one journal entry.
///
/// # Errors
/// If one of them is not there, if both are the same, or if the case cannot be written.
pub fn merge(store: &mut CaseStore, from: &str, into: &str, now: Utc, actor: &str) -> Result<Merged, TaskError> {
    let facts = store.facts();
    let get = |name: &str| known(&facts, name).ok_or_else(|| missing(&facts, name));
    let (from, into) = (get(from)?, get(into)?);
    let command = tag_merge::merge(&facts, from.id, into.id).map_err(|reason| TaskError::NoMerge { reason })?;
    let merged = Merged { merged: from.name.clone(), into: into.name.clone(), borne: facts.bearers(from.id).len() };
    store.transact(&command, now, actor)?;
    Ok(merged)
}

/// Adds the starter tags that a case does not have, in one journal entry; says how many were added.
///
/// # Errors
/// If the case cannot be written.
pub fn add_starter(store: &mut CaseStore, now: Utc, actor: &str) -> Result<usize, TaskError> {
    match starter_tags::add(&store.facts()) {
        Some(command) => Ok(store.transact(&command, now, actor)?.touched.len()),
        None => Ok(0),
    }
}

/// The tag of that name or path, however it is written, or with that reference (`T-2`).
pub(super) fn known<'a>(facts: &'a Facts, name: &str) -> Option<&'a Tag> {
    find(facts, name).or_else(|| facts.tags.get(naming::by_code(facts, name)?.as_id()?))
}

/// There is no such tag, and which there are.
pub(super) fn missing(facts: &Facts, name: &str) -> TaskError {
    TaskError::NoTag { name: name.to_owned(), known: listed(facts) }
}

fn listed(facts: &Facts) -> String {
    let names: Vec<String> = facts.tags.iter().map(|tag| format!("“{}”", tag.name)).collect();
    match names.split_last() {
        None => "the case has no tags yet".to_owned(),
        Some((only, [])) => format!("the only one is {only}"),
        Some((last, others)) => format!("the tags are {} and {last}", others.join(", ")),
    }
}
