//! `wakeline undo`

use std::path::PathBuf;

use serde::Serialize;

use super::clock;
use super::console::Console;
use super::exit::Outcome;
use super::who::Who;
use crate::tasks;

/// Undo the newest change that still stands
///
/// The undoing is itself an entry in the journal.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The case.
    case: PathBuf,
    #[command(flatten)]
    who: Who,
    /// Print one JSON document.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Undone {
    undone: Option<String>,
    journal_entries: u64,
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let mut store = console.watched("Opening", |_| tasks::open::for_writing(&args.case))?;
    let undone = tasks::journal::undo(&mut store, clock::now(), args.who.name())?;
    if args.json {
        console.json(&Undone { undone, journal_entries: store.journal_len() })?;
    } else {
        console.line(undone.map_or("There is nothing to undo".to_owned(), |label| format!("Undone: {label}")))?;
    }
    Ok(Outcome::Fine)
}
