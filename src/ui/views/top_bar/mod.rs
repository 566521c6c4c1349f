//! Menus, the query box, the handling mark and the case's title.

mod marks;
mod panel;
mod query_box;

use egui::{
    Align, Button, Layout, MenuBar, Rect, Response, RichText, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use crate::base::text::visible;
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::figure::wording::zone_name;
use crate::model::grading::Tlp;
use crate::ui::action::Action;
use crate::ui::lanes;
use crate::ui::session::Session;
use crate::ui::settings::Settings;
use crate::ui::theme;
use crate::ui::verb::{Entry, MENUS, Menu, Needs, Verb, key_text, verbs};
use crate::ui::widgets::parts;
use query_box::QueryBox;

/// The id of the query box, so that a key can put the cursor there.
#[must_use]
pub fn query_id() -> egui::Id {
    egui::Id::unique("query box")
}

/// The bar's own state: that of the query box.
#[derive(Default)]
pub struct TopBar {
    query: QueryBox,
}

impl TopBar {
    /// Draws the bar; without a case it has menus only.
    pub fn show(&mut self, ui: &mut Ui, session: Option<&Session>, settings: &Settings, actions: &mut Vec<Action>) {
        let room = menus(ui, session, settings, actions);
        let Some(session) = session else { return };
        let centred = Layout::left_to_right(Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(room).layout(centred), |ui| self.query.show(ui, session, actions));
    }
}

/// Draws menus and title, and returns what they leave for the query.
fn menus(ui: &mut Ui, session: Option<&Session>, settings: &Settings, actions: &mut Vec<Action>) -> Rect {
    let rect = ui.max_rect();
    let centred = Layout::left_to_right(Align::Center);
    let mut left = rect.left();
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(centred), |ui| {
        MenuBar::new().ui(ui, |ui| {
            for menu in MENUS {
                let button = ui.menu_button(menu.name(), |ui| items(ui, menu, session, settings, actions));
                left = button.response.rect.right() + 16.0;
            }
        });
    });
    let Some(session) = session else { return rect };
    // Half of what the menus leave is for the title; what it does not need goes to the query.
    let half = f32::midpoint(left, rect.right());
    let right = Rect::from_min_max(pos2(half, rect.top()), rect.max);
    let title = ui.scope_builder(UiBuilder::new().max_rect(right).layout(Layout::right_to_left(Align::Center)), |ui| {
        title(ui, session);
    });
    Rect::from_min_max(pos2(left, rect.top()), pos2(title.response.rect.left() - 16.0, rect.bottom()))
}

fn items(ui: &mut Ui, menu: Menu, session: Option<&Session>, settings: &Settings, actions: &mut Vec<Action>) {
    ui.set_min_width(230.0);
    let room = (ui.ctx().content_rect().height() - 80.0).max(160.0);
    egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, |ui| {
        let entries: Vec<&Entry> = verbs().filter(|entry| entry.menu == menu).collect();
        for run in entries.chunk_by(|a, b| !a.group.is_empty() && a.group == b.group) {
            if run[0].gap {
                ui.separator();
            }
            if run[0].group.is_empty() {
                item(ui, run[0], session, settings, actions);
            } else {
                ui.menu_button(run[0].group, |ui| {
                    ui.set_min_width(200.0);
                    for entry in run {
                        item(ui, entry, session, settings, actions);
                    }
                });
            }
        }
    });
}

fn item(ui: &mut Ui, entry: &Entry, session: Option<&Session>, settings: &Settings, actions: &mut Vec<Action>) {
    let hindrance = hinders(session, entry.needs);
    let mut text = entry.name.to_owned();
    if let Some(session) = session {
        match (entry.verb, session.store.undo_label(), session.store.redo_label()) {
            (Verb::Undo, Some(label), _) | (Verb::Redo, _, Some(label)) => text = format!("{text}: {label}"),
            _ => {}
        }
    }
    let on = is_on(entry.verb, session, settings);
    let mut button = Button::selectable(on, text);
    if let Some(key) = entry.key {
        let key = RichText::new(key_text(ui.ctx(), key));
        button = button.shortcut_text(key.size(theme::CAPTION).color(theme::colour(ui, Role::Secondary)));
    }
    let response = ui.add_enabled(hindrance.is_none(), button);
    parts::tick(ui, on && entry.key.is_none(), &response);
    if response.clicked() {
        actions.push(Action::Do(entry.verb));
        ui.close();
    }
    response.on_hover_text(entry.tip).on_disabled_hover_text(hindrance.unwrap_or_default());
}

/// Why an action cannot be done now; none if it can.
#[must_use]
pub fn hinders(session: Option<&Session>, needs: Needs) -> Option<String> {
    match session {
        Some(session) => session.hinders(needs),
        None if needs == Needs::Nothing => None,
        None => Some("Open a case first".to_owned()),
    }
}

fn is_on(verb: Verb, session: Option<&Session>, settings: &Settings) -> bool {
    use crate::ui::settings::Look;
    match verb {
        Verb::ShowExplorer => settings.explorer,
        Verb::ShowInspector => settings.inspector,
        Verb::ShowLegend => settings.legend,
        Verb::LookSystem => settings.look == Look::System,
        Verb::LookLight => settings.look == Look::Light,
        Verb::LookDark => settings.look == Look::Dark,
        Verb::OverviewLog => session.is_some_and(|session| session.log_overview),
        Verb::ZoneUtc => session.is_some_and(|session| zone_name(&session.zone) == "UTC"),
        Verb::ZoneCase => session.is_some_and(|session| session.zone == session.case_zone()),
        Verb::Play => session.is_some_and(|session| session.playback.is_some_and(|playback| playback.playing)),
        Verb::LessMotion => settings.less_motion,
        Verb::Layer(layer) => session.is_some_and(|session| session.layers.contains(&layer)),
        _ => session.is_some_and(|session| lanes::is_on(session, verb)),
    }
}

fn title(ui: &mut Ui, session: &Session) {
    let case = &session.facts.case;
    let room = ui.available_width() - 150.0;
    let text = RichText::new(visible(&case.title)).font(theme::font(Face::SemiBold, theme::BODY));
    let galley =
        egui::WidgetText::from(text).into_galley(ui, Some(egui::TextWrapMode::Truncate), room, egui::TextStyle::Body);
    ui.add(egui::Label::new(galley).selectable(false)).on_hover_text(case.title.as_str());
    let role = match case.handling {
        Tlp::Red => Role::Against,
        Tlp::Amber | Tlp::AmberStrict => Role::Assessed,
        Tlp::Green => Role::Bunkering,
        Tlp::Clear => Role::Secondary,
    };
    badge(ui, case.handling.mark(), role).on_hover_text("Handling of this case (Traffic Light Protocol 2.0)");
    if let crate::store::Mode::ReadOnly(reason) = session.store.mode() {
        badge(ui, "Read-only", Role::Against).on_hover_text(reason.to_string());
    }
}

fn badge(ui: &mut Ui, text: &str, role: Role) -> Response {
    let colour = theme::colour(ui, role);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), theme::font(Face::SemiBold, theme::CAPTION), colour);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(14.0, 5.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, text));
    ui.painter().rect_stroke(rect, 4.0, Stroke::new(1.0, colour), StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, colour);
    response
}
