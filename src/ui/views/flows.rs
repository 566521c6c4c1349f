//! Flows in both directions between two sides, on the timeline's own axis: a chart, and what went each way in words.

use std::cell::OnceCell;

use egui::{
    Align, Grid, Label, Layout, Rect, Response, RichText, Role as AccessRole, ScrollArea, Sense, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use crate::analysis::flows::sides::{candidates, propose, propose_any};
use crate::analysis::flows::sums::{by_cargo, words};
use crate::analysis::flows::{BYS, By, Flows, Half, Seen, Side, WAYS, elsewhere_words};
use crate::base::text::{count, visible};
use crate::figure::axis::TimeAxis;
use crate::figure::flows::signs::{self, Sign};
use crate::figure::flows::{self as figure, Chart, FlowsOptions, Mark, Target};
use crate::figure::labels;
use crate::figure::measure::{one_line, plex};
use crate::figure::palette::Role;
use crate::figure::scene::{Face, Item};
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef, ShipmentId};
use crate::model::naming;
use crate::ui::action::{Action, Pick};
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::Verb;
use crate::ui::widgets::picker::{Picked, Picker};
use crate::ui::widgets::{painter, parts, shared_axis};

/// Room for what is chosen, above the chart.
const CONTROLS: f32 = 32.0;
/// Least room for the button that exports the chart beside the signs, in points.
const EXPORT: f32 = 380.0;
/// Least height of the chart.
const LEAST: f32 = 84.0;
/// Most of the view that the sentences may take; more of them scroll.
const SAID: f32 = 0.42;
/// For so long the range must have stood still before many shipments are added up, in seconds.
const STILL: f64 = 0.15;

/// The view's own state: the sides, what went between them, and what is said of that.
#[derive(Default)]
pub struct FlowsView {
    by: By,
    sides: [Option<Side>; 2],
    offered: OnceCell<Vec<(Side, usize)>>,
    flows: Option<Flows>,
    made_from: Option<([u64; 4], u64)>,
    version: u64,
    sentences: Vec<String>,
    said_for: Option<(u64, (i64, i64))>,
    /// The range of the last frame, and since when it has been the same.
    still: ((i64, i64), f64),
    said_height: f32,
}

impl FlowsView {
    /// Draws the view.
    pub fn show(&mut self, ui: &mut Ui, session: &mut Session, actions: &mut Vec<Action>) {
        if session.facts.shipments.is_empty() {
            let hint = "A shipment is cargo moved from a loading to a discharge. Select two visits and press S to make one; what went each way between two places, countries or flags is shown here.";
            parts::empty(ui, "No shipments yet", hint, None);
            return;
        }
        self.refresh(session);
        let rect = ui.available_rect_before_wrap();
        let controls = Rect::from_min_size(rect.min, vec2(rect.width(), CONTROLS)).shrink2(vec2(12.0, 3.0));
        let layout = Layout::left_to_right(Align::Center);
        ui.scope_builder(UiBuilder::new().id_salt("controls").max_rect(controls).layout(layout), |ui| {
            ui.set_clip_rect(ui.clip_rect().intersect(controls.expand(2.0)));
            self.controls(ui, &session.facts, actions);
        });
        let below = Rect::from_min_max(pos2(rect.left(), rect.top() + CONTROLS), rect.max);
        ui.scope_builder(UiBuilder::new().id_salt("below").max_rect(below), |ui| {
            self.below(ui, session, actions);
        });
        ui.advance_cursor_after_rect(rect);
    }

    /// The sides that are compared; none until both are chosen.
    #[must_use]
    pub fn sides(&self) -> Option<[Side; 2]> {
        let [a, b] = &self.sides;
        a.clone().zip(b.clone()).map(|(a, b)| [a, b])
    }

    /// The chart and the sentences, or why there are none.
    fn below(&mut self, ui: &mut Ui, session: &mut Session, actions: &mut Vec<Action>) {
        let rect = ui.max_rect();
        let Some(flows) = self.flows.as_ref() else {
            let hint = match self.by {
                By::Flags => "A flag counts where one alone is stated for the vessel at that time.",
                By::Countries => "The country of a place, or of what it lies in, says where cargo was handled.",
                By::Places => "A place counts with everything within it.",
            };
            parts::empty(ui, "Choose two sides", hint, None);
            return;
        };
        if flows.is_empty() {
            let between = format!("between {} and {}", one_line(&flows.names[0]), one_line(&flows.names[1]));
            if session.query.matches.is_some() {
                let title = format!("The query shows no shipment {between}");
                let hint = "Everything is still there, only hidden.";
                if parts::empty(ui, &title, hint, Some("Clear the query")) {
                    actions.push(Action::Do(Verb::ClearQuery));
                }
            } else {
                parts::empty(ui, &format!("No shipment {between}"), &elsewhere_words(flows), None);
            }
            return;
        }
        let said = self.said_height.clamp(18.0, (rect.height() * SAID).max(18.0)) + 8.0;
        let foot = (rect.bottom() - said).max(rect.top() + LEAST).min(rect.bottom());
        let area = Rect::from_min_max(rect.min, pos2(rect.right(), foot));
        let axis = shared_axis::axis(session.range.now(), rect.width()).clamped();
        let chart = draw(ui, session, flows, axis, area);
        let range = (axis.from.floor() as i64, axis.to.ceil() as i64);
        touch(ui, session, flows, &chart, axis, area, actions);
        self.say(ui, session, range, chart.bin.is_some());
        let said = Rect::from_min_max(pos2(rect.left() + 14.0, foot + 4.0), rect.max - vec2(12.0, 2.0));
        ui.scope_builder(UiBuilder::new().id_salt("said").max_rect(said), |ui| {
            let output = ScrollArea::vertical().auto_shrink(false).min_scrolled_height(16.0).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                for sentence in &self.sentences {
                    let text = RichText::new(visible(sentence)).size(theme::SECONDARY);
                    ui.add(Label::new(text).wrap());
                }
            });
            self.said_height = output.content_size.y;
        });
    }

    /// Takes over what has changed in the case.
    fn refresh(&mut self, session: &Session) {
        let versions = &session.versions;
        let case = [
            versions.of(EntityKind::Shipment),
            versions.visits_laid,
            versions.of(EntityKind::Place),
            versions.of(EntityKind::Vessel),
        ];
        let wanted = (case, versions.asked);
        if self.made_from == Some(wanted) {
            return;
        }
        let facts = &session.facts;
        if self.made_from.is_none_or(|(made, _)| made != case) {
            self.offered = OnceCell::new();
        }
        for side in &mut self.sides {
            let gone = matches!(side, Some(Side::Place(id)) if facts.places.get(*id).is_none());
            if gone {
                *side = None;
            }
        }
        if self.sides == [None, None]
            && let Some(sides) = if self.made_from.is_none() { propose_any(facts) } else { propose(facts, self.by) }
        {
            self.by = sides[0].by();
            self.sides = sides.map(Some);
        }
        self.build(session);
        self.made_from = Some(wanted);
    }

    fn build(&mut self, session: &Session) {
        self.version += 1;
        self.flows = match &self.sides {
            [Some(a), Some(b)] if a != b => {
                let sides = [a.clone(), b.clone()];
                Some(Flows::build(&session.facts, sides, |id| session.shows(id.into())))
            }
            _ => None,
        };
    }

    /// What is compared: two pickers, how sides are told apart, and the signs of the cargoes.
    fn controls(&mut self, ui: &mut Ui, facts: &Facts, actions: &mut Vec<Action>) {
        let before = (self.by, self.sides.clone());
        plain(ui, "Between");
        self.picker(ui, facts, 0, "One side");
        plain(ui, "and");
        self.picker(ui, facts, 1, "The other side");
        if ui.button("Swap").on_hover_text("Puts the one in the place of the other").clicked() {
            self.sides.swap(0, 1);
        }
        ui.add_space(6.0);
        ui.spacing_mut().item_spacing.x = 2.0;
        for by in BYS {
            let tip = match by {
                By::Places => "Two places, each with everything within it",
                By::Countries => "The countries in which places lie",
                By::Flags => "Who carried: the flags of the vessels",
            };
            if ui.add(egui::Button::selectable(self.by == by, by.word())).on_hover_text(tip).clicked() && self.by != by
            {
                self.by = by;
                self.offered = OnceCell::new();
                self.sides = propose(facts, by).map_or([None, None], |sides| sides.map(Some));
            }
        }
        ui.add_space(6.0);
        // Where the signs of the cargoes need the room, the menu of the chart has it.
        if ui.available_width() > EXPORT {
            let export = ui.button("Export…").on_hover_text("Export this chart as a figure: SVG, PNG or PDF");
            if export.accessible_name("Export this chart…").clicked() {
                actions.push(Action::Do(Verb::ExportFlows));
            }
        }
        ui.add_space(10.0);
        if let Some(flows) = &self.flows {
            legend(ui, flows);
        }
        if before != (self.by, self.sides.clone()) {
            // Built anew in the next frame, with what the query shows then.
            self.made_from = self.made_from.map(|(case, asked)| (case, asked.wrapping_sub(1)));
            ui.ctx().request_repaint();
        }
    }

    fn picker(&mut self, ui: &mut Ui, facts: &Facts, side: usize, name: &str) {
        let current = self.sides[side].as_ref().map_or_else(String::new, |side| side.name(facts));
        let by = self.by;
        let offered = || self.offered.get_or_init(|| candidates(facts, by));
        let options = || {
            let named = |(place, (side, number)): (usize, &(Side, usize))| {
                (place as u32, format!("{}, {}", one_line(&side.name(facts)), count(*number, "shipment")))
            };
            offered().iter().enumerate().map(named).collect()
        };
        let picked = ui
            .allocate_ui(vec2(132.0, 26.0), |ui| {
                let current = one_line(&current);
                Picker { name, current: &current, creates: None, clears: false }.show(ui, name, options)
            })
            .inner;
        if let Some(Picked::Existing(place)) = picked
            && let Some((picked, _)) = offered().get(place as usize)
        {
            let picked = Some(picked.clone());
            if self.sides[1 - side] == picked {
                // The same on both sides would be nothing: they change places.
                self.sides.swap(0, 1);
            } else {
                self.sides[side] = picked;
            }
        }
    }

    /// Says what went each way in the visible range; of many, once the range has stood still.
    fn say(&mut self, ui: &Ui, session: &Session, range: (i64, i64), many: bool) {
        let Some(flows) = &self.flows else { return };
        let wanted = (self.version, range);
        let time = ui.input(|input| input.time);
        if self.still.0 != range {
            self.still = (range, time);
        }
        if self.said_for == Some(wanted) {
            return;
        }
        let same_flows = self.said_for.is_some_and(|(version, _)| version == self.version);
        if many && same_flows && time - self.still.1 < STILL {
            ui.ctx().request_repaint_after_secs(STILL as f32);
            return;
        }
        let facts = &session.facts;
        // One line a direction: what was seen whole, then what was seen at one end only.
        let told = |way: &usize| WAYS[*way].1 == Seen::Both || !flows.ways[*way].is_empty();
        let line = |half: Half| {
            let ways = (0..WAYS.len()).filter(|way| WAYS[*way].0 == half).filter(told);
            ways.map(|way| flows.sentence(facts, way, Some(range))).collect::<Vec<_>>().join(" ")
        };
        self.sentences = [Half::Up, Half::Down].map(line).to_vec();
        self.sentences.extend(Some(elsewhere_words(flows)).filter(|words| !words.is_empty()));
        self.said_for = Some(wanted);
    }
}

fn plain(ui: &mut Ui, text: &str) -> Response {
    let text = RichText::new(text).size(theme::SECONDARY).color(theme::colour(ui, Role::Secondary));
    ui.add(Label::new(text).selectable(false))
}

/// The signs of the cargoes, and what a dashed outline means; what has no room is in the tip of the last one.
fn legend(ui: &mut Ui, flows: &Flows) {
    if flows.is_empty() {
        return;
    }
    let signs = signs::of(&flows.cargoes);
    let names: Vec<String> = signs.iter().map(|sign| one_line(&sign.name).chars().take(40).collect()).collect();
    let width = |name: &str| plex(name, theme::SECONDARY, Face::Regular) + 32.0;
    for (at, (sign, name)) in signs.iter().zip(&names).enumerate() {
        let last = at + 1 == signs.len();
        if width(name) > ui.available_width() - if last { 0.0 } else { 20.0 } {
            plain(ui, "…").on_hover_ui(|ui| {
                for (sign, name) in signs.iter().zip(&names).skip(at) {
                    ui.label(format!("{}  {name}", sign.letter));
                }
            });
            return;
        }
        draw_sign(ui, sign, name);
    }
    let dashed = "dashed: one end not seen";
    let half_open = WAYS.iter().zip(&flows.ways).any(|(known, way)| known.1 != Seen::Both && !way.is_empty());
    if half_open && width(dashed) <= ui.available_width() {
        plain(ui, dashed);
    }
}

/// The sign of a cargo with its name.
fn draw_sign(ui: &mut Ui, sign: &Sign, name: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(16.0, 14.0), Sense::hover());
    let palette = theme::palette(ui.visuals());
    ui.painter().rect_filled(rect, 3.0, theme::ink(palette, sign.ink));
    let font = theme::font(Face::SemiBold, 10.5);
    let letter = theme::colour(ui, Role::Panel);
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, sign.letter, font, letter);
    ui.add_space(2.0);
    plain(ui, name);
    ui.add_space(8.0);
}

fn draw(ui: &Ui, session: &Session, flows: &Flows, axis: TimeAxis, area: Rect) -> Chart {
    let options = FlowsOptions {
        height: area.height(),
        zone: session.zone.clone(),
        selected: &session.selection,
        cursor: session.cursor,
        measure: &plex,
    };
    let chart = figure::chart(&session.facts, flows, axis, &options);
    painter::paint(ui, &chart.scene, area.min, area);
    chart
}

/// Makes the chart answer: marks are clicked and say what they are, what is between them pans and zooms.
fn touch(
    ui: &Ui,
    session: &mut Session,
    flows: &Flows,
    chart: &Chart,
    axis: TimeAxis,
    area: Rect,
    actions: &mut Vec<Action>,
) {
    let background = ui.interact(area, ui.scope_id().with("chart"), Sense::click_and_drag());
    background.widget_info(|| WidgetInfo::labeled(AccessRole::Pane, true, "Flows"));
    background.context_menu(|ui| {
        if ui.button("Export this chart…").clicked() {
            actions.push(Action::Do(Verb::ExportFlows));
        }
    });
    let toggle = ui.input(|input| input.modifiers.command || input.modifiers.shift);
    for mark in &chart.marks {
        let rect = Rect::from_min_max(pos2(mark.rect.left, mark.rect.top), pos2(mark.rect.right, mark.rect.bottom));
        let rect = rect.translate(area.min.to_vec2()).intersect(area);
        if !rect.is_positive() {
            continue;
        }
        let response = ui.interact(rect, ui.scope_id().with(mark.target), Sense::click());
        let selected = matches!(mark.target, Target::Shipment(id) if session.selection.contains(&id.into()));
        response.widget_info(|| WidgetInfo::selected(AccessRole::Button, true, selected, &mark.label));
        if response.has_focus() {
            parts::focus_ring(ui, rect);
        }
        if response.hovered()
            && let Target::Shipment(id) = mark.target
            && let Some(shipment) = session.facts.shipments.get(id)
        {
            actions.extend(shipment.loading.or(shipment.discharge).map(Action::Point));
        }
        if response.clicked() {
            click(flows, mark.target, toggle, actions);
        }
        card(session, flows, mark, response);
    }
    if background.clicked() && !session.selection.is_empty() {
        actions.push(Action::SelectAll(Vec::new()));
    }
    look(ui, session, &background, axis, area);
}

/// Drags pan and the wheel zooms, as on the timeline.
fn look(ui: &Ui, session: &mut Session, background: &Response, axis: TimeAxis, area: Rect) {
    let (time, wheel, zoom, at) =
        ui.input(|input| (input.time, input.smooth_scroll_delta(), input.zoom_delta(), input.pointer.hover_pos()));
    let mut moved = axis;
    if background.dragged() {
        moved = moved.panned(background.drag_delta().x);
    }
    if let Some(at) = at.filter(|at| area.contains(*at) && ui.rect_contains_pointer(area)) {
        if wheel.y != 0.0 || zoom != 1.0 {
            let factor = f64::from(-wheel.y * 0.004).exp() / f64::from(zoom);
            moved = moved.zoomed(at.x - area.left(), factor);
        } else if wheel.x != 0.0 {
            moved = moved.panned(wheel.x);
        }
    }
    if moved != axis {
        let moved = moved.clamped();
        session.range.step((moved.from, moved.to), time);
    }
}

fn shipments(flows: &Flows, target: Target) -> Vec<ShipmentId> {
    match target {
        Target::Shipment(id) => vec![id],
        Target::Bar { way, cargo, from, to } => {
            let all = flows.ways.get(way).map(|way| way.beginning(from, to)).unwrap_or_default();
            all.iter().filter(|flow| flow.cargo == cargo).map(|flow| flow.shipment).collect()
        }
    }
}

fn click(flows: &Flows, target: Target, toggle: bool, actions: &mut Vec<Action>) {
    match target {
        Target::Shipment(id) => {
            actions.push(Action::Select(id.into(), if toggle { Pick::Toggle } else { Pick::Only }));
        }
        Target::Bar { .. } => {
            let all: Vec<EntityRef> = shipments(flows, target).into_iter().map(EntityRef::from).collect();
            actions.push(Action::SelectAll(all));
        }
    }
}

/// What a mark stands for.
fn card(session: &Session, flows: &Flows, mark: &Mark, response: Response) {
    let facts = &session.facts;
    response.on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(380.0);
        ui.spacing_mut().interact_size.y = 0.0;
        let lines = match mark.target {
            Target::Shipment(id) => {
                let name = naming::name(facts, id.into());
                ui.horizontal(|ui| {
                    let name = RichText::new(visible(&one_line(&name))).font(theme::font(Face::SemiBold, theme::BODY));
                    ui.label(name);
                    plain(ui, &naming::code(facts, id.into()));
                });
                let item = Item::Entity(id.into());
                labels::hover_lines(facts, session.weighed.lineage(), &session.lanes, &item, &session.zone)
            }
            Target::Bar { .. } => {
                let all = shipments(flows, mark.target);
                let sums = by_cargo(facts, all.iter().copied());
                let said =
                    [mark.label.clone(), words(&sums), "By the first day on which each may have begun".to_owned()];
                ["Bar", "Adds up to", "Counted"].map(str::to_owned).into_iter().zip(said).collect()
            }
        };
        Grid::new(("card", &lines)).num_columns(2).spacing([12.0, 3.0]).show(ui, |ui| {
            for (label, value) in &lines {
                ui.label(RichText::new(label).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary)));
                ui.add(Label::new(RichText::new(visible(value)).size(theme::CAPTION)).wrap());
                ui.end_row();
            }
        });
    });
}
