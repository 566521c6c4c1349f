//! Amounts that could be taken for a shipment without one. They are offered, each with its factors and where those are
//! from, and never taken by themselves.

use super::entry::Rules;
use crate::base::quantity::{Amount, Estimate, Share, Unit};
use crate::model::conversion::{ConversionTable, ProductClass};
use crate::model::counting::{Laden, capacity_of};
use crate::model::facts::Facts;
use crate::model::ids::ExhibitId;
use crate::model::naming;
use crate::model::shipment::{Quantity, QuantityBasis, Shipment};
use crate::model::vessel::Vessel;
use crate::model::visit::Visit;

/// An amount that could be taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer {
    /// What it is, in a few words: “From 3,565 DWT”.
    pub title: String,
    /// The quantity as it would be kept, with its working.
    pub quantity: Quantity,
}

/// How a hull's deadweight becomes barrels. Whether a share such as 90 % is of deadweight or of cargo capacity differs
/// between authors, so that both factors are always said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hull {
    /// How much of the deadweight is cargo; all of it means that the laden shares are of the deadweight.
    pub cargo: Share,
    /// How far it was filled.
    pub laden: Laden,
    /// As which product it is converted.
    pub class: ProductClass,
}

impl Hull {
    /// What is offered first: the laden shares of the deadweight as a whole, for the cargo that the shipment names.
    #[must_use]
    pub fn usual(rules: &Rules, shipment: &Shipment) -> Self {
        let class = ProductClass::of(&shipment.product).unwrap_or(ProductClass::Refined);
        Self { cargo: Share::WHOLE, laden: rules.laden, class }
    }
}

/// The vessel of a shipment.
#[must_use]
pub fn vessel<'a>(facts: &'a Facts, shipment: &Shipment) -> Option<&'a Vessel> {
    let visit = shipment.loading.or(shipment.discharge)?;
    facts.vessels.get(facts.visits.get(visit)?.vessel)
}

/// The amount that a hull's deadweight gives; none if no deadweight is known.
///
/// # Errors
/// A sentence if the table has no factor for the product.
#[must_use]
pub fn from_deadweight(
    facts: &Facts,
    shipment: &Shipment,
    table: &ConversionTable,
    hull: &Hull,
) -> Option<Result<Offer, String>> {
    let dwt = vessel(facts, shipment)?.dwt.as_ref()?;
    let factor = match table.factor(Some(hull.class)) {
        Ok(factor) => factor,
        Err(why) => return Some(Err(why)),
    };
    let capacity = capacity_of(dwt.value.0, hull.cargo, factor)?;
    let estimate = hull.laden.of(&Estimate::exactly(capacity))?;
    let source = dwt.exhibit.map_or_else(|| "no exhibit".to_owned(), |id| naming::code(facts, id.into()));
    let cargo = if hull.cargo == Share::WHOLE {
        "laden shares are of deadweight".to_owned()
    } else {
        format!("× {} of it cargo", hull.cargo)
    };
    let working = format!(
        "{} DWT ({}, {source}), {cargo}, × {} laden × {factor} bbl/t ({}, {})",
        dwt.value.0,
        dwt.identity.word(),
        hull.laden,
        hull.class.word(),
        table.name
    );
    let quantity = Quantity {
        estimate,
        unit: Unit::Barrels,
        basis: QuantityBasis::CapacityTimesFill,
        exhibit: dwt.exhibit,
        working,
    };
    Some(Ok(Offer { title: format!("From {} DWT", dwt.value.0), quantity }))
}

/// The amounts that changes of draught give: at the loading and at the discharge, where both draughts and the hull's
/// tonnes per centimetre are known.
///
/// An entry is a sentence instead where the draught went the wrong way, so that it contradicts the shipment.
#[must_use]
pub fn from_draught(facts: &Facts, shipment: &Shipment) -> Vec<Result<Offer, String>> {
    let Some(tpc) = vessel(facts, shipment).and_then(|vessel| vessel.tpc.as_ref()) else { return Vec::new() };
    let ends = [(shipment.loading, true), (shipment.discharge, false)];
    let visits = ends.into_iter().filter_map(|(id, loading)| Some((facts.visits.get(id?)?, loading)));
    visits.filter_map(|(visit, loading)| draught(facts, visit, loading, tpc.value.0, tpc.exhibit)).collect()
}

/// Centimetres in a metre.
const CENTIMETRES: f64 = 100.0;

fn draught(
    facts: &Facts,
    visit: &Visit,
    loading: bool,
    tpc: Amount,
    tpc_exhibit: Option<ExhibitId>,
) -> Option<Result<Offer, String>> {
    let extra = visit.extra.as_ref()?;
    let (came, left) = (extra.draught_in?.0, extra.draught_out?.0);
    let (light, deep, word) = if loading { (came, left, "loading") } else { (left, came, "discharge") };
    let Some(change) = deep.above(light) else {
        let went = if loading { "rose out of the water while loading" } else { "sank deeper while discharging" };
        return Some(Err(format!("V-{}: the hull {went}, from {came} m to {left} m", visit.id.0)));
    };
    let centimetres = change.times(Amount::new(CENTIMETRES).ok()?)?;
    let tonnes = centimetres.times(tpc)?;
    let source = tpc_exhibit.map_or_else(|| "no exhibit".to_owned(), |id| naming::code(facts, id.into()));
    let working = format!(
        "Draught at {word} {came} m to {left} m (V-{}): {} cm × {tpc} t/cm ({source})",
        visit.id.0,
        centimetres.rounded()
    );
    let quantity = Quantity {
        estimate: Estimate::exactly(tonnes),
        unit: Unit::Tonnes,
        basis: QuantityBasis::DraughtChange,
        exhibit: visit.exhibits.first().copied(),
        working,
    };
    Some(Ok(Offer { title: format!("From the draught at {word}"), quantity }))
}
