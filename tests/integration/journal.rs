//! The journal against a model: random commands, undo, redo and reopening.

use proptest::prelude::*;
use wakeline::base::interval::{BoundName, Bounds};
use wakeline::base::progress::Progress;
use wakeline::base::time::Utc;
use wakeline::model::case::Case;
use wakeline::model::command::Command;
use wakeline::model::entity::Entity;
use wakeline::model::evidence::Exhibit;
use wakeline::model::facts::{Facts, Tables};
use wakeline::model::ids::{ENTITY_KINDS, EntityRef, Id, VesselId, VisitId};
use wakeline::model::place::Place;
use wakeline::model::shipment::Shipment;
use wakeline::model::tag::Tag;
use wakeline::model::validate;
use wakeline::model::vessel::Vessel;
use wakeline::model::visit::Visit;
use wakeline::store::{CaseStore, StoreError};

use crate::full_case;
use crate::store::{NOW, assert_sound, case};

/// One step of a user. Numbers choose among what there is.
#[derive(Clone, Debug)]
enum Step {
    Vessel(u32, String),
    Place(u32, String),
    Exhibit(u32, u32),
    Visit { id: u32, vessel: u32, place: u32, day: u32, exhibits: Vec<u32> },
    Shipment(u32, u32, u32),
    Note { visit: u32, text: String },
    Title(String),
    Tag { tag: u32, on: Vec<u32>, set: bool },
    Several(Vec<(u32, String)>),
    Sample(usize),
    Remove(usize, u32),
    Wait,
    Undo,
    Redo,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    let id = 1_u32..6;
    prop_oneof![
        2 => (id.clone(), "[a-zé가]{1,6}").prop_map(|(id, name)| Step::Vessel(id, name)),
        1 => (id.clone(), "[a-z]{1,6}").prop_map(|(id, name)| Step::Place(id, name)),
        1 => (id.clone(), 1_u32..9).prop_map(|(id, number)| Step::Exhibit(id, number)),
        4 => (1_u32..9, id.clone(), id.clone(), 1_u32..28, prop::collection::vec(id.clone(), 0..4))
            .prop_map(|(id, vessel, place, day, exhibits)| Step::Visit { id, vessel, place, day, exhibits }),
        2 => (id.clone(), 0_u32..9, 0_u32..9).prop_map(|(id, from, to)| Step::Shipment(id, from, to)),
        3 => (1_u32..4, "[a-z\"\\\\]{0,3}").prop_map(|(visit, text)| Step::Note { visit, text }),
        2 => "[a-z]{0,3}".prop_map(Step::Title),
        2 => (1_u32..3, prop::collection::vec(1_u32..9, 1..4), any::<bool>())
            .prop_map(|(tag, on, set)| Step::Tag { tag, on, set }),
        1 => prop::collection::vec((id.clone(), "[a-z]{1,3}".prop_map(String::from)), 0..4).prop_map(Step::Several),
        2 => (0_usize..40).prop_map(Step::Sample),
        2 => (0..ENTITY_KINDS.len(), id).prop_map(|(kind, id)| Step::Remove(kind, id)),
        1 => Just(Step::Wait),
        6 => Just(Step::Undo),
        4 => Just(Step::Redo),
        2 => Just(Step::Reopen),
    ]
}

fn command(step: &Step, facts: &Facts) -> Option<Command> {
    let put = |entity| Some(Command::Put { entity, field: None });
    match step {
        Step::Vessel(id, name) => {
            let old = facts.vessels.get(Id::new(*id)).cloned().unwrap_or_else(|| Vessel::named(Id::new(*id), ""));
            put(Entity::Vessel(Box::new(Vessel { name: name.clone(), ..old })))
        }
        Step::Place(id, name) => put(Entity::Place(Box::new(Place::named(Id::new(*id), name)))),
        Step::Exhibit(id, number) => put(Entity::Exhibit(Box::new(Exhibit::titled(Id::new(*id), *number, "x")))),
        Step::Visit { id, vessel, place, day, exhibits } => {
            let mut visit = Visit::new(Id::new(*id), Id::new(*vessel), Id::new(*place), Bounds::default());
            let when = format!("2024-03-{day:02}").parse().ok();
            visit.set_bound(BoundName::FirstSeen, when, &format!("{day} March"));
            visit.exhibits = exhibits.iter().map(|id| Id::new(*id)).collect();
            put(Entity::Visit(Box::new(visit)))
        }
        Step::Shipment(id, from, to) => {
            let end = |id: u32| (id > 0).then(|| VisitId::new(id));
            put(Entity::Shipment(Box::new(Shipment::between(Id::new(*id), *id, end(*from), end(*to)))))
        }
        Step::Note { visit, text } => {
            let mut visit = facts.visits.get(Id::new(*visit))?.clone();
            visit.edit_extra(|extra| extra.note.clone_from(text));
            Some(Command::Put { entity: Entity::Visit(Box::new(visit)), field: Some("note".into()) })
        }
        Step::Title(title) => {
            let case = Box::new(Case { title: title.clone(), ..(*facts.case).clone() });
            Some(Command::SetCase { case, field: "title".into() })
        }
        Step::Tag { tag, on, set } => {
            let on = on.iter().map(|id| EntityRef::from(VisitId::new(*id))).filter(|visit| facts.contains(*visit));
            Some(Command::Tag { tag: Id::new(*tag), on: on.collect(), set: *set })
        }
        Step::Several(vessels) => {
            let entities = vessels.iter().map(|(id, name)| Entity::Vessel(Box::new(Vessel::named(Id::new(*id), name))));
            Some(Command::PutAll { entities: entities.collect(), label: "Several".into() })
        }
        Step::Sample(at) => full_case::entities(&full_case::full()).get(*at).cloned().and_then(put),
        Step::Remove(kind, id) => Some(Command::Remove(vec![EntityRef { kind: ENTITY_KINDS[*kind], id: *id }])),
        Step::Wait | Step::Undo | Step::Redo | Step::Reopen => None,
    }
}

/// The case before, and what undo and redo should bring.
struct Model {
    now: Facts,
    past: Vec<Facts>,
    future: Vec<Facts>,
}

fn expected(model: &Facts, command: &Command, now: Utc) -> Option<Facts> {
    let mut after = model.clone();
    let mut put = |entity: &Entity| {
        let mut entity = entity.clone();
        let old = model.get(entity.reference());
        *entity.stamp_mut() = old.clone().map(|mut old| *old.stamp_mut()).unwrap_or_default();
        if old.as_ref() != Some(&entity) {
            let created = old.map_or(now, |mut old| old.stamp_mut().created);
            entity.stamp_mut().created = created;
            entity.stamp_mut().changed = now;
            after.put(entity);
        } else if let Some(old) = old {
            after.put(old);
        }
    };
    match command {
        Command::SetCase { case, .. } => after.case = std::sync::Arc::new((**case).clone()),
        Command::Put { entity, .. } => put(entity),
        Command::PutAll { entities, .. } => entities.iter().for_each(put),
        Command::Tag { tag, on, set } | Command::RunRule { tag, on, set } => {
            for reference in on {
                let mut entity = model.get(*reference)?;
                entity.set_tag(*tag, *set);
                put(&entity);
            }
        }
        // What goes along is tested by name elsewhere.
        Command::Remove(_) | Command::Replace { .. } => return None,
    }
    Some(after)
}

fn run(steps: &[Step]) -> Result<(), TestCaseError> {
    let (_folder, path) = case(&full_case::full());
    let mut store = CaseStore::open(&path).expect("opens");
    let first = (*store.facts()).clone();
    let mut model = Model { now: first.clone(), past: Vec::new(), future: Vec::new() };
    let mut now = NOW;
    for step in steps {
        now.0 += 1;
        match step {
            Step::Wait => now.0 += 60,
            Step::Reopen => {
                let labels = (store.undo_label().map(str::to_owned), store.redo_label().map(str::to_owned));
                let head = store.head();
                drop(store);
                store = CaseStore::open(&path).expect("opens");
                prop_assert_eq!(head, store.head());
                prop_assert_eq!(labels.0.as_deref(), store.undo_label());
                prop_assert_eq!(labels.1.as_deref(), store.redo_label());
            }
            Step::Undo => {
                let label = store.undo_label().map(|label| format!("Undo: {label}"));
                let changes = store.undo(now, "A").expect("undoes");
                prop_assert_eq!(changes.map(|changes| changes.label), label);
                if let Some(before) = model.past.pop() {
                    model.future.push(std::mem::replace(&mut model.now, before));
                }
            }
            Step::Redo => {
                let label = store.redo_label().map(|label| format!("Redo: {label}"));
                let changes = store.redo(now, "A").expect("redoes");
                prop_assert_eq!(changes.map(|changes| changes.label), label);
                if let Some(after) = model.future.pop() {
                    model.past.push(std::mem::replace(&mut model.now, after));
                }
            }
            step => {
                let Some(command) = command(step, &model.now) else { continue };
                let length = store.journal_len();
                match store.transact(&command, now, "A") {
                    Ok(changes) => {
                        let after = (*store.facts()).clone();
                        if let Some(expected) = expected(&model.now, &command, now) {
                            prop_assert_eq!(&after, &expected);
                        }
                        for reference in references() {
                            let changed = after.get(reference) != model.now.get(reference);
                            prop_assert_eq!(changed, changes.touched.contains(&reference), "{}", reference);
                        }
                        prop_assert_eq!(changes.case, after.case != model.now.case);
                        let before = std::mem::replace(&mut model.now, after);
                        if store.journal_len() > length {
                            model.past.push(before);
                            model.future.clear();
                        }
                    }
                    Err(StoreError::Invalid { .. }) => {}
                    Err(error) => return Err(TestCaseError::fail(error.to_string())),
                }
            }
        }
        prop_assert_eq!(&*store.facts(), &model.now, "after {:?}", step);
        prop_assert_eq!(store.undo_label().is_some(), !model.past.is_empty());
        prop_assert_eq!(store.redo_label().is_some(), !model.future.is_empty());
    }
    let facts = store.facts();
    let tables: Tables = (**facts).clone();
    let rebuilt = Facts::new(Case::default(), tables);
    prop_assert_eq!(facts.links(), rebuilt.links());
    for entity in full_case::entities(&facts) {
        prop_assert_eq!(validate::problems(&facts, &entity), Vec::<String>::new());
    }
    assert_sound(&store);
    let undoes = model.past.len();
    while store.undo(now, "A").expect("undoes").is_some() {}
    prop_assert_eq!(&*store.facts(), &first);
    for _ in 0..undoes {
        store.redo(now, "A").expect("redoes");
    }
    prop_assert_eq!(&*store.facts(), &model.now);
    assert_sound(&store);
    drop(store);
    let reopened = CaseStore::open(&path).expect("opens");
    prop_assert_eq!(&*reopened.facts(), &model.now);
    Ok(())
}

fn references() -> impl Iterator<Item = EntityRef> {
    ENTITY_KINDS.into_iter().flat_map(|kind| (1..12).map(move |id| EntityRef { kind, id }))
}

proptest! {
    // PROPTEST_CASES asks for more.
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(16),
        failure_persistence: None,
        max_shrink_iters: 200,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_sequence_of_changes_undo_and_redo_ends_where_the_model_ends(steps in prop::collection::vec(step(), 1..40)) {
        run(&steps)?;
    }
}

fn rename(store: &mut CaseStore, name: &str, at: i64, actor: &str) {
    let vessel = Vessel { name: name.into(), ..store.facts().vessels.get(Id::new(2)).expect("there").clone() };
    let put = Command::Put { entity: Entity::Vessel(Box::new(vessel)), field: Some("name".into()) };
    store.transact(&put, Utc(NOW.0 + at), actor).expect("renames");
}

#[test]
fn a_typing_run_is_one_entry() {
    let (_folder, path) = case(&full_case::full());
    let mut store = CaseStore::open(&path).expect("opens");
    let before = store.facts();
    for (at, name) in [(0, "C"), (4, "Ch"), (8, "Cho"), (13, "Chon")] {
        rename(&mut store, name, at, "A");
    }
    assert_eq!(store.journal_len(), 2);
    assert_eq!(store.journal_rows(2).expect("reads").len(), 1, "one image of one row");
    assert_eq!(store.journal(2, 1).expect("reads")[0].time, Utc(NOW.0 + 13));
    assert_sound(&store);
    rename(&mut store, "Chon M", 19, "A");
    assert_eq!(store.journal_len(), 3, "six seconds are a pause");
    rename(&mut store, "Chon Ma", 20, "B");
    assert_eq!(store.journal_len(), 4, "another person");
    store.seal();
    rename(&mut store, "Chon Ma S", 21, "B");
    assert_eq!(store.journal_len(), 5, "sealed");
    rename(&mut store, "Chon Ma Sa", 20, "B");
    assert_eq!(store.journal_len(), 6, "the clock went back");
    store.undo(NOW, "B").expect("undoes");
    rename(&mut store, "Chon Ma San", 21, "B");
    assert_eq!(store.journal_len(), 8, "not into an undo");
    drop(store);
    let mut store = CaseStore::open(&path).expect("opens");
    rename(&mut store, "Chon Ma San 2", 22, "B");
    assert_eq!(store.journal_len(), 9, "not after reopening");
    while store.undo(NOW, "B").expect("undoes").is_some() {}
    assert_eq!(store.facts(), before);
    assert_sound(&store);
}

#[test]
fn a_run_that_ends_where_it_began_stays_in_the_journal_without_rows() {
    let (_folder, path) = case(&full_case::full());
    let mut store = CaseStore::open(&path).expect("opens");
    for title in ["Vost", "Vostochny"] {
        let case = Box::new(Case { title: title.into(), ..(*store.facts().case).clone() });
        store.transact(&Command::SetCase { case, field: "title".into() }, NOW, "A").expect("sets");
    }
    let entry = &store.journal(9, 1).expect("reads")[0];
    assert_eq!((entry.seq, entry.rows), (2, 0));
    assert_eq!(store.undo(NOW, "A").expect("undoes").map(|changes| changes.touched), Some(Vec::new()));
    assert_sound(&store);
}

#[test]
fn entries_say_who_did_what_and_whether_it_stands() {
    let (_folder, path) = case(&full_case::full());
    let mut store = CaseStore::open(&path).expect("opens");
    assert_eq!(store.undo(NOW, "A").expect("nothing"), None, "the beginning stays");
    assert_eq!(store.undo_label(), None);
    let tag = Command::Tag { tag: Id::new(1), on: vec![VisitId::new(2).into()], set: true };
    store.transact(&tag, NOW, "A").expect("tags");
    rename(&mut store, "X", 1, "B");
    store.undo(NOW, "C").expect("undoes");
    store.undo(NOW, "C").expect("undoes");
    assert_eq!((store.undo_label(), store.redo_label()), (None, Some("Tag V-2 “tag 1”")));
    store.redo(NOW, "C").expect("redoes");
    assert_eq!(store.undo_label(), Some("Tag V-2 “tag 1”"));
    assert_eq!(store.redo_label(), Some("Change name of VS-2"));
    let list: Vec<_> = store.journal(u64::MAX, 100).expect("reads");
    let list: Vec<_> = list.iter().map(|e| (e.seq, e.actor.as_str(), e.label.as_str(), e.undo_of, e.undone)).collect();
    assert_eq!(
        list,
        [
            (6, "C", "Redo: Tag V-2 “tag 1”", Some(5), false),
            (5, "C", "Undo: Tag V-2 “tag 1”", Some(2), true),
            (4, "C", "Undo: Change name of VS-2", Some(3), false),
            (3, "B", "Change name of VS-2", None, true),
            (2, "A", "Tag V-2 “tag 1”", None, false),
            (1, "A", "New case", None, false),
        ]
    );
    let rows = store.journal_rows(2).expect("reads");
    let tables: Vec<_> = rows.iter().map(|row| row.table.as_str()).collect();
    assert_eq!(tables, ["visit", "visit_tag"]);
    assert_eq!(rows[1].before, None);
    assert!(rows[1].after.as_deref().is_some_and(|image| image.contains(r#""visit":2,"tag":1"#)), "{rows:?}");
    rename(&mut store, "Y", 60, "A");
    assert_eq!(store.redo_label(), None, "after a new change there is nothing to redo");
    assert_eq!(store.redo(NOW, "A").expect("nothing"), None);
}

#[test]
fn numbers_with_decimals_come_back_through_the_journal() {
    let (_folder, path) = case(&full_case::full());
    let mut store = CaseStore::open(&path).expect("opens");
    let before = store.facts();
    let place = before.places.first().expect("a place").id;
    for reference in [EntityRef::from(VisitId::new(1)), place.into(), VesselId::new(1).into()] {
        store.transact(&Command::Remove(vec![reference]), NOW, "A").expect("removes");
    }
    while store.undo(NOW, "A").expect("undoes").is_some() {}
    assert_eq!(store.facts(), before);
    drop(store);
    assert_eq!(CaseStore::open(&path).expect("opens").facts(), before);
}

#[test]
fn undo_refuses_rows_that_somebody_else_changed() {
    let (_folder, path) = case(&full_case::full());
    let mut store = CaseStore::open(&path).expect("opens");
    let tag = Tag { name: "third".into(), key: None, ..store.facts().tags.first().expect("a tag").clone() };
    let tag = Tag { id: Id::new(3), ..tag };
    store.transact(&Command::Put { entity: Entity::Tag(Box::new(tag)), field: None }, NOW, "A").expect("adds");
    drop(store);
    rusqlite::Connection::open(&path).and_then(|conn| conn.execute("DELETE FROM tag WHERE id = 3", [])).expect("edits");
    let mut store = CaseStore::open(&path).expect("opens");
    let (facts, length) = (store.facts(), store.journal_len());
    assert!(matches!(store.undo(NOW, "A"), Err(StoreError::Damaged { .. })));
    assert_eq!((store.facts(), store.journal_len()), (facts, length));
    let issues = store.check(&Progress::default()).expect("checks");
    assert!(issues.has_errors());
}
