//! The first path through the program: find, tag, undo, write, export.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use super::{Window, sample};

fn tagged(window: &Window) -> usize {
    window.session().facts.visits.iter().filter(|visit| !visit.tags.is_empty()).count()
}

#[test]
fn visits_without_discharge_are_found_tagged_and_untagged_again() {
    let mut window = sample();
    let before = tagged(&window);
    window.click("View");
    window.click("Show visits without discharge");
    assert_eq!(window.session().lanes.shown(), 8);
    window.harness.get_by_label_contains("query hides 6");
    window.keys(Modifiers::COMMAND, Key::A);
    assert_eq!(window.session().selection.len(), 8);
    window.key(Key::Num1);
    let bear = |window: &Window| {
        let tag = window.session().facts.tags.iter().find(|tag| tag.key == Some(1)).expect("key 1").id;
        window.session().facts.visits.iter().filter(|visit| visit.tags.contains(&tag)).count()
    };
    assert_eq!(bear(&window), 8);
    assert!(
        window.harness.state().said().iter().any(|text| text.contains("Tagged 8 visits")),
        "{:?}",
        window.harness.state().said()
    );
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!((bear(&window), tagged(&window)), (0, before), "undone in one step");
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(bear(&window), 8);
}

#[test]
fn a_finding_is_written_and_exported_as_markdown() {
    let mut window = sample();
    window.key(Key::N);
    assert_eq!(window.session().facts.findings.len(), 1);
    window.type_into("Headline", "Tankers loaded at Vostochny");
    window.type_into("Text of the finding", "Five tankers appeared to load [@E-1].");
    window.wait(1.0);
    let finding = window.session().facts.findings.first().expect("a finding").clone();
    assert_eq!(finding.headline, "Tankers loaded at Vostochny");
    assert_eq!(finding.body, "Five tankers appeared to load [@E-1].");

    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    window.click("Markdown");
    window.click("Write…");
    window.type_into("Path", "");
    window.keys(Modifiers::COMMAND, Key::A);
    let path = window.folder.path().join("out.md");
    window.type_text(&path.display().to_string());
    window.key(Key::Enter);
    window.until("it is exported", |app| app.said().iter().any(|text| text.contains("out.md")));
    let text = std::fs::read_to_string(&path).expect("the file is there");
    assert!(text.contains("Tankers loaded at Vostochny") && text.contains("[^1]: E-1"), "{text}");
}

#[test]
fn a_visit_is_added_from_one_line_with_what_is_missing() {
    let mut window = sample();
    window.key(Key::A);
    window.type_text("Tanker 6 @ Nakhodka 2024-04-02/2024-04-05 loading ?");
    window.harness.get_by_label_contains("Tanker 6 at Nakhodka");
    window.key(Key::Enter);
    let facts = &window.session().facts;
    assert_eq!((facts.visits.len(), facts.vessels.len()), (15, 12));
    assert!(facts.places.iter().any(|place| place.name == "Nakhodka"));
    let visit = facts.visits.last().expect("the new one");
    assert_eq!(window.session().primary, Some(visit.id.into()), "it is selected");
    window.keys(Modifiers::COMMAND, Key::Z);
    let facts = &window.session().facts;
    assert_eq!((facts.visits.len(), facts.vessels.len()), (14, 11), "one undo takes back visit, vessel and place");
}

#[test]
fn every_action_is_in_the_palette_and_every_key_in_the_list() {
    let mut window = sample();
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text("colour hedge");
    window.key(Key::Enter);
    assert_eq!(window.session().lane_options.colouring, wakeline::model::view::Colouring::Hedge);
    window.key(Key::Questionmark);
    window.harness.get_by_label("Pair two visits into a shipment");
    window.key(Key::Escape);
    assert!(window.harness.query_by_label("Pair two visits into a shipment").is_none());
}

#[test]
fn a_query_that_is_none_says_why_and_hides_nothing() {
    let mut window = sample();
    window.key(Key::Slash);
    window.type_text("colour:red");
    assert!(window.harness.get_all_by_label_contains("colour").count() > 0, "the reason is shown");
    assert!(window.session().query.error.is_some());
    assert_eq!(window.session().lanes.shown(), 14);
    window.key(Key::Escape);
    assert!(window.session().query.error.is_some(), "the first Escape leaves the box as it is");
    window.key(Key::Escape);
    assert!(window.session().query.error.is_none(), "the second clears it");
}

#[test]
fn a_saved_view_brings_back_its_query() {
    let mut window = sample();
    window.click("Loadings without discharge");
    assert_eq!(window.session().query.text, "is:half-open activity:loading");
    assert_eq!(window.session().lanes.shown(), 7);
}

#[test]
fn every_form_of_the_report_menu_is_written_and_what_it_leaves_out_is_said() {
    let mut window = sample();
    let forms = [
        ("Export as a workbook…", "out.xlsx", "PK"),
        ("Export exhibits as BibTeX…", "out.bib", "% TLP:CLEAR"),
        ("Export exhibits as CSL-JSON…", "out.csl.json", "[\n"),
        ("Export the map as GeoJSON…", "out.geojson", "{\"type\":\"FeatureCollection\""),
        ("Export the map as KML…", "out.kml", "<?xml"),
        ("Export for FollowTheMoney…", "out.ftm.json", "{\"id\":"),
    ];
    for (entry, name, begins) in forms {
        window.click("Report");
        window.click(entry);
        window.type_into("Path", "");
        window.keys(Modifiers::COMMAND, Key::A);
        let path = window.folder.path().join(name);
        window.type_text(&path.display().to_string());
        window.key(Key::Enter);
        window.until("it is exported", |app| app.said().iter().any(|text| text.contains(name)));
        let written = std::fs::read(&path).expect("the file is there");
        assert!(written.starts_with(begins.as_bytes()), "{name}");
    }
    let said = window.harness.state().said().join("\n");
    assert!(said.contains("out.kml. Left out for want of a position: 4 places, 14 visits and 11 shipments"), "{said}");
}

#[test]
fn the_timeline_is_exported_as_it_is_shown_and_the_choices_are_kept() {
    let mut window = sample();
    window.click_visit("V-1", Modifiers::NONE);
    window.keys(Modifiers::COMMAND, Key::E);
    window.harness.get_by_label_contains("Shows 14 visits. Nothing is left out.");
    window.click("The whole case");
    window.click("What is selected");
    window.harness.get_by_label_contains("Shows 1 visit. Left out: 13 visits not selected.");
    window.click("PNG");
    window.harness.get_by_label_contains("Scale: 2 x");
    window.click("SVG");
    window.click("Export…");
    window.type_into("Path", "");
    window.keys(Modifiers::COMMAND, Key::A);
    let path = window.folder.path().join("out.svg");
    window.type_text(&path.display().to_string());
    window.key(Key::Enter);
    window.until("it is exported", |app| app.said().iter().any(|text| text.contains("out.svg")));
    let text = std::fs::read_to_string(&path).expect("the file is there");
    assert!(text.contains(">Tanker 1</text>") && !text.contains("Lady R"), "{text:.600}");
    assert!(text.contains("13 visits not selected"));
    // The dialog begins where it was left.
    window.keys(Modifiers::COMMAND, Key::E);
    window.harness.get_by_label_contains("Shows 1 visit.");
    window.click("The visible time range");
    window.click("Only the lanes in view");
    window.harness.get_by_label_contains("in lanes out of view");
    window.click("Cancel");
    assert!(window.harness.query_by_label("Export…").is_none());
}

#[test]
fn a_report_is_written_by_a_template_and_the_choices_are_kept() {
    let mut window = sample();
    window.key(Key::N);
    window.type_into("Headline", "Tankers appeared to load at Vostochny");
    window.type_into("Text of the finding", "Five tankers appeared to load [@E-1].");
    window.wait(1.0);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    window.harness.get_by_label_contains("1 finding and 11 shipments. Every page is marked TLP:CLEAR.");
    window.click("Memo");
    window.click("Web page");
    window.click("Write…");
    window.type_into("Path", "");
    window.keys(Modifiers::COMMAND, Key::A);
    let path = window.folder.path().join("out.html");
    window.type_text(&path.display().to_string());
    window.key(Key::Enter);
    window.until("it is written", |app| app.said().iter().any(|text| text.contains("out.html")));
    let text = std::fs::read_to_string(&path).expect("the file is there");
    assert!(
        text.contains("No decision is recorded.") && text.contains("Five tankers appeared to load<sup>"),
        "{text:.900}"
    );
    // The dialog begins where it was left.
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    window.harness.get_by_label_contains("practices seen, evidence, journal");
    window.click("Cancel");
    assert!(window.harness.query_by_label("Write…").is_none());
}

#[test]
fn templates_of_ones_own_are_offered_and_a_broken_one_says_so() {
    let mut window = sample();
    let own = window.folder.path().join("templates");
    for (name, style) in
        [("ours", "name = \"House of ours\"\nlike = \"memo\"\nlanguage = \"fr\""), ("worse", "colour = 1")]
    {
        std::fs::create_dir_all(own.join(name)).expect("makes");
        std::fs::write(own.join(name).join("template.toml"), style).expect("writes");
    }
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    window.harness.get_by_label_contains("worse cannot be used: there is no key “colour”");
    window.harness.get_by_label_contains(&format!("Your own templates lie in {}", own.display()));
    window.click("House of ours");
    window.harness.get_by_label_contains("Your own. Decision");
    window.click("Web page");
    window.click("Write…");
    window.type_into("Path", "");
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text(&window.folder.path().join("own.html").display().to_string());
    window.key(Key::Enter);
    window.until("it is written", |app| app.said().iter().any(|text| text.contains("own.html")));
    let text = std::fs::read_to_string(window.folder.path().join("own.html")).expect("the file is there");
    assert!(text.contains("lang=\"fr\"") && text.contains("No decision is recorded."), "{text:.900}");
    // The dialog begins where it was left, unless that is gone.
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    window.harness.get_by_label_contains("Your own. Decision");
    window.click("Cancel");
    std::fs::remove_dir_all(&own).expect("removes");
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    window.harness.get_by_label_contains("numbered annexes with tanker table");
}

#[test]
fn whoever_was_asked_about_a_finding_is_kept_with_what_they_said() {
    let mut window = sample();
    window.key(Key::N);
    window.type_into("Headline", "Tankers appeared to load");
    window.wait(1.0);
    window.click("Add a letter…");
    window.type_into("Asked", "The berth's operator");
    window.type_into("On", "2 April 2024");
    window.type_into("Exhibit", "E-99");
    window.harness.get_by_label_contains("E-99 is not an exhibit of the case");
    window.type_into("Exhibit", "");
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text("E-2");
    window.click("Add");
    let reply = window.session().facts.findings.first().expect("a finding").replies[0].clone();
    assert_eq!((reply.asked.as_str(), reply.answer.as_str()), ("The berth's operator", ""));
    assert_eq!(reply.asked_on.expect("a day").time.to_string(), "2024-04-02");
    window.click("The berth's operator, no answer yet");
    window.type_into("Answer", "We do not comment");
    window.click("Save");
    let replies = &window.session().facts.findings.first().expect("a finding").replies;
    assert_eq!((replies.len(), replies[0].answer.as_str()), (1, "We do not comment"));
    window.click("The berth's operator, answered");
    window.click("Remove");
    assert!(window.session().facts.findings.first().expect("a finding").replies.is_empty());
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.session().facts.findings.first().expect("a finding").replies.len(), 1);
}

#[test]
fn an_evidence_bundle_is_packed_with_what_the_query_shows() {
    let mut window = sample();
    window.key(Key::Slash);
    window.type_text("vessel:\"Lady R\"");
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text("Evidence bundle");
    window.key(Key::Enter);
    window.shows("What the query “vessel:\"Lady R\"” selects");
    window.shows("Goes in: no finding, 1 exhibit, no file.");
    window.click("Export…");
    window.type_into("Path", "");
    window.keys(Modifiers::COMMAND, Key::A);
    let path = window.folder.path().join("handed over");
    window.type_text(&path.display().to_string());
    window.key(Key::Enter);
    window.until("it is exported", |app| app.said().iter().any(|text| text.contains("handed over.zip")));
    let scratch = window.folder.path();
    let progress = wakeline::base::progress::Progress::default();
    let verified = wakeline::tasks::verify::verify(&path.with_extension("zip"), scratch, &progress);
    let verified = verified.expect("reads");
    assert!(verified.ok, "{:?}", verified.issues);
    let file = std::fs::File::open(path.with_extension("zip")).expect("is there");
    let mut archive = zip::ZipArchive::new(file).expect("a ZIP");
    let name = archive.file_names().find(|name| name.ends_with("/case.wake.json")).expect("a case").to_owned();
    let text = std::io::read_to_string(archive.by_name(&name).expect("opens")).expect("reads");
    let holds = |vessel: &str| text.contains(&format!("\"name\": \"{vessel}\""));
    assert!(holds("Lady R") && !holds("Tanker 1"));
}
