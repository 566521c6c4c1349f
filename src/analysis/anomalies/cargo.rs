//! Loaded twice without a discharge between, and the other way round: something may have been missed.

use super::{Anomaly, Rule, words};
use crate::analysis::place_tree::is_one;
use crate::base::interval::{BoundName, Bounds};
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, VesselId};
use crate::model::shipment::ShipmentStatus;
use crate::model::visit::{Activity, Visit};

/// A visit as a step of the cargo's way.
struct Step<'a> {
    visit: &'a Visit,
    /// First and last second that it may have taken; open where nothing bounds it.
    from: i64,
    to: i64,
    loading: Says,
    discharge: Says,
}

/// What a visit says of a loading, or of a discharge.
#[derive(Clone, Copy)]
struct Says {
    /// It counts as one.
    is: bool,
    /// It may have been one, and so speaks against one that was missed.
    may_be: bool,
}

/// Finds pairs of loadings with no discharge that may lie between them, and pairs of discharges with no loading.
pub(super) fn find(facts: &Facts, vessel: VesselId, found: &mut Vec<Anomaly>) {
    let visits = facts.links().visits_of(vessel).filter_map(|id| facts.visits.get(id));
    let steps: Vec<Step> = visits.filter_map(|visit| step(facts, visit)).collect();
    twice(facts, &steps, Rule::LoadedTwice, |step| (step.loading.is, step.discharge.may_be), found);
    twice(facts, &steps, Rule::DischargedTwice, |step| (step.discharge.is, step.loading.may_be), found);
}

fn step<'a>(facts: &Facts, visit: &'a Visit) -> Option<Step<'a>> {
    let (mut begins, mut ends) = (false, false);
    for shipment in facts.links().shipments_of(visit.id).filter_map(|id| facts.shipments.get(id)) {
        if shipment.status != ShipmentStatus::Rejected {
            begins |= shipment.loading == Some(visit.id);
            ends |= shipment.discharge == Some(visit.id);
        }
    }
    let (activity, unknown) = (visit.activity, visit.activity == Activity::Unknown);
    let says = |this: Activity, end_of_shipment: bool| Says {
        is: activity == this || (unknown && end_of_shipment),
        may_be: activity == this || activity == Activity::ShipToShip || end_of_shipment,
    };
    let (from, to) = window(&visit.bounds);
    let step = Step {
        visit,
        from,
        to,
        loading: says(Activity::Loading, begins),
        discharge: says(Activity::Discharging, ends),
    };
    (step.loading.may_be || step.discharge.may_be).then_some(step)
}

/// When a visit may have been at all: without any early bound it may have begun at any time, without any late one have
/// ended at any time.
fn window(bounds: &Bounds) -> (i64, i64) {
    use BoundName::{FirstSeen, LastSeen, NotAfter, NotBefore};
    let first = |names: [BoundName; 3]| names.into_iter().find_map(|name| bounds.get(name));
    let from = first([NotBefore, FirstSeen, LastSeen]).map_or(i64::MIN, |when| when.start().0);
    let to = first([NotAfter, LastSeen, FirstSeen]).map_or(i64::MAX, |when| when.end().0);
    (from, to)
}

/// Pairs of neighbours that are `this`, without anything that may be `that` in the time from the one to the other.
fn twice(facts: &Facts, steps: &[Step], rule: Rule, kind: impl Fn(&Step) -> (bool, bool), found: &mut Vec<Anomaly>) {
    let dated = |step: &&Step| step.visit.bounds.sort_key().is_some();
    let mut these: Vec<&Step> = steps.iter().filter(|step| kind(step).0).filter(dated).collect();
    these.sort_by_key(|step| (step.visit.bounds.sort_key(), step.visit.id));
    let mut those: Vec<(i64, i64)> =
        steps.iter().filter(|step| kind(step).1).map(|step| (step.from, step.to)).collect();
    // Sorted by when they begin, each with the latest end up to there: one search says whether any meets a range.
    those.sort_unstable();
    let mut latest = i64::MIN;
    for (_, to) in &mut those {
        latest = latest.max(*to);
        *to = latest;
    }
    let meets = |from: i64, to: i64| {
        let begun = those.partition_point(|(begin, _)| *begin <= to);
        begun > 0 && those[begun - 1].1 >= from
    };
    for pair in these.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        // The same call, entered for the port and for the berth or in two parts, is no second loading.
        let one_call = a.to >= b.from && is_one(facts, a.visit.place, b.visit.place);
        if !one_call && !meets(a.from.min(b.from), b.to.max(a.to)) {
            found.push(Anomaly::about(rule, [a.visit.id.into(), b.visit.id.into()]));
        }
    }
}

/// “Tanker 1 loaded at Vostochny (V-1, …) and again at Vostochny (V-4, …); no discharge between is known, and one may
/// have been missed.”
pub(super) fn sentence(facts: &Facts, rule: Rule, about: &[EntityRef]) -> String {
    let [a, b, ..] = about else { return String::new() };
    let (did, missed) = if rule == Rule::LoadedTwice { ("loaded", "discharge") } else { ("discharged", "loading") };
    let who = words::vessel_of(facts, *a);
    let (a, b) = (words::stay(facts, *a), words::stay(facts, *b));
    format!("{who} {did} at {a} and again at {b}; a {missed} between may have been missed.")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Case, said};
    use super::*;
    use Activity::{Bunkering, Discharging, Loading, ShipToShip, Unknown};

    /// Visits on days of March 2024 at ports that alternate, and how many pairs are told: loaded twice, discharged twice.
    fn told(visits: &[(&str, Activity)]) -> (usize, usize) {
        let case = case(visits);
        (said(&case.facts, Rule::LoadedTwice).len(), said(&case.facts, Rule::DischargedTwice).len())
    }

    fn case(visits: &[(&str, Activity)]) -> Case {
        let mut case = Case::default();
        for (id, (time, activity)) in (1..).zip(visits) {
            let (from, to) = time.split_once('/').unwrap_or((time, time));
            let place = if id % 2 == 1 { "Vostochny" } else { "Chongjin" };
            case.visit(id, 1, place, ["", from, to, ""]);
            case.change(id, |visit| visit.activity = *activity);
        }
        case
    }

    #[test]
    fn two_loadings_with_nothing_between_are_told() {
        let case = case(&[("2024-03-01", Loading), ("2024-03-05", Bunkering), ("2024-03-09", Loading)]);
        assert_eq!(
            said(&case.facts, Rule::LoadedTwice),
            [
                "Vessel 1 loaded at Vostochny (V-1, seen 1 March 2024) and again at Vostochny (V-3, seen 9 March 2024); a discharge between may have been missed. [V-1 V-3]"
            ]
        );
        let two = told(&[("2024-03-01", Discharging), ("2024-03-05", Unknown), ("2024-03-09", Discharging)]);
        assert_eq!(two, (0, 1));
    }

    #[test]
    fn a_discharge_or_a_transfer_between_or_perhaps_between_is_enough() {
        let between = |time: &str, activity: Activity| {
            told(&[("2024-03-01", Loading), (time, activity), ("2024-03-09", Loading)]).0
        };
        assert_eq!(between("2024-03-05", Discharging), 0);
        assert_eq!(between("2024-03-05", ShipToShip), 0);
        assert_eq!(between("2024-03-09", Discharging), 0, "perhaps in the morning");
        assert_eq!(between("2024-03-01/2024-03-20", Discharging), 0);
        assert_eq!(between("", Discharging), 0, "undated: it may lie between");
        assert_eq!(between("2024-03-12", Discharging), 1, "after both");
        assert_eq!(between("2024-02-12", Discharging), 1, "before both");
    }

    #[test]
    fn ends_of_shipments_count_unless_they_are_rejected() {
        let mut case = case(&[("2024-03-01", Loading), ("2024-03-05", Unknown), ("2024-03-09", Loading)]);
        case.shipment(1, Some(1), Some(2));
        assert_eq!(said(&case.facts, Rule::LoadedTwice), [""; 0]);
        case.change_shipment(1, |shipment| shipment.status = ShipmentStatus::Rejected);
        assert_eq!(said(&case.facts, Rule::LoadedTwice).len(), 1);
        case.change_shipment(1, |shipment| {
            shipment.status = ShipmentStatus::Proposed;
            shipment.discharge = None;
        });
        assert_eq!(said(&case.facts, Rule::LoadedTwice).len(), 1, "a half-open one says nothing of a discharge");
    }

    #[test]
    fn a_visit_of_unknown_activity_that_begins_a_shipment_is_a_loading() {
        let mut case = case(&[("2024-03-01", Unknown), ("2024-03-05", Loading)]);
        assert_eq!(said(&case.facts, Rule::LoadedTwice), [""; 0]);
        case.shipment(1, Some(1), None);
        assert_eq!(said(&case.facts, Rule::LoadedTwice).len(), 1);
    }

    #[test]
    fn one_call_entered_for_port_and_berth_is_one_loading() {
        let mut case = Case::default();
        case.berth("Vostochny", "oil berth");
        case.visit(1, 1, "Vostochny", ["", "2024-03-01", "2024-03-05", ""]);
        case.visit(2, 1, "oil berth", ["", "2024-03-02", "2024-03-03", ""]);
        for id in [1, 2] {
            case.change(id, |visit| visit.activity = Loading);
        }
        assert_eq!(said(&case.facts, Rule::LoadedTwice), [""; 0]);
    }

    #[test]
    fn each_pair_of_neighbours_is_told_once_and_hulls_are_kept_apart() {
        let days = ["2024-03-01", "2024-03-05", "2024-03-09"].map(|day| (day, Loading));
        assert_eq!(told(&days), (2, 0));
        let mut case = case(&days);
        case.change(2, |visit| visit.vessel = VesselId::new(2));
        assert_eq!(said(&case.facts, Rule::LoadedTwice).len(), 1);
    }
}
