//! Section labels, list rows, chips, cards, empty views.

use egui::{
    Align, Color32, Frame, Label, Layout, Margin, Rect, Response, RichText, Role as AccessRole, Sense, Stroke, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use super::icon;
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::ui::theme;

/// A section label in capitals, with a count or nothing at the right.
pub fn section(ui: &mut Ui, name: &str, right: &str) {
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.add(Label::new(section_text(ui, name)).selectable(false));
        if !right.is_empty() {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let text = RichText::new(right).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary));
                ui.add(Label::new(text).selectable(false));
            });
        }
    });
}

fn section_text(ui: &Ui, name: &str) -> RichText {
    RichText::new(name.to_uppercase())
        .font(theme::font(Face::Medium, theme::SECTION))
        .extra_letter_spacing(0.6)
        .color(theme::colour(ui, Role::Secondary))
}

/// Secondary text, wrapped.
pub fn secondary(ui: &mut Ui, text: impl Into<String>) -> Response {
    let text = RichText::new(text).size(theme::SECONDARY).color(theme::colour(ui, Role::Secondary));
    ui.add(Label::new(text).wrap())
}

/// A problem, in the colour of what speaks against.
pub fn problem(ui: &mut Ui, text: &str) {
    let text = RichText::new(text).size(theme::CAPTION).color(theme::colour(ui, Role::Against));
    ui.add(Label::new(text).wrap());
}

/// What stands before a row's text.
#[derive(Clone, Copy, Debug)]
pub enum Mark {
    /// Nothing.
    None,
    /// A square of a colour.
    Square(Color32),
    /// A dot of a colour.
    Dot(Color32),
}

/// A row of a list.
pub struct Row<'a> {
    /// Its text.
    pub text: &'a str,
    /// What stands at the right.
    pub right: &'a str,
    /// What stands before the text.
    pub mark: Mark,
    /// Whether it is selected.
    pub selected: bool,
    /// How far it is indented, in steps.
    pub indent: usize,
    /// A key in a little box before the mark.
    pub key: Option<u8>,
}

impl<'a> Row<'a> {
    /// A plain row.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text, right: "", mark: Mark::None, selected: false, indent: 0, key: None }
    }

    /// Draws it over the whole width.
    pub fn show(&self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), theme::ROW), Sense::click());
        let name = if self.right.is_empty() { self.text.to_owned() } else { format!("{}, {}", self.text, self.right) };
        response.widget_info(|| WidgetInfo::selected(AccessRole::Button, ui.is_enabled(), self.selected, &name));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let painter = ui.painter();
        if self.selected {
            painter.rect_filled(rect, 4.0, theme::colour(ui, Role::Selection));
        } else if response.hovered() {
            painter.rect_filled(rect, 4.0, theme::colour(ui, Role::AccentTint));
        }
        if response.has_focus() {
            painter.rect_stroke(rect, 4.0, Stroke::new(1.0, theme::colour(ui, Role::Accent)), egui::StrokeKind::Inside);
        }
        let middle = rect.center().y;
        let mut x = rect.left() + 8.0 + 14.0 * self.indent as f32;
        if let Some(key) = self.key {
            key_box(ui, pos2(x + 8.0, middle), key);
            x += 24.0;
        }
        match self.mark {
            Mark::None => {}
            Mark::Square(colour) => {
                icon::square(painter, pos2(x + 4.0, middle), colour);
                x += 16.0;
            }
            Mark::Dot(colour) => {
                icon::dot(painter, pos2(x + 4.0, middle), colour);
                x += 16.0;
            }
        }
        let mut right_edge = rect.right() - 8.0;
        if !self.right.is_empty() {
            let colour = theme::colour(ui, Role::Secondary);
            let galley =
                painter.layout_no_wrap(self.right.to_owned(), theme::font(Face::Regular, theme::CAPTION), colour);
            right_edge -= galley.size().x;
            painter.galley(pos2(right_edge, middle - galley.size().y / 2.0), galley, colour);
            right_edge -= 8.0;
        }
        let face = if self.selected { Face::SemiBold } else { Face::Regular };
        text_in(
            ui,
            Rect::from_min_max(pos2(x, rect.top()), pos2(right_edge, rect.bottom())),
            self.text,
            face,
            theme::BODY,
            Role::Text,
        );
        response
    }
}

/// The ring around what has the keyboard's focus.
pub fn focus_ring(ui: &Ui, rect: Rect) {
    let accent = Stroke::new(1.5, theme::colour(ui, Role::Accent));
    ui.painter().rect_stroke(rect, 4.0, accent, egui::StrokeKind::Outside);
}

/// One line of text in a rectangle, vertically centred, cut with … where it does not fit.
pub fn text_in(ui: &Ui, rect: Rect, text: &str, face: Face, size: f32, role: Role) {
    if rect.width() < 8.0 {
        return;
    }
    let colour = theme::colour(ui, role);
    let shown = crate::base::text::visible(text);
    let mut job = egui::text::LayoutJob::simple_singleline(shown.into_owned(), theme::font(face, size), colour);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width());
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.painter().galley(pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, colour);
}

/// A digit in a little box: the key that sets a tag.
pub fn key_box(ui: &Ui, centre: egui::Pos2, key: u8) {
    let rect = Rect::from_center_size(centre, vec2(16.0, 16.0));
    let painter = ui.painter();
    painter.rect_stroke(rect, 3.0, Stroke::new(1.0, theme::colour(ui, Role::Line)), egui::StrokeKind::Inside);
    painter.text(
        centre,
        egui::Align2::CENTER_CENTER,
        key.to_string(),
        theme::font(Face::Medium, theme::CAPTION),
        theme::colour(ui, Role::Secondary),
    );
}

/// How a chip looks.
#[derive(Clone, Copy, Debug)]
pub struct ChipLook {
    /// Its outline and text.
    pub colour: Color32,
    /// Its fill.
    pub fill: Color32,
    /// A dot before the text.
    pub dot: Option<Color32>,
}

/// A round chip. Clickable; says its text to screen readers.
pub fn chip(ui: &mut Ui, text: &str, look: ChipLook) -> Response {
    let font = theme::font(Face::Medium, theme::SECONDARY);
    let limit = ui.available_width().max(60.0) - 36.0;
    let mut job =
        egui::text::LayoutJob::simple_singleline(crate::base::text::visible(text).into_owned(), font, look.colour);
    job.wrap = egui::text::TextWrapping::truncate_at_width(limit);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let inset = if look.dot.is_some() { 24.0 } else { 12.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + inset + 12.0, 22.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(AccessRole::Button, ui.is_enabled(), text));
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        let outline = if response.hovered() || response.has_focus() {
            theme::colour(ui, Role::Accent)
        } else {
            theme::colour(ui, Role::Line)
        };
        painter.rect(rect, 11.0, look.fill, Stroke::new(1.0, outline), egui::StrokeKind::Inside);
        if let Some(colour) = look.dot {
            icon::dot(painter, pos2(rect.left() + 14.0, rect.center().y), colour);
        }
        painter.galley(pos2(rect.left() + inset, rect.center().y - galley.size().y / 2.0), galley, look.colour);
    }
    response
}

/// A white surface with a hairline, on which a view stands.
pub fn card(ui: &Ui) -> Frame {
    Frame::new()
        .fill(theme::colour(ui, Role::Panel))
        .stroke(Stroke::new(1.0, theme::colour(ui, Role::Hairline)))
        .corner_radius(8)
}

/// What an empty view says: what belongs there, and the one action that fills it. Returns whether it was clicked.
pub fn empty(ui: &mut Ui, title: &str, hint: &str, action: Option<&str>) -> bool {
    let mut clicked = false;
    let height = ui.available_height();
    ui.scope_builder(UiBuilder::new().layout(Layout::top_down(Align::Center)), |ui| {
        ui.add_space((height * 0.3).clamp(12.0, 160.0));
        ui.label(RichText::new(title).font(theme::font(Face::SemiBold, 14.0)));
        ui.add_space(4.0);
        ui.set_max_width(ui.available_width().min(440.0));
        secondary(ui, hint);
        if let Some(action) = action {
            ui.add_space(8.0);
            clicked = primary_button(ui, action).clicked();
        }
    });
    clicked
}

/// An entry of a menu that is chosen or on, or not: a tint and a tick say so.
pub fn choice(ui: &mut Ui, on: bool, name: &str) -> Response {
    let response = ui.add(egui::Button::selectable(on, name));
    tick(ui, on, &response);
    response
}

/// The tick at the right of an entry of a menu that is on.
pub fn tick(ui: &Ui, on: bool, entry: &Response) {
    if on {
        let centre = pos2(entry.rect.right() - 13.0, entry.rect.center().y);
        icon::paint(ui.painter(), icon::Icon::Tick, centre, 10.0, theme::colour(ui, Role::Accent));
    }
}

/// The one button of a view that does what most people want.
pub fn primary_button(ui: &mut Ui, text: &str) -> Response {
    let (accent, panel) = (theme::colour(ui, Role::Accent), theme::colour(ui, Role::Panel));
    let text = RichText::new(text).font(theme::font(Face::Medium, theme::BODY)).color(panel);
    ui.add(egui::Button::new(text).fill(accent).stroke(Stroke::NONE).min_size(vec2(96.0, 28.0)))
}

/// A margin as panels have it.
#[must_use]
pub fn panel_margin() -> Margin {
    Margin::symmetric(16, 12)
}
