//! The filters of a case that are asked for most, each as a term: what the chips at the query box offer.

use std::collections::BTreeSet;

use super::edit::{has_term, term, toggle_term};
use super::{Kept, parse};
use crate::model::facts::Facts;
use crate::model::ids::EntityKind;
use crate::model::visit::ACTIVITIES;

/// A common filter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Filter {
    /// What it is called.
    pub label: String,
    /// The term that it puts into the query.
    pub term: String,
    /// The kind of things that it is about.
    pub kind: EntityKind,
}

/// What every case may be asked.
const USUAL: [(&str, &str, EntityKind); 8] = [
    ("Half-open", "is:half-open", EntityKind::Visit),
    ("Without exhibit", "-has:exhibit", EntityKind::Visit),
    ("One origin", "origins:1", EntityKind::Visit),
    ("Worded weaker than likely", "hedge:<likely", EntityKind::Visit),
    ("Bounded by an empty image", "has:negative", EntityKind::Visit),
    ("Undated", "is:undated", EntityKind::Visit),
    ("Unnamed vessel", "is:unnamed", EntityKind::Visit),
    ("Proposed shipments", "status:proposed", EntityKind::Shipment),
];

/// The common filters of a case: what every case may be asked, its tags with a number key, what vessels did.
#[must_use]
pub fn filters(facts: &Facts) -> Vec<Filter> {
    let usual = USUAL.map(|(label, term, kind)| Filter { label: label.to_owned(), term: term.to_owned(), kind });
    let mut keyed: Vec<_> = facts.tags.iter().filter(|tag| tag.key.is_some()).collect();
    keyed.sort_by_key(|tag| tag.key);
    let tags = keyed.into_iter().filter_map(|tag| {
        Some(Filter { label: tag.name.clone(), term: term("tag", &tag.name)?, kind: EntityKind::Visit })
    });
    let mut did = BTreeSet::new();
    for page in facts.visits.pages() {
        did.extend(page.iter().map(|visit| visit.activity));
        if did.len() == ACTIVITIES.len() {
            break;
        }
    }
    let activities = ACTIVITIES.into_iter().filter(|activity| did.contains(activity)).filter_map(|activity| {
        let word = activity.word();
        let label = format!("{}{}", word[..1].to_uppercase(), &word[1..]);
        let label = if word == "unknown" { "Activity unknown".to_owned() } else { label };
        Some(Filter { label, term: term("activity", word)?, kind: EntityKind::Visit })
    });
    usual.into_iter().chain(tags).chain(activities).collect()
}

/// How many things of its kind each filter would leave if it were put into the query beside what stands there; if it
/// stands there, how many the query leaves. None of a query that is not understood.
#[must_use]
pub fn leave(filters: &[Filter], query: &str, facts: &Facts) -> Vec<Option<usize>> {
    let mut kept = Kept::default();
    let mut count = |filter: &Filter| {
        let with = if has_term(query, &filter.term) { query.to_owned() } else { toggle_term(query, &filter.term) };
        let matches = kept.run(&parse(&with).ok()?, facts);
        matches.of_kind(filter.kind).map(crate::base::id_set::IdSet::len)
    };
    filters.iter().map(&mut count).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::case;
    use super::*;
    use crate::model::entity::Entity;
    use crate::model::ids::Id;

    #[test]
    fn a_case_offers_its_own_tags_and_activities_and_says_what_each_would_leave() {
        let mut facts = case();
        let mut tag = facts.tags.get(Id::new(2)).expect("a tag").clone();
        tag.key = Some(1);
        facts.put(Entity::Tag(Box::new(tag)));
        let filters = filters(&facts);
        let labels = |query: &str| -> Vec<String> {
            let left = leave(&filters, query, &facts).into_iter();
            let named =
                filters.iter().zip(left).map(|(filter, left)| format!("{} {}", filter.term, left.unwrap_or(99)));
            named.collect()
        };
        assert_eq!(
            labels(""),
            [
                "is:half-open 1",
                "-has:exhibit 4",
                "origins:1 2",
                "hedge:<likely 1",
                "has:negative 0",
                "is:undated 1",
                "is:unnamed 2",
                "status:proposed 2",
                "tag:dark 1",
                "activity:loading 3",
                "activity:discharging 1",
                "activity:waiting 1",
            ]
        );
        assert_eq!(labels("vessel:tanker")[9], "activity:loading 3");
        assert_eq!(labels("activity:waiting")[11], "activity:waiting 1", "one that is on says what is left now");
        assert_eq!(labels("activity:waiting")[9], "activity:loading 0");
        assert_eq!(labels("nonsense:")[0], "is:half-open 99");
        assert!(filters.iter().all(|filter| parse(&filter.term).is_ok()));
    }
}
