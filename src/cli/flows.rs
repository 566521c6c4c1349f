//! `wakeline flows`

use std::path::PathBuf;

use clap::ValueEnum;

use super::console::Console;
use super::exit::Outcome;
use crate::analysis::flows::By;
use crate::tasks;

/// Say what went which way between two sides
///
/// Shipments between two places, countries or flags in both directions, with quantities in their own units. A shipment
/// of which one end was not seen is listed apart, since its direction is not known. Nothing is asserted about one being
/// for the other.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The case.
    case: PathBuf,
    /// One side: a country as RU, a place by name or as P-1, or a flag as flag:KP; the two between which most went
    /// unless given.
    #[arg(long, value_name = "SIDE", requires = "and")]
    between: Option<String>,
    /// The other side.
    #[arg(long, value_name = "SIDE", requires = "between")]
    and: Option<String>,
    /// How sides are told apart.
    #[arg(long, value_enum)]
    by: Option<Kind>,
    /// Print one JSON document.
    #[arg(long)]
    json: bool,
}

/// How sides are told apart.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Kind {
    /// By place.
    Places,
    /// By country.
    Countries,
    /// By flag.
    Flags,
}

impl From<Kind> for By {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Places => Self::Places,
            Kind::Countries => Self::Countries,
            Kind::Flags => Self::Flags,
        }
    }
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let by = args.by.map(By::from);
    let found = console.watched("Sorting", |_| {
        let facts = tasks::open::for_reading(&args.case)?.facts();
        tasks::flows::flows(&facts, args.between.as_deref().zip(args.and.as_deref()), by)
    })?;
    if args.json {
        console.json(&found)?;
        return Ok(Outcome::Fine);
    }
    match &found {
        Some(found) => found.lines.iter().try_for_each(|line| console.line(line))?,
        None => console.line("No shipment of the case touches two sides")?,
    }
    Ok(Outcome::Fine)
}
