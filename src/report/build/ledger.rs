//! Cargo against the caps: a table with the three ledgers side by side, sentences that say the same, and the chart.

use std::sync::Arc;

use super::tankers::columns;
use super::writer::Writer;
use crate::analysis::ledger::book::{Book, Reading, SCENARIOS, Scenario, Window};
use crate::analysis::ledger::entry::{Rules, day_start};
use crate::analysis::ledger::stated::{Others, Stated, others, years};
use crate::analysis::ledger::words;
use crate::base::plain_date::edtf_words;
use crate::base::text::count;
use crate::figure::axis::TimeAxis;
use crate::figure::ledger::{ChartOptions, ChartView, chart};
use crate::figure::palette::Palette;
use crate::figure::scene::Scene;
use crate::model::ids::{ExhibitId, RegimeId};
use crate::model::naming;
use crate::model::regime::DeclarationKind;
use crate::report::outline::{Block, Figure, Image, Inline, Table};

/// Width of a chart in points, its labels included; set to the width of the text it is about half as large.
const WIDTH: f32 = 900.0;
/// Height of a chart in points.
const HEIGHT: f32 = 270.0;
/// Room for the labels beside the plot, in points.
const LABELS: f32 = 190.0;

/// One window of one regime.
struct Counted<'a> {
    regime: RegimeId,
    year: i64,
    rules: &'a Rules,
    window: Option<&'a Window>,
    declared: Others,
    assessed: Others,
}

impl Writer<'_> {
    /// The windows in which there is anything, by regime and year.
    fn counted(&self) -> Vec<(RegimeId, i64)> {
        let mut found = Vec::new();
        for regime in self.facts.regimes.iter() {
            let (Some(rules), Some(book)) = (self.ledger.rules(regime.id), self.ledger.book(regime.id)) else {
                continue;
            };
            let mut all: Vec<i64> = book.windows().map(|(year, _)| year).chain(years(self.facts, rules)).collect();
            all.sort_unstable();
            all.dedup();
            found.extend(all.into_iter().map(|year| (regime.id, year)));
        }
        found
    }

    /// The table of all windows in which there is anything, one row for everything that somebody says and one for the
    /// case's own count; none if there is nothing.
    pub fn ledger_table(&mut self, caption: Option<&str>, anchor: &str) -> Option<Block> {
        let mut rows = Vec::new();
        let mut behind: Vec<ExhibitId> = Vec::new();
        for (regime, year) in self.counted() {
            let Some(one) = self.window_of(regime, year) else { continue };
            let unit = one.rules.unit.symbol();
            let name = format!("{}, {}", self.instrument(regime), words::window(one.rules.start, year));
            let cap = format!("{} {unit}", one.rules.cap.rounded());
            for (ledger, told) in [("Declared", &one.declared), ("Assessed by others", &one.assessed)] {
                for entry in &told.entries {
                    let said = self.statement(entry, unit);
                    behind.extend(said.exhibit);
                    let exhibits = naming::exhibits(self.facts, said.exhibit);
                    rows.push(row([&name, &cap, ledger, &said.who, &said.period, &said.amount, &exhibits]));
                }
            }
            let own = self.own_exhibits(&one);
            behind.extend(own.iter().copied());
            let (from, to) = words::window_days(one.rules.start, year);
            let exhibits = naming::exhibits(self.facts, own);
            let amount = own_amount(&one);
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

    /// What one entry of a ledger of others says.
    fn statement(&self, entry: &Stated, unit: &str) -> Statement {
        let row = self.facts.declarations.get(entry.id);
        let by = entry.by.and_then(|id| self.facts.sources.get(id));
        Statement {
            who: by.map_or_else(|| "source not recorded".to_owned(), |source| source.name.clone()),
            period: row.map_or_else(|| words::days(entry.from, entry.to), |row| edtf_words(row.period.time)),
            amount: match &entry.amount {
                Ok(estimate) => format!("{estimate} {unit}"),
                Err(_) => row.map_or_else(
                    || "unknown".to_owned(),
                    |row| format!("{} {}, which cannot be counted in {unit}", row.quantity, row.unit.symbol()),
                ),
            },
            exhibit: row.and_then(|row| row.exhibit),
        }
    }

    /// What can be said of each window, one paragraph each: cap, the three ledgers, the day on which the cap is passed.
    pub fn ledger_paragraphs(&mut self) -> Vec<Vec<Inline>> {
        let mut paragraphs = Vec::new();
        for (regime, year) in self.counted() {
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
        for (told, ledger) in [(&one.declared, "Declared"), (&one.assessed, "Assessed by others")] {
            self.told(ledger, told, unit, &mut said);
        }
        said.push((format!(" {}", own_words(&one)), self.own_exhibits(&one)));
        let rules = words::rules(rules, &self.facts.case.counting);
        said.push((format!(" The three are not added to one another. Rules of the own count: {rules}."), Vec::new()));
        said
    }

    /// “ Declared: 15,279 bbl for January 2024 (Russian Federation);¹ …”, each with its exhibit.
    fn told(&self, ledger: &str, told: &Others, unit: &str, out: &mut Vec<(String, Vec<ExhibitId>)>) {
        if told.entries.is_empty() {
            out.push((format!(" {ledger}: nothing is known to this case."), Vec::new()));
        }
        for (at, entry) in told.entries.iter().enumerate() {
            let said = self.statement(entry, unit);
            let start = if at == 0 { format!(" {ledger}: ") } else { " ".to_owned() };
            let end = if at + 1 == told.entries.len() { "." } else { ";" };
            out.push((format!("{start}{}{end}", said.words()), said.exhibit.into_iter().collect()));
        }
    }

    fn window_of(&self, regime: RegimeId, year: i64) -> Option<Counted<'_>> {
        let (rules, book) = (self.ledger.rules(regime)?, self.ledger.book(regime)?);
        let told = |kind| others(self.facts, rules, kind, year);
        let (declared, assessed) = (told(DeclarationKind::Declared), told(DeclarationKind::Assessed));
        Some(Counted { regime, year, rules, window: book.window(year), declared, assessed })
    }

    /// The exhibits on which the case's own count rests: those of quantities and capacities, and of the shipments.
    fn own_exhibits(&self, one: &Counted<'_>) -> Vec<ExhibitId> {
        let (Some(book), Some(window)) = (self.ledger.book(one.regime), one.window) else { return Vec::new() };
        let mut found: Vec<ExhibitId> = Vec::new();
        for entry in window.members().filter_map(|(_, id)| book.entry(id)) {
            found.extend(words::rests_on(self.facts, one.rules, entry).1);
            if let Some(shipment) = self.facts.shipments.get(entry.shipment) {
                found.extend(crate::model::columns::shipment_exhibits(self.facts, shipment));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
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
        let Some((regime, year)) = self.counted().into_iter().find(fits) else {
            return Err("there is nothing in that window".to_owned());
        };
        let chart = self.ledger_chart(regime, year, caption, anchor);
        Ok(chart.into_iter().collect())
    }

    /// The chart of the first window in which this case counts anything or others say anything; none if there is none.
    pub fn first_ledger_chart(&mut self) -> Option<Block> {
        let (regime, year) = self.counted().into_iter().next()?;
        self.ledger_chart(regime, year, None, "ledger")
    }

    fn ledger_chart(&mut self, regime: RegimeId, year: i64, caption: Option<&str>, anchor: &str) -> Option<Block> {
        let one = self.window_of(regime, year)?;
        let book = self.ledger.book(regime)?;
        let scene = self.drawn(&one, book);
        let told = one.declared.entries.iter().chain(&one.assessed.entries);
        let mut behind: Vec<ExhibitId> =
            told.filter_map(|entry| self.facts.declarations.get(entry.id)?.exhibit).collect();
        behind.extend(self.own_exhibits(&one));
        let name = format!("{}, {}", self.instrument(regime), words::window(one.rules.start, year));
        let own = own_words(&one);
        let unit = one.rules.unit.symbol();
        let mut said = Vec::new();
        for (told, ledger) in [(&one.declared, "Declared"), (&one.assessed, "Assessed by others")] {
            let amounts: Vec<String> = told.entries.iter().map(|entry| self.statement(entry, unit).words()).collect();
            let amounts = if amounts.is_empty() { "nothing".to_owned() } else { amounts.join("; ") };
            said.push(format!("{ledger}: {amounts}."));
        }
        let alt = format!("Chart of amounts in {unit} by day. {} {own}", said.join(" "));
        let usual = format!(
            "Amounts against the cap of {name}. {}",
            sentence(&words::rules(one.rules, &self.facts.case.counting))
        );
        let sources: String = self.sources(behind);
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

    fn drawn(&self, one: &Counted<'_>, book: &Book) -> Scene {
        let (from, to) = words::window_days(one.rules.start, one.year);
        let (from, to) = (day_start(from).0 as f64, day_start(to + 1).0 as f64);
        let room = (to - from) * 0.02;
        let axis = TimeAxis { from: from - room, to: to + room, left: LABELS, width: WIDTH - LABELS };
        let options = ChartOptions { zone: &self.asked.zone.0, cursor: None, measure: self.asked.measure };
        let view = ChartView { axis, height: HEIGHT };
        chart(self.facts, one.rules, book, &view, &options)
    }
}

fn sentence(text: &str) -> String {
    format!("{}.", crate::base::text::sentence_case(text).trim_end_matches('.'))
}

fn own_amount(one: &Counted<'_>) -> String {
    let unit = one.rules.unit.symbol();
    let Some(window) = one.window.filter(|window| window.tally.entries > 0) else {
        return "no shipment".to_owned();
    };
    let (entries, without) = (window.tally.entries as usize, window.tally.without_quantity as usize);
    let without = format!("{without} of {} without quantity", count(entries, "shipment"));
    if window.amount(Scenario::Base).is_none() {
        return format!("unknown; {without}");
    }
    let [low, base, high] = amounts(window);
    format!("low {low}, base {base}, high {high} {unit}; {without}")
}

fn own_words(one: &Counted<'_>) -> String {
    let unit = one.rules.unit.symbol();
    let Some(window) = one.window.filter(|window| window.tally.entries > 0) else {
        return "This case counts no shipment in it.".to_owned();
    };
    let (entries, without) = (window.tally.entries as usize, window.tally.without_quantity as usize);
    let shipments = count(entries, "shipment");
    if window.amount(Scenario::Base).is_none() {
        return format!("This case's own count is unknown: {shipments}, {without} without quantity.");
    }
    let [low, base, high] = amounts(window);
    let missing = if without == 0 { String::new() } else { format!(", {without} of them without quantity") };
    let mut said = format!(
        "This case's own count is {low} (low), {base} (base) and {high} (high) {unit} from {shipments}{missing}."
    );
    let passed: Vec<String> = SCENARIOS
        .into_iter()
        .filter_map(|scenario| {
            let day = window.passes(one.rules.cap, scenario, Reading::Base)?;
            Some(format!("on {} ({})", words::day(day), scenario.word()))
        })
        .collect();
    if passed.is_empty() {
        let known = if without > 0 { "by what is known " } else { "" };
        said.push_str(&format!(" It does not pass the limit {known}under any scenario."));
    } else {
        said.push_str(&format!(" It passes the limit {}.", naming::list(&passed)));
    }
    said
}

/// What somebody says, in words.
struct Statement {
    who: String,
    period: String,
    amount: String,
    exhibit: Option<ExhibitId>,
}

impl Statement {
    fn words(&self) -> String {
        format!("{} for {} ({})", self.amount, self.period, self.who)
    }
}

fn amounts(window: &Window) -> [String; 3] {
    SCENARIOS.map(|scenario| words::total(window.amount(scenario), window.is_at_least(scenario)))
}

fn row(texts: [&str; 7]) -> Vec<Vec<Inline>> {
    let named = |text: &str| if text.is_empty() { "none".to_owned() } else { text.to_owned() };
    texts.into_iter().map(|text| vec![Inline::text(named(text))]).collect()
}
