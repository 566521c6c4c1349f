//! Every change a user can make, as plain data in the user's words.

use std::borrow::Cow;

use super::case::Case;
use super::entity::Entity;
use super::facts::Facts;
use super::ids::{EntityRef, TagId};
use super::naming;
use crate::base::text::count;

/// What makes two changes that follow one another parts of one: the same field of the same entity.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MergeKey {
    /// What is changed; none is the case itself.
    pub target: Option<EntityRef>,
    /// The field.
    pub field: Cow<'static, str>,
}

/// One change to a case. Applied by the store as one labelled transaction.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// Changes the case's own fields; `field` names the one, in the user's words.
    SetCase {
        /// The case as it is to be.
        case: Box<Case>,
        /// The field that changes.
        field: Cow<'static, str>,
    },
    /// Adds an entity, or replaces the one with its id.
    Put {
        /// The entity as it is to be.
        entity: Entity,
        /// The one field that changes, in the user's words (“first seen”); none when it is added or much changes.
        field: Option<Cow<'static, str>>,
    },
    /// Adds or replaces several at once.
    PutAll {
        /// The entities as they are to be.
        entities: Vec<Entity>,
        /// What this is, in the user's words: “Pair V-1 and V-2 into S-3”.
        label: String,
    },
    /// Adds or replaces several and removes others, at once: what is put is as it is to be without what is removed.
    Replace {
        /// The entities as they are to be.
        put: Vec<Entity>,
        /// What is removed, as by [`Command::Remove`].
        remove: Vec<EntityRef>,
        /// What this is, in the user's words: “Merge tag “a” into “b””.
        label: String,
    },
    /// Removes entities; what cannot stand without them goes with them, and references to them are cleared.
    Remove(Vec<EntityRef>),
    /// Sets or clears a tag on many entities.
    Tag {
        /// The tag.
        tag: TagId,
        /// On what.
        on: Vec<EntityRef>,
        /// Whether it is set.
        set: bool,
    },
    /// The same because the tag's rule says so, on demand.
    RunRule {
        /// The tag.
        tag: TagId,
        /// On what: what matches the rule and does not bear the tag, or the other way round.
        on: Vec<EntityRef>,
        /// Whether it is set.
        set: bool,
    },
}

impl Command {
    /// The change in the user's words: the text of Undo, and the line in the journal.
    #[must_use]
    pub fn label(&self, facts: &Facts) -> String {
        match self {
            Self::SetCase { field, .. } => format!("Change {field} of the case"),
            Self::Put { entity, field } => {
                let reference = entity.reference();
                let code = naming::code(facts, reference);
                match field {
                    Some(field) if facts.contains(reference) => format!("Change {field} of {code}"),
                    _ if facts.contains(reference) => format!("Change {code}"),
                    _ => {
                        let mut after = facts.clone();
                        after.put(entity.clone());
                        let (code, name) = (naming::code(&after, reference), naming::name(&after, reference));
                        if name == code {
                            format!("Add {} {code}", reference.kind.word())
                        } else {
                            format!("Add {} {code}, {name}", reference.kind.word())
                        }
                    }
                }
            }
            Self::PutAll { label, .. } | Self::Replace { label, .. } => label.clone(),
            Self::Remove(references) => format!("Remove {}", several(facts, references)),
            Self::RunRule { tag, on, set } => {
                let (name, on) = (tag_name(facts, *tag), several(facts, on));
                let done = if *set { format!("tag {on}") } else { format!("take it off {on}") };
                format!("Run rule of tag “{name}”: {done}")
            }
            Self::Tag { tag, on, set } => {
                let name = tag_name(facts, *tag);
                if *set {
                    format!("Tag {} “{name}”", several(facts, on))
                } else {
                    format!("Remove tag “{name}” from {}", several(facts, on))
                }
            }
        }
    }

    /// Two changes with the same key, by the same actor and within a few seconds, become one journal entry: a typing
    /// run or a drag.
    #[must_use]
    pub fn merge_key(&self) -> Option<MergeKey> {
        match self {
            Self::SetCase { field, .. } => Some(MergeKey { target: None, field: field.clone() }),
            Self::Put { entity, field: Some(field) } => {
                Some(MergeKey { target: Some(entity.reference()), field: field.clone() })
            }
            _ => None,
        }
    }
}

fn tag_name(facts: &Facts, tag: TagId) -> &str {
    facts.tags.get(tag).map_or("a tag", |tag| &tag.name)
}

/// `V-1`, `V-1 and V-2`, or `12 visits`.
fn several(facts: &Facts, references: &[EntityRef]) -> String {
    match references {
        [one] => naming::code(facts, *one),
        [one, two] => format!("{} and {}", naming::code(facts, *one), naming::code(facts, *two)),
        [first, rest @ ..] if rest.iter().all(|r| r.kind == first.kind) => count(references.len(), first.kind.word()),
        _ => count(references.len(), "item"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids::{VesselId, VisitId};
    use crate::model::vessel::Vessel;

    #[test]
    fn labels_are_in_the_users_words() {
        let facts = Facts::default();
        let vessel = Entity::Vessel(Box::new(Vessel::named(VesselId::new(1), "Chon Ma San")));
        let add = Command::Put { entity: vessel.clone(), field: None };
        assert_eq!(add.label(&facts), "Add vessel VS-1, Chon Ma San");
        let mut with = facts.clone();
        with.put(vessel.clone());
        let change = Command::Put { entity: vessel, field: Some("name".into()) };
        assert_eq!(change.label(&with), "Change name of VS-1");
        let visits = (1..=12).map(|i| VisitId::new(i).into()).collect();
        assert_eq!(Command::Remove(visits).label(&facts), "Remove 12 visits");
    }
}
