//! Which shipments went which way between two sides, when and of what, each way as a record.

use serde::Serialize;

use super::error::TaskError;
use crate::analysis::flows::sides::{named, propose, propose_any};
use crate::analysis::flows::sums::{CargoSum, by_cargo};
use crate::analysis::flows::{Bin, By, Flow, Flows, Half, Seen, Side, WAYS, Way, elsewhere_words};
use crate::base::quantity::Estimate;
use crate::base::time::Utc;
use crate::model::facts::Facts;
use crate::model::ids::ShipmentId;
use crate::model::naming;

/// What went between two sides. The keys are those of `flows --json`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FlowsRecord {
    /// The first side.
    pub between: String,
    /// The second.
    pub and: String,
    /// `places`, `countries` or `flags`.
    pub by: &'static str,
    /// By which stretch of the calendar shipments are counted in time.
    pub bin: &'static str,
    /// Each way with what went it.
    pub ways: Vec<WayRecord>,
    /// Shipments that touch neither side, stay within one, or of which that is not known.
    pub elsewhere: usize,
    /// The same in sentences.
    #[serde(skip)]
    pub lines: Vec<String>,
}

/// What went one way.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct WayRecord {
    /// In words: “RU to KP”, “From RU, no discharge seen”.
    pub way: String,
    /// The side it left; none if no loading was seen. By flag the flag.
    pub from: Option<String>,
    /// The side it reached; none if no discharge was seen. By flag none.
    pub to: Option<String>,
    /// `both`, `loading` or `discharge`: which ends were seen.
    pub seen: &'static str,
    /// How many shipments.
    pub shipments: usize,
    /// How many of them have no date at either end.
    pub undated: usize,
    /// By cargo.
    pub cargoes: Vec<CargoRecord>,
    /// In time: only stretches in which a shipment may have begun.
    pub by_time: Vec<BinRecord>,
    /// The shipments by their numbers in print.
    pub list: Vec<String>,
}

/// The shipments of one cargo.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CargoRecord {
    /// The cargo; empty if it is not stated.
    pub product: String,
    /// How many shipments.
    pub shipments: usize,
    /// How many of them have no quantity.
    pub without_quantity: usize,
    /// How much the others come to, by unit.
    pub quantities: Vec<QuantityRecord>,
}

/// An amount in one unit.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct QuantityRecord {
    /// The unit.
    pub unit: &'static str,
    /// How many shipments it is the sum of.
    pub shipments: usize,
    /// The sum; null if it is no amount.
    pub sum: Option<Estimate>,
}

/// Shipments in a stretch of the calendar, by the first day on which they may have begun.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct BinRecord {
    /// Its first day.
    pub from: String,
    /// The shipments by cargo.
    pub cargoes: Vec<CargoRecord>,
}

/// What went between two sides, as `RU`, `P-1`, `Chongjin` or `flag:KP`; of those that are not given, the two between
/// which most went. None if none are given and no shipment touches two.
///
/// # Errors
/// If a side is not in the case, or if the two are one or are not told apart in the same way.
pub fn flows(facts: &Facts, between: Option<(&str, &str)>, by: Option<By>) -> Result<Option<FlowsRecord>, TaskError> {
    Ok(sides(facts, between, by)?.map(|sides| record(facts, &Flows::build(facts, sides, |_| true))))
}

/// The two sides that are asked for; of those that are not given, the two between which most went.
///
/// # Errors
/// If a side is not in the case, or if the two are one or are not told apart in the same way.
pub fn sides(facts: &Facts, between: Option<(&str, &str)>, by: Option<By>) -> Result<Option<[Side; 2]>, TaskError> {
    match between {
        Some((a, b)) => Ok(Some(both(facts, a, b, by)?)),
        None => Ok(by.map_or_else(|| propose_any(facts), |by| propose(facts, by))),
    }
}

/// The two sides, told apart in the same way: a word that names a place and a country is whichever the other is.
fn both(facts: &Facts, a: &str, b: &str, by: Option<By>) -> Result<[Side; 2], TaskError> {
    let kinds = by.map_or_else(|| vec![By::Places, By::Countries, By::Flags], |by| vec![by]);
    let pair = |kind: By| Some([named(facts, a, Some(kind))?, named(facts, b, Some(kind))?]);
    if let Some(pair) = kinds.into_iter().find_map(pair) {
        return if pair[0] == pair[1] { Err(TaskError::OneSide { side: a.to_owned() }) } else { Ok(pair) };
    }
    let known = |word: &str| named(facts, word, by).is_some();
    let strange = [a, b].into_iter().find(|word| !known(word));
    Err(match strange {
        Some(word) => TaskError::NoSide { side: word.to_owned() },
        None => TaskError::UnlikeSides { between: a.to_owned(), and: b.to_owned() },
    })
}

fn record(facts: &Facts, flows: &Flows) -> FlowsRecord {
    let by = flows.sides[0].by();
    let dated = || flows.ways.iter().flat_map(Way::dated);
    let span = dated().map(|flow| flow.from).min().zip(dated().map(|flow| flow.from).max());
    // As many stretches as can be read at a glance.
    let bin = span.map_or(Bin::Month, |(from, to)| Bin::at_least((to - from) as f64 / 60.0));
    let [a, b] = &flows.names;
    let ways = WAYS.iter().zip(&flows.ways).map(|(known, way)| {
        let (here, there) = if known.0 == Half::Up { (a, b) } else { (b, a) };
        let by_flag = by == By::Flags;
        let ids = || way.dated().iter().map(|flow| flow.shipment).chain(way.undated.iter().copied());
        WayRecord {
            way: flows.words(*known),
            from: (by_flag || known.1 != Seen::Discharge).then(|| here.clone()),
            to: (!by_flag && known.1 != Seen::Loading).then(|| there.clone()),
            seen: match known.1 {
                Seen::Both => "both",
                Seen::Loading => "loading",
                Seen::Discharge => "discharge",
            },
            shipments: way.len(),
            undated: way.undated.len(),
            cargoes: cargoes(facts, ids()),
            by_time: bins(facts, bin, way.dated()),
            list: ids().map(|id| naming::code(facts, id.into())).collect(),
        }
    });
    let always = |way: usize| WAYS[way].1 == Seen::Both || !flows.ways[way].is_empty();
    let mut lines: Vec<String> =
        (0..WAYS.len()).filter(|way| always(*way)).map(|way| flows.sentence(facts, way, None)).collect();
    lines.extend(Some(elsewhere_words(flows)).filter(|words| !words.is_empty()));
    FlowsRecord {
        between: a.clone(),
        and: b.clone(),
        by: match by {
            By::Places => "places",
            By::Countries => "countries",
            By::Flags => "flags",
        },
        bin: bin.word(),
        ways: ways.collect(),
        elsewhere: flows.elsewhere,
        lines,
    }
}

fn bins(facts: &Facts, bin: Bin, flows: &[Flow]) -> Vec<BinRecord> {
    let runs = flows.chunk_by(|a, b| bin.around(a.from) == bin.around(b.from));
    let stretch = |run: &[Flow]| BinRecord {
        from: run.first().map_or_else(String::new, |flow| Utc(bin.around(flow.from).0).to_string()[..10].to_owned()),
        cargoes: cargoes(facts, run.iter().map(|flow| flow.shipment)),
    };
    runs.map(stretch).collect()
}

fn cargoes(facts: &Facts, shipments: impl Iterator<Item = ShipmentId>) -> Vec<CargoRecord> {
    let record = |sum: CargoSum| CargoRecord {
        product: if sum.cargo == crate::analysis::flows::sums::NOT_STATED { String::new() } else { sum.cargo },
        shipments: sum.shipments,
        without_quantity: sum.without_quantity,
        quantities: sum
            .quantities
            .into_iter()
            .map(|(unit, (shipments, sum))| QuantityRecord { unit: unit.symbol(), shipments, sum })
            .collect(),
    };
    by_cargo(facts, shipments).into_iter().map(record).collect()
}
