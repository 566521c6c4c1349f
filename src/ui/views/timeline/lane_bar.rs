//! The corner above the lane headers: by what lanes are told apart, how many are hidden, and a box that finds them.

use egui::{Align, Button, Layout, Rect, RichText, TextEdit, Ui, UiBuilder, pos2};

use crate::base::text::count;
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::model::arrangement::{LANE_BYS, LaneBy, LaneOrder, MOST_LEVELS};
use crate::ui::action::{Action, LaneEdit};
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::Verb;
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::parts;

/// Draws the corner, `width` wide, at the top left of the canvas.
pub(super) fn show(ui: &mut Ui, session: &mut Session, actions: &mut Vec<Action>, corner: Rect) {
    let area = Rect::from_min_max(corner.min + egui::vec2(8.0, 1.0), pos2(corner.right() - 6.0, corner.top() + 23.0));
    let mut child =
        ui.new_child(UiBuilder::new().id_salt("lane bar").max_rect(area).layout(Layout::left_to_right(Align::Center)));
    let ui = &mut child;
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.spacing_mut().button_padding = egui::vec2(5.0, 2.0);
    if session.finds_lanes {
        find(ui, session, actions);
        return;
    }
    let levels = &session.lane_options.arrangement.levels;
    let words: Vec<&str> = levels.iter().map(|level| level.word()).collect();
    let text = if words.is_empty() { "All in one lane".to_owned() } else { format!("By {}", words.join(", ")) };
    let text = RichText::new(text).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary));
    let (hidden, _) = session.lanes.hidden();
    let room = ui.available_width() - if hidden > 0 { 76.0 } else { 12.0 };
    let button = Button::new(text).truncate().frame_when_inactive(false);
    let response = ui.scope(|ui| {
        ui.set_max_width(room.max(60.0));
        ui.add(button)
    });
    let response = response.inner.on_hover_text("By what lanes are told apart, and in which order");
    let named = "How lanes are laid";
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, named));
    let tip = response.rect.right_center() + egui::vec2(5.0, 1.0);
    let triangle = [egui::vec2(-3.0, -2.0), egui::vec2(3.0, -2.0), egui::vec2(0.0, 2.0)].map(|corner| tip + corner);
    let ink = theme::colour(ui, Role::Secondary);
    ui.painter().add(egui::Shape::convex_polygon(triangle.to_vec(), ink, egui::Stroke::NONE));
    ui.add_space(12.0);
    egui::Popup::menu(&response).show(|ui| menu(ui, session, actions));
    if hidden > 0 {
        let text =
            RichText::new(format!("{hidden} hidden")).size(theme::CAPTION).color(theme::colour(ui, Role::Accent));
        let tip = format!("{} not shown. Click to show them", count(hidden, "lane"));
        if ui.add(Button::new(text).frame_when_inactive(false)).on_hover_text(tip).clicked() {
            actions.push(Action::Do(Verb::ShowHiddenLanes));
        }
    }
}

/// The box that finds lanes by name.
fn find(ui: &mut Ui, session: &mut Session, actions: &mut Vec<Action>) {
    let mut text = session.lane_options.search.clone();
    let hint = RichText::new("Find lanes").size(theme::CAPTION).color(theme::colour(ui, Role::Secondary));
    let id = ui.scope_id().with("find lanes");
    ui.spacing_mut().interact_size.y = 20.0;
    let edit = TextEdit::singleline(&mut text)
        .id(id)
        .hint_text(hint)
        .font(theme::font(Face::Regular, theme::CAPTION))
        .margin(egui::Margin { left: 6, right: 20, top: 2, bottom: 2 })
        .desired_width(ui.available_width() - 28.0);
    let response = ui.add(edit).accessible_name("Find lanes");
    let cross = Rect::from_center_size(response.rect.right_center() - egui::vec2(11.0, 0.0), egui::vec2(18.0, 18.0));
    let closed = ui.scope_builder(UiBuilder::new().max_rect(cross), |ui| {
        icon::icon_button(ui, Icon::Cross, "Stop finding lanes").clicked()
    });
    if closed.inner {
        session.finds_lanes = false;
        actions.push(Action::Lanes(LaneEdit::Search(String::new())));
        return;
    }
    if response.changed() {
        actions.push(Action::Lanes(LaneEdit::Search(text.clone())));
    }
    if response.lost_focus() && (text.trim().is_empty() || ui.input(|input| input.key_pressed(egui::Key::Escape))) {
        session.finds_lanes = false;
        actions.push(Action::Lanes(LaneEdit::Search(String::new())));
    } else if !response.has_focus() && text.is_empty() {
        response.request_focus();
    }
}

fn menu(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    ui.set_min_width(200.0);
    let levels = &session.lane_options.arrangement.levels;
    for (place, name) in (0..MOST_LEVELS).zip(["Group by", "Then by", "Then by"]) {
        if place > levels.len() {
            break;
        }
        ui.push_id(place, |ui| {
            ui.menu_button(format!("{name}: {}", levels.get(place).map_or("nothing", |level| level.word())), |ui| {
                level(ui, levels, place, actions);
            });
        });
    }
    ui.separator();
    let orders = [
        (LaneOrder::FirstSeen, "First sighting first"),
        (LaneOrder::Name, "By name"),
        (LaneOrder::Count, "Most visits first"),
        (LaneOrder::ByHand, "By hand (drag the headers)"),
    ];
    for (order, name) in orders {
        if parts::choice(ui, session.lane_options.arrangement.order == order, name).clicked() {
            actions.push(Action::Lanes(LaneEdit::Order(order)));
            ui.close();
        }
    }
    ui.separator();
    for verb in [Verb::FindLane, Verb::FoldLanes, Verb::UnfoldLanes, Verb::ShowHiddenLanes] {
        let arrangement = &session.lane_options.arrangement;
        let is_of_use = match verb {
            Verb::FoldLanes | Verb::UnfoldLanes => !arrangement.levels.is_empty(),
            Verb::ShowHiddenLanes => !arrangement.hidden.is_empty(),
            _ => true,
        };
        if ui.add_enabled(is_of_use, Button::new(crate::ui::verb::entry_of(verb).name)).clicked() {
            actions.push(Action::Do(verb));
            ui.close();
        }
    }
}

/// What one level can be: anything, or nothing from here on. What is another level already moves here.
fn level(ui: &mut Ui, levels: &[LaneBy], place: usize, actions: &mut Vec<Action>) {
    let mut choose = |ui: &mut Ui, name: &str, on: bool, by: Option<LaneBy>| {
        if parts::choice(ui, on, name).clicked() {
            actions.push(Action::Lanes(LaneEdit::By(with_level(levels, place, by))));
            ui.close();
        }
    };
    for by in LANE_BYS {
        choose(ui, by.word(), levels.get(place) == Some(&by), Some(by));
    }
    choose(ui, "nothing", place >= levels.len(), None);
}

/// The levels with another one at a place; none ends them there.
fn with_level(levels: &[LaneBy], place: usize, by: Option<LaneBy>) -> Vec<LaneBy> {
    let mut wanted = levels.to_vec();
    let Some(by) = by else {
        wanted.truncate(place);
        return wanted;
    };
    // The two change places, so that nothing is lost by putting one first.
    if let (Some(other), true) = (wanted.iter().position(|known| *known == by), place < wanted.len()) {
        wanted.swap(other, place);
    } else if place < wanted.len() {
        wanted[place] = by;
    } else if !wanted.contains(&by) {
        wanted.push(by);
    }
    wanted
}

#[cfg(test)]
mod tests {
    use super::LaneBy::{Flag, Place, Tag, Vessel};
    use super::*;

    #[test]
    fn a_level_is_replaced_added_swapped_or_ends_the_rest() {
        let check = |place: usize, by: Option<LaneBy>, expected: &[LaneBy]| {
            assert_eq!(with_level(&[Place, Vessel], place, by), expected, "{place} {by:?}");
        };
        check(0, Some(Flag), &[Flag, Vessel]);
        check(0, Some(Vessel), &[Vessel, Place]);
        check(2, Some(Tag), &[Place, Vessel, Tag]);
        check(2, Some(Place), &[Place, Vessel]);
        check(1, None, &[Place]);
        check(0, None, &[]);
    }
}
