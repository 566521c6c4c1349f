//! Bytes of files inside the case: found by their hash, written once, in pieces of one mebibyte.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use sha2::Digest;

use super::error::StoreError;
use crate::base::hash::Sha256;
use crate::base::issues::Issues;
use crate::base::progress::Progress;

/// Bytes of one piece. `SQLite` refuses a blob of a gibibyte, and a piece must fit in memory twice.
const PIECE: usize = 1 << 20;

/// Stands for the hash while the bytes are still arriving; no hash contains it.
const ARRIVING: &str = "----------------------------------------------------------------";

/// Stores everything that a reader gives; the second time the same bytes arrive, nothing is written.
pub fn attach(conn: &mut Connection, bytes: &mut dyn Read, path: &Path) -> Result<(Sha256, u64), StoreError> {
    let sql = |error| StoreError::from_sql(error, path);
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
    tx.execute("INSERT INTO attachment (sha256, bytes) VALUES (?1, 0)", [ARRIVING]).map_err(sql)?;
    let id = tx.last_insert_rowid();
    let mut hasher = sha2::Sha256::new();
    let mut total = 0_u64;
    let mut piece = Vec::with_capacity(PIECE);
    for position in 0_i64.. {
        piece.clear();
        let reading = (&mut *bytes).take(PIECE as u64).read_to_end(&mut piece);
        reading.map_err(|error| StoreError::from_io(error, "read the file to be attached", path))?;
        if piece.is_empty() {
            break;
        }
        hasher.update(&piece);
        total += piece.len() as u64;
        let insert = "INSERT INTO attachment_chunk (attachment, position, data) VALUES (?1, ?2, ?3)";
        let mut insert = tx.prepare_cached(insert).map_err(sql)?;
        insert.execute(params![id, position, piece]).map_err(sql)?;
    }
    let sha = Sha256(hasher.finalize().into());
    if find(&tx, sha).map_err(sql)?.is_some() {
        // Dropping the transaction takes the second copy back.
        return Ok((sha, total));
    }
    let length = i64::try_from(total).unwrap_or(i64::MAX);
    let update = "UPDATE attachment SET sha256 = ?2, bytes = ?3 WHERE id = ?1";
    tx.execute(update, params![id, sha.to_string(), length]).map_err(sql)?;
    tx.commit().map_err(sql)?;
    Ok((sha, total))
}

fn find(conn: &Connection, sha: Sha256) -> rusqlite::Result<Option<i64>> {
    let mut statement = conn.prepare_cached("SELECT id FROM attachment WHERE sha256 = ?1")?;
    statement.query_row([sha.to_string()], |row| row.get(0)).optional()
}

/// Gives the pieces of an attachment to `take` in order, and returns their hash and length.
fn pieces(conn: &Connection, id: i64, mut take: impl FnMut(&[u8])) -> rusqlite::Result<(Sha256, u64)> {
    let mut statement =
        conn.prepare_cached("SELECT data FROM attachment_chunk WHERE attachment = ?1 ORDER BY position")?;
    let mut rows = statement.query([id])?;
    let (mut hasher, mut total) = (sha2::Sha256::new(), 0);
    while let Some(row) = rows.next()? {
        let data = row.get_ref(0)?.as_blob()?;
        hasher.update(data);
        total += data.len() as u64;
        take(data);
    }
    Ok((Sha256(hasher.finalize().into()), total))
}

/// The bytes with this hash, checked against it.
pub fn read(conn: &Connection, sha: Sha256, path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = |error| StoreError::from_sql(error, path);
    let Some(id) = find(conn, sha).map_err(sql)? else { return Ok(None) };
    let mut bytes = Vec::new();
    let (found, _) = pieces(conn, id, |piece| bytes.extend_from_slice(piece)).map_err(sql)?;
    if found == sha {
        return Ok(Some(bytes));
    }
    let what = format!("the attached file with the SHA-256 {sha} is not what was stored");
    Err(StoreError::Damaged { what, path: path.to_path_buf() })
}

/// The hashes of all attachments with their lengths; no piece is read.
pub fn lengths(conn: &Connection) -> rusqlite::Result<BTreeMap<Sha256, u64>> {
    let mut statement = conn.prepare_cached("SELECT sha256, bytes FROM attachment")?;
    let mut rows = statement.query([])?;
    let mut found = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (sha, length): (String, i64) = (row.get(0)?, row.get(1)?);
        if let (Ok(sha), Ok(length)) = (sha.parse(), u64::try_from(length)) {
            found.insert(sha, length);
        }
    }
    Ok(found)
}

/// Notes every attachment that is not what its hash says, and every file of an exhibit whose bytes are not here.
pub fn check(conn: &Connection, progress: &Progress, issues: &mut Issues) -> rusqlite::Result<()> {
    let mut statement = conn.prepare("SELECT id, sha256, bytes FROM attachment ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, expected, length): (i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let mut cancelled = false;
        let (found, total) = pieces(conn, id, |_| cancelled |= progress.advance(1).is_err())?;
        if cancelled {
            return Ok(());
        }
        if found.to_string() != expected || u64::try_from(length) != Ok(total) {
            issues.error(format!("attachment {expected}"), "Its bytes are not what was stored");
        }
    }
    let mut statement = conn.prepare(include_str!("queries/files_without_bytes.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (number, name): (i64, String) = (row.get(0)?, row.get(1)?);
        let name = crate::base::text::visible(&name).into_owned();
        issues.warning(format!("E-{number}"), format!("The bytes of its file “{name}” are not in the case"));
    }
    Ok(())
}
