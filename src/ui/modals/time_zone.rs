//! A time zone by name, for what is shown; the case keeps its own.

use egui::{ScrollArea, Ui};
use jiff::tz::TimeZoneDatabase;

use super::{Outcome, first_field, heading};
use crate::base::text::fold;
use crate::figure::wording::zone_name;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::widgets::parts::{self, Row};

pub(super) fn show(ui: &mut Ui, text: &mut String, session: Option<&Session>, actions: &mut Vec<Action>) -> Outcome {
    let Some(session) = session else { return Outcome::Close };
    heading(ui, "Show times in");
    let entered = first_field(ui, text, "Time zone", "Seoul, Vladivostok, Europe/Paris …");
    ui.add_space(6.0);
    let found = matching(text);
    let now = zone_name(&session.zone);
    let mut chosen = None;
    ScrollArea::vertical().max_height(300.0).auto_shrink([false, true]).show_rows(
        ui,
        theme::ROW,
        found.len(),
        |ui, rows| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for name in &found[rows] {
                if (Row { selected: name == now, ..Row::new(name) }).show(ui).clicked() {
                    chosen = Some(name.clone());
                }
            }
        },
    );
    ui.add_space(6.0);
    if found.is_empty() {
        parts::secondary(ui, "No zone has such a name. Write a city or a region.");
    } else {
        parts::secondary(ui, "Dates known to the day read the same in every zone. The case itself is not changed.");
    }
    if entered {
        chosen = chosen.or_else(|| found.into_iter().next());
    }
    match chosen {
        Some(name) => {
            actions.push(Action::Zone(name));
            Outcome::Close
        }
        None => Outcome::Stay,
    }
}

/// The names of zones that hold the text, those that begin with it, whole or behind the last stroke, first.
fn matching(text: &str) -> Vec<String> {
    let wanted = fold(&text.replace('/', " "));
    let begins = |name: &str| {
        let city = name.rsplit('/').next().unwrap_or(name);
        fold(city).starts_with(&wanted) || fold(&name.replace('/', " ")).starts_with(&wanted)
    };
    let names = TimeZoneDatabase::bundled();
    let mut found: Vec<String> = names
        .available()
        .map(|name| name.as_str().to_owned())
        .filter(|name| fold(&name.replace('/', " ")).contains(&wanted))
        .collect();
    found.sort_by_cached_key(|name| (!begins(name), name.clone()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_found_by_its_city() {
        assert_eq!(matching("vladi").first().map(String::as_str), Some("Asia/Vladivostok"));
        assert_eq!(matching("asia/seoul"), ["Asia/Seoul"]);
        assert_eq!(matching("new york").first().map(String::as_str), Some("America/New_York"));
        assert!(matching("").len() > 400);
        assert!(matching("atlantis").is_empty());
    }
}
