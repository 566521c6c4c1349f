//! A few images of the whole window. Skipped, with a reason printed, where no graphics adapter is found, but never on CI.

use egui::{Modifiers, Theme};
use egui_kittest::Harness;
use wakeline::base::time::Utc;
use wakeline::tasks::Start;
use wakeline::ui::app::{App, Config};

/// Whether pictures can be drawn here at all.
fn can_draw() -> bool {
    let found = std::panic::catch_unwind(|| {
        let mut probe = Harness::builder().with_size([8.0, 8.0]).wgpu().build_ui(|ui| {
            ui.painter().rect_filled(ui.max_rect(), 0.0, egui::Color32::RED);
        });
        probe.render().is_ok()
    })
    .unwrap_or(false);
    assert!(found || std::env::var_os("CI").is_none(), "no graphics adapter on CI");
    if !found {
        eprintln!("skipped: no graphics adapter found");
    }
    found
}

fn picture(name: &str, start: Start, theme: Theme) {
    if !can_draw() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let sample_folder = folder.path().to_owned();
    let templates_folder = folder.path().join("templates");
    let wants_case = start != Start::Screen;
    let harness = Harness::builder().with_size([1280.0, 800.0]).with_theme(theme).wgpu().build_eframe(move |cc| {
        let config =
            Config { start, clock: || Utc(1_795_262_400), sample_folder, templates_folder, native_dialogs: false };
        App::new(cc, config)
    });
    let mut window = super::Window { harness, folder };
    if wants_case {
        window.until("the sample is open", |app| app.session().is_some());
        window.click_visit("V-1", Modifiers::NONE);
        window.harness.remove_cursor();
        window.settle();
    }
    window.harness.snapshot(name);
}

#[test]
fn the_start_screen_in_light() {
    picture("start_light", Start::Screen, Theme::Light);
}

#[test]
fn the_sample_in_light() {
    picture("sample_light", Start::Sample, Theme::Light);
}

#[test]
fn the_sample_in_dark() {
    picture("sample_dark", Start::Sample, Theme::Dark);
}
