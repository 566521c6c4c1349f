//! What the program remembers between sessions: nothing of a case but where it lies.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::choices::{BundleChoices, FigureChoices, ReportChoices};
use crate::model::ids::EntityKind;

/// Under which key the settings lie in the window's storage.
pub const KEY: &str = "wakeline";
const RECENT: usize = 8;

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Look {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl From<Look> for egui::ThemePreference {
    fn from(look: Look) -> Self {
        match look {
            Look::System => Self::System,
            Look::Light => Self::Light,
            Look::Dark => Self::Dark,
        }
    }
}

/// What the program remembers.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in a menu")]
pub struct Settings {
    /// Cases opened lately, newest first.
    pub recent: Vec<PathBuf>,
    /// Light or dark.
    pub look: Look,
    /// Scale of everything, 1 is 100 %.
    pub scale: f32,
    /// Who is named in the journal.
    pub actor: String,
    /// Whether the explorer is shown.
    pub explorer: bool,
    /// Whether the inspector is shown.
    pub inspector: bool,
    /// Whether the line that says what colours mean is shown below the timeline.
    pub legend: bool,
    /// Whether nothing is to move by itself.
    pub less_motion: bool,
    /// Where files were last opened or saved.
    pub folder: Option<PathBuf>,
    /// How the timeline was last exported.
    pub figure: FigureChoices,
    /// How a report was last written.
    pub report: ReportChoices,
    /// What was last left out of an evidence bundle.
    pub bundle: BundleChoices,
    /// The columns of the table of each kind, in their order; a kind that is missing shows those it has at first.
    pub tables: BTreeMap<EntityKind, Vec<TableColumn>>,
}

/// A column as somebody has set it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TableColumn {
    /// Its name, as in files.
    pub name: String,
    /// Its width in points.
    pub width: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            recent: Vec::new(),
            look: Look::System,
            scale: 1.0,
            actor: "investigator".to_owned(),
            explorer: true,
            inspector: true,
            legend: true,
            less_motion: false,
            folder: None,
            figure: FigureChoices::default(),
            report: ReportChoices::default(),
            bundle: BundleChoices::default(),
            tables: BTreeMap::new(),
        }
    }
}

impl Settings {
    /// Keeps the columns of a table, or forgets them, so that it has those it had at first.
    pub fn set_columns(&mut self, kind: EntityKind, columns: Option<Vec<TableColumn>>) {
        match columns {
            Some(columns) => drop(self.tables.insert(kind, columns)),
            None => drop(self.tables.remove(&kind)),
        }
    }

    /// Puts a case at the head of the recent ones.
    pub fn remember(&mut self, case: &Path) {
        self.recent.retain(|known| known != case);
        self.recent.insert(0, case.to_owned());
        self.recent.truncate(RECENT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_kept_by_kind_and_older_settings_have_none() {
        let mut settings: Settings = serde_json::from_str("{}").expect("older settings");
        assert!(settings.tables.is_empty());
        let columns = vec![TableColumn { name: "vessel".to_owned(), width: 120.5 }];
        settings.set_columns(EntityKind::Visit, Some(columns.clone()));
        let text = serde_json::to_string(&settings).expect("text");
        let mut back: Settings = serde_json::from_str(&text).expect("reads back");
        assert_eq!(back.tables.get(&EntityKind::Visit), Some(&columns));
        back.set_columns(EntityKind::Visit, None);
        assert!(back.tables.is_empty());
    }

    #[test]
    fn a_case_is_remembered_once_and_newest_first() {
        let mut settings = Settings::default();
        for name in ["a.wake", "b.wake", "a.wake"] {
            settings.remember(Path::new(name));
        }
        assert_eq!(settings.recent, [PathBuf::from("a.wake"), PathBuf::from("b.wake")]);
        for i in 0..20 {
            settings.remember(&PathBuf::from(format!("{i}.wake")));
        }
        assert_eq!(settings.recent.len(), RECENT);
    }
}
