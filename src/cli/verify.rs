//! `wakeline verify`

use std::path::PathBuf;

use super::console::Console;
use super::exit::Outcome;
use crate::base::issues::Severity;
use crate::base::text::{count, thousands};
use crate::tasks;
use crate::tasks::verify::Kind;

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
        for issue in &verified.issues {
            let weight = match issue.severity {
                Severity::Hint => "hint: ",
                Severity::Warning => "warning: ",
                Severity::Error => "",
            };
            console.line(format!("{weight}{issue}"))?;
        }
        let mut verdict = vec![if verified.ok { "Nothing is wrong" } else { "Something is wrong" }.to_owned()];
        if let Some(bundle) = &verified.bundle {
            let whole = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
            verdict.push(format!("{}, {} bytes", count(whole(bundle.files), "file"), thousands(whole(bundle.bytes))));
            verdict.extend(bundle.handling.clone());
            verdict.extend(bundle.made_from.map(|head| format!("made from a case with the journal head {head}")));
        }
        if let Some(journal) = verified.journal.filter(|_| verified.kind == Kind::Case) {
            let entries = usize::try_from(journal.entries).unwrap_or(usize::MAX);
            verdict.push(format!("{}, head {}", count(entries, "journal entry"), journal.head));
        }
        if verified.journal.is_none() {
            verdict.push("the case does not open".to_owned());
        }
        console.line(verdict.join("; "))?;
    }
    Ok(if verified.ok { Outcome::Fine } else { Outcome::Found })
}
