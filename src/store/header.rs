//! The first hundred bytes of a case file, read without `SQLite`: a kill may leave them ahead of the rest of the file, and
//! until that is rolled back `SQLite` takes the file for a broken one.

use std::io::Read;
use std::path::Path;

use super::connect;
use super::error::StoreError;
use super::schema::{self, APPLICATION_ID, Step};

/// How a database begins. <https://www.sqlite.org/fileformat2.html#the_database_header>
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// Length of a database's header in bytes.
const LENGTH: usize = 100;
/// The version that programs need for writing and for reading, one byte each. 2 means a write-ahead log.
const NEEDED: [usize; 2] = [18, 19];
/// `PRAGMA user_version`, four bytes, highest first.
const USER_VERSION: usize = 60;
/// `PRAGMA application_id`, four bytes, highest first.
const APPLICATION: usize = 68;

/// Looks at the header without a lock and without changing a byte, and returns the file format.
pub fn version(path: &Path, length: u64, steps: &[Step]) -> Result<u32, StoreError> {
    let not = |what: &str| StoreError::NotACase { what: what.to_owned(), path: path.to_path_buf() };
    let bytes = read(path).map_err(|error| StoreError::from_io(error, "open the case", path))?;
    // What a database without a header is: an empty one.
    if bytes.is_empty() {
        return Err(not("nothing in it says that it is one"));
    }
    if bytes.len() < LENGTH || !bytes.starts_with(MAGIC) {
        return Err(not("it is not a database"));
    }
    let number = |at: usize| bytes[at..at + 4].iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
    match number(APPLICATION).cast_signed() {
        APPLICATION_ID => {}
        0 => return Err(not("nothing in it says that it is one")),
        _ => return Err(not("it belongs to another program")),
    }
    let version =
        u32::try_from(number(USER_VERSION).cast_signed()).map_err(|_| not("its file format is below zero"))?;
    if version == 0 {
        return Err(not("it has no file format"));
    }
    if version > schema::version(steps) {
        return Err(StoreError::Newer { version, written_by: written_by(path, length), path: path.to_path_buf() });
    }
    if NEEDED.into_iter().any(|at| bytes[at] > 1) {
        return Err(not("another program gave it a write-ahead log; run PRAGMA journal_mode = DELETE on it there"));
    }
    Ok(version)
}

fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(LENGTH);
    std::fs::File::open(path)?.take(LENGTH as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Which program wrote a case of a newer format, as far as it says.
fn written_by(path: &Path, length: u64) -> String {
    let asked = connect::peek(path).and_then(|mut conn| {
        connect::limit_work(&mut conn, length)?;
        conn.query_row("SELECT written_by FROM file_info", [], |row| row.get::<_, String>(0))
    });
    let said = asked.unwrap_or_else(|_| "one that does not say its name".to_owned());
    crate::base::text::visible(&said.chars().take(60).collect::<String>()).into_owned()
}
