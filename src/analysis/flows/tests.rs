//! Which way shipments went, when, of what, and how much of it.

use super::*;
use crate::base::edtf::{Dated, Edtf};
use crate::base::quantity::{Amount, Estimate, Unit};
use crate::model::document::Document;
use crate::model::entity::Entity;
use crate::model::ids::{Id, PlaceId, VesselId, VisitId};
use crate::model::place::{Place, PlaceKind};
use crate::model::shipment::{Quantity, QuantityBasis, Shipment};
use crate::model::vessel::{Identity, Stated, Vessel};

const SAMPLE: &str = include_str!("../../../assets/sample/vostochny-2024.wake.json");

const VOSTOCHNY: PlaceId = PlaceId::new(1);
const BERTH: PlaceId = PlaceId::new(2);
const CHONGJIN: PlaceId = PlaceId::new(3);
const RASON: PlaceId = PlaceId::new(4);
const AT_SEA: PlaceId = PlaceId::new(5);

/// Vostochny with a berth, in RU; Chongjin and Rason, in KP; a place of no country. Vessel 1 flies KP, vessel 2 flew KP
/// and now RU, vessel 3 none.
fn empty() -> Facts {
    let mut facts = Facts::default();
    for (id, name, country) in
        [(VOSTOCHNY, "Vostochny", "RU"), (CHONGJIN, "Chongjin", "KP"), (RASON, "Rason", "kp "), (AT_SEA, "At sea", "")]
    {
        let mut place = Place::named(id, name);
        country.clone_into(&mut place.country);
        facts.put(Entity::Place(Box::new(place)));
    }
    let mut berth = Place::named(BERTH, "oil berth");
    (berth.parent, berth.kind) = (Some(VOSTOCHNY), PlaceKind::Berth);
    facts.put(Entity::Place(Box::new(berth)));
    let flag = |value: &str, period: &str| {
        let period: Option<Edtf> = period.parse().ok();
        Stated {
            value: value.to_owned(),
            identity: Identity::Registered,
            period: period.map(Dated::from),
            exhibit: None,
        }
    };
    for (id, flags) in [(1, vec![flag("KP", "")]), (2, vec![flag("KP", "../2023"), flag("RU", "2024/..")]), (3, vec![])]
    {
        let mut vessel = Vessel::named(VesselId::new(id), &format!("Vessel {id}"));
        vessel.flags = flags;
        facts.put(Entity::Vessel(Box::new(vessel)));
    }
    facts
}

/// Adds a shipment by its ends, each a place with four bounds, and returns its id.
fn ship(
    facts: &mut Facts,
    vessel: u32,
    ends: [Option<(PlaceId, [&str; 4])>; 2],
    product: &str,
    quantity: Option<(f64, Unit)>,
) -> ShipmentId {
    let mut visits = [None; 2];
    for (at, end) in ends.into_iter().enumerate() {
        let Some((place, times)) = end else { continue };
        let id: VisitId = facts.next_id();
        let bounds = Bounds::new(times.map(|time| time.parse().ok()));
        facts.put(Entity::Visit(Box::new(Visit::new(id, VesselId::new(vessel), place, bounds))));
        visits[at] = Some(id);
    }
    let id: ShipmentId = facts.next_id();
    let mut shipment = Shipment::between(id, id.0, visits[0], visits[1]);
    product.clone_into(&mut shipment.product);
    shipment.quantity = quantity.map(|(amount, unit)| Quantity {
        estimate: Estimate::exactly(Amount::new(amount).expect("an amount")),
        unit,
        basis: QuantityBasis::Observed,
        exhibit: None,
        working: String::new(),
    });
    facts.put(Entity::Shipment(Box::new(shipment)));
    id
}

#[expect(clippy::unnecessary_wraps, reason = "an end of a shipment, which may be none")]
fn seen(place: PlaceId, day: &'static str) -> Option<(PlaceId, [&'static str; 4])> {
    Some((place, ["", day, day, ""]))
}

fn countries() -> [Side; 2] {
    [Side::Country("RU".into()), Side::Country("KP".into())]
}

/// The shipments of each way, by id.
fn ways(flows: &Flows) -> [Vec<u32>; 6] {
    let ids = |way: &Way| {
        let dated = way.dated().iter().map(|flow| flow.shipment.0);
        dated.chain(way.undated.iter().map(|id| id.0)).collect::<Vec<u32>>()
    };
    [0, 1, 2, 3, 4, 5].map(|way| ids(&flows.ways[way]))
}

#[test]
fn a_direction_is_known_only_of_what_was_seen_at_both_ends() {
    let mut facts = empty();
    ship(&mut facts, 1, [seen(BERTH, "2024-03-07"), seen(CHONGJIN, "2024-03-12")], "oil", None);
    ship(&mut facts, 1, [seen(RASON, "2024-03-12"), seen(VOSTOCHNY, "2024-03-14")], "containers", None);
    ship(&mut facts, 1, [seen(BERTH, "2024-04-01"), None], "oil", None);
    ship(&mut facts, 1, [None, seen(CHONGJIN, "2024-04-05")], "oil", None);
    ship(&mut facts, 1, [seen(CHONGJIN, "2024-04-06"), seen(RASON, "2024-04-07")], "coal", None);
    ship(&mut facts, 1, [seen(BERTH, "2024-04-06"), seen(AT_SEA, "2024-04-07")], "coal", None);
    let rejected = ship(&mut facts, 1, [seen(BERTH, "2024-05-01"), seen(CHONGJIN, "2024-05-05")], "oil", None);
    let mut shipment = facts.shipments.get(rejected).expect("just made").clone();
    shipment.status = ShipmentStatus::Rejected;
    "Russia to DPR Korea".clone_into(&mut shipment.direction);
    facts.put(Entity::Shipment(Box::new(shipment)));

    let flows = Flows::build(&facts, countries(), |_| true);
    assert_eq!(ways(&flows), [vec![1], vec![3], vec![4], vec![2], vec![], vec![]]);
    assert_eq!(
        flows.elsewhere, 2,
        "one stays in a country, one goes to a place of none; the rejected one is not counted"
    );
    let words: Vec<String> = WAYS.iter().map(|way| flows.words(*way)).collect();
    assert_eq!(
        words,
        [
            "RU to KP",
            "From RU, no discharge seen",
            "To KP, no loading seen",
            "KP to RU",
            "From KP, no discharge seen",
            "To RU, no loading seen"
        ]
    );
    let ports = Flows::build(&facts, [Side::Place(VOSTOCHNY), Side::Place(CHONGJIN)], |_| true);
    assert_eq!(ways(&ports), [vec![1], vec![3], vec![4], vec![], vec![], vec![]], "the berth is within Vostochny");
    let turned = Flows::build(&facts, [Side::Country("KP".into()), Side::Country("RU".into())], |_| true);
    assert_eq!(ways(&turned), [vec![2], vec![], vec![], vec![1], vec![3], vec![4]]);
    let asked = Flows::build(&facts, countries(), |id| id.0 == 3);
    assert_eq!(ways(&asked)[..3], [vec![], vec![3], vec![]]);
}

#[test]
fn sides_that_lie_in_one_another_tell_nothing() {
    let mut facts = empty();
    ship(&mut facts, 1, [seen(BERTH, "2024-03-07"), seen(CHONGJIN, "2024-03-12")], "oil", None);
    let flows = Flows::build(&facts, [Side::Place(VOSTOCHNY), Side::Place(BERTH)], |_| true);
    assert_eq!((flows.len(), flows.elsewhere), (0, 1));
}

#[test]
fn by_flag_it_counts_who_carried_and_only_where_that_is_certain() {
    let mut facts = empty();
    let ends = |day: &'static str| [seen(BERTH, day), seen(CHONGJIN, day)];
    ship(&mut facts, 1, ends("2024-03-07"), "oil", None);
    ship(&mut facts, 2, ends("2024-03-07"), "containers", None);
    ship(&mut facts, 2, ends("2022-03-07"), "containers", None);
    ship(&mut facts, 2, [Some((BERTH, ["2023-12-01", "", "", "2024-01-30"])), None], "coal", None);
    ship(&mut facts, 3, ends("2024-03-07"), "oil", None);
    ship(&mut facts, 1, [None, seen(VOSTOCHNY, "2024-03-07")], "oil", None);
    let flows = Flows::build(&facts, [Side::Flag("KP".into()), Side::Flag("RU".into())], |_| true);
    assert_eq!(ways(&flows), [vec![3, 1], vec![], vec![6], vec![2], vec![], vec![]]);
    assert_eq!(flows.elsewhere, 2, "two flags at that time, and none");
    assert_eq!(flows.words(WAYS[3]), "Under the flag of RU");
}

#[test]
fn the_loading_dates_a_shipment_else_its_discharge_and_the_undated_are_apart() {
    let mut facts = empty();
    let wide = Some((BERTH, ["2024-03-07", "", "", "2024-03-22"]));
    ship(&mut facts, 1, [wide, seen(CHONGJIN, "2024-03-25")], "oil", None);
    ship(&mut facts, 1, [Some((BERTH, [""; 4])), seen(CHONGJIN, "2024-04-05")], "oil", None);
    ship(&mut facts, 1, [Some((BERTH, [""; 4])), Some((CHONGJIN, [""; 4]))], "oil", None);
    ship(&mut facts, 1, [Some((BERTH, ["2024-06-01", "", "", ""])), None], "oil", None);
    let flows = Flows::build(&facts, countries(), |_| true);
    let day = |text: &str| text.parse::<crate::base::time::When>().expect("a day").start().0;
    assert_eq!(flows.ways[0].dated().len(), 2);
    let (first, second) = (flows.ways[0].dated()[0], flows.ways[0].dated()[1]);
    assert_eq!((first.from, first.to, first.core), (day("2024-03-07"), day("2024-03-23"), None));
    assert_eq!((second.from, second.core), (day("2024-04-05"), Some((day("2024-04-05"), day("2024-04-06")))));
    assert_eq!(flows.ways[0].undated, [ShipmentId::new(3)]);
    assert_eq!(flows.ways[1].dated()[0].open, (false, true), "nothing says when it ended");
    let meeting = |from: &str, to: &str| flows.ways[0].meeting(day(from), day(to)).count();
    assert_eq!(meeting("2024-03-22", "2024-03-24"), 1, "it may have been on the 22nd");
    assert_eq!((meeting("2024-03-23", "2024-04-05"), meeting("2024-01-01", "2025-01-01")), (0, 2));
    assert_eq!(flows.ways[0].beginning(day("2024-03-08"), day("2024-04-06")).len(), 1);
    assert_eq!(flows.ways[0].count(0, day("2024-03-01"), day("2024-04-01")), 1);
}

#[test]
fn quantities_stay_in_their_units_and_none_is_no_zero() {
    let mut facts = empty();
    let mut oil = |amount: Option<(f64, Unit)>, product: &str| {
        ship(&mut facts, 1, [seen(BERTH, "2024-03-07"), seen(CHONGJIN, "2024-03-12")], product, amount);
    };
    oil(Some((10_000.0, Unit::Barrels)), "Refined petroleum");
    oil(Some((5_500.0, Unit::Barrels)), "refined  petroleum");
    oil(Some((300.0, Unit::Tonnes)), "refined petroleum");
    oil(None, "refined petroleum");
    oil(None, "");
    ship(
        &mut facts,
        1,
        [seen(RASON, "2024-03-07"), seen(BERTH, "2024-03-12")],
        "containers",
        Some((40.0, Unit::Containers)),
    );
    let flows = Flows::build(&facts, countries(), |_| true);
    assert_eq!(flows.cargoes, ["Refined petroleum", "", "containers"], "the commonest first, as first written");
    assert_eq!(
        flows.sentence(&facts, 0, None),
        "RU to KP: 5 shipments, 4 of Refined petroleum (15,500 bbl, 300 t, 1 without quantity) and 1 of unstated cargo (no quantity)."
    );
    assert_eq!(flows.sentence(&facts, 3, None), "KP to RU: 1 shipment of containers (40 containers).");
    assert_eq!(flows.sentence(&facts, 1, None), "From RU, no discharge seen: no shipment.");
    assert_eq!(flows.sentence(&facts, 0, Some((0, 1))), "RU to KP: no shipment.");
}

#[test]
fn many_cargoes_are_told_apart_up_to_a_number() {
    let mut facts = empty();
    for number in 0..12 {
        for _ in 0..=number {
            let product = format!("cargo {number}");
            ship(&mut facts, 1, [seen(BERTH, "2024-03-07"), seen(CHONGJIN, "2024-03-12")], &product, None);
        }
    }
    let flows = Flows::build(&facts, countries(), |_| true);
    assert_eq!((flows.cargoes.len(), flows.cargo(0), flows.cargo(7)), (CARGOES + 1, "cargo 11", OTHERS));
    let counted: usize = (0..=CARGOES).map(|cargo| flows.ways[0].count(cargo, i64::MIN, i64::MAX)).sum();
    assert_eq!((counted, flows.ways[0].count(7, i64::MIN, i64::MAX)), (78, 15));
    assert!(
        flows.sentence(&facts, 0, None).ends_with("9 of cargo 8 (no quantity) and 36 of other cargo."),
        "{}",
        flows.sentence(&facts, 0, None)
    );
}

#[test]
fn sides_are_proposed_from_what_went_between_them() {
    let facts: Facts = serde_json::from_str::<Document>(SAMPLE).expect("the sample is a case").into_facts();
    let russia = || Side::Country("RU".into());
    assert_eq!(sides::propose_any(&facts), Some([russia(), Side::Country("KP".into())]), "more left RU than came back");
    assert_eq!(sides::propose(&facts, By::Places), Some([Side::Place(VOSTOCHNY), Side::Place(CHONGJIN)]));
    assert_eq!(sides::propose(&facts, By::Flags), None, "only one flag is stated");
    let flows = Flows::build(&facts, countries(), |_| true);
    let lengths = [0, 1, 2, 3, 4, 5].map(|way: usize| flows.ways[way].len());
    assert_eq!(lengths, [2, 8, 0, 1, 0, 0]);
    assert_eq!(
        flows.sentence(&facts, 3, None),
        "KP to RU: 1 shipment of containers (no quantity).",
        "nothing is said of what the one was for"
    );
    let first = sides::candidates(&facts, By::Places).into_iter().map(|(side, number)| (side.name(&facts), number));
    let first: Vec<(String, usize)> = first.collect();
    assert_eq!(first[0], ("Vostochny".to_owned(), 11));
    assert!(first.contains(&("Vostochny, oil berth".to_owned(), 5)), "{first:?}");
    assert_eq!(sides::propose_any(&Facts::default()), None);
}

#[test]
fn half_open_shipments_alone_propose_the_sides_they_touch() {
    let mut facts = empty();
    ship(&mut facts, 1, [seen(BERTH, "2024-03-07"), None], "oil", None);
    assert_eq!(sides::propose_any(&facts), None, "one side is no two");
    ship(&mut facts, 1, [None, seen(RASON, "2024-03-09")], "oil", None);
    assert_eq!(sides::propose_any(&facts), Some([Side::Country("kp".into()), Side::Country("RU".into())]));
}

#[test]
fn sides_are_found_by_reference_name_country_and_flag() {
    let facts = empty();
    let named = |word: &str, by: Option<By>| sides::named(&facts, word, by);
    assert_eq!(named("P-2", None), Some(Side::Place(BERTH)));
    assert_eq!(named("VOSTOCHNY", None), Some(Side::Place(VOSTOCHNY)));
    assert_eq!(named("ru", None), Some(Side::Country("RU".into())));
    assert_eq!(named("flag:kp", None), Some(Side::Flag("KP".into())));
    assert_eq!(named("kp", Some(By::Flags)), Some(Side::Flag("KP".into())));
    assert_eq!(named("Vostochny", Some(By::Countries)), None);
    assert_eq!((named("", None), named("V-1", None), named("Narnia", None)), (None, None, None));
    assert_eq!(Side::Place(Id::new(99)).name(&facts), "P-99");
}

#[test]
fn stretches_of_the_calendar_follow_one_another() {
    let day = |text: &str| text.parse::<crate::base::time::When>().expect("a day").start().0;
    let at = day("2024-03-07");
    assert_eq!(Bin::Week.around(at), (day("2024-03-04"), day("2024-03-11")), "from Monday");
    assert_eq!(Bin::Month.around(at), (day("2024-03-01"), day("2024-04-01")));
    assert_eq!(Bin::over(Bin::Month, at, day("2024-05-01")).count(), 2);
    for bin in BINS {
        let all: Vec<(i64, i64)> = bin.over(at - 86_400 * 40_000, at).collect();
        assert!(all.windows(2).all(|pair| pair[0].1 == pair[1].0), "{bin:?}");
        assert!(all.last().is_some_and(|(from, to)| (*from..*to).contains(&(at - 1))), "{bin:?}");
    }
    assert_eq!((Bin::at_least(1.0), Bin::at_least(86_401.0), Bin::at_least(1e12)), (Bin::Day, Bin::Week, Bin::Century));
    let end = crate::base::time::END_SECOND;
    assert_eq!(Bin::Year.over(end - 10, end + 1_000_000_000).count(), 1, "the calendar ends");
}
