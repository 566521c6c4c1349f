//! What each level says of a visit, as numbers: cheap to compare while a million visits are sorted into lanes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::LaneOptions;
use super::row::LaneKey;
use crate::analysis::origins::VisitOrigins;
use crate::model::arrangement::{Heading, LaneBy, LanePath};
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef, ExhibitId, Id, PlaceId, VesselId};
use crate::model::vessel::Vessel;
use crate::model::view::Colouring;
use crate::model::visit::Visit;

/// Texts by number, from one; zero stands for none.
#[derive(Clone, Debug, Default)]
struct Texts {
    all: Vec<String>,
    numbers: BTreeMap<String, u32>,
}

impl Texts {
    fn number(&mut self, text: &str) -> u32 {
        let text = text.trim();
        if text.is_empty() {
            return 0;
        }
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        self.all.push(text.to_owned());
        let number = self.all.len() as u32;
        self.numbers.insert(text.to_owned(), number);
        number
    }

    fn text(&self, number: u32) -> Option<&str> {
        self.all.get((number as usize).checked_sub(1)?).map(String::as_str)
    }
}

/// Where a strip stands, as numbers: of a lane all levels of its key, of a group the outer ones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(super) struct Spot {
    key: LaneKey,
    levels: u8,
}

impl Spot {
    /// All levels of a key.
    pub fn whole(key: LaneKey, levels: usize) -> Self {
        Self { key, levels: levels as u8 }
    }

    /// What each level says, outermost first.
    pub fn numbers(&self) -> &[u32] {
        &self.key.0[..usize::from(self.levels)]
    }

    /// The innermost level and what it says.
    pub fn last(self) -> Option<(u8, u32)> {
        let level = self.levels.checked_sub(1)?;
        Some((level, self.key.0[usize::from(level)]))
    }

    /// Without its innermost level.
    pub fn outside(mut self) -> Self {
        if let Some((level, _)) = self.last() {
            self.key.0[usize::from(level)] = 0;
            self.levels = level;
        }
        self
    }

    /// Itself, and what it stands in by its levels, from the inside out.
    pub fn outwards(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |spot| (spot.levels > 0).then(|| spot.outside()))
    }

    /// With its innermost level saying something else.
    pub fn with_last(mut self, number: u32) -> Self {
        if let Some((level, _)) = self.last() {
            self.key.0[usize::from(level)] = number;
        }
        self
    }
}

/// A flag and the seconds in which it was flown, half-open.
type Flown = (u32, i64, i64);

/// Reads from a visit what its lanes are, and from a number what it stands for.
#[derive(Clone, Debug, Default)]
pub(super) struct Keyer {
    levels: Vec<LaneBy>,
    flags: Texts,
    flown: HashMap<VesselId, Vec<Flown>>,
    operators: Texts,
    operated: HashMap<PlaceId, u32>,
    /// Kept when the colouring asks for it.
    pub origins: Option<VisitOrigins>,
}

impl Keyer {
    /// Looks up what the levels and the colouring need, and nothing else.
    pub fn new(facts: &Facts, options: &LaneOptions) -> Self {
        Self::default().again(facts, options)
    }

    /// The same of other facts; texts keep their numbers, so that lanes keep their keys.
    pub fn again(&self, facts: &Facts, options: &LaneOptions) -> Self {
        let mut keyer = Self {
            levels: options.arrangement.levels.clone(),
            flags: self.flags.clone(),
            operators: self.operators.clone(),
            ..Self::default()
        };
        if keyer.levels.contains(&LaneBy::Flag) || options.colouring == Colouring::Flag {
            for vessel in facts.vessels.iter() {
                let flown = keyer.flown_by(vessel);
                if !flown.is_empty() {
                    keyer.flown.insert(vessel.id, flown);
                }
            }
        }
        if keyer.levels.contains(&LaneBy::Operator) {
            for place in facts.places.iter() {
                let number = around(facts, place.id)
                    .filter_map(|id| facts.places.get(id))
                    .map(|place| keyer.operators.number(&place.operator))
                    .find(|number| *number != 0);
                keyer.operated.insert(place.id, number.unwrap_or_default());
            }
        }
        if options.colouring == Colouring::Origins {
            keyer.origins = Some(self.origins.clone().unwrap_or_else(|| VisitOrigins::build(facts)));
        }
        keyer
    }

    fn flown_by(&mut self, vessel: &Vessel) -> Vec<Flown> {
        let flown = |stated: &crate::model::vessel::Stated<String>| {
            let period = stated.period.as_ref().map(|dated| dated.time);
            let from = period.and_then(crate::base::edtf::Edtf::start).map_or(i64::MIN, |at| at.0);
            let to = period.and_then(crate::base::edtf::Edtf::end).map_or(i64::MAX, |at| at.0);
            (self.flags.number(&stated.value), from, to)
        };
        let mut all: Vec<Flown> = vessel.flags.iter().map(flown).filter(|flown| flown.0 != 0).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The flags that the most vessels have flown, at most `most`; of equals the first by name.
    pub fn commonest_flags(&self, most: usize) -> Vec<String> {
        let mut vessels = vec![0_u32; self.flags.all.len()];
        #[expect(clippy::iter_over_hash_type, reason = "a sum does not depend on the order")]
        for flown in self.flown.values() {
            let distinct: BTreeSet<u32> = flown.iter().map(|(flag, ..)| *flag).collect();
            for flag in distinct {
                vessels[flag as usize - 1] += 1;
            }
        }
        let mut flags: Vec<(u32, &String)> = vessels.into_iter().zip(&self.flags.all).filter(|(n, _)| *n > 0).collect();
        flags.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        flags.into_iter().take(most).map(|(_, flag)| flag.clone()).collect()
    }

    fn flags_at<'a>(&'a self, visit: &Visit) -> impl Iterator<Item = u32> + 'a {
        let (from, to) = visit.bounds.extent().map_or((i64::MIN, i64::MAX), |(from, to)| (from.0, to.0));
        let flown = self.flown.get(&visit.vessel).map(Vec::as_slice).unwrap_or_default();
        flown.iter().filter(move |(_, first, end)| from < *end && *first < to.max(from + 1)).map(|(flag, ..)| *flag)
    }

    /// The first by name of the flags that the vessel had at the time of a visit.
    pub fn flag_of(&self, visit: &Visit) -> Option<&str> {
        self.flags_at(visit).filter_map(|flag| self.flags.text(flag)).min()
    }

    /// How many origins the claims about a visit go back to.
    pub fn origins(&self, visit: &Visit) -> u32 {
        self.origins.as_ref().map_or(0, |origins| origins.of(visit))
    }

    /// The lanes of a visit: one, or several if it has several flags, sources or tags.
    pub fn keys(&self, facts: &Facts, visit: &Visit, keys: &mut Vec<LaneKey>) {
        keys.clear();
        keys.push(LaneKey::default());
        for (level, by) in self.levels.iter().enumerate() {
            match by {
                LaneBy::Vessel => set(keys, level, visit.vessel.0),
                LaneBy::Place => set(keys, level, visit.place.0),
                LaneBy::Operator => set(keys, level, self.operated.get(&visit.place).copied().unwrap_or_default()),
                LaneBy::Flag => each(keys, level, self.flags_at(visit)),
                LaneBy::Tag => each(keys, level, visit.tags.iter().map(|tag| tag.0)),
                LaneBy::Source => each(keys, level, sources(facts, visit)),
            }
        }
        // As the lanes themselves are: which of a visit's lanes comes first does not depend on how it got there.
        if keys.len() > 1 {
            keys.sort_unstable();
            keys.dedup();
        }
    }

    /// What a number at a level stands for.
    pub fn heading(&self, level: usize, number: u32) -> Option<Heading> {
        let by = *self.levels.get(level)?;
        if number == 0 {
            return Some(Heading::Unknown(by));
        }
        Some(match by {
            LaneBy::Vessel => Heading::Vessel(Id::new(number)),
            LaneBy::Place => Heading::Place(Id::new(number)),
            LaneBy::Source => Heading::Source(Id::new(number)),
            LaneBy::Tag => Heading::Tag(Id::new(number)),
            LaneBy::Flag => Heading::Flag(self.flags.text(number)?.to_owned()),
            LaneBy::Operator => Heading::Operator(self.operators.text(number)?.to_owned()),
        })
    }

    /// Where a strip stands, in words that do not depend on this case's numbers.
    pub fn path(&self, spot: Spot) -> LanePath {
        let headings = spot.numbers().iter().zip(0..).filter_map(|(number, level)| self.heading(level, *number));
        LanePath(headings.collect())
    }

    /// Where a path leads with these levels; none if it speaks of others, or of a text that nothing bears.
    pub fn spot(&self, path: &LanePath) -> Option<Spot> {
        if path.0.len() > self.levels.len() {
            return None;
        }
        let mut spot = Spot { levels: path.0.len() as u8, ..Spot::default() };
        for (level, (heading, by)) in path.0.iter().zip(&self.levels).enumerate() {
            spot.key.0[level] = match (heading, by) {
                (Heading::Unknown(unknown), by) if unknown == by => 0,
                (Heading::Vessel(id), LaneBy::Vessel) => id.0,
                (Heading::Place(id), LaneBy::Place) => id.0,
                (Heading::Source(id), LaneBy::Source) => id.0,
                (Heading::Tag(id), LaneBy::Tag) => id.0,
                (Heading::Flag(text), LaneBy::Flag) => *self.flags.numbers.get(text)?,
                (Heading::Operator(text), LaneBy::Operator) => *self.operators.numbers.get(text)?,
                _ => return None,
            };
        }
        Some(spot)
    }

    /// What the level of this kind says, if the spot has it and it is known.
    pub fn number_of(&self, spot: Spot, by: LaneBy) -> Option<u32> {
        let level = self.levels.iter().position(|level| *level == by)?;
        spot.numbers().get(level).copied().filter(|number| *number != 0)
    }

    /// The place that a spot is about: what its innermost level says.
    pub fn place(&self, spot: Spot) -> Option<u32> {
        let (level, number) = spot.last()?;
        (self.levels.get(usize::from(level)) == Some(&LaneBy::Place) && number != 0).then_some(number)
    }

    /// The entity that a spot is about, if it is one.
    pub fn entity(&self, spot: Spot) -> Option<EntityRef> {
        let (level, number) = spot.last()?;
        let kind = match self.levels.get(usize::from(level))? {
            LaneBy::Vessel => EntityKind::Vessel,
            LaneBy::Place => EntityKind::Place,
            LaneBy::Source => EntityKind::Source,
            LaneBy::Tag => EntityKind::Tag,
            LaneBy::Flag | LaneBy::Operator => return None,
        };
        (number != 0).then_some(EntityRef { kind, id: number })
    }

    /// The levels, outermost first.
    pub fn levels(&self) -> &[LaneBy] {
        &self.levels
    }
}

fn set(keys: &mut [LaneKey], level: usize, number: u32) {
    for key in keys {
        key.0[level] = number;
    }
}

/// Every key with each of the numbers; with zero if there is none. A number that comes twice is not yet taken out.
fn each(keys: &mut Vec<LaneKey>, level: usize, mut numbers: impl Iterator<Item = u32>) {
    let first = numbers.next().unwrap_or_default();
    let before = keys.len();
    for number in numbers.filter(|number| *number != first) {
        for at in 0..before {
            let mut key = keys[at];
            key.0[level] = number;
            keys.push(key);
        }
    }
    set(&mut keys[..before], level, first);
}

/// The sources of the exhibits that a visit rests on, by itself or through its sightings.
fn sources<'a>(facts: &'a Facts, visit: &'a Visit) -> impl Iterator<Item = u32> + 'a {
    let shown = visit.sightings.iter().filter_map(|id| facts.sightings.get(*id)).map(|sighting| sighting.exhibit);
    let source = |id: ExhibitId| facts.exhibits.get(id)?.source.map(|source| source.0);
    visit.exhibits.iter().copied().chain(shown).filter_map(source)
}

/// A place and those that it lies in, from the inside out. Places lie five deep at most; a circle, which the store
/// refuses, ends too.
pub(super) fn around(facts: &Facts, place: PlaceId) -> impl Iterator<Item = PlaceId> {
    std::iter::successors(Some(place), |id| facts.places.get(*id)?.parent).take(8)
}
