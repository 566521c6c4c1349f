//! The menu “View”: what is shown, and how.

use egui::Key;

use super::{ALT, CTRL, CTRL_SHIFT, NONE, SHIFT};
use crate::model::view::Layer;
use crate::ui::entry::{Entry, Menu, Needs, entry};
use crate::ui::verb::Verb;

const fn layer(layer: Layer, name: &'static str, tip: &'static str) -> Entry {
    entry(Verb::Layer(layer), name, Menu::View, Needs::Case, tip).group("Show on the timeline")
}

pub(super) static ENTRIES: &[Entry] = &[
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
        Verb::ShowReport,
        "Show the preview",
        Menu::View,
        Needs::Case,
        "The report as it will be printed, page by page",
    )
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
        Verb::EnlargeBelow,
        "Enlarge the tabs below",
        Menu::View,
        Needs::Case,
        "Gives the tabs below the timeline nearly all of the height, or takes it back",
    )
    .group("Tabs and panels")
    .key(NONE, Key::F11),
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
];
