//! Shipments as rows.

use super::cells::{CellError, Cells, Out};
use super::{Child, Main, Rows};
use crate::model::ids::Id;
use crate::model::shipment::{Quantity, Reason, Shipment};
use crate::store::load::{LoadError, Reader};

/// Shipments.
pub const SHIPMENT: Main = Main {
    table: "shipment",
    #[rustfmt::skip]
    columns: &[
        "number", "loading", "discharge", "status", "created", "changed", "direction", "product",
        "low", "base", "high", "unit", "basis", "quantity_exhibit", "working", "likelihood", "confidence", "note",
    ],
    children: &[Child {
        table: "shipment_reason",
        owner: "shipment",
        columns: &["text", "supports", "exhibit", "rule"],
    }],
    tags: Some("shipment_tag"),
};

/// A shipment as rows.
pub fn shipment_rows(shipment: &Shipment) -> Rows {
    let out = Out::default().int(shipment.number).maybe_id(shipment.loading).maybe_id(shipment.discharge);
    let out = out.word(&shipment.status).stamp(shipment.stamp).known(&shipment.direction).known(&shipment.product);
    let quantity = shipment.quantity.as_ref();
    let out = out.estimate(quantity.map(|quantity| &quantity.estimate));
    let out = out.word(&quantity.map(|quantity| quantity.unit)).word(&quantity.map(|quantity| quantity.basis));
    let out = out.maybe_id(quantity.and_then(|quantity| quantity.exhibit));
    let out = out.known(quantity.map_or("", |quantity| &quantity.working));
    let out = out.word(&shipment.likelihood).word(&shipment.confidence).known(&shipment.note);
    let reason = |reason: &Reason| {
        let out = Out::default().text(&reason.text).flag(reason.supports).maybe_id(reason.exhibit);
        out.maybe(reason.rule.as_deref()).0
    };
    Rows { main: out.0, children: vec![shipment.reasons.iter().map(reason).collect()], tags: shipment.tags.clone() }
}

fn read_shipment(id: u32, cells: &mut Cells<'_>) -> Result<Shipment, CellError> {
    let mut shipment = Shipment::between(Id::new(id), cells.int()?, cells.maybe_id()?, cells.maybe_id()?);
    shipment.status = cells.word()?;
    shipment.stamp = cells.stamp()?;
    shipment.direction = cells.known()?;
    shipment.product = cells.known()?;
    let estimate = cells.estimate()?;
    let (unit, basis, exhibit) = (cells.maybe_word()?, cells.maybe_word()?, cells.maybe_id()?);
    let working = cells.known()?;
    shipment.quantity = match (estimate, unit, basis) {
        (Some(estimate), Some(unit), Some(basis)) => Some(Quantity { estimate, unit, basis, exhibit, working }),
        (None, None, None) if exhibit.is_none() && working.is_empty() => None,
        _ => return Err(cells.wrong("belongs to a quantity without amount, unit or basis")),
    };
    shipment.likelihood = cells.maybe_word()?;
    shipment.confidence = cells.maybe_word()?;
    shipment.note = cells.known()?;
    Ok(shipment)
}

/// Reads shipments.
pub fn load_shipments(reader: &Reader<'_>) -> Result<Vec<Shipment>, LoadError> {
    let mut shipments = reader.entities(&SHIPMENT, read_shipment)?;
    let [reasons] = SHIPMENT.children else { return Ok(shipments) };
    let id = |shipment: &Shipment| shipment.id.0;
    let reason = |cells: &mut Cells<'_>| {
        Ok(Reason {
            text: cells.text()?.to_owned(),
            supports: cells.flag()?,
            exhibit: cells.maybe_id()?,
            rule: cells.maybe()?.map(str::to_owned),
        })
    };
    reader.lists(reasons, &mut shipments, id, reason, |shipment, reason| shipment.reasons.push(reason))?;
    reader.tags(&SHIPMENT, &mut shipments, id, |shipment, tag| shipment.tags.push(tag))?;
    Ok(shipments)
}
