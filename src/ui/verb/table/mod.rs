//! The one table of named actions, in menu order: one file a menu.

mod file;
mod edit;
mod view;
mod analyse;
mod report;
mod help;

use egui::Modifiers;

use super::{Entry, Verb};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const ALT: Modifiers = Modifiers::ALT;
const SHIFT: Modifiers = Modifiers::SHIFT;

/// Every named action, in menu order.
pub fn verbs() -> impl Iterator<Item = &'static Entry> + Clone {
    [file::ENTRIES, edit::ENTRIES, view::ENTRIES, analyse::ENTRIES, report::ENTRIES, help::ENTRIES]
        .into_iter()
        .flatten()
}

/// The line of an action.
#[must_use]
pub fn entry_of(verb: Verb) -> &'static Entry {
    verbs().find(|entry| entry.verb == verb).unwrap_or(&file::ENTRIES[0])
}
