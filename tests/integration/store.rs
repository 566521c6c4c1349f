//! The case file: everything in it comes back, one writer at a time, nothing acknowledged is lost.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};

use rusqlite::Connection;
use wakeline::base::hash::Sha256;
use wakeline::base::interval::Bounds;
use wakeline::base::progress::Progress;
use wakeline::base::time::Utc;
use wakeline::model::command::Command;
use wakeline::model::entity::Entity;
use wakeline::model::facts::Facts;
use wakeline::model::ids::{EntityKind, EntityRef, ExhibitId, Id, PlaceId, TagId, VesselId, VisitId};
use wakeline::model::validate;
use wakeline::model::vessel::Vessel;
use wakeline::model::visit::Visit;
use wakeline::store::{CaseStore, ErrorKind, Mode, ReadOnlyReason, StoreError};

use crate::full_case;

pub const NOW: Utc = Utc(1_800_000_000);

/// A folder with a case in it.
pub fn case(facts: &Facts) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a case.wake");
    drop(CaseStore::create(&path, facts, "New case", NOW, "A").expect("creates"));
    (folder, path)
}

fn open(facts: &Facts) -> (tempfile::TempDir, CaseStore) {
    let (folder, path) = case(facts);
    let store = CaseStore::open(&path).expect("opens");
    (folder, store)
}

/// Fails with the issues if a case has any that are errors.
#[track_caller]
pub fn assert_sound(store: &CaseStore) {
    let issues = store.check(&Progress::default()).expect("can be checked");
    assert!(!issues.has_errors(), "{issues:?}");
}

fn issues_of(path: &Path) -> String {
    let issues = wakeline::store::check_file(path, &Progress::default()).expect("can be checked");
    issues.as_slice().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_field_of_every_entity_comes_back() {
    let facts = full_case::full();
    for entity in full_case::entities(&facts) {
        assert_eq!(validate::problems(&facts, &entity), [""; 0], "{:?}", entity.reference());
    }
    let (_folder, path) = case(&facts);
    let store = CaseStore::open(&path).expect("opens");
    assert_eq!(*store.facts(), facts);
    assert_eq!(store.facts().links(), facts.links());
    assert_sound(&store);
}

#[test]
fn every_column_is_used() {
    let (_folder, path) = case(&full_case::full());
    let conn = Connection::open(&path).expect("opens with any SQL tool");
    let mut columns = conn
        .prepare("SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table'")
        .expect("prepares");
    let columns = columns.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
    for column in columns.expect("lists") {
        let (table, column) = column.expect("reads");
        if table.starts_with("journal_row") || table.starts_with("attachment") || column == "undo_of" {
            continue;
        }
        let used = format!("SELECT count(*) FROM {table} WHERE {column} IS NOT NULL");
        let used: i64 = conn.query_row(&used, [], |row| row.get(0)).expect("counts");
        assert!(used > 0, "{table}.{column} is never filled");
    }
}

#[test]
fn ids_given_once_are_not_given_again_after_reopening() {
    let (_folder, mut store) = open(&full_case::full());
    let path = store.path().to_path_buf();
    store.transact(&Command::Remove(vec![VisitId::new(7).into()]), NOW, "A").expect("removes");
    drop(store);
    let store = CaseStore::open(&path).expect("opens");
    assert_eq!(store.facts().next_id::<Visit>(), VisitId::new(8));
    drop(store);
    let mut facts = full_case::full();
    facts.reserve_ids(EntityKind::Vessel, 40);
    let (_folder, store) = open(&facts);
    assert_eq!(store.facts().next_id::<Vessel>(), VesselId::new(41));
}

#[test]
fn a_name_that_is_taken_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.wake");
    std::fs::write(&path, "mine").expect("writes");
    let error = CaseStore::create(&path, &Facts::default(), "New", NOW, "A").expect_err("taken");
    assert!(matches!(error, StoreError::Exists { .. }));
    assert_eq!(std::fs::read(&path).expect("reads"), b"mine");
    assert_eq!(std::fs::read_dir(folder.path()).expect("lists").count(), 1, "nothing is left behind");
}

#[test]
fn facts_that_are_no_sound_case_are_not_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.wake");
    let mut facts = Facts::default();
    facts.put(Entity::Visit(Box::new(Visit::new(Id::new(1), Id::new(5), Id::new(1), Bounds::default()))));
    let error = CaseStore::create(&path, &facts, "New", NOW, "A").expect_err("no vessel");
    assert!(matches!(&error, StoreError::Invalid { problems } if problems.len() == 2), "{error}");
    assert_eq!(std::fs::read_dir(folder.path()).expect("lists").count(), 0);
}

#[test]
fn a_case_alone_is_one_file_when_it_is_closed() {
    let (folder, mut store) = open(&full_case::full());
    store.transact(&Command::Remove(vec![VisitId::new(1).into()]), NOW, "A").expect("removes");
    drop(store);
    let names: Vec<_> =
        std::fs::read_dir(folder.path()).expect("lists").map(|file| file.expect("a file").file_name()).collect();
    assert_eq!(names, ["a case.wake"]);
}

#[test]
fn the_second_to_open_reads_and_learns_who_writes() {
    let (_folder, mut first) = open(&full_case::full());
    let mut second = CaseStore::open(first.path()).expect("opens");
    let who = match second.mode() {
        Mode::ReadOnly(ReadOnlyReason::HeldByAnother(who)) => who.as_str(),
        _ => "",
    };
    assert!(who.contains(&std::process::id().to_string()), "{:?}", second.mode());
    let remove = Command::Remove(vec![VisitId::new(1).into()]);
    let error = second.transact(&remove, NOW, "B").expect_err("reads only");
    assert_eq!(error.kind(), ErrorKind::Case);
    assert!(second.undo(NOW, "B").is_err() && second.attach(&mut &b"x"[..]).is_err());
    first.transact(&remove, NOW, "A").expect("writes beside a reader");
    assert_eq!(second.facts().visits.len(), 3, "a reader keeps what it has");
    assert!(second.refresh().expect("reads") && !second.refresh().expect("reads"));
    assert_eq!((second.facts(), second.head()), (first.facts(), first.head()));
    drop(first);
    let third = CaseStore::open(second.path()).expect("opens");
    assert_eq!((third.mode(), third.facts().visits.len()), (&Mode::ReadWrite, 2));
}

#[test]
fn a_case_in_a_folder_that_cannot_be_written_is_read() {
    let (folder, path) = case(&full_case::full());
    // A file where the lock should be made stands for a folder without the right to write, which does not bind root.
    std::fs::create_dir(folder.path().join("a case.wake.lock")).expect("makes");
    let store = CaseStore::open(&path).expect("opens");
    assert_eq!(store.mode(), &Mode::ReadOnly(ReadOnlyReason::NotWritable));
    assert_eq!(store.facts().visits.len(), 3);
}

#[test]
fn an_invalid_command_changes_nothing_and_says_why() {
    let (_folder, mut store) = open(&full_case::full());
    let (before, head) = (store.facts(), store.head());
    let entity = Entity::Visit(Box::new(Visit::new(Id::new(9), Id::new(99), Id::new(1), Bounds::default())));
    let error = store.transact(&Command::Put { entity, field: None }, NOW, "A").expect_err("no such vessel");
    assert_eq!(error.to_string(), "Nothing was changed: The vessel VS-99 is not in the case");
    assert_eq!(error.kind(), ErrorKind::Refused);
    let error = store.transact(&Command::Remove(vec![VisitId::new(99).into()]), NOW, "A").expect_err("no such visit");
    assert!(error.to_string().contains("The visit V-99 is not in the case"), "{error}");
    assert_eq!((store.facts(), store.head()), (before, head));
}

#[test]
fn entities_that_refer_to_each_other_are_put_at_once() {
    let (_folder, mut store) = open(&Facts::default());
    let full = full_case::full();
    let all = Command::PutAll { entities: full_case::entities(&full), label: "Everything".into() };
    let changes = store.transact(&all, NOW, "A").expect("puts");
    assert_eq!(changes.touched.len(), full_case::entities(&full).len());
    assert_eq!(store.facts().visits.len(), full.visits.len());
    assert_sound(&store);
    store.undo(NOW, "A").expect("undoes");
    assert_eq!(*store.facts(), Facts::default());
    assert_sound(&store);
}

#[test]
fn what_is_changed_is_stamped_and_what_is_not_stays() {
    let (_folder, mut store) = open(&full_case::full());
    let old = store.facts().vessels.get(Id::new(2)).expect("there").clone();
    let len = store.journal_len();
    let same = Command::Put { entity: Entity::Vessel(Box::new(old.clone())), field: None };
    assert_eq!(store.transact(&same, NOW, "A").expect("does nothing").touched, []);
    assert_eq!(store.journal_len(), len, "nothing happened, so nothing is written");
    let renamed = Vessel { name: "Chon Ma San".into(), ..old.clone() };
    store.transact(&Command::Put { entity: Entity::Vessel(Box::new(renamed)), field: None }, NOW, "A").expect("puts");
    let new = store.facts().vessels.get(Id::new(2)).expect("there").clone();
    assert_eq!((new.stamp.created, new.stamp.changed), (old.stamp.created, NOW));
}

#[test]
fn removal_takes_along_what_cannot_stand_and_clears_the_rest() {
    let refs = |changes: Vec<EntityRef>| changes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let remove = |what: EntityRef| {
        let (folder, mut store) = open(&full_case::full());
        let touched = store.transact(&Command::Remove(vec![what]), NOW, "A").expect("removes").touched;
        for entity in full_case::entities(&store.facts()) {
            assert_eq!(validate::problems(&store.facts(), &entity), [""; 0], "{:?}", entity.reference());
        }
        assert_sound(&store);
        let path = store.path().to_path_buf();
        let facts = store.facts();
        drop(store);
        assert_eq!(*CaseStore::open(&path).expect("opens").facts(), *facts);
        drop(folder);
        (refs(touched), facts)
    };
    let (touched, facts) = remove(VisitId::new(1).into());
    assert_eq!(touched, "V-1 S-1 C-1");
    assert_eq!(facts.shipments.get(Id::new(1)).expect("half-open now").loading, None);
    let (touched, facts) = remove(VisitId::new(7).into());
    assert_eq!(touched, "V-7 S-2", "its shipment had no other end");
    assert_eq!(facts.shipments.len(), 1);
    let (touched, facts) = remove(VesselId::new(1).into());
    assert_eq!(touched, "VS-1 SI-1 V-1 V-7 S-1 S-2 C-1");
    assert_eq!((facts.visits.len(), facts.shipments.len()), (1, 1));
    let (touched, _) = remove(PlaceId::new(2).into());
    assert_eq!(touched, "P-1 P-2 V-2 V-7 S-1 S-2");
    let (touched, facts) = remove(ExhibitId::new(1).into());
    assert_eq!(touched, "VS-1 P-1 E-1 SI-1 SI-2 V-1 S-1 C-1 D-1 EV-1 F-1");
    assert_eq!(facts.visits.get(Id::new(1)).expect("there").exhibits[..], [Id::new(2), Id::new(3)]);
    let (touched, _) = remove(ExhibitId::new(2).into());
    assert_eq!(touched, "E-2 V-1 S-1 C-1", "the claim is a quote in it");
    let (touched, facts) = remove(TagId::new(1).into());
    assert_eq!(touched, "VS-1 P-1 SI-1 SI-2 V-1 S-1 C-1 R-1 D-1 EV-1 T-1 T-2 F-1");
    assert_eq!(facts.visits.get(Id::new(1)).expect("there").tags[..], [Id::new(2)]);
    let (touched, _) = remove(EntityRef { kind: EntityKind::Regime, id: 1 });
    assert_eq!(touched, "C-1 R-1 D-1");
    let (touched, _) = remove(EntityRef { kind: EntityKind::Source, id: 1 });
    assert_eq!(touched, "SRC-1 E-1 C-1 D-1");
}

#[test]
fn tags_are_kept_as_a_set() {
    let (_folder, mut store) = open(&full_case::full());
    let mut visit = store.facts().visits.get(Id::new(2)).expect("there").clone();
    visit.tags = Box::new([Id::new(2), Id::new(1), Id::new(2)]);
    store.transact(&Command::Put { entity: Entity::Visit(Box::new(visit)), field: None }, NOW, "A").expect("puts");
    assert_eq!(store.facts().visits.get(Id::new(2)).expect("there").tags[..], [Id::new(1), Id::new(2)]);
    let tag = |set| Command::Tag { tag: Id::new(1), on: vec![VisitId::new(2).into(), VesselId::new(2).into()], set };
    let touched = store.transact(&tag(true), NOW, "A").expect("tags").touched;
    assert_eq!(touched, [VesselId::new(2).into()], "the visit had it already");
    assert_eq!(store.transact(&tag(false), NOW, "A").expect("clears").touched.len(), 2);
    assert_sound(&store);
}

#[test]
fn attachments_are_kept_once_and_found_by_hash() {
    let (_folder, mut store) = open(&full_case::full());
    let long: Vec<u8> = (0..2_500_000_u32).flat_map(u32::to_le_bytes).take(2_500_001).collect();
    let (sha, length) = store.attach(&mut &long[..]).expect("stores");
    assert_eq!((sha, length), (Sha256::of(&long), 2_500_001));
    let size = store.file_bytes().expect("a size");
    assert_eq!(store.attach(&mut &long[..]).expect("stores").0, sha);
    assert_eq!(store.file_bytes().expect("a size"), size, "the same bytes are kept once");
    assert_eq!(store.attach(&mut &b""[..]).expect("stores"), (Sha256::of(b""), 0));
    assert_eq!(store.attachment(sha).expect("reads"), Some(long));
    assert_eq!(store.attachment(Sha256::of(b"never")).expect("reads"), None);
    assert_sound(&store);
    let path = store.path().to_path_buf();
    drop(store);
    Connection::open(&path)
        .and_then(|conn| {
            conn.execute("UPDATE attachment_chunk SET data = zeroblob(length(data)) WHERE position = 1", [])
        })
        .expect("edits");
    let store = CaseStore::open(&path).expect("opens");
    assert!(matches!(store.attachment(sha), Err(StoreError::Damaged { .. })));
    assert!(issues_of(&path).contains("not what was stored"), "{}", issues_of(&path));
}

#[test]
fn a_copy_is_the_same_case_and_never_replaces_a_file() {
    let (folder, mut store) = open(&full_case::full());
    store.attach(&mut &b"image"[..]).expect("stores");
    let copy = folder.path().join("copy.wake");
    store.save_copy(&copy).expect("copies");
    assert!(matches!(store.save_copy(&copy), Err(StoreError::Exists { .. })));
    let copied = CaseStore::open(&copy).expect("opens");
    assert_eq!((copied.facts(), copied.head()), (store.facts(), store.head()));
    assert_eq!(copied.attachment(Sha256::of(b"image")).expect("reads"), Some(b"image".to_vec()));
    assert_sound(&copied);
}

#[test]
fn a_checked_case_can_be_cancelled() {
    let (_folder, store) = open(&full_case::full());
    let progress = Progress::default();
    progress.cancel();
    assert!(matches!(store.check(&progress), Err(StoreError::Cancelled)));
}

#[test]
fn rows_changed_without_the_journal_are_found() {
    let edited = |sql: &str| {
        let (_folder, mut store) = open(&full_case::full());
        let path = store.path().to_path_buf();
        let tag = Command::Tag { tag: Id::new(2), on: vec![VisitId::new(2).into()], set: true };
        store.transact(&tag, NOW, "A").expect("tags");
        drop(store);
        assert_eq!(issues_of(&path).matches("changed by other means").count(), 0);
        Connection::open(&path).and_then(|conn| conn.execute_batch(sql)).expect(sql);
        issues_of(&path)
    };
    for sql in [
        "UPDATE vessel SET name = 'Other' WHERE id = 2",
        "UPDATE visit SET activity = 'loading' WHERE id = 2",
        "UPDATE place SET lat = lat + 1e-13 WHERE id = 1",
        "DELETE FROM event_tag",
        "INSERT INTO place (name, kind, created, changed) VALUES ('x', 'port', '2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z')",
        "DELETE FROM visit_tag WHERE visit = 2",
        "UPDATE case_info SET title = 'Other'",
    ] {
        let issues = edited(sql);
        assert!(
            issues.contains("by other means") || issues.contains("though the journal"),
            "{sql} went unnoticed: {issues}"
        );
    }
}

/// Edits a case until it is killed, and says after each edit that it is on disk. Only run by the test below.
#[test]
#[ignore = "run by killed_at_any_instant as another process"]
fn edits_until_killed() {
    let Ok(path) = std::env::var("WAKELINE_KILL") else { return };
    let mut store = CaseStore::open(Path::new(&path)).expect("opens");
    let mut vessel = store.facts().vessels.get(Id::new(2)).expect("there").clone();
    loop {
        let at = Utc(NOW.0 + i64::try_from(store.journal_len()).expect("small") * 60);
        vessel.note = format!("{}", store.journal_len() + 1).repeat(200);
        let put = Command::Put { entity: Entity::Vessel(Box::new(vessel.clone())), field: None };
        store.transact(&put, at, "A").expect("puts");
        if store.journal_len().is_multiple_of(5) {
            store.undo(at, "A").expect("undoes");
        }
        #[expect(clippy::print_stdout, reason = "the other process reads it")]
        {
            println!("acknowledged {}", store.journal_len());
        }
    }
}

#[test]
fn killed_at_any_instant_a_case_keeps_every_acknowledged_edit() {
    let (_folder, path) = case(&full_case::full());
    let kills = std::env::var("WAKELINE_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(6);
    for round in 0_u64..kills {
        let mut child = Process::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "store::edits_until_killed", "--ignored", "--nocapture", "--test-threads=1"])
            .env("WAKELINE_KILL", &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines().map_while(Result::ok);
        let acknowledged = |line: String| line.rsplit_once("acknowledged ").and_then(|(_, number)| number.parse().ok());
        let mut last: u64 = 0;
        for line in lines.by_ref() {
            last = acknowledged(line).unwrap_or(last);
            if last > 0 {
                break;
            }
        }
        assert!(last > 0, "the other process did not edit");
        std::thread::sleep(std::time::Duration::from_millis(round * 37 % 101));
        child.kill().expect("kills");
        last = lines.filter_map(acknowledged).last().unwrap_or(last);
        child.wait().expect("ends");
        let store = CaseStore::open(&path).expect("opens");
        assert_eq!(store.mode(), &Mode::ReadWrite, "the lock is free at once");
        assert!(store.journal_len() >= last, "{} of {last} edits are there", store.journal_len());
        assert_sound(&store);
    }
}

#[test]
fn an_independent_verifier_agrees() {
    let verify = |path: &Path, head: &str| {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/verify_case.py");
        let ran = Process::new("python3").arg(script).arg(path).arg(head).output();
        ran.ok().map(|ran| (ran.status.code(), String::from_utf8_lossy(&ran.stdout).into_owned()))
    };
    let (_folder, mut store) = open(&full_case::full());
    let path = store.path().to_path_buf();
    store.attach(&mut &b"image"[..]).expect("stores");
    for reference in [VisitId::new(1).into(), PlaceId::new(1).into(), EntityRef::from(VesselId::new(1))] {
        store.transact(&Command::Remove(vec![reference]), NOW, "A").expect("removes");
    }
    store.undo(NOW, "A").expect("undoes");
    let head = store.head().to_string();
    drop(store);
    let Some((code, said)) = verify(&path, &head) else { return };
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains(&format!("5 journal entries, head {head}")), "{said}");
    assert_eq!(verify(&path, &"0".repeat(64)).and_then(|(code, _)| code), Some(1), "another head");
    for sql in [
        "UPDATE vessel SET name = 'Other' WHERE id = 2",
        "UPDATE vessel SET dwt = dwt + 1e-9 WHERE id = 1",
        "DELETE FROM vessel_tag",
        "UPDATE journal_row SET before = replace(before, 'a', 'b') WHERE id = 1",
        "DELETE FROM journal_entry WHERE seq = 5",
        "UPDATE attachment_chunk SET data = x'00'",
    ] {
        let copy = path.with_extension("copy");
        std::fs::copy(&path, &copy).expect("copies");
        Connection::open(&copy)
            .and_then(|conn| conn.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")))
            .expect(sql);
        assert_eq!(verify(&copy, &head).and_then(|(code, _)| code), Some(1), "{sql}");
    }
}
