//! Cargo against the caps of a case: for each regime and window three ledgers side by side, and when the cap was passed.

use std::collections::BTreeSet;

use serde::Serialize;

use super::error::TaskError;
use super::query;
use crate::analysis::ledger::book::{Book, Reading, SCENARIOS, Scenario, Window};
use crate::analysis::ledger::entry::{Day, Entry, Figure, Rules};
use crate::analysis::ledger::stated::{Others, others, years};
use crate::analysis::ledger::weight::{doubt, heaviest};
use crate::analysis::ledger::{Ledger, words};
use crate::base::quantity::{Amount, Share};
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef, ExhibitId, RegimeId};
use crate::model::naming;
use crate::model::regime::{CountingEvent, DeclarationKind};

/// What is asked for. Everything that is not said is as the case has it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ask<'a> {
    /// A regime by its reference, as `R-1`, or by part of its instrument.
    pub regime: Option<&'a str>,
    /// The window that begins in this year.
    pub year: Option<i64>,
    /// Which event counts, instead of what the regime says.
    pub event: Option<CountingEvent>,
    /// The conversion table by name, instead of the regime's.
    pub table: Option<&'a str>,
    /// Only the shipments that a query selects.
    pub query: &'a str,
}

/// One window of one regime. The keys are those of `ledger --json`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct WindowRecord {
    /// The regime's reference.
    pub regime: String,
    /// Its instrument.
    pub instrument: String,
    /// `2024`, or `2023/24`.
    pub window: String,
    /// The year in which it begins.
    pub year: i64,
    /// Its first day.
    pub from: String,
    /// Its last day.
    pub to: String,
    /// The unit of all amounts.
    pub unit: &'static str,
    /// The cap.
    pub cap: Amount,
    /// `loaded` or `delivered`.
    pub counting_event: CountingEvent,
    /// The conversion table.
    pub conversion_table: String,
    /// How far hulls were filled: low, base, high, as fractions.
    pub laden: [Share; 3],
    /// Declared to the Committee.
    pub declared: Column,
    /// Assessed by others.
    pub assessed: Column,
    /// This case's own count.
    pub own: Column,
    /// When the own count passes the cap, each shipment on the middle of its days; null if it does not.
    pub crossed: Ends<Option<String>>,
    /// The same with each shipment as early as it may have been.
    pub crossed_earliest: Ends<Option<String>>,
    /// The same with each shipment as late as it may have been.
    pub crossed_latest: Ends<Option<String>>,
    /// When the own count reaches the shares of the cap at which notice is given.
    pub notice_points: Vec<NoticePoint>,
    /// The shipments under the regime in this window.
    pub shipments: Vec<ShipmentRecord>,
    /// Shipments of other windows that may lie in this one.
    pub on_edge: Vec<String>,
    /// Shipments under the regime that are undated, so that they lie in no window.
    pub undated: Vec<String>,
    /// What would have to be false for each scenario to stay within the cap; null where it does.
    pub would_have_to_be_false: Ends<Option<DoubtRecord>>,
    /// The shipments that add most.
    pub heaviest: Vec<String>,
    /// Rules of counting in words.
    pub rules: String,
}

/// Something for each scenario.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Ends<T> {
    /// Low.
    pub low: T,
    /// Base.
    pub base: T,
    /// High.
    pub high: T,
}

impl<T> Ends<T> {
    fn each(mut of: impl FnMut(Scenario) -> T) -> Self {
        Self { low: of(Scenario::Low), base: of(Scenario::Base), high: of(Scenario::High) }
    }
}

/// One of the three ledgers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Column {
    /// Low, base and high; null where nothing is known, which is not zero.
    #[serde(flatten)]
    pub amounts: Ends<Option<Amount>>,
    /// Which of them are least amounts.
    pub at_least: Vec<&'static str>,
    /// How many amounts or shipments there are.
    pub entries: usize,
    /// How many of them have no quantity.
    pub without_quantity: usize,
    /// What the figure rests on: declarations or exhibits.
    pub rests_on: Vec<String>,
    /// The day by which the least amount alone is above the cap; for what others say.
    pub passed_by: Option<String>,
}

/// A share of the cap at which notice is given.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct NoticePoint {
    /// Per cent of the cap.
    pub percent: u8,
    /// The amount.
    pub amount: Amount,
    /// When it is reached.
    pub reached: Ends<Option<String>>,
}

/// One shipment in the own count.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ShipmentRecord {
    /// Its reference.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// `accepted` or `proposed`.
    pub status: &'static str,
    /// Whether it is counted.
    pub counted: bool,
    /// Low, base and high; null if it has no figure.
    #[serde(flatten)]
    pub amounts: Ends<Option<Amount>>,
    /// On what the figure rests, or why there is none.
    pub basis: String,
    /// The exhibits behind it.
    pub exhibits: Vec<String>,
    /// The day it is put on.
    pub date: Option<String>,
    /// First day on which it may have been.
    pub earliest: Option<String>,
    /// Last day on which it may have been.
    pub latest: Option<String>,
}

impl ShipmentRecord {
    /// Whether it has no figure.
    #[must_use]
    pub fn base_is_unknown(&self) -> bool {
        self.amounts.base.is_none()
    }
}

/// What would have to be false.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct DoubtRecord {
    /// By how much the total is above the cap.
    pub excess: Amount,
    /// The fewest shipments that would have to be wrong.
    pub shipments: Vec<String>,
    /// Or hulls were filled no further than this, on average.
    pub filled_at_most: Option<Share>,
}

/// The windows of a case's regimes in which there is anything, the newest last.
///
/// # Errors
/// If the query is not understood, or no regime or table is so called.
pub fn ledger(facts: &Facts, ask: &Ask<'_>) -> Result<Vec<WindowRecord>, TaskError> {
    let chosen = regimes(facts, ask.regime)?;
    let mut facts = facts.clone();
    for id in &chosen {
        let Some(mut regime) = facts.regimes.get(*id).cloned() else { continue };
        if let Some(name) = ask.table {
            regime.conversion = table(&facts, name)?;
        }
        regime.counting_event = ask.event.unwrap_or(regime.counting_event);
        facts.put(Entity::Regime(Box::new(regime)));
    }
    let among = if ask.query.trim().is_empty() { None } else { Some(query::matches(&facts, ask.query)?.shipments) };
    let ledger = Ledger::build(&facts, among);
    let mut records = Vec::new();
    for id in chosen {
        let (Some(rules), Some(book)) = (ledger.rules(id), ledger.book(id)) else { continue };
        let found: BTreeSet<i64> = match ask.year {
            Some(year) => BTreeSet::from([year]),
            None => book.windows().map(|(year, _)| year).chain(years(&facts, rules)).collect(),
        };
        records.extend(found.into_iter().map(|year| record(&facts, rules, book, year)));
    }
    Ok(records)
}

/// The regimes that are called so, by reference or part of their instrument; all of them if none is named.
///
/// # Errors
/// If no regime is so called.
pub fn regimes(facts: &Facts, wanted: Option<&str>) -> Result<Vec<RegimeId>, TaskError> {
    let Some(wanted) = wanted else { return Ok(facts.regimes.iter().map(|row| row.id).collect()) };
    if let Some(item) = naming::by_code(facts, wanted).filter(|item| item.kind == EntityKind::Regime) {
        return Ok(item.as_id().into_iter().collect());
    }
    let text = crate::base::text::fold(wanted);
    let called = facts.regimes.iter().filter(|row| crate::base::text::fold(&row.instrument).contains(&text));
    let found: Vec<RegimeId> = called.map(|row| row.id).collect();
    if found.is_empty() || text.is_empty() {
        let known =
            facts.regimes.iter().map(|row| format!("{} {}", naming::code(facts, row.id.into()), row.instrument));
        return Err(TaskError::NoRegime { name: wanted.to_owned(), known: naming::list(&known.collect::<Vec<_>>()) });
    }
    Ok(found)
}

fn table(facts: &Facts, name: &str) -> Result<String, TaskError> {
    let known: Vec<String> = facts.case.counting.all_tables().into_iter().map(|table| table.name).collect();
    match known.iter().find(|known| known.eq_ignore_ascii_case(name)) {
        Some(found) => Ok(found.clone()),
        None => Err(TaskError::NoConversion { name: name.to_owned(), known: naming::list(&known) }),
    }
}

fn record(facts: &Facts, rules: &Rules, book: &Book, year: i64) -> WindowRecord {
    let code = |item: EntityRef| naming::code(facts, item);
    let empty = Window::default();
    let window = book.window(year).unwrap_or(&empty);
    let regime = facts.regimes.get(rules.regime);
    let (from, to) = words::window_days(rules.start, year);
    let crossed = |reading| Ends::each(|scenario| window.passes(rules.cap, scenario, reading).map(iso));
    let notice = |percent: &u8| {
        let amount = Share::percent(*percent).of(rules.cap);
        let reached = Ends::each(|scenario| window.reaches(amount, scenario, Reading::Base).map(iso));
        NoticePoint { percent: *percent, amount, reached }
    };
    let others = |kind| column(facts, &others(facts, rules, kind, year));
    let shipments = window.members().filter_map(|(_, id)| Some(shipment(facts, rules, book.entry(id)?)));
    let doubts = Ends::each(|scenario| {
        doubt(book, window, rules, scenario).map(|doubt| DoubtRecord {
            excess: doubt.excess,
            shipments: doubt.shipments.iter().map(|id| code((*id).into())).collect(),
            filled_at_most: doubt.filled_at_most,
        })
    });
    WindowRecord {
        regime: code(rules.regime.into()),
        instrument: regime.map_or_else(String::new, |regime| regime.instrument.clone()),
        window: words::window(rules.start, year),
        year,
        from: iso(from),
        to: iso(to),
        unit: rules.unit.symbol(),
        cap: rules.cap,
        counting_event: rules.event,
        conversion_table: rules.table.name.clone(),
        laden: [rules.laden.low, rules.laden.base, rules.laden.high],
        declared: others(DeclarationKind::Declared),
        assessed: others(DeclarationKind::Assessed),
        own: own(facts, rules, book, window),
        crossed: crossed(Reading::Base),
        crossed_earliest: crossed(Reading::Earliest),
        crossed_latest: crossed(Reading::Latest),
        notice_points: regime.map_or_else(Vec::new, |regime| regime.notice_points.iter().map(notice).collect()),
        shipments: shipments.collect(),
        on_edge: window.edges().map(|id| code(id.into())).collect(),
        undated: book.undated().map(|id| code(id.into())).collect(),
        would_have_to_be_false: doubts,
        heaviest: heaviest(book, window, rules, 10).iter().map(|weight| code(weight.shipment.into())).collect(),
        rules: words::rules(rules, &facts.case.counting),
    }
}

fn own(facts: &Facts, rules: &Rules, book: &Book, window: &Window) -> Column {
    let entries = window.members().filter_map(|(_, id)| book.entry(id)).filter(|entry| entry.counted().is_some());
    let exhibits: BTreeSet<ExhibitId> = entries.flat_map(|entry| words::rests_on(facts, rules, entry).1).collect();
    Column {
        amounts: Ends::each(|scenario| window.amount(scenario)),
        at_least: SCENARIOS.into_iter().filter(|one| window.is_at_least(*one)).map(Scenario::word).collect(),
        entries: window.tally.entries as usize,
        without_quantity: window.tally.without_quantity as usize,
        rests_on: exhibits.into_iter().map(|id| naming::code(facts, id.into())).collect(),
        passed_by: None,
    }
}

fn column(facts: &Facts, others: &Others) -> Column {
    Column {
        amounts: Ends::each(|scenario| others.amount(scenario)),
        at_least: Vec::new(),
        entries: others.entries.len(),
        without_quantity: others.without_quantity(),
        rests_on: others.rests_on.iter().map(|id| naming::code(facts, (*id).into())).collect(),
        passed_by: others.passed_by.map(iso),
    }
}

fn shipment(facts: &Facts, rules: &Rules, entry: &Entry) -> ShipmentRecord {
    let (basis, exhibits) = words::rests_on(facts, rules, entry);
    let sums = match entry.figure {
        Figure::Known(sums, _) => Some(sums),
        Figure::Missing(_) => None,
    };
    ShipmentRecord {
        id: naming::code(facts, entry.shipment.into()),
        name: naming::name(facts, entry.shipment.into()),
        status: if entry.accepted { "accepted" } else { "proposed" },
        counted: entry.counted().is_some(),
        amounts: Ends::each(|scenario| sums.map(|sums| sums.sums[scenario as usize].amount())),
        basis,
        exhibits: exhibits.into_iter().map(|id| naming::code(facts, id.into())).collect(),
        date: entry.when.map(|when| iso(when.base)),
        earliest: entry.when.map(|when| iso(when.earliest)),
        latest: entry.when.map(|when| iso(when.latest)),
    }
}

fn iso(day: Day) -> String {
    words::date(day).to_string()
}
