//! The menu “Analyse”: questions put to the case.

use egui::Key;

use super::{CTRL, NONE};
use crate::model::ids::EntityKind;
use crate::ui::entry::{Entry, Menu, Needs, entry};
use crate::ui::verb::Verb;

const fn table_of(kind: EntityKind, name: &'static str, tip: &'static str) -> Entry {
    analyse(Verb::TableOf(kind), name, tip).group("Table of")
}

const fn analyse(verb: Verb, name: &'static str, tip: &'static str) -> Entry {
    entry(verb, name, Menu::Analyse, Needs::Case, tip)
}

pub(super) static ENTRIES: &[Entry] = &[
    entry(
        Verb::TagByName,
        "Tag…",
        Menu::Analyse,
        Needs::Selection,
        "Tags what is selected, by name; keys 1 to 9 do it at once",
    )
    .key(NONE, Key::T),
    entry(
        Verb::Pair,
        "Pair two visits into a shipment",
        Menu::Analyse,
        Needs::TwoVisits,
        "The earlier visit becomes the loading, the later the discharge",
    )
    .gap()
    .key(NONE, Key::S),
    entry(Verb::Accept, "Accept the shipment", Menu::Analyse, Needs::Shipment, "Marks the shipment as accepted"),
    entry(
        Verb::Reject,
        "Reject the shipment…",
        Menu::Analyse,
        Needs::Shipment,
        "Asks why, and keeps the shipment with its reasons",
    ),
    analyse(
        Verb::CountingRules,
        "How cargo is counted…",
        "How far hulls are taken to be filled, and the conversion tables",
    ),
    analyse(
        Verb::Measure,
        "Measure an interval",
        "Drag, or click twice, between two points of the timeline to read the days and hours between them",
    )
    .gap()
    .key(NONE, Key::M),
    analyse(
        Verb::CopyMeasured,
        "Copy the measured interval",
        "Puts it on the clipboard as a sentence; Ctrl+C does so while it is shown",
    )
    .key(CTRL, Key::C),
    analyse(Verb::Check, "Check the case", "Verifies the file, its references, its journal and its attachments").gap(),
    table_of(EntityKind::Visit, "Visits", "Vessel, place, four bounds and activity of each visit").gap(),
    table_of(EntityKind::Shipment, "Shipments", "Cargo, quantity, both ends and status of each shipment"),
    table_of(EntityKind::Vessel, "Vessels", "Names, numbers and measures of each vessel"),
    table_of(EntityKind::Place, "Places", "Kind, country and operator of each place"),
    table_of(EntityKind::Exhibit, "Exhibits", "Source, grades and dates of each exhibit"),
    table_of(EntityKind::Source, "Sources", "Kind and reliability of each source"),
    table_of(EntityKind::Sighting, "Sightings", "What each exhibit shows, where and when"),
    table_of(EntityKind::Claim, "Claims", "What each exhibit says, and how it is hedged"),
    table_of(EntityKind::Event, "Events", "Date and title of each event"),
    table_of(EntityKind::Finding, "Findings", "Headline, judgement and status of each finding"),
    table_of(EntityKind::Regime, "Regimes", "Cap and window of each regime"),
    table_of(EntityKind::Declaration, "Declarations", "What was declared or assessed for each period"),
    table_of(EntityKind::Tag, "Tags", "Key and definition of each tag"),
];
