//! Visits that rest on nothing, and the exhibits that an anomaly rests on.

use std::collections::BTreeSet;

use super::{Anomaly, Rule, words};
use crate::base::interval::BOUND_NAMES;
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, ExhibitId, VesselId};
use crate::model::vessel::Vessel;
use crate::model::visit::Visit;

/// Finds the visits of a vessel that rest on nothing.
pub(super) fn find(facts: &Facts, vessel: VesselId, found: &mut Vec<Anomaly>) {
    let visits = facts.links().visits_of(vessel).filter_map(|id| facts.visits.get(id));
    let bare = visits.filter(|visit| is_bare(facts, visit));
    found.extend(bare.map(|visit| Anomaly::about(Rule::NoExhibit, [visit.id.into()])));
}

fn is_bare(facts: &Facts, visit: &Visit) -> bool {
    visit.exhibits.is_empty()
        && visit.sightings.is_empty()
        && BOUND_NAMES.iter().all(|name| visit.bound_exhibit(*name).is_none())
        && facts.links().claims_about(visit.id.into()).next().is_none()
}

/// “Tanker 1 was at Vostochny (V-9, some time from 7 to 22 March 2024); the visit rests on no exhibit.”
pub(super) fn sentence(facts: &Facts, about: &[EntityRef]) -> String {
    let Some(item) = about.first() else { return String::new() };
    format!("{} was at {}; the visit rests on no exhibit.", words::vessel_of(facts, *item), words::stay(facts, *item))
}

/// The exhibits that what an anomaly is about rests on.
pub(super) fn exhibits(facts: &Facts, rule: Rule, about: &[EntityRef]) -> BTreeSet<ExhibitId> {
    let mut all = BTreeSet::new();
    for item in about {
        if let Some(visit) = item.as_id().and_then(|id| facts.visits.get(id)) {
            all.extend(visit.exhibits.iter().copied());
            all.extend(
                visit.sightings.iter().filter_map(|id| facts.sightings.get(*id)).map(|sighting| sighting.exhibit),
            );
            all.extend(BOUND_NAMES.iter().filter_map(|name| visit.bound_exhibit(*name)));
        } else if let Some(sighting) = item.as_id().and_then(|id| facts.sightings.get(id)) {
            all.insert(sighting.exhibit);
        } else if let Some(vessel) = item.as_id().and_then(|id| facts.vessels.get(id)) {
            all.extend(of_identity(vessel, rule));
        }
    }
    all.retain(|id| facts.exhibits.get(*id).is_some());
    all
}

/// The exhibits that state what a rule compares.
fn of_identity(vessel: &Vessel, rule: Rule) -> Vec<ExhibitId> {
    let imo = || vessel.imo.iter().filter_map(|fact| fact.exhibit);
    let mmsis = || vessel.mmsis.iter().filter_map(|fact| fact.exhibit);
    let flags = || vessel.flags.iter().filter_map(|fact| fact.exhibit);
    let names = || vessel.other_names.iter().filter_map(|fact| fact.exhibit);
    match rule {
        Rule::SameImo | Rule::ImoForm | Rule::LabelWithImo => imo().collect(),
        Rule::SameMmsi => mmsis().collect(),
        Rule::MmsiFlag => mmsis().chain(flags()).collect(),
        Rule::SameName => names().collect(),
        _ => vessel.exhibits().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Case, said};
    use super::*;
    use crate::base::interval::BoundName;
    use crate::model::ids::{ExhibitId, SightingId};
    use crate::model::naming;

    #[test]
    fn a_visit_needs_an_exhibit_a_sighting_a_bound_or_a_claim() {
        let case = |change: &dyn Fn(&mut Case)| {
            let mut case = Case::default();
            case.visit(1, 1, "Vostochny", ["", "2024-03-07", "2024-03-11", ""]);
            change(&mut case);
            said(&case.facts, Rule::NoExhibit)
        };
        assert_eq!(
            case(&|_| {}),
            ["Vessel 1 was at Vostochny (V-1, seen 7 to 11 March 2024); the visit rests on no exhibit. [V-1]"]
        );
        let one = ExhibitId::new(1);
        assert_eq!(case(&|case| case.change(1, |visit| visit.exhibits = Box::new([one]))), [""; 0]);
        assert_eq!(case(&|case| case.change(1, |visit| visit.sightings = Box::new([SightingId::new(1)]))), [""; 0]);
        let bound = |visit: &mut Visit| {
            visit.edit_extra(|extra| extra.bounds.exhibits[BoundName::NotAfter as usize] = Some(one));
        };
        assert_eq!(case(&|case| case.change(1, bound)), [""; 0]);
        assert_eq!(case(&|case| case.claim(1, 1)), [""; 0]);
        assert_eq!(case(&|case| case.claim(1, 2)).len(), 1, "a claim about another visit");
    }

    #[test]
    fn an_anomaly_names_the_exhibits_of_all_that_it_is_about() {
        let mut case = Case::default();
        case.visit(1, 1, "Vostochny", ["", "2024-03-07", "2024-03-11", ""]);
        case.sighting(7, Some(1), "Chongjin", "2024-03-09");
        case.change(1, |visit| visit.exhibits = Box::new([ExhibitId::new(1)]));
        case.change(1, |visit| {
            visit.edit_extra(|extra| extra.bounds.exhibits[0] = Some(ExhibitId::new(2)));
        });
        let all = super::super::Anomalies::build(&case.facts);
        let found: Vec<_> = all.iter().filter(|anomaly| anomaly.rule == Rule::TwoPlaces).collect();
        let exhibits = naming::exhibits(&case.facts, found[0].exhibits(&case.facts));
        assert_eq!(exhibits, "E-1, E-2 and E-7");
    }
}
