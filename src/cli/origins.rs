//! `wakeline origins`

use std::path::PathBuf;

use super::console::Console;
use super::exit::Outcome;
use crate::tasks;
use crate::tasks::origins::SubjectOrigins;

/// Count in how many origins the reports about something end
///
/// Ten articles can be one source. A chain of reported-by is followed to the source at which it ends; a report whose
/// lineage is unknown counts as no origin. Origins that share an analyst, a sensor or an institute are named.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The case.
    case: PathBuf,
    /// What to count them for, by its reference such as V-3, S-1, P-2 or F-1; without it the case, and everything that
    /// a claim is about.
    #[arg(long, value_name = "ID")]
    about: Option<String>,
    /// Print one JSON document: an array with one record a subject.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let subjects = console.watched("Counting", |_| {
        let facts = tasks::open::for_reading(&args.case)?.facts();
        tasks::origins::origins(&facts, args.about.as_deref())
    })?;
    if args.json {
        console.json(&subjects)?;
        return Ok(Outcome::Fine);
    }
    if let Some((first, rest)) = subjects.split_first() {
        whole(first, console)?;
        let rows: Vec<Vec<String>> =
            rest.iter().map(|one| vec![one.subject.clone(), one.short.clone(), one.name.clone()]).collect();
        if !rows.is_empty() {
            console.line("")?;
            console.table(&rows)?;
        }
    }
    Ok(Outcome::Fine)
}

/// A subject with its origins, and what keeps their number from being taken at its word.
fn whole(one: &SubjectOrigins, console: &mut Console) -> anyhow::Result<()> {
    let lead = if one.subject == "case" { one.name.clone() } else { format!("{} {}", one.subject, one.name) };
    console.line(format!("{lead}: {}", one.short))?;
    for line in &one.lines {
        console.line(format!("  {line}"))?;
    }
    for caution in &one.cautions {
        console.line(caution)?;
    }
    Ok(())
}
