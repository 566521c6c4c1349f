//! `wakeline info`

use std::path::PathBuf;

use super::console::Console;
use super::exit::Outcome;
use crate::base::text::{count, thousands};
use crate::tasks;

/// Count what a case holds.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The case.
    case: PathBuf,
    /// Print one JSON document.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let store = console.watched("Opening", |_| tasks::open::for_reading(&args.case))?;
    let info = tasks::info::info(&store)?;
    if args.json {
        console.json(&info)?;
        return Ok(Outcome::Fine);
    }
    let with = |number: usize, part: usize, what: &str| match part {
        0 => thousands(number),
        part => format!("{} ({} {what})", thousands(number), thousands(part)),
    };
    let span = match (&info.first_date, &info.last_date) {
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => "no dated visits".to_owned(),
    };
    let rows = [
        ("Title", info.title.clone()),
        ("Handling", info.handling.mark().to_owned()),
        ("Time span", span),
        ("Visits", with(info.visits, info.undated_visits, "undated")),
        ("Shipments", with(info.shipments, info.half_open_shipments, "half-open")),
        ("Vessels", thousands(info.vessels)),
        ("Places", thousands(info.places)),
        ("Sources", thousands(info.sources)),
        ("Exhibits", thousands(info.exhibits)),
        ("Sightings", thousands(info.sightings)),
        ("Claims", thousands(info.claims)),
        ("Regimes", thousands(info.regimes)),
        ("Declarations", thousands(info.declarations)),
        ("Events", thousands(info.events)),
        ("Tags", thousands(info.tags)),
        ("Findings", thousands(info.findings)),
        ("Saved views", thousands(info.saved_views)),
        ("Journal", count(usize::try_from(info.journal_entries).unwrap_or(usize::MAX), "entry")),
        ("Head hash", info.head.to_string()),
        ("File", count(usize::try_from(info.file_bytes).unwrap_or(usize::MAX), "byte")),
    ];
    let rows: Vec<Vec<String>> = rows.into_iter().map(|(name, value)| vec![name.to_owned(), value]).collect();
    console.table(&rows)?;
    Ok(Outcome::Fine)
}
