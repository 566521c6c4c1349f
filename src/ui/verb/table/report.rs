//! The menu “Report”: what leaves the program.

use egui::Key;

use super::CTRL_SHIFT;
use crate::ui::entry::{Entry, Menu, Needs, entry};
use crate::ui::verb::Verb;

const fn report(verb: Verb, name: &'static str, tip: &'static str) -> Entry {
    entry(verb, name, Menu::Report, Needs::Case, tip)
}

pub(super) static ENTRIES: &[Entry] = &[
    report(
        Verb::WriteReport,
        "Write a report…",
        "PDF, Word, web page or Markdown by one of four templates or your own",
    )
    .key(CTRL_SHIFT, Key::R),
    report(Verb::ExportFindingsCsv, "Export findings as CSV…", "Writes the findings as a table"),
    report(
        Verb::ExportShipmentsCsv,
        "Export shipments as CSV…",
        "Writes the shipments that the query shows as a table",
    ),
    report(Verb::ExportXlsx, "Export as a workbook…", "Writes tanker table, ledgers, fact-check sheet and exhibits")
        .gap(),
    report(Verb::ExportBibtex, "Export exhibits as BibTeX…", "Writes the exhibits for a bibliography in LaTeX").gap(),
    report(Verb::ExportCslJson, "Export exhibits as CSL-JSON…", "Writes the exhibits for a citation manager"),
    report(Verb::ExportGeoJson, "Export the map as GeoJSON…", "Writes what has a position, and counts the rest").gap(),
    report(Verb::ExportKml, "Export the map as KML…", "Writes what has a position for a globe, and counts the rest"),
    report(Verb::ExportFtm, "Export for FollowTheMoney…", "Writes the entities of the case for OpenAleph").gap(),
    report(
        Verb::ExportBundle,
        "Evidence bundle…",
        "Packs findings, exhibits and files so that anybody can check them; says first what goes in and what stays out",
    )
    .gap()
    .key(CTRL_SHIFT, Key::B),
    entry(
        Verb::CheckBundle,
        "Check a bundle…",
        Menu::Report,
        Needs::Nothing,
        "Looks whether an evidence bundle, its folder or a case is whole, and lists what is wrong",
    )
    .key(CTRL_SHIFT, Key::K),
];
