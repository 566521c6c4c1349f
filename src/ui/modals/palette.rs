//! Every action, found by typing part of its name.

use egui::{Key, RichText, ScrollArea, Ui};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::{Outcome, first_field};
use crate::figure::palette::Role;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::{Entry, Verb, key_text, verbs};
use crate::ui::views::top_bar::hinders;
use crate::ui::widgets::parts::Row;

pub(super) fn show(
    ui: &mut Ui,
    text: &mut String,
    at: &mut usize,
    session: Option<&Session>,
    actions: &mut Vec<Action>,
) -> Outcome {
    let (down, up) = ui.input_mut(|input| {
        (
            input.consume_key(egui::Modifiers::NONE, Key::ArrowDown),
            input.consume_key(egui::Modifiers::NONE, Key::ArrowUp),
        )
    });
    let before = text.clone();
    let entered = first_field(ui, text, "Find an action", "Type to find an action");
    if *text != before {
        *at = 0;
    }
    let found = ranked(text);
    if down {
        *at = (*at + 1).min(found.len().saturating_sub(1));
    }
    if up {
        *at = at.saturating_sub(1);
    }
    let mut chosen = None;
    ui.add_space(6.0);
    ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (i, entry) in found.iter().enumerate() {
            let hindrance = hinders(session, entry.needs);
            let name = entry.full_name();
            let key = entry.key.map_or(String::new(), |key| key_text(ui.ctx(), key));
            let row = Row { right: &key, selected: i == *at, ..Row::new(&name) };
            let response = ui.add_enabled_ui(hindrance.is_none(), |ui| row.show(ui)).inner;
            if i == *at && (down || up) {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                chosen = Some(entry.verb);
            }
            response.on_hover_text(entry.tip).on_disabled_hover_text(hindrance.unwrap_or_default());
        }
        if found.is_empty() {
            ui.label(RichText::new("No such action").color(theme::colour(ui, Role::Secondary)));
        }
    });
    if entered && let Some(entry) = found.get(*at) {
        if hinders(session, entry.needs).is_some() {
            return Outcome::Stay;
        }
        chosen = Some(entry.verb);
    }
    match chosen {
        Some(verb) => {
            actions.push(Action::Do(verb));
            Outcome::Close
        }
        None => Outcome::Stay,
    }
}

/// Actions whose name or description fits the text, best first; in table order for an empty text.
fn ranked(text: &str) -> Vec<&'static Entry> {
    let entries = verbs().filter(|entry| entry.verb != Verb::Palette);
    if text.trim().is_empty() {
        return entries.collect();
    }
    let wanted = text.trim().to_lowercase();
    let pattern = Pattern::parse(text, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, &Entry)> = entries
        .filter_map(|entry| {
            let by_name = pattern.score(Utf32Str::new(&entry.full_name(), &mut buffer), &mut matcher);
            let score = by_name
                .map(|score| score * 2)
                .or_else(|| pattern.score(Utf32Str::new(entry.tip, &mut buffer), &mut matcher))?;
            let name = entry.name.to_lowercase();
            let whole = if name == wanted { 10_000 } else { u32::from(name.starts_with(&wanted)) * 1_000 };
            Some((score + whole, entry))
        })
        .collect();
    // Of two that fit as well the shorter name is the one that was meant.
    scored.sort_by_key(|(score, entry)| (std::cmp::Reverse(*score), entry.full_name().len()));
    scored.into_iter().map(|(_, entry)| entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_that_fits_best_comes_first() {
        assert_eq!(ranked("pair")[0].verb, Verb::Pair);
        assert_eq!(ranked("exp find csv")[0].verb, Verb::ExportFindingsCsv);
        assert_eq!(ranked("light")[0].verb, Verb::LookLight);
        assert!(ranked("qqqq").is_empty());
        assert_eq!(ranked("").len(), verbs().count() - 1);
    }
}
