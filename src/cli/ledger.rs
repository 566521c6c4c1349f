//! `wakeline ledger`

use std::path::PathBuf;

use clap::ValueEnum;

use super::console::Console;
use super::exit::Outcome;
use crate::analysis::ledger::words::{not_passed, total};
use crate::base::text::count;
use crate::model::regime::CountingEvent;
use crate::tasks;
use crate::tasks::ledger::{Ask, Column, Ends, WindowRecord};

/// Which event counts.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Counting {
    /// What was loaded.
    Loaded,
    /// What was delivered.
    Delivered,
}

/// Count cargo against the caps of a case
///
/// For each regime and window: what was declared, what others assess and the case's own count, side by side and never
/// added; when the cap was passed; which shipments have no quantity. Rejected shipments do not count.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The case.
    case: PathBuf,
    /// One regime, by its reference such as R-1 or part of its instrument.
    #[arg(long, value_name = "R")]
    regime: Option<String>,
    /// One window, by the year in which it begins.
    #[arg(long, value_name = "Y")]
    year: Option<i64>,
    /// Count this event, whatever the regime says; the case stays as it is.
    #[arg(long, value_enum)]
    counting: Option<Counting>,
    /// Convert by this table, whatever the regime says; the case stays as it is.
    #[arg(long, value_name = "NAME")]
    table: Option<String>,
    /// Only the shipments that a query selects.
    #[arg(long, value_name = "Q", default_value = "")]
    query: String,
    /// Print one JSON document: an array with one record a regime and window.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let ask = Ask {
        regime: args.regime.as_deref(),
        year: args.year,
        event: args.counting.map(|counting| match counting {
            Counting::Loaded => CountingEvent::Loaded,
            Counting::Delivered => CountingEvent::Delivered,
        }),
        table: args.table.as_deref(),
        query: &args.query,
    };
    let records = console.watched("Counting", |_| {
        let facts = tasks::open::for_reading(&args.case)?.facts();
        tasks::ledger::ledger(&facts, &ask)
    })?;
    if args.json {
        console.json(&records)?;
        return Ok(Outcome::Fine);
    }
    if records.is_empty() {
        console.line("Nothing is counted: no shipment and no declaration falls under a regime of the case")?;
    }
    for (i, record) in records.iter().enumerate() {
        if i > 0 {
            console.line("")?;
        }
        window(record, console)?;
    }
    Ok(Outcome::Fine)
}

fn window(record: &WindowRecord, console: &mut Console) -> anyhow::Result<()> {
    let WindowRecord { regime, instrument, window, unit, cap, rules, .. } = record;
    console.line(format!("{regime} {instrument}, {window}: cap {cap} {unit}; {rules}"))?;
    let head = ["", "low", "base", "high", "entries", "without quantity"].map(str::to_owned).to_vec();
    let row = |name: &str, column: &Column| {
        let Ends { low, base, high } = &column.amounts;
        let ends = [("low", low), ("base", base), ("high", high)];
        let mut row = vec![format!("  {name}")];
        row.extend(ends.map(|(word, amount)| total(*amount, column.at_least.contains(&word))));
        row.extend([column.entries.to_string(), column.without_quantity.to_string()]);
        row
    };
    console.table(&[
        head,
        row("declared", &record.declared),
        row("assessed by others", &record.assessed),
        row("own count", &record.own),
    ])?;
    let not_passed = not_passed(record.own.without_quantity > 0);
    let day = |day: &Option<String>| day.clone().unwrap_or_else(|| not_passed.to_owned());
    let Ends { low, base, high } = &record.crossed;
    if record.own.amounts.base.is_some() {
        console.line(format!("  cap passed: low {}, base {}, high {}", day(low), day(base), day(high)))?;
    } else {
        console.line("  cap passed: unknown, since nothing has a quantity")?;
    }
    let without: Vec<String> =
        record.shipments.iter().filter(|row| row.base_is_unknown()).map(|row| row.id.clone()).collect();
    if !without.is_empty() {
        let codes = crate::model::naming::list(&without);
        console.line(format!("  {} without quantity: {codes}", without.len()))?;
    }
    let late = record.shipments.iter().filter(|row| !row.counted && !row.base_is_unknown()).count();
    if late > 0 {
        console.line(format!("  {} with a quantity not counted: no discharge known", count(late, "shipment")))?;
    }
    for (codes, what) in [(&record.on_edge, "of other windows may lie in this one"), (&record.undated, "undated")] {
        if !codes.is_empty() {
            console.line(format!("  {what}: {}", crate::model::naming::list(codes)))?;
        }
    }
    Ok(())
}
