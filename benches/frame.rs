//! A whole frame of the window without a GPU: 10 k, 100 k and 1 M visits in 10,000 lanes, the whole view, 1 % and 0.01 %
//! of it, while panning; beside a bar chart of 100 k bars. Also: tag one visit and see it drawn, and memory a visit.
//!
//! Run by hand: `cargo bench --bench frame [-- VISITS]`.

#[path = "../examples/synthesise/case.rs"]
mod case;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use wakeline::base::text::thousands;
use wakeline::base::time::Utc;
use wakeline::store::CaseStore;
use wakeline::tasks::Start;
use wakeline::ui::app::{App, Config};

/// Frames that are counted, after as many that are not.
const FRAMES: usize = 120;
/// Lanes of every case, so that only the number of visits differs.
fn lanes() -> u32 {
    case::usual_lanes(1_000_000)
}

#[derive(Clone, Copy)]
struct Times {
    median: Duration,
    slow: Duration,
}

fn times(mut frame: impl FnMut()) -> Times {
    let mut taken: Vec<Duration> = (0..2 * FRAMES)
        .map(|_| {
            let start = Instant::now();
            frame();
            start.elapsed()
        })
        .skip(FRAMES)
        .collect();
    taken.sort_unstable();
    Times { median: taken[FRAMES / 2], slow: taken[FRAMES * 99 / 100] }
}

fn made(folder: &Path, visits: u32) -> PathBuf {
    let path = folder.join(format!("{visits}.wake"));
    let facts = case::synthetic(visits, lanes());
    CaseStore::create(&path, &facts, "Synthesise a case", Utc(0), "bench").expect("creates");
    path
}

fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default().to_owned();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or_default() * 1_024
}

fn window(path: PathBuf) -> Harness<'static, App> {
    let mut harness = Harness::builder().with_size([1_600.0, 1_000.0]).with_step_dt(1.0 / 60.0).build_eframe(|cc| {
        let config = Config {
            start: Start::Case(path),
            clock: || Utc(0),
            templates_folder: std::env::temp_dir(),
            sample_folder: std::env::temp_dir(),
            native_dialogs: false,
        };
        App::new(cc, config)
    });
    while harness.state().session().is_none() {
        std::thread::sleep(Duration::from_millis(5));
        harness.step();
    }
    harness.run_steps(10);
    harness
}

/// Zooms to a share of the whole view and pans on every frame.
fn panning(harness: &mut Harness<'static, App>, share: f64) -> Times {
    harness.state_mut().look_at_share(share);
    harness.run_steps(3);
    let mut right = false;
    times(|| {
        right = !right;
        harness.state_mut().pan_by(if right { 0.002 } else { -0.002 });
        harness.step();
    })
}

/// Tags one visit by key and draws the frame that shows it.
fn tagging(harness: &mut Harness<'static, App>) -> Times {
    harness.key_press(Key::ArrowRight);
    harness.run_steps(3);
    times(|| {
        harness.key_press_modifiers(Modifiers::NONE, Key::Num1);
        harness.step();
    })
}

/// The measure beside it: a bar chart that hands every bar to the toolkit on every frame.
fn bar_chart() -> Times {
    let builder = Harness::builder().with_size([1_600.0, 1_000.0]).with_context_setup(|ctx| {
        // The toolkit is built without fonts of its own.
        let plex = egui::FontData::from_static(include_bytes!("../assets/fonts/IBMPlexSans-Regular.ttf"));
        let mut fonts = egui::FontDefinitions::empty();
        fonts.font_data.insert("plex".to_owned(), plex.into());
        for family in [egui::FontFamily::Proportional, egui::FontFamily::Monospace] {
            fonts.families.insert(family, vec!["plex".to_owned()]);
        }
        ctx.set_fonts(fonts);
    });
    let mut harness = builder.build_ui(|ui| {
        let bars = (0..100_000_u32).map(|i| egui_plot::Bar::new(f64::from(i), f64::from(i % 97)).width(0.8)).collect();
        egui_plot::Plot::new("bars").show(ui, |plot| plot.bar_chart(egui_plot::BarChart::new("bars", bars)));
    });
    harness.run_steps(2);
    let mut taken: Vec<Duration> = (0..12)
        .map(|_| {
            let start = Instant::now();
            harness.step();
            start.elapsed()
        })
        .collect();
    taken.sort_unstable();
    Times { median: taken[6], slow: taken[11] }
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}

#[expect(clippy::print_stdout, reason = "a bench prints what it measured")]
fn main() {
    let most: u32 = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir().expect("a folder");
    let chart = bar_chart();
    println!("bar chart of 100,000 bars: median {:.2?}", chart.median);
    drop(window(made(folder.path(), 1_000)));
    let empty = resident();
    let mut first: Option<[Times; 4]> = None;
    for visits in [10_000, 100_000, most] {
        let path = made(folder.path(), visits);
        let before = resident();
        let mut harness = window(path);
        let held = resident().saturating_sub(before);
        let measured = [
            panning(&mut harness, 1.0),
            panning(&mut harness, 0.01),
            panning(&mut harness, 0.000_1),
            tagging(&mut harness),
        ];
        let names = ["whole view", "1 % of it", "0.01 % of it", "tag one and draw"];
        println!("{} visits in {} lanes:", thousands(visits as usize), thousands(lanes() as usize));
        let small = first.get_or_insert(measured);
        for ((name, now), then) in names.into_iter().zip(measured).zip(*small) {
            println!(
                "  {name:16} median {:8.2?}  p99/p50 {:5.2}  to 10,000 visits {:5.2}  to the bar chart 1/{:.0}",
                now.median,
                ratio(now.slow, now.median),
                ratio(now.median, then.median),
                ratio(chart.median, now.median),
            );
        }
        println!("  memory           {} bytes a visit", held / u64::from(visits));
    }
    println!("empty program: {} MiB", empty >> 20);
}
