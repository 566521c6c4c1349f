//! What a window of a regime comes to, in sentences, with the exhibits behind it: as text, tables and figures say it.

use super::Ledger;
use super::book::{Book, Reading, SCENARIOS, Scenario, Window};
use super::entry::Rules;
use super::stated::{Others, Stated, others, years};
use super::words;
use crate::base::plain_date::edtf_words;
use crate::base::text::count;
use crate::model::columns::shipment_exhibits;
use crate::model::facts::Facts;
use crate::model::ids::{ExhibitId, RegimeId};
use crate::model::naming;
use crate::model::regime::DeclarationKind;

/// The windows in which there is anything, by regime and year.
#[must_use]
pub fn windows(facts: &Facts, ledger: &Ledger) -> Vec<(RegimeId, i64)> {
    let mut found = Vec::new();
    for regime in facts.regimes.iter() {
        let (Some(rules), Some(book)) = (ledger.rules(regime.id), ledger.book(regime.id)) else { continue };
        let mut all: Vec<i64> = book.windows().map(|(year, _)| year).chain(years(facts, rules)).collect();
        all.sort_unstable();
        all.dedup();
        found.extend(all.into_iter().map(|year| (regime.id, year)));
    }
    found
}

/// One window of one regime with its three ledgers.
pub struct Told<'a> {
    facts: &'a Facts,
    /// The regime.
    pub regime: RegimeId,
    /// The year in which the window begins.
    pub year: i64,
    /// By what rules its book is kept.
    pub rules: &'a Rules,
    /// The regime's book.
    pub book: &'a Book,
    /// The own count; none if nothing is in the window.
    pub window: Option<&'a Window>,
    /// What was declared.
    pub declared: Others,
    /// What others assess.
    pub assessed: Others,
}

impl<'a> Told<'a> {
    /// The window that begins in a year; none if the regime is not in the case.
    #[must_use]
    pub fn of(facts: &'a Facts, ledger: &'a Ledger, regime: RegimeId, year: i64) -> Option<Self> {
        let (rules, book) = (ledger.rules(regime)?, ledger.book(regime)?);
        let told = |kind| others(facts, rules, kind, year);
        let (declared, assessed) = (told(DeclarationKind::Declared), told(DeclarationKind::Assessed));
        Some(Self { facts, regime, year, rules, book, window: book.window(year), declared, assessed })
    }

    /// The regime and its window: `S/RES/2397, 2024`.
    #[must_use]
    pub fn name(&self) -> String {
        let instrument = self.facts.regimes.get(self.regime).map_or("", |row| row.instrument.as_str());
        format!("{instrument}, {}", words::window(self.rules.start, self.year))
    }

    /// The two ledgers of others with their names.
    #[must_use]
    pub fn others(&self) -> [(&'static str, &Others); 2] {
        [("Declared", &self.declared), ("Assessed by others", &self.assessed)]
    }

    /// What the ledgers of others say, a sentence each.
    #[must_use]
    pub fn others_words(&self) -> Vec<String> {
        let said = |(ledger, others): (&str, &Others)| {
            let amounts: Vec<String> = others.entries.iter().map(|entry| self.statement(entry).words()).collect();
            let amounts = if amounts.is_empty() { "nothing".to_owned() } else { amounts.join("; ") };
            format!("{ledger}: {amounts}.")
        };
        self.others().into_iter().map(said).collect()
    }

    /// What one entry of a ledger of others says.
    #[must_use]
    pub fn statement(&self, entry: &Stated) -> Statement {
        let unit = self.rules.unit.symbol();
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

    /// The exhibits on which the case's own count rests: those of quantities and capacities, and of the shipments.
    #[must_use]
    pub fn own_exhibits(&self) -> Vec<ExhibitId> {
        let mut found: Vec<ExhibitId> = Vec::new();
        let members = self.window.into_iter().flat_map(Window::members);
        for entry in members.filter_map(|(_, id)| self.book.entry(id)) {
            found.extend(words::rests_on(self.facts, self.rules, entry).1);
            if let Some(shipment) = self.facts.shipments.get(entry.shipment) {
                found.extend(shipment_exhibits(self.facts, shipment));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The exhibits behind all three ledgers.
    #[must_use]
    pub fn exhibits(&self) -> Vec<ExhibitId> {
        let told = self.declared.entries.iter().chain(&self.assessed.entries);
        let mut behind: Vec<ExhibitId> =
            told.filter_map(|entry| self.facts.declarations.get(entry.id)?.exhibit).collect();
        behind.extend(self.own_exhibits());
        behind
    }

    /// The own count in few words, as a table has room for.
    #[must_use]
    pub fn own_amount(&self) -> String {
        let unit = self.rules.unit.symbol();
        let Some(window) = self.counted() else { return "no shipment".to_owned() };
        let (entries, without) = (window.tally.entries as usize, window.tally.without_quantity as usize);
        let without = format!("{without} of {} without quantity", count(entries, "shipment"));
        if window.amount(Scenario::Base).is_none() {
            return format!("unknown; {without}");
        }
        let [low, base, high] = amounts(window);
        format!("low {low}, base {base}, high {high} {unit}; {without}")
    }

    /// The own count in sentences, and when it passes the cap.
    #[must_use]
    pub fn own_words(&self) -> String {
        let unit = self.rules.unit.symbol();
        let Some(window) = self.counted() else { return "This case counts no shipment in it.".to_owned() };
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
                let day = window.passes(self.rules.cap, scenario, Reading::Base)?;
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

    fn counted(&self) -> Option<&Window> {
        self.window.filter(|window| window.tally.entries > 0)
    }
}

/// What somebody says, in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement {
    /// Who says it.
    pub who: String,
    /// For which time.
    pub period: String,
    /// How much.
    pub amount: String,
    /// The exhibit in which it stands.
    pub exhibit: Option<ExhibitId>,
}

impl Statement {
    /// `15,279 bbl for January 2024 (Russian Federation)`.
    #[must_use]
    pub fn words(&self) -> String {
        format!("{} for {} ({})", self.amount, self.period, self.who)
    }
}

fn amounts(window: &Window) -> [String; 3] {
    SCENARIOS.map(|scenario| words::total(window.amount(scenario), window.is_at_least(scenario)))
}
