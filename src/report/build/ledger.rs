//! Cargo against the caps: a table with the three ledgers side by side, sentences that say the same, and the chart.

use std::sync::Arc;

use super::tankers::columns;
use super::writer::Writer;
use crate::analysis::ledger::entry::day_start;
use crate::analysis::ledger::stated::Others;
use crate::analysis::ledger::told::{Told, windows};
use crate::analysis::ledger::words;
use crate::figure::axis::TimeAxis;
use crate::figure::ledger::{ChartOptions, ChartView, chart};
use crate::figure::palette::Palette;
use crate::figure::scene::Scene;
use crate::model::ids::{ExhibitId, RegimeId};
use crate::model::naming;
use crate::report::outline::{Block, Figure, Image, Inline, Table};

/// Width of a chart in points, its labels included; set to the width of the text it is about half as large.
const WIDTH: f32 = 900.0;
/// Height of a chart in points.
const HEIGHT: f32 = 270.0;
/// Room for the labels beside the plot, in points.
const LABELS: f32 = 190.0;

impl Writer<'_> {
    /// The table of all windows in which there is anything, one row for everything that somebody says and one for the
    /// case's own count; none if there is nothing.
    pub fn ledger_table(&mut self, caption: Option<&str>, anchor: &str) -> Option<Block> {
        let mut rows = Vec::new();
        let mut behind: Vec<ExhibitId> = Vec::new();
        for (regime, year) in windows(self.facts, &self.ledger) {
            let Some(one) = self.window_of(regime, year) else { continue };
            let unit = one.rules.unit.symbol();
            let name = one.name();
            let cap = format!("{} {unit}", one.rules.cap.rounded());
            for (ledger, told) in one.others() {
                for entry in &told.entries {
                    let said = one.statement(entry);
                    behind.extend(said.exhibit);
                    let exhibits = naming::exhibits(self.facts, said.exhibit);
                    rows.push(row([&name, &cap, ledger, &said.who, &said.period, &said.amount, &exhibits]));
                }
            }
            let own = one.own_exhibits();
            behind.extend(own.iter().copied());
            let (from, to) = words::window_days(one.rules.start, year);
            let exhibits = naming::exhibits(self.facts, own);
            let amount = one.own_amount();
            rows.push(row([&name, &cap, "Own count", "this case", &words::days(from, to), &amount, &exhibits]));
        }
        if rows.is_empty() {
            return None;
        }
        let titles = [
            ("Regime, window", 15),
            ("Cap", 9),
            ("Ledger", 10),
            ("Who says so", 16),
            ("For", 16),
            ("Amount", 20),
            ("Exhibits", 9),
        ];
        let anchor = self.anchor(anchor);
        Some(Block::Table(Table {
            number: self.next_table(&anchor),
            anchor,
            caption: vec![Inline::text(
                caption.unwrap_or("Amounts against the caps. The three ledgers are never added to one another"),
            )],
            columns: columns(&titles),
            rows,
            sources: self.sources(behind),
            wide: true,
        }))
    }

    /// What can be said of each window, one paragraph each: cap, the three ledgers, the day on which the cap is passed.
    pub fn ledger_paragraphs(&mut self) -> Vec<Vec<Inline>> {
        let mut paragraphs = Vec::new();
        for (regime, year) in windows(self.facts, &self.ledger) {
            let mut text = Vec::new();
            for (said, exhibits) in self.said_of_window(regime, year) {
                text.push(Inline::text(said));
                text.extend(self.note(exhibits));
            }
            paragraphs.push(text);
        }
        paragraphs
    }

    /// The same piece by piece, each with the exhibits behind it.
    fn said_of_window(&self, regime: RegimeId, year: i64) -> Vec<(String, Vec<ExhibitId>)> {
        let Some(one) = self.window_of(regime, year) else { return Vec::new() };
        let (rules, unit) = (one.rules, one.rules.unit.symbol());
        let (from, to) = words::window_days(rules.start, year);
        let (name, cap) = (self.instrument(regime), rules.cap.rounded());
        let mut said =
            vec![(format!("{name} sets a limit of {cap} {unit} for {}.", words::days(from, to)), Vec::new())];
        for (ledger, told) in one.others() {
            each(&one, ledger, told, &mut said);
        }
        said.push((format!(" {}", one.own_words()), one.own_exhibits()));
        let rules = words::rules_said(rules, &self.facts.case.counting);
        said.push((format!(" The three are not added to one another. This case counts {rules}."), Vec::new()));
        said
    }

    fn window_of(&self, regime: RegimeId, year: i64) -> Option<Told<'_>> {
        Told::of(self.facts, &self.ledger, regime, year)
    }

    fn instrument(&self, regime: RegimeId) -> String {
        self.facts.regimes.get(regime).map_or_else(String::new, |row| row.instrument.clone())
    }

    /// The chart of a regime and year as a finding names them: `R-1 2024`, either of which may be left out.
    pub fn ledger_chart_of(&mut self, which: &str, caption: Option<&str>, anchor: &str) -> Result<Vec<Block>, String> {
        let mut asked = (None, None);
        for word in which.split_whitespace() {
            match (word.parse::<i64>(), naming::by_code(self.facts, word)) {
                (Ok(year), _) => asked.1 = Some(year),
                (_, Some(item)) if item.as_id::<crate::model::regime::Regime>().is_some() => asked.0 = item.as_id(),
                _ => return Err(format!("{word} is neither a regime nor a year")),
            }
        }
        let fits = |(regime, year): &(RegimeId, i64)| {
            asked.0.is_none_or(|wanted| wanted == *regime) && asked.1.is_none_or(|wanted| wanted == *year)
        };
        let Some((regime, year)) = windows(self.facts, &self.ledger).into_iter().find(fits) else {
            return Err("there is nothing in that window".to_owned());
        };
        let chart = self.ledger_chart(regime, year, caption, anchor);
        Ok(chart.into_iter().collect())
    }

    /// The chart of the first window in which this case counts anything or others say anything; none if there is none.
    pub fn first_ledger_chart(&mut self) -> Option<Block> {
        let (regime, year) = windows(self.facts, &self.ledger).into_iter().next()?;
        self.ledger_chart(regime, year, None, "ledger")
    }

    fn ledger_chart(&mut self, regime: RegimeId, year: i64, caption: Option<&str>, anchor: &str) -> Option<Block> {
        let one = self.window_of(regime, year)?;
        let scene = self.drawn(&one);
        let (name, unit) = (one.name(), one.rules.unit.symbol());
        let alt = format!("Chart of amounts in {unit} by day. {} {}", one.others_words().join(" "), one.own_words());
        let usual = format!(
            "Amounts against the cap of {name}. This case counts {}.",
            words::rules_said(one.rules, &self.facts.case.counting)
        );
        let sources = self.sources(one.exhibits());
        let anchor = self.anchor(anchor);
        Some(Block::Figure(Box::new(Figure {
            number: self.next_figure(&anchor),
            anchor,
            caption: vec![Inline::text(caption.map_or(usual, str::to_owned))],
            image: Image::Drawing { scene: Arc::new(scene), palette: Palette::Print },
            alt,
            sources,
        })))
    }

    fn drawn(&self, one: &Told<'_>) -> Scene {
        let (from, to) = words::window_days(one.rules.start, one.year);
        let (from, to) = (day_start(from).0 as f64, day_start(to + 1).0 as f64);
        let room = (to - from) * 0.02;
        let axis = TimeAxis { from: from - room, to: to + room, left: LABELS, width: WIDTH - LABELS };
        let options = ChartOptions { zone: &self.asked.zone.0, cursor: None, measure: self.asked.measure };
        let view = ChartView { axis, height: HEIGHT };
        chart(self.facts, one.rules, one.book, &view, &options)
    }
}

/// “ Declared: 15,279 bbl for January 2024 (Russian Federation);¹ …”, each with its exhibit.
fn each(one: &Told<'_>, ledger: &str, told: &Others, out: &mut Vec<(String, Vec<ExhibitId>)>) {
    if told.entries.is_empty() {
        out.push((format!(" {ledger}: nothing is known to this case."), Vec::new()));
    }
    for (at, entry) in told.entries.iter().enumerate() {
        let said = one.statement(entry);
        let start = if at == 0 { format!(" {ledger}: ") } else { " ".to_owned() };
        let end = if at + 1 == told.entries.len() { "." } else { ";" };
        out.push((format!("{start}{}{end}", said.words()), said.exhibit.into_iter().collect()));
    }
}

fn row(texts: [&str; 7]) -> Vec<Vec<Inline>> {
    let named = |text: &str| if text.is_empty() { "none".to_owned() } else { text.to_owned() };
    texts.into_iter().map(|text| vec![Inline::text(named(text))]).collect()
}
