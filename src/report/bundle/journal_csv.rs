//! The extract of a journal: enough to say when something was done and to find its entry again by its hash.

use std::io::{self, Write};

use crate::base::hash::Sha256;
use crate::base::time::Utc;
use crate::report::csv::{self, Cell};

/// One entry of a journal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// Its number, from 1.
    pub seq: u64,
    /// When, in UTC.
    pub time: Utc,
    /// By whom; none leaves it out.
    pub actor: Option<String>,
    /// What, in the user's words; none leaves it out.
    pub label: Option<String>,
    /// Its hash, which holds that of the entry before.
    pub hash: Sha256,
}

/// Writes the header.
///
/// # Errors
/// As the writer.
pub fn begin(out: &mut impl Write) -> io::Result<()> {
    out.write_all(csv::BOM)?;
    csv::header(out, &["entry", "time", "who", "label", "sha256"])
}

/// Writes one entry; what is left out is an empty cell.
///
/// # Errors
/// As the writer.
pub fn line(line: &Line, out: &mut impl Write) -> io::Result<()> {
    let text = |text: &Option<String>| text.as_ref().map_or(Cell::Empty, Cell::text);
    let cells = [
        Cell::number(line.seq),
        Cell::text(line.time.to_string()),
        text(&line.actor),
        text(&line.label),
        Cell::text(line.hash.to_string()),
    ];
    csv::row(out, &cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_a_row_and_what_is_left_out_is_empty() {
        let mut out = Vec::new();
        begin(&mut out).expect("in memory");
        let hash = Sha256::of(b"");
        let mut entry = Line { seq: 2, time: Utc(0), actor: None, label: Some("=Tag V-3".to_owned()), hash };
        line(&entry, &mut out).expect("in memory");
        entry.label = None;
        line(&entry, &mut out).expect("in memory");
        let text = String::from_utf8(out).expect("UTF-8");
        let rows: Vec<&str> = text.lines().collect();
        assert_eq!(rows[0], "\u{FEFF}\"entry\",\"time\",\"who\",\"label\",\"sha256\"");
        assert_eq!(rows[1], format!("2,\"1970-01-01T00:00:00Z\",,\"'=Tag V-3\",\"{hash}\""));
        assert_eq!(rows[2], format!("2,\"1970-01-01T00:00:00Z\",,,\"{hash}\""));
    }
}
