//! The menu “Help”: where to find what.

use egui::Key;

use super::{CTRL, NONE, SHIFT};
use crate::ui::entry::{Entry, Menu, Needs, entry};
use crate::ui::verb::Verb;

pub(super) static ENTRIES: &[Entry] = &[
    entry(Verb::Palette, "Find an action…", Menu::Help, Needs::Nothing, "Lists every action; type to find one")
        .key(CTRL, Key::K),
    entry(Verb::Keys, "Keys", Menu::Help, Needs::Nothing, "Lists every key")
        .key(NONE, Key::Questionmark)
        .also(SHIFT, Key::Slash),
    entry(Verb::Legend, "What the marks mean", Menu::Help, Needs::Case, "Explains bars, outlines, curves and signs")
        .key(NONE, Key::L),
    entry(
        Verb::QueryHelp,
        "Query help",
        Menu::Help,
        Needs::Nothing,
        "Explains the query box: its grammar and every field, with examples",
    )
    .key(NONE, Key::F1),
    entry(Verb::About, "About Wakeline", Menu::Help, Needs::Nothing, "Version, licence and where settings are kept")
        .gap(),
];
