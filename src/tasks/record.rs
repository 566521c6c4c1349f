//! Findings and shipments as Markdown, without a dialog or fonts of the system: for `export` and for evidence bundles.

use std::io::Write;

use super::error::TaskError;
use super::report;
use crate::base::issues::Issues;
use crate::model::facts::Facts;
use crate::model::finding::FindingStatus;
use crate::report::build::Template;
use crate::report::choices::Choices;
use crate::report::fonts::Fonts;
use crate::report::outline_md;
use crate::store::CaseStore;

/// Writes the brief of some facts, those of the case or a part of them. Returns what a reader should know before it goes out.
pub(super) fn write(
    store: &CaseStore,
    facts: &Facts,
    choices: &Choices<'_>,
    out: &mut dyn Write,
) -> Result<Issues, TaskError> {
    let (outline, issues) =
        report::built(store, facts, Template::Brief, FindingStatus::Draft, *choices, &Fonts::bundled())?;
    outline_md::write(&outline, out).map_err(|error| TaskError::from_writer(&error))?;
    Ok(issues)
}
