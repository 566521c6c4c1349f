//! `wakeline lint`

use std::path::PathBuf;

use super::console::Console;
use super::exit::Outcome;
use crate::tasks;

/// Check where a finding says more than its sources do
///
/// Wordings stronger than the claims that are cited, several reports named where all end in one origin, facts without a
/// citation, likelihood terms that do not go together, unknown quantities written as nothing, handling marks, citations
/// of what is not in the case. One line an item. Exits with 1 if there is any that is not ignored with a reason.
/// Wordings are read in English only.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The case.
    case: PathBuf,
    /// Print one JSON document: an array of records.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let facts = tasks::open::for_reading(&args.case)?.facts();
    let items = console.watched("Reading", |_| Ok::<_, tasks::TaskError>(tasks::lint::lint(&facts)))?;
    let outcome = if items.iter().all(|item| item.ignored.is_some()) { Outcome::Fine } else { Outcome::Found };
    if args.json {
        console.json(&items)?;
        return Ok(outcome);
    }
    let rows: Vec<Vec<String>> = items
        .into_iter()
        .map(|item| {
            let ignored = item.ignored.map_or_else(String::new, |reason| format!(" (ignored: {reason})"));
            vec![item.finding, item.rule.to_owned(), format!("{}{ignored}", item.message)]
        })
        .collect();
    console.table(&rows)?;
    if rows.is_empty() {
        console.line("Nothing to check")?;
    }
    Ok(outcome)
}
