//! What is counted, when, and that an edit gives what a fresh count gives.

use proptest::prelude::*;

use super::book::{Reading, SCENARIOS, Scenario};
use super::entry::{Event, NoFigure};
use super::fixture::{
    amount, day, declaration, exactly, facts, loaded, quantity, regime, shipment, touched, vessel, visit,
};
use super::stated::others;
use super::weight::{doubt, heaviest};
use super::{Ledger, words};
use crate::base::quantity::{Amount, Estimate, Unit};
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, Id, RegimeId, ShipmentId};
use crate::model::regime::{CountingEvent, DeclarationKind};
use crate::model::shipment::ShipmentStatus;
use crate::model::visit::Activity;

const REFINED: RegimeId = Id::new(1);
const CRUDE: RegimeId = Id::new(2);

fn own(facts: &Facts, regime: RegimeId, year: i64) -> [Option<Amount>; 3] {
    let ledger = Ledger::build(facts, None);
    let window = ledger.book(regime).and_then(|book| book.window(year)).expect("a window");
    SCENARIOS.map(|scenario| window.amount(scenario))
}

fn amounts(values: [f64; 3]) -> [Option<Amount>; 3] {
    values.map(|value| Some(amount(value)))
}

/// Five hulls of 20,000 barrels, two of which were seen to discharge, and a sixth of which nothing is known.
fn march() -> Facts {
    let mut facts = facts();
    for id in 1..=6 {
        facts.put(vessel(id, (id < 6).then(|| exactly(20_000.0))));
        facts.put(visit(id, id, ("2024-03-07", "2024-03-10"), Activity::Loading));
        facts.put(visit(10 + id, id, ("2024-03-20", "2024-03-20"), Activity::Discharging));
        let discharge = (id <= 2).then_some(10 + id);
        facts.put(Entity::Shipment(Box::new(shipment(id, Some(id), discharge, "refined petroleum"))));
    }
    facts.put(Entity::Shipment(Box::new(shipment(7, Some(1), None, "containers"))));
    facts
}

#[test]
fn capacities_are_counted_as_far_as_hulls_were_filled() {
    let mut facts = march();
    assert_eq!(own(&facts, REFINED, 2024), amounts([33_000.0, 50_000.0, 90_000.0]));
    let ledger = Ledger::build(&facts, None);
    let tally = ledger.book(REFINED).and_then(|book| book.window(2024)).expect("a window").tally;
    assert_eq!((tally.entries, tally.without_quantity, tally.counted), (6, 1, 5));

    let mut regime = facts.regimes.get(REFINED).expect("there").clone();
    regime.counting_event = CountingEvent::Delivered;
    facts.put(Entity::Regime(Box::new(regime)));
    assert_eq!(own(&facts, REFINED, 2024), amounts([13_200.0, 20_000.0, 36_000.0]));
    let ledger = Ledger::build(&facts, None);
    let tally = ledger.book(REFINED).and_then(|book| book.window(2024)).expect("a window").tally;
    assert_eq!((tally.entries, tally.without_quantity, tally.not_delivered, tally.counted), (6, 1, 4, 2));
}

#[test]
fn what_has_no_quantity_is_unknown_and_not_zero() {
    let mut facts = march();
    for id in 1..=5 {
        facts.put(vessel(id, None));
    }
    assert_eq!(own(&facts, REFINED, 2024), [None; 3]);
    let ledger = Ledger::build(&facts, None);
    let window = ledger.book(REFINED).and_then(|book| book.window(2024)).expect("a window");
    assert_eq!(
        (window.tally.without_quantity, words::total(window.amount(Scenario::Low), false)),
        (6, "unknown".into())
    );
}

#[test]
fn containers_enter_no_oil_ledger_whatever_unit_they_have() {
    let mut facts = march();
    let mut containers = shipment(7, Some(1), None, "containers");
    containers.quantity = Some(quantity(exactly(1_000.0), Unit::Barrels));
    facts.put(Entity::Shipment(Box::new(containers)));
    let ledger = Ledger::build(&facts, None);
    for regime in [REFINED, CRUDE] {
        assert_eq!(ledger.book(regime).expect("a book").entry(ShipmentId::new(7)), None);
    }
}

#[test]
fn windows_start_on_their_days() {
    let mut facts = facts();
    facts.put(vessel(1, None));
    for (id, at, cargo) in [
        (1, "2023-12-31", "diesel"),
        (2, "2024-01-01", "diesel"),
        (3, "2023-12-21", "crude oil"),
        (4, "2023-12-22", "crude oil"),
    ] {
        facts.put(visit(id, 1, (at, at), Activity::Loading));
        let mut shipment = shipment(id, Some(id), None, cargo);
        shipment.quantity = Some(quantity(exactly(f64::from(id)), Unit::Barrels));
        facts.put(Entity::Shipment(Box::new(shipment)));
    }
    assert_eq!(own(&facts, REFINED, 2023), amounts([1.0; 3]));
    assert_eq!(own(&facts, REFINED, 2024), amounts([2.0; 3]));
    assert_eq!(own(&facts, CRUDE, 2022), amounts([3.0; 3]));
    assert_eq!(own(&facts, CRUDE, 2023), amounts([4.0; 3]));
    let start = facts.regimes.get(CRUDE).expect("there").window_start;
    assert_eq!(words::window(start, 2023), "2023/24");
}

#[test]
fn a_window_of_29_february_loses_no_day() {
    let mut facts = facts();
    facts.put(Entity::Regime(Box::new(regime(1, &["refined petroleum"], 500_000.0, (2, 29)))));
    facts.put(vessel(1, None));
    for (id, at) in [(1, "2023-02-28"), (2, "2023-03-01"), (3, "2024-02-28"), (4, "2024-02-29")] {
        facts.put(visit(id, 1, (at, at), Activity::Loading));
        let mut shipment = shipment(id, Some(id), None, "refined petroleum");
        shipment.quantity = Some(quantity(exactly(1.0), Unit::Barrels));
        facts.put(Entity::Shipment(Box::new(shipment)));
    }
    assert_eq!(own(&facts, REFINED, 2022), amounts([1.0; 3]));
    assert_eq!(own(&facts, REFINED, 2023), amounts([2.0; 3]));
    assert_eq!(own(&facts, REFINED, 2024), amounts([1.0; 3]));
}

#[test]
fn the_cap_is_passed_on_the_day_on_which_there_is_more_than_it() {
    let mut facts = loaded(&[("2024-03-01", 300_000.0), ("2024-05-01", 200_000.0), ("2024-06-01", 1.0)]);
    let ledger = Ledger::build(&facts, None);
    let window = ledger.book(REFINED).and_then(|book| book.window(2024)).expect("a window");
    let cap = amount(500_000.0);
    assert_eq!(window.passes(cap, Scenario::Base, Reading::Base), Some(day("2024-06-01")));
    assert_eq!(window.reaches(cap, Scenario::Base, Reading::Base), Some(day("2024-05-01")));
    assert_eq!(window.passes(amount(500_001.0), Scenario::Base, Reading::Base), None);

    facts.put(visit(1, 1, ("2024-03-01", "2024-12-30"), Activity::Loading));
    let ledger = Ledger::build(&facts, None);
    let window = ledger.book(REFINED).and_then(|book| book.window(2024)).expect("a window");
    assert_eq!(window.passes(cap, Scenario::Base, Reading::Latest), Some(day("2024-12-30")));
    assert_eq!(window.passes(cap, Scenario::Base, Reading::Earliest), Some(day("2024-06-01")));
    assert_eq!(window.passes(amount(1e300), Scenario::Base, Reading::Latest), None, "a cap of another world");
}

#[test]
fn a_shipment_that_may_lie_in_two_windows_is_counted_in_one_and_shown_in_both() {
    let mut facts = loaded(&[("2024-03-01", 10.0)]);
    facts.put(visit(1, 1, ("2023-12-30", "2024-01-20"), Activity::Loading));
    let ledger = Ledger::build(&facts, None);
    let book = ledger.book(REFINED).expect("a book");
    let (before, own) = (book.window(2023).expect("named"), book.window(2024).expect("counted"));
    assert_eq!((before.tally.entries, before.edges().collect::<Vec<_>>()), (0, vec![ShipmentId::new(1)]));
    assert_eq!((own.tally.entries, own.tally.on_edge), (1, 1));
    // As early as may be, and still in the window that it is counted in.
    assert_eq!(own.steps(Reading::Earliest).next().map(|(at, _)| at), Some(day("2024-01-01")));
}

#[test]
fn undated_shipments_and_those_that_cannot_be_converted_are_named() {
    let mut facts = loaded(&[("2024-03-01", 10.0), ("2024-03-02", 10.0), ("2024-03-03", 10.0), ("2024-03-04", 0.0)]);
    facts.put(visit(1, 1, ("", ""), Activity::Loading));
    let change = |facts: &mut Facts, id: u32, estimate: Estimate, unit: Unit, cargo: &str| {
        let mut row = shipment(id, Some(id), None, cargo);
        row.quantity = Some(quantity(estimate, unit));
        facts.put(Entity::Shipment(Box::new(row)));
    };
    change(&mut facts, 2, exactly(10.0), Unit::Containers, "refined petroleum");
    change(&mut facts, 3, exactly(10.0), Unit::Tonnes, "bitumen");
    let ledger = Ledger::build(&facts, None);
    let (book, rules) = (ledger.book(REFINED).expect("a book"), ledger.rules(REFINED).expect("rules"));
    assert_eq!(book.undated().collect::<Vec<_>>(), [ShipmentId::new(1)]);
    let why = |id| {
        let entry = book.entry(ShipmentId::new(id)).expect("an entry");
        entry.missing().map(|why| (why, words::missing(&facts, rules, entry, why)))
    };
    assert_eq!(why(2), Some((NoFigure::Unit, "containers cannot be counted in bbl".into())));
    assert!(why(3).is_some_and(|(why, said)| why == NoFigure::Factor && said.contains("BP 2021")));
    // A zero that somebody gives is a figure.
    assert_eq!(why(4), None);
    let window = book.window(2024).expect("a window");
    assert_eq!((window.tally.entries, window.tally.without_quantity), (3, 2));
    assert_eq!(window.amount(Scenario::High), Some(Amount::default()));
    change(&mut facts, 4, exactly(1e300), Unit::Barrels, "diesel");
    let ledger = Ledger::build(&facts, None);
    let entry = ledger.book(REFINED).and_then(|book| book.entry(ShipmentId::new(4))).expect("an entry").clone();
    assert_eq!(entry.missing(), Some(NoFigure::TooLarge));
}

#[test]
fn a_loading_that_was_not_seen_is_dated_by_the_discharge() {
    let mut facts = facts();
    facts.put(vessel(1, Some(exactly(100.0))));
    facts.put(visit(1, 1, ("2024-03-07", "2024-03-07"), Activity::Discharging));
    facts.put(Entity::Shipment(Box::new(shipment(1, None, Some(1), "diesel"))));
    let ledger = Ledger::build(&facts, None);
    let entry = ledger.book(REFINED).and_then(|book| book.entry(ShipmentId::new(1))).expect("an entry").clone();
    assert_eq!((entry.event, words::when(&entry)), (Event::BeforeDischarge, "7 March 2024, by its discharge".into()));
    assert_eq!(own(&facts, REFINED, 2024), amounts([33.0, 50.0, 90.0]));
}

#[test]
fn what_others_say_of_one_time_is_not_added() {
    let mut facts = facts();
    let least = Estimate::new(Some(amount(1_000_000.0)), None, None).expect("a low end");
    for entity in [
        declaration(1, DeclarationKind::Declared, 1, "2024", exactly(168_679.0)),
        declaration(2, DeclarationKind::Declared, 2, "2024-01", exactly(15_279.0)),
        declaration(3, DeclarationKind::Assessed, 3, "2024-03", exactly(125_000.0)),
        declaration(4, DeclarationKind::Assessed, 4, "2024-03-07/2024-11-05", least),
        declaration(5, DeclarationKind::Assessed, 0, "2023-11/2024-02", exactly(7.0)),
    ] {
        facts.put(entity);
    }
    let ledger = Ledger::build(&facts, None);
    let rules = ledger.rules(REFINED).expect("rules");
    let declared = others(&facts, rules, DeclarationKind::Declared, 2024);
    assert_eq!((declared.entries.len(), declared.figure, declared.passed_by), (2, [Some(amount(168_679.0)); 3], None));
    let assessed = others(&facts, rules, DeclarationKind::Assessed, 2024);
    assert_eq!(assessed.figure, [Some(amount(1_000_000.0)), None, None]);
    assert_eq!(assessed.passed_by, Some(day("2024-11-05")));
    assert_eq!(assessed.entries.len(), 3, "what reaches beyond the window is named and not counted");
    assert_eq!(assessed.rests_on, [Id::new(4)]);
}

#[test]
fn months_of_one_source_are_added_and_a_year_stands_for_them() {
    let mut facts = facts();
    facts.put(declaration(1, DeclarationKind::Declared, 1, "2024-01", exactly(100.0)));
    facts.put(declaration(2, DeclarationKind::Declared, 1, "2024-02", exactly(50.0)));
    facts.put(declaration(3, DeclarationKind::Declared, 2, "2024-01", exactly(120.0)));
    let figure = |facts: &Facts| {
        let ledger = Ledger::build(facts, None);
        others(facts, ledger.rules(REFINED).expect("rules"), DeclarationKind::Declared, 2024).figure[1]
    };
    assert_eq!(figure(&facts), Some(amount(150.0)));
    facts.put(declaration(4, DeclarationKind::Declared, 1, "2024", exactly(160.0)));
    assert_eq!(figure(&facts), Some(amount(160.0)));
}

#[test]
fn the_three_ledgers_are_never_added() {
    // Whatever others declare or assess, the own count stays what it is; whatever is loaded, theirs do.
    let mut facts = loaded(&[("2024-03-01", 300_000.0)]);
    let figures = |facts: &Facts| {
        let ledger = Ledger::build(facts, None);
        let rules = ledger.rules(REFINED).expect("rules").clone();
        let of = |kind| others(facts, &rules, kind, 2024).figure;
        let window = ledger.book(REFINED).and_then(|book| book.window(2024)).expect("a window");
        let own = SCENARIOS.map(|scenario| window.amount(scenario));
        let crossed = window.passes(rules.cap, Scenario::High, Reading::Latest);
        (of(DeclarationKind::Declared), of(DeclarationKind::Assessed), own, crossed)
    };
    let (_, _, own, _) = figures(&facts);
    facts.put(declaration(1, DeclarationKind::Declared, 1, "2024", exactly(400_000.0)));
    let (declared, _, _, _) = figures(&facts);
    facts.put(declaration(2, DeclarationKind::Assessed, 2, "2024", exactly(450_000.0)));
    let after = figures(&facts);
    assert_eq!(after, (declared, [Some(amount(450_000.0)); 3], own, None), "together they would be far above the cap");
    let extra = loaded(&[("2024-03-01", 300_000.0), ("2024-03-02", 150_000.0)]);
    for row in extra.shipments.iter() {
        facts.put(Entity::Visit(Box::new(extra.visits.get(row.loading.expect("loaded")).expect("there").clone())));
        facts.put(Entity::Shipment(Box::new(row.clone())));
    }
    let more = figures(&facts);
    assert_eq!((more.0, more.1, more.3), (after.0, after.1, None));
}

#[test]
fn the_heaviest_shipments_and_what_would_have_to_be_false() {
    let facts = loaded(&[
        ("2024-03-01", 100_000.0),
        ("2024-04-01", 250_000.0),
        ("2024-05-01", 200_000.0),
        ("2024-06-01", 50_000.0),
    ]);
    let ledger = Ledger::build(&facts, None);
    let (book, rules) = (ledger.book(REFINED).expect("a book"), ledger.rules(REFINED).expect("rules"));
    let window = book.window(2024).expect("a window");
    assert_eq!(window.passes(rules.cap, Scenario::Base, Reading::Base), Some(day("2024-05-01")));
    let weights = heaviest(book, window, rules, 2);
    assert_eq!(weights.iter().map(|weight| weight.shipment.0).collect::<Vec<_>>(), [2, 3]);
    assert!(weights.iter().all(|weight| weight.passed_without.is_none()));
    let all = heaviest(book, window, rules, 10);
    let smallest = all.last().expect("four");
    assert_eq!((smallest.shipment.0, smallest.passed_without), (4, Some(day("2024-05-01"))));
    let doubt = doubt(book, window, rules, Scenario::Base).expect("above the cap");
    assert_eq!((doubt.excess, doubt.shipments, doubt.filled_at_most), (amount(100_000.0), vec![Id::new(2)], None));
}

#[test]
fn where_figures_rest_on_capacities_it_is_said_how_full_hulls_were_at_most() {
    let mut facts = march();
    for id in 1..=5 {
        facts.put(vessel(id, Some(exactly(400_000.0))));
    }
    let ledger = Ledger::build(&facts, None);
    let (book, rules) = (ledger.book(REFINED).expect("a book"), ledger.rules(REFINED).expect("rules"));
    let window = book.window(2024).expect("a window");
    let doubt = doubt(book, window, rules, Scenario::Base).expect("above the cap");
    assert_eq!((doubt.shipments.len(), doubt.filled_at_most.map(|share| share.to_string())), (3, Some("25 %".into())));
}

/// What can happen to a case that is counted.
#[derive(Clone, Debug)]
enum Step {
    Capacity(u32, Option<u16>),
    Visit(u32, u16, u16),
    Shipment(u32, Option<u16>, u8),
    Gone(u32),
    Counts(bool),
    Laden(u8),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        (1_u32..5, prop::option::of(any::<u16>())).prop_map(|(id, capacity)| Step::Capacity(id, capacity)),
        (1_u32..9, 0_u16..900, 0_u16..500).prop_map(|(id, from, long)| Step::Visit(id, from, long)),
        (1_u32..9, prop::option::of(any::<u16>()), 0_u8..8)
            .prop_map(|(id, amount, kind)| Step::Shipment(id, amount, kind)),
        (1_u32..9).prop_map(Step::Gone),
        any::<bool>().prop_map(Step::Counts),
        (0_u8..=50).prop_map(Step::Laden),
    ];
    prop::collection::vec(step, 0..40)
}

fn apply(facts: &mut Facts, step: &Step) -> Vec<EntityRef> {
    let put = |facts: &mut Facts, entity: Entity| {
        let touched = touched(&entity).to_vec();
        facts.put(entity);
        touched
    };
    let of_day = |day: u16| words::date(19_400 + i32::from(day)).to_string();
    match step {
        Step::Capacity(id, capacity) => put(facts, vessel(*id, capacity.map(|barrels| exactly(f64::from(barrels))))),
        Step::Visit(id, from, long) => {
            let (from, to) = (of_day(*from), of_day(from + long));
            let dated = if *long == 0 { ("", "") } else { (from.as_str(), to.as_str()) };
            put(facts, visit(*id, 1 + id % 4, dated, Activity::Loading))
        }
        Step::Shipment(id, given, kind) => {
            let cargo = ["refined petroleum", "crude oil", "diesel", "containers"][usize::from(kind % 4)];
            let other = (kind % 3 == 0).then_some(1 + id % 8);
            let mut row = shipment(*id, Some(*id), other, cargo);
            let unit = if *kind == 6 { Unit::Tonnes } else { Unit::Barrels };
            row.quantity = given.map(|barrels| quantity(exactly(f64::from(barrels)), unit));
            row.status = if *kind == 7 { ShipmentStatus::Rejected } else { ShipmentStatus::Proposed };
            put(facts, Entity::Shipment(Box::new(row)))
        }
        Step::Gone(id) => {
            let item = EntityRef::from(ShipmentId::new(*id));
            facts.remove(item);
            vec![item]
        }
        Step::Counts(delivered) => {
            let mut row = regime(1, &["refined petroleum"], 500_000.0, (1, 1));
            row.counting_event = if *delivered { CountingEvent::Delivered } else { CountingEvent::Loaded };
            put(facts, Entity::Regime(Box::new(row)))
        }
        Step::Laden(percent) => {
            let mut case = (*facts.case).clone();
            case.counting.laden.low = crate::base::quantity::Share::percent(*percent);
            facts.case = std::sync::Arc::new(case);
            Vec::new()
        }
    }
}

proptest! {
    #[test]
    fn an_edit_gives_what_a_fresh_count_gives(steps in steps()) {
        let mut facts = facts();
        let mut ledger = Ledger::build(&facts, None);
        for step in &steps {
            let touched = apply(&mut facts, step);
            ledger.update(&facts, &touched);
            prop_assert_eq!(&ledger, &Ledger::build(&facts, None));
        }
    }
}
