//! The tables of regimes and declarations.
//!
//! What counts against what is changed where it can be seen whole; here only what they are called and noted with.

use super::{Listed, Typed, Value};
use crate::base::plain_date::MONTHS;
use crate::base::quantity::UNITS;
use crate::base::table::Table;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::ids::EntityKind;
use crate::model::regime::{CountingEvent, Declaration, DeclarationKind, Regime};

impl Listed for Regime {
    const COLUMNS: &'static [Typed<Self>] = &[
        Typed::<Self>::new("id", "ID", 60.0, |_, row| Value::Code(row.id.into())),
        Typed::<Self>::new("instrument", "Instrument", 220.0, |_, row| Value::text(&*row.instrument)).line(
            "instrument",
            |row| &row.instrument,
            |row| &mut row.instrument,
        ),
        Typed::<Self>::new("cap", "Cap", 100.0, |_, row| Value::amount(Some(row.cap))).numbers(),
        Typed::<Self>::new("unit", "Unit", 80.0, |_, row| Value::word(&UNITS, &row.unit, row.unit.symbol())),
        Typed::<Self>::new("window_start", "Window begins", 110.0, |_, row| {
            let month =
                MONTHS.get(usize::from(row.window_start.month()).saturating_sub(1)).copied().unwrap_or_default();
            Value::text(format!("{} {month}", row.window_start.day()))
        }),
        Typed::<Self>::new("products", "Products", 180.0, |_, row| Value::list(row.products.iter().cloned())),
        Typed::<Self>::new("counts", "Counts when", 100.0, |_, row| {
            Value::text(if row.counting_event == CountingEvent::Loaded { "loaded" } else { "delivered" })
        }),
        Typed::<Self>::new("conversion", "Conversion table", 130.0, |facts, row| {
            Value::text(facts.case.counting.table(&row.conversion).name)
        })
        .hidden(),
        Typed::<Self>::new("notice_points", "Notice at, %", 110.0, |_, row| {
            Value::list(row.notice_points.iter().map(ToString::to_string))
        })
        .hidden(),
        Typed::<Self>::new("tags", "Tags", 150.0, |facts, row| Value::names(facts, row.tags.iter().copied()))
            .follows(&[EntityKind::Tag]),
        Typed::<Self>::new("note", "Note", 200.0, |_, row| Value::text(&*row.note)).lines(
            "note",
            |row| &row.note,
            |row| &mut row.note,
        ),
    ];

    fn rows(facts: &Facts) -> &Table<Self> {
        &facts.regimes
    }

    fn wrap(row: Self) -> Entity {
        Entity::Regime(Box::new(row))
    }
}

impl Listed for Declaration {
    const COLUMNS: &'static [Typed<Self>] = &[
        Typed::<Self>::new("id", "ID", 60.0, |_, row| Value::Code(row.id.into())),
        Typed::<Self>::new("regime", "Regime", 200.0, |_, row| Value::Name(row.regime.into()))
            .follows(&[EntityKind::Regime]),
        Typed::<Self>::new("period", "Period", 150.0, |_, row| Value::Dates(row.period.time)),
        Typed::<Self>::new("kind", "Kind", 90.0, |_, row| {
            Value::text(if row.kind == DeclarationKind::Declared { "declared" } else { "assessed" })
        }),
        Typed::<Self>::new("quantity", "Quantity", 150.0, |_, row| {
            Value::range(row.quantity.to_string(), &row.quantity)
        }),
        Typed::<Self>::new("unit", "Unit", 80.0, |_, row| Value::word(&UNITS, &row.unit, row.unit.symbol())),
        Typed::<Self>::new("by", "By", 150.0, |_, row| Value::name(row.by)).follows(&[EntityKind::Source]),
        Typed::<Self>::new("exhibit", "Exhibit", 72.0, |_, row| Value::code(row.exhibit))
            .follows(&[EntityKind::Exhibit]),
        Typed::<Self>::new("tags", "Tags", 150.0, |facts, row| Value::names(facts, row.tags.iter().copied()))
            .follows(&[EntityKind::Tag]),
        Typed::<Self>::new("note", "Note", 200.0, |_, row| Value::text(&*row.note)).lines(
            "note",
            |row| &row.note,
            |row| &mut row.note,
        ),
    ];

    fn rows(facts: &Facts) -> &Table<Self> {
        &facts.declarations
    }

    fn wrap(row: Self) -> Entity {
        Entity::Declaration(Box::new(row))
    }
}
