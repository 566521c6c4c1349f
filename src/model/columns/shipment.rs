//! The table of shipments.

use super::{Form, Listed, Typed, Value, choices};
use crate::base::edtf::{Edtf, End};
use crate::base::interval::{BoundName, Bounds};
use crate::base::quantity::{Amount, Estimate, UNITS, Unit};
use crate::base::table::Table;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::grading::{CONFIDENCES, Confidence, LIKELIHOODS, Likelihood};
use crate::model::ids::{EntityKind, ExhibitId, VisitId};
use crate::model::naming::code;
use crate::model::reading;
use crate::model::shipment::{QUANTITY_BASES, Quantity, QuantityBasis, SHIPMENT_STATUSES, Shipment, ShipmentStatus};
use crate::model::visit::Visit;

/// What an end of a shipment says follows the visit and what that names.
const END: &[EntityKind] = &[EntityKind::Visit, EntityKind::Vessel, EntityKind::Place];

impl Listed for Shipment {
    const COLUMNS: &'static [Typed<Self>] = &[
        Typed::<Self>::new("id", "Shipment", 92.0, |_, row| Value::Code(row.id.into())),
        Typed::<Self>::new("vessel", "Vessel", 124.0, |facts, row| {
            let end = end(facts, row.loading).or_else(|| end(facts, row.discharge));
            Value::name(end.map(|visit| visit.vessel))
        })
        .unfiled()
        .follows(END),
        Typed::<Self>::new("direction", "Direction", 150.0, |_, row| Value::text(&*row.direction))
            .line("direction", |row| &row.direction, |row| &mut row.direction)
            .shared(),
        Typed::<Self>::new("cargo", "Cargo", 130.0, |_, row| Value::text(&*row.product))
            .line("cargo", |row| &row.product, |row| &mut row.product)
            .shared(),
        Typed::<Self>::new("quantity", "Quantity", 130.0, |_, row| {
            row.quantity.as_ref().map_or(Value::Unknown, |known| {
                Value::range(format!("{} {}", known.estimate, known.unit.symbol()), &known.estimate)
            })
        })
        .edit(
            "quantity",
            Form::Line,
            |_, row| row.quantity.as_ref().map_or(String::new(), |known| reading::estimate_text(&known.estimate)),
            |_, row, text| {
                set_quantity(row, reading::estimate(text)?);
                Ok(())
            },
        ),
        Typed::<Self>::new("quantity_low", "Low", 84.0, |_, row| amount(row, Estimate::low)).hidden().numbers(),
        Typed::<Self>::new("quantity_base", "Base", 84.0, |_, row| amount(row, Estimate::base)).hidden().numbers(),
        Typed::<Self>::new("quantity_high", "High", 84.0, |_, row| amount(row, Estimate::high)).hidden().numbers(),
        Typed::<Self>::new("unit", "Unit", 84.0, |_, row| {
            row.quantity.as_ref().map_or(Value::Nothing, |known| Value::word(&UNITS, &known.unit, known.unit.symbol()))
        })
        .hidden()
        .edit(
            "unit",
            Form::Words(|| choices(&UNITS, Unit::symbol)),
            |_, row| row.quantity.as_ref().map_or(String::new(), |known| known.unit.symbol().to_owned()),
            |_, row, text| {
                let quantity = row.quantity.as_mut().ok_or("Give the quantity first")?;
                quantity.unit = reading::word(&UNITS, Unit::symbol, text)?;
                Ok(())
            },
        ),
        Typed::<Self>::new("basis", "Basis", 110.0, |_, row| {
            row.quantity
                .as_ref()
                .map_or(Value::Nothing, |known| Value::word(&QUANTITY_BASES, &known.basis, known.basis.word()))
        })
        .hidden()
        .edit(
            "basis",
            Form::Words(|| choices(&QUANTITY_BASES, QuantityBasis::word)),
            |_, row| row.quantity.as_ref().map_or(String::new(), |known| known.basis.word().to_owned()),
            |_, row, text| {
                let quantity = row.quantity.as_mut().ok_or("Give the quantity first")?;
                quantity.basis = reading::word(&QUANTITY_BASES, QuantityBasis::word, text)?;
                Ok(())
            },
        ),
        Typed::<Self>::new("working", "Worked out as", 200.0, |_, row| {
            row.quantity.as_ref().map_or(Value::Nothing, |known| Value::text(&*known.working))
        })
        .hidden(),
        Typed::<Self>::new("loading_visit", "Loading visit", 92.0, |_, row| Value::code(row.loading)).hidden(),
        Typed::<Self>::new("loading_vessel", "Loading vessel", 124.0, |facts, row| {
            Value::name(end(facts, row.loading).map(|visit| visit.vessel))
        })
        .hidden()
        .follows(END),
        Typed::<Self>::new("loading_place", "Loaded at", 124.0, |facts, row| {
            Value::name(end(facts, row.loading).map(|visit| visit.place))
        })
        .follows(END),
        Typed::<Self>::new("loading_date", "Loaded", 180.0, |facts, row| {
            Value::dates(end(facts, row.loading).and_then(|visit| when(&visit.bounds)))
        })
        .follows(END),
        Typed::<Self>::new("discharge_visit", "Discharge visit", 100.0, |_, row| Value::code(row.discharge)).hidden(),
        Typed::<Self>::new("discharge_vessel", "Discharge vessel", 124.0, |facts, row| {
            Value::name(end(facts, row.discharge).map(|visit| visit.vessel))
        })
        .hidden()
        .follows(END),
        Typed::<Self>::new("discharge_place", "Discharged at", 124.0, |facts, row| {
            Value::name(end(facts, row.discharge).map(|visit| visit.place))
        })
        .follows(END),
        Typed::<Self>::new("discharge_date", "Discharged", 180.0, |facts, row| {
            Value::dates(end(facts, row.discharge).and_then(|visit| when(&visit.bounds)))
        })
        .follows(END),
        Typed::<Self>::new("status", "Status", 84.0, |_, row| {
            Value::word(&SHIPMENT_STATUSES, &row.status, row.status.word())
        })
        .edit(
            "status",
            Form::Words(|| choices(&SHIPMENT_STATUSES, ShipmentStatus::word)),
            |_, row| row.status.word().to_owned(),
            |_, row, text| {
                row.status = reading::word(&SHIPMENT_STATUSES, ShipmentStatus::word, text)?;
                Ok(())
            },
        )
        .shared(),
        Typed::<Self>::new("likelihood", "Likelihood", 110.0, |_, row| super::likelihood(row.likelihood))
            .edit(
                "likelihood",
                super::LIKELIHOOD,
                |_, row| row.likelihood.map_or("", Likelihood::word).to_owned(),
                |_, row, text| {
                    row.likelihood = reading::judged(&LIKELIHOODS, Likelihood::word, text)?;
                    Ok(())
                },
            )
            .shared(),
        Typed::<Self>::new("confidence", "Confidence", 90.0, |_, row| super::confidence(row.confidence))
            .edit(
                "confidence",
                super::CONFIDENCE,
                |_, row| row.confidence.map_or("", Confidence::word).to_owned(),
                |_, row, text| {
                    row.confidence = reading::judged(&CONFIDENCES, Confidence::word, text)?;
                    Ok(())
                },
            )
            .shared(),
        Typed::<Self>::new("reasons_for", "Reasons for", 200.0, |facts, row| reasons(facts, row, true))
            .hidden()
            .follows(&[EntityKind::Exhibit]),
        Typed::<Self>::new("reasons_against", "Reasons against", 200.0, |facts, row| reasons(facts, row, false))
            .hidden()
            .follows(&[EntityKind::Exhibit]),
        Typed::<Self>::new("exhibits", "Exhibits", 110.0, |facts, row| {
            Value::codes(facts, exhibits(facts, row).into_iter())
        })
        .hidden()
        .follows(&[EntityKind::Exhibit, EntityKind::Visit]),
        Typed::<Self>::new("tags", "Tags", 150.0, |facts, row| Value::names(facts, row.tags.iter().copied()))
            .follows(&[EntityKind::Tag]),
        Typed::<Self>::new("note", "Note", 200.0, |_, row| Value::text(&*row.note)).hidden().lines(
            "note",
            |row| &row.note,
            |row| &mut row.note,
        ),
    ];

    fn rows(facts: &Facts) -> &Table<Self> {
        &facts.shipments
    }

    fn wrap(row: Self) -> Entity {
        Entity::Shipment(Box::new(row))
    }
}

fn end(facts: &Facts, visit: Option<VisitId>) -> Option<&Visit> {
    facts.visits.get(visit?)
}

fn amount(row: &Shipment, part: fn(&Estimate) -> Option<Amount>) -> Value<'static> {
    Value::amount(row.quantity.as_ref().and_then(|quantity| part(&quantity.estimate)))
}

/// Sets how much; what it is counted in and on what it rests stay. Of a quantity that is new, neither is known better
/// than from the cargo.
pub fn set_quantity(row: &mut Shipment, estimate: Option<Estimate>) {
    let containers = row.product.to_lowercase().contains("container");
    row.quantity = estimate.map(|estimate| {
        if let Some(before) = row.quantity.take() {
            // How another amount was worked out says nothing of this one.
            Quantity { estimate, working: String::new(), ..before }
        } else {
            let unit = if containers { Unit::Containers } else { Unit::Barrels };
            Quantity { estimate, unit, basis: QuantityBasis::Observed, exhibit: None, working: String::new() }
        }
    });
}

fn reasons(facts: &Facts, row: &Shipment, supports: bool) -> Value<'static> {
    let reasons = row.reasons.iter().filter(|reason| reason.supports == supports);
    Value::list(reasons.map(|reason| match reason.exhibit {
        Some(exhibit) => format!("{} [{}]", reason.text, code(facts, exhibit.into())),
        None => reason.text.clone(),
    }))
}

/// The exhibits that a shipment rests on: of its quantity, its reasons and its visits; by number, each once.
#[must_use]
pub fn exhibits(facts: &Facts, row: &Shipment) -> Vec<ExhibitId> {
    let visits = row.loading.iter().chain(&row.discharge).filter_map(|id| facts.visits.get(*id));
    let own = row.quantity.iter().filter_map(|quantity| quantity.exhibit);
    let reasons = row.reasons.iter().filter_map(|reason| reason.exhibit);
    let mut all: Vec<_> = own.chain(reasons).chain(visits.flat_map(|visit| visit.exhibits.iter().copied())).collect();
    all.sort_unstable_by_key(|id| (facts.exhibits.get(*id).map(|exhibit| exhibit.number), *id));
    all.dedup();
    all
}

/// Four bounds as one date: seen throughout an interval, or at one unknown time of a range.
fn when(bounds: &Bounds) -> Option<Edtf> {
    let get = |name| bounds.get(name);
    match (get(BoundName::FirstSeen), get(BoundName::LastSeen)) {
        (Some(first), Some(last)) if first == last => return Some(Edtf::Date(first)),
        (Some(first), Some(last)) => return Some(Edtf::Interval(End::At(first), End::At(last))),
        (Some(first), None) => return Some(Edtf::Interval(End::At(first), End::Unknown)),
        (None, Some(last)) => return Some(Edtf::Interval(End::Unknown, End::At(last))),
        (None, None) => {}
    }
    let end = |name| get(name).map_or(End::Open, End::At);
    (!bounds.is_undated()).then(|| Edtf::OneOf(end(BoundName::NotBefore), end(BoundName::NotAfter)))
}
