//! The menu “File”: the case as a file.

use egui::Key;

use super::CTRL;
use crate::ui::entry::{Entry, Menu, Needs, entry};
use crate::ui::verb::Verb;

const fn file(verb: Verb, name: &'static str, tip: &'static str) -> Entry {
    entry(verb, name, Menu::File, Needs::Case, tip)
}

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
    file(Verb::CaseDetails, "Case details…", "Title, question, handling, authors and time zone").gap(),
    file(Verb::SaveCopy, "Save a copy…", "Writes a verified copy of the case file elsewhere"),
    file(Verb::ExportJson, "Export the case as JSON…", "Writes the whole case as text that other programs can read")
        .gap(),
    file(Verb::ExportTimeline, "Export the timeline…", "Writes the timeline as a figure: SVG, PNG or PDF")
        .key(CTRL, Key::E),
    file(Verb::ExportLedger, "Export the ledger chart…", "Writes cargo against the cap as a figure: SVG, PNG or PDF")
        .key(CTRL, Key::L),
    file(
        Verb::ExportFlows,
        "Export the flows chart…",
        "Writes what went which way between two sides as a figure: SVG, PNG or PDF",
    )
    .key(CTRL, Key::J),
    file(Verb::ExportVisitsCsv, "Export visits as CSV…", "Writes the visits that the query shows as a table"),
    file(
        Verb::ExportTable,
        "Export this table as CSV…",
        "Writes the kind that the table shows, as far as the query shows it",
    ),
    file(Verb::Close, "Close case", "Goes back to the start screen; everything is already on disk")
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
