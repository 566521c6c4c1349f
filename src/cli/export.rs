//! `wakeline export`

use std::path::PathBuf;

use super::console::Console;
use super::exit::Outcome;
use super::force;
use super::kind::KindName;
use crate::tasks;

/// Write a case, or what of it a query selects, in the form that the ending asks for
///
/// .wake.json and .json: the case as text, with attached files, which new --from and import read. With a query, what it
/// selects and all that this rests on. .csv: one kind as a table; an apostrophe before a text that a spreadsheet would
/// take for a formula keeps it a text. .md: findings, the table of shipments, and a footnote for every citation. .xlsx: a
/// workbook with the tanker table, the ledgers, a fact-check sheet, one row a sentence, and the exhibits. .geojson and
/// .kml: places, visits and shipments on a map; what has no position is left out and counted. .bib and .csl.json: exhibits
/// for a bibliography. .ftm.json: entities of FollowTheMoney, as OpenAleph loads them.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The case.
    case: PathBuf,
    /// Where to write; the name ends in .wake.json, .json, .csv, .md, .xlsx, .geojson, .kml, .bib, .csl.json or .ftm.json.
    out: PathBuf,
    /// Write only what matches, as vessel:"Paek Yang San" or tag:suspected.
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    query: String,
    /// The kind that a .csv lists [default: shipments].
    #[arg(long, value_enum)]
    kind: Option<KindName>,
    /// Replace a file that exists.
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let form = tasks::export::form_of(&args.out, args.kind.map(KindName::kind))?;
    tasks::output::refuse_existing(&args.out, force(args.force))?;
    let notes = console.watched("Exporting", |progress| {
        let store = tasks::open::for_reading(&args.case)?;
        tasks::export::to_path(&store, &args.out, form, &args.query, force(args.force), progress)
    })?;
    console.line(format!("Wrote {}", args.out.display()))?;
    notes.into_iter().try_for_each(|note| console.line(note))?;
    Ok(Outcome::Fine)
}
