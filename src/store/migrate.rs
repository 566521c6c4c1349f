//! Older file formats: converted step by step, after a verified copy was put beside the case.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::catalog::Catalog;
use super::error::StoreError;
use super::journal::{self, NewEntry};
use super::load::LoadError;
use super::open::View;
use super::schema::{self, Step, WRITTEN_BY};
use super::{chain, connect, copy, digest};
use crate::base::progress::Progress;
use crate::base::time::{Utc, When};

/// Converts a case from format `version` to the newest, in one transaction.
///
/// The journal begins anew with an entry of its own: what came before stays readable and is not undone any more, since
/// its images show columns as they were.
pub fn migrate(path: &Path, length: u64, version: u32, steps: &[Step]) -> Result<(), StoreError> {
    let done = steps.iter().take_while(|step| step.to <= version).count();
    let (done, to_do) = steps.split_at(done);
    if schema::version(done) != version {
        return Err(StoreError::TooOld { version, path: path.to_path_buf() });
    }
    let view = View::open(path, length, done)?;
    chain::verify(&view.conn, &Progress::default()).map_err(|error| error.at(path))?;
    let kept = connect::beside(path, &format!(".format-{version}"));
    match copy::copy(&view.conn, &kept) {
        // Kept by an earlier attempt.
        Ok(()) | Err(StoreError::Exists { .. }) => {}
        Err(error) => return Err(error),
    }
    drop(view);
    let mut conn = connect::read_write(path).map_err(|error| StoreError::from_sql(error, path))?;
    convert(&mut conn, to_do).map_err(|error| error.at(path))
}

fn convert(conn: &mut Connection, steps: &[Step]) -> Result<(), LoadError> {
    let mode: String = conn.pragma_update_and_check(None, "journal_mode", "TRUNCATE", |row| row.get(0))?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", false)?;
    if mode != "truncate" {
        return Err(LoadError::Damaged("it could not be set up for writing".to_owned()));
    }
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in steps {
        tx.execute_batch(step.sql)?;
    }
    tx.pragma_update(None, "user_version", schema::version(steps))?;
    tx.execute("UPDATE file_info SET written_by = ?1", [WRITTEN_BY])?;
    let mut history = chain::verify(&tx, &Progress::default())?;
    let newest = "SELECT time, actor FROM journal_entry ORDER BY seq DESC LIMIT 1";
    let (time, actor): (String, String) = tx.query_row(newest, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    // Opening knows neither time nor person, so the entry bears those of the last change.
    let time = time.parse::<When>().map_or(Utc::default(), When::start);
    let label = format!("Convert the file to format {}", schema::version(steps));
    let entry = NewEntry { time, actor: &actor, label: &label, undo_of: None, merge: false };
    let state = digest::state(&tx, &Catalog::read(&tx)?)?;
    journal::record_horizon(&tx, &mut history, &entry, state)?;
    tx.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::hash::Sha256;
    use crate::model::entity::Entity;
    use crate::model::facts::Facts;
    use crate::model::ids::VesselId;
    use crate::model::vessel::Vessel;
    use crate::store::CaseStore;
    use crate::store::open::open;
    use crate::store::schema::STEPS;

    fn case(folder: &Path) -> std::path::PathBuf {
        let path = folder.join("old.wake");
        let mut facts = Facts::default();
        facts.put(Entity::Vessel(Box::new(Vessel::named(VesselId::new(1), "Chon Ma San"))));
        CaseStore::create(&path, &facts, "New", Utc(0), "A").expect("creates");
        path
    }

    /// A step beyond the newest format.
    const NEXT: Step = Step { to: 5, sql: "ALTER TABLE vessel ADD COLUMN hull_colour TEXT;" };

    #[test]
    fn an_older_case_is_copied_then_converted_and_its_journal_goes_on() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = case(folder.path());
        let before = Sha256::of(&std::fs::read(&path).expect("reads"));
        let steps = [STEPS, &[NEXT]].concat();
        let opened = open(&path, true, &steps).expect("converts");
        assert_eq!(opened.facts.vessels.len(), 1);
        assert_eq!((opened.history.len(), opened.history.undoable()), (2, None));
        drop(opened);
        let kept = folder.path().join("old.wake.format-4");
        assert!(CaseStore::open_read_only(&kept).is_ok(), "the copy opens in the old version");
        let error = CaseStore::open(&path).expect_err("newer now").to_string();
        assert!(error.contains("newer version"), "{error}");
        assert_ne!(Sha256::of(&std::fs::read(&path).expect("reads")), before);
    }

    #[test]
    fn a_conversion_that_fails_leaves_the_case_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = case(folder.path());
        let before = std::fs::read(&path).expect("reads");
        let broken = Step { to: 5, sql: "ALTER TABLE vessel ADD COLUMN a TEXT; UPDATE nowhere SET x = 1;" };
        assert!(open(&path, true, &[STEPS, &[broken]].concat()).is_err());
        assert_eq!(std::fs::read(&path).expect("reads"), before);
        assert!(CaseStore::open(&path).is_ok());
    }

    #[test]
    fn an_older_case_that_cannot_be_written_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = case(folder.path());
        let error = open(&path, false, &[STEPS, &[NEXT]].concat()).map(drop).expect_err("read only");
        assert!(matches!(error, StoreError::TooOld { version: 4, .. }), "{error}");
    }
}
