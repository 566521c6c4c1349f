//! The menu “Edit”: changes to the case.

use egui::Key;

use super::{CTRL, CTRL_SHIFT, NONE};
use crate::ui::entry::{Entry, Menu, Needs, entry};
use crate::ui::verb::Verb;

pub(super) static ENTRIES: &[Entry] = &[
    entry(Verb::Undo, "Undo", Menu::Edit, Needs::Undo, "Takes the last change back; the journal keeps both")
        .key(CTRL, Key::Z),
    entry(Verb::Redo, "Redo", Menu::Edit, Needs::Redo, "Makes the change again")
        .key(CTRL_SHIFT, Key::Z)
        .also(CTRL, Key::Y),
    entry(Verb::QuickAdd, "Quick add…", Menu::Edit, Needs::Writable, "Adds a visit from one line of text")
        .gap()
        .key(NONE, Key::A),
    entry(Verb::AddVisit, "Add visit", Menu::Edit, Needs::Writable, "Adds a visit of the selected vessel or place"),
    entry(Verb::AddVessel, "Add vessel", Menu::Edit, Needs::Writable, "Adds a vessel to the case"),
    entry(Verb::AddPlace, "Add place", Menu::Edit, Needs::Writable, "Adds a port, berth, anchorage or area"),
    entry(
        Verb::AddExhibit,
        "Add exhibit",
        Menu::Edit,
        Needs::Writable,
        "Adds an item of evidence; a selected visit is linked to it",
    )
    .key(NONE, Key::E),
    entry(Verb::AddEvent, "Add event", Menu::Edit, Needs::Writable, "Adds context to the time axis"),
    entry(Verb::AddTag, "Add tag", Menu::Edit, Needs::Writable, "Adds a label to tag with"),
    entry(
        Verb::AddStarterTags,
        "Add starter tags",
        Menu::Edit,
        Needs::Writable,
        "Adds the deceptive shipping practices of the advisory of 14 May 2020 as tags with definitions",
    ),
    entry(Verb::AddFinding, "Add finding", Menu::Edit, Needs::Writable, "Adds a statement for the report")
        .key(NONE, Key::N),
    entry(
        Verb::Cite,
        "Cite in the open finding",
        Menu::Edit,
        Needs::Selection,
        "Cites what is selected where the cursor stood last in the text of the finding",
    )
    .key(NONE, Key::C),
    entry(
        Verb::AddUnCaps,
        "Add the UN petroleum caps",
        Menu::Edit,
        Needs::Writable,
        "Adds the two yearly caps of S/RES/2397, refined petroleum and crude, as regimes to count against",
    ),
    entry(
        Verb::AddDeclaration,
        "Add declaration…",
        Menu::Edit,
        Needs::Writable,
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
