//! The grammar of queries and every field with examples; a click on one puts it into the box.

use egui::{Button, RichText, ScrollArea, Ui};

use super::{Outcome, heading};
use crate::analysis::query::edit::{has_term, toggle_term};
use crate::analysis::query::fields::{FIELDS, GRAMMAR, limits};
use crate::analysis::query::help::{REACH, takes};
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::Verb;
use crate::ui::widgets::parts;

/// Width of the column with what is written.
const LEFT: f32 = 250.0;

pub(super) fn show(ui: &mut Ui, session: Option<&Session>, actions: &mut Vec<Action>) -> Outcome {
    heading(ui, "Query help");
    let mut wanted = None;
    let height = (ui.ctx().content_rect().height() - 160.0).max(200.0);
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
        let how = if session.is_some() {
            "Click an example to put it into the query box. The same language serves exports and the command line."
        } else {
            "The language of the query box, of exports and of the command line. Open a case to try the examples."
        };
        parts::secondary(ui, how);
        parts::section(ui, "Grammar", "");
        for (example, does) in GRAMMAR {
            ui.horizontal_top(|ui| {
                column(ui, |ui| {
                    wanted = wanted.or(link(ui, example, session.is_some()).then_some(*example));
                });
                parts::secondary(ui, *does);
            });
        }
        parts::section(ui, "Fields", "");
        for field in FIELDS {
            ui.horizontal_top(|ui| {
                column(ui, |ui| {
                    for example in field.examples {
                        wanted = wanted.or(link(ui, example, session.is_some()).then_some(*example));
                    }
                });
                ui.vertical(|ui| {
                    let names: Vec<String> =
                        [field.name].iter().chain(field.also).map(|name| format!("{name}:")).collect();
                    ui.label(RichText::new(names.join("  ")).font(theme::font(Face::SemiBold, theme::BODY)));
                    parts::secondary(ui, field.finds);
                    let text = format!("Takes {}", takes(field));
                    let text = RichText::new(text).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary));
                    ui.add(egui::Label::new(text).wrap());
                });
            });
            ui.add_space(4.0);
        }
        parts::section(ui, "What is found", "");
        for sentence in REACH {
            parts::secondary(ui, *sentence);
        }
        parts::secondary(ui, limits());
    });
    ui.add_space(8.0);
    let closed = ui.button("Close").clicked();
    let (Some(example), Some(session)) = (wanted, session) else {
        return if closed { Outcome::Close } else { Outcome::Stay };
    };
    // What stands there is kept: the example is asked beside it.
    let text = &session.query.text;
    let with = if text.trim().is_empty() || session.query.error.is_some() {
        example.to_owned()
    } else if has_term(text, example) {
        text.clone()
    } else {
        toggle_term(text, &beside(example))
    };
    actions.push(Action::Query(with));
    actions.push(Action::Do(Verb::Query));
    Outcome::Close
}

/// An example as one term, so that it can stand beside others.
fn beside(example: &str) -> String {
    if example.contains(" OR ") && !example.starts_with('(') { format!("({example})") } else { example.to_owned() }
}

fn column(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.set_width(LEFT);
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.spacing_mut().interact_size.y = 18.0;
        ui.spacing_mut().button_padding = egui::Vec2::ZERO;
        add(ui);
    });
}

fn link(ui: &mut Ui, example: &str, enabled: bool) -> bool {
    let text = RichText::new(example).monospace().size(theme::SECONDARY);
    let text = if enabled { text.color(theme::colour(ui, Role::Accent)) } else { text };
    let mut button = Button::new(text).frame(false).truncate();
    if !enabled {
        button = button.sense(egui::Sense::hover());
    }
    let response = ui.add(button);
    if enabled { response.on_hover_text("Put this into the query box").clicked() } else { false }
}
