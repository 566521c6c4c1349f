//! Makes a synthetic case of any size, for benches and for trying things out.
//!
//! `cargo run --release --example synthesise -- --visits 1000000 OUT.wake [--lanes 10000]`
//!
//! The case says in its title, in its note and by a tag that it is synthetic. The same numbers give the same case.

use std::path::PathBuf;
use std::process::ExitCode;

use wakeline::base::text::count;
use wakeline::base::time::Utc;
use wakeline::store::CaseStore;

#[path = "synthesise/case.rs"]
mod case;

/// When the case says it was made; a clock would make every run differ.
const MADE: Utc = Utc(1_767_225_600);

const USAGE: &str = "usage: synthesise --visits N [--lanes L] OUT.wake";

fn arguments() -> Option<(u32, u32, PathBuf)> {
    let (mut visits, mut lanes, mut out) = (None, None, None);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--visits" => visits = Some(words.next()?.parse().ok()?),
            "--lanes" => lanes = Some(words.next()?.parse().ok()?),
            _ if out.is_none() => out = Some(PathBuf::from(word)),
            _ => return None,
        }
    }
    let visits = visits?;
    Some((visits, lanes.unwrap_or_else(|| case::usual_lanes(visits)), out?))
}

#[expect(clippy::print_stderr, reason = "a program of its own")]
fn main() -> ExitCode {
    let Some((visits, lanes, out)) = arguments() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let facts = case::synthetic(visits, lanes);
    match CaseStore::create(&out, &facts, "Synthesise a case", MADE, "synthesise") {
        Ok(store) => {
            let facts = store.facts();
            let (visits, shipments) = (count(facts.visits.len(), "visit"), count(facts.shipments.len(), "shipment"));
            eprintln!("{visits} and {shipments} in {}", out.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
