//! `wakeline tag`

use std::path::PathBuf;

use super::clock;
use super::console::Console;
use super::exit::Outcome;
use super::kind::KindName;
use super::who::Who;
use crate::base::text::count;
use crate::tasks;
use crate::tasks::tag::Action;
use crate::tasks::tag_rules::{RuleRecord, Run};

/// Set a tag on everything that matches a query
///
/// All of it is one change, which one undo takes back. With --rules the queries that tags have as their rules are run
/// instead: only then, and never by themselves.
#[derive(Debug, clap::Args)]
// A query may begin with a minus, so no single letter may be an option here: -has:note is no request for help.
#[command(disable_help_flag = true)]
pub(super) struct Args {
    /// The case.
    case: PathBuf,
    /// What to tag, as vessel:"Paek Yang San" or tag:suspected; an empty query matches all.
    #[arg(allow_hyphen_values = true, required_unless_present_any = ["merge", "rules", "starter"])]
    query: Option<String>,
    /// The tag, by its name or its path: "Deceptive shipping practice/AIS off".
    #[arg(
        value_parser = clap::builder::NonEmptyStringValueParser::new(),
        required_unless_present_any = ["merge", "rules", "starter"]
    )]
    tag: Option<String>,
    /// The kind of things to tag.
    #[arg(long, value_enum, default_value_t = KindName::Visits)]
    kind: KindName,
    /// Clear the tag instead.
    #[arg(long)]
    remove: bool,
    /// Make the tag if the case does not have it, and with a path the tags above it.
    #[arg(long, conflicts_with = "remove")]
    create: bool,
    #[command(flatten)]
    instead: Instead,
    #[command(flatten)]
    who: Who,
    /// Print one JSON document.
    #[arg(long)]
    json: bool,
    /// Print help.
    #[arg(long, action = clap::ArgAction::Help)]
    help: Option<bool>,
}

/// What is done with tags instead of setting one.
#[derive(Debug, clap::Args)]
struct Instead {
    /// Merge tag A into tag B: what bears A bears B, and A is gone.
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with_all = ["query", "rules", "starter"])]
    merge: Vec<String>,
    /// Run the rules of all tags: each tag is set on what matches its rule, and taken off nothing.
    #[arg(long, conflicts_with_all = ["query", "starter"])]
    rules: bool,
    /// With --rules: say what would be tagged, and tag nothing.
    #[arg(long, requires = "rules")]
    dry_run: bool,
    /// Add the starter tags: the deceptive shipping practices of the advisory of 14 May 2020.
    #[arg(long, conflicts_with = "query")]
    starter: bool,
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    match (&args.query, &args.tag, args.instead.merge.as_slice()) {
        _ if args.instead.rules => rules(args, console),
        _ if args.instead.starter => starter(args, console),
        (_, _, [from, into]) => merge(args, from, into, console),
        (Some(query), Some(tag), _) => set(args, query, tag, console),
        // The parser lets nothing else through.
        _ => Ok(Outcome::Fine),
    }
}

fn set(args: &Args, query: &str, tag: &str, console: &mut Console) -> anyhow::Result<Outcome> {
    let action = match (args.remove, args.create) {
        (true, _) => Action::Clear,
        (false, true) => Action::SetNew,
        (false, false) => Action::Set,
    };
    let kind = args.kind.kind();
    let tagged = console.watched("Tagging", |_| {
        let mut store = tasks::open::for_writing(&args.case)?;
        tasks::tag::tag(&mut store, (kind, query), tag, action, clock::now(), args.who.name())
    })?;
    if args.json {
        console.json(&tagged)?;
        return Ok(Outcome::Fine);
    }
    let matching = count(tagged.matched, kind.word());
    let done = if args.remove { "no longer bear" } else { "now bear" };
    let verb = if tagged.matched == 1 { "matches" } else { "match" };
    console.line(format!("{matching} {verb}; {} of them {done} “{}”", tagged.changed, tagged.tag))?;
    Ok(Outcome::Fine)
}

fn merge(args: &Args, from: &str, into: &str, console: &mut Console) -> anyhow::Result<Outcome> {
    let merged = console.watched("Merging", |_| {
        let mut store = tasks::open::for_writing(&args.case)?;
        tasks::tag::merge(&mut store, from, into, clock::now(), args.who.name())
    })?;
    if args.json {
        console.json(&merged)?;
    } else {
        let borne = count(merged.borne, "item");
        console.line(format!("Merged “{}”, which {borne} bore, into “{}”", merged.merged, merged.into))?;
    }
    Ok(Outcome::Fine)
}

fn starter(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let added = console.watched("Adding", |_| {
        let mut store = tasks::open::for_writing(&args.case)?;
        tasks::tag::add_starter(&mut store, clock::now(), args.who.name())
    })?;
    if args.json {
        console.json(&serde_json::json!({ "added": added }))?;
    } else if added == 0 {
        console.line("The case has the starter tags already")?;
    } else {
        console.line(format!("Added {}", count(added, "starter tag")))?;
    }
    Ok(Outcome::Fine)
}

fn rules(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let run = if args.instead.dry_run { Run::Dry } else { Run::Real };
    let records = console.watched("Running rules", |_| {
        // To say what would be done, nobody has to be kept from working.
        let open = if args.instead.dry_run { tasks::open::for_reading } else { tasks::open::for_writing };
        let mut store = open(&args.case)?;
        tasks::tag_rules::run(&mut store, run, clock::now(), args.who.name())
    })?;
    let broken = records.iter().any(|record| record.error.is_some());
    if args.json {
        console.json(&records)?;
    } else if records.is_empty() {
        console.line("No tag of the case has a rule")?;
    }
    for record in records.iter().filter(|_| !args.json) {
        console.line(said(record, run))?;
    }
    Ok(if broken { Outcome::Found } else { Outcome::Fine })
}

fn said(record: &RuleRecord, run: Run) -> String {
    let RuleRecord { id, tag, words, tagged, kind, error, .. } = record;
    let name = format!("{id} “{tag}”");
    match (error, tagged, run) {
        (Some(error), ..) => format!("{name}: not run. {error}"),
        (None, 0, _) => format!("{name}: {words}. Nothing to tag"),
        (None, more, Run::Real) => format!("{name}: {words}. Tagged {}", count(*more, kind)),
        (None, more, Run::Dry) => format!("{name}: {words}. Would tag {}", count(*more, kind)),
    }
}
