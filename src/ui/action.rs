//! What a view may ask for. Views push these while drawing; the app performs them in order when the frame is drawn.

use std::path::PathBuf;

use super::choices::ReportChoices;
use super::settings::TableColumn;
use super::verb::Verb;
use crate::analysis::lint::Item;
use crate::analysis::shipments::decide::Decision;
use crate::base::hash::Sha256;
use crate::model::arrangement::{LaneBy, LaneOrder, LanePath};
use crate::model::command::Command;
use crate::model::ids::{EntityKind, EntityRef, ExhibitId, FindingId, SavedViewId, TagId, VisitId};
use crate::model::tag::Colour;
use crate::tasks::pair::Proposal;

/// How a click changes the selection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pick {
    /// Selects this alone.
    Only,
    /// Adds it, or takes it out if it is in.
    Toggle,
}

/// A tab below the timeline.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub enum Tab {
    /// The timeline itself.
    Timeline,
    /// Cargo against the caps.
    Ledger,
    /// Proposed shipments.
    Shipments,
    /// One kind as rows.
    Table,
    /// Items of evidence.
    Exhibits,
    /// Statements for the report.
    Findings,
    /// The report as it will be printed.
    Report,
    /// What went which way between two sides.
    Flows,
    /// What cannot all be so, and what is worth a look.
    Anomalies,
    /// Every change.
    Journal,
}

impl Tab {
    /// What stands on the tab.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Timeline => "Timeline",
            Self::Ledger => "Ledger",
            Self::Shipments => "Pairing",
            Self::Table => "Table",
            Self::Exhibits => "Exhibits",
            Self::Findings => "Findings",
            Self::Report => "Preview",
            Self::Flows => "Flows",
            Self::Anomalies => "Anomalies",
            Self::Journal => "Journal",
        }
    }
}

/// A change of how visits are laid in lanes; the case is not touched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LaneEdit {
    /// Tells lanes apart by these levels, outermost first.
    By(Vec<LaneBy>),
    /// Puts lanes and groups in this order.
    Order(LaneOrder),
    /// Folds a group, or unfolds it.
    Fold(LanePath),
    /// Folds all groups of the outermost level, or unfolds all groups.
    FoldAll(bool),
    /// Pins lanes to the top, or lets them go.
    Pin(Vec<LanePath>),
    /// Hides lanes.
    Hide(Vec<LanePath>),
    /// Hides all lanes and groups but these.
    HideOthers(Vec<LanePath>),
    /// Shows everything that is hidden.
    ShowAll,
    /// Gives lanes a colour, or takes it away.
    Colour(Vec<LanePath>, Option<Colour>),
    /// Moves a lane or group before or after another of the same group; from then on the order is by hand.
    Move(LanePath, LanePath, bool),
    /// Shows only lanes with this in their names.
    Search(String),
}

/// A decision on a proposed shipment.
#[derive(Clone, PartialEq, Debug)]
pub struct Decided {
    /// The proposal.
    pub proposal: Proposal,
    /// What is decided.
    pub decision: Decision,
    /// Why, in the investigator's words.
    pub why: String,
}

/// What can be done with tags. Each is one change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TagAction {
    /// Sets a tag on all that is selected, or takes it off if all have it.
    Toggle(TagId),
    /// The same by number key.
    ToggleKey(u8),
    /// Sets a tag on all that is selected, or takes it off.
    Set(TagId, bool),
    /// Makes the tags that a path as typed needs, and sets the last of them on all that is selected.
    Make(String),
    /// Makes a new tag below another.
    AddBelow(TagId),
    /// Puts a tag below another, or at the top of the tree.
    Move(TagId, Option<TagId>),
    /// Gives a tag a number key, which another one may have to give up, or takes it away.
    GiveKey(TagId, Option<u8>),
    /// Sets a tag on everything of a kind that the query shows.
    SetShown(TagId, EntityKind),
    /// Takes a tag off everything.
    TakeOffAll(TagId),
    /// Asks into which tag one is to be merged; one may be proposed.
    AskMerge(TagId, Option<TagId>),
    /// Merges a tag into another.
    Merge(TagId, TagId),
    /// Sets a tag on what matches its rule (true), or takes it off what does not (false).
    RunRule(TagId, bool),
}

/// What a view may ask for.
#[derive(Clone, Debug)]
pub enum Action {
    /// A named action.
    Do(Verb),
    /// A change of the selection.
    Select(EntityRef, Pick),
    /// Selects exactly these.
    SelectAll(Vec<EntityRef>),
    /// Selects an entity and brings it into view on the timeline.
    Reveal(EntityRef),
    /// A change to the case.
    Apply(Box<Command>),
    /// A change to the case, after which an entity is selected.
    ApplyAndSelect(Box<Command>, EntityRef),
    /// Something to be done with tags.
    Tag(TagAction),
    /// Replaces the query.
    Query(String),
    /// Replaces the text of the query, which is not to be asked yet.
    TypeQuery(String),
    /// Keeps the query that is shown among those asked in this session.
    RememberQuery,
    /// Opens a case file.
    Open(PathBuf),
    /// Selects an entity and puts the cursor in one of its fields.
    Fill(EntityRef, &'static str),
    /// Puts the proposed words of an item to check in the place of those it speaks of.
    Reword(Box<Item>),
    /// Decides a proposed shipment, with a reason.
    Decide(Box<Decided>),
    /// Shows a tab.
    Show(Tab),
    /// Changes how lanes are laid.
    Lanes(LaneEdit),
    /// Sets the visible time range, in seconds since 1970, and keeps the one before in the view history.
    Range(f64, f64),
    /// Applies a saved view.
    UseView(SavedViewId),
    /// Puts a text on the clipboard.
    Copy(String),
    /// Puts a text on the clipboard and says so, where nothing else shows that it was.
    CopyAndSay(String),
    /// A change to many entities at once, of which is said that it was made.
    ApplyToMany(Box<Command>),
    /// Keeps the columns of a table, or lets it have those it had at first.
    Columns(EntityKind, Option<Vec<TableColumn>>),
    /// Asks for a file and attaches it to an exhibit.
    Attach(ExhibitId),
    /// Asks for a place and writes an attached file there, under the name it came with.
    SaveFile(Sha256, String),
    /// Asks why a remark on a finding's wording is passed over.
    PassOver(Box<Item>),
    /// Asks about a letter of a finding; none for a new one.
    Letter(FindingId, Option<usize>),
    /// Joins two visits into a shipment.
    Pair(VisitId, VisitId),
    /// The pointer is over a visit, which the other views mark as long as this is asked for in each frame.
    Point(VisitId),
    /// Ends playback.
    EndPlayback,
    /// Shows times in this zone; the case stays as it is.
    Zone(String),
    /// Keeps how reports are made.
    ReportChoices(ReportChoices),
    /// Stops the work that was asked for: an export, a check.
    Stop,
    /// Removes entities, after asking if others depend on them.
    Remove(Vec<EntityRef>),
}
