//! A list of what could stand at the cursor of a text: arrow keys choose, Enter and Tab take, Esc closes.

use egui::{
    Event, EventFilter, Id, Key, LayerId, Popup, PopupKind, Rect, Response, Role as AccessRole, ScrollArea, Sense,
    SurrenderFocusOn, Ui, WidgetInfo, pos2, vec2,
};

use super::parts;
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::ui::theme;

const ROW: f32 = 24.0;
const SHOWN: f32 = 10.0;

/// A row of the list.
#[derive(Clone, Copy, Debug)]
pub struct Suggestion<'a> {
    /// What it is called.
    pub label: &'a str,
    /// What it means, in a phrase; empty for a name.
    pub about: &'a str,
}

impl<'a> Suggestion<'a> {
    /// A row; `about` is empty for a name.
    #[must_use]
    pub fn new(label: &'a str, about: &'a str) -> Self {
        Self { label, about }
    }
}

/// What Enter does while nothing was chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Enter {
    /// It is the text's.
    #[default]
    Text,
    /// It takes the first of the list.
    First,
}

/// The state of a list below a text.
#[derive(Default)]
pub struct Suggestions {
    enter: Enter,
    /// Which of the list is chosen.
    chosen: Option<usize>,
    /// Where the list was drawn in the last frame, if it was.
    listed: Option<Id>,
    /// What was pressed behind the key that took a row.
    later: Vec<Event>,
}

/// What the keys ask of the list.
#[derive(Default)]
pub struct Keys {
    /// How far down it another one is to be chosen.
    moves: i32,
    take: bool,
    /// Whether the list is to be closed.
    pub close: bool,
}

/// Draws a text that keeps the cursor while `keep` is so: a press in what hangs below it is no reason to leave it.
pub fn keeping_focus<R>(ui: &mut Ui, keep: bool, draw: impl FnOnce(&mut Ui) -> R) -> R {
    let before = ui.options(|options| options.input_options.surrender_focus_on);
    let during = if keep { SurrenderFocusOn::Never } else { before };
    ui.ctx().options_mut(|options| options.input_options.surrender_focus_on = during);
    let drawn = draw(ui);
    ui.ctx().options_mut(|options| options.input_options.surrender_focus_on = before);
    drawn
}

/// The key of a press without modifiers.
fn plain_key(event: &Event) -> Option<Key> {
    match event {
        Event::Key { key, pressed: true, modifiers, .. } if modifiers.is_none() => Some(*key),
        _ => None,
    }
}

impl Suggestions {
    /// A list in which Enter takes the first row.
    #[must_use]
    pub fn taking_first() -> Self {
        Self { enter: Enter::First, ..Self::default() }
    }

    /// Whether the list was drawn in the last frame.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.listed.is_some()
    }

    /// Which keys stay in the text: those of the list, while it is there.
    #[must_use]
    pub fn key_filter(&self) -> EventFilter {
        let listed = self.is_listed();
        EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: listed, escape: listed }
    }

    /// Forgets which row was chosen, because there are other ones.
    pub fn forget_choice(&mut self) {
        self.chosen = None;
    }

    /// The keys of the list, while it is there; to be asked before the text is drawn. What was pressed behind the key that
    /// takes a row, before the next frame was drawn, waits until it stands in the text.
    pub fn take_keys(&mut self, ui: &Ui, focused: bool) -> Keys {
        let mut keys = Keys::default();
        let later = std::mem::take(&mut self.later);
        let listed = focused && self.is_listed();
        let takes = self.chosen.is_some() || self.enter == Enter::First;
        ui.input_mut(|input| {
            input.events.splice(0..0, later);
            if !listed {
                return;
            }
            let mut events = std::mem::take(&mut input.events).into_iter();
            for event in events.by_ref() {
                match plain_key(&event) {
                    Some(Key::ArrowDown) => keys.moves += 1,
                    Some(Key::ArrowUp) => keys.moves -= 1,
                    Some(Key::Tab) => keys.take = true,
                    Some(Key::Enter) if takes || keys.moves > 0 => keys.take = true,
                    Some(Key::Escape) => keys.close = true,
                    _ => input.events.push(event),
                }
                if keys.take {
                    break;
                }
            }
            self.later = events.collect();
        });
        if !self.later.is_empty() {
            ui.ctx().request_repaint();
        }
        keys
    }

    /// Whether the pointer is over the list: a press there is no reason to leave the text.
    #[must_use]
    pub fn is_below_pointer(&self, ui: &Ui) -> bool {
        let over = ui.ctx().pointer_interact_pos().and_then(|at| ui.ctx().layer_id_at(at));
        self.listed.is_some_and(|id| over == Some(LayerId::new(PopupKind::Popup.order(), id)))
    }

    /// Draws the list in a popup, `width` wide, and follows its keys; returns what was taken. Nothing is drawn of no rows.
    pub fn show(
        &mut self,
        popup: Popup<'_>,
        id: Id,
        width: f32,
        rows: &[Suggestion<'_>],
        keys: &Keys,
    ) -> Option<usize> {
        self.listed = (!rows.is_empty()).then_some(id);
        let last = rows.len().checked_sub(1)?;
        let chosen = self.chosen;
        let none = if self.enter == Enter::First { 0 } else { -1 };
        let at = chosen.map_or(none, |at| i64::try_from(at).unwrap_or(-1)) + i64::from(keys.moves);
        // Above the first one nothing is chosen.
        self.chosen = usize::try_from(at.max(none)).ok().map(|at| at.min(last));
        if keys.take {
            return Some(self.chosen.take().unwrap_or(0));
        }
        let popup = popup.id(id).open(true).gap(2.0).width(width).accessible_name("Completions");
        draw(popup, width, rows, self.chosen, self.chosen != chosen, self.enter)
    }

    /// No list is drawn in this frame.
    pub fn hide(&mut self) {
        (self.listed, self.chosen) = (None, None);
    }
}

fn draw(
    popup: Popup<'_>,
    width: f32,
    rows: &[Suggestion<'_>],
    chosen: Option<usize>,
    moved: bool,
    enter: Enter,
) -> Option<usize> {
    let shown = popup.show(|ui| {
        ui.set_width(width - 12.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut clicked = None;
        // As high as its rows from the first frame on, whatever was listed before.
        let height = ROW * (rows.len() as f32).min(SHOWN);
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
            for (at, suggestion) in rows.iter().enumerate() {
                let response = row(ui, *suggestion, chosen == Some(at));
                if moved && chosen == Some(at) {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    clicked = Some(at);
                }
            }
        });
        ui.add_space(4.0);
        let takes = if enter == Enter::First { "Enter takes it" } else { "Enter takes the chosen one, Tab the first" };
        let hint = format!("Arrow keys choose · {takes} · Esc closes");
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 16.0), Sense::hover());
        let inner = rect.shrink2(vec2(8.0, 0.0));
        parts::text_in(ui, inner, &hint, Face::Regular, theme::CAPTION, Role::Secondary);
        clicked
    });
    shown.and_then(|shown| shown.inner)
}

/// The label at the left, what it means at the right, each cut where it does not fit.
fn row(ui: &mut Ui, suggestion: Suggestion<'_>, chosen: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let Suggestion { label, about } = suggestion;
    let name = if about.is_empty() { label.to_owned() } else { format!("{label}, {about}") };
    response.widget_info(|| WidgetInfo::selected(AccessRole::Button, ui.is_enabled(), chosen, &name));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    if chosen {
        ui.painter().rect_filled(rect, 4.0, theme::colour(ui, Role::Selection));
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, theme::colour(ui, Role::AccentTint));
    }
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let middle = if about.is_empty() { inner.right() } else { inner.left() + (inner.width() * 0.36).max(150.0) };
    let left = Rect::from_min_max(inner.min, pos2(middle - 8.0, inner.bottom()));
    let right = Rect::from_min_max(pos2(middle, inner.top()), inner.max);
    parts::text_in(ui, left, label, Face::Medium, theme::BODY, Role::Text);
    parts::text_in(ui, right, about, Face::Regular, theme::SECONDARY, Role::Secondary);
    response
}
