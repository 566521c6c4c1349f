//! Choosing an entity by typing part of its name, or naming one that does not exist yet.

use egui::{Id, Popup, PopupCloseBehavior, Response, RichText, TextEdit, Ui};

use super::parts::Row;
use crate::base::text::fold;
use crate::figure::palette::Role;
use crate::ui::theme;

/// What was picked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Picked {
    /// One that exists, by id.
    Existing(u32),
    /// A name that nothing bears yet.
    New(String),
    /// Nothing, on purpose.
    Nothing,
}

/// What a picker offers.
pub struct Picker<'a> {
    /// Name for screen readers: “Vessel”.
    pub name: &'a str,
    /// What is chosen now; shown on the button.
    pub current: &'a str,
    /// “vessel”: offered as `Add vessel “X”`; none if only existing ones may be picked.
    pub creates: Option<&'a str>,
    /// Whether nothing may be picked.
    pub clears: bool,
}

/// How many names are offered at once; typing narrows them.
const OFFERED: usize = 60;

impl Picker<'_> {
    /// Draws the button and, when it is open, the list. `options` gives id and name, and is only asked when open.
    pub fn show(&self, ui: &mut Ui, salt: &str, options: impl Fn() -> Vec<(u32, String)>) -> Option<Picked> {
        let label = if self.current.is_empty() { "Choose…" } else { self.current };
        let button = ui.add(egui::Button::new(crate::base::text::visible(label)).truncate());
        let button = named(button, ui, self.name, label);
        let mut picked = None;
        let id = ui.make_persistent_id(("picker", salt));
        Popup::menu(&button).id(id).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(260.0).show(|ui| {
            picked = self.list(ui, id, &options());
            if picked.is_some() {
                ui.close();
            }
        });
        picked
    }

    fn list(&self, ui: &mut Ui, id: Id, options: &[(u32, String)]) -> Option<Picked> {
        let text_id = id.with("text");
        let mut text: String = ui.data(|data| data.get_temp(text_id)).unwrap_or_default();
        let hint = if self.creates.is_some() { "Find or add…" } else { "Find…" };
        let edit = ui.add(TextEdit::singleline(&mut text).hint_text(hint).desired_width(f32::INFINITY));
        let edit = edit.accessible_name(format!("Find {}", self.name));
        if !edit.has_focus() && !edit.lost_focus() {
            edit.request_focus();
        }
        let wanted = fold(&text);
        let found: Vec<&(u32, String)> =
            options.iter().filter(|(_, name)| wanted.is_empty() || fold(name).contains(&wanted)).collect();
        let exact = found.iter().find(|(_, name)| fold(name) == wanted);
        let mut picked = None;
        if edit.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
            let names_new = exact.is_none() && self.creates.is_some() && !wanted.is_empty();
            picked = if names_new {
                Some(Picked::New(text.trim().to_owned()))
            } else {
                exact.or(found.first()).map(|(id, _)| Picked::Existing(*id))
            };
        }
        egui::ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
            if self.clears && wanted.is_empty() && Row::new("None").show(ui).clicked() {
                picked = Some(Picked::Nothing);
            }
            for (id, name) in found.iter().take(OFFERED) {
                if Row::new(name).show(ui).clicked() {
                    picked = Some(Picked::Existing(*id));
                }
            }
            if found.len() > OFFERED {
                let more = format!("{} more; type to narrow", found.len() - OFFERED);
                ui.label(RichText::new(more).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary)));
            }
            if let Some(kind) = self.creates
                && !wanted.is_empty()
                && exact.is_none()
                && Row::new(&format!("Add {kind} “{}”", text.trim())).show(ui).clicked()
            {
                picked = Some(Picked::New(text.trim().to_owned()));
            }
            if found.is_empty() && self.creates.is_none() {
                ui.label(RichText::new("No match").color(theme::colour(ui, Role::Secondary)));
            }
        });
        if picked.is_some() {
            text.clear();
        }
        ui.data_mut(|data| data.insert_temp(text_id, text));
        picked
    }
}

fn named(button: Response, ui: &Ui, name: &str, value: &str) -> Response {
    let name = format!("{name}: {value}");
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), &name));
    button
}
