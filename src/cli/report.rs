//! `wakeline report`

use std::path::PathBuf;

use clap::ValueEnum;

use super::console::Console;
use super::exit::{self, Outcome};
use super::figure::{date, fonts};
use super::force;
use super::templates::Users;
use crate::base::time::When;
use crate::model::finding::FindingStatus;
use crate::tasks;
use crate::tasks::report::{self, Request};
use crate::tasks::templates::Chosen;

/// Write a report by a template: PDF, DOCX, HTML or Markdown, by the ending
///
/// Findings stand in the order of their sections. Every citation becomes a note that names its exhibit; tables, the timeline and
/// the cap chart name the exhibits they rest on. The report bears the date of the case's last change, so that the same case
/// gives the same bytes on any day.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The case.
    case: PathBuf,
    /// Where to write; the name ends in .pdf, .docx, .html or .md.
    out: PathBuf,
    /// What the report is made like: panel (numbered paragraphs, footnotes, annexes), brief (summary, method, figures, endnotes),
    /// draft (sentence by sentence, with a table for the fact-checker), memo (decision, practices seen, evidence, journal), or
    /// the folder of a template of your own, or its name; see wakeline templates.
    #[arg(long, value_name = "NAME-OR-FOLDER", default_value = "panel")]
    template: String,
    #[command(flatten)]
    users: Users,
    /// Only what matches, as vessel:"Paek Yang San" or tag:suspected. Findings are all in it unless the query speaks of some.
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    query: String,
    /// Only findings that have come at least this far.
    #[arg(long, value_enum, default_value_t = Least::Draft)]
    status: Least,
    /// The day that the report bears, as 2024-05-02 [default: that of the last change].
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<When>,
    /// Replace a file that exists.
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Least {
    Draft,
    Reviewed,
    Final,
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let form = report::form_of(&args.out)?;
    let existing = force(args.force);
    tasks::output::refuse_existing(&args.out, existing)?;
    let request = Request {
        template: Chosen::named(&args.template, args.users.folder().as_deref())?,
        query: args.query.clone(),
        least: match args.status {
            Least::Draft => FindingStatus::Draft,
            Least::Reviewed => FindingStatus::Reviewed,
            Least::Final => FindingStatus::Final,
        },
        date: args.date.map(When::start),
    };
    let issues = console.watched("Writing", |progress| {
        let store = tasks::open::for_reading(&args.case)?;
        report::to_path(&store, &args.out, form, &request, &fonts(), existing, progress)
    })?;
    for issue in issues.as_slice() {
        exit::complain(&issue.to_string());
    }
    console.line(format!("Wrote {}", args.out.display()))?;
    Ok(Outcome::Fine)
}
