//! Which kept queries name a tag: saved views and rules find nothing by a name that is gone.

use crate::analysis::query::parse;
use crate::base::text::fold;
use crate::model::facts::Facts;
use crate::model::tag::Tag;

/// What asks for a tag by its name, in a few words each: `saved view “Dark calls”`, `rule of “AIS off”`. Empty if another
/// tag has that name too, which is then still found.
#[must_use]
pub fn asking_for(facts: &Facts, tag: &Tag) -> Vec<String> {
    let name = fold(&tag.name);
    if facts.tags.iter().any(|other| other.id != tag.id && fold(&other.name) == name) {
        return Vec::new();
    }
    let asks = |text: &str| parse(text).is_ok_and(|query| query.asks_for_tag(&name));
    let views = facts.saved_views.iter().filter(|view| asks(&view.query));
    let views = views.map(|view| format!("saved view “{}”", view.name));
    let rules = facts.tags.iter().filter(|other| other.rule.as_ref().is_some_and(|rule| asks(&rule.query)));
    views.chain(rules.map(|other| format!("rule of “{}”", other.name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entity::Entity;
    use crate::model::ids::{EntityKind, Id};
    use crate::model::tag::TagRule;
    use crate::model::view::SavedView;

    #[test]
    fn views_and_rules_that_name_a_tag_are_found() {
        let mut facts = Facts::default();
        let dark = Tag { id: Id::new(1), ..facts.fresh_tag("AIS off") };
        let rule = |query: &str| Some(TagRule { query: query.to_owned(), kind: EntityKind::Visit });
        let asking =
            Tag { id: Id::new(2), rule: rule("place:Rason (-tag:\"ais OFF\" OR is:undated)"), ..facts.fresh_tag("x") };
        let broken = Tag { id: Id::new(3), rule: rule("tag:\"AIS off"), ..facts.fresh_tag("broken") };
        for tag in [&dark, &asking, &broken] {
            facts.put(Entity::Tag(Box::new(tag.clone())));
        }
        for (id, name, query) in [(1, "Dark", "tag:\"AIS off\""), (2, "Words", "AIS off"), (3, "Other", "tag:AIS")] {
            let text = format!(r#"{{"id":{id},"name":"{name}","query":{query:?}}}"#);
            let view: SavedView = serde_json::from_str(&text).expect("a view");
            facts.put(Entity::SavedView(Box::new(view)));
        }
        assert_eq!(asking_for(&facts, &dark), ["saved view “Dark”", "rule of “x”"]);
        assert_eq!(asking_for(&facts, &asking), [""; 0]);
        let twin = Tag { id: Id::new(4), ..dark.clone() };
        facts.put(Entity::Tag(Box::new(twin)));
        assert_eq!(asking_for(&facts, &dark), [""; 0], "the other is found by that name");
    }
}
