//! Flows in both directions between two sides: which shipments went which way, when, and of what.
//!
//! Shows and asserts nothing: that oil went one way and containers the other is said, and not that the one was for the
//! other. A direction is known only of a shipment that was seen at both ends; of one that was seen at one end it is only
//! known which side it left or reached, and it is kept apart. [`sides`] are what is compared, [`sums`] how much it was.

pub mod sides;
pub mod sums;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use self::sides::{BYS, By, Side};
use crate::base::interval::{BoundName, Bounds};
use crate::base::text::fold;
use crate::model::facts::Facts;
use crate::model::ids::{PlaceId, ShipmentId};
use crate::model::shipment::ShipmentStatus;
use crate::model::visit::Visit;

/// Cargoes that are told apart; all beyond are one.
pub const CARGOES: usize = 7;

/// Which way, as it is drawn: from the first side up, from the second down. By flag: the first above, the second below.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Half {
    /// From the first side to the second.
    Up,
    /// From the second to the first.
    Down,
}

/// What was seen of a shipment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Seen {
    /// Loading and discharge.
    Both,
    /// The loading only: it left a side, and where it went is not known.
    Loading,
    /// The discharge only: it reached a side, and from where is not known.
    Discharge,
}

/// All ways, in the order of [`Flows::ways`].
pub const WAYS: [(Half, Seen); 6] = [
    (Half::Up, Seen::Both),
    (Half::Up, Seen::Loading),
    (Half::Up, Seen::Discharge),
    (Half::Down, Seen::Both),
    (Half::Down, Seen::Loading),
    (Half::Down, Seen::Discharge),
];

/// A shipment in time: by its loading, or by its discharge where that is not dated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Flow {
    /// The shipment.
    pub shipment: ShipmentId,
    /// First second that the bounds reach.
    pub from: i64,
    /// Second after the last.
    pub to: i64,
    /// The part in which the vessel was surely there; none if it was never seen.
    pub core: Option<(i64, i64)>,
    /// Whether nothing bounds it at the start, at the end.
    pub open: (bool, bool),
    /// Its cargo, as an index into [`Flows::cargoes`].
    pub cargo: u8,
}

/// The shipments that went one way.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Way {
    /// By when they may have begun.
    dated: Vec<Flow>,
    /// The longest of them, in seconds.
    longest: i64,
    /// When those of each cargo may have begun, in order.
    starts: [Vec<i64>; CARGOES + 1],
    /// Shipments of which neither end is dated.
    pub undated: Vec<ShipmentId>,
}

impl Way {
    /// All that are dated, by when they may have begun.
    #[must_use]
    pub fn dated(&self) -> &[Flow] {
        &self.dated
    }

    /// How many there are, dated or not.
    #[must_use]
    pub fn len(&self) -> usize {
        self.dated.len() + self.undated.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Those whose bounds meet a stretch of time, half-open.
    pub fn meeting(&self, from: i64, to: i64) -> impl Iterator<Item = &Flow> + Clone {
        let first = self.dated.partition_point(|flow| flow.from < from.saturating_sub(self.longest));
        let last = self.dated.partition_point(|flow| flow.from < to).max(first);
        self.dated[first..last].iter().filter(move |flow| flow.to > from)
    }

    /// Those that may have begun in a stretch of time, half-open.
    #[must_use]
    pub fn beginning(&self, from: i64, to: i64) -> &[Flow] {
        let first = self.dated.partition_point(|flow| flow.from < from);
        let last = self.dated.partition_point(|flow| flow.from < to).max(first);
        &self.dated[first..last]
    }

    /// How many of a cargo may have begun in a stretch of time, half-open. O(log n).
    #[must_use]
    pub fn count(&self, cargo: usize, from: i64, to: i64) -> usize {
        let Some(starts) = self.starts.get(cargo) else { return 0 };
        let first = starts.partition_point(|start| *start < from);
        starts.partition_point(|start| *start < to).max(first) - first
    }

    fn sort(&mut self) {
        self.dated.sort_unstable_by_key(|flow| (flow.from, flow.to, flow.shipment));
        self.longest = self.dated.iter().map(|flow| flow.to.saturating_sub(flow.from)).max().unwrap_or(0);
        for flow in &self.dated {
            self.starts[usize::from(flow.cargo)].push(flow.from);
        }
    }
}

/// The shipments between two sides.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Flows {
    /// The sides.
    pub sides: [Side; 2],
    /// What the sides are called.
    pub names: [String; 2],
    /// The cargoes, the commonest first; the last is all others if there are more than [`CARGOES`]. An empty name is
    /// cargo that is not stated.
    pub cargoes: Vec<String>,
    /// In the order of [`WAYS`].
    pub ways: [Way; 6],
    /// Shipments that touch neither side, stay within one, or of which that is not known.
    pub elsewhere: usize,
}

impl Flows {
    /// Sorts the shipments of a case; rejected ones do not count. `shown` says which of them are to be looked at. One
    /// pass over the shipments.
    #[must_use]
    pub fn build(facts: &Facts, sides: [Side; 2], shown: impl Fn(ShipmentId) -> bool) -> Self {
        let counted = facts.shipments.iter();
        let counted = counted.filter(|row| row.status != ShipmentStatus::Rejected && shown(row.id));
        let mut found: Vec<(usize, ShipmentId, usize, Option<&Visit>)> = Vec::new();
        let mut written: BTreeMap<&str, usize> = BTreeMap::new();
        let mut numbers: Vec<(usize, &str)> = Vec::new();
        let mut sorter = Sorter { facts, sides: &sides, places: BTreeMap::new() };
        let mut elsewhere = 0;
        for shipment in counted {
            let ends = sides::ends(facts, shipment);
            let Some(way) = sorter.way(ends) else {
                elsewhere += 1;
                continue;
            };
            let cargo = *written.entry(shipment.product.trim()).or_insert_with_key(|name| {
                numbers.push((0, name));
                numbers.len() - 1
            });
            numbers[cargo].0 += 1;
            let dated = ends.into_iter().flatten().find(|visit| !visit.bounds.is_undated());
            found.push((WAYS.iter().position(|known| *known == way).unwrap_or(0), shipment.id, cargo, dated));
        }
        let (cargoes, classes) = classes(&numbers);
        let mut ways: [Way; 6] = Default::default();
        for (way, shipment, cargo, visit) in found {
            match visit.and_then(|visit| flow(shipment, classes[cargo], &visit.bounds)) {
                Some(flow) => ways[way].dated.push(flow),
                None => ways[way].undated.push(shipment),
            }
        }
        ways.iter_mut().for_each(Way::sort);
        let names = sides.clone().map(|side| side.name(facts));
        Self { sides, names, cargoes, ways, elsewhere }
    }

    /// How many shipments went any way.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ways.iter().map(Way::len).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A way in words: “RU to KP”, “From RU, no discharge seen”, “Under the flag of KP”.
    #[must_use]
    pub fn words(&self, way: (Half, Seen)) -> String {
        let [a, b] = &self.names;
        let (here, there) = if way.0 == Half::Up { (a, b) } else { (b, a) };
        if self.sides[0].by() == By::Flags {
            return match way.1 {
                Seen::Both => format!("Under the flag of {here}"),
                Seen::Loading => format!("Under the flag of {here}, no discharge seen"),
                Seen::Discharge => format!("Under the flag of {here}, no loading seen"),
            };
        }
        match way.1 {
            Seen::Both => format!("{here} to {there}"),
            Seen::Loading => format!("From {here}, no discharge seen"),
            Seen::Discharge => format!("To {there}, no loading seen"),
        }
    }

    /// The name of a cargo.
    #[must_use]
    pub fn cargo(&self, cargo: u8) -> &str {
        match self.cargoes.get(usize::from(cargo)).map(String::as_str) {
            Some("") => sums::NOT_STATED,
            Some(name) => name,
            None => OTHERS,
        }
    }

    /// What went one way, whenever it was: “RU to KP: 2 shipments: …”. Of those that are dated only the ones that meet
    /// the range, half-open; those without a date are said apart.
    #[must_use]
    pub fn sentence(&self, facts: &Facts, way: usize, range: Option<(i64, i64)>) -> String {
        let Some((known, row)) = WAYS.get(way).zip(self.ways.get(way)) else { return String::new() };
        let (from, to) = range.unwrap_or((i64::MIN, i64::MAX));
        let sums = sums::by_cargo(facts, row.meeting(from, to).map(|flow| flow.shipment));
        let mut text = format!("{}: {}", self.words(*known), sums::words(&sums));
        if !row.undated.is_empty() {
            let undated = sums::by_cargo(facts, row.undated.iter().copied());
            text.push_str(&format!("; undated, {}", sums::words(&undated)));
        }
        text.push('.');
        text
    }
}

/// What cargoes beyond those that are told apart are called.
pub const OTHERS: &str = "other cargo";

/// Tells which way shipments went; what holds of a place is asked once.
struct Sorter<'a> {
    facts: &'a Facts,
    sides: &'a [Side; 2],
    places: BTreeMap<PlaceId, Option<Half>>,
}

impl Sorter<'_> {
    /// The side that a visit is on: the first is above. None if it is on neither, or on both.
    fn half(&mut self, visit: &Visit) -> Option<Half> {
        let ask = || match [0, 1].map(|side: usize| self.sides[side].holds(self.facts, visit)) {
            [true, false] => Some(Half::Up),
            [false, true] => Some(Half::Down),
            _ => None,
        };
        if self.by_flag() { ask() } else { *self.places.entry(visit.place).or_insert_with(ask) }
    }

    fn by_flag(&self) -> bool {
        self.sides[0].by() == By::Flags
    }

    /// Which way a shipment went; none if it touches no side, or stays within one.
    fn way(&mut self, [loading, discharge]: [Option<&Visit>; 2]) -> Option<(Half, Seen)> {
        if self.by_flag() {
            // Who carried it; the flag at the loading, where that is known.
            let half = self.half(loading.or(discharge)?)?;
            let seen = match (loading, discharge) {
                (Some(_), Some(_)) => Seen::Both,
                (Some(_), None) => Seen::Loading,
                _ => Seen::Discharge,
            };
            return Some((half, seen));
        }
        match (loading, discharge) {
            (Some(loading), Some(discharge)) => match (self.half(loading)?, self.half(discharge)?) {
                (Half::Up, Half::Down) => Some((Half::Up, Seen::Both)),
                (Half::Down, Half::Up) => Some((Half::Down, Seen::Both)),
                _ => None,
            },
            (Some(loading), None) => Some((self.half(loading)?, Seen::Loading)),
            (None, Some(discharge)) => {
                let towards = if self.half(discharge)? == Half::Up { Half::Down } else { Half::Up };
                Some((towards, Seen::Discharge))
            }
            (None, None) => None,
        }
    }
}

fn flow(shipment: ShipmentId, cargo: u8, bounds: &Bounds) -> Option<Flow> {
    use BoundName::{FirstSeen, LastSeen, NotAfter, NotBefore};
    let (from, to) = bounds.extent()?;
    let seen = bounds.get(FirstSeen).is_some() || bounds.get(LastSeen).is_some();
    let open = (!seen && bounds.get(NotBefore).is_none(), !seen && bounds.get(NotAfter).is_none());
    Some(Flow { shipment, from: from.0, to: to.0, core: bounds.core().map(|(from, to)| (from.0, to.0)), open, cargo })
}

/// The cargoes that are told apart, and the class of each way in which one is written.
fn classes(written: &[(usize, &str)]) -> (Vec<String>, Vec<u8>) {
    let folded: Vec<String> = written.iter().map(|(_, name)| fold(name)).collect();
    let mut all: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for (folded, (number, name)) in folded.iter().zip(written) {
        all.entry(folded).or_insert((0, name)).0 += number;
    }
    let mut all: Vec<(&str, (usize, &str))> = all.into_iter().collect();
    all.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.0.cmp(b.0)));
    let mut cargoes: Vec<String> = all.iter().take(CARGOES).map(|(_, (_, name))| (*name).to_owned()).collect();
    if all.len() > CARGOES {
        cargoes.push(OTHERS.to_owned());
    }
    let class: BTreeMap<&str, u8> =
        all.iter().enumerate().map(|(class, (folded, _))| (*folded, class.min(CARGOES) as u8)).collect();
    let classes = folded.iter().map(|folded| class.get(folded.as_str()).copied().unwrap_or(CARGOES as u8));
    (cargoes, classes.collect())
}

/// A stretch of the calendar by which shipments are counted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Bin {
    /// A day.
    Day,
    /// From Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// All of them, from fine to coarse.
pub const BINS: [Bin; 6] = [Bin::Day, Bin::Week, Bin::Month, Bin::Year, Bin::Decade, Bin::Century];

impl Bin {
    /// In a user's words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }

    /// The finest that is at least so many seconds long.
    #[must_use]
    pub fn at_least(seconds: f64) -> Self {
        const DAYS: [f64; 6] = [1.0, 7.0, 28.0, 365.0, 3_652.0, 36_524.0];
        let fits = BINS.into_iter().zip(DAYS).find(|(_, days)| days * 86_400.0 >= seconds);
        fits.map_or(Self::Century, |(bin, _)| bin)
    }

    /// First second of the stretch around an instant and the second after its last, in the calendar of UTC.
    #[must_use]
    pub fn around(self, second: i64) -> (i64, i64) {
        use crate::base::time::{DAY, Precision, Qualifier, Utc, When};
        let precision = match self {
            // 1970 began on a Thursday.
            Self::Week => {
                let monday = ((second.div_euclid(DAY) + 3).div_euclid(7) * 7 - 3) * DAY;
                return (monday, monday + 7 * DAY);
            }
            Self::Day => Precision::Day,
            Self::Month => Precision::Month,
            Self::Year => Precision::Year,
            Self::Decade => Precision::Decade,
            Self::Century => Precision::Century,
        };
        let when = When::new(Utc(second), precision, Qualifier::default());
        (when.start().0, when.end().0)
    }

    /// The stretches that meet a range, half-open, in time order.
    pub fn over(self, from: i64, to: i64) -> impl Iterator<Item = (i64, i64)> {
        let first = self.around(from);
        std::iter::successors(Some(first), move |(start, end)| {
            let next = self.around(*end);
            (next.0 > *start).then_some(next)
        })
        .take_while(move |(start, _)| *start < to)
    }
}

/// How shipments without a side are said: “3 shipments touch neither side, or stay within one.”; empty if there is none.
#[must_use]
pub fn elsewhere_words(flows: &Flows) -> String {
    match flows.elsewhere {
        0 => String::new(),
        1 => "1 other shipment did not go between the two, or that is not known.".to_owned(),
        more => {
            let number = crate::base::text::thousands(more);
            format!("{number} other shipments did not go between the two, or that is not known.")
        }
    }
}
