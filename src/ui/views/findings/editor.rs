//! The text of a finding while it is written: what can be cited is offered behind `[@`, and what is dropped is cited.

use egui::text_edit::TextEditOutput;
use egui::{Popup, Rect, Stroke, TextEdit, Ui, vec2};

use crate::analysis::citing::{Offered, cite_at, offers};
use crate::base::text::byte_at;
use crate::figure::palette::Role;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::finding::Finding;
use crate::model::ids::FindingId;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::widgets::carry::Carried;
use crate::ui::widgets::form::{Form, Text, put_cursor};
use crate::ui::widgets::suggestions::{Keys, Suggestion, Suggestions, keeping_focus};
use crate::ui::writing::TEXT;

/// Width of the list of what could be cited.
const LIST: f32 = 460.0;

/// The editor's own state.
pub(super) struct Editor {
    list: Suggestions,
    /// What is offered, and for which text, cursor and state of the case.
    offered: Option<Offered>,
    offered_for: Option<(String, usize, u64)>,
    /// Where the citation begins for which the list was closed.
    dismissed: Option<usize>,
}

impl Default for Editor {
    fn default() -> Self {
        Self { list: Suggestions::taking_first(), offered: None, offered_for: None, dismissed: None }
    }
}

impl Editor {
    /// Draws the text, `rows` lines high at least.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        session: &mut Session,
        finding: &Finding,
        rows: usize,
        actions: &mut Vec<Action>,
    ) {
        let facts = session.facts.clone();
        let writable = session.is_writable();
        let mut form =
            Form { facts: &facts, drafts: &mut session.drafts, actions, row: finding, wrap: Entity::Finding, writable };
        let id = form.id(ui, TEXT);
        let focused = ui.memory(|memory| memory.has_focus(id));
        let keys = self.list.take_keys(ui, focused);
        let keep = self.list.is_below_pointer(ui);
        let filter = Some(self.list.key_filter());
        let mut cursor = None;
        let hint =
            "Markdown. [@ cites an exhibit, claim, shipment, visit or finding; ![]( puts a figure or table there";
        let label = "Text of the finding";
        let text = Text { label, field: TEXT, value: &finding.body, hint, rows, on_leave: false, filter };
        keeping_focus(ui, keep, |ui| {
            form.written(
                ui,
                &text,
                |ui, text, output| {
                    let changed = self.follow(ui, &facts, finding.id, text, output, &keys);
                    let at = TextEdit::load_state(ui.ctx(), id).and_then(|state| state.cursor.char_range());
                    cursor = at.map(|range| byte_at(text, range.primary.index.0));
                    changed
                },
                |row, text| text.clone_into(&mut row.body),
            );
        });
        if let Some(cursor) = cursor.filter(|_| focused) {
            session.writing.cursor = Some((finding.id, cursor));
        }
    }

    /// Draws the list at the cursor, and takes what is chosen or dropped into the text. Says whether the text has changed.
    fn follow(
        &mut self,
        ui: &Ui,
        facts: &Facts,
        finding: FindingId,
        text: &mut String,
        output: &TextEditOutput,
        keys: &Keys,
    ) -> bool {
        let field = &output.response.response;
        if let Some(changed) = drop_onto(ui, facts, finding, text, output) {
            return changed;
        }
        let Some(range) = output.cursor_range.filter(|_| field.has_focus()) else {
            self.list.hide();
            return false;
        };
        self.look_up(facts, text, byte_at(text, range.primary.index.0));
        if keys.close {
            self.dismissed = self.offered.as_ref().map(|offered| offered.range.start);
        }
        let begins = self.offered.as_ref().map(|offered| offered.range.start);
        if begins.is_none() {
            self.dismissed = None;
        }
        let Some(offered) = self.offered.as_ref().filter(|_| self.dismissed != begins || begins.is_none()) else {
            self.list.hide();
            return false;
        };
        let rows: Vec<Suggestion<'_>> =
            offered.offers.iter().map(|offer| Suggestion::new(&offer.target, &offer.about)).collect();
        let at = output.galley.pos_from_cursor(range.primary).translate(output.galley_pos.to_vec2());
        let anchor = Rect::from_min_size(at.min, vec2(LIST, at.height()));
        let popup = Popup::new(field.id.with("citing"), ui.ctx().clone(), anchor, field.layer_id);
        let taken = self.list.show(popup, field.id.with("citing"), LIST, &rows, keys);
        let Some(offer) = taken.and_then(|at| offered.offers.get(at)) else { return false };
        let (new, cursor) = offered.apply(text, offer);
        put_cursor(ui, field.id, new[..cursor].chars().count());
        field.request_focus();
        *text = new;
        self.list.hide();
        self.offered_for = None;
        true
    }

    /// Looks up what could stand at the cursor, if that is not known yet.
    fn look_up(&mut self, facts: &Facts, text: &str, cursor: usize) {
        let same = |(known, at, generation): &(String, usize, u64)| {
            (*at, *generation) == (cursor, facts.generation) && known == text
        };
        if !self.offered_for.as_ref().is_some_and(same) {
            self.offered = offers(facts, text, cursor);
            self.list.forget_choice();
            self.offered_for = Some((text.to_owned(), cursor, facts.generation));
        }
    }
}

/// Marks where what is carried over the text would be cited, and cites it there when it is let go. None if nothing is carried
/// here; else whether the text has changed.
fn drop_onto(ui: &Ui, facts: &Facts, finding: FindingId, text: &mut String, output: &TextEditOutput) -> Option<bool> {
    let field = &output.response.response;
    field.dnd_hover_payload::<Carried>()?;
    let pointer = ui.ctx().pointer_interact_pos()?;
    let cursor = output.galley.cursor_from_pos(pointer - output.galley_pos);
    let caret = output.galley.pos_from_cursor(cursor).translate(output.galley_pos.to_vec2());
    let stroke = Stroke::new(2.0, theme::colour(ui, Role::Accent));
    ui.painter().vline(caret.left(), caret.y_range(), stroke);
    let Some(carried) = field.dnd_release_payload::<Carried>() else { return Some(false) };
    let items: Vec<_> = carried.0.iter().copied().filter(|item| *item != finding.into()).collect();
    let Some((new, at)) = cite_at(facts, text, byte_at(text, cursor.index.0), &items) else { return Some(false) };
    put_cursor(ui, field.id, new[..at].chars().count());
    field.request_focus();
    *text = new;
    Some(true)
}
