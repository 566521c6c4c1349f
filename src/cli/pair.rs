//! `wakeline pair`

use std::path::PathBuf;

use super::clock;
use super::console::Console;
use super::exit::Outcome;
use super::who::Who;
use crate::analysis::shipments::decide::Decision;
use crate::base::text::count;
use crate::tasks;
use crate::tasks::pair::{ProposalRecord, Which};

/// Propose shipments, with what speaks for and against each
///
/// A loading and a later visit of the same hull before its next loading, or one end alone. Undecided shipments of the
/// case come first, then what would be new. Nothing is accepted by itself, and no number says how likely one is.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The case.
    case: PathBuf,
    /// Accept these proposals, by their references: S-1,S-4.
    #[arg(long, value_name = "S-1,S-4", value_delimiter = ',', conflicts_with_all = ["accept_all", "reject"])]
    accept: Vec<String>,
    /// Accept every proposal.
    #[arg(long, conflicts_with = "reject")]
    accept_all: bool,
    /// Reject these proposals; they are kept with their reasons and not put forward again.
    #[arg(long, value_name = "S-1,S-4", value_delimiter = ',')]
    reject: Vec<String>,
    /// Why, in your own words; kept with the shipment and in the journal.
    #[arg(long, value_name = "WORDS", default_value = "")]
    because: String,
    #[command(flatten)]
    who: Who,
    /// Print one JSON document: an array with one record a proposal.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let decision = if args.accept_all {
        Some((Which::All, Decision::Accept))
    } else if !args.accept.is_empty() {
        Some((Which::These(args.accept.clone()), Decision::Accept))
    } else if !args.reject.is_empty() {
        Some((Which::These(args.reject.clone()), Decision::Reject))
    } else {
        None
    };
    if let Some((which, decision)) = decision {
        let decided = console.watched("Deciding", |_| {
            let mut store = tasks::open::for_writing(&args.case)?;
            tasks::pair::decide(&mut store, &which, decision, &args.because, clock::now(), args.who.name())
        })?;
        if args.json {
            console.json(&decided)?;
        } else {
            let verb = if decision == Decision::Reject { "Rejected" } else { "Accepted" };
            console.line(format!("{verb} {}", count(decided.len(), "shipment")))?;
        }
        return Ok(Outcome::Fine);
    }
    let records = console.watched("Pairing", |_| {
        let facts = tasks::open::for_reading(&args.case)?.facts();
        Ok::<_, anyhow::Error>(tasks::pair::pair(&facts))
    })?;
    if args.json {
        console.json(&records)?;
        return Ok(Outcome::Fine);
    }
    if records.is_empty() {
        console.line("No proposal: every loading and discharge of the case belongs to a shipment that is decided")?;
    }
    for record in &records {
        proposal(record, console)?;
    }
    Ok(Outcome::Fine)
}

fn proposal(one: &ProposalRecord, console: &mut Console) -> anyhow::Result<()> {
    let state = match (&one.closes, one.new) {
        (Some(code), _) => format!("new, closes {code}"),
        (None, true) => "new".to_owned(),
        (None, false) => "in the case".to_owned(),
    };
    console.line(format!("{} {} ({}; {state})", one.id, one.name, one.outcome))?;
    for noted in &one.noted {
        let mark = if noted.sign == "for" { "+" } else { "−" };
        let exhibit = noted.exhibit.as_ref().map_or_else(String::new, |code| format!(" ({code})"));
        console.line(format!("  {mark} noted: {}{exhibit}", noted.text))?;
    }
    for reason in one.reasons.iter().chain(&one.rivals) {
        let exhibits =
            if reason.exhibits.is_empty() { String::new() } else { format!(" ({})", reason.exhibits.join(", ")) };
        console.line(format!("  {} {}: {}{exhibits}", reason.mark, reason.rule, reason.text))?;
    }
    Ok(())
}
