//! What speaks for and against a candidate, each reason with its rule, its sign and what it rests on.

use super::candidates::{Candidate, Outcome};
use super::rules;
use crate::analysis::gaps::Gaps;
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, ExhibitId};
use crate::model::visit::Visit;

/// Which way a reason speaks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Sign {
    /// For the shipment.
    For,
    /// Against it.
    Against,
    /// Neither: what would tell is not known.
    Open,
}

impl Sign {
    /// The sign as one character, so that it is never told by colour alone.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::For => "+",
            Self::Against => "−",
            Self::Open => "?",
        }
    }

    /// The sign in a user's words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Open => "not known",
        }
    }
}

/// By which rule a reason was found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rule {
    /// The time between the visits against the distance and plausible speed.
    TimeAndDistance,
    /// What the two places handle.
    Berths,
    /// Change of draught at either end.
    Draught,
    /// Waterline and equipment, as they were described.
    Seen,
    /// AIS through the leg.
    Ais,
    /// How surely it is the same hull at both ends.
    Identity,
    /// Other visits of the hull in between.
    Between,
    /// How often the places were imaged.
    Imagery,
    /// What else would explain the visits.
    Rival,
}

/// All rules, in the order in which their reasons are listed.
pub const RULES: [Rule; 9] = [
    Rule::TimeAndDistance,
    Rule::Between,
    Rule::Berths,
    Rule::Draught,
    Rule::Seen,
    Rule::Ais,
    Rule::Imagery,
    Rule::Identity,
    Rule::Rival,
];

impl Rule {
    /// The name under which a case keeps it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::TimeAndDistance => "time and distance",
            Self::Berths => "berths",
            Self::Draught => "draught",
            Self::Seen => "waterline and equipment",
            Self::Ais => "AIS",
            Self::Identity => "identity",
            Self::Between => "calls between",
            Self::Imagery => "imagery",
            Self::Rival => "rival explanation",
        }
    }

    /// What the rule asks, in a sentence.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::TimeAndDistance => {
                "Whether the dates leave time for the distance at 5 to 16 knots, and time for another call"
            }
            Self::Berths => "Whether both places handle the same kind of cargo",
            Self::Draught => "Whether the hull lay deeper after loading and higher after discharging",
            Self::Seen => "Whether hoses, loading arms or a laden or light waterline were described",
            Self::Ais => "Whether the hull's AIS was silent between the visits, or heard somewhere else",
            Self::Identity => "How it is known that both visits are of one hull",
            Self::Between => "Whether the hull called anywhere else between the visits",
            Self::Imagery => "Whether a call could have been missed because nobody looked",
            Self::Rival => "What else would explain the visits, as long as nothing excludes it",
        }
    }
}

/// One reason.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Given {
    /// The rule.
    pub rule: Rule,
    /// Which way it speaks.
    pub sign: Sign,
    /// A sentence without a stop.
    pub text: String,
    /// The exhibits it rests on.
    pub exhibits: Vec<ExhibitId>,
    /// What else it rests on: visits, sightings, places.
    pub rests_on: Vec<EntityRef>,
}

/// A candidate with all that is said about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Weighed {
    /// The candidate.
    pub candidate: Candidate,
    /// Reasons, by rule; rival explanations come last.
    pub reasons: Vec<Given>,
}

impl Weighed {
    /// How many reasons there are of a sign, rivals apart.
    #[must_use]
    pub fn count(&self, sign: Sign) -> usize {
        self.reasons.iter().filter(|reason| reason.sign == sign && reason.rule != Rule::Rival).count()
    }
}

/// What the rules look at.
pub(super) struct Leg<'a> {
    pub facts: &'a Facts,
    pub gaps: &'a Gaps,
    pub outcome: Outcome,
    pub loading: Option<&'a Visit>,
    pub discharge: Option<&'a Visit>,
}

impl<'a> Leg<'a> {
    /// Both ends, if both are known.
    pub fn both(&self) -> Option<(&'a Visit, &'a Visit)> {
        self.loading.zip(self.discharge)
    }

    /// The known ends with whether each is the loading.
    pub fn ends(&self) -> impl Iterator<Item = (&'a Visit, bool)> {
        let loading = self.loading.map(|visit| (visit, true));
        loading.into_iter().chain(self.discharge.map(|visit| (visit, false)))
    }
}

/// Weighs a candidate by every rule.
#[must_use]
pub fn weigh(facts: &Facts, gaps: &Gaps, candidate: &Candidate) -> Weighed {
    let visit = |id| facts.visits.get(id);
    let leg = Leg {
        facts,
        gaps,
        outcome: candidate.outcome,
        loading: candidate.loading.and_then(visit),
        discharge: candidate.discharge.and_then(visit),
    };
    let mut reasons = Vec::new();
    rules::time_and_distance(&leg, &mut reasons);
    rules::between(&leg, &mut reasons);
    rules::berths(&leg, &mut reasons);
    rules::draught(&leg, &mut reasons);
    rules::seen(&leg, &mut reasons);
    rules::ais(&leg, &mut reasons);
    rules::imagery(&leg, &mut reasons);
    rules::identity(&leg, &mut reasons);
    rules::rivals(&leg, &mut reasons);
    Weighed { candidate: *candidate, reasons }
}
