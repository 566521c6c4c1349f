//! What one shipment counts for under one regime, on what that rests, and on which days it may have been.

use crate::base::interval::Bounds;
use crate::base::quantity::{Amount, Estimate, Sums, Unit};
use crate::base::table::Row;
use crate::base::text::fold;
use crate::base::time::{DAY, Utc};
use crate::model::conversion::{ConversionTable, ProductClass};
use crate::model::counting::Laden;
use crate::model::facts::Facts;
use crate::model::ids::{RegimeId, ShipmentId};
use crate::model::regime::{CountingEvent, MonthDay, Regime};
use crate::model::shipment::{QuantityBasis, Shipment, ShipmentStatus};
use crate::model::vessel::Vessel;

/// A day, counted from 1 January 1970 in UTC.
pub type Day = i32;

/// The day an instant lies in.
#[must_use]
pub fn day_of(at: Utc) -> Day {
    Day::try_from(at.0.div_euclid(DAY)).unwrap_or(if at.0 < 0 { Day::MIN } else { Day::MAX })
}

/// First second of a day.
#[must_use]
pub fn day_start(day: Day) -> Utc {
    Utc(i64::from(day) * DAY)
}

/// By what a regime's book is kept; when it changes, the book is written anew.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rules {
    /// The regime.
    pub regime: RegimeId,
    /// What the cap is counted in.
    pub unit: Unit,
    /// The cap.
    pub cap: Amount,
    /// The day on which each yearly window begins.
    pub start: MonthDay,
    /// Which event counts.
    pub event: CountingEvent,
    /// By which table tonnes become barrels.
    pub table: ConversionTable,
    /// How far hulls were filled.
    pub laden: Laden,
    /// Whether a query selects what is counted: said with every figure, since a part must not be read as the whole.
    pub selected: bool,
    /// Products by name, folded.
    products: Vec<String>,
    classes: Vec<ProductClass>,
}

/// What a figure rests on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Basis {
    /// The shipment's own quantity.
    Given(QuantityBasis),
    /// The hull's cargo capacity and the laden scenarios.
    Capacity,
}

/// Why a shipment has no figure. It is counted as one without quantity and never as zero.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NoFigure {
    /// Neither quantity nor capacity is known.
    Unknown,
    /// The quantity is in a unit that cannot be converted.
    Unit,
    /// The table has no factor for the cargo.
    Factor,
    /// The amount is beyond what can be meant.
    TooLarge,
}

/// What a shipment comes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Figure {
    /// Low, base and high in the regime's unit.
    Known(Sums, Basis),
    /// None, and why.
    Missing(NoFigure),
}

/// When what counts may have been: never before `earliest`, never after `latest`, as far as its visit is bounded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct When {
    /// First day on which it may have been.
    pub earliest: Day,
    /// The day it is put on: the middle of first and last seen, or of not before and not after if it was never seen.
    pub base: Day,
    /// Last day on which it may have been.
    pub latest: Day,
}

/// Whether what the regime counts is known to have happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Event {
    /// It is.
    Known,
    /// The loading was not seen, and must have been before the discharge, whose days stand for it.
    BeforeDischarge,
    /// No discharge is known, so that nothing is counted as delivered; the days are those of the loading.
    NotDelivered,
}

/// A shipment under a regime.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The shipment.
    pub shipment: ShipmentId,
    /// How much.
    pub figure: Figure,
    /// When; none if the visit is undated, so that it lies in no window.
    pub when: Option<When>,
    /// Whether it counts.
    pub event: Event,
    /// Whether the investigator has accepted it.
    pub accepted: bool,
}

impl Row for Entry {
    type Key = ShipmentId;
    fn key(&self) -> ShipmentId {
        self.shipment
    }
}

impl Entry {
    /// The amounts, if it has any and counts.
    #[must_use]
    pub fn counted(&self) -> Option<&Sums> {
        match &self.figure {
            Figure::Known(sums, _) if self.event != Event::NotDelivered && self.when.is_some() => Some(sums),
            _ => None,
        }
    }

    /// Why there is no figure; none if there is one.
    #[must_use]
    pub fn missing(&self) -> Option<NoFigure> {
        match self.figure {
            Figure::Missing(why) => Some(why),
            Figure::Known(..) => None,
        }
    }
}

impl Rules {
    /// The rules of a regime in a case, for the count of all its shipments.
    #[must_use]
    pub fn of(facts: &Facts, regime: &Regime) -> Self {
        let counting = &facts.case.counting;
        Self {
            regime: regime.id,
            unit: regime.unit,
            cap: regime.cap,
            start: regime.window_start,
            event: regime.counting_event,
            table: counting.table(&regime.conversion),
            laden: counting.laden,
            selected: false,
            products: regime.products.iter().map(|product| fold(product)).collect(),
            classes: regime.products.iter().filter_map(|product| ProductClass::of(product)).collect(),
        }
    }

    /// Whether a cargo falls under the regime: by its name, or as a product of a class that the regime names.
    #[must_use]
    pub fn covers(&self, cargo: &str) -> bool {
        let name = fold(cargo);
        let by_name = !name.is_empty() && self.products.contains(&name);
        by_name || ProductClass::of(cargo).is_some_and(|class| self.classes.iter().any(|own| own.covers(class)))
    }

    /// The class of product that the cap is on, if it is on one.
    pub(super) fn only_class(&self) -> Option<ProductClass> {
        if let [only] = self.classes[..] { Some(only) } else { None }
    }

    /// What a shipment counts for; none if it is rejected or its cargo does not fall under the regime.
    #[must_use]
    pub fn entry(&self, facts: &Facts, shipment: &Shipment) -> Option<Entry> {
        self.covers(&shipment.product).then(|| self.covered(facts, shipment)).flatten()
    }

    /// The same for a cargo that is known to fall under it.
    pub(super) fn covered(&self, facts: &Facts, shipment: &Shipment) -> Option<Entry> {
        if shipment.status == ShipmentStatus::Rejected {
            return None;
        }
        let visit = |id| facts.visits.get(id);
        let (loading, discharge) = (shipment.loading.and_then(visit), shipment.discharge.and_then(visit));
        let (at, event) = match (self.event, loading, discharge) {
            (CountingEvent::Loaded, Some(loading), _) => (Some(loading), Event::Known),
            (CountingEvent::Loaded, None, other) => (other, Event::BeforeDischarge),
            (CountingEvent::Delivered, _, Some(discharge)) => (Some(discharge), Event::Known),
            (CountingEvent::Delivered, other, None) => (other, Event::NotDelivered),
        };
        let vessel = loading.or(discharge).and_then(|visit| facts.vessels.get(visit.vessel));
        Some(Entry {
            shipment: shipment.id,
            figure: self.figure(shipment, vessel),
            when: at.and_then(|visit| when(&visit.bounds)),
            event,
            accepted: shipment.status == ShipmentStatus::Accepted,
        })
    }

    /// How much a shipment comes to: its own quantity if it has one, else the capacity of its hull as far as it was filled.
    fn figure(&self, shipment: &Shipment, vessel: Option<&Vessel>) -> Figure {
        let class = ProductClass::of(&shipment.product);
        let (estimate, unit, basis) = if let Some(quantity) = &shipment.quantity {
            (quantity.estimate, quantity.unit, Basis::Given(quantity.basis))
        } else {
            let capacity = vessel.and_then(|vessel| vessel.capacity.as_ref());
            let Some(cargo) = capacity.and_then(|capacity| self.laden.of(&capacity.value)) else {
                return Figure::Missing(NoFigure::Unknown);
            };
            (cargo, Unit::Barrels, Basis::Capacity)
        };
        match self.converted(&estimate, unit, class) {
            Ok(converted) => {
                Sums::of(&converted).map_or(Figure::Missing(NoFigure::TooLarge), |sums| Figure::Known(sums, basis))
            }
            Err(why) => Figure::Missing(why),
        }
    }

    /// An estimate in the regime's unit.
    pub(super) fn converted(
        &self,
        estimate: &Estimate,
        unit: Unit,
        class: Option<ProductClass>,
    ) -> Result<Estimate, NoFigure> {
        let one = Amount::new(1.0).unwrap_or_default();
        if self.table.convert(one, unit, self.unit, class).is_err() {
            let countable = |unit| matches!(unit, Unit::Containers | Unit::Teu);
            let kind = if countable(unit) || countable(self.unit) { NoFigure::Unit } else { NoFigure::Factor };
            return Err(kind);
        }
        let convert = |amount| self.table.convert(amount, unit, self.unit, class).ok();
        estimate.map(convert).ok_or(NoFigure::TooLarge)
    }
}

/// The days of a visit.
fn when(bounds: &Bounds) -> Option<When> {
    let (start, end) = bounds.extent()?;
    let (from, to) = bounds.core().unwrap_or((start, end));
    let last = |end: Utc| Utc(end.0 - 1);
    let (earliest, latest) = (day_of(start), day_of(last(end)));
    let middle = i64::midpoint(from.0, last(to).0);
    Some(When { earliest, base: day_of(Utc(middle)).clamp(earliest, latest.max(earliest)), latest })
}
