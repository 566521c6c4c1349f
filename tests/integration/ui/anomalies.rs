//! The list of anomalies: what it shows, what a click does, and how it follows edits and the query.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use wakeline::base::interval::{BoundName, Bounds};
use wakeline::model::document::Document;
use wakeline::model::entity::Entity;
use wakeline::model::facts::Facts;
use wakeline::model::ids::{EntityRef, Id, VesselId, VisitId};
use wakeline::model::visit::Visit;

use super::{Window, case_of, sample};

const SAMPLE: &str = include_str!("../../../assets/sample/vostochny-2024.wake.json");

/// The sample with Tanker 1 seen at Vostochny and at Chongjin at one time, and a visit of Tanker 2 that rests on nothing.
fn with_anomalies() -> Window {
    let mut facts: Facts = serde_json::from_str::<Document>(SAMPLE).expect("the sample is a case").into_facts();
    for (id, first, last) in [(1, "2024-03-07", "2024-03-11"), (6, "2024-03-09", "2024-03-13")] {
        let mut visit = facts.visits.get(VisitId::new(id)).expect("in the sample").clone();
        visit.bounds = Bounds::seen(first.parse().expect("a day"), last.parse().expect("a day"));
        facts.put(Entity::Visit(Box::new(visit)));
    }
    let day = "2024-06-01".parse().expect("a day");
    let bare = Visit::new(VisitId::new(99), VesselId::new(2), Id::new(4), Bounds::seen(day, day));
    facts.put(Entity::Visit(Box::new(bare)));
    case_of(&facts)
}

fn open(window: &mut Window) {
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text("show the anomalies");
    window.key(Key::Enter);
}

fn labels(window: &Window, part: &str) -> usize {
    window.harness.query_all_by_label_contains(part).count()
}

#[test]
fn anomalies_are_listed_by_rule_counted_in_the_tab_and_folded() {
    let mut window = with_anomalies();
    assert_eq!(labels(&window, "Anomalies · "), 0, "nothing is looked for before the list is shown");
    open(&mut window);
    window.harness.get_by_label("Anomalies · 2");
    window.harness.get_by_label("Two places at once: 1, cannot all be so");
    window.harness.get_by_label_contains("Tanker 1 was at Vostochny, oil berth (V-1, seen 7 to 11 March 2024");
    window.harness.get_by_label_contains("rests on no exhibit");
    window.click("Visits without exhibits: 1, to look at");
    assert_eq!(labels(&window, "rests on no exhibit"), 0);
    window.click("Visits without exhibits: 1, to look at, folded");
    assert_eq!(labels(&window, "rests on no exhibit"), 1);
}

#[test]
fn a_click_selects_all_that_it_is_about_and_a_chip_one_of_it() {
    let mut window = with_anomalies();
    open(&mut window);
    let sentence = "Tanker 1 was at Vostochny, oil berth";
    window.harness.get_by_label_contains(sentence).click();
    window.settle();
    let both: Vec<EntityRef> = [1, 6].map(|id| VisitId::new(id).into()).to_vec();
    assert_eq!(window.session().selection.iter().copied().collect::<Vec<_>>(), both);
    assert_eq!(window.session().primary, Some(both[0]));
    window.click("V-99");
    assert_eq!(window.session().primary, Some(VisitId::new(99).into()));
    let chips = window.harness.get_all_by_label("E-3").filter(|node| node.accesskit_node().role() == Role::Button);
    chips.into_iter().next().expect("an exhibit of both").click();
    window.settle();
    assert_eq!(window.session().primary, Some(wakeline::model::ids::ExhibitId::new(3).into()));
}

#[test]
fn the_list_follows_the_query_and_edits() {
    let mut window = with_anomalies();
    open(&mut window);
    window.key(Key::Slash);
    window.type_text("id:V-6");
    window.key(Key::Enter);
    assert_eq!(labels(&window, "Tanker 1 was at Vostochny"), 1, "one of the two is shown");
    assert_eq!(labels(&window, "rests on no exhibit"), 0);
    window.key(Key::Slash);
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text("vessel:\"Lady R\"");
    window.key(Key::Enter);
    window.harness.get_by_label("The query shows no anomaly");
    // The top bar has such a button too.
    window.harness.get_all_by_label("Clear the query").last().expect("in the view").click();
    window.settle();
    window.click("V-99");
    window.key(Key::Delete);
    assert!(window.session().facts.visits.get(VisitId::new(99)).is_none());
    window.harness.get_by_label("Anomalies · 1");
    window.keys(Modifiers::COMMAND, Key::Z);
    window.harness.get_by_label("Anomalies · 2");
}

#[test]
fn a_case_without_anomalies_says_what_was_looked_for() {
    let mut window = sample();
    assert!(
        window.session().facts.visits.get(VisitId::new(1)).expect("V-1").bounds.get(BoundName::FirstSeen).is_none()
    );
    open(&mut window);
    window.harness.get_by_label("No anomalies");
    window.harness.get_by_label_contains("Looked for overlapping visits, two places at once");
    let mut empty = case_of(&Facts::default());
    open(&mut empty);
    empty.harness.get_by_label("Nothing to look through yet");
}

#[test]
fn thousands_are_looked_for_on_a_worker_and_only_those_in_sight_are_drawn() {
    let mut facts: Facts = serde_json::from_str::<Document>(SAMPLE).expect("the sample is a case").into_facts();
    let day = "2024-06-01".parse().expect("a day");
    for id in 100..5_100 {
        let visit =
            Visit::new(VisitId::new(id), VesselId::new(1 + id % 5), Id::new(4), Bounds::within(Some(day), None));
        facts.put(Entity::Visit(Box::new(visit)));
    }
    let mut window = case_of(&facts);
    open(&mut window);
    window.until("they are found", |app| app.session().and_then(|session| session.anomalies.count()) == Some(5_000));
    window.harness.get_by_label("Visits without exhibits: 5,000, to look at");
    let drawn = labels(&window, "rests on no exhibit");
    assert!((1..40).contains(&drawn), "{drawn}");
}
