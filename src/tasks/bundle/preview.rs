//! What a bundle would hold and what would stay out of it, said before it is written.

use std::collections::BTreeMap;

use super::Choice;
use super::choose::{Chosen, choose, whole};
use crate::base::hash::Sha256;
use crate::base::progress::Progress;
use crate::base::text::{bytes, count};
use crate::model::evidence::ExhibitFile;
use crate::model::facts::Facts;
use crate::report::bundle::{LeftOut, What, left_out};
use crate::tasks::error::TaskError;

/// What a bundle would hold, and what not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Preview {
    /// What was chosen, as a sentence.
    pub chosen: String,
    /// Findings in it.
    pub findings: usize,
    /// Exhibits in it.
    pub exhibits: usize,
    /// Files in it.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Files that stay out because somebody asked for it.
    pub files_left_out: usize,
    /// Files that the case lists and does not hold.
    pub not_held: usize,
    /// Places in which the names of people are taken out.
    pub names: usize,
    /// What is left out.
    pub left_out: Vec<LeftOut>,
    /// What is in it and still has words of something that is left out, by its reference.
    pub still_named: Vec<String>,
}

/// Works out what a bundle of a choice would hold; `held` are the files whose bytes the case has, with their lengths.
///
/// # Errors
/// As making the bundle: if the query or what is to be left out is not understood, or if the task was cancelled.
pub fn preview(
    facts: &Facts,
    held: &BTreeMap<Sha256, u64>,
    choice: &Choice,
    progress: &Progress,
) -> Result<Preview, TaskError> {
    let Chosen { facts: part, words, left_out, still_named } = choose(facts, choice, progress)?;
    progress.check()?;
    let all = files(&whole(facts, choice)?).filter(|file| held.contains_key(&file.sha256)).count();
    let packed: Vec<u64> = files(&part).filter_map(|file| held.get(&file.sha256).copied()).collect();
    Ok(Preview {
        chosen: words,
        findings: part.findings.len(),
        exhibits: part.exhibits.len(),
        files: packed.len(),
        bytes: packed.iter().sum(),
        files_left_out: all.saturating_sub(packed.len()),
        not_held: files(&part).count() - packed.len(),
        names: left_out.iter().filter(|row| row.what == What::Names).count(),
        left_out,
        still_named,
    })
}

fn files(facts: &Facts) -> impl Iterator<Item = &ExhibitFile> {
    facts.exhibits.iter().flat_map(|exhibit| &exhibit.files)
}

impl Preview {
    /// What goes in: `2 findings, 14 exhibits, 3 files (1.2 MB).`
    #[must_use]
    pub fn goes_in(&self) -> String {
        let files = match self.files {
            0 => "no file".to_owned(),
            some => format!("{} ({})", count(some, "file"), bytes(self.bytes)),
        };
        let findings = if self.findings == 0 { "no finding".to_owned() } else { count(self.findings, "finding") };
        format!("{findings}, {}, {files}.", count(self.exhibits, "exhibit"))
    }

    /// What stays out: `3 files, names in 4 places, 2 notes.`; empty for nothing.
    #[must_use]
    pub fn stays_out(&self) -> String {
        let mut parts = Vec::new();
        if self.files_left_out > 0 {
            parts.push(count(self.files_left_out, "file"));
        }
        // Files are counted one by one, and not by exhibit.
        let others: Vec<LeftOut> = self.left_out.iter().filter(|row| row.what != What::Files).cloned().collect();
        parts.extend(Some(left_out::summary(&others)).filter(|words| !words.is_empty()));
        if self.not_held > 0 {
            parts.push(format!("{} that the case does not hold", count(self.not_held, "file")));
        }
        if parts.is_empty() { String::new() } else { format!("{}.", parts.join(", ")) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Why, to_path};
    use super::*;
    use crate::base::time::Utc;
    use crate::model::command::Command;
    use crate::model::entity::Entity;
    use crate::model::ids::Id;
    use crate::store::CaseStore;
    use crate::tasks::new::{self, Contents};
    use crate::tasks::output::Existing;

    #[test]
    fn the_preview_is_what_the_bundle_comes_to_hold() {
        let folder = tempfile::tempdir().expect("a folder");
        let case = folder.path().join("c.wake");
        let progress = Progress::default();
        new::create(&case, Contents::Sample, None, Existing::Keep, Utc(0), "A", &progress).expect("creates");
        let mut store = CaseStore::open(&case).expect("opens");
        let (sha256, length) = store.attach(&mut &b"an image"[..]).expect("attaches");
        let mut exhibit = store.facts().exhibits.get(Id::new(1)).expect("E-1").clone();
        let file =
            |name: &str, sha256| ExhibitFile { sha256, name: name.into(), media_type: String::new(), bytes: length };
        exhibit.files = vec![file("held.png", sha256), file("lost.png", Sha256([7; 32]))];
        "Somebody".clone_into(&mut exhibit.analyst);
        let entity = Entity::Exhibit(Box::new(exhibit));
        store.transact(&Command::Put { entity, field: None }, Utc(0), "A").expect("puts");
        let held = store.attachments().expect("lists");
        let plain = Choice::default();
        let choices = [
            plain.clone(),
            Choice { without_files: true, ..plain.clone() },
            Choice { without_names: true, without_notes: true, ..plain.clone() },
            Choice { query: "vessel:\"Lady R\"".into(), ..plain.clone() },
            Choice { leave_out: vec!["Deceptive shipping practice".into()], ..plain },
        ];
        for choice in choices {
            let said = preview(&store.facts(), &held, &choice, &progress).expect("is counted");
            let out = folder.path().join("b.zip");
            let made = to_path(&store, &out, &choice, Existing::Replace, &progress).expect("packs");
            assert_eq!((said.findings, said.exhibits, said.files), (made.findings, made.exhibits, made.files));
            let in_preview = |row: &&LeftOut| row.what != What::Labels && row.why != Why::NotHeld;
            let rows: Vec<LeftOut> = made.left_out.iter().filter(in_preview).cloned().collect();
            assert_eq!(said.left_out, rows, "{choice:?}");
            assert_eq!(said.files_left_out, usize::from(choice.without_files), "{choice:?}");
        }
        let all = preview(&store.facts(), &held, &Choice::default(), &progress).expect("is counted");
        assert!(all.goes_in().ends_with(", 1 file (8 bytes)."), "{}", all.goes_in());
        assert_eq!(all.stays_out(), "1 file that the case does not hold.");
        let none = Choice { without_files: true, ..Choice::default() };
        let none = preview(&store.facts(), &held, &none, &progress).expect("is counted");
        assert_eq!(none.stays_out(), "1 file.");
    }
}
