//! A case as text, `NAME.wake.json`: read whole or refused whole, with the place of the first fault.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::error::Category;

use crate::base::hash::Sha256;
use crate::base::issues::{Issues, Location, Severity};
use crate::base::table::Row;
use crate::base::text::count;
use crate::model::document::{Attachment, Document, FORMAT, VERSION};
use crate::model::ids::{EntityKind, Id};
use crate::model::validate;

pub use super::merge::{Merged, merge};

/// Larger files are refused before they are read.
pub const MOST_BYTES: usize = 512 << 20;
/// Ids and numbers count from 1; what reaches beyond this was not counted, and sets of ids would not fit in memory.
pub const LARGEST_ID: u32 = 99_999_999;

/// A case that was read and found in order.
#[derive(Clone, PartialEq, Debug)]
pub struct Imported {
    /// The case, without its attachments.
    pub document: Document,
    /// The bytes of attached files, each checked against its hash.
    pub attachments: Vec<(Sha256, Vec<u8>)>,
    /// What is worth knowing; no errors.
    pub issues: Issues,
}

/// Why a file is not read. Each is one sentence with the place first and the file last.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ImportError {
    /// Larger than [`MOST_BYTES`].
    #[error("The file has {bytes} bytes; a case as text has at most 512 MiB. Nothing was read from {file}")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The file as given.
        file: String,
    },
    /// Not JSON at all, or damaged.
    #[error("This is not JSON: {reason} (line {line}, column {column}). Nothing was read from {file}")]
    NotJson {
        /// What is wrong there.
        reason: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// The file as given.
        file: String,
    },
    /// JSON that ends too early.
    #[error(
        "The file is incomplete: it ends at line {line}, column {column}, in the middle of a value. Nothing was read from {file}"
    )]
    Truncated {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// The file as given.
        file: String,
    },
    /// JSON of something else.
    #[error("This is JSON and no Wakeline case: {reason}. Nothing was read from {file}")]
    NotACase {
        /// What is missing or different.
        reason: String,
        /// The file as given.
        file: String,
    },
    /// Written by a later version.
    #[error(
        "The file has form {found}, and this version of Wakeline reads up to form {VERSION}; open it with a newer version. Nothing was read from {file}"
    )]
    Newer {
        /// The form it says it has.
        found: u32,
        /// The file as given.
        file: String,
    },
    /// A field that is unknown, missing or has a value that cannot be.
    #[error("{reason} (line {line}, column {column}). Nothing was read from {file}")]
    Field {
        /// What is wrong there.
        reason: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// The file as given.
        file: String,
    },
    /// Every field is right and the whole is not: references, ids, numbers, hashes.
    #[error("{first}{more}. Nothing was read from {file}", more = more(issues))]
    Inconsistent {
        /// The first issue.
        first: String,
        /// All of them.
        issues: Issues,
        /// The file as given.
        file: String,
    },
}

impl ImportError {
    /// Line and column, if it is about one place.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        match self {
            Self::NotJson { line, column, .. }
            | Self::Truncated { line, column, .. }
            | Self::Field { line, column, .. } => Some((*line, *column)),
            Self::TooLarge { .. } | Self::NotACase { .. } | Self::Newer { .. } | Self::Inconsistent { .. } => None,
        }
    }
}

fn more(issues: &Issues) -> String {
    match issues.as_slice().len() {
        0 | 1 => String::new(),
        n => format!(", and {}", count(n - 1, "more problem")),
    }
}

/// Only what says whether the rest can be read.
#[derive(Deserialize)]
struct Header {
    format: Option<serde_json::Value>,
    version: Option<serde_json::Value>,
}

/// Reads a case as text. `file` is only for messages.
///
/// # Errors
/// If it is too large, no JSON, no case, newer, or if anything in it is wrong: then nothing of it is taken.
pub fn read(bytes: &[u8], file: &str) -> Result<Imported, ImportError> {
    let file = file.to_owned();
    if bytes.len() > MOST_BYTES {
        return Err(ImportError::TooLarge { bytes: bytes.len(), file });
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    header(bytes, &file)?;
    let mut document: Document = serde_json::from_slice(bytes).map_err(|error| wrong(&error, &file))?;
    let mut issues = repeated_ids(&document);
    let attachments = attachments(&mut document, &mut issues);
    // With an id given twice, one of the two would hide the other and its faults.
    if !issues.has_errors() {
        let facts = document.clone().into_facts();
        issues.extend(validate::all_problems(&facts));
    }
    match issues.as_slice().iter().find(|issue| issue.severity == Severity::Error) {
        None => Ok(Imported { document, attachments, issues }),
        Some(first) => {
            let first = first.to_string();
            let errors = issues.as_slice().iter().filter(|issue| issue.severity == Severity::Error);
            let mut only = Issues::default();
            for issue in errors {
                only.push(issue.severity, issue.place.clone(), issue.message.clone());
            }
            Err(ImportError::Inconsistent { first, issues: only, file })
        }
    }
}

fn header(bytes: &[u8], file: &str) -> Result<(), ImportError> {
    let not_a_case = |reason: &str| ImportError::NotACase { reason: reason.to_owned(), file: file.to_owned() };
    let header: Header = match serde_json::from_slice(bytes) {
        Ok(header) => header,
        // A list would pass for an object whose fields are not named.
        Err(error) if error.is_data() && !bytes.trim_ascii_start().starts_with(b"{") => {
            return Err(not_a_case("it is not an object with named fields"));
        }
        Err(error) => return Err(wrong(&error, file)),
    };
    match header.format.as_ref().map(|format| format.as_str()) {
        Some(Some(FORMAT)) => {}
        Some(_) => return Err(not_a_case(&format!("its field “format” is not “{FORMAT}”"))),
        None => return Err(not_a_case("it has no field “format”")),
    }
    match header.version.as_ref().map(serde_json::Value::as_u64) {
        Some(Some(found)) if found > u64::from(VERSION) => {
            Err(ImportError::Newer { found: u32::try_from(found).unwrap_or(u32::MAX), file: file.to_owned() })
        }
        // What the first form says of saved views is understood beside what this one does.
        Some(Some(1..)) => Ok(()),
        Some(_) => Err(not_a_case("its field “version” is not a whole number from 1")),
        None => Err(not_a_case("it has no field “version”")),
    }
}

/// The parser's error in the words of this program.
fn wrong(error: &serde_json::Error, file: &str) -> ImportError {
    let (line, column, file) = (error.line().max(1), error.column().max(1), file.to_owned());
    let text = error.to_string();
    let bare = text.rsplit_once(" at line ").map_or(text.as_str(), |(bare, _)| bare);
    let reason = capped(&in_words(bare));
    match error.classify() {
        Category::Eof => ImportError::Truncated { line, column, file },
        Category::Syntax | Category::Io => ImportError::NotJson { reason, line, column, file },
        Category::Data => ImportError::Field { reason, line, column, file },
    }
}

fn in_words(message: &str) -> String {
    let between = |rest: &str| rest.split('`').next().unwrap_or_default().to_owned();
    let choices = |rest: &str| {
        let list = rest.split_once("expected ").map_or("", |(_, list)| list);
        list.trim_start_matches("one of ").replace('`', "").replace(" or ", ", ")
    };
    if let Some(rest) = message.strip_prefix("unknown field `") {
        return format!("There is no field “{}” here; the fields are {}", between(rest), choices(rest));
    }
    if let Some(rest) = message.strip_prefix("missing field `") {
        return format!("The field “{}” is missing here", between(rest));
    }
    if let Some(rest) = message.strip_prefix("duplicate field `") {
        return format!("The field “{}” is given twice here", between(rest));
    }
    if let Some(rest) = message.strip_prefix("unknown variant `") {
        return format!("“{}” is not one of {}", between(rest), choices(rest));
    }
    match message {
        "recursion limit exceeded" => "it is nested more than 128 deep".to_owned(),
        "expected value" => "there is no value where one must be; NaN and Infinity are none".to_owned(),
        "number out of range" => "a number is too large".to_owned(),
        other => crate::base::text::sentence_case(other),
    }
}

/// A value that is quoted in a message may be as long as the file.
fn capped(reason: &str) -> String {
    if reason.chars().count() <= 300 {
        return reason.to_owned();
    }
    format!("{}…", reason.chars().take(300).collect::<String>())
}

/// Ids that are given twice or lie outside the range, numbers that are zero or outside it.
fn repeated_ids(document: &Document) -> Issues {
    fn ids<T: Row<Key = Id<K>>, K>(kind: EntityKind, rows: &[T], issues: &mut Issues) {
        let mut seen = BTreeSet::new();
        for id in rows.iter().map(|row| row.key().0) {
            if id > LARGEST_ID {
                issues.error(format!("{}-{id}", kind.prefix()), format!("An id is at most {LARGEST_ID}"));
            } else if !seen.insert(id) {
                issues.error(
                    format!("{}-{id}", kind.prefix()),
                    format!("This id is given to more than one {}", kind.word()),
                );
            }
        }
    }
    fn numbers(kind: EntityKind, numbers: impl Iterator<Item = u32>, issues: &mut Issues) {
        for number in numbers.filter(|number| *number == 0 || *number > LARGEST_ID) {
            issues.error(format!("{}-{number}", kind.prefix()), format!("A number is from 1 to {LARGEST_ID}"));
        }
    }
    let mut issues = Issues::default();
    ids(EntityKind::Vessel, &document.vessels, &mut issues);
    ids(EntityKind::Place, &document.places, &mut issues);
    ids(EntityKind::Source, &document.sources, &mut issues);
    ids(EntityKind::Exhibit, &document.exhibits, &mut issues);
    ids(EntityKind::Sighting, &document.sightings, &mut issues);
    ids(EntityKind::Visit, &document.visits, &mut issues);
    ids(EntityKind::Shipment, &document.shipments, &mut issues);
    ids(EntityKind::Claim, &document.claims, &mut issues);
    ids(EntityKind::Regime, &document.regimes, &mut issues);
    ids(EntityKind::Declaration, &document.declarations, &mut issues);
    ids(EntityKind::Event, &document.events, &mut issues);
    ids(EntityKind::Tag, &document.tags, &mut issues);
    ids(EntityKind::Finding, &document.findings, &mut issues);
    ids(EntityKind::SavedView, &document.saved_views, &mut issues);
    numbers(EntityKind::Exhibit, document.exhibits.iter().map(|row| row.number), &mut issues);
    numbers(EntityKind::Shipment, document.shipments.iter().map(|row| row.number), &mut issues);
    numbers(EntityKind::Finding, document.findings.iter().map(|row| row.number), &mut issues);
    issues
}

/// Takes the attachments out of the document, decoded and checked against their hashes and the files that name them.
fn attachments(document: &mut Document, issues: &mut Issues) -> Vec<(Sha256, Vec<u8>)> {
    let mut decoded: BTreeMap<Sha256, Vec<u8>> = BTreeMap::new();
    for Attachment { sha256, base64 } in std::mem::take(&mut document.attachments) {
        let item = format!("attachment {}", sha256.short());
        match STANDARD.decode(base64.as_bytes()) {
            Err(_) => issues.error(item, "The bytes are not in base 64 with padding"),
            Ok(bytes) if Sha256::of(&bytes) != sha256 => {
                issues.error(item, "The bytes do not have this SHA-256; they were changed or damaged");
            }
            Ok(bytes) => {
                if decoded.insert(sha256, bytes).is_some() {
                    issues.error(item, "The attachment is there more than once");
                }
            }
        }
    }
    let mut named = BTreeSet::new();
    for exhibit in &document.exhibits {
        for file in &exhibit.files {
            named.insert(file.sha256);
            let item = format!("E-{}", exhibit.number);
            match decoded.get(&file.sha256) {
                Some(bytes) if bytes.len() as u64 != file.bytes => {
                    let sizes = format!("is said to have {} bytes and has {}", file.bytes, bytes.len());
                    issues.error(item, format!("The file “{}” {sizes}", capped(&file.name)));
                }
                Some(_) => {}
                None => {
                    let place = Location { item: Some(item), ..Location::default() };
                    issues.push(
                        Severity::Hint,
                        place,
                        format!("The bytes of “{}” are not in the file", capped(&file.name)),
                    );
                }
            }
        }
    }
    for sha256 in decoded.keys().filter(|sha256| !named.contains(sha256)) {
        issues.warning(format!("attachment {}", sha256.short()), "No exhibit names this attachment");
    }
    decoded.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(json: &str) -> String {
        read(json.as_bytes(), "a.wake.json").expect_err(json).to_string()
    }

    #[track_caller]
    fn refused(json: &str, sentence: &str) {
        let error = refusal(json);
        let expected = format!("{sentence}. Nothing was read from a.wake.json");
        assert_eq!(error, expected, "{json}");
    }

    /// A case with more fields.
    fn case(fields: &str) -> String {
        format!("{{\"format\":\"wakeline-case\",\"version\":1,\"case\":{{\"title\":\"T\"}}{fields}}}")
    }

    #[test]
    fn the_smallest_case_is_read_with_and_without_a_byte_order_mark() {
        let read_back = read(case("").as_bytes(), "x").expect("a case");
        assert_eq!(read_back.document.case.title, "T");
        let marked = format!("\u{FEFF}{}", case(""));
        assert_eq!(read(marked.as_bytes(), "x").expect("a case"), read_back);
    }

    #[test]
    fn what_is_no_case_is_refused_with_its_place() {
        refused(
            "PK\u{3}\u{4}",
            "This is not JSON: there is no value where one must be; NaN and Infinity are none (line 1, column 1)",
        );
        refused("", "The file is incomplete: it ends at line 1, column 1, in the middle of a value");
        refused("[]", "This is JSON and no Wakeline case: it is not an object with named fields");
        refused("{\"a\":1}", "This is JSON and no Wakeline case: it has no field “format”");
        refused("{\"format\":1}", "This is JSON and no Wakeline case: its field “format” is not “wakeline-case”");
        refused("{\"format\":\"wakeline-case\"}", "This is JSON and no Wakeline case: it has no field “version”");
        refused(
            "{\"format\":\"wakeline-case\",\"version\":5,\"new_thing\":[]}",
            "The file has form 5, and this version of Wakeline reads up to form 4; open it with a newer version",
        );
        refused(&format!("{} x", case("")), "This is not JSON: Trailing characters (line 1, column 61)");
        assert!(read(b"\xFF\xFE{\0}\0", "x").is_err(), "UTF-16");
    }

    #[test]
    fn every_cut_is_refused() {
        let whole = case(",\n\"vessels\":[{\"id\":1,\"name\":\"A\"}]");
        for end in 0..whole.len() {
            assert!(read(&whole.as_bytes()[..end], "x").is_err(), "{}", &whole[..end]);
        }
        assert!(read(whole.as_bytes(), "x").is_ok());
    }

    #[test]
    fn fields_are_named_when_they_are_wrong() {
        refused(
            &case(",\"ships\":[]"),
            concat!(
                "There is no field “ships” here; the fields are format, version, case, vessels, places, sources, exhibits, ",
                "sightings, visits, shipments, claims, regimes, declarations, events, tags, findings, saved_views, attachments ",
                "(line 1, column 66)"
            ),
        );
        refused(&case(",\n\"vessels\":[{\"id\":1}]"), "The field “name” is missing here (line 2, column 19)");
        refused(
            &case(",\"vessels\":[{\"id\":1,\"id\":2,\"name\":\"A\"}]"),
            "The field “id” is given twice here (line 1, column 82)",
        );
        refused(
            &case(",\"vessels\":[{\"id\":0,\"name\":\"A\"}]"),
            "An id is a whole number from 1 (line 1, column 77)",
        );
        refused(
            &case(",\"visits\":[{\"id\":1,\"vessel\":1,\"place\":1,\"activity\":\"flying\"}]"),
            "“flying” is not one of unknown, loading, discharging, bunkering, waiting, ship_to_ship (line 1, column 117)",
        );
        for (value, sentence) in [
            ("NaN", "there is no value where one must be"),
            ("1e999", "a number is too large"),
            ("-1", "An amount cannot be below zero"),
        ] {
            let json = case(&format!(",\"regimes\":[{{\"id\":1,\"instrument\":\"x\",\"cap\":{value}}}]"));
            assert!(refusal(&json).contains(sentence), "{}", refusal(&json));
        }
        let year = case(",\"events\":[{\"id\":1,\"time\":\"0000-01-01\",\"title\":\"x\"}]");
        assert!(refusal(&year).contains("outside the years 1 to 9999"), "{}", refusal(&year));
        let long = case(&format!(",\"version\":\"{}\"", "x".repeat(100_000)));
        assert!(refusal(&long).len() < 1_000);
    }

    #[test]
    fn nesting_ends_in_a_sentence() {
        let deep = case(&format!(",\"vessels\":{}", "[".repeat(100_000)));
        let deep = deep.trim_end_matches('}');
        assert!(refusal(deep).contains("incomplete"), "{}", refusal(deep));
        let closed = case("").replace("\"wakeline-case\"", &format!("{}{}", "[".repeat(1_000), "]".repeat(1_000)));
        assert!(refusal(&closed).contains("it is nested more than 128 deep"), "{}", refusal(&closed));
    }

    #[test]
    fn what_does_not_fit_together_is_refused_as_a_whole() {
        refused(
            &case(",\"vessels\":[{\"id\":1,\"name\":\"A\"},{\"id\":1,\"name\":\"B\"}]"),
            "VS-1: This id is given to more than one vessel",
        );
        refused(
            &case(",\"visits\":[{\"id\":1,\"vessel\":7,\"place\":8}]"),
            "V-1: The vessel VS-7 is not in the case, and 1 more problem",
        );
        refused(
            &case(
                ",\"findings\":[{\"id\":1,\"number\":2,\"headline\":\"\"},{\"id\":2,\"number\":2,\"headline\":\"\"}]",
            ),
            "F-2: 2 findings have this number",
        );
        refused(
            &case(",\"findings\":[{\"id\":1,\"number\":0,\"headline\":\"\"}]"),
            "F-0: A number is from 1 to 99999999",
        );
        refused(&case(",\"vessels\":[{\"id\":4294967295,\"name\":\"A\"}]"), "VS-4294967295: An id is at most 99999999");
    }

    #[test]
    fn attachments_are_checked_against_their_hash() {
        let attachment = |sha256: Sha256, base64: &str| {
            case(&format!(",\"attachments\":[{{\"sha256\":\"{sha256}\",\"base64\":\"{base64}\"}}]"))
        };
        let abc = Sha256::of(b"abc");
        let imported = read(attachment(abc, "YWJj").as_bytes(), "x").expect("fits");
        assert_eq!(imported.attachments, [(abc, b"abc".to_vec())]);
        assert_eq!(imported.issues.as_slice().len(), 1, "no exhibit names it");
        assert!(
            refusal(&attachment(abc, "YWJk")).starts_with("attachment ba78…15ad: The bytes do not have this SHA-256")
        );
        assert!(refusal(&attachment(abc, "YWJ")).contains("base 64"));
        let file = format!(
            ",\"exhibits\":[{{\"id\":1,\"number\":1,\"title\":\"x\",\"files\":[{{\"sha256\":\"{abc}\",\"name\":\"a.txt\",\"bytes\":4}}]}}]"
        );
        let with = attachment(abc, "YWJj").replace("\"T\"}", &format!("\"T\"}}{file}"));
        assert!(refusal(&with).contains("said to have 4 bytes and has 3"), "{}", refusal(&with));
    }
}
