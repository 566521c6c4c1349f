//! `wakeline check`

use std::path::PathBuf;

use super::console::Console;
use super::exit::Outcome;
use crate::base::issues::Severity;
use crate::base::text::count;
use crate::tasks;

/// Check that a case is whole
///
/// Looks at the file, its references, the journal's chain and the hashes of what is attached.
/// Exits with 1 if something is wrong. A chain of hashes shows tampering only against a head hash that is kept
/// elsewhere; the one printed here is the one to keep.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The case.
    case: PathBuf,
    /// Print one JSON document.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let checked = console.watched("Checking", |progress| tasks::check::check(&args.case, progress))?;
    if args.json {
        console.json(&checked)?;
    } else {
        for issue in &checked.issues {
            let weight = match issue.severity {
                Severity::Hint => "hint: ",
                Severity::Warning => "warning: ",
                Severity::Error => "",
            };
            console.line(format!("{weight}{issue}"))?;
        }
        let verdict = if checked.ok { "Nothing is wrong" } else { "Something is wrong" };
        let journal = checked.journal.map_or("the case does not open".to_owned(), |journal| {
            let entries = usize::try_from(journal.entries).unwrap_or(usize::MAX);
            format!("{}, head {}", count(entries, "journal entry"), journal.head)
        });
        console.line(format!("{verdict}; {journal}"))?;
    }
    Ok(if checked.ok { Outcome::Fine } else { Outcome::Found })
}
