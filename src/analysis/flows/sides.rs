//! The two sides between which shipments went: places, countries of places, or flags of vessels.

use std::collections::BTreeMap;

use crate::analysis::place_tree::{country, port, span};
use crate::base::text::fold;
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, PlaceId, VisitId};
use crate::model::naming;
use crate::model::shipment::{Shipment, ShipmentStatus};
use crate::model::visit::Visit;

/// By what sides are told apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum By {
    /// A place with everything within it.
    Places,
    /// Countries of places.
    #[default]
    Countries,
    /// Flags of the vessels that carried.
    Flags,
}

/// All ways to tell sides apart.
pub const BYS: [By; 3] = [By::Places, By::Countries, By::Flags];

impl By {
    /// In a user's words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Places => "Places",
            Self::Countries => "Countries",
            Self::Flags => "Flags",
        }
    }
}

/// One side. Countries and flags are as the case writes them, and compared folded.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Side {
    /// A place with everything within it.
    Place(PlaceId),
    /// All places of a country.
    Country(Box<str>),
    /// All vessels under a flag.
    Flag(Box<str>),
}

impl Side {
    /// By what it is told apart.
    #[must_use]
    pub fn by(&self) -> By {
        match self {
            Self::Place(_) => By::Places,
            Self::Country(_) => By::Countries,
            Self::Flag(_) => By::Flags,
        }
    }

    /// What it is called: the place's name, the country or the flag.
    #[must_use]
    pub fn name(&self, facts: &Facts) -> String {
        match self {
            Self::Place(id) => naming::name(facts, (*id).into()),
            Self::Country(name) | Self::Flag(name) => name.to_string(),
        }
    }

    /// Whether a visit is on this side; of a flag, whether the vessel is stated to have flown it then and no other.
    pub(super) fn holds(&self, facts: &Facts, visit: &Visit) -> bool {
        match self {
            Self::Place(id) => facts.places_around(visit.place).any(|place| place.id == *id),
            Self::Country(name) => country(facts, visit.place).is_some_and(|country| fold(country) == fold(name)),
            Self::Flag(name) => flag(facts, visit).is_some_and(|flag| fold(flag) == fold(name)),
        }
    }
}

/// The one flag that a vessel is stated to have flown at the time of a visit; none if none or several are.
fn flag<'a>(facts: &'a Facts, visit: &Visit) -> Option<&'a str> {
    let (from, to) = visit.bounds.extent().map_or((i64::MIN, i64::MAX), |(from, to)| (from.0, to.0));
    let flown = facts.vessels.get(visit.vessel)?.flags.iter().filter(|flag| {
        let (begin, end) = span(flag.period.as_ref().map(|period| period.time));
        begin < to && from < end && !flag.value.trim().is_empty()
    });
    let mut flown = flown.map(|flag| flag.value.trim());
    let first = flown.next()?;
    flown.all(|other| fold(other) == fold(first)).then_some(first)
}

fn visit(facts: &Facts, id: Option<VisitId>) -> Option<&Visit> {
    facts.visits.get(id?)
}

/// The loading and the discharge of a shipment, as far as they are known.
pub(super) fn ends<'a>(facts: &'a Facts, shipment: &Shipment) -> [Option<&'a Visit>; 2] {
    [visit(facts, shipment.loading), visit(facts, shipment.discharge)]
}

/// The side that a visit is on, if sides are told apart like that; of places the port.
fn side_of(facts: &Facts, by: By, visit: &Visit) -> Option<Side> {
    match by {
        By::Places => Some(Side::Place(port(facts, visit.place))),
        By::Countries => country(facts, visit.place).map(|name| Side::Country(name.into())),
        By::Flags => flag(facts, visit).map(|name| Side::Flag(name.into())),
    }
}

/// What sides are compared by: one way of writing a country stands for all.
fn key(side: &Side) -> (u32, String) {
    match side {
        Side::Place(id) => (id.0, String::new()),
        Side::Country(name) | Side::Flag(name) => (0, fold(name)),
    }
}

fn counted(facts: &Facts) -> impl Iterator<Item = &Shipment> {
    facts.shipments.iter().filter(|shipment| shipment.status != ShipmentStatus::Rejected)
}

/// Numbers sides as they are met, so that shipments are counted by number; what holds of a place is asked once.
struct Sides<'a> {
    facts: &'a Facts,
    by: By,
    all: Vec<Side>,
    numbers: BTreeMap<(u32, String), usize>,
    places: BTreeMap<PlaceId, Option<usize>>,
}

impl<'a> Sides<'a> {
    fn new(facts: &'a Facts, by: By) -> Self {
        Self { facts, by, all: Vec::new(), numbers: BTreeMap::new(), places: BTreeMap::new() }
    }

    /// The number of a side. Of several ways in which a country or a flag is written the first stands for all.
    fn number(&mut self, side: Side) -> usize {
        let next = self.all.len();
        let number = *self.numbers.entry(key(&side)).or_insert(next);
        if number == next {
            self.all.push(side);
        }
        number
    }

    /// The side that a visit is on; of places the port.
    fn of(&mut self, visit: &Visit) -> Option<usize> {
        if self.by != By::Flags
            && let Some(known) = self.places.get(&visit.place)
        {
            return *known;
        }
        let number = side_of(self.facts, self.by, visit).map(|side| self.number(side));
        self.places.insert(visit.place, number);
        number
    }
}

/// The sides that any shipment touches, with how many do: those that most touch first. Of places also those that lie
/// around the places where cargo was handled.
#[must_use]
pub fn candidates(facts: &Facts, by: By) -> Vec<(Side, usize)> {
    let mut sides = Sides::new(facts, by);
    let mut counts: Vec<usize> = Vec::new();
    for shipment in counted(facts) {
        let mut touched: Vec<usize> = Vec::new();
        for visit in ends(facts, shipment).into_iter().flatten() {
            match by {
                By::Places => {
                    touched.extend(facts.places_around(visit.place).map(|place| sides.number(Side::Place(place.id))));
                }
                _ => touched.extend(sides.of(visit)),
            }
        }
        touched.sort_unstable();
        touched.dedup();
        counts.resize(sides.all.len(), 0);
        for side in touched {
            counts[side] += 1;
        }
    }
    let mut all: Vec<(Side, usize)> = sides.all.into_iter().zip(counts).collect();
    all.sort_by_cached_key(|(side, number)| (std::cmp::Reverse(*number), fold(&side.name(facts)), key(side)));
    all
}

/// The two sides between which most shipments went, the one that more of them left first. Where none was seen at both
/// ends, the two at which most were seen. None if there are no two.
#[must_use]
pub fn propose(facts: &Facts, by: By) -> Option<[Side; 2]> {
    between(facts, by).or_else(|| {
        let mut most = candidates(facts, by).into_iter().map(|(side, _)| side);
        let first = most.next()?;
        let apart = |other: &Side| match (&first, other) {
            (Side::Place(a), Side::Place(b)) => !crate::analysis::place_tree::is_one(facts, *a, *b),
            _ => true,
        };
        let second = most.find(apart)?;
        Some([first, second])
    })
}

/// How sides are told apart where nobody has chosen, and the two that are shown.
#[must_use]
pub fn propose_any(facts: &Facts) -> Option<[Side; 2]> {
    let order = [By::Countries, By::Places];
    let whole = order.into_iter().find_map(|by| between(facts, by));
    whole.or_else(|| [By::Countries, By::Places, By::Flags].into_iter().find_map(|by| propose(facts, by)))
}

fn between(facts: &Facts, by: By) -> Option<[Side; 2]> {
    if by == By::Flags {
        return None;
    }
    let mut sides = Sides::new(facts, by);
    let mut went: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for shipment in counted(facts) {
        let [Some(loading), Some(discharge)] = ends(facts, shipment) else { continue };
        if let (Some(from), Some(to)) = (sides.of(loading), sides.of(discharge))
            && from != to
        {
            *went.entry((from, to)).or_insert(0) += 1;
        }
    }
    let pairs = went.iter().map(|((from, to), there)| {
        let back = went.get(&(*to, *from)).copied().unwrap_or(0);
        // The most; of equals the one with more one way, then the first by name.
        let names = std::cmp::Reverse([*from, *to].map(|side| key(&sides.all[side])));
        ((there + back, *there, names), [*from, *to])
    });
    let (_, [a, b]) = pairs.max()?;
    Some([sides.all[a].clone(), sides.all[b].clone()])
}

/// The side that a word means, with the kind of side that it can be: `P-1` or the name of a place, a country of the
/// case, or `flag:KP`.
#[must_use]
pub fn named(facts: &Facts, word: &str, by: Option<By>) -> Option<Side> {
    let word = word.trim();
    let wanted = fold(word);
    let may = |kind: By| by.is_none_or(|by| by == kind);
    let place = || {
        let by_code = naming::by_code(facts, word).and_then(EntityRef::as_id);
        by_code.or_else(|| facts.places.iter().find(|place| fold(&place.name) == wanted).map(|place| place.id))
    };
    let country = || {
        let mut countries = facts.places.iter().map(|place| place.country.trim());
        countries.find(|country| fold(country) == wanted && !wanted.is_empty())
    };
    let flag = || {
        let name = word.strip_prefix("flag:").or_else(|| (by == Some(By::Flags)).then_some(word))?;
        let mut flags = facts.vessels.iter().flat_map(|vessel| &vessel.flags).map(|flag| flag.value.trim());
        flags.find(|flag| fold(flag) == fold(name) && !flag.is_empty())
    };
    let place = may(By::Places).then(place).flatten().map(Side::Place);
    let country = || may(By::Countries).then(country).flatten().map(|name| Side::Country(name.into()));
    let flag = || may(By::Flags).then(flag).flatten().map(|name| Side::Flag(name.into()));
    place.or_else(country).or_else(flag)
}
