//! The menu “Edit”: changes to the case.

use egui::Key;

use super::{CTRL, CTRL_SHIFT, NONE};
use crate::ui::entry::{Entry, Menu, Needs, entry};
use crate::ui::verb::Verb;

const fn edit(verb: Verb, name: &'static str, tip: &'static str) -> Entry {
    entry(verb, name, Menu::Edit, Needs::Writable, tip)
}

pub(super) static ENTRIES: &[Entry] = &[
    entry(Verb::Undo, "Undo", Menu::Edit, Needs::Undo, "Takes the last change back; the journal keeps both")
        .key(CTRL, Key::Z),
    entry(Verb::Redo, "Redo", Menu::Edit, Needs::Redo, "Makes the change again")
        .key(CTRL_SHIFT, Key::Z)
        .also(CTRL, Key::Y),
    edit(Verb::QuickAdd, "Quick add…", "Adds a visit from one line of text").gap().key(NONE, Key::A),
    edit(Verb::AddVisit, "Add visit", "Adds a visit of the selected vessel or place"),
    edit(Verb::AddVessel, "Add vessel", "Adds a vessel to the case"),
    edit(Verb::AddPlace, "Add place", "Adds a port, berth, anchorage or area"),
    edit(Verb::AddExhibit, "Add exhibit", "Adds an item of evidence; a selected visit is linked to it")
        .key(NONE, Key::E),
    edit(Verb::AddEvent, "Add event", "Adds context to the time axis"),
    edit(Verb::AddTag, "Add tag", "Adds a label to tag with"),
    edit(
        Verb::AddStarterTags,
        "Add starter tags",
        "Adds the deceptive shipping practices of the advisory of 14 May 2020 as tags with definitions",
    ),
    edit(Verb::AddFinding, "Add finding", "Adds a statement for the report").key(NONE, Key::N),
    entry(
        Verb::Cite,
        "Cite in the open finding",
        Menu::Edit,
        Needs::Selection,
        "Cites what is selected where the cursor stood last in the text of the finding",
    )
    .key(NONE, Key::C),
    edit(
        Verb::AddUnCaps,
        "Add the UN petroleum caps",
        "Adds the two yearly caps of S/RES/2397, refined petroleum and crude, as regimes to count against",
    ),
    edit(
        Verb::AddDeclaration,
        "Add declaration…",
        "Adds an amount that somebody declared or assessed, to the selected regime or the first one",
    ),
    entry(Verb::SelectAll, "Select all visits", Menu::Edit, Needs::Case, "Selects every visit that the query shows")
        .gap()
        .key(CTRL, Key::A),
    entry(
        Verb::SelectNone,
        "Select nothing",
        Menu::Edit,
        Needs::Case,
        "Clears the selection, and the query when nothing is selected",
    )
    .key(NONE, Key::Escape),
    entry(
        Verb::SelectRows,
        "Select all rows of the table",
        Menu::Edit,
        Needs::Case,
        "Selects what the table shows; Ctrl+A does so while it has the keyboard",
    ),
    entry(
        Verb::CopyRows,
        "Copy the selected rows",
        Menu::Edit,
        Needs::Case,
        "Copies rows of the table with their headings, for a spreadsheet; Ctrl+C does so while it has the keyboard",
    ),
    entry(Verb::Remove, "Remove", Menu::Edit, Needs::Selection, "Removes what is selected; undo brings it back")
        .key(NONE, Key::Delete),
];
