//! The files of an evidence bundle: plain data in, bytes out.
//!
//! A bundle is a `BagIt` bag ([`bag`]) whose payload is an RO-Crate ([`crate_metadata`]) with a page for people
//! ([`index_html`]), tables, the case and the files of its exhibits under [`names`] that every system can hold. Knows no
//! ZIP and no case file; the task that makes bundles puts the files together.

use crate::base::hash::Sha256;
use crate::base::time::Utc;
use crate::model::facts::Facts;
use crate::model::ids::ExhibitId;

pub mod bag;
pub mod crate_metadata;
pub mod index_html;
pub mod journal_csv;
pub mod left_out;
mod markup;
pub mod names;
pub mod readme;

pub use left_out::{LeftOut, What, Why};

/// The page for people, in the payload.
pub const INDEX: &str = "index.html";
/// What the crate holds, in the payload.
pub const CRATE: &str = "ro-crate-metadata.json";
/// The case file, in the payload.
pub const CASE: &str = "case.wake";
/// The case as text, in the payload.
pub const CASE_JSON: &str = "case.wake.json";
/// Findings and shipments as Markdown, in the payload.
pub const FINDINGS: &str = "findings.md";
/// The table of exhibits, in the payload.
pub const EXHIBITS: &str = "exhibits.csv";
/// The extract of the journal, in the payload.
pub const JOURNAL: &str = "journal.csv";
/// What was left out, in the payload.
pub const LEFT_OUT: &str = "left-out.csv";
/// How the bundle is checked, in the payload.
pub const README: &str = "README.txt";
/// The folder of attached files, in the payload.
pub const FILES: &str = "files/";

/// Labels of `bag-info.txt` that are Wakeline's own; section 2.2.2 of RFC 8493 allows any.
pub mod label {
    /// The newest hash of the journal of the case that the bundle was made from.
    pub const JOURNAL_HEAD: &str = "Wakeline-Journal-Head";
    /// The number of entries in that journal.
    pub const JOURNAL_ENTRIES: &str = "Wakeline-Journal-Entries";
    /// The newest hash of the journal of the case in the bundle.
    pub const CASE_HEAD: &str = "Wakeline-Case-Head";
    /// Who may see the bundle, by TLP 2.0.
    pub const HANDLING: &str = "Wakeline-Handling";
    /// What was chosen.
    pub const CHOSEN: &str = "Wakeline-Chosen";
    /// What was left out, in a sentence.
    pub const LEFT_OUT: &str = "Wakeline-Left-Out";
}

/// A file of an exhibit as it lies in the bundle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AttachedFile {
    /// The exhibit.
    pub exhibit: ExhibitId,
    /// Where it lies in the payload: `files/E-3/name`.
    pub path: String,
    /// Its name as it arrived.
    pub name: String,
    /// Its media type as it was recorded; empty if unknown.
    pub media_type: String,
    /// The hash of its bytes.
    pub sha256: Sha256,
    /// How many bytes it has.
    pub bytes: u64,
    /// Whether the case holds the bytes, so that they are in the bundle.
    pub held: bool,
}

/// Everything that the files for people say.
#[derive(Clone, Copy)]
pub struct Bundle<'a> {
    /// What was chosen, after what was to be left out is gone.
    pub facts: &'a Facts,
    /// What was chosen, as a sentence.
    pub chosen: &'a str,
    /// When the case was last changed: the date of the bundle.
    pub time: Utc,
    /// The newest hash of the case's journal.
    pub head: Sha256,
    /// The number of entries in that journal.
    pub entries: u64,
    /// The files of its exhibits, by exhibit number.
    pub files: &'a [AttachedFile],
    /// What was left out.
    pub left_out: &'a [LeftOut],
}

impl Bundle<'_> {
    /// The title of the case, or words for none.
    #[must_use]
    pub fn title(&self) -> &str {
        match self.facts.case.title.trim() {
            "" => "Untitled case",
            title => title,
        }
    }

    /// The day of the bundle: `2024-04-02`.
    #[must_use]
    pub fn day(&self) -> String {
        self.time.to_string().chars().take(10).collect()
    }
}
