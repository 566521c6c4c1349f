//! Pairing and counting a case of a million visits, beside a sort of its visits, and one edit beside a count from nothing.
//! Run by hand: `cargo bench --no-default-features --bench count [-- VISITS]`.

#[path = "../examples/synthesise/case.rs"]
mod case;

use std::hint::black_box;
use std::time::{Duration, Instant};

use rayon::slice::ParallelSliceMut;
use wakeline::analysis::gaps::Gaps;
use wakeline::analysis::ledger::Ledger;
use wakeline::analysis::ledger::book::Reading;
use wakeline::analysis::shipments::{candidates, weigh};
use wakeline::base::quantity::{Amount, Estimate};
use wakeline::base::text::thousands;
use wakeline::model::entity::Entity;
use wakeline::model::regime::un_caps;
use wakeline::model::vessel::{Identity, Stated};

fn median(mut work: impl FnMut()) -> Duration {
    let mut taken: Vec<Duration> = (0..7)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    taken.sort_unstable();
    taken[3]
}

#[expect(clippy::print_stdout, reason = "a bench prints what it measured")]
fn main() {
    let visits = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(1_000_000);
    let mut facts = case::synthetic(visits, case::usual_lanes(visits));
    for regime in un_caps(&facts) {
        facts.put(Entity::Regime(Box::new(regime)));
    }
    let array: Vec<_> = facts.visits.iter().map(|visit| (visit.vessel, visit.bounds.sort_key(), visit.id)).collect();
    let by_id = {
        let mut shuffled = array.clone();
        shuffled.sort_unstable_by_key(|(_, _, id)| id.0.wrapping_mul(0x9E37_79B9));
        shuffled
    };
    let sort = median(|| {
        let mut array = by_id.clone();
        array.par_sort_unstable();
        black_box(array.len());
    });
    let ratio = |took: Duration| took.as_secs_f64() / sort.as_secs_f64();
    println!("{} visits, {} shipments", thousands(facts.visits.len()), thousands(facts.shipments.len()));
    println!("sort of the visits by vessel and time   {sort:9.2?}");
    let mut found = Vec::new();
    let took = median(|| found = candidates(&facts));
    println!(
        "pairing, {:>9} candidates            {took:9.2?}  {:5.2} x the sort",
        thousands(found.len()),
        ratio(took)
    );
    let mut bare = facts.clone();
    let all: Vec<_> = facts.shipments.iter().map(|row| row.id).collect();
    for id in all {
        bare.remove(id.into());
    }
    let took = median(|| found = candidates(&bare));
    println!(
        "the same without shipments, {:>9}     {took:9.2?}  {:5.2} x the sort",
        thousands(found.len()),
        ratio(took)
    );
    let gaps = Gaps::of(&facts);
    if let Some(one) = found.get(found.len() / 2) {
        let took = median(|| drop(black_box(weigh(&bare, &gaps, one))));
        println!("weighing one candidate                  {took:9.2?}");
    }
    let build = median(|| drop(black_box(Ledger::build(&facts, None))));
    println!("ledger from nothing                     {build:9.2?}  {:5.2} x the sort", ratio(build));
    let mut ledger = Ledger::build(&facts, None);
    let vessel = facts.vessels.iter().next().cloned();
    let Some(mut vessel) = vessel else { return };
    let mut barrels = 10_000.0;
    let edit = median(|| {
        barrels += 1.0;
        let value = Estimate::exactly(Amount::new(barrels).unwrap_or_default());
        vessel.capacity = Some(Stated { value, identity: Identity::Registered, period: None, exhibit: None });
        let item = vessel.id.into();
        facts.put(Entity::Vessel(Box::new(vessel.clone())));
        ledger.update(&facts, &[item]);
    });
    let share = edit.as_secs_f64() / build.as_secs_f64();
    println!("ledger after one capacity changed       {edit:9.2?}  {share:7.5} x the count from nothing");
    let regime = facts.regimes.iter().next().map(|row| row.id);
    let Some((rules, book)) = regime.and_then(|id| ledger.rules(id).zip(ledger.book(id))) else { return };
    let walk = median(|| {
        for (_, window) in book.windows() {
            black_box(window.passes(rules.cap, wakeline::analysis::ledger::book::Scenario::Base, Reading::Base));
        }
    });
    println!("when the cap was passed, every window   {walk:9.2?}");
}
