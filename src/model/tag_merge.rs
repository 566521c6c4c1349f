//! Two tags made one: what bears the first bears the second, and nothing that was written about the first is lost.

use std::collections::BTreeMap;

use super::arrangement::Heading;
use super::command::Command;
use super::entity::Entity;
use super::facts::Facts;
use super::ids::{EntityRef, TagId};
use super::tag::Tag;
use super::tag_tree::upwards;
use crate::base::text::plural;

/// The change that makes `from` part of `into` and removes it: tags below it, claims about it and lanes of saved views
/// follow, and its definition, note and rule go where `into` has none, else into its note.
///
/// # Errors
/// A sentence, if one of them is not in the case or both are the same.
pub fn merge(facts: &Facts, from: TagId, into: TagId) -> Result<Command, String> {
    let get = |id: TagId| facts.tags.get(id).ok_or_else(|| format!("The tag T-{} is not in the case", id.0));
    let (old, kept) = (get(from)?, get(into)?);
    if from == into {
        return Err(format!("“{}” cannot be merged into itself", kept.name));
    }
    let mut tag = joined(old, kept);
    if upwards(&facts.tags, into).any(|above| above.id == from) {
        // It takes the place of the one that it stood below, so that the others below that can stand below it.
        tag.parent = old.parent;
    }
    let mut put = BTreeMap::new();
    let mut add = |entity: Entity| drop(put.insert(entity.reference(), entity));
    for row in facts.tags.iter().filter(|row| row.parent == Some(from) && row.id != into) {
        add(Entity::Tag(Box::new(Tag { parent: Some(into), ..row.clone() })));
    }
    add(Entity::Tag(Box::new(tag)));
    for mut entity in facts.bearers(from).into_iter().filter_map(|bearer| facts.get(bearer)) {
        entity.set_tag(from, false);
        entity.set_tag(into, true);
        add(entity);
    }
    for view in facts.saved_views.iter() {
        let mut view = view.clone();
        let mut found = false;
        view.lanes.paths_mut(|lane| {
            for heading in lane.0.iter_mut().filter(|heading| **heading == Heading::Tag(from)) {
                *heading = Heading::Tag(into);
                found = true;
            }
        });
        if found {
            view.lanes.mend();
            add(Entity::SavedView(Box::new(view)));
        }
    }
    let (gone, stays) = (EntityRef::from(from), EntityRef::from(into));
    for id in facts.links().claims_about(gone) {
        // One that also bears the tag is there already.
        let claim = put.remove(&id.into()).or_else(|| facts.get(id.into()));
        if let Some(Entity::Claim(mut claim)) = claim {
            claim.about.retain(|subject| *subject != stays);
            claim.about.iter_mut().filter(|subject| **subject == gone).for_each(|subject| *subject = stays);
            put.insert(id.into(), Entity::Claim(claim));
        }
    }
    let label = format!("Merge tag “{}” into “{}”", old.name, kept.name);
    Ok(Command::Replace { put: put.into_values().collect(), remove: vec![gone], label })
}

/// What is kept of both.
fn joined(old: &Tag, kept: &Tag) -> Tag {
    let mut tag = kept.clone();
    let mut add = |text: String| {
        if !tag.note.trim().is_empty() {
            tag.note.push_str("\n\n");
        }
        tag.note.push_str(&text);
    };
    if kept.definition.trim().is_empty() {
        tag.definition.clone_from(&old.definition);
    } else if !old.definition.trim().is_empty() && old.definition.trim() != kept.definition.trim() {
        add(format!("Definition of “{}”, merged into this tag: {}", old.name, old.definition.trim()));
    }
    match (&kept.rule, &old.rule) {
        (None, rule) => tag.rule.clone_from(rule),
        (Some(own), Some(other)) if own != other => {
            let (kind, query) = (plural(other.kind.word()), &other.query);
            add(format!("Rule of “{}”, merged into this tag: {kind}, {query}", old.name));
        }
        _ => {}
    }
    if !old.note.trim().is_empty() && old.note.trim() != kept.note.trim() {
        add(old.note.trim().to_owned());
    }
    tag.key = kept.key.or(old.key);
    tag
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::event::Event;
    use crate::model::ids::{EntityKind, Id, VesselId};
    use crate::model::tag::TagRule;
    use crate::model::vessel::Vessel;

    fn tag(facts: &Facts, id: u32, parent: u32, name: &str) -> Tag {
        Tag { id: Id::new(id), parent: (parent > 0).then(|| Id::new(parent)), ..facts.fresh_tag(name) }
    }

    /// 1 a ( 2 below a ( 3 deepest ) ), 4 b ( 5 below b ); vessel 1 bears a, vessel 2 both, an event “below a”.
    fn case() -> Facts {
        let mut facts = Facts::default();
        for (id, parent, name) in [(1, 0, "a"), (2, 1, "below a"), (3, 2, "deepest"), (4, 0, "b"), (5, 4, "below b")] {
            let row = tag(&facts, id, parent, name);
            facts.put(Entity::Tag(Box::new(row)));
        }
        for (id, tags) in [(1, vec![1]), (2, vec![1, 4]), (3, vec![4])] {
            let mut vessel = Vessel::named(VesselId::new(id), "x");
            vessel.tags = tags.into_iter().map(Id::new).collect();
            facts.put(Entity::Vessel(Box::new(vessel)));
        }
        let text = r#"{"id":1,"time":"2024-03-07","title":"e","tags":[2]}"#;
        let event: Event = serde_json::from_str(text).expect("an event");
        facts.put(Entity::Event(Box::new(event)));
        facts
    }

    fn merged(facts: &Facts, from: u32, into: u32) -> Facts {
        let Ok(Command::Replace { put, remove, .. }) = merge(facts, Id::new(from), Id::new(into)) else {
            unreachable!("both are there")
        };
        let mut after = facts.clone();
        for entity in put {
            after.put(entity);
        }
        for gone in remove {
            after.remove(gone);
        }
        after
    }

    #[track_caller]
    fn check_tree(facts: &Facts, expected: &str) {
        let line = |tag: &Tag| format!("{}<{}", tag.id.0, tag.parent.map_or(0, |parent| parent.0));
        assert_eq!(facts.tags.iter().map(line).collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn what_bore_the_one_bears_the_other_and_what_stood_below_stands_below_it() {
        let facts = case();
        let after = merged(&facts, 1, 4);
        check_tree(&after, "2<4 3<2 4<0 5<4");
        let borne: Vec<String> = after.bearers(Id::new(4)).iter().map(ToString::to_string).collect();
        assert_eq!(borne, ["VS-1", "VS-2", "VS-3"]);
        assert_eq!(after.vessels.get(Id::new(2)).expect("there").tags, [Id::new(4)], "once and not twice");
        assert_eq!(after.events.iter().next().expect("there").tags, [Id::new(2)], "the tag below is untouched");
        let label = merge(&facts, Id::new(1), Id::new(4)).map(|command| command.label(&facts));
        assert_eq!(label.as_deref(), Ok("Merge tag “a” into “b”"));
    }

    #[test]
    fn a_tag_is_merged_into_one_below_it_without_a_circle() {
        check_tree(&merged(&case(), 1, 2), "2<0 3<2 4<0 5<4");
        check_tree(&merged(&case(), 1, 3), "2<3 3<0 4<0 5<4");
        check_tree(&merged(&case(), 3, 1), "1<0 2<1 4<0 5<4");
    }

    #[test]
    fn what_was_written_about_the_one_is_kept_with_the_other() {
        let mut facts = case();
        let rule = |query: &str| Some(TagRule { query: query.into(), kind: EntityKind::Visit });
        let change = |facts: &mut Facts, id: u32, change: &dyn Fn(&mut Tag)| {
            let mut row = facts.tags.get(Id::new(id)).expect("there").clone();
            change(&mut row);
            facts.put(Entity::Tag(Box::new(row)));
        };
        change(&mut facts, 1, &|row| {
            row.definition = "seen dark".into();
            row.note = "from the panel".into();
            row.rule = rule("is:half-open");
            row.key = Some(7);
        });
        change(&mut facts, 4, &|row| row.key = None);
        let kept = |facts: &Facts| merged(facts, 1, 4).tags.get(Id::new(4)).expect("there").clone();
        let row = kept(&facts);
        assert_eq!((row.definition.as_str(), row.note.as_str()), ("seen dark", "from the panel"));
        assert_eq!((row.rule, row.key), (rule("is:half-open"), Some(7)), "it takes what it had none of");
        change(&mut facts, 4, &|row| {
            row.definition = "no signal".into();
            row.note = "mine".into();
            row.rule = rule("place:Rason");
            row.key = Some(2);
        });
        let row = kept(&facts);
        assert_eq!((row.definition.as_str(), row.key), ("no signal", Some(2)));
        let expected = "mine\n\nDefinition of “a”, merged into this tag: seen dark\n\nRule of “a”, merged into this \
                        tag: visits, is:half-open\n\nfrom the panel";
        assert_eq!((row.note.as_str(), row.rule), (expected, rule("place:Rason")));
    }

    #[test]
    fn a_tag_is_not_merged_into_itself_or_into_nothing() {
        let say = |from: u32, into: u32| merge(&case(), Id::new(from), Id::new(into)).err();
        assert_eq!(say(1, 1).as_deref(), Some("“a” cannot be merged into itself"));
        assert_eq!(say(1, 9).as_deref(), Some("The tag T-9 is not in the case"));
    }
}
