//! The report as it will be printed, page by page: set anew when the case has changed and the typing has paused.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use egui::{
    Align, ColorImage, ComboBox, Layout, Rect, Role as AccessRole, ScrollArea, Sense, Stroke, StrokeKind,
    TextureHandle, TextureOptions, Ui, WidgetInfo, pos2, vec2,
};

use crate::base::text::count;
use crate::figure::palette::Role;
use crate::report::build::TEMPLATES;
use crate::report::fonts::Fonts;
use crate::tasks::preview::{self, Pages, Preview};
use crate::tasks::report::Request;
use crate::ui::action::Action;
use crate::ui::choices::ReportChoices;
use crate::ui::exports;
use crate::ui::jobs::Slot;
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::Verb;
use crate::ui::widgets::parts;

/// Pause after a change before the report is set anew, in seconds.
const PAUSE: f64 = 0.5;
/// Space between pages and around them.
const GAP: f32 = 16.0;
/// Widest that a page is drawn, in points of the screen for one of paper.
const WIDEST: f32 = 1.6;
/// Pixels a point of paper beyond which a page is not drawn finer.
const FINEST: f32 = 4.0;
/// Pages that are kept as pictures beside those in view.
const KEPT: usize = 12;

/// For what pages were set.
#[derive(Clone, PartialEq, Debug)]
struct State {
    case: PathBuf,
    generation: u64,
    request: Request,
}

/// The view's own state.
pub struct ReportView {
    setting: Slot<(State, Result<Preview, String>)>,
    drawing: Slot<Drawn>,
    /// The fonts of this machine, looked up once and not after every pause.
    fonts: Arc<OnceLock<Fonts>>,
    /// What is wanted, and since when.
    wanted: Option<(State, f64)>,
    /// For what the pages that are shown were set, also if that failed.
    shown_for: Option<State>,
    pages: Option<Arc<Pages>>,
    notes: Vec<String>,
    problem: Option<String>,
    /// Counts the settings, so that a page of an older one is not taken for one of these.
    number: u64,
    pictures: BTreeMap<usize, Picture>,
}

/// Pages that a worker has drawn.
struct Drawn {
    number: u64,
    /// Which, how many pixels a point, and the picture.
    pages: Vec<(usize, f32, ColorImage)>,
}

/// A page as a picture.
struct Picture {
    number: u64,
    scale: f32,
    texture: TextureHandle,
}

impl Default for ReportView {
    fn default() -> Self {
        Self {
            setting: Slot::new("report preview"),
            drawing: Slot::new("report pages"),
            fonts: Arc::default(),
            wanted: None,
            shown_for: None,
            pages: None,
            notes: Vec::new(),
            problem: None,
            number: 0,
            pictures: BTreeMap::new(),
        }
    }
}

impl ReportView {
    /// Draws the pages, and sees to it that they are those of the case as it is.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        choices: &ReportChoices,
        templates: &std::path::Path,
        actions: &mut Vec<Action>,
    ) {
        if !preview::IS_THERE {
            parts::empty(
                ui,
                "No preview in this build",
                "It was built without PDF. Reports can be written as Word, web page and Markdown.",
                None,
            );
            return;
        }
        self.follow(ui, session, exports::report(session, choices, templates));
        self.head(ui, choices, actions);
        if let Some(problem) = &self.problem {
            parts::problem(ui, problem);
        }
        let Some(pages) = self.pages.clone() else {
            if self.problem.is_none() {
                ui.add_space(24.0);
                parts::secondary(ui, "Setting the pages…");
            }
            return;
        };
        self.sheets(ui, &pages);
    }

    /// Template, what is to be known, and the way to write it.
    fn head(&mut self, ui: &mut Ui, choices: &ReportChoices, actions: &mut Vec<Action>) {
        ui.horizontal(|ui| {
            let own = choices.own.as_deref();
            let name = own.unwrap_or_else(|| choices.template.name());
            let combo = ComboBox::from_id_salt("template").selected_text(name).width(190.0);
            let response = combo.show_ui(ui, |ui| {
                for template in TEMPLATES {
                    let on = own.is_none() && choices.template == template;
                    if ui.selectable_label(on, template.name()).clicked() {
                        actions.push(Action::ReportChoices(ReportChoices { template, own: None, ..choices.clone() }));
                    }
                }
            });
            let _ = response.response.accessible_name(format!("Template: {name}"));
            if own.is_some() && ui.button("Set anew").on_hover_text("Reads the template again").clicked() {
                (self.shown_for, self.fonts) = (None, Arc::default());
            }
            let busy = self.setting.is_busy() || self.wanted.is_some();
            if let Some(pages) = &self.pages {
                let said = count(pages.len(), "page");
                parts::secondary(ui, if busy { format!("{said} · setting anew…") } else { said });
            }
            if !self.notes.is_empty() {
                let text = count(self.notes.len(), "remark");
                let label =
                    ui.label(egui::RichText::new(text).size(theme::SECONDARY).color(theme::colour(ui, Role::Against)));
                label.on_hover_text(self.notes.join("\n"));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if parts::primary_button(ui, "Write a report…").clicked() {
                    actions.push(Action::Do(Verb::WriteReport));
                }
            });
        });
        ui.add_space(4.0);
    }

    /// Takes what was set, and has the report set anew once the case has not changed for a while.
    fn follow(&mut self, ui: &Ui, session: &Session, request: Request) {
        if let Some((state, set)) = self.setting.take() {
            match set {
                Ok(preview) => {
                    (self.pages, self.notes, self.problem) = (Some(Arc::new(preview.pages)), preview.notes, None);
                    self.number += 1;
                }
                Err(problem) => self.problem = Some(problem),
            }
            self.shown_for = Some(state);
        }
        let case = session.store.path().to_owned();
        if self.shown_for.as_ref().is_some_and(|shown| shown.case != case) {
            *self = Self::default();
        }
        let now = ui.input(|input| input.time);
        let state = State { case, generation: session.facts.generation, request };
        if self.shown_for.as_ref() == Some(&state) {
            self.wanted = None;
            return;
        }
        let same = self.wanted.as_ref().is_some_and(|(wanted, _)| *wanted == state);
        if !same {
            // Nothing to look at yet: then there is no reason to wait.
            let since = if self.shown_for.is_none() && self.wanted.is_none() { now - PAUSE } else { now };
            self.wanted = Some((state.clone(), since));
            self.setting.cancel();
        }
        let Some((_, since)) = self.wanted else { return };
        if self.setting.is_busy() {
            return;
        }
        let waits = since + PAUSE - now;
        if waits > 0.0 {
            ui.ctx().request_repaint_after_secs(waits as f32 + 0.01);
            return;
        }
        let fonts = Arc::clone(&self.fonts);
        self.setting.start(ui.ctx(), move |progress| {
            let set = preview::of(&state.case, &state.request, fonts.get_or_init(exports::fonts), progress);
            (state, set.map_err(|error| error.to_string()))
        });
    }

    /// The pages below each other, as wide as there is room.
    fn sheets(&mut self, ui: &mut Ui, pages: &Pages) {
        if let Some(Drawn { number, pages }) = self.drawing.take()
            && number == self.number
        {
            for (at, scale, image) in pages {
                let texture = ui.ctx().load_texture(format!("page {at}"), image, TextureOptions::LINEAR);
                self.pictures.insert(at, Picture { number, scale, texture });
            }
        }
        let room = (ui.available_width() - 2.0 * GAP).max(80.0);
        // Each as wide as there is room, so that pages on their side do not make the others small.
        let scale = |width: f32| (room / width.max(1.0)).min(WIDEST);
        let pixels = ui.ctx().pixels_per_point();
        let mut missing = Vec::new();
        let mut in_view = 0..0;
        ScrollArea::vertical().id_salt("pages").auto_shrink(false).show_viewport(ui, |ui, viewport| {
            let (top, left) = (ui.max_rect().top(), ui.max_rect().left());
            let mut y = GAP;
            for (at, (width, height)) in pages.sizes().enumerate() {
                let scale = scale(width);
                let size = vec2(width * scale, height * scale);
                if y + size.y >= viewport.top() && y <= viewport.bottom() {
                    in_view = if in_view.is_empty() { at..at + 1 } else { in_view.start..at + 1 };
                    let rect = Rect::from_min_size(pos2(left + GAP + (room - size.x) / 2.0, top + y), size);
                    let fine = (scale * pixels).min(FINEST);
                    if !self.sheet(ui, rect, at, pages.len(), fine) {
                        missing.push((at, fine));
                    }
                }
                y += size.y + GAP;
            }
            ui.allocate_space(vec2(ui.available_width(), y));
        });
        if !missing.is_empty() && !self.drawing.is_busy() {
            self.draw(ui, missing);
        }
        let near = in_view.start.saturating_sub(KEPT)..in_view.end + KEPT;
        self.pictures.retain(|at, _| near.contains(at));
    }

    /// Draws a page, or paper until there is a picture of it. Says whether it is drawn as it is to be.
    fn sheet(&self, ui: &mut Ui, rect: Rect, at: usize, of: usize, fine: f32) -> bool {
        let name = format!("Page {} of {of}", at + 1);
        let response = ui.interact(rect, ui.scope_id().with(at), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(AccessRole::Image, true, &name));
        // Paper is white in the dark, too.
        ui.painter().rect(
            rect,
            0.0,
            egui::Color32::WHITE,
            Stroke::new(1.0, theme::colour(ui, Role::Line)),
            StrokeKind::Outside,
        );
        let Some(picture) = self.pictures.get(&at) else { return false };
        let all = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        ui.painter().image(picture.texture.id(), rect, all, egui::Color32::WHITE);
        picture.number == self.number && (picture.scale - fine).abs() < 0.01
    }

    fn draw(&mut self, ui: &Ui, missing: Vec<(usize, f32)>) {
        let Some(pages) = self.pages.clone() else { return };
        let number = self.number;
        self.drawing.start(ui.ctx(), move |progress| {
            let mut drawn = Vec::new();
            for (at, fine) in missing {
                if progress.check().is_err() {
                    break;
                }
                if let Some((size, rgba)) = pages.draw(at, fine) {
                    drawn.push((at, fine, ColorImage::from_rgba_premultiplied(size, &rgba)));
                }
            }
            Drawn { number, pages: drawn }
        });
    }
}
