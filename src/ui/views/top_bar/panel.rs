//! The panel under the query box: common filters of the case as chips, and the queries asked before.

use egui::{Popup, Response, Role as AccessRole, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::analysis::query::edit::{has_term, toggle_term};
use crate::analysis::query::filters::{Filter, filters, leave};
use crate::base::text::{count, thousands};
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::Verb;
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::parts::{self, Row};

/// In larger cases counting what each filter would leave takes longer than a frame, and no number is shown.
const COUNTED: usize = 20_000;
/// How many queries asked before are listed.
const RECENT: usize = 8;

/// The filters of a case and what each would leave, kept until the case or the query changes.
#[derive(Default)]
pub(super) struct Filters {
    of: Option<u64>,
    all: Vec<Filter>,
    /// What each would leave of the whole case.
    in_case: Vec<Option<usize>>,
    with: Option<(u64, String)>,
    left: Vec<Option<usize>>,
}

impl Filters {
    fn refresh(&mut self, session: &Session) {
        let facts = &session.facts;
        let count = |filters: &[Filter], query: &str| match facts.visits.len() {
            0..=COUNTED => leave(filters, query, facts),
            _ => vec![None; filters.len()],
        };
        if self.of != Some(facts.generation) {
            self.all = filters(facts);
            self.in_case = count(&self.all, "");
            self.of = Some(facts.generation);
        }
        let with = (facts.generation, session.query.text.clone());
        if self.with.as_ref() != Some(&with) {
            self.left = count(&self.all, &with.1);
            self.with = Some(with);
        }
    }

    /// Draws the panel below the box; returns the ids of what can be pressed in it.
    pub(super) fn show(
        &mut self,
        below: &Response,
        id: egui::Id,
        session: &Session,
        actions: &mut Vec<Action>,
    ) -> Vec<egui::Id> {
        self.refresh(session);
        let mut ids = Vec::new();
        let width = below.rect.width().max(420.0);
        let popup = Popup::from_response(below).id(id).open(true).gap(2.0).width(width);
        popup.accessible_name("Filters of this case").show(|ui| {
            ui.set_width(width - 12.0);
            ui.set_max_width(width - 12.0);
            parts::section(ui, "Filters", "");
            ui.add_space(2.0);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
                for ((filter, left), in_case) in self.all.iter().zip(&self.left).zip(&self.in_case) {
                    let on = has_term(&session.query.text, &filter.term);
                    // What nothing in the case answers is not offered.
                    if *in_case == Some(0) && !on {
                        continue;
                    }
                    let response = chip(ui, filter, *left, on);
                    ids.push(response.id);
                    if response.clicked() {
                        actions.push(Action::Query(toggle_term(&session.query.text, &filter.term)));
                    }
                    response.on_hover_text(tip(filter, *left, on));
                }
            });
            recent(ui, session, actions, &mut ids);
            ui.add_space(6.0);
            let help = ui.button("Query help").on_hover_text("Every field with examples (F1)");
            ids.push(help.id);
            if help.clicked() {
                actions.push(Action::Do(Verb::QueryHelp));
            }
        });
        ids
    }
}

fn recent(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>, ids: &mut Vec<egui::Id>) {
    let history = session.query.history();
    if history.is_empty() {
        return;
    }
    parts::section(ui, "Asked before in this session", "");
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().max_height(theme::ROW * RECENT as f32).show(ui, |ui| {
        for text in history {
            let row = Row { selected: *text == session.query.text, ..Row::new(text) };
            let response = row.show(ui);
            ids.push(response.id);
            if response.clicked() {
                actions.push(Action::Query(text.clone()));
            }
        }
    });
}

fn tip(filter: &Filter, left: Option<usize>, on: bool) -> String {
    let left = left.map(|left| count(left, filter.kind.word())).unwrap_or_default();
    match (on, left.as_str()) {
        (true, _) => format!("“{}” stands in the query. Click to take it out", filter.term),
        (false, "") => format!("Adds “{}” to the query", filter.term),
        (false, left) => format!("Adds “{}” to the query, which leaves {left}", filter.term),
    }
}

/// A round chip with a count; a tick and a tint say that its term stands in the query.
fn chip(ui: &mut Ui, filter: &Filter, left: Option<usize>, on: bool) -> Response {
    let number = left.map(thousands).unwrap_or_default();
    let none = left == Some(0) && !on;
    let ink = theme::colour(
        ui,
        if on {
            Role::Accent
        } else if none {
            Role::Secondary
        } else {
            Role::Text
        },
    );
    let font = theme::font(Face::Medium, theme::SECONDARY);
    let shown = crate::base::text::visible(&filter.label).into_owned();
    let mut job = egui::text::LayoutJob::simple_singleline(shown, font, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(220.0);
    let name = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let faint = theme::colour(ui, Role::Secondary);
    let number_galley = ui.painter().layout_no_wrap(number.clone(), theme::font(Face::Regular, theme::CAPTION), faint);
    let (tick, gap) = (if on { 16.0 } else { 0.0 }, if number.is_empty() { 0.0 } else { 6.0 });
    let width = 12.0 + tick + name.size().x + gap + number_galley.size().x + 12.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 24.0), Sense::click());
    let label = if number.is_empty() { filter.label.clone() } else { format!("{}, {number}", filter.label) };
    response.widget_info(|| WidgetInfo::selected(AccessRole::CheckBox, ui.is_enabled(), on, &label));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let lit = response.hovered() || response.has_focus();
    let line = theme::colour(ui, if on || lit { Role::Accent } else { Role::Line });
    let fill = if on { theme::colour(ui, Role::AccentTint) } else { egui::Color32::TRANSPARENT };
    ui.painter().rect(rect, 12.0, fill, Stroke::new(1.0, line), StrokeKind::Inside);
    let middle = rect.center().y;
    let mut x = rect.left() + 12.0;
    if on {
        icon::paint(ui.painter(), Icon::Tick, pos2(x + 5.0, middle), 9.0, ink);
        x += tick;
    }
    let size = name.size();
    ui.painter().galley(pos2(x, middle - size.y / 2.0), name, ink);
    let at = pos2(x + size.x + gap, middle - number_galley.size().y / 2.0);
    ui.painter().galley(at, number_galley, faint);
    response
}
