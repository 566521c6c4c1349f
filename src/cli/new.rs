//! `wakeline new`

use std::path::PathBuf;

use super::console::Console;
use super::exit::Outcome;
use super::who::Who;
use super::{clock, force};
use crate::tasks;
use crate::tasks::new::Contents;

/// Make a case: empty, as a copy of the sample, or from a .wake.json file
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The case to make; its name should end in .wake.
    case: PathBuf,
    /// The title of the case; may be left out with --sample and --from, which have one.
    #[arg(long, required_unless_present_any = ["sample", "from"])]
    #[arg(value_parser = clap::builder::NonEmptyStringValueParser::new())]
    title: Option<String>,
    /// Begin with the sample case.
    #[arg(long, conflicts_with = "from")]
    sample: bool,
    /// Begin with the case in this file.
    #[arg(long, value_name = "FILE.wake.json")]
    from: Option<PathBuf>,
    /// Replace a case that exists.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let contents = match &args.from {
        Some(path) => Contents::File(path),
        None if args.sample => Contents::Sample,
        None => Contents::Empty,
    };
    let title = args.title.as_deref();
    console.watched("Making the case", |progress| {
        tasks::new::create(&args.case, contents, title, force(args.force), clock::now(), args.who.name(), progress)
    })?;
    console.line(format!("Made {}", args.case.display()))?;
    Ok(Outcome::Fine)
}
