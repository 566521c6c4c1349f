//! Small windows that ask for one thing. One file each; they push actions and never change facts.

mod about;
mod case_details;
mod check_bundle;
mod counting;
mod declaration;
mod confirm;
mod export_bundle;
mod export_figure;
mod write_report;
mod go_to_date;
mod keys;
mod legend;
mod letter;
mod merge_tag;
mod palette;
mod pass_over;
mod path_box;
mod query_help;
mod quick_add;
mod reject;
mod save_view;
mod tag_picker;
mod time_zone;

pub use check_bundle::Check;
pub use export_bundle::BundleDraft;
pub use export_figure::FigureDraft;
pub use letter::LetterDraft;

use egui::{Context, Id, Modal as Window, RichText, Ui};

use super::action::Action;
use super::choices::{BundleChoices, FigureChoices, ReportChoices};
use super::dialogs::Purpose;
use super::exports::OwnTemplates;
use super::session::Session;
use super::theme;
use crate::analysis::lint::Item;
use crate::figure::scene::Face;
use crate::model::ids::{EntityRef, RegimeId, ShipmentId, TagId};
use crate::tasks::figure::Of;

/// What is asked.
#[derive(Clone, Debug)]
pub enum Modal {
    /// A visit on one line.
    QuickAdd(String),
    /// A date to go to.
    GoToDate(String),
    /// Any action, by name.
    Palette(String, usize),
    /// Every key.
    Keys,
    /// What the marks on the timeline mean.
    Legend,
    /// The grammar of queries and every field.
    QueryHelp,
    /// A tag, by name.
    TagPicker(String, usize),
    /// Into which tag one is to be merged; the text finds it.
    MergeTag {
        /// The tag that will be gone.
        from: TagId,
        /// The one that was chosen.
        into: Option<TagId>,
        /// What is searched for.
        text: String,
    },
    /// A time zone, by name.
    TimeZone(String),
    /// The case's own fields.
    CaseDetails,
    /// Version and licence.
    About,
    /// Whether to remove these, on which others depend.
    Confirm(Vec<EntityRef>),
    /// A path, where the system has no dialog.
    PathBox(Purpose, String),
    /// How cargo is counted, and which conversion table is looked at.
    Counting(String),
    /// How much somebody declared against a regime.
    Declaration(RegimeId, String),
    /// Who was asked about a finding, and what they said.
    Letter(Box<LetterDraft>),
    /// Why a remark on a finding's wording is passed over.
    PassOver(Box<Item>, String),
    /// Why a shipment is rejected.
    Reject(ShipmentId, String),
    /// A name for the view.
    SaveView(String),
    /// How the timeline or a chart is exported.
    ExportFigure(Box<FigureDraft>),
    /// How an evidence bundle is packed.
    ExportBundle(Box<BundleDraft>),
    /// Whether a bundle is whole.
    CheckBundle(Box<Check>),
    /// How a report is written.
    WriteReport(ReportChoices, OwnTemplates),
}

/// What a modal leaves behind.
pub enum Outcome {
    /// It stays open.
    Stay,
    /// It closes.
    Close,
    /// A path was given for a purpose.
    Path(Purpose, std::path::PathBuf),
    /// The removal was confirmed.
    Remove(Vec<EntityRef>),
    /// A figure is to be exported in this way.
    Figure(FigureChoices, Of),
    /// An evidence bundle is to be packed in this way.
    Bundle(BundleChoices),
    /// A path is to be asked for.
    Ask(Purpose),
    /// Another bundle is to be checked.
    Again,
    /// A report is to be written in this way.
    Report(ReportChoices),
    /// Shows the pages of a report.
    LookAt(ReportChoices),
}

/// Draws the modal that is open. `number` is raised with each that is opened, so that no cursor of one is left in the next.
pub fn show(
    ctx: &Context,
    modal: &mut Modal,
    number: u64,
    session: Option<&mut Session>,
    actions: &mut Vec<Action>,
) -> Outcome {
    let salt = (std::mem::discriminant(modal), number);
    let frame = egui::Frame::window(&ctx.global_style());
    let response = Window::new(Id::unique(("modal", salt))).frame(frame).show(ctx, |ui| {
        ui.set_width(width(modal).min(ui.ctx().content_rect().width() - 64.0));
        match modal {
            Modal::QuickAdd(line) => quick_add::show(ui, line, session.as_deref(), actions),
            Modal::GoToDate(text) => go_to_date::show(ui, text, session.as_deref(), actions),
            Modal::Palette(text, at) => palette::show(ui, text, at, session.as_deref(), actions),
            Modal::Keys => keys::show(ui),
            Modal::Legend => legend::show(ui, session.as_deref()),
            Modal::QueryHelp => query_help::show(ui, session.as_deref(), actions),
            Modal::TagPicker(text, at) => tag_picker::show(ui, text, at, session, actions),
            Modal::MergeTag { from, into, text } => merge_tag::show(ui, *from, into, text, session, actions),
            Modal::TimeZone(text) => time_zone::show(ui, text, session.as_deref(), actions),
            Modal::Counting(table) => counting::show(ui, table, session, actions),
            Modal::Declaration(id, text) => declaration::show(ui, *id, text, session.as_deref(), actions),
            Modal::Letter(draft) => letter::show(ui, draft, session.as_deref(), actions),
            Modal::PassOver(item, why) => pass_over::show(ui, item, why, session.as_deref(), actions),
            Modal::Reject(id, why) => reject::show(ui, *id, why, session.as_deref(), actions),
            Modal::CaseDetails => case_details::show(ui, session, actions),
            Modal::About => about::show(ui),
            Modal::Confirm(items) => confirm::show(ui, items, session.as_deref()),
            Modal::PathBox(purpose, text) => path_box::show(ui, *purpose, text),
            Modal::WriteReport(choices, own) => write_report::show(ui, choices, own, session.as_deref()),
            Modal::ExportFigure(draft) => export_figure::show(ui, draft, session.as_deref()),
            Modal::ExportBundle(draft) => export_bundle::show(ui, draft, session),
            Modal::CheckBundle(check) => check_bundle::show(ui, check, actions),
            Modal::SaveView(name) => save_view::show(ui, name, session.as_deref(), actions),
        }
    });
    if response.should_close() && matches!(response.inner, Outcome::Stay) { Outcome::Close } else { response.inner }
}

fn width(modal: &Modal) -> f32 {
    match modal {
        Modal::Keys => 640.0,
        Modal::QuickAdd(_)
        | Modal::Palette(..)
        | Modal::TagPicker(..)
        | Modal::Counting(_)
        | Modal::ExportBundle(_)
        | Modal::CheckBundle(_) => 560.0,
        Modal::QueryHelp => 720.0,
        _ => 440.0,
    }
}

/// The heading of a modal.
fn heading(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(theme::font(Face::SemiBold, 15.0)));
    ui.add_space(6.0);
}

/// A field that has the cursor from the start. Returns whether Enter was pressed in it.
fn first_field(ui: &mut Ui, text: &mut String, name: &str, hint: &str) -> bool {
    let hint = RichText::new(hint).color(theme::colour(ui, crate::figure::palette::Role::Secondary));
    let edit = egui::TextEdit::singleline(text)
        .hint_text(hint)
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(8, 6));
    let response = ui.add(edit).accessible_name(name);
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if !ui.memory(|memory| memory.had_focus_last_frame(response.id)) && !response.has_focus() {
        // The cursor goes behind what is there already.
        let mut state = egui::TextEdit::load_state(ui.ctx(), response.id).unwrap_or_default();
        let end = egui::text::CCursor::new(text.chars().count());
        state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
        egui::TextEdit::store_state(ui.ctx(), response.id, state);
    }
    if !response.has_focus()
        && !entered
        && !ui.input(|input| input.key_pressed(egui::Key::Tab) || input.pointer.any_down())
    {
        response.request_focus();
    }
    entered
}
