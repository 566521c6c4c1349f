//! Packs findings with their evidence into a bundle that anybody can check: a ZIP with a `BagIt` bag, whose payload is an
//! RO-Crate, a page for people, tables, the files of the exhibits, and the same as a case that opens in Wakeline.
//!
//! The same case and choice give the same bytes: every time in it comes from the case.

use std::fs::File;
use std::io::{self, BufWriter, Cursor, Seek, Write};
use std::path::{Path, PathBuf};

use self::archive::Archive;
use self::choose::{Chosen, choose};
use super::error::TaskError;
use super::journal;
use super::output::{self, Existing};
use super::read::watched;
use super::record;
use crate::base::hash::Sha256;
use crate::base::progress::Progress;
use crate::model::document::Document;
use crate::model::facts::Facts;
use crate::model::ids::EntityKind;
use crate::model::naming;
use crate::report::bundle::bag::{self, Member, Oxum};
use crate::report::bundle::names::{self, Names};
use crate::report::bundle::{
    self as files, AttachedFile, Bundle, LeftOut, What, Why, crate_metadata, index_html, journal_csv, label, left_out,
    readme,
};
use crate::report::choices::Choices;
use crate::report::csv::BOM;
use crate::report::{case_json, tables_csv};
use crate::store::{CaseStore, StoreError};

mod archive;
mod choose;
mod named;
mod preview;
mod redact;

pub use preview::{Preview, preview};
pub use redact::level;

/// Who begins the journal of the case in a bundle. No person: who made the bundle is nobody's business.
const ACTOR: &str = "Wakeline";

/// References that are named one by one.
const NAMED: usize = 12;

/// Journal entries that are read at a time.
const ENTRIES: usize = 1_000;

/// What goes into a bundle, and what stays out of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Choice {
    /// Only what this selects; empty for all findings.
    pub query: String,
    /// Tags, and handling levels, of which nothing is to be in the bundle.
    pub leave_out: Vec<String>,
    /// Whether the files of exhibits stay out.
    pub without_files: bool,
    /// Whether the names of people stay out: authors, analysts, collectors, holders, speakers, sources that are persons.
    pub without_names: bool,
    /// Whether notes stay out.
    pub without_notes: bool,
    /// How the extract of the journal is made.
    pub journal: JournalExtract,
}

/// Whether the extract of the journal says who made each change.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum JournalExtract {
    /// It does not.
    #[default]
    WithoutActors,
    /// It does.
    WithActors,
}

impl Choice {
    /// Whether anything was asked to be left out.
    fn leaves_out(&self) -> bool {
        !self.leave_out.is_empty() || self.without_files || self.without_names || self.without_notes
    }
}

/// What a bundle came to hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Made {
    /// What was chosen, as a sentence.
    pub chosen: String,
    /// Findings in it.
    pub findings: usize,
    /// Exhibits in it.
    pub exhibits: usize,
    /// Files of exhibits in it.
    pub files: usize,
    /// The newest hash of the case's journal.
    pub head: Sha256,
    /// What was left out.
    pub left_out: Vec<LeftOut>,
    /// What is in it and still has words of something that was left out, by its reference; not told in the bundle.
    pub still_named: Vec<String>,
}

impl Made {
    /// What was left out and what has to be read again, in sentences.
    #[must_use]
    pub fn said(&self) -> String {
        let gone = left_out::summary(&self.left_out);
        let out = if gone.is_empty() { "Nothing was left out".to_owned() } else { format!("Left out: {gone}") };
        if self.still_named.is_empty() { out } else { format!("{out}. {}", read_again(&self.still_named)) }
    }
}

/// What is in a bundle and has words of what is not, by its references.
#[must_use]
pub fn read_again(codes: &[String]) -> String {
    let mut named: Vec<String> = codes.iter().take(NAMED).cloned().collect();
    if codes.len() > NAMED {
        named.push(format!("{} more", codes.len() - NAMED));
    }
    let has = if codes.len() == 1 { "has" } else { "have" };
    format!("Read again: {} still {has} words of something that is left out", naming::list(&named))
}

/// Where the bytes of a member come from.
enum Bytes {
    /// Made here.
    Here(Vec<u8>),
    /// A file made for the purpose.
    At(PathBuf),
    /// Attached to the case.
    Attached(Sha256),
}

/// A bundle that is being put together.
struct Packing<'a> {
    store: &'a CaseStore,
    progress: &'a Progress,
    pieces: Vec<(Member, Bytes)>,
}

/// Writes a bundle to a file, whole or not at all.
///
/// # Errors
/// If the path exists and is to be kept or is the case itself, if the query or what is to be left out is not understood, if
/// an attached file cannot be read, if the bundle cannot be written or the task was cancelled.
pub fn to_path(
    store: &CaseStore,
    path: &Path,
    choice: &Choice,
    existing: Existing,
    progress: &Progress,
) -> Result<Made, TaskError> {
    output::refuse_the_case(store, path)?;
    output::refuse_existing(path, existing)?;
    let facts = store.facts();
    let Chosen { facts: part, words, mut left_out, still_named } = choose(&facts, choice, progress)?;
    let files = attached_files(store, &part, progress, &mut left_out)?;
    let labels = choice.query.trim().is_empty() && !choice.leaves_out();
    if !labels {
        left_out.push(LeftOut { code: "journal".to_owned(), what: What::Labels, why: Why::MayName });
    }
    let time = journal::last_change(store)?;
    let bundle = Bundle {
        facts: &part,
        chosen: &words,
        time,
        head: store.head(),
        entries: store.journal_len(),
        files: &files,
        left_out: &left_out,
    };
    let scratch = output::folder_beside(path)?;
    let mut packing = Packing { store, progress, pieces: Vec::new() };
    let case_head = packing.case(&bundle, scratch.path(), path)?;
    packing.texts(&bundle, labels, choice.journal)?;
    for file in bundle.files.iter().filter(|file| file.held) {
        let path = format!("{}{}", bag::PAYLOAD, file.path);
        let member = Member { path, sha256: file.sha256, bytes: file.bytes };
        packing.pieces.push((member, Bytes::Attached(file.sha256)));
    }
    let described = crate_metadata::write(&bundle, &packing.members());
    packing.add_text(files::CRATE, described);
    packing.tags(&bundle, case_head);
    output::write_seekable(path, existing, progress, |out| packing.pack(&bundle, out))?;
    Ok(Made {
        findings: part.findings.len(),
        exhibits: part.exhibits.len(),
        files: files.iter().filter(|file| file.held).count(),
        head: store.head(),
        chosen: words,
        left_out,
        still_named,
    })
}

/// The files of the exhibits with their places in the bundle, by exhibit number. Notes those whose bytes are not there.
fn attached_files(
    store: &CaseStore,
    part: &Facts,
    progress: &Progress,
    rows: &mut Vec<LeftOut>,
) -> Result<Vec<AttachedFile>, TaskError> {
    let mut exhibits: Vec<_> = part.exhibits.iter().collect();
    exhibits.sort_by_key(|exhibit| (exhibit.number, exhibit.id));
    let mut found = Vec::new();
    for exhibit in exhibits {
        let mut names = Names::default();
        for file in &exhibit.files {
            progress.check()?;
            let held = store.attachment(file.sha256)?.map(|bytes| bytes.len() as u64);
            if held.is_none() {
                rows.push(LeftOut { code: format!("E-{}", exhibit.number), what: What::Files, why: Why::NotHeld });
            }
            found.push(AttachedFile {
                exhibit: exhibit.id,
                path: format!("{}E-{}/{}", files::FILES, exhibit.number, names.take(&file.name)),
                name: file.name.clone(),
                media_type: file.media_type.clone(),
                sha256: file.sha256,
                bytes: held.unwrap_or(file.bytes),
                held: held.is_some(),
            });
        }
    }
    Ok(found)
}

impl Packing<'_> {
    fn members(&self) -> Vec<Member> {
        self.pieces.iter().map(|(member, _)| member.clone()).collect()
    }

    /// Adds a text to the payload.
    fn add_text(&mut self, name: &str, bytes: Vec<u8>) {
        self.add_bytes(format!("{}{name}", bag::PAYLOAD), bytes);
    }

    fn add_bytes(&mut self, path: String, bytes: Vec<u8>) {
        let member = Member { path, sha256: Sha256::of(&bytes), bytes: bytes.len() as u64 };
        self.pieces.push((member, Bytes::Here(bytes)));
    }

    /// Adds a file that was made in the scratch folder.
    fn add_file(&mut self, name: &str, path: PathBuf) -> Result<(), TaskError> {
        let hashed = File::open(&path).and_then(|file| Sha256::of_reader(io::BufReader::new(file)));
        let (sha256, bytes) = hashed.map_err(|error| TaskError::cannot_read(&path, &error))?;
        self.pieces.push((Member { path: format!("{}{name}", bag::PAYLOAD), sha256, bytes }, Bytes::At(path)));
        Ok(())
    }

    /// Makes the case file of the bundle, and the case as text, for what is to lie at `out`; returns the newest hash of its
    /// journal.
    fn case(&mut self, bundle: &Bundle, scratch: &Path, out: &Path) -> Result<Sha256, TaskError> {
        let path = scratch.join(files::CASE);
        let label = format!("Begin with a bundle of the case whose journal had the head {}", bundle.head);
        let made = CaseStore::create(&path, bundle.facts, &label, bundle.time, ACTOR);
        let mut made = made.map_err(|error| of_output(error, out))?;
        let mut hashes: Vec<Sha256> = bundle.files.iter().map(|file| file.sha256).collect();
        hashes.sort_unstable();
        hashes.dedup();
        for sha256 in hashes {
            self.progress.check()?;
            if let Some(bytes) = self.store.attachment(sha256)? {
                made.attach(&mut bytes.as_slice()).map_err(|error| of_output(error, out))?;
            }
        }
        let head = made.head();
        // As it reads back: what the store mends when it is written is mended in the text too.
        let document = Document::of(&made.facts());
        // Closed before its bytes are read, since that would drop SQLite's locks.
        drop(made);
        self.add_file(files::CASE, path)?;
        let path = scratch.join(files::CASE_JSON);
        let failed = |error: io::Error| TaskError::cannot_write(out, &error);
        let mut text = BufWriter::new(File::create(&path).map_err(failed)?);
        case_json::write(&document, &mut text).and_then(|()| text.flush()).map_err(failed)?;
        drop(text);
        self.progress.check()?;
        self.add_file(files::CASE_JSON, path)?;
        Ok(head)
    }

    /// Adds what people and programs read.
    fn texts(&mut self, bundle: &Bundle, labels: bool, extract: JournalExtract) -> Result<(), TaskError> {
        let failed = |error: io::Error| TaskError::from_writer(&error);
        self.add_text(files::INDEX, index_html::write(bundle).into_bytes());
        self.add_text(files::README, readme::text(bundle).into_bytes());
        let mut out = Vec::new();
        let choices = Choices { journal_head: Some(bundle.head), ..Choices::default() };
        // What is cited and left out stays as it was written, and the list of what was left out names it.
        record::write(self.store, bundle.facts, &choices, &mut out)?;
        self.add_text(files::FINDINGS, out);
        let mut out = BOM.to_vec();
        tables_csv::write(bundle.facts, EntityKind::Exhibit, None, &mut out).map_err(failed)?;
        self.add_text(files::EXHIBITS, out);
        let mut out = Vec::new();
        left_out::write(bundle.left_out, &mut out).map_err(failed)?;
        self.add_text(files::LEFT_OUT, out);
        let extract = self.journal(labels, extract)?;
        self.add_text(files::JOURNAL, extract);
        Ok(())
    }

    /// The extract of the journal, oldest entry first.
    fn journal(&self, labels: bool, extract: JournalExtract) -> Result<Vec<u8>, TaskError> {
        let failed = |error: io::Error| TaskError::from_writer(&error);
        let mut out = Vec::new();
        journal_csv::begin(&mut out).map_err(failed)?;
        let (mut written, last) = (0, self.store.journal_len());
        while written < last {
            self.progress.check()?;
            let newest = last.min(written + ENTRIES as u64);
            let wanted = usize::try_from(newest - written).unwrap_or(ENTRIES);
            for entry in self.store.journal(newest, wanted)?.into_iter().rev() {
                let line = journal_csv::Line {
                    seq: entry.seq,
                    time: entry.time,
                    actor: (extract == JournalExtract::WithActors).then_some(entry.actor),
                    label: labels.then_some(entry.label),
                    hash: entry.hash,
                };
                journal_csv::line(&line, &mut out).map_err(failed)?;
            }
            written = newest;
        }
        Ok(out)
    }

    /// Adds what makes a bag of the payload.
    fn tags(&mut self, bundle: &Bundle, case_head: Sha256) {
        let payload = self.members();
        let case = &bundle.facts.case;
        let gone = left_out::summary(bundle.left_out);
        let info = bag::info(&[
            ("Source-Organization", String::new()),
            ("External-Description", format!("{}: evidence bundle of a Wakeline case", bundle.title())),
            ("External-Identifier", case.reference.clone()),
            ("Bagging-Date", bundle.day()),
            ("Payload-Oxum", Oxum::of(&payload).to_string()),
            ("Bag-Software-Agent", format!("Wakeline {}", env!("CARGO_PKG_VERSION"))),
            (label::HANDLING, case.handling.mark().to_owned()),
            (label::CHOSEN, bundle.chosen.to_owned()),
            (label::LEFT_OUT, if gone.is_empty() { "nothing of what was chosen".to_owned() } else { gone }),
            (label::JOURNAL_HEAD, bundle.head.to_string()),
            (label::JOURNAL_ENTRIES, bundle.entries.to_string()),
            (label::CASE_HEAD, case_head.to_string()),
        ]);
        self.add_bytes(bag::DECLARATION.to_owned(), bag::DECLARED.into());
        self.add_bytes(bag::INFO.to_owned(), info.into_bytes());
        self.add_bytes(bag::MANIFEST.to_owned(), bag::manifest(&payload).into_bytes());
        let tags: Vec<Member> = self.members().split_off(payload.len());
        self.add_bytes(bag::TAG_MANIFEST.to_owned(), bag::manifest(&tags).into_bytes());
    }

    /// Writes everything into a ZIP, by path, in one folder.
    fn pack(mut self, bundle: &Bundle, out: impl Write + Seek) -> Result<(), TaskError> {
        self.pieces.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
        self.progress.set_total(self.pieces.len() as u64);
        let top = top_folder(bundle);
        let mut archive = Archive::new(out, bundle.time);
        for (member, bytes) in &self.pieces {
            let path = format!("{top}/{}", member.path);
            match bytes {
                Bytes::Here(text) => archive.add(&path, member.bytes, false, || Ok(text.as_slice())),
                Bytes::At(file) => {
                    archive.add(&path, member.bytes, false, || Ok(watched(File::open(file)?, self.progress)))
                }
                Bytes::Attached(sha256) => {
                    // Looked at once already: whoever took it out of the case since has left the bundle without it.
                    let bytes = self.store.attachment(*sha256)?.unwrap_or_default();
                    archive.add(&path, member.bytes, true, || Ok(watched(Cursor::new(&bytes), self.progress)))
                }
            }
            .map_err(|error| self.progress.check().map_or_else(TaskError::from, |()| TaskError::from_writer(&error)))?;
            self.progress.advance(1)?;
        }
        archive.finish().map_err(|error| TaskError::from_writer(&error))
    }
}

/// The one folder that the bundle unpacks to, named for the case and not for the file or the day.
fn top_folder(bundle: &Bundle) -> String {
    let words = |text: &str| -> String {
        let plain = names::safe(&text.replace(['/', '\\'], " "));
        plain.split('_').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_")
    };
    let case = &bundle.facts.case;
    // A title in another script leaves nothing that every system can hold.
    let name = [&case.title, &case.reference].map(|text| words(text));
    let name = name.iter().find(|name| name.contains(|c: char| c.is_ascii_alphabetic()));
    names::safe(&format!("evidence-{}", name.map_or("bundle", |name| name)))
}

/// A failure in the scratch folder as one of the place that was asked for, which is where the disk is full.
fn of_output(error: StoreError, path: &Path) -> TaskError {
    match error {
        StoreError::DiskFull { .. } => {
            TaskError::CannotWrite { path: path.to_owned(), reason: "the disk is full".to_owned() }
        }
        StoreError::Io { source, .. } => TaskError::cannot_write(path, &source),
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::Utc;
    use crate::tasks::new::{self, Contents};

    #[test]
    fn a_bundle_that_nobody_wants_any_more_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let case = folder.path().join("c.wake");
        let progress = Progress::default();
        new::create(&case, Contents::Sample, None, Existing::Keep, Utc(0), "A", &progress).expect("creates");
        let store = CaseStore::open_read_only(&case).expect("opens");
        let path = folder.path().join("b.zip");
        std::fs::write(&path, "before").expect("writes");
        progress.cancel();
        let cancelled = to_path(&store, &path, &Choice::default(), Existing::Replace, &progress);
        assert!(matches!(cancelled, Err(TaskError::Cancelled(_))), "{cancelled:?}");
        assert_eq!(std::fs::read_to_string(&path).expect("reads"), "before");
        assert_eq!(std::fs::read_dir(folder.path()).expect("lists").count(), 2, "the case and what was there");

        let full = StoreError::DiskFull { path: folder.path().join("scratch") };
        assert!(of_output(full, &path).to_string().ends_with(&path.display().to_string()), "not where nobody looks");

        to_path(&store, &path, &Choice::default(), Existing::Replace, &Progress::default()).expect("packs");
        assert!(std::fs::read(&path).expect("reads").starts_with(b"PK\x03\x04"));
        assert_eq!(std::fs::read_dir(folder.path()).expect("lists").count(), 2);
    }
}
