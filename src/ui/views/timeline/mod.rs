//! The timeline: overview strip, canvas, undated tray.

mod canvas;
mod grips;
mod hand;
mod hint;
mod hover;
mod lane_bar;
mod lane_menu;
mod legend_bar;
mod marks;
mod measure;
mod navigate;
mod overview;
mod player;
mod readout;
mod touch;
mod tray;

use egui::{Ui, UiBuilder, pos2};

use crate::figure::overview::OVERVIEW_HEIGHT;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::verb::Verb;
use crate::ui::widgets::parts;

/// Height below which the legend gives its room to the lanes.
const LEAST_WITH_LEGEND: f32 = 220.0;

/// Draws the timeline into all the room there is.
pub fn show(ui: &mut Ui, session: &mut Session, actions: &mut Vec<Action>) {
    let rect = ui.available_rect_before_wrap();
    if session.facts.visits.is_empty() {
        let writable = session.is_writable();
        let hint = "A visit is one vessel at one place within four bounds in time. Write one on a line, such as “Tanker 2 @ Vostochny 2024-03-07 loading”.";
        if parts::empty(ui, "No visits yet", hint, writable.then_some("Quick add a visit")) {
            actions.push(Action::Do(Verb::QuickAdd));
        }
        return;
    }
    if session.lanes.shown() == 0 && session.lanes.undated().is_empty() && session.query.matches.is_some() {
        let hint = format!("{} are hidden.", crate::base::text::count(session.hidden(), "visit"));
        if parts::empty(ui, "The query shows no visit", &hint, Some("Clear the query")) {
            actions.push(Action::Do(Verb::ClearQuery));
        }
        return;
    }
    let tray = tray::height(session);
    let strip = rect.top() + OVERVIEW_HEIGHT;
    // Where there is hardly room for a lane, what the marks mean can wait.
    let has_legend = session.legend && rect.height() >= LEAST_WITH_LEGEND;
    let legend = if has_legend { legend_bar::HEIGHT } else { 0.0 };
    let foot = rect.bottom() - tray - legend;
    let part = |ui: &mut Ui, top: f32, bottom: f32, salt: &str| {
        let area = egui::Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), bottom));
        ui.new_child(UiBuilder::new().id_salt(salt).max_rect(area))
    };
    let pointed = overview::show(&mut part(ui, rect.top(), strip, "overview"), session, actions);
    canvas::show(&mut part(ui, strip, foot, "canvas"), session, actions, pointed);
    if has_legend {
        legend_bar::show(&mut part(ui, foot, foot + legend, "legend"), session, actions);
    }
    if tray > 0.0 {
        tray::show(&mut part(ui, foot + legend, rect.bottom(), "tray"), session, actions);
    }
    ui.advance_cursor_after_rect(rect);
}
