//! The terms of a query: their names, what they take, and what is said when they are given something else.

use super::date::Span;
use crate::base::text::fold;
use crate::model::finding::{FINDING_STATUSES, FindingStatus};
use crate::model::grading::{HEDGES, Hedge};
use crate::model::shipment::{SHIPMENT_STATUSES, ShipmentStatus};
use crate::model::visit::{ACTIVITIES, Activity};

/// Every field: its name, what it finds, and an example. For help and completion, in the order they are offered.
pub const FIELDS: &[(&str, &str, &str)] = &[
    ("vessel", "Name, other name, IMO number, MMSI or call sign", "vessel:\"Paek Yang San\""),
    ("place", "A place and what lies within it", "place:Vostochny"),
    ("operator", "Who operates the place, or the one it lies in", "operator:\"Russian oil company\""),
    ("flag", "The flag that the vessel is stated to have had then", "flag:KP"),
    ("tag", "A tag and the tags below it", "tag:suspected"),
    ("activity", "What the vessel did: loading, discharging, bunkering, waiting, sts, unknown", "activity:loading"),
    (
        "hedge",
        "How it is worded: denied, alleged, appears, likely, asserted; with < or > for weaker or stronger",
        "hedge:<likely",
    ),
    ("after", "On or after a date", "after:2024-03-07"),
    ("before", "Before a date", "before:2024-03-22"),
    ("during", "Within a day, month, year or range", "during:2024-03"),
    ("is", "half-open, undated or unnamed", "is:half-open"),
    ("has", "note, tag, exhibit, loading, discharge or quantity; with - in front for those without", "-has:discharge"),
    ("cargo", "Part of the name of the cargo", "cargo:petroleum"),
    ("status", "proposed, accepted or rejected; draft, reviewed or final", "status:proposed"),
    ("source", "Who stands behind the evidence", "source:RUSI"),
    ("speaker", "Who is quoted", "speaker:Griffiths"),
    (
        "origins",
        "In how many origins the reports about it end; with < or > for fewer or more, 0 for unknown lineage",
        "origins:>=2",
    ),
    ("exhibit", "An exhibit by its number or part of its title", "exhibit:E-3"),
    ("id", "One item by its reference", "id:V-3"),
];

/// What `is:` asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Is {
    HalfOpen,
    Undated,
    Unnamed,
}

/// What `has:` asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Has {
    Note,
    Tag,
    Exhibit,
    Loading,
    Discharge,
    Quantity,
}

/// `<`, `<=`, `>`, `>=` or nothing before a hedge class or a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Compare {
    Below,
    AtMost,
    Is,
    AtLeast,
    Above,
}

impl Compare {
    /// Parts the sign from what stands after it.
    fn of(value: &str) -> (Self, &str) {
        let signs = [("<=", Self::AtMost), ("<", Self::Below), (">=", Self::AtLeast), (">", Self::Above)];
        let found = signs.into_iter().find_map(|(sign, compare)| Some((compare, value.strip_prefix(sign)?)));
        found.unwrap_or((Self::Is, value))
    }

    /// Whether `one` stands so to `other`.
    pub(super) fn holds<T: Ord + Copy>(self, one: T, other: T) -> bool {
        match self {
            Self::Below => one < other,
            Self::AtMost => one <= other,
            Self::Is => one == other,
            Self::AtLeast => one >= other,
            Self::Above => one > other,
        }
    }
}

/// One term. Texts are folded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Term {
    Word(String),
    Vessel(String),
    Place(String),
    Operator(String),
    Flag(String),
    Tag(String),
    Activity(Activity),
    Hedge(Compare, Hedge),
    Cargo(String),
    ShipmentStatus(ShipmentStatus),
    FindingStatus(FindingStatus),
    Source(String),
    Speaker(String),
    Origins(Compare, u32),
    ExhibitNumber(u32),
    ExhibitTitle(String),
    Id(String),
    After(Span),
    Before(Span),
    During(Span),
    Is(Is),
    Has(Has),
}

/// A folded text that has something in it.
pub(super) fn needle(text: &str) -> Result<String, String> {
    let folded = fold(text);
    if folded.is_empty() { Err(format!("“{text}” has no letters or digits to look for")) } else { Ok(folded) }
}

/// The term that `field` (lower case) makes of `value`; the error is a sentence.
pub(super) fn term(field: &str, value: &str) -> Result<Term, String> {
    let folded = fold(value);
    match field {
        "vessel" => needle(value).map(Term::Vessel),
        "place" => needle(value).map(Term::Place),
        "operator" => needle(value).map(Term::Operator),
        "flag" => needle(value).map(Term::Flag),
        "tag" => needle(value).map(Term::Tag),
        "cargo" => needle(value).map(Term::Cargo),
        "source" => needle(value).map(Term::Source),
        "speaker" => needle(value).map(Term::Speaker),
        "exhibit" => match exhibit_number(value) {
            Some(number) => Ok(Term::ExhibitNumber(number)),
            None => needle(value).map(Term::ExhibitTitle),
        },
        "id" => match value.parse::<crate::model::ids::EntityRef>() {
            Ok(_) => Ok(Term::Id(value.trim().to_owned())),
            Err(error) => Err(error.to_string()),
        },
        "activity" => {
            let found = ACTIVITIES.into_iter().find(|activity| fold(activity.word()) == folded);
            let short = (folded == "sts").then_some(Activity::ShipToShip);
            found.or(short).map(Term::Activity).ok_or_else(|| {
                choices("activity", value, ["loading", "discharging", "bunkering", "waiting", "sts", "unknown"])
            })
        }
        "hedge" => {
            let (compare, word) = Compare::of(value);
            let found = HEDGES.into_iter().find(|hedge| hedge.word() == fold(word));
            found
                .map(|hedge| Term::Hedge(compare, hedge))
                .ok_or_else(|| choices("hedge", word, HEDGES.map(Hedge::word)))
        }
        "origins" => {
            let (compare, number) = Compare::of(value.trim());
            let number = number.trim().parse().map_err(|_| {
                format!("“{value}” is not a number of origins; write one such as origins:1 or origins:>=2")
            })?;
            Ok(Term::Origins(compare, number))
        }
        "status" => {
            let shipment = SHIPMENT_STATUSES.into_iter().find(|status| status.word() == folded);
            let finding = FINDING_STATUSES.into_iter().find(|status| status.word() == folded);
            let found = shipment.map(Term::ShipmentStatus).or(finding.map(Term::FindingStatus));
            found.ok_or_else(|| {
                let shipment = SHIPMENT_STATUSES.map(ShipmentStatus::word);
                choices("status", value, shipment.into_iter().chain(FINDING_STATUSES.map(FindingStatus::word)))
            })
        }
        "after" => Span::single(value).map(Term::After),
        "before" => Span::single(value).map(Term::Before),
        "during" => Span::range(value).map(Term::During),
        "is" => match folded.as_str() {
            "half open" => Ok(Term::Is(Is::HalfOpen)),
            "undated" => Ok(Term::Is(Is::Undated)),
            "unnamed" => Ok(Term::Is(Is::Unnamed)),
            _ => Err(choices("is", value, ["half-open", "undated", "unnamed"])),
        },
        "has" => match folded.as_str() {
            "note" => Ok(Term::Has(Has::Note)),
            "tag" => Ok(Term::Has(Has::Tag)),
            "exhibit" => Ok(Term::Has(Has::Exhibit)),
            "loading" => Ok(Term::Has(Has::Loading)),
            "discharge" => Ok(Term::Has(Has::Discharge)),
            "quantity" => Ok(Term::Has(Has::Quantity)),
            _ => Err(choices("has", value, ["note", "tag", "exhibit", "loading", "discharge", "quantity"])),
        },
        _ => Err(format!(
            "There is no field “{field}”. The fields are {}; put text with a colon in quotes",
            FIELDS.iter().map(|(name, _, _)| *name).collect::<Vec<_>>().join(", ")
        )),
    }
}

fn exhibit_number(value: &str) -> Option<u32> {
    let value = value.trim();
    let digits = value.strip_prefix(['E', 'e']).and_then(|rest| rest.strip_prefix('-')).unwrap_or(value);
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

fn choices<'a>(field: &str, value: &str, words: impl IntoIterator<Item = &'a str>) -> String {
    format!("“{value}” is not one of {field}:{}", words.into_iter().collect::<Vec<_>>().join(", "))
}

/// Through which neighbours a term reaches other entities; see the rule in [`super`].
#[derive(Clone, Copy)]
pub(super) struct Flow {
    /// From visits to their shipments.
    pub(super) shipments: bool,
    /// From visits to their vessels and places.
    pub(super) hulls: bool,
    /// From what is claimed, shown and cited to claims, exhibits and findings.
    pub(super) evidence: bool,
}

impl Term {
    /// Through which neighbours the term reaches other entities.
    pub(super) fn flow(&self) -> Flow {
        let (shipments, hulls, evidence) = match self {
            Self::Vessel(_)
            | Self::Place(_)
            | Self::Operator(_)
            | Self::Flag(_)
            | Self::Activity(_)
            | Self::Hedge(..)
            | Self::Source(_)
            | Self::Speaker(_)
            | Self::ExhibitNumber(_)
            | Self::ExhibitTitle(_)
            | Self::After(_)
            | Self::Before(_)
            | Self::During(_) => (true, true, true),
            Self::Cargo(_) => (false, true, true),
            Self::Word(_) => (true, false, false),
            Self::Is(Is::Undated | Is::Unnamed) => (true, true, false),
            Self::Origins(..) | Self::Is(Is::HalfOpen) | Self::Has(Has::Loading | Has::Discharge | Has::Quantity) => {
                (false, true, false)
            }
            Self::Tag(_)
            | Self::ShipmentStatus(_)
            | Self::FindingStatus(_)
            | Self::Id(_)
            | Self::Has(Has::Note | Has::Tag | Has::Exhibit) => (false, false, false),
        };
        Flow { shipments, hulls, evidence }
    }
}
