//! Findings and shipments as Markdown, without a dialog or fonts of the system: for `export` and for evidence bundles.

use std::io::Write;

use super::error::TaskError;
use super::figure::zone_of;
use super::journal;
use crate::base::issues::Issues;
use crate::figure::scene::Face;
use crate::model::facts::Facts;
use crate::model::finding::FindingStatus;
use crate::report::build::{self, Asked, Template};
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
    let fonts = Fonts::bundled();
    let measure = |text: &str, size: f32, face: Face| fonts.measure(text, size, face);
    let file = |sha256| store.attachment(sha256).ok().flatten();
    let (zone, zone_name) = zone_of(facts);
    let date = match choices.changed {
        Some(changed) => changed,
        None => journal::last_change(store)?,
    };
    let asked = Asked {
        template: Template::Brief,
        choices: *choices,
        least: FindingStatus::Draft,
        date,
        journal: &[],
        zone: (zone, &zone_name),
        measure: &measure,
        file: &file,
    };
    let (outline, issues) = build::build(facts, &asked);
    outline_md::write(&outline, out).map_err(|error| TaskError::from_writer(&error))?;
    Ok(issues)
}
