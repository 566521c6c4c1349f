//! The window: the only layer that knows the toolkit.
//!
//! [`app`] draws and performs, [`session`] is the open case, [`action`] what views may ask for, `verb` the table of
//! named actions. Views borrow facts and push actions; `perform` is the one place where an action changes a case.

pub mod action;
mod adding;
pub mod app;
mod bundling;
mod checking;
mod choices;
mod dialogs;
mod derived;
mod drafts;
mod entry;
mod exports;
mod files;
mod gesture;
mod jobs;
mod keys;
mod lanes;
mod looking;
mod modals;
mod notices;
mod pairing;
mod perform;
mod playback;
pub mod query;
mod range;
mod selection;
pub mod session;
mod settings;
pub mod tag_book;
mod tagging;
mod theme;
mod tiles;
mod verb;
mod views;
pub mod watch;
pub mod weighed;
pub mod writing;
mod widgets;

use anyhow::Context as _;

use crate::tasks::Start;

/// Opens the window and returns when it is closed.
///
/// # Errors
/// If the system gives no window, with what it says.
pub fn run(start: Start) -> anyhow::Result<()> {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Wakeline")
            .with_app_id("wakeline")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([860.0, 560.0])
            .with_icon(icon()),
        persist_window: true,
        ..Default::default()
    };
    let config = app::Config::of_this_machine(start);
    eframe::run_native("wakeline", options, Box::new(|cc| Ok(Box::new(app::App::new(cc, config)))))
        .map_err(|error| anyhow::anyhow!("{error}"))
        .context("The window could not be opened; the command line works without one")
}

fn icon() -> egui::IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon-256.png")).unwrap_or_default()
}
