//! The menu “File”: the case as a file.

use egui::Key;

use super::CTRL;
use crate::ui::entry::{Entry, Menu, Needs, entry};
use crate::ui::verb::Verb;

pub(super) static ENTRIES: &[Entry] = &[
    entry(Verb::New, "New case…", Menu::File, Needs::Nothing, "Starts an empty case file").key(CTRL, Key::N),
    entry(Verb::Open, "Open case…", Menu::File, Needs::Nothing, "Opens a case file").key(CTRL, Key::O),
    entry(
        Verb::OpenSample,
        "Open the sample case",
        Menu::File,
        Needs::Nothing,
        "Opens a working copy of the sample case",
    ),
    entry(
        Verb::CaseDetails,
        "Case details…",
        Menu::File,
        Needs::Case,
        "Title, question, handling, authors and time zone",
    )
    .gap(),
    entry(Verb::SaveCopy, "Save a copy…", Menu::File, Needs::Case, "Writes a verified copy of the case file elsewhere"),
    entry(
        Verb::ExportJson,
        "Export the case as JSON…",
        Menu::File,
        Needs::Case,
        "Writes the whole case as text that other programs can read",
    )
    .gap(),
    entry(
        Verb::ExportTimeline,
        "Export the timeline…",
        Menu::File,
        Needs::Case,
        "Writes the timeline as a figure: SVG, PNG or PDF",
    ),
    entry(
        Verb::ExportVisitsCsv,
        "Export visits as CSV…",
        Menu::File,
        Needs::Case,
        "Writes the visits that the query shows as a table",
    ),
    entry(
        Verb::ExportTable,
        "Export this table as CSV…",
        Menu::File,
        Needs::Case,
        "Writes the kind that the table shows, as far as the query shows it",
    ),
    entry(
        Verb::Close,
        "Close case",
        Menu::File,
        Needs::Case,
        "Goes back to the start screen; everything is already on disk",
    )
    .gap()
    .key(CTRL, Key::W),
    entry(
        Verb::ClearRecent,
        "Clear recent cases",
        Menu::File,
        Needs::Nothing,
        "Forgets which cases were opened; the files stay",
    ),
    entry(Verb::Quit, "Quit", Menu::File, Needs::Nothing, "Ends the program; everything is already on disk")
        .key(CTRL, Key::Q),
];
