//! The hash chain over the journal, and what follows from it: the newest hash, what can be undone and redone.
//!
//! ```text
//!  h(n) = SHA-256( "case-journal-v1" · n · h(n-1) · time · actor · label · undo_of · state · rows … )
//!  row  = id · table_name · row_id · before · after
//!  each field: its length in bytes as a 64-bit big-endian number, then the bytes; NULL: eight bytes of 0xFF
//!  numbers are written in decimal, hashes in hexadecimal; h(0) is 64 zeros
//! ```

use rusqlite::{Connection, Row, Rows};
use sha2::Digest;

use super::journal::History;
use super::load::LoadError;
use crate::base::hash::Sha256;
use crate::base::progress::Progress;

/// Collects fields into a hash.
#[derive(Clone)]
pub struct Fields(sha2::Sha256);

impl Fields {
    /// Begins with a text that keeps hashes of different things apart.
    pub fn new(domain: &str) -> Self {
        let mut hasher = sha2::Sha256::new();
        hasher.update(domain.as_bytes());
        Self(hasher)
    }

    /// Adds one field.
    pub fn add(&mut self, field: Option<&[u8]>) {
        match field {
            Some(bytes) => {
                self.0.update((bytes.len() as u64).to_be_bytes());
                self.0.update(bytes);
            }
            None => self.0.update([0xFF; 8]),
        }
    }

    /// Adds a number.
    pub fn number(&mut self, number: i64) {
        self.add(Some(number.to_string().as_bytes()));
    }

    /// The hash.
    pub fn finish(self) -> Sha256 {
        Sha256(self.0.finalize().into())
    }
}

/// The fields of an entry that its hash covers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Its number.
    pub seq: i64,
    /// When.
    pub time: String,
    /// By whom.
    pub actor: String,
    /// What.
    pub label: String,
    /// The entry that it takes back.
    pub undo_of: Option<i64>,
    /// The digest of all rows, where the journal begins anew.
    pub state: Option<String>,
}

impl Entry {
    fn begin(&self, previous: Sha256) -> Fields {
        let mut fields = Fields::new("case-journal-v1");
        fields.number(self.seq);
        for text in [&previous.to_string(), &self.time, &self.actor, &self.label] {
            fields.add(Some(text.as_bytes()));
        }
        fields.add(self.undo_of.map(|seq| seq.to_string()).as_deref().map(str::as_bytes));
        fields.add(self.state.as_deref().map(str::as_bytes));
        fields
    }
}

fn text<'r>(row: &'r Row<'_>, at: usize, what: &str) -> Result<&'r str, LoadError> {
    row.get_ref(at)?.as_str().map_err(|_| LoadError::Damaged(format!("{what} is not a text")))
}

/// Adds a row `(id, table_name, row_id, before, after)` that begins with column `at`.
fn add_row(fields: &mut Fields, row: &Row<'_>, at: usize) -> Result<(), LoadError> {
    let number = |at| -> Result<i64, LoadError> {
        row.get_ref(at)?.as_i64().map_err(|_| LoadError::Damaged("a row of the journal has no number".to_owned()))
    };
    fields.number(number(at)?);
    fields.add(Some(text(row, at + 1, "a table name in the journal")?.as_bytes()));
    fields.number(number(at + 2)?);
    for image in [at + 3, at + 4] {
        let image = row.get_ref(image)?.as_str_or_null();
        fields.add(
            image
                .map_err(|_| LoadError::Damaged("an image in the journal is not a text".to_owned()))?
                .map(str::as_bytes),
        );
    }
    Ok(())
}

/// The hash of the entry with its rows as they are in the file.
pub fn hash_entry(conn: &Connection, entry: &Entry, previous: Sha256) -> Result<Sha256, LoadError> {
    let mut fields = entry.begin(previous);
    let mut statement = conn.prepare_cached(include_str!("queries/entry_rows.sql"))?;
    let mut rows = statement.query([entry.seq])?;
    while let Some(row) = rows.next()? {
        add_row(&mut fields, row, 0)?;
    }
    Ok(fields.finish())
}

/// Verifies the whole chain and tells what can be undone and redone.
pub fn verify(conn: &Connection, progress: &Progress) -> Result<History, LoadError> {
    let mut entries = conn.prepare(include_str!("queries/entries.sql"))?;
    let mut entries = entries.query([])?;
    let mut rows = conn.prepare(include_str!("queries/all_rows.sql"))?;
    let mut rows = rows.query([])?;
    let mut waiting = next_row(&mut rows)?;
    let mut history = History::default();
    while let Some(row) = entries.next()? {
        // Cancelled between entries; the caller asks the handle again and says so.
        if progress.advance(1).is_err() {
            return Ok(history);
        }
        let seq: i64 = row.get(0)?;
        let wrong = |what: &str| LoadError::Damaged(format!("journal entry {seq} {what}"));
        let field = |at| text(row, at, &format!("a field of journal entry {seq}")).map(str::to_owned);
        let number = |value: rusqlite::types::ValueRef<'_>| value.as_i64_or_null().map_err(|_| wrong("is broken"));
        let state = row.get_ref(5)?.as_str_or_null().map_err(|_| wrong("is broken"))?;
        let entry = Entry {
            seq,
            time: field(1)?,
            actor: field(2)?,
            label: field(3)?,
            undo_of: number(row.get_ref(4)?)?,
            state: state.map(str::to_owned),
        };
        let stored: Sha256 = field(6)?.parse().map_err(|_| wrong("has no hash"))?;
        if seq != history.next_seq() {
            return Err(wrong(&format!("stands where entry {} should be", history.next_seq())));
        }
        let mut fields = entry.begin(history.head);
        while let Some(journal_row) = waiting {
            let of: i64 = journal_row.get(0)?;
            if of != seq {
                break;
            }
            add_row(&mut fields, journal_row, 1)?;
            waiting = next_row(&mut rows)?;
        }
        if fields.finish() != stored {
            return Err(wrong("is not what was written: its hash does not fit"));
        }
        history.append(&entry, stored).map_err(|what| wrong(&what))?;
    }
    if waiting.is_some() {
        return Err(LoadError::Damaged("the journal has rows that belong to no entry".to_owned()));
    }
    if history.is_empty() {
        return Err(LoadError::Damaged("the journal is empty".to_owned()));
    }
    Ok(history)
}

fn next_row<'a, 'r>(rows: &'a mut Rows<'r>) -> Result<Option<&'a Row<'r>>, LoadError> {
    Ok(rows.next()?)
}
