//! Tagging one visit in a case of a million, beside the same in a case of a thousand. Run by hand:
//! `cargo bench --no-default-features --bench edit [-- VISITS]`.

#[path = "../examples/synthesise/case.rs"]
mod case;

use std::time::{Duration, Instant};

use wakeline::base::text::thousands;
use wakeline::base::time::Utc;
use wakeline::model::command::Command;
use wakeline::model::ids::{Id, VisitId};
use wakeline::store::CaseStore;

const EDITS: u32 = 200;

/// Median and 99th percentile of one durable edit.
fn measure(visits: u32) -> (Duration, Duration) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bench.wake");
    let facts = case::synthetic(visits, case::usual_lanes(visits));
    let mut store = CaseStore::create(&path, &facts, "Synthesise a case", Utc(0), "bench").expect("creates");
    drop(facts);
    let mut times: Vec<Duration> = (0..EDITS)
        .map(|edit| {
            let visit = VisitId::new(1 + edit.wrapping_mul(7_919) % visits);
            let tag = Command::Tag { tag: Id::new(1), on: vec![visit.into()], set: true };
            // A window holds the snapshot from before while the edit is made.
            let held = store.facts();
            let start = Instant::now();
            store.transact(&tag, Utc(i64::from(edit)), "bench").expect("tags");
            let took = start.elapsed();
            drop(held);
            took
        })
        .collect();
    times.sort_unstable();
    (times[times.len() / 2], times[times.len() * 99 / 100])
}

#[expect(clippy::print_stdout, reason = "a bench prints what it measured")]
fn main() {
    let visits = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(1_000_000);
    let (small, small_slow) = measure(1_000);
    let (large, large_slow) = measure(visits);
    println!("tag one visit in 1,000: median {small:.2?}, p99 {small_slow:.2?}");
    println!("tag one visit in {}: median {large:.2?}, p99 {large_slow:.2?}", thousands(visits as usize));
    println!("ratio of medians: {:.2}", large.as_secs_f64() / small.as_secs_f64());
}
