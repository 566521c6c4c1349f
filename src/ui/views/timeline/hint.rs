//! What is said where lanes would be when none is drawn, and what can be done about it.

use egui::{Rect, Ui, UiBuilder};

use crate::base::text::count;
use crate::figure::measure::one_line;
use crate::ui::action::{Action, LaneEdit};
use crate::ui::session::Session;
use crate::ui::verb::Verb;
use crate::ui::widgets::parts;

/// Says why there is no lane, if there is none.
pub(super) fn show(ui: &mut Ui, session: &mut Session, actions: &mut Vec<Action>, area: Rect) {
    if !session.lanes.is_empty() || session.lane_options != *session.lanes.options() {
        return;
    }
    let mut child = ui.new_child(UiBuilder::new().id_salt("no lanes").max_rect(area));
    let (hidden, visits) = session.lanes.hidden();
    let search = session.lane_options.search.trim();
    if session.lanes.shown() == 0 {
        let undated = count(session.lanes.undated().len(), "visit");
        let hint = format!("{undated} without any date: below, and in the table. Give one a date and it has a bar.");
        parts::empty(&mut child, "No visit with a date", &hint, None);
    } else if !search.is_empty() {
        let title = format!("No lane is called “{}”", one_line(search));
        let hint = format!("{} with {} not shown.", count(hidden, "lane"), count(visits, "visit"));
        if parts::empty(&mut child, &title, &hint, Some("Clear the search")) {
            session.finds_lanes = false;
            actions.push(Action::Lanes(LaneEdit::Search(String::new())));
        }
    } else {
        let hint = format!("{} with {} not shown.", count(hidden, "lane"), count(visits, "visit"));
        if parts::empty(&mut child, "All lanes are hidden", &hint, Some("Show hidden lanes")) {
            actions.push(Action::Do(Verb::ShowHiddenLanes));
        }
    }
}
