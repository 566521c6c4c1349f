//! Opening, making, copying and exporting files: everything that asks for a path or works on a thread of its own.

use std::path::{Path, PathBuf};

use egui::Context;

use super::app::{App, Opened};
use super::dialogs::{self, Answer, Purpose};
use super::exports::{self, Export, Order, Written};
use super::modals::Modal;
use super::notices::Tone;
use super::session::Session;
use super::tiles::Views;
use super::views::explorer::Explorer;
use super::views::top_bar::TopBar;
use crate::base::hash::Sha256;
use crate::base::progress::Progress;
use crate::figure::lanes::{LaneOptions, Lanes};
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::evidence::ExhibitFile;
use crate::model::ids::ExhibitId;
use crate::tasks;

impl App {
    /// Asks where an export is to go.
    pub(super) fn export(&mut self, ctx: &Context, export: Export) {
        self.flush_drafts();
        self.ask_path(ctx, Purpose::Export(export), export.name());
    }

    /// Asks for a path, with the system's dialog or, where there is none, in a box of our own.
    pub(super) fn ask_path(&mut self, ctx: &Context, purpose: Purpose, name: &str) {
        if self.dialog.is_busy() {
            return;
        }
        if self.config.native_dialogs {
            name.clone_into(&mut self.asked_name);
            dialogs::ask(&mut self.dialog, ctx, purpose, self.settings.folder.as_deref(), name);
        } else {
            self.modal = Some(self.path_box(purpose, name));
        }
    }

    fn path_box(&self, purpose: Purpose, name: &str) -> Modal {
        let folder = self.settings.folder.clone().or_else(std::env::home_dir).unwrap_or_default();
        let path = if purpose.saves() { folder.join(name) } else { folder };
        let mut text = path.display().to_string();
        if !purpose.saves() && !text.ends_with(std::path::MAIN_SEPARATOR) {
            text.push(std::path::MAIN_SEPARATOR);
        }
        Modal::PathBox(purpose, text)
    }

    /// Does what the path was asked for.
    pub(super) fn have_path(&mut self, ctx: &Context, purpose: Purpose, path: PathBuf) {
        let path = dialogs::with_ending(path, purpose);
        self.settings.folder = path.parent().map(Path::to_owned);
        match purpose {
            Purpose::Open => self.open(ctx, &path),
            Purpose::New => self.create(ctx, &path),
            Purpose::SaveCopy => self.save_copy(&path),
            Purpose::Export(export) => self.write_export(ctx, export, path),
            Purpose::Attach(exhibit) => self.attach(exhibit, &path),
            Purpose::SaveFile(sha256) => self.save_file(sha256, &path),
            Purpose::CheckFile | Purpose::CheckFolder => self.check_bundle(ctx, &path),
        }
    }

    fn create(&mut self, ctx: &Context, path: &Path) {
        let title = path.file_stem().map_or("Untitled".to_owned(), |stem| stem.to_string_lossy().into_owned());
        let existing = self.existing();
        let made = tasks::new::create(
            path,
            tasks::new::Contents::Empty,
            Some(&title),
            existing,
            (self.config.clock)(),
            &self.settings.actor,
            &Progress::default(),
        );
        match made {
            Ok(()) => {
                self.open(ctx, path);
                self.details_when_open = true;
            }
            Err(error) => self.notices.problem(error.to_string()),
        }
    }

    fn save_copy(&mut self, path: &Path) {
        self.flush_drafts();
        let Some(session) = &self.session else { return };
        match session.store.save_copy(path) {
            Ok(()) => self.notices.done(format!("A verified copy is at {}", path.display())),
            Err(error) => self.notices.problem(error.to_string()),
        }
    }

    /// Writes an export on a worker, from the file as it is now on disk.
    fn write_export(&mut self, ctx: &Context, export: Export, path: PathBuf) {
        let existing = self.existing();
        let Some(session) = &self.session else { return };
        let order = Order {
            case: session.store.path().to_owned(),
            export,
            query: exports::query_of(session, export),
            figure: exports::request(session, self.settings.figure, &self.figure_of),
            report: exports::report(session, &self.settings.report, &self.config.templates_folder),
            bundle: self.settings.bundle.choice(session),
        };
        self.exporting.start(ctx, move |progress| {
            let written = exports::write(&order, &path, existing, progress).map_err(|error| error.to_string())?;
            let part = if order.query.is_empty() {
                String::new()
            } else {
                format!(" with what the query “{}” selects", order.query)
            };
            let Written { files, notes } = written;
            let pages = if files.len() > 1 { format!("{} pages", files.len()) } else { String::new() };
            let first = files.first().unwrap_or(&path);
            let done = match pages.as_str() {
                "" => format!("Exported{part}: {}", first.display()),
                pages => format!("Exported{part}: {pages}, the first is {}", first.display()),
            };
            Ok(notes.into_iter().fold(done, |done, note| format!("{done}. {note}")))
        });
    }

    /// Keeps a file's bytes in the case under their hash, and lists it on the exhibit. The file itself stays as it is.
    pub(super) fn attach(&mut self, exhibit: ExhibitId, path: &Path) {
        self.flush_drafts();
        let Some(session) = &mut self.session else { return };
        let Some(row) = session.facts.exhibits.get(exhibit) else { return };
        let stored = std::fs::File::open(path)
            .map_err(|error| format!("The file cannot be read: {error}. Nothing was attached: {}", path.display()))
            .and_then(|mut file| session.store.attach(&mut file).map_err(|error| error.to_string()));
        let (sha256, bytes) = match stored {
            Ok(stored) => stored,
            Err(error) => {
                self.notices.problem(error);
                return;
            }
        };
        let mut row = row.clone();
        if row.files.iter().any(|file| file.sha256 == sha256) {
            self.notices.done(format!("E-{} has this very file already", row.number));
            return;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let said = format!("Attached {name} to E-{}, SHA-256 {}", row.number, sha256.short());
        row.files.push(ExhibitFile { sha256, name, media_type: String::new(), bytes });
        let command = Command::Put { entity: Entity::Exhibit(Box::new(row)), field: Some("files".into()) };
        if self.apply(&command).is_some() {
            self.notices.done(said);
        }
    }

    fn save_file(&mut self, sha256: Sha256, path: &Path) {
        let existing = self.existing();
        let Some(session) = &self.session else { return };
        let written = match session.store.attachment(sha256) {
            Ok(Some(bytes)) => tasks::output::write_file(path, existing, &Progress::default(), |out| {
                out.write_all(&bytes).map_err(|error| tasks::TaskError::from_writer(&error))
            })
            .map_err(|error| error.to_string()),
            Ok(None) => Err(format!("The case lists this file and does not hold its bytes: SHA-256 {sha256}")),
            Err(error) => Err(error.to_string()),
        };
        match written {
            Ok(()) => self.notices.done(format!("Saved: {}", path.display())),
            Err(error) => self.notices.problem(error),
        }
    }

    /// A native dialog has asked already whether to replace a file; our own box takes only names that are free.
    pub(super) fn existing(&self) -> tasks::output::Existing {
        if self.config.native_dialogs { tasks::output::Existing::Replace } else { tasks::output::Existing::Keep }
    }

    /// Reads what somebody else wrote meanwhile, when a window that only reads comes to the front again.
    fn follow(&mut self, ctx: &Context) {
        let came_to_front = ctx.input(|input| input.events.contains(&egui::Event::WindowFocused(true)));
        let Some(session) = self.session.as_mut().filter(|_| came_to_front) else { return };
        if let Err(error) = session.follow() {
            self.notices.problem(error.to_string());
        }
    }

    /// Takes what workers have finished.
    pub(super) fn drain(&mut self, ctx: &Context) {
        self.follow(ctx);
        if let Some(opened) = self.opening.take() {
            self.opened(opened);
        }
        if let (Some(answer), Some(session)) = (self.asking.take(), &mut self.session) {
            session.take_answer(answer);
        }
        if let Some((generation, lanes)) = self.laying.take()
            && let Some(session) = &mut self.session
            && session.facts.generation == generation
            && *lanes.options() == session.lane_options
        {
            Lanes::give_back(std::mem::replace(&mut session.lanes, lanes));
        }
        if let Some((purpose, answer)) = self.dialog.take() {
            match answer {
                Answer::Path(path) => self.have_path(ctx, purpose, path),
                Answer::Cancelled => {}
                Answer::Unavailable => {
                    self.modal = Some(self.path_box(purpose, &self.asked_name));
                }
            }
        }
        match self.exporting.take() {
            Some(Ok(said)) => self.notices.done(said),
            Some(Err(error)) => self.notices.problem(error),
            None => {}
        }
        self.take_checked();
    }

    fn opened(&mut self, opened: Opened) {
        match opened {
            Ok((path, store, lanes)) => {
                self.settings.remember(&path);
                if let crate::store::Mode::ReadOnly(reason) = store.mode() {
                    self.notices.problem(format!("Opened read-only: {reason}"));
                }
                let legend = self.settings.legend;
                self.session = Some(Session { legend, ..Session::new(store, lanes) });
                // What is asked of the case before is no answer about this one.
                self.asking.cancel();
                self.notices.dismiss(Tone::Problem);
                // What views keep was made from another case.
                self.explorer = Explorer::default();
                self.views = Views::default();
                self.top_bar = TopBar::default();
                self.modal = std::mem::take(&mut self.details_when_open).then_some(Modal::CaseDetails);
            }
            Err(error) => self.notices.problem(error),
        }
    }

    /// Opens a case on a worker; the open one stays until the new one is there.
    pub(super) fn open(&mut self, ctx: &Context, path: &Path) {
        self.flush_drafts();
        if self.session.as_ref().is_some_and(|session| session.store.path() == path) {
            return;
        }
        self.opening_name = path.file_stem().map_or(String::new(), |stem| stem.to_string_lossy().into_owned());
        let path = path.to_owned();
        self.opening.start(ctx, move |_| load(path));
    }

    pub(super) fn open_sample(&mut self, ctx: &Context) {
        self.flush_drafts();
        "the sample case".clone_into(&mut self.opening_name);
        let (folder, now, actor) =
            (self.config.sample_folder.clone(), (self.config.clock)(), self.settings.actor.clone());
        let open_now = self.session.as_ref().map(|session| session.store.path().to_owned());
        if open_now.as_ref().is_some_and(|path| path.starts_with(&folder)) {
            // Its file is held by this very session; closing it first lets it be used again if it is untouched.
            self.close();
        }
        self.opening.start(ctx, move |_| {
            load(tasks::sample::sample_copy(&folder, now, &actor).map_err(|error| error.to_string())?)
        });
    }

    /// Goes back to the start screen.
    pub(super) fn close(&mut self) {
        self.flush_drafts();
        self.session = None;
        self.laying.cancel();
        self.workers.ledger.cancel();
        self.workers.pairs.cancel();
        self.asking.cancel();
    }
}

/// Opens a case file and lays its lanes, on a worker.
fn load(path: PathBuf) -> Opened {
    let (store, _) = tasks::open::open(&path).map_err(|error| error.to_string())?;
    let lanes = Lanes::build(&store.facts(), &LaneOptions::default());
    Ok((path, store, lanes))
}
