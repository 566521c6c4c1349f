//! Named actions: menus, palette, keys and the list behind `?` are all made from the one table of them.

mod table;

use egui::KeyboardShortcut;

pub use super::entry::{Entry, MENUS, Menu, Needs};
use crate::model::ids::EntityKind;
use crate::model::view::Layer;
pub use table::{entry_of, verbs};

/// A named action.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "the table says what each does")]
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
    AddStarterTags,
    AddFinding,
    Cite,
    AddDeclaration,
    AddUnCaps,
    CountingRules,
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
    LanesByPlaceOnly,
    LanesByFlag,
    LanesByOperator,
    LanesBySource,
    LanesByTag,
    LanesAsOne,
    OrderFirstSeen,
    OrderName,
    OrderCount,
    OrderByHand,
    FoldLanes,
    UnfoldLanes,
    FindLane,
    ShowHiddenLanes,
    ColourByActivity,
    ColourByVessel,
    ColourByFlag,
    ColourByTag,
    ColourByHedge,
    ColourByOrigins,
    Layer(Layer),
    SaveView,
    ShowExplorer,
    ShowInspector,
    ShowLegend,
    EnlargeBelow,
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
    WriteReport,
    ExportFindingsCsv,
    ExportShipmentsCsv,
    ExportVisitsCsv,
    ExportXlsx,
    ExportGeoJson,
    ExportKml,
    ExportBibtex,
    ExportCslJson,
    ExportFtm,
    ExportJson,
    ExportBundle,
    CheckBundle,
    ExportTimeline,
    ExportLedger,
    ExportFlows,
    ShowLedger,
    ShowShipments,
    ShowTable,
    TableOf(EntityKind),
    SelectRows,
    CopyRows,
    ExportTable,
    ShowExhibits,
    ShowFindings,
    ShowReport,
    ShowFlows,
    ShowAnomalies,
    ShowJournal,
    Measure,
    CopyMeasured,
    Play,
    PlaySlower,
    PlayFaster,
    OverviewLog,
    ZoneUtc,
    ZoneCase,
    ZoneOther,
    LessMotion,
    Palette,
    Keys,
    Legend,
    QueryHelp,
    About,
}

/// A key as it stands on a keyboard: signs as signs.
#[must_use]
pub fn key_text(ctx: &egui::Context, key: KeyboardShortcut) -> String {
    let text = ctx.format_shortcut(&key);
    let names = [("Questionmark", "?"), ("Slash", "/"), ("Plus", "+"), ("Minus", "−"), ("Equals", "=")];
    names.iter().fold(text, |text, (name, sign)| text.replace(name, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_stands_once_in_the_table_and_no_key_is_given_twice() {
        for (i, entry) in verbs().enumerate() {
            assert!(verbs().skip(i + 1).all(|other| other.verb != entry.verb), "{} twice", entry.name);
            for key in entry.key.iter().chain(&entry.also) {
                let others = verbs().filter(|other| other.verb != entry.verb);
                let taken = others.flat_map(|other| other.key.iter().chain(&other.also)).any(|other| other == key);
                assert!(!taken, "the key of {} is given twice", entry.name);
            }
            assert_eq!(entry_of(entry.verb).name, entry.name);
        }
    }

    #[test]
    fn tips_are_sentences_without_a_closing_stop() {
        for entry in verbs() {
            assert!(entry.tip.starts_with(char::is_uppercase) && !entry.tip.ends_with('.'), "{}", entry.tip);
        }
    }
}
