//! The one table of named actions, in menu order.

use egui::{Key, Modifiers};

use super::{Entry, Menu, Needs, Verb};
use crate::model::ids::EntityKind;
use crate::model::view::Layer;
use crate::ui::entry::entry;

const fn layer(layer: Layer, name: &'static str, tip: &'static str) -> Entry {
    entry(Verb::Layer(layer), name, Menu::View, Needs::Case, tip).group("Show on the timeline")
}

const fn table_of(kind: EntityKind, name: &'static str, tip: &'static str) -> Entry {
    entry(Verb::TableOf(kind), name, Menu::Analyse, Needs::Case, tip).group("Table of")
}

const fn file(verb: Verb, name: &'static str, tip: &'static str) -> Entry {
    entry(verb, name, Menu::File, Needs::Case, tip)
}

const fn report(verb: Verb, name: &'static str, tip: &'static str) -> Entry {
    entry(verb, name, Menu::Report, Needs::Case, tip)
}

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const ALT: Modifiers = Modifiers::ALT;
const SHIFT: Modifiers = Modifiers::SHIFT;

/// Every named action, in menu order.
pub static VERBS: &[Entry] = &[
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
    entry(Verb::Query, "Query", Menu::View, Needs::Case, "Puts the cursor in the query box")
        .key(NONE, Key::Slash)
        .also(CTRL, Key::F),
    entry(Verb::ClearQuery, "Clear the query", Menu::View, Needs::Case, "Shows everything again"),
    entry(
        Verb::ShowHalfOpen,
        "Show visits without discharge",
        Menu::View,
        Needs::Case,
        "Queries for visits whose shipment was seen at one end only",
    ),
    entry(Verb::Fit, "Fit the whole case", Menu::View, Needs::Case, "Shows the whole time span")
        .gap()
        .key(NONE, Key::F),
    entry(Verb::FitSelection, "Fit the selection", Menu::View, Needs::Case, "Zooms to what is selected")
        .key(SHIFT, Key::F),
    entry(Verb::ZoomIn, "Zoom in", Menu::View, Needs::Case, "Shows a shorter time span")
        .key(NONE, Key::Plus)
        .also(NONE, Key::Equals),
    entry(Verb::ZoomOut, "Zoom out", Menu::View, Needs::Case, "Shows a longer time span").key(NONE, Key::Minus),
    entry(Verb::GoToDate, "Go to date…", Menu::View, Needs::Case, "Centres the timeline on a date").key(NONE, Key::G),
    entry(
        Verb::ViewBack,
        "Previous view",
        Menu::View,
        Needs::Case,
        "Goes back to the time range and lanes seen before",
    )
    .key(ALT, Key::ArrowLeft),
    entry(Verb::ViewForward, "Next view", Menu::View, Needs::Case, "Goes forward to the next time range")
        .key(ALT, Key::ArrowRight),
    entry(Verb::Play, "Play or pause", Menu::View, Needs::Case, "Moves a cursor through time; the other views follow")
        .group("Playback")
        .gap()
        .key(NONE, Key::P),
    entry(Verb::PlaySlower, "Slower", Menu::View, Needs::Case, "Halves the speed; goes a day back where nothing moves")
        .group("Playback")
        .key(NONE, Key::OpenBracket),
    entry(Verb::PlayFaster, "Faster", Menu::View, Needs::Case, "Doubles the speed; goes a day on where nothing moves")
        .group("Playback")
        .key(NONE, Key::CloseBracket),
    entry(
        Verb::OverviewLog,
        "Overview: logarithmic",
        Menu::View,
        Needs::Case,
        "Lets small counts be seen beside large ones in the strip above the lanes",
    ),
    entry(Verb::ZoneUtc, "UTC", Menu::View, Needs::Case, "Shows times in UTC").group("Time zone"),
    entry(Verb::ZoneCase, "The case's zone", Menu::View, Needs::Case, "Shows times in the zone that the case names")
        .group("Time zone"),
    entry(Verb::ZoneOther, "Other…", Menu::View, Needs::Case, "Shows times in another zone; the case stays as it is")
        .group("Time zone"),
    entry(Verb::LanesByPlace, "Place, then vessel", Menu::View, Needs::Case, "Berths within ports, one lane a vessel")
        .group("Lanes by")
        .gap(),
    entry(Verb::LanesByVessel, "Vessel", Menu::View, Needs::Case, "One lane a vessel").group("Lanes by"),
    entry(Verb::LanesByPlaceOnly, "Place", Menu::View, Needs::Case, "One lane a berth, with its coverage")
        .group("Lanes by"),
    entry(
        Verb::LanesByFlag,
        "Flag, then vessel",
        Menu::View,
        Needs::Case,
        "By the flags stated for the time of a visit",
    )
    .group("Lanes by"),
    entry(Verb::LanesByOperator, "Operator, then vessel", Menu::View, Needs::Case, "By who operates the place")
        .group("Lanes by"),
    entry(Verb::LanesBySource, "Source, then vessel", Menu::View, Needs::Case, "By who stands behind the exhibits")
        .group("Lanes by"),
    entry(Verb::LanesByTag, "Tag, then vessel", Menu::View, Needs::Case, "A visit with two tags stands in two lanes")
        .group("Lanes by"),
    entry(Verb::LanesAsOne, "Nothing: all in one", Menu::View, Needs::Case, "Puts all visits into one lane")
        .group("Lanes by"),
    entry(Verb::FoldLanes, "Fold all groups", Menu::View, Needs::Case, "Shows one line for each group")
        .group("Lanes")
        .key(CTRL_SHIFT, Key::F),
    entry(Verb::UnfoldLanes, "Unfold all groups", Menu::View, Needs::Case, "Shows every lane")
        .group("Lanes")
        .key(CTRL_SHIFT, Key::U),
    entry(Verb::FindLane, "Find lanes…", Menu::View, Needs::Case, "Shows only lanes with a text in their names")
        .group("Lanes")
        .key(CTRL_SHIFT, Key::L),
    entry(
        Verb::ShowHiddenLanes,
        "Show hidden lanes",
        Menu::View,
        Needs::Case,
        "Shows every lane that was hidden by hand",
    )
    .group("Lanes"),
    entry(
        Verb::OrderFirstSeen,
        "First sighting first",
        Menu::View,
        Needs::Case,
        "Orders lanes by their first sighting",
    )
    .group("Order of lanes"),
    entry(Verb::OrderName, "Name", Menu::View, Needs::Case, "Orders lanes by name").group("Order of lanes"),
    entry(Verb::OrderCount, "Most visits first", Menu::View, Needs::Case, "Orders lanes by their number of visits")
        .group("Order of lanes"),
    entry(Verb::OrderByHand, "By hand", Menu::View, Needs::Case, "Keeps lanes where they were dragged")
        .group("Order of lanes"),
    entry(Verb::ColourByActivity, "Activity", Menu::View, Needs::Case, "Fills bars by what the vessel did")
        .group("Colour bars by"),
    entry(Verb::ColourByVessel, "Vessel", Menu::View, Needs::Case, "Fills bars by vessel").group("Colour bars by"),
    entry(Verb::ColourByFlag, "Flag", Menu::View, Needs::Case, "Fills bars by the vessel's flag at the time")
        .group("Colour bars by"),
    entry(Verb::ColourByTag, "Tag", Menu::View, Needs::Case, "Fills bars by their first tag").group("Colour bars by"),
    entry(Verb::ColourByHedge, "Hedge", Menu::View, Needs::Case, "Fills bars by how the sources word it")
        .group("Colour bars by"),
    entry(
        Verb::ColourByOrigins,
        "Origins",
        Menu::View,
        Needs::Case,
        "Fills bars by how many origins their claims go back to",
    )
    .group("Colour bars by"),
    layer(Layer::Shipments, "Shipments", "Draws shipments as curves from bar to bar"),
    layer(Layer::Sightings, "Sightings", "Marks on each bar the sightings it rests on"),
    layer(Layer::Coverage, "Coverage", "Marks when each place was looked at"),
    layer(Layer::AisGaps, "AIS gaps", "Hatches the times in which a vessel’s AIS was silent"),
    layer(Layer::Voyages, "Voyages", "Draws thin lines from visit to visit of a hull"),
    layer(Layer::Events, "Events", "Shows context events above the lanes"),
    layer(Layer::Windows, "Regime windows", "Shows the yearly windows of each regime"),
    layer(Layer::Night, "Night", "Shades night at places with a position, once a day is wide enough"),
    entry(
        Verb::SaveView,
        "Save this view…",
        Menu::View,
        Needs::Writable,
        "Keeps query, lanes, colours and time range by name",
    ),
    entry(Verb::ShowLedger, "Show the ledger", Menu::View, Needs::Case, "Cargo against the caps, in three ledgers")
        .group("Tabs and panels")
        .gap(),
    entry(
        Verb::ShowShipments,
        "Show proposed shipments",
        Menu::View,
        Needs::Case,
        "Visits that could be one shipment, with what speaks for and against it",
    )
    .group("Tabs and panels"),
    entry(Verb::ShowTable, "Show the table", Menu::View, Needs::Case, "One kind as rows").group("Tabs and panels"),
    entry(Verb::ShowExhibits, "Show the exhibits", Menu::View, Needs::Case, "Items of evidence and what they say")
        .group("Tabs and panels"),
    entry(Verb::ShowFindings, "Show the findings", Menu::View, Needs::Case, "Statements for the report")
        .group("Tabs and panels"),
    entry(
        Verb::ShowFlows,
        "Show the flows",
        Menu::View,
        Needs::Case,
        "What went which way between two places, countries or flags",
    )
    .group("Tabs and panels"),
    entry(
        Verb::ShowAnomalies,
        "Show the anomalies",
        Menu::View,
        Needs::Case,
        "What cannot all be so, and what is worth a look",
    )
    .group("Tabs and panels"),
    entry(Verb::ShowJournal, "Show the journal", Menu::View, Needs::Case, "Every change ever made")
        .group("Tabs and panels"),
    entry(Verb::ShowExplorer, "Explorer", Menu::View, Needs::Nothing, "Shows or hides the lists on the left")
        .group("Tabs and panels")
        .gap()
        .key(CTRL, Key::B),
    entry(Verb::ShowInspector, "Inspector", Menu::View, Needs::Nothing, "Shows or hides the details on the right")
        .group("Tabs and panels")
        .key(CTRL, Key::I),
    entry(
        Verb::ShowLegend,
        "Legend",
        Menu::View,
        Needs::Nothing,
        "Shows or hides the line that says what colours mean",
    )
    .group("Tabs and panels"),
    entry(
        Verb::ResetLayout,
        "Reset the layout",
        Menu::View,
        Needs::Nothing,
        "Puts panels and tabs back where they were at first",
    )
    .group("Tabs and panels"),
    entry(Verb::LookSystem, "As the system", Menu::View, Needs::Nothing, "Follows the system").group("Light and dark"),
    entry(Verb::LookLight, "Light", Menu::View, Needs::Nothing, "Always light").group("Light and dark"),
    entry(Verb::LookDark, "Dark", Menu::View, Needs::Nothing, "Always dark").group("Light and dark"),
    entry(
        Verb::LessMotion,
        "Less motion",
        Menu::View,
        Needs::Nothing,
        "Nothing moves by itself; playback goes day by day",
    )
    .group("Light and dark")
    .gap(),
    entry(Verb::ScaleUp, "Larger", Menu::View, Needs::Nothing, "Draws everything larger")
        .group("Size")
        .key(CTRL, Key::Plus)
        .also(CTRL, Key::Equals),
    entry(Verb::ScaleDown, "Smaller", Menu::View, Needs::Nothing, "Draws everything smaller")
        .group("Size")
        .key(CTRL, Key::Minus),
    entry(Verb::ScaleReset, "Normal size", Menu::View, Needs::Nothing, "Draws everything at 100 %")
        .group("Size")
        .key(CTRL, Key::Num0),
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
    entry(
        Verb::CountingRules,
        "How cargo is counted…",
        Menu::Analyse,
        Needs::Case,
        "How far hulls are taken to be filled, and the conversion tables",
    ),
    entry(
        Verb::Measure,
        "Measure an interval",
        Menu::Analyse,
        Needs::Case,
        "Drag, or click twice, between two points of the timeline to read the days and hours between them",
    )
    .gap()
    .key(NONE, Key::M),
    entry(
        Verb::CopyMeasured,
        "Copy the measured interval",
        Menu::Analyse,
        Needs::Case,
        "Puts it on the clipboard as a sentence; Ctrl+C does so while it is shown",
    )
    .key(CTRL, Key::C),
    entry(
        Verb::Check,
        "Check the case",
        Menu::Analyse,
        Needs::Case,
        "Verifies the file, its references, its journal and its attachments",
    )
    .gap(),
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
    report(Verb::WriteReport, "Write a report…", "PDF, Word, web page or Markdown by one of four templates")
        .key(CTRL_SHIFT, Key::R),
    report(
        Verb::ExportFindingsMarkdown,
        "Export findings and shipments as Markdown…",
        "Writes the findings with a footnote for every citation, and the shipments as a table",
    ),
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
