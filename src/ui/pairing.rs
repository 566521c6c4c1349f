//! Two visits into one shipment: which is the loading, which half-open shipment is closed, and why some pairs are none.

use crate::model::facts::Facts;
use crate::model::ids::VisitId;
use crate::model::shipment::Shipment;
use crate::model::visit::{Activity, Visit};

/// What two visits make.
#[derive(Clone, PartialEq, Debug)]
pub enum Pairing {
    /// A shipment, new or closed by the other end, and what the change is called.
    Joins(Box<Shipment>, String),
    /// Nothing new, and why: they are one shipment already.
    Already(String),
    /// Nothing, and why.
    Refused(String),
}

impl Pairing {
    /// What it comes to, in the user's words.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Joins(_, words) | Self::Already(words) | Self::Refused(words) => words,
        }
    }
}

/// Joins two visits: the earlier is the loading, the later the discharge. A half-open shipment that one of them has already
/// is closed instead of a second one being made. None if one of them is gone.
#[must_use]
pub fn pairing(facts: &Facts, one: VisitId, other: VisitId) -> Option<Pairing> {
    let mut ends = [facts.visits.get(one)?, facts.visits.get(other)?];
    ends.sort_by_key(|visit| (visit.bounds.sort_key(), visit.id));
    let [loading, discharge] = ends;
    if let Some(reason) = cannot_be_one(facts, loading, discharge) {
        return Some(Pairing::Refused(reason));
    }
    let (first, second) = (loading.id, discharge.id);
    let open = |visit, loading: bool| {
        let mut of = facts.links().shipments_of(visit).filter_map(|id| facts.shipments.get(id));
        of.find(|shipment| shipment.is_half_open() && shipment.loading.is_some() == loading)
    };
    let mut joined = facts.links().shipments_of(first).filter_map(|id| facts.shipments.get(id));
    if let Some(shipment) = joined.find(|s| s.loading == Some(first) && s.discharge == Some(second)) {
        return Some(Pairing::Already(format!("S-{} joins these two already", shipment.number)));
    }
    let (shipment, label) = if let Some(mut shipment) = open(first, true).cloned() {
        shipment.discharge = Some(second);
        let label = format!("Close S-{} with V-{}", shipment.number, second.0);
        (shipment, label)
    } else if let Some(mut shipment) = open(second, false).cloned() {
        shipment.loading = Some(first);
        let label = format!("Close S-{} with V-{}", shipment.number, first.0);
        (shipment, label)
    } else {
        let number = facts.next_number(crate::model::ids::EntityKind::Shipment);
        let label = format!("Pair V-{} and V-{} into S-{number}", first.0, second.0);
        (Shipment::between(facts.next_id(), number, Some(first), Some(second)), label)
    };
    Some(Pairing::Joins(Box::new(shipment), label))
}

/// Why two visits cannot be the ends of one shipment; none if they can.
fn cannot_be_one(facts: &Facts, loading: &Visit, discharge: &Visit) -> Option<String> {
    let name = |visit: &Visit| facts.vessels.get(visit.vessel).map_or_else(String::new, |vessel| vessel.name.clone());
    if loading.id == discharge.id {
        return Some("Not paired: a shipment needs two visits".to_owned());
    }
    if loading.vessel != discharge.vessel {
        let (a, b) = (name(loading), name(discharge));
        return Some(format!("Not paired: {a} and {b} are two vessels, and a shipment follows one hull"));
    }
    if loading.activity == Activity::Discharging {
        return Some(format!("Not paired: V-{} is the earlier of the two and was a discharge", loading.id.0));
    }
    if discharge.activity == Activity::Loading {
        return Some(format!("Not paired: V-{} is the later of the two and was a loading", discharge.id.0));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::interval::Bounds;
    use crate::model::case::Case;
    use crate::model::entity::Entity;
    use crate::model::facts::Tables;
    use crate::model::ids::{PlaceId, ShipmentId, VesselId};

    fn facts() -> Facts {
        let mut facts = Facts::new(Case::default(), Tables::default());
        for (id, vessel, day, activity) in [
            (1, 1, "2024-03-07", Activity::Loading),
            (2, 1, "2024-03-20", Activity::Discharging),
            (3, 1, "2024-03-25", Activity::Loading),
            (4, 2, "2024-03-27", Activity::Discharging),
        ] {
            let day = day.parse().expect("a date");
            let mut visit =
                Visit::new(VisitId::new(id), VesselId::new(vessel), PlaceId::new(1), Bounds::seen(day, day));
            visit.activity = activity;
            facts.put(Entity::Visit(Box::new(visit)));
        }
        facts
    }

    fn pair(facts: &Facts, one: u32, other: u32) -> Pairing {
        pairing(facts, VisitId::new(one), VisitId::new(other)).expect("both are there")
    }

    fn joined(facts: &Facts, one: u32, other: u32) -> (Box<Shipment>, String) {
        let made = match pair(facts, one, other) {
            Pairing::Joins(shipment, label) => Some((shipment, label)),
            _ => None,
        };
        made.expect("they can be one")
    }

    #[test]
    fn the_earlier_is_the_loading_whichever_was_pointed_at_first() {
        let facts = facts();
        let (shipment, label) = joined(&facts, 2, 1);
        assert_eq!((shipment.loading, shipment.discharge), (Some(VisitId::new(1)), Some(VisitId::new(2))));
        assert_eq!(label, "Pair V-1 and V-2 into S-1");
    }

    #[test]
    fn a_half_open_shipment_is_closed_and_a_whole_one_is_not_made_twice() {
        let mut facts = facts();
        let open = Shipment::between(ShipmentId::new(1), 9, Some(VisitId::new(1)), None);
        facts.put(Entity::Shipment(Box::new(open)));
        let (shipment, label) = joined(&facts, 1, 2);
        assert_eq!((shipment.number, label.as_str()), (9, "Close S-9 with V-2"));
        facts.put(Entity::Shipment(shipment));
        assert_eq!(pair(&facts, 1, 2), Pairing::Already("S-9 joins these two already".to_owned()));
    }

    #[test]
    fn what_cannot_be_one_shipment_is_refused_with_a_sentence() {
        let facts = facts();
        let refused = |one, other, words: &str| {
            let made = pair(&facts, one, other);
            assert!(matches!(&made, Pairing::Refused(reason) if reason.contains(words)), "{made:?}");
        };
        refused(1, 1, "needs two visits");
        refused(1, 4, "two vessels");
        refused(2, 3, "was a discharge");
        refused(1, 3, "was a loading");
        assert_eq!(pairing(&facts, VisitId::new(1), VisitId::new(99)), None);
    }
}
