//! Declared, assessed by others, own count: three rows side by side and no row below them, since nothing is added up.

use egui::{Align, Grid, Label, Layout, RichText, Ui};

use super::Shown;
use crate::analysis::ledger::book::{Reading, SCENARIOS, Scenario};
use crate::analysis::ledger::stated::{Others, Place, others};
use crate::analysis::ledger::words::{self, total};
use crate::base::text::count;
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::model::naming;
use crate::model::regime::DeclarationKind;
use crate::ui::action::{Action, Pick};
use crate::ui::theme;
use crate::ui::widgets::icon::{Icon, icon_button};
use crate::ui::widgets::parts;

/// Draws the figures of one window. Returns the year of another one that was asked for.
pub(super) fn show(ui: &mut Ui, shown: &Shown, actions: &mut Vec<Action>) -> Option<i64> {
    let asked = heading(ui, shown);
    let declared = others(shown.facts, shown.rules, DeclarationKind::Declared, shown.year);
    let assessed = others(shown.facts, shown.rules, DeclarationKind::Assessed, shown.year);
    Grid::new("ledgers").num_columns(5).spacing([22.0, 4.0]).show(ui, |ui| {
        for name in ["", "low", "base", "high", "rests on"] {
            cell(ui, name, Role::Secondary, Face::Regular, matches!(name, "low" | "base" | "high"));
        }
        ui.end_row();
        for (name, column, role) in
            [("Declared", &declared, Role::Text), ("Assessed by others", &assessed, Role::Assessed)]
        {
            cell(ui, name, role, Face::SemiBold, false);
            for scenario in SCENARIOS {
                cell(ui, &total(column.amount(scenario), false), Role::Text, Face::Regular, true);
            }
            rests(ui, shown, column, actions);
            ui.end_row();
        }
        cell(ui, "Own count", Role::Accent, Face::SemiBold, false);
        for scenario in SCENARIOS {
            let text = total(shown.window.amount(scenario), shown.window.is_at_least(scenario));
            cell(ui, &text, Role::Text, Face::Regular, true);
        }
        let tally = shown.window.tally;
        cell(ui, &count(tally.counted as usize, "shipment"), Role::Secondary, Face::Regular, false);
        ui.end_row();
    });
    let lines = [("Declared", entries(&declared)), ("Assessed", entries(&assessed)), ("Own count", own(shown))];
    for (name, text) in lines.into_iter().filter(|(_, text)| !text.is_empty()) {
        parts::secondary(ui, format!("{name}: {text}"));
    }
    passed(ui, shown, &declared, &assessed);
    asked
}

fn heading(ui: &mut Ui, shown: &Shown) -> Option<i64> {
    let mut asked = None;
    ui.horizontal(|ui| {
        let unit = shown.rules.unit.symbol();
        let (from, to) = words::window_days(shown.rules.start, shown.year);
        let title = format!("{} · {unit}", words::window(shown.rules.start, shown.year));
        ui.label(RichText::new(title).font(theme::font(Face::SemiBold, theme::BODY)))
            .on_hover_text(words::days(from, to));
        for (icon, step, to) in [(Icon::Left, -1, "Window before"), (Icon::Right, 1, "Next window")] {
            if icon_button(ui, icon, to).clicked() {
                asked = Some(shown.year + step);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let rules = words::rules(shown.rules, &shown.facts.case.counting);
            let text = RichText::new(rules).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary));
            ui.add(Label::new(text).truncate());
        });
    });
    asked
}

fn cell(ui: &mut Ui, text: &str, role: Role, face: Face, right: bool) {
    let text = RichText::new(text).font(theme::font(face, theme::SECONDARY)).color(theme::colour(ui, role));
    if right {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(text));
    } else {
        ui.label(text);
    }
}

/// The declarations that a figure rests on, as links.
fn rests(ui: &mut Ui, shown: &Shown, column: &Others, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for id in column.rests_on.iter().take(4) {
            let code = naming::code(shown.facts, (*id).into());
            let name = naming::name(shown.facts, (*id).into());
            if ui.link(RichText::new(code).size(theme::SECONDARY)).on_hover_text(name).clicked() {
                actions.push(Action::Select((*id).into(), Pick::Only));
            }
        }
        if column.rests_on.len() > 4 {
            ui.label(RichText::new(format!("and {} more", column.rests_on.len() - 4)).size(theme::CAPTION));
        }
        if column.rests_on.is_empty() {
            ui.label(RichText::new("–").color(theme::colour(ui, Role::Secondary)));
        }
    });
}

fn entries(column: &Others) -> String {
    let across = column.entries.iter().filter(|entry| entry.place == Place::Across).count();
    let left_out = column.entries.len() - column.rests_on.len() - across;
    let mut parts = Vec::new();
    if left_out > 0 {
        parts.push(format!("{left_out} more for overlapping times, not added"));
    }
    if across > 0 {
        parts.push(format!("{across} reaching beyond the window"));
    }
    parts.join(" · ")
}

fn own(shown: &Shown) -> String {
    let tally = shown.window.tally;
    let mut parts = vec![format!("{} without quantity", tally.without_quantity)];
    if shown.rules.selected {
        parts.insert(0, words::ONLY_SELECTED.to_owned());
    }
    if tally.not_delivered > 0 {
        parts.push(format!("{} with no discharge known", tally.not_delivered));
    }
    let proposed = tally.entries - tally.accepted;
    if proposed > 0 {
        parts.push(format!("{proposed} of {} only proposed", tally.entries));
    }
    parts.join(" · ")
}

/// When the cap was passed, as far as each ledger says.
fn passed(ui: &mut Ui, shown: &Shown, declared: &Others, assessed: &Others) {
    let (rules, window) = (shown.rules, shown.window);
    ui.add_space(6.0);
    let mut lines = Vec::new();
    if window.tally.counted > 0 {
        let one = |scenario: Scenario| match window.passes(rules.cap, scenario, Reading::Base) {
            None => format!("{} {}", scenario.word(), words::not_passed(window.tally.without_quantity > 0)),
            Some(day) => {
                let ends =
                    [Reading::Earliest, Reading::Latest].map(|reading| window.passes(rules.cap, scenario, reading));
                let open = match ends {
                    [Some(first), Some(last)] if first != last => {
                        format!(" ({})", words::days(first.min(last), first.max(last)))
                    }
                    [Some(first), None] => format!(" (not before {})", words::day(first)),
                    _ => String::new(),
                };
                format!("{} on {}{open}", scenario.word(), words::day(day))
            }
        };
        let texts: Vec<String> = [Scenario::High, Scenario::Base, Scenario::Low].map(one).into();
        lines.push((format!("Cap of {} passed by the own count: {}", rules.cap, texts.join(" · ")), Role::Text));
    }
    for (name, others) in [("declared", declared), ("assessed by others", assessed)] {
        if let Some(day) = others.passed_by {
            let text = format!("By what is {name} alone the cap was passed by {} at the latest", words::day(day));
            lines.push((text, Role::Text));
        }
    }
    for (text, role) in lines {
        let text = RichText::new(text).size(theme::SECONDARY).color(theme::colour(ui, role));
        ui.add(Label::new(text).wrap());
    }
    let undated = shown.book.undated().len();
    if undated > 0 {
        parts::secondary(ui, format!("{} in no window, because their visits are undated", count(undated, "shipment")));
    }
}
