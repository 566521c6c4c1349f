//! Opening a case of a million visits, beside the time that `SQLite` itself needs to step through the same rows, and
//! the memory that a visit takes. Run by hand: `cargo bench --no-default-features --bench open [-- VISITS]`.

#[path = "../examples/synthesise/case.rs"]
mod case;

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use wakeline::base::text::thousands;
use wakeline::base::time::Utc;
use wakeline::model::case::Case;
use wakeline::model::facts::Facts;
use wakeline::store::CaseStore;

/// Rounds of which the fastest counts; the first brings the file into memory.
const ROUNDS: usize = 5;

fn fastest<T>(mut run: impl FnMut() -> T) -> (Duration, T) {
    let mut timed = || {
        let start = Instant::now();
        let result = run();
        (start.elapsed(), result)
    };
    let mut best = timed();
    for _ in 1..ROUNDS {
        let next = timed();
        if next.0 < best.0 {
            best = next;
        }
    }
    best
}

/// Steps through every row that an open case consists of; with `read`, fetches every cell too.
fn step(path: &Path, read: bool) -> u64 {
    let conn = Connection::open(path).expect("opens");
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    let mut tables = conn.prepare(tables).expect("prepares");
    let tables = tables.query_map([], |row| row.get::<_, String>(0)).expect("lists");
    let mut rows_seen = 0;
    for table in tables {
        let mut statement = conn.prepare(&format!("SELECT * FROM {}", table.expect("a name"))).expect("prepares");
        let columns = statement.column_count();
        let mut rows = statement.query([]).expect("queries");
        while let Some(row) = rows.next().expect("steps") {
            rows_seen += 1;
            if read {
                for column in 0..columns {
                    std::hint::black_box(row.get_ref(column).expect("reads"));
                }
            }
        }
    }
    rows_seen
}

fn quick_check(path: &Path) {
    let conn = Connection::open(path).expect("opens");
    conn.pragma_update(None, "ignore_check_constraints", true).expect("sets");
    let verdict: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).expect("checks");
    assert_eq!(verdict, "ok");
}

/// Bytes of memory that the process holds, where the system tells.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or_default() * 1_024
}

#[expect(clippy::print_stdout, reason = "a bench prints what it measured")]
fn main() {
    let visits = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bench.wake");
    let start = Instant::now();
    let facts = case::synthetic(visits, case::usual_lanes(visits));
    let made = start.elapsed();
    drop(CaseStore::create(&path, &facts, "Synthesise a case", Utc(0), "bench").expect("creates"));
    drop(facts);
    let bytes = std::fs::metadata(&path).expect("a size").len();
    println!("{} visits, {} bytes", thousands(visits as usize), thousands(usize::try_from(bytes).unwrap_or_default()));
    println!(
        "made in {made:.2?}, written, verified and opened in {:.2?}",
        start.elapsed().checked_sub(made).unwrap_or_default()
    );
    // The first opening tells the memory, before the others have stirred it.
    let before = resident();
    let store = CaseStore::open(&path).expect("opens");
    let after = resident();
    println!("memory: {} bytes a visit", after.saturating_sub(before) / u64::from(visits));
    drop(store);
    let (stepped, rows) = fastest(|| step(&path, false));
    let (read, _) = fastest(|| step(&path, true));
    let (opened, store) = fastest(|| CaseStore::open(&path).expect("opens"));
    let ratio = |to: Duration| opened.as_secs_f64() / to.as_secs_f64();
    println!(
        "SQLite steps {} rows in {stepped:.2?}, and fetches their cells in {read:.2?}",
        thousands(usize::try_from(rows).unwrap_or_default())
    );
    println!("opened in {opened:.2?}: {:.2} x stepping, {:.2} x fetching", ratio(stepped), ratio(read));
    let facts = store.facts();
    assert_eq!(facts.visits.len(), visits as usize);
    // What opening does besides reading rows.
    let (pages, ()) = fastest(|| quick_check(&path));
    let (links, _) = fastest(|| Facts::new(Case::default(), (**facts).clone()));
    println!("of which SQLite looks through the pages in {pages:.2?}, and references are turned round in {links:.2?}");
}
