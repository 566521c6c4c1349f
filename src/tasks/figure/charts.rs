//! Which windows and which sides a chart in a figure shows, and why there may be none.

use super::request::Request;
use crate::analysis::flows::sides::propose_any;
use crate::analysis::flows::{Flows, Side, Way};
use crate::analysis::ledger::told::windows;
use crate::analysis::ledger::{Ledger, words};
use crate::base::id_set::IdSet;
use crate::figure::export::plate::Plate;
use crate::figure::export::{FigureOptions, flows, ledger};
use crate::model::facts::Facts;
use crate::model::ids::RegimeId;
use crate::model::naming;
use crate::tasks::error::TaskError;
use crate::tasks::query;

/// The shipments that a request is about; none if all are.
fn shipments(facts: &Facts, request: &Request) -> Result<Option<IdSet>, TaskError> {
    match request.query.trim() {
        "" => Ok(None),
        text => Ok(Some(query::matches(facts, text)?.shipments)),
    }
}

/// Counts cargo for a chart.
///
/// # Errors
/// If the query is not understood.
pub(super) fn counted(facts: &Facts, request: &Request) -> Result<Ledger, TaskError> {
    Ok(Ledger::build(facts, shipments(facts, request)?))
}

/// Lays the chart of a regime out.
///
/// # Errors
/// If nothing is counted, there is nothing in the window that was asked for, or the chart has no room.
pub(super) fn of_ledger<'a>(
    facts: &'a Facts,
    counted: &'a Ledger,
    (regime, year): (Option<RegimeId>, Option<i64>),
    options: &'a FigureOptions<'a>,
) -> Result<Plate<'a>, TaskError> {
    let all = windows(facts, counted);
    let regime = regime.or(all.first().map(|(regime, _)| *regime)).ok_or(TaskError::NothingCounted)?;
    let (Some(rules), Some(book)) = (counted.rules(regime), counted.book(regime)) else {
        return Err(TaskError::NothingCounted);
    };
    let known: Vec<i64> = all.iter().filter(|(of, _)| *of == regime).map(|(_, year)| *year).collect();
    let years = match (year, known.first().zip(known.last())) {
        (Some(year), _) if known.contains(&year) => (year, year),
        (None, Some((first, last))) => (*first, *last),
        _ if options.extent.range.is_some() && year.is_none() => (0, 0),
        _ => {
            let known: Vec<String> = known.iter().map(|year| words::window(rules.start, *year)).collect();
            return Err(TaskError::NoWindow {
                regime: naming::code(facts, regime.into()),
                window: year.map(|year| words::window(rules.start, year)),
                known: naming::list(&known),
            });
        }
    };
    Ok(ledger::plate(facts, counted, (rules, book), years, options)?)
}

/// Sorts shipments for a chart.
///
/// # Errors
/// If the query is not understood, if no shipment touches two sides, or if none of those between them is dated.
pub(super) fn sorted(facts: &Facts, sides: Option<&[Side; 2]>, request: &Request) -> Result<Flows, TaskError> {
    let among = shipments(facts, request)?;
    let sides = sides.cloned().or_else(|| propose_any(facts)).ok_or(TaskError::NoFlows)?;
    let flows = Flows::build(facts, sides, |id| among.as_ref().is_none_or(|among| among.contains(id.0)));
    if flows.ways.iter().all(|way| Way::dated(way).is_empty()) {
        let [between, and] = flows.names;
        return Err(TaskError::NoFlowBetween { between, and });
    }
    Ok(flows)
}

/// Lays the chart of two sides out.
///
/// # Errors
/// If the chart has no room.
pub(super) fn of_flows<'a>(
    facts: &'a Facts,
    sorted: &'a Flows,
    options: &'a FigureOptions<'a>,
) -> Result<Plate<'a>, TaskError> {
    Ok(flows::plate(facts, sorted, options)?)
}
