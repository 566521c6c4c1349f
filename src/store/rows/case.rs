//! The case itself as rows.

use rusqlite::types::Value;

use super::Child;
use super::cells::Out;
use crate::model::case::Case;
use crate::store::load::{LoadError, Reader};

/// The case's own row; there is one, with the id 1.
pub const CASE_INFO: Child = Child {
    table: "case_info",
    owner: "id",
    columns: &["title", "reference", "question", "handling", "time_zone", "note"],
};
/// Its authors.
pub const CASE_AUTHOR: Child = Child { table: "case_author", owner: "case_info", columns: &["name"] };

/// The case as its row.
pub fn case_row(case: &Case) -> Vec<Value> {
    let out = Out::default().text(&case.title).known(&case.reference).known(&case.question);
    out.word(&case.handling).text(&case.time_zone).known(&case.note).0
}

/// Its authors as rows.
pub fn author_rows(case: &Case) -> Vec<Vec<Value>> {
    case.authors.iter().map(|name| Out::default().text(name).0).collect()
}

/// The case as it stands in the file; none if its row is missing.
pub fn read_case(reader: &Reader<'_>) -> Result<Option<Case>, LoadError> {
    let mut found = reader.rows(CASE_INFO.table, "id", CASE_INFO.columns, |_, cells| {
        Ok(Case {
            title: cells.known()?,
            reference: cells.known()?,
            question: cells.known()?,
            handling: cells.word()?,
            authors: Vec::new(),
            time_zone: cells.known()?,
            note: cells.known()?,
        })
    })?;
    reader.lists(
        &CASE_AUTHOR,
        &mut found,
        |_| 1,
        |cells| Ok(cells.text()?.to_owned()),
        |case, name| case.authors.push(name),
    )?;
    Ok(found.pop())
}
