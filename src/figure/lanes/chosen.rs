//! Which strips a change by hand is for: what lies in a group, what stands beside a lane, and all others.

use std::collections::HashSet;

use super::Lanes;
use super::density::Density;
use super::keys::Spot;
use super::row::Lane;
use crate::model::arrangement::LanePath;
use crate::model::ids::VisitId;

impl Lanes {
    /// The different visits of a strip, by id; of a group those of all its lanes that are shown or folded away.
    #[must_use]
    pub fn visits(&self, index: usize) -> Vec<VisitId> {
        let Some(depth) = self.strips.get(index).map(|strip| strip.depth) else { return Vec::new() };
        let below = (index + 1..self.len()).take_while(|below| self.strips[*below].depth > depth);
        let mut visits: Vec<u32> = Vec::new();
        for strip in std::iter::once(index).chain(below) {
            visits.extend(self.row_data(strip).into_iter().flat_map(Lane::slots).map(|slot| slot.visit));
            visits.extend(self.density(strip).into_iter().flat_map(Density::visits));
        }
        visits.sort_unstable();
        visits.dedup();
        visits.into_iter().map(VisitId::new).collect()
    }

    /// Where the groups of the outermost level stand.
    #[must_use]
    pub fn outermost_groups(&self) -> Vec<LanePath> {
        let groups = self.strips.iter().filter(|strip| strip.depth == 0 && strip.is_group());
        groups.map(|strip| self.keyer.path(strip.spot)).collect()
    }

    /// Every strip's path from top to bottom, each once.
    #[must_use]
    pub fn paths(&self) -> Vec<LanePath> {
        let mut met = HashSet::new();
        self.strips.iter().filter(|strip| met.insert(strip.spot)).map(|strip| self.keyer.path(strip.spot)).collect()
    }

    /// The paths of what can stand in the same group as a lane or group, from top to bottom, itself included.
    #[must_use]
    pub fn siblings(&self, lane: &LanePath) -> Vec<LanePath> {
        let Some(spot) = self.keyer.spot(lane) else { return Vec::new() };
        let mut met = HashSet::new();
        let beside = |other: Spot| other.numbers().len() == lane.0.len() && other.outside() == spot.outside();
        let strips = self.strips.iter().filter(|strip| beside(strip.spot) && met.insert(strip.spot));
        strips.map(|strip| self.keyer.path(strip.spot)).collect()
    }

    /// What is to be hidden so that only some lanes and groups stay, with what is in them and around them: as few paths
    /// as will do.
    #[must_use]
    pub fn others(&self, kept: &[LanePath]) -> Vec<LanePath> {
        let kept: HashSet<Spot> = kept.iter().filter_map(|path| self.keyer.spot(path)).collect();
        let is_kept = |spot: Spot| spot.outwards().any(|spot| kept.contains(&spot));
        // Around what is kept: each strip whose group is one of those above it, from the outermost in.
        let (mut above, mut around) = (Vec::new(), HashSet::new());
        for strip in &self.strips {
            above.truncate(strip.depth.into());
            if is_kept(strip.spot) {
                around.extend(above.iter().copied());
            }
            above.push(strip.spot);
        }
        let (mut others, mut met) = (Vec::new(), HashSet::new());
        let mut within: Option<u8> = None;
        for strip in &self.strips {
            if within.is_some_and(|depth| strip.depth > depth) {
                continue;
            }
            within = None;
            if is_kept(strip.spot) || !around.contains(&strip.spot) {
                within = Some(strip.depth);
            }
            // The visits at a terminal itself share the path of the terminal's group.
            if !is_kept(strip.spot) && !around.contains(&strip.spot) && met.insert(strip.spot) {
                others.push(self.keyer.path(strip.spot));
            }
        }
        others
    }
}
