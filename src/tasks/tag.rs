//! Sets or clears a tag on everything that matches a query, as one change.

use serde::Serialize;

use super::error::TaskError;
use super::query;
use crate::base::text::{count, fold};
use crate::base::time::Utc;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef};
use crate::model::naming;
use crate::model::tag::Tag;
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
    let (tag, created) = match find(&facts, name) {
        Some(tag) => (tag.clone(), false),
        None if action == Action::SetNew => (facts.fresh_tag(name.trim()), true),
        None => return Err(TaskError::NoTag { name: name.to_owned(), known: known(&facts) }),
    };
    let changing: Vec<EntityRef> =
        matching.iter().copied().filter(|reference| facts.bears(*reference, tag.id) != set).collect();
    let command = if created {
        let label = format!("Make tag “{}” and set it on {}", tag.name, count(changing.len(), kind.word()));
        let tagged = changing.iter().filter_map(|reference| facts.get(*reference)).map(|mut entity| {
            entity.set_tag(tag.id, true);
            entity
        });
        let entities = std::iter::once(Entity::Tag(Box::new(tag.clone()))).chain(tagged).collect();
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

/// The tag of that name, however it is written, or with that reference (`T-2`).
fn find<'a>(facts: &'a Facts, name: &str) -> Option<&'a Tag> {
    let folded = fold(name);
    let by_name = facts.tags.iter().find(|tag| fold(&tag.name) == folded);
    by_name.or_else(|| facts.tags.get(naming::by_code(facts, name)?.as_id()?))
}

fn known(facts: &Facts) -> String {
    let names: Vec<String> = facts.tags.iter().map(|tag| format!("“{}”", tag.name)).collect();
    match names.split_last() {
        None => "the case has no tags yet".to_owned(),
        Some((only, [])) => format!("the only one is {only}"),
        Some((last, others)) => format!("the tags are {} and {last}", others.join(", ")),
    }
}
