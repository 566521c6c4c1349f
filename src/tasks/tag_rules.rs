//! Runs the rules of all tags, on demand: sets each tag on what matches its rule, and takes none off.

use serde::Serialize;

use super::error::TaskError;
use crate::analysis::tags::rules::ruled;
use crate::base::time::Utc;
use crate::model::command::Command;
use crate::model::ids::{EntityRef, TagId};
use crate::model::naming;
use crate::store::CaseStore;

/// What one rule came to; the keys are those of `tag --rules --json`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RuleRecord {
    /// `T-2`.
    pub id: String,
    /// The tag's name.
    pub tag: String,
    /// The kind of thing that the rule is for.
    pub kind: &'static str,
    /// The query as it is stored.
    pub query: String,
    /// How many match.
    pub matching: usize,
    /// How many of them bore the tag before.
    pub bearing: usize,
    /// How many were tagged, or would be in a dry run.
    pub tagged: usize,
    /// How many bear the tag and do not match; they are left as they are.
    pub beyond: usize,
    /// Why the rule could not be run.
    pub error: Option<String>,
    /// The line for people.
    #[serde(skip)]
    pub words: String,
}

/// Whether what rules come to is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Run {
    /// It is written, one journal entry a rule.
    Real,
    /// It is only said.
    Dry,
}

/// Runs the rules of all tags, by id. All of them see the case as it was before, so that no rule hangs on the order of
/// the others and a dry run says what a real one does.
///
/// # Errors
/// If the case cannot be written. A rule that cannot be run is not an error of the whole: its record says why.
pub fn run(store: &mut CaseStore, run: Run, now: Utc, actor: &str) -> Result<Vec<RuleRecord>, TaskError> {
    let facts = store.facts();
    let (mut records, mut changes): (Vec<RuleRecord>, Vec<(TagId, Vec<EntityRef>)>) = (Vec::new(), Vec::new());
    for tag in facts.tags.iter() {
        let Some(rule) = &tag.rule else { continue };
        let mut record = RuleRecord {
            id: naming::code(&facts, tag.id.into()),
            tag: tag.name.clone(),
            kind: rule.kind.key(),
            query: rule.query.clone(),
            matching: 0,
            bearing: 0,
            tagged: 0,
            beyond: 0,
            error: None,
            words: String::new(),
        };
        match ruled(&facts, tag.id, rule) {
            Ok(ruled) => {
                record.matching = ruled.matching;
                record.bearing = ruled.bearing();
                record.tagged = ruled.missing.len();
                record.beyond = ruled.beyond.len();
                record.words = ruled.words();
                changes.push((tag.id, ruled.missing));
            }
            Err(error) => record.error = Some(error.to_string()),
        }
        records.push(record);
    }
    for (tag, on) in changes {
        if run == Run::Real && !on.is_empty() {
            store.transact(&Command::RunRule { tag, on, set: true }, now, actor)?;
        }
    }
    Ok(records)
}
