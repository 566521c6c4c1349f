//! One term of a query: what it asks, how it is read, and what is said when it is given something else.

use super::date::Span;
use super::fields::{self, FIELDS, Takes};
use super::scale::{self, Fault, Stretch};
use crate::base::quantity::{Amount, UNITS, Unit};
use crate::base::script::Needle;
use crate::base::text::fold;
use crate::model::evidence::{EXHIBIT_KINDS, ExhibitKind};
use crate::model::finding::{FINDING_STATUSES, FindingStatus};
use crate::model::grading::{
    CONFIDENCES, CREDIBILITIES, Confidence, Credibility, HEDGES, Hedge, LIKELIHOODS, Likelihood, RELIABILITIES,
    Reliability,
};
use crate::model::place::{PLACE_KINDS, PlaceKind};
use crate::model::shipment::{SHIPMENT_STATUSES, ShipmentStatus};
use crate::model::visit::{ACTIVITIES, Activity};

/// What `is:` asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Is {
    HalfOpen,
    Undated,
    Unnamed,
    Designated,
}

/// What `has:` asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Has {
    Note,
    Tag,
    Exhibit,
    Negative,
    Loading,
    Discharge,
    Quantity,
}

/// Grades by the Admiralty code, as a range of letters, of digits, or of both.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Grades {
    /// Of the source; none for any.
    pub(super) letters: Option<&'static [Reliability]>,
    /// Of the item; none for any.
    pub(super) digits: Option<&'static [Credibility]>,
}

/// One term.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Term {
    Word(Needle),
    Vessel(Needle),
    Place(Needle),
    Operator(Needle),
    /// Folded.
    Flag(String),
    /// Folded.
    Tag(String),
    Activity(Activity),
    Hedge(Stretch<Hedge>),
    Cargo(Needle),
    Quantity(Stretch<Amount>, Option<Unit>),
    ShipmentStatus(ShipmentStatus),
    FindingStatus(FindingStatus),
    Section(Needle),
    Likelihood(Stretch<Likelihood>),
    Confidence(Stretch<Confidence>),
    Source(Needle),
    Grade(Grades),
    Speaker(Needle),
    Origins(Stretch<u32>),
    PlaceKind(PlaceKind),
    ExhibitKind(ExhibitKind),
    ExhibitNumber(u32),
    ExhibitTitle(Needle),
    Dwt(Stretch<Amount>),
    Id(String),
    After(Span),
    Before(Span),
    During(Span),
    Is(Is),
    Has(Has),
}

/// A text with something in it to look for.
pub(super) fn needle(text: &str) -> Result<Needle, String> {
    Needle::new(text).ok_or_else(|| format!("“{text}” has no letters or digits to look for"))
}

fn folded(text: &str) -> Result<String, String> {
    needle(text).map(|needle| needle.plain().to_owned())
}

/// The term that `field` makes of `value`; the error is a sentence.
pub(super) fn term(field: &str, value: &str) -> Result<Term, String> {
    let Some(known) = fields::find(field) else {
        return Err(format!(
            "There is no field “{field}”. The fields are {}; put text with a colon in quotes",
            FIELDS.iter().map(|field| field.name).collect::<Vec<_>>().join(", ")
        ));
    };
    let word = fold(value);
    let none = || choices(known, value);
    match known.name {
        "vessel" => needle(value).map(Term::Vessel),
        "place" => needle(value).map(Term::Place),
        "operator" => needle(value).map(Term::Operator),
        "flag" => folded(value).map(Term::Flag),
        "tag" => folded(value).map(Term::Tag),
        "cargo" => needle(value).map(Term::Cargo),
        "source" => needle(value).map(Term::Source),
        "speaker" => needle(value).map(Term::Speaker),
        "section" => needle(value).map(Term::Section),
        "exhibit" => match exhibit_number(value) {
            Some(number) => Ok(Term::ExhibitNumber(number)),
            None => needle(value).map(Term::ExhibitTitle),
        },
        "id" => match value.parse::<crate::model::ids::EntityRef>() {
            Ok(_) => Ok(Term::Id(value.trim().to_owned())),
            Err(error) => Err(error.to_string()),
        },
        "activity" => {
            let short = (word == "sts").then_some(Activity::ShipToShip);
            one_of(&ACTIVITIES, Activity::word, &word).or(short).map(Term::Activity).ok_or_else(none)
        }
        "hedge" => stretch(known, value, |word| one_of(&HEDGES, Hedge::word, word)).map(Term::Hedge),
        "likelihood" => {
            stretch(known, value, |word| one_of(&LIKELIHOODS, Likelihood::word, word)).map(Term::Likelihood)
        }
        "confidence" => {
            stretch(known, value, |word| one_of(&CONFIDENCES, Confidence::word, word)).map(Term::Confidence)
        }
        "origins" => Stretch::read(value, |part| part.parse().ok())
            .map(Term::Origins)
            .map_err(|fault| number_fault(&fault, value, "number of origins", "origins:1 or origins:>=2")),
        "dwt" => Stretch::read(value, scale::amount)
            .map(Term::Dwt)
            .map_err(|fault| number_fault(&fault, value, "deadweight", "dwt:<5000 or dwt:3000..10000")),
        "quantity" => quantity(value),
        "grade" => grades(value).map(Term::Grade),
        "kind" => {
            let place = one_of(&PLACE_KINDS, PlaceKind::word, &word).map(Term::PlaceKind);
            place.or(one_of(&EXHIBIT_KINDS, ExhibitKind::word, &word).map(Term::ExhibitKind)).ok_or_else(none)
        }
        "status" => {
            let shipment = one_of(&SHIPMENT_STATUSES, ShipmentStatus::word, &word).map(Term::ShipmentStatus);
            shipment.or(one_of(&FINDING_STATUSES, FindingStatus::word, &word).map(Term::FindingStatus)).ok_or_else(none)
        }
        "after" => Span::single(value).map(Term::After),
        "before" => Span::single(value).map(Term::Before),
        "during" => Span::range(value).map(Term::During),
        "is" => match word.as_str() {
            "half open" => Ok(Term::Is(Is::HalfOpen)),
            "undated" => Ok(Term::Is(Is::Undated)),
            "unnamed" => Ok(Term::Is(Is::Unnamed)),
            "designated" => Ok(Term::Is(Is::Designated)),
            _ => Err(none()),
        },
        _ => match word.as_str() {
            "note" => Ok(Term::Has(Has::Note)),
            "tag" => Ok(Term::Has(Has::Tag)),
            "exhibit" => Ok(Term::Has(Has::Exhibit)),
            // What rests on an image has one, and an image is one.
            "image" => Ok(Term::ExhibitKind(ExhibitKind::Image)),
            "negative" => Ok(Term::Has(Has::Negative)),
            "loading" => Ok(Term::Has(Has::Loading)),
            "discharge" => Ok(Term::Has(Has::Discharge)),
            "quantity" => Ok(Term::Has(Has::Quantity)),
            _ => Err(none()),
        },
    }
}

/// The one whose word this is, folded.
fn one_of<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str, wanted: &str) -> Option<T> {
    all.iter().copied().find(|one| fold(word(*one)) == wanted)
}

fn stretch<T: PartialOrd + Copy>(
    field: &fields::Field,
    value: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Stretch<T>, String> {
    Stretch::read(value, |part| read(&fold(part))).map_err(|fault| match fault {
        Fault::Value(part) => choices(field, &part),
        Fault::Backwards => backwards(value),
    })
}

fn backwards(value: &str) -> String {
    format!("“{value}” ends before it begins")
}

fn number_fault(fault: &Fault, value: &str, of: &str, examples: &str) -> String {
    match fault {
        Fault::Value(_) => format!("“{value}” is not a {of}; write one such as {examples}"),
        Fault::Backwards => backwards(value),
    }
}

fn quantity(value: &str) -> Result<Term, String> {
    let (number, unit) = scale::unit(value).map_err(|word| {
        let units = UNITS.map(Unit::symbol).join(", ");
        format!("“{word}” is not a unit; write one of {units}, or none for any")
    })?;
    let stretch = Stretch::read(number, scale::amount);
    stretch.map(|stretch| Term::Quantity(stretch, unit)).map_err(|fault| {
        number_fault(&fault, value, "quantity", "quantity:>20000, quantity:10000..50000 or quantity:\">20000 bbl\"")
    })
}

/// `B`, `2`, `B2`, `A..C`, `1..3` or `A1..B2`.
fn grades(value: &str) -> Result<Grades, String> {
    let fault = || {
        format!(
            "“{value}” is not a grade; write the source's letter A to F, the item's digit 1 to 6, both, or a range, \
             such as grade:B2 or grade:A..C"
        )
    };
    let one = |part: &str| {
        let part = part.trim();
        let letter = RELIABILITIES.iter().position(|grade| part.to_uppercase().starts_with(grade.letter()));
        let digit = if letter.is_some() { part.get(1..) } else { Some(part) }.filter(|digit| !digit.is_empty());
        match digit.map(|digit| CREDIBILITIES.iter().position(|grade| grade.digit().to_string() == digit)) {
            Some(None) => None,
            digit => Some((letter, digit.flatten())),
        }
        .filter(|grade| *grade != (None, None))
    };
    let (first, last) = value.split_once("..").unwrap_or((value, value));
    let (from, to) = (one(first).ok_or_else(fault)?, one(last).ok_or_else(fault)?);
    if (from.0.is_some(), from.1.is_some()) != (to.0.is_some(), to.1.is_some()) {
        return Err(fault());
    }
    if from.0 > to.0 || from.1 > to.1 {
        return Err(backwards(value));
    }
    // F and 6 say that nobody can tell: not the end of a scale, and so not the end of a range.
    if from != to && (to.0 == Some(5) && from.0 != to.0 || to.1 == Some(5) && from.1 != to.1) {
        return Err("F and 6 mean that it cannot be judged, so no range reaches them; ask for them by OR".to_owned());
    }
    let letters = from.0.zip(to.0).and_then(|(from, to)| RELIABILITIES.get(from..=to));
    let digits = from.1.zip(to.1).and_then(|(from, to)| CREDIBILITIES.get(from..=to));
    Ok(Grades { letters, digits })
}

fn exhibit_number(value: &str) -> Option<u32> {
    let value = value.trim();
    let digits = value.strip_prefix(['E', 'e']).and_then(|rest| rest.strip_prefix('-')).unwrap_or(value);
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

/// What a field of words can take.
fn choices(field: &fields::Field, value: &str) -> String {
    let Takes::Words(words) = field.takes else { return format!("“{value}” is not a value of {}:", field.name) };
    let words = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
    if value.is_empty() {
        return format!("Write one of {}:{words}", field.name);
    }
    format!("“{value}” is not one of {}:{words}", field.name)
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
            | Self::Hedge(_)
            | Self::PlaceKind(_)
            | Self::Dwt(_)
            | Self::Source(_)
            | Self::Speaker(_)
            | Self::ExhibitNumber(_)
            | Self::ExhibitTitle(_)
            | Self::After(_)
            | Self::Before(_)
            | Self::During(_) => (true, true, true),
            Self::Cargo(_) => (false, true, true),
            // What rests on evidence of some sort does not make of other evidence beside it such evidence.
            Self::Grade(_)
            | Self::ExhibitKind(_)
            | Self::Has(Has::Negative)
            | Self::Is(Is::Undated | Is::Unnamed | Is::Designated) => (true, true, false),
            Self::Word(_) => (true, false, false),
            Self::Origins(_)
            | Self::Quantity(..)
            | Self::Likelihood(_)
            | Self::Confidence(_)
            | Self::Is(Is::HalfOpen)
            | Self::Has(Has::Loading | Has::Discharge | Has::Quantity) => (false, true, false),
            Self::Tag(_)
            | Self::ShipmentStatus(_)
            | Self::FindingStatus(_)
            | Self::Section(_)
            | Self::Id(_)
            | Self::Has(Has::Note | Has::Tag | Has::Exhibit) => (false, false, false),
        };
        Flow { shipments, hulls, evidence }
    }
}
