//! The start screen: recent cases, new, open, sample.

use egui::{Align, Layout, RichText, Ui, UiBuilder, vec2};

use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::ui::action::Action;
use crate::ui::settings::Settings;
use crate::ui::theme;
use crate::ui::verb::Verb;
use crate::ui::widgets::parts;

/// Draws the start screen; `opening` is what is being opened, with steps done and in all.
pub fn show(ui: &mut Ui, settings: &Settings, opening: Option<(&str, (u64, u64))>, actions: &mut Vec<Action>) {
    let rect = ui.max_rect();
    let width = rect.width().min(560.0);
    let height = 420.0 + 44.0 * settings.recent.len().min(8) as f32;
    let top = rect.top() + ((rect.height() - height) * 0.4).max(24.0);
    let area =
        egui::Rect::from_min_size(egui::pos2(rect.center().x - width / 2.0, top), vec2(width, rect.bottom() - top));
    ui.scope_builder(UiBuilder::new().max_rect(area).layout(Layout::top_down(Align::Min)), |ui| {
        ui.label(RichText::new("Wakeline").font(theme::font(Face::SemiBold, 28.0)));
        parts::secondary(ui, "Vessel visits on a timeline, shipments, and the evidence behind every claim.");
        ui.add_space(20.0);
        if let Some((name, (done, total))) = opening {
            ui.horizontal(|ui| {
                ui.spinner();
                let share = (done * 100).checked_div(total).map_or(String::new(), |share| format!(" {share} %"));
                ui.label(format!("Opening {name}…{share}"));
            });
            return;
        }
        sample(ui, actions);
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            for (verb, text) in [(Verb::New, "New case…"), (Verb::Open, "Open case…")] {
                if ui.add(egui::Button::new(text).min_size(vec2(140.0, 32.0))).clicked() {
                    actions.push(Action::Do(verb));
                }
            }
        });
        ui.add_space(12.0);
        parts::section(ui, "Recent cases", "");
        if settings.recent.is_empty() {
            parts::secondary(ui, "None yet. Cases that you open are listed here.");
        }
        for path in &settings.recent {
            recent(ui, path, actions);
        }
        ui.add_space(12.0);
        parts::secondary(ui, "Nothing leaves this computer: Wakeline makes no network call.");
    });
}

fn sample(ui: &mut Ui, actions: &mut Vec<Action>) {
    parts::card(ui).inner_margin(16.0).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new("New here?").font(theme::font(Face::SemiBold, theme::BODY)));
        parts::secondary(ui, "The sample case follows oil from Vostochny to Chongjin in March 2024: 14 visits, 11 shipments, and what nine outlets made of one source. You work on a copy.");
        ui.add_space(6.0);
        if parts::primary_button(ui, "Open the sample case").clicked() {
            actions.push(Action::Do(Verb::OpenSample));
        }
    });
}

fn recent(ui: &mut Ui, path: &std::path::Path, actions: &mut Vec<Action>) {
    let name = path.file_stem().map_or_else(|| path.display().to_string(), |stem| stem.to_string_lossy().into_owned());
    let folder = path.parent().map_or(String::new(), |folder| folder.display().to_string());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Open {name}")));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 6.0, theme::colour(ui, Role::AccentTint));
    }
    let upper =
        egui::Rect::from_min_max(rect.min + vec2(8.0, 3.0), egui::pos2(rect.right() - 8.0, rect.center().y + 1.0));
    let lower = egui::Rect::from_min_max(egui::pos2(rect.left() + 8.0, rect.center().y), rect.max - vec2(8.0, 3.0));
    parts::text_in(ui, upper, &name, Face::Medium, theme::BODY, Role::Text);
    parts::text_in(ui, lower, &folder, Face::Regular, theme::CAPTION, Role::Secondary);
    if response.on_hover_text(path.display().to_string()).clicked() {
        actions.push(Action::Open(path.to_owned()));
    }
}
