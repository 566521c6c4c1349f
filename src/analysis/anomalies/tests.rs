//! Anomalies as a whole: an edit against a fresh build, the sample, and many vessels.

use proptest::prelude::*;

use super::fixture::Case;
use super::*;
use crate::model::document::Document;
use crate::model::entity::Entity;
use crate::model::identifiers::{Imo, Mmsi};
use crate::model::shipment::ShipmentStatus;
use crate::model::vessel::{Identity, Stated};
use crate::model::visit::Activity;

const SAMPLE: &str = include_str!("../../../assets/sample/vostochny-2024.wake.json");

fn fact<T>(value: T) -> Stated<T> {
    Stated { value, identity: Identity::Registered, period: None, exhibit: None }
}

#[test]
fn the_sample_holds_nothing_that_cannot_be_so() {
    let facts: Facts = serde_json::from_str::<Document>(SAMPLE).expect("the sample is a case").into_facts();
    let found = Anomalies::build(&facts);
    let said: Vec<String> = found.iter().map(|anomaly| anomaly.sentence(&facts)).collect();
    assert_eq!(said, [""; 0], "its visits are bounded widely, and each rests on an exhibit");
}

#[test]
fn an_empty_case_has_none_and_a_cancelled_search_says_so() {
    assert!(Anomalies::build(&Facts::default()).is_empty());
    let mut case = Case::default();
    case.visit(1, 1, "Vostochny", [""; 4]);
    let progress = Progress::default();
    progress.cancel();
    assert_eq!(Anomalies::watched(&case.facts, &progress), Err(Cancelled));
}

#[test]
fn names_and_tags_concern_no_vessel_and_a_moved_port_all_that_called_there() {
    let mut case = Case::default();
    case.berth("Vostochny", "oil berth");
    case.visit(1, 1, "oil berth", ["", "2024-03-07", "2024-03-11", ""]);
    case.visit(2, 2, "Chongjin", ["", "2024-03-07", "2024-03-11", ""]);
    let before = case.facts.clone();
    let port = before.places.iter().find(|place| place.name == "Vostochny").expect("the port").id;
    let concerned = |after: &Facts| Anomalies::concerned(&before, after, &[port.into()]);
    let mut renamed = before.places.get(port).expect("the port").clone();
    "Vostochnyy".clone_into(&mut renamed.name);
    let mut after = before.clone();
    after.put(Entity::Place(Box::new(renamed.clone())));
    assert_eq!(concerned(&after), BTreeSet::new());
    renamed.position = crate::model::place::Position::new(42.75, 133.05).ok();
    after.put(Entity::Place(Box::new(renamed)));
    assert_eq!(concerned(&after), BTreeSet::from([VesselId::new(1)]), "it lay at a berth of that port");
}

const DAYS: [&str; 8] =
    ["", "2024-03-01", "2024-03-02", "2024-03-03", "2024-03-05", "2024-03-02T12:00:00Z", "2024-03", "2024-03-04~"];
const PLACES: [&str; 4] = ["Vostochny", "oil berth", "Chongjin", "Rason"];

/// One edit of a small case. Numbers are taken modulo what there is.
#[derive(Clone, Debug)]
enum Edit {
    Visit { id: u32, vessel: u32, place: usize, times: [usize; 4], activity: usize, bare: bool },
    RemoveVisit(u32),
    Vessel { id: u32, name: usize, imo: usize, mmsi: usize },
    RemoveVessel(u32),
    Sighting { id: u32, vessel: u32, place: usize, day: usize },
    RemoveSighting(u32),
    Shipment { id: u32, loading: u32, discharge: u32, rejected: bool },
    Place { place: usize, far: bool, inner: bool },
    Claim { id: u32, visit: u32 },
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        6 => (1_u32..9, 1_u32..4, 0_usize..4, any::<[prop::sample::Index; 4]>(), 0_usize..6, any::<bool>()).prop_map(
            |(id, vessel, place, times, activity, bare)| {
                let times = times.map(|index| index.index(DAYS.len()));
                Edit::Visit { id, vessel, place, times, activity, bare }
            }
        ),
        1 => (1_u32..9).prop_map(Edit::RemoveVisit),
        2 => (1_u32..4, 0_usize..3, 0_usize..4, 0_usize..3).prop_map(|(id, name, imo, mmsi)| Edit::Vessel { id, name, imo, mmsi }),
        1 => (1_u32..4).prop_map(Edit::RemoveVessel),
        2 => (1_u32..5, 1_u32..4, 0_usize..4, 0_usize..DAYS.len()).prop_map(|(id, vessel, place, day)| Edit::Sighting { id, vessel, place, day }),
        1 => (1_u32..5).prop_map(Edit::RemoveSighting),
        2 => (1_u32..4, 1_u32..9, 1_u32..9, any::<bool>()).prop_map(|(id, loading, discharge, rejected)| Edit::Shipment { id, loading, discharge, rejected }),
        1 => (0_usize..4, any::<bool>(), any::<bool>()).prop_map(|(place, far, inner)| Edit::Place { place, far, inner }),
        1 => (1_u32..4, 1_u32..9).prop_map(|(id, visit)| Edit::Claim { id, visit }),
    ]
}

/// Makes the edit as the store would, and says what it touched.
fn make(case: &mut Case, edit: &Edit) -> Vec<EntityRef> {
    match *edit {
        Edit::Visit { id, vessel, place, times, activity, bare } => {
            let fresh = case.facts.vessels.get(VesselId::new(vessel)).is_none();
            case.visit(id, vessel, PLACES[place], times.map(|time| DAYS[time]));
            case.change(id, |visit| {
                visit.activity = crate::model::visit::ACTIVITIES[activity];
                if !bare {
                    visit.exhibits = Box::new([ExhibitId::new(9)]);
                }
            });
            let visit: EntityRef = VisitId::new(id).into();
            if fresh { vec![visit, VesselId::new(vessel).into()] } else { vec![visit] }
        }
        Edit::RemoveVisit(id) => remove(case, VisitId::new(id).into()),
        Edit::Vessel { id, name, imo, mmsi } => {
            case.vessel(id, ["Yu Son", "YU-SON", "Tanker"][name], |vessel| {
                vessel.unnamed = name == 2;
                vessel.imo =
                    [None, Some("9074729"), Some("9074728"), Some("8660313")][imo].map(|imo| fact(Imo::new(imo)));
                vessel.mmsis = [None, Some("445123456"), Some("273123456")][mmsi]
                    .map(|mmsi| fact(Mmsi::new(mmsi)))
                    .into_iter()
                    .collect();
                vessel.flags = vec![fact("KP".to_owned())];
            });
            vec![VesselId::new(id).into()]
        }
        // The store removes a vessel together with its visits, or not at all.
        Edit::RemoveVessel(id) => {
            let visits: Vec<EntityRef> = case.facts.links().visits_of(VesselId::new(id)).map(EntityRef::from).collect();
            let sightings: Vec<EntityRef> =
                case.facts.links().sightings_of_vessel(VesselId::new(id)).map(EntityRef::from).collect();
            let all: Vec<EntityRef> = visits.into_iter().chain(sightings).chain([VesselId::new(id).into()]).collect();
            all.into_iter().flat_map(|item| remove(case, item)).collect()
        }
        Edit::Sighting { id, vessel, place, day } => {
            let fresh = case.facts.vessels.get(VesselId::new(vessel)).is_none();
            case.sighting(id, Some(vessel), PLACES[place], DAYS[day]);
            let sighting: EntityRef = Id::<crate::model::evidence::Sighting>::new(id).into();
            if fresh { vec![sighting, VesselId::new(vessel).into()] } else { vec![sighting] }
        }
        Edit::RemoveSighting(id) => remove(case, Id::<crate::model::evidence::Sighting>::new(id).into()),
        Edit::Shipment { id, loading, discharge, rejected } => {
            case.shipment(id, Some(loading), Some(discharge).filter(|id| *id != loading));
            if rejected {
                case.change_shipment(id, |shipment| shipment.status = ShipmentStatus::Rejected);
            }
            vec![Id::<crate::model::shipment::Shipment>::new(id).into()]
        }
        Edit::Place { place, far, inner } => {
            let (lat, lon) = if far { (-40.0, 10.0) } else { (42.0, 131.0 + place as f64) };
            case.position(PLACES[place], lat, lon);
            if inner && place == 1 {
                case.parent(PLACES[1], PLACES[0]);
            }
            let id = case.facts.places.iter().find(|row| row.name == PLACES[place]).expect("just made").id;
            vec![id.into()]
        }
        Edit::Claim { id, visit } => {
            case.claim(id, visit);
            vec![Id::<crate::model::evidence::Claim>::new(id).into()]
        }
    }
}

fn remove(case: &mut Case, item: EntityRef) -> Vec<EntityRef> {
    case.facts.remove(item);
    vec![item]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn after_every_edit_they_are_those_of_a_fresh_build(edits in prop::collection::vec(edit(), 1..40)) {
        let mut case = Case::default();
        let mut found = Anomalies::default();
        for edit in &edits {
            let before = case.facts.clone();
            let touched = make(&mut case, edit);
            found.update(&before, &case.facts, &touched);
            let fresh = Anomalies::build(&case.facts);
            prop_assert_eq!(&found, &fresh, "after {:?}", edit);
            prop_assert_eq!(found.iter().count(), found.len());
            for anomaly in found.iter() {
                prop_assert!(!anomaly.sentence(&case.facts).is_empty(), "{:?}", anomaly);
            }
        }
    }
}

#[test]
fn activities_of_many_vessels_are_found_in_order() {
    let mut case = Case::default();
    for vessel in 1..=50 {
        for turn in 0..2 {
            let day = format!("2024-03-{:02}", 1 + 5 * turn);
            case.visit(vessel * 2 + turn, vessel, "Vostochny", ["", &day, &day, ""]);
            case.change(vessel * 2 + turn, |visit| visit.activity = Activity::Loading);
        }
    }
    let found = Anomalies::build(&case.facts);
    assert_eq!((found.count(Rule::LoadedTwice), found.count(Rule::NoExhibit)), (50, 100));
    let first: Vec<u32> =
        found.by_rule(|_| true)[Rule::LoadedTwice.index()].iter().map(|one| one.about[0].id).collect();
    assert!(first.is_sorted());
    let even = found.by_rule(|anomaly| anomaly.about[0].id % 4 == 0);
    assert_eq!((even[Rule::LoadedTwice.index()].len(), even[Rule::Speed.index()].len()), (25, 0));
}
