//! Case files that are broken, newer, or made to harm.

use std::path::Path;

use proptest::prelude::*;
use rusqlite::Connection;
use wakeline::base::progress::Progress;
use wakeline::model::command::Command;
use wakeline::model::facts::Facts;
use wakeline::model::ids::{Id, VisitId};
use wakeline::store::{CaseStore, ErrorKind, Mode, StoreError, check_file};

use crate::full_case;
use crate::store::{NOW, case};

fn edit(path: &Path, sql: &str) {
    let conn = Connection::open(path).expect("opens");
    conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON").expect("sets");
    conn.execute_batch(sql).expect(sql);
}

fn files(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).expect("lists").map(|file| file.expect("a file").file_name());
    let mut names: Vec<_> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Edits a case with SQL, and expects that neither way of opening it takes it or changes a byte of it.
#[track_caller]
fn refused(sql: &str, sentence: &str) -> StoreError {
    let (folder, path) = case(&full_case::full());
    edit(&path, sql);
    let before = std::fs::read(&path).expect("reads");
    let there = files(folder.path());
    for open in [CaseStore::open, CaseStore::open_read_only] {
        let error = open(&path).expect_err(sql);
        assert!(error.to_string().contains(sentence), "{sql}: {error}");
        assert!(error.to_string().ends_with("a case.wake"), "the path comes last: {error}");
    }
    assert!(std::fs::read(&path).expect("reads") == before, "{sql}: the file was changed");
    assert_eq!(files(folder.path()), there, "{sql}: a file was left beside it");
    CaseStore::open(&path).expect_err(sql)
}

#[test]
fn what_wakeline_does_not_make_is_refused_before_it_runs() {
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
    for (sql, sentence) in [
        ("CREATE VIEW v AS SELECT 1".to_owned(), "the view “v”"),
        (format!("CREATE VIEW v AS {endless}"), "the view “v”"),
        ("CREATE TABLE extra (x)".to_owned(), "the table “extra”"),
        ("CREATE INDEX extra ON vessel (note)".to_owned(), "the index “extra”"),
        ("CREATE TRIGGER t AFTER INSERT ON visit BEGIN DELETE FROM claim; END".to_owned(), "the trigger “t”"),
        ("CREATE VIRTUAL TABLE f USING fts5(x)".to_owned(), "the table “f"),
        (
            "ALTER TABLE vessel ADD COLUMN g TEXT AS (upper(name))".to_owned(),
            "another definition of the table “vessel”",
        ),
        ("ALTER TABLE vessel RENAME COLUMN note TO remark".to_owned(), "another definition of the"),
        (format!("DROP TABLE place_handles; CREATE VIEW place_handles AS {endless}"), "another definition of the view"),
        (format!("DROP TABLE file_info; CREATE VIEW file_info AS {endless}"), "another definition of the view"),
    ] {
        let error = refused(&sql, sentence);
        assert!(matches!(error, StoreError::Hostile { .. }), "{sql}: {error}");
        let (_folder, path) = case(&full_case::full());
        edit(&path, &sql);
        assert!(check_file(&path, &Progress::default()).expect("checks").has_errors());
    }
    assert!(matches!(refused("DROP INDEX visit_vessel", "missing"), StoreError::Damaged { .. }));
}

#[test]
fn triggers_of_the_file_never_run_though_our_own_do() {
    // Behind the comparison of schemas there is a second line: with the schema's own text made to lie, nothing fires.
    let (_folder, path) = case(&full_case::full());
    let mut store = CaseStore::open(&path).expect("opens");
    let foreign = Connection::open(&path).expect("opens");
    foreign
        .execute_batch("CREATE TRIGGER t AFTER INSERT ON visit_tag BEGIN DELETE FROM claim; END")
        .expect("slips in while the case is open");
    drop(foreign);
    let tag = Command::Tag { tag: Id::new(2), on: vec![VisitId::new(2).into()], set: true };
    store.transact(&tag, NOW, "A").expect("tags");
    assert_eq!(store.journal_rows(2).expect("reads").len(), 2, "our triggers run");
    drop(store);
    let claims: i64 = Connection::open(&path)
        .and_then(|conn| conn.query_row("SELECT count(*) FROM claim", [], |row| row.get(0)))
        .expect("counts");
    assert_eq!(claims, 1, "theirs do not");
}

#[test]
fn a_newer_case_is_refused_by_name_and_not_touched() {
    for version in [5, 100, i32::MAX] {
        let error = refused(
            &format!("UPDATE file_info SET written_by = 'Wakeline 9.1'; PRAGMA user_version = {version}"),
            "written by a newer version, Wakeline 9.1",
        );
        assert!(matches!(error, StoreError::Newer { .. }));
        assert_eq!(error.kind(), ErrorKind::Case);
    }
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)";
    let hostile = format!(
        "DROP TABLE file_info; CREATE VIEW file_info AS {endless} SELECT max(i) AS written_by FROM n; PRAGMA user_version = 5"
    );
    refused(&hostile, "does not say its name");
}

#[test]
fn what_is_no_case_is_refused_as_such() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.wake");
    let refused = |sentence: &str| {
        let error = CaseStore::open(&path).expect_err(sentence);
        assert_eq!(error.kind(), ErrorKind::CannotRead, "{error}");
        assert!(error.to_string().contains(sentence), "{error}");
    };
    refused("Could not open the case");
    std::fs::create_dir(&path).expect("makes");
    refused("it is no file");
    std::fs::remove_dir(&path).expect("removes");
    std::fs::write(&path, "").expect("writes");
    refused("nothing in it says that it is one");
    std::fs::write(&path, "x".repeat(5_000)).expect("writes");
    refused("it is not a database");
    std::fs::remove_file(&path).expect("removes");
    edit(&path, "CREATE TABLE t (x)");
    refused("nothing in it says that it is one");
    edit(&path, "PRAGMA application_id = 7");
    refused("it belongs to another program");
    edit(&path, "PRAGMA application_id = 0x57616B65; PRAGMA user_version = -1");
    refused("below zero");
}

#[test]
fn a_write_ahead_log_is_refused_without_making_one() {
    let error = refused("PRAGMA journal_mode = WAL", "write-ahead log");
    assert_eq!(error.kind(), ErrorKind::CannotRead);
}

#[test]
fn broken_contents_are_refused_with_table_and_row() {
    for (sql, sentence) in [
        ("UPDATE visit SET vessel = 99 WHERE id = 2", "row 2 of table visit refers to vessel 99"),
        (
            "UPDATE visit SET not_before = '2025-01-01' WHERE id = 1",
            "row 1 of table visit: Not before (2025-01-01) lies after",
        ),
        (
            "UPDATE visit SET activity = 'sailing' WHERE id = 2",
            "row 2 of table visit: column activity holds the unknown word “sailing”",
        ),
        ("UPDATE visit SET first_seen = '2024-02-30' WHERE id = 2", "column first_seen is not a date (“2024-02-30”)"),
        ("UPDATE visit SET created = 'now' WHERE id = 2", "column created is not an instant"),
        ("UPDATE visit SET place = x'00' WHERE id = 2", "column place is not a whole number"),
        ("UPDATE visit SET id = 5000000000 WHERE id = 2", "has a row with the id 5000000000"),
        ("UPDATE visit SET id = -1 WHERE id = 7", "has a row with the id -1"),
        ("UPDATE shipment SET discharge = 55 WHERE id = 2", "row 2 of table shipment refers to visit 55"),
        ("UPDATE shipment SET loading = NULL, discharge = NULL WHERE id = 2", "neither loading nor discharge"),
        ("UPDATE shipment SET unit = NULL WHERE id = 1", "belongs to a quantity without"),
        ("UPDATE claim SET exhibit = 77", "row 1 of table claim refers to a row of table exhibit"),
        ("UPDATE exhibit SET source = 77 WHERE id = 1", "row 1 of table exhibit refers to a row of table source"),
        ("UPDATE visit_exhibit SET visit = 4 WHERE id = 1", "table visit_exhibit has a row for the number 4"),
        (
            "UPDATE visit_exhibit SET visit = 4000000 WHERE id = 1",
            "table visit_exhibit has a row for the number 4000000",
        ),
        ("UPDATE visit_exhibit SET exhibit = 44 WHERE id = 1", "refers to exhibit 44"),
        ("UPDATE visit_tag SET tag = 44 WHERE id = 1", "refers to tag 44"),
        ("UPDATE place SET lat = 91 WHERE id = 1", "a position needs a latitude"),
        ("UPDATE place SET lon = NULL WHERE id = 1", "half a position"),
        ("UPDATE vessel SET dwt = -1 WHERE id = 1", "an amount cannot be below zero"),
        ("UPDATE vessel SET dwt = 9e999 WHERE id = 1", "column dwt is not a number"),
        ("UPDATE vessel SET name = CAST(x'ff' AS TEXT) WHERE id = 1", "column name is not UTF-8"),
        ("UPDATE tag SET colour = 'red' WHERE id = 1", "a colour is written as"),
        ("DELETE FROM case_author; DELETE FROM case_factor; DELETE FROM case_info", "table case_info has no row"),
        ("DELETE FROM journal_entry", "journal"),
        ("UPDATE sqlite_sequence SET seq = 5000000000 WHERE name = 'visit'", "ids of table visit ran out"),
    ] {
        let error = refused(sql, sentence);
        assert!(matches!(error, StoreError::Damaged { .. }), "{sql}: {error}");
        assert_eq!(error.kind(), ErrorKind::Case);
    }
}

#[test]
fn a_journal_that_was_tampered_with_is_refused() {
    for sql in [
        "UPDATE journal_entry SET label = label || ' ' WHERE seq = 2",
        "UPDATE journal_entry SET actor = 'B' WHERE seq = 1",
        "UPDATE journal_entry SET time = '2020-01-01T00:00:00Z' WHERE seq = 2",
        "UPDATE journal_entry SET undo_of = NULL WHERE seq = 3",
        "UPDATE journal_entry SET state = NULL WHERE seq = 1",
        "DELETE FROM journal_entry WHERE seq = 2",
        "DELETE FROM journal_row WHERE id = 1",
        "UPDATE journal_row SET id = 90 WHERE id = 1",
        "UPDATE journal_row SET entry = 3 WHERE entry = 2",
        "UPDATE journal_row SET after = replace(after, '2', '3') WHERE after IS NOT NULL",
        "UPDATE journal_row SET after = CAST(after AS BLOB) WHERE after IS NOT NULL",
        "UPDATE journal_row SET before = '' WHERE before IS NULL",
        "UPDATE journal_row SET row_id = row_id + 1",
        "UPDATE journal_row SET table_name = 'claim'",
        "INSERT INTO journal_row (entry, table_name, row_id) VALUES (77, 'visit', 1)",
        "INSERT INTO journal_row (entry, table_name, row_id) VALUES (0, 'visit', 1)",
        "UPDATE journal_entry SET seq = 9 WHERE seq = 3",
    ] {
        let (_folder, path) = case(&full_case::full());
        let mut store = CaseStore::open(&path).expect("opens");
        let tag = Command::Tag { tag: Id::new(2), on: vec![VisitId::new(2).into()], set: true };
        store.transact(&tag, NOW, "A").expect("tags");
        store.undo(NOW, "A").expect("undoes");
        drop(store);
        edit(&path, sql);
        let error = CaseStore::open(&path).expect_err(sql);
        assert!(matches!(error, StoreError::Damaged { .. }), "{sql}: {error}");
        assert!(check_file(&path, &Progress::default()).expect("checks").has_errors(), "{sql}");
    }
}

#[test]
fn every_flipped_byte_of_the_journal_is_noticed() {
    let (folder, path) = case(&Facts::default());
    let mut store = CaseStore::open(&path).expect("opens");
    for entity in full_case::entities(&full_case::full())
        .into_iter()
        .filter(|e| e.reference().kind == wakeline::model::ids::EntityKind::Place)
        .rev()
    {
        let mut entity = entity;
        entity.set_tag(Id::new(1), false);
        if let wakeline::model::entity::Entity::Place(place) = &mut entity {
            place.other_names.clear();
        }
        store.transact(&Command::Put { entity, field: None }, NOW, "Somebody").expect("puts");
    }
    let head = store.head().to_string();
    drop(store);
    let bytes = std::fs::read(&path).expect("reads");
    let image = b"{\"id\":1,\"name\":\"Vostochny, berth 5\"";
    let needles: [&[u8]; 4] = [image, head.as_bytes(), b"Somebody", b"Add place P-1"];
    let copy = folder.path().join("copy.wake");
    for needle in needles {
        let at = bytes.windows(needle.len()).position(|window| window == needle);
        let at = at.expect("the journal is in the file as text");
        for offset in at..at + needle.len() {
            let mut flipped = bytes.clone();
            flipped[offset] ^= 1;
            std::fs::write(&copy, flipped).expect("writes");
            let noticed = CaseStore::open_read_only(&copy).is_err();
            assert!(noticed, "byte {} of {:?}", offset - at, String::from_utf8_lossy(needle));
        }
    }
}

#[test]
fn a_truncated_case_is_refused_at_any_length() {
    let (folder, path) = case(&full_case::full());
    let bytes = std::fs::read(&path).expect("reads");
    let cut = folder.path().join("cut.wake");
    for length in (0..bytes.len()).step_by(bytes.len() / 150).chain([bytes.len() - 1]) {
        std::fs::write(&cut, &bytes[..length]).expect("writes");
        assert!(CaseStore::open(&cut).is_err(), "{length} of {} bytes", bytes.len());
        assert_eq!(std::fs::read(&cut).expect("reads").len(), length, "not a byte was changed");
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(120),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_flipped_bytes_make_it_panic_or_hang(flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        static CASE: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
        let mut bytes = CASE
            .get_or_init(|| {
                let (_folder, path) = case(&full_case::full());
                std::fs::read(path).expect("reads")
            })
            .clone();
        let length = bytes.len();
        for (at, byte) in flips {
            bytes[at.index(length)] = byte;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.wake");
        std::fs::write(&path, &bytes).expect("writes");
        if let Ok(mut store) = CaseStore::open(&path) {
            let _ = store.check(&Progress::default());
            let _ = store.transact(&Command::Remove(vec![VisitId::new(1).into()]), NOW, "A");
            let _ = store.undo(NOW, "A");
        } else {
            prop_assert!(std::fs::read(&path).expect("reads") == bytes, "a refused file is not changed");
        }
    }
}

#[test]
fn what_a_kill_left_half_way_is_rolled_back() {
    let check = |path: &Path| {
        let issues = check_file(path, &Progress::default())?;
        assert!(!issues.has_errors(), "{issues:?}");
        CaseStore::open(path)
    };
    for open in [CaseStore::open, CaseStore::open_read_only, check] {
        let (folder, path) = case(&full_case::full());
        let killed = folder.path().join("killed.wake");
        {
            let conn = Connection::open(&path).expect("opens");
            conn.execute_batch(
                "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE;
                 UPDATE vessel SET name = 'half-way', note = hex(zeroblob(200000)); UPDATE visit SET hedge = 'denied';
                 UPDATE place SET name = hex(zeroblob(100000));",
            )
            .expect("writes");
            std::fs::copy(&path, &killed).expect("copies");
            std::fs::copy(folder.path().join("a case.wake-journal"), folder.path().join("killed.wake-journal"))
                .expect("copies the hot journal");
        }
        let untouched = std::fs::read(&path).expect("reads");
        assert!(std::fs::read(&killed).expect("reads") != untouched, "the change had reached the file");
        let store = open(&killed).expect("opens");
        assert_eq!(*store.facts(), full_case::full());
        crate::store::assert_sound(&store);
    }
}

/// Leaves a case as a kill does whose commit had written the first page and not what follows: `sql` is in the journal,
/// the page bears the changed header, and the file has not grown yet.
fn killed_after_the_first_page(path: &Path, sql: &str, version: u32) {
    let before = std::fs::metadata(path).expect("there").len();
    let journal = path.with_file_name("a case.wake-journal");
    let (file, beside) = {
        let conn = Connection::open(path).expect("opens");
        conn.execute_batch(&format!("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE; {sql}"))
            .expect("writes");
        (std::fs::read(path).expect("reads"), std::fs::read(&journal).expect("reads"))
    };
    let mut file = file[..usize::try_from(before).expect("small")].to_vec();
    let pages = u32::try_from(before / 4_096 + 50).expect("small");
    let counter: Vec<u8> = vec![0xff; 4];
    for (at, bytes) in [(24, &counter[..]), (28, &pages.to_be_bytes()), (60, &version.to_be_bytes()), (92, &counter)] {
        file[at..at + 4].copy_from_slice(bytes);
    }
    std::fs::write(path, file).expect("writes");
    std::fs::write(journal, beside).expect("writes");
}

#[test]
fn a_kill_between_the_first_page_and_the_last_is_rolled_back() {
    let check = |path: &Path| {
        let issues = check_file(path, &Progress::default())?;
        assert!(!issues.has_errors(), "{issues:?}");
        CaseStore::open(path)
    };
    for open in [CaseStore::open, CaseStore::open_read_only, check] {
        let (_folder, path) = case(&full_case::full());
        let sql = "UPDATE vessel SET note = hex(zeroblob(200000)); UPDATE place SET name = hex(zeroblob(100000));";
        killed_after_the_first_page(&path, sql, 3);
        let store = open(&path).expect("opens");
        assert_eq!(*store.facts(), full_case::full());
        crate::store::assert_sound(&store);
    }
}

#[test]
fn a_conversion_that_was_killed_is_rolled_back_and_done_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a case.wake");
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/format-2.wake"), &path).expect("copies");
    let sql = "UPDATE vessel SET note = hex(zeroblob(200000)); UPDATE place SET name = hex(zeroblob(100000));";
    killed_after_the_first_page(&path, sql, 3);
    let store = CaseStore::open(&path).expect("opens");
    assert!(store.facts().vessels.iter().all(|row| row.note.len() < 100_000), "what was not committed is not there");
    crate::store::assert_sound(&store);
}

#[test]
fn a_journal_that_names_another_file_is_refused_and_that_file_stays() {
    let (folder, path) = case(&full_case::full());
    let victim = folder.path().join("victim");
    std::fs::write(&victim, "precious").expect("writes");
    // As SQLite ends a journal that is part of a change over several files: name, length, checksum, magic.
    let magic = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    let name = victim.to_str().expect("text").as_bytes();
    let mut journal = magic.to_vec();
    journal.resize(512, 0);
    journal.extend_from_slice(&[0, 0, 0, 1]);
    journal.extend_from_slice(name);
    journal.extend_from_slice(&u32::try_from(name.len()).expect("short").to_be_bytes());
    let sum: u32 = name.iter().map(|byte| u32::from(*byte)).sum();
    journal.extend_from_slice(&sum.to_be_bytes());
    journal.extend_from_slice(&magic);
    std::fs::write(folder.path().join("a case.wake-journal"), journal).expect("writes");
    let error = CaseStore::open(&path).expect_err("refused");
    assert!(matches!(error, StoreError::Hostile { .. }), "{error}");
    assert_eq!(std::fs::read(&victim).expect("still there"), b"precious");
}

#[test]
fn a_case_that_another_program_holds_is_said_to_be_in_use() {
    let (_folder, path) = case(&full_case::full());
    let other = Connection::open(&path).expect("opens");
    other.execute_batch("BEGIN EXCLUSIVE").expect("holds");
    let error = CaseStore::open(&path).expect_err("held");
    assert!(matches!(error, StoreError::Locked { .. }), "{error}");
    other.execute_batch("COMMIT").expect("lets go");
    let mut store = CaseStore::open(&path).expect("opens");
    assert_eq!(store.mode(), &Mode::ReadWrite);
    other.execute_batch("BEGIN IMMEDIATE").expect("holds");
    let facts = store.facts();
    let error = store.transact(&Command::Remove(vec![VisitId::new(1).into()]), NOW, "A").expect_err("held");
    assert!(matches!(error, StoreError::Locked { .. }), "{error}");
    assert_eq!(store.facts(), facts);
    other.execute_batch("COMMIT").expect("lets go");
    store.transact(&Command::Remove(vec![VisitId::new(1).into()]), NOW, "A").expect("removes");
}
