//! Merging tags in a case file: one journal entry, nothing lost, and one undo brings all of it back.

use wakeline::model::command::Command;
use wakeline::model::entity::Entity;
use wakeline::model::ids::{EntityRef, Id, TagId};
use wakeline::model::tag::Tag;
use wakeline::model::tag_merge::merge;
use wakeline::model::validate;
use wakeline::store::CaseStore;

use crate::full_case;
use crate::store::{NOW, assert_sound, case};

#[test]
fn a_merge_is_one_entry_and_one_undo_brings_both_tags_back() {
    for (from, into) in [(1, 2), (2, 1)] {
        let (_folder, path) = case(&full_case::full());
        let mut store = CaseStore::open(&path).expect("opens");
        let (before, entries) = (store.facts(), store.journal_len());
        let (from, into) = (TagId::new(from), TagId::new(into));
        let both: Vec<EntityRef> = {
            let mut both = [before.bearers(from), before.bearers(into)].concat();
            both.sort_unstable();
            both.dedup();
            both
        };
        let command = merge(&before, from, into).expect("both are there");
        store.transact(&command, NOW, "A").expect("merges");
        let after = store.facts();
        assert_eq!(store.journal_len(), entries + 1);
        assert_eq!((after.tags.get(from), after.bearers(into)), (None, both));
        for entity in full_case::entities(&after) {
            assert_eq!(validate::problems(&after, &entity), [""; 0], "{:?}", entity.reference());
        }
        let about = |facts: &wakeline::model::facts::Facts, tag: TagId| facts.links().claims_about(tag.into()).count();
        assert_eq!(about(&after, into), about(&before, from).max(about(&before, into)), "claims follow");
        assert_sound(&store);
        drop(store);
        let mut store = CaseStore::open(&path).expect("opens again");
        assert_eq!(*store.facts(), *after);
        store.undo(NOW, "A").expect("undoes");
        assert_eq!(*store.facts(), *before);
        assert_sound(&store);
        store.redo(NOW, "A").expect("does it again");
        assert_eq!(*store.facts(), *after);
    }
}

#[test]
fn what_is_put_may_not_lean_on_what_is_removed_with_it() {
    let (_folder, path) = case(&full_case::full());
    let mut store = CaseStore::open(&path).expect("opens");
    let before = store.facts();
    let new = Tag { parent: Some(Id::new(1)), ..before.fresh_tag("new") };
    let command = Command::Replace {
        put: vec![Entity::Tag(Box::new(new))],
        remove: vec![TagId::new(1).into()],
        label: "Wrong".to_owned(),
    };
    let error = store.transact(&command, NOW, "A").expect_err("it would stand below nothing").to_string();
    assert!(error.contains("The tag T-1 is not in the case"), "{error}");
    assert_eq!(*store.facts(), *before);
}
