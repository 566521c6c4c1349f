//! Whether a bundle or a case is whole: what is looked at, how far that has come, and what was found, line by line.

use std::path::PathBuf;

use egui::{ProgressBar, RichText, ScrollArea, Ui};

use super::{Outcome, heading};
use crate::base::text::{count, visible};
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::tasks::verify::{Kind, Verified};
use crate::ui::action::Action;
use crate::ui::dialogs::Purpose;
use crate::ui::theme;
use crate::ui::widgets::parts;

/// Lines that are shown; all of them are copied.
const SHOWN: usize = 2_000;

/// How far a check has come.
#[derive(Clone, Debug, Default)]
pub enum Check {
    /// Nobody has said yet what is to be checked.
    #[default]
    Asking,
    /// It is looked at.
    Looking {
        /// What.
        path: PathBuf,
        /// Steps done and in all, which is zero if nobody knows.
        progress: (u64, u64),
    },
    /// It was looked at.
    Found {
        /// What.
        path: PathBuf,
        /// What was found, or why it could not be looked at.
        found: Result<Verified, String>,
    },
}

pub(super) fn show(ui: &mut Ui, check: &Check, actions: &mut Vec<Action>) -> Outcome {
    heading(ui, "Check a bundle");
    match check {
        Check::Asking => ask(ui),
        Check::Looking { path, progress } => looking(ui, path, *progress),
        Check::Found { path, found } => told(ui, path, found, actions),
    }
}

fn ask(ui: &mut Ui) -> Outcome {
    parts::secondary(
        ui,
        "Looks at every line of the manifests, at files that were added or changed, and at the case inside; nothing is unpacked beside it. A case file can be checked too. Whoever can change a file can also write the manifests anew: compare the journal head with one that is kept elsewhere.",
    );
    ui.add_space(8.0);
    let mut outcome = Outcome::Stay;
    ui.horizontal(|ui| {
        if parts::primary_button(ui, "A file…").clicked() {
            outcome = Outcome::Ask(Purpose::CheckFile);
        }
        if ui.button("A folder…").on_hover_text("That a bundle was unpacked to").clicked() {
            outcome = Outcome::Ask(Purpose::CheckFolder);
        }
        if ui.button("Cancel").clicked() {
            outcome = Outcome::Close;
        }
    });
    outcome
}

fn looking(ui: &mut Ui, path: &std::path::Path, (done, total): (u64, u64)) -> Outcome {
    parts::secondary(ui, path.display().to_string());
    ui.add_space(6.0);
    let share = if total == 0 { 0.0 } else { done as f32 / total as f32 };
    let words = if total == 0 { "Checking…".to_owned() } else { format!("Checking… {:.0} %", share * 100.0) };
    let bar = ui.add(ProgressBar::new(share.min(1.0)).desired_height(6.0));
    let _ = bar.accessible_name("Progress");
    parts::secondary(ui, words);
    ui.ctx().request_repaint_after_secs(0.1);
    ui.add_space(8.0);
    if ui.button("Cancel").clicked() { Outcome::Close } else { Outcome::Stay }
}

fn told(ui: &mut Ui, path: &std::path::Path, found: &Result<Verified, String>, actions: &mut Vec<Action>) -> Outcome {
    let (verdict, lines) = match found {
        Ok(verified) => (verified.verdict(), verified.lines()),
        Err(reason) => (vec!["It cannot be checked".to_owned()], vec![reason.clone()]),
    };
    let fine = found.as_ref().is_ok_and(|verified| verified.ok);
    let colour = theme::colour(ui, if fine { Role::Text } else { Role::Against });
    let first = verdict.first().map(String::as_str).unwrap_or_default();
    ui.label(RichText::new(first).font(theme::font(Face::SemiBold, theme::BODY)).color(colour));
    let what = match found.as_ref().map(|verified| verified.kind) {
        Ok(Kind::Case) => "Case: ",
        Ok(Kind::Bundle) => "Bundle: ",
        Err(_) => "",
    };
    parts::secondary(ui, format!("{what}{}", path.display()));
    for more in &verdict[1.min(verdict.len())..] {
        parts::secondary(ui, visible(more));
    }
    if !lines.is_empty() {
        ui.add_space(6.0);
        let room = (ui.ctx().content_rect().height() - 320.0).max(120.0);
        ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
            for line in lines.iter().take(SHOWN) {
                let text = RichText::new(visible(line)).size(theme::SECONDARY);
                ui.add(egui::Label::new(text).wrap().selectable(true));
            }
            if lines.len() > SHOWN {
                parts::secondary(ui, format!("and {}", count(lines.len() - SHOWN, "more line")));
            }
        });
    }
    ui.add_space(8.0);
    let mut outcome = Outcome::Stay;
    ui.horizontal(|ui| {
        if parts::primary_button(ui, "Close").clicked() {
            outcome = Outcome::Close;
        }
        if ui.button("Copy").on_hover_text("Copies the verdict and every line").clicked() {
            let mut text = vec![format!("{}: {}", path.display(), verdict.join("; "))];
            text.extend(lines);
            actions.push(Action::Copy(visible(&text.join("\n")).into_owned()));
        }
        if ui.button("Check another…").clicked() {
            outcome = Outcome::Again;
        }
    });
    outcome
}
