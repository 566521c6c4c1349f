//! The cap chart as a figure: the windows of one regime with the three ledgers, never added to one another.

use super::plate::{Contents, Drawn, Plate};
use super::{FigureError, FigureOptions};
use crate::analysis::ledger::Ledger;
use crate::analysis::ledger::book::{Book, Reading, Scenario};
use crate::analysis::ledger::entry::{Rules, day_start};
use crate::analysis::ledger::told::Told;
use crate::analysis::ledger::words;
use crate::base::text::sentence_case;
use crate::base::time::Utc;
use crate::figure::draw::{at, dashed, rect, solid};
use crate::figure::ledger::{CAP, ChartOptions, ChartView, chart};
use crate::figure::legend::blank;
use crate::figure::measure::one_line;
use crate::figure::palette::{Ink, Role};
use crate::figure::scene::{Dash, Scene};
use crate::model::facts::Facts;
use crate::model::ids::{ExhibitId, RegimeId};

/// Windows of which each is said in sentences of its own.
const SAID: usize = 3;

/// Lays the chart of a regime out, from the window of one year to that of another, or over the range of the options.
///
/// # Errors
/// If it has no room.
pub fn plate<'a>(
    facts: &'a Facts,
    ledger: &'a Ledger,
    (rules, book): (&'a Rules, &'a Book),
    years: (i64, i64),
    options: &'a FigureOptions<'a>,
) -> Result<Plate<'a>, FigureError> {
    let (regime, start) = (rules.regime, rules.start);
    let (range, years) = if let Some((from, to)) = options.extent.range {
        let range = (from.0 as f64, to.0.max(from.0 + 60) as f64);
        (range, (start.year_of(from), start.year_of(Utc(to.0 - 1))))
    } else {
        let (from, to) = (words::window_days(start, years.0).0, words::window_days(start, years.1).1);
        let (from, to) = (day_start(from).0 as f64, day_start(to + 1).0 as f64);
        let room = (to - from) * 0.02;
        ((from - room, to + room), years)
    };
    let told = windows(facts, ledger, regime, years);
    let (products, instrument) = facts
        .regimes
        .get(regime)
        .map_or_else(Default::default, |row| (row.products.join(", "), row.instrument.clone()));
    let what = if products.is_empty() { "Amounts".to_owned() } else { sentence_case(&products) };
    let (first, last) = (words::window(start, years.0), words::window(start, years.1));
    let when = if first == last { first } else { format!("{first} to {last}") };
    let mut said = Vec::new();
    for one in told.iter().take(SAID) {
        let window = if told.len() > 1 { format!("{}. ", words::window(start, one.year)) } else { String::new() };
        said.push(format!("{window}{} {}", one.others_words().join(" "), one.own_words()));
    }
    if told.len() > SAID {
        said.push(format!("Of {} more windows the chart alone speaks.", told.len() - SAID));
    }
    let exhibits: Vec<ExhibitId> = told.iter().flat_map(Told::exhibits).collect();
    let key = key(&told, facts, regime);
    let contents = Contents {
        name: one_line(&format!("{what} against the cap of {instrument}, {when}")).into_owned(),
        range,
        draw: Box::new(move |axis, height| {
            let chart_options = ChartOptions { zone: &options.zone, cursor: None, measure: options.measure };
            let scene = chart(facts, rules, book, &ChartView { axis, height }, &chart_options);
            let marks = scene.hits.iter().map(|hit| hit.label.clone()).collect();
            Drawn { scene, marks, key: key.clone(), note: String::new() }
        }),
        said,
        notes: vec![
            words::rules(rules, &facts.case.counting),
            "the three ledgers are never added to one another".to_owned(),
        ],
        exhibits,
    };
    Plate::plan(facts, options, contents)
}

/// The windows of some years in which there is anything.
fn windows<'a>(facts: &'a Facts, ledger: &'a Ledger, regime: RegimeId, years: (i64, i64)) -> Vec<Told<'a>> {
    let all = crate::analysis::ledger::told::windows(facts, ledger);
    let inside = all.into_iter().filter(|(of, year)| *of == regime && (years.0..=years.1).contains(year));
    inside.filter_map(|(regime, year)| Told::of(facts, ledger, regime, year)).collect()
}

/// What the lines of the chart mean; only what stands in it.
fn key(told: &[Told], facts: &Facts, regime: RegimeId) -> Vec<(Scene, String)> {
    let counted = told.iter().any(|one| one.window.is_some_and(|window| window.tally.counted > 0));
    let declared = told.iter().any(|one| !one.declared.entries.is_empty());
    let assessed = told.iter().any(|one| !one.assessed.entries.is_empty());
    let notice = facts.regimes.get(regime).is_some_and(|row| row.notice_points.iter().any(|point| *point < 100));
    let passed = told.iter().any(|one| {
        one.window.is_some_and(|window| window.passes(one.rules.cap, Scenario::High, Reading::Base).is_some())
    });
    let mut key = Vec::new();
    let mut entry = |stands: bool, draw: &dyn Fn(&mut Scene), label: &str| {
        if stands {
            let mut scene = blank();
            draw(&mut scene);
            key.push((scene, label.to_owned()));
        }
    };
    let across = |scene: &mut Scene, stroke| scene.line(at(2.0, 10.0), at(38.0, 10.0), stroke);
    entry(true, &|scene| across(scene, solid(CAP, Role::Against)), "cap");
    entry(
        notice,
        &|scene| across(scene, dashed(1.0, Ink::from(Role::Against).faded(0.6), Dash::Sparse)),
        "share of the cap at which notice is given",
    );
    entry(
        counted,
        &|scene| {
            scene.fill(rect(2.0, 3.0, 38.0, 17.0), 0.0, Ink::from(Role::Accent).faded(0.16));
            scene.line(at(2.0, 14.0), at(20.0, 14.0), solid(2.0, Role::Accent));
            scene.line(at(20.0, 14.0), at(20.0, 8.0), solid(2.0, Role::Accent));
            scene.line(at(20.0, 8.0), at(38.0, 8.0), solid(2.0, Role::Accent));
        },
        "own count: base, from low to high",
    );
    entry(
        passed,
        &|scene| {
            let corners = vec![at(20.0, 4.0), at(26.0, 10.0), at(20.0, 16.0), at(14.0, 10.0)];
            scene.polygon(corners, Role::Against);
        },
        "cap passed: filled by the base, open by low and high",
    );
    entry(
        declared,
        &|scene| {
            across(scene, solid(1.5, Role::Secondary));
            for x in [2.0, 38.0] {
                scene.line(at(x, 6.5), at(x, 13.5), solid(1.5, Role::Secondary));
            }
        },
        "declared, for the days below it",
    );
    entry(
        assessed,
        &|scene| scene.line(at(2.0, 17.0), at(38.0, 3.0), dashed(1.5, Role::Assessed, Dash::Long)),
        "assessed by others, up to the end of its days; an arrow: more than that",
    );
    key
}
