//! `wakeline import`

use std::path::PathBuf;

use clap::ValueEnum;

use super::clock;
use super::console::Console;
use super::exit::Outcome;
use super::who::Who;
use crate::base::text::{count, thousands};
use crate::tasks;

/// Take the contents of other files over into a case
///
/// What the case has already, word for word, is not added again. Each file is one change, which one undo takes back.
/// Exits with 1 if something was rejected.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The case.
    case: PathBuf,
    /// The files.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What the files are.
    #[arg(long = "as", value_enum, value_name = "FORMAT", default_value_t = Format::WakeJson)]
    format: Format,
    /// Say what would be done, and change nothing.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    who: Who,
    /// Print one JSON document.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    #[value(name = "wake.json")]
    WakeJson,
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let Format::WakeJson = args.format;
    let imported = console.watched("Importing", |progress| {
        if args.dry_run {
            let store = tasks::open::for_reading(&args.case)?;
            return tasks::import::rehearse(&store.facts(), &args.files, progress);
        }
        let mut store = tasks::open::for_writing(&args.case)?;
        tasks::import::import(&mut store, &args.files, clock::now(), args.who.name(), progress)
    })?;
    if args.json {
        console.json(&imported)?;
    } else {
        for issue in &imported.issues {
            console.line(issue.to_string())?;
        }
        let added = imported.added.values().sum::<usize>();
        let done = if args.dry_run { "would be added" } else { "added" };
        let (known, rejected) = (thousands(imported.duplicates), thousands(imported.rejected));
        console.line(format!("{} {done}, {known} known already, {rejected} rejected", count(added, "item")))?;
    }
    Ok(if imported.rejected == 0 { Outcome::Fine } else { Outcome::Found })
}
