//! `wakeline journal`

use std::path::PathBuf;

use super::console::Console;
use super::exit::Outcome;
use crate::base::text::count;
use crate::tasks;

/// List every change ever made to a case, newest first: when, by whom, what.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The case.
    case: PathBuf,
    /// List no more than the newest N.
    #[arg(long, value_name = "N")]
    count: Option<usize>,
    /// Print one JSON document.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let store = console.watched("Opening", |_| tasks::open::for_reading(&args.case))?;
    let all = usize::try_from(store.journal_len()).unwrap_or(usize::MAX);
    let entries = tasks::journal::newest(&store, args.count.unwrap_or(all).min(all))?;
    if args.json {
        console.json(&entries)?;
        return Ok(Outcome::Fine);
    }
    let rows: Vec<Vec<String>> = entries
        .into_iter()
        .map(|entry| {
            let undone = if entry.undone { " (undone)" } else { "" };
            let what = format!("{}{undone}, {}", entry.label, count(entry.rows, "row"));
            vec![entry.seq.to_string(), entry.time.to_string(), entry.actor, entry.hash.short(), what]
        })
        .collect();
    console.table(&rows)?;
    Ok(Outcome::Fine)
}
