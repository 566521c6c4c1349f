//! Small cases of loadings and discharges, for the tests of this module.

use crate::base::edtf::Dated;
use crate::base::interval::Bounds;
use crate::base::quantity::{Amount, Estimate, Unit};
use crate::base::time::When;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, Id, Stamp};
use crate::model::place::Place;
use crate::model::regime::{CountingEvent, Declaration, DeclarationKind, MonthDay, Regime};
use crate::model::shipment::{Quantity, QuantityBasis, Shipment};
use crate::model::vessel::{Identity, Stated, Vessel};
use crate::model::visit::{Activity, Visit};

pub(super) fn amount(value: f64) -> Amount {
    Amount::new(value).expect("an amount")
}

pub(super) fn exactly(value: f64) -> Estimate {
    Estimate::exactly(amount(value))
}

pub(super) fn day(text: &str) -> i32 {
    super::entry::day_of(text.parse::<When>().expect("a date").start())
}

pub(super) fn regime(id: u32, products: &[&str], cap: f64, start: (u8, u8)) -> Regime {
    Regime {
        id: Id::new(id),
        instrument: format!("Rule {id}"),
        cap: amount(cap),
        unit: Unit::Barrels,
        window_start: MonthDay::new(start.0, start.1).expect("a day"),
        products: products.iter().map(|&product| product.to_owned()).collect(),
        counting_event: CountingEvent::Loaded,
        conversion: String::new(),
        notice_points: vec![75, 90, 95],
        note: String::new(),
        tags: Vec::new(),
        stamp: Stamp::default(),
    }
}

/// Refined petroleum by calendar year and crude from 22 December, as S/RES/2397 has them, and a place.
pub(super) fn facts() -> Facts {
    let mut facts = Facts::default();
    facts.put(Entity::Place(Box::new(Place::named(Id::new(1), "Vostochny"))));
    facts.put(Entity::Regime(Box::new(regime(1, &["refined petroleum"], 500_000.0, (1, 1)))));
    facts.put(Entity::Regime(Box::new(regime(2, &["crude oil"], 4_000_000.0, (12, 22)))));
    facts
}

pub(super) fn vessel(id: u32, capacity: Option<Estimate>) -> Entity {
    let mut vessel = Vessel::named(Id::new(id), &format!("Tanker {id}"));
    vessel.capacity =
        capacity.map(|value| Stated { value, identity: Identity::Registered, period: None, exhibit: None });
    Entity::Vessel(Box::new(vessel))
}

/// A visit on days as text; an empty text is no date.
pub(super) fn visit(id: u32, vessel: u32, seen: (&str, &str), activity: Activity) -> Entity {
    let at = |text: &str| (!text.is_empty()).then(|| text.parse().expect("a date"));
    let bounds = Bounds::new([None, at(seen.0), at(seen.1), None]);
    let mut visit = Visit::new(Id::new(id), Id::new(vessel), Id::new(1), bounds);
    visit.activity = activity;
    Entity::Visit(Box::new(visit))
}

pub(super) fn shipment(id: u32, loading: Option<u32>, discharge: Option<u32>, product: &str) -> Shipment {
    let mut shipment = Shipment::between(Id::new(id), id, loading.map(Id::new), discharge.map(Id::new));
    product.clone_into(&mut shipment.product);
    shipment
}

pub(super) fn quantity(estimate: Estimate, unit: Unit) -> Quantity {
    Quantity { estimate, unit, basis: QuantityBasis::Observed, exhibit: None, working: String::new() }
}

pub(super) fn declaration(id: u32, kind: DeclarationKind, by: u32, period: &str, quantity: Estimate) -> Entity {
    Entity::Declaration(Box::new(Declaration {
        id: Id::new(id),
        regime: Id::new(1),
        period: Dated::new(period.parse().expect("a period"), period),
        quantity,
        unit: Unit::Barrels,
        kind,
        by: (by > 0).then(|| Id::new(by)),
        exhibit: None,
        note: String::new(),
        tags: Vec::new(),
        stamp: Stamp::default(),
    }))
}

/// A case with loadings of one hull a day each, from a day of 2024 on, each with a quantity in barrels.
pub(super) fn loaded(amounts: &[(&str, f64)]) -> Facts {
    let mut facts = facts();
    facts.put(vessel(1, None));
    for (id, (at, barrels)) in (1..).zip(amounts) {
        facts.put(visit(id, 1, (at, at), Activity::Loading));
        let mut shipment = shipment(id, Some(id), None, "refined petroleum");
        shipment.quantity = Some(quantity(exactly(*barrels), Unit::Barrels));
        facts.put(Entity::Shipment(Box::new(shipment)));
    }
    facts
}

pub(super) fn touched(entity: &Entity) -> [EntityRef; 1] {
    [entity.reference()]
}
