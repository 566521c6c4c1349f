//! What a line of the table of actions says: name, menu, key, and when it can be done.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::verb::Verb;

/// A menu of the menu bar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Menu {
    /// Files and exports.
    File,
    /// Changes.
    Edit,
    /// What is shown.
    View,
    /// Judgements on visits and shipments.
    Analyse,
    /// What leaves the program.
    Report,
    /// Help.
    Help,
}

/// All menus, in their order.
pub const MENUS: [Menu; 6] = [Menu::File, Menu::Edit, Menu::View, Menu::Analyse, Menu::Report, Menu::Help];

impl Menu {
    /// The menu's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Analyse => "Analyse",
            Self::Report => "Report",
            Self::Help => "Help",
        }
    }
}

/// When an action can be done; if not, the reason is its tooltip.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Needs {
    /// Always.
    Nothing,
    /// An open case.
    Case,
    /// An open case that may be changed.
    Writable,
    /// A case that may be changed and something selected.
    Selection,
    /// Two selected visits.
    TwoVisits,
    /// A selected shipment, or a visit of one.
    Shipment,
    /// Something to undo.
    Undo,
    /// Something to redo.
    Redo,
}

/// One line of the table.
pub struct Entry {
    /// The action.
    pub verb: Verb,
    /// What it is called; `…` if it asks for more.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub tip: &'static str,
    /// The menu it stands in.
    pub menu: Menu,
    /// Whether a line is drawn above it in the menu.
    pub gap: bool,
    /// The submenu it stands in; empty if it stands in the menu itself.
    pub group: &'static str,
    /// Its key.
    pub key: Option<KeyboardShortcut>,
    /// Another key for the same, not shown.
    pub also: Option<KeyboardShortcut>,
    /// When it can be done.
    pub needs: Needs,
}

/// A line without key, group or gap.
pub(super) const fn entry(verb: Verb, name: &'static str, menu: Menu, needs: Needs, tip: &'static str) -> Entry {
    Entry { verb, name, tip, menu, gap: false, group: "", key: None, also: None, needs }
}

impl Entry {
    pub(super) const fn gap(mut self) -> Self {
        self.gap = true;
        self
    }

    pub(super) const fn group(mut self, group: &'static str) -> Self {
        self.group = group;
        self
    }

    pub(super) const fn key(mut self, modifiers: Modifiers, key: Key) -> Self {
        self.key = Some(KeyboardShortcut::new(modifiers, key));
        self
    }

    pub(super) const fn also(mut self, modifiers: Modifiers, key: Key) -> Self {
        self.also = Some(KeyboardShortcut::new(modifiers, key));
        self
    }

    /// The name where no menu stands around it: with its group.
    #[must_use]
    pub fn full_name(&self) -> String {
        if self.group.is_empty() { self.name.to_owned() } else { format!("{}: {}", self.group, self.name) }
    }

    /// Whether its key is a bare letter, digit or sign, which a text field must get first.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        let writes = |key: Key| !matches!(key, Key::F1 | Key::F11);
        self.key.is_some_and(|key| !key.modifiers.command && !key.modifiers.alt && writes(key.logical_key))
    }
}
