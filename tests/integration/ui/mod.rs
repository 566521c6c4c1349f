//! The interface as a user meets it: by label, key and pointer, in the real app without a GPU.

mod anomalies;
mod editing;
mod evidence;
mod flows;
mod gestures;
mod handing_over;
mod lanes;
mod ledger;
mod lint;
mod writing;
mod marks;
mod opening;
mod pictures;
mod query;
mod table;
mod tags;
mod timeline;
mod work;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use wakeline::base::time::Utc;
use wakeline::model::document::Document;
use wakeline::model::entity::Entity;
use wakeline::model::facts::Facts;
use wakeline::model::finding::Finding;
use wakeline::model::ids::FindingId;
use wakeline::store::CaseStore;
use wakeline::tasks::Start;
use wakeline::ui::app::{App, Config};
use wakeline::ui::session::Session;

/// The app with a folder of its own and a clock that stands still.
pub struct Window {
    pub harness: Harness<'static, App>,
    pub folder: tempfile::TempDir,
}

/// 21 November 2026, noon.
fn noon() -> Utc {
    Utc(1_795_262_400)
}

/// A window with the given start, 1440 by 960 points.
pub fn window(start: Start) -> Window {
    let folder = tempfile::tempdir().expect("a folder");
    window_in(folder, start)
}

pub fn window_in(folder: tempfile::TempDir, start: Start) -> Window {
    let sample_folder: PathBuf = folder.path().to_owned();
    let templates_folder = folder.path().join("templates");
    let mut harness =
        Harness::builder().with_size([1440.0, 960.0]).with_theme(egui::Theme::Light).with_max_steps(20).build_eframe(
            move |cc| {
                let config = Config { start, clock: noon, sample_folder, templates_folder, native_dialogs: false };
                App::new(cc, config)
            },
        );
    harness.step();
    Window { harness, folder }
}

/// The sample case, open.
pub fn sample() -> Window {
    let mut window = window(Start::Sample);
    window.until("the sample is open", |app| app.session().is_some());
    window
}

/// The sample with findings of these sections and texts, and the findings view in front.
pub fn findings(rows: &[(&str, &str)]) -> Window {
    let mut facts: Facts =
        serde_json::from_str::<Document>(include_str!("../../../assets/sample/vostochny-2024.wake.json"))
            .expect("the sample is a case")
            .into_facts();
    for (number, (section, text)) in (1..).zip(rows) {
        let mut finding = Finding::draft(FindingId::new(number), number);
        finding.headline = format!("Calls, part {number}");
        (*section).clone_into(&mut finding.section);
        (*text).clone_into(&mut finding.body);
        facts.put(Entity::Finding(Box::new(finding)));
    }
    let mut window = case_of(&facts);
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text("show the findings");
    window.key(Key::Enter);
    window
}

/// A case with these facts, open.
pub fn case_of(facts: &Facts) -> Window {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.wake");
    drop(CaseStore::create(&path, facts, "Make a case", noon(), "tester").expect("a case"));
    let mut window = window_in(folder, Start::Case(path));
    window.until("the case is open", |app| app.session().is_some());
    window
}

impl Window {
    /// Steps until something is so; a worker may need a moment for it.
    pub fn until(&mut self, what: &str, so: impl Fn(&App) -> bool) {
        let begun = Instant::now();
        while !so(self.harness.state()) {
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "{what}: not after 30 s; said {:?}",
                self.harness.state().said()
            );
            std::thread::sleep(Duration::from_millis(5));
            self.harness.step();
        }
        self.settle();
    }

    /// Steps a few frames, so that what was clicked is done and drawn.
    pub fn settle(&mut self) {
        self.harness.run_steps(4);
    }

    pub fn session(&self) -> &Session {
        self.harness.state().session().expect("a case is open")
    }

    /// Clicks what bears exactly this label.
    pub fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.settle();
    }

    /// Brings the table to the front.
    pub fn show_table(&mut self) {
        self.click("Table");
    }

    /// Clicks the visit whose bar's label begins with this code.
    pub fn click_visit(&mut self, code: &str, modifiers: Modifiers) {
        let wanted = format!("{code} ");
        let bar = self
            .harness
            .get_all_by_role(Role::Button)
            .find(|node| {
                node.accesskit_node().label().is_some_and(|label| label.starts_with(&wanted) && label.contains(" at "))
            })
            .expect(code);
        bar.click_modifiers(modifiers);
        self.settle();
    }

    /// Steps until something with these words is shown; a worker may need a moment for it.
    pub fn shows(&mut self, words: &str) {
        let begun = Instant::now();
        while self.harness.query_all_by_label_contains(words).next().is_none() {
            assert!(begun.elapsed() < Duration::from_secs(30), "“{words}” is not shown after 30 s");
            std::thread::sleep(Duration::from_millis(5));
            self.harness.step();
        }
        // A dialog that has grown finds its place.
        self.settle();
    }

    /// Types a path into the box that asks for it, and goes on.
    pub fn give_path(&mut self, path: &std::path::Path) {
        self.type_into("Path", "");
        self.keys(Modifiers::COMMAND, Key::A);
        self.type_text(&path.display().to_string());
        self.key(Key::Enter);
    }

    pub fn key(&mut self, key: Key) {
        self.keys(Modifiers::NONE, key);
    }

    pub fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Types into the field with this name, after putting the cursor there.
    pub fn type_into(&mut self, name: &str, text: &str) {
        let field = self
            .harness
            .get_all_by_label(name)
            .find(|node| matches!(node.accesskit_node().role(), Role::TextInput | Role::MultilineTextInput))
            .expect(name);
        field.focus();
        self.harness.step();
        self.type_text(text);
    }

    pub fn type_text(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.settle();
    }

    /// Presses at a point and moves in a few steps; the button stays down.
    pub fn drag_by(&mut self, from: Pos2, by: Vec2) {
        self.harness.hover_at(from);
        self.harness.run_steps(2);
        self.harness.drag_at(from);
        self.harness.step();
        for step in [0.3_f32, 0.7, 1.0] {
            self.harness.hover_at(from + by * step);
            self.harness.step();
        }
        self.harness.step();
    }

    /// Lets go of what is dragged.
    pub fn drop_at(&mut self, at: Pos2) {
        self.harness.drop_at(at);
        self.settle();
    }

    /// Lets time pass, as a pause in typing does.
    pub fn wait(&mut self, seconds: f64) {
        let steps = (seconds / 0.25).ceil() as usize;
        self.harness.run_steps(steps.max(1));
    }
}
