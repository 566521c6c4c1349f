//! Single values: texts, dates, amounts, positions.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use wakeline::base::edtf::{Dated, Edtf, End};
use wakeline::base::interval::Bounds;
use wakeline::base::quantity::{Amount, Barrels, Estimate, Tonnes, UNITS, Unit};
use wakeline::base::time::{END_SECOND, FIRST_SECOND, Precision, Qualifier, Utc, When};
use wakeline::model::ids::Stamp;
use wakeline::model::place::Position;

pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "(?s).{0,12}", "[=+@-]?[A-Za-zА-я가-힣 |*_]{0,12}"]
}

pub fn name() -> impl Strategy<Value = String> {
    "[A-Za-zА-я가-힣][A-Za-z0-9 '\"=,;\u{202E}-]{0,12}"
}

pub fn texts() -> impl Strategy<Value = Vec<String>> {
    vec(text(), 0..3)
}

pub fn utc() -> impl Strategy<Value = Utc> {
    (FIRST_SECOND..END_SECOND).prop_map(Utc)
}

pub fn stamp() -> impl Strategy<Value = Stamp> {
    (utc(), utc()).prop_map(|(created, changed)| Stamp { created, changed })
}

/// Any date of any precision.
pub fn when() -> impl Strategy<Value = When> {
    let precisions = select(vec![
        Precision::Century,
        Precision::Decade,
        Precision::Year,
        Precision::Month,
        Precision::Day,
        Precision::Hour,
        Precision::Minute,
        Precision::Second,
    ]);
    (utc(), precisions, any::<bool>(), any::<bool>()).prop_map(|(at, precision, uncertain, approximate)| {
        When::new(at, precision, Qualifier { uncertain, approximate })
    })
}

/// Any date, interval or range.
pub fn edtf() -> impl Strategy<Value = Edtf> {
    (when(), when(), 0_u8..7).prop_map(|(a, b, shape)| {
        let (a, b) = if a.surely_after(b) { (b, a) } else { (a, b) };
        match shape {
            0 => Edtf::Interval(End::At(a), End::At(b)),
            1 => Edtf::Interval(End::Open, End::At(b)),
            2 => Edtf::Interval(End::At(a), End::Unknown),
            3 => Edtf::OneOf(End::At(a), End::At(b)),
            4 => Edtf::OneOf(End::At(a), End::Open),
            _ => Edtf::Date(a),
        }
    })
}

pub fn dated() -> impl Strategy<Value = Dated> {
    (edtf(), option::of(text()))
        .prop_map(|(time, written)| written.map_or(Dated { time, text: None }, |written| Dated::new(time, &written)))
}

pub fn amount() -> impl Strategy<Value = Amount> {
    let number = prop_oneof![(0_u32..2_000_000).prop_map(f64::from), 0.0..1.0e7, 0.0..f64::MAX];
    number.prop_map(|number| Amount::new(number).expect("finite and not below zero"))
}

pub fn estimate() -> impl Strategy<Value = Estimate> {
    ([amount(), amount(), amount()], 1_u8..8).prop_map(|(mut ends, known)| {
        ends.sort_by(|a, b| a.partial_cmp(b).expect("finite"));
        let end = |i: usize| (known & (1 << i) != 0).then_some(ends[i]);
        Estimate::new(end(0), end(1), end(2)).expect("in order, and one is known")
    })
}

pub fn position() -> impl Strategy<Value = Position> {
    (-90.0..=90.0, -180.0..=180.0).prop_map(|(lat, lon)| Position::new(lat, lon).expect("on the globe"))
}

/// Four bounds in order, any of which may be missing.
pub fn bounds() -> impl Strategy<Value = Bounds> {
    (vec(when(), 4), 0_u8..16).prop_map(|(mut times, known)| {
        times.sort_unstable();
        let time = |i: usize| (known & (1 << i) != 0).then_some(times[i]);
        Bounds::new([time(0), time(1), time(2), time(3)])
    })
}

pub fn unit() -> impl Strategy<Value = Unit> {
    select(&UNITS[..])
}

/// Amounts in the units that no entity holds by itself.
pub fn amounts() -> impl Strategy<Value = (Barrels, Tonnes)> {
    (amount(), amount()).prop_map(|(barrels, tonnes)| (Barrels(barrels), Tonnes(tonnes)))
}
