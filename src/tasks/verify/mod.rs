//! Whether a case is whole, or a bundle that was made of one: its ZIP, its bag, its crate and the case in it.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use serde::Serialize;

use self::bag::{Bag, wrong};
use self::members::{Members, NoMembers};
use super::check::{self, Checked, Head};
use super::error::TaskError;
use super::read::watched;
use crate::base::hash::Sha256;
use crate::base::issues::{Issue, Issues, Severity};
use crate::base::progress::Progress;
use crate::base::text::{count, thousands};
use crate::report::bundle::bag::{PAYLOAD, info_value};
use crate::report::bundle::{CASE, FILES, label};
use crate::store::CaseStore;

mod bag;
mod central;
mod members;

/// What was looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A case file.
    Case,
    /// A bundle, as a ZIP or a folder.
    Bundle,
}

/// What was found; the keys are those of `verify --json`.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Verified {
    /// What was looked at.
    pub kind: Kind,
    /// Whether nothing is wrong. Hints do not count.
    pub ok: bool,
    /// What is wrong or odd, in the order it was found.
    pub issues: Vec<Issue>,
    /// The journal of the case, or of the case in the bundle; none if that does not open.
    pub journal: Option<Head>,
    /// What the bundle holds; none for a case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bundle: Option<Contents>,
}

/// What a bundle holds, and what it says of where it comes from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Contents {
    /// Files of the payload.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Who may see it.
    pub handling: Option<String>,
    /// The newest hash of the journal of the case that it was made from.
    pub made_from: Option<Sha256>,
}

impl Verified {
    /// What was found, a line each: hints and warnings say so.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let line = |issue: &Issue| match issue.severity {
            Severity::Hint => format!("hint: {issue}"),
            Severity::Warning => format!("warning: {issue}"),
            Severity::Error => issue.to_string(),
        };
        self.issues.iter().map(line).collect()
    }

    /// What it comes to, piece by piece: whether something is wrong, then what was looked at.
    #[must_use]
    pub fn verdict(&self) -> Vec<String> {
        let whole = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        let mut verdict = vec![if self.ok { "Nothing is wrong" } else { "Something is wrong" }.to_owned()];
        if let Some(bundle) = &self.bundle {
            verdict.push(format!("{}, {} bytes", count(whole(bundle.files), "file"), thousands(whole(bundle.bytes))));
            verdict.extend(bundle.handling.clone());
            verdict.extend(bundle.made_from.map(|head| format!("made from a case with the journal head {head}")));
        }
        if let Some(journal) = self.journal.filter(|_| self.kind == Kind::Case) {
            verdict.push(format!("{}, head {}", count(whole(journal.entries), "journal entry"), journal.head));
        }
        if self.journal.is_none() {
            verdict.push("the case does not open".to_owned());
        }
        verdict
    }
}

/// Checks a case or a bundle. `scratch` is a folder in which the case of a bundle may lie while it is looked at.
///
/// # Errors
/// If it cannot be read, or is neither; if a case is newer or locked; or if the task was cancelled. What is wrong within is
/// an issue.
pub fn verify(path: &Path, scratch: &Path, progress: &Progress) -> Result<Verified, TaskError> {
    if !members::is_bundle(path).map_err(|error| TaskError::cannot_read(path, &error))? {
        let Checked { ok, issues, journal } = check::check(path, progress)?;
        return Ok(Verified { kind: Kind::Case, ok, issues, journal, bundle: None });
    }
    let mut issues = Issues::default();
    let no_bundle = |reason: &str| TaskError::NoBundle { path: path.to_owned(), reason: reason.to_owned() };
    let members = Members::of(path, progress, &mut issues).map_err(|error| match error {
        NoMembers::Unreadable(reason) => no_bundle(&reason),
        NoMembers::Cancelled => crate::base::progress::Cancelled.into(),
    })?;
    let (mut journal, mut contents) = (None, None);
    // What is wrong with a ZIP itself was noted; then nothing of it is unpacked.
    if let Some(mut members) = members {
        let looks_like_a_bag = |path: &String| path.starts_with(PAYLOAD) || path == "bagit.txt";
        if !members.paths().iter().any(looks_like_a_bag) {
            return Err(no_bundle("it holds no bag"));
        }
        let bag = bag::check(&mut members, progress, &mut issues)?;
        journal = case(&mut members, &bag, scratch, progress, &mut issues)?;
        contents = Some(Contents {
            files: bag.oxum.files,
            bytes: bag.oxum.bytes,
            handling: info_value(&bag.info, label::HANDLING).map(str::to_owned),
            made_from: info_value(&bag.info, label::JOURNAL_HEAD).and_then(|hash| hash.parse().ok()),
        });
    }
    let issues = issues.as_slice().to_vec();
    let ok = !issues.iter().any(|issue| issue.severity > Severity::Hint);
    Ok(Verified { kind: Kind::Bundle, ok, issues, journal, bundle: contents })
}

/// Checks the case in a bundle, on a copy under a name of ours.
fn case(
    members: &mut Members,
    bag: &Bag,
    scratch: &Path,
    progress: &Progress,
    issues: &mut Issues,
) -> Result<Option<Head>, TaskError> {
    let name = format!("{PAYLOAD}{CASE}");
    if !members.has(&name) {
        wrong(issues, &name, "It is not there, and every bundle has it");
        return Ok(None);
    }
    let failed = |error: io::Error| TaskError::cannot_write(scratch, &error);
    let folder = tempfile::Builder::new().prefix("wakeline-").tempdir_in(scratch).map_err(failed)?;
    let copy = folder.path().join(CASE);
    let mut out = std::fs::File::create(&copy).map_err(failed)?;
    let copied = members.open(&name).and_then(|file| io::copy(&mut watched(file, progress), &mut out));
    drop(out);
    progress.check()?;
    if let Err(error) = copied {
        // That it cannot be unpacked was said when it was hashed.
        return if error.kind() == io::ErrorKind::StorageFull { Err(failed(error)) } else { Ok(None) };
    }
    let checked = match check::check(&copy, progress) {
        Ok(checked) => checked,
        Err(error @ TaskError::Cancelled(_)) => return Err(error),
        Err(error) => {
            // Without the path of the copy, which means nothing to anybody.
            let reason = error.to_string();
            let reason = reason.rsplit_once(": ").map_or(reason.as_str(), |(reason, _)| reason).to_owned();
            wrong(issues, &name, reason);
            return Ok(None);
        }
    };
    for mut issue in checked.issues {
        issue.place.file = Some(name.clone());
        issues.push(issue.severity, issue.place, issue.message);
    }
    if let Some(head) = checked.journal {
        let said = info_value(&bag.info, label::CASE_HEAD).and_then(|hash| hash.parse::<Sha256>().ok());
        if said.is_some_and(|said| said != head.head) {
            wrong(issues, &name, "Its journal ends with another hash than bag-info.txt says");
        }
        compare_files(&copy, bag, &name, issues);
    }
    Ok(checked.journal)
}

/// Compares the files of exhibits in the case with those that lie beside it.
fn compare_files(case: &Path, bag: &Bag, name: &str, issues: &mut Issues) {
    let Ok(store) = CaseStore::open_read_only(case) else { return };
    let facts = store.facts();
    let beside = format!("{PAYLOAD}{FILES}");
    let attached: BTreeSet<Sha256> =
        facts.exhibits.iter().flat_map(|exhibit| &exhibit.files).map(|file| file.sha256).collect();
    let lying: BTreeSet<Sha256> =
        bag.payload.iter().filter(|(path, _)| path.starts_with(&beside)).map(|(_, sha256)| *sha256).collect();
    for (path, sha256) in bag.payload.iter().filter(|(path, _)| path.starts_with(&beside)) {
        if !attached.contains(sha256) {
            wrong(issues, path, "It is not the file of any exhibit in the case");
        }
    }
    for exhibit in facts.exhibits.iter() {
        let missing = exhibit.files.iter().filter(|file| !lying.contains(&file.sha256)).count();
        if missing > 0 {
            wrong(issues, name, format!("E-{} has files that do not lie in the bundle: {missing}", exhibit.number));
        }
    }
}
