//! Tags that a new case can begin with: the deceptive shipping practices of the advisory of 14 May 2020.

use serde::Deserialize;

use super::command::Command;
use super::entity::Entity;
use super::facts::Facts;
use super::ids::{Id, Stamp, TagId};
use super::tag::{Colour, TAG_COLOURS, Tag};
use crate::base::text::{count, fold};

/// The tags and where they come from; `assets/README.md` has source and licence.
const STARTER: &str = include_str!("../../assets/starter-tags.json");

/// A tag as it stands in the asset.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Starter {
    name: String,
    #[serde(default)]
    colour: Option<Colour>,
    definition: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    below: Vec<Self>,
}

/// The change that adds the starter tags that a case does not have under the same parent by name; none if it has them all.
#[must_use]
pub fn add(facts: &Facts) -> Option<Command> {
    // That the asset can be read is tested.
    let starter: Vec<Starter> = serde_json::from_str(STARTER).unwrap_or_default();
    let mut new = Vec::new();
    grow(facts, &starter, None, &mut new);
    let label = format!("Add {}", count(new.len(), "starter tag"));
    let entities: Vec<Entity> = new.into_iter().map(|tag| Entity::Tag(Box::new(tag))).collect();
    (!entities.is_empty()).then_some(Command::PutAll { entities, label })
}

fn grow(facts: &Facts, starter: &[Starter], parent: Option<&Tag>, new: &mut Vec<Tag>) {
    for one in starter {
        let above = parent.map(|tag| tag.id);
        let known = facts.tags.iter().find(|tag| tag.parent == above && fold(&tag.name) == fold(&one.name));
        let tag = known.cloned().unwrap_or_else(|| {
            let first: TagId = facts.next_id();
            let made = Tag {
                id: Id::new(first.0 + u32::try_from(new.len()).unwrap_or(0)),
                name: one.name.clone(),
                parent: above,
                colour: one.colour.or(parent.map(|tag| tag.colour)).unwrap_or(TAG_COLOURS[0]),
                key: None,
                definition: one.definition.clone(),
                rule: None,
                note: one.note.clone(),
                stamp: Stamp::default(),
            };
            new.push(made.clone());
            made
        });
        grow(facts, &one.below, Some(&tag), new);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(facts: &mut Facts, command: Option<Command>) -> (usize, String) {
        let Some(Command::PutAll { entities, label }) = command else { return (0, String::new()) };
        let added = entities.len();
        for entity in entities {
            facts.put(entity);
        }
        (added, label)
    }

    #[test]
    fn the_seven_practices_are_added_once_as_a_tree_with_definitions() {
        let mut facts = Facts::default();
        let command = add(&facts);
        assert_eq!(done(&mut facts, command), (8, "Add 8 starter tags".to_owned()));
        let root = facts.tags.first().expect("the root").clone();
        assert_eq!((root.name.as_str(), root.parent), ("Deceptive shipping practice", None));
        assert!(root.definition.contains("14 May 2020") && root.definition.contains("not a finding"));
        assert!(root.note.contains("Advisory"), "the source is named");
        let below: Vec<&Tag> = facts.tags.iter().filter(|tag| tag.parent == Some(root.id)).collect();
        assert_eq!(below.len(), 7);
        assert!(below.iter().all(|tag| !tag.definition.is_empty() && tag.key.is_none() && tag.colour == root.colour));
        assert_eq!(add(&facts), None, "twice adds nothing twice");
    }

    #[test]
    fn what_a_case_has_of_them_stays_as_it_is() {
        let mut facts = Facts::default();
        let command = add(&facts);
        done(&mut facts, command);
        let mut root = facts.tags.first().expect("the root").clone();
        root.name = "DECEPTIVE  shipping practice".to_owned();
        root.definition = "our own".to_owned();
        let gone = facts.tags.last().expect("one").id;
        facts.put(Entity::Tag(Box::new(root.clone())));
        facts.remove(gone.into());
        let command = add(&facts);
        assert_eq!(done(&mut facts, command), (1, "Add 1 starter tag".to_owned()));
        assert_eq!(facts.tags.get(root.id), Some(&root));
        assert_eq!(facts.tags.last().map(|tag| tag.parent), Some(Some(root.id)));
    }
}
