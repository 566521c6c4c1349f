//! The program in its window: drains finished work, draws, then performs what the views asked for, in order.

use std::path::{Path, PathBuf};

use egui::{CentralPanel, Context, Frame, Margin, Panel, ViewportCommand};
use egui_tiles::Tree;

use super::action::{Action, Tab};
use super::derived::Workers;
use super::dialogs::{Answer, Purpose};
use super::exports::Export;
use super::jobs::Slot;
use super::keys::Focus;
use super::modals::{self, Modal, Outcome};
use super::notices::Notices;
use super::query;
use super::session::Session;
use super::settings::{self, Settings};
use super::tiles::{self, Views};
use super::views::explorer::Explorer;
use super::views::status::{self, Busy};
use super::views::top_bar::{self, TopBar};
use super::views::{inspector, start, table};
use super::widgets::parts;
use super::{keys, theme};
use crate::base::time::Utc;
use crate::figure::lanes::Lanes;
use crate::figure::palette::Role;
use crate::model::ids::ExhibitId;
use crate::store::CaseStore;
use crate::tasks::Start;
use crate::tasks::check::Checked;
use crate::tasks::figure::Of;
use crate::tasks::verify::Verified;

/// What the program is told from outside, so that a test can tell it something else.
pub struct Config {
    /// What to begin with.
    pub start: Start,
    /// The clock.
    pub clock: fn() -> Utc,
    /// Where working copies of the sample case go.
    pub sample_folder: PathBuf,
    /// Where the user's own templates for reports lie.
    pub templates_folder: PathBuf,
    /// Whether the system's file dialogs are used.
    pub native_dialogs: bool,
}

impl Config {
    /// The clock and folders of this machine.
    #[must_use]
    pub fn of_this_machine(start: Start) -> Self {
        let folders = directories::ProjectDirs::from("", "", "wakeline");
        let in_settings = |folders: &directories::ProjectDirs| folders.config_dir().join("templates");
        // The same variable as on the command line.
        let templates_folder = std::env::var_os("WAKELINE_TEMPLATES").map(PathBuf::from);
        let templates_folder = templates_folder.or(folders.as_ref().map(in_settings)).unwrap_or_default();
        let sample_folder = folders.map_or_else(std::env::temp_dir, |folders| folders.data_dir().to_owned());
        Self { start, clock: now, sample_folder, templates_folder, native_dialogs: true }
    }
}

#[expect(clippy::disallowed_methods, reason = "the window is one of the two places that may ask for the time")]
fn now() -> Utc {
    Utc(jiff::Timestamp::now().as_second())
}

/// A case that a worker has opened, with its lanes laid.
pub(super) type Opened = Result<(PathBuf, CaseStore, Lanes), String>;

/// The program.
pub struct App {
    pub(super) config: Config,
    pub(super) settings: Settings,
    pub(super) session: Option<Session>,
    pub(super) modal: Option<Modal>,
    pub(super) notices: Notices,
    pub(super) opening: Slot<Opened>,
    pub(super) opening_name: String,
    pub(super) laying: Slot<(u64, Lanes)>,
    pub(super) workers: Workers,
    pub(super) asking: Slot<query::Answer>,
    pub(super) dialog: Slot<(Purpose, Answer)>,
    pub(super) exporting: Slot<Result<String, String>>,
    pub(super) checking: Slot<Result<Checked, String>>,
    pub(super) verifying: Slot<(PathBuf, Result<Verified, String>)>,
    /// What the figure that is being exported is of.
    pub(super) figure_of: Of,
    pub(super) details_when_open: bool,
    pub(super) wants_query: bool,
    pub(super) top_bar: TopBar,
    pub(super) explorer: Explorer,
    pub(super) views: Views,
    pub(super) tree: Tree<Tab>,
    actions: Vec<Action>,
    title: String,
    /// The name proposed in the dialog that is open, for our own box where the system has no dialog.
    pub(super) asked_name: String,
    /// Raised when the layout is reset, so that panels forget their widths.
    layout: u32,
    /// Tells one opened modal from the next.
    modal_number: u64,
    /// Whether a text field had the cursor when the last frame ended: Escape takes it away before keys are read.
    was_typing: bool,
}

impl App {
    /// Starts the program in a window that is there already.
    #[must_use]
    pub fn new(cc: &eframe::CreationContext<'_>, config: Config) -> Self {
        theme::install(&cc.egui_ctx);
        let settings: Settings =
            cc.storage.and_then(|storage| eframe::get_value(storage, settings::KEY)).unwrap_or_default();
        let tree = cc
            .storage
            .and_then(|storage| eframe::get_value(storage, TREE))
            .filter(tiles::is_whole)
            .unwrap_or_else(tiles::default_tree);
        cc.egui_ctx.options_mut(|options| options.theme_preference = settings.look.into());
        cc.egui_ctx.set_zoom_factor(settings.scale);
        theme::set_motion(&cc.egui_ctx, !settings.less_motion);
        let mut app = Self {
            settings,
            session: None,
            modal: None,
            notices: Notices::default(),
            opening: Slot::new("open"),
            opening_name: String::new(),
            laying: Slot::new("lanes"),
            workers: Workers::default(),
            asking: Slot::new("query"),
            dialog: Slot::new("dialog"),
            exporting: Slot::new("export"),
            checking: Slot::new("check"),
            verifying: Slot::new("verify"),
            figure_of: Of::Timeline,
            details_when_open: false,
            wants_query: false,
            top_bar: TopBar::default(),
            explorer: Explorer::default(),
            views: Views::default(),
            tree,
            actions: Vec::new(),
            title: String::new(),
            asked_name: String::new(),
            layout: 0,
            modal_number: 0,
            was_typing: false,
            config,
        };
        match app.config.start.clone() {
            Start::Screen => {}
            Start::Case(path) => app.open(&cc.egui_ctx, &path),
            Start::Sample => app.open_sample(&cc.egui_ctx),
        }
        app
    }

    /// The open case, for tests.
    #[must_use]
    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// What was said to the user, for tests.
    #[must_use]
    pub fn said(&self) -> Vec<&str> {
        self.notices.shown().iter().map(|notice| notice.text.as_str()).collect()
    }

    /// Shows a share of the whole case around its middle, for benches.
    pub fn look_at_share(&mut self, share: f64) {
        if let Some(session) = &mut self.session {
            let (from, to) = session.whole();
            let (middle, half) = (f64::midpoint(from, to), (to - from) * share / 2.0);
            session.range.jump((middle - half, middle + half));
        }
    }

    /// Pans by a share of what is visible, for benches.
    pub fn pan_by(&mut self, share: f64) {
        if let Some(session) = &mut self.session {
            let (from, to) = session.range.now();
            let by = (to - from) * share;
            session.range.jump((from + by, to + by));
        }
    }

    /// What long work is under way: first what somebody asked for and may stop.
    fn busy(&self) -> Option<Busy> {
        let checking = self.checking.progress().or(self.verifying.progress());
        let asked = [("exporting…", self.exporting.progress()), ("checking…", checking)];
        let asked = asked.into_iter().find_map(|(words, progress)| Some((words, progress?)));
        if let Some((words, progress)) = asked {
            return Some(Busy { words, progress, can_stop: true });
        }
        let by_itself = [
            ("searching…", self.asking.is_busy()),
            ("arranging…", self.laying.is_busy()),
            ("counting…", self.workers.ledger.is_busy()),
            ("pairing…", self.workers.pairs.is_busy()),
        ];
        let (words, _) = by_itself.into_iter().find(|(_, busy)| *busy)?;
        Some(Busy { words, progress: (0, 0), can_stop: false })
    }

    /// Stops what was asked for; a file that was begun is gone with it.
    pub(super) fn stop(&mut self) {
        self.exporting.cancel();
        self.checking.cancel();
        self.verifying.cancel();
        self.notices.done("Stopped. Nothing was written");
    }

    /// Puts panels and tabs back where a new user finds them.
    pub(super) fn reset_layout(&mut self, ctx: &Context) {
        self.tree = tiles::default_tree();
        self.settings.explorer = true;
        self.settings.inspector = true;
        self.layout += 1;
        ctx.request_repaint();
    }

    fn take_keys(&mut self, ctx: &Context) {
        if self.modal.is_some() || egui::Popup::is_any_open(ctx) {
            return;
        }
        let typing = ctx.text_edit_focused() || self.was_typing;
        let focus = match typing {
            true => Focus::Text,
            false if ctx.memory(|memory| memory.has_focus(table::focus_id())) => Focus::Table,
            false => Focus::None,
        };
        keys::take(ctx, focus, &mut self.actions);
        if focus == Focus::None {
            self.playback_keys(ctx);
            self.walk(ctx);
        }
    }

    fn draw(&mut self, ui: &mut egui::Ui) {
        let surface = Frame::new().fill(theme::colour(ui, Role::Panel));
        let busy = self.busy();
        let actions = &mut self.actions;
        Panel::top("top").exact_size(42.0).resizable(false).frame(surface.inner_margin(Margin::symmetric(10, 0))).show(
            ui,
            |ui| {
                self.top_bar.show(ui, self.session.as_ref(), &self.settings, actions);
            },
        );
        let Some(session) = &mut self.session else {
            let backdrop = Frame::new().fill(theme::colour(ui, Role::Window));
            CentralPanel::no_frame().frame(backdrop).show(ui, |ui| {
                let opening = self.opening.progress().map(|progress| (self.opening_name.as_str(), progress));
                start::show(ui, &self.settings, opening, actions);
            });
            return;
        };
        Panel::bottom("status")
            .exact_size(26.0)
            .resizable(false)
            .frame(surface.inner_margin(Margin::symmetric(14, 0)))
            .show(ui, |ui| {
                status::show(ui, session, busy.as_ref(), actions);
            });
        let narrow = ui.available_width() < 1100.0;
        // The middle keeps half of the window, whatever is dragged.
        let quarter = ui.available_width() / 4.0;
        let most = |wide: f32| quarter.clamp(240.0, wide);
        if self.settings.explorer {
            let width = if narrow { 190.0 } else { 226.0 };
            Panel::left(("explorer", self.layout))
                .default_size(width)
                .size_range(160.0..=most(420.0))
                .frame(surface.inner_margin(Margin { left: 12, right: 10, top: 10, bottom: 6 }))
                .show(ui, |ui| {
                    self.explorer.show(ui, session, actions);
                });
        }
        if self.settings.inspector {
            let width = if narrow { 270.0 } else { 312.0 };
            Panel::right(("inspector", self.layout))
                .default_size(width)
                .size_range(230.0..=most(560.0))
                .frame(surface.inner_margin(parts::panel_margin()))
                .show(ui, |ui| {
                    inspector::show(ui, session, actions);
                });
        }
        CentralPanel::no_frame()
            .frame(Frame::new().fill(theme::colour(ui, Role::Window)).inner_margin(Margin::same(10)))
            .show(ui, |ui| {
                tiles::show(
                    ui,
                    &mut self.tree,
                    session,
                    &self.settings,
                    &self.config.templates_folder,
                    &mut self.views,
                    actions,
                );
            });
    }

    fn draw_modal(&mut self, ctx: &Context) {
        let Some(mut modal) = self.modal.take() else {
            self.modal_number += 1;
            return;
        };
        match modals::show(ctx, &mut modal, self.modal_number, self.session.as_mut(), &mut self.actions) {
            Outcome::Stay => self.modal = Some(modal),
            Outcome::Close => {}
            Outcome::Path(purpose, path) => self.have_path(ctx, purpose, path),
            Outcome::Remove(items) => self.remove(items),
            Outcome::Figure(choices, of) => {
                self.settings.figure = choices;
                let export = Export::Figure(of.view(), choices.form);
                self.figure_of = of;
                self.export(ctx, export);
            }
            Outcome::Bundle(choices) => {
                self.settings.bundle = choices;
                self.export(ctx, Export::Bundle);
            }
            Outcome::Ask(purpose) => self.ask_path(ctx, purpose, ""),
            Outcome::Again => self.modal = Some(Modal::CheckBundle(Box::default())),
            Outcome::LookAt(choices) => {
                self.settings.report = choices;
                if let Some(session) = &mut self.session {
                    session.show = Some(Tab::Report);
                }
            }
            Outcome::Report(choices) => {
                let form = choices.form;
                self.settings.report = choices;
                self.export(ctx, Export::Report(form));
            }
        }
    }

    fn name_window(&mut self, ctx: &Context) {
        let title = match &self.session {
            Some(session) => format!("{} – Wakeline", session.facts.case.title),
            None => "Wakeline".to_owned(),
        };
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

const TREE: &str = "tiles";

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.drain(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.take_keys(&ctx);
        self.take_dropped(&ctx);
        self.draw(ui);
        self.draw_modal(&ctx);
        self.notices.show(&ctx);
        if self.wants_query {
            self.wants_query = false;
            ctx.memory_mut(|memory| memory.request_focus(top_bar::query_id()));
        }
        let pointed = self.session.as_mut().and_then(|session| session.pointed.take());
        for action in std::mem::take(&mut self.actions) {
            self.perform(&ctx, action);
        }
        if self.session.as_ref().is_some_and(|session| session.pointed != pointed) {
            ctx.request_repaint();
        }
        self.write_drafts(&ctx);
        self.ask_query(&ctx);
        self.lay_lanes(&ctx);
        self.derive(&ctx);
        self.name_window(&ctx);
        self.was_typing = ctx.text_edit_focused();
        if ctx.input(|input| input.viewport().close_requested()) {
            self.flush_drafts();
        }
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, settings::KEY, &self.settings);
        eframe::set_value(storage, TREE, &self.tree);
    }

    fn on_exit(&mut self) {
        self.flush_drafts();
    }

    fn auto_save_interval(&self) -> std::time::Duration {
        std::time::Duration::from_secs(5)
    }
}

impl App {
    fn selected_exhibit(&self) -> Option<ExhibitId> {
        self.session.as_ref().filter(|session| session.is_writable())?.primary?.as_id()
    }

    fn take_dropped(&mut self, ctx: &Context) {
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        if let Some(path) = dropped.iter().find(|path| is_case(path)) {
            self.actions.push(Action::Open(path.clone()));
        } else if let (Some(path), Some(exhibit)) = (dropped.first(), self.selected_exhibit()) {
            self.attach(exhibit, path);
        } else if let Some(path) = dropped.first() {
            self.notices.problem(format!("Select an exhibit first to attach a file to it: {}", path.display()));
        }
    }
}

fn is_case(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("wake"))
}
