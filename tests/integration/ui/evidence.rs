//! What the evidence comes to, in the inspector: origins, bounds from empty images, stretches without imagery.

use egui::accesskit::Role;
use egui::{Key, Modifiers, OutputCommand};
use egui_kittest::kittest::{NodeT, Queryable};
use wakeline::base::interval::BoundName;
use wakeline::model::document::Document;
use wakeline::model::entity::Entity;
use wakeline::model::evidence::{Exhibit, ExhibitKind, Sighting};
use wakeline::model::facts::Facts;
use wakeline::model::finding::Finding;
use wakeline::model::ids::{FindingId, Id, VisitId};
use wakeline::tasks::Start;
use wakeline::tasks::new::{Contents, create};
use wakeline::tasks::output::Existing;

use super::{Window, sample, window_in};

const SAMPLE: &str = include_str!("../../../assets/sample/vostochny-2024.wake.json");

/// The sample with four images of Vostochny: empty, empty, obstructed and empty around V-8, and a finding on A and E.
fn with_images() -> Window {
    let mut facts: Facts = serde_json::from_str::<Document>(SAMPLE).expect("the sample is a case").into_facts();
    let looks = [(21, "2024-03-28", "clear"), (22, "2024-03-30", "clear"), (23, "2024-04-05", "obstructed")];
    for (id, day, obstruction) in looks.into_iter().chain([(24, "2024-04-02", "clear")]) {
        let mut image = Exhibit::titled(Id::new(id), id, "Image of the port");
        image.kind = ExhibitKind::Image;
        facts.put(Entity::Exhibit(Box::new(image)));
        let text = format!(
            r#"{{"id":{id},"exhibit":{id},"place":1,"time":"{day}","negative":true,"obstruction":"{obstruction}"}}"#
        );
        let sighting: Sighting = serde_json::from_str(&text).expect("a sighting");
        facts.put(Entity::Sighting(Box::new(sighting)));
    }
    let mut finding = Finding::draft(FindingId::new(1), 1);
    finding.headline = "Two analyses agree".into();
    finding.body = "They do [@E-1] [@E-13].".into();
    facts.put(Entity::Finding(Box::new(finding)));
    let folder = tempfile::tempdir().expect("a folder");
    let (text, case) = (folder.path().join("images.wake.json"), folder.path().join("images.wake"));
    std::fs::write(&text, serde_json::to_string(&Document::of(&facts)).expect("text")).expect("writes");
    let progress = wakeline::base::progress::Progress::default();
    create(&case, Contents::File(&text), None, Existing::Keep, super::noon(), "tester", &progress).expect("a case");
    let mut window = window_in(folder, Start::Case(case));
    window.until("the case is open", |app| app.session().is_some());
    window
}

/// Clicks what bears a label and returns what that put on the clipboard.
fn copied(window: &mut Window, label: &str) -> Vec<String> {
    window.harness.get_all_by_label(label).next().expect(label).click();
    let mut texts = Vec::new();
    for _ in 0..4 {
        window.harness.step();
        let commands = &window.harness.output().platform_output.commands;
        texts.extend(commands.iter().filter_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        }));
    }
    texts
}

/// Clicks a tab; its name may stand as a plain label elsewhere.
fn tab(window: &mut Window, name: &str) {
    let tabs = window.harness.get_all_by_label(name);
    let tab = tabs.into_iter().find(|node| node.accesskit_node().role() != Role::Label).expect(name);
    tab.click();
    window.settle();
}

/// Shows only one visit and selects it.
fn only(window: &mut Window, code: &str) {
    window.key(Key::Slash);
    window.type_text(&format!("id:{code}"));
    window.key(Key::Enter);
    window.key(Key::F);
    window.click_visit(code, Modifiers::NONE);
}

#[test]
fn a_visit_of_march_has_nine_reports_and_one_origin() {
    let mut window = sample();
    window.click_visit("V-1", Modifiers::NONE);
    window.harness.get_by_label("9 reports · 1 origin").hover();
    window.settle();
    window.harness.get_by_label("Royal United Services Institute (RUSI): E-1 to E-9");
    assert!(window.harness.query_by_label_contains("not independent").is_none());
    let said = "9 reports · 1 origin\nRoyal United Services Institute (RUSI): E-1 to E-9";
    assert_eq!(copied(&mut window, "9 reports · 1 origin"), [said]);
}

#[test]
fn a_finding_on_two_analyses_by_one_person_says_so() {
    let mut window = with_images();
    tab(&mut window, "Findings");
    window.click("F-1 Two analyses agree");
    window.harness.get_by_label("2 reports · 2 origins");
    window.harness.get_by_label_contains("are not independent: they share the analyst Joseph Byrne");
}

#[test]
fn bounds_are_taken_from_empty_images_one_or_both_as_one_entry() {
    let mut window = with_images();
    only(&mut window, "V-8");
    window.harness.get_by_label("Take bounds from empty images");
    window.harness.get_by_label("not before 30 March 2024, empty port in E-22");
    window.harness.get_by_label("not after 2 April 2024, empty port in E-24");
    let before = window.session().store.journal_len();
    let bounds = |window: &Window| {
        let visit = window.session().facts.visits.get(VisitId::new(8)).expect("V-8").clone();
        [BoundName::NotBefore, BoundName::NotAfter]
            .map(|name| (visit.bound_text(name), visit.bound_exhibit(name).map(|id| id.0)))
    };
    window.harness.get_all_by_label("Take").next().expect("a button each").click();
    window.settle();
    assert_eq!(bounds(&window), [("2024-03-30".to_owned(), Some(22)), (String::new(), None)]);
    window.harness.get_by_label("from E-22");
    assert!(window.harness.query_by_label_contains("not before 30 March").is_none(), "it is taken");
    window.keys(Modifiers::COMMAND, Key::Z);
    window.click("Take both");
    assert_eq!(bounds(&window)[1], ("2024-04-02".to_owned(), Some(24)));
    assert_eq!(window.session().store.journal_len(), before + 3, "taken, taken back, both at once");
    assert!(window.harness.query_by_label("Take bounds from empty images").is_none());
}

#[test]
fn a_sighting_has_a_page_that_leads_to_its_exhibit_and_to_what_it_bounds() {
    let mut window = with_images();
    only(&mut window, "V-8");
    window.click("not before 30 March 2024, empty port in E-22");
    window.harness.get_by_label("Nothing there");
    window.harness.get_by_label("Vostochny, 30 March 2024");
    window.harness.get_by_label_contains("V-8 Yu Son at Vostochny, not before");
    window.click("The place was empty");
    let sighting = window.session().facts.sightings.get(Id::new(22)).expect("SI-22");
    assert!(!sighting.negative, "it can be changed here");
    window.click("E-22 Image of the port");
    assert_eq!(window.session().primary, Some(wakeline::model::ids::ExhibitId::new(22).into()));
}

#[test]
fn a_place_says_when_nobody_looked_and_the_sentence_is_copied() {
    let mut window = with_images();
    tab(&mut window, "Places");
    window.click("Vostochny, 6");
    let sentence = "No imagery of Vostochny on 29 March 2024 (E-21 to E-22).";
    window.harness.get_by_label(sentence);
    let obstructed = "No imagery of Vostochny between 4 and 6 April 2024 (between two looks in E-11; 1 obstructed).";
    window.harness.get_by_label(obstructed);
    let first = copied(&mut window, "Copy");
    assert_eq!(first.len(), 1);
    assert!(first[0].starts_with("No imagery of Vostochny between ") && first[0].ends_with("(none before E-21)."));
    let all = copied(&mut window, "Copy all of them");
    assert!(all[0].lines().any(|line| line == sentence), "{all:?}");
}
