//! Performs what views asked for: one short function an action. The only place in the window where a case is changed.

use egui::{Context, ViewportCommand};

use super::action::Action;
use super::app::App;
use super::dialogs::Purpose;
use super::exports::{Export, OwnTemplates};
use super::looking::reveal;
use super::modals::{FigureDraft, LetterDraft, Modal};
use super::notices::Tone;
use super::settings::Look;
use super::theme;
use super::tiles;
use super::verb::{Verb, entry_of};
use super::views::top_bar::hinders;
use crate::base::text::count;
use crate::model::command::Command;
use crate::model::ids::EntityRef;
use crate::model::validate;
use crate::store::Changes;
use crate::tasks::figure::Of;

impl App {
    /// Performs one action.
    pub(super) fn perform(&mut self, ctx: &Context, action: Action) {
        match action {
            Action::Do(verb) => self.perform_verb(ctx, verb),
            Action::Apply(command) => {
                self.apply(&command);
            }
            Action::ApplyAndSelect(command, item) => self.apply_and_select(&command, item),
            Action::ApplyToMany(command) => self.apply_to_many(&command),
            Action::Columns(kind, columns) => self.settings.set_columns(kind, columns),
            Action::Remove(items) => self.ask_to_remove(items),
            Action::Tag(action) => self.tagging(action),
            Action::Open(path) => self.open(ctx, &path),
            Action::Copy(text) => ctx.copy_text(text),
            Action::CopyAndSay(text) => {
                self.notices.done(format!("Copied: {text}"));
                ctx.copy_text(text);
            }
            Action::UseView(id) => self.use_view(id),
            Action::Fill(item, field) => self.fill(item, field),
            Action::Reword(item) => self.reword(&item),
            Action::Decide(decided) => self.decide(&decided),
            Action::PassOver(item) => {
                // What is being typed is in the case before somebody says that it stays.
                self.flush_drafts();
                self.modal = Some(Modal::PassOver(item, String::new()));
            }
            Action::Letter(finding, at) => {
                if let Some(session) = &self.session {
                    self.modal = Some(Modal::Letter(Box::new(LetterDraft::of(&session.facts, finding, at))));
                }
            }
            Action::ReportChoices(choices) => self.settings.report = choices,
            Action::Stop => self.stop(),
            Action::Pair(one, other) => self.pair_visits(one, other),
            Action::Attach(exhibit) => self.ask_path(ctx, Purpose::Attach(exhibit), ""),
            Action::SaveFile(sha256, name) => self.ask_path(ctx, Purpose::SaveFile(sha256), &safe_name(&name)),
            other => self.look(other),
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
            Verb::TagByName => self.ask_for_tag(),
            Verb::AddStarterTags => self.add_starter_tags(),
            Verb::Cite => self.cite_selected(),
            Verb::Pair => self.pair(),
            Verb::Accept => self.accept(),
            Verb::Reject => self.ask_why(),
            Verb::AddDeclaration => self.add_declaration(),
            Verb::AddUnCaps => self.add_un_caps(),
            Verb::CountingRules => self.modal = Some(Modal::Counting(String::new())),
            Verb::GoToDate => self.modal = Some(Modal::GoToDate(String::new())),
            Verb::ZoneOther => self.modal = Some(Modal::TimeZone(String::new())),
            Verb::LessMotion => self.set_less_motion(ctx, !self.settings.less_motion),
            Verb::CopyMeasured => self.copy_measured(ctx),
            Verb::SaveView => self.modal = Some(Modal::SaveView(String::new())),
            Verb::Query => self.wants_query = true,
            Verb::Check => self.check(ctx),
            Verb::ExportFindingsCsv => self.export(ctx, Export::FindingsCsv),
            Verb::ExportShipmentsCsv => self.export(ctx, Export::ShipmentsCsv),
            Verb::ExportVisitsCsv => self.export(ctx, Export::VisitsCsv),
            Verb::ExportXlsx => self.export(ctx, Export::Xlsx),
            Verb::ExportGeoJson => self.export(ctx, Export::GeoJson),
            Verb::ExportKml => self.export(ctx, Export::Kml),
            Verb::ExportBibtex => self.export(ctx, Export::Bibtex),
            Verb::ExportCslJson => self.export(ctx, Export::CslJson),
            Verb::ExportFtm => self.export(ctx, Export::Ftm),
            Verb::ExportTable => {
                if let Some(kind) = self.session.as_ref().map(|session| session.table) {
                    self.export(ctx, Export::Table(kind));
                }
            }
            Verb::CopyRows => self.copy_rows(ctx),
            Verb::SelectRows => self.select_rows(),
            Verb::ExportJson => self.export(ctx, Export::Json),
            Verb::ExportBundle => self.modal = Some(Modal::ExportBundle(Box::new(self.settings.bundle.into()))),
            Verb::CheckBundle => self.modal = Some(Modal::CheckBundle(Box::default())),
            Verb::WriteReport => {
                let own = OwnTemplates::in_folder(&self.config.templates_folder);
                self.modal = Some(Modal::WriteReport(self.settings.report.clone(), own));
            }
            Verb::ExportTimeline => self.ask_figure(Of::Timeline),
            Verb::ExportLedger => {
                let of = self.session.as_mut().map(|session| self.views.ledger.chart(session));
                self.ask_figure(of.unwrap_or_default());
            }
            Verb::ExportFlows => self.ask_figure(Of::Flows(self.views.flows.sides())),
            Verb::Palette => self.modal = Some(Modal::Palette(String::new(), 0)),
            Verb::Keys => self.modal = Some(Modal::Keys),
            Verb::Legend => self.modal = Some(Modal::Legend),
            Verb::QueryHelp => self.modal = Some(Modal::QueryHelp),
            Verb::About => self.modal = Some(Modal::About),
            Verb::ShowExplorer => self.settings.explorer = !self.settings.explorer,
            Verb::EnlargeBelow => {
                if !tiles::enlarge_below(&mut self.tree) {
                    self.notices.done(
                        "The tabs were moved by hand: drag their edges, or put them back with View > Tabs and panels",
                    );
                }
            }
            Verb::ResetLayout => self.reset_layout(ctx),
            Verb::ShowInspector => self.settings.inspector = !self.settings.inspector,
            Verb::ShowLegend => self.show_legend(!self.settings.legend),
            Verb::LookSystem => self.set_look(ctx, Look::System),
            Verb::LookLight => self.set_look(ctx, Look::Light),
            Verb::LookDark => self.set_look(ctx, Look::Dark),
            Verb::ScaleUp => self.set_scale(ctx, self.settings.scale + 0.1),
            Verb::ScaleDown => self.set_scale(ctx, self.settings.scale - 0.1),
            Verb::ScaleReset => self.set_scale(ctx, 1.0),
            other => self.view_verb(ctx, other),
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
                if let Command::Tag { tag, set: true, .. } = command {
                    session.tags.used(*tag);
                }
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

    fn apply_to_many(&mut self, command: &Command) {
        if let Some(changes) = self.apply(command) {
            self.notices.done(format!("Done: {}. Ctrl+Z takes it back", changes.label));
        }
    }

    /// Asks how a figure is to be exported.
    fn ask_figure(&mut self, of: Of) {
        // What is being typed is in the case before it is drawn.
        self.flush_drafts();
        self.modal = Some(Modal::ExportFigure(Box::new(FigureDraft::new(self.settings.figure, of))));
    }

    /// Copies the selected rows of the table, or the one that its cursor is in.
    fn copy_rows(&mut self, ctx: &Context) {
        let Some(session) = &self.session else { return };
        match self.views.table.copy(session, &self.settings.tables) {
            Some((_, 0)) => self.notices.done("Select rows of the table first"),
            Some((text, rows)) => {
                self.notices.done(format!("Copied {}", count(rows, session.table.word())));
                ctx.copy_text(text);
            }
            None => self.notices.problem(
                "That is more than a clipboard holds everywhere. Use File > Export this table as CSV, which has no limit",
            ),
        }
    }

    /// Selects every row that the table shows.
    fn select_rows(&mut self) {
        let Some(session) = &self.session else { return };
        let rows = self.views.table.items(session);
        self.look(Action::SelectAll(rows));
    }

    fn undo_or_redo(&mut self, verb: Verb) {
        self.flush_drafts();
        let Some(session) = &mut self.session else { return };
        let (now, actor) = ((self.config.clock)(), &self.settings.actor);
        let done = if verb == Verb::Undo { session.store.undo(now, actor) } else { session.store.redo(now, actor) };
        match done {
            Ok(Some(changes)) => {
                session.changed(&changes);
                self.notices.dismiss(Tone::Done);
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

    fn set_look(&mut self, ctx: &Context, look: Look) {
        self.settings.look = look;
        ctx.options_mut(|options| options.theme_preference = look.into());
    }

    fn show_legend(&mut self, shown: bool) {
        self.settings.legend = shown;
        if let Some(session) = &mut self.session {
            session.legend = shown;
        }
    }

    /// Whether anything moves by itself.
    pub(super) fn set_less_motion(&mut self, ctx: &Context, less: bool) {
        self.settings.less_motion = less;
        if let Some(playback) = self.session.as_mut().and_then(|session| session.playback.as_mut()) {
            playback.moves = !less;
            playback.playing &= !less;
        }
        theme::set_motion(ctx, !less);
    }

    fn copy_measured(&mut self, ctx: &Context) {
        let Some(session) = &self.session else { return };
        match &session.measured {
            Some((interval, _)) => {
                ctx.copy_text(interval.sentence(&session.zone));
                self.notices.done("Copied the interval as a sentence");
            }
            None => self.notices.done("Measure an interval first: press M and drag"),
        }
    }

    fn set_scale(&mut self, ctx: &Context, scale: f32) {
        self.settings.scale = (scale.clamp(0.6, 2.5) * 10.0).round() / 10.0;
        ctx.set_zoom_factor(self.settings.scale);
    }
}

/// A file name that came with evidence, as a name that may be written: no folders, no signs that mean something.
fn safe_name(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | ' ');
    let name: String = name.chars().map(|c| if plain(c) { c } else { '_' }).take(100).collect();
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() { "file".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_evidence_cannot_leave_the_folder() {
        assert_eq!(safe_name("../../etc/passwd"), "_.._etc_passwd");
        assert_eq!(safe_name("C:\\x\u{202E}gpj.exe"), "C__x_gpj.exe");
        assert_eq!(safe_name("사진 1.png"), "사진 1.png");
        assert_eq!(safe_name("..."), "file");
    }
}
