//! Rules with a cap, and the amounts that others declared or assessed against them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::facts::Facts;
use super::ids::{DeclarationId, EntityKind, ExhibitId, Kind, RegimeId, SourceId, Stamp, TagId};
use crate::base::edtf::Dated;
use crate::base::quantity::{Amount, Estimate, Unit};
use crate::base::table::Row;
use crate::base::time::{DAY, END_SECOND, FIRST_SECOND, Utc, days_from_civil};

/// Which event of a shipment counts against a cap. A legal choice of the user, printed with every figure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CountingEvent {
    /// When it was loaded.
    #[default]
    Loaded,
    /// When it was delivered.
    Delivered,
}

/// A day of the year on which a window begins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, JsonSchema)]
pub struct MonthDay {
    month: u8,
    day: u8,
}

impl MonthDay {
    /// Takes a month 1-12 and a day that the month has (29 February counts as one).
    #[must_use]
    pub fn new(month: u8, day: u8) -> Option<Self> {
        // 2024 is a leap year, so that 29 February is a day of some years.
        let month_number = i8::try_from(month).ok()?;
        let day_number = i8::try_from(day).ok()?;
        jiff::civil::Date::new(2024, month_number, day_number).ok().map(|_| Self { month, day })
    }

    /// Month, 1-12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// Day, 1-31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }

    /// First second of the window that begins in a year. 29 February is 1 March in a year that has none.
    ///
    /// Windows are days of the calendar, which read the same in every zone, as other dates known to the day do.
    #[must_use]
    pub fn begins(self, year: i64) -> Utc {
        let year = year.clamp(-1, 10_001);
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let (month, day) = match (self.month, self.day) {
            (2, 29) if !leap => (3, 1),
            other => other,
        };
        Utc(days_from_civil(year, month.into(), day.into()) * DAY)
    }

    /// The year in which the window begins that an instant lies in.
    #[must_use]
    pub fn year_of(self, at: Utc) -> i64 {
        let at = Utc(at.0.clamp(FIRST_SECOND, END_SECOND - 1));
        let year = i64::from(at.in_zone(&jiff::tz::TimeZone::UTC).year());
        if at < self.begins(year) { year - 1 } else { year }
    }
}

impl<'de> Deserialize<'de> for MonthDay {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Parts {
            month: u8,
            day: u8,
        }
        let parts = Parts::deserialize(deserializer)?;
        Self::new(parts.month, parts.day).ok_or_else(|| serde::de::Error::custom("no such day of the year"))
    }
}

/// A rule with a quantity per period.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Regime {
    /// Its id.
    pub id: RegimeId,
    /// The instrument, as “S/RES/2397 (2017), para 5”.
    pub instrument: String,
    /// The cap for one window.
    pub cap: Amount,
    /// What the cap is counted in.
    pub unit: Unit,
    /// The day on which each yearly window begins.
    pub window_start: MonthDay,
    /// The products it covers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<String>,
    /// What counts.
    #[serde(default)]
    pub counting_event: CountingEvent,
    /// The name of the table by which tonnes become barrels; empty is the usual one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub conversion: String,
    /// Shares of the cap, in per cent, at which notice is given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notice_points: Vec<u8>,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<TagId>,
    /// When it was made and changed.
    #[serde(default)]
    pub stamp: Stamp,
}

/// Which of the ledgers an amount belongs to. They are never summed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeclarationKind {
    /// Declared to the Committee.
    Declared,
    /// Assessed by others.
    Assessed,
}

/// An amount that somebody else gives for a period.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Declaration {
    /// Its id.
    pub id: DeclarationId,
    /// The rule it counts against.
    pub regime: RegimeId,
    /// The period it is for.
    pub period: Dated,
    /// How much.
    pub quantity: Estimate,
    /// In what.
    pub unit: Unit,
    /// Declared or assessed.
    pub kind: DeclarationKind,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<SourceId>,
    /// The exhibit that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<ExhibitId>,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<TagId>,
    /// When it was made and changed.
    #[serde(default)]
    pub stamp: Stamp,
}

/// The yearly petroleum caps of S/RES/2397 (2017) that a case does not have yet: refined petroleum by calendar year from 1
/// January 2018 (paragraph 5, with notice at 75, 90 and 95 per cent), crude for twelve months from 22 December 2017 (paragraph 4).
#[must_use]
pub fn un_caps(facts: &Facts) -> Vec<Regime> {
    let cap = |instrument: &str, barrels, start: (u8, u8), product: &str| {
        Some(Regime {
            id: RegimeId::new(1),
            instrument: instrument.to_owned(),
            cap: Amount::new(barrels).ok()?,
            unit: Unit::Barrels,
            window_start: MonthDay::new(start.0, start.1)?,
            products: vec![product.to_owned()],
            counting_event: CountingEvent::default(),
            conversion: String::new(),
            notice_points: Vec::new(),
            note: String::new(),
            tags: Vec::new(),
            stamp: Stamp::default(),
        })
    };
    let refined = cap("S/RES/2397 (2017), para 5", 500_000.0, (1, 1), "refined petroleum")
        .map(|row| Regime { notice_points: vec![75, 90, 95], ..row });
    let crude = cap("S/RES/2397 (2017), para 4", 4_000_000.0, (12, 22), "crude oil")
        .map(|row| Regime { conversion: "S/RES/2397 para 4".to_owned(), ..row });
    let known = |row: &Regime| facts.regimes.iter().any(|other| other.instrument == row.instrument);
    let missing = refined.into_iter().chain(crude).filter(|row| !known(row));
    (facts.next_id::<Regime>().0..).zip(missing).map(|(id, row)| Regime { id: RegimeId::new(id), ..row }).collect()
}

impl Declaration {
    /// An amount of a period of which no more is known yet; it counts as declared until somebody says otherwise.
    #[must_use]
    pub fn of(id: DeclarationId, regime: RegimeId, period: Dated, quantity: Estimate, unit: Unit) -> Self {
        Self {
            id,
            regime,
            period,
            quantity,
            unit,
            kind: DeclarationKind::Declared,
            by: None,
            exhibit: None,
            note: String::new(),
            tags: Vec::new(),
            stamp: Stamp::default(),
        }
    }
}

impl Kind for Regime {
    const KIND: EntityKind = EntityKind::Regime;
}
impl Row for Regime {
    type Key = RegimeId;
    fn key(&self) -> RegimeId {
        self.id
    }
}
impl Kind for Declaration {
    const KIND: EntityKind = EntityKind::Declaration;
}
impl Row for Declaration {
    type Key = DeclarationId;
    fn key(&self) -> DeclarationId {
        self.id
    }
}
