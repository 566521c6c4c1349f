//! Statements for the report: a list, and the text of the one that is open with its preview.

mod editor;
mod outline;
mod preview;
mod to_check;

use egui::{Align, Layout, RichText, ScrollArea, Ui, UiBuilder, pos2};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::finding::Finding;
use crate::model::ids::{EntityRef, FindingId};
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::Verb;
use crate::ui::widgets::form::Form;
use crate::ui::widgets::parts;
use editor::Editor;
use outline::OutlineList;

/// The list's share of the width, and between what it is kept.
const LIST: (f32, f32, f32) = (0.2, 200.0, 360.0);

/// The view's own state.
#[derive(Default)]
pub struct FindingsView {
    outline: OutlineList,
    editor: Editor,
    preview: CommonMarkCache,
    /// The text of the preview, and of which finding and state of the case it is.
    previewed: Option<(FindingId, u64, String)>,
    to_check: to_check::ToCheck,
}

impl FindingsView {
    /// Draws the list and the open finding.
    pub fn show(&mut self, ui: &mut Ui, session: &mut Session, actions: &mut Vec<Action>) {
        let facts = session.facts.clone();
        if facts.findings.is_empty() {
            let add = session.is_writable().then_some("Write the first finding");
            let hint = "A finding is a statement for the report with cited exhibits. Write [@E-1] where an exhibit is cited; it becomes a footnote.";
            if parts::empty(ui, "No findings yet", hint, add) {
                actions.push(Action::Do(Verb::AddFinding));
            }
            return;
        }
        if let Some(selected) = session.primary.and_then(EntityRef::as_id) {
            session.writing.open = Some(selected);
        }
        let open = session.writing.finding(&facts);
        let rect = ui.available_rect_before_wrap();
        let (share, least, most) = LIST;
        let width = (rect.width() * share).clamp(least, most);
        let list = egui::Rect::from_min_max(rect.min, pos2(rect.left() + width, rect.bottom()));
        let page = egui::Rect::from_min_max(pos2(rect.left() + width + 16.0, rect.top()), rect.max);
        ui.scope_builder(UiBuilder::new().max_rect(list.shrink(8.0)), |ui| {
            self.outline.show(ui, session, open.map(|finding| finding.id), actions);
        });
        ui.painter().vline(list.right(), rect.y_range(), egui::Stroke::new(1.0, theme::colour(ui, Role::Hairline)));
        if let Some(finding) = open {
            ui.scope_builder(UiBuilder::new().max_rect(page.shrink(8.0)), |ui| {
                self.page(ui, session, finding, actions);
            });
        }
        ui.advance_cursor_after_rect(rect);
    }

    fn page(&mut self, ui: &mut Ui, session: &mut Session, finding: &Finding, actions: &mut Vec<Action>) {
        let facts = session.facts.clone();
        let writable = session.is_writable();
        let to_check = self.to_check.of(session, finding);
        let halves = ui.available_width() >= 560.0;
        let rect = ui.max_rect();
        let split = if halves { rect.center().x } else { rect.right() };
        let left = egui::Rect::from_min_max(rect.min, pos2(split - if halves { 12.0 } else { 0.0 }, rect.bottom()));
        ui.scope_builder(UiBuilder::new().max_rect(left).layout(Layout::top_down(Align::Min)), |ui| {
            let below = to_check::height(to_check.len(), ui.available_height());
            let mut form = Form {
                facts: &facts,
                drafts: &mut session.drafts,
                actions,
                row: finding,
                wrap: Entity::Finding,
                writable,
            };
            form.lines(ui, "Headline", "headline", &finding.headline, "Headline, in one line", 1, |row, text| {
                text.clone_into(&mut row.headline);
            });
            ui.add_space(4.0);
            let text = ScrollArea::vertical().id_salt(("body", finding.id.0)).auto_shrink(false);
            text.max_height((ui.available_height() - below).max(0.0)).show(ui, |ui| {
                let rows = ((ui.available_height() / 18.0) as usize).clamp(4, 120);
                self.editor.show(ui, session, finding, rows, actions);
            });
            to_check::show(ui, session, finding, &to_check, below, actions);
        });
        if !halves {
            return;
        }
        let right = egui::Rect::from_min_max(pos2(split + 12.0, rect.top()), rect.max);
        ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
            let caption = RichText::new("Preview").size(theme::CAPTION).color(theme::colour(ui, Role::Secondary));
            ui.label(caption);
            ScrollArea::vertical().id_salt(("preview", finding.id.0)).auto_shrink(false).show(ui, |ui| {
                ui.label(
                    RichText::new(crate::base::text::visible(&finding.headline))
                        .font(theme::font(Face::SemiBold, 15.0)),
                );
                ui.add_space(4.0);
                CommonMarkViewer::new().show(ui, &mut self.preview, previewed(&mut self.previewed, &facts, finding));
            });
        });
    }
}

/// The text of the preview, made anew only when the case has changed.
fn previewed<'a>(known: &'a mut Option<(FindingId, u64, String)>, facts: &Facts, finding: &Finding) -> &'a str {
    let same = known.as_ref().is_some_and(|(of, at, _)| (*of, *at) == (finding.id, facts.generation));
    if !same {
        *known = None;
    }
    &known.get_or_insert_with(|| (finding.id, facts.generation, preview::text(facts, finding))).2
}
