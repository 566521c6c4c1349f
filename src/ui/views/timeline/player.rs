//! Playback on the timeline: the cursor's way through time, and the few buttons for it.

use egui::{Button, Frame, Margin, Rect, RichText, Stroke, Ui, UiBuilder, pos2, vec2};

use crate::base::time::Utc;
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::figure::wording;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::{Verb, entry_of};

/// Width and height of the buttons together, in points.
const SIZE: egui::Vec2 = vec2(430.0, 36.0);

/// Lets the cursor move; frames are asked for only while it does.
pub(super) fn advance(ui: &Ui, session: &mut Session) {
    let view = session.range.now();
    let end = session.lanes.extent().map_or(view.1, |(_, end)| end.0 as f64);
    let Some(playback) = &mut session.playback else { return };
    let time = ui.input(|input| input.time);
    let range = playback.advance(time, view, end);
    if playback.playing {
        ui.ctx().request_repaint();
    }
    if let Some(range) = range {
        session.range.step(range, time);
    }
}

/// The buttons, at the foot of the lanes.
pub(super) fn show(ui: &mut Ui, session: &Session, lanes: Rect, actions: &mut Vec<Action>) {
    let Some(playback) = &session.playback else { return };
    let size = vec2(SIZE.x.min(lanes.width() - 16.0), SIZE.y);
    let room = Rect::from_center_size(pos2(lanes.center().x, lanes.bottom() - 8.0 - size.y / 2.0), size);
    let frame = Frame::new()
        .fill(theme::colour(ui, Role::Panel))
        .stroke(Stroke::new(1.0, theme::colour(ui, Role::Line)))
        .corner_radius(6.0)
        .inner_margin(Margin::symmetric(8, 4));
    // A press between the buttons is not one on the lanes.
    ui.interact(room, ui.scope_id().with("player"), egui::Sense::click_and_drag());
    ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
        frame.show(ui, |ui| {
            ui.horizontal_centered(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                let moves = playback.moves;
                let play = match (moves, playback.playing) {
                    (false, _) => "Next day",
                    (true, true) => "Pause",
                    (true, false) => "Play",
                };
                let (slower, faster) = if moves { ("Slower", "Faster") } else { ("Day back", "Day on") };
                for (name, verb) in [(slower, Verb::PlaySlower), (play, Verb::Play), (faster, Verb::PlayFaster)] {
                    let response = ui.add(Button::new(RichText::new(name).size(theme::CAPTION)));
                    if response.on_hover_text(entry_of(verb).tip).clicked() {
                        actions.push(Action::Do(verb));
                    }
                }
                let end = ui.add(Button::new(RichText::new("End").size(theme::CAPTION)));
                if end.on_hover_text("Ends playback; Escape does so too").clicked() {
                    actions.push(Action::EndPlayback);
                }
                let at = wording::instant(Utc((playback.at as i64).div_euclid(60) * 60), &session.zone);
                ui.add_space(4.0);
                ui.label(RichText::new(at).font(theme::font(Face::Medium, theme::CAPTION)));
                if moves {
                    let speed = RichText::new(playback.speed()).size(theme::CAPTION);
                    ui.label(speed.color(theme::colour(ui, Role::Secondary)));
                }
            });
        });
    });
}
