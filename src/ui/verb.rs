//! The one table of named actions: menus, palette, keys and the list behind `?` are all made from it.

use egui::{Key, KeyboardShortcut, Modifiers};

/// A menu of the menu bar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Menu {
    /// Files and exports.
    File,
    /// Changes.
    Edit,
    /// What is shown.
    View,
    /// Judgements on visits and shipments.
    Analyse,
    /// What leaves the program.
    Report,
    /// Help.
    Help,
}

/// All menus, in their order.
pub const MENUS: [Menu; 6] = [Menu::File, Menu::Edit, Menu::View, Menu::Analyse, Menu::Report, Menu::Help];

impl Menu {
    /// The menu's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Analyse => "Analyse",
            Self::Report => "Report",
            Self::Help => "Help",
        }
    }
}

/// A named action.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "the table below says what each does")]
pub enum Verb {
    New,
    Open,
    OpenSample,
    SaveCopy,
    Close,
    CaseDetails,
    ClearRecent,
    Quit,
    Undo,
    Redo,
    QuickAdd,
    AddVisit,
    AddVessel,
    AddPlace,
    AddExhibit,
    AddEvent,
    AddTag,
    AddFinding,
    Remove,
    SelectAll,
    SelectNone,
    ZoomIn,
    ZoomOut,
    Fit,
    FitSelection,
    GoToDate,
    ViewBack,
    ViewForward,
    LanesByPlace,
    LanesByVessel,
    ColourByActivity,
    ColourByVessel,
    ColourByHedge,
    ColourByTag,
    SaveView,
    ShowExplorer,
    ShowInspector,
    ResetLayout,
    LookSystem,
    LookLight,
    LookDark,
    ScaleUp,
    ScaleDown,
    ScaleReset,
    TagByName,
    Pair,
    Accept,
    Reject,
    ShowHalfOpen,
    Query,
    ClearQuery,
    Check,
    ExportFindingsMarkdown,
    ExportFindingsCsv,
    ExportShipmentsCsv,
    ExportVisitsCsv,
    ExportJson,
    ExportTimeline,
    ShowTable,
    ShowExhibits,
    ShowFindings,
    ShowJournal,
    Palette,
    Keys,
    Legend,
    About,
}

/// When an action can be done; if not, the reason is its tooltip.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Needs {
    /// Always.
    Nothing,
    /// An open case.
    Case,
    /// An open case that may be changed.
    Writable,
    /// A case that may be changed and something selected.
    Selection,
    /// Two selected visits.
    TwoVisits,
    /// A selected shipment, or a visit of one.
    Shipment,
    /// Something to undo.
    Undo,
    /// Something to redo.
    Redo,
}

/// One line of the table.
pub struct Entry {
    /// The action.
    pub verb: Verb,
    /// What it is called; `…` if it asks for more.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub tip: &'static str,
    /// The menu it stands in.
    pub menu: Menu,
    /// Whether a line is drawn above it in the menu.
    pub gap: bool,
    /// The submenu it stands in; empty if it stands in the menu itself.
    pub group: &'static str,
    /// Its key.
    pub key: Option<KeyboardShortcut>,
    /// Another key for the same, not shown.
    pub also: Option<KeyboardShortcut>,
    /// When it can be done.
    pub needs: Needs,
}

const fn entry(verb: Verb, name: &'static str, menu: Menu, needs: Needs, tip: &'static str) -> Entry {
    Entry { verb, name, tip, menu, gap: false, group: "", key: None, also: None, needs }
}

impl Entry {
    const fn gap(mut self) -> Self {
        self.gap = true;
        self
    }

    const fn group(mut self, group: &'static str) -> Self {
        self.group = group;
        self
    }

    const fn key(mut self, modifiers: Modifiers, key: Key) -> Self {
        self.key = Some(KeyboardShortcut::new(modifiers, key));
        self
    }

    const fn also(mut self, modifiers: Modifiers, key: Key) -> Self {
        self.also = Some(KeyboardShortcut::new(modifiers, key));
        self
    }

    /// The name where no menu stands around it: with its group.
    #[must_use]
    pub fn full_name(&self) -> String {
        if self.group.is_empty() { self.name.to_owned() } else { format!("{}: {}", self.group, self.name) }
    }

    /// Whether its key is a bare letter, digit or sign, which a text field must get first.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.key.is_some_and(|key| !key.modifiers.command && !key.modifiers.alt)
    }
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
    entry(Verb::AddFinding, "Add finding", Menu::Edit, Needs::Writable, "Adds a statement for the report")
        .key(NONE, Key::N),
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
    entry(Verb::ViewBack, "Previous view", Menu::View, Needs::Case, "Goes back to the time range before")
        .key(ALT, Key::ArrowLeft),
    entry(Verb::ViewForward, "Next view", Menu::View, Needs::Case, "Goes forward to the next time range")
        .key(ALT, Key::ArrowRight),
    entry(Verb::LanesByPlace, "By place", Menu::View, Needs::Case, "Groups visits by place, one lane a vessel")
        .group("Lanes")
        .gap(),
    entry(Verb::LanesByVessel, "By vessel", Menu::View, Needs::Case, "One lane a vessel").group("Lanes"),
    entry(Verb::ColourByActivity, "Activity", Menu::View, Needs::Case, "Fills bars by what the vessel did")
        .group("Colour bars by")
        .gap(),
    entry(Verb::ColourByVessel, "Vessel", Menu::View, Needs::Case, "Fills bars by vessel").group("Colour bars by"),
    entry(Verb::ColourByHedge, "Hedge", Menu::View, Needs::Case, "Fills bars by how the sources word it")
        .group("Colour bars by"),
    entry(Verb::ColourByTag, "Tag", Menu::View, Needs::Case, "Fills bars by their first tag").group("Colour bars by"),
    entry(
        Verb::SaveView,
        "Save this view…",
        Menu::View,
        Needs::Writable,
        "Keeps query, lanes, colours and time range by name",
    ),
    entry(Verb::ShowTable, "Show the table", Menu::View, Needs::Case, "Visits as rows").group("Tabs and panels").gap(),
    entry(Verb::ShowExhibits, "Show the exhibits", Menu::View, Needs::Case, "Items of evidence and what they say")
        .group("Tabs and panels"),
    entry(Verb::ShowFindings, "Show the findings", Menu::View, Needs::Case, "Statements for the report")
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
        Verb::ResetLayout,
        "Reset the layout",
        Menu::View,
        Needs::Nothing,
        "Puts panels and tabs back where they were at first",
    )
    .group("Tabs and panels"),
    entry(Verb::LookSystem, "As the system", Menu::View, Needs::Nothing, "Follows the system")
        .group("Light and dark")
        .gap(),
    entry(Verb::LookLight, "Light", Menu::View, Needs::Nothing, "Always light").group("Light and dark"),
    entry(Verb::LookDark, "Dark", Menu::View, Needs::Nothing, "Always dark").group("Light and dark"),
    entry(Verb::ScaleUp, "Larger", Menu::View, Needs::Nothing, "Draws everything larger")
        .group("Size")
        .gap()
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
        "Reject the shipment",
        Menu::Analyse,
        Needs::Shipment,
        "Marks the shipment as rejected and keeps its reasons",
    ),
    entry(
        Verb::Check,
        "Check the case",
        Menu::Analyse,
        Needs::Case,
        "Verifies the file, its references, its journal and its attachments",
    )
    .gap(),
    entry(
        Verb::ExportFindingsMarkdown,
        "Export findings and shipments as Markdown…",
        Menu::Report,
        Needs::Case,
        "Writes the findings with a footnote for every citation, and the shipments as a table",
    ),
    entry(
        Verb::ExportFindingsCsv,
        "Export findings as CSV…",
        Menu::Report,
        Needs::Case,
        "Writes the findings as a table",
    ),
    entry(
        Verb::ExportShipmentsCsv,
        "Export shipments as CSV…",
        Menu::Report,
        Needs::Case,
        "Writes the shipments that the query shows as a table",
    ),
    entry(Verb::Palette, "Find an action…", Menu::Help, Needs::Nothing, "Lists every action; type to find one")
        .key(CTRL, Key::K),
    entry(Verb::Keys, "Keys", Menu::Help, Needs::Nothing, "Lists every key")
        .key(NONE, Key::Questionmark)
        .also(SHIFT, Key::Slash),
    entry(Verb::Legend, "What the marks mean", Menu::Help, Needs::Case, "Explains bars, outlines, curves and signs")
        .key(NONE, Key::L),
    entry(Verb::About, "About Wakeline", Menu::Help, Needs::Nothing, "Version, licence and where settings are kept")
        .gap(),
];

/// A key as it stands on a keyboard: signs as signs.
#[must_use]
pub fn key_text(ctx: &egui::Context, key: KeyboardShortcut) -> String {
    let text = ctx.format_shortcut(&key);
    let names = [("Questionmark", "?"), ("Slash", "/"), ("Plus", "+"), ("Minus", "−"), ("Equals", "=")];
    names.iter().fold(text, |text, (name, sign)| text.replace(name, sign))
}

/// The line of an action.
#[must_use]
pub fn entry_of(verb: Verb) -> &'static Entry {
    VERBS.iter().find(|entry| entry.verb == verb).unwrap_or(&VERBS[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_stands_once_in_the_table_and_no_key_is_given_twice() {
        for (i, entry) in VERBS.iter().enumerate() {
            assert!(VERBS[i + 1..].iter().all(|other| other.verb != entry.verb), "{} twice", entry.name);
            for key in entry.key.iter().chain(&entry.also) {
                let others = VERBS.iter().filter(|other| other.verb != entry.verb);
                let taken = others.flat_map(|other| other.key.iter().chain(&other.also)).any(|other| other == key);
                assert!(!taken, "the key of {} is given twice", entry.name);
            }
            assert_eq!(entry_of(entry.verb).name, entry.name);
        }
    }

    #[test]
    fn tips_are_sentences_without_a_closing_stop() {
        for entry in VERBS {
            assert!(entry.tip.starts_with(char::is_uppercase) && !entry.tip.ends_with('.'), "{}", entry.tip);
        }
    }
}
