//! The menu “View”: what is shown, and how.

use egui::Key;

use super::{ALT, CTRL, CTRL_SHIFT, NONE, SHIFT};
use crate::model::view::Layer;
use crate::ui::entry::{Entry, Menu, Needs, entry};
use crate::ui::verb::Verb;

const fn layer(layer: Layer, name: &'static str, tip: &'static str) -> Entry {
    view(Verb::Layer(layer), name, tip).group("Show on the timeline")
}

const fn view(verb: Verb, name: &'static str, tip: &'static str) -> Entry {
    entry(verb, name, Menu::View, Needs::Case, tip)
}

pub(super) static ENTRIES: &[Entry] = &[
    view(Verb::Query, "Query", "Puts the cursor in the query box").key(NONE, Key::Slash).also(CTRL, Key::F),
    view(Verb::ClearQuery, "Clear the query", "Shows everything again"),
    view(
        Verb::ShowHalfOpen,
        "Show visits without discharge",
        "Queries for visits whose shipment was seen at one end only",
    ),
    view(Verb::Fit, "Fit the whole case", "Shows the whole time span").gap().key(NONE, Key::F),
    view(Verb::FitSelection, "Fit the selection", "Zooms to what is selected").key(SHIFT, Key::F),
    view(Verb::ZoomIn, "Zoom in", "Shows a shorter time span").key(NONE, Key::Plus).also(NONE, Key::Equals),
    view(Verb::ZoomOut, "Zoom out", "Shows a longer time span").key(NONE, Key::Minus),
    view(Verb::GoToDate, "Go to date…", "Centres the timeline on a date").key(NONE, Key::G),
    view(Verb::ViewBack, "Previous view", "Goes back to the time range and lanes seen before").key(ALT, Key::ArrowLeft),
    view(Verb::ViewForward, "Next view", "Goes forward to the next time range").key(ALT, Key::ArrowRight),
    view(Verb::Play, "Play or pause", "Moves a cursor through time; the other views follow")
        .group("Playback")
        .gap()
        .key(NONE, Key::P),
    view(Verb::PlaySlower, "Slower", "Halves the speed; goes a day back where nothing moves")
        .group("Playback")
        .key(NONE, Key::OpenBracket),
    view(Verb::PlayFaster, "Faster", "Doubles the speed; goes a day on where nothing moves")
        .group("Playback")
        .key(NONE, Key::CloseBracket),
    view(
        Verb::OverviewLog,
        "Overview: logarithmic",
        "Lets small counts be seen beside large ones in the strip above the lanes",
    ),
    view(Verb::ZoneUtc, "UTC", "Shows times in UTC").group("Time zone"),
    view(Verb::ZoneCase, "The case's zone", "Shows times in the zone that the case names").group("Time zone"),
    view(Verb::ZoneOther, "Other…", "Shows times in another zone; the case stays as it is").group("Time zone"),
    view(Verb::LanesByPlace, "Place, then vessel", "Berths within ports, one lane a vessel").group("Lanes by").gap(),
    view(Verb::LanesByVessel, "Vessel", "One lane a vessel").group("Lanes by"),
    view(Verb::LanesByPlaceOnly, "Place", "One lane a berth, with its coverage").group("Lanes by"),
    view(Verb::LanesByFlag, "Flag, then vessel", "By the flags stated for the time of a visit").group("Lanes by"),
    view(Verb::LanesByOperator, "Operator, then vessel", "By who operates the place").group("Lanes by"),
    view(Verb::LanesBySource, "Source, then vessel", "By who stands behind the exhibits").group("Lanes by"),
    view(Verb::LanesByTag, "Tag, then vessel", "A visit with two tags stands in two lanes").group("Lanes by"),
    view(Verb::LanesAsOne, "Nothing: all in one", "Puts all visits into one lane").group("Lanes by"),
    view(Verb::FoldLanes, "Fold all groups", "Shows one line for each group").group("Lanes").key(CTRL_SHIFT, Key::F),
    view(Verb::UnfoldLanes, "Unfold all groups", "Shows every lane").group("Lanes").key(CTRL_SHIFT, Key::U),
    view(Verb::FindLane, "Find lanes…", "Shows only lanes with a text in their names")
        .group("Lanes")
        .key(CTRL_SHIFT, Key::L),
    view(Verb::ShowHiddenLanes, "Show hidden lanes", "Shows every lane that was hidden by hand").group("Lanes"),
    view(Verb::OrderFirstSeen, "First sighting first", "Orders lanes by their first sighting").group("Order of lanes"),
    view(Verb::OrderName, "Name", "Orders lanes by name").group("Order of lanes"),
    view(Verb::OrderCount, "Most visits first", "Orders lanes by their number of visits").group("Order of lanes"),
    view(Verb::OrderByHand, "By hand", "Keeps lanes where they were dragged").group("Order of lanes"),
    view(Verb::ColourByActivity, "Activity", "Fills bars by what the vessel did").group("Colour bars by"),
    view(Verb::ColourByVessel, "Vessel", "Fills bars by vessel").group("Colour bars by"),
    view(Verb::ColourByFlag, "Flag", "Fills bars by the vessel's flag at the time").group("Colour bars by"),
    view(Verb::ColourByTag, "Tag", "Fills bars by their first tag").group("Colour bars by"),
    view(Verb::ColourByHedge, "Hedge", "Fills bars by how the sources word it").group("Colour bars by"),
    view(Verb::ColourByOrigins, "Origins", "Fills bars by how many origins their claims go back to")
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
    view(Verb::ShowLedger, "Show the ledger", "Cargo against the caps, in three ledgers")
        .group("Tabs and panels")
        .gap(),
    view(
        Verb::ShowShipments,
        "Show proposed shipments",
        "Visits that could be one shipment, with what speaks for and against it",
    )
    .group("Tabs and panels"),
    view(Verb::ShowTable, "Show the table", "One kind as rows").group("Tabs and panels"),
    view(Verb::ShowExhibits, "Show the exhibits", "Items of evidence and what they say").group("Tabs and panels"),
    view(Verb::ShowFindings, "Show the findings", "Statements for the report").group("Tabs and panels"),
    view(Verb::ShowReport, "Show the preview", "The report as it will be printed, page by page")
        .group("Tabs and panels"),
    view(Verb::ShowFlows, "Show the flows", "What went which way between two places, countries or flags")
        .group("Tabs and panels"),
    view(Verb::ShowAnomalies, "Show the anomalies", "What cannot all be so, and what is worth a look")
        .group("Tabs and panels"),
    view(Verb::ShowJournal, "Show the journal", "Every change ever made").group("Tabs and panels"),
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
    view(
        Verb::EnlargeBelow,
        "Enlarge the tabs below",
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
