//! The tags as a tree: folded and unfolded, dragged onto one another, with what bears them counted beside them.

use std::collections::BTreeSet;
use std::ops::Range;

use egui::{
    CursorIcon, DragAndDrop, Rect, Response, Role as AccessRole, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use crate::analysis::query::edit::term;
use crate::analysis::tags::borne::Bearers;
use crate::analysis::tags::rules;
use crate::base::text::{count, thousands};
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::model::ids::{EntityKind, EntityRef, TagId};
use crate::model::tag::Tag;
use crate::model::tag_tree::{Branch, Wanted};
use crate::ui::action::{Action, Pick, TagAction};
use crate::ui::session::Session;
use crate::ui::tag_book::bears_tags;
use crate::ui::theme;
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::{parts, tags};

/// How far each level is moved to the right, and how many levels are at most: names must stay readable.
const STEP: f32 = 14.0;
const DEEPEST: usize = 7;

/// What the pointer carries while a tag is dragged.
struct Carried(TagId);

/// The list's own state: what is folded, and which tags are shown, made anew only when one of both changes.
#[derive(Default)]
pub(super) struct TagList {
    folded: BTreeSet<TagId>,
    /// Raised when something is folded or unfolded.
    folds: u64,
    shown: Vec<TagId>,
    made_from: Option<(u64, u64, String)>,
}

impl TagList {
    /// How many tags are shown.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Follows the tags, what is folded and what is searched for.
    pub fn refresh(&mut self, session: &Session, search: &str) {
        let wanted = (session.versions.of(EntityKind::Tag), self.folds, search.to_owned());
        if self.made_from.as_ref() == Some(&wanted) {
            return;
        }
        let tree = session.tags.tree();
        self.folded.retain(|tag| tree.get(*tag).is_some());
        let branches = tree.branches();
        self.shown.clear();
        let all = search.trim().is_empty();
        let wanted_text = Wanted::new(search);
        let mut at = 0;
        while let Some(branch) = branches.get(at) {
            // What is searched for is found in folded branches too.
            if all || branch.fits(&wanted_text) {
                self.shown.push(branch.id);
            }
            let folded = all && self.folded.contains(&branch.id);
            at += 1 + if folded { branch.below } else { 0 };
        }
        self.made_from = Some(wanted);
    }

    fn fold(&mut self, tag: TagId, folded: bool) {
        let changed = if folded { self.folded.insert(tag) } else { self.folded.remove(&tag) };
        self.folds += u64::from(changed);
    }

    /// Draws some of the rows.
    pub fn rows(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>, range: Range<usize>) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let searched = self.made_from.as_ref().is_some_and(|(.., search)| !search.trim().is_empty());
        let shown: Vec<TagId> = self.shown[range].to_vec();
        for id in shown {
            let (Some(tag), Some(branch)) = (session.facts.tags.get(id), session.tags.tree().get(id)) else { continue };
            let fold = (branch.below > 0 && !searched).then(|| self.folded.contains(&id));
            let (row, folds) = row(ui, session, tag, branch, fold, searched);
            if folds {
                self.fold(id, fold == Some(false));
            }
            if row.clicked() {
                let toggle = ui.input(|input| input.modifiers.command || input.modifiers.shift);
                let item = EntityRef::from(id);
                actions.push(if toggle { Action::Select(item, Pick::Toggle) } else { Action::Reveal(item) });
            }
            drag(ui, session, actions, &row, id);
            row.context_menu(|ui| {
                if menu(ui, session, actions, tag) {
                    self.fold(id, false);
                }
            });
            if !DragAndDrop::has_payload_of_type::<Carried>(ui.ctx()) {
                row.on_hover_ui(|ui| tags::meaning(ui, &session.tags, tag, &borne(session, tag, branch)));
            }
        }
    }
}

/// `Borne by 9 visits and 2 vessels; by 12 with the tags below it. Key 2 sets it.`
fn borne(session: &Session, tag: &Tag, branch: &Branch) -> String {
    let bearers = session.tags.bearers(tag.id);
    let mut said = match bearers.own() {
        0 => "Borne by nothing".to_owned(),
        _ => format!("Borne by {}", bearers.words()),
    };
    if branch.below > 0 {
        said.push_str(&format!("; by {} with the tags below it", thousands(bearers.within())));
    }
    if let Some(key) = tag.key {
        said.push_str(&format!(". Key {key} sets it on what is selected"));
    }
    said
}

/// What stands at the right: how many bear the tag, and behind a plus how many more bear one below it.
fn counted(bearers: Bearers) -> String {
    match (bearers.own(), bearers.within().saturating_sub(bearers.own())) {
        (0, 0) => String::new(),
        (own, 0) => thousands(own),
        (own, more) => format!("{} + {}", thousands(own), thousands(more)),
    }
}

/// One tag. `fold` says whether it is folded, if anything stands below it. Returns whether the fold was clicked too.
fn row(
    ui: &mut Ui,
    session: &Session,
    tag: &Tag,
    branch: &Branch,
    fold: Option<bool>,
    searched: bool,
) -> (Response, bool) {
    let size = vec2(ui.available_width(), theme::ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let selected = session.selection.contains(&tag.id.into());
    let right = counted(session.tags.bearers(tag.id));
    let text = if searched { &branch.path } else { &tag.name };
    let spoken = [text.as_str(), &right].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ");
    let spoken = if tag.rule.is_some() { format!("{spoken}, has a rule") } else { spoken };
    response.widget_info(|| WidgetInfo::selected(AccessRole::Button, ui.is_enabled(), selected, &spoken));
    let level = if searched { 0 } else { branch.depth.min(DEEPEST) };
    let mut x = rect.left() + 4.0 + STEP * level as f32;
    let corner = Rect::from_center_size(pos2(x + 8.0, rect.center().y), vec2(18.0, theme::ROW));
    let folds = fold.is_some_and(|folded| triangle(ui, corner, &response, tag, folded));
    if !ui.is_rect_visible(rect) {
        return (response, folds);
    }
    let painter = ui.painter();
    if selected {
        painter.rect_filled(rect, 4.0, theme::colour(ui, Role::Selection));
    } else if response.hovered() {
        painter.rect_filled(rect, 4.0, theme::colour(ui, Role::AccentTint));
    }
    if response.has_focus() {
        painter.rect_stroke(rect, 4.0, Stroke::new(1.0, theme::colour(ui, Role::Accent)), StrokeKind::Inside);
    }
    if let Some(folded) = fold {
        let sign = if folded { Icon::Folded } else { Icon::Unfolded };
        icon::paint(painter, sign, corner.center(), 9.0, theme::colour(ui, Role::Secondary));
    }
    x += 18.0;
    icon::dot(painter, pos2(x + 4.0, rect.center().y), tags::ink(tag.colour));
    x += 16.0;
    let quiet = theme::colour(ui, Role::Secondary);
    let mut edge = rect.right() - 8.0;
    if !right.is_empty() {
        let galley = painter.layout_no_wrap(right, theme::font(Face::Regular, theme::CAPTION), quiet);
        edge -= galley.size().x;
        painter.galley(pos2(edge, rect.center().y - galley.size().y / 2.0), galley, quiet);
        edge -= 8.0;
    }
    if let Some(key) = tag.key {
        parts::key_box(ui, pos2(edge - 8.0, rect.center().y), key);
        edge -= 22.0;
    }
    if tag.rule.is_some() {
        icon::paint(ui.painter(), Icon::Rule, pos2(edge - 6.0, rect.center().y), 10.0, quiet);
        edge -= 18.0;
    }
    let area = Rect::from_min_max(pos2(x, rect.top()), pos2(edge, rect.bottom()));
    let face = if selected { Face::SemiBold } else { Face::Regular };
    parts::text_in(ui, area, text, face, theme::BODY, Role::Text);
    (response, folds)
}

/// The part of a row that folds it, or unfolds it.
fn triangle(ui: &Ui, corner: Rect, row: &Response, tag: &Tag, folded: bool) -> bool {
    let response = ui.interact(corner, row.id.with("fold"), Sense::click());
    let name = if folded { format!("Unfold {}", tag.name) } else { format!("Fold {}", tag.name) };
    response.widget_info(|| WidgetInfo::labeled(AccessRole::Button, ui.is_enabled(), &name));
    if response.has_focus() {
        parts::focus_ring(ui, corner.shrink2(vec2(0.0, 4.0)));
    }
    response.clicked()
}

/// A row that is dragged, and one that a tag is dragged onto: the tag then stands below it.
fn drag(ui: &Ui, session: &Session, actions: &mut Vec<Action>, row: &Response, onto: TagId) {
    if !session.is_writable() {
        return;
    }
    row.dnd_set_drag_payload(Carried(onto));
    if let Some(carried) = row.dnd_hover_payload::<Carried>() {
        if carried.0 == onto {
            return;
        }
        if session.tags.tree().is_within(onto, carried.0) {
            ui.set_cursor_icon(CursorIcon::NoDrop);
        } else {
            ui.set_cursor_icon(CursorIcon::Grabbing);
            let stroke = Stroke::new(2.0, theme::colour(ui, Role::Accent));
            ui.painter().rect_stroke(row.rect, 4.0, stroke, StrokeKind::Inside);
        }
    }
    if let Some(carried) = row.dnd_release_payload::<Carried>()
        && carried.0 != onto
    {
        actions.push(Action::Tag(TagAction::Move(carried.0, Some(onto))));
    }
}

/// While a tag is dragged that stands below another, the heading of the list takes it to the top of the tree.
pub(super) fn top_level(ui: &Ui, session: &Session, actions: &mut Vec<Action>, head: Rect) {
    let Some(carried) = DragAndDrop::payload::<Carried>(ui.ctx()) else { return };
    if session.facts.tags.get(carried.0).is_none_or(|tag| tag.parent.is_none()) {
        return;
    }
    let area = Rect::from_min_max(head.left_top(), pos2(head.right(), head.bottom().max(head.top() + theme::ROW)));
    let response = ui.interact(area, ui.scope_id().with("top of the tree"), Sense::hover());
    let over = response.dnd_hover_payload::<Carried>().is_some();
    let (fill, line) = if over { (Role::Selection, Role::Accent) } else { (Role::AccentTint, Role::Line) };
    ui.painter().rect(area, 4.0, theme::colour(ui, fill), (1.0, theme::colour(ui, line)), StrokeKind::Inside);
    let text = area.shrink2(vec2(8.0, 0.0));
    parts::text_in(ui, text, "Drop here: top of the tree", Face::Medium, theme::SECONDARY, Role::Text);
    if response.dnd_release_payload::<Carried>().is_some() {
        actions.push(Action::Tag(TagAction::Move(carried.0, None)));
    }
}

/// What can be done with a tag. Returns whether its branch is to be unfolded, because something is added to it.
fn menu(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>, tag: &Tag) -> bool {
    ui.set_min_width(240.0);
    let mut unfold = false;
    let mut push = |ui: &mut Ui, name: &str, action: Action| {
        let clicked = ui.button(name).clicked();
        if clicked {
            actions.push(action);
            ui.close();
        }
        clicked
    };
    if let Some(term) = term("tag", &tag.name) {
        push(ui, "Show what bears it", Action::Query(term));
    }
    if !session.is_writable() {
        return false;
    }
    if session.selection.iter().take(100).any(|item| bears_tags(item.kind)) {
        push(ui, "Tag what is selected", Action::Tag(TagAction::Set(tag.id, true)));
        push(ui, "Take it off what is selected", Action::Tag(TagAction::Set(tag.id, false)));
    }
    let all = session.query.matches.is_none();
    let name = if all { "Tag everything of a kind" } else { "Tag what the query shows" };
    ui.menu_button(name, |ui| {
        for kind in rules::kinds() {
            let matching = session.query.matches.as_ref().and_then(|matches| matches.of_kind(kind));
            let n = matching.map_or_else(|| session.facts.count(kind), crate::base::id_set::IdSet::len);
            if n > 0 {
                let name = if all { format!("All {}", count(n, kind.word())) } else { count(n, kind.word()) };
                push(ui, &name, Action::Tag(TagAction::SetShown(tag.id, kind)));
            }
        }
    });
    let own = session.tags.bearers(tag.id).own();
    if own > 0 {
        let name = format!("Take it off everything ({})", count(own, "item"));
        push(ui, &name, Action::Tag(TagAction::TakeOffAll(tag.id)));
    }
    ui.separator();
    unfold |= push(ui, "New tag below", Action::Tag(TagAction::AddBelow(tag.id)));
    if tag.parent.is_some() {
        push(ui, "Move to the top of the tree", Action::Tag(TagAction::Move(tag.id, None)));
    }
    push(ui, "Merge into…", Action::Tag(TagAction::AskMerge(tag.id, None)));
    push(ui, "Remove", Action::Remove(vec![tag.id.into()]));
    unfold
}
