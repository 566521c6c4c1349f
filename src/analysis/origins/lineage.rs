//! Where the chains of reported-by end, for every claim of a case at once.
//!
//! A claim taken over from an exhibit leads on to the claims of that exhibit about the same matter, so that an exhibit
//! which carries two stories does not lend the origin of the one to the other; if it has none about the same matter,
//! to all its claims. A chain ends at a source that is named. It also ends at a record: an image, an AIS track, an
//! extract of a register or a photo, whose own source is its origin if that is not a medium. Anything else that says
//! nothing of where it has it from is of unknown lineage and gives no origin.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::evidence::{Claim, ExhibitKind, ReportedBy, SourceKind};
use crate::model::facts::Facts;
use crate::model::ids::{ClaimId, EntityKind, EntityRef, ExhibitId, Id, SourceId};

/// What a chain leads to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reach {
    /// The sources at which it ends; none if its lineage is unknown.
    pub origins: BTreeSet<SourceId>,
    /// The circles it runs into: exhibits that report one another.
    pub circles: BTreeSet<Vec<ExhibitId>>,
}

impl Reach {
    pub(super) fn add(&mut self, other: &Self) {
        self.origins.extend(&other.origins);
        self.circles.extend(other.circles.iter().cloned());
    }
}

/// The source that stands behind a record such as an image or a track.
fn own_origin(facts: &Facts, exhibit: ExhibitId) -> Option<SourceId> {
    let exhibit = facts.exhibits.get(exhibit)?;
    let record = match exhibit.kind {
        ExhibitKind::Image | ExhibitKind::AisTrack | ExhibitKind::RegisterExtract | ExhibitKind::Photo => true,
        ExhibitKind::Article | ExhibitKind::Document => false,
    };
    let source = facts.sources.get(exhibit.source.filter(|_| record)?)?;
    (source.kind != SourceKind::Media).then_some(source.id)
}

/// Part of an exhibit, as a chain meets it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Part {
    /// All that it says. First, so that the parts of one exhibit begin here.
    Whole,
    /// What it says about one entity.
    About(EntityRef),
    /// One claim.
    Claim(ClaimId),
}

/// A step of a chain.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Node {
    exhibit: ExhibitId,
    part: Part,
}

impl Node {
    fn whole(exhibit: ExhibitId) -> Self {
        Self { exhibit, part: Part::Whole }
    }
}

/// What was taken from a claim, so that it can be taken back when the claim has changed.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Step {
    exhibit: ExhibitId,
    reported_by: Box<[ReportedBy]>,
    about: Box<[EntityRef]>,
}

/// The ends of all chains of a case.
#[derive(Clone, Debug, Default)]
pub struct Lineage {
    steps: BTreeMap<ClaimId, Step>,
    /// What each exhibit says about each entity.
    matters: BTreeSet<(ExhibitId, EntityRef, ClaimId)>,
    /// Which claims were taken over from which exhibit.
    takers: BTreeSet<(ExhibitId, ClaimId)>,
    /// The sources of records, which report nobody else.
    own: BTreeMap<ExhibitId, SourceId>,
    reach: BTreeMap<Node, Arc<Reach>>,
}

/// What an edit of the evidence reaches.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Dirty {
    /// Exhibits whose chains lead elsewhere than before.
    pub exhibits: BTreeSet<ExhibitId>,
    /// What changed claims were and are about, and what those exhibits say something about.
    pub about: BTreeSet<EntityRef>,
}

impl Lineage {
    /// Follows every chain of a case. The cost grows with the claims and what they are about, not with the visits.
    #[must_use]
    pub fn build(facts: &Facts) -> Self {
        let mut lineage = Self::default();
        facts.claims.iter().for_each(|claim| lineage.add(claim));
        lineage.own = facts.exhibits.iter().filter_map(|row| Some((row.id, own_origin(facts, row.id)?))).collect();
        let exhibits: BTreeSet<ExhibitId> = facts.claims.iter().map(|claim| claim.exhibit).collect();
        lineage.follow(facts, &exhibits);
        lineage
    }

    /// Follows an edit: `facts` are those after it, `touched` what it changed. Chains that pass through nothing that
    /// was touched are not followed anew.
    pub fn update(&mut self, facts: &Facts, touched: &[EntityRef]) -> Dirty {
        let mut about = BTreeSet::new();
        let mut dirty = BTreeSet::new();
        for item in touched {
            match item.kind {
                EntityKind::Claim => {
                    let id = Id::new(item.id);
                    let new = facts.claims.get(id);
                    let old = self.take_back(id);
                    dirty.extend(old.iter().map(|step| step.exhibit).chain(new.map(|claim| claim.exhibit)));
                    about.extend(old.iter().flat_map(|step| step.about.iter()));
                    about.extend(new.iter().flat_map(|claim| claim.about.iter()));
                    if let Some(claim) = new {
                        self.add(claim);
                    }
                }
                EntityKind::Exhibit => drop(dirty.insert(Id::new(item.id))),
                EntityKind::Source => dirty.extend(facts.links().exhibits_of(Id::new(item.id))),
                _ => {}
            }
        }
        let mut open: Vec<ExhibitId> = dirty.iter().copied().collect();
        while let Some(exhibit) = open.pop() {
            let takers = self.takers(exhibit).filter_map(|taker| self.steps.get(&taker)).map(|step| step.exhibit);
            open.extend(takers.filter(|taker| dirty.insert(*taker)));
        }
        let mut before = Vec::new();
        for &exhibit in &dirty {
            let own = match own_origin(facts, exhibit) {
                Some(source) => self.own.insert(exhibit, source),
                None => self.own.remove(&exhibit),
            };
            let stale: Vec<Node> = self.parts(exhibit).map(|(node, _)| *node).collect();
            let reach: Vec<_> = stale.into_iter().filter_map(|node| self.reach.remove_entry(&node)).collect();
            before.push((exhibit, own, reach));
        }
        self.follow(facts, &dirty);
        let mut changed = Dirty { exhibits: BTreeSet::new(), about };
        for (exhibit, own, reach) in before {
            let same = own == self.own.get(&exhibit).copied()
                && reach.iter().map(|(node, reach)| (node, reach)).eq(self.parts(exhibit));
            if !same {
                changed.about.extend(self.matters_of(exhibit).map(|(_, subject, _)| *subject));
                changed.exhibits.insert(exhibit);
            }
        }
        changed
    }

    /// Where the chain of a claim of an exhibit leads.
    #[must_use]
    pub fn of_claim(&self, exhibit: ExhibitId, claim: ClaimId) -> Reach {
        let node = Node { exhibit, part: Part::Claim(claim) };
        self.reach.get(&node).map(|reach| (**reach).clone()).unwrap_or_default()
    }

    /// Where an exhibit leads as a whole: by all its claims, or by itself if it is a record without any.
    #[must_use]
    pub fn of_exhibit(&self, exhibit: ExhibitId) -> Reach {
        match self.reach.get(&Node::whole(exhibit)) {
            Some(reach) => (**reach).clone(),
            None => Reach { origins: self.own.get(&exhibit).copied().into_iter().collect(), ..Reach::default() },
        }
    }

    /// What is known of the parts of an exhibit.
    fn parts(&self, exhibit: ExhibitId) -> impl Iterator<Item = (&Node, &Arc<Reach>)> {
        self.reach.range(Node::whole(exhibit)..).take_while(move |(node, _)| node.exhibit == exhibit)
    }

    fn add(&mut self, claim: &Claim) {
        let reported_by: Box<[ReportedBy]> = claim.reported_by.as_slice().into();
        let about: Box<[EntityRef]> = claim.about.as_slice().into();
        self.matters.extend(about.iter().map(|subject| (claim.exhibit, *subject, claim.id)));
        self.takers.extend(exhibits(&reported_by).map(|from| (from, claim.id)));
        self.steps.insert(claim.id, Step { exhibit: claim.exhibit, reported_by, about });
    }

    fn take_back(&mut self, claim: ClaimId) -> Option<Step> {
        let step = self.steps.remove(&claim)?;
        for subject in &step.about {
            self.matters.remove(&(step.exhibit, *subject, claim));
        }
        for from in exhibits(&step.reported_by) {
            self.takers.remove(&(from, claim));
        }
        Some(step)
    }

    /// The claims that were taken over from an exhibit.
    fn takers(&self, exhibit: ExhibitId) -> impl Iterator<Item = ClaimId> {
        let from = (exhibit, ClaimId::new(0));
        self.takers.range(from..).take_while(move |taker| taker.0 == exhibit).map(|taker| taker.1)
    }

    /// What an exhibit says about anything.
    fn matters_of(&self, exhibit: ExhibitId) -> impl Iterator<Item = &(ExhibitId, EntityRef, ClaimId)> {
        let from = (exhibit, EntityRef { kind: EntityKind::Vessel, id: 0 }, ClaimId::new(0));
        self.matters.range(from..).take_while(move |matter| matter.0 == exhibit)
    }

    /// The claims of an exhibit about an entity.
    fn matter(&self, exhibit: ExhibitId, subject: EntityRef) -> impl Iterator<Item = ClaimId> {
        let from = (exhibit, subject, ClaimId::new(0));
        self.matters
            .range(from..)
            .take_while(move |matter| (matter.0, matter.1) == (exhibit, subject))
            .map(|matter| matter.2)
    }

    /// The steps that may follow a step.
    fn next(&self, facts: &Facts, node: Node) -> Vec<Node> {
        let exhibit = node.exhibit;
        let claim = |id| Node { exhibit, part: Part::Claim(id) };
        match node.part {
            Part::Whole => facts.links().claims_of(exhibit).map(claim).collect(),
            Part::About(subject) => self.matter(exhibit, subject).map(claim).collect(),
            Part::Claim(id) => {
                let Some(step) = self.steps.get(&id) else { return Vec::new() };
                let mut next = Vec::new();
                for from in exhibits(&step.reported_by) {
                    let before = next.len();
                    let same = step.about.iter().filter(|subject| self.matter(from, **subject).next().is_some());
                    next.extend(same.map(|subject| Node { exhibit: from, part: Part::About(*subject) }));
                    if next.len() == before {
                        next.push(Node::whole(from));
                    }
                }
                next
            }
        }
    }

    /// The sources at which a step ends by itself.
    fn ends(&self, facts: &Facts, node: Node) -> Vec<SourceId> {
        let own = || self.own.get(&node.exhibit).copied().into_iter().collect();
        match node.part {
            Part::Whole if facts.links().claims_of(node.exhibit).next().is_none() => own(),
            Part::Whole | Part::About(_) => Vec::new(),
            Part::Claim(id) => match self.steps.get(&id) {
                Some(step) if !step.reported_by.is_empty() => sources(&step.reported_by).collect(),
                _ => own(),
            },
        }
    }

    /// Follows the chains of these exhibits to where they are known already: Tarjan's strongly connected components,
    /// with a stack of its own, so that a chain may be as long as it likes.
    fn follow(&mut self, facts: &Facts, exhibits: &BTreeSet<ExhibitId>) {
        let mut marks: BTreeMap<Node, Mark> = BTreeMap::new();
        let mut stack: Vec<Node> = Vec::new();
        let claimed = |exhibit: &&ExhibitId| facts.links().claims_of(**exhibit).next().is_some();
        for &exhibit in exhibits.iter().filter(claimed) {
            let mut path: Vec<(Node, Vec<Node>)> = Vec::new();
            let mut enter = Some(Node::whole(exhibit));
            loop {
                if let Some(node) = enter.take().filter(|node| !self.reach.contains_key(node)) {
                    let index = marks.len();
                    marks.insert(node, Mark { index, low: index, open: true });
                    stack.push(node);
                    path.push((node, self.next(facts, node)));
                }
                let Some((node, rest)) = path.last_mut() else { break };
                let node = *node;
                if let Some(next) = rest.pop() {
                    match marks.get(&next).copied() {
                        Some(seen) if seen.open => lower(&mut marks, node, seen.index),
                        Some(_) => {}
                        None => enter = Some(next),
                    }
                    continue;
                }
                path.pop();
                let Some(mark) = marks.get(&node).copied() else { continue };
                if let Some((above, _)) = path.last() {
                    lower(&mut marks, *above, mark.low);
                }
                if mark.low == mark.index {
                    self.close(facts, node, &mut stack, &mut marks);
                }
            }
        }
    }

    /// Takes the steps from `first` on off the stack, which lead to one another, and notes where they lead.
    fn close(&mut self, facts: &Facts, first: Node, stack: &mut Vec<Node>, marks: &mut BTreeMap<Node, Mark>) {
        let at = stack.iter().rposition(|node| *node == first).unwrap_or_default();
        let members = stack.split_off(at);
        let mut reach = Reach::default();
        for &node in &members {
            if let Some(mark) = marks.get_mut(&node) {
                mark.open = false;
            }
            reach.origins.extend(self.ends(facts, node));
            for next in self.next(facts, node) {
                if let Some(known) = self.reach.get(&next) {
                    reach.add(known);
                }
            }
        }
        if members.len() > 1 {
            let exhibits: BTreeSet<ExhibitId> = members.iter().map(|node| node.exhibit).collect();
            reach.circles.insert(exhibits.into_iter().collect());
        }
        let reach = Arc::new(reach);
        self.reach.extend(members.into_iter().map(|node| (node, Arc::clone(&reach))));
    }
}

/// Where a step stands in the search.
#[derive(Clone, Copy)]
struct Mark {
    index: usize,
    low: usize,
    /// Whether it is still on the stack.
    open: bool,
}

fn lower(marks: &mut BTreeMap<Node, Mark>, node: Node, to: usize) {
    if let Some(mark) = marks.get_mut(&node) {
        mark.low = mark.low.min(to);
    }
}

fn exhibits(reported_by: &[ReportedBy]) -> impl Iterator<Item = ExhibitId> {
    reported_by.iter().filter_map(|by| match by {
        ReportedBy::Exhibit(id) => Some(*id),
        ReportedBy::Source(_) => None,
    })
}

fn sources(reported_by: &[ReportedBy]) -> impl Iterator<Item = SourceId> {
    reported_by.iter().filter_map(|by| match by {
        ReportedBy::Source(id) => Some(*id),
        ReportedBy::Exhibit(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::origins::fixture::{Say, exhibit, facts};

    fn reach(says: &[Say], exhibit: u32, claim: u32) -> (Vec<u32>, Vec<Vec<u32>>) {
        let facts = facts(says, 3);
        let reach = Lineage::build(&facts).of_claim(ExhibitId::new(exhibit), ClaimId::new(claim));
        let circles = reach.circles.iter().map(|circle| circle.iter().map(|id| id.0).collect());
        (reach.origins.iter().map(|id| id.0).collect(), circles.collect())
    }

    #[test]
    fn a_chain_ends_at_the_source_it_names_however_long_it_is() {
        let mut says: Vec<Say> = Vec::new();
        let by: Vec<[i32; 1]> = (1..=3_000).map(|from| [from]).collect();
        says.push(Say { exhibit: 1, by: &[-2], about: &[1], ..Say::default() });
        says.extend((2..).zip(&by).map(|(exhibit, by)| Say { exhibit, by, about: &[1], ..Say::default() }));
        assert_eq!(reach(&says, 3_001, 3_001), (vec![2], vec![]));
    }

    #[test]
    fn an_exhibit_with_two_stories_lends_each_its_own_origin() {
        let says = [
            Say { exhibit: 1, by: &[-1], about: &[1], ..Say::default() },
            Say { exhibit: 1, by: &[-2], about: &[2], ..Say::default() },
            Say { exhibit: 2, by: &[1], about: &[2], ..Say::default() },
            Say { exhibit: 3, by: &[1], about: &[3], ..Say::default() },
        ];
        assert_eq!(reach(&says, 2, 3).0, [2], "it took over what is said of the second matter");
        assert_eq!(reach(&says, 3, 4).0, [1, 2], "what it took over is not known");
    }

    #[test]
    fn circles_end_and_are_named_and_what_leads_into_one_says_so() {
        let says = [
            Say { exhibit: 1, by: &[2], about: &[1], ..Say::default() },
            Say { exhibit: 2, by: &[3], about: &[1], ..Say::default() },
            Say { exhibit: 3, by: &[1], about: &[1], ..Say::default() },
            Say { exhibit: 4, by: &[3], about: &[1], ..Say::default() },
            Say { exhibit: 5, by: &[5, -1], about: &[2], ..Say::default() },
        ];
        assert_eq!(reach(&says, 2, 2), (vec![], vec![vec![1, 2, 3]]));
        assert_eq!(reach(&says, 4, 4), (vec![], vec![vec![1, 2, 3]]));
        assert_eq!(reach(&says, 5, 5), (vec![1], vec![vec![5]]), "it reports itself, and somebody else");
    }

    #[test]
    fn unknown_lineage_is_no_origin_and_a_record_is_its_own() {
        let says = [
            Say { exhibit: 1, about: &[1], ..Say::default() },
            Say { exhibit: 2, by: &[1], about: &[1], ..Say::default() },
            Say { exhibit: 3, by: &[9], about: &[1], ..Say::default() },
        ];
        let mut facts = facts(&says, 1);
        let of = |facts: &Facts, exhibit| Lineage::build(facts).of_exhibit(ExhibitId::new(exhibit)).origins.len();
        assert_eq!([of(&facts, 1), of(&facts, 2), of(&facts, 3)], [0, 0, 0]);
        facts.put(exhibit(1, ExhibitKind::Image, Some(1)));
        facts.put(exhibit(9, ExhibitKind::RegisterExtract, Some(1)));
        assert_eq!([of(&facts, 1), of(&facts, 2), of(&facts, 3)], [1, 1, 1]);
    }
}
