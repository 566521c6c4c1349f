//! `wakeline verify`

use std::path::PathBuf;

use super::console::Console;
use super::exit::Outcome;
use crate::tasks;

/// Check that a case or an evidence bundle is whole
///
/// Of a case it looks at what check does. Of a bundle, a ZIP or the folder it was unpacked to, it looks at the ZIP before
/// anything is unpacked, at every line of the manifests, at files that were added, at the RO-Crate and at the case inside.
/// Exits with 1 if something is wrong, with 3 if it cannot be read. Whoever can change a file can also write the manifests
/// anew: compare the journal head with one that is kept elsewhere.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The case, the bundle or its folder.
    #[arg(value_name = "CASE|BUNDLE")]
    path: PathBuf,
    /// Print one JSON document.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let scratch = std::env::temp_dir();
    let verified = console.watched("Verifying", |progress| tasks::verify::verify(&args.path, &scratch, progress))?;
    if args.json {
        console.json(&verified)?;
    } else {
        verified.lines().iter().try_for_each(|line| console.line(line))?;
        console.line(verified.verdict().join("; "))?;
    }
    Ok(if verified.ok { Outcome::Fine } else { Outcome::Found })
}
