//! `wakeline bundle`

use std::path::PathBuf;

use super::console::Console;
use super::exit::Outcome;
use super::force;
use crate::base::text::count;
use crate::tasks;
use crate::tasks::bundle::{Choice, JournalExtract};

/// Pack findings with their evidence into a bundle that anybody can check
///
/// A ZIP that holds all findings, or what a query selects, the exhibits they cite, what these show and say, and all that
/// this rests on: as a page for reading, as tables, as a case that opens in Wakeline, with the files of the exhibits. In a
/// case without findings it holds everything. sha256sum, any tool for bags (RFC 8493) and wakeline verify can check it. The same case and
/// options give the same bytes.
///
/// What is left out stands nowhere in the bundle, and is listed without its contents. Findings and quotes stay as they were
/// written; those that still name something that is left out are printed, to be read again. Files are packed byte for byte,
/// with whatever they hold about where and by whom they were made.
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own on the command line")]
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The case.
    case: PathBuf,
    /// Where to write, as bundle.zip.
    out: PathBuf,
    /// Put in only what matches, as section:"Maritime" or tag:suspected, and what that rests on.
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    query: String,
    /// Leave out what bears this tag or one below it, and what rests on that. A handling level, as TLP:RED, leaves out
    /// what bears a tag of that name or of a stricter one.
    #[arg(long, value_name = "TAG|HANDLING", num_args = 1..)]
    leave_out: Vec<String>,
    /// Leave out the files of exhibits.
    #[arg(long)]
    without_files: bool,
    /// Leave out the names of people: authors, analysts, collectors, holders, speakers, and sources that are persons.
    /// Names within quotes, titles and findings stay.
    #[arg(long, conflicts_with = "with_actors")]
    without_names: bool,
    /// Leave out all notes.
    #[arg(long)]
    without_notes: bool,
    /// Say in the extract of the journal who made each change.
    #[arg(long)]
    with_actors: bool,
    /// Replace a file that exists.
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    tasks::output::refuse_existing(&args.out, force(args.force))?;
    let choice = Choice {
        query: args.query.clone(),
        leave_out: args.leave_out.clone(),
        without_files: args.without_files,
        without_names: args.without_names,
        without_notes: args.without_notes,
        journal: if args.with_actors { JournalExtract::WithActors } else { JournalExtract::WithoutActors },
    };
    let made = console.watched("Packing", |progress| {
        let store = tasks::open::for_reading(&args.case)?;
        tasks::bundle::to_path(&store, &args.out, &choice, force(args.force), progress)
    })?;
    console.line(format!("Wrote {}", args.out.display()))?;
    console.line(&made.chosen)?;
    let counts = [count(made.findings, "finding"), count(made.exhibits, "exhibit"), count(made.files, "file")];
    console.line(format!("{}; journal head {}", counts.join(", "), made.head))?;
    for row in &made.left_out {
        console.line(format!("Left out: {}, {}: {}", row.code, row.what.word(), row.why.words()))?;
    }
    for code in &made.still_named {
        console.line(format!("Read again: {code} still has words of something that was left out"))?;
    }
    Ok(Outcome::Fine)
}
