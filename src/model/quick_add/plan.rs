//! What a typed line means in a case: which names are known, what is new, and the change that adds it.

use super::QuickVisit;
use crate::base::edtf::Edtf;
use crate::base::interval::BOUND_NAMES;
use crate::base::plain_date::bounds_words;
use crate::base::text::fold;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::grading::Hedge;
use crate::model::ids::{ExhibitId, PlaceId, TagId, VesselId};
use crate::model::place::Place;
use crate::model::vessel::{OtherName, Vessel};
use crate::model::visit::{Activity, Visit};

/// What a name stands for in a case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Match<I> {
    /// One entity bears it.
    Found(I),
    /// None does; it will be made under this name.
    New(String),
    /// Several do; the user must say which, by putting [`Match::Found`] here.
    Ambiguous(Vec<I>),
}

/// A line looked up in a case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QuickPlan {
    /// The vessel.
    pub vessel: Match<VesselId>,
    /// The place.
    pub place: Match<PlaceId>,
    /// The exhibits that are in the case.
    pub exhibits: Vec<ExhibitId>,
    /// The tags that are in the case.
    pub tags: Vec<TagId>,
    /// Numbers of exhibits that are not in the case.
    pub missing_exhibits: Vec<u32>,
    /// Names of tags that are not in the case.
    pub missing_tags: Vec<String>,
}

/// Why a plan cannot become a change yet.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0}")]
pub struct NotReady(pub String);

/// Looks up the names of a line: exact names first, then names that fold alike, then other names.
#[must_use]
pub fn resolve(facts: &Facts, quick: &QuickVisit) -> QuickPlan {
    let vessels = facts.vessels.iter().map(|vessel| (vessel.id, vessel.name.as_str(), vessel.other_names.as_slice()));
    let places = facts.places.iter().map(|place| (place.id, place.name.as_str(), place.other_names.as_slice()));
    let mut plan = QuickPlan {
        vessel: named(&quick.vessel, vessels),
        place: named(&quick.place, places),
        exhibits: Vec::new(),
        tags: Vec::new(),
        missing_exhibits: Vec::new(),
        missing_tags: Vec::new(),
    };
    for number in &quick.exhibits {
        match facts.exhibits.iter().find(|exhibit| exhibit.number == *number) {
            Some(exhibit) if plan.exhibits.contains(&exhibit.id) => {}
            Some(exhibit) => plan.exhibits.push(exhibit.id),
            None => plan.missing_exhibits.push(*number),
        }
    }
    for name in &quick.tags {
        let folded = fold(name);
        match facts
            .tags
            .iter()
            .find(|tag| tag.name == *name)
            .or_else(|| facts.tags.iter().find(|tag| fold(&tag.name) == folded))
        {
            Some(tag) => plan.tags.push(tag.id),
            None => plan.missing_tags.push(name.clone()),
        }
    }
    plan.tags.sort_unstable();
    plan.tags.dedup();
    plan
}

fn named<'a, I: Copy>(name: &str, rows: impl Iterator<Item = (I, &'a str, &'a [OtherName])>) -> Match<I> {
    let folded = fold(name);
    // Exact, alike, by another name: the first level at which anything is found decides.
    let mut levels: [Vec<I>; 3] = [Vec::new(), Vec::new(), Vec::new()];
    for (id, own, others) in rows {
        if own == name {
            levels[0].push(id);
        } else if fold(own) == folded {
            levels[1].push(id);
        } else if others.iter().any(|other| fold(&other.name) == folded) {
            levels[2].push(id);
        }
    }
    match levels.into_iter().find(|found| !found.is_empty()) {
        Some(found) if found.len() == 1 => Match::Found(found[0]),
        Some(found) => Match::Ambiguous(found),
        None => Match::New(name.to_owned()),
    }
}

impl QuickPlan {
    /// Everything that keeps the plan from becoming a change, each in a few words. Empty if nothing does.
    #[must_use]
    pub fn open_questions(&self, quick: &QuickVisit) -> Vec<String> {
        let mut open = Vec::new();
        if let Match::Ambiguous(found) = &self.vessel {
            open.push(format!("{} vessels are called “{}”", found.len(), quick.vessel));
        }
        if let Match::Ambiguous(found) = &self.place {
            open.push(format!("{} places are called “{}”", found.len(), quick.place));
        }
        open.extend(self.missing_exhibits.iter().map(|number| format!("E-{number} is not in the case")));
        open.extend(self.missing_tags.iter().map(|name| format!("there is no tag “{name}”")));
        open
    }
}

/// The one change that adds the visit, and its vessel and place if they are new.
///
/// # Errors
/// If a name is still ambiguous, or an exhibit or tag is not in the case.
pub fn command(facts: &Facts, quick: &QuickVisit, plan: &QuickPlan) -> Result<Command, NotReady> {
    if let Some(question) = plan.open_questions(quick).into_iter().next() {
        return Err(NotReady(question));
    }
    let mut entities = Vec::new();
    let vessel = match &plan.vessel {
        Match::Found(id) => *id,
        Match::New(name) => {
            let vessel = Vessel::named(facts.next_id(), name);
            let id = vessel.id;
            entities.push(Entity::Vessel(Box::new(vessel)));
            id
        }
        Match::Ambiguous(_) => return Err(NotReady("two vessels bear this name".to_owned())),
    };
    let place = match &plan.place {
        Match::Found(id) => *id,
        Match::New(name) => {
            let place = Place::named(facts.next_id(), name);
            let id = place.id;
            entities.push(Entity::Place(Box::new(place)));
            id
        }
        Match::Ambiguous(_) => return Err(NotReady("two places bear this name".to_owned())),
    };
    let mut visit = Visit::new(facts.next_id(), vessel, place, quick.bounds);
    // EDTF is kept as what it means; words are kept beside it, whole, since each bound comes from all of them.
    if quick.bound_text.parse::<Edtf>().is_err() {
        for name in BOUND_NAMES {
            visit.set_bound(name, quick.bounds.get(name), &quick.bound_text);
        }
    }
    visit.activity = quick.activity;
    visit.hedge = quick.hedge;
    visit.exhibits = plan.exhibits.as_slice().into();
    visit.tags = plan.tags.as_slice().into();
    let label = format!("Add V-{}, {}", visit.id.0, title(facts, plan, quick));
    entities.push(Entity::Visit(Box::new(visit)));
    Ok(Command::PutAll { entities, label })
}

/// `Tanker 2 at Vostochny`, by the case's own names where they are known.
fn title(facts: &Facts, plan: &QuickPlan, quick: &QuickVisit) -> String {
    let vessel = match &plan.vessel {
        Match::Found(id) => facts.vessels.get(*id).map_or(&quick.vessel, |vessel| &vessel.name),
        Match::New(_) | Match::Ambiguous(_) => &quick.vessel,
    };
    let place = match &plan.place {
        Match::Found(id) => facts.places.get(*id).map_or(&quick.place, |place| &place.name),
        Match::New(_) | Match::Ambiguous(_) => &quick.place,
    };
    format!("{vessel} at {place}")
}

/// What the line means, before it is entered: “Tanker 2 at Vostochny, seen 7 to 22 March 2024, loading (appears); new
/// vessel”.
#[must_use]
pub fn describe(facts: &Facts, quick: &QuickVisit, plan: &QuickPlan) -> String {
    let mut text = format!("{}, {}", title(facts, plan, quick), bounds_words(&quick.bounds));
    match (quick.activity, quick.hedge) {
        (Activity::Unknown, Hedge::Asserted) => {}
        (Activity::Unknown, hedge) => text.push_str(&format!(", activity unknown ({})", hedge.word())),
        (activity, Hedge::Asserted) => text.push_str(&format!(", {}", activity.word())),
        (activity, hedge) => text.push_str(&format!(", {} ({})", activity.word(), hedge.word())),
    }
    for id in &plan.exhibits {
        text.push_str(&format!(", {}", crate::model::naming::code(facts, (*id).into())));
    }
    for tag in plan.tags.iter().filter_map(|id| facts.tags.get(*id)) {
        text.push_str(&format!(", #{}", tag.name));
    }
    match (&plan.vessel, &plan.place) {
        (Match::New(_), Match::New(_)) => text.push_str("; new vessel, new place"),
        (Match::New(_), _) => text.push_str("; new vessel"),
        (_, Match::New(_)) => text.push_str("; new place"),
        _ => {}
    }
    for question in plan.open_questions(quick) {
        text.push_str(&format!("; {question}"));
    }
    text
}
