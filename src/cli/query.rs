//! `wakeline query`

use std::path::PathBuf;

use super::console::Console;
use super::exit::Outcome;
use super::kind::KindName;
use crate::analysis::query::help;
use crate::base::interval::{BOUND_NAMES, Bounds};
use crate::model::facts::Facts;
use crate::model::ids::EntityRef;
use crate::model::naming;
use crate::tasks;
use crate::tasks::query::Records;

/// List what matches a query
///
/// Terms stand side by side and all must hold: vessel:"Paek Yang San" -has:discharge after:2024-03-07. OR, parentheses
/// and a minus before a term do what they say. Below are all fields; docs/query.md has the whole language.
#[derive(Debug, clap::Args)]
#[command(after_long_help = help::lines())]
// A query may begin with a minus, so no single letter may be an option here: -has:note is no request for help.
#[command(disable_help_flag = true)]
pub(super) struct Args {
    /// The case.
    case: PathBuf,
    /// The query; an empty one matches all.
    #[arg(allow_hyphen_values = true)]
    query: String,
    /// The kind of things to list.
    #[arg(long, value_enum, default_value_t = KindName::Visits)]
    kind: KindName,
    /// Print one JSON document: an array of records.
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print CSV.
    #[arg(long)]
    csv: bool,
    /// Print help.
    #[arg(long, action = clap::ArgAction::Help)]
    help: Option<bool>,
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let kind = args.kind.kind();
    let (facts, references) = console.watched("Searching", |_| {
        let facts = tasks::open::for_reading(&args.case)?.facts();
        let references = tasks::query::select(&facts, &args.query, kind)?;
        Ok::<_, tasks::TaskError>((facts, references))
    })?;
    if args.json {
        console.json(&Records { facts: &facts, references: &references })?;
    } else if args.csv {
        let mut table = Vec::new();
        tasks::export::csv(&facts, kind, &args.query, &mut table)?;
        console.bytes(&table)?;
    } else {
        let rows: Vec<Vec<String>> = references.iter().map(|reference| row(&facts, *reference)).collect();
        console.table(&rows)?;
    }
    Ok(Outcome::Fine)
}

/// Reference, time if it has one, and name.
fn row(facts: &Facts, reference: EntityRef) -> Vec<String> {
    let mut row = vec![naming::code(facts, reference)];
    if let Some(visit) = reference.as_id().and_then(|id| facts.visits.get(id)) {
        row.push(span(&visit.bounds));
    } else if let Some(event) = reference.as_id().and_then(|id| facts.events.get(id)) {
        row.push(event.time.to_string());
    }
    row.push(naming::name(facts, reference));
    row
}

/// The outermost bounds that are known.
fn span(bounds: &Bounds) -> String {
    let known = BOUND_NAMES.map(|name| bounds.get(name));
    let (first, last) = (known.iter().flatten().next(), known.iter().flatten().next_back());
    match (first, last) {
        (Some(first), Some(last)) if first == last => first.to_string(),
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => "undated".to_owned(),
    }
}
