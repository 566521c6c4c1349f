//! What is done with tags: set, taken off, moved in their tree, merged, and set by rule; each one change with a label.

use super::action::TagAction;
use super::app::App;
use super::looking::reveal;
use super::modals::Modal;
use super::session::Session;
use super::tag_book::bears_tags;
use super::verb::Needs;
use crate::base::text::count;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::ids::{EntityKind, EntityRef, TagId};
use crate::model::tag::Tag;
use crate::model::tag_merge::merge;
use crate::model::{naming, starter_tags, tag_tree};

impl App {
    /// Does what was asked for with tags.
    pub(super) fn tagging(&mut self, action: TagAction) {
        match action {
            TagAction::Toggle(tag) => self.tag_selected(tag, None),
            TagAction::ToggleKey(key) => self.tag_by_key(key),
            TagAction::Set(tag, set) => self.tag_selected(tag, Some(set)),
            TagAction::Make(path) => self.make_and_set(&path),
            TagAction::AddBelow(parent) => self.add_below(parent),
            TagAction::Move(tag, parent) => self.move_tag(tag, parent),
            TagAction::GiveKey(tag, key) => self.give_key(tag, key),
            TagAction::SetShown(tag, kind) => self.tag_shown(tag, kind),
            TagAction::TakeOffAll(tag) => self.take_off_all(tag),
            TagAction::AskMerge(from, into) => self.modal = Some(Modal::MergeTag { from, into, text: String::new() }),
            TagAction::Merge(from, into) => self.merge_tags(from, into),
            TagAction::RunRule(tag, set) => self.run_rule(tag, set),
        }
    }

    /// Opens the box that finds a tag by name, if what is selected can bear one.
    pub(super) fn ask_for_tag(&mut self) {
        match self.session.as_ref().map(taggable) {
            Some(Ok(_)) => self.modal = Some(Modal::TagPicker(String::new(), 0)),
            Some(Err(reason)) => self.notices.done(reason),
            None => {}
        }
    }

    /// Adds the starter tags that the case does not have.
    pub(super) fn add_starter_tags(&mut self) {
        let Some(session) = &self.session else { return };
        match starter_tags::add(&session.facts) {
            Some(command) => {
                if let Some(changes) = self.apply(&command) {
                    let count = count(changes.touched.len(), "tag");
                    self.notices.done(format!("Added {count}: the deceptive shipping practices of 14 May 2020"));
                }
            }
            None => self.notices.done("The case has the starter tags already"),
        }
    }

    fn tag_by_key(&mut self, key: u8) {
        let Some(session) = &self.session else { return };
        let found = session.facts.tags.iter().find(|tag| tag.key == Some(key)).map(|tag| tag.id);
        match found {
            Some(tag) => self.tag_selected(tag, None),
            None => {
                self.notices
                    .done(format!("No tag has the key {key}. Give one to a tag in the explorer's list of tags"));
            }
        }
    }

    /// Sets a tag on everything selected or takes it off; if neither is asked for, off what has it throughout.
    fn tag_selected(&mut self, tag: TagId, set: Option<bool>) {
        let Some(session) = &self.session else { return };
        let mut on = match taggable(session) {
            Ok(on) => on,
            Err(reason) => {
                self.notices.done(reason);
                return;
            }
        };
        let facts = &session.facts;
        let set = set.unwrap_or_else(|| !on.iter().all(|item| facts.bears(*item, tag)));
        // Only what changes, so that label and notice count that.
        on.retain(|item| facts.bears(*item, tag) != set);
        let many = match on.as_slice() {
            [one] => naming::code(facts, *one),
            many => several(many),
        };
        let name = name_of(session, tag);
        let said = match (on.is_empty(), set) {
            (true, true) => format!("“{name}” is set there already"),
            (true, false) => format!("“{name}” is not set there"),
            (false, true) => format!("Tagged {many} “{name}”"),
            (false, false) => format!("Took “{name}” off {many}"),
        };
        if on.is_empty() || self.apply(&Command::Tag { tag, on, set }).is_some() {
            self.notices.done(said);
        }
    }

    /// Makes the tags that a path needs and sets the last of them on what is selected.
    fn make_and_set(&mut self, path: &str) {
        let Some(session) = &self.session else { return };
        let facts = &session.facts;
        let Some(planned) = tag_tree::planned(facts, path) else { return };
        if planned.new.is_empty() {
            self.tag_selected(planned.tag, Some(true));
            return;
        }
        let on = match taggable(session) {
            Ok(on) => on,
            Err(reason) => {
                self.notices.done(reason);
                return;
            }
        };
        let tagged = on.iter().filter_map(|item| {
            let mut entity = facts.get(*item)?;
            entity.set_tag(planned.tag, true).then_some(entity)
        });
        let path = tag_tree::parts(path).join(tag_tree::BETWEEN);
        let label = format!("Add tag “{path}” and tag {}", several(&on));
        let made = planned.new.iter().cloned().map(|tag| Entity::Tag(Box::new(tag)));
        let entities = made.chain(tagged).collect();
        let command = Command::PutAll { entities, label: label.clone() };
        if self.apply(&command).is_some() {
            self.notices.done(format!("Done: {label}"));
            if let Some(session) = &mut self.session {
                session.tags.used(planned.tag);
            }
        }
    }

    fn add_below(&mut self, parent: TagId) {
        let Some(session) = &self.session else { return };
        let facts = &session.facts;
        let Some(above) = facts.tags.get(parent) else { return };
        let taken = |name: &str| facts.tags.iter().any(|tag| tag.parent == Some(parent) && tag.name == name);
        let name = super::adding::free_name("New tag", taken);
        let tag = Tag { parent: Some(parent), colour: above.colour, key: None, ..facts.fresh_tag(&name) };
        let item = EntityRef::from(tag.id);
        self.apply_and_select(&Command::Put { entity: Entity::Tag(Box::new(tag)), field: None }, item);
        if let Some(session) = &mut self.session {
            session.drafts.want((Some(item), "name"));
        }
    }

    /// Puts a tag below another, or at the top. The store refuses a circle with a sentence.
    fn move_tag(&mut self, tag: TagId, parent: Option<TagId>) {
        let Some(session) = &self.session else { return };
        let Some(row) = session.facts.tags.get(tag).filter(|row| row.parent != parent) else { return };
        let moved = Tag { parent, ..row.clone() };
        let twin = tag_tree::sibling(&session.facts, &moved, &moved.name).is_some();
        let name = moved.name.clone();
        let entity = Entity::Tag(Box::new(moved));
        if self.apply(&Command::Put { entity, field: Some("parent".into()) }).is_some() && twin {
            self.notices.done(format!("Two tags here are called “{name}” now. Merge into… makes them one"));
        }
    }

    /// Gives a tag a number key, taken from the tag that has it.
    fn give_key(&mut self, tag: TagId, key: Option<u8>) {
        let Some(session) = &self.session else { return };
        let tags = &session.facts.tags;
        let Some(row) = tags.get(tag).filter(|row| row.key != key) else { return };
        let entity = Entity::Tag(Box::new(Tag { key, ..row.clone() }));
        let had = key.and_then(|key| tags.iter().find(|other| other.key == Some(key)));
        let command = match (had, key) {
            (Some(other), Some(key)) => {
                let label = format!("Move key {key} from tag “{}” to “{}”", other.name, row.name);
                let without = Entity::Tag(Box::new(Tag { key: None, ..other.clone() }));
                Command::PutAll { entities: vec![without, entity], label }
            }
            _ => Command::Put { entity, field: Some("number key".into()) },
        };
        self.apply(&command);
    }

    fn tag_shown(&mut self, tag: TagId, kind: EntityKind) {
        let Some(session) = &self.session else { return };
        let shown = session.facts.references(kind).filter(|item| session.shows(*item));
        let on: Vec<EntityRef> = shown.filter(|item| !session.facts.bears(*item, tag)).collect();
        let name = name_of(session, tag);
        if on.is_empty() {
            self.notices.done(format!("Every {} that the query shows bears “{name}” already", kind.word()));
            return;
        }
        let many = several(&on);
        if self.apply(&Command::Tag { tag, on, set: true }).is_some() {
            self.notices.done(format!("Tagged {many} “{name}”"));
        }
    }

    fn take_off_all(&mut self, tag: TagId) {
        let Some(session) = &self.session else { return };
        let (on, name) = (session.facts.bearers(tag), name_of(session, tag));
        let many = several(&on);
        if !on.is_empty() && self.apply(&Command::Tag { tag, on, set: false }).is_some() {
            self.notices.done(format!("Took “{name}” off {many}. Ctrl+Z brings it back"));
        }
    }

    fn merge_tags(&mut self, from: TagId, into: TagId) {
        // What is being typed about the one would be written to a tag that is gone.
        self.flush_drafts();
        let Some(session) = &self.session else { return };
        let command = match merge(&session.facts, from, into) {
            Ok(command) => command,
            Err(reason) => {
                self.notices.problem(reason);
                return;
            }
        };
        if let Some(changes) = self.apply(&command)
            && let Some(session) = &mut self.session
        {
            reveal(session, into.into());
            self.notices.done(format!("Done: {}. Ctrl+Z brings both back", changes.label));
        }
    }

    /// Sets a tag on what matches its rule, or takes it off what does not: one of both, never the other with it.
    fn run_rule(&mut self, tag: TagId, set: bool) {
        let Some(session) = &mut self.session else { return };
        let facts = session.facts.clone();
        let Some(row) = facts.tags.get(tag) else { return };
        let Some(answer) = session.tags.ruled(&facts, row) else { return };
        match answer.as_ref() {
            Ok(ruled) => {
                let on = if set { ruled.missing.clone() } else { ruled.beyond.clone() };
                if !on.is_empty()
                    && let Some(changes) = self.apply(&Command::RunRule { tag, on, set })
                {
                    self.notices.done(format!("Done: {}", changes.label));
                }
            }
            Err(reason) => self.notices.problem(reason.clone()),
        }
    }
}

fn name_of(session: &Session, tag: TagId) -> String {
    session.facts.tags.get(tag).map_or_else(String::new, |tag| tag.name.clone())
}

/// `12 visits`, or `12 items` if they are of several kinds.
fn several(items: &[EntityRef]) -> String {
    let kind = items.first().map(|first| first.kind).filter(|kind| items.iter().all(|item| item.kind == *kind));
    count(items.len(), kind.map_or("item", EntityKind::word))
}

/// What is selected and can bear tags, or why nothing can be tagged.
fn taggable(session: &Session) -> Result<Vec<EntityRef>, String> {
    if let Some(reason) = session.hinders(Needs::Selection) {
        return Err(reason);
    }
    let on: Vec<EntityRef> = session.selection.iter().copied().filter(|item| bears_tags(item.kind)).collect();
    if on.is_empty() { Err("Tags go on visits, vessels, shipments and the like".to_owned()) } else { Ok(on) }
}
