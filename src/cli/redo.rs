//! `wakeline redo`

use std::path::PathBuf;

use serde::Serialize;

use super::clock;
use super::console::Console;
use super::exit::Outcome;
use super::who::Who;
use crate::tasks;

/// Do again what was undone last
///
/// That is itself an entry in the journal.
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
struct Redone {
    redone: Option<String>,
    journal_entries: u64,
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let mut store = console.watched("Opening", |_| tasks::open::for_writing(&args.case))?;
    let redone = tasks::journal::redo(&mut store, clock::now(), args.who.name())?;
    if args.json {
        console.json(&Redone { redone, journal_entries: store.journal_len() })?;
    } else {
        console.line(redone.map_or("There is nothing to redo".to_owned(), |label| format!("Redone: {label}")))?;
    }
    Ok(Outcome::Fine)
}
