//! A path to type or paste, where the system offers no file dialog.

use std::path::PathBuf;

use egui::Ui;

use super::{Outcome, first_field, heading};
use crate::ui::dialogs::Purpose;
use crate::ui::widgets::parts;

pub(super) fn show(ui: &mut Ui, purpose: Purpose, text: &mut String) -> Outcome {
    heading(ui, purpose.title());
    let what = if purpose == Purpose::CheckFolder { "folder" } else { "file" };
    let entered = first_field(ui, text, "Path", &format!("Full path of the {what}"));
    ui.add_space(6.0);
    let trimmed = text.trim();
    let path = PathBuf::from(trimmed.trim_matches('"'));
    let problem = problem(purpose, trimmed, &path);
    if trimmed.is_empty() || (path.is_dir() && problem.is_some()) {
        parts::secondary(ui, format!("Write the name of the {what}."));
    } else if let Some(problem) = &problem {
        parts::problem(ui, problem);
    } else {
        parts::secondary(ui, "This system offers no file dialog, so the path is typed here.");
    }
    ui.add_space(8.0);
    let (mut clicked, mut cancelled) = (false, false);
    ui.horizontal(|ui| {
        clicked = ui.add_enabled_ui(problem.is_none(), |ui| parts::primary_button(ui, purpose.verb())).inner.clicked();
        cancelled = ui.button("Cancel").clicked();
    });
    if cancelled {
        return Outcome::Close;
    }
    if (entered || clicked) && problem.is_none() { Outcome::Path(purpose, path) } else { Outcome::Stay }
}

fn problem(purpose: Purpose, text: &str, path: &std::path::Path) -> Option<String> {
    if purpose == Purpose::CheckFolder && !text.is_empty() {
        return (!path.is_dir()).then(|| format!("There is no folder {}", path.display()));
    }
    if text.is_empty() || path.is_dir() {
        return Some("Write the name of the file".to_owned());
    }
    if purpose.saves() {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        return match folder {
            Some(folder) if !folder.is_dir() => Some(format!("There is no folder {}", folder.display())),
            _ if path.exists() => Some("There is a file of this name already; choose another".to_owned()),
            _ => None,
        };
    }
    (!path.is_file()).then(|| format!("There is no file {}", path.display()))
}
