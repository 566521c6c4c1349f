//! Performs what views asked for: one short function an action. The only place in the window where a case is changed.

use std::path::{Path, PathBuf};

use egui::{Context, ViewportCommand};

use super::action::{Action, Tab};
use super::app::App;
use super::dialogs::{self, Answer, Purpose};
use super::exports::Export;
use super::modals::Modal;
use super::session::Session;
use super::settings::Look;
use super::verb::{Verb, entry_of};
use super::views::top_bar::hinders;
use crate::base::progress::Progress;
use crate::base::text::count;
use crate::figure::axis::TimeAxis;
use crate::figure::lanes::{LaneOptions, Lanes, Walk};
use crate::model::command::Command;
use crate::model::ids::{EntityKind, EntityRef, SavedViewId, TagId};
use crate::model::validate;
use crate::model::view::{Colouring, Grouping};
use crate::store::Changes;
use crate::tasks;

impl App {
    /// Performs one action.
    pub(super) fn perform(&mut self, ctx: &Context, action: Action) {
        match action {
            Action::Do(verb) => self.perform_verb(ctx, verb),
            Action::Apply(command) => {
                self.apply(&command);
            }
            Action::ApplyAndSelect(command, item) => self.apply_and_select(&command, item),
            Action::Remove(items) => self.ask_to_remove(items),
            Action::Tag(tag) => self.toggle_tag(tag),
            Action::TagKey(key) => self.tag_by_key(key),
            Action::Open(path) => self.open(ctx, &path),
            Action::Copy(text) => ctx.copy_text(text),
            Action::UseView(id) => self.use_view(id),
            other => self.look(other),
        }
    }

    /// Actions that change what is looked at and nothing else.
    fn look(&mut self, action: Action) {
        // What is being typed belongs to what was selected before.
        if matches!(action, Action::Select(..) | Action::SelectAll(_) | Action::Reveal(_)) {
            self.flush_drafts();
        }
        let Some(session) = &mut self.session else { return };
        match action {
            Action::Select(item, pick) => session.select(item, pick),
            Action::SelectAll(items) => {
                session.primary = items.last().copied();
                session.selection = items.into_iter().collect();
            }
            Action::Reveal(item) => reveal(session, item),
            Action::Query(text) => session.set_query(text),
            Action::Show(tab) => session.show = Some(tab),
            Action::Fold(group) => {
                let folded = &mut session.lane_options.folded;
                if !folded.remove(&group) {
                    folded.insert(group);
                }
            }
            Action::Range(from, to) => jump(session, from, to),
            _ => {}
        }
    }

    fn perform_verb(&mut self, ctx: &Context, verb: Verb) {
        if let Some(reason) = hinders(self.session.as_ref(), entry_of(verb).needs) {
            self.notices.done(reason);
            return;
        }
        match verb {
            Verb::New => self.ask_path(ctx, Purpose::New, "Untitled.wake"),
            Verb::Open => self.ask_path(ctx, Purpose::Open, ""),
            Verb::OpenSample => self.open_sample(ctx),
            Verb::SaveCopy => self.ask_path(ctx, Purpose::SaveCopy, "Copy.wake"),
            Verb::CaseDetails => self.modal = Some(Modal::CaseDetails),
            Verb::Close => self.close(),
            Verb::ClearRecent => self.settings.recent.clear(),
            Verb::Quit => {
                self.flush_drafts();
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Verb::Undo | Verb::Redo => self.undo_or_redo(verb),
            Verb::QuickAdd => self.modal = Some(Modal::QuickAdd(String::new())),
            Verb::AddVisit
            | Verb::AddVessel
            | Verb::AddPlace
            | Verb::AddExhibit
            | Verb::AddEvent
            | Verb::AddTag
            | Verb::AddFinding => {
                self.add(verb);
            }
            Verb::Remove => {
                let items = self.session.as_ref().map(|session| session.selection.iter().copied().collect());
                self.ask_to_remove(items.unwrap_or_default());
            }
            Verb::TagByName => self.modal = Some(Modal::TagPicker(String::new())),
            Verb::Pair => self.pair(),
            Verb::Accept | Verb::Reject => self.judge(verb),
            Verb::GoToDate => self.modal = Some(Modal::GoToDate(String::new())),
            Verb::SaveView => self.modal = Some(Modal::SaveView(String::new())),
            Verb::Query => self.wants_query = true,
            Verb::Check => self.check(ctx),
            Verb::ExportFindingsMarkdown => self.export(ctx, Export::FindingsMarkdown),
            Verb::ExportFindingsCsv => self.export(ctx, Export::FindingsCsv),
            Verb::ExportShipmentsMarkdown => self.export(ctx, Export::ShipmentsMarkdown),
            Verb::ExportShipmentsCsv => self.export(ctx, Export::ShipmentsCsv),
            Verb::ExportVisitsCsv => self.export(ctx, Export::VisitsCsv),
            Verb::ExportJson => self.export(ctx, Export::Json),
            Verb::ExportTimelineSvg => self.export(ctx, Export::TimelineSvg),
            Verb::Palette => self.modal = Some(Modal::Palette(String::new(), 0)),
            Verb::Keys => self.modal = Some(Modal::Keys),
            Verb::About => self.modal = Some(Modal::About),
            Verb::ShowExplorer => self.settings.explorer = !self.settings.explorer,
            Verb::ShowInspector => self.settings.inspector = !self.settings.inspector,
            Verb::LookSystem => self.set_look(ctx, Look::System),
            Verb::LookLight => self.set_look(ctx, Look::Light),
            Verb::LookDark => self.set_look(ctx, Look::Dark),
            Verb::ScaleUp => self.set_scale(ctx, self.settings.scale + 0.1),
            Verb::ScaleDown => self.set_scale(ctx, self.settings.scale - 0.1),
            Verb::ScaleReset => self.set_scale(ctx, 1.0),
            other => self.view_verb(ctx, other),
        }
    }

    /// Named actions that change what is looked at and nothing else.
    fn view_verb(&mut self, ctx: &Context, verb: Verb) {
        let Some(session) = &mut self.session else { return };
        let time = ctx.input(|input| input.time);
        match verb {
            Verb::SelectAll => {
                let shown = session.facts.visits.iter().filter(|visit| session.shows(visit.id.into()));
                let all: Vec<EntityRef> = shown.map(|visit| visit.id.into()).collect();
                session.primary = all.first().copied();
                session.selection = all.into_iter().collect();
            }
            Verb::SelectNone => {
                session.selection.clear();
                session.primary = None;
            }
            Verb::Fit => {
                let (from, to) = session.whole();
                jump(session, from, to);
            }
            Verb::FitSelection => match session.selected_range() {
                Some((from, to)) => jump(session, from, to),
                None => self.notices.done("Select something with a date first"),
            },
            Verb::ZoomIn => zoom(session, 0.7, time),
            Verb::ZoomOut => zoom(session, 1.0 / 0.7, time),
            Verb::ViewBack => drop(session.range.back()),
            Verb::ViewForward => drop(session.range.forward()),
            Verb::LanesByPlace => session.group_by(Grouping::Place),
            Verb::LanesByVessel => session.group_by(Grouping::Vessel),
            Verb::ColourByActivity => session.colouring = Colouring::Activity,
            Verb::ColourByVessel => session.colouring = Colouring::Vessel,
            Verb::ColourByHedge => session.colouring = Colouring::Hedge,
            Verb::ColourByTag => session.colouring = Colouring::Tag,
            Verb::ClearQuery => session.set_query(String::new()),
            Verb::ShowHalfOpen => session.set_query("is:half-open".to_owned()),
            Verb::ShowTable => session.show = Some(Tab::Table),
            Verb::ShowExhibits => session.show = Some(Tab::Exhibits),
            Verb::ShowFindings => session.show = Some(Tab::Findings),
            Verb::ShowJournal => session.show = Some(Tab::Journal),
            _ => {}
        }
    }

    /// Changes the case; what was being typed is written first. Says whether it was changed.
    pub(super) fn apply(&mut self, command: &Command) -> Option<Changes> {
        self.flush_drafts();
        self.transact(command)
    }

    fn transact(&mut self, command: &Command) -> Option<Changes> {
        let session = self.session.as_mut()?;
        match session.store.transact(command, (self.config.clock)(), &self.settings.actor) {
            Ok(changes) => {
                session.changed(&changes);
                Some(changes)
            }
            Err(error) => {
                self.notices.problem(error.to_string());
                None
            }
        }
    }

    pub(super) fn apply_and_select(&mut self, command: &Command, item: EntityRef) {
        if self.apply(command).is_some()
            && let Some(session) = &mut self.session
        {
            reveal(session, item);
        }
    }

    fn undo_or_redo(&mut self, verb: Verb) {
        self.flush_drafts();
        let Some(session) = &mut self.session else { return };
        let (now, actor) = ((self.config.clock)(), &self.settings.actor);
        let done = if verb == Verb::Undo { session.store.undo(now, actor) } else { session.store.redo(now, actor) };
        match done {
            Ok(Some(changes)) => {
                session.changed(&changes);
                self.notices.done(changes.label);
            }
            Ok(None) => {}
            Err(error) => self.notices.problem(error.to_string()),
        }
    }

    /// Writes drafts whose typing has paused, and asks to be woken for those that wait.
    pub(super) fn write_drafts(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        let due = self.session.as_mut().map(|session| session.drafts.due(now)).unwrap_or_default();
        for command in due {
            self.transact(&command);
        }
        if let Some(wait) = self.session.as_ref().and_then(|session| session.drafts.next_due(now)) {
            ctx.request_repaint_after_secs(wait as f32 + 0.01);
        }
    }

    /// Writes every draft that is valid.
    pub(super) fn flush_drafts(&mut self) {
        let due = self.session.as_mut().map(|session| session.drafts.flush()).unwrap_or_default();
        for command in due {
            self.transact(&command);
        }
    }

    fn ask_to_remove(&mut self, items: Vec<EntityRef>) {
        let Some(session) = &self.session else { return };
        let rested_on = items.iter().any(|item| !validate::dependents(&session.facts, *item).is_empty());
        if items.len() > 1 || rested_on {
            self.modal = Some(Modal::Confirm(items));
        } else {
            self.remove(items);
        }
    }

    pub(super) fn remove(&mut self, items: Vec<EntityRef>) {
        if items.is_empty() {
            return;
        }
        if let Some(changes) = self.apply(&Command::Remove(items)) {
            self.notices.done(format!("{}. Ctrl+Z brings it back", changes.label));
        }
    }

    fn tag_by_key(&mut self, key: u8) {
        let Some(session) = &self.session else { return };
        let found = session.facts.tags.iter().find(|tag| tag.key == Some(key)).map(|tag| tag.id);
        match found {
            Some(tag) => self.toggle_tag(tag),
            None => {
                self.notices
                    .done(format!("No tag has the key {key}. Give one to a tag in the explorer's list of tags"));
            }
        }
    }

    /// Sets a tag on everything selected, or takes it off if everything has it.
    fn toggle_tag(&mut self, tag: TagId) {
        let Some(session) = &self.session else { return };
        if let Some(reason) = session.hinders(super::verb::Needs::Selection) {
            self.notices.done(reason);
            return;
        }
        let bears = |item: &EntityRef| session.facts.get(*item).is_some_and(|entity| entity.tags().contains(&tag));
        let tagged = [EntityKind::Tag, EntityKind::SavedView];
        let on: Vec<EntityRef> =
            session.selection.iter().copied().filter(|item| !tagged.contains(&item.kind)).collect();
        if on.is_empty() {
            self.notices.done("Tags go on visits, vessels, shipments and the like");
            return;
        }
        let set = !on.iter().all(bears);
        if let Some(changes) = self.apply(&Command::Tag { tag, on, set }) {
            self.notices.done(changes.label);
        }
    }

    fn use_view(&mut self, id: SavedViewId) {
        let Some(session) = &mut self.session else { return };
        let Some(view) = session.facts.saved_views.get(id).cloned() else { return };
        session.set_query(view.query);
        session.group_by(view.grouping);
        session.colouring = view.colouring;
        if let Some((from, to)) = view.range {
            jump(session, from.0 as f64, to.0 as f64);
        }
        session.selection.clear();
        session.primary = None;
    }

    /// Arrow keys walk from visit to visit.
    pub(super) fn walk(&mut self, ctx: &Context) {
        use egui::{Key, Modifiers};
        const STEPS: [(Key, Walk); 4] = [
            (Key::ArrowRight, Walk::Next),
            (Key::ArrowLeft, Walk::Previous),
            (Key::ArrowUp, Walk::Above),
            (Key::ArrowDown, Walk::Below),
        ];
        let Some(session) = &mut self.session else { return };
        for (key, step) in STEPS {
            if !ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                continue;
            }
            // The toolkit would move its own focus with the same key.
            if let Some(focused) = ctx.memory(egui::Memory::focused) {
                ctx.memory_mut(|memory| memory.surrender_focus(focused));
            }
            let from = session.primary.and_then(EntityRef::as_id);
            let to = match from {
                Some(visit) => session.lanes.neighbour(visit, step),
                None => session.lanes.first_visit(),
            };
            if let Some(visit) = to {
                session.select(visit.into(), super::action::Pick::Only);
                session.reveal = Some(visit);
            }
        }
        let page = 400.0;
        if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::PageDown)) {
            session.scroll += page;
        }
        if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::PageUp)) {
            session.scroll -= page;
        }
    }

    fn set_look(&mut self, ctx: &Context, look: Look) {
        self.settings.look = look;
        ctx.options_mut(|options| options.theme_preference = look.into());
    }

    fn set_scale(&mut self, ctx: &Context, scale: f32) {
        self.settings.scale = (scale.clamp(0.6, 2.5) * 10.0).round() / 10.0;
        ctx.set_zoom_factor(self.settings.scale);
    }

    fn check(&mut self, ctx: &Context) {
        let Some(session) = &self.session else { return };
        let path = session.store.path().to_owned();
        self.checking
            .start(ctx, move |progress| tasks::check::check(&path, progress).map_err(|error| error.to_string()));
    }

    fn export(&mut self, ctx: &Context, export: Export) {
        self.flush_drafts();
        self.ask_path(ctx, Purpose::Export(export), export.name());
    }

    /// Asks for a path, with the system's dialog or, where there is none, in a box of our own.
    pub(super) fn ask_path(&mut self, ctx: &Context, purpose: Purpose, name: &str) {
        if self.dialog.is_busy() {
            return;
        }
        if self.config.native_dialogs {
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
        let path = dialogs::with_ending(path, purpose, dialogs::ending(purpose));
        self.settings.folder = path.parent().map(Path::to_owned);
        match purpose {
            Purpose::Open => self.open(ctx, &path),
            Purpose::New => self.create(ctx, &path),
            Purpose::SaveCopy => self.save_copy(&path),
            Purpose::Export(_) => {}
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

    /// A native dialog has asked already whether to replace a file; our own box takes only names that are free.
    pub(super) fn existing(&self) -> tasks::output::Existing {
        if self.config.native_dialogs { tasks::output::Existing::Replace } else { tasks::output::Existing::Keep }
    }

    /// Takes what workers have finished.
    pub(super) fn drain(&mut self, ctx: &Context) {
        if let Some(opened) = self.opening.take() {
            self.opened(opened);
        }
        if let Some((generation, lanes)) = self.laying.take()
            && let Some(session) = &mut self.session
            && session.facts.generation == generation
            && *lanes.options() == session.lane_options
        {
            session.lanes = lanes;
        }
        if let Some((purpose, answer)) = self.dialog.take() {
            match answer {
                Answer::Path(path) => self.have_path(ctx, purpose, path),
                Answer::Cancelled => {}
                Answer::Unavailable => {
                    let name = if let Purpose::Export(export) = purpose { export.name() } else { "Untitled.wake" };
                    self.modal = Some(self.path_box(purpose, name));
                }
            }
        }
        match self.exporting.take() {
            Some(Ok(said)) => self.notices.done(said),
            Some(Err(error)) => self.notices.problem(error),
            None => {}
        }
        match self.checking.take() {
            Some(Ok(checked)) => self.say_checked(&checked),
            Some(Err(error)) => self.notices.problem(error),
            None => {}
        }
    }

    fn say_checked(&mut self, checked: &tasks::check::Checked) {
        let entries = checked.journal.map_or(0, |head| head.entries);
        let entries = count(usize::try_from(entries).unwrap_or(usize::MAX), "journal entry");
        match checked.issues.first() {
            None => self.notices.done(format!("The case is whole: file, references, {entries} and attachments")),
            Some(first) => {
                let more = checked.issues.len() - 1;
                let more =
                    if more > 0 { format!(" and {more} more; “wakeline check” lists all") } else { String::new() };
                self.notices.problem(format!("{first}{more}"));
            }
        }
    }

    fn opened(&mut self, opened: super::app::Opened) {
        match opened {
            Ok((path, store, lanes)) => {
                self.settings.remember(&path);
                if let crate::store::Mode::ReadOnly(reason) = store.mode() {
                    self.notices.problem(format!("Opened read-only: {reason}"));
                }
                self.session = Some(Session::new(store, lanes));
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
        self.opening.start(ctx, move |_| {
            let (store, _) = tasks::open::open(&path).map_err(|error| error.to_string())?;
            let lanes = Lanes::build(&store.facts(), &LaneOptions::default());
            Ok((path, store, lanes))
        });
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
            let path = tasks::sample::sample_copy(&folder, now, &actor).map_err(|error| error.to_string())?;
            let (store, _) = tasks::open::open(&path).map_err(|error| error.to_string())?;
            let lanes = Lanes::build(&store.facts(), &LaneOptions::default());
            Ok((path, store, lanes))
        });
    }

    fn close(&mut self) {
        self.flush_drafts();
        self.session = None;
        self.laying.cancel();
    }

    /// Lays the lanes anew when what they are to be has changed: at once in a small case, else on a worker.
    pub(super) fn lay_lanes(&mut self, ctx: &Context) {
        const AT_ONCE: usize = 30_000;
        let Some(session) = &mut self.session else { return };
        if *session.lanes.options() == session.lane_options {
            return;
        }
        if session.facts.visits.len() <= AT_ONCE {
            session.lanes = Lanes::build(&session.facts, &session.lane_options);
            ctx.request_repaint();
        } else if self.laying_for.as_ref() != Some(&(session.facts.generation, session.lane_options.clone()))
            || !self.laying.is_busy()
        {
            let (facts, options) = (session.facts.clone(), session.lane_options.clone());
            self.laying_for = Some((facts.generation, options.clone()));
            self.laying.start(ctx, move |_| (facts.generation, Lanes::build(&facts, &options)));
        }
    }
}

fn jump(session: &mut Session, from: f64, to: f64) {
    let axis = TimeAxis { from, to, left: 0.0, width: 1_000.0 }.clamped();
    session.range.jump((axis.from, axis.to));
}

fn zoom(session: &mut Session, factor: f64, time: f64) {
    let (from, to) = session.range.now();
    let axis = TimeAxis { from, to, left: 0.0, width: 1_000.0 }.zoomed(500.0, factor).clamped();
    session.range.step((axis.from, axis.to), time);
}

/// Selects an entity and brings what it stands for into view on the timeline.
fn reveal(session: &mut Session, item: EntityRef) {
    session.select(item, super::action::Pick::Only);
    let facts = &session.facts;
    session.reveal = match item.kind {
        EntityKind::Visit => item.as_id(),
        EntityKind::Vessel => {
            item.as_id().and_then(|id| facts.links().visits_of(id).find(|visit| session.lanes.find(*visit).is_some()))
        }
        EntityKind::Place => {
            item.as_id().and_then(|id| facts.links().visits_at(id).find(|visit| session.lanes.find(*visit).is_some()))
        }
        EntityKind::Shipment => item
            .as_id()
            .and_then(|id| facts.shipments.get(id))
            .and_then(|shipment| shipment.loading.or(shipment.discharge)),
        EntityKind::Finding => {
            session.show = Some(Tab::Findings);
            None
        }
        _ => None,
    };
}
