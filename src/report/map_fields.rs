//! What a map says of a place, a visit or a shipment: named fields in one order, for every format that draws them.
//!
//! Notes, and who collected what, stay in the case.

use serde::{Serialize, Serializer};

use super::mapped::Spot;
use crate::base::interval::{BOUND_NAMES, BoundName, Bounds};
use crate::base::plain_date::bounds_words;
use crate::base::quantity::{Amount, Estimate};
use crate::base::time::{Precision, Utc, When};
use crate::model::columns::shipment_exhibits;
use crate::model::facts::Facts;
use crate::model::grading::{Confidence, Likelihood};
use crate::model::identifiers::UnLocode;
use crate::model::ids::{EntityRef, Id, Kind, TagId, VisitId};
use crate::model::naming;
use crate::model::place::Place;
use crate::model::shipment::Shipment;
use crate::model::visit::Visit;

/// A value on a map.
#[derive(Clone, PartialEq, Debug)]
pub enum Field {
    /// A text; an empty one is not known.
    Text(String),
    /// An id, or an amount in the unit that stands beside it.
    Number(f64),
    /// Several texts.
    List(Vec<String>),
    /// Not known, which is not zero.
    Unknown,
}

/// Names in `snake_case` with their values, in the order in which they are written.
pub type Fields = Vec<(&'static str, Field)>;

impl Field {
    fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.trim().is_empty() { Self::Unknown } else { Self::Text(text) }
    }

    fn maybe(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Unknown, Self::text)
    }

    fn amount(amount: Option<Amount>) -> Self {
        amount.map_or(Self::Unknown, |amount| Self::Number(amount.get()))
    }

    /// The value on one line; empty if it is not known.
    #[must_use]
    pub fn line(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::List(items) => items.join("; "),
            Self::Unknown => String::new(),
        }
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            // Whole numbers are written without a fraction, as a person would; up to 2^53 each of them is exact.
            #[expect(clippy::cast_possible_truncation, reason = "guarded by the range")]
            Self::Number(number) if number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0 => {
                serializer.serialize_i64(*number as i64)
            }
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::List(items) => items.serialize(serializer),
            Self::Unknown => serializer.serialize_unit(),
        }
    }
}

/// What is said of a place.
#[must_use]
pub fn place(facts: &Facts, row: &Place) -> Fields {
    let mut fields = head(facts, "place", row.id);
    fields.extend([
        ("name", Field::text(&row.name)),
        ("place_kind", Field::text(row.kind.word())),
        ("parent", code(facts, row.parent)),
        ("country", Field::text(&row.country)),
        ("operator", Field::text(&row.operator)),
        ("un_locode", Field::maybe(row.locode.as_ref().map(UnLocode::as_str))),
        ("other_names", Field::List(row.other_names.iter().map(|other| other.name.clone()).collect())),
        ("handles", Field::List(row.handles.clone())),
        ("tags", tags(facts, &row.tags)),
    ]);
    fields
}

/// What is said of a visit; `spot` is where it is drawn.
#[must_use]
pub fn visit(facts: &Facts, row: &Visit, spot: Spot) -> Fields {
    let vessel = facts.vessels.get(row.vessel);
    let (start, end) = span(&row.bounds);
    let mut fields = head(facts, "visit", row.id);
    fields.extend([
        ("name", Field::text(naming::visit(facts, row.id))),
        ("vessel", Field::maybe(vessel.map(|vessel| vessel.name.as_str()))),
        ("vessel_code", code(facts, Some(row.vessel))),
        ("imo", Field::maybe(vessel.and_then(|vessel| Some(vessel.imo.as_ref()?.value.as_str())))),
        ("place", Field::text(naming::name(facts, row.place.into()))),
        ("place_code", code(facts, Some(row.place))),
        ("position_of", code(facts, Some(spot.of))),
        ("activity", Field::text(row.activity.word())),
        ("hedge", Field::text(row.hedge.word())),
        ("when", Field::text(bounds_words(&row.bounds))),
    ]);
    let names = ["not_before", "first_seen", "last_seen", "not_after"];
    let bound = |name: BoundName| Field::maybe(row.bounds.get(name).map(|when| when.to_string()));
    fields.extend(names.into_iter().zip(BOUND_NAMES.map(bound)));
    fields.extend([
        ("start", Field::maybe(start)),
        ("end", Field::maybe(end)),
        ("exhibits", codes(facts, row.exhibits.iter().copied())),
        ("tags", tags(facts, &row.tags)),
    ]);
    fields
}

/// What is said of a shipment.
#[must_use]
pub fn shipment(facts: &Facts, row: &Shipment) -> Fields {
    let visit = |id: Option<VisitId>| id.and_then(|id| facts.visits.get(id));
    let (loading, discharge) = (visit(row.loading), visit(row.discharge));
    let (start, end) = shipment_span(facts, row);
    let place = |visit: Option<&Visit>| Field::maybe(visit.map(|visit| naming::name(facts, visit.place.into())));
    let vessel = |visit: Option<&Visit>| Field::maybe(visit.map(|visit| naming::name(facts, visit.vessel.into())));
    let when = |visit: Option<&Visit>| Field::maybe(visit.map(|visit| bounds_words(&visit.bounds)));
    let hedge = |visit: Option<&Visit>| Field::maybe(visit.map(|visit| visit.hedge.word()));
    let amount = |part: fn(&Estimate) -> Option<Amount>| {
        Field::amount(row.quantity.as_ref().and_then(|quantity| part(&quantity.estimate)))
    };
    let mut fields = head(facts, "shipment", row.id);
    fields.extend([
        ("number", Field::Number(row.number.into())),
        ("name", Field::text(naming::shipment_route(facts, row.loading, row.discharge))),
        ("product", Field::text(&row.product)),
        ("quantity_low", amount(Estimate::low)),
        ("quantity_base", amount(Estimate::base)),
        ("quantity_high", amount(Estimate::high)),
        ("unit", Field::maybe(row.quantity.as_ref().map(|quantity| quantity.unit.symbol()))),
        ("basis", Field::maybe(row.quantity.as_ref().map(|quantity| quantity.basis.word()))),
        ("loading_visit", code(facts, row.loading)),
        ("loading_vessel", vessel(loading)),
        ("loading_place", place(loading)),
        ("loading_when", when(loading)),
        ("loading_hedge", hedge(loading)),
        ("discharge_visit", code(facts, row.discharge)),
        ("discharge_vessel", vessel(discharge)),
        ("discharge_place", place(discharge)),
        ("discharge_when", when(discharge)),
        ("discharge_hedge", hedge(discharge)),
        ("status", Field::text(row.status.word())),
        ("likelihood", Field::maybe(row.likelihood.map(Likelihood::word))),
        ("confidence", Field::maybe(row.confidence.map(Confidence::word))),
        ("start", Field::maybe(start)),
        ("end", Field::maybe(end)),
        ("exhibits", codes(facts, shipment_exhibits(facts, row))),
        ("tags", tags(facts, &row.tags)),
    ]);
    fields
}

/// From when to when a visit may have been, as ISO 8601; an end that nothing bounds stays open. What was only seen once
/// lasts as long as that date.
#[must_use]
pub fn span(bounds: &Bounds) -> (Option<String>, Option<String>) {
    let first = |names: [BoundName; 3]| names.into_iter().find_map(|name| bounds.get(name));
    let start = first([BoundName::NotBefore, BoundName::FirstSeen, BoundName::LastSeen]);
    let end = first([BoundName::NotAfter, BoundName::LastSeen, BoundName::FirstSeen]);
    (start.map(first_day), end.map(last_day))
}

/// From the start of the loading to the end of the discharge, as far as they are bounded.
#[must_use]
pub fn shipment_span(facts: &Facts, row: &Shipment) -> (Option<String>, Option<String>) {
    let bounds = |visit: Option<VisitId>| facts.visits.get(visit?).map(|visit| span(&visit.bounds));
    (bounds(row.loading).and_then(|span| span.0), bounds(row.discharge).and_then(|span| span.1))
}

/// The first day that a date may mean, or its first second if it is known more closely than to the day.
fn first_day(when: When) -> String {
    iso(when, when.start())
}

/// The last day that a date may mean, or its last second.
fn last_day(when: When) -> String {
    iso(when, Utc(when.end().0 - 1))
}

fn iso(when: When, at: Utc) -> String {
    let text = at.to_string();
    if when.precision() <= Precision::Day { text.get(..10).unwrap_or(&text).to_owned() } else { text }
}

fn head<K: Kind>(facts: &Facts, kind: &'static str, id: Id<K>) -> Fields {
    vec![("kind", Field::text(kind)), ("id", Field::Number(id.0.into())), ("code", code(facts, Some(id)))]
}

fn code<K: Kind>(facts: &Facts, id: Option<Id<K>>) -> Field {
    Field::maybe(id.map(|id| naming::code(facts, id.into())))
}

fn codes<K: Kind>(facts: &Facts, ids: impl IntoIterator<Item = Id<K>>) -> Field {
    let code = |id: Id<K>| naming::code(facts, EntityRef::from(id));
    Field::List(ids.into_iter().map(code).collect())
}

fn tags(facts: &Facts, ids: &[TagId]) -> Field {
    Field::List(ids.iter().map(|id| naming::name(facts, (*id).into())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(texts: [&str; 4], start: Option<&str>, end: Option<&str>) {
        let bounds = Bounds::new(texts.map(|text| text.parse().ok()));
        let (from, to) = span(&bounds);
        assert_eq!((from.as_deref(), to.as_deref()), (start, end), "{texts:?}");
    }

    #[test]
    fn a_span_is_as_long_as_what_bounds_it_and_no_longer() {
        check(["2024-03-05", "2024-03-07", "2024-03-11", "2024-03-13"], Some("2024-03-05"), Some("2024-03-13"));
        check(["", "2024-03-07", "", ""], Some("2024-03-07"), Some("2024-03-07"));
        check(["2024-03", "", "", ""], Some("2024-03-01"), None);
        check(["", "", "", "2024-02"], None, Some("2024-02-29"));
        check(
            ["", "2024-03-07T04:05Z", "2024-03-07T06Z", ""],
            Some("2024-03-07T04:05:00Z"),
            Some("2024-03-07T06:59:59Z"),
        );
        check([""; 4], None, None);
    }

    #[test]
    fn numbers_are_numbers_and_what_is_unknown_is_null() {
        let json = |field: Field| serde_json::to_string(&field).expect("JSON");
        assert_eq!(json(Field::Number(33_000.0)), "33000");
        assert_eq!(json(Field::Number(0.5)), "0.5");
        assert_eq!(json(Field::Number(1e300)), "1e+300");
        assert_eq!(json(Field::text(" ")), "null");
        assert_eq!(json(Field::amount(None)), "null");
    }
}
