//! Asking a query of a case of a million visits, beside a plain scan of one column. Run by hand:
//! `cargo bench --no-default-features --bench filter [-- VISITS]`.

#[path = "../examples/synthesise/case.rs"]
mod case;

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use wakeline::analysis::query;
use wakeline::base::text::thousands;
use wakeline::figure::lanes::{LaneOptions, Lanes};

/// Queries of every cost: by id sets, by bounds, by words.
const QUERIES: [&str; 6] = [
    "activity:loading",
    "is:half-open",
    "after:2024-03-07 before:2024-06",
    "vessel:\"Synthetic 12\" -has:note",
    "hedge:<likely activity:discharging",
    "has:tag",
];

fn median(mut work: impl FnMut()) -> Duration {
    let mut taken: Vec<Duration> = (0..11)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    taken.sort_unstable();
    taken[5]
}

/// What the last letter of a query costs, where the terms before the last have been asked.
fn last_letter(text: &str, query: &query::Query, facts: &wakeline::model::facts::Facts) -> Duration {
    let before = text.rsplit_once(' ').and_then(|(before, _)| query::parse(before).ok());
    let mut taken: Vec<Duration> = (0..11)
        .map(|_| {
            let mut kept = query::Kept::default();
            if let Some(before) = &before {
                black_box(kept.run(before, facts));
            }
            let start = Instant::now();
            black_box(kept.run(query, facts));
            start.elapsed()
        })
        .collect();
    taken.sort_unstable();
    taken[5]
}

#[expect(clippy::print_stdout, reason = "a bench prints what it measured")]
fn main() {
    let visits = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(1_000_000);
    let facts = case::synthetic(visits, case::usual_lanes(visits));
    let scan = median(|| {
        black_box(
            facts.visits.iter().filter(|visit| visit.activity == wakeline::model::visit::Activity::Loading).count(),
        );
    });
    println!("{} visits, plain scan of one column: {scan:.2?}", thousands(visits as usize));
    // What a keystroke costs in the window: the query is asked, and the lanes show what it selects.
    let mut lanes = Lanes::build(&facts, &LaneOptions::default());
    for text in QUERIES {
        let Ok(query) = query::parse(text) else {
            println!("{text}: not a query");
            continue;
        };
        let mut found = 0;
        let took = median(|| found = query::run(&query, &facts).visits.len());
        let ratio = took.as_secs_f64() / scan.as_secs_f64();
        let typed = last_letter(text, &query, &facts).as_secs_f64() / scan.as_secs_f64();
        let matches = query::run(&query, &facts);
        let options = LaneOptions { filter: Some(Arc::new(matches.visits)), ..LaneOptions::default() };
        let laid = median(|| {
            if let Some(part) = lanes.showing(&facts, &options) {
                std::mem::replace(&mut lanes, part).give_back();
            }
        });
        let with = laid.as_secs_f64() / scan.as_secs_f64();
        println!(
            "{text:40} {:>9} visits  {took:8.2?}  {ratio:5.2} x the scan, its last letter {typed:5.2} x; lanes {laid:8.2?}  {with:5.2} x",
            thousands(found)
        );
    }
}
