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

/// Set a tag on everything that matches a query
///
/// All of it is one change, which one undo takes back.
#[derive(Debug, clap::Args)]
// A query may begin with a minus, so no single letter may be an option here: -has:note is no request for help.
#[command(disable_help_flag = true)]
pub(super) struct Args {
    /// The case.
    case: PathBuf,
    /// What to tag, as vessel:"Paek Yang San" or tag:suspected; an empty query matches all.
    #[arg(allow_hyphen_values = true)]
    query: String,
    /// The tag, by its name.
    #[arg(value_parser = clap::builder::NonEmptyStringValueParser::new())]
    tag: String,
    /// The kind of things to tag.
    #[arg(long, value_enum, default_value_t = KindName::Visits)]
    kind: KindName,
    /// Clear the tag instead.
    #[arg(long)]
    remove: bool,
    /// Make the tag if the case does not have it.
    #[arg(long, conflicts_with = "remove")]
    create: bool,
    #[command(flatten)]
    who: Who,
    /// Print one JSON document.
    #[arg(long)]
    json: bool,
    /// Print help.
    #[arg(long, action = clap::ArgAction::Help)]
    help: Option<bool>,
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let action = match (args.remove, args.create) {
        (true, _) => Action::Clear,
        (false, true) => Action::SetNew,
        (false, false) => Action::Set,
    };
    let kind = args.kind.kind();
    let tagged = console.watched("Tagging", |_| {
        let mut store = tasks::open::for_writing(&args.case)?;
        tasks::tag::tag(&mut store, (kind, &args.query), &args.tag, action, clock::now(), args.who.name())
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
