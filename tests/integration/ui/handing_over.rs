//! What leaves the program and what comes back: bundles with something left out, bundles that are checked, charts as
//! figures.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use wakeline::base::progress::Progress;
use wakeline::base::time::Utc;
use wakeline::model::command::Command;
use wakeline::model::entity::Entity;
use wakeline::model::evidence::ExhibitFile;
use wakeline::model::finding::Finding;
use wakeline::model::ids::Id;
use wakeline::model::tag::Tag;
use wakeline::store::CaseStore;
use wakeline::tasks::output::Existing;
use wakeline::tasks::{Start, new, verify};

use super::{Window, sample, window, window_in};

const FILE: &[u8] = b"what the satellite saw";

/// The sample with a file, an analyst and a handling tag on two of its exhibits, and a finding that cites both.
fn with_evidence() -> Window {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.wake");
    let progress = Progress::default();
    new::create(&path, new::Contents::Sample, None, Existing::Keep, Utc(0), "A", &progress).expect("creates");
    let mut store = CaseStore::open(&path).expect("opens");
    let (sha256, bytes) = store.attach(&mut &FILE[..]).expect("attaches");
    let facts = store.facts();
    let mut put = |entity: Entity| {
        store.transact(&Command::Put { entity, field: None }, Utc(0), "A").expect("puts");
    };
    let red = Tag { name: "TLP:RED".into(), parent: None, key: None, ..facts.tags.first().expect("a tag").clone() };
    let red = Tag { id: Id::new(90), ..red };
    put(Entity::Tag(Box::new(red)));
    let mut seen = facts.exhibits.get(Id::new(1)).expect("E-1").clone();
    seen.files.push(ExhibitFile { sha256, name: "image.png".into(), media_type: String::new(), bytes });
    seen.analyst = "Somebody".into();
    put(Entity::Exhibit(Box::new(seen)));
    let mut secret = facts.exhibits.get(Id::new(2)).expect("E-2").clone();
    secret.tags.push(Id::new(90));
    put(Entity::Exhibit(Box::new(secret)));
    let mut finding = Finding::draft(Id::new(1), 1);
    finding.headline = "Five tankers loaded".into();
    finding.body = "Seen [@E-1], and told [@E-2].".into();
    put(Entity::Finding(Box::new(finding)));
    drop(store);
    let mut window = window_in(folder, Start::Case(path));
    window.until("the case is open", |app| app.session().is_some());
    window
}

#[test]
fn a_bundle_says_what_goes_in_and_what_stays_out_before_it_is_written() {
    let mut window = with_evidence();
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    window.shows("Goes in: 1 finding, 9 exhibits, 1 file (22 bytes).");
    window.shows("Stays out: nothing.");
    window.click("The files of exhibits");
    window.shows("Goes in: 1 finding, 9 exhibits, no file.");
    window.shows("Stays out: 1 file.");
    window.click("The names of people");
    window.shows("Stays out: 1 file, names of people in");
    window.shows("Names within quotes, titles and findings stay.");
    window.click("Handling: Leave nothing out by its handling");
    window.click("Leave out what is marked TLP:RED");
    window.shows("Goes in: 1 finding, 8 exhibits, no file.");
    window.click("Export…");
    let path = window.folder.path().join("out.zip");
    window.give_path(&path);
    window.until("it is exported", |app| app.said().iter().any(|text| text.contains("out.zip")));
    let said = window.harness.state().said().join("\n");
    assert!(said.contains("Left out: ") && said.contains("1 exhibit") && said.contains("files of 1 exhibit"), "{said}");
    let verified = verify::verify(&path, window.folder.path(), &Progress::default()).expect("reads");
    assert!(verified.ok, "{:?}", verified.issues);
    let bytes = std::fs::read(&path).expect("is there");
    assert!(!bytes.windows(FILE.len()).any(|part| part == FILE), "the file stayed out");
    // The dialog begins where it was left.
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    window.shows("Handling: Leave out what is marked TLP:RED");
    window.shows("Goes in: 1 finding, 8 exhibits, no file.");
    window.key(Key::Escape);
}

#[test]
fn what_bears_a_tag_stays_out_of_a_bundle_and_the_tags_are_not_remembered_for_another_case() {
    let mut window = with_evidence();
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    window.shows("Goes in: 1 finding, 9 exhibits");
    window.click("TLP:RED");
    window.shows("Goes in: 1 finding, 8 exhibits, 1 file (22 bytes).");
    window.shows("1 exhibit, ");
    window.click("Cancel");
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    window.shows("Goes in: 1 finding, 8 exhibits, 1 file (22 bytes).");
    window.click("Cancel");
    window.keys(Modifiers::COMMAND, Key::W);
    window.click("Open the sample case");
    window.until("the sample is open", |app| app.session().is_some());
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    window.shows("Goes in: no finding, 14 exhibits, no file.");
    window.shows("there is no such tag");
}

#[test]
fn a_bundle_is_checked_on_the_start_screen_and_what_is_wrong_is_listed() {
    let mut window = sample();
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    window.shows("Goes in:");
    window.click("Export…");
    let path = window.folder.path().join("b.zip");
    window.give_path(&path);
    window.until("it is exported", |app| app.said().iter().any(|text| text.contains("b.zip")));
    let folder = window.folder;

    let mut window = window_in(folder, Start::Screen);
    window.click("Report");
    window.harness.get_by_label_contains("Check a bundle…").click();
    window.settle();
    window.click("A file…");
    window.give_path(&path);
    window.shows("Nothing is wrong");
    window.shows("made from a case with the journal head");
    window.click("Check another…");
    window.click("A folder…");
    window.give_path(&window.folder.path().join("nowhere"));
    window.shows("There is no folder");
    window.click("Cancel");

    let unpacked = window.folder.path().join("unpacked");
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&path).expect("opens")).expect("a ZIP");
    archive.extract(&unpacked).expect("unpacks");
    let top = std::fs::read_dir(&unpacked).expect("lists").next().expect("a folder").expect("a folder").path();
    std::fs::write(top.join("data/findings.md"), "something else").expect("writes");
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::K);
    window.click("A folder…");
    window.give_path(&top);
    window.shows("Something is wrong");
    window.shows("findings.md");
    window.harness.get_by_label("Copy").click();
    let mut copied = String::new();
    for _ in 0..4 {
        window.harness.step();
        for command in &window.harness.output().platform_output.commands {
            if let egui::OutputCommand::CopyText(text) = command {
                copied.clone_from(text);
            }
        }
    }
    assert!(copied.contains("Something is wrong") && copied.contains("findings.md"), "{copied}");
    window.click("Close");
    assert!(window.harness.query_by_label("Copy").is_none());
}

#[test]
fn what_is_no_bundle_is_said_and_a_dialog_that_is_closed_waits_for_nothing() {
    let mut window = window(Start::Screen);
    let path = window.folder.path().join("note.txt");
    std::fs::write(&path, "no bundle").expect("writes");
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::K);
    window.click("A file…");
    window.give_path(&path);
    window.shows("It cannot be checked");
    window.click("Check another…");
    window.click("A file…");
    window.give_path(&path);
    window.key(Key::Escape);
    window.wait(1.0);
    assert!(window.harness.query_by_label_contains("It cannot be checked").is_none());
}

/// Exports from the dialog that is open, and returns the text of the file.
fn exported(window: &mut Window, name: &str) -> String {
    window.click("Export…");
    let path = window.folder.path().join(name);
    window.give_path(&path);
    window.until("it is exported", |app| app.said().iter().any(|text| text.contains(name)));
    std::fs::read_to_string(path).expect("the file is there")
}

#[test]
fn the_ledger_chart_is_exported_as_it_is_shown() {
    let mut window = sample();
    window.click("Ledger");
    window.click("Export this chart…");
    window.shows("Refined petroleum against the cap of S/RES/2397");
    window.click("SVG");
    window.click("The window 2024");
    let text = exported(&mut window, "ledger.svg");
    assert!(text.contains(">cap 500,000 bbl a year</text>") && text.contains("para 5, 2024</text>"), "{text:.600}");
    // The dialog begins where it was left, for every chart and the timeline alike.
    window.keys(Modifiers::COMMAND, Key::L);
    window.click("The visible time range");
    let part = exported(&mut window, "range.svg");
    assert!(part.contains(">cap 500,000 bbl a year</text>") && part != text);
    window.keys(Modifiers::COMMAND, Key::E);
    window.shows("Shows 14 visits.");
    window.key(Key::Escape);
}

#[test]
fn the_flows_chart_is_exported_between_the_sides_that_are_chosen() {
    let mut window = sample();
    window.click("Flows");
    window.click("Swap");
    window.click("Export this chart…");
    window.shows("Shipments between KP and RU.");
    window.click("SVG");
    window.click("The whole case");
    let text = exported(&mut window, "flows.svg");
    assert!(text.contains(">Shipments between KP and RU</text>") && text.contains("Sources: E-1"), "{text:.600}");
    window.keys(Modifiers::COMMAND, Key::J);
    window.shows("Export the flows chart");
    window.key(Key::Escape);
}
