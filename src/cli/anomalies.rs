//! `wakeline anomalies`

use std::path::PathBuf;

use super::console::Console;
use super::exit::Outcome;
use crate::analysis::anomalies::{RULES, Rule};
use crate::base::text::thousands;
use crate::tasks;

/// List what cannot all be so, and what is worth a look
///
/// Overlapping visits, two places at once, impossible speed, identities that clash, loaded twice without a discharge,
/// visits without exhibits: each with its rule, what it is about and its exhibits. Dates are read as they fit best, and
/// what is not known makes no anomaly. Nothing of it is a finding.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The case.
    case: PathBuf,
    /// List only what this rule finds, as two-places or no-exhibit.
    #[arg(long, value_name = "RULE", value_parser = rule)]
    rule: Option<Rule>,
    /// Print one JSON document: an array of records.
    #[arg(long)]
    json: bool,
}

fn rule(key: &str) -> Result<Rule, String> {
    let known = || RULES.map(Rule::key).join(", ");
    Rule::by_key(key).ok_or_else(|| format!("a rule is one of {}", known()))
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let facts = tasks::open::for_reading(&args.case)?.facts();
    let found = console.watched("Looking", |progress| tasks::anomalies::anomalies(&facts, args.rule, progress))?;
    if args.json {
        console.json(&found)?;
        return Ok(Outcome::Fine);
    }
    for (rule, number, records) in found.by_rule() {
        console.line(format!("{}: {}, {}", rule.name(), thousands(number), rule.weight().words()))?;
        for record in records {
            let exhibits = match record.exhibits.as_slice() {
                [] => String::new(),
                codes => format!(" [{}]", codes.join(" ")),
            };
            console.line(format!("  {}{exhibits}", record.sentence))?;
        }
    }
    if found.is_empty() {
        console.line("Nothing found. Looked for:")?;
        for rule in RULES.into_iter().filter(|rule| args.rule.is_none_or(|asked| asked == *rule)) {
            console.line(format!("  {}", rule.meaning()))?;
        }
    }
    Ok(Outcome::Fine)
}
