//! What cannot all be so, and what is worth a look: by rule, each with what it is about and its exhibits.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align, Galley, Layout, Rect, Response, Role as AccessRole, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo};
use egui::{pos2, vec2};

use crate::analysis::anomalies::{Anomaly, RULES, Rule, Weight};
use crate::base::text::{count, thousands, visible};
use crate::figure::measure::one_line;
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::model::evidence::Sighting;
use crate::model::ids::{EntityRef, ExhibitId};
use crate::model::naming;
use crate::ui::action::{Action, Pick};
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::Verb;
use crate::ui::watch::State;
use crate::ui::widgets::parts::{self, ChipLook};

/// Height of a rule: its name, and what it says below.
const HEADER: f64 = 44.0;
/// Height of an anomaly: its sentence on up to two lines, and chips below.
const LINE: f64 = 68.0;
/// The same where the sentence has room on one line.
const WIDE_LINE: f64 = 50.0;
/// From this width of the list on it has.
const WIDE: f32 = 2_000.0;
/// Chips of each kind; what is beyond is only counted.
const CHIPS: usize = 6;

/// The view's own state: what the query shows of each rule, made anew only when something changed.
#[derive(Default)]
pub struct AnomaliesView {
    shown: [Vec<Arc<Anomaly>>; RULES.len()],
    made_from: Option<(u64, u64)>,
    folded: BTreeSet<Rule>,
}

impl AnomaliesView {
    /// Draws the list.
    pub fn show(&mut self, ui: &mut Ui, session: &mut Session, actions: &mut Vec<Action>) {
        let found = match session.anomalies.ask(ui.ctx(), &session.facts) {
            State::Looking(progress) => return looking(ui, session, progress),
            State::Found(found) => found,
        };
        let wanted = (session.anomalies.version(), session.versions.asked);
        if self.made_from != Some(wanted) {
            self.shown = found.by_rule(|anomaly| is_shown(session, anomaly));
            self.made_from = Some(wanted);
        }
        if found.is_empty() {
            nothing(ui, session);
        } else if self.shown.iter().all(Vec::is_empty) {
            let hint = format!("{} hidden.", if found.len() == 1 { "One is" } else { "All are" });
            if parts::empty(ui, "The query shows no anomaly", &hint, Some("Clear the query")) {
                actions.push(Action::Do(Verb::ClearQuery));
            }
        } else {
            self.list(ui, session, actions);
        }
    }

    /// Rules and anomalies; only what is in sight is laid out.
    fn list(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        let line = if ui.available_width() >= WIDE { WIDE_LINE } else { LINE };
        let length = |rule: Rule, all: &[Arc<Anomaly>], folded: &BTreeSet<Rule>| {
            HEADER + if folded.contains(&rule) { 0.0 } else { all.len() as f64 * line }
        };
        let groups = || RULES.into_iter().zip(&self.shown).filter(|(_, all)| !all.is_empty());
        let height: f64 = groups().map(|(rule, all)| length(rule, all, &self.folded)).sum();
        let mut fold = None;
        let origin = ui.available_rect_before_wrap().left_top();
        ScrollArea::vertical().auto_shrink(false).show_viewport(ui, |ui, viewport| {
            ui.set_height(height as f32);
            let width = ui.available_width();
            let (top, bottom) = (f64::from(viewport.min.y), f64::from(viewport.max.y));
            // From the edge of what is seen, since a list of a million is longer than f32 can tell points apart.
            let at = |y: f64, height: f64| {
                Rect::from_min_size(pos2(origin.x, origin.y + (y - top) as f32), vec2(width, height as f32))
            };
            let mut y = 0.0;
            for (rule, all) in groups() {
                let folded = self.folded.contains(&rule);
                if y + HEADER >= top && y <= bottom && header(ui, at(y, HEADER), rule, all.len(), folded).clicked() {
                    fold = Some(rule);
                }
                let body = y + HEADER;
                y += length(rule, all, &self.folded);
                if folded || y < top || body > bottom {
                    continue;
                }
                let first = ((top - body) / line).floor().max(0.0) as usize;
                let last = (((bottom - body) / line).ceil().max(0.0) as usize).min(all.len());
                for (i, anomaly) in all.iter().enumerate().take(last).skip(first) {
                    row(ui, at(body + i as f64 * line, line), session, anomaly, actions);
                }
            }
        });
        if let Some(rule) = fold
            && !self.folded.remove(&rule)
        {
            self.folded.insert(rule);
        }
    }
}

/// Whether the query shows any of what an anomaly is about; a sighting by its vessel or its exhibit.
fn is_shown(session: &Session, anomaly: &Anomaly) -> bool {
    anomaly.about.iter().any(|item| {
        let sighting = item.as_id().and_then(|id| session.facts.sightings.get(id));
        let by = |sighting: &Sighting| {
            sighting.vessel.is_some_and(|id| session.shows(id.into())) || session.shows(sighting.exhibit.into())
        };
        session.shows(*item) || sighting.is_some_and(by)
    })
}

fn looking(ui: &mut Ui, session: &Session, progress: Option<(u64, u64)>) {
    let share = progress.filter(|(_, all)| *all > 0).map(|(done, all)| done as f32 / all as f32);
    let title = format!("Looking through {}", count(session.facts.visits.len(), "visit"));
    parts::empty(ui, &title, "Everything else can be used meanwhile.", None);
    ui.vertical_centered(|ui| {
        ui.add(egui::ProgressBar::new(share.unwrap_or(0.0)).desired_width(240.0).desired_height(6.0));
    });
    ui.ctx().request_repaint_after_secs(0.1);
}

fn nothing(ui: &mut Ui, session: &Session) {
    let hint = "Looked for overlapping visits, two places at once, impossible speed, identities that clash, loadings without a discharge between, and visits without exhibits. Dates are read as they fit best, and what is not known makes no anomaly.";
    let title = if session.facts.visits.is_empty() { "Nothing to look through yet" } else { "No anomalies" };
    parts::empty(ui, title, hint, None);
}

/// A rule with its number, and what it says; a click folds it.
fn header(ui: &mut Ui, rect: Rect, rule: Rule, number: usize, folded: bool) -> Response {
    let response = ui.interact(rect, ui.scope_id().with(("rule", rule)), Sense::click());
    let weight = rule.weight().words();
    let state = if folded { ", folded" } else { "" };
    let name = format!("{}: {}, {weight}{state}", rule.name(), thousands(number));
    response.widget_info(|| WidgetInfo::labeled(AccessRole::Button, true, &name));
    ui.painter().rect_filled(rect.shrink2(vec2(0.0, 1.0)), 4.0, theme::colour(ui, Role::Raised));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.shrink2(vec2(0.0, 1.0)), 4.0, theme::colour(ui, Role::AccentTint));
    }
    if response.has_focus() {
        parts::focus_ring(ui, rect.shrink(2.0));
    }
    let (x, y) = (rect.left() + 14.0, rect.top() + 14.0);
    let corners = if folded {
        [pos2(x - 3.0, y - 4.0), pos2(x + 3.0, y), pos2(x - 3.0, y + 4.0)]
    } else {
        [pos2(x - 4.0, y - 3.0), pos2(x + 4.0, y - 3.0), pos2(x, y + 3.0)]
    };
    let ink = theme::colour(ui, Role::Secondary);
    ui.painter().add(egui::Shape::convex_polygon(corners.to_vec(), ink, egui::Stroke::NONE));
    let cell = |left: f32, right: f32, top: f32| {
        Rect::from_min_max(pos2(left, rect.top() + top), pos2(right, rect.top() + top + 18.0))
    };
    let right = rect.right() - 12.0;
    let font = theme::font(Face::SemiBold, theme::BODY);
    let title = format!("{}  {}", rule.name(), thousands(number));
    let role = if rule.weight() == Weight::Contradiction { Role::Against } else { Role::Secondary };
    let width = ui.painter().layout_no_wrap(title.clone(), font, ink).size().x;
    let left = rect.left() + 28.0;
    parts::text_in(ui, cell(left, right, 4.0), &title, Face::SemiBold, theme::BODY, Role::Text);
    parts::text_in(ui, cell(left + width + 12.0, right, 4.0), weight, Face::Medium, theme::CAPTION, role);
    let says = cell(left, right, 22.0);
    parts::text_in(ui, says, rule.meaning(), Face::Regular, theme::SECONDARY, Role::Secondary);
    response.on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(420.0);
        parts::secondary(ui, rule.meaning());
        parts::secondary(ui, rule.basis());
    })
}

/// An anomaly: its sentence, what it is about, its exhibits. A click selects all of it.
fn row(ui: &mut Ui, rect: Rect, session: &Session, anomaly: &Anomaly, actions: &mut Vec<Action>) {
    let facts = &session.facts;
    let id = ui.scope_id().with(("anomaly", anomaly.rule, &anomaly.about, anomaly.shared()));
    let response = ui.interact(rect, id, Sense::click());
    let selected = anomaly.about.iter().all(|item| session.selection.contains(item));
    let sentence = anomaly.sentence(facts);
    response.widget_info(|| WidgetInfo::selected(AccessRole::Button, true, selected, &sentence));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let inner = rect.shrink2(vec2(0.0, 1.0));
    if selected {
        ui.painter().rect_filled(inner, 4.0, theme::colour(ui, Role::Selection));
    } else if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(inner, 4.0, theme::colour(ui, Role::AccentTint));
    }
    if response.has_focus() {
        parts::focus_ring(ui, inner.shrink(1.0));
    }
    let (left, right) = (rect.left() + 28.0, rect.right() - 12.0);
    // Names in it are short already; what else is long is worth being read.
    let shown = visible(&sentence).replace(['\n', '\t'], " ");
    let galley = lines_of(ui, &shown, right - left, rect.height() - 32.0);
    if galley.elided {
        response.clone().on_hover_text(visible(&sentence));
    }
    // Sentence and chips stand together, in the middle of the row.
    let top = rect.center().y - f32::midpoint(galley.size().y, 25.0);
    let below = top + galley.size().y + 2.0;
    let chips = Rect::from_min_max(pos2(left, below), pos2(right, below + 23.0));
    ui.painter().galley(pos2(left, top), galley, theme::colour(ui, Role::Text));
    if response.clicked() {
        // The first of them comes into view, and all are selected.
        let first = anomaly.about.first().copied();
        actions.extend(first.map(Action::Reveal));
        actions.push(Action::SelectAll(anomaly.about.iter().rev().copied().collect()));
    }
    let layout = Layout::left_to_right(Align::Center);
    ui.scope_builder(UiBuilder::new().id_salt(id).max_rect(chips).layout(layout), |ui| {
        ui.set_clip_rect(ui.clip_rect().intersect(chips.expand(2.0)));
        ui.spacing_mut().item_spacing.x = 5.0;
        for item in anomaly.about.iter().take(CHIPS) {
            if entity_chip(ui, session, *item, Role::Accent).clicked() {
                actions.push(Action::Reveal(*item));
            }
        }
        more(ui, anomaly.about.len(), "");
        let exhibits: Vec<ExhibitId> = anomaly.exhibits(facts).into_iter().collect();
        if !exhibits.is_empty() {
            ui.add_space(8.0);
        }
        for exhibit in exhibits.iter().take(CHIPS) {
            if entity_chip(ui, session, (*exhibit).into(), Role::Secondary).clicked() {
                actions.push(Action::Select((*exhibit).into(), Pick::Only));
            }
        }
        more(ui, exhibits.len(), &naming::exhibits(facts, exhibits.iter().copied()));
    });
}

/// A text on as many lines as there is room for.
fn lines_of(ui: &Ui, text: &str, width: f32, height: f32) -> Arc<Galley> {
    let colour = theme::colour(ui, Role::Text);
    let mut job = LayoutJob::simple(text.to_owned(), theme::font(Face::Regular, theme::BODY), colour, width);
    let rows = (height / 17.0).floor().max(1.0) as usize;
    job.wrap = TextWrapping { max_rows: rows, ..TextWrapping::wrap_at_width(width) };
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

fn entity_chip(ui: &mut Ui, session: &Session, item: EntityRef, role: Role) -> Response {
    let look = ChipLook { colour: theme::colour(ui, role), fill: theme::colour(ui, Role::Panel), dot: None };
    let code = naming::code(&session.facts, item);
    parts::chip(ui, &code, look).on_hover_ui(|ui| {
        let name = naming::name(&session.facts, item);
        ui.label(visible(&one_line(&name)));
    })
}

/// How many chips were left out.
fn more(ui: &mut Ui, all: usize, list: &str) {
    if all > CHIPS {
        let label = parts::secondary(ui, format!("and {} more", thousands(all - CHIPS)));
        if !list.is_empty() {
            label.on_hover_text(list);
        }
    }
}
