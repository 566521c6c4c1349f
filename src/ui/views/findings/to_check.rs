//! What is to be checked in the open finding, below its text: a row an item, quiet, and nothing where there is none.

use std::sync::Arc;

use egui::{Align, Layout, ScrollArea, Ui};

use crate::analysis::lint::{Item, Lint, Part};
use crate::base::text::visible;
use crate::figure::measure::one_line;
use crate::model::finding::Finding;
use crate::model::ids::{EntityRef, FindingId};
use crate::ui::action::Action;
use crate::ui::drafts::Field;
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::widgets::parts::{self, Row};

/// Height of the list's title with the space around it.
const TITLE: f32 = 34.0;
/// Share of the height that the list takes at most; beyond it scrolls.
const SHARE: f32 = 0.4;
/// So many letters of the words stand in a row; of more, only the rule.
const FEW: usize = 24;

/// The items of the finding that was looked at last, and those that only all findings together show, each with the state
/// of the case in which they hold.
#[derive(Default)]
pub(super) struct ToCheck {
    own: Option<(FindingId, u64, Arc<[Item]>)>,
    across: Option<(u64, Vec<Item>)>,
}

impl ToCheck {
    /// The items of a finding that are not ignored, in the order of its text.
    pub(super) fn of(&mut self, session: &Session, finding: &Finding) -> Arc<[Item]> {
        let facts = &session.facts;
        if let Some((known, generation, items)) = &self.own
            && (*known, *generation) == (finding.id, facts.generation)
        {
            return items.clone();
        }
        let lint = Lint::new(facts, session.weighed.lineage());
        if self.across.as_ref().is_none_or(|(generation, _)| *generation != facts.generation) {
            self.across = Some((facts.generation, lint.across(&|item| item.left_because(facts))));
        }
        let mut items = lint.finding(finding, &|item| item.left_because(facts));
        let across = self.across.iter().flat_map(|(_, items)| items);
        items.extend(across.filter(|item| item.finding == finding.id).cloned());
        items.retain(|item| item.ignored.is_none());
        items.sort_by_key(|item| (item.part, item.range.start));
        let items: Arc<[Item]> = items.into();
        self.own = Some((finding.id, facts.generation, items.clone()));
        items
    }
}

/// How high the list of so many items is.
pub(super) fn height(items: usize, available: f32) -> f32 {
    if items == 0 { 0.0 } else { (TITLE + items as f32 * theme::ROW).min(available * SHARE) }
}

/// Draws the list. A click selects the words in the text; the button beside it puts the proposed ones in their place.
pub(super) fn show(
    ui: &mut Ui,
    session: &mut Session,
    finding: &Finding,
    items: &[Item],
    height: f32,
    actions: &mut Vec<Action>,
) {
    if items.is_empty() {
        return;
    }
    let writable = session.is_writable();
    parts::section(ui, "To check", &items.len().to_string());
    let list = ScrollArea::vertical().id_salt(("to check", finding.id.0)).auto_shrink(false);
    list.max_height((height - TITLE).max(theme::ROW)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (number, item) in items.iter().enumerate() {
            let field: Field = (Some(EntityRef::from(finding.id)), field_of(item.part));
            // What is being typed is looked through when it is in the case; until then only what still stands there counts.
            let text = session.drafts.get(field).map_or_else(|| item.part.of(finding), |draft| draft.text.as_str());
            let words = (text.get(item.range.clone()) == Some(&item.words)).then(|| {
                let before = text.get(..item.range.start).map_or(0, |before| before.chars().count());
                before..before + item.words.chars().count()
            });
            let fix = item.fix.as_deref().filter(|_| writable && words.is_some());
            let mut clicked = false;
            let layout = Layout::right_to_left(Align::Center);
            ui.push_id(number, |ui| {
                ui.allocate_ui_with_layout(egui::vec2(ui.available_width(), theme::ROW), layout, |ui| {
                    if fix.is_some_and(|fix| fix_button(ui, item, fix)) {
                        actions.push(Action::Reword(Box::new(item.clone())));
                    }
                    if writable && words.is_some() {
                        let leave = ui.small_button("Leave it…").accessible_name(format!("Leave “{}”", item.words));
                        if leave.on_hover_text("Say why it stays as it is").clicked() {
                            actions.push(Action::PassOver(Box::new(item.clone())));
                        }
                    }
                    let row = Row::new(&short(item)).show(ui).accessible_name(&item.message);
                    clicked = row.clicked();
                    row.on_hover_ui(|ui| {
                        ui.set_max_width(420.0);
                        ui.label(visible(&item.message));
                        parts::secondary(ui, item.rule.basis());
                    });
                });
            });
            if let Some(words) = words.filter(|_| clicked) {
                session.drafts.want_words(field, words);
                ui.ctx().request_repaint();
            }
        }
    });
}

/// The words and the rule, as far as a narrow row has room for: the whole sentence is in its name and on hover.
fn short(item: &Item) -> String {
    match item.words.chars().count() {
        1..=FEW => format!("“{}”: {}", one_line(&item.words), item.rule.title().to_lowercase()),
        _ => item.rule.title().to_owned(),
    }
}

fn field_of(part: Part) -> &'static str {
    match part {
        Part::Headline => "headline",
        Part::Body => "text",
    }
}

fn fix_button(ui: &mut Ui, item: &Item, fix: &str) -> bool {
    let name = format!("Replace “{}” with “{fix}”", one_line(&item.words));
    let button = ui.small_button(visible(&format!("“{fix}”"))).accessible_name(&name);
    button.on_hover_text(visible(&name)).clicked()
}
