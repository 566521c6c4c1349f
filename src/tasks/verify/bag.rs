//! Whether a bag is what its manifests say: every file, nothing more, nothing less.

use std::collections::BTreeMap;
use std::io::Read;

use super::members::Members;
use crate::base::hash::Sha256;
use crate::base::issues::{Issues, Location, Severity};
use crate::base::progress::{Cancelled, Progress};
use crate::report::bundle::bag::{self, Oxum, read_manifest};
use crate::report::bundle::{CRATE, crate_metadata};
use crate::tasks::read::watched;

/// Most bytes of a file that is read as text.
const MOST_TEXT: u64 = 256 << 20;

/// What the manifest of the payload came to.
#[derive(Default)]
pub(super) struct Bag {
    /// The payload as it was found: hash by path.
    pub payload: BTreeMap<String, Sha256>,
    /// How much it is.
    pub oxum: Oxum,
    /// The description.
    pub info: String,
}

/// A problem with a file.
pub(super) fn wrong(issues: &mut Issues, path: &str, message: impl Into<String>) {
    issues.push(Severity::Error, Location { file: Some(path.to_owned()), ..Location::default() }, message);
}

/// Checks everything but the case.
///
/// # Errors
/// If the task was cancelled; what is wrong is an issue.
pub(super) fn check(members: &mut Members, progress: &Progress, issues: &mut Issues) -> Result<Bag, Cancelled> {
    let declaration = text(members, bag::DECLARATION, issues);
    if let Some(text) = declaration
        && (bag::info_value(&text, "BagIt-Version") != Some("1.0")
            || bag::info_value(&text, "Tag-File-Character-Encoding") != Some("UTF-8"))
    {
        wrong(issues, bag::DECLARATION, "It does not declare a bag of BagIt 1.0 in UTF-8");
    }
    let found = hashes(members, progress, issues)?;
    let (payload, tags): (BTreeMap<_, _>, BTreeMap<_, _>) =
        found.into_iter().partition(|(path, _)| path.starts_with(bag::PAYLOAD));
    compare(members, bag::MANIFEST, &payload, issues);
    compare(members, bag::TAG_MANIFEST, &tags, issues);
    let info = text(members, bag::INFO, issues).unwrap_or_default();
    let oxum = Oxum {
        bytes: payload.values().map(|(_, bytes)| bytes).sum(),
        files: u64::try_from(payload.len()).unwrap_or(u64::MAX),
    };
    match bag::info_value(&info, "Payload-Oxum").map(Oxum::parse) {
        Some(Some(said)) if said == oxum => {}
        Some(Some(said)) => {
            let message = format!("It says that the payload has {said} (bytes.files), and it has {oxum}");
            wrong(issues, bag::INFO, message);
        }
        _ => wrong(issues, bag::INFO, "It has no Payload-Oxum, which says how large the payload is"),
    }
    if members.has("fetch.txt") {
        wrong(issues, "fetch.txt", "It asks for files from elsewhere, which is not done");
    }
    let crate_path = format!("{}{CRATE}", bag::PAYLOAD);
    if let Some(text) = text(members, &crate_path, issues) {
        let has = |path: &str| payload.contains_key(&format!("{}{path}", bag::PAYLOAD));
        if let Some(problem) = crate_metadata::problem(text.as_bytes(), has) {
            wrong(issues, &crate_path, problem);
        }
    }
    let payload = payload.into_iter().map(|(path, (sha256, _))| (path, sha256)).collect();
    Ok(Bag { payload, oxum, info })
}

/// Hash and length of every file that can be read whole.
fn hashes(
    members: &mut Members,
    progress: &Progress,
    issues: &mut Issues,
) -> Result<BTreeMap<String, (Sha256, u64)>, Cancelled> {
    let paths = members.paths();
    progress.set_total(paths.len() as u64);
    let mut found = BTreeMap::new();
    for path in paths {
        let hashed = members.open(&path).and_then(|file| Sha256::of_reader(watched(file, progress)));
        progress.advance(1)?;
        match hashed {
            Ok(hashed) => {
                found.insert(path, hashed);
            }
            Err(error) => {
                wrong(issues, &path, format!("It cannot be read whole ({error}); it was changed or damaged"));
                // It is there, and no hash fits it.
                found.insert(path, (Sha256::default(), 0));
            }
        }
    }
    Ok(found)
}

/// Compares a manifest with what is there.
fn compare(members: &mut Members, manifest: &str, found: &BTreeMap<String, (Sha256, u64)>, issues: &mut Issues) {
    let Some(text) = text(members, manifest, issues) else { return };
    let mut listed: BTreeMap<String, Sha256> = BTreeMap::new();
    for line in read_manifest(&text) {
        let line = match line {
            Ok(line) => line,
            Err(number) => {
                let place = Location {
                    file: Some(manifest.to_owned()),
                    line: u64::try_from(number).ok(),
                    ..Location::default()
                };
                issues.push(Severity::Error, place, "It is not a SHA-256 with a path");
                continue;
            }
        };
        match found.get(&line.path) {
            None => wrong(issues, &line.path, format!("It stands in {manifest} and is not there")),
            // That it cannot be read was said already.
            Some((sha256, _)) if *sha256 == Sha256::default() => {}
            Some((sha256, _)) if *sha256 == line.sha256 => {}
            Some(_) => wrong(issues, &line.path, format!("Its bytes are not those that {manifest} has the hash of")),
        }
        if listed.insert(line.path.clone(), line.sha256).is_some() {
            wrong(issues, &line.path, format!("It stands in {manifest} more than once"));
        }
    }
    for path in found.keys().filter(|path| !listed.contains_key(*path)) {
        // A tag manifest cannot hold its own hash, and other tag manifests are not listed (section 2.2.1).
        if !path.starts_with("tagmanifest-") {
            wrong(issues, path, format!("It does not stand in {manifest}: it was added or renamed"));
        }
    }
}

/// A file as text; notes why not.
fn text(members: &mut Members, path: &str, issues: &mut Issues) -> Option<String> {
    if !members.has(path) {
        wrong(issues, path, "It is not there, and every bundle has it");
        return None;
    }
    let mut text = String::new();
    let read = members.open(path).and_then(|file| file.take(MOST_TEXT).read_to_string(&mut text));
    match read {
        Ok(_) => Some(text),
        // Files that cannot be unpacked are named when they are hashed.
        Err(error) if error.kind() == std::io::ErrorKind::InvalidData && matches!(members, Members::Folder(_)) => {
            wrong(issues, path, "It is no text in UTF-8");
            None
        }
        Err(_) => None,
    }
}
